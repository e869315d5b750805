"""The report for a terminal: plain text of a given width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction

from tabulate import tabulate

from engine.diagnostics.core import Lang
from engine.report.characters import one_line, shortened
from engine.report.document import Banner, Heading, Items, Paragraph, Part, Table, TableColumn, has_legend
from engine.report.listed import requests
from engine.report.names import names_of
from engine.report.overview import overview
from engine.result import Results

NARROWEST = 60
"""Columns; a narrower terminal gets lines of this width."""

_WIDE = 110
"""From this width on, tables have their optional columns."""

_LONGEST_TEXT = 1_000
_LONGEST_CELL = 400
_BETWEEN_COLUMNS = 2
_HEADER_PADDING = 2
"""What tabulate adds to the width of every header."""

_WIDEST_FIXED = 9
_NARROWEST_SHARED = 8
_UNDERLINES = {1: "=", 2: "-"}
_LEADING = 4
"""From this level on, headings are as if they began the list that follows."""


def to_text(results: Results, lang: Lang, width: int) -> str:
    """The report with lines of at most `width` characters; ends with a line end."""
    return _joined(overview(results, lang), width) + "\n"


def requests_text(results: Results, lang: Lang, width: int) -> str:
    """Only what is asked for, of results that are not written anywhere; no line end at the end."""
    return _joined(requests(results, names_of(results, lang), "and_more_unwritten"), width)


def parts_text(parts: Iterable[Part], width: int) -> str:
    """Any report in parts; ends with a line end."""
    return _joined(parts, width) + "\n"


def _joined(parts: Iterable[Part], width: int) -> str:
    room = max(width, NARROWEST)
    return "\n\n".join("\n".join(_lines(part, room)) for part in parts)


def _lines(part: Part, width: int) -> Iterable[str]:
    match part:
        case Banner():
            return _banner(part, width)
        case Heading():
            return _heading(part, width)
        case Paragraph():
            return _wrapped(part.text, width)
        case Items():
            return _items(part, width)
        case Table():
            return _table(part, width)


def _banner(part: Banner, width: int) -> list[str]:
    rule = "*" * width
    return [rule, *_wrapped(part.text, width), rule]


def _heading(part: Heading, width: int) -> list[str]:
    lines = _wrapped(part.text if part.level < _LEADING else f"{part.text}:", width)
    underline = _UNDERLINES.get(part.level)
    return [*lines, underline * max(map(len, lines))] if underline else lines


def _items(part: Items, width: int) -> Iterator[str]:
    for n, item in enumerate(part.items):
        bullet = "– " if part.first is None else f"{part.first + n}. "
        hanging = " " * len(bullet)
        yield from _wrapped(item.text, width, bullet, hanging)
        for detail in item.details:
            yield from _wrapped(detail, width, hanging, hanging)


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of `width`, the first and the others begun as told; no-break spaces do not break."""
    whole = shortened(one_line(text), _LONGEST_TEXT)
    return textwrap.wrap(whole, width, initial_indent=first, subsequent_indent=rest) or [first.rstrip()]


def _table(part: Table, width: int) -> list[str]:
    """Cells wrapped here, since the width is shared out by meaning; blank lines between rows of several lines."""
    kept = [n for n, column in enumerate(part.columns) if width >= _WIDE or not column.optional]
    columns = [part.columns[n] for n in kept]
    rows = [[shortened(one_line(row[n]), _LONGEST_CELL) for n in kept] for row in part.rows]
    widths = _widths(columns, rows, width)
    cells = [[_cell(cell, room) for cell, room in zip(row, widths, strict=True)] for row in rows]
    headers = [_cell(column.title, room - _HEADER_PADDING) for column, room in zip(columns, widths, strict=True)]
    alignment = ["right" if column.right else "left" for column in columns]
    shown = tabulate(
        _spaced(cells),
        headers,
        tablefmt="simple",
        colalign=alignment,
        disable_numparse=True,
        preserve_whitespace=True,
    )
    lines = [line.rstrip() for line in shown.splitlines()]
    return [*lines, "", *_wrapped(part.legend, width)] if has_legend(part, kept) else lines


def _cell(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width))


def _spaced(rows: list[list[str]]) -> list[list[str]]:
    if not any("\n" in cell for row in rows for cell in row):
        return rows
    blank = [" "] * len(rows[0])
    return [line for row in rows for line in (row, blank)][:-1]


def _widths(columns: list[TableColumn], rows: list[list[str]], width: int) -> list[int]:
    """Columns without a share are as wide as what they hold; the others share the rest, none wider than it needs."""
    needs = [
        max([len(column.title) + _HEADER_PADDING, *(len(row[n]) for row in rows)]) for n, column in enumerate(columns)
    ]
    widths = [0 if column.share else min(need, _WIDEST_FIXED) for column, need in zip(columns, needs, strict=True)]
    rest = width - sum(widths) - _BETWEEN_COLUMNS * (len(columns) - 1)
    sharing = [n for n, column in enumerate(columns) if column.share]
    shares = sum(columns[n].share for n in sharing)
    for n in sorted(sharing, key=lambda n: Fraction(needs[n], columns[n].share)):
        widths[n] = max(_NARROWEST_SHARED, min(needs[n], rest * columns[n].share // shares))
        rest -= widths[n]
        shares -= columns[n].share
    return widths
