"""A folder of YAML files → a `Pack`, or everything that is wrong with its files, all at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span, has_errors, in_order
from engine.diagnostics.pack import near
from engine.pack import build_items as items
from engine.pack import build_letters as letters
from engine.pack import build_rules as rules
from engine.pack.files import File, files_of
from engine.pack.model import Pack
from engine.pack.nodes import children
from engine.pack.places import Places, Run, runs_of
from engine.pack.schema import check_shape, linked_schema
from engine.pack.sense import nonsense
from engine.pack.source import Mapping, Node, Scalar, Sequence, parse
from engine.pack.unfilled import unfilled

FORMATS = (
    "pack",
    "acts",
    "sources",
    "entities",
    "facts",
    "constants",
    "calendar",
    "indicators",
    "directions",
    "addressees",
    "recommendations",
    "requests",
    "reference",
)
"""The formats of the files of a pack; each has its schema."""

PARTS = (("levels", "entities"), ("kinds", "entities"), ("periods", "calendar"), ("indicators", "indicators"))
"""The lists without which there is nothing to evaluate, and the formats they are written in."""

_TEXTS = {"recommendations": ("text",), "requests": ("text",), "indicators": ("expression", "formula", "says")}
"""Format → the keys of the texts inside which single characters are pointed at."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a pack whose format is known."""

    format: str
    root: Mapping
    lines: tuple[str, ...]


def load_pack(folder: Path, shown_as: str | None = None) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack in `folder`, and what is wrong with its files; None when they do not make a pack.

    `shown_as` is how the folder is called in what people read. Whether the rules make sense together is not looked at
    here: that is for the checks.
    """
    pack, problems, _ = load_documents(folder, shown_as)
    return pack, problems


def load_documents(
    folder: Path, shown_as: str | None = None
) -> tuple[Pack | None, tuple[Diagnostic, ...], tuple[Document, ...]]:
    """As `load_pack`, with the files the pack was built from."""
    shown = shown_as if shown_as is not None else folder.as_posix()
    files, problems = files_of(folder, shown)
    documents: list[Document] = []
    for file in files:
        document, found = read_document(file)
        problems += found
        documents += [document] if document else []
    if files:
        problems += _parts_missing(documents, shown, all_read=not has_errors(problems))
    pack = assemble(documents, shown) if not has_errors(problems) else None
    return pack, in_order(problems), tuple(documents)


def read_document(file: File) -> tuple[Document | None, list[Diagnostic]]:
    """One file, checked by itself; None when not even its format is known."""
    root, found = parse(file.shown, file.data)
    problems = list(found)
    if root is None:
        return None, problems
    name = _format(root)
    if name not in FORMATS:
        return None, [*problems, _format_problem(root)]
    problems += check_shape(root, linked_schema(name))
    problems += nonsense(root)
    text = file.data.decode("utf-8").removeprefix("\ufeff")
    lines = tuple(re.split(r"\r\n|\r|\n", text))
    problems += unfilled(root, lines)
    return (Document(name, root, lines) if isinstance(root, Mapping) else None), problems


def _format(root: Node) -> str | None:
    said = root.get("format") if isinstance(root, Mapping) else None
    return said.text.removesuffix("/1") if isinstance(said, Scalar) and said.text.endswith("/1") else None


def _format_problem(root: Node) -> Diagnostic:
    known = [f"{name}/1" for name in FORMATS]
    said = root.get("format") if isinstance(root, Mapping) else None
    if not isinstance(said, Scalar):
        start = Span(root.span.file, root.span.line, root.span.col, root.span.line, root.span.col + 1)
        return Diagnostic(codes.NO_FORMAT, start, {"known": ", ".join(known)})
    params = {"format": said.text, "known": ", ".join(known), **near(said.text, known)}
    return Diagnostic(codes.UNKNOWN_FORMAT, said.span, params)


def _parts_missing(documents: list[Document], shown: str, *, all_read: bool) -> Iterator[Diagnostic]:
    """What the pack as a whole lacks; judged only when every file could be read, since the part may be in one."""
    passports = [document.root.key_span("format") for document in documents if document.format == "pack"]
    for second in passports[1:]:
        yield Diagnostic(codes.SECOND_PASSPORT, second, {"first": passports[0]}, (passports[0],))
    if not all_read:
        return
    if not passports:
        yield Diagnostic(codes.NO_PASSPORT, Span(shown))
    for part, name in PARTS:
        if not any(document.root.get(part) for document in documents):
            yield Diagnostic(codes.MISSING_PART, Span(shown), {"part": part, "format": f"{name}/1"})


T = TypeVar("T")


def assemble(documents: Iterable[Document], shown: str) -> Pack:
    """The pack that files without errors say; `shown` is the name of its folder."""
    documents = tuple(documents)

    def each(key: str, build: Callable[[Mapping], T]) -> tuple[T, ...]:
        return tuple(build(item) for document in documents for item in children(document.root, key))

    facts = each("facts", items.fact)
    return Pack(
        folder=shown,
        passport=next(items.passport(document.root) for document in documents if document.format == "pack"),
        acts=each("acts", items.act),
        sources=each("sources", items.source),
        levels=each("levels", items.level),
        kinds=each("kinds", items.kind),
        entity_table=each("entity_table", items.table_row),
        references=each("reference", items.reference),
        facts=facts,
        constants=each("constants", items.constant),
        periods=each("periods", items.period),
        indicators=each("indicators", partial(rules.indicator, facts={fact.key: fact for fact in facts})),
        directions=each("directions", letters.direction),
        groups=each("groups", letters.group),
        addressees=each("addressees", letters.addressee),
        recommendations=each("recommendations", letters.recommendation),
        requests=each("requests", letters.request),
        places=places_of(documents),
    )


def places_of(documents: Iterable[Document]) -> Places:
    values: dict[tuple[Span, str | int], Span] = {}
    keys: dict[tuple[Span, str], Span] = {}
    texts: dict[Span, tuple[Run, ...]] = {}
    for document in documents:
        wanted = _TEXTS.get(document.format, ())
        for node in _collections(document.root):
            for key, value in _entries(node):
                values[node.span, key] = value.span
            if isinstance(node, Mapping):
                for name, value in node.entries:
                    keys[node.span, name.text] = name.span
                    if name.text in wanted and isinstance(value, Scalar):
                        texts[value.span] = runs_of(value.text, value.span, document.lines)
    return Places(values, keys, texts)


def _collections(node: Node) -> Iterator[Mapping | Sequence]:
    """Every mapping and list, the outer ones first."""
    if isinstance(node, Scalar):
        return
    yield node
    for _, value in _entries(node):
        yield from _collections(value)


def _entries(node: Mapping | Sequence) -> list[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        return [(name.text, value) for name, value in node.entries]
    return list(enumerate(node.items))
