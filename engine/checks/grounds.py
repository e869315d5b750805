"""What indicators rest on: a legal basis, and sources of facts."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import upkeep as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import FactOperand, Indicator, ItemStatus, Pack, Role
from engine.pack.operands import operands_in


def without_basis(pack: Pack) -> Iterator[Diagnostic]:
    """Indicators of the document that name no act; what the engine reckons by itself has none, a draft not yet."""
    for indicator in pack.indicators:
        header = indicator.header
        settled = header.status not in (ItemStatus.DRAFT, ItemStatus.RETIRED)
        if settled and indicator.role is not Role.DERIVED and header.basis is None:
            place = pack.places.value(header.span, "id")
            yield Diagnostic(codes.WITHOUT_BASIS, place, {"id": header.id})


def without_sources(pack: Pack) -> Iterator[Diagnostic]:
    """Indicators that facts from anywhere are good enough for."""
    for indicator in unlisted(pack):
        header = indicator.header
        empty = pack.places.value(header.span, "sources")
        place = empty if empty != header.span else pack.places.value(header.span, "id")
        yield Diagnostic(codes.WITHOUT_SOURCES, place, {"id": header.id})


def unlisted(pack: Pack) -> Iterator[Indicator]:
    """The indicators that read facts and list no sources."""
    for indicator in pack.indicators:
        reads = any(isinstance(operand, FactOperand) for operand in operands_in(indicator))
        if reads and not indicator.sources and indicator.header.status is not ItemStatus.RETIRED:
            yield indicator
