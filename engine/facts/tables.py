"""Tables as all readers give them: a header, rows of cells, and where each cell stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.values import Raw, shown

MAX_COLUMNS = 16_384


class Row(NamedTuple):
    """`line` counts lines of a text, rows of a sheet or records of a Parquet file from 1.

    `ends` are the offsets of the cells in a text. `problem` is why the row as a whole cannot be used.
    """

    line: int
    values: tuple[Raw, ...]
    ends: tuple[tuple[int, int], ...] = ()
    problem: Diagnostic | None = None

    @property
    def is_empty(self) -> bool:
        return self.problem is None and not any(map(_is_something, self.values))


def _is_something(value: Raw) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of a sheet or text. `merged` has the line and number of each cell that is part of a merge."""

    file: str
    sheet: str
    rows: Iterable[Row]
    locate: Callable[[Row, int], Span]
    merged: frozenset[tuple[int, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid divided into its header and the rows below it, empty ones left out."""

    grid: Grid
    header: Row
    rows: Iterable[Row]

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(map(shown, self.header.values))

    @property
    def span(self) -> Span:
        """The header."""
        return self.grid.locate(self.header, 0)


def table_of(grid: Grid, header_row: int | None) -> Table | Diagnostic:
    """The table whose header stands in `header_row`, or in the first row that is not empty."""
    rows = iter(grid.rows)
    header = next((r for r in rows if not r.is_empty and (header_row is None or r.line >= header_row)), None)
    if header is None:
        return Diagnostic(codes.EMPTY_FILE, Span(grid.file))
    if header.problem is not None:
        return header.problem
    if len(header.values) > MAX_COLUMNS:
        params = {"columns": len(header.values), "limit": MAX_COLUMNS}
        return Diagnostic(codes.TOO_MANY_COLUMNS, grid.locate(header, 0), params)
    return Table(grid, header, _below(grid, header, rows))


def _below(grid: Grid, header: Row, rows: Iterator[Row]) -> Iterator[Row]:
    return (_squared(grid, len(header.values), row) for row in rows if not row.is_empty)


def _squared(grid: Grid, width: int, row: Row) -> Row:
    """The row as wide as the header; cells beyond it must be empty."""
    if row.problem is not None or len(row.values) == width:
        return row
    if len(row.values) > width and not any(row.values[width:]):
        return row._replace(values=row.values[:width])
    params = {"cells": len(row.values), "columns": width}
    place = grid.locate(row, min(width, len(row.values) - 1))
    return row._replace(problem=Diagnostic(codes.RAGGED_ROW, place, params))
