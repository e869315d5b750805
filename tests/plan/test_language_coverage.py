"""Sums in which some are missing are marked, however far above them something is made of them.

Region r has the towns t and u; t has the schools o and p, u has the school q. Nothing is known of p unless said so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.pack.model import (
    AggregateMeasure,
    Among,
    At,
    CarryForward,
    FactOperand,
    FindingTake,
    Fold,
    How,
    IndicatorOperand,
    PeerAs,
    PeersMeasure,
    Series,
    TableMeasure,
    ValueMeasure,
)
from tests.plan.asked_of_both import Ask, among, ladder, last, numbers, one_of, rung
from tests.plan.given import Place
from tests.plan.packs import LEVELS, indicator

PLACES = (
    *(Place("r", "region"), Place("t", "town", "r"), Place("u", "town", "r")),
    *(Place("o", "school", "t"), Place("p", "school", "t"), Place("q", "school", "u")),
)
SUM = indicator("i", ValueMeasure(FactOperand("a")), levels=LEVELS, rollup="50")
OF = IndicatorOperand("i")
KNOWN = among("a", o="5", q="7")


def total(of: str, how: How = How.SUM, across: str | None = None, **more: Any) -> AggregateMeasure:
    return AggregateMeasure((of,), how, "value", (), across, Decimal(0), **more)


def of_region(name: str, measure: Any, **more: Any) -> Any:
    return indicator(name, measure, levels=("region",), **more)


def test_two_levels_up(ask: Ask) -> None:
    """Both towns are known, but one of them without a school."""
    got = ask(SUM, facts=KNOWN, places=PLACES)
    assert got("status value covered countable marks", entity="t") == ["scored", "5", 1, 2, "partial_coverage"]
    assert got("status value covered countable marks", entity="u") == ["scored", "7", 1, 1, ""]
    assert got("status value covered countable marks", entity="r") == ["scored", "12", 2, 2, "partial_coverage"]
    whole = ask(SUM, facts=[*KNOWN, *among("a", p="1")], places=PLACES)
    assert [whole("value marks", entity=e) for e in "rtu"] == [["13", ""], ["6", ""], ["7", ""]]


def test_what_is_left_out_of_a_sum_does_not_mark_it(ask: Ask) -> None:
    """Town t has too few schools, and is left out itself: the region lacks a town."""
    rule = replace(SUM, rollup=indicator("x", ValueMeasure(FactOperand("a")), rollup="60").rollup)
    got = ask(rule, facts=KNOWN, places=PLACES)
    assert got("status reason marks", entity="t") == ["no_data", "coverage", ""]
    assert got("status reason covered countable", entity="r") == ["no_data", "coverage", 1, 2]


def test_totals_of_totals(ask: Ask) -> None:
    rules = [
        *(SUM, of_region("n", total("i")), of_region("m", total("n", How.MEAN)), of_region("l", total("m"))),
        *(of_region("k", total("i", across="town")), of_region("j", total("k"))),
    ]
    got = ask(*rules, facts=KNOWN, places=PLACES)
    assert [got("value marks", of=name, entity="r") for name in "nmlkj"] == [["12", "partial_coverage"]] * 5
    whole = ask(*rules, facts=[*KNOWN, *among("a", p="1")], places=PLACES)
    assert [whole("value marks", of=name, entity="r") for name in "nmlkj"] == [["13", ""]] * 5


def test_a_total_of_a_total_in_which_some_are_missing(ask: Ask) -> None:
    """Of values there are no bounds, so the total of a total is not provisional; it lacks town t all the same."""
    plain = indicator("i", ValueMeasure(FactOperand("a")))
    rules = plain, of_region("k", total("i", across="town")), of_region("j", total("k")), of_region("l", total("j"))
    got = ask(*rules, facts=among("a", u="7"), places=PLACES)
    assert got("value marks covered countable", of="k", entity="r") == ["7", "provisional", 1, 2]
    assert got("value marks", of="j", entity="r") == ["7", "partial_coverage"]
    assert got("value marks", of="l", entity="r") == ["7", "partial_coverage"]


def test_a_weight_and_a_coefficient(ask: Ask) -> None:
    one = of_region("b", ValueMeasure(FactOperand("b")))
    rules = (
        *(SUM, one, of_region("n", total("b", How.WEIGHTED_MEAN, weight_by="i"))),
        *(of_region("m", total("b", coefficient=OF)), of_region("l", total("m"))),
    )
    got = ask(*rules, facts=[*KNOWN, *among("b", r="2")], places=PLACES)
    assert [got("value marks", of=name, entity="r") for name in "bnml"] == [
        ["2", ""],
        ["2", "partial_coverage"],
        ["24", "partial_coverage"],
        ["24", "partial_coverage"],
    ]


def test_operands(ask: Ask) -> None:
    """Of 2019 all schools are known, of 2020 only two."""
    rules = [
        SUM,
        of_region("n", ValueMeasure(OF)),
        of_region("m", ValueMeasure(replace(OF, series=Series(At(1))))),
        of_region("l", ValueMeasure(replace(OF, series=last(2, Fold.SUM)))),
        indicator("k", PeersMeasure(OF, PeerAs.RANK, Among.LEVEL), levels=("town",)),
    ]
    facts = [*KNOWN, *(f for e in "opq" for f in numbers("a", "1", first=2019, entity=e))]
    got = ask(*rules, facts=facts, places=PLACES)
    assert got("value marks", of="n", entity="r") == ["12", "partial_coverage"]
    assert got("value marks", of="m", entity="r") == ["3", ""]
    assert got("value marks", of="l", entity="r") == ["15", "partial_coverage"]
    assert got("value marks", of="k", entity="t") == ["2", "partial_coverage"]
    assert got("value marks", of="k", entity="u") == ["1", ""]


def test_what_is_carried_forward(ask: Ask) -> None:
    carried = of_region("n", ValueMeasure(replace(OF, missing=CarryForward(1))))
    facts = [f for e in "oq" for f in numbers("a", "1", first=2019, entity=e)]
    got = ask(SUM, carried, facts=facts, places=PLACES)
    assert got("value marks", of="n", entity="r") == ["2", "carried_forward|partial_coverage"]


def test_a_status_is_known_whole(ask: Ask) -> None:
    """That the region lacks data is no partial knowledge of it."""
    judge = ladder(
        rung("odd", "1", one_of("s", "no_data")),
        rung("fine", "0"),
        inputs=[("s", IndicatorOperand("i", take=FindingTake.STATUS))],
    )
    got = ask(SUM, of_region("n", TableMeasure(), judge=judge), facts=(), places=PLACES)
    assert got("status outcome marks", of="n", entity="r") == ["scored", "odd", ""]
