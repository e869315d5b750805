"""What stands in for a value that is not known, and the marks that tell of it; worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.pack.model import (
    AggregateMeasure,
    Among,
    Assumed,
    At,
    CarryForward,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    Fold,
    FormulaMeasure,
    How,
    Imputation,
    IndicatorOperand,
    MeanOf,
    RatioMeasure,
    Rounding,
    RoundingMode,
    Series,
    ValueMeasure,
)
from engine.statuses import FactState
from tests.plan.asked_of_both import Ask, among, ask_each, at_least, ladder, last, number, numbers, rung, state
from tests.plan.given import Fact, Place
from tests.plan.packs import LEVELS, NOWHERE, indicator

A = FactOperand("a")
SILENT = ["no_data", "not_reported", None, ""]


def imputed(by: Imputation, **more: Any) -> ValueMeasure:
    return ValueMeasure(replace(A, missing=by, **more))


ASSUMED, CARRIED = Assumed(Decimal(5)), CarryForward(2)

# The years 2016 to 2020, seen from 2020; status, reason, value, marks
ALONE: dict[str, tuple[ValueMeasure, str, list[Any]]] = {
    "assumed": (imputed(ASSUMED), "1 1 1 1 -", ["scored", None, "5", "imputed"]),
    "assumed though not found": (imputed(ASSUMED), "1 1 1 1 F", ["scored", None, "5", "imputed"]),
    "not assumed where known": (imputed(ASSUMED), "1 1 1 1 2", ["scored", None, "2", ""]),
    "not assumed where rejected": (imputed(ASSUMED), "1 1 1 1 R", ["no_data", "candidate_rejected", None, ""]),
    "not assumed where not applicable": (imputed(ASSUMED), "1 1 1 1 N", ["not_applicable", "fact_says_so", None, ""]),
    "not assumed where suppressed": (imputed(ASSUMED), "1 1 1 1 S", ["suppressed", "suppressed", None, ""]),
    "not assumed where unconfirmed": (imputed(ASSUMED), "1 1 1 1 U", ["unconfirmed", "evidence", None, ""]),
    "assumed is rounded": (
        imputed(Assumed(Decimal("4.5")), rounding=Rounding(0, RoundingMode.HALF_EVEN)),
        "1 1 1 1 -",
        ["scored", None, "4", "imputed"],
    ),
    "assumed before": (imputed(ASSUMED, series=Series(At(1))), "1 1 1 - 2", ["scored", None, "5", "imputed"]),
    "assumed for a series too short": (
        imputed(ASSUMED, series=last(3, Fold.SUM, gaps=False)),
        "1 1 1 - 2",
        ["scored", None, "5", "imputed"],
    ),
    "not assumed before the calendar": (
        imputed(ASSUMED, series=Series(At(7))),
        "1 1 1 - 2",
        ["not_assessed", "no_predecessor", None, ""],
    ),
    "carried": (imputed(CARRIED), "1 2 3 4 -", ["scored", None, "4", "carried_forward"]),
    "carried from two years before": (imputed(CARRIED), "1 2 3 - -", ["scored", None, "3", "carried_forward"]),
    "carried past what is not known": (imputed(CARRIED), "1 2 3 U F", ["scored", None, "3", "carried_forward"]),
    "carried, a confirmed absence": (imputed(CARRIED), "1 2 3 A -", ["scored", None, "0", "carried_forward"]),
    "too old to carry": (imputed(CARRIED), "1 2 - - -", SILENT),
    "carried to an earlier period": (
        imputed(CARRIED, series=Series(At(1))),
        "1 2 3 - 9",
        ["scored", None, "3", "carried_forward"],
    ),
    "too old for an earlier period": (
        imputed(CarryForward(1), series=Series(At(1))),
        "1 2 - - 9",
        ["no_data", "previous_missing", None, ""],
    ),
    "carried to a named period": (
        imputed(CARRIED, series=Series(At(period="2018"))),
        "- 2 - 4 5",
        ["scored", None, "2", "carried_forward"],
    ),
    "not carried back to a named period": (
        imputed(CARRIED, series=Series(At(period="2018"))),
        "- - - 4 5",
        ["no_data", "previous_missing", None, ""],
    ),
}


def test_assumed_and_carried_values(ask: Ask) -> None:
    cases = {name: (indicator("i", measure), numbers("a", years)) for name, (measure, years, _) in ALONE.items()}
    got = ask_each(ask, cases, "status reason value marks")
    assert got == {name: expected for name, (*_, expected) in ALONE.items()}


def test_facts_of_a_carried_value(ask: Ask) -> None:
    """The search that found nothing, and the value that is carried."""
    got = ask(indicator("i", imputed(CARRIED)), facts=numbers("a", "1 2 3 - F"))
    assert got("value facts") == ["3", [2, 3]]


def test_a_contested_value_is_not_carried(ask: Ask) -> None:
    facts = [*numbers("a", "1 2 3 4 -"), number("a", "7", "2019", source="s2")]
    assert ask(indicator("i", imputed(CARRIED)), facts=facts)("status value") == ["scored", "3"]


# r has the towns t, u, v and the city c; s is a school below t, o one below c
PLACES = (
    *(Place("r", "region"), Place("c", "city", "r")),
    *(Place(name, "town", "r") for name in "tuv"),
    *(Place("s", "school", "t"), Place("o", "school", "c")),
)
KINDS = ("region", "town", "city", "school")


def mean_of(who: Among, name: str = "i", **more: Any) -> Any:
    return indicator(name, imputed(MeanOf(who), **more), levels=LEVELS, kinds=KINDS)


def test_means_of_others(ask: Ask) -> None:
    """t is not known. All others: (1 + 2 + 3 + 6 + 7) ÷ 5; of the level and below r 2, 3 and 6; of the kind 3 and 6."""
    facts = among("a", r="1", c="2", u="3", v="6", s="7")
    got = ask(*(mean_of(who, who) for who in Among), facts=facts, places=PLACES)
    assert {who.value: got("value marks", of=who) for who in Among} == {
        "all": ["3.8", "imputed"],
        "level": ["3.666666667", "imputed"],
        "kind": ["4.5", "imputed"],
        "siblings": ["3.666666667", "imputed"],
    }
    assert got("value facts marks", of="level", entity="u") == ["3", [2], ""]
    # o has no brothers, r no level of its own
    assert got("status reason", of="siblings", entity="o") == ["no_data", "not_reported"]
    alone = ask(mean_of(Among.LEVEL), facts=facts[1:], places=PLACES)
    assert alone("status reason", entity="r") == ["no_data", "not_reported"]


def test_means_are_of_the_known_values_to_whom_it_applies(ask: Ask) -> None:
    """u is unconfirmed, v contested, c of a kind it does not apply to; numbers are rounded before and after."""
    facts = [*among("a", s="3", o="2.5", c="100"), state("a", FactState.UNCONFIRMED, entity="u")]
    facts += [number("a", "50", entity="v"), number("a", "51", entity="v", source="s2")]
    rule = replace(mean_of(Among.ALL, rounding=Rounding(0, RoundingMode.HALF_UP)), kinds=("region", "town", "school"))
    got = ask(rule, facts=facts, places=PLACES)
    # (3 + 3) ÷ 2
    assert got("value facts marks") == ["3", [], "imputed"]
    one_place = replace(mean_of(Among.ALL, rounding=Rounding(0, RoundingMode.HALF_EVEN)), kinds=rule.kinds)
    # (3 + 2) ÷ 2 = 2.5, to the even 2
    assert ask(one_place, facts=facts, places=PLACES)("value") == ["2"]


def test_others_are_read_at_the_same_period(ask: Ask) -> None:
    facts = [number("a", "4", "2019", entity="u"), number("a", "9", entity="u"), number("a", "6", entity="t")]
    change = ChangeMeasure(replace(A, missing=MeanOf(Among.KIND)), ChangeAs.DIFFERENCE)
    got = ask(indicator("i", change), facts=facts, places=PLACES)
    assert got("value marks") == ["2", "imputed"]
    assert got("value marks", entity="u") == ["5", ""]
    # v: neither is known: (9 + 6) ÷ 2 − 4
    assert got("value marks", entity="v") == ["3.5", "imputed"]


def test_others_are_asked_for_the_same_finding(ask: Ask) -> None:
    points = indicator("j", ValueMeasure(A))
    rule = indicator("i", ValueMeasure(IndicatorOperand("j", missing=MeanOf(Among.LEVEL))))
    facts = [*among("a", u="3", v="4")]
    got = ask(points, rule, facts=facts, places=PLACES)
    assert got("value marks") == ["3.5", "imputed"]
    assert got("status", of="j") == ["no_data"]


# Marks


def test_marks_pass_on(ask: Ask) -> None:
    """From a finding to an indicator, an input, a window, a total; never to what does not use it."""
    base = indicator("j", imputed(ASSUMED))
    carried = indicator("k", ValueMeasure(replace(FactOperand("b"), missing=CARRIED)))
    where = (("a", IndicatorOperand("j")), ("b", IndicatorOperand("k")))
    both = indicator("i", FormulaMeasure("a - b", where, NOWHERE))
    inputs = [("p", IndicatorOperand("j"))]
    judge = ladder(rung("x", "1", at_least("p", "0")), inputs=inputs)
    judged = indicator("l", ValueMeasure(FactOperand("c")), judge=judge)
    total = indicator("n", AggregateMeasure(("k", "o"), How.SUM, "value", (), None, Decimal(0)))
    other = indicator("o", ValueMeasure(FactOperand("c")))
    facts: list[Fact] = [number("b", "2", "2019"), number("c", "1")]
    got = ask(base, carried, other, both, judged, total, facts=facts)
    assert {name: got("value marks", of=name) for name in "jkiolno"} == {
        "j": ["5", "imputed"],
        "k": ["2", "carried_forward"],
        "i": ["3", "carried_forward|imputed"],
        "o": ["1", ""],
        "l": ["1", "imputed"],
        "n": ["3", "carried_forward"],
    }


def test_marks_stand_on_what_is_scored(ask: Ask) -> None:
    """a is assumed, b suppressed: the ratio is not known, and rests on nothing assumed."""
    rule = indicator("i", RatioMeasure(replace(A, missing=ASSUMED), FactOperand("b"), 1))
    got = ask(rule, facts=[state("b", FactState.SUPPRESSED)])
    assert got("status reason marks") == ["suppressed", "suppressed", ""]
