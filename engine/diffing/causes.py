"""Which changes of a pack are tried out on their own, and which only together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from engine.diffing.compared import Fate, ItemDiff, PackDiff
from engine.diffing.pieces import Piece
from engine.pack.source import Mapping, Node, Scalar

MOST = 24
"""How many changes are tried out on their own; of more, several are tried out at once."""

_NO_EFFECT = ("act", "statement", "reference", "entity_table")
"""Kinds of items that no result is made from."""

_NO_EFFECT_KEYS = ("basis", "readings", "sources_text")
"""Keys of items that no result is made from."""

_WITH_EFFECT = ("indicator", "recommendation", "direction", "request", "period", "resolution", "pack")
"""Kinds that have an effect by themselves; others have one only through what names them."""

_NAMES = re.compile(r"\w[\w.-]*")
_WITH_NAMES = ("expression", "formula", "text", "says")


@dataclass(frozen=True, slots=True)
class Cause:
    """Items whose changes are tried out together, since one cannot do without another.

    `along` are items that these name, which have no effect of their own. `grouped`: they only stand together because
    there are more changes than are tried out one by one.
    """

    names: tuple[str, ...]
    along: tuple[str, ...] = ()
    grouped: bool = False

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset((*self.names, *self.along))


Valid = Callable[[frozenset[str]], bool]
"""Whether the old pack with the changes of these items is a pack without errors."""


def causes_of(diff: PackDiff, old: Sequence[Piece], new: Sequence[Piece], valid: Valid) -> tuple[Cause, ...]:
    """The changes to try out, in the order of the items; those that cannot have an effect are left out."""
    changed = [name for name in diff.names if _may_matter([i for i in diff.items if i.name == name])]
    mentions = {name: _mentioned(name, old, new) & set(_bare(changed)) for name in changed}
    carried = _carried(diff, changed, mentions)
    groups = [_Group({name}) for name in changed if name not in carried]
    groups = _joined(groups, mentions, diff)
    if len(groups) > MOST:
        groups = _bundled(groups)
    groups = _made_valid(groups, mentions, carried, valid)
    return tuple(_cause(group, changed, mentions, carried) for group in groups)


class _Group(set[str]):
    """Names of items whose changes go together; `grouped` when only because there are so many."""

    grouped = False


def _may_matter(diffs: Sequence[ItemDiff]) -> bool:
    for diff in diffs:
        if diff.kind in _NO_EFFECT or diff.fate is Fate.RENUMBERED:
            continue
        if diff.fate is not Fate.CHANGED or any(set(c.keys[:1]).isdisjoint(_NO_EFFECT_KEYS) for c in diff.changes):
            return True
    return False


def _bare(names: Iterable[str]) -> Iterable[str]:
    """Ids without the kind, as other items name them."""
    return (name.partition(":")[2] for name in names if ":" in name)


def _mentioned(name: str, old: Sequence[Piece], new: Sequence[Piece]) -> set[str]:
    """Everything that may be an id in an item, before and after its change."""
    return {text for piece in (*old, *new) if piece.name == name for text in _names_in(piece.node)}


def _names_in(node: Node, key: str = "") -> Iterable[str]:
    match node:
        case Scalar():
            if isinstance(node.value, str):
                yield node.text
                if key in _WITH_NAMES:
                    yield from _NAMES.findall(node.text)
        case Mapping():
            for name, value in node.entries:
                yield name.text
                yield from _names_in(value, name.text)
        case _:
            for item in node.items:
                yield from _names_in(item, key)


def _carried(diff: PackDiff, changed: Sequence[str], mentions: dict[str, set[str]]) -> frozenset[str]:
    """Items without an effect of their own that came or went, and that other changed items name."""
    fates = {item.name: item.fate for item in diff.items}
    passive = [
        name
        for name in changed
        if fates[name] in (Fate.ADDED, Fate.REMOVED) and name.partition(":")[0] not in _WITH_EFFECT
    ]
    return frozenset(n for n in passive if any(_id(n) in mentions[other] for other in changed if other != n))


def _id(name: str) -> str:
    return name.partition(":")[2]


def _joined(groups: list[_Group], mentions: dict[str, set[str]], diff: PackDiff) -> list[_Group]:
    """What came or went, with whatever names it."""
    fates = {item.name: item.fate for item in diff.items}
    present = {name for group in groups for name in group}
    for name in present:
        if fates[name] in (Fate.ADDED, Fate.REMOVED, Fate.RETIRED):
            near = {other for other in present if _id(name) in mentions[other]}
            groups = _merged(groups, near | {name})
    return groups


def _merged(groups: list[_Group], names: set[str]) -> list[_Group]:
    """The groups that have one of the names become one, in the place of the first of them."""
    touched = [group for group in groups if group & names]
    if len(touched) < 2:
        return groups
    whole = _Group(set().union(*touched))
    whole.grouped = any(group.grouped for group in touched)
    return [whole if group is touched[0] else group for group in groups if group is touched[0] or group not in touched]


def _made_valid(
    groups: list[_Group], mentions: dict[str, set[str]], carried: frozenset[str], valid: Valid
) -> list[_Group]:
    """A group that makes no pack by itself takes in those that it names or that name it, until it does."""
    n = 0
    while n < len(groups):
        group = groups[n]
        near = {name for other in groups for name in other if _adjacent(group, name, mentions)}
        alone = valid(frozenset(group) | _along(group, mentions, carried))
        if alone or near <= group:
            n += 1
            continue
        groups = _merged(groups, set(group) | near)
        n = next(place for place, other in enumerate(groups) if group <= other)
    return groups


def _adjacent(group: _Group, name: str, mentions: dict[str, set[str]]) -> bool:
    return any(_id(name) in mentions[member] or _id(member) in mentions[name] for member in group)


def _along(group: Iterable[str], mentions: dict[str, set[str]], carried: frozenset[str]) -> frozenset[str]:
    """The carried items that a group names, and those that these name."""
    found: set[str] = set()
    open_ = list(group)
    while open_:
        name = open_.pop()
        new = {c for c in carried if _id(c) in mentions[name]} - found
        found |= new
        open_.extend(new)
    return frozenset(found)


def _cause(group: _Group, changed: Sequence[str], mentions: dict[str, set[str]], carried: frozenset[str]) -> Cause:
    along = _along(group, mentions, carried)
    names, others = (tuple(n for n in changed if n in chosen) for chosen in (group, along))
    return Cause(names, others, group.grouped)


def _bundled(groups: Sequence[_Group]) -> list[_Group]:
    """As many groups as are tried out, each of several that follow each other."""
    size, more = divmod(len(groups), MOST)
    bundles: list[_Group] = []
    at = 0
    for n in range(MOST):
        part = groups[at : at + size + (n < more)]
        at += len(part)
        bundle = _Group(set().union(*part))
        bundle.grouped = len(part) > 1
        bundles.append(bundle)
    return bundles
