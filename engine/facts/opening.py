"""From a file to the tables in it, each with the way it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts.delimited import read_delimited
from engine.facts.files import File
from engine.facts.headers import FACT_FIELDS, REGISTER_FIELDS, is_ours
from engine.facts.mapping import REQUIRED, Layout, Named, TableMapping
from engine.facts.parquet import ParquetFile
from engine.facts.records import Reading, reading_of
from engine.facts.tables import Grid, Table, table_of
from engine.facts.texts import decode, invisible_characters
from engine.facts.vocabulary import listed
from engine.facts.workbooks import Workbook, read_workbook

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STANDARD = {Layout.LONG: FACT_FIELDS, Layout.WIDE: FACT_FIELDS, Layout.REGISTER: REGISTER_FIELDS}
_TELLING = {Layout.LONG: ("key", "value"), Layout.REGISTER: ("id",)}
"""Fields one of which a table without a mapping must have to be taken for facts or a register."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A table ready to be read; `sheet` counts the sheets of its file."""

    sheet: int
    reading: Reading
    parquet: ParquetFile | None = None


Found = Iterator[Opened | Diagnostic]


def open_tables(con: DuckDBPyConnection, file: File, mappings: Sequence[TableMapping], layout: Layout) -> Found:
    """The tables of a file: as its mappings say, else those with the standard headers of `layout`.

    With `Layout.REGISTER` only registers are opened, with any other only facts: a workbook may hold both.
    """
    mine = [mapping for mapping in mappings or (_unmapped(file, layout),) if _is_for(mapping, layout)]
    match file.kind:
        case "CSV":
            for mapping in mine:
                yield from _delimited(file, mapping)
        case "Parquet":
            parquet = ParquetFile.open(con, file.name, file.path)
            for mapping in mine:
                yield from _opened(0, table_of(parquet.grid(), None), mapping, parquet)
        case _:
            workbook = read_workbook(file.name, file.data, file.kind)
            if isinstance(workbook, Diagnostic):
                yield workbook
            else:
                yield from _sheets(file, workbook, mappings, layout)


def _is_for(mapping: TableMapping, layout: Layout) -> bool:
    return (mapping.layout is Layout.REGISTER) == (layout is Layout.REGISTER)


def _unmapped(file: File, layout: Layout) -> TableMapping:
    return TableMapping(Span(file.name), Named(file.name, Span(file.name)), layout)


def _delimited(file: File, mapping: TableMapping) -> Found:
    text = decode(file.name, file.data, mapping.encoding)
    if isinstance(text, Diagnostic):
        yield text
        return
    invisible = tuple(invisible_characters(text))
    if invisible:
        yield from invisible
        return
    known = mapping.headers or frozenset(_STANDARD[mapping.layout])
    grid = read_delimited(text, mapping.header_row, mapping.delimiter, known)
    yield from _opened(0, table_of(grid, mapping.header_row), mapping)


def _sheets(file: File, workbook: Workbook, mappings: Sequence[TableMapping], layout: Layout) -> Found:
    numbers = {name: n for n, name in enumerate(workbook.sheets)}
    named = [(mapping, _sheet_named(file, mapping, list(numbers))) for mapping in mappings]
    mine = [(mapping, name) for mapping, name in named if _is_for(mapping, layout)]
    for mapping, name in mine:
        if isinstance(name, Diagnostic):
            yield name
        else:
            yield from _opened(numbers[name], table_of(workbook.grid(name), mapping.header_row), mapping)
    mapped = [name for _, name in named]
    elsewhere = layout is Layout.REGISTER and len(mine) < len(named)
    if not elsewhere and not any(isinstance(name, Diagnostic) for name in mapped):
        rest = {name: workbook.grid(name) for name in numbers if name not in mapped}
        yield from _unmapped_sheets(_unmapped(file, layout), rest, numbers, bool(mapped))


def _sheet_named(file: File, mapping: TableMapping, names: list[str]) -> str | Diagnostic:
    if mapping.sheet is None and len(names) == 1:
        return names[0]
    params: dict[str, object] = {"file": file.name, "known": listed(names)}
    if mapping.sheet is None:
        return Diagnostic(codes.SHEET_NOT_NAMED, mapping.span, params)
    wanted = mapping.sheet.text
    params |= {"sheet": wanted, **near(wanted, names)}
    return wanted if wanted in names else Diagnostic(codes.NO_SUCH_SHEET, mapping.sheet.span, params)


def _unmapped_sheets(
    mapping: TableMapping, grids: Mapping[str, Grid], numbers: Mapping[str, int], some_read: bool
) -> Found:
    """Sheets with standard headers are read; the others are told of, as errors when no sheet at all is read."""
    tables = {name: table_of(grid, None) for name, grid in grids.items()}
    ours = {name for name, table in tables.items() if isinstance(table, Table) and _is_ours(table, mapping.layout)}
    for name, table in tables.items():
        if isinstance(table, Diagnostic) or name in ours or not (some_read or ours):
            yield from _opened(numbers[name], table, mapping)
        else:
            yield Diagnostic(codes.UNREAD_SHEET, table.span, {"sheet": name})


def _opened(sheet: int, table: Table | Diagnostic, mapping: TableMapping, parquet: ParquetFile | None = None) -> Found:
    if isinstance(table, Diagnostic):
        yield table
        return
    if not mapping.columns and not _is_ours(table, mapping.layout):
        headers = ", ".join(REQUIRED[mapping.layout])
        yield Diagnostic(codes.UNKNOWN_TABLE, table.span, {"headers": headers})
        return
    reading, problems = reading_of(table, mapping, _STANDARD[mapping.layout])
    yield from problems
    if reading is not None:
        yield Opened(sheet, reading, parquet)


def _is_ours(table: Table, layout: Layout) -> bool:
    return is_ours(table.headers, _STANDARD[layout], _TELLING[layout])
