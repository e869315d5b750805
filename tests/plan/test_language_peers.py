"""Places among peers; numbers worked out by hand.

Region r has the towns t, u, v and w. Their values of `a` are 2, 4, 4 and 10 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engine.pack.model import (
    Among,
    FactOperand,
    FindingTake,
    Indicator,
    IndicatorOperand,
    PeerAs,
    PeersMeasure,
    Ties,
    ValueMeasure,
)
from engine.statuses import FactState
from tests.plan.asked_of_both import Ask, Told, among, equals, ladder, one_of, rung, state
from tests.plan.given import Fact, Place
from tests.plan.packs import LEVELS, at_least, below, indicator

VALUES = among("a", t="2", u="4", v="4", w="10")
PLACES = (Place("r", "region"), *(Place(name, "town", "r") for name in "tuvw"))
HIGH_LOW = (at_least("high", "4", "2"), below("low", "4", "1"))
OF = indicator("j", ValueMeasure(FactOperand("a")), HIGH_LOW, levels=LEVELS)
J = IndicatorOperand("j")


def peers(shown_as: PeerAs, who: Among = Among.LEVEL, of: IndicatorOperand = J, **more: Any) -> PeersMeasure:
    return PeersMeasure(of, shown_as, who, **more)


def placed(measure: PeersMeasure, name: str = "i") -> Indicator:
    return indicator(name, measure, levels=LEVELS)


def values(got: Told, who: str = "tuvw", of: str = "i") -> list[Any]:
    return [got("value", of=of, entity=e)[0] for e in who]


PLACED: dict[str, tuple[PeersMeasure, list[str | None]]] = {
    # (x − 2) ÷ (10 − 2) of 100
    "min-max": (peers(PeerAs.MIN_MAX), ["0", "25", "25", "100"]),
    "min-max, lower is better": (peers(PeerAs.MIN_MAX, lower_is_better=True), ["100", "75", "75", "0"]),
    "min-max of one": (peers(PeerAs.MIN_MAX, scale=Decimal(1)), ["0", "0.25", "0.25", "1"]),
    "share of the best": (peers(PeerAs.SHARE_OF_BEST), ["20", "40", "40", "100"]),
    # the least is best: 2 ÷ x
    "share of the best, lower": (peers(PeerAs.SHARE_OF_BEST, lower_is_better=True), ["100", "50", "50", "20"]),
    # mean 5; squares 9 1 1 25 add up to 36; √(36 ÷ 4) = 3
    "z-score": (peers(PeerAs.Z_SCORE), ["-1", "-0.333333333", "-0.333333333", "1.666666667"]),
    "z-score, lower": (
        peers(PeerAs.Z_SCORE, lower_is_better=True),
        ["1", "0.333333333", "0.333333333", "-1.666666667"],
    ),
    # √(36 ÷ 3) = √12 = 3.464101615; −3, −1, −1 and 5 divided by it
    "z-score of a sample": (
        peers(PeerAs.Z_SCORE, sample=True),
        ["-0.866025404", "-0.288675135", "-0.288675135", "1.443375673"],
    ),
    "rank": (peers(PeerAs.RANK), ["4", "2", "2", "1"]),
    "rank, lower is better": (peers(PeerAs.RANK, lower_is_better=True), ["1", "2", "2", "4"]),
    "dense rank": (peers(PeerAs.RANK, ties=Ties.DENSE), ["3", "2", "2", "1"]),
    "average rank": (peers(PeerAs.RANK, ties=Ties.AVERAGE), ["4", "2.5", "2.5", "1"]),
    # not better than itself: 1, 3, 3 and 4 of 4
    "percentile": (peers(PeerAs.PERCENTILE), ["25", "75", "75", "100"]),
    # 1 + floor((rank − 1) × 2 ÷ 4): ranks 4 2 2 1
    "halves": (peers(PeerAs.ZONE, zones=2), ["2", "1", "1", "1"]),
    # 1 + floor((rank − 1) × 3 ÷ 4)
    "thirds": (peers(PeerAs.ZONE, zones=3), ["3", "1", "1", "1"]),
    "mean": (peers(PeerAs.MEAN), ["5", "5", "5", "5"]),
    "least": (peers(PeerAs.LEAST), ["2", "2", "2", "2"]),
    "greatest": (peers(PeerAs.GREATEST), ["10", "10", "10", "10"]),
    "count": (peers(PeerAs.COUNT), ["4", "4", "4", "4"]),
    # points 1 2 2 2
    "rank by points": (peers(PeerAs.RANK, of=IndicatorOperand("j", take=FindingTake.POINTS)), ["4", "1", "1", "1"]),
    # among the high ones: 4 4 10; t is alone among the low
    "among those of the same outcome": (peers(PeerAs.RANK, same_outcome="j"), ["1", "2", "2", "1"]),
    # the high ones do not form the set, which is 2 alone: all of them are better
    "placed among others": (peers(PeerAs.RANK, left_out=("j", ("high",))), ["1", "1", "1", "1"]),
    "nobody is worse": (peers(PeerAs.PERCENTILE, left_out=("j", ("high",))), ["100", "100", "100", "100"]),
    # the low one does not: 4 4 10; three are better than 2, and no zone lies beyond the second
    "beyond the last place": (peers(PeerAs.RANK, left_out=("j", ("low",))), ["4", "2", "2", "1"]),
    "in the last zone": (peers(PeerAs.ZONE, zones=2, left_out=("j", ("low",))), ["2", "1", "1", "1"]),
    # from 4 to 10, and 2 is held at the bottom
    "within the scale": (peers(PeerAs.MIN_MAX, left_out=("j", ("low",))), ["0", "0", "0", "100"]),
}


def test_places(ask: Ask) -> None:
    rules = [placed(measure, f"i{n}") for n, (measure, _) in enumerate(PLACED.values())]
    got = ask(OF, *rules, facts=VALUES, places=PLACES)
    found = {name: values(got, of=f"i{n}") for n, name in enumerate(PLACED)}
    assert found == {name: expected for name, (_, expected) in PLACED.items()}


NOT_COMPUTED = ["not_assessed", "not_computable", None]
SPREADLESS: dict[str, tuple[PeersMeasure, list[Any]]] = {
    "min-max of equals": (peers(PeerAs.MIN_MAX), NOT_COMPUTED),
    "min-max of equals, with a number": (peers(PeerAs.MIN_MAX, all_equal=Decimal(50)), ["scored", None, "50"]),
    "z-score of equals": (peers(PeerAs.Z_SCORE), NOT_COMPUTED),
    "z-score of equals, with a number": (peers(PeerAs.Z_SCORE, all_equal=Decimal(0)), ["scored", None, "0"]),
    "share of zero": (peers(PeerAs.SHARE_OF_BEST), NOT_COMPUTED),
    "share of zero, lower": (peers(PeerAs.SHARE_OF_BEST, lower_is_better=True), NOT_COMPUTED),
    "nobody in the set": (peers(PeerAs.RANK, left_out=("j", ("low",))), NOT_COMPUTED),
    "how many of nobody": (peers(PeerAs.COUNT, left_out=("j", ("low",))), ["scored", None, "0"]),
    "rank of equals": (peers(PeerAs.RANK), ["scored", None, "1"]),
    "average rank of equals": (peers(PeerAs.RANK, ties=Ties.AVERAGE), ["scored", None, "1.5"]),
}


def test_sets_without_spread(ask: Ask) -> None:
    """t and u have 0 each."""
    rules = [placed(measure, f"i{n}") for n, (measure, _) in enumerate(SPREADLESS.values())]
    got = ask(OF, *rules, facts=among("a", t="0", u="0"), places=PLACES)
    found = {name: got("status reason value", of=f"i{n}") for n, name in enumerate(SPREADLESS)}
    assert found == {name: expected for name, (_, expected) in SPREADLESS.items()}


def test_among_whom(ask: Ask) -> None:
    """r is a region; c a city and t a town below it; s and o schools below t, p one below c."""
    places = (
        *(Place("r", "region"), Place("c", "city", "r"), Place("t", "town", "r")),
        *(Place("s", "school", "t"), Place("o", "school", "t"), Place("p", "school", "c")),
    )
    kinds = ("region", "town", "city", "school")
    facts = among("a", r="1", c="2", t="3", s="4", o="5", p="6")
    of = indicator("j", ValueMeasure(FactOperand("a")), levels=LEVELS, kinds=kinds)
    rules = [indicator(who, peers(PeerAs.COUNT, who), levels=LEVELS, kinds=kinds) for who in Among]
    got = ask(of, *rules, facts=facts, places=places)
    assert {who.value: values(got, "rctsop", who) for who in Among} == {
        "all": ["6", "6", "6", "6", "6", "6"],
        "level": ["1", "2", "2", "3", "3", "3"],
        "kind": ["1", "1", "1", "3", "3", "3"],
        "siblings": ["1", "2", "2", "2", "2", "1"],
    }


def unscored(facts: Sequence[Fact]) -> list[Fact]:
    return [f for f in facts if f.entity != "w"]


def test_only_scored_findings_are_peers(ask: Ask) -> None:
    """w is suppressed: it has no place, and the others are 2 4 4 among themselves."""
    facts = [*unscored(VALUES), state("a", FactState.SUPPRESSED, entity="w")]
    got = ask(OF, placed(peers(PeerAs.RANK)), placed(peers(PeerAs.COUNT), "k"), facts=facts, places=PLACES)
    assert values(got, "tuv") == ["3", "1", "1"]
    assert got("status reason", entity="w") == ["suppressed", "suppressed"]
    assert got("status reason", of="k", entity="w") == ["suppressed", "suppressed"]
    assert values(got, "tuv", "k") == ["3", "3", "3"]


def test_who_has_no_outcome_has_no_peers_of_the_same(ask: Ask) -> None:
    """k is the outcome of b: t and u have it, v is not reported."""
    same = indicator("k", ValueMeasure(FactOperand("b")), HIGH_LOW, levels=LEVELS)
    facts = [*VALUES, *among("b", t="9", u="9")]
    got = ask(OF, same, placed(peers(PeerAs.RANK, same_outcome="k")), facts=facts, places=PLACES)
    assert values(got, "tu") == ["2", "1"]
    assert got("status reason", entity="v") == ["no_data", "not_reported"]


def test_facts_of_a_place_are_the_entity_s_own(ask: Ask) -> None:
    got = ask(OF, placed(peers(PeerAs.RANK)), facts=VALUES, places=PLACES)
    assert [got("facts", entity=e) for e in "tuvw"] == [[[0]], [[1]], [[2]], [[3]]]


def test_a_place_is_judged_and_may_not_be_computable(ask: Ask) -> None:
    """Alone with 4: min-max has no value, but a rung on the level tells."""
    judge = ladder(rung("first", "2", equals("value", "100")), rung("alone", "1", one_of("level", "town")))
    rule = indicator("i", peers(PeerAs.MIN_MAX), levels=LEVELS, judge=judge)
    one = ask(OF, rule, facts=among("a", t="4"), places=PLACES)
    assert one("status outcome value points") == ["scored", "alone", None, "1"]
    both = ask(OF, rule, facts=among("a", t="4", u="3"), places=PLACES)
    assert both("status outcome value points") == ["scored", "first", "100", "2"]
