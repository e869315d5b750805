"""Two versions of an item, value by value: what was added, removed, changed or put in another order, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from engine.diagnostics.core import Span
from engine.pack.digest import leaves
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.source import Sequence as Items


class How(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list: by the value that tells it from the others, or by its number from 1."""

    name: str

    def __str__(self) -> str:
        return f"[{self.name}]"


Step = str | Member


@dataclass(frozen=True, slots=True)
class Change:
    """`path` leads to what changed, from the item or from a file's key; `old` or `new` is None where there is none.

    `old_key` is the last key of the path before the change, where another key has taken its place (`above` for
    `at_least`). Each place is that of the value, or of what should hold it.
    """

    how: How
    path: tuple[Step, ...]
    old: Node | None
    new: Node | None
    old_place: Span
    new_place: Span
    old_key: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The path without members of lists."""
        return tuple(step for step in self.path if isinstance(step, str))


_EXCHANGED = (
    ("at_least", "above"),
    ("at_most", "below"),
    ("at_least", "above", "at_most", "below", "equals"),
    ("text", "not_set"),
    ("all", "any", "none"),
    ("formula", "points"),
    ("last", "since"),
    ("is", "status", "reason"),
)
"""Keys one of which stands where another could stand; the first group that fits is taken."""

_IDENTITIES = ("id", "key", "outcome", "cell", "indicator", "fact", "input", "period")
"""Keys whose values may tell members of a list apart."""

_APART = ("version", "examples", "checked")
"""Of an item: its version, which is told for itself, the tests beside it, and when somebody last looked an act up."""


def changes(old: Node, new: Node) -> list[Change]:
    """Every difference of content between two versions of an item, in the order of the new one."""
    found = _between(old, new, (), old.span, new.span)
    return [change for change in found if not change.path or change.path[0] not in _APART]


def content(node: Node) -> tuple[object, ...]:
    return tuple(leaves(node))


def _between(old: Node, new: Node, path: tuple[Step, ...], old_place: Span, new_place: Span) -> Iterator[Change]:
    if content(old) == content(new):
        return
    found: list[Change] = []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        found = list(_mappings(old, new, path))
    elif isinstance(old, Items) and isinstance(new, Items):
        found = list(_lists(old, new, path))
    yield from found or [Change(How.CHANGED, path, old, new, old_place, new_place)]


def _mappings(old: Mapping, new: Mapping, path: tuple[Step, ...]) -> Iterator[Change]:
    then, now = ({key.text: value for key, value in each.entries} for each in (old, new))
    gone = [key for key in then if key not in now]
    for key, value in now.items():
        if key in then:
            yield from _between(then[key], value, (*path, key), then[key].span, value.span)
        elif before := _exchanged(key, gone, now, then):
            gone.remove(before)
            yield from _under_other_key(then[before], value, (*path, key), before)
        else:
            yield Change(How.ADDED, (*path, key), None, value, old.span, value.span)
    for key in gone:
        yield Change(How.REMOVED, (*path, key), then[key], None, then[key].span, new.span)


def _exchanged(key: str, gone: Sequence[str], now: dict[str, Node], then: dict[str, Node]) -> str | None:
    for group in _EXCHANGED:
        before = [k for k in group if k in gone]
        after = [k for k in group if k in now and k not in then]
        if key in group and len(before) == 1 and after == [key]:
            return before[0]
    return None


def _under_other_key(old: Node, new: Node, path: tuple[Step, ...], before: str) -> Iterator[Change]:
    yield Change(How.CHANGED, path, old, new, old.span, new.span, before)


def _lists(old: Items, new: Items, path: tuple[Step, ...]) -> Iterator[Change]:
    identity = _identity(old, new)
    if identity is None:
        yield from _aligned(old, new, path)
        return
    then, now = ({_named(item, identity): item for item in each.items} for each in (old, new))
    for name, item in now.items():
        step = (*path, Member(name))
        if name in then:
            yield from _between(then[name], item, step, then[name].span, item.span)
        else:
            yield Change(How.ADDED, step, None, item, old.span, item.span)
    for name, item in then.items():
        if name not in now:
            yield Change(How.REMOVED, (*path, Member(name)), item, None, item.span, new.span)
    common = [name for name in then if name in now]
    if common != [name for name in now if name in then]:
        yield Change(How.REORDERED, path, old, new, old.span, new.span)


def _identity(old: Items, new: Items) -> str | None:
    """The key whose values are different texts in each of the lists; nothing for lists of plain texts."""
    items = (*old.items, *new.items)
    for key in ("", *_IDENTITIES):
        if items and all(_named(item, key) for item in items):
            counted = (Counter(_named(item, key) for item in each.items) for each in (old, new))
            if all(count == 1 for counter in counted for count in counter.values()):
                return key
    return None


def _named(item: Node, key: str) -> str:
    """What a member is called by a key; itself, when it is a text, by no key."""
    value = item.get(key) if isinstance(item, Mapping) and key else item if not key else None
    return value.text if isinstance(value, Scalar) else ""


def _aligned(old: Items, new: Items, path: tuple[Step, ...]) -> Iterator[Change]:
    """Members without names: those that are the same are matched, and those between them in their order."""
    matcher = SequenceMatcher(None, [content(i) for i in old.items], [content(i) for i in new.items], autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for n in range(max(a_end - a, b_end - b)):
            then = old.items[a + n] if a + n < a_end else None
            now = new.items[b + n] if b + n < b_end else None
            step = (*path, Member(f"{(b if now else a) + n + 1}"))
            if then and now:
                yield from _between(then, now, step, then.span, now.span)
            elif now:
                yield Change(How.ADDED, step, None, now, old.span, now.span)
            elif then:
                yield Change(How.REMOVED, step, then, None, then.span, new.span)


def below(key: str, found: Sequence[Change]) -> list[Change]:
    """The changes of what stands under a key of a file, with that key for the beginning of their paths."""
    return [replace(change, path=(key, *change.path)) for change in found]
