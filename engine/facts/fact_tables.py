"""The facts of tables: rows through the checker, large Parquet tables within the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic
from engine.facts.checking import Checker
from engine.facts.intake import Intake
from engine.facts.mapping import Layout
from engine.facts.opening import Opened
from engine.facts.parquet import ParquetFile
from engine.facts.parquet_facts import Loaded, forget, load
from engine.facts.records import Reading, TableRecord
from engine.facts.store import Store
from engine.facts.tables import Row, Table, table_of


def read_fact_tables(tables: Iterable[Opened], intake: Intake, checker: Checker, store: Store) -> Iterator[int]:
    """Read the tables of one file; gives the number of rows of each sheet, read by one mapping or by several."""
    found = sorted(tables, key=lambda table: table.sheet)
    each_once = len({table.sheet for table in found}) == len(found)
    rows: dict[int, int] = {}
    for opened in found:
        count = _read(opened, intake, checker, store, in_order=each_once)
        if count == 0:
            intake.problems.append(Diagnostic(codes.NO_ROWS, opened.reading.table.span))
        rows[opened.sheet] = max(count, rows.get(opened.sheet, 0))
    yield from rows.values()


def _read(opened: Opened, intake: Intake, checker: Checker, store: Store, *, in_order: bool) -> int:
    """How many rows were read; `in_order` says that nothing read later stands earlier in the file."""
    loaded = _load(opened, intake, checker, store) if in_order else None
    if loaded is not None:
        return loaded
    count = 0
    for row in opened.reading.table.rows:
        count += 1
        _take(opened.sheet, opened.reading, row, intake, checker)
        if in_order and intake.is_full:
            intake.write(store)
    return count


def _load(opened: Opened, intake: Intake, checker: Checker, store: Store) -> int | None:
    """How many records of a long Parquet table were read within the database; None when it cannot be done there."""
    file, reading = opened.parquet, opened.reading
    if file is None or reading.mapping.layout is not Layout.LONG:
        return None
    try:
        loaded = load(store, intake.number, file, reading, checker.vocabulary)
        return None if loaded is None else _count(loaded, file, reading, intake, checker, store)
    finally:
        forget(store)


def _count(loaded: Loaded, file: ParquetFile, reading: Reading, intake: Intake, checker: Checker, store: Store) -> int:
    """The records, of which the doubtful ones are yet to be read."""
    intake.facts += loaded.facts
    intake.blank += loaded.blank
    count = loaded.facts + loaded.blank
    for row in _rest(file, loaded.doubtful) if loaded.doubtful else ():
        count += 1
        _take(0, reading, row, intake, checker)
        if intake.is_full:
            intake.write(store, loaded.base)
    intake.write(store, loaded.base)
    return count


def _rest(file: ParquetFile, where: str) -> Iterable[Row]:
    table = table_of(file.grid(where), None)
    assert isinstance(table, Table), "the same file has been a table before"
    return table.rows


def _take(sheet: int, reading: Reading, row: Row, intake: Intake, checker: Checker) -> None:
    record = TableRecord(reading, row)
    if row.problem is not None:
        intake.refuse(sheet, row.problem, record.shown())
    elif reading.mapping.layout is Layout.WIDE:
        intake.take(sheet, checker.wide(record))
    else:
        intake.take(sheet, [checker.long(record, record.value(reading.columns["value"]))])
