"""What may be known of an operand and of a finding, and how the one becomes the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.plan.oracle.numbers import Number

NUMBER, NOT_APPLICABLE, NOT_LISTED, NOT_FOUND = "number", "not_applicable", "not_listed", "not_found"
UNCONFIRMED, SUPPRESSED, REJECTED, NO_NUMBER = "unconfirmed", "suppressed", "rejected", "no_number"
MISSING, COVERAGE, CONFLICT, OPERAND = "missing", "coverage", "conflict", "operand"
SERIES_BREAK, TOO_SHORT = "series_break", "too_short"
ZERO_DENOMINATOR, NO_RATE = "zero_denominator", "no_rate"
NOT_COMPUTABLE = "not_computable"
"""Of the inputs of a judgement only: tests on it are false."""

IN_ORDER = (
    (CONFLICT, "conflict", "contradiction"),
    (SUPPRESSED, "suppressed", "suppressed"),
    (UNCONFIRMED, "unconfirmed", "evidence"),
    (NOT_LISTED, "unconfirmed", "source_not_listed"),
    (REJECTED, "no_data", "candidate_rejected"),
    (COVERAGE, "no_data", "coverage"),
    (OPERAND, "no_data", "operand"),
    (NOT_FOUND, "no_data", "not_found"),
    (MISSING, "no_data", "not_reported"),
    (NO_NUMBER, "no_data", "no_number"),
    (TOO_SHORT, "no_data", "series_too_short"),
    (ZERO_DENOMINATOR, "not_assessed", "zero_denominator"),
    (NO_RATE, "not_assessed", "not_computable"),
)
"""What an operand without a number makes of the finding: the first of these that any operand is in."""

APPLICABLE = ("scored", "no_data", "unconfirmed", "conflict", "suppressed")
PASSED_ON = frozenset({"imputed", "carried_forward", "partial_coverage"})
"""The marks that go from a finding to its totals."""
OF_OPERANDS = PASSED_ON | {"sources_disagree"}
"""The marks that go from a finding to those that read it as an operand."""


@dataclass(frozen=True)
class Cell:
    """What is known of one operand. `others` are what the rivals of its fact would make of it.

    In state NUMBER it has a number, or a name where it is an outcome, a status or a state.
    """

    state: str
    number: Number = None
    name: str | None = None
    facts: frozenset[int] = frozenset()
    others: tuple[Cell, ...] = ()
    previous: bool = False
    """Read at another period than the current one: what is not applicable or missing then, is told differently."""
    question: tuple[str, str] | None = None
    """Period and key of the fact it is; None for all else, and for windows."""
    coverage: tuple[int, int] | None = None
    """How many entities of how many were summed in the indicator it is."""
    marks: frozenset[str] = frozenset()
    steps: int = 0
    """How many periods before the current one the number lies."""

    @property
    def known(self) -> bool:
        return self.state == NUMBER and not self.others


@dataclass(frozen=True)
class Judged:
    """A status with what belongs to it."""

    status: str
    reason: str | None = None
    value: Number = None
    outcome: str | None = None
    points: Number = None
    meets: bool = False
    disputed: bool = False
    """Rivals give it the same outcome with another value, which nobody takes then."""

    @property
    def uncontested(self) -> Number:
        return None if self.disputed else self.value


@dataclass(frozen=True)
class Total:
    value: Number
    assessed: int
    applicable: int
    lower: Number
    upper: Number
    maximum: Number
    nominal: Number


@dataclass(frozen=True)
class Finding:
    judged: Judged
    cells: tuple[Cell, ...] = ()
    """The operands of the measure."""
    facts: frozenset[int] = frozenset()
    marks: frozenset[str] = frozenset()
    lower: Number = None
    upper: Number = None
    covered: int | None = None
    countable: int | None = None
    total: Total | None = None
    rolled_up: bool = False

    @property
    def coverage(self) -> tuple[int, int] | None:
        return None if self.covered is None or self.countable is None else (self.covered, self.countable)

    @property
    def scored(self) -> bool:
        return self.judged.status == "scored"

    @property
    def told_of(self) -> frozenset[str]:
        """What is remembered of it by whoever uses it."""
        short = self.covered is not None and self.covered != self.countable
        marks = self.marks | ({"partial_coverage"} if short else frozenset())
        return marks & OF_OPERANDS if self.scored else frozenset()


def first_of(cells: Iterable[Cell]) -> Judged | None:
    """The status of a finding by those of its operands that have no number; None when all have one."""
    states = {c.state for c in cells}
    return next((Judged(status, reason) for state, status, reason in IN_ORDER if state in states), None)


def why_unknown(cell: Cell) -> Judged:
    """The status of a finding for which this one operand is decisive, and unknown."""
    if cell.state == NOT_APPLICABLE:
        before = Judged("not_assessed", "no_predecessor")
        return before if cell.previous else Judged("not_applicable", "fact_says_so")
    if cell.state == SERIES_BREAK:
        return Judged("not_assessed", "series_break")
    if cell.state == MISSING and cell.previous:
        return Judged("no_data", "previous_missing")
    judged = first_of([cell])
    assert judged is not None, cell
    return judged


def state_of_finding(used: Judged) -> str:
    """The state of an operand that is another indicator: it hands on why it has no value, where facts are why."""
    if used.status in ("scored", "not_applicable"):
        return NUMBER if used.status == "scored" else NOT_APPLICABLE
    told = {
        "previous_missing": MISSING,
        "series_break": SERIES_BREAK,
        "rule_suppresses": SUPPRESSED,
        **{reason: state for state, status, reason in IN_ORDER if state != NO_NUMBER and status != "not_assessed"},
    }
    return told.get(used.reason or "", OPERAND)


def fraction(x: object) -> Fraction:
    return Fraction(x)  # type: ignore[arg-type]
