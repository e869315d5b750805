"""A table to be made in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = int | Decimal | str | bool | date | None
Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be made: columns as (name, SQL type), and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(name: str, columns: str, rows: Iterable[Sequence[Cell]]) -> Table:
    pairs = tuple((c.split(" ", 1)[0], c.split(" ", 1)[1]) for c in columns.split(", "))
    return Table(name, pairs, tuple(tuple(r) for r in rows))
