"""From a record to a fact, or to the reasons why it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
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

    def tell(self, mistake: Mistake, field: str, **params: object) -> None:
        self.problems.append(Diagnostic(mistake.code, self.record.at(field), {**params, **mistake.params}))

    def optional(self, field: str, reader: Callable[[Raw], T | Mistake]) -> T | None:
        raw = self.record.get(field)
        if raw is None or is_blank(raw):
            return None
        value = broken(raw) or reader(raw)
        if isinstance(value, Mistake):
            self.tell(value, field, key=self.record.column(field))
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
    return Mistake(state.code, {**state.params, "known": known, **_near_state(str(state.params["text"]))})


@lru_cache(maxsize=1_000)
def _near_state(text: str) -> Mapping[str, str]:
    return near(text, STATE_NAMES)


@dataclass(frozen=True, slots=True)
class Checker:
    """Makes facts of records by the register and the pack."""

    vocabulary: Vocabulary

    def long(self, record: Record, cell: ValueCell) -> Outcome:
        """The fact of a record that is about one fact."""
        fields = _Fields(record)
        circumstances = self._circumstances(fields)
        k = fields.needed("key", self.vocabulary.key)
        state = fields.optional("state", _state)
        what = None if k is None else self._said(fields, k, cell, state)
        if fields.problems:
            candidates = circumstances.rows(k, cell.place, _REJECTED)
            return Refused(cell.place, record.shown(), tuple(fields.problems), candidates)
        return _outcome(circumstances, k, cell, what)

    def wide(self, record: TableRecord) -> Iterator[Outcome]:
        """The facts of a row that has a column for each; a row at fault as a whole is refused once."""
        fields = _Fields(record)
        circumstances = self._circumstances(fields)
        whole_row = bool(fields.problems)
        candidates: list[FactRow] = []
        for index, key in record.reading.facts:
            k, cell = self.vocabulary.keys[key], record.value(index)
            told = len(fields.problems)
            what = self._said(fields, k, cell, None)
            rejected = circumstances.rows(k, cell.place, _REJECTED) if cell.says_something else ()
            candidates.extend(rejected)
            if not whole_row and len(fields.problems) > told:
                yield Refused(cell.place, record.shown(), tuple(fields.problems[told:]), rejected)
            elif not whole_row:
                yield _outcome(circumstances, k, cell, what)
        if whole_row:
            yield Refused(record.cell(0), record.shown(), tuple(fields.problems), tuple(candidates))

    def _said(self, fields: _Fields, k: int, cell: ValueCell, state: FactState | None) -> Said | None:
        """What the cell says, unless it says nothing or is at fault."""
        fact = self.vocabulary.pack.facts[k]
        if unit := unit_mistake(self.vocabulary, fact, fields.record.get("unit")):
            fields.tell(unit, "unit", key=fact.key)
        what = said(self.vocabulary, fact, cell, state)
        if isinstance(what, Mistake):
            fields.problems.append(Diagnostic(what.code, cell.place, {"key": fact.key, **what.params}))
            return None
        return what

    def _circumstances(self, fields: _Fields) -> Circumstances:
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
        return found


def _outcome(circumstances: Circumstances, k: int | None, cell: ValueCell, what: Said | None) -> Accepted | Blank:
    """Of a record without mistakes."""
    if what is None:
        return Blank()
    (row,) = circumstances.rows(k, cell.place, what)
    return Accepted(row, cell.place, what.rounded)
