"""What a measure comes to: a value, a reason why none can be computed, or the status of its operands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from engine.pack.model import (
    AggregateMeasure,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FindingTake,
    Fold,
    FormulaMeasure,
    Indicator,
    IndicatorOperand,
    Operand,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    TableMeasure,
    ValueMeasure,
)
from tests.plan.oracle.formulas import FORMULAS
from tests.plan.oracle.known import (
    MISSING,
    NOT_APPLICABLE,
    NOT_FOUND,
    NUMBER,
    SERIES_BREAK,
    Cell,
    Judged,
    first_of,
)
from tests.plan.oracle.numbers import Number, in_double, over, percent_change, rounded, times, total

FAR = 10**20
"""What lies further from zero cannot be computed, so that whatever is summed fits."""


@dataclass(frozen=True)
class Measured:
    """A value, or why none can be computed."""

    value: Number
    reason: str | None = None


def needed(i: Indicator) -> tuple[tuple[str, Operand], ...]:
    """The operands of a measure by their names in formulas and tests; those that cannot be named are called ""."""
    measure = i.measure
    match measure:
        case ValueMeasure():
            return (("", measure.of),)
        case PresenceMeasure() | CountMeasure():
            return tuple(("", of) for of in measure.of)
        case RatioMeasure():
            return ("numerator", measure.numerator), ("denominator", measure.denominator)
        case ChangeMeasure() if measure.base.fold is Fold.MEAN_RATE:
            return (("", replace(measure.of, series=measure.base)),)
        case ChangeMeasure():
            return ("present", measure.of), ("base", replace(measure.of, series=measure.base))
        case FormulaMeasure():
            return measure.where
        case TableMeasure():
            return ()
        case PeersMeasure(of=of, same_outcome=same):
            alike = [("", IndicatorOperand(same, take=FindingTake.OUTCOME))] if same else []
            return (("", of), *alike)
        case AggregateMeasure(coefficient=coefficient):
            return (("", coefficient),) if coefficient else ()
    raise TypeError(measure)


def measured(i: Indicator, cells: Sequence[Cell]) -> Measured | Judged:
    """Of all measures but peers and aggregates."""
    measure = i.measure
    if isinstance(measure, TableMeasure):
        return Measured(None, "not_computable")
    counted = isinstance(measure, PresenceMeasure | CountMeasure)
    if early := first_said(cells, counted=counted):
        return early
    if isinstance(measure, PresenceMeasure | CountMeasure):
        return _present(i, measure, cells)
    return first_of(cells) or _reckoned(i, cells)


def first_said(cells: Sequence[Cell], *, counted: bool) -> Judged | None:
    """What the operands say before it is asked which of them are unknown."""
    present = [c for c in cells if not c.previous]
    before = [c for c in cells if c.previous]
    does_not_apply = [c.state == NOT_APPLICABLE for c in present]
    if (all(does_not_apply) and not before) if counted else any(does_not_apply):
        return Judged("not_applicable", "fact_says_so")
    if any(c.state == NOT_APPLICABLE for c in before):
        return Judged("not_assessed", "no_predecessor")
    if any(c.state == SERIES_BREAK for c in cells):
        return Judged("not_assessed", "series_break")
    if any(c.state == MISSING for c in before) and not any(c.state in (MISSING, NOT_FOUND) for c in present):
        return Judged("no_data", "previous_missing")
    return None


def _present(i: Indicator, measure: PresenceMeasure | CountMeasure, cells: Sequence[Cell]) -> Measured | Judged:
    left = [c for c in cells if c.state != NOT_APPLICABLE]
    if isinstance(measure, CountMeasure):
        return first_of(left) or _rounded(i, total([c.number or Fraction(0) for c in left]))
    need = len(left) if measure.need is None else min(measure.need, len(left))
    there = sum(c.state == NUMBER and c.number == 1 for c in left)
    unknown = sum(c.state != NUMBER for c in left)
    if there >= need:
        return Measured(Fraction(1))
    return Measured(Fraction(0)) if there + unknown < need else first_of(left) or Measured(Fraction(0))


def _reckoned(i: Indicator, cells: Sequence[Cell]) -> Measured:
    measure, numbers = i.measure, [c.number for c in cells]
    match measure:
        case RatioMeasure():
            quotient = over(times(Fraction(measure.scale), numbers[0]), numbers[1])
            found = _at_zero(measure.denominator_zero) if numbers[1] == 0 else Measured(quotient, "not_computable")
        case ChangeMeasure():
            found = _change(measure, cells)
        case FormulaMeasure():
            given = dict(zip([name for name, _ in measure.where], numbers, strict=True))
            formula = FORMULAS[measure.expression]
            by_name = [given[name] for name in formula.names]
            if formula.divisor is not None and formula.divisor(*by_name) == 0:
                found = _at_zero(measure.division_by_zero)
            else:
                found = Measured(formula.reckon(*by_name), "not_computable")
        case _:
            found = Measured(numbers[0])
    if found.value is None:
        return found
    if abs(found.value) > FAR:
        return Measured(None, "not_computable")
    value = _rounded(i, found.value)
    dead = measure.dead_zone if isinstance(measure, ChangeMeasure) else None
    assert value.value is not None
    return Measured(Fraction(0)) if dead is not None and abs(value.value) <= dead else value


def _rounded(i: Indicator, value: Number) -> Measured:
    return Measured(rounded(value, i.rounding))


def _at_zero(said: AtZero) -> Measured:
    return Measured(Fraction(said)) if isinstance(said, Decimal) else Measured(None, "zero_denominator")


def _change(measure: ChangeMeasure, cells: Sequence[Cell]) -> Measured:
    if len(cells) == 1:
        return Measured(cells[0].number)
    now, base = cells[0].number, cells[1].number
    assert now is not None
    assert base is not None
    if measure.shown_as in (ChangeAs.DIFFERENCE, ChangeAs.POINTS):
        return Measured(now - base)
    if base == 0:
        return _at_zero(measure.base_zero)
    if measure.shown_as is ChangeAs.COMPOUND_RATE:
        return Measured(_compound_rate(now, base, cells[1].steps), "not_computable")
    if base < 0 and not measure.negative_base:
        return Measured(None, "not_computable")
    if measure.shown_as is ChangeAs.GROWTH_RATE:
        return Measured(in_double(lambda a, b: 100 * a / b, now, abs(base)), "not_computable")
    if base < 0:
        return Measured(in_double(lambda d, b: 100 * d / b, now - base, -base), "not_computable")
    return Measured(percent_change(now, base), "not_computable")


def _compound_rate(now: Fraction, base: Fraction, periods: int) -> Number:
    if now < 0 or base < 0 or periods < 0:
        return None
    if periods == 0:
        return Fraction(0)
    return in_double(lambda a, b, n: 100 * ((a / b) ** (1.0 / n) - 1), now, base, Fraction(periods))
