"""How a value becomes an outcome and points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model.operands import Operand
from engine.statuses import Status


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of a band: a number as written, or the constant it is read from."""

    value: Decimal | None
    constant: str | None
    closed: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Band:
    """The outcome and points of the values between two limits; `meets` marks the outcomes that reach the target.

    `says` is how an explanation puts it, with the inputs of the judgement as placeholders.
    """

    outcome: str
    low: Limit | None
    high: Limit | None
    points: Decimal | None
    meets: bool
    span: Span
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one input: a number between limits, or one of some names (with `negated`, none of them)."""

    input: str
    low: Limit | None = None
    high: Limit | None = None
    names: tuple[str, ...] = ()
    negated: bool = False
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of a decision table: where all `tests` hold, the finding has the outcome, or the status instead of one."""

    tests: tuple[Test, ...]
    outcome: str | None
    status: Status | None
    points: Decimal | None
    meets: bool
    says: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Variant:
    """Bands of their own for the entities for which all `tests` hold; the first variant that fits is taken."""

    tests: tuple[Test, ...]
    bands: tuple[Band, ...]
    span: Span


class Matching(StrEnum):
    """Which rung counts: the first that holds, or the only one that may."""

    FIRST = "first"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Scale:
    """Points by a formula over the inputs, brought between `least` and `most`."""

    expression: str
    least: Decimal
    most: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class InputFormula:
    """An input reckoned from the value, the operands of the measure and the other inputs, by their names."""

    expression: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """What outcome and points a value has: by `bands`, `variants` of them, or `rungs`; at most one of these is given.

    Tests and formulas know the inputs `value` (what was measured), `kind` and `level` (of the entity), the operands
    of the measure by their names (ratio: numerator, denominator; change: present, base; formula: its own), and
    `inputs`.
    """

    domain: Domain
    bands: tuple[Band, ...] = ()
    inputs: tuple[tuple[str, Operand | InputFormula], ...] = ()
    variants: tuple[Variant, ...] = ()
    rungs: tuple[Rung, ...] = ()
    matching: Matching = Matching.FIRST
    scale: Scale | None = None
