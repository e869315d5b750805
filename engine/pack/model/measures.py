"""How the value of an indicator is obtained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from engine.diagnostics.core import Span
from engine.pack.model.operands import BEFORE, Among, FactOperand, IndicatorOperand, Operand, Series
from engine.statuses import Status

AtZero = Decimal | Literal[Status.NOT_ASSESSED] | None
"""What comes of a division by zero: a number is the value then, else the finding is not assessed.

None: the pack does not say so in so many words.
"""


def number_at_zero(at_zero: AtZero) -> Decimal | None:
    return None if at_zero is Status.NOT_ASSESSED else at_zero


@dataclass(frozen=True, slots=True)
class ValueMeasure:
    of: Operand


@dataclass(frozen=True, slots=True)
class PresenceMeasure:
    """Whether at least `need` of the facts are present; None means all of them.

    `not_found_is_absent`: a search of the listed open sources that found nothing proves absence.
    """

    of: tuple[FactOperand, ...]
    need: int | None
    not_found_is_absent: bool


@dataclass(frozen=True, slots=True)
class RatioMeasure:
    """`scale` times numerator divided by denominator: 100 for a percentage, 1 for a share."""

    numerator: Operand
    denominator: Operand
    scale: int
    denominator_zero: AtZero = None


class ChangeAs(StrEnum):
    DIFFERENCE = "difference"
    PERCENT = "percent"
    POINTS = "points"
    GROWTH_RATE = "growth_rate"
    COMPOUND_RATE = "compound_rate"
    MEAN_RATE = "mean_rate"


@dataclass(frozen=True, slots=True)
class ChangeMeasure:
    """The present value against a base: an earlier one of the same series.

    difference and points: present − base; percent: 100 × (present − base) ÷ base; growth_rate: 100 × present ÷ base;
    compound_rate: 100 × ((present ÷ base)^(1 ÷ n) − 1), n periods lying between the two; mean_rate: the mean of the
    percent changes from each period to the next since the base.

    `base` a window: the first known value since a period, or the last known one. `base_zero` says what comes of a base
    of zero, `negative_base` divides by its absolute value (else it cannot be computed). What lies no further from zero
    than `dead_zone` is zero.
    """

    of: FactOperand | IndicatorOperand
    shown_as: ChangeAs
    base: Series = Series(BEFORE)
    base_zero: AtZero = None
    negative_base: bool = False
    dead_zone: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CountMeasure:
    """How many: members of a set fact, or facts that are present; summed over the operands."""

    of: tuple[FactOperand, ...]
    not_found_is_absent: bool


@dataclass(frozen=True, slots=True)
class FormulaMeasure:
    """`division_by_zero` says what comes of the whole formula where a division in it is by zero."""

    expression: str
    where: tuple[tuple[str, Operand], ...]
    span: Span
    division_by_zero: AtZero = None


class PeerAs(StrEnum):
    """An entity's place among its peers (see `docs/rule-language.md` for each)."""

    MIN_MAX = "min_max"
    SHARE_OF_BEST = "share_of_best"
    Z_SCORE = "z_score"
    RANK = "rank"
    PERCENTILE = "percentile"
    ZONE = "zone"
    MEAN = "mean"
    LEAST = "least"
    GREATEST = "greatest"
    COUNT = "count"


class Ties(StrEnum):
    """How equal values are ranked: 1-2-3-3-5, 1-2-3-3-4, or 1-2-3.5-3.5-5."""

    STANDARD = "standard"
    DENSE = "dense"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class PeersMeasure:
    """The place of an indicator's value among those of other entities for the same period.

    `same_outcome`: only among entities with the same outcome of that indicator. Entities whose indicator `left_out[0]`
    has one of the outcomes `left_out[1]` do not form the set, though they are placed in it. `all_equal`: the value
    where the set has no spread; without it such a value cannot be computed. `scale` is the best of min_max and
    share_of_best; `zones` how many zones there are, the best being 1.
    """

    of: IndicatorOperand
    shown_as: PeerAs
    among: Among
    same_outcome: str | None = None
    left_out: tuple[str, tuple[str, ...]] | None = None
    lower_is_better: bool = False
    ties: Ties = Ties.STANDARD
    zones: int = 0
    scale: Decimal = Decimal(100)
    sample: bool = False
    all_equal: Decimal | None = None
    span: Span = Span("")


class How(StrEnum):
    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"
    GEOMETRIC_MEAN = "geometric_mean"
    HARMONIC_MEAN = "harmonic_mean"
    MIN = "min"
    MAX = "max"
    PERCENT_OF_MAXIMUM = "percent_of_maximum"
    COUNT_MEETING = "count_meeting"
    SHARE_MEETING = "share_meeting"


class Gap(StrEnum):
    """What a member without a number does to a total: it leaves it, counts as zero, or leaves the total unknown."""

    LEAVE = "leave"
    ZERO = "zero"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class AggregateMeasure:
    """A total over indicators of the entity itself, or of the entities below it at level `across`.

    `weights` are used as written; `weight_by` weighs each finding by the value of that indicator at the same entity.
    `minimum_coverage` is the share in percent of applicable findings that must be assessed for the total to be given.
    `outcomes` are those that count as meeting, where they are not the target's own. The total is multiplied by the
    `coefficient` and then limited to `cap`.
    """

    indicators: tuple[str, ...]
    how: How
    take: str
    weights: tuple[tuple[str, Decimal], ...]
    across: str | None
    minimum_coverage: Decimal
    weight_by: str | None = None
    outcomes: tuple[str, ...] = ()
    unknown: Gap = Gap.LEAVE
    not_applicable: Gap = Gap.LEAVE
    coefficient: IndicatorOperand | None = None
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TableMeasure:
    """No number at all: what is decided, the inputs of the judgement decide."""


Measure = (
    ValueMeasure
    | PresenceMeasure
    | RatioMeasure
    | ChangeMeasure
    | CountMeasure
    | FormulaMeasure
    | PeersMeasure
    | AggregateMeasure
    | TableMeasure
)


@dataclass(frozen=True, slots=True)
class Rollup:
    """Facts of an entity that has none of its own are the sums over the entities below it.

    A change sums the same entities in both periods. `minimum_coverage` in percent of the entities that count.
    """

    minimum_coverage: Decimal
