"""One case for each row of the table of statuses, and for each rule by which facts compete; worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine.pack.model import (
    BEFORE,
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    PresenceMeasure,
    RatioMeasure,
    Resolution,
    Series,
    ValueMeasure,
)
from engine.statuses import FactState
from tests.plan.given import Fact, Place
from tests.plan.packs import LEVELS, NOWHERE, YES_NO, above, at_least, below, equals, indicator, pack
from tests.plan.world import Outcome, run

EARLY, LATE = date(2020, 3, 1), date(2020, 3, 2)
TOWN = (Place("t", "town"),)
FAMILY = (Place("r", "region"), Place("t", "town", "r"), Place("u", "town", "r"), Place("v", "town", "r"))
A, B, C = FactOperand("a"), FactOperand("b"), FactOperand("c")
X, Y, Z, M = FactOperand("x"), FactOperand("y"), FactOperand("z"), FactOperand("m")
HIGH_LOW = (at_least("high", "3", "2", meets=True), below("low", "3", "1"))
CHANGE = ChangeMeasure(A, ChangeAs.DIFFERENCE)


def number(key: str, value: str, *, entity: str = "t", period: str = "2020", source: str = "s1", **more: Any) -> Fact:
    return Fact(entity, period, key, Decimal(value), source, **more)


def state(key: str, of: FactState, *, entity: str = "t", period: str = "2020", source: str = "s1", **more: Any) -> Fact:
    return Fact(entity, period, key, None, source, of, **more)


def outcome(
    *of: Indicator,
    facts: Sequence[Fact] = (),
    places: Sequence[Place] = TOWN,
    period: str = "2020",
    resolution: Resolution | None = None,
) -> Outcome:
    return run(pack(of, resolution=resolution, constants=[("ten", "10")]), places, facts, [period])


def told(got: Outcome, *, entity: str = "t", period: str = "2020", name: str = "i") -> tuple[str, str | None]:
    row = got.findings[entity, period, name]
    return row["status"], row["reason"]


def of(got: Outcome, names: str, *, entity: str = "t", name: str = "i") -> list[Any]:
    """Columns of one finding of 2020."""
    row = got.findings[entity, "2020", name]
    return [row[column] for column in names.split()]


# The table of statuses


def test_a_kind_the_rule_does_not_apply_to() -> None:
    rule = indicator("i", ValueMeasure(A), HIGH_LOW, kinds=("town",))
    got = outcome(rule, facts=[number("a", "5", entity="c")], places=[Place("c", "city")])
    assert told(got, entity="c") == ("not_applicable", "kind")
    assert of(got, "value points lower upper", entity="c") == [None] * 4
    assert got.asked == set()


def test_facts_that_lead_to_different_outcomes() -> None:
    facts = [number("a", "2"), number("a", "3", source="s2")]
    got = outcome(indicator("i", ValueMeasure(A), HIGH_LOW), facts=facts)
    assert told(got) == ("conflict", "contradiction")
    assert of(got, "value outcome points lower upper") == [None, None, None, 1, 2]
    assert got.asked == {("t", "2020", "a", "clarify")}
    assert got.losers == {(1, "contradicts")}


def test_facts_that_lead_to_one_outcome() -> None:
    facts = [number("a", "4"), number("a", "3", source="s2")]
    got = outcome(indicator("i", ValueMeasure(A), HIGH_LOW), facts=facts)
    assert told(got) == ("scored", None)
    assert of(got, "value outcome points lower upper marks") == [4, "high", 2, 2, 2, "sources_disagree"]
    assert got.asked == set()


def test_without_bands_different_values_are_a_conflict() -> None:
    facts = [number("a", "4"), number("a", "3", source="s2")]
    assert told(outcome(indicator("i", ValueMeasure(A)), facts=facts)) == ("conflict", "contradiction")


def test_an_earlier_value_known_not_to_exist() -> None:
    facts = [state("a", FactState.NOT_APPLICABLE, period="2019")]
    got = outcome(indicator("i", CHANGE, HIGH_LOW), facts=facts)
    assert told(got) == ("not_assessed", "no_predecessor")
    assert of(got, "value points lower upper") == [None] * 4
    assert got.asked == {("t", "2020", "a", "base_line")}


def test_no_earlier_period_of_the_same_length() -> None:
    facts = [number("a", "5", period="h1"), number("a", "3", period="2020")]
    got = outcome(indicator("i", CHANGE), facts=facts, period="h1")
    assert told(got, period="h1") == ("not_assessed", "no_predecessor")
    assert got.asked == set()


def test_the_earlier_value_is_not_reported() -> None:
    got = outcome(indicator("i", CHANGE, HIGH_LOW), facts=[number("a", "5")])
    assert told(got) == ("no_data", "previous_missing")
    assert of(got, "lower upper") == [1, 2]
    assert got.asked == {("t", "2019", "a", "no_data")}


def test_neither_value_is_reported() -> None:
    got = outcome(indicator("i", CHANGE))
    assert told(got) == ("no_data", "not_reported")
    assert got.asked == {("t", "2019", "a", "no_data"), ("t", "2020", "a", "no_data")}


STATES = {
    "evidence cannot be opened": ([state("a", FactState.UNCONFIRMED)], "unconfirmed", "evidence", "restore_access"),
    "a source the rule does not list": ([number("a", "1", source="s2")], "unconfirmed", "source_not_listed", "confirm"),
    "a rejected row": ([state("a", FactState.REJECTED)], "no_data", "candidate_rejected", "resubmit"),
    "checked and not found": ([state("a", FactState.NOT_FOUND)], "no_data", "not_found", "no_data"),
    "not found on a site not listed": (
        [state("a", FactState.NOT_FOUND, source="s2")],
        "no_data",
        "not_found",
        "no_data",
    ),
    "not reported": ([], "no_data", "not_reported", "no_data"),
    "suppressed": ([state("a", FactState.SUPPRESSED)], "suppressed", "suppressed", None),
}


@pytest.mark.parametrize(("facts", "status", "reason", "asked"), STATES.values(), ids=STATES)
def test_a_fact_without_a_number(facts: list[Fact], status: str, reason: str, asked: str | None) -> None:
    got = outcome(indicator("i", ValueMeasure(A), HIGH_LOW, sources=("s1",)), facts=facts)
    assert told(got) == (status, reason)
    assert of(got, "value outcome points lower upper") == [None, None, None, 1, 2]
    assert got.asked == ({("t", "2020", "a", asked)} if asked else set())


def test_a_fact_says_that_the_indicator_does_not_apply() -> None:
    got = outcome(indicator("i", ValueMeasure(A), HIGH_LOW), facts=[state("a", FactState.NOT_APPLICABLE)])
    assert told(got) == ("not_applicable", "fact_says_so")
    assert of(got, "lower upper") == [None, None]
    assert got.asked == set()


def test_confirmed_absent_is_the_number_it_means() -> None:
    got = outcome(indicator("i", ValueMeasure(A), HIGH_LOW), facts=[state("a", FactState.CONFIRMED_ABSENT)])
    assert of(got, "status value outcome points") == ["scored", 0, "low", 1]


def test_confirmed_absent_that_means_no_number() -> None:
    got = outcome(indicator("i", ValueMeasure(C), HIGH_LOW), facts=[state("c", FactState.CONFIRMED_ABSENT)])
    assert told(got) == ("no_data", "no_number")


def test_zero_is_a_value() -> None:
    assert of(outcome(indicator("i", ValueMeasure(A), HIGH_LOW), facts=[number("a", "0")]), "status value") == [
        "scored",
        0,
    ]


def test_a_rejected_row_is_not_replaced_by_an_older_fact() -> None:
    facts = [number("a", "5", observed=EARLY), state("a", FactState.REJECTED, observed=LATE)]
    got = outcome(indicator("i", ValueMeasure(A)), facts=facts)
    assert told(got) == ("no_data", "candidate_rejected")
    assert got.losers == {(0, "older")}
    assert got.asked == {("t", "2020", "a", "resubmit")}


def test_a_rejected_row_without_a_date_is_the_newest() -> None:
    facts = [number("a", "5", observed=LATE), state("a", FactState.REJECTED)]
    got = outcome(indicator("i", ValueMeasure(A)), facts=facts)
    assert told(got) == ("no_data", "candidate_rejected")


def test_a_rejected_row_of_another_source_only_loses() -> None:
    facts = [number("a", "5", observed=LATE), state("a", FactState.REJECTED, source="s2", observed=EARLY)]
    got = outcome(indicator("i", ValueMeasure(A)), facts=facts)
    assert of(got, "status value marks") == ["scored", 5, None]
    assert got.losers == {(1, "weaker")}


# Presence and count


def test_not_found_is_absence_only_where_the_rule_says_so() -> None:
    facts = [state("x", FactState.NOT_FOUND)]
    proves = indicator("i", PresenceMeasure((X,), 1, True), YES_NO, sources=("s1",))
    says_nothing = indicator("j", PresenceMeasure((X,), 1, False), YES_NO, sources=("s1",))
    elsewhere = indicator("k", PresenceMeasure((X,), 1, True), YES_NO, sources=("s2",))
    got = outcome(proves, says_nothing, elsewhere, facts=facts)
    assert of(got, "status value outcome points") == ["scored", 0, "no", 0]
    assert told(got, name="j") == ("no_data", "not_found")
    assert told(got, name="k") == ("no_data", "not_found")


PRESENCE: Mapping[str, tuple[int | None, list[Fact], tuple[str, str | None, int | None]]] = {
    "enough present, others unknown": (1, [number("x", "1")], ("scored", None, 1)),
    "not enough left": (3, [number("x", "0")], ("scored", None, 0)),
    "one absent of all": (None, [number("x", "0")], ("scored", None, 0)),
    "still open": (2, [number("x", "1")], ("no_data", "not_reported", None)),
    "unconfirmed comes before not reported": (
        2,
        [number("x", "1"), state("y", FactState.UNCONFIRMED)],
        ("unconfirmed", "evidence", None),
    ),
    "confirmed absent": (1, [state(k, FactState.CONFIRMED_ABSENT) for k in "xyz"], ("scored", None, 0)),
    "not applicable ones leave": (
        None,
        [number("x", "1"), number("y", "1"), state("z", FactState.NOT_APPLICABLE)],
        ("scored", None, 1),
    ),
    "no more is needed than is left": (
        2,
        [number("x", "1"), state("y", FactState.NOT_APPLICABLE), state("z", FactState.NOT_APPLICABLE)],
        ("scored", None, 1),
    ),
    "all not applicable": (
        1,
        [state(k, FactState.NOT_APPLICABLE) for k in "xyz"],
        ("not_applicable", "fact_says_so", None),
    ),
}


@pytest.mark.parametrize(("need", "facts", "expected"), PRESENCE.values(), ids=PRESENCE)
def test_presence(need: int | None, facts: list[Fact], expected: tuple[str, str | None, int | None]) -> None:
    got = outcome(indicator("i", PresenceMeasure((X, Y, Z), need, False), YES_NO), facts=facts)
    assert tuple(of(got, "status reason value")) == expected


def test_nobody_looks_for_more_where_a_confirmation_would_do() -> None:
    rule = indicator("i", PresenceMeasure((X, Y), 1, False), YES_NO)
    got = outcome(rule, facts=[state("x", FactState.UNCONFIRMED)])
    assert told(got) == ("unconfirmed", "evidence")
    assert got.asked == {("t", "2020", "x", "restore_access")}


def test_all_that_could_settle_a_presence_is_asked() -> None:
    rule = indicator("i", PresenceMeasure((X, Y), None, False), YES_NO)
    got = outcome(rule, facts=[state("x", FactState.UNCONFIRMED)])
    assert got.asked == {("t", "2020", "x", "restore_access"), ("t", "2020", "y", "no_data")}


def test_an_absent_one_does_not_help_to_reach_what_is_needed() -> None:
    """One of two is absent: confirming the second cannot make two, so the third is asked for as well."""
    rule = indicator("i", PresenceMeasure((X, Y, Z), 2, False), YES_NO)
    got = outcome(rule, facts=[number("x", "0"), state("y", FactState.UNCONFIRMED)])
    assert told(got) == ("unconfirmed", "evidence")
    assert got.asked == {("t", "2020", "y", "restore_access"), ("t", "2020", "z", "no_data")}


def test_count_takes_members_of_a_set_and_facts_that_are_present() -> None:
    of_set = indicator("i", CountMeasure((M,), False))
    of_facts = indicator("j", CountMeasure((X, Y, Z), False))
    facts = [number("m", "3", text="p|q|r"), number("x", "1"), number("y", "0"), state("z", FactState.CONFIRMED_ABSENT)]
    got = outcome(of_set, of_facts, facts=facts)
    assert of(got, "status value facts") == ["scored", 3, [0]]
    assert of(got, "status value facts", name="j") == ["scored", 1, [1, 2, 3]]


# Numbers


def test_a_ratio_is_snapped_to_nine_places() -> None:
    got = outcome(indicator("i", RatioMeasure(A, B, 100)), facts=[number("a", "2"), number("b", "3")])
    assert of(got, "value") == [Decimal("66.666666667")]


ZERO_DIVISOR = {
    "ratio": (RatioMeasure(A, B, 100), "zero_denominator"),
    "percent": (ChangeMeasure(B, ChangeAs.PERCENT), "zero_denominator"),
    "growth rate": (ChangeMeasure(B, ChangeAs.GROWTH_RATE), "zero_denominator"),
    "formula": (FormulaMeasure("100 * a / b", (("a", A), ("b", B)), NOWHERE), "zero_denominator"),
    "logarithm": (FormulaMeasure("a + LN(b)", (("a", A), ("b", B)), NOWHERE), "not_computable"),
}


@pytest.mark.parametrize(("measure", "reason"), ZERO_DIVISOR.values(), ids=ZERO_DIVISOR)
def test_division_by_zero_or_a_logarithm_of_it(measure: Any, reason: str) -> None:
    facts = [number("a", "2"), number("b", "0"), number("b", "0", period="2019")]
    got = outcome(indicator("i", measure, HIGH_LOW), facts=facts)
    assert told(got) == ("not_assessed", reason)
    assert of(got, "lower upper") == [None, None]
    assert got.asked == set()


CHANGES = {
    ChangeAs.DIFFERENCE: "-1",
    ChangeAs.POINTS: "-1",
    ChangeAs.PERCENT: "-33.333333333",
    ChangeAs.GROWTH_RATE: "66.666666667",
}


@pytest.mark.parametrize(("shown_as", "value"), CHANGES.items())
def test_a_change(shown_as: ChangeAs, value: str) -> None:
    facts = [number("a", "2"), number("a", "3", period="2019")]
    got = outcome(indicator("i", ChangeMeasure(A, shown_as)), facts=facts)
    assert of(got, "value facts") == [Decimal(value), [0, 1]]


def test_equal_is_not_growth() -> None:
    bands = (above("growth", "0", "1"), equals("no_change", "0", "0"), below("decline", "0", "0"))
    facts = [number("a", "0.3"), number("a", "0.3", period="2019")]
    assert of(outcome(indicator("i", CHANGE, bands), facts=facts), "outcome points") == ["no_change", 0]


def test_what_prints_as_the_limit_is_still_below_it() -> None:
    bands = (at_least("high", "0.7", "1"), below("low", "0.7", "0"))
    facts = [number("a", "0.699999999")]
    assert of(outcome(indicator("i", ValueMeasure(A), bands), facts=facts), "outcome") == ["low"]


def test_a_value_in_no_band() -> None:
    bands = (at_least("high", "3", "1"), equals("one", "1", "0"))
    assert told(outcome(indicator("i", ValueMeasure(A), bands), facts=[number("a", "2")])) == (
        "not_assessed",
        "not_computable",
    )


def test_a_value_of_an_indicator_in_conflict() -> None:
    facts = [number("a", "2"), number("a", "3", source="s2")]
    rules = indicator("i", ValueMeasure(A)), indicator("j", ValueMeasure(IndicatorOperand("i")))
    got = outcome(*rules, facts=facts)
    assert told(got, name="j") == ("conflict", "contradiction")


# How facts compete


def winner(facts: Sequence[Fact], *, sources: Sequence[str] = (), resolution: Resolution | None = None) -> Outcome:
    return outcome(indicator("i", ValueMeasure(A), sources=sources), facts=facts, resolution=resolution)


def test_a_correction_supersedes_what_its_provider_said_before() -> None:
    facts = [
        number("a", "1", provider="p", submitted=EARLY, observed=LATE),
        number("a", "2", provider="p"),
        number("a", "3", provider="p", submitted=LATE, correction=True),
        number("a", "3", provider="q", submitted=EARLY),
    ]
    got = winner(facts)
    assert of(got, "status value facts") == ["scored", 3, [2]]
    assert got.losers == {(0, "superseded"), (1, "superseded"), (3, "agrees")}


def test_a_correction_does_not_supersede_what_was_submitted_later() -> None:
    facts = [
        number("a", "1", provider="p", submitted=LATE),
        number("a", "2", provider="p", submitted=EARLY, correction=True),
    ]
    got = winner(facts)
    assert told(got) == ("conflict", "contradiction")
    assert got.losers == {(1, "contradicts")}


def test_of_corrections_the_one_submitted_later_then_the_later_row() -> None:
    facts = [
        number("a", "1", provider="p", submitted=LATE, correction=True),
        number("a", "2", provider="p", submitted=LATE, correction=True),
        number("a", "3", provider="p", submitted=EARLY, correction=True),
    ]
    got = winner(facts)
    assert of(got, "status value facts") == ["scored", 2, [1]]
    assert got.losers == {(0, "superseded"), (2, "superseded")}


def test_a_correction_stands_where_the_fact_it_corrects_stood() -> None:
    facts = [
        number("a", "1", provider="p", submitted=EARLY, source="s1"),
        number("a", "2", provider="p", submitted=LATE, source="s3", correction=True),
        number("a", "7", provider="q", source="s2"),
    ]
    got = winner(facts, sources=("s1", "s2"), resolution=Resolution(("s1", "s2")))
    assert of(got, "status value facts") == ["scored", 2, [1]]
    assert got.losers == {(0, "superseded"), (2, "source_order")}


def test_positive_evidence_beats_a_negative_search() -> None:
    got = winner([state("a", FactState.NOT_FOUND, observed=LATE), number("a", "4", source="s2", observed=EARLY)])
    assert of(got, "status value") == ["scored", 4]
    assert got.losers == {(0, "weaker")}


def test_a_listed_source_beats_one_not_listed() -> None:
    got = winner([number("a", "1", source="s2", observed=LATE), number("a", "2", observed=EARLY)], sources=("s1",))
    assert of(got, "status value marks") == ["scored", 2, None]
    assert got.losers == {(0, "weaker")}


def test_an_unconfirmed_fact_of_a_listed_source_beats_one_not_listed() -> None:
    got = winner([number("a", "1", source="s2"), state("a", FactState.UNCONFIRMED)], sources=("s1",))
    assert told(got) == ("unconfirmed", "evidence")


def test_not_listed_beats_not_found() -> None:
    got = winner([state("a", FactState.NOT_FOUND), number("a", "1", source="s2")], sources=("s1",))
    assert told(got) == ("unconfirmed", "source_not_listed")
    assert got.losers == {(0, "weaker")}


def test_not_applicable_counts_from_any_source() -> None:
    got = winner([state("a", FactState.NOT_APPLICABLE, source="s2")], sources=("s1",))
    assert told(got) == ("not_applicable", "fact_says_so")


def test_only_a_declared_order_of_sources_ranks_them() -> None:
    facts = [number("a", "1", source="s1", observed=LATE), number("a", "2", source="s2", observed=EARLY)]
    ordered = winner(facts, resolution=Resolution(("s2", "s1")))
    assert of(ordered, "status value marks") == ["scored", 2, None]
    assert ordered.losers == {(0, "source_order")}
    assert told(winner(facts)) == ("conflict", "contradiction")


def test_sources_outside_the_order_come_last_as_equals() -> None:
    facts = [number("a", "1", source="s1"), number("a", "2", source="s2"), number("a", "3", source="s3")]
    assert winner(facts, resolution=Resolution(("s3",))).losers == {(0, "source_order"), (1, "source_order")}
    without_first = winner(facts[:2], resolution=Resolution(("s3",)))
    assert told(without_first) == ("conflict", "contradiction")


def test_within_one_source_the_newer_observation() -> None:
    got = winner([number("a", "1", observed=EARLY), number("a", "2", observed=LATE), number("a", "3")])
    assert of(got, "status value facts") == ["scored", 2, [1]]
    assert got.losers == {(0, "older"), (2, "older")}


def test_one_source_and_one_date() -> None:
    facts = [number("a", "1", observed=LATE), number("a", "2", observed=LATE)]
    assert told(winner(facts)) == ("conflict", "contradiction")
    first = winner(facts, resolution=Resolution((), ties_first=True))
    assert of(first, "status value facts") == ["scored", 1, [0]]
    assert first.losers == {(1, "later_row")}


def test_those_that_say_the_same_agree() -> None:
    got = winner([number("a", "1"), number("a", "1.0", source="s2")])
    assert of(got, "status value marks") == ["scored", 1, None]
    assert got.losers == {(1, "agrees")}


def test_three_rivals_are_tried_four_are_a_conflict_at_once() -> None:
    rule = indicator("i", ValueMeasure(A), HIGH_LOW)
    facts = [number("a", str(n)) for n in (3, 4, 5, 6, 7)]
    assert of(outcome(rule, facts=facts[:4]), "status value marks") == ["scored", 3, "sources_disagree"]
    assert told(outcome(rule, facts=facts)) == ("conflict", "contradiction")
    twice = [*facts[:4], number("a", "6", source="s2")]
    assert of(outcome(rule, facts=twice), "status value") == ["scored", 3]


def test_three_contested_facts_are_tried_four_are_a_conflict_at_once() -> None:
    names = ("a", "b", "c")
    sum_of_three = FormulaMeasure("a + b + c", (("a", A), ("b", B), ("c", C)), NOWHERE)
    earlier = FactOperand("a", Series(BEFORE))
    sum_of_four = FormulaMeasure("a + b + c + d", (("a", A), ("b", B), ("c", C), ("d", earlier)), NOWHERE)
    facts = [number(key, value) for key in names for value in ("3", "4")]
    facts += [number("a", value, period="2019") for value in ("3", "4")]
    got = outcome(indicator("i", sum_of_three, HIGH_LOW), indicator("j", sum_of_four, HIGH_LOW), facts=facts)
    assert of(got, "status value marks") == ["scored", 9, "sources_disagree"]
    assert told(got, name="j") == ("conflict", "contradiction")


def test_two_contested_facts_whose_combination_decides() -> None:
    bands = (at_least("high", "10", "1"), below("low", "10", "0"))
    rule = indicator("i", FormulaMeasure("a + b", (("a", A), ("b", B)), NOWHERE), bands)
    facts = [number("a", "1"), number("a", "5", source="s2"), number("b", "1"), number("b", "5", source="s2")]
    got = outcome(rule, facts=facts)
    assert told(got) == ("conflict", "contradiction")
    assert got.asked == {("t", "2020", "a", "clarify"), ("t", "2020", "b", "clarify")}


# What is asked, once


def test_what_is_missing_is_asked_though_another_is_absent() -> None:
    """One present is needed; the first is known to be absent, so only the second can decide."""
    got = outcome(indicator("i", PresenceMeasure((X, Y), 1, False), YES_NO), facts=[number("x", "0")])
    assert told(got) == ("no_data", "not_reported")
    assert got.asked == {("t", "2020", "y", "no_data")}


def test_one_fact_is_asked_once_for_the_most_pressing_reason() -> None:
    rules = indicator("i", ValueMeasure(A), sources=("s2",)), indicator("j", ValueMeasure(A))
    got = outcome(*rules, facts=[number("a", "1"), number("a", "2", source="s3")])
    assert told(got) == ("unconfirmed", "source_not_listed")
    assert told(got, name="j") == ("conflict", "contradiction")
    assert got.asked == {("t", "2020", "a", "clarify")}


# Sums over the entities below


def rolled(measure: Any, coverage: str = "50") -> Indicator:
    return indicator("i", measure, levels=LEVELS, rollup=coverage)


def below_region(*values: str, period: str = "2020", key: str = "a") -> Iterator[Fact]:
    for town, value in zip("tuv", values, strict=False):
        if value:
            yield number(key, value, entity=town, period=period)


def test_a_sum_over_those_that_are_known() -> None:
    got = outcome(rolled(ValueMeasure(A)), facts=[*below_region("4", "5")], places=FAMILY)
    expected = ["scored", 9, [0, 1], 2, 3, "partial_coverage"]
    assert of(got, "status value facts covered countable marks", entity="r") == expected
    assert got.asked == {("v", "2020", "a", "no_data")}


def test_too_few_known() -> None:
    got = outcome(rolled(ValueMeasure(A), "67"), facts=[*below_region("4", "5")], places=FAMILY)
    assert of(got, "status reason value covered countable", entity="r") == ["no_data", "coverage", None, 2, 3]


def test_none_known() -> None:
    got = outcome(rolled(ValueMeasure(A)), places=FAMILY)
    assert of(got, "status reason covered countable", entity="r") == ["no_data", "not_reported", 0, 3]
    assert got.asked == {(town, "2020", "a", "no_data") for town in "tuv"}


def test_those_it_does_not_apply_to_leave_the_sum() -> None:
    facts = [*below_region("4"), *(state("a", FactState.NOT_APPLICABLE, entity=town) for town in "uv")]
    got = outcome(rolled(ValueMeasure(A), "100"), facts=facts, places=FAMILY)
    assert of(got, "status value covered countable marks", entity="r") == ["scored", 4, 1, 1, None]


def test_it_applies_to_none_of_them() -> None:
    facts = [state("a", FactState.NOT_APPLICABLE, entity=town) for town in "tuv"]
    got = outcome(rolled(ValueMeasure(A)), facts=facts, places=FAMILY)
    assert told(got, entity="r") == ("not_applicable", "fact_says_so")


def test_a_fact_of_its_own_is_not_replaced_by_a_sum() -> None:
    facts = [*below_region("4", "5", "6"), state("a", FactState.NOT_FOUND, entity="r")]
    got = outcome(rolled(ValueMeasure(A)), facts=facts, places=FAMILY)
    assert of(got, "status reason covered", entity="r") == ["no_data", "not_found", None]
    assert ("r", "2020", "a", "no_data") in got.asked


def test_a_contested_fact_is_not_summed() -> None:
    facts = [*below_region("4", "5", "6"), number("a", "7", entity="v", source="s2")]
    got = outcome(rolled(ValueMeasure(A)), facts=facts, places=FAMILY)
    assert of(got, "status value covered countable", entity="r") == ["scored", 9, 2, 3]


def test_contested_facts_alone_are_not_called_unreported() -> None:
    facts = [*below_region("7"), number("a", "8", source="s2")]
    got = outcome(rolled(ValueMeasure(A), "0"), facts=facts, places=FAMILY[:2])
    assert of(got, "status reason covered countable", entity="r") == ["no_data", "coverage", 0, 1]
    assert got.asked == {("t", "2020", "a", "clarify")}


def test_a_change_sums_the_same_entities_in_both_periods() -> None:
    """100 + 50 → 120 + silence is no decline."""
    facts = [*below_region("100", "50", period="2019"), *below_region("120")]
    got = outcome(rolled(CHANGE, "0"), facts=facts, places=FAMILY)
    expected = ["scored", 20, [0, 2], 1, 3, "partial_coverage"]
    assert of(got, "status value facts covered countable marks", entity="r") == expected


def test_a_change_that_none_of_them_can_have_yet() -> None:
    facts = [state("a", FactState.NOT_APPLICABLE, entity=town, period="2019") for town in "tuv"]
    got = outcome(rolled(CHANGE), facts=facts, places=FAMILY)
    assert told(got, entity="r") == ("not_assessed", "no_predecessor")


def test_a_ratio_sums_the_same_entities_above_and_below_the_line() -> None:
    facts = [*below_region("1", "5"), *below_region("4", "", "4", key="b")]
    got = outcome(rolled(RatioMeasure(A, B, 100), "0"), facts=facts, places=FAMILY)
    assert of(got, "status value covered countable", entity="r") == ["scored", 25, 1, 3]


def test_a_sum_is_not_compared_with_the_earlier_fact_of_the_whole() -> None:
    """The earlier number of the region itself is of other entities than the sum: both periods take the same ones."""
    facts = [number("a", "500", entity="r", period="2019"), *below_region("1", period="2019"), *below_region("2")]
    got = outcome(rolled(CHANGE, "0"), facts=facts, places=FAMILY)
    assert of(got, "status value facts", entity="r") == ["scored", 1, [1, 2]]


def test_a_constant_beside_summed_facts() -> None:
    got = outcome(
        rolled(RatioMeasure(A, ConstantOperand("ten"), 1)), facts=[*below_region("4", "5", "6")], places=FAMILY
    )
    assert of(got, "status value covered countable", entity="r") == ["scored", Decimal("1.5"), 3, 3]


# Totals


def total(how: How, *, coverage: str = "0", across: str | None = None, weights: str = "") -> Indicator:
    weighed = tuple(zip("xyz", map(Decimal, weights.split()), strict=False)) if weights else ()
    measure = AggregateMeasure(("x", "y", "z"), how, "points", weighed, across, Decimal(coverage))
    return indicator("n", measure, levels=("region",) if across else ("town",))


PARTS = tuple(indicator(key, PresenceMeasure((FactOperand(key),), 1, False), YES_NO) for key in "xyz")

TOTALS = {
    How.SUM: (1, 1, 2, 3),
    How.MEAN: ("0.5", "0.333333333", "0.666666667", 1),
    How.MIN: (0, 0, 0, 1),
    How.MAX: (1, 1, 1, 1),
    How.PERCENT_OF_MAXIMUM: (50, "33.333333333", "66.666666667", 100),
    How.COUNT_MEETING: (1, 1, 2, 3),
    How.SHARE_MEETING: (50, "33.333333333", "66.666666667", 100),
}


@pytest.mark.parametrize(("how", "expected"), TOTALS.items())
def test_totals_with_one_part_unknown(how: How, expected: tuple[str | int, ...]) -> None:
    got = outcome(*PARTS, total(how), facts=[number("x", "1"), number("y", "0")]).totals["t", "2020", "n"]
    assert tuple(got[name] for name in ("value", "lower", "upper", "maximum")) == tuple(map(Decimal, expected))
    assert (got["assessed"], got["applicable"], got["nominal"]) == (2, 3, got["maximum"])


def test_weights_are_used_as_written() -> None:
    facts = [number("x", "1"), number("y", "0")]
    got = outcome(*PARTS, total(How.WEIGHTED_MEAN, weights="1 0.5 3"), facts=facts).totals["t", "2020", "n"]
    assert got["value"] == Decimal("0.666666667")
    assert (got["lower"], got["upper"]) == (Decimal("0.222222222"), Decimal("0.888888889"))
    assert (got["maximum"], got["nominal"]) == (1, 1)
    summed = outcome(*PARTS, total(How.SUM, weights="1 0.5 3"), facts=facts).totals["t", "2020", "n"]
    assert (summed["value"], summed["maximum"], summed["nominal"]) == (1, Decimal("4.5"), Decimal("4.5"))


def test_what_does_not_apply_is_out_of_the_maximum_but_not_of_the_nominal_one() -> None:
    facts = [number("x", "1"), number("y", "1"), state("z", FactState.NOT_APPLICABLE)]
    got = outcome(*PARTS, total(How.SUM), facts=facts)
    row = got.totals["t", "2020", "n"]
    assert (row["value"], row["assessed"], row["applicable"], row["maximum"], row["nominal"]) == (2, 2, 2, 2, 3)
    assert of(got, "marks", name="n") == [None]


def test_a_sum_of_nothing_assessed_is_given_and_provisional() -> None:
    got = outcome(*PARTS, total(How.SUM))
    assert of(got, "status value marks lower upper", name="n") == ["scored", 0, "provisional", 0, 3]


def test_a_mean_of_nothing_assessed_is_not() -> None:
    got = outcome(*PARTS, total(How.MEAN))
    assert of(got, "status reason value", name="n") == ["no_data", "operand", None]


def test_too_few_assessed_for_a_total() -> None:
    got = outcome(*PARTS, total(How.SUM, coverage="67"), facts=[number("x", "1"), number("y", "0")])
    assert of(got, "status reason value lower upper", name="n") == ["no_data", "coverage", None, 1, 2]
    none = outcome(*PARTS, total(How.SUM, coverage="67"))
    assert told(none, name="n") == ("no_data", "operand")


def test_nothing_that_applies() -> None:
    got = outcome(*PARTS, total(How.SUM), facts=[state(key, FactState.NOT_APPLICABLE) for key in "xyz"])
    assert told(got, name="n") == ("not_applicable", "kind")


def test_a_total_across_the_entities_below() -> None:
    facts = [number(key, "1", entity=town) for town in "tu" for key in "xy"]
    got = outcome(*PARTS, total(How.SUM, across="town"), facts=facts, places=FAMILY).totals["r", "2020", "n"]
    assert (got["value"], got["assessed"], got["applicable"], got["lower"], got["upper"]) == (4, 4, 9, 4, 9)


def test_a_total_across_no_entities_is_a_finding_too() -> None:
    got = outcome(*PARTS, total(How.SUM, across="town"), places=[Place("r", "region")])
    assert told(got, entity="r", name="n") == ("not_applicable", "kind")


def test_a_total_across_entities_of_one_whose_kind_it_does_not_apply_to() -> None:
    parts = indicator("x", PresenceMeasure((X,), 1, False), YES_NO, levels=LEVELS)
    across = AggregateMeasure(("x",), How.SUM, "points", (), "school", Decimal(0))
    rules = parts, indicator("n", across, kinds=("town",))
    places = [Place("c", "city"), Place("o", "school", "c")]
    got = outcome(*rules, facts=[number("x", "1", entity="o")], places=places)
    assert told(got, entity="c", name="n") == ("not_applicable", "kind")
    assert of(got, "lower upper", entity="c", name="n") == [None, None]


def test_a_judged_total_that_does_not_apply_has_no_bounds() -> None:
    judged = indicator("n", AggregateMeasure(("x",), How.SUM, "points", (), None, Decimal(0)), YES_NO)
    got = outcome(PARTS[0], judged, facts=[state("x", FactState.NOT_APPLICABLE)])
    assert of(got, "status reason lower upper", name="n") == ["not_applicable", "kind", None, None]


def test_a_fact_used_twice_is_told_once() -> None:
    got = outcome(indicator("i", RatioMeasure(A, A, 1)), facts=[number("a", "2")])
    assert of(got, "value facts") == [1, [0]]
