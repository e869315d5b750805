"""The YAML and JSON files of a fact set, each told by its `format`."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span, has_errors
from engine.facts.files import File
from engine.facts.json_nodes import parse_json
from engine.pack.nodes import as_items, as_scalar, span_of, text_or_none
from engine.pack.schema import check_shape, linked_schema
from engine.pack.source import Mapping, Node, Scalar, excerpt, parse

SET, MAPPING, REGISTER, FACTS = "fact-set", "mapping", "register", "fact-file"
SET_NAMES = ("set.yaml", "set.yml")
_VERSION = "/1"


@dataclass(frozen=True, slots=True)
class Document:
    """`format` is None when the file does not say what it is; `node` when its shape is wrong.

    `target` is the file that a mapping names, whether or not the rest of it is right.
    """

    file: File
    format: str | None
    node: Mapping | None
    target: str | None
    problems: tuple[Diagnostic, ...]


def read_document(file: File) -> Document:
    node, problems = (parse_json if file.kind == "JSON" else parse)(file.name, file.data)
    if node is None:
        return Document(file, None, None, None, problems)
    kind = _format(file.name, node)
    if kind is None:
        return Document(file, None, None, None, (*problems, _unknown(file.name, node)))
    problems = (*problems, *check_shape(node, linked_schema(kind)))
    usable = node if isinstance(node, Mapping) and not has_errors(problems) else None
    return Document(file, kind, usable, _text(node, "file"), problems)


def _format(name: str, node: Node) -> str | None:
    if name in SET_NAMES:
        return SET
    written = _text(node, "format")
    return next((kind for kind in (MAPPING, REGISTER, FACTS) if written == kind + _VERSION), None)


def _text(node: Node, key: str) -> str | None:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else None


def _unknown(name: str, node: Node) -> Diagnostic:
    known = ", ".join(f"format: {kind}{_VERSION}" for kind in (MAPPING, REGISTER, FACTS))
    span = span_of(node, "format") if isinstance(node, Mapping) else Span(name)
    params = {"format": excerpt(_text(node, "format") or "–"), "known": known}
    return Diagnostic(codes.UNKNOWN_FORMAT, span, params)


@dataclass(frozen=True, slots=True)
class Settings:
    """What set.yaml says; spans where a wrong name must be shown."""

    id: str
    title: str
    label: str | None = None
    pack: Scalar | None = None
    registers: tuple[Scalar, ...] = ()
    evaluate: tuple[Scalar, ...] = ()


def settings_of(node: Mapping | None, folder_name: str) -> Settings:
    """The settings; without a set.yaml the set is called after its folder."""
    if node is None:
        return Settings(folder_name, folder_name)
    name = text_or_none(node, "id") or folder_name
    pack = node.get("pack")
    return Settings(
        id=name,
        title=text_or_none(node, "title") or name,
        label=text_or_none(node, "label"),
        pack=as_scalar(pack) if pack is not None else None,
        registers=_scalars(node, "register"),
        evaluate=_scalars(node, "evaluate"),
    )


def _scalars(node: Mapping, key: str) -> tuple[Scalar, ...]:
    """The scalars of a list, or the one that stands in its place."""
    value = node.get(key)
    return (value,) if isinstance(value, Scalar) else tuple(as_scalar(item) for item in as_items(value))
