"""Operands as the plan reads them: which question is asked of the facts, which finding is looked at, at which periods.

Questions are what is asked of the facts: a key together with the sources that the asking rule lists, so that one fact
can be good enough for one rule and not for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.pack.model import (
    At,
    CarryForward,
    Constant,
    ConstantOperand,
    FactKey,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    Imputation,
    IndicatorOperand,
    Operand,
    PeersMeasure,
    PeriodOperand,
    PeriodTake,
    Rounding,
    Series,
    Trajectory,
    Window,
)


@dataclass(frozen=True, slots=True)
class Before:
    """The last `last` periods before the one `of`."""

    of: At
    last: int


Ref = At | Window | Before
"""Periods seen from the one being evaluated."""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact key as one rule asks it; no `sources` means that any source will do."""

    key: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactUse:
    """One operand read from facts. A value of None for `absent` or `not_found` means that such a fact gives none."""

    question: Question
    series: Series
    take: FactTake
    absent: Decimal | None
    not_found: Decimal | None
    members: tuple[str, ...] = ()
    numbers: tuple[tuple[str, Decimal], ...] = ()
    evidence: bool = False
    rounding: Rounding | None = None
    missing: Imputation | None = None

    @property
    def plain(self) -> bool:
        """Whether the number and state of a fact are enough to read it."""
        return self.take in (FactTake.VALUE, FactTake.PRESENCE) and not self.evidence


@dataclass(frozen=True, slots=True)
class FindingUse:
    """One operand read from the finding of another indicator."""

    item: str
    series: Series = Series()
    take: FindingTake = FindingTake.VALUE
    outcomes: tuple[str, ...] = ()
    rounding: Rounding | None = None
    missing: Imputation | None = None


@dataclass(frozen=True, slots=True)
class ConstantUse:
    value: Decimal


@dataclass(frozen=True, slots=True)
class PeriodUse:
    """A number that the period alone decides."""

    take: PeriodTake
    since: str | None
    trajectory: Trajectory | None


@dataclass(frozen=True, slots=True)
class PeerUse:
    """The place of a finding among those of other entities."""

    measure: PeersMeasure


Use = FactUse | FindingUse | ConstantUse | PeriodUse | PeerUse


def refs_of(use: Use) -> tuple[Ref, ...]:
    """The periods a use is read at, and those it may be carried forward from."""
    if not isinstance(use, FactUse | FindingUse):
        return ()
    carried = carried_from(use)
    return (use.series.at, carried) if carried else (use.series.at,)


def carried_from(use: FactUse | FindingUse) -> Before | None:
    """The earlier periods whose last known value stands in for an unknown one."""
    if isinstance(use.missing, CarryForward) and isinstance(use.series.at, At):
        return Before(use.series.at, use.missing.max_age)
    return None


def is_past(use: Use) -> bool:
    """Whether the operand speaks of an earlier period, as the table of statuses tells them apart."""
    if not isinstance(use, FactUse | FindingUse):
        return False
    at = use.series.at
    return at.until > 0 if isinstance(at, Window) else at.back > 0 or at.period is not None


def rests_on_several(use: Use) -> bool:
    """Whether an operand may rest on other facts than the one it is read from."""
    if isinstance(use, FactUse):
        return use.series.fold is not None or use.missing is not None
    return isinstance(use, FindingUse | PeerUse)


def always_known(use: Use) -> bool:
    """Whether there is a number whatever is known, since it says what is known."""
    return isinstance(use, FactUse | FindingUse) and use.take in (FactTake.STATE, FindingTake.STATUS)


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes uses of the operands of one indicator; `sources` are those it lists."""

    facts: Mapping[str, FactKey]
    constants: Mapping[str, Constant]
    sources: tuple[str, ...]

    def use(self, operand: Operand) -> Use:
        match operand:
            case FactOperand():
                return self.fact(operand, self._absent(operand), None)
            case IndicatorOperand(item, series, take, outcomes, rounding, missing):
                return FindingUse(item, series, take, outcomes, rounding, missing)
            case ConstantOperand(constant):
                return ConstantUse(self.constants[constant].value)
            case PeriodOperand(take, since, trajectory):
                return PeriodUse(take, since, trajectory)

    def counted(self, operand: FactOperand, *, not_found: bool, members: bool) -> FactUse:
        """A fact whose presence counts; `members`: of a set, how many there are."""
        zero = Decimal(0)
        counts_members = members and self.facts[operand.key].type is FactType.SET
        whole = operand.take is FactTake.VALUE and not counts_members
        use = self.fact(operand, zero, zero if not_found else None)
        return replace(use, take=FactTake.PRESENCE) if whole else use

    def fact(self, operand: FactOperand, absent: Decimal | None, not_found: Decimal | None) -> FactUse:
        # Only numbers and presence can be absent or searched for in vain; a day or a text cannot.
        silent = operand.take in (FactTake.DATE, FactTake.MAP)
        return FactUse(
            Question(operand.key, self.sources),
            operand.series,
            operand.take,
            None if silent else absent,
            None if silent else not_found,
            operand.members,
            operand.numbers,
            operand.evidence,
            operand.rounding,
            operand.missing,
        )

    def _absent(self, operand: FactOperand) -> Decimal | None:
        if operand.take in (FactTake.PRESENCE, FactTake.HAS):
            return Decimal(0)
        return self.facts[operand.key].absent_means


def spanning(use: Use) -> Use:
    """How many periods lie between the earlier value that `use` reads and the current one."""
    assert isinstance(use, FactUse | FindingUse)
    at = use.series.at
    if isinstance(at, Window):
        fold = Fold.SPAN if use.series.fold is Fold.FIRST else Fold.AGE
        return replace(use, series=replace(use.series, fold=fold), rounding=None, missing=None)
    if at.period is not None:
        return PeriodUse(PeriodTake.PERIODS_SINCE, at.period, None)
    return ConstantUse(Decimal(at.back))
