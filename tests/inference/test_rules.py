"""Conditions, and the conjunctions they come down to, against truth tables."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.rules import (
    AllOf,
    AnyOf,
    Condition,
    Holds,
    TooManyConjunctionsError,
    holds,
    to_conjunctions,
    tokens_of,
)
from tests.inference.cases import all_of, any_of, conditions, subsets


def as_text(condition: Condition) -> list[str]:
    return ["".join(sorted(c)) for c in to_conjunctions(condition)]


@pytest.mark.parametrize(
    ("condition", "tokens", "expected"),
    [
        (Holds("a"), "a", True),
        (Holds("a"), "b", False),
        (all_of("a", "b"), "abc", True),
        (all_of("a", "b"), "a", False),
        (any_of("a", "b"), "b", True),
        (any_of("a", "b"), "c", False),
        (all_of(), "", True),
        (any_of(), "abc", False),
        (all_of(any_of("a", "b"), any_of("c", all_of("d", "e"))), "bde", True),
        (all_of(any_of("a", "b"), any_of("c", all_of("d", "e"))), "abe", False),
    ],
)
def test_holds(condition: Condition, tokens: str, expected: bool) -> None:
    assert holds(condition, frozenset(tokens)) is expected


def test_tokens_of_every_part() -> None:
    assert tokens_of(all_of("a", any_of("b", all_of("c", "a")), any_of())) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Holds("a"), ["a"]),
        (all_of("a", "b", "a"), ["ab"]),
        (any_of("b", "a", "b"), ["a", "b"]),
        (any_of("a", all_of("a", "b")), ["a"]),
        (any_of(all_of("a", "b"), "a"), ["a"]),
        (all_of("a", any_of("a", "b")), ["a"]),
        (all_of(any_of("a", "b"), any_of("c", "d")), ["ac", "ad", "bc", "bd"]),
        (all_of(any_of("a", "b"), any_of("b", "c")), ["ac", "b"]),
        (any_of("c", all_of("a", "b"), all_of("a", "d")), ["ab", "ad", "c"]),
        (all_of(any_of("a", "b"), any_of("a", "c"), any_of("b", "c")), ["ab", "ac", "bc"]),
        (all_of(), [""]),
        (any_of(), []),
        (any_of("a", all_of()), [""]),
        (all_of("a", any_of()), []),
    ],
)
def test_conjunctions_by_hand(condition: Condition, expected: list[str]) -> None:
    assert as_text(condition) == expected


@given(conditions("abcdef"))
def test_conjunctions_are_the_minimal_sets_that_satisfy(condition: Condition) -> None:
    true = {s for s in subsets("abcdef") if holds(condition, s)}
    minimal = {s for s in true if not any(smaller < s for smaller in true)}
    found = to_conjunctions(condition)
    assert len(found) == len(minimal)
    assert set(found) == minimal


@given(st.lists(conditions("abcd"), max_size=4))
def test_conjunctions_do_not_depend_on_the_order_of_conditions(parts: list[Condition]) -> None:
    for kind in (AllOf, AnyOf):
        forms = {to_conjunctions(kind(order)) for order in permutations(parts)}
        assert len(forms) == 1


def test_as_many_conjunctions_as_allowed() -> None:
    condition = all_of(any_of("a", "b", "c"), any_of("d", "e"))
    assert len(to_conjunctions(condition, limit=6)) == 6
    with pytest.raises(TooManyConjunctionsError, match=r"^more than 5 conjunctions$"):
        to_conjunctions(condition, limit=5)


def test_the_limit_by_default() -> None:
    tokens = [f"{n:03}" for n in range(201)]
    assert to_conjunctions(any_of(*tokens[:200])) == tuple(frozenset({t}) for t in tokens[:200])
    with pytest.raises(TooManyConjunctionsError, match=r"^more than 200 conjunctions$"):
        to_conjunctions(any_of(*tokens))


def test_what_is_absorbed_does_not_count() -> None:
    absorbed = all_of(any_of("a", "b"), any_of("c", "d"), any_of("e", "f"), any_of("a", "c"))
    assert as_text(absorbed) == ["ace", "acf", "ade", "adf", "bce", "bcf"]
    assert len(to_conjunctions(absorbed, limit=6)) == 6
    assert to_conjunctions(all_of(any_of("a", "b", "c"), any_of("d", "e"), "a", "d"), limit=3) == (frozenset("ad"),)


def test_refused_before_it_blows_up() -> None:
    # 3 to the power of 60 conjunctions.
    condition = all_of(*(any_of(f"{n}a", f"{n}b", f"{n}c") for n in range(60)))
    with pytest.raises(TooManyConjunctionsError):
        to_conjunctions(condition)


@given(st.permutations([any_of("a", "b", "c"), any_of("d", "e", "f"), any_of("g", "h"), Holds("a")]))
def test_a_refusal_does_not_depend_on_the_order_of_conditions(parts: list[Condition]) -> None:
    assert len(to_conjunctions(AllOf(tuple(parts)), limit=6)) == 6
    with pytest.raises(TooManyConjunctionsError):
        to_conjunctions(AllOf(tuple(parts)), limit=5)
