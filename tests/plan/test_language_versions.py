"""Versions of what an indicator reads at earlier periods, and roll-ups of the wider language; worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.pack.model import (
    AggregateMeasure,
    CarryForward,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    Fold,
    How,
    Indicator,
    IndicatorOperand,
    RatioMeasure,
    Rounding,
    RoundingMode,
    ValueMeasure,
)
from tests.plan.asked_of_both import REGION, Ask, among, at_least, ladder, last, number, numbers, over, rung, since
from tests.plan.packs import LEVELS, constant, indicator

A, B = FactOperand("a"), FactOperand("b")
CHANGE = indicator("i", ChangeMeasure(IndicatorOperand("j"), ChangeAs.DIFFERENCE))


def versions(first_of: FactOperand = A, then: FactOperand = B, *, until: int = 2019) -> tuple[Indicator, Indicator]:
    """j is a fact until the end of a year, and another one from then on."""
    return (
        indicator("j", ValueMeasure(first_of), until=until),
        indicator("j", ValueMeasure(then), version="2.0.0", since=until + 1),
    )


FACTS = [*numbers("a", "1 2 3 4 5 6"), *numbers("b", "10 20 30 50 80 100")]


def told(ask: Ask, *rules: Indicator, **more: Any) -> list[list[Any]]:
    periods = ("2019", "2020", "2021")
    got = ask(*rules, facts=FACTS, periods=periods, **more)
    return [got("status reason value", period=p) for p in periods]


BROKEN = ["not_assessed", "series_break", None]


def test_a_change_over_a_change_of_version(ask: Ask) -> None:
    """a: 4 − 3; then a against b; then b: 100 − 80."""
    assert told(ask, *versions(), CHANGE) == [["scored", None, "1"], BROKEN, ["scored", None, "20"]]
    assert ask(*versions(), CHANGE, facts=FACTS)("marks") == ["series_break"]


def test_the_same_under_the_present_version(ask: Ask) -> None:
    """b: 80 − 50."""
    expected = [["scored", None, "1"], ["scored", None, "30"], ["scored", None, "20"]]
    assert told(ask, *versions(), CHANGE, reevaluate=True) == expected


def test_where_no_version_was_in_force_the_present_one_is_taken(ask: Ask) -> None:
    rules = versions()[1], indicator("i", CHANGE.measure, since=2020)
    got = ask(*rules, facts=FACTS, periods=("2020", "2021"))
    assert [got("value", period=p) for p in ("2020", "2021")] == [["30"], ["20"]]


def test_what_was_not_in_force_is_taken_with_all_that_it_rests_on(ask: Ask) -> None:
    """k was not there in 2019, when j was a: it is read there as now, of b: 80 − 50."""
    k = indicator("k", ValueMeasure(IndicatorOperand("j")), since=2020)
    i = indicator("i", ChangeMeasure(IndicatorOperand("k"), ChangeAs.DIFFERENCE), since=2020)
    got = ask(*versions(), k, i, facts=FACTS, periods=("2020", "2021"))
    assert [got("status value", period=p) for p in ("2020", "2021")] == [["scored", "30"], ["scored", "20"]]


def test_facts_have_no_versions(ask: Ask) -> None:
    """Only indicators that are read break a series, not the reader itself."""
    rules = (
        indicator("i", ChangeMeasure(A, ChangeAs.DIFFERENCE), until=2019),
        indicator("i", ChangeMeasure(B, ChangeAs.DIFFERENCE), version="2.0.0", since=2020),
    )
    assert [row[2] for row in told(ask, *rules)] == ["1", "30", "20"]


def test_a_window_with_a_break_in_it(ask: Ask) -> None:
    """Three years back from 2020 and 2021 lie beyond the break, two years from 2021 do not: 80 + 100."""
    three = indicator("i", ValueMeasure(IndicatorOperand("j", last(3, Fold.SUM))))
    two = indicator("k", ValueMeasure(IndicatorOperand("j", last(2, Fold.SUM))))
    assert told(ask, *versions(), three) == [["scored", None, "9"], BROKEN, BROKEN]
    got = ask(*versions(), two, facts=FACTS, periods=("2020", "2021"))
    assert [got("status value", of="k", period=p) for p in ("2020", "2021")] == [
        ["not_assessed", None],
        ["scored", "180"],
    ]


def test_what_an_indicator_rests_on_has_versions_too(ask: Ask) -> None:
    """k is the same all along, but it doubles j: a: 8 − 6, then a break, then b: 200 − 160."""
    doubled = indicator("k", RatioMeasure(IndicatorOperand("j"), ConstantOperand("half"), 1))
    change = indicator("i", ChangeMeasure(IndicatorOperand("k"), ChangeAs.DIFFERENCE))
    expected = [["scored", None, "2"], BROKEN, ["scored", None, "40"]]
    assert told(ask, *versions(), doubled, change, constants=[("half", "0.5")]) == expected


def test_a_constant_of_another_version_is_a_break(ask: Ask) -> None:
    """a ÷ 0.5 until 2019, a ÷ 0.25 from 2020: 8 − 6; then 24 − 20."""
    halves = [constant("half", "0.5", until=2019), constant("half", "0.25", "2.0.0", since=2020)]
    rule = indicator("k", RatioMeasure(A, ConstantOperand("half"), 1))
    change = indicator("i", ChangeMeasure(IndicatorOperand("k"), ChangeAs.DIFFERENCE))
    assert told(ask, rule, change, constants=halves) == [["scored", None, "2"], BROKEN, ["scored", None, "4"]]
    again = told(ask, rule, change, constants=halves, reevaluate=True)
    assert [row[2] for row in again] == ["2", "4", "4"]


def test_members_of_a_total_have_versions_too(ask: Ask) -> None:
    total = indicator("n", AggregateMeasure(("j",), How.SUM, "value", (), None, Decimal(0)))
    change = indicator("i", ChangeMeasure(IndicatorOperand("n"), ChangeAs.DIFFERENCE))
    assert told(ask, *versions(), total, change) == [["scored", None, "1"], BROKEN, ["scored", None, "20"]]


def test_a_break_in_an_input(ask: Ask) -> None:
    """It is one unknown test: it matters where it might decide."""
    inputs = [("p", IndicatorOperand("j", last(2, Fold.SUM)))]
    judge = ladder(rung("five", "1", at_least("value", "5")), rung("p", "2", at_least("p", "1")), inputs=inputs)
    rule = indicator("i", ValueMeasure(A), judge=judge)
    got = ask(*versions(), rule, facts=FACTS, periods=("2019", "2020"))
    assert got("status outcome", period="2019") == ["scored", "p"]
    assert got("status outcome", period="2020") == ["scored", "five"]
    lower = [*numbers("a", "1 2 3 4 4"), *FACTS[6:]]
    assert ask(*versions(), rule, facts=lower)("status reason") == ["not_assessed", "series_break"]


def test_a_break_is_handed_on(ask: Ask) -> None:
    after = indicator("k", ValueMeasure(IndicatorOperand("i")))
    got = ask(*versions(), CHANGE, after, facts=FACTS)
    assert got("status reason", of="k") == ["not_assessed", "series_break"]


def test_what_is_known_need_not_be_carried_over_a_break(ask: Ask) -> None:
    """80 is known; and where it is not, the 4 of another version does not stand in for it."""
    carried = indicator("i", ValueMeasure(IndicatorOperand("j", missing=CarryForward(2))))
    assert ask(*versions(), carried, facts=FACTS)("status value marks") == ["scored", "80", ""]
    assert ask(*versions(), carried, facts=FACTS[:6])("status reason") == ["no_data", "not_reported"]


# Roll-ups


def rolled(measure: Any, coverage: str = "50", **more: Any) -> Indicator:
    return indicator("i", measure, levels=LEVELS, rollup=coverage, **more)


def test_a_window_of_a_roll_up_is_summed_entity_by_entity(ask: Ask) -> None:
    """The greatest of t is 4, that of u 5: 9, though no year came to more than 7."""
    facts = [*numbers("a", "- - - 4 2", entity="t"), *numbers("a", "- - - 3 5", entity="u")]
    got = ask(rolled(ValueMeasure(over("a", last(2, Fold.GREATEST)))), facts=facts, places=REGION)
    assert got("status value covered countable marks", entity="r") == ["scored", "9", 2, 3, "partial_coverage"]


def test_a_change_of_a_roll_up_against_the_first_known(ask: Ask) -> None:
    """t: 8 against 3 of 2017; u has no earlier value; so 8 − 3, of the same entity."""
    facts = [*numbers("a", "- 3 - - 8", entity="t"), *numbers("a", "- - - - 5", entity="u")]
    rule = rolled(ChangeMeasure(A, ChangeAs.DIFFERENCE, since("2016", Fold.FIRST, until=1)), "0")
    assert ask(rule, facts=facts, places=REGION)("status value covered", entity="r") == ["scored", "5", 1]


def test_a_sum_is_rounded_not_its_parts(ask: Ask) -> None:
    """0.4 + 0.4 + 0.4 = 1.2."""
    operand = FactOperand("a", rounding=Rounding(0, RoundingMode.HALF_UP))
    got = ask(rolled(ValueMeasure(operand)), facts=among("a", t="0.4", u="0.4", v="0.4"), places=REGION)
    assert got("value", entity="r") == ["1"]
    assert got("value", entity="t") == ["0"]


def test_inputs_are_not_rolled_up(ask: Ask) -> None:
    """b is read at the region itself."""
    judge = ladder(rung("many", "2", at_least("q", "9")), rung("few", "1"), inputs=[("q", B)])
    facts = [*among("a", t="1", u="2", v="3"), *among("b", t="5", u="5")]
    silent = ask(rolled(ValueMeasure(A), judge=judge), facts=facts, places=REGION)
    assert silent("status reason", entity="r") == ["no_data", "not_reported"]
    own = ask(rolled(ValueMeasure(A), judge=judge), facts=[*facts, number("b", "9", entity="r")], places=REGION)
    assert own("status value outcome", entity="r") == ["scored", "6", "many"]
