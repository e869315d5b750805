"""What a trace is made of. Numbers are told in their canonical text, days in ISO; nothing depends on a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.decimals import plain_text

Parameter = str | int | None | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What an operand or input is: a number, a day, an outcome, a status, a state of a fact, a kind or a level.

    `value` is None where nothing is known, for the reason `state` (a slot of the plan in small letters), and where it
    cannot be computed. `title` is how the pack calls what has a title.
    """

    type: str
    value: str | None
    title: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Rounded:
    """Rounding to `digits` places; `before` is the number before it, where that was another one."""

    digits: int
    mode: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series."""

    period: str
    known: Known


@dataclass(frozen=True, slots=True)
class Imputed:
    """Whence a missing number: carried_forward from a period, mean_of those among whom it is taken, or assumed."""

    how: str
    of: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place among peers: what of it is taken, and the set it is taken in.

    `own` is the entity's own number. `left_out`: the indicator and the outcomes by which others do not form the set.
    """

    taken: str
    among: str
    same_outcome: str | None
    left_out: tuple[str, ...]
    lower_is_better: bool
    own: str | None
    size: int
    least: str | None
    greatest: str | None
    mean: str | None
    rank: str | None
    ties: str
    zones: int


@dataclass(frozen=True, slots=True)
class Broken:
    """Rules that differ between two periods, those that the others rest on first: (then, now), each `id@version`."""

    then: str
    now: str
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Operand:
    """One operand: where it is read, at which periods, what is known of it, and how it came to be known.

    `source` is fact, indicator, constant, period or peers; `take` what is taken of it, `of` the titles that are looked
    for in it. `points` are the periods of a window, which `fold` makes one number of.
    """

    name: str | None
    source: str
    id: str | None
    title: str | None
    take: str
    of: tuple[str, ...]
    periods: tuple[str, ...]
    points: tuple[Point, ...]
    fold: str | None
    known: Known
    coverage: str | None
    rounded: Rounded | None
    imputed: Imputed | None
    place: Place | None
    breaks: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """How the value was reckoned: the formula, the same with numbers, and what was done to its result.

    `at_zero`: the value was given by the rule since it divides by zero. `dead_zone`: what lies no further from zero.
    `needed`, `present`, `absent`, `unknown`: of what is present or counted.
    """

    formula: str | None = None
    calculation: str | None = None
    exact: str | None = None
    rounded: Rounded | None = None
    at_zero: str | None = None
    dead_zone: str | None = None
    needed: int | None = None
    present: int | None = None
    absent: int | None = None
    unknown: int | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """An input of the judgement: an `operand`, or reckoned from others by `formula`; else what the entity is."""

    name: str
    known: Known
    operand: Operand | None = None
    formula: str | None = None
    calculation: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one input: a number between two ends, or one of some names, told with their titles.

    `verdict` is met, failed or unknown.
    """

    input: str
    known: Known
    low: str | None
    low_closed: bool
    high: str | None
    high_closed: bool
    names: tuple[tuple[str, str], ...]
    negated: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the decision table; `verdict` is met, failed, unknown, or `passed_over` for rows after the one taken.

    `ends_variant`: none of the bands of a variant holds, and no other variant is asked.
    """

    number: int
    verdict: str
    taken: bool
    conditions: tuple[Condition, ...]
    outcome: str | None
    outcome_title: str | None
    reason: str | None
    ends_variant: bool
    points: str | None
    says: str | None


@dataclass(frozen=True, slots=True)
class PointsByFormula:
    """Points by a formula, brought between `least` and `most`."""

    formula: str
    calculation: str
    exact: str | None
    least: str
    most: str


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a total: its number, its weight, and what it counted as where it has none (`effect`)."""

    indicator: str
    weight: str | None
    number: str | None
    status: str
    reason: str | None
    effect: str | None


@dataclass(frozen=True, slots=True)
class Summed:
    """How a total came about. `members` are told where it is one of the entity's own indicators.

    `exact` is what the members come to before `coefficient`, `cap` and rounding. `assessed` of `applicable` findings
    are known; `least` and `greatest` are those of their numbers, and of totals over entities below, whose they are (the
    first few).
    """

    how: str
    take: str
    across: str | None
    across_title: str | None
    indicators: tuple[str, ...]
    members: tuple[Member, ...]
    calculation: str | None
    exact: str | None
    weight_by: str | None
    outcomes: tuple[str, ...]
    minimum_coverage: str
    unknown: str
    not_applicable: str
    left: int
    left_not_applicable: int
    coefficient: str | None
    coefficient_value: str | None
    cap: str | None
    rounded: Rounded | None
    findings: int
    assessed: int
    applicable: int
    least: str | None
    greatest: str | None
    least_at: tuple[str, ...]
    greatest_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A recommendation that rests on a finding."""

    id: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class Derived:
    """How a finding was derived: `operands` are the measure's, `named` is all that its judgement can name.

    `table`: rows are more than bands of the value; `single`: only one may hold. `language` and `display` are of `says`.
    """

    operands: tuple[Operand, ...] = ()
    reckoned: Reckoned | None = None
    summed: Summed | None = None
    inputs: tuple[Input, ...] = ()
    named: tuple[tuple[str, Known], ...] = ()
    language: str = ""
    display: Rounded | None = None
    table: bool = False
    single: bool = False
    rows: tuple[Row, ...] = ()
    points_by_formula: PointsByFormula | None = None
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What held of an indicator or a direction when a rule fired."""

    item: str
    outcome: str | None
    title: str | None
    status: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a derivation. `dependencies` are names of other entries, in the order they are used.

    `conditions` are told of recommendations and conclusions, `derived` of findings.
    """

    kind: str
    value: str | None
    dependencies: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    rule: str | None
    span: str | None
    basis: str | None
    conditions: tuple[Held, ...] = ()
    derived: Derived | None = None


Trace = Mapping[str, Entry]
"""Name → entry: `recommendation/…`, `direction/…`, `finding/indicator/entity/period`, `fact/number`."""


def plain(value: Decimal | int | None) -> str | None:
    """A number in its canonical text."""
    return plain_text(Decimal(value)) if value is not None else None
