"""What in a pack has a version: every item of its files, with its canonical content.

*Versioned items* have an id and a version of their own. Everything else (acts, levels, kinds, the dictionary of facts,
the calendar, addressees, the passport …) is a *part of the pack* and has the pack's version. Items are found by their
form in the node tree, not by what the model knows of, so that nothing is forgotten. Neither the order of items nor the
file they stand in counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from engine.diagnostics.core import Span
from engine.pack.build import Document
from engine.pack.digest import Digests, Leaf, Path, digests, leaves
from engine.pack.source import Mapping, Node, Scalar, Sequence
from engine.pack.versions import Version, version_of

PACK = "pack"

KINDS = {
    "acts": "act",
    "addressees": "addressee",
    "constants": "constant",
    "directions": "direction",
    "facts": "fact",
    "groups": "group",
    "indicators": "indicator",
    "kinds": "kind",
    "levels": "level",
    "parties": "party",
    "passport": "statement",
    "periods": "period",
    "recommendations": "recommendation",
    "reference": "reference",
    "requests": "request",
    "sources": "source",
}
"""The keys of the lists of a pack, and what one of their items is called."""

_NO_PART = ("format", "suppress", "check_acts_every")
"""Keys of files that say nothing about the methodology."""

_NO_CONTENT: tuple[Path, ...] = (("id",), ("version",), ("effective", "to"), ("examples",))
"""Of a versioned item: its name, the end of its time, which is kept apart, and the tests beside it."""

_NO_CONTENT_OF_PARTS: tuple[tuple[str, Path], ...] = ((PACK, ("version",)), ("act", ("checked",)))
"""Of parts, by their kind: the version that all of them have, and when somebody last looked an act up."""


@dataclass(frozen=True, slots=True)
class Item:
    """One version of a versioned item."""

    kind: str
    id: str
    version: Version
    digests: Digests
    since: date
    until: date | None
    retired: bool
    node: Mapping

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}"

    def place(self, key: str) -> Span:
        value = self.node.get(key)
        return self.node.span if value is None else value.span


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pack that has the pack's version."""

    name: str
    digests: Digests
    place: Span


@dataclass(frozen=True, slots=True)
class Items:
    """`version` is that of the pack, written at `place`."""

    version: Version
    place: Span
    items: tuple[Item, ...]
    parts: tuple[Part, ...]


def items_of(documents: Iterable[Document]) -> Items:
    """Everything in the files of a pack whose shape is right."""
    documents = tuple(documents)
    header = next(_mapping(d.root.get(PACK)) for d in documents if d.format == PACK)
    version = header.get("version")
    assert isinstance(version, Scalar)
    items: list[Item] = []
    parts: dict[str, list[tuple[str, list[Leaf], Span]]] = {}
    for kind, name, node in _members(documents):
        if isinstance(node, Mapping) and name and node.get("version") is not None:
            items.append(_item(kind, node))
        else:
            key = f"{kind}:{name}" if name else kind
            parts.setdefault(key, []).append((kind, list(leaves(node)), node.span))
    return Items(version_of(version.text), version.span, tuple(items), tuple(_parts(parts)))


def _members(documents: Iterable[Document]) -> Iterator[tuple[str, str, Node]]:
    """Kind, name and node of each member of a list that has one; of what has none, the whole under its key."""
    for document in documents:
        for key, value in document.root.entries:
            if key.text in _NO_PART:
                continue
            named = [(name_of(item), item) for item in value.items] if isinstance(value, Sequence) else [("", value)]
            if all(name for name, _ in named):
                yield from ((KINDS.get(key.text, key.text), name, item) for name, item in named)
            else:
                yield key.text, "", value


def name_of(node: Node) -> str:
    """The id of an item, or the key of a fact; nothing when it has neither."""
    for key in ("id", "key"):
        name = node.get(key) if isinstance(node, Mapping) else None
        if isinstance(name, Scalar):
            return name.text
    return ""


def _item(kind: str, node: Mapping) -> Item:
    content = [leaf for leaf in leaves(node) if not any(leaf[0][: len(path)] == path for path in _NO_CONTENT)]
    effective, status = _mapping(node.get("effective")), _text(node, "status")
    until = _text(effective, "to")
    retired = status == "retired"
    return Item(
        kind,
        name_of(node),
        version_of(_text(node, "version")),
        digests(kind, content, retired=retired),
        date.fromisoformat(_text(effective, "from")),
        date.fromisoformat(until) if until else None,
        retired,
        node,
    )


def _parts(found: dict[str, list[tuple[str, list[Leaf], Span]]]) -> Iterator[Part]:
    """What has one name in several files is one part."""
    for name, pieces in found.items():
        content = [
            ((place, *path), value)
            for place, (kind, piece, _) in enumerate(pieces)
            for path, value in piece
            if (kind, path) not in _NO_CONTENT_OF_PARTS
        ]
        yield Part(name, digests(pieces[0][0], content), pieces[0][2])


def _mapping(node: Node | None) -> Mapping:
    assert isinstance(node, Mapping)
    return node


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) else ""


def follows(item: Item, others: Iterable[Item]) -> bool:
    """Whether another version of the item begins on the day after it ends."""
    if item.until is None or item.until == date.max:
        return False
    return any(other.name == item.name and other.since == item.until + timedelta(days=1) for other in others)
