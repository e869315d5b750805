"""Ladders, variants, scales and inputs of judgements; outcomes worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.intervals import Domain
from engine.pack.model import (
    AggregateMeasure,
    At,
    Band,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    How,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Matching,
    RatioMeasure,
    Series,
    TableMeasure,
    ValueMeasure,
    Variant,
)
from engine.statuses import FactState, Status
from tests.plan import packs
from tests.plan.asked_of_both import (
    Ask,
    ask_each,
    at_least,
    at_least_constant,
    below,
    equals,
    ladder,
    none_of,
    number,
    one_of,
    rung,
    scale,
    state,
    status,
)
from tests.plan.given import Fact, Place
from tests.plan.packs import NOWHERE, indicator

A, B, X = FactOperand("a"), FactOperand("b"), FactOperand("x")
Row = tuple[Judgement, list[Fact], list[Any]]


def formula(expression: str) -> InputFormula:
    return InputFormula(expression, NOWHERE)


def given(**values: str) -> list[Fact]:
    return [number(key, value) for key, value in values.items()]


def unknown(key: str, of: FactState) -> Fact:
    return state(key, of)


FULL, PART, NONE = rung("full", "2", at_least("value", "10")), rung("part", "1", at_least("q", "3")), rung("none", "0")
Q = [("q", B)]
UNTIL_Q = ladder(FULL, PART, NONE, inputs=Q)
TWO = ladder(
    rung("big", "2", at_least("value", "10")),
    rung("rich", "1", at_least("q", "3")),
    inputs=Q,
    matching=Matching.SINGLE,
)
SAME_TWICE = ladder(
    rung("good", "2", at_least("value", "10")),
    rung("good", "2", at_least("q", "3")),
    inputs=Q,
    matching=Matching.SINGLE,
)

# value is a, q is b
LADDERS: dict[str, Row] = {
    "the first that holds": (UNTIL_Q, given(a="10", b="3"), ["scored", None, "full", "2", "10"]),
    "a rung with a false test is passed over": (UNTIL_Q, given(a="9", b="3"), ["scored", None, "part", "1", "9"]),
    "otherwise": (UNTIL_Q, given(a="9", b="2"), ["scored", None, "none", "0", "9"]),
    "an unknown input does not matter once a rung holds": (UNTIL_Q, given(a="10"), ["scored", None, "full", "2", "10"]),
    "an unknown input decides where it might hold": (
        UNTIL_Q,
        given(a="9"),
        ["no_data", "not_reported", None, None, None],
    ),
    "for its own reason": (
        UNTIL_Q,
        [*given(a="9"), unknown("b", FactState.SUPPRESSED)],
        ["suppressed", "suppressed", None, None, None],
    ),
    "one not applicable": (
        UNTIL_Q,
        [*given(a="9"), unknown("b", FactState.NOT_APPLICABLE)],
        ["not_applicable", "fact_says_so", None, None, None],
    ),
    "the measure itself unknown": (UNTIL_Q, given(b="3"), ["no_data", "not_reported", None, None, None]),
    "a false test beside an unknown one": (
        ladder(rung("both", "2", at_least("q", "3"), at_least("value", "10")), NONE, inputs=Q),
        given(a="9"),
        ["scored", None, "none", "0", "9"],
    ),
    "of two unknown tests the first": (
        ladder(rung("both", "2", at_least("q", "3"), at_least("r", "3")), NONE, inputs=[("r", X), *Q]),
        [*given(a="9"), unknown("b", FactState.UNCONFIRMED), unknown("x", FactState.SUPPRESSED)],
        ["unconfirmed", "evidence", None, None, None],
    ),
    "no rung": (ladder(FULL), given(a="9"), ["not_assessed", "not_computable", None, None, None]),
    "single: one holds": (TWO, given(a="10", b="2"), ["scored", None, "big", "2", "10"]),
    "single: the other holds": (TWO, given(a="9", b="3"), ["scored", None, "rich", "1", "9"]),
    "single: both hold": (TWO, given(a="10", b="3"), ["not_assessed", "several_rungs", None, None, None]),
    "single: one holds, the other might": (TWO, given(a="10"), ["not_assessed", "several_rungs", None, None, None]),
    "single: none holds, one might": (TWO, given(a="9"), ["no_data", "not_reported", None, None, None]),
    "single: none": (TWO, given(a="9", b="2"), ["not_assessed", "not_computable", None, None, None]),
    "single: both hold and say the same": (SAME_TWICE, given(a="10", b="3"), ["scored", None, "good", "2", "10"]),
    "single: one of the same might hold": (
        SAME_TWICE,
        given(a="10"),
        ["not_assessed", "several_rungs", None, None, None],
    ),
    "names": (
        ladder(rung("here", "1", one_of("kind", "town", "city")), NONE),
        given(a="1"),
        ["scored", None, "here", "1", "1"],
    ),
    "not the names": (
        ladder(rung("elsewhere", "1", none_of("level", "town")), NONE),
        given(a="1"),
        ["scored", None, "none", "0", "1"],
    ),
    "a limit read from a constant": (
        ladder(rung("ten", "1", at_least_constant("value", "ten")), NONE),
        given(a="10"),
        ["scored", None, "ten", "1", "10"],
    ),
    "between two limits": (
        ladder(rung("between", "1", replace(at_least("value", "1"), high=packs.limit("3", closed=False))), NONE),
        given(a="3"),
        ["scored", None, "none", "0", "3"],
    ),
    "equal to both": (
        ladder(rung("zeros", "1", equals("value", "0"), equals("q", "0")), NONE, inputs=Q),
        given(a="0", b="0"),
        ["scored", None, "zeros", "1", "0"],
    ),
    # 9 − 2 = 7
    "an input reckoned": (
        ladder(rung("far", "1", at_least("s", "7")), NONE, inputs=[("s", formula("value - q")), *Q]),
        given(a="9", b="2"),
        ["scored", None, "far", "1", "9"],
    ),
    # 9 − 2 + 1 = 8
    "an input reckoned from another": (
        ladder(
            rung("far", "1", at_least("u", "8")),
            NONE,
            inputs=[("u", formula("s + 1")), ("s", formula("value - q")), *Q],
        ),
        given(a="9", b="2"),
        ["scored", None, "far", "1", "9"],
    ),
    "an input reckoned from what is unknown": (
        ladder(rung("far", "1", at_least("s", "7")), NONE, inputs=[("s", formula("value - q")), *Q]),
        [*given(a="9"), unknown("b", FactState.REJECTED)],
        ["no_data", "candidate_rejected", None, None, None],
    ),
    "of two unknown names the first of the alphabet": (
        ladder(rung("far", "1", at_least("s", "7")), NONE, inputs=[("s", formula("q - p")), ("p", X), *Q]),
        [*given(a="9"), unknown("b", FactState.SUPPRESSED), unknown("x", FactState.UNCONFIRMED)],
        ["unconfirmed", "evidence", None, None, None],
    ),
    "what cannot be reckoned is neither above nor below": (
        ladder(
            rung("far", "1", at_least("s", "7")),
            rung("near", "2", below("s", "7")),
            NONE,
            inputs=[("s", formula("10 / value"))],
        ),
        given(a="0"),
        ["scored", None, "none", "0", "0"],
    ),
}
LADDERS |= {
    f"a rung gives the status {of}": (
        ladder(status(of, at_least("value", "10")), NONE),
        given(a="10"),
        [of.value, reason, None, None, None],
    )
    for of, reason in {
        Status.NO_DATA: "rule_gives_no_data",
        Status.NOT_ASSESSED: "rule_does_not_assess",
        Status.NOT_APPLICABLE: "rule_does_not_apply",
        Status.UNCONFIRMED: "rule_does_not_confirm",
        Status.SUPPRESSED: "rule_suppresses",
    }.items()
}


def test_ladders(ask: Ask) -> None:
    cases = {name: (indicator("i", ValueMeasure(A), judge=judge), facts) for name, (judge, facts, _) in LADDERS.items()}
    got = ask_each(ask, cases, "status reason outcome points value")
    assert got == {name: expected for name, (*_, expected) in LADDERS.items()}


def test_what_cannot_be_computed_may_still_be_judged(ask: Ask) -> None:
    """a ÷ b with b = 0 has no value: rungs on it are false, one on the parts may hold; without one, its own reason."""
    rungs = rung("good", "2", at_least("value", "1")), rung("poor", "0", below("value", "1"))
    parts = rung("nothing", "1", equals("numerator", "0"), equals("denominator", "0"))
    rules = indicator("i", RatioMeasure(A, B, 1), judge=ladder(*rungs, parts))
    facts = [*given(a="0", b="0"), number("a", "3", entity="u"), number("b", "0", entity="u")]
    got = ask(rules, facts=facts, places=[Place("t", "town"), Place("u", "town")])
    assert got("status reason outcome points value") == ["scored", None, "nothing", "1", None]
    assert got("status reason outcome", entity="u") == ["not_assessed", "zero_denominator", None]


def test_otherwise_does_not_hold_of_what_cannot_be_computed(ask: Ask) -> None:
    """3 ÷ 0: a rung without tests would say that the value is poor; one with a test, whatever it is on, may hold."""
    poor = rung("poor", "0")
    facts = given(a="3", b="0")
    bare = indicator("i", RatioMeasure(A, B, 1), judge=ladder(rung("good", "2", at_least("value", "1")), poor))
    assert ask(bare, facts=facts)("status reason lower upper") == ["not_assessed", "zero_denominator", None, None]
    tested = indicator("i", RatioMeasure(A, B, 1), judge=ladder(rung("here", "1", one_of("level", "town")), poor))
    assert ask(tested, facts=facts)("status outcome value") == ["scored", "here", None]


def test_a_change_from_nothing_to_nothing(ask: Ask) -> None:
    """The base decides beside the present value; with a base, the percent does: 100 × (3 − 2) ÷ 2 = 50."""
    judge = ladder(
        rung("none", "0", equals("present", "0"), equals("base", "0")),
        rung("new", "2", equals("base", "0")),
        rung("growth", "1", at_least("value", "50")),
        rung("other", "0"),
    )
    rule = indicator("i", ChangeMeasure(A, ChangeAs.PERCENT), judge=judge)
    values = {"none": ("0", "0"), "new": ("0", "4"), "growth": ("2", "3"), "other": ("2", "2")}
    cases = {name: (rule, [number("a", b, "2019"), number("a", p)]) for name, (b, p) in values.items()}
    assert ask_each(ask, cases, "status outcome") == {name: ["scored", name] for name in values}


def test_a_table_without_a_measure(ask: Ask) -> None:
    """The state of a fact gives points: unconfirmed scores zero instead of being unknown."""
    judge = ladder(
        rung("there", "2", one_of("s", "reported")),
        rung("unproved", "0", one_of("s", "unconfirmed", "not_listed")),
        status(Status.NO_DATA, none_of("s", "not_reported")),
        inputs=[("s", FactOperand("x", take=FactTake.STATE))],
    )
    rule = indicator("i", TableMeasure(), judge=judge, sources=("s1",))
    cases = {
        "reported": (rule, given(x="1")),
        "unconfirmed": (rule, [unknown("x", FactState.UNCONFIRMED)]),
        "not listed": (rule, [number("x", "1", source="s2")]),
        "suppressed": (rule, [unknown("x", FactState.SUPPRESSED)]),
        "silence": (rule, []),
    }
    assert ask_each(ask, cases, "status reason outcome points value") == {
        "reported": ["scored", None, "there", "2", None],
        "unconfirmed": ["scored", None, "unproved", "0", None],
        "not listed": ["scored", None, "unproved", "0", None],
        "suppressed": ["no_data", "rule_gives_no_data", None, None, None],
        "silence": ["not_assessed", "not_computable", None, None, None],
    }


# Inputs at other periods, of other findings, and in dispute


def test_the_reason_of_an_input_of_an_earlier_period(ask: Ask) -> None:
    judge = ladder(rung("more", "1", at_least("p", "3")), NONE, inputs=[("p", FactOperand("b", Series(At(1))))])
    rule = indicator("i", ValueMeasure(A), judge=judge)
    cases = {
        "missing": (rule, given(a="1")),
        "not applicable": (rule, [*given(a="1"), state("b", FactState.NOT_APPLICABLE, "2019")]),
        "suppressed": (rule, [*given(a="1"), state("b", FactState.SUPPRESSED, "2019")]),
        "there": (rule, [*given(a="1"), number("b", "3", "2019")]),
    }
    assert ask_each(ask, cases, "status reason facts") == {
        "missing": ["no_data", "previous_missing", [0]],
        "not applicable": ["not_assessed", "no_predecessor", [1, 2]],
        "suppressed": ["suppressed", "suppressed", [3, 4]],
        "there": ["scored", None, [5, 6]],
    }


def test_dependence_on_another_outcome(ask: Ask) -> None:
    """A first rung that wants another outcome: unless j is good, the finding is left out."""
    other = indicator("j", ValueMeasure(B), (packs.at_least("good", "3", "1"), packs.below("bad", "3", "0")))
    implied = [("=j", IndicatorOperand("j", take=FindingTake.OUTCOME))]
    judge = ladder(rung("left_out", "0", none_of("=j", "good")), FULL, NONE, inputs=implied)
    rule = indicator("i", ValueMeasure(A), judge=judge)
    cases = {
        "good": (rule, given(a="10", b="3")),
        "bad": (rule, given(a="10", b="2")),
        "unknown": (rule, given(a="10")),
    }
    assert ask_each(ask, cases, "status reason outcome", other) == {
        "good": ["scored", None, "full"],
        "bad": ["scored", None, "left_out"],
        "unknown": ["no_data", "not_reported", None],
    }


def test_a_disputed_input_matters_where_it_changes_the_outcome(ask: Ask) -> None:
    """b is 3 or 4, or 2 or 3; part is from 3 on."""
    rule = indicator("i", ValueMeasure(A), judge=UNTIL_Q)
    cases = {
        "either way": (rule, [*given(a="9", b="3"), number("b", "4", source="s2")]),
        "not either way": (rule, [*given(a="9", b="3"), number("b", "2", source="s2")]),
        "already decided": (rule, [*given(a="10", b="3"), number("b", "2", source="s2")]),
    }
    assert ask_each(ask, cases, "status outcome marks lower upper") == {
        "either way": ["scored", "part", "sources_disagree", "1", "1"],
        "not either way": ["conflict", None, "", "0", "2"],
        "already decided": ["scored", "full", "sources_disagree", "2", "2"],
    }


# Variants


def bands(*made: Band) -> tuple[Band, ...]:
    return made


STRICT = bands(packs.at_least("good", "5", "2", meets=True), packs.below("bad", "5", "0"))
MILD = bands(packs.at_least("good", "2", "2", meets=True), packs.below("bad", "2", "0"))


def test_bands_by_kind(ask: Ask) -> None:
    """3 is good for a city, not for a town; 1 is good for nobody."""
    of_city = Variant((one_of("kind", "city"),), MILD, NOWHERE)
    rule = indicator(
        "i",
        ValueMeasure(A),
        kinds=("town", "city"),
        judge=Judgement(Domain(), variants=(of_city, Variant((), STRICT, NOWHERE))),
    )
    places = [Place("t", "town"), Place("c", "city"), Place("e", "city")]
    facts = [number("a", "3"), number("a", "3", entity="c"), number("a", "1", entity="e")]
    got = ask(rule, facts=facts, places=places)
    assert [got("outcome points meets", entity=e) for e in "tce"] == [
        ["bad", "0", False],
        ["good", "2", True],
        ["bad", "0", False],
    ]


def test_the_first_variant_that_fits_is_taken_whatever_its_bands_say(ask: Ask) -> None:
    """q at least 3 has bands from 5 on only: 4 is in none of them, and the second variant is not asked."""
    first = Variant((at_least("q", "3"),), STRICT[:1], NOWHERE)
    judge = Judgement(Domain(), variants=(first, Variant((), MILD, NOWHERE)), inputs=(("q", B),))
    rule = indicator("i", ValueMeasure(A), judge=judge)
    cases = {
        "first": (rule, given(a="5", b="3")),
        "no band": (rule, given(a="4", b="3")),
        "second": (rule, given(a="4", b="2")),
        "unknown which": (rule, given(a="4")),
    }
    assert ask_each(ask, cases, "status reason outcome") == {
        "first": ["scored", None, "good"],
        "no band": ["not_assessed", "not_computable", None],
        "second": ["scored", None, "good"],
        "unknown which": ["no_data", "not_reported", None],
    }


def test_bounds_are_those_of_all_variants(ask: Ask) -> None:
    best = bands(packs.at_least("best", "0", "7"))
    variants = Variant((one_of("kind", "city"),), best, NOWHERE), Variant((), STRICT, NOWHERE)
    got = ask(indicator("i", ValueMeasure(A), judge=Judgement(Domain(), variants=variants)))
    assert got("status lower upper") == ["no_data", "0", "7"]


# Points by a formula

HALF = scale("0.5 * value", "0", "3")
SCALED: dict[str, tuple[Judgement, list[Fact], list[Any]]] = {
    "points alone": (Judgement(Domain(), scale=HALF), given(a="3"), ["scored", None, None, "1.5", "1.5", "1.5"]),
    "at most": (Judgement(Domain(), scale=HALF), given(a="30"), ["scored", None, None, "3", "3", "3"]),
    "at least": (Judgement(Domain(), scale=HALF), given(a="-30"), ["scored", None, None, "0", "0", "0"]),
    "unknown": (Judgement(Domain(), scale=HALF), [], ["no_data", "not_reported", None, None, "0", "3"]),
    "points that cannot be computed": (
        Judgement(Domain(), scale=scale("10 / value", "0", "3")),
        given(a="0"),
        ["scored", None, None, None, None, None],
    ),
    "of a band without points of its own": (
        Judgement(Domain(), bands=(packs.at_least("high", "3"), packs.below("low", "3", "0.25")), scale=HALF),
        given(a="4"),
        ["scored", None, "high", "2", "2", "2"],
    ),
    "of a band with points of its own": (
        Judgement(Domain(), bands=(packs.at_least("high", "3"), packs.below("low", "3", "0.25")), scale=HALF),
        given(a="2"),
        ["scored", None, "low", "0.25", "0.25", "0.25"],
    ),
    "bounds of rows and scale": (
        Judgement(Domain(), bands=(packs.at_least("high", "3"), packs.below("low", "3", "-1")), scale=HALF),
        [],
        ["no_data", "not_reported", None, None, "-1", "3"],
    ),
    "of a rung": (ladder(rung("all", None), scale=HALF), given(a="4"), ["scored", None, "all", "2", "2", "2"]),
    # 1 + 2
    "over an input": (
        Judgement(Domain(), scale=scale("value + p", "0", "9"), inputs=(("p", B),)),
        given(a="1", b="2"),
        ["scored", None, None, "3", "3", "3"],
    ),
    "over an input that is unknown": (
        Judgement(Domain(), scale=scale("value + p", "0", "9"), inputs=(("p", B),)),
        [*given(a="1"), unknown("b", FactState.UNCONFIRMED)],
        ["unconfirmed", "evidence", None, None, "0", "9"],
    ),
    "an unknown input matters only where points come of it": (
        ladder(rung("own", "1"), scale=scale("value + p", "0", "9"), inputs=[("p", B)]),
        given(a="1"),
        ["scored", None, "own", "1", "1", "1"],
    ),
}


def test_points_by_a_formula(ask: Ask) -> None:
    cases = {name: (indicator("i", ValueMeasure(A), judge=judge), facts) for name, (judge, facts, _) in SCALED.items()}
    got = ask_each(ask, cases, "status reason outcome points lower upper")
    assert got == {name: expected for name, (*_, expected) in SCALED.items()}


def test_an_unknown_input_of_points_does_not_matter_where_no_row_holds(ask: Ask) -> None:
    """1 is in no band, so no points come of the formula."""
    over_input = {"scale": scale("value + p", "0", "9"), "inputs": (("p", B),)}
    rule = indicator("i", ValueMeasure(A), judge=Judgement(Domain(), bands=STRICT[:1], **over_input))
    got = ask(rule, facts=[*given(a="1"), unknown("b", FactState.UNCONFIRMED)])
    assert got("status reason") == ["not_assessed", "not_computable"]


def test_rivals_that_lead_to_different_points_are_a_conflict(ask: Ask) -> None:
    """4 or 5 are both high; by the scale they give 2 or 2.5 points, and 8 or 9 both give 3."""
    high = Judgement(Domain(), bands=(packs.at_least("high", "3"),), scale=HALF)
    rule = indicator("i", ValueMeasure(A), judge=high)
    cases = {
        "different": (rule, [number("a", "4"), number("a", "5", source="s2")]),
        "alike": (rule, [number("a", "8"), number("a", "9", source="s2")]),
    }
    assert ask_each(ask, cases, "status points marks") == {
        "different": ["conflict", None, ""],
        "alike": ["scored", "3", "sources_disagree"],
    }


def test_a_judgement_of_a_total(ask: Ask) -> None:
    """Sum of the points 2 + 0 = 2; its ladder looks at the number of towns, too."""
    parts = tuple(indicator(name, ValueMeasure(FactOperand(name)), STRICT) for name in ("a", "b"))
    measure = AggregateMeasure(("a", "b"), How.SUM, "points", (), None, Decimal(0))
    judge = ladder(rung("ok", "5", at_least("value", "2"), at_least("q", "1")), NONE, inputs=[("q", X)])
    rule = indicator("n", measure, judge=judge)
    facts = given(a="5", b="1", x="1")
    got = ask(*parts, rule, facts=facts)
    assert got("status value outcome points lower upper", of="n") == ["scored", "2", "ok", "5", "5", "5"]
    silent = ask(*parts, rule, facts=facts[:2])
    assert silent("status reason value lower upper", of="n") == ["no_data", "not_reported", None, "0", "5"]
