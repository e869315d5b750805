"""Read a fact set: a folder of files to tables in the database, with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span, in_order
from engine.facts.checking import Checker
from engine.facts.duplicates import refuse_duplicates
from engine.facts.entities import Entity
from engine.facts.fact_tables import read_fact_tables
from engine.facts.files import File, list_files
from engine.facts.folder import Folder, sort_out
from engine.facts.intake import Intake
from engine.facts.mapping import Layout
from engine.facts.opening import Opened, open_tables
from engine.facts.parquet import is_damage
from engine.facts.parquet_register import PlainEntities, plain_register
from engine.facts.records import NodeRecord, Record, TableRecord
from engine.facts.register import Register, read_register
from engine.facts.store import Store
from engine.facts.vocabulary import Vocabulary
from engine.pack.model import Pack
from engine.pack.nodes import children

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file and what came of it: role is set, mapping, register or facts.

    In facts, `rows` are rows of data, the other numbers count facts (a wide row has many), and a row that cannot be
    used at all is one rejected. In a register `facts` are its entities. `sha256` is of the bytes of the file.
    """

    name: str
    role: str
    sha256: str
    rows: int
    facts: int
    blank: int
    rejected: int


@dataclass(frozen=True, slots=True)
class FactSet:
    """A fact set as read. Places in `register` and `files` are the numbers used in the tables.

    `label` is `illustrative` for made-up facts; `periods` are the ids of those to evaluate, in the order of the pack.
    """

    id: str
    title: str
    label: str | None
    register: Sequence[Entity]
    periods: tuple[str, ...]
    files: tuple[FileRead, ...]
    folder: Path = Path()


def read_fact_set(
    folder: Path, pack: Pack, con: DuckDBPyConnection, shown_as: str | None = None
) -> tuple[FactSet | None, tuple[Diagnostic, ...]]:
    """The fact set in `folder`, its tables `entity`, `fact`, `rejected` in `con`, and all that is wrong with it.

    None when there is no such folder, or when a damaged Parquet file has put the database out of use. With errors the
    set is still complete in itself: rows at fault are in `rejected` and compete as rejected facts, so that whoever goes
    on in spite of them never takes lesser facts in their place. Diagnostics name files below `shown_as`, the folder as
    given unless said otherwise; with "" they name files alone.
    """
    files, problems = list_files(folder)
    shown = folder.as_posix() if shown_as is None else shown_as
    if not files and problems:
        return None, in_order(_below(shown, problems))
    sorted_out = sort_out(folder.resolve().name, files, pack)
    run = _Run(con, pack, sorted_out, files)
    found = run.read()
    told = in_order(_below(shown, (*problems, *sorted_out.problems, *run.told())))
    return None if found is None else replace(found, folder=folder), told


def _ids(entities: Sequence[Entity]) -> Iterable[str]:
    return entities.ids() if isinstance(entities, PlainEntities) else (entity.id for entity in entities)


def _below(folder: str, problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    for problem in problems:
        related = tuple(_moved(folder, span) for span in problem.related)
        yield replace(problem, span=_moved(folder, problem.span), related=related)


def _moved(folder: str, span: Span) -> Span:
    return replace(span, file="/".join(filter(None, (folder, span.file))))


class _Run:
    """One reading of one set."""

    def __init__(self, con: DuckDBPyConnection, pack: Pack, folder: Folder, files: tuple[File, ...]) -> None:
        self.pack = pack
        self.folder = folder
        self.files = files
        self.store = Store(con)
        self.problems: list[Diagnostic] = []
        self.intakes = {file.name: Intake(number, file.name) for number, file in enumerate(files)}

    def read(self) -> FactSet | None:
        from duckdb import FatalException

        try:
            return self._read()
        except FatalException:
            if not any(problem.code is codes.CORRUPT_FILE for problem in self.problems):
                raise
            return None

    def told(self) -> list[Diagnostic]:
        """All that was found wrong on the way."""
        return [*self.problems, *(problem for intake in self.intakes.values() for problem in intake.diagnostics())]

    def _read(self) -> FactSet:
        register = self._register()
        numbers = {id_: n for n, id_ in enumerate(_ids(register.entities))}
        checker = Checker(Vocabulary(self.pack, numbers, register.refused))
        for file in self.files:
            if file.name in self.folder.facts:
                self._facts(file, self.intakes[file.name], checker)
        if not self.pack.passport.resolution.ties_first:
            refuse_duplicates(self.store, list(self.intakes.values()), list(numbers), self.pack)
        return self._fact_set(register)

    def _register(self) -> Register:
        plain = self._plain_register()
        if plain is not None:
            return Register(plain)
        register = read_register(self._register_records(), self.pack)
        self.problems.extend(register.problems)
        self._count(register)
        self.store.add_register(register.entities, self.pack)
        return register

    def _plain_register(self) -> PlainEntities | None:
        """The register when it is one Parquet file in which every row is plainly right."""
        from duckdb import Error

        files = [file for file in self.files if file.name in self.folder.registers]
        if len(files) != 1 or files[0].kind != "Parquet":
            return None
        (file,) = files
        try:
            tables = list(open_tables(self.store.con, file, self.folder.mappings.get(file.name, ()), Layout.REGISTER))
            (table,) = tables if len(tables) == 1 else (None,)
            found = plain_register(self.store, table, self.pack) if isinstance(table, Opened) else None
        except Error as error:
            if not is_damage(error):
                raise
            return None
        if found is not None:
            self.intakes[file.name].rows = self.intakes[file.name].facts = len(found)
        return found

    def _count(self, register: Register) -> None:
        for entity in register.entities:
            self.intakes[entity.span.file].facts += 1
        for name in self.folder.registers:
            self.intakes[name].rejected = self.intakes[name].rows - self.intakes[name].facts

    def _fact_set(self, register: Register) -> FactSet:
        settings = self.folder.settings
        periods = [self.pack.periods[p].id for (p,) in self._query("SELECT DISTINCT p FROM fact ORDER BY p")]
        chosen = {scalar.text for scalar in settings.evaluate} or set(periods)
        return FactSet(
            id=settings.id,
            title=settings.title,
            label=settings.label,
            register=register.entities,
            periods=tuple(period.id for period in self.pack.periods if period.id in chosen),
            files=tuple(map(self._file_read, self.files)),
        )

    def _query(self, query: str) -> list[tuple[int, ...]]:
        return self.store.con.execute(query).fetchall()

    def _file_read(self, file: File) -> FileRead:
        intake = self.intakes[file.name]
        counts = (intake.rows, intake.facts, intake.blank, intake.rejected)
        return FileRead(file.name, self.folder.role(file.name), file.sha256, *counts)

    def _register_records(self) -> Iterator[Record]:
        for file in self.files:
            if file.name in self.folder.registers:
                yield from self._unless_damaged(file, self._entities(file, self.intakes[file.name]))

    def _entities(self, file: File, intake: Intake) -> Iterator[Record]:
        for record in self._entries(file, "entities"):
            intake.rows += 1
            yield record
        for table in self._tables(file, Layout.REGISTER):
            before = intake.rows
            for row in table.reading.table.rows:
                intake.rows += 1
                if row.problem is None:
                    yield TableRecord(table.reading, row)
                else:
                    self.problems.append(row.problem)
            if intake.rows == before:
                self.problems.append(Diagnostic(codes.NO_ROWS, table.reading.table.span))

    def _facts(self, file: File, intake: Intake, checker: Checker) -> None:
        for record in self._entries(file, "facts"):
            intake.rows += 1
            intake.take(0, [checker.long(record, record.value())])
        tables = self._tables(file, Layout.LONG)
        intake.rows += sum(self._unless_damaged(file, read_fact_tables(tables, intake, checker, self.store)))
        intake.write(self.store)

    def _unless_damaged(self, file: File, found: Iterator[T]) -> Iterator[T]:
        """What is found in the file; that the database cannot read on is the fault of the file."""
        from duckdb import Error

        try:
            yield from found
        except Error as error:
            if not is_damage(error):
                raise
            self.problems.append(Diagnostic(codes.CORRUPT_FILE, Span(file.name), {"kind": file.kind}))

    def _entries(self, file: File, key: str) -> Iterator[NodeRecord]:
        """The entries of a YAML or JSON file."""
        document = self.folder.documents.get(file.name)
        for node in children(document.node, key) if document is not None and document.node is not None else ():
            yield NodeRecord(node)

    def _tables(self, file: File, layout: Layout) -> Iterator[Opened]:
        """The tables of any other file; what is wrong with them is noted."""
        if file.name in self.folder.documents:
            return
        for table in open_tables(self.store.con, file, self.folder.mappings.get(file.name, ()), layout):
            if isinstance(table, Diagnostic):
                self.problems.append(table)
            else:
                yield table
