"""The fact dictionary: domains that hold numbers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decimals import plain_text
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.intervals import Domain
from engine.pack.model import Pack


def domains(pack: Pack) -> Iterator[Diagnostic]:
    """Domains of facts and of judgements whose ends are the wrong way round."""
    for fact in pack.facts:
        yield from _reversed(fact.domain, pack.places.value(fact.span, "domain"))
    for indicator in pack.indicators:
        if indicator.judge is not None:
            yield from _reversed(indicator.judge.domain, pack.places.value(indicator.header.span, "judge", "domain"))


def _reversed(domain: Domain, place: Span) -> Iterator[Diagnostic]:
    low, high = domain.minimum, domain.maximum
    if low is not None and high is not None and low > high:
        params = {"minimum": plain_text(low), "maximum": plain_text(high)}
        yield Diagnostic(codes.REVERSED_DOMAIN, place, params)


def absences(pack: Pack) -> Iterator[Diagnostic]:
    """A number for absence that is none of those the fact can have."""
    for fact in pack.facts:
        low, high, value = fact.domain.minimum, fact.domain.maximum, fact.absent_means
        if value is None:
            continue
        below, above = low is not None and value < low, high is not None and value > high
        if below or above or (fact.domain.whole_numbers and value != value.to_integral_value()):
            place = pack.places.value(fact.span, "absent_means")
            yield Diagnostic(codes.OUTSIDE_DOMAIN, place, {"value": plain_text(value)})
