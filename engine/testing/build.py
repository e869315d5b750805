"""Tests → one fact set in one database: the entities of each under names of their own, so that nothing mixes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.backend.duckdb import Database
from engine.diagnostics.core import Diagnostic
from engine.facts.checking import Checker, Outcome, Refused
from engine.facts.duplicates import refuse_duplicates
from engine.facts.entities import Entity
from engine.facts.intake import Intake
from engine.facts.read import FactSet, FileRead
from engine.facts.store import Store
from engine.facts.vocabulary import Vocabulary
from engine.pack.model import Pack
from engine.testing.model import GivenFact, Test


@dataclass(frozen=True)
class Batch:
    """Tests of the same periods and as-of date, read; `prefixes` are what the ids of their entities begin with."""

    tests: tuple[Test, ...]
    prefixes: tuple[str, ...]
    fact_set: FactSet
    problems: tuple[Diagnostic, ...]


def read_batch(tests: Sequence[Test], pack: Pack, db: Database) -> Batch:
    """Put the facts of the tests into the tables of `db`."""
    prefixes = tuple(f"~{n}~" for n in range(len(tests))) if len(tests) > 1 else ("",)
    register = tuple(_apart(e, p) for test, p in zip(tests, prefixes, strict=True) for e in test.entities)
    store = Store(db.con)
    store.add_register(register, pack)
    files = tuple(dict.fromkeys(test.span.file for test in tests))
    intakes = {name: Intake(number, name) for number, name in enumerate(files)}
    first = 0
    for test in tests:
        numbers = {entity.id: first + n for n, entity in enumerate(test.entities)}
        first += len(numbers)
        checker = Checker(Vocabulary(pack, numbers, frozenset()))
        intakes[test.span.file].take(0, [_read(checker, fact) for fact in test.facts])
    for intake in intakes.values():
        intake.write(store)
    if not pack.passport.resolution.ties_first:
        refuse_duplicates(store, list(intakes.values()), [e.id for e in register], pack)
    problems = tuple(problem for intake in intakes.values() for problem in intake.diagnostics())
    return Batch(tuple(tests), prefixes, _fact_set(register, tests[0], files), problems)


def _apart(entity: Entity, prefix: str) -> Entity:
    if not prefix:
        return entity
    parent = prefix + entity.parent if entity.parent is not None else None
    owner = prefix + entity.owner if entity.owner is not None else None
    return replace(entity, id=prefix + entity.id, parent=parent, owner=owner)


def _read(checker: Checker, fact: GivenFact) -> Outcome:
    """A fact that a test says was refused competes like one, and nothing is told of it."""
    outcome = checker.long(fact, fact.value())
    return replace(outcome, problems=()) if fact.rejected and isinstance(outcome, Refused) else outcome


def _fact_set(register: tuple[Entity, ...], test: Test, files: tuple[str, ...]) -> FactSet:
    read = tuple(FileRead(name, "facts", "", 0, 0, 0, 0) for name in files)
    return FactSet("tests", "tests", None, register, test.periods, read)
