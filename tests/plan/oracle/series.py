"""Which periods an operand is read at, and how the values of several become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from engine.pack.model import At, Fold, Pack, Path, Period, PeriodOperand, PeriodTake, Series, Window
from tests.plan.oracle.known import (
    CONFLICT,
    MISSING,
    NO_NUMBER,
    NO_RATE,
    NOT_APPLICABLE,
    NUMBER,
    TOO_SHORT,
    ZERO_DENOMINATOR,
    Cell,
)
from tests.plan.oracle.numbers import Number, in_double, mean, percent_change, total

NO_SUCH_PERIOD = Cell(NOT_APPLICABLE, previous=True)


def one_period(pack: Pack, period: Period, at: At) -> Period | None:
    """None where the calendar does not have it."""
    if at.period is not None:
        return next((p for p in pack.series(period) if p.id == at.period), None)
    found: Period | None = period
    for _ in range(at.back):
        found = pack.predecessor(found) if found else None
    return found


def window(pack: Pack, period: Period, wanted: Window) -> list[Period]:
    """The periods of a window, the earliest first; fewer or none where the calendar begins later."""
    line = list(pack.series(period))
    end = line.index(period) + 1 - wanted.until
    if wanted.last is not None:
        return line[max(0, end - wanted.last) : max(0, end)]
    begins = [n for n, p in enumerate(line) if p.id == wanted.since]
    return line[begins[0] : max(0, end)] if begins else []


def steps_between(pack: Pack, earlier: Period, later: Period) -> int:
    line = list(pack.series(later))
    return line.index(later) - line.index(earlier)


def folded(series: Series, cells: Sequence[Cell], steps: Sequence[int]) -> Cell:
    """One cell of those of the periods of a window; `steps` are how far each lies before the current period."""
    assert isinstance(series.at, Window)
    assert series.fold is not None
    # Rivals are not tried within a window: what is contested is not known.
    values = [replace(c, state=CONFLICT, others=()) if c.others else c for c in cells]
    whole = Cell(
        NUMBER,
        facts=frozenset(f for c in values for f in c.facts),
        previous=series.at.until > 0,
        marks=frozenset(m for c in values if c.state == NUMBER for m in c.marks),
    )
    if _passed_over(series.fold, values):
        whole = replace(whole, marks=whole.marks | {"sources_disagree"})
    last = values[-1]
    if series.fold is Fold.RUN and last.state != NUMBER:
        return replace(whole, state=last.state)
    known = [n for n, c in enumerate(values) if c.state == NUMBER]
    numbers = [_number(values[n]) for n in known]
    if not known:
        if series.fold is Fold.COUNT and series.at_least == 0:
            return replace(whole, number=Fraction(0)) if series.gaps else replace(whole, state=TOO_SHORT)
        states = {c.state for c in values}
        return replace(whole, state=states.pop() if len(states) == 1 else MISSING)
    if len(known) < series.at_least or (not series.gaps and len(known) < len(values)):
        return replace(whole, state=TOO_SHORT)
    match series.fold:
        case Fold.FIRST:
            return replace(whole, number=numbers[0], steps=steps[known[0]])
        case Fold.LAST:
            return replace(whole, number=numbers[-1], steps=steps[known[-1]])
        case Fold.SUM:
            return _or_no_number(whole, total(numbers))
        case Fold.MEAN:
            return _or_no_number(whole, mean(numbers))
        case Fold.LEAST:
            return replace(whole, number=min(numbers))
        case Fold.GREATEST:
            return replace(whole, number=max(numbers))
        case Fold.COUNT:
            return replace(whole, number=Fraction(len(numbers)))
        case Fold.AGE:
            return replace(whole, number=Fraction(steps[known[-1]]))
        case Fold.SPAN:
            return replace(whole, number=Fraction(steps[known[0]]))
        case Fold.RUN:
            return replace(whole, number=Fraction(_run(values)))
        case Fold.MEAN_RATE:
            return _mean_rate(whole, values)


def _passed_over(fold: Fold, values: Sequence[Cell]) -> bool:
    """Whether a contested period that is left out made a difference."""
    contested = [n for n, c in enumerate(values) if c.state == CONFLICT]
    known = [n for n, c in enumerate(values) if c.state == NUMBER]
    if not contested:
        return False
    match fold:
        case Fold.FIRST | Fold.SPAN:
            return bool(known) and contested[0] < known[0]
        case Fold.LAST | Fold.AGE:
            return bool(known) and contested[-1] > known[-1]
        case Fold.RUN:
            ends = [n for n, c in enumerate(values) if c.state != NUMBER or c.number == 0]
            return ends[-1] in contested
        case _:
            return True


def _mean_rate(whole: Cell, values: Sequence[Cell]) -> Cell:
    pairs = [(_number(a), _number(b)) for a, b in pairwise(values) if a.state == b.state == NUMBER]
    if not pairs:
        return replace(whole, state=TOO_SHORT)
    if any(a == 0 for a, _ in pairs):
        return replace(whole, state=ZERO_DENOMINATOR)
    rates = [percent_change(b, a) for a, b in pairs if a > 0]
    known = [rate for rate in rates if rate is not None]
    return replace(whole, number=mean(known)) if len(known) == len(pairs) else replace(whole, state=NO_RATE)


def _run(values: Sequence[Cell]) -> int:
    long = 0
    for c in reversed(values):
        if c.state != NUMBER or c.number == 0:
            break
        long += 1
    return long


def _number(cell: Cell) -> Fraction:
    assert cell.number is not None
    return cell.number


def _or_no_number(cell: Cell, number: Number) -> Cell:
    return replace(cell, state=NO_NUMBER) if number is None else replace(cell, number=number)


def of_the_period(pack: Pack, period: Period, operand: PeriodOperand) -> Cell:
    """An operand that depends on the period alone."""
    match operand.take:
        case PeriodTake.FIRST_DAY:
            return Cell(NUMBER, Fraction(period.start.toordinal()))
        case PeriodTake.LAST_DAY:
            return Cell(NUMBER, Fraction(period.end.toordinal()))
        case PeriodTake.PERIODS_SINCE:
            since = one_period(pack, period, At(period=operand.since))
            return _or_no_number(Cell(NUMBER), Fraction(steps_between(pack, since, period)) if since else None)
        case PeriodTake.TRAJECTORY:
            return _or_no_number(Cell(NUMBER), _on_the_way(pack, period, operand))


def _on_the_way(pack: Pack, period: Period, operand: PeriodOperand) -> Number:
    assert operand.trajectory is not None
    line = [p.id for p in pack.series(period)]
    written = {line.index(p): Fraction(x) for p, x in operand.trajectory.points if p in line}
    here = line.index(period.id)
    if here in written:
        return written[here]
    earlier, later = [n for n in written if n < here], [n for n in written if n > here]
    if operand.trajectory.path is None or not earlier or not later:
        return None
    start, end = max(earlier), min(later)
    a, b, done, length = written[start], written[end], Fraction(here - start), Fraction(end - start)
    if operand.trajectory.path is Path.LINEAR:
        added = in_double(lambda d, k, n: d * k / n, b - a, done, length)
        return None if added is None else a + added
    if a <= 0 or b <= 0:
        return None
    return in_double(lambda v, w, k, n: v * (w / v) ** (k / n), a, b, done, length)
