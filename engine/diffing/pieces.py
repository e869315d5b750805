"""The files of a pack as pieces that can be exchanged one by one for those of another version of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from engine.diagnostics.core import Span
from engine.pack.build import Document
from engine.pack.items import KINDS, PACK, name_of
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.source import Sequence as Items

_NAMED_ENTRIES = ("units", "outcomes")
"""Mappings of a pack's passport whose every entry is a piece."""

_NO_PIECE = ("format", "suppress", "check_acts_every")


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a list, one entry of a mapping, or what stands under a key of a file as a whole.

    `name` is `kind:id`, or the kind where it has no id; versions of one item have one name. `entry` is the key of an
    entry, `single` whether the piece is all that stands under its key.
    """

    kind: str
    id: str
    format: str
    key: Scalar
    node: Node
    lines: tuple[str, ...]
    entry: Scalar | None = None
    single: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @property
    def place(self) -> Span:
        return self.entry.span if self.entry else self.node.span


def pieces_of(documents: Iterable[Document]) -> list[Piece]:
    """All pieces of the files of a pack, in the order written."""
    return [piece for document in documents for piece in _pieces(document)]


def _pieces(document: Document) -> Iterator[Piece]:
    for key, value in document.root.entries:
        if key.text in _NO_PIECE:
            continue
        kind = KINDS.get(key.text, key.text)
        whole = Piece(kind, "", document.format, key, value, document.lines, single=True)
        if isinstance(value, Mapping) and key.text in _NAMED_ENTRIES:
            for name, node in value.entries:
                yield replace(whole, id=name.text, node=node, entry=name, single=False)
        elif isinstance(value, Items) and all(name_of(item) for item in value.items):
            for item in value.items:
                yield replace(whole, id=name_of(item), node=item, single=False)
        else:
            yield whole


def documents_of(pieces: Sequence[Piece]) -> tuple[Document, ...]:
    """Files that hold the pieces in their order: the passport is one, every other piece has a file of its own."""
    passport = [piece for piece in pieces if piece.format == PACK]
    root = Mapping(passport[0].node.span, tuple(_entries(passport)))
    others = [
        Document(piece.format, Mapping(piece.node.span, tuple(_entries([piece]))), piece.lines)
        for piece in pieces
        if piece.format != PACK
    ]
    return (Document(PACK, root, passport[0].lines), *others)


def _entries(pieces: Sequence[Piece]) -> Iterator[tuple[Scalar, Node]]:
    keys = {piece.key.text: piece.key for piece in pieces}
    for text, key in keys.items():
        under = [piece for piece in pieces if piece.key.text == text]
        if under[0].single:
            yield key, under[0].node
        elif under[0].entry:
            yield key, Mapping(under[0].node.span, tuple((p.entry, p.node) for p in under if p.entry))
        else:
            yield key, Items(under[0].node.span, tuple(p.node for p in under))


def with_changes(old: Sequence[Piece], new: Sequence[Piece], names: Collection[str]) -> list[Piece]:
    """The old pieces, but those of the given names as they are among the new ones.

    What is new stands after what it stands after there.
    """
    replacements: dict[str, list[Piece]] = {}
    for piece in new:
        replacements.setdefault(piece.name, []).append(piece)
    result: list[Piece] = []
    done: set[str] = set()
    for piece in old:
        if piece.name not in names:
            result.append(piece)
        elif piece.name not in done:
            done.add(piece.name)
            result.extend(replacements.get(piece.name, ()))
    before: str | None = None
    for name, added in replacements.items():
        if name in names and name not in done:
            place = max((n + 1 for n, p in enumerate(result) if p.name == before), default=0)
            result[place:place] = added
        if name in names or any(p.name == name for p in result):
            before = name
    return result
