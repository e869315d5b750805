"""Run the plan on DuckDB, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.plan.tables import Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Database:
    """One in-memory database. What enters as data enters as bound parameters, never as text of a statement."""

    def __init__(self) -> None:
        import duckdb

        self.con: DuckDBPyConnection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})

    def create(self, table: Table) -> None:
        """Make a table and fill it; decimals travel as text so that no digit is lost on the way."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in table.columns)
        self.run(f"CREATE TEMP TABLE {table.name} ({columns})")
        if not table.rows:
            return
        lists = [[_sent(cell) for cell in column] for column in zip(*table.rows, strict=True)]
        chosen = ", ".join(f"CAST(UNNEST(?) AS {kind})" for _, kind in table.columns)
        self.con.execute(f"INSERT INTO {table.name} SELECT {chosen}", lists)

    def run(self, statement: str) -> None:
        self.con.execute(statement)

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.con.execute(query, list(parameters)).fetchall()

    def stream(self, query: str, size: int = 10_000) -> Iterator[tuple[Any, ...]]:
        """The rows of a query a batch at a time, for results that need not fit in memory."""
        cursor = self.con.cursor()
        cursor.execute(query)
        while batch := cursor.fetchmany(size):
            yield from batch

    def count(self, table: str) -> int:
        return int(self.rows(f"SELECT COUNT(*) FROM {table}")[0][0])

    def close(self) -> None:
        self.con.close()


def _sent(cell: object) -> object:
    return format(cell, "f") if isinstance(cell, Decimal) else cell
