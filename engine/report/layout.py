"""How wide the columns and how high the rows of a sheet are, so that all of it can be read as it is opened.

Spreadsheets differ in whether they fit rows to wrapped text when they open a file, so the heights are written. They
are estimates from the number of characters; a line more than needed is better than one that is hidden.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from engine.report.sheets import Sheet, SheetCell, SheetColumn, SheetRow, Style

HIGHEST = 400.0
"""Points; a spreadsheet has rows of at most 409."""

_LINE = 13.0
_MARGIN = 3.0
_ROOM_FOR_FILTER = 3
_CHARACTERS_PER_UNIT = {Style.DATA: 1.1, Style.PARENT: 1.0}
"""How many letters of the size used fit where one digit of the standard font does; bold ones are wider."""

_WRAPPED_EXACTLY = 4_000
_TABULAR = (Style.DATA, Style.PARENT)


def widths(sheet: Sheet) -> tuple[int, ...]:
    """In characters, per column."""
    return tuple(_width(column, n, sheet.rows) for n, column in enumerate(sheet.columns))


def _width(column: SheetColumn, n: int, rows: Iterable[SheetRow]) -> int:
    """As wide as the longest line of the content, within the column's limits, and no less than a word of its title."""
    content = max((_length(row.cells[n], column.widest) for row in rows if row.style in _TABULAR), default=0)
    word = max(len(word) for word in column.title.split()) + _ROOM_FOR_FILTER
    return max(column.narrowest, word, min(column.widest, content + 2))


def _length(cell: SheetCell, enough: int) -> int:
    if isinstance(cell, date):
        return len("31.12.2020")
    text = "" if cell is None else str(cell)
    return min(enough, max(len(line) for line in text.split("\n")))


def height(row: SheetRow, columns: Sequence[int]) -> float:
    """In points. Rows that are one line of text running on over all columns have one line's height."""
    if row.style not in _TABULAR:
        return _LINE + 2 * _MARGIN
    fit = _CHARACTERS_PER_UNIT[row.style]
    texts = [(cell, width) for cell, width in zip(row.cells, columns, strict=True) if isinstance(cell, str)]
    lines = max((_lines(cell, int(width * fit) - 1) for cell, width in texts), default=1)
    return min(HIGHEST, lines * _LINE + _MARGIN)


def running_height(text: str, columns: Sequence[int], size: float) -> float:
    """Of a text of `size` points that is wrapped over all columns together."""
    return _lines(text, int(sum(columns) * 10 / size)) * size * 1.3 + _MARGIN


def header_height(sheet: Sheet, columns: Sequence[int]) -> float:
    lines = max(_lines(c.title, width - _ROOM_FOR_FILTER) for c, width in zip(sheet.columns, columns, strict=True))
    return lines * _LINE + 2 * _MARGIN


def _lines(text: str, room: int) -> int:
    return sum(1 if len(line) <= room else _wrapped(line[:_WRAPPED_EXACTLY], room) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _wrapped(line: str, room: int) -> int:
    """Titles repeat from row to row; of a very long line, the beginning is higher than a row can be."""
    return len(textwrap.wrap(line, max(1, room)))
