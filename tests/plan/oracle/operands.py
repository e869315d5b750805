"""What an operand is for one entity and period: a number, a name, or the state that says why there is neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.pack.model import (
    Among,
    Assumed,
    At,
    CarryForward,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Indicator,
    IndicatorOperand,
    MeanOf,
    Operand,
    Period,
    PeriodOperand,
    PresenceMeasure,
)
from engine.statuses import FactState
from tests.plan.given import Fact
from tests.plan.oracle.known import (
    CONFLICT,
    MISSING,
    NO_NUMBER,
    NOT_APPLICABLE,
    NOT_FOUND,
    NOT_LISTED,
    NUMBER,
    OPERAND,
    REJECTED,
    SERIES_BREAK,
    SUPPRESSED,
    TOO_SHORT,
    UNCONFIRMED,
    Cell,
    state_of_finding,
)
from tests.plan.oracle.numbers import mean, rounded
from tests.plan.oracle.series import NO_SUCH_PERIOD, folded, of_the_period, one_period, steps_between, window

if TYPE_CHECKING:
    from tests.plan.oracle.evaluate import View

Counting = PresenceMeasure | CountMeasure | None
"""The measure that the operand belongs to, when it asks for what is present."""

STATE_NAMES = {
    FactState.REPORTED: "reported",
    FactState.CONFIRMED_ABSENT: "confirmed_absent",
    FactState.NOT_APPLICABLE: "not_applicable",
    FactState.UNCONFIRMED: "unconfirmed",
    FactState.NOT_FOUND: "not_found",
    FactState.SUPPRESSED: "suppressed",
    FactState.REJECTED: "rejected",
}


def read(view: View, entity: str, period: Period, i: Indicator, operand: Operand, counting: Counting = None) -> Cell:
    """Folded, rounded and imputed; what is imputed is not rounded yet."""
    if isinstance(operand, ConstantOperand):
        constant = next(c for c in view.pack.constants if c.header.id == operand.constant)
        return Cell(NUMBER, Fraction(constant.value))
    if isinstance(operand, PeriodOperand):
        return of_the_period(view.pack, period, operand)
    found = finished(_given(view, entity, period, i, operand, counting), operand)
    return replace(
        _imputed(view, entity, period, i, operand, found),
        others=tuple(_imputed(view, entity, period, i, operand, c) for c in found.others),
    )


def finished(cell: Cell, operand: Operand) -> Cell:
    """The operand with its number rounded."""
    rounding = operand.rounding if isinstance(operand, FactOperand | IndicatorOperand) else None
    others = tuple(replace(c, number=rounded(c.number, rounding)) for c in cell.others)
    return replace(cell, number=rounded(cell.number, rounding), others=others)


def unrounded(operand: Operand) -> Operand:
    """As it is summed in a roll-up: only the sum is rounded."""
    return replace(operand, rounding=None) if isinstance(operand, FactOperand | IndicatorOperand) else operand


def _given(
    view: View, entity: str, period: Period, i: Indicator, operand: FactOperand | IndicatorOperand, counting: Counting
) -> Cell:
    at = operand.series.at
    if isinstance(at, At):
        then = one_period(view.pack, period, at)
        if then is None:
            named = _always_known(operand)
            return replace(NO_SUCH_PERIOD, state=NUMBER, name="not_applicable") if named else NO_SUCH_PERIOD
        if _broken(view, period, then, operand):
            return Cell(SERIES_BREAK, previous=True)
        cell = _once(view, entity, then, i, operand, counting)
        before, steps = at.back > 0 or at.period is not None, steps_between(view.pack, then, period)
        others = tuple(replace(c, previous=before, steps=steps) for c in cell.others)
        return replace(cell, previous=before, steps=steps, others=others)
    periods = window(view.pack, period, at)
    if not periods:
        return NO_SUCH_PERIOD
    if any(_broken(view, period, p, operand) for p in periods):
        return Cell(SERIES_BREAK, previous=at.until > 0)
    cells = [_once(view, entity, p, i, operand, counting) for p in periods]
    return folded(operand.series, cells, [steps_between(view.pack, p, period) for p in periods])


def _always_known(operand: FactOperand | IndicatorOperand) -> bool:
    return operand.take in (FactTake.STATE, FindingTake.STATUS)


def _broken(view: View, period: Period, then: Period, operand: FactOperand | IndicatorOperand) -> bool:
    """What was not in force in an earlier period is read there with all that it rests on, as that is now."""
    return isinstance(operand, IndicatorOperand) and then != period and view.versions_differ(operand.indicator, then)


def _once(
    view: View, entity: str, period: Period, i: Indicator, operand: FactOperand | IndicatorOperand, counting: Counting
) -> Cell:
    """The operand at one period, whichever that is."""
    if isinstance(operand, IndicatorOperand):
        return _of_finding(view, entity, period, operand)
    answer = view.facts.answer(entity, period.id, operand.key, i.sources)
    question = (period.id, operand.key)
    if operand.take is FactTake.STATE:
        facts = frozenset(() if answer.winner is None else {answer.winner})
        name = "conflict" if answer.rivals else _state_name(view, answer.winner, i, operand)
        return Cell(NUMBER, None, name, facts, question=question)
    found = replace(said(view, answer.winner, i, operand, counting), question=question)
    return replace(found, others=tuple(said(view, rival, i, operand, counting) for rival in answer.rivals))


def _state_name(view: View, n: int | None, i: Indicator, operand: FactOperand) -> str:
    if n is None:
        return "not_reported"
    fact, tier = view.facts.facts[n], view.facts.tier(n, i.sources)
    if tier == 3:
        return "not_listed"
    if fact.state is FactState.REPORTED and operand.evidence and not fact.evidence:
        return "unconfirmed"
    return STATE_NAMES[fact.state]


def _of_finding(view: View, entity: str, period: Period, operand: IndicatorOperand) -> Cell:
    used = view.finding(entity, period, operand.indicator)
    found = Cell(state_of_finding(used.judged), facts=used.facts, coverage=used.coverage, marks=used.told_of)
    if operand.take is FindingTake.STATUS:
        return replace(found, state=NUMBER, name=used.judged.status)
    if not used.scored:
        return found
    match operand.take:
        case FindingTake.OUTCOME:
            name = used.judged.outcome
            return replace(found, name=name) if name else replace(found, state=OPERAND)
        case FindingTake.IS:
            return replace(found, number=Fraction(used.judged.outcome in operand.outcomes))
        case FindingTake.VALUE if used.judged.disputed:
            return replace(found, state=CONFLICT)
        case FindingTake.VALUE:
            number = used.judged.value
        case FindingTake.POINTS:
            number = used.judged.points
    return replace(found, state=OPERAND) if number is None else replace(found, number=number)


# Facts


def said(view: View, n: int | None, i: Indicator, operand: FactOperand, counting: Counting) -> Cell:
    """What fact `n` says to the indicator."""
    if n is None:
        return Cell(MISSING)
    fact, tier = view.facts.facts[n], view.facts.tier(n, i.sources)
    state, number = _state_and_number(view, fact, tier, operand, counting)
    return Cell(state, number, facts=frozenset({n}))


def _state_and_number(
    view: View, fact: Fact, tier: int, operand: FactOperand, counting: Counting
) -> tuple[str, Fraction | None]:
    if fact.state is FactState.NOT_APPLICABLE:
        return NOT_APPLICABLE, None
    if tier in (3, 5):
        return (NOT_LISTED if tier == 3 else NOT_FOUND), None
    match fact.state:
        case FactState.REPORTED:
            if operand.evidence and not fact.evidence:
                return UNCONFIRMED, None
            return _reported(view, fact, operand, counting)
        case FactState.CONFIRMED_ABSENT:
            return _absent(view, operand, counting)
        case FactState.NOT_FOUND:
            proves = counting is not None and counting.not_found_is_absent
            return (NUMBER, Fraction(0)) if proves else (NOT_FOUND, None)
        case FactState.UNCONFIRMED:
            return UNCONFIRMED, None
        case FactState.SUPPRESSED:
            return SUPPRESSED, None
        case _:
            return REJECTED, None


def _reported(view: View, fact: Fact, operand: FactOperand, counting: Counting) -> tuple[str, Fraction | None]:
    assert fact.value is not None
    value, kind = Fraction(fact.value), view.key[fact.key].type
    members = (fact.text or "").split("|") if fact.text else []
    match operand.take:
        case FactTake.VALUE if counting and not (isinstance(counting, CountMeasure) and kind is FactType.SET):
            return NUMBER, Fraction(value > 0)
        case FactTake.VALUE:
            return NUMBER, value
        case FactTake.PRESENCE:
            return NUMBER, Fraction(value > 0)
        case FactTake.DATE if kind is FactType.DATE:
            return NUMBER, value
        case FactTake.DATE:
            day = fact.evidence_date
            return (NUMBER, Fraction(day.toordinal())) if day else (MISSING, None)
        case FactTake.HAS:
            return NUMBER, Fraction(any(m in members for m in operand.members))
        case FactTake.MAP:
            whole = fact.text if kind is not FactType.SET or len(members) == 1 else None
            number = dict(operand.numbers).get(whole or "")
            return (NO_NUMBER, None) if number is None else (NUMBER, Fraction(number))
    raise ValueError(operand.take)


def _absent(view: View, operand: FactOperand, counting: Counting) -> tuple[str, Fraction | None]:
    if operand.take in (FactTake.DATE, FactTake.MAP):
        return NO_NUMBER, None
    if counting or operand.take in (FactTake.PRESENCE, FactTake.HAS):
        return NUMBER, Fraction(0)
    means = view.key[operand.key].absent_means
    return (NO_NUMBER, None) if means is None else (NUMBER, Fraction(means))


# What stands in for a value that is not known


def _imputed(
    view: View, entity: str, period: Period, i: Indicator, operand: FactOperand | IndicatorOperand, cell: Cell
) -> Cell:
    if operand.missing is None or cell.state not in (MISSING, NOT_FOUND, TOO_SHORT):
        return cell
    match operand.missing:
        case Assumed():
            return _filled(cell, Fraction(operand.missing.value))
        case MeanOf():
            others = _others(view, entity, i, operand.missing.among)
            given = [finished(_given(view, e, period, i, operand, None), operand) for e in others]
            known = [c.number for c in given if c.known and c.number is not None]
            number = mean(known) if known else None
            return cell if number is None else _filled(cell, number)
        case CarryForward():
            return _carried(view, entity, period, i, operand, cell)


def _filled(cell: Cell, number: Fraction) -> Cell:
    return replace(cell, state=NUMBER, number=number, marks=frozenset({"imputed"}))


def _others(view: View, entity: str, i: Indicator, among: Among) -> Iterable[str]:
    """The others to which the indicator applies."""
    return [e for e in view.place if e != entity and view.applies(e, i) and view.among(entity, e, among)]


def _carried(
    view: View, entity: str, period: Period, i: Indicator, operand: FactOperand | IndicatorOperand, cell: Cell
) -> Cell:
    assert isinstance(operand.missing, CarryForward)
    assert isinstance(operand.series.at, At)
    then = one_period(view.pack, period, operand.series.at)
    passed_over: frozenset[str] = frozenset()
    for _ in range(operand.missing.max_age):
        then = view.pack.predecessor(then) if then else None
        if then is None or _broken(view, period, then, operand):
            continue
        found = _once(view, entity, then, i, operand, None)
        if found.known:
            marks = found.marks | passed_over | {"carried_forward"}
            return replace(cell, state=NUMBER, number=found.number, facts=cell.facts | found.facts, marks=marks)
        if found.others or found.state == CONFLICT:
            passed_over = frozenset({"sources_disagree"})
    return cell
