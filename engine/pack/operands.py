"""What indicators are reckoned and judged from, each with the way to it in the YAML of its indicator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.pack.model import (
    AggregateMeasure,
    ChangeMeasure,
    CountMeasure,
    FormulaMeasure,
    Indicator,
    InputFormula,
    Measure,
    Operand,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    TableMeasure,
    ValueMeasure,
)

Path = tuple[str | int, ...]
"""Keys and numbers of entries, from the mapping of an indicator down."""

DEPENDENCE = "="
"""What the name of an input begins with that only stands for a dependence on another indicator's outcome."""


@dataclass(frozen=True, slots=True)
class Site:
    """An operand and where it is written; `name` is what rungs and formulas call it, if they can.

    `of_measure`: the measure is reckoned from it; else it is an input of the judgement.
    """

    operand: Operand
    path: Path
    name: str | None
    of_measure: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """An indicator that another one names other than by an operand, and where; `needed`: nothing is known without."""

    indicator: str
    path: Path
    needed: bool


def operands_of(measure: Measure) -> tuple[Operand, ...]:
    """The operands of a measure, in the order written; an aggregate has members, and at most a coefficient, instead."""
    return tuple(site.operand for site in _sites_of(measure))


def operands_in(indicator: Indicator) -> tuple[Operand, ...]:
    """The operands of an indicator's measure, and then those of its judgement."""
    return tuple(site.operand for site in sites_in(indicator))


def sites_in(indicator: Indicator) -> tuple[Site, ...]:
    """As `operands_in`, each with its place."""
    return (*_sites_of(indicator.measure), *_inputs_of(indicator))


def references_in(indicator: Indicator) -> tuple[Reference, ...]:
    """The indicators that a total or a place among peers names besides its operands."""
    match indicator.measure:
        case AggregateMeasure(indicators=members, weight_by=weight):
            of = tuple(Reference(member, ("measure", "of", n), False) for n, member in enumerate(members))
            return (*of, *(() if weight is None else (Reference(weight, ("measure", "weight_by"), True),)))
        case PeersMeasure(same_outcome=same, left_out=left_out):
            alike = () if same is None else (Reference(same, ("measure", "same_outcome_of"), True),)
            out = () if left_out is None else (Reference(left_out[0], ("measure", "left_out", "indicator"), False),)
            return (*alike, *out)
        case _:
            return ()


def _sites_of(measure: Measure) -> tuple[Site, ...]:
    match measure:
        case ValueMeasure() | PeersMeasure():
            return (Site(measure.of, ("measure", "of"), None, True),)
        case ChangeMeasure():
            return (Site(measure.of, ("measure", "of"), "present", True),)
        case PresenceMeasure() | CountMeasure():
            return tuple(Site(operand, ("measure", "of", n), None, True) for n, operand in enumerate(measure.of))
        case RatioMeasure():
            return (
                Site(measure.numerator, ("measure", "numerator"), "numerator", True),
                Site(measure.denominator, ("measure", "denominator"), "denominator", True),
            )
        case FormulaMeasure():
            return tuple(Site(operand, ("measure", "where", name), name, True) for name, operand in measure.where)
        case AggregateMeasure():
            factor = measure.coefficient
            return () if factor is None else (Site(factor, ("measure", "coefficient"), None, True),)
        case TableMeasure():
            return ()


def _inputs_of(indicator: Indicator) -> Iterator[Site]:
    dependences = 0
    for name, operand in indicator.judge.inputs if indicator.judge is not None else ():
        if isinstance(operand, InputFormula):
            continue
        if name.startswith(DEPENDENCE):
            yield Site(operand, ("judge", "depends_on", dependences), name, False)
            dependences += 1
        else:
            yield Site(operand, ("judge", "inputs", name), name, False)
