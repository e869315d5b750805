"""Rows of tables and entries of lists as records: values by field, each with its place and the author's name for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts.headers import FACT_HEADERS, REGISTER_HEADERS, in_russian
from engine.facts.mapping import REQUIRED, Named, TableMapping
from engine.facts.tables import Row, Table
from engine.facts.typed import ValueCell
from engine.facts.values import Raw, folded, shown
from engine.pack.source import Mapping as MappingNode
from engine.pack.source import Node, Scalar, Sequence, excerpt

_MANY_HEADERS = 12


class Record(Protocol):
    """One row or entry."""

    @property
    def fields(self) -> Collection[str]:
        """The fields that it may give something for."""

    def get(self, field: str) -> Raw:
        """What is given for the field; None when nothing is."""

    def at(self, field: str) -> Span:
        """Where that stands; the record itself when nothing is given."""

    def column(self, field: str) -> str:
        """What the author calls the field: the header of its column."""

    def shown(self) -> str:
        """The whole record as text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which column of a table each field and fact is in; `facts` are pairs of a column and the key of its fact."""

    table: Table
    mapping: TableMapping
    columns: Mapping[str, int]
    facts: tuple[tuple[int, str], ...]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableRecord:
    reading: Reading
    row: Row

    @property
    def fields(self) -> Collection[str]:
        return self.reading.fields

    def get(self, field: str) -> Raw:
        index = self.reading.columns.get(field)
        if index is None:
            fixed = self.reading.mapping.fixed.get(field)
            return None if fixed is None else fixed.text
        return self.row.values[index]

    def at(self, field: str) -> Span:
        index = self.reading.columns.get(field)
        if index is None and field in self.reading.mapping.fixed:
            return self.reading.mapping.fixed[field].span
        return self.cell(index or 0)

    def cell(self, index: int) -> Span:
        return self.reading.table.grid.locate(self.row, index)

    def value(self, index: int) -> ValueCell:
        """The cell of a column that holds values of facts."""
        merged = (self.row.line, index) in self.reading.table.grid.merged
        return ValueCell(self.row.values[index], self.cell(index), merged, self.reading.mapping.states)

    def column(self, field: str) -> str:
        index = self.reading.columns.get(field)
        return field if index is None else self.reading.table.headers[index]

    def shown(self) -> str:
        return " | ".join(map(shown, self.row.values))


@dataclass(frozen=True, slots=True)
class NodeRecord:
    node: MappingNode

    @property
    def fields(self) -> Collection[str]:
        return [name.text for name, _ in self.node.entries]

    def get(self, field: str) -> Raw:
        found = self.node.get(field)
        return None if found is None else _raw(found)

    def at(self, field: str) -> Span:
        found = self.node.get(field)
        return self.node.span if found is None else found.span

    def column(self, field: str) -> str:
        return field

    def value(self) -> ValueCell:
        return ValueCell(self.get("value"), self.at("value"), merged=False, states={})

    def shown(self) -> str:
        return " | ".join(f"{name.text}: {shown(_raw(value))}" for name, value in self.node.entries)


def _raw(node: Node) -> Raw:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return tuple(_raw(item) for item in node.items)
        case MappingNode():
            raise TypeError("the schema lets no mapping stand for a value")


def reading_of(
    table: Table, mapping: TableMapping, standard: Mapping[str, str]
) -> tuple[Reading | None, tuple[Diagnostic, ...]]:
    """How the table is read, or None when a column is missing. `standard` has the fields of the standard headers."""
    places: dict[str, list[int]] = {}
    for index, header in enumerate(table.headers):
        places.setdefault(folded(header), []).append(index)
    columns: dict[str, int] = {}
    facts: list[tuple[int, str]] = []
    problems: list[Diagnostic] = []
    if not mapping.columns:
        columns, problems = _standard(table, mapping, places, standard)
    for field, name in mapping.columns.items():
        found = _find(table, places, name)
        if isinstance(found, int):
            columns[field] = found
        else:
            problems.append(found)
    for name, key in mapping.facts:
        found = _find(table, places, name)
        if isinstance(found, int):
            facts.append((found, key.text))
        else:
            problems.append(found)
    if any(problem.code is not codes.UNREAD_COLUMN for problem in problems):
        return None, tuple(problems)
    fields = frozenset((*columns, *mapping.fixed))
    return Reading(table, mapping, columns, tuple(sorted(facts)), fields), tuple(problems)


def _find(table: Table, places: Mapping[str, list[int]], header: Named) -> int | Diagnostic:
    """The column that the mapping names."""
    here = places.get(folded(header.text), [])
    if not here:
        return _missing(table, header.text, header.text, header.span)
    return here[0] if len(here) == 1 else _twice(table, here)


def _missing(table: Table, header: str, header_ru: str, span: Span) -> Diagnostic:
    headers = [h for h in table.headers if h]
    listed = ", ".join(map(excerpt, headers[:_MANY_HEADERS])) + (", …" if len(headers) > _MANY_HEADERS else "")
    params = {"column_en": excerpt(header), "column_ru": excerpt(header_ru), "known": listed, **near(header, headers)}
    return Diagnostic(codes.MISSING_COLUMN, span, params)


def _twice(table: Table, here: list[int]) -> Diagnostic:
    first, second = (table.grid.locate(table.header, index) for index in here[:2])
    return Diagnostic(codes.DUPLICATED_COLUMN, second, {"column": excerpt(table.headers[here[1]])}, (first,))


def _standard(
    table: Table, mapping: TableMapping, places: Mapping[str, list[int]], standard: Mapping[str, str]
) -> tuple[dict[str, int], list[Diagnostic]]:
    """The columns of a table whose headers are the standard ones."""
    columns: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for header, here in places.items():
        field = standard.get(header)
        if field is None and header:
            name = table.headers[here[0]]
            params = {"column": excerpt(name), **near(header, standard)}
            problems.append(Diagnostic(codes.UNREAD_COLUMN, table.grid.locate(table.header, here[0]), params))
        elif field is not None:
            if field in columns or len(here) > 1:
                problems.append(_twice(table, sorted({*here, columns.get(field, here[0])})))
            columns.setdefault(field, here[0])
    missing = (name for name in REQUIRED[mapping.layout] if name not in columns)
    headers = {**REGISTER_HEADERS, **FACT_HEADERS}
    return columns, problems + [_missing(table, name, in_russian(name, headers), table.span) for name in missing]
