"""A report that is read from top to bottom, before it is known whether it is printed or written as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Banner:
    """A warning that nobody may miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the title of the report."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`share`: its part of the width that columns as wide as their content (0) leave; `optional` where it is narrow."""

    title: str
    share: int = 0
    right: bool = False
    optional: bool = False


STAR = " *"
"""Ends a cell that the legend of its table explains."""


@dataclass(frozen=True, slots=True)
class Table:
    """`legend` is told below when a cell that is shown ends in a star."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: str = ""


def has_legend(table: Table, shown: Iterable[int]) -> bool:
    """Whether the legend has something to explain in the columns that are shown."""
    columns = tuple(shown)
    return bool(table.legend) and any(row[n].endswith(STAR) for row in table.rows for n in columns)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and what is said below it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered from `first` on, or with dashes when it is None."""

    items: tuple[Item, ...]
    first: int | None = None


Part = Banner | Heading | Paragraph | Table | Items
