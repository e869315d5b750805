"""What comes of one file: its facts in order, the rows refused, and the count of everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.checking import Accepted, Blank, FactRow, Outcome, Refused
from engine.facts.store import Store

MAX_TOLD = 1_000
"""Diagnostics of rows told one by one for a file; the table `rejected` has them all."""

Order = tuple[int, int, int]
"""Number of the sheet, line, column."""


@dataclass(slots=True)
class Intake:
    """Of one file, by its number and name. `rows` counts rows of data, `rejected` refused rows or cells."""

    number: int
    name: str
    rows: int = 0
    facts: int = 0
    blank: int = 0
    rejected: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    kept: list[tuple[Order, FactRow]] = field(default_factory=list)
    refused: list[tuple[Order, Refused]] = field(default_factory=list)
    rounded: int = 0
    first_rounded: Span | None = None

    def take(self, sheet: int, outcomes: Iterable[Outcome]) -> None:
        for outcome in outcomes:
            match outcome:
                case Accepted(row, place, rounded):
                    self.facts += 1
                    self.kept.append((_order(sheet, place), row))
                    if rounded:
                        self.rounded += 1
                        self.first_rounded = self.first_rounded or place
                case Refused(place):
                    self.rejected += 1
                    self.refused.append((_order(sheet, place), outcome))
                    self.kept.extend((_order(sheet, place), row) for row in outcome.candidates)
                case Blank():
                    self.blank += 1

    def refuse(self, sheet: int, problem: Diagnostic, text: str) -> None:
        """A row that is no record at all."""
        self.take(sheet, [Refused(problem.span, text, (problem,), ())])

    def write(self, store: Store) -> None:
        """Put the facts into their table, in the order of the file."""
        self.kept.sort(key=lambda item: item[0])
        store.add_facts(self.number, [row for _, row in self.kept])
        self.kept.clear()

    def write_at(self, store: Store, base: int) -> None:
        """The same for records that have one fact each: the ids count on from `base` with the lines."""
        store.add_facts(self.number, [row for _, row in self.kept], [base + row.line - 1 for _, row in self.kept])
        self.kept.clear()

    def write_refused(self, store: Store) -> None:
        """Put the reasons of refusal into theirs."""
        self.refused.sort(key=lambda item: item[0])
        reasons = [
            (refused.place.line, refused.place.cell or None, problem, refused.text)
            for _, refused in self.refused
            for problem in refused.problems
        ]
        store.add_reasons(self.number, reasons)

    def diagnostics(self) -> list[Diagnostic]:
        """All problems, those of rows up to a limit, and what concerns the file as a whole."""
        told = [problem for _, refused in self.refused for problem in refused.problems]
        found = [*self.problems, *told[:MAX_TOLD]]
        if len(told) > MAX_TOLD:
            found.append(Diagnostic(codes.MORE_REJECTED, Span(self.name), {"count": len(told) - MAX_TOLD}))
        if self.first_rounded is not None:
            found.append(Diagnostic(codes.ROUNDED, self.first_rounded, {"count": self.rounded}))
        return found


def _order(sheet: int, place: Span) -> Order:
    return sheet, place.line, place.col
