"""XLSX and ODS workbooks: the values of their cells, never formulas, with the true address of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from engine.decimals import PLACES, plain_text, round_half_away
from engine.diagnostics import fact_files as file_codes
from engine.diagnostics import facts as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.archives import repack, unpack
from engine.facts.sheet_scan import MAX_CELLS, Cell, Marks, scan_ods, scan_xlsx
from engine.facts.tables import Grid, Row
from engine.facts.values import Mistake, Raw

_MAX_MERGED = 500_000
_SCANNERS = {"XLSX": scan_xlsx, "ODS": scan_ods}


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that hold something, by name, in the order of the workbook: values and what the scan found."""

    file: str
    sheets: Mapping[str, tuple[CalamineSheet, Marks]]

    def grid(self, sheet: str) -> Grid:
        values, marks = self.sheets[sheet]
        first_column = min(_start(values, marks), marks.first[1])
        spread = _spread(marks)
        rows = _rows(values, first_column, marks, spread)
        here = frozenset((line, column - first_column) for line, column in (*spread, *spread.values()))
        return Grid(self.file, sheet, rows, partial(_locate, self.file, sheet, first_column), here)


def read_workbook(file: str, data: bytes, kind: str) -> Workbook | Diagnostic:
    """`kind` is XLSX or ODS."""
    parts = unpack(file, data, kind)
    if isinstance(parts, Diagnostic):
        return parts
    try:
        marks = {name: found for name, found in _SCANNERS[kind](parts).items() if not found.is_empty}
        if too_large := _too_large(file, marks):
            return too_large
        reader = CalamineWorkbook.from_filelike(repack(parts))
        sheets = {name: (reader.get_sheet_by_name(name), found) for name, found in marks.items()}
    except (CalamineError, expat.ExpatError, LookupError, ValueError):
        return Diagnostic(file_codes.CORRUPT_FILE, Span(file), {"kind": kind})
    return Workbook(file, sheets) if sheets else Diagnostic(file_codes.EMPTY_FILE, Span(file))


def _too_large(file: str, sheets: Mapping[str, Marks]) -> Diagnostic | None:
    """Where the sheets grow beyond the limit, if they do: each is laid out as a full rectangle."""
    cells = 0
    for sheet, marks in sheets.items():
        cells += marks.area
        if cells > MAX_CELLS or marks.merged > _MAX_MERGED:
            params = {"rows": marks.last[0], "columns": marks.last[1]}
            return Diagnostic(file_codes.TOO_MANY_CELLS, _place(file, sheet, *marks.last), params)
    return None


def _rows(values: CalamineSheet, first_column: int, marks: Marks, spread: Mapping[Cell, Cell]) -> Iterator[Row]:
    tops: dict[Cell, Raw] = dict.fromkeys(spread.values())
    for line, cells in enumerate(_cells(values, first_column, marks), start=1):
        row: list[Raw] = []
        for column, value in enumerate(cells, start=first_column):
            at = (line, column)
            raw = tops[spread[at]] if at in spread else _raw(value, at, marks)
            if at in tops:
                tops[at] = raw
            row.append(raw)
        yield Row(line, tuple(row))


def _cells(values: CalamineSheet, first_column: int, marks: Marks) -> Iterator[Sequence[Raw]]:
    """The rows of values, made as wide and many as the scan found: failed formulas have no value."""
    left = [""] * (_start(values, marks) - first_column)
    width = marks.last[1] - first_column + 1
    lines = 0
    for cells in values.iter_rows():
        lines += 1
        yield [*left, *cells, *[""] * (width - len(left) - len(cells))]
    yield from ([""] * width for _ in range(lines, marks.last[0]))


def _start(values: CalamineSheet, marks: Marks) -> int:
    """The column that the rows of values begin with."""
    return values.start[1] + 1 if values.start else marks.first[1]


def _raw(value: Raw, at: Cell, marks: Marks) -> Raw:
    if at in marks.errors:
        return Mistake(codes.FORMULA_ERROR, {"text": marks.errors[at]})
    if at in marks.uncomputed:
        return Mistake(codes.FORMULA_NOT_COMPUTED)
    if at in marks.percent and isinstance(value, float):
        return f"{plain_text(round_half_away(Decimal(f'{value:.15g}').scaleb(2), PLACES))}%"
    return None if value == "" else value


def _spread(marks: Marks) -> dict[Cell, Cell]:
    """For each cell of a merge but its first, the first one, whose value a reader sees in all of them."""
    return {
        (line, column): start
        for start, end in marks.merges
        for line in range(start[0], end[0] + 1)
        for column in range(start[1], end[1] + 1)
        if (line, column) != start
    }


def _locate(file: str, sheet: str, first_column: int, row: Row, index: int) -> Span:
    return _place(file, sheet, row.line, first_column + index)


def _place(file: str, sheet: str, line: int, column: int) -> Span:
    return Span(file, line, column, line, column + 1, cell=f"{sheet}!{column_name(column)}{line}")


def column_name(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name
