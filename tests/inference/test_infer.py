"""Either method through one door, and the reasons for a firing."""

from __future__ import annotations

import pytest

from engine.inference import durable, fixpoint
from engine.inference.groups import RuleGroup
from engine.inference.infer import Firing, Method, default_method, explain_firing, fire_all
from tests.inference.cases import CHAIN, DIAMOND, EDGES, all_of, any_of, one_group, rule

METHODS: list[Method] = ["fixpoint"]
if durable.available():
    METHODS.append("durable")


@pytest.mark.parametrize("method", METHODS)
def test_every_signature_is_answered_in_the_order_given(method: Method) -> None:
    signatures = [frozenset({"a", "e"}), frozenset({"b"}), frozenset({"a", "e"}), frozenset({"a", "stranger"})]
    assert list(fire_all(DIAMOND, iter(signatures), method=method).items()) == [
        (frozenset({"a", "e"}), {"top", "shortcut", "end"}),
        (frozenset({"b"}), frozenset()),
        (frozenset({"a", "stranger"}), {"top"}),
    ]


@pytest.mark.parametrize("method", METHODS)
def test_no_signatures(method: Method) -> None:
    assert fire_all(DIAMOND, [], method=method) == {}


@pytest.mark.parametrize("method", METHODS)
def test_each_distinct_signature_is_fired_once(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    fired: list[frozenset[str]] = []

    def by_fixpoint(group: RuleGroup, tokens: frozenset[str]) -> frozenset[str]:
        fired.append(tokens)
        return frozenset()

    def by_durable(self: durable.DurableGroup, tokens: frozenset[str]) -> frozenset[str]:
        fired.append(tokens)
        return frozenset()

    monkeypatch.setattr(fixpoint, "fire", by_fixpoint)
    monkeypatch.setattr(durable.DurableGroup, "fire", by_durable)
    one, two = frozenset({"a"}), frozenset({"b"})
    assert fire_all(DIAMOND, [one, two, one, two, one], method=method) == {one: frozenset(), two: frozenset()}
    assert fired == [one, two]


@pytest.mark.parametrize(("there", "expected"), [(True, "durable"), (False, "fixpoint")])
def test_the_rule_engine_where_it_is_available(there: bool, expected: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "available", lambda: there)
    assert default_method() == expected


def test_a_firing_on_inputs_alone() -> None:
    assert explain_firing(CHAIN, frozenset({"2=no", "3=no"}), "weak") == Firing("weak", ("2=no", "3=no"), {})


def test_a_chain_of_conclusions() -> None:
    tokens = frozenset({"a", "b", "d", "e"})
    assert explain_firing(DIAMOND, tokens, "end") == Firing(
        "end", ("t", "x"), {"t": ("top",), "x": ("bottom", "shortcut")}
    )
    assert explain_firing(DIAMOND, tokens, "bottom") == Firing("bottom", ("l", "r"), {"l": ("left",), "r": ("right",)})
    assert explain_firing(DIAMOND, tokens, "right") == Firing("right", ("d", "t"), {"t": ("top",)})
    assert explain_firing(DIAMOND, tokens, "top") == Firing("top", ("a",), {})


def test_only_rules_that_fired_are_named() -> None:
    tokens = frozenset({"a", "e"})
    assert explain_firing(DIAMOND, tokens, "end").concluded_by == {"t": ("top",), "x": ("shortcut",)}


def test_the_first_of_several_conjunctions() -> None:
    group = one_group(rule("r", any_of("c", all_of("a", "z"), all_of("a", "b"))))
    assert explain_firing(group, frozenset({"a", "c", "z"}), "r").conjunction == ("a", "z")
    assert explain_firing(group, frozenset({"a", "b", "c", "z"}), "r").conjunction == ("a", "b")
    assert explain_firing(group, frozenset({"c"}), "r").conjunction == ("c",)


def test_a_rule_without_conditions() -> None:
    assert explain_firing(EDGES, frozenset({"a"}), "always") == Firing("always", (), {})
    assert explain_firing(EDGES, frozenset({"a"}), "follows") == Firing(
        "follows", ("a", "from nothing"), {"from nothing": ("always",)}
    )


@pytest.mark.parametrize("name", ["bottom", "no such rule"])
def test_no_reasons_for_what_does_not_fire(name: str) -> None:
    with pytest.raises(ValueError, match=f"^rule {name} does not fire$"):
        explain_firing(DIAMOND, frozenset({"a", "b", "t", "l", "r"}), name)
