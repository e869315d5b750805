"""What a sheet for people is: columns, rows with typed cells and a look, a limit of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import Generic, TypeVar

from engine.diagnostics.core import Lang
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.report.words import COLUMN, SHEET, SHEET_TITLE, say

MAX_ROWS = 50_000
"""Rows in one sheet; what is more stands in the CSV file, which the last line names."""


@dataclass(frozen=True, slots=True)
class Displayed:
    """A number that is shown with all of its `digits` places after the point, and no others."""

    value: Decimal
    digits: int

    def __str__(self) -> str:
        return f"{self.value:f}"


SheetCell = str | Decimal | Displayed | int | date | None


class Style(Enum):
    """How a row looks: a result; a heading of a group of rows, of a part of it; a parent; a closing remark."""

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
    """A sheet, and the CSV file that has all of it."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    file: str


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Field(Generic[Item]):
    """A column of a list of results: its title's key, its widest width, what stands in its cells."""

    key: str
    widest: int
    cell: Callable[[Item, Names], SheetCell]


_NARROWEST = 7
_NARROW_ENOUGH = 30
"""No column that may be wide is made narrower than this share of its widest, in hundredths."""


def column(key: str, widest: int, lang: Lang) -> SheetColumn:
    return SheetColumn(say(COLUMN, key, lang), max(_NARROWEST, widest * _NARROW_ENOUGH // 100), widest)


def listing(key: str, fields: Sequence[Field[Item]], items: Sequence[Item], names: Names) -> Sheet:
    """A sheet with a row per result."""
    columns = tuple(column(f.key, f.widest, names.lang) for f in fields)
    rows = (SheetRow(tuple(f.cell(item, names) for f in fields)) for item in items)
    return sheet(key, columns, rows, len(items), names.lang)


def sheet(
    key: str, columns: tuple[SheetColumn, ...], rows: Iterable[SheetRow], total: int, lang: Lang, table: str = ""
) -> Sheet:
    """The sheet `key`, which shows `total` results of the table of the same name unless another is named."""
    file = f"tables/{table or key}.csv"
    shown = tuple(_limited(rows, total, file, lang))
    return Sheet(say(SHEET, key, lang), say(SHEET_TITLE, key, lang), columns, shown, file)


def _limited(rows: Iterable[SheetRow], total: int, file: str, lang: Lang) -> Iterator[SheetRow]:
    """At most `MAX_ROWS` rows, then a line that says so."""
    rows = iter(rows)
    shown = 0
    for row in islice(rows, MAX_ROWS):
        shown += row.style in (Style.DATA, Style.PARENT)
        yield row
    if next(rows, None) is not None:
        yield SheetRow((phrase("rows_cut", lang, shown=shown, total=total, file=file),), Style.REMARK)
