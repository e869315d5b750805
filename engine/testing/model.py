"""What a test of rules says: whom and what it gives, and what it expects; and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from engine.diagnostics.core import Diagnostic, Span
from engine.facts.entities import Entity
from engine.facts.typed import ValueCell
from engine.facts.values import Raw, shown


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact of a test, a record as the reader of facts wants it; `rejected`: its row was refused as malformed."""

    values: Mapping[str, tuple[Raw, Span]]
    span: Span
    rejected: bool = False

    @property
    def fields(self) -> Collection[str]:
        return self.values.keys()

    def get(self, field: str) -> Raw:
        found = self.values.get(field)
        return None if found is None else found[0]

    def at(self, field: str) -> Span:
        found = self.values.get(field)
        return self.span if found is None else found[1]

    def column(self, field: str) -> str:
        return field

    def value(self) -> ValueCell:
        return ValueCell(self.get("value"), self.at("value"), merged=False, states={})

    def shown(self) -> str:
        return " | ".join(f"{name}: {shown(raw)}" for name, (raw, _) in self.values.items())


Wanted = str | Decimal | bool | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is compared, and where it is written."""

    name: str
    wanted: Wanted
    span: Span


class What(StrEnum):
    """What an expectation is about."""

    FINDING = "findings"
    DIRECTION = "directions"
    LETTER = "recommendations"
    REQUEST = "requests"


@dataclass(frozen=True, slots=True)
class Expected:
    """One item expected of one entity; `name` is that of the indicator, direction, rule or fact key, if it is given.

    `period` is None for requests, which speak of periods of their own. `absent`: there must be no such letter or
    request.
    """

    what: What
    name: str | None
    entity: str
    period: str | None
    fields: tuple[Field, ...]
    span: Span
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Exactly:
    """That the letters or requests of the test are those expected and no others."""

    what: What
    items: tuple[Expected, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Test:
    """One test. With `problems` it cannot be run.

    `fact_set` stands in place of entities and facts; `mentioned` are the entities that it must then have.
    """

    __test__ = False

    name: str
    span: Span
    because: str
    confirmed: bool
    entities: tuple[Entity, ...]
    subject: str
    periods: tuple[str, ...]
    as_of: date | None
    facts: tuple[GivenFact, ...]
    fact_set: Path | None
    expected: tuple[Expected, ...]
    exactly: tuple[Exactly, ...]
    mentioned: tuple[tuple[str, Span], ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Waived:
    """An element of the rules that no facts can reach, by its name."""

    element: str
    because: str
    span: Span


@dataclass(frozen=True, slots=True)
class Suite:
    """All tests of a pack, in the order of files and lines; `problems` are those of whole files."""

    tests: tuple[Test, ...]
    waived: tuple[Waived, ...]
    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Root:
    """Whence the explanation of a mismatch starts."""

    what: What
    name: str
    entity: str
    period: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that is not as expected; None for `got` where there is nothing at all to compare."""

    path: str
    expected: str
    got: str | None
    span: Span
    roots: tuple[Root, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """An expectation that was met, with what coverage needs to know of it."""

    expected: Expected
    rule: str | None = None
    step: int | None = None
    value: Decimal | None = None
    status: str | None = None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a test; `why` has an explanation for each root of its mismatches."""

    __test__ = False

    test: Test
    mismatches: tuple[Mismatch, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    met: tuple[Met, ...] = ()
    why: tuple[tuple[Root, str], ...] = ()

    @property
    def passed(self) -> bool:
        return not self.mismatches and not self.problems
