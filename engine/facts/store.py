"""The tables that facts are kept in: `entity`, `fact`, `rejected`. Data enters as bound parameters only.

`fact.fid` is unique and grows with the files, sorted by name, and with the place in the file; it may have gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from engine.diagnostics.core import Diagnostic, Lang
from engine.facts.checking import FactRow, Refused
from engine.facts.entities import Entity
from engine.pack.model import Pack

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 20_000

ENTITY = (("e", "INTEGER"), ("id", "VARCHAR"), ("level", "SMALLINT"), ("kind", "SMALLINT"), ("parent", "INTEGER"))
FACT = (
    ("fid", "INTEGER"),
    ("e", "INTEGER"),
    ("p", "SMALLINT"),
    ("k", "SMALLINT"),
    ("value", "DECIMAL(38,9)"),
    ("text", "VARCHAR"),
    ("st", "TINYINT"),
    ("src", "SMALLINT"),
    ("provider", "VARCHAR"),
    ("observed", "DATE"),
    ("submitted", "DATE"),
    ("correction", "BOOLEAN"),
    ("evidence", "VARCHAR"),
    ("evidence_date", "DATE"),
    ("row_id", "VARCHAR"),
    ("file", "SMALLINT"),
    ("line", "INTEGER"),
    ("cell", "VARCHAR"),
)
REJECTED = (
    ("n", "INTEGER"),
    ("file", "SMALLINT"),
    ("line", "INTEGER"),
    ("cell", "VARCHAR"),
    ("code", "VARCHAR"),
    ("message_ru", "VARCHAR"),
    ("message_en", "VARCHAR"),
    ("row", "VARCHAR"),
)

Sent = int | str | bool | date | Decimal | None
Columns = Sequence[tuple[str, str]]


def _sent(value: Sent) -> Sent:
    """Decimals travel as text: that is faster, and exact."""
    return format(value, "f") if isinstance(value, Decimal) else value


class Store:
    """Writes into one database; `next_fid` is the id of the next fact."""

    def __init__(self, con: DuckDBPyConnection) -> None:
        self.con = con
        self.next_fid = 0
        self.reasons = 0
        for name, columns in (("entity", ENTITY), ("fact", FACT), ("rejected", REJECTED)):
            self.create(name, columns)

    def create(self, table: str, columns: Columns) -> None:
        self.con.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns)})")

    def insert(self, table: str, columns: Columns, rows: Sequence[Sequence[Sent]]) -> None:
        names = ", ".join(name for name, _ in columns)
        chosen = ", ".join(f"unnest(CAST(? AS {kind}[]))" for _, kind in columns)
        for start in range(0, len(rows), _BATCH):
            lists = [[_sent(value) for value in column] for column in zip(*rows[start : start + _BATCH], strict=True)]
            self.con.execute(f"INSERT INTO {table} ({names}) SELECT {chosen}", lists)

    def add_register(self, entities: Sequence[Entity], pack: Pack) -> None:
        levels = {level.id: n for n, level in enumerate(pack.levels)}
        kinds = {kind.id: n for n, kind in enumerate(pack.kinds)}
        place = {entity.id: n for n, entity in enumerate(entities)}
        rows = [
            (n, entity.id, levels[entity.level], kinds[entity.kind], place.get(entity.parent or ""))
            for n, entity in enumerate(entities)
        ]
        self.insert("entity", ENTITY, rows)

    def add_facts(self, file: int, rows: Sequence[FactRow], ids: Sequence[int] | None = None) -> None:
        """Facts of one file, under the next ids unless some have been set aside for them."""
        numbers = range(self.next_fid, self.next_fid + len(rows)) if ids is None else ids
        self.insert("fact", FACT, [(n, *row[:-2], file, *row[-2:]) for n, row in zip(numbers, rows, strict=True)])
        self.next_fid += len(rows) if ids is None else 0

    def add_reasons(self, file: int, reasons: Iterable[tuple[Refused, Diagnostic]]) -> None:
        """Why rows of a file were rejected."""
        rows = [
            (
                *(self.reasons + n, file, row.place.line, row.place.cell or None, reason.code.id),
                *(reason.message(Lang.RU), reason.message(Lang.EN), row.text),
            )
            for n, (row, reason) in enumerate(reasons)
        ]
        self.insert("rejected", REJECTED, rows)
        self.reasons += len(rows)
