"""Facts that contradict each other come to what the naive evaluator says, in whatever order their rows stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.pack.model import (
    AggregateMeasure,
    Among,
    At,
    CarryForward,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FindingTake,
    Fold,
    How,
    IndicatorOperand,
    Measure,
    PeerAs,
    PeersMeasure,
    Series,
    ValueMeasure,
    Window,
)
from engine.statuses import FactState
from tests.plan.compared import Case, by_plan, differences
from tests.plan.drawn.facts import DAYS, SOURCES
from tests.plan.drawn.steady import steady
from tests.plan.given import Fact, Place
from tests.plan.packs import SIX_YEARS, at_least, below, indicator, pack

BANDS = (at_least("high", "3", "2", meets=True), below("low", "3", "1"))
I, K = (indicator(n, ValueMeasure(FactOperand(k)), BANDS) for n, k in (("i", "a"), ("k", "b")))  # noqa: E741
OF = IndicatorOperand("i")
POINTS = IndicatorOperand("i", take=FindingTake.POINTS)
TAKERS: tuple[Measure, ...] = (
    *(ValueMeasure(OF), ValueMeasure(POINTS), ValueMeasure(replace(OF, missing=CarryForward(2)))),
    ValueMeasure(IndicatorOperand("i", take=FindingTake.IS, outcomes=("high",))),
    *(ValueMeasure(FactOperand("a", Series(Window(3, None, 0), fold))) for fold in (Fold.LAST, Fold.FIRST, Fold.SUM)),
    ValueMeasure(FactOperand("a", missing=CarryForward(2))),
    *(
        ValueMeasure(replace(OF, series=Series(Window(3, None, 0), fold)))
        for fold in (Fold.LAST, Fold.MEAN, Fold.COUNT)
    ),
    *(ChangeMeasure(OF, ChangeAs.PERCENT), ChangeMeasure(POINTS, ChangeAs.DIFFERENCE, Series(At(2)))),
    *(PeersMeasure(OF, shown, Among.ALL) for shown in (PeerAs.RANK, PeerAs.MEAN)),
    PeersMeasure(POINTS, PeerAs.RANK, Among.ALL, "k"),
    *(AggregateMeasure(("i", "k"), how, "value", (), None, Decimal(0)) for how in (How.SUM, How.COUNT_MEETING)),
    AggregateMeasure(("i", "k"), How.SUM, "points", (), None, Decimal(0), coefficient=OF),
    AggregateMeasure(("k",), How.WEIGHTED_MEAN, "value", (), None, Decimal(0), weight_by="i"),
)
STATES = (*[FactState.REPORTED] * 12, FactState.REJECTED, FactState.UNCONFIRMED, FactState.NOT_FOUND)


@st.composite
def disputes(draw: st.DrawFn) -> list[Fact]:
    """Two or three facts about most things, most of which say that the outcome is high."""
    found = []
    for town in "tu":
        for key in "ab":
            for year in ("2019", "2020"):
                for source in draw(st.lists(st.sampled_from(SOURCES), max_size=3)):
                    state = draw(st.sampled_from(STATES))
                    value = Decimal(draw(st.sampled_from("13445")))
                    found.append(
                        Fact(
                            *(town, year, key, value if state is FactState.REPORTED else None, source, state),
                            observed=draw(st.sampled_from([None, None, DAYS[0]])),
                            evidence=draw(st.sampled_from([None, "page"])),
                        )
                    )
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    chosen = draw(st.lists(st.sampled_from(TAKERS), min_size=3, max_size=6, unique_by=id))
    rules = pack([I, K, *(indicator(f"j{n}", measure) for n, measure in enumerate(chosen))], periods=SIX_YEARS)
    return Case(rules, (Place("t", "town"), Place("u", "town")), tuple(draw(disputes())), ("2020",))


@steady(12)
@given(cases())
def test_the_plan_says_what_the_oracle_says_of_disputes(case: Case) -> None:
    assert differences(case, also=("losers",)) == []


@steady(12)
@given(cases(), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_the_order_of_rows(case: Case, random: Random) -> None:
    shuffled = list(case.facts)
    random.shuffle(shuffled)
    assert whole(replace(case, facts=tuple(shuffled))) == whole(case)


def whole(case: Case) -> Any:
    """All that the plan says, with facts in place of their numbers."""
    said = by_plan(case)
    facts = list(map(repr, case.facts))
    findings = {key: {**row, "facts": sorted(facts[n] for n in row["facts"])} for key, row in said["findings"].items()}
    losers = sorted((facts[n], why) for n, why in said["losers"])
    return findings, said["totals"], said["asked"], losers
