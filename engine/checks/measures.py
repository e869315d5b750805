"""Facts and findings as operands: each of a type that can be used so; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.diagnostics import operands as codes_of_operands
from engine.diagnostics import pack as pack_codes
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.pack.model import (
    CountMeasure,
    FactKey,
    FactOperand,
    FactTake,
    FactType,
    Indicator,
    IndicatorOperand,
    Pack,
    PresenceMeasure,
)
from engine.pack.operands import Site, sites_in

_HOW_WRITTEN = {
    FactTake.PRESENCE: "take",
    FactTake.DATE: "take",
    FactTake.STATE: "take",
    FactTake.HAS: "has",
    FactTake.MAP: "numbers",
}
"""The key by which something else than the value of a fact is taken."""


def types(pack: Pack) -> Iterator[Diagnostic]:
    """Presence and count of facts that are no numbers, members of sets, and values of numbers only."""
    facts = {fact.key: fact for fact in pack.facts}
    for indicator in pack.indicators:
        for site in sites_in(indicator):
            if isinstance(site.operand, FactOperand) and site.operand.key in facts:
                written = pack.places.value(indicator.header.span, *site.path)
                yield from _taken(pack, written, indicator, site, facts[site.operand.key])


def _taken(pack: Pack, written: Span, indicator: Indicator, site: Site, fact: FactKey) -> Iterator[Diagnostic]:
    operand, params = site.operand, {"key": fact.key, "type": fact.type}
    if not isinstance(operand, FactOperand):
        return
    match operand.take:
        case FactTake.VALUE:
            yield from _value(indicator if site.of_measure else None, operand, fact)
        case FactTake.HAS if fact.type is not FactType.SET:
            yield Diagnostic(codes_of_operands.NO_MEMBERS, operand.span, params, (fact.span,))
        case FactTake.MAP if fact.type not in (FactType.SET, FactType.TEXT):
            yield Diagnostic(codes_of_operands.NO_TEXTS, operand.span, params, (fact.span,))
        case FactTake.HAS:
            has = pack.places.value(written, "has")
            yield from _strange(fact, ((m, pack.places.value(has, n)) for n, m in enumerate(operand.members)))
        case FactTake.MAP if fact.type is FactType.SET:
            numbers = pack.places.value(written, "numbers")
            yield from _strange(fact, ((m, pack.places.key(numbers, m)) for m, _ in operand.numbers))


def _strange(fact: FactKey, members: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    known = tuple(member for member, _ in fact.vocabulary)
    for member, span in members:
        if member not in known:
            params = {"key": fact.key, "member": member, "known": ", ".join(known), **near(member, known)}
            yield Diagnostic(codes_of_operands.UNKNOWN_MEMBER, span, params, (fact.span,))


def _value(indicator: Indicator | None, operand: FactOperand, fact: FactKey) -> Iterator[Diagnostic]:
    """A value taken by the measure of an indicator, or (None) by a judgement."""
    params = {"key": fact.key, "type": fact.type}
    is_number = fact.type is FactType.NUMBER
    match indicator.measure if indicator is not None else None:
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
    """Rolled up are values of facts only, and only those that may be summed over entities."""
    facts = {fact.key: fact for fact in pack.facts}
    for indicator in pack.indicators:
        if indicator.rollup is None:
            continue
        sites = [site for site in sites_in(indicator) if site.of_measure]
        others = any(isinstance(site.operand, IndicatorOperand) for site in sites)
        keys = [site for site in sites if isinstance(site.operand, FactOperand)]
        if others or not keys:
            place = pack.places.key(indicator.header.span, "rollup")
            yield Diagnostic(codes.ROLLUP_WITHOUT_FACTS, place, {"id": indicator.header.id})
            continue
        for site in keys:
            yield from _summed(pack, indicator, site, facts)


def _summed(pack: Pack, indicator: Indicator, site: Site, facts: Mapping[str, FactKey]) -> Iterator[Diagnostic]:
    operand = site.operand
    if not isinstance(operand, FactOperand):
        return
    fact = facts.get(operand.key)
    written = pack.places.value(indicator.header.span, *site.path)
    parts = [_HOW_WRITTEN.get(operand.take), "if_missing" if operand.missing is not None else None]
    for key in filter(None, parts):
        params = {"id": indicator.header.id, "key": key}
        yield Diagnostic(codes_of_operands.PART_ROLLED_UP, pack.places.key(written, key), params)
    if fact is not None and not fact.additive and operand.take is FactTake.VALUE:
        params = {"key": fact.key, "id": indicator.header.id}
        yield Diagnostic(codes.NOT_ADDITIVE, operand.span, params, (fact.span,))


def levels(pack: Pack) -> Iterator[Diagnostic]:
    """An indicator that is used is measured wherever it is used; what is only tested, somewhere there."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        for site in sites_in(indicator):
            operand = site.operand
            if isinstance(operand, IndicatorOperand) and operand.indicator in known:
                used = known[operand.indicator]
                yield from not_measured(used, indicator.levels, operand.span, everywhere=site.of_measure)


def not_measured(used: Indicator, wanted: tuple[str, ...], span: Span, *, everywhere: bool) -> Iterator[Diagnostic]:
    """At which of the levels an indicator is not measured; unless `everywhere`, only where at none of them."""
    missing = [level for level in wanted if level not in used.levels]
    if everywhere or len(missing) == len(wanted):
        for level in missing if everywhere else [", ".join(missing)]:
            params = {"id": used.header.id, "level": level}
            yield Diagnostic(pack_codes.NOT_MEASURED_THERE, span, params, (used.header.span,))
