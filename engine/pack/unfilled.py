"""Texts of a skeleton that nobody has replaced: they stand in quotation marks and begin with an arrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.diagnostics.core import Diagnostic
from engine.diagnostics.upkeep import UNFILLED
from engine.pack.places import Places, runs_of
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.source import Sequence as List

_MARKED = re.compile(r"«→ [^«»]*»|“→ [^“”]*”")


def unfilled(node: Node, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Every such text below a node of a file with these lines."""
    match node:
        case Scalar(text=text, span=span):
            for found in _MARKED.finditer(text):
                places = Places(texts={span: runs_of(text, span, lines)})
                yield Diagnostic(UNFILLED, places.inside(span, *found.span()), {"text": found[0]})
        case List(items=items):
            for item in items:
                yield from unfilled(item, lines)
        case Mapping(entries=entries):
            for _, value in entries:
                yield from unfilled(value, lines)
