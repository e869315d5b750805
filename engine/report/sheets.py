"""Results as sheets for people: titles instead of ids, words instead of codes, typed cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import islice

from engine.diagnostics.core import Lang
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.report.words import COLUMN, SHEET, SHEET_TITLE, say

MAX_ROWS = 50_000
"""Rows of results in one sheet; what is more stands in the CSV file, which the last line names."""

SheetCell = str | Decimal | int | date | None


class Style(Enum):
    """How a row looks: a result, a heading over a group of rows, one over a part of it, a parent, a closing remark."""

    DATA = 0
    BAND = 1
    PART = 2
    PARENT = 3
    REMARK = 4


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Cells from the first column on; `flagged` are the columns of cells that stand out."""

    cells: tuple[SheetCell, ...]
    style: Style = Style.DATA
    flagged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """Widths in characters of the standard font; the width is that of the content between these limits."""

    title: str
    narrowest: int
    widest: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the name of the CSV file that has all of it."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    file: str


def column(key: str, lang: Lang, widest: int = 14, narrowest: int = 7) -> SheetColumn:
    return SheetColumn(say(COLUMN, key, lang), narrowest, widest)


def sheet(
    key: str, columns: tuple[SheetColumn, ...], rows: Iterable[SheetRow], total: int, lang: Lang, *, of: str | None = None
) -> Sheet:
    """The sheet `key`; `total` is the number of results, and `of` the table they come from when it is named otherwise."""
    file = f"tables/{of or key}.csv"
    return Sheet(
        name=say(SHEET, key, lang),
        title=say(SHEET_TITLE, key, lang),
        columns=columns,
        rows=tuple(_limited(rows, total, file, lang)),
        file=file,
    )


def _limited(rows: Iterable[SheetRow], total: int, file: str, lang: Lang) -> Iterator[SheetRow]:
    """At most `MAX_ROWS` rows, then a line that says so."""
    rows = iter(rows)
    shown = 0
    for row in islice(rows, MAX_ROWS):
        shown += row.style in (Style.DATA, Style.PARENT)
        yield row
    if next(rows, None) is not None:
        yield SheetRow((phrase("rows_cut", lang, shown=shown, total=total, file=file),), Style.REMARK)
