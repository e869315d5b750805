"""Which values indicators and operands can have: what the pack says, else what follows from how they are reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from engine.intervals import Domain
from engine.pack.model import (
    AggregateMeasure,
    Assumed,
    CarryForward,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactKey,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    How,
    Imputation,
    Indicator,
    IndicatorOperand,
    Measure,
    Operand,
    Pack,
    PeerAs,
    PeersMeasure,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    Rounding,
    RoundingMode,
    Series,
    Ties,
    ValueMeasure,
    Window,
)

ZERO, ONE = Decimal(0), Decimal(1)
_PERCENT = Decimal(100)
_TRUTH = Domain(whole_numbers=True, minimum=ZERO, maximum=ONE)
_COUNT = Domain(whole_numbers=True, minimum=ZERO)
_FROM_ONE = Domain(whole_numbers=True, minimum=ONE)
_DIFFERENCES = (ChangeAs.DIFFERENCE, ChangeAs.POINTS)
_KEEPING = (None, Fold.FIRST, Fold.LAST, Fold.LEAST, Fold.GREATEST)
"""Folds whose result is one of the values folded."""

_WIDE = Context(prec=76)
_ROUNDED = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
}

Facts = Mapping[str, FactKey]


def domain_of(indicator: Indicator, pack: Pack) -> Domain:
    """The values of an indicator; its judgement's domain when it is judged."""
    if indicator.judge is not None:
        return indicator.judge.domain
    facts, rolled_up = {f.key: f for f in pack.facts}, indicator.rollup is not None
    return default_domain(indicator.measure, facts, rolled_up=rolled_up, rounding=indicator.rounding)


def default_domain(measure: Measure, facts: Facts, *, rolled_up: bool, rounding: Rounding | None = None) -> Domain:
    """The values a measure can give where the pack does not say: reals without bounds, unless more is known of it."""
    return rounded(_of_measure(measure, facts, rolled_up), rounding)


def _of_measure(measure: Measure, facts: Facts, rolled_up: bool) -> Domain:
    match measure:
        case PresenceMeasure():
            return _TRUTH
        case CountMeasure():
            return _COUNT
        case ValueMeasure(of=of):
            return _of_operand(of, _single(of, facts, rolled_up))
        case ChangeMeasure(of=of, shown_as=shown_as) if shown_as in _DIFFERENCES:
            return Domain(whole_numbers=_of_operand(of, _single(of, facts, rolled_up)).whole_numbers)
        case PeersMeasure():
            return _of_place(measure)
        case AggregateMeasure(coefficient=None):
            return _of_total(measure)
        case _:
            return Domain()


def _of_total(measure: AggregateMeasure) -> Domain:
    """How many members meet something, or the share of them; of other totals less is known."""
    match measure.how:
        case How.COUNT_MEETING:
            members = Decimal(len(measure.indicators)) if measure.across is None else None
            return replace(_COUNT, maximum=members if measure.cap is None else None)
        case How.SHARE_MEETING:
            return Domain(minimum=ZERO, maximum=_PERCENT)
        case _:
            return Domain()


def _of_place(measure: PeersMeasure) -> Domain:
    """A place among peers; a number given for peers that are all equal may lie outside the usual ones."""
    match measure.shown_as:
        case PeerAs.MIN_MAX:
            return _with(Domain(minimum=min(ZERO, measure.scale), maximum=max(ZERO, measure.scale)), measure.all_equal)
        case PeerAs.RANK:
            return replace(_FROM_ONE, whole_numbers=measure.ties is not Ties.AVERAGE)
        case PeerAs.PERCENTILE:
            return Domain(minimum=ZERO, maximum=_PERCENT)
        case PeerAs.ZONE:
            return replace(_FROM_ONE, maximum=max(ONE, Decimal(measure.zones)))
        case PeerAs.COUNT:
            return _COUNT
        case _:
            return Domain()


def operand_domain(operand: Operand, pack: Pack, *, rolled_up: bool = False) -> Domain:
    """The numbers an operand can be; any number for one that is a name instead."""
    return _of_operand(operand, _of_finding(operand, pack) or _single(operand, _facts(pack), rolled_up, pack))


def _facts(pack: Pack) -> Facts:
    return {fact.key: fact for fact in pack.facts}


def _of_finding(operand: Operand, pack: Pack) -> Domain | None:
    if not isinstance(operand, IndicatorOperand) or operand.take is FindingTake.IS:
        return None
    used = next((i for i in pack.indicators if i.header.id == operand.indicator), None)
    if used is None:
        return None
    return domain_of(used, pack) if operand.take is FindingTake.VALUE else points_domain(used)


def points_domain(indicator: Indicator) -> Domain:
    """The points an indicator can give."""
    judge = indicator.judge
    if judge is None:
        return Domain()
    bands = (*judge.bands, *(band for variant in judge.variants for band in variant.bands))
    given = [p for p in (*(b.points for b in bands), *(r.points for r in judge.rungs)) if p is not None]
    if judge.scale is not None:
        return _spanning([*given, judge.scale.least, judge.scale.most], whole=False)
    return _spanning(given, whole=True)


def _spanning(numbers: list[Decimal], *, whole: bool) -> Domain:
    """From the least to the greatest of the numbers; whole numbers if these are and nothing lies between them."""
    if not numbers:
        return Domain()
    return Domain(whole and all(n == n.to_integral_value() for n in numbers), min(numbers), max(numbers))


def _single(operand: Operand, facts: Facts, rolled_up: bool, pack: Pack | None = None) -> Domain:
    """The numbers an operand can be in one period, before they are folded, rounded or replaced."""
    match operand:
        case FactOperand(take=FactTake.PRESENCE | FactTake.HAS) | IndicatorOperand(take=FindingTake.IS):
            return _TRUTH
        case FactOperand(take=FactTake.DATE):
            return _FROM_ONE
        case FactOperand(take=FactTake.MAP, numbers=numbers):
            return _spanning([number for _, number in numbers], whole=True)
        case FactOperand(key=key, take=FactTake.VALUE) if key in facts and facts[key].type is FactType.NUMBER:
            return _of_sum(facts[key].domain) if rolled_up else facts[key].domain
        case ConstantOperand(constant=constant) if pack is not None:
            values = [c.value for c in pack.constants if c.header.id == constant]
            return Domain(False, values[0], values[0]) if len(values) == 1 else Domain()
        case PeriodOperand():
            return _of_period(operand)
        case _:
            return Domain()


def _of_period(operand: PeriodOperand) -> Domain:
    if operand.take is PeriodTake.PERIODS_SINCE:
        return Domain(whole_numbers=True)
    if operand.take is PeriodTake.TRAJECTORY and operand.trajectory is not None:
        return _spanning([number for _, number in operand.trajectory.points], whole=operand.trajectory.path is None)
    return _FROM_ONE


def _of_operand(operand: Operand, single: Domain) -> Domain:
    if not isinstance(operand, FactOperand | IndicatorOperand):
        return single
    known = rounded(_folded(single, operand.series), operand.rounding)
    return rounded(_replaced(known, operand.missing), operand.rounding)


def _folded(domain: Domain, series: Series) -> Domain:
    match series.fold:
        case fold if fold in _KEEPING:
            return domain
        case Fold.SUM:
            return replace(_of_sum(domain), maximum=_most(domain.maximum, series))
        case Fold.MEAN:
            return replace(domain, whole_numbers=False)
        case Fold.MEAN_RATE:
            return Domain()
        case Fold.COUNT:
            return replace(_COUNT, minimum=Decimal(series.at_least), maximum=_most(ONE, series))
        case Fold.RUN:
            return replace(_COUNT, maximum=_most(ONE, series))
        case _:
            return replace(_COUNT, minimum=Decimal(series.at.until) if isinstance(series.at, Window) else ZERO)


def _most(greatest: Decimal | None, series: Series) -> Decimal | None:
    """The greatest sum of as many numbers as a window has periods, where both are known."""
    last = series.at.last if isinstance(series.at, Window) else None
    return None if last is None or greatest is None or greatest < 0 else greatest * last


def _of_sum(domain: Domain) -> Domain:
    """The sums of one or more numbers of the domain: only a minimum from zero up bounds them."""
    bounded = domain.minimum is not None and domain.minimum >= 0
    return Domain(domain.whole_numbers, domain.minimum if bounded else None)


def rounded(domain: Domain, rounding: Rounding | None) -> Domain:
    """The numbers of a domain after rounding: without places after the point they are whole."""
    if rounding is None:
        return domain

    def end(number: Decimal | None) -> Decimal | None:
        unit = Decimal(1).scaleb(-rounding.digits)
        return None if number is None else number.quantize(unit, _ROUNDED[rounding.mode], _WIDE) + 0

    return Domain(domain.whole_numbers or rounding.digits == 0, end(domain.minimum), end(domain.maximum))


def _replaced(domain: Domain, missing: Imputation | None) -> Domain:
    """With the numbers that stand for unknown ones: one that is assumed, or a mean, which need not be whole."""
    match missing:
        case None | CarryForward():
            return domain
        case Assumed(value=value):
            return _with(domain, value)
        case _:
            return replace(domain, whole_numbers=False)


def _with(domain: Domain, number: Decimal | None) -> Domain:
    if number is None:
        return domain
    return Domain(
        domain.whole_numbers and number == number.to_integral_value(),
        None if domain.minimum is None else min(domain.minimum, number),
        None if domain.maximum is None else max(domain.maximum, number),
    )
