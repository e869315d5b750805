"""What facts may refer to, as small numbers: entities of the register, and periods, fact keys, sources of the pack."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from engine.diagnostics import facts as codes
from engine.diagnostics.core import Code
from engine.diagnostics.pack import near
from engine.facts.values import Mistake, folded, is_made_date
from engine.pack.model import FactKey, Pack
from engine.pack.source import excerpt

_LISTED = 10
_MOST_COMPARED = 2_000
"""Among more names than these the nearest one is not looked for: it would take longer than the whole reading."""


_MOST_ADVISED = 200
"""After so many different wrong names in one set the nearest ones are no longer looked for: something else is wrong."""


@dataclass(frozen=True)
class Vocabulary:
    """`entities` by id; `refused` are those whose own row in the register is at fault."""

    pack: Pack
    entities: Mapping[str, int]
    refused: frozenset[str]
    _wrong: dict[tuple[str, str], Mistake] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def periods(self) -> dict[str, int]:
        return {period.id: n for n, period in enumerate(self.pack.periods)}

    @cached_property
    def keys(self) -> dict[str, int]:
        return {fact.key: n for n, fact in enumerate(self.pack.facts)}

    @cached_property
    def sources(self) -> dict[str, int]:
        return {source: n for n, source in enumerate(dict.fromkeys(s.header.id for s in self.pack.sources))}

    def is_percent(self, fact: FactKey) -> bool:
        return fact.unit is not None and (fact.unit == "percent" or self.pack.passport.units.get(fact.unit) == "%")

    def unit_names(self, fact: FactKey) -> frozenset[str]:
        """How the unit of a fact may be written: its id, or as it is shown; the last point does not count."""
        unit = fact.unit or ""
        return frozenset(folded(name).rstrip(".") for name in (unit, self.pack.passport.units.get(unit, unit)))

    def entity(self, name: str) -> int | Mistake:
        if name in self.refused:
            return Mistake(codes.REFUSED_ENTITY, {"id": excerpt(name)})
        return self._found(name, self.entities, codes.UNKNOWN_ENTITY)

    def period(self, name: str) -> int | Mistake:
        return self._found(name, self.periods, codes.UNKNOWN_PERIOD)

    def key(self, name: str) -> int | Mistake:
        return self._found(name, self.keys, codes.UNKNOWN_KEY)

    def source(self, name: str) -> int | Mistake:
        return self._found(name, self.sources, codes.UNKNOWN_SOURCE)

    def _found(self, name: str, known: Mapping[str, int], code: Code) -> int | Mistake:
        """The number of the name, or what is wrong with it."""
        number = known.get(name)
        if number is not None:
            return number
        if is_made_date(name):
            return Mistake(codes.TURNED_INTO_DATE, {"text": name})
        if (code.id, name) not in self._wrong:
            advised = len(self._wrong) < _MOST_ADVISED
            self._wrong[code.id, name] = unknown(name, known, code, advised=advised)
        return self._wrong[code.id, name]


def unknown(name: str, known: Collection[str], code: Code, *, advised: bool = True) -> Mistake:
    """What is wrong with a name that is not known; `advised`: with the nearest one that is."""
    advice = near(name, known if advised and len(known) <= _MOST_COMPARED else ())
    return Mistake(code, {"id": excerpt(name), "known": listed(known), **advice})


def listed(names: Collection[str]) -> str:
    """The first few of the names."""
    shown = islice(names, _LISTED)
    return ", ".join(shown) + (", …" if len(names) > _LISTED else "")
