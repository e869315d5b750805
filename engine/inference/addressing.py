"""Whom a recommendation goes to: looked up in the register of entities, never guessed.

What cannot receive a letter (a contest, a resource) is answered for by its owner. Where nobody is found, the letter
goes out under the collective name of the addressee, so that no recommendation is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.facts.entities import Entity
from engine.pack.model import Addressee, Find, Verb


@dataclass(frozen=True, slots=True)
class Recipient:
    """One letter: to an entity, or (`entity` None) to all `members` under the addressee's own name."""

    addressee: Addressee
    entity: int | None
    members: tuple[int, ...]
    verb: Verb


class Directory:
    """The register of entities as a tree that addressees are looked up in."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = entities
        self._found: dict[tuple[Find, int], tuple[int, ...]] = {}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The number of each entity, by its id."""
        return {entity.id: n for n, entity in enumerate(self.entities)}

    @cached_property
    def children(self) -> Mapping[int | None, list[int]]:
        """Those directly below each entity; None has those at the top."""
        found: dict[int | None, list[int]] = {}
        for n in range(len(self.entities)):
            found.setdefault(self.parent(n), []).append(n)
        return found

    def parent(self, e: int) -> int | None:
        above = self.entities[e].parent
        return self.place[above] if above else None

    @cached_property
    def _branches(self) -> tuple[list[int], list[tuple[int, int]]]:
        """All entities with those below each right after it, and where each entity's stand there."""
        order: list[int] = []
        branch = [(0, 0)] * len(self.entities)
        ahead = self.children.get(None, [])[::-1]
        while ahead:
            e = ahead.pop()
            order.append(e)
            branch[e] = (len(order), len(order))
            ahead.extend(reversed(self.children.get(e, ())))
        for e in reversed(order):
            above = self.parent(e)
            if above is not None:
                branch[above] = (branch[above][0], max(branch[above][1], branch[e][1]))
        return order, branch

    def below(self, e: int) -> Sequence[int]:
        """The entities below `e`, in the order of the register within each branch."""
        order, branch = self._branches
        start, end = branch[e]
        return order[start:end]

    def at_level(self, e: int, level: str) -> int | None:
        """The entity itself or the nearest one above it that stands at `level`."""
        here: int | None = e
        while here is not None and self.entities[here].level != level:
            here = self.parent(here)
        return here

    def answering(self, e: int) -> int:
        """Who receives a letter for `e`: itself, or the one the register names as answering for it, and so on."""
        seen = {e}
        while owner := self.entities[e].owner:
            e = self.place[owner]
            if e in seen:
                break
            seen.add(e)
        return e

    def find(self, find: Find, subject: int) -> tuple[int, ...]:
        """The entities a letter about `subject` is for, each once, in the order of the register."""
        key = (find, subject)
        if key not in self._found:
            self._found[key] = self._look(find, subject)
        return self._found[key]

    def _look(self, find: Find, subject: int) -> tuple[int, ...]:
        if find.itself:
            return (self.answering(subject),)
        anchor = self.at_level(subject, find.within) if find.within else subject
        if anchor is None:
            return ()
        chosen = [e for e in (anchor, *self.below(anchor)) if self._fits(find, self.entities[e])]
        return tuple(dict.fromkeys(self.answering(e) for e in chosen))

    def _fits(self, find: Find, entity: Entity) -> bool:
        return entity.kind in find.kinds or (find.role is not None and find.role in entity.roles)

    def recipients(self, addressee: Addressee, subject: int, spared: Callable[[int], bool]) -> tuple[Recipient, ...]:
        """The letters to send; `spared` says who among the found gets none. Nobody left: no letter."""
        found = self.find(addressee.find, subject)
        left = tuple(e for e in found if not spared(e))
        if addressee.collective or not found:
            return (Recipient(addressee, None, left, addressee.verb),) if left or not found else ()
        return tuple(Recipient(addressee, e, (), self.verb(e, addressee)) for e in left)

    def verb(self, e: int, addressee: Addressee) -> Verb:
        """An entity's own verb, if the register gives one: subordinates are instructed, others recommended."""
        return self.entities[e].verb or addressee.verb
