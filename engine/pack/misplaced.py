"""Keys that wrong indentation has moved to another level: what is unknown where it stands is right elsewhere.

Whether it is right elsewhere is tried: the file is looked at again with the keys moved, and nothing new may be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as Items
from dataclasses import dataclass, replace

from engine.diagnostics import shape
from engine.diagnostics.core import Code, Diagnostic, Lang, Span
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt

Told = Callable[[Node], list[Diagnostic]]
Path = tuple[str | int, ...]
Entries = tuple[tuple[Scalar, Node], ...]

_TRIALS = 20
"""How many places are tried in one file: whoever has more keys out of place mends these first."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Unknown keys that follow one another in the mapping at `path`; `above` is the entry before them."""

    path: Path
    rest: Mapping
    moved: Entries
    above: tuple[Scalar, Node] | None


@dataclass(frozen=True, slots=True)
class _Target:
    """A mapping at `path`, or nothing yet, where the keys may belong; `owner` is the key it is the value of."""

    path: Path
    node: Mapping
    owner: Scalar | None


def misplaced(root: Node, told: list[Diagnostic], look: Told) -> list[Diagnostic]:
    """What was told, with better advice for keys on a wrong level, and without what only follows from that."""
    unknown = {d.span for d in told if d.code in (shape.UNKNOWN_KEY, shape.UNKNOWN_KEY_NEAR)}
    if not unknown:
        return told
    trials = iter(range(_TRIALS))
    for group in _groups(root, (), unknown):
        whole = _only(root, group.path)
        before = look(whole)
        for target in (*_below(group), *_above(root, group.path)):
            if any(target.node.get(key.text) for key, _ in group.moved) or next(trials, None) is None:
                continue
            after = {_same(d) for d in look(_moved(whole, group, target))}
            here = {key.span for key, _ in group.moved}
            gone = [d for d in before if _same(d) not in after]
            if after <= {_same(d) for d in before} and here <= {d.span for d in gone}:
                told = [_advised(d, target) if d.span in here else d for d in told if d.span in here or d not in gone]
                break
    return told


def _same(diagnostic: Diagnostic) -> tuple[str, Span, str]:
    return diagnostic.code.id, diagnostic.span, diagnostic.message(Lang.EN)


def _advised(diagnostic: Diagnostic, target: _Target) -> Diagnostic:
    in_block = target.node.is_block
    beside = target.node.entries[0][0] if in_block or target.owner is None else target.owner
    code: Code = shape.UNKNOWN_KEY_INDENTED if in_block else shape.UNKNOWN_KEY_WITHIN
    params = {**diagnostic.params, "beside": excerpt(beside.text), "line": beside.span.line}
    return replace(diagnostic, code=code, params=params)


def _groups(node: Node, path: Path, unknown: set[Span]) -> Iterator[_Group]:
    match node:
        case Sequence(items=items):
            for number, item in enumerate(items):
                yield from _groups(item, (*path, number), unknown)
        case Mapping(entries=entries) if entries:
            if node.is_block:
                yield from _runs(node, path, unknown)
            for key, value in entries:
                yield from _groups(value, (*path, key.text), unknown)


def _runs(node: Mapping, path: Path, unknown: set[Span]) -> Iterator[_Group]:
    """The runs of unknown keys of one mapping."""
    entries = node.entries
    starts = [n for n, (key, _) in enumerate(entries) if key.span in unknown]
    for start in starts:
        if start - 1 in starts:
            continue
        end = start
        while end in starts:
            end += 1
        rest = replace(node, entries=entries[:start] + entries[end:])
        yield _Group(path, rest, entries[start:end], entries[start - 1] if start else None)


def _below(group: _Group) -> Iterator[_Target]:
    """What stands before the keys, from the outermost to the innermost: they may have too little indentation."""
    owner, path = group.above, group.path
    while owner is not None:
        key, node = owner
        path = (*path, key.text)
        if isinstance(node, Sequence) and node.items:
            path, node = (*path, len(node.items) - 1), node.items[-1]
        if isinstance(node, Scalar) and node.refused:
            yield _Target(path, Mapping(key.span, ()), key)
        if not isinstance(node, Mapping):
            return
        yield _Target(path, node, key)
        owner = node.entries[-1] if node.entries else None


def _above(root: Node, path: Path) -> Iterator[_Target]:
    """The mappings around that of the keys, from the inside out: they may have too much indentation."""
    for length in reversed(range(len(path))):
        node = _at(root, path[:length])
        if isinstance(node, Mapping):
            yield _Target(path[:length], node, None)


def _at(node: Node, path: Iterable[str | int]) -> Node | None:
    found: Node | None = node
    for step in path:
        if isinstance(found, Mapping):
            found = found.get(str(step))
        else:
            found = found.items[int(step)] if isinstance(found, Sequence) else None
    return found


def _only(root: Node, path: Path) -> Node:
    """The root without the other items of the list that the path leads through: they are another matter."""
    if len(path) < 2 or not isinstance(path[1], int):
        return root
    items = _at(root, path[:1])
    if not isinstance(items, Sequence):
        return root
    others = tuple(item if number == path[1] else _NOTHING for number, item in enumerate(items.items))
    return _put(root, path[:1], replace(items, items=others))


_NOTHING = Scalar(Span(""), None, "", False)


def _moved(root: Node, group: _Group, target: _Target) -> Node:
    root = _put(root, group.path, group.rest)
    found = _at(root, target.path)
    into = found if isinstance(found, Mapping) else target.node
    return _put(root, target.path, replace(into, entries=into.entries + group.moved))


def _put(node: Node, path: Items[str | int], new: Node) -> Node:
    """The same tree with `new` at the path."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    match node:
        case Mapping(entries=entries):
            changed = tuple((key, _put(value, rest, new) if key.text == step else value) for key, value in entries)
            return replace(node, entries=changed)
        case Sequence(items=items):
            return replace(node, items=tuple(_put(v, rest, new) if n == step else v for n, v in enumerate(items)))
        case _:
            return node
