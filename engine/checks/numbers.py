"""Numbers that an operand can surely be: enough of them to try a formula with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.checks.rows import rows_of
from engine.intervals import Domain
from engine.pack.domain import operand_domain
from engine.pack.model import (
    Assumed,
    ConstantOperand,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    Indicator,
    IndicatorOperand,
    Operand,
    Pack,
    PeriodOperand,
    PeriodTake,
    TableMeasure,
)

Numbers = tuple[Decimal, ...]

_PLAIN = tuple(Decimal(n) for n in (0, 1, 2, -1, 10, 100))
_COUNTED = (Fold.COUNT, Fold.SPAN, Fold.AGE, Fold.RUN, Fold.MEAN_RATE)
"""Folds whose result is no value, nor made of values as they are."""


def numbers_of_operand(
    pack: Pack, indicator: Indicator, operand: Operand, also: Iterable[Decimal] = (), *, rolled_up: bool
) -> Numbers:
    """The plainest first, and those of `also` that it can be; none where it is not known what it can be."""
    domain = operand_domain(operand, pack, rolled_up=rolled_up)
    listed = _listed(pack, indicator, operand)
    return numbers_of_domain(domain, also) if listed is None else _within(domain, listed)


def numbers_of_domain(domain: Domain, also: Iterable[Decimal] = ()) -> Numbers:
    ends = [end for end in (domain.minimum, domain.maximum) if end is not None]
    return _within(domain, (*_PLAIN, *ends, *(end + 1 for end in ends), *also))


def _within(domain: Domain, chosen: Iterable[Decimal]) -> Numbers:
    return tuple(number for number in dict.fromkeys(chosen) if domain.has(number))


def _listed(pack: Pack, indicator: Indicator, operand: Operand) -> list[Decimal] | None:
    """The numbers an operand can be, where these are not all of its domain; none of what is told of elsewhere."""
    match operand:
        case FactOperand(take=FactTake.STATE) | IndicatorOperand(take=FindingTake.OUTCOME | FindingTake.STATUS):
            return []
        case FactOperand() if operand.series.fold not in _COUNTED:
            return _of_fact(pack, operand)
        case IndicatorOperand() if operand.series.fold not in _COUNTED:
            return _of_indicator(pack, operand)
        case PeriodOperand():
            return list(_of_period(pack, indicator, operand))
        case ConstantOperand(constant=constant):
            return [c.value for c in pack.constants if c.header.id == constant]
        case _:
            return None


def _of_fact(pack: Pack, operand: FactOperand) -> list[Decimal] | None:
    fact = next((f for f in pack.facts if f.key == operand.key), None)
    if fact is None or (operand.take is FactTake.VALUE and fact.type is not FactType.NUMBER):
        return []
    if operand.take is not FactTake.MAP:
        return None
    return [] if operand.rounding is not None else [*(number for _, number in operand.numbers), *_assumed(operand)]


def _assumed(operand: FactOperand | IndicatorOperand) -> list[Decimal]:
    return [operand.missing.value] if isinstance(operand.missing, Assumed) else []


def _of_indicator(pack: Pack, operand: IndicatorOperand) -> list[Decimal] | None:
    used = next((i for i in pack.indicators if i.header.id == operand.indicator), None)
    if used is None or (operand.take is FindingTake.VALUE and isinstance(used.measure, TableMeasure)):
        return []
    judge = used.judge
    if operand.take is not FindingTake.POINTS or judge is None or judge.scale is not None:
        return None
    return [*(row.points for row in rows_of(judge) if row.points is not None), *_assumed(operand)]


def _of_period(pack: Pack, indicator: Indicator, operand: PeriodOperand) -> Iterator[Decimal]:
    match operand.take:
        case PeriodTake.PERIODS_SINCE:
            since = next((p for p in pack.periods if p.id == operand.since), None)
            if since is not None and indicator.header.effective.covers(since.end):
                yield Decimal(0)
        case PeriodTake.TRAJECTORY if operand.trajectory is not None:
            yield from (number for _, number in operand.trajectory.points)
        case _:
            yield Decimal(730_000)
