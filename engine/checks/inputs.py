"""What the tests, formulas and explanations of a judgement know by name, and what each of these can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.checks.reach import outcomes_of
from engine.checks.rows import VALUE
from engine.intervals import Domain
from engine.pack.domain import operand_domain
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Operand,
    Pack,
    TableMeasure,
)
from engine.pack.operands import sites_in
from engine.statuses import Status

KIND, LEVEL = "kind", "level"

FACT_STATES = (
    "reported",
    "confirmed_absent",
    "not_applicable",
    "unconfirmed",
    "not_found",
    "suppressed",
    "rejected",
    "not_listed",
    "conflict",
    "not_reported",
)
"""What `take: state` of a fact can be."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """An input that is a number; `operand` None is the value or a formula, which may fail to be computed."""

    domain: Domain
    operand: Operand | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """An input that is one of some names, None where these are not known; without operand, it is of the entity."""

    names: tuple[str, ...] | None
    operand: Operand | None = None


Input = Numbers | Names
Inputs = Mapping[str, Input]


def is_name(operand: Operand) -> bool:
    """Whether an operand is a name and no number."""
    match operand:
        case FactOperand():
            return operand.take is FactTake.STATE
        case IndicatorOperand():
            return operand.take in (FindingTake.OUTCOME, FindingTake.STATUS)
        case _:
            return False


def inputs_of(pack: Pack, indicator: Indicator, judge: Judgement) -> Inputs:
    """The inputs of a judgement; where a name is given twice, which is told elsewhere, the first thing given it."""
    known: dict[str, Input] = {}
    for name, found in _inputs(pack, indicator, judge):
        known.setdefault(name, found)
    return known


def given_names(indicator: Indicator) -> tuple[str, ...]:
    """The names that inputs have of themselves: of the value, the entity and the operands of the measure."""
    own = () if isinstance(indicator.measure, TableMeasure) else (VALUE,)
    base = ("base",) if isinstance(indicator.measure, ChangeMeasure) and _has_base(indicator.measure) else ()
    named = [site.name for site in sites_in(indicator) if site.of_measure and site.name is not None]
    return (*own, KIND, LEVEL, *named, *base)


def _has_base(measure: ChangeMeasure) -> bool:
    return measure.shown_as is not ChangeAs.MEAN_RATE


def _inputs(pack: Pack, indicator: Indicator, judge: Judgement) -> Iterator[tuple[str, Input]]:
    if not isinstance(indicator.measure, TableMeasure):
        yield VALUE, Numbers(judge.domain)
    yield KIND, Names(indicator.kinds)
    yield LEVEL, Names(indicator.levels)
    rolled_up = indicator.rollup is not None
    for site in sites_in(indicator):
        if site.name is not None and site.of_measure:
            yield site.name, _of_operand(pack, site.operand, rolled_up=rolled_up)
    if isinstance(indicator.measure, ChangeMeasure) and _has_base(indicator.measure):
        yield "base", _of_operand(pack, indicator.measure.of, rolled_up=rolled_up)
    for name, written in judge.inputs:
        yield name, Numbers(Domain()) if isinstance(written, InputFormula) else _of_operand(pack, written)


def _of_operand(pack: Pack, operand: Operand, *, rolled_up: bool = False) -> Input:
    if not is_name(operand):
        return Numbers(operand_domain(operand, pack, rolled_up=rolled_up), operand)
    if not isinstance(operand, IndicatorOperand):
        return Names(FACT_STATES, operand)
    if operand.take is FindingTake.STATUS:
        return Names(tuple(Status), operand)
    used = next((i for i in pack.indicators if i.header.id == operand.indicator), None)
    return Names(None if used is None else outcomes_of(used) or None, operand)
