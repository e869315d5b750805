"""Parquet files as grids, record by record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.diagnostics.core import Span
from engine.facts.tables import Grid, Row
from engine.facts.values import Raw

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 10_000
_AS_THEY_ARE = re.compile(
    r"(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DOUBLE|DECIMAL\([0-9]+,[0-9]+\)|VARCHAR(?:\[\])?|BOOLEAN|DATE"
    r"|TIMESTAMP(?:_S|_MS|_NS)?)"
)
_DAY = re.compile(r"DATE|TIMESTAMP(?:_S|_MS|_NS)?")
SCAN = "read_parquet($path, file_row_number = true, hive_partitioning = false)"
"""The one file at `$path`; the number of each record, from 0, is in `file_row_number`."""


def within_calendar(day: str) -> str:
    """The condition that a day is none of infinity, years before the first and years of five digits."""
    return f"CAST({day} AS DATE) BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"


def is_damage(error: Exception) -> bool:
    """Whether reading failed for the file's sake, and not for a mistake in a statement of ours."""
    from duckdb import BinderException, CatalogException, ConstraintException, ParserException, SyntaxException

    return not isinstance(
        error, BinderException | CatalogException | ConstraintException | ParserException | SyntaxException
    )


@dataclass(frozen=True, slots=True)
class ParquetFile:
    """`columns` are names and DuckDB types, in order."""

    con: DuckDBPyConnection
    name: str
    path: str
    columns: tuple[tuple[str, str], ...]

    @classmethod
    def open(cls, con: DuckDBPyConnection, name: str, path: Path) -> ParquetFile:
        """Raises `duckdb.Error` when it is no Parquet file."""
        literal = re.sub(r"([*?\[])", r"[\1]", str(path.absolute()))
        described = con.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {SCAN}", {"path": literal})
        return cls(con, name, literal, tuple((column, kind) for column, kind, *_ in described.fetchall()))

    def count(self) -> int:
        found = self.con.execute("SELECT sum(num_rows) FROM parquet_file_metadata($path)", {"path": self.path})
        ((rows,),) = found.fetchall()
        return int(rows)

    def column(self, index: int) -> str:
        """The column as an SQL expression that Python has a value for."""
        name, kind = self.columns[index]
        quoted = '"' + name.replace('"', '""') + '"'
        if kind == "FLOAT":  # by way of its shortest decimal: 0.1, not 0.10000000149011612
            return f"CAST(CAST({quoted} AS VARCHAR) AS DOUBLE)"
        return quoted if _AS_THEY_ARE.fullmatch(kind) else f"CAST({quoted} AS VARCHAR)"

    def _value(self, index: int) -> str:
        """The column as it is read record by record: days outside the calendar are texts."""
        kind, column = self.columns[index][1], self.column(index)
        if not _DAY.fullmatch(kind):
            return column
        either = f"UNION(day {kind}, other VARCHAR)"
        return f"CASE WHEN {within_calendar(column)} THEN {column}::{either} ELSE {column}::VARCHAR::{either} END"

    def grid(self, where: str = "TRUE", source: str = SCAN) -> Grid:
        """The header and then the records for which `where` holds; `source` is the scan, or has its columns."""
        return Grid(self.name, "", self._rows(where, source), lambda row, index: _place(self.name, row.line))

    def _rows(self, where: str, source: str) -> Iterator[Row]:
        yield Row(0, tuple(name for name, _ in self.columns))
        chosen = ", ".join(self._value(index) for index in range(len(self.columns)))
        lists = any(kind.endswith("[]") for _, kind in self.columns)
        cursor = self.con.cursor()
        cursor.execute(f"SELECT file_row_number + 1, {chosen} FROM {source} WHERE {where}", {"path": self.path})
        while batch := cursor.fetchmany(_BATCH):
            for record in batch:
                yield Row(record[0], tuple(map(_raw, record[1:])) if lists else record[1:])


def _raw(value: Any) -> Raw:
    return tuple(value) if isinstance(value, list) else value


def _place(name: str, line: int) -> Span:
    line = max(line, 1)
    return Span(name, line, 1, line, 2)
