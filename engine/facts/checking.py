"""From a record to a fact, or to the reasons why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from engine.diagnostics import facts as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.facts.records import Record, TableRecord
from engine.facts.typed import Said, ValueCell, said, unit_mistake
from engine.facts.values import (
    STATE_NAMES,
    Mistake,
    Raw,
    broken,
    date_of,
    is_blank,
    name_of,
    state_of,
    text_of,
    yes_no_of,
)
from engine.facts.vocabulary import Vocabulary
from engine.statuses import FactState

T = TypeVar("T")


class FactRow(NamedTuple):
    """A row of the table `fact`, but for its id and file."""

    e: int
    p: int
    k: int
    value: Decimal | None
    text: str | None
    st: int
    src: int | None
    provider: str | None
    observed: date | None
    submitted: date | None
    correction: bool
    evidence: str | None
    evidence_date: date | None
    row_id: str | None
    line: int
    cell: str | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """`rounded`: digits after the ninth were lost."""

    row: FactRow
    place: Span
    rounded: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """`candidates` are the facts that the record names well enough to compete as rejected ones."""

    place: Span
    text: str
    problems: tuple[Diagnostic, ...]
    candidates: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing is said of the fact."""


Outcome = Accepted | Refused | Blank


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a record says besides the value: whom and when it is about, and where it is from."""

    e: int | None
    p: int | None
    src: int | None
    provider: str | None
    observed: date | None
    submitted: date | None
    correction: bool
    evidence: str | None
    evidence_date: date | None
    row_id: str | None
    problems: tuple[Diagnostic, ...] = ()

    def rows(self, k: int | None, place: Span, what: Said) -> tuple[FactRow, ...]:
        """The fact, or nothing when entity, period or key are not known."""
        if self.e is None or self.p is None or k is None:
            return ()
        head = (self.e, self.p, k, what.value, what.text, int(what.state), self.src)
        tail = (self.provider, self.observed, self.submitted, self.correction, self.evidence, self.evidence_date)
        return (FactRow(*head, *tail, self.row_id, place.line, place.cell or None),)


_REJECTED = Said(None, None, FactState.REJECTED)


class _Fields:
    """Reads the fields of a record and notes what is wrong with them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.problems: list[Diagnostic] = []

    def tell(self, mistake: Mistake, field: str) -> None:
        self.problems.append(Diagnostic(mistake.code, self.record.at(field), mistake.params))

    def optional(self, field: str, reader: Callable[[Raw], T | Mistake]) -> T | None:
        raw = self.record.get(field)
        if raw is None or is_blank(raw):
            return None
        value = broken(raw) or reader(raw)
        if isinstance(value, Mistake):
            self.tell(value, field)
            return None
        return value

    def needed(self, field: str, find: Callable[[str], int | Mistake]) -> int | None:
        """The number of the thing that the field names."""
        name = name_of(self.record.get(field))
        if name is None:
            name = Mistake(codes.MISSING_CELL, {"column": self.record.column(field)})
        number = name if isinstance(name, Mistake) else find(name)
        if isinstance(number, Mistake):
            self.tell(number, field)
            return None
        return number


def _state(raw: Raw) -> FactState | Mistake:
    state = state_of(raw)
    if not isinstance(state, Mistake):
        return state
    known = ", ".join(s.name.lower() for s in FactState if s is not FactState.REJECTED)
    return Mistake(state.code, {**state.params, "known": known, **near(str(state.params["text"]), STATE_NAMES)})


@dataclass(frozen=True, slots=True)
class Checker:
    """Makes facts of records by the register and the pack."""

    vocabulary: Vocabulary

    def long(self, record: Record, cell: ValueCell) -> Outcome:
        """The fact of a record that is about one fact."""
        circumstances = self._circumstances(record)
        fields = _Fields(record)
        k = fields.needed("key", self.vocabulary.key)
        state = fields.optional("state", _state)
        problems = (*circumstances.problems, *fields.problems)
        if k is None or problems:
            return Refused(cell.place, record.shown(), problems, circumstances.rows(k, cell.place, _REJECTED))
        return self._fact(record, circumstances, k, cell, state)

    def wide(self, record: TableRecord) -> Iterator[Outcome]:
        """The facts of a row that has a column for each; a row at fault as a whole is refused once."""
        circumstances = self._circumstances(record)
        cells = [(self.vocabulary.keys[key], record.value(index)) for index, key in record.reading.facts]
        if not circumstances.problems:
            for k, cell in cells:
                yield self._fact(record, circumstances, k, cell, None)
            return
        told = [(k, cell) for k, cell in cells if cell.has_value or cell.state is not None]
        candidates = tuple(row for k, cell in told for row in circumstances.rows(k, cell.place, _REJECTED))
        yield Refused(record.cell(0), record.shown(), circumstances.problems, candidates)

    def _circumstances(self, record: Record) -> Circumstances:
        fields = _Fields(record)
        found = Circumstances(
            e=fields.needed("entity", self.vocabulary.entity),
            p=fields.needed("period", self.vocabulary.period),
            src=fields.needed("source", self.vocabulary.source),
            provider=fields.optional("provider", text_of),
            observed=fields.optional("observed_at", date_of),
            submitted=fields.optional("submitted_at", date_of),
            correction=bool(fields.optional("correction", yes_no_of)),
            evidence=fields.optional("evidence", text_of),
            evidence_date=fields.optional("evidence_date", date_of),
            row_id=fields.optional("row_id", text_of),
        )
        if found.correction and (found.provider is None or found.submitted is None):
            fields.tell(Mistake(codes.INCOMPLETE_CORRECTION), "correction")
        return replace(found, problems=tuple(fields.problems))

    def _fact(
        self, record: Record, circumstances: Circumstances, k: int, cell: ValueCell, state: FactState | None
    ) -> Outcome:
        fact = self.vocabulary.pack.facts[k]
        what = said(self.vocabulary, fact, cell, state)
        if what is None:
            return Blank()
        wrong = [(what, cell.place)] if isinstance(what, Mistake) else []
        if unit := unit_mistake(self.vocabulary, fact, record.get("unit")):
            wrong.append((unit, record.at("unit")))
        if wrong or isinstance(what, Mistake):
            problems = tuple(Diagnostic(m.code, place, {"key": fact.key, **m.params}) for m, place in wrong)
            return Refused(cell.place, record.shown(), problems, circumstances.rows(k, cell.place, _REJECTED))
        return Accepted(circumstances.rows(k, cell.place, what)[0], cell.place, what.rounded)
