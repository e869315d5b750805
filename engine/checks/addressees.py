"""Whom letters can reach: entities at or below the one that a recommendation looks from."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Find, Pack


def out_of_reach(pack: Pack) -> Iterator[Diagnostic]:
    """Addressees all of whose kinds stand above where they are looked for, at each level of a recommendation."""
    addressees = {addressee.id: addressee for addressee in pack.addressees}
    reach = _Reach(pack)
    for recommendation in pack.recommendations:
        addressee = addressees.get(recommendation.to)
        if addressee is None:
            continue
        levels = [level for level in recommendation.levels if reach.finds_nobody(addressee.find, level)]
        if levels:
            params = {"id": recommendation.header.id, "to": addressee.id, "level": ", ".join(levels)}
            place = pack.places.value(recommendation.header.span, "to")
            found = pack.places.value(addressee.span, "find")
            yield Diagnostic(codes.ADDRESSEE_OUT_OF_REACH, place, params, (found,))


class _Reach:
    def __init__(self, pack: Pack) -> None:
        self._order = {level.id: level.order for level in pack.levels}
        self._level_of = {kind.id: kind.level for kind in pack.kinds}

    def finds_nobody(self, find: Find, level: str) -> bool:
        """Whether nobody can be found from an entity of the level; of names that are unknown something else is told."""
        orders = [self._order.get(self._level_of.get(kind, "")) for kind in find.kinds]
        own, top = self._order.get(level), self._order.get(find.within or level)
        if find.itself or own is None or top is None or None in orders:
            return False
        by_kind = any(order is not None and order >= top for order in orders)
        return top > own or not (by_kind or find.role is not None)
