"""Measures of facts: each operand is of a type that the measure can use; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import pack as pack_codes
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import (
    CountMeasure,
    FactKey,
    FactOperand,
    FactType,
    Indicator,
    IndicatorOperand,
    Pack,
    PresenceMeasure,
)
from engine.pack.operands import operands_of


def types(pack: Pack) -> Iterator[Diagnostic]:
    """Presence and count of facts that are no numbers; everything else of numbers only."""
    facts = {fact.key: fact for fact in pack.facts}
    for indicator in pack.indicators:
        for operand in operands_of(indicator.measure):
            if isinstance(operand, FactOperand) and operand.key in facts:
                yield from _type(indicator, operand, facts[operand.key])


def _type(indicator: Indicator, operand: FactOperand, fact: FactKey) -> Iterator[Diagnostic]:
    params = {"key": fact.key, "type": fact.type}
    is_number = fact.type is FactType.NUMBER
    match indicator.measure:
        case PresenceMeasure() if is_number:
            yield Diagnostic(codes.NO_PRESENCE, operand.span, params, (fact.span,))
        case CountMeasure() if is_number:
            yield Diagnostic(codes.NO_COUNT, operand.span, params, (fact.span,))
        case PresenceMeasure() | CountMeasure():
            return
        case _ if not is_number:
            yield Diagnostic(codes.NOT_A_NUMBER, operand.span, params, (fact.span,))


def needs(pack: Pack) -> Iterator[Diagnostic]:
    """More facts needed than there are."""
    for indicator in pack.indicators:
        measure = indicator.measure
        if isinstance(measure, PresenceMeasure) and measure.need is not None and measure.need > len(measure.of):
            place = pack.places.value(indicator.header.span, "measure", "need")
            yield Diagnostic(codes.NEED_TOO_GREAT, place, {"need": measure.need, "count": len(measure.of)})


def rollups(pack: Pack) -> Iterator[Diagnostic]:
    """Rolled up are facts only, and only those that may be summed over entities."""
    facts = {fact.key: fact for fact in pack.facts}
    for indicator in pack.indicators:
        if indicator.rollup is None:
            continue
        operands = operands_of(indicator.measure)
        keys = [operand for operand in operands if isinstance(operand, FactOperand)]
        others = any(isinstance(operand, IndicatorOperand) for operand in operands)
        if others or not keys:
            place = pack.places.key(indicator.header.span, "rollup")
            yield Diagnostic(codes.ROLLUP_WITHOUT_FACTS, place, {"id": indicator.header.id})
            continue
        for operand in keys:
            fact = facts.get(operand.key)
            if fact is not None and not fact.additive:
                params = {"key": fact.key, "id": indicator.header.id}
                yield Diagnostic(codes.NOT_ADDITIVE, operand.span, params, (fact.span,))


def levels(pack: Pack) -> Iterator[Diagnostic]:
    """An indicator whose value is used is measured wherever it is used."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        for operand in operands_of(indicator.measure):
            if isinstance(operand, IndicatorOperand) and operand.indicator in known:
                yield from _not_measured(indicator, known[operand.indicator], operand)


def _not_measured(indicator: Indicator, used: Indicator, operand: IndicatorOperand) -> Iterator[Diagnostic]:
    for level in indicator.levels:
        if level not in used.levels:
            params = {"id": used.header.id, "level": level}
            yield Diagnostic(pack_codes.NOT_MEASURED_THERE, operand.span, params, (used.header.span,))
