"""Strict YAML: bytes to nodes that know where they were written.

Nodes are built from parser events and keep the events' marks; plain scalars mean what the YAML 1.2 core schema says,
except that a number is an `int` or a `Decimal`, never a float. Whatever a rule pack has no use for (tabs, anchors,
aliases, merge keys, tags, directives, duplicate keys, empty values) is refused with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

import yaml

from engine.diagnostics import syntax
from engine.diagnostics.core import Code, Diagnostic, Span, in_order

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 50
MAX_CHARACTER_PROBLEMS = 100

Value = None | bool | int | Decimal | str


@dataclass(frozen=True, slots=True)
class Scalar:
    """`value` is what YAML 1.2 reads, `text` what the author wrote, without quotes and escapes."""

    span: Span
    value: Value
    text: str
    quoted: bool

    @property
    def refused(self) -> bool:
        """Stands where nothing usable was written; a diagnostic has been given, and no other need follow."""
        return not self.text and not self.quoted


@dataclass(frozen=True, slots=True)
class Sequence:
    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys are always texts, unique, in the order written."""

    span: Span
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key_span(self, key: str) -> Span:
        """Where the key is written; the mapping itself when it has no such key."""
        return next((name.span for name, _ in self.entries if name.text == key), self.span)


Node = Scalar | Sequence | Mapping


def parse(file: str, data: bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document in `data`, and all that is wrong with it, in order; `file` is the name shown to people.

    The node is None when there is nothing to build on: no text, no content, or a syntax error, where reading ends.
    """
    if len(data) > MAX_BYTES:
        params = {"size": len(data), "limit": MAX_BYTES}
        return None, (Diagnostic(syntax.TOO_LARGE, Span(file), params),)
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        source = _Source.of(file, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        good = _Source.of(file, body[: error.start].decode("utf-8"))
        params = {"byte": f"0x{body[error.start]:02X}"}
        return None, (Diagnostic(syntax.NOT_UTF8, good.span(error.start_of_text(good.text)), params),)
    node, problems = None, list(_characters(source))
    return node, in_order(problems)
