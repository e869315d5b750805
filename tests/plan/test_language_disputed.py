"""Facts that contradict each other and lead to one outcome: their outcome is used, their value is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

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
    Indicator,
    IndicatorOperand,
    PeerAs,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Series,
    TableMeasure,
    ValueMeasure,
)
from engine.statuses import FactState
from tests.plan import packs
from tests.plan.asked_of_both import (
    REGION,
    Ask,
    among,
    ask_each,
    at_least,
    ladder,
    last,
    number,
    one_of,
    rung,
    scale,
    state,
)
from tests.plan.given import Fact
from tests.plan.packs import YES_NO, indicator

A, B = FactOperand("a"), FactOperand("b")
BANDS = (packs.at_least("high", "3", "2", meets=True), packs.below("low", "3", "1"))
I = indicator("i", ValueMeasure(A), BANDS)  # noqa: E741 - as the cases call it
STATUS = IndicatorOperand("i", take=FindingTake.STATUS)
VALUE, POINTS = IndicatorOperand("i"), IndicatorOperand("i", take=FindingTake.POINTS)


def split(one: str = "4", other: str = "5", *, period: str = "2020", entity: str = "t") -> list[Fact]:
    """Two sources that disagree; both numbers are high."""
    return [
        number("a", one, period, entity=entity),
        number("a", other, period, entity=entity, source="s2"),
    ]


def test_the_value_shown_is_no_matter_of_rows(ask: Ask) -> None:
    """The source that the pack names first; within one, the lesser number."""
    of_one = [number("a", "5"), number("a", "4")]
    for facts in (split(), split()[::-1], of_one, of_one[::-1]):
        assert ask(I, facts=facts)("status outcome value marks") == ["scored", "high", "4", "sources_disagree"]


def test_agreeing_facts_count_with_the_evidence_that_one_of_them_has(ask: Ask) -> None:
    rule = indicator("i", ValueMeasure(replace(A, evidence=True)), BANDS)
    facts = [number("a", "4"), number("a", "4", evidence="page")]
    for given_so in (facts, facts[::-1]):
        assert ask(rule, facts=given_so)("status value marks") == ["scored", "4", ""]


def test_a_row_that_was_refused_is_not_passed_over_for_an_equal(ask: Ask) -> None:
    facts = [number("a", "4"), state("a", FactState.REJECTED, source="s2", observed=None)]
    dated = [replace(f, observed=packs.HALVES[0][1]) for f in facts]
    for given_so in (dated, dated[::-1]):
        assert ask(I, facts=given_so)("status reason") == ["no_data", "candidate_rejected"]


TAKERS: Mapping[str, tuple[Indicator, list[Any]]] = {
    "value": (indicator("j", ValueMeasure(VALUE)), ["conflict", "contradiction", None]),
    "points": (indicator("j", ValueMeasure(POINTS)), ["scored", None, "2"]),
    "is": (
        indicator("j", ValueMeasure(IndicatorOperand("i", take=FindingTake.IS, outcomes=("high",)))),
        ["scored", None, "1"],
    ),
    "ratio": (indicator("j", RatioMeasure(VALUE, POINTS, 1)), ["conflict", "contradiction", None]),
    "change": (indicator("j", ChangeMeasure(VALUE, ChangeAs.DIFFERENCE)), ["conflict", "contradiction", None]),
    "sum of values": (
        indicator("j", AggregateMeasure(("i", "k"), How.SUM, "value", (), None, Decimal(0))),
        ["scored", None, "7"],
    ),
    "sum of values, all known": (
        indicator("j", AggregateMeasure(("i", "k"), How.SUM, "value", (), None, Decimal(100))),
        ["no_data", "coverage", None],
    ),
    "sum of points": (
        indicator("j", AggregateMeasure(("i", "k"), How.SUM, "points", (), None, Decimal(100))),
        ["scored", None, "3"],
    ),
    "count of those that meet": (
        indicator("j", AggregateMeasure(("i", "k"), How.COUNT_MEETING, "value", (), None, Decimal(100))),
        ["scored", None, "1"],
    ),
    "weight": (
        indicator("j", AggregateMeasure(("k",), How.WEIGHTED_MEAN, "value", (), None, Decimal(0), weight_by="i")),
        ["no_data", "operand", None],
    ),
    "coefficient by value": (
        indicator("j", AggregateMeasure(("k",), How.SUM, "value", (), None, Decimal(0), coefficient=VALUE)),
        ["conflict", "contradiction", None],
    ),
    "coefficient by points": (
        indicator("j", AggregateMeasure(("k",), How.SUM, "value", (), None, Decimal(0), coefficient=POINTS)),
        ["scored", None, "14"],
    ),
}


def test_what_becomes_of_those_who_take_something_of_it(ask: Ask) -> None:
    """k is worth 7 and, being low, 1 point."""
    k = indicator("k", ValueMeasure(B), (packs.at_least("high", "30", "2", meets=True), packs.below("low", "30", "1")))
    facts = [*split(), number("a", "3", "2019"), number("b", "7")]
    takers = [replace(rule, header=replace(rule.header, id=f"j{n}")) for n, (rule, _) in enumerate(TAKERS.values())]
    got = ask(I, k, *takers, facts=facts)
    told = {name: got("status reason value", of=f"j{n}") for n, name in enumerate(TAKERS)}
    assert told == {name: expected for name, (_, expected) in TAKERS.items()}


def test_a_total_of_values_counts_it_as_unknown(ask: Ask) -> None:
    total = indicator("n", AggregateMeasure(("i",), How.MEAN, "value", (), "town", Decimal(0)), levels=("region",))
    got = ask(I, total, facts=[*split(), *among("a", u="8")], places=REGION)
    assert got.total("value assessed applicable lower upper", entity="r") == ["8", 1, 3, None, None]


def test_tests_of_a_judgement(ask: Ask) -> None:
    """A row that tests its value is in doubt, a row that tests its outcome or status is not."""
    inputs = [("v", VALUE), ("o", IndicatorOperand("i", take=FindingTake.OUTCOME))]
    by_outcome = ladder(rung("fine", "1", one_of("o", "high")), rung("no", "0"), inputs=inputs)
    by_value = ladder(rung("fine", "1", at_least("v", "3")), rung("no", "0"), inputs=inputs)
    rules = I, indicator("j", TableMeasure(), judge=by_outcome), indicator("k", TableMeasure(), judge=by_value)
    got = ask(*rules, facts=split())
    assert got("status outcome marks", of="j") == ["scored", "fine", "sources_disagree"]
    assert got("status reason", of="k") == ["conflict", "contradiction"]


def test_it_has_no_place_among_peers_and_the_others_do_without_it(ask: Ask) -> None:
    """Of 4 or 5, 8 and 6 two are known."""
    measure = PeersMeasure(VALUE, PeerAs.RANK, Among.ALL)
    rank = indicator("j", measure)
    by_points = indicator("k", replace(measure, of=POINTS))
    got = ask(I, rank, by_points, facts=[*split(), *among("a", u="8", v="6")], places=REGION)
    assert [got("status reason value", of="j", entity=e) for e in "tuv"] == [
        ["conflict", "contradiction", None],
        ["scored", None, "1"],
        ["scored", None, "2"],
    ]
    assert [got("status value", of="k", entity=e) for e in "tuv"] == [["scored", "1"]] * 3


def test_earlier_periods(ask: Ask) -> None:
    """2019 is contested: its value is passed over in a window, and not carried into a later year."""
    mean = indicator("j", ValueMeasure(IndicatorOperand("i", last(3, Fold.MEAN))))
    back = indicator("k", ValueMeasure(IndicatorOperand("i", Series(At(1)))))
    carried = indicator("l", ValueMeasure(IndicatorOperand("i", missing=CarryForward(2))))
    facts = [number("a", "6", "2018"), *split(period="2019"), number("a", "8")]
    got = ask(I, mean, back, carried, facts=facts)
    assert got("status value", of="j") == ["scored", "7"]
    assert got("status reason", of="k") == ["conflict", "contradiction"]
    assert ask(I, carried, facts=facts[:-1])("status value", of="l") == ["scored", "6"]


def test_a_value_that_rivals_agree_on_is_taken(ask: Ask) -> None:
    """Whether 2 or 3 are there, one is enough; whatever b is, a is 4."""
    needs_one = indicator("i", PresenceMeasure((FactOperand("m"),), 1, False), YES_NO)
    facts = [Fact("t", "2020", "m", Decimal(n), "s1", text="|".join("pqr"[:n])) for n in (2, 3)]
    taker = indicator("j", ValueMeasure(VALUE))
    got = ask(needs_one, taker, facts=facts)
    assert got("status value marks", of="i") == ["scored", "1", "sources_disagree"]
    assert got("status value marks", of="j") == ["scored", "1", "sources_disagree"]
    judge = ladder(rung("high", "2", at_least("b", "1")), rung("low", "1"), inputs=[("b", B)])
    judged = indicator("i", ValueMeasure(A), judge=judge)
    facts = [number("a", "4"), number("b", "1"), number("b", "2", source="s2")]
    assert ask(judged, taker, facts=facts)("status value", of="j") == ["scored", "4"]


def test_points_by_formula_settle_what_has_no_bands(ask: Ask) -> None:
    """8 and 9 both give three points, so it is scored; 4 and 5 give two and two and a half."""
    judge = replace(ladder(), scale=scale("0.5 * value", "0", "3"))
    rule = indicator("i", ValueMeasure(A), judge=judge)
    taker = indicator("j", ValueMeasure(VALUE))
    got = ask(rule, taker, facts=split("8", "9"))
    assert got("status value points marks", of="i") == ["scored", "8", "3", "sources_disagree"]
    assert got("status reason", of="j") == ["conflict", "contradiction"]
    assert ask(rule, facts=split())("status reason") == ["conflict", "contradiction"]


def test_which_is_right_is_asked_where_the_value_is_taken(ask: Ask) -> None:
    asked = {("t", "2020", "a", "clarify")}
    assert ask(I, facts=split()).said["asked"] == set()
    assert ask(I, indicator("j", ValueMeasure(POINTS)), facts=split()).said["asked"] == set()
    assert ask(I, indicator("j", ValueMeasure(VALUE)), facts=split()).said["asked"] == asked


def test_a_fact_of_the_judgement_alone_is_not_asked(ask: Ask) -> None:
    judge = ladder(rung("high", "2", at_least("b", "1")), rung("low", "1"), inputs=[("b", B)])
    rules = indicator("i", ValueMeasure(A), judge=judge), indicator("j", ValueMeasure(VALUE))
    of_both = [*split(), number("b", "1"), number("b", "2", source="s2")]
    assert ask(*rules, facts=of_both).said["asked"] == {("t", "2020", "a", "clarify")}


def test_marks_end_where_nothing_is_scored(ask: Ask) -> None:
    """That i is in conflict is a status like any other: what tests it is not marked."""
    judge = ladder(rung("odd", "1", one_of("s", "conflict")), rung("no", "0"), inputs=[("s", STATUS)])
    got = ask(I, indicator("j", TableMeasure(), judge=judge), facts=split("2", "3"))
    assert got("status outcome marks", of="j") == ["scored", "odd", ""]


# Periods that are passed over

FOLDS = {
    # the facts of 2016 to 2020, two numbers where the sources disagree; the fold; value and marks of the finding
    "last": ("1 2 3 4 5/6", Fold.LAST, ["4", "sources_disagree"]),
    "last, contested before": ("1 2 3/4 4 5", Fold.LAST, ["5", ""]),
    "last, contested before a gap": ("1 2/3 4 - -", Fold.LAST, ["4", ""]),
    "first": ("1/2 3 - - 5", Fold.FIRST, ["3", "sources_disagree"]),
    "first, contested later": ("1 3/4 - - 5", Fold.FIRST, ["1", ""]),
    "sum": ("1 2 3/4 4 5", Fold.SUM, ["12", "sources_disagree"]),
    "count": ("1 2 3/4 4 5", Fold.COUNT, ["4", "sources_disagree"]),
    "age": ("1 2 3 4 5/6", Fold.AGE, ["1", "sources_disagree"]),
    "age, contested before": ("1 2 3 4/5 5", Fold.AGE, ["0", ""]),
    "span": ("1/2 3 - - 5", Fold.SPAN, ["3", "sources_disagree"]),
    "span, contested later": ("1 3/2 - - 5", Fold.SPAN, ["4", ""]),
    "run": ("1 2 3/4 4 5", Fold.RUN, ["2", "sources_disagree"]),
    "run, ended before": ("1 2/3 0 4 5", Fold.RUN, ["2", ""]),
}


def contested(values: str) -> list[Fact]:
    """One value a year from 2016 on, two where a second source disagrees; `-` is none."""
    found = []
    for year, said in enumerate(values.split(), 2016):
        for source, value in zip(("s1", "s2"), said.split("/"), strict=False):
            found += [number("a", value, str(year), source=source)] if value != "-" else []
    return found


def test_a_window_is_marked_where_a_contested_period_makes_a_difference(ask: Ask) -> None:
    cases = {
        name: (indicator("i", ValueMeasure(replace(A, series=last(5, fold)))), contested(values))
        for name, (values, fold, _) in FOLDS.items()
    }
    assert ask_each(ask, cases, "value marks") == {name: expected for name, (*_, expected) in FOLDS.items()}


def test_a_window_over_contested_findings_is_marked(ask: Ask) -> None:
    """2020 is in conflict, then only its value is contested."""
    latest = indicator("j", ValueMeasure(IndicatorOperand("i", last(2, Fold.LAST))))
    for other in ("2", "5"):
        facts = [number("a", "3", "2019"), *split("4", other)]
        assert ask(I, latest, facts=facts)("value marks", of="j") == ["3", "sources_disagree"]


def test_carrying_past_contested_periods_is_marked(ask: Ask) -> None:
    carried = indicator("i", ValueMeasure(replace(A, missing=CarryForward(3))))
    cases = {
        "past": (carried, contested("- 1 2 3/4 -")),
        "not past": (carried, contested("- 1 2/3 4 -")),
        "nothing else is known": (carried, contested("- - - 3/4 -")),
    }
    assert ask_each(ask, cases, "status value marks") == {
        "past": ["scored", "2", "carried_forward|sources_disagree"],
        "not past": ["scored", "4", "carried_forward"],
        "nothing else is known": ["no_data", None, ""],
    }


def test_carrying_past_contested_findings_is_marked(ask: Ask) -> None:
    carried = indicator("j", ValueMeasure(replace(VALUE, missing=CarryForward(2))))
    for other in ("2", "5"):
        facts = [number("a", "3", "2018"), *split("4", other, period="2019")]
        got = ask(I, carried, facts=facts)
        assert got("status value marks", of="j") == ["scored", "3", "carried_forward|sources_disagree"]
