"""Results as flat tables for machines: ids and codes as they are, lists joined by `;`, one row per result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from engine.report.profile import for_profile
from engine.result import Results
from engine.statuses import Mark

Cell = str | Decimal | int | date | None
"""A boolean is an `int` here, as in Python; its column says `boolean`."""


class ColumnType(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class OutTable:
    """A named table; every cell is None or of the type of its column."""

    name: str
    columns: tuple[tuple[str, ColumnType], ...]
    rows: tuple[tuple[Cell, ...], ...]


_COLUMNS = {
    "findings": "entity period indicator status reason marks value:number unit outcome points:number lower:number "
    "upper:number rule facts",
    "totals": "entity period indicator value:number assessed:integer applicable:integer lower:number upper:number "
    "maximum:number nominal:number marks rule",
    "directions": "entity period direction title outcome outcome_title missing rule marks",
    "recommendations": "id entity period rule purpose indicator group addressee recipient recipient_name "
    "recipient_dative members verb due:date text marks",
    "requests": "id entity period key title unit kind priority indicators sources due:date text rule marks",
    "conflicts": "entity period key decisive:boolean fact:integer rival:integer value rival_value source rival_source "
    "address rival_address marks",
    "facts": "id:integer entity period key value state source provider observed_at:date submitted_at:date evidence "
    "evidence_date:date address marks",
    "rejected": "address code message_ru message_en row marks",
    "notes": "kind subject text marks",
}
"""Name and type of every column; text where no type is written."""


def out_tables(results: Results) -> tuple[OutTable, ...]:
    """All tables, in one fixed order; an empty one has its columns still.

    With a label set, every row is marked as illustrative, rejected rows and notes included.
    """
    shown = for_profile(results)
    return tuple(_table(name, getattr(shown, name), labelled=shown.label is not None) for name in _COLUMNS)


def _table(name: str, items: Iterable[object], *, labelled: bool) -> OutTable:
    columns = tuple(_column(written) for written in _COLUMNS[name].split())
    rows = tuple(tuple(_value(item, column, labelled=labelled) for column, _ in columns) for item in items)
    return OutTable(name, columns, rows)


def _column(written: str) -> tuple[str, ColumnType]:
    name, _, kind = written.partition(":")
    return name, ColumnType(kind or ColumnType.TEXT)


def _value(item: object, column: str, *, labelled: bool) -> Cell:
    value: Cell | tuple[str | int, ...] = _marks(item, labelled) if column == "marks" else getattr(item, column)
    if isinstance(value, tuple):
        return ";".join(str(part) for part in value)
    return str(value) if isinstance(value, StrEnum) else value


def _marks(item: object, labelled: bool) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(item, "marks", ())
    return (*found, Mark.ILLUSTRATIVE) if labelled and Mark.ILLUSTRATIVE not in found else found
