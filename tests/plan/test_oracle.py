"""Facts compete, are summed and are asked for as the naive evaluator says, on whatever packs, entities and facts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.pack.model import ChangeAs, ChangeMeasure, ConstantOperand, FactOperand, Measure, RatioMeasure, ValueMeasure
from tests.plan.compared import Case, differences
from tests.plan.drawn.facts import RATHER_KNOWN, STATES, crowd, facts, trees, used_keys
from tests.plan.drawn.judgements import BANDS
from tests.plan.drawn.operands import Wanted
from tests.plan.drawn.rules import PLAIN, Focus, drawn_sources, packed, packs
from tests.plan.drawn.steady import steady
from tests.plan.given import Place
from tests.plan.packs import LEVELS, indicator

SIMPLE = Focus(PLAIN, Wanted(0, 0, 0, 0, 25, 15), tables=0, bases=False, totals=(0, 2), rolled_up=40)
EVERY_PERIOD = ("2020", "2020", "2019", "h1", "h2")
ALSO = ("asked", "losers")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Whatever there is, thinly spread."""
    rules, places = draw(packs(SIMPLE)), draw(trees())
    given = draw(st.lists(facts(places, used_keys(rules), EVERY_PERIOD, STATES), max_size=30))
    periods = draw(st.sampled_from([("2020",), ("2020",), ("2019", "2020"), ("h1",), ("h2", "2020"), ("h1", "h2")]))
    return Case(rules, places, tuple(given), periods)


@steady(16)
@given(cases())
def test_the_plan_says_what_the_oracle_says(case: Case) -> None:
    assert differences(case, also=ALSO) == []


@st.composite
def crowded_cases(draw: st.DrawFn) -> Case:
    """Many facts about one entity, which compete."""
    rules, places = draw(packs(SIMPLE)), (Place("t", "town"),)
    given = draw(crowd(places, used_keys(rules)[:3], ("2020", "2020", "2019"), 14))
    return Case(rules, places, tuple(given), ("2020",))


@steady(16)
@given(crowded_cases())
def test_competing_facts_come_to_what_the_oracle_says(case: Case) -> None:
    assert differences(case, also=ALSO) == []


SUMMED: tuple[Measure, ...] = (
    ValueMeasure(FactOperand("a")),
    RatioMeasure(FactOperand("a"), FactOperand("b"), 100),
    RatioMeasure(FactOperand("a"), ConstantOperand("ten"), 1),
    ChangeMeasure(FactOperand("a"), ChangeAs.DIFFERENCE),
    ChangeMeasure(FactOperand("a"), ChangeAs.PERCENT),
)


@st.composite
def summed_cases(draw: st.DrawFn) -> Case:
    """Sums over the entities below, most of whose facts are known; the upper entities rarely have their own."""
    chosen = draw(st.lists(st.sampled_from(SUMMED), min_size=1, max_size=2, unique_by=repr))
    made = [
        indicator(
            f"i{n}",
            measure,
            draw(st.sampled_from([(), *BANDS])),
            levels=LEVELS,
            sources=drawn_sources(draw),
            rollup=draw(st.sampled_from(["0", "50", "100"])),
        )
        for n, measure in enumerate(chosen)
    ]
    places, rules = draw(trees()), packed(draw, made)
    lowest = [p for p in places if p.kind == "school"] or list(places)
    below = draw(st.lists(facts(lowest, used_keys(rules), ("2020", "2019"), RATHER_KNOWN), max_size=16))
    anywhere = draw(st.lists(facts(places, used_keys(rules), ("2020", "2019"), STATES), max_size=3))
    return Case(rules, places, (*below, *anywhere), ("2020",))


@steady(16)
@given(summed_cases())
def test_sums_over_entities_below_are_what_the_oracle_says(case: Case) -> None:
    assert differences(case, also=ALSO) == []
