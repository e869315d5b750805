"""How facts that several things want are joined, and what members of a total come to."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

import pytest

from engine.decimals import plain_text
from engine.pack.model import How
from engine.testing.attempts import Facts, Members, Open, Spec, combined, completed, in_state, merged, reported
from engine.testing.rules import Rules
from engine.testing.totalling import Choice, Member, Totalling
from tests.testing.kit import PACK, loaded

KEY = ("2020", "groups")


def members(having: str = "", lacking: str = "") -> Members:
    return Members(frozenset(having.split()), frozenset(lacking.split()))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (True, True, True),
        (True, False, None),
        (Open.ANY, False, False),
        (Open.ANY, Open.SOME, Open.SOME),
        (Open.SOME, Decimal(2), Decimal(2)),
        (Open.SOME, Decimal(0), None),
        (Open.SOME, False, None),
        (Open.ANY, members("a"), members("a")),
        (Open.SOME, members("", "a"), members("", "a")),
        (members("a"), members("b", "c"), members("a b", "c")),
        (members("a"), members("", "a"), None),
        (members("a", "c"), ("a", "b"), ("a", "b")),
        (members("a", "b"), ("a", "b"), None),
    ],
)
def test_a_value_is_what_all_want(one: object, other: object, both: object) -> None:
    wanted = None if both is None else {KEY: reported(both)}
    assert merged(({KEY: reported(one)}, {KEY: reported(other)})) == wanted
    assert merged(({KEY: reported(other)}, {KEY: reported(one)})) == wanted


def test_fields_are_joined_and_a_state_has_no_value() -> None:
    dated = {KEY: reported(Open.ANY, evidence_date="2020-01-01")}
    assert merged((dated, {KEY: reported(("a",), evidence="x")})) == {
        KEY: reported(("a",), evidence_date="2020-01-01", evidence="x")
    }
    assert merged((dated, {KEY: in_state("unconfirmed")})) is None
    assert merged((dated, {KEY: reported(Open.ANY, evidence_date="2020-01-02")})) is None


def chosen(spec: tuple[Spec, ...]) -> tuple[Spec, ...]:
    rules = Rules(loaded(PACK))
    return completed({KEY: spec}, rules.facts, rules.periods)[KEY]


def test_what_is_open_is_chosen_in_the_end() -> None:
    first, second = (member for member, _ in Rules(loaded(PACK)).facts["groups"].vocabulary[:2])
    every = " ".join(member for member, _ in Rules(loaded(PACK)).facts["groups"].vocabulary)
    assert chosen(reported(Open.SOME)) == reported((first,))
    assert chosen(reported(members(second))) == reported((second,))
    assert chosen(reported(members("", first))) == reported((second,))
    assert chosen(reported(members("", every), evidence="x")) == in_state("confirmed_absent", evidence="x")
    assert chosen(in_state("suppressed")) == in_state("suppressed")


def fact(key: str, value: object) -> Facts:
    return {("2020", key): reported(value)}


def test_only_ways_that_agree_are_taken() -> None:
    choices = [[fact("a", 1), fact("a", 2)], [fact("b", 1)], [fact("a", 2)]]
    assert list(combined(choices)) == [{**fact("a", 2), **fact("b", 1)}]


def test_ways_that_end_in_nothing_come_to_an_end() -> None:
    disagreeing = [[fact(str(n), value) for value in range(8)] for n in range(30)]
    assert list(combined([*disagreeing, [fact("a", 1)], [fact("a", 2)]])) == []


def member(key: str, *points: int, weight: int = 1) -> Member:
    """Comes to so many points by the same value of its own fact."""
    choices = tuple(Choice(Decimal(p), lambda p=p: [fact(key, p)]) for p in points)  # type: ignore[misc]
    return Member(Decimal(weight), frozenset((key,)), choices)


def unknown(one: Member) -> Member:
    return Member(one.weight, one.keys, (Choice(Decimal(0), None), *one.choices))


@pytest.mark.parametrize(
    ("how", "reachable", "wanted", "facts"),
    [
        (How.SUM, "0 1 2 3 4", "3", {"a": 1, "b": 1}),
        (How.MEAN, "0 0.333333333 0.666666667 1 1.333333333", "1", {"a": 1, "b": 1}),
        (How.PERCENT_OF_MAXIMUM, "0 25 50 75 100", "100", {"a": 2, "b": 1}),
        (How.MIN, "0 1 2", "1", {"a": 2, "b": 1}),
        (How.MAX, "0 1 2", "1", {"a": 1, "b": 1}),
    ],
)
def test_a_total_is_turned_round(how: How, reachable: str, wanted: str, facts: dict[str, int]) -> None:
    total = Totalling(how, (member("a", 0, 1, 2), member("b", 0, 1, weight=2)))
    assert " ".join(map(plain_text, total.reachable)) == reachable
    found = next(total.facts(Decimal(wanted)))
    assert {key: dict(spec)["value"] for (_, key), (spec,) in found.items()} == facts
    assert list(total.facts(Decimal("0.5"))) == []


def test_nothing_is_known_of_what_counts_as_zero() -> None:
    rests = Member(Decimal(1), frozenset("b"), (Choice(Decimal(1), lambda: [{**fact("a", 1), **fact("b", 1)}]),))
    total = Totalling(How.SUM, (unknown(member("a", 1)), unknown(rests)))
    assert list(total.facts(Decimal(1))) == [fact("a", 1)]
    assert list(total.facts(Decimal(2))) == [{**fact("a", 1), **fact("b", 1)}]
    assert list(total.facts(Decimal(0))) == [{}]


def test_many_members_take_no_time() -> None:
    total = Totalling(How.SUM, tuple(unknown(member(f"m{n}", 0, 1, 2)) for n in range(40)))
    assert len(list(islice(total.facts(Decimal(41)), 5))) == 5
