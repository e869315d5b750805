"""Whom indicators apply to, and how they hang together; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Direction, Indicator, Pack, Role


def kinds(pack: Pack) -> Iterator[Diagnostic]:
    """Every kind is assessed and of a level of the indicator, and every level has a kind."""
    known = {kind.id: kind for kind in pack.kinds}
    for indicator in pack.indicators:
        places = pack.places.value(indicator.header.span, "applies_to")
        named = [known.get(name) for name in indicator.kinds]
        for n, kind in enumerate(named):
            if kind is None:
                continue
            params = {"id": indicator.header.id, "kind": kind.id, "level": kind.level}
            if kind.level not in indicator.levels:
                yield Diagnostic(codes.KIND_OUTSIDE_LEVELS, pack.places.value(places, "kinds", n), params)
            elif not kind.assessed:
                place = pack.places.value(places, "kinds", n)
                yield Diagnostic(codes.KIND_NOT_ASSESSED, place, params, (kind.span,))
        for n, level in enumerate(indicator.levels):
            if None not in named and not any(kind and kind.level == level for kind in named):
                params = {"id": indicator.header.id, "level": level}
                yield Diagnostic(codes.LEVEL_WITHOUT_KINDS, pack.places.value(places, "levels", n), params)


def parents(pack: Pack) -> Iterator[Diagnostic]:
    """A supporting indicator has an indicative parent."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        params = {"id": indicator.header.id, "parent": indicator.parent}
        parent = known.get(indicator.parent) if indicator.parent is not None else None
        if indicator.role is Role.SUPPORTING and indicator.parent is None:
            yield Diagnostic(codes.NO_PARENT, pack.places.value(indicator.header.span, "id"), params)
        elif parent is not None and parent.role is not Role.INDICATIVE:
            place = pack.places.value(indicator.header.span, "parent")
            yield Diagnostic(codes.PARENT_NOT_INDICATIVE, place, params, (parent.header.span,))


def directions(pack: Pack) -> Iterator[Diagnostic]:
    """Where an indicator says which directions it belongs to, they say the same."""
    by_id = {direction.header.id: direction for direction in pack.directions}
    for indicator in pack.indicators:
        for n, name in enumerate(indicator.directions):
            direction = by_id.get(name)
            if direction is not None and indicator.header.id not in direction.indicators:
                yield _disagreement(pack, indicator, direction, ("directions", n))
        if indicator.directions and by_id.keys() >= set(indicator.directions):
            for direction in pack.directions:
                if indicator.header.id in direction.indicators and direction.header.id not in indicator.directions:
                    yield _disagreement(pack, indicator, direction, ("directions",))


def _disagreement(pack: Pack, indicator: Indicator, direction: Direction, path: tuple[str | int, ...]) -> Diagnostic:
    there = pack.places.value(direction.header.span, "indicators")
    params = {"id": indicator.header.id, "direction": direction.header.id, "other": there}
    place = pack.places.value(indicator.header.span, *path)
    return Diagnostic(codes.DIRECTION_DISAGREES, place, params, (there,))
