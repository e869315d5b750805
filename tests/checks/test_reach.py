from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.checks.reach import State, States, reaching, states_of
from engine.diagnostics.core import Span
from engine.pack.build import load_pack
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    Direction,
    DirectionOutcome,
    DirectionTest,
    Indicator,
    IndicatorTest,
    Pack,
)
from engine.statuses import REASONS, Status

HERE = Span("f")
GROWTH, NO_GROWTH = State(Status.SCORED, "growth"), State(Status.SCORED, "no_growth")


def _load() -> Pack:
    pack, problems = load_pack(Path(__file__).parents[1] / "packs" / "minimal")
    assert pack is not None
    assert problems == ()
    return pack


PACK = _load()
GROWING: Indicator = next(i for i in PACK.indicators if i.header.id == "1.1")
UNJUDGED: Indicator = next(i for i in PACK.indicators if i.header.id == "1")


def finding(
    *outcomes: str, status: tuple[str, ...] = (), reason: tuple[str, ...] = (), of: str = "1.1"
) -> IndicatorTest:
    return IndicatorTest(of, outcomes, status, reason, HERE)


def all_of(*parts: Condition) -> Combination:
    return Combination(ConditionMode.ALL, parts, HERE)


def any_of(*parts: Condition) -> Combination:
    return Combination(ConditionMode.ANY, parts, HERE)


def none_of(*parts: Condition) -> Combination:
    return Combination(ConditionMode.NONE, parts, HERE)


def reached(when: Condition) -> States:
    return reaching(when, GROWING, {})


def test_the_states_are_the_outcomes_and_every_reason() -> None:
    states = states_of(GROWING)
    assert {GROWTH, NO_GROWTH} <= states
    assert len(states) == 2 + sum(len(reasons) for reasons in REASONS.values())
    assert State(Status.SCORED) in states_of(UNJUDGED)


def test_outcomes_statuses_and_reasons_of_a_test_are_united() -> None:
    missing = {State(Status.CONFLICT, None, "contradiction"), State(Status.NO_DATA, None, "coverage")}
    assert reached(finding("growth", status=("conflict",), reason=("coverage",))) == {GROWTH, *missing}


def test_another_indicator_says_nothing() -> None:
    other = finding("present", of="1.2")
    assert reached(other) == states_of(GROWING)
    assert reached(none_of(other)) == states_of(GROWING)
    assert reached(all_of(other, finding("growth"))) == {GROWTH}
    assert reached(any_of(other, finding("growth"))) == states_of(GROWING)


def test_none_leaves_the_rest() -> None:
    assert reached(all_of(finding("growth", "no_growth"), none_of(finding("growth")))) == {NO_GROWTH}


def test_an_unscored_status_is_never_scored() -> None:
    statuses = tuple(status for status in Status if status is not Status.SCORED)
    assert reached(none_of(finding(status=statuses))) == {GROWTH, NO_GROWTH}
    assert reached(finding(status=("scored",))) == {GROWTH, NO_GROWTH}


def direction(*outcomes: tuple[str, Condition]) -> dict[str, Direction]:
    first = PACK.directions[0]
    written = tuple(DirectionOutcome(name, name, when, HERE) for name, when in outcomes)
    return {"d": replace(first, outcomes=written, otherwise="other")}


@pytest.mark.parametrize(
    ("asked", "states"),
    [
        (("good",), {GROWTH}),
        (("bad",), {NO_GROWTH}),
        (("good", "bad"), {GROWTH, NO_GROWTH}),
        (("other",), states_of(GROWING) - {GROWTH, NO_GROWTH}),
    ],
)
def test_a_direction_is_the_first_condition_that_holds(asked: tuple[str, ...], states: States) -> None:
    directions = direction(("good", finding("growth")), ("bad", finding("growth", "no_growth")))
    assert reaching(DirectionTest("d", asked, HERE), GROWING, directions) == states


def test_an_unknown_direction_says_nothing() -> None:
    assert reaching(DirectionTest("absent", ("good",), HERE), GROWING, {}) == states_of(GROWING)


conditions: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(
        [
            finding("growth"),
            finding("no_growth"),
            finding("growth", status=("no_data",)),
            finding(reason=("kind", "coverage")),
            finding("present", of="1.2"),
            finding(status=("scored", "conflict"), of="1.2"),
        ]
    ),
    lambda inner: st.builds(
        lambda mode, parts: Combination(mode, tuple(parts), HERE),
        st.sampled_from(ConditionMode),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
OTHER: Indicator = next(i for i in PACK.indicators if i.header.id == "1.2")
COMBINE: dict[ConditionMode, Callable[[list[bool]], bool]] = {
    ConditionMode.ALL: all,
    ConditionMode.ANY: any,
    ConditionMode.NONE: lambda parts: not any(parts),
}


def holds(when: Condition, states: dict[str, State]) -> bool:
    """Straight from what the language says, one combination of findings at a time."""
    if isinstance(when, Combination):
        return COMBINE[when.mode]([holds(part, states) for part in when.parts])
    assert isinstance(when, IndicatorTest)
    state = states[when.indicator]
    return state.outcome in when.outcomes or state.status in when.statuses or state.reason in when.reasons


@given(conditions)
def test_no_state_that_can_reach_is_left_out(when: Condition) -> None:
    pairs = product(states_of(GROWING), states_of(OTHER))
    truly = {mine for mine, other in pairs if holds(when, {"1.1": mine, "1.2": other})}
    assert truly <= reached(when)


@given(conditions.filter(lambda when: "1.2" not in repr(when)))
def test_a_condition_on_one_indicator_alone_is_exact(when: Condition) -> None:
    assert reached(when) == {state for state in states_of(GROWING) if holds(when, {"1.1": state})}
