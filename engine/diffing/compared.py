"""Two versions of a pack, item by item: what became of each, and whether its version tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from engine.checks.lock import change as step_of
from engine.checks.lock import changed_parts, lock_problems
from engine.diagnostics import lock as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diffing.changes import Change, below, changes
from engine.diffing.pieces import Piece, pieces_of
from engine.pack.build import Document
from engine.pack.items import PACK, Item, Items, items_of
from engine.pack.lockfile import Lock, lock_of
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.versions import Step, Version, replacements, version_of, written


class Fate(StrEnum):
    """What became of an item, or of one version of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RETIRED = "retired"
    NEW_VERSION = "new_version"
    VERSION_REMOVED = "version_removed"
    RENUMBERED = "renumbered"


class Verdict(StrEnum):
    """Whether a version tells of the change; `none` where there is nothing to tell of."""

    NONE = "none"
    RAISED = "raised"
    NOT_RAISED = "not_raised"
    TOO_LITTLE = "too_little"
    LOWERED = "lowered"
    NOT_RETIRED = "not_retired"
    REUSED = "reused"
    OF_PACK = "of_pack"


@dataclass(frozen=True, slots=True)
class Numbering:
    """The versions before and after, the step that the change asks for, and the version to set where it is wrong."""

    old: str | None
    new: str | None
    step: Step | None
    verdict: Verdict
    wanted: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """What became of an item, of one of its versions, or of a part of the pack, which has the version of the pack.

    `old` and `new` are its nodes, `key` the key of the file under which they stand.
    """

    kind: str
    id: str
    key: str
    fate: Fate
    old: Node | None
    new: Node | None
    old_place: Span | None
    new_place: Span | None
    numbering: Numbering
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind


@dataclass(frozen=True, slots=True)
class PackDiff:
    """All differences of content, and the version of the pack itself with its places."""

    items: tuple[ItemDiff, ...]
    numbering: Numbering
    old_place: Span
    new_place: Span

    @property
    def is_empty(self) -> bool:
        return not self.items and self.numbering.old == self.numbering.new

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.name for item in self.items))

    @property
    def step(self) -> Step | None:
        """The greatest step that anything asks for."""
        steps = [n.step for n in (self.numbering, *(i.numbering for i in self.items)) if n.step]
        return max(steps, default=None)

    @property
    def wrong(self) -> int:
        """How many versions do not tell of their change."""
        numberings = (self.numbering, *(i.numbering for i in self.items))
        return sum(n.verdict not in (Verdict.NONE, Verdict.RAISED, Verdict.OF_PACK) for n in numberings)


def compared(old: Sequence[Document], new: Sequence[Document]) -> PackDiff:
    """What differs between the files of two versions of a pack, both without errors."""
    return _Comparison(items_of(old), items_of(new)).of(pieces_of(old), pieces_of(new))


_VERDICTS = {
    codes.CHANGED: Verdict.NOT_RAISED,
    codes.PACK_CHANGED: Verdict.NOT_RAISED,
    codes.RAISED_TOO_LITTLE: Verdict.TOO_LITTLE,
    codes.LOWERED: Verdict.LOWERED,
    codes.VANISHED: Verdict.NOT_RETIRED,
    codes.REUSED: Verdict.REUSED,
}


class _Comparison:
    """The old pack is held against the new one as its lock."""

    def __init__(self, old: Items, new: Items) -> None:
        self.old, self.new = old, new
        self.lock: Lock = lock_of(old, None)
        self.steps = changed_parts(new, self.lock)
        self.problems: dict[tuple[str, str], Diagnostic] = {}
        for problem in lock_problems(new, self.lock):
            name = str(problem.params.get("item", PACK))
            self.problems[name, str(problem.params["version"])] = problem

    def of(self, old: Sequence[Piece], new: Sequence[Piece]) -> PackDiff:
        names = dict.fromkeys(piece.name for piece in (*new, *old))
        by_name = [({n: [p for p in each if p.name == n] for n in names}) for each in (old, new)]
        found = [diff for name in names for diff in self._named(by_name[0][name], by_name[1][name])]
        return PackDiff(tuple(found), self._pack(), self.old.place, self.new.place)

    def _pack(self) -> Numbering:
        step = max(self.steps.values(), default=None)
        old, new = written(self.old.version), written(self.new.version)
        return self._numbering(PACK, new, old, new, step)

    def _numbering(self, name: str, about: str, old: str | None, new: str | None, step: Step | None) -> Numbering:
        problem = self.problems.get((name, about))
        if problem is None:
            raised = old is not None and new is not None and old != new
            return Numbering(old, new, step, Verdict.RAISED if raised else Verdict.NONE)
        wanted = problem.params.get("next")
        return Numbering(old, new, step, _VERDICTS[problem.code], str(wanted) if wanted else None)

    def _named(self, old: list[Piece], new: list[Piece]) -> Iterator[ItemDiff]:
        if any(_version(piece) for piece in (*old, *new) if piece.name != PACK):
            yield from self._versioned(old, new)
            return
        for then, now in zip_longest(old, new):
            yield from self._part(then, now)

    def _part(self, old: Piece | None, new: Piece | None) -> Iterator[ItemDiff]:
        found = _changes(old, new) if old and new else ()
        if old and new and not found:
            return
        piece = new or old
        assert piece is not None
        whole = piece.kind if piece.entry else piece.name
        numbering = Numbering(None, None, self.steps.get(whole), Verdict.OF_PACK)
        yield _diff(Fate.CHANGED if old and new else Fate.ADDED if new else Fate.REMOVED, old, new, numbering, found)

    def _versioned(self, old: list[Piece], new: list[Piece]) -> Iterator[ItemDiff]:
        """Versions with the same number are held together, then the others in their order."""
        name = (new or old)[0].name
        then, now = ({_version(p): p for p in each} for each in (old, new))
        gone = sorted(v for v in then if v not in now)
        come = sorted(v for v in now if v not in then)
        replaced = replacements(gone, come)
        pairs = [(v, v) for v in then if v in now] + replaced
        for before, after in sorted(pairs, key=lambda pair: pair[1]):
            yield from self._pair(name, then[before], now[after])
        for version in gone:
            if version not in dict(replaced):
                yield self._gone(name, then[version], others=bool(new))
        for version in come:
            if version not in dict(replaced).values():
                yield self._come(name, now[version], old, new)

    def _pair(self, name: str, old: Piece, new: Piece) -> Iterator[ItemDiff]:
        before, after = written(_version(old)), written(_version(new))
        found = _changes(old, new)
        if not found and before == after:
            return
        entry = next(e for e in self.lock.entries if e.name == name and e.version == _version(old))
        item = self._item(name, _version(new))
        step = step_of(item, entry, self.new.items)
        fate = Fate.CHANGED if found else Fate.RENUMBERED
        if item.retired and not entry.retired:
            fate = Fate.RETIRED
        yield _diff(fate, old, new, self._numbering(name, after, before, after, step), found)

    def _gone(self, name: str, old: Piece, *, others: bool) -> ItemDiff:
        version = written(_version(old))
        fate = Fate.VERSION_REMOVED if others else Fate.REMOVED
        return _diff(fate, old, None, self._numbering(name, version, version, None, None), ())

    def _come(self, name: str, new: Piece, old: list[Piece], all_new: list[Piece]) -> ItemDiff:
        version = _version(new)
        if not old:
            return _diff(
                Fate.ADDED, None, new, self._numbering(name, written(version), None, written(version), None), ()
            )
        item = self._item(name, version)
        earlier = [p for p in all_new if self._item(name, _version(p)).since < item.since]
        base = max(earlier, key=lambda p: self._item(name, _version(p)).since, default=old[-1])
        before = next((i for i in (*self.new.items, *self.old.items) if i.node is base.node), item)
        step = before.digests.step_to(item.digests)
        numbering = self._numbering(name, written(version), written(_version(base)), written(version), step)
        return _diff(Fate.NEW_VERSION, base, new, numbering, _changes(base, new))

    def _item(self, name: str, version: Version) -> Item:
        return next(i for i in self.new.items if i.name == name and i.version == version)


def _changes(old: Piece, new: Piece) -> tuple[Change, ...]:
    found = changes(old.node, new.node)
    return tuple(below(new.key.text, found)) if old.single or old.entry else tuple(found)


def _diff(fate: Fate, old: Piece | None, new: Piece | None, numbering: Numbering, found: Iterable[Change]) -> ItemDiff:
    piece = new or old
    assert piece is not None
    return ItemDiff(
        piece.kind,
        piece.id,
        piece.key.text,
        fate,
        old.node if old else None,
        new.node if new else None,
        old.place if old else None,
        new.place if new else None,
        numbering,
        tuple(found),
    )


def _version(piece: Piece) -> Version:
    """The version of an item; nothing for a part of the pack."""
    said = piece.node.get("version") if isinstance(piece.node, Mapping) else None
    return version_of(said.text) if isinstance(said, Scalar) else ()  # type: ignore[return-value]
