"""The numbers that measures and judgements are reckoned from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.diagnostics.core import Span


@dataclass(frozen=True, slots=True)
class At:
    """One period: `back` monitoring periods of the same length before the current one, or the one named."""

    back: int = 0
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Several periods of the length of the current one: the last `last`, or all from the period `since` on.

    The last of them lies `until` periods before the current one.
    """

    last: int | None
    since: str | None
    until: int = 0


NOW, BEFORE = At(), At(1)


class Fold(StrEnum):
    """How the values of the periods of a window become one number."""

    FIRST = "first"
    LAST = "last"
    SUM = "sum"
    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"
    COUNT = "count"
    MEAN_RATE = "mean_rate"
    SPAN = "span"
    AGE = "age"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Series:
    """The periods an operand is read at; `fold` stands with a window, and with nothing else.

    With fewer than `at_least` known values, or (unless `gaps` are allowed) with any value of the window unknown, the
    operand is unknown.
    """

    at: At | Window = NOW
    fold: Fold | None = None
    at_least: int = 1
    gaps: bool = True


class RoundingMode(StrEnum):
    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To `digits` places after the point. half_up: half away from zero; down: towards zero."""

    digits: int
    mode: RoundingMode


class Among(StrEnum):
    """Whose values an entity's own is held against."""

    ALL = "all"
    LEVEL = "level"
    KIND = "kind"
    SIBLINGS = "siblings"


@dataclass(frozen=True, slots=True)
class CarryForward:
    """An unknown value is the last known one, at most `max_age` periods old; the finding is marked so."""

    max_age: int


@dataclass(frozen=True, slots=True)
class MeanOf:
    """An unknown value is the mean of the known values among others; the finding is marked as imputed."""

    among: Among


@dataclass(frozen=True, slots=True)
class Assumed:
    """An unknown value is this number; the finding is marked as imputed."""

    value: Decimal


Imputation = CarryForward | MeanOf | Assumed


class FactTake(StrEnum):
    """What of a fact an operand is: its value, 1 or 0 for presence, its day (evidence or date), or its state."""

    VALUE = "value"
    PRESENCE = "presence"
    DATE = "date"
    STATE = "state"
    HAS = "has"
    MAP = "map"


class FindingTake(StrEnum):
    """What of another indicator's finding an operand is; IS is 1 for one of the outcomes, else 0."""

    VALUE = "value"
    POINTS = "points"
    OUTCOME = "outcome"
    STATUS = "status"
    IS = "is"


@dataclass(frozen=True, slots=True)
class FactOperand:
    """A fact read as a number.

    `members` (HAS): 1 when the set has one of them, else 0. `numbers` (MAP): the number each text or member stands for;
    any other text gives none. `evidence`: without evidence the fact counts as unconfirmed.
    """

    key: str
    series: Series = Series()
    take: FactTake = FactTake.VALUE
    members: tuple[str, ...] = ()
    numbers: tuple[tuple[str, Decimal], ...] = ()
    evidence: bool = False
    rounding: Rounding | None = None
    missing: Imputation | None = None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class IndicatorOperand:
    """What is known of another indicator, as a number (outcomes and statuses stand for themselves in rungs)."""

    indicator: str
    series: Series = Series()
    take: FindingTake = FindingTake.VALUE
    outcomes: tuple[str, ...] = ()
    rounding: Rounding | None = None
    missing: Imputation | None = None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class ConstantOperand:
    constant: str
    span: Span = Span("")


class PeriodTake(StrEnum):
    """What of the current period an operand is: its first or last day, or how many periods it lies after another."""

    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    PERIODS_SINCE = "periods_since"
    TRAJECTORY = "trajectory"


class Path(StrEnum):
    LINEAR = "linear"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A target for each period: the numbers written for some, and between them, with a `path`, those on the way."""

    points: tuple[tuple[str, Decimal], ...]
    path: Path | None


@dataclass(frozen=True, slots=True)
class PeriodOperand:
    """A number that depends on the period alone; days are counted as by `date.toordinal`."""

    take: PeriodTake
    since: str | None = None
    trajectory: Trajectory | None = None
    span: Span = Span("")


Operand = FactOperand | IndicatorOperand | ConstantOperand | PeriodOperand
