"""Where everything inside the items of a pack was written: every value, every key, every character of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.diagnostics.core import Span

_SINGLE = re.compile(r"''|[^']+")
_DOUBLE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|[^\\]+")
_WHOLE = re.compile(r".+")
_BLANK_ESCAPES = tuple("\\" + char for char in "nrtvfNLP_ ")


@dataclass(frozen=True, slots=True)
class Run:
    """From character `offset` of a text on, the characters stand side by side in `line` from `col` on."""

    offset: int
    line: int
    col: int


@dataclass(frozen=True, slots=True)
class Places:
    """Places by the span of the mapping or list they stand in, and the key or number of the entry there."""

    values: Mapping[tuple[Span, str | int], Span] = field(default_factory=dict)
    keys: Mapping[tuple[Span, str], Span] = field(default_factory=dict)
    texts: Mapping[Span, tuple[Run, ...]] = field(default_factory=dict)

    def value(self, within: Span, *path: str | int) -> Span:
        """Where the value at `path` is written; as far down the path as it is written at all."""
        for step in path:
            within = self.values.get((within, step), within)
        return within

    def key(self, within: Span, key: str) -> Span:
        return self.keys.get((within, key), within)

    def inside(self, text: Span, start: int, end: int) -> Span:
        """Where the characters from `start` up to `end` of the text written at `text` stand."""
        runs = self.texts.get(text)
        if not runs:
            return text
        line, col = _at(runs, start)
        end_line, end_col = _at(runs, max(start, end - 1))
        return Span(text.file, line, col, end_line, end_col + 1)


def _at(runs: tuple[Run, ...], offset: int) -> tuple[int, int]:
    run = runs[max(0, bisect_right(runs, offset, key=lambda r: r.offset) - 1)]
    return run.line, run.col + offset - run.offset


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is written at one place, without the blanks around it; an escape stands for a single character."""

    written: str
    line: int
    col: int
    is_escape: bool


def runs_of(text: str, span: Span, lines: Sequence[str]) -> tuple[Run, ...]:
    """How the characters of a scalar's `text` lie in the `lines` of its file, whatever its style.

    Folding and indentation only ever touch white space: the other written pieces follow one another in the text.
    """
    runs: list[Run] = []
    offset = 0
    for piece in _pieces(span, lines):
        blank = piece.is_escape and piece.written.startswith(_BLANK_ESCAPES)
        start = offset if blank else _after_blanks(text, offset)
        if start < len(text) and (piece.is_escape or text.startswith(piece.written, start)):
            runs.append(Run(start, piece.line, piece.col))
            offset = start + (1 if piece.is_escape else len(piece.written))
    return tuple(runs)


def _after_blanks(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset


def _pieces(span: Span, lines: Sequence[str]) -> Iterator[_Piece]:
    mark = lines[span.line - 1][span.col - 1 : span.col]
    quoted = mark in ("'", '"')
    pattern = _SINGLE if mark == "'" else _DOUBLE if mark == '"' else _WHOLE
    for number in range(span.line + (mark in ("|", ">")), min(span.end_line, len(lines)) + 1):
        begin = span.col - 1 + quoted if number == span.line else 0
        end = span.end_col - 1 - quoted if number == span.end_line else len(lines[number - 1])
        for match in pattern.finditer(lines[number - 1], begin, end):
            is_escape = match[0].startswith("''" if mark == "'" else "\\") and quoted
            written = match[0] if is_escape else match[0].strip()
            if written:
                yield _Piece(written, number, match.start() + 1 + match[0].index(written), is_escape)
