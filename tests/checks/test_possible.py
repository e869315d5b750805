from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.checks import satisfying
from engine.checks.possible import Possibilities
from engine.checks.reach import State, states_of
from engine.checks.satisfying import Among, Found
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    Direction,
    DirectionOutcome,
    DirectionTest,
    Indicator,
    IndicatorTest,
    Kind,
    Pack,
)
from engine.statuses import Reason, Status
from tests.checks.test_reach import COMBINE, GROWING, HERE, OTHER, PACK, all_of, any_of, finding, none_of

Findings = dict[str, Found]

REGION, DISTRICT = (kind for kind in PACK.kinds if kind.assessed)
TOWN = replace(DISTRICT, id="town")
IN_TOWNS = replace(OTHER, header=replace(OTHER.header, id="t"), levels=("municipality",), kinds=("town",))
WORLD = replace(PACK, kinds=(*PACK.kinds, TOWN), indicators=(GROWING, OTHER, IN_TOWNS), directions=())
LEVELS = ("region", "municipality")


# --- One combination of findings at a time, straight from what the language says ------------------------------------


def found_of(indicator: Indicator, kind: Kind) -> list[Found]:
    if kind.level not in indicator.levels:
        return [None]
    if kind.id not in indicator.kinds:
        return [State(Status.NOT_APPLICABLE, None, Reason.KIND)]
    return list(states_of(indicator))


def everything_at(level: str) -> list[Findings]:
    kinds = [kind for kind in WORLD.kinds if kind.assessed and kind.level == level]
    names = [indicator.header.id for indicator in WORLD.indicators]
    return [
        dict(zip(names, found, strict=True))
        for kind in kinds
        for found in product(*(found_of(indicator, kind) for indicator in WORLD.indicators))
    ]


EVERYTHING = {level: everything_at(level) for level in LEVELS}


def holds(when: Condition, findings: Findings, pack: Pack, level: str) -> bool:
    match when:
        case Combination(mode=mode, parts=parts):
            return COMBINE[mode]([holds(part, findings, pack, level) for part in parts])
        case DirectionTest(direction=name, outcomes=outcomes):
            direction = next(d for d in pack.directions if d.header.id == name)
            return level in direction.levels and conclusion(direction, findings, pack, level) in outcomes
        case IndicatorTest(indicator=name):
            state = findings[name]
            if state is None:
                return False
            return state.outcome in when.outcomes or state.status in when.statuses or state.reason in when.reasons


def conclusion(direction: Direction, findings: Findings, pack: Pack, level: str) -> str:
    held = (outcome.outcome for outcome in direction.outcomes if holds(outcome.when, findings, pack, level))
    return next(held, direction.otherwise)


# --- Conditions -------------------------------------------------------------------------------------------------------

tests = st.sampled_from(
    [
        finding("growth"),
        finding("no_growth"),
        finding("growth", status=("no_data",)),
        finding(status=("scored", "not_applicable")),
        finding("present", of="1.2"),
        finding("absent", of="1.2"),
        finding(reason=("kind", "coverage"), of="1.2"),
        finding("present", of="t"),
        finding(status=("scored",), of="t"),
    ]
)


def combined(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda mode, parts: Combination(mode, tuple(parts), HERE),
            st.sampled_from(ConditionMode),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=6,
    )


def direction(levels: tuple[str, ...], *whens: Condition) -> Direction:
    outcomes = tuple(DirectionOutcome(f"o{n}", "", when, HERE) for n, when in enumerate(whens))
    first = PACK.directions[0]
    header = replace(first.header, id="d")
    return replace(first, header=header, levels=levels, outcomes=outcomes, otherwise="other")


directions = st.builds(
    lambda levels, whens: direction(levels, *whens),
    st.sampled_from([LEVELS, ("region",), ("municipality",)]),
    st.lists(combined(tests), min_size=1, max_size=3),
)
conclusions = st.sampled_from([("o0",), ("o1",), ("other",), ("o0", "other")])


def worlds_with(whens: int) -> st.SearchStrategy[tuple[Pack, list[Condition]]]:
    """A pack with one direction, and conditions that may test it."""
    leaves = tests | conclusions.map(lambda outcomes: DirectionTest("d", outcomes, HERE))
    some = st.lists(combined(leaves), min_size=whens, max_size=whens)
    return st.tuples(directions.map(lambda d: replace(WORLD, directions=(d,))), some).filter(
        lambda world: "o1" not in repr(world[1]) or len(world[0].directions[0].outcomes) > 1
    )


@given(worlds_with(2))
def test_together_hold_just_those_that_hold_with_some_findings(world: tuple[Pack, list[Condition]]) -> None:
    pack, (one, other) = world
    possible = Possibilities(pack)
    for level in LEVELS:
        truly = any(
            holds(one, findings, pack, level) and not holds(other, findings, pack, level)
            for findings in EVERYTHING[level]
        )
        formulas = possible.holds(one, level), possible.holds(other, level, denied=True)
        assert possible.at_once(level, *formulas) is truly


@given(directions)
def test_conclusions_are_just_those_that_some_findings_lead_to(drawn: Direction) -> None:
    pack = replace(WORLD, directions=(drawn,))
    possible = Possibilities(pack)
    names = (*(outcome.outcome for outcome in drawn.outcomes), drawn.otherwise)
    for level in drawn.levels:
        truly = {conclusion(drawn, findings, pack, level) for findings in EVERYTHING[level]}
        found = {n for place, n in enumerate(names) if possible.at_once(level, possible.concluded(drawn, place))}
        assert found == truly


@given(worlds_with(1), st.sampled_from([State(Status.SCORED, "growth"), State(Status.CONFLICT, None, "contradiction")]))
def test_what_follows_from_a_finding_does_not_hold_with_every_other(
    world: tuple[Pack, list[Condition]], state: State
) -> None:
    pack, (when,) = world
    possible = Possibilities(pack)
    for level in LEVELS:
        held = (
            findings
            for findings in EVERYTHING[level]
            if findings["1.1"] == state and holds(when, findings, pack, level)
        )
        truly = any(
            not holds(when, {**findings, "1.1": other}, pack, level)
            for findings in held
            for other in states_of(GROWING)
        )
        assert possible.follows(when, level, GROWING, state) is truly


# --- What is not known ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unknown",
    [finding("growth", of="?"), finding("?"), DirectionTest("?", ("good",), HERE), DirectionTest("d", ("?",), HERE)],
)
def test_of_what_is_wrong_elsewhere_nothing_is_said(unknown: Condition) -> None:
    possible = Possibilities(replace(WORLD, directions=(direction(LEVELS, finding("growth")),)))
    unclear = possible.holds(unknown, "region")
    assert possible.at_once("region", unclear) is None
    assert possible.at_once("region", possible.holds(unknown, "region", denied=True)) is None
    never = possible.holds(all_of(unknown, finding("growth"), finding("no_growth")), "region")
    assert possible.at_once("region", never) is False
    sure = possible.holds(any_of(unknown, finding("growth")), "region")
    assert possible.at_once("region", sure) is True


def test_conclusions_left_open_may_be_made_or_not() -> None:
    d = direction(("region",), all_of(finding("growth"), finding("no_growth")))
    possible = Possibilities(replace(WORLD, directions=(d,)))
    when = DirectionTest("d", ("o0",), HERE)
    assert possible.at_once("region", possible.holds(when, "region")) is False
    left = possible.leaving_open(frozenset([("region", "d", "o0")]))
    assert left.at_once("region", left.holds(when, "region")) is None
    assert left.at_once("municipality", left.holds(when, "municipality")) is False


def test_a_direction_within_a_direction_is_not_followed() -> None:
    possible = Possibilities(
        replace(WORLD, directions=(direction(LEVELS, none_of(DirectionTest("d", ("o0",), HERE))),))
    )
    assert possible.at_once("region", possible.holds(DirectionTest("d", ("o0",), HERE), "region")) is None


def test_a_level_without_assessed_entities_is_not_reasoned_about() -> None:
    possible = Possibilities(replace(WORLD, kinds=(REGION,)))
    never = possible.holds(all_of(finding("growth"), finding("no_growth")), "municipality")
    assert possible.at_once("municipality", never) is None


@pytest.mark.parametrize("kinds", [("region",), ("region", "?")], ids=["none of the level", "an unknown one"])
def test_where_kinds_are_wrong_it_may_apply_to_any(kinds: tuple[str, ...]) -> None:
    possible = Possibilities(replace(WORLD, indicators=(replace(GROWING, kinds=kinds),)))
    assert possible.at_once("municipality", possible.holds(finding("growth"), "municipality")) is True


def test_a_question_too_large_is_left_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    possible = Possibilities(WORLD)
    states = sorted(states_of(GROWING), key=str)
    choices = [
        satisfying.AnyOf(tuple(Among(name, frozenset([state])) for name in ("1.1", "1.2"))) for state in states[:6]
    ]
    assert possible.at_once("region", *choices) is False
    monkeypatch.setattr(satisfying, "MOST_STEPS", 3)
    assert possible.at_once("region", *choices) is None
