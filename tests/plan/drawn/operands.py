"""Operands of whatever kind, for Hypothesis to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from engine.pack.model import (
    Among,
    Assumed,
    At,
    CarryForward,
    ConstantOperand,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    Indicator,
    IndicatorOperand,
    MeanOf,
    Operand,
    Path,
    PeriodOperand,
    PeriodTake,
    Rounding,
    RoundingMode,
    Series,
    Trajectory,
    Window,
)
from tests.plan.oracle.judging import rows
from tests.plan.packs import LEVELS

CONSTANTS = ("half", "ten")
NOW = Series()


@dataclass(frozen=True)
class Wanted:
    """How often what is drawn: chances in a hundred."""

    series: int = 25
    imputed: int = 10
    rounded: int = 15
    takes: int = 25
    findings: int = 25
    others: int = 15
    """Constants and numbers of the period."""


USUAL = Wanted()


def chance(draw: st.DrawFn, percent: int) -> bool:
    return draw(st.integers(0, 99)) >= 100 - percent


roundings = st.builds(Rounding, st.integers(0, 2), st.sampled_from(list(RoundingMode)))
amongs = st.sampled_from(list(Among))
imputations = st.one_of(
    st.builds(CarryForward, st.integers(1, 3)),
    st.builds(MeanOf, amongs),
    st.builds(Assumed, st.sampled_from([Decimal(2), Decimal("0.5"), Decimal(0)])),
)
earlier = st.sampled_from([At(1), At(1), At(2), At(3), At(period="2018"), At(period="2017")])
windows = st.one_of(
    st.builds(Window, st.integers(1, 4), st.none(), st.sampled_from([0, 0, 1])),
    st.builds(Window, st.none(), st.sampled_from(["2016", "2018", "2019"]), st.sampled_from([0, 0, 1])),
)


@st.composite
def folds(draw: st.DrawFn) -> Series:
    fold = draw(st.sampled_from(list(Fold)))
    least = 0 if fold is Fold.COUNT and draw(st.booleans()) else draw(st.sampled_from([1, 1, 2]))
    return Series(draw(windows), fold, least, draw(st.sampled_from([True, True, False])))


serieses = st.one_of(st.builds(Series, earlier), folds())


def outcomes_of(i: Indicator) -> list[str]:
    return sorted({row.outcome for row in rows(i) if row.outcome})


def everywhere(before: Sequence[Indicator]) -> list[Indicator]:
    """Those that any entity may have a finding of."""
    return [i for i in before if set(i.levels) == set(LEVELS)]


@st.composite
def fact_operands(draw: st.DrawFn, wanted: Wanted, *, now: bool = False) -> FactOperand:
    take = FactTake.VALUE
    if chance(draw, wanted.takes):
        take = draw(st.sampled_from([FactTake.PRESENCE, FactTake.DATE, FactTake.HAS, FactTake.MAP]))
    key, more = draw(st.sampled_from(["a", "a", "b", "c"])), {}
    match take:
        case FactTake.PRESENCE:
            key = draw(st.sampled_from(["a", "x", "w", "m", "d"]))
        case FactTake.DATE:
            key = draw(st.sampled_from(["d", "d", "a"]))
        case FactTake.HAS:
            key, more = "m", {"members": tuple(draw(st.sampled_from([["p"], ["q"], ["p", "q"], ["r"]])))}
        case FactTake.MAP:
            key = draw(st.sampled_from(["w", "w", "m"]))
            names = (("good", "3"), ("bad", "0.5")) if key == "w" else (("p", "3"), ("q", "-1"))
            more = {"numbers": tuple((name, Decimal(x)) for name, x in names)}
    series = draw(serieses) if not now and chance(draw, wanted.series) else NOW
    evidence = chance(draw, wanted.takes // 2) and take is not FactTake.DATE
    return FactOperand(key, series, take, evidence=evidence, **more, **_finish(draw, wanted, series))


def _finish(draw: st.DrawFn, wanted: Wanted, series: Series) -> dict[str, Any]:
    rounding = draw(roundings) if chance(draw, wanted.rounded) else None
    missing = draw(imputations) if chance(draw, wanted.imputed) else None
    if isinstance(missing, CarryForward) and not isinstance(series.at, At):
        missing = None
    return {"rounding": rounding, "missing": missing}


@st.composite
def finding_operands(
    draw: st.DrawFn, wanted: Wanted, before: Sequence[Indicator], *, now: bool = False
) -> IndicatorOperand:
    of = draw(st.sampled_from(list(before)))
    take = draw(st.sampled_from([FindingTake.VALUE, FindingTake.VALUE, FindingTake.POINTS, FindingTake.IS]))
    outcomes = outcomes_of(of)
    more: dict[str, Any] = {}
    if take is FindingTake.IS:
        if outcomes:
            more = {"outcomes": tuple(draw(st.lists(st.sampled_from(outcomes), min_size=1, max_size=2, unique=True)))}
        else:
            take = FindingTake.VALUE
    series = draw(serieses) if not now and chance(draw, wanted.series) else NOW
    return IndicatorOperand(of.header.id, series, take, **more, **_finish(draw, wanted, series))


trajectories = st.builds(
    Trajectory,
    st.sampled_from(
        [
            (("2018", Decimal(2)), ("2021", Decimal(7))),
            (("2019", Decimal(5)), ("2021", Decimal(1))),
            (("2016", Decimal(0)), ("2019", Decimal(3)), ("2020", Decimal(4))),
        ]
    ),
    st.sampled_from([None, *Path]),
)
period_operands = st.one_of(
    st.builds(PeriodOperand, st.sampled_from([PeriodTake.FIRST_DAY, PeriodTake.LAST_DAY])),
    st.builds(PeriodOperand, st.just(PeriodTake.PERIODS_SINCE), st.sampled_from(["2018", "2021"])),
    st.builds(PeriodOperand, st.just(PeriodTake.TRAJECTORY), st.none(), trajectories),
)


@st.composite
def operands(draw: st.DrawFn, wanted: Wanted, before: Sequence[Indicator]) -> Operand:
    usable = everywhere(before)
    if chance(draw, wanted.others):
        return draw(st.one_of(st.builds(ConstantOperand, st.sampled_from(CONSTANTS)), period_operands))
    if usable and chance(draw, wanted.findings):
        return draw(finding_operands(wanted, usable))
    return draw(fact_operands(wanted))
