"""Requests: one of each kind, whenever something is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.checks.ids import shared_day
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Pack, RequestKind


def missing_requests(pack: Pack) -> Iterator[Diagnostic]:
    """A kind of request that no item makes on the last day of a period that is evaluated; the first such day.

    A pack that writes no requests at all has them without texts.
    """
    missing = set(RequestKind) if pack.requests else set()
    for day in sorted(period.end for period in pack.periods):
        snapshot = pack.at(day)
        if not snapshot.indicators:
            continue
        there = {request.kind for request in snapshot.requests}
        for kind in RequestKind:
            if kind in missing - there:
                missing.discard(kind)
                place = pack.places.value(pack.passport.header.span, "id")
                yield Diagnostic(codes.NO_REQUEST, place, {"kind": kind, "day": day})


def second_requests(pack: Pack) -> Iterator[Diagnostic]:
    """Two requests of one kind in force at once."""
    for first, second in combinations(pack.requests, 2):
        if first.kind is not second.kind or first.header.id == second.header.id:
            continue
        day = shared_day(first.header, second.header)
        if day is not None:
            params = {"id": second.header.id, "other": first.header.id, "kind": first.kind, "day": day}
            place, there = pack.places.value(second.header.span, "kind"), first.header.span
            yield Diagnostic(codes.SECOND_REQUEST, place, {**params, "first": there}, (there,))
