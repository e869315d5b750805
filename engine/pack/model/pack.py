"""The passport of a pack, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from engine.diagnostics.core import Span
from engine.pack.model.dictionary import (
    Act,
    Constant,
    FactKey,
    Kind,
    Level,
    Party,
    Period,
    Reference,
    Source,
    Statement,
    TableRow,
)
from engine.pack.model.header import Header, ItemStatus, Versioned
from engine.pack.model.indicators import Indicator
from engine.pack.model.letters import Addressee, Direction, Group, Months, Recommendation, Request
from engine.pack.places import Places


@dataclass(frozen=True, slots=True)
class Resolution:
    """How competing facts are ranked. `source_order` empty: sources are equals and may conflict.

    `ties_first`: facts of one source and one date are taken in the order of the files instead of conflicting.
    """

    source_order: tuple[str, ...] = ()
    ties_first: bool = False


@dataclass(frozen=True, slots=True)
class Suppression:
    """A warning or note of this code is known and borne, `until` included: everywhere, in a file, or of an item."""

    code: str
    file: str | None
    item: str | None
    reason: str
    until: date
    span: Span


@dataclass(frozen=True, slots=True)
class Passport:
    """What the pack is; `check_acts_every`: how often somebody is to look up whether its acts are in force."""

    header: Header
    title: str
    language: str
    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    units: Mapping[str, str]
    outcomes: Mapping[str, str]
    resolution: Resolution
    span: Span = Span("")
    suppress: tuple[Suppression, ...] = ()
    check_acts_every: Months | None = None


T = TypeVar("T", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole methodology, all versions of everything in it, in the order written."""

    folder: str
    passport: Passport
    acts: tuple[Act, ...]
    sources: tuple[Source, ...]
    levels: tuple[Level, ...]
    kinds: tuple[Kind, ...]
    entity_table: tuple[TableRow, ...]
    references: tuple[Reference, ...]
    facts: tuple[FactKey, ...]
    constants: tuple[Constant, ...]
    periods: tuple[Period, ...]
    indicators: tuple[Indicator, ...]
    directions: tuple[Direction, ...]
    groups: tuple[Group, ...]
    addressees: tuple[Addressee, ...]
    recommendations: tuple[Recommendation, ...]
    requests: tuple[Request, ...]
    places: Places = field(default=Places(), repr=False, compare=False)

    def at(self, day: date) -> Pack:
        """The pack as it stands on `day`: of every versioned item, the version in force, if any."""
        return replace(
            self,
            sources=in_force(self.sources, day),
            constants=in_force(self.constants, day),
            indicators=in_force(self.indicators, day),
            directions=in_force(self.directions, day),
            recommendations=in_force(self.recommendations, day),
            requests=in_force(self.requests, day),
        )

    def series(self, period: Period) -> tuple[Period, ...]:
        """The monitoring periods of the length of `period`, in the order of time."""
        return tuple(sorted((p for p in self.periods if p.months == period.months), key=lambda p: p.start))

    def predecessor(self, period: Period) -> Period | None:
        """The latest monitoring period of the same length that ends before `period` begins."""
        earlier = [p for p in self.periods if p.end < period.start and p.months == period.months]
        return max(earlier, key=lambda p: p.end, default=None)

    def successor(self, period: Period) -> Period | None:
        later = [p for p in self.periods if p.start > period.end and p.months == period.months]
        return min(later, key=lambda p: p.start, default=None)


def in_force(items: Iterable[T], day: date) -> tuple[T, ...]:
    """The items in force on `day` that are not retired."""
    return tuple(i for i in items if i.header.effective.covers(day) and i.header.status is not ItemStatus.RETIRED)
