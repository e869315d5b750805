"""The facts of tables: rows through the checker, large Parquet tables within the database."""

from __future__ import annotations

from collections.abc import Iterable

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic
from engine.facts.checking import Checker
from engine.facts.intake import Intake
from engine.facts.mapping import Layout
from engine.facts.opening import Opened
from engine.facts.parquet import ParquetFile
from engine.facts.parquet_facts import forget, load
from engine.facts.records import Reading, TableRecord
from engine.facts.store import Store
from engine.facts.tables import Table, table_of


def read_fact_tables(tables: Iterable[Opened], intake: Intake, checker: Checker, store: Store) -> None:
    """Read the tables of one file; a sheet that two mappings read has its rows counted once."""
    rows: dict[int, int] = {}
    for opened in tables:
        count = _read(opened, intake, checker, store)
        if count == 0:
            intake.problems.append(Diagnostic(codes.NO_ROWS, opened.reading.table.span))
        rows[opened.sheet] = max(count, rows.get(opened.sheet, 0))
    intake.rows += sum(rows.values())


def _read(opened: Opened, intake: Intake, checker: Checker, store: Store) -> int:
    """How many rows were read."""
    reading = opened.reading
    if opened.parquet is not None and reading.mapping.layout is Layout.LONG:
        loaded = load(store, intake.number, opened.parquet, reading, checker.vocabulary)
        if loaded is not None:
            intake.facts += loaded.facts
            intake.blank += loaded.blank
            count = loaded.facts + loaded.blank
            if loaded.doubtful is not None:
                rest = _of_records(opened.parquet, reading, loaded.doubtful)
                count += _take(0, rest, intake, checker)
                intake.write_at(store, loaded.base)
            forget(store)
            return count
    return _take(opened.sheet, reading, intake, checker)


def _of_records(file: ParquetFile, reading: Reading, where: str) -> Reading:
    table = table_of(file.grid(where), None)
    assert isinstance(table, Table), "the same file has been a table before"
    return Reading(table, reading.mapping, reading.columns, reading.facts)


def _take(sheet: int, reading: Reading, intake: Intake, checker: Checker) -> int:
    count = 0
    wide = reading.mapping.layout is Layout.WIDE
    for row in reading.table.rows:
        count += 1
        record = TableRecord(reading, row)
        if row.problem is not None:
            intake.refuse(sheet, row.problem, record.shown())
        elif wide:
            intake.take(sheet, checker.wide(record))
        else:
            intake.take(sheet, [checker.long(record, record.value(reading.columns["value"]))])
    return count
