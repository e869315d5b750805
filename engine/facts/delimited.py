"""CSV as office programs write it: any of four separators, quotes, line breaks inside cells, a first line `sep=;`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.tables import Grid, Row
from engine.facts.texts import Text
from engine.facts.values import folded

DELIMITERS = (";", "\t", ",", "|")
"""In the order of preference when a header line has equally many of several."""

_SEPARATOR_LINE = re.compile(r"sep=([;,|\t])(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_HEADER_LINE = re.compile(r'(?:[^"\r\n]|"(?:[^"]|"")*+"|")*')


def read_delimited(text: Text, header_row: int | None, delimiter: str | None, known: frozenset[str]) -> Grid:
    """The grid of a CSV text. `known` are the headers (folded) that help to tell the separator when none is given."""
    named = _SEPARATOR_LINE.match(text.body)
    start = named.end() if named else 0
    separator = delimiter or (named[1] if named else _sniffed(_header_line(text, start, header_row), known))
    return Grid(text.file, "", _rows(text, start, separator), lambda row, index: _locate(text, row, index))


def _locate(text: Text, row: Row, index: int) -> Span:
    start, end = row.ends[min(index, len(row.ends) - 1)]
    return text.span(start, end)


def _header_line(text: Text, start: int, header_row: int | None) -> str:
    if header_row is not None:
        start = max(start, text.starts[min(header_row, len(text.starts)) - 1])
    else:
        start += len(text.body[start:]) - len(text.body[start:].lstrip("\r\n"))
    found = _HEADER_LINE.match(text.body, start)
    return found[0] if found else ""


def _sniffed(line: str, known: frozenset[str]) -> str:
    """The separator that gives the most known headers, then the one that occurs most often outside quotes."""

    def rank(delimiter: str) -> tuple[int, int]:
        cells = [str(value) for value in next(_rows(Text.of("", line), 0, delimiter), Row(1, ())).values]
        return len(known.intersection(map(folded, cells))), len(cells)

    return max(DELIMITERS, key=rank)


def _rows(text: Text, start: int, delimiter: str) -> Iterator[Row]:
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    end_of_row = re.compile(r"\r\n|\r|\n|\Z")
    position, size = start, len(text.body)
    while position < size:
        first = position
        values: list[str] = []
        ends: list[tuple[int, int]] = []
        problem: Diagnostic | None = None
        while True:
            value, end, broken = _cell(text.body, position, plain)
            if broken and problem is None:
                problem = Diagnostic(codes.BROKEN_QUOTES, text.span(position, end))
            values.append(value)
            ends.append((position, end))
            if ended := end_of_row.match(text.body, end):
                position = ended.end()
                break
            position = end + 1
        yield Row(text.line(first), tuple(values), tuple(ends), problem)


def _cell(body: str, start: int, plain: re.Pattern[str]) -> tuple[str, int, bool]:
    """The text of the cell, the offset after it, and whether its quotes are at fault.

    A quote that is never closed takes the rest of the file with it, as it does in Excel.
    """
    if not body.startswith('"', start):
        end = _end(plain, body, start)
        return body[start:end], end, False
    quoted = _QUOTED.match(body, start)
    if quoted is None:
        return body[start:], len(body), True
    end = _end(plain, body, quoted.end())
    return quoted[1].replace('""', '"') + body[quoted.end() : end], end, end > quoted.end()


def _end(pattern: re.Pattern[str], body: str, start: int) -> int:
    found = pattern.match(body, start)
    return found.end() if found else start
