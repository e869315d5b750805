"""Requests: one of each kind, whenever something is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.checks.ids import shared_day
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Pack, RequestKind


def missing_requests(pack: Pack) -> Iterator[Diagnostic]:
    """Kinds of request that no item makes on the last day of a period that is evaluated; each by its first such day.

    A pack that writes no requests at all has them without texts.
    """
    told: set[RequestKind] = set()
    for day in sorted(period.end for period in pack.periods) if pack.requests else ():
        snapshot = pack.at(day)
        there = {request.kind for request in snapshot.requests}
        missing = [kind for kind in RequestKind if kind not in there | told]
        if snapshot.indicators and missing:
            told.update(missing)
            place = pack.places.value(pack.passport.header.span, "id")
            yield Diagnostic(codes.NO_REQUEST, place, {"kinds": ", ".join(missing), "day": day})


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
