"""Totals with all that may be said of them; numbers worked out by hand.

Parts x, y and z score 4 points from 3 on, 1 from 0.5 on, else 0.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.pack.model import (
    AggregateMeasure,
    FactOperand,
    FindingTake,
    Gap,
    How,
    Indicator,
    IndicatorOperand,
    Rounding,
    RoundingMode,
    ValueMeasure,
)
from engine.statuses import FactState
from tests.plan.asked_of_both import REGION, Ask, among, ask_each, number, state
from tests.plan.given import Fact
from tests.plan.packs import LEVELS, at_least, below, between, indicator

POINTS = (at_least("high", "3", "4", meets=True), between("low", "0.5", "3", "1"), below("none", "0.5", "0"))
KEYS = ("a", "b", "c")
PARTS = tuple(indicator(key, ValueMeasure(FactOperand(key)), POINTS, levels=LEVELS) for key in KEYS)
TWO_POINTS = (at_least("some", "0", "2"), below("less", "0", "2"))
FACTOR = indicator("f", ValueMeasure(FactOperand("x")), TWO_POINTS, levels=LEVELS)


def total(how: How, *, of: tuple[str, ...] = KEYS, take: str = "points", weights: str = "", **more: Any) -> Indicator:
    weighed = tuple(zip(of, map(Decimal, weights.split()), strict=False)) if weights else ()
    across, coverage = more.pop("across", None), Decimal(more.pop("coverage", 0))
    rounding, bands = more.pop("rounding", None), more.pop("bands", ())
    measure = AggregateMeasure(of, how, take, weighed, across, coverage, **more)
    return indicator("n", measure, bands, levels=("region",) if across else ("town",), rounding=rounding)


def given(**values: str) -> list[Fact]:
    return [number(key, value) for key, value in values.items()]


ALL = given(a="3", b="1", c="7")  # points 4 1 4
TWO = given(a="3", b="1")  # points 4 1 and unknown, 0 to 4
OUT = [*TWO, state("c", FactState.NOT_APPLICABLE)]
COEFFICIENT = IndicatorOperand("f")
ZERO, BLOCK = Gap.ZERO, Gap.BLOCK

# value, lower, upper
TOTALS: dict[str, tuple[Indicator, list[Fact], list[Any]]] = {
    # ∛(4 · 1 · 4) = ∛16 = 2.5198420998
    "geometric mean": (total(How.GEOMETRIC_MEAN), ALL, ["2.5198421", "2.5198421", "2.5198421"]),
    # (4² · 1)^(1 ÷ 3)
    "geometric mean with weights": (
        total(How.GEOMETRIC_MEAN, of=("a", "b"), weights="2 1"),
        ALL,
        ["2.5198421", "2.5198421", "2.5198421"],
    ),
    "geometric mean with a zero": (total(How.GEOMETRIC_MEAN), given(a="3", b="0", c="7"), ["0", "0", "0"]),
    # √(4 · 1) = 2; with the third from 0 to 4
    "geometric mean of what is known": (total(How.GEOMETRIC_MEAN), TWO, ["2", "0", "2.5198421"]),
    "geometric mean of less than zero": (
        total(How.GEOMETRIC_MEAN, take="value"),
        given(a="3", b="-1", c="7"),
        [None, None, None],
    ),
    # √(4 · 16): values
    "geometric mean of values": (
        total(How.GEOMETRIC_MEAN, of=("a", "b"), take="value"),
        given(a="4", b="16"),
        ["8", "8", "8"],
    ),
    # 3 ÷ (1/4 + 1 + 1/4)
    "harmonic mean": (total(How.HARMONIC_MEAN), ALL, ["2", "2", "2"]),
    # (2 + 1) ÷ (2/4 + 1)
    "harmonic mean with weights": (total(How.HARMONIC_MEAN, of=("a", "b"), weights="2 1"), ALL, ["2", "2", "2"]),
    "harmonic mean with a zero": (total(How.HARMONIC_MEAN), given(a="3", b="0", c="7"), ["0", "0", "0"]),
    # 2 ÷ (1/4 + 1) = 1.6; with the third from 0 to 4: 0 to 2
    "harmonic mean of what is known": (total(How.HARMONIC_MEAN), TWO, ["1.6", "0", "2"]),
    "an unknown member leaves": (total(How.MEAN), TWO, ["2.5", "1.666666667", "3"]),
    # (4 + 1 + 0) ÷ 3
    "an unknown member is zero": (total(How.MEAN, unknown=ZERO), TWO, ["1.666666667", "1.666666667", "3"]),
    "an unknown member is the least": (total(How.MIN, unknown=ZERO), TWO, ["0", "0", "1"]),
    # 5 of 12
    "an unknown member is in the maximum": (
        total(How.PERCENT_OF_MAXIMUM, unknown=ZERO),
        TWO,
        ["41.666666667", "41.666666667", "75"],
    ),
    "an unknown member does not meet": (
        total(How.SHARE_MEETING, unknown=ZERO),
        TWO,
        ["33.333333333", "33.333333333", "66.666666667"],
    ),
    "an unknown member blocks": (total(How.SUM, unknown=BLOCK), TWO, [None, "5", "9"]),
    "one not applicable leaves": (total(How.MEAN), OUT, ["2.5", "2.5", "2.5"]),
    "one not applicable is zero": (
        total(How.MEAN, not_applicable=ZERO),
        OUT,
        ["1.666666667", "1.666666667", "1.666666667"],
    ),
    # 5 of 12
    "one not applicable is in the maximum": (
        total(How.PERCENT_OF_MAXIMUM, not_applicable=ZERO),
        OUT,
        ["41.666666667", "41.666666667", "41.666666667"],
    ),
    # b and c: (2 · 1 + 3 · 0) ÷ 5
    "one not applicable has its weight": (
        total(How.WEIGHTED_MEAN, of=("b", "c"), weights="2 3", not_applicable=ZERO),
        OUT,
        ["0.4", "0.4", "0.4"],
    ),
    "one not applicable blocks": (total(How.SUM, not_applicable=BLOCK), OUT, [None, "5", "5"]),
    "none blocks": (total(How.SUM, unknown=BLOCK, not_applicable=BLOCK), ALL, ["9", "9", "9"]),
    "outcomes that count": (total(How.COUNT_MEETING, outcomes=("low", "none")), ALL, ["1", "1", "1"]),
    "share of outcomes": (
        total(How.SHARE_MEETING, outcomes=("low", "none")),
        ALL,
        ["33.333333333", "33.333333333", "33.333333333"],
    ),
    "an outcome that may still count": (total(How.COUNT_MEETING, outcomes=("low",)), TWO, ["1", "1", "2"]),
    "an outcome that must count": (
        total(How.COUNT_MEETING, outcomes=("high", "low", "none")),
        TWO,
        ["2", "3", "3"],
    ),
    "a coefficient": (total(How.SUM, coefficient=COEFFICIENT), [*TWO, number("x", "1.5")], ["7.5", "7.5", "13.5"]),
    "points as coefficient": (
        total(How.SUM, coefficient=IndicatorOperand("f", take=FindingTake.POINTS)),
        [*TWO, number("x", "1.5")],
        ["10", "10", "18"],
    ),
    "a coefficient of zero": (total(How.SUM, coefficient=COEFFICIENT), [*ALL, number("x", "0")], ["0", "0", "0"]),
    # 100 · 2 ÷ 7 · 1.75 = 50; 28.571428571 · 1.75 would be 49.999999999
    "a coefficient is reckoned at once": (
        total(How.WEIGHTED_MEAN, of=("a", "b"), take="value", weights="1 6", coefficient=COEFFICIENT),
        [*given(a="200", b="0"), number("x", "1.75")],
        ["50", "50", "50"],
    ),
    "a cap": (total(How.SUM, cap=Decimal(6)), ALL, ["6", "6", "6"]),
    "a cap of bounds": (total(How.SUM, cap=Decimal(6)), TWO, ["5", "5", "6"]),
    # 5 × 1.5 = 7.5, then the cap
    "a cap after the coefficient": (
        total(How.SUM, coefficient=COEFFICIENT, cap=Decimal(7)),
        [*TWO, number("x", "1.5")],
        ["7", "7", "7"],
    ),
    # 5 ÷ 3 = 1.666…, capped, then rounded, as its bounds are
    "rounded last": (
        total(How.MEAN, unknown=ZERO, cap=Decimal("1.6"), rounding=Rounding(0, RoundingMode.HALF_UP)),
        TWO,
        ["2", "2", "2"],
    ),
}


def test_totals(ask: Ask) -> None:
    cases = {name: (rule, facts) for name, (rule, facts, _) in TOTALS.items()}
    assert ask_each(ask, cases, "value lower upper", *PARTS, FACTOR) == {
        name: expected for name, (*_, expected) in TOTALS.items()
    }


WHY: dict[str, tuple[Indicator, list[Fact], list[Any]]] = {
    "a member blocks": (total(How.SUM, unknown=BLOCK), TWO, ["no_data", "member_unknown"]),
    "a member not applicable blocks": (total(How.SUM, not_applicable=BLOCK), OUT, ["no_data", "member_unknown"]),
    "less than zero has no geometric mean": (
        total(How.GEOMETRIC_MEAN, take="value"),
        given(a="3", b="-1", c="7"),
        ["not_assessed", "not_computable"],
    ),
    "nor a harmonic one": (
        total(How.HARMONIC_MEAN, take="value"),
        given(a="3", b="-1", c="7"),
        ["not_assessed", "not_computable"],
    ),
    "the coefficient is not reported": (
        total(How.SUM, coefficient=COEFFICIENT),
        ALL,
        ["no_data", "not_reported"],
    ),
    "the coefficient is suppressed": (
        total(How.SUM, coefficient=COEFFICIENT),
        [*ALL, state("x", FactState.SUPPRESSED)],
        ["suppressed", "suppressed"],
    ),
    "the coefficient is less than zero": (
        total(How.SUM, coefficient=COEFFICIENT),
        [*ALL, number("x", "-1")],
        ["not_assessed", "not_computable"],
    ),
    "nothing applies, though it would count as zero": (
        total(How.SUM, of=("c",), not_applicable=ZERO),
        OUT,
        ["not_applicable", "kind"],
    ),
    "too few": (total(How.SUM, unknown=ZERO, coverage=70), TWO, ["no_data", "coverage"]),
}


def test_totals_that_are_not_given(ask: Ask) -> None:
    cases = {name: (rule, facts) for name, (rule, facts, _) in WHY.items()}
    assert ask_each(ask, cases, "status reason", *PARTS, FACTOR) == {
        name: expected for name, (*_, expected) in WHY.items()
    }


def test_nothing_is_judged_by_a_sum_of_nothing(ask: Ask) -> None:
    """A sum of nothing is 0, beside "0 of 3 assessed"; no outcome follows, unless the unknown is said to be zero."""
    elsewhere = [number("x", "1")]
    for how in (How.SUM, How.COUNT_MEETING):
        plain = ask(*PARTS, FACTOR, total(how), facts=elsewhere)
        assert plain("status value outcome", of="n") == ["scored", "0", None]
        assert plain.total("value assessed applicable") == ["0", 0, 3]
        judged = ask(*PARTS, FACTOR, total(how, bands=TWO_POINTS), facts=elsewhere)
        assert judged("status reason outcome", of="n") == ["no_data", "operand", None]
        zero = ask(*PARTS, FACTOR, total(how, bands=TWO_POINTS, unknown=ZERO), facts=elsewhere)
        assert zero("status value outcome", of="n") == ["scored", "0", "some"]


def test_a_zero_is_not_assessed(ask: Ask) -> None:
    """It is told as before how many are known and how many apply; what does not apply but counts is in the maximum."""
    got = ask(*PARTS, total(How.SUM, unknown=ZERO), facts=TWO)
    assert got.total("value assessed applicable maximum nominal") == ["5", 2, 3, "12", "12"]
    out = ask(*PARTS, total(How.SUM, not_applicable=ZERO), facts=OUT)
    assert out.total("value assessed applicable maximum nominal") == ["5", 2, 2, "12", "12"]
    left = ask(*PARTS, total(How.SUM), facts=OUT)
    assert left.total("value assessed applicable maximum nominal") == ["5", 2, 2, "8", "12"]


def across(how: How = How.WEIGHTED_MEAN, **more: Any) -> Indicator:
    return total(how, of=("a",), take="value", across="town", weight_by="f", **more)


def test_weights_of_another_indicator(ask: Ask) -> None:
    """Values 2, 4 and 9 of towns with 1, 3 and 1 people: (2 + 12 + 9) ÷ 5."""
    facts = [*among("a", t="2", u="4", v="9"), *among("x", t="1", u="3", v="1")]
    got = ask(*PARTS, FACTOR, across(), facts=facts, places=REGION)
    assert got.total("value assessed applicable lower upper", entity="r") == ["4.6", 3, 3, "4.6", "4.6"]
    summed = ask(*PARTS, FACTOR, across(How.SUM), facts=facts, places=REGION)
    assert summed("value", of="n", entity="r") == ["23"]


def test_without_a_weight_a_member_is_unknown(ask: Ask) -> None:
    """u has no people given, v none: only t counts. Of points, neither bounds nor a maximum are given."""
    facts = [*among("a", t="2", u="4", v="9"), *among("x", t="1", v="0")]
    got = ask(*PARTS, FACTOR, across(), facts=facts, places=REGION)
    assert got.total("value assessed applicable lower upper", entity="r") == ["2", 1, 3, None, None]
    assert got("status marks", of="n", entity="r") == ["scored", "provisional"]
    of_points = total(How.WEIGHTED_MEAN, of=("a",), across="town", weight_by="f")
    points = ask(*PARTS, FACTOR, of_points, facts=facts, places=REGION)
    expected = ["1", 1, 3, None, None, None, None]
    assert points.total("value assessed applicable lower upper maximum nominal", entity="r") == expected
    blocked = ask(*PARTS, FACTOR, across(unknown=BLOCK), facts=facts, places=REGION)
    assert blocked("status reason", of="n", entity="r") == ["no_data", "member_unknown"]
