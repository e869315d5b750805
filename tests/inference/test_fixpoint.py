"""Plain forward chaining against results worked out by hand and against the least model."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine.inference.fixpoint import fire
from engine.inference.groups import RuleGroup, independent_groups
from engine.inference.rules import InferenceRule, holds
from tests.inference.cases import CHAIN, DIAMOND, EDGES, INPUTS, PLAIN, rule_lists, subsets


@pytest.mark.parametrize(
    ("group", "tokens", "expected"),
    [
        (CHAIN, [], []),
        (CHAIN, ["1=no"], ["weak"]),
        (CHAIN, ["2=no", "3=no"], ["weak", "help"]),
        (CHAIN, ["1=yes", "2=yes", "3=yes"], ["strong", "praise", "ask"]),
        (CHAIN, ["1=none", "2=none"], ["silent", "ask"]),
        (CHAIN, ["1=none", "2=none", "1=no"], ["silent", "ask", "weak", "help"]),
        (DIAMOND, ["a"], ["top"]),
        (DIAMOND, ["a", "b", "d"], ["top", "left", "right", "bottom", "end"]),
        (DIAMOND, ["a", "e"], ["top", "shortcut", "end"]),
        (DIAMOND, ["b", "c", "d", "e"], []),
        (PLAIN, ["a"], ["one", "same again"]),
        (PLAIN, ["b", "f"], ["pairs"]),
        (EDGES, [], ["always"]),
        (EDGES, ["a"], ["always", "follows", "absorbed", "itself"]),
        (EDGES, ["b"], ["always", "absorbed"]),
        (EDGES, ["c"], ["always", "unheard"]),
    ],
)
def test_by_hand(group: RuleGroup, tokens: list[str], expected: list[str]) -> None:
    assert fire(group, frozenset(tokens)) == set(expected)


def test_only_inputs_are_listened_to() -> None:
    assert fire(DIAMOND, frozenset({"t", "l", "r", "x", "b", "unknown"})) == frozenset()


@given(rule_lists())
def test_what_holds_is_the_least_set_closed_under_the_rules(rules: list[InferenceRule]) -> None:
    for group in independent_groups(rules):
        concluded = {r.concludes for r in group.rules if r.concludes is not None}
        for given_tokens in subsets(set(INPUTS) & set(group.inputs)):
            closed = [
                given_tokens | more
                for more in subsets(concluded)
                if all(r.concludes in more for r in group.rules if r.concludes and holds(r.when, given_tokens | more))
            ]
            least = frozenset.intersection(*closed)
            assert fire(group, given_tokens) == {r.id for r in group.rules if holds(r.when, least)}
