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

_MANY = 20_000

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
    told: list[Diagnostic] = field(default_factory=list)
    untold: int = 0
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

    @property
    def is_full(self) -> bool:
        """Whether it is time to write, where what comes later stands later in the file."""
        return len(self.kept) + len(self.refused) >= _MANY

    def write(self, store: Store, base: int | None = None) -> None:
        """Put what has been taken into the tables, in the order of the file.

        With `base` each line has one fact at most, and the ids of the facts count on from it with the lines.
        """
        self.kept.sort(key=lambda item: item[0])
        rows = [row for _, row in self.kept]
        store.add_facts(self.number, rows, None if base is None else [base + row.line - 1 for row in rows])
        self.refused.sort(key=lambda item: item[0])
        reasons = [(refused, problem) for _, refused in self.refused for problem in refused.problems]
        store.add_reasons(self.number, reasons)
        room = MAX_TOLD - len(self.told)
        self.told.extend(problem for _, problem in reasons[:room])
        self.untold += max(0, len(reasons) - room)
        self.kept.clear()
        self.refused.clear()

    def diagnostics(self) -> list[Diagnostic]:
        """All problems, those of rows up to a limit, and what concerns the file as a whole."""
        found = [*self.problems, *self.told]
        if self.untold:
            found.append(Diagnostic(codes.MORE_REJECTED, Span(self.name), {"count": self.untold}))
        if self.first_rounded is not None:
            found.append(Diagnostic(codes.ROUNDED, self.first_rounded, {"count": self.rounded}))
        return found


def _order(sheet: int, place: Span) -> Order:
    return sheet, place.line, place.col
