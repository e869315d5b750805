"""Totals turned round: what their members may come to, so that the total is the number wanted.

A member is brought to one of its rows, or left unknown where that counts as zero. Whether the facts that are joined
really lead there together, the engine says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import islice

from engine.decimals import PLACES
from engine.pack.model import How
from engine.testing.attempts import Facts, merged

_TRIED = 3_000
"""Steps that are taken to find facts for one total."""
_SUMS = 5_000
_ENDS = (How.MIN, How.MAX)
PLAIN = (How.SUM, How.MEAN, How.WEIGHTED_MEAN, How.PERCENT_OF_MAXIMUM, *_ENDS)
"""The ways to make a total that are turned round here."""


@dataclass(frozen=True)
class Choice:
    """Points of a member, and facts that give them; None: that nothing is known of it."""

    points: Decimal
    facts: Callable[[], Sequence[Facts]] | None


@dataclass(frozen=True)
class Member:
    """`keys` are the facts that the member itself asks for."""

    weight: Decimal
    keys: frozenset[str]
    choices: tuple[Choice, ...]

    @cached_property
    def products(self) -> tuple[Decimal, ...]:
        return tuple(choice.points * self.weight for choice in self.choices)


@dataclass(frozen=True)
class _Way:
    """Members brought to something so far; nothing may be known of the facts `unknown`."""

    points: tuple[Decimal, ...] = ()
    facts: Facts = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    def further(self, member: Member, choice: Choice, points: tuple[Decimal, ...]) -> Iterator[_Way]:
        known = {key for _, key in self.facts}
        if choice.facts is None:
            if not known & member.keys:
                yield _Way(points, self.facts, self.unknown | member.keys)
            return
        for made in choice.facts():
            both = merged((self.facts, made)) if not {key for _, key in made} & self.unknown else None
            if both is not None:
                yield _Way(points, both, self.unknown)


@dataclass(frozen=True)
class Totalling:
    """The members of a total that adds up points, or takes the least or the greatest of them."""

    how: How
    members: tuple[Member, ...]

    @cached_property
    def reachable(self) -> tuple[Decimal, ...]:
        """The totals there can be, in order; of very many only some."""
        if self.how in _ENDS:
            return tuple(sorted({c.points for m in self.members for c in m.choices}))
        return tuple(dict.fromkeys(map(self._of_sum, sorted(self._sums[0]))))

    def facts(self, wanted: Decimal) -> Iterator[Facts]:
        """Facts with which the total is so much."""
        if wanted not in self.reachable:
            return
        sums = sorted(self._sums[0]) if self.how not in _ENDS else ()
        tried = islice(self._joined(wanted, {s for s in sums if self._of_sum(s) == wanted}), _TRIED)
        yield from (facts for facts in tried if facts is not None)

    def _joined(self, wanted: Decimal, sums: set[Decimal], way: _Way = _Way()) -> Iterator[Facts | None]:
        """None for every step of a way, so that ways which end in nothing are counted."""
        if len(way.points) == len(self.members):
            yield way.facts
            return
        member = self.members[len(way.points)]
        for choice in sorted(member.choices, key=lambda c: -c.points * member.weight):
            points = (*way.points, choice.points)
            if not self._may_come_to(wanted, sums, points):
                continue
            for longer in way.further(member, choice, points):
                yield None
                yield from self._joined(wanted, sums, longer)

    def _may_come_to(self, wanted: Decimal, sums: set[Decimal], points: tuple[Decimal, ...]) -> bool:
        """Whether the members that are left can still make the total what it must be."""
        if self.how in _ENDS:
            beyond = any(p < wanted if self.how is How.MIN else p > wanted for p in points)
            return not beyond and (len(points) < len(self.members) or wanted in points)
        summed = sum((p * m.weight for p, m in zip(points, self.members, strict=False)), Decimal(0))
        return any(s - summed in self._sums[len(points)] for s in sums)

    def _of_sum(self, summed: Decimal) -> Decimal:
        """The total of weighted points, as the engine rounds it."""
        match self.how:
            case How.SUM:
                return summed
            case How.PERCENT_OF_MAXIMUM:
                most = sum((max(m.products) for m in self.members), Decimal(0))
                return round(100 * summed / most, PLACES) if most else summed
            case _:
                return round(summed / sum((m.weight for m in self.members), Decimal(0)), PLACES)

    @cached_property
    def _sums(self) -> tuple[frozenset[Decimal], ...]:
        """The sums that the members from each place on can make."""
        found = [frozenset((Decimal(0),))]
        for member in reversed(self.members):
            sums = sorted({s + p for s in found[-1] for p in member.products})
            found.append(frozenset(sums[:: len(sums) // _SUMS + 1]))
        return tuple(reversed(found))
