"""The adapter over durable_rules gives exactly what plain forward chaining gives, and never misuses the extension."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from engine.inference import durable, fixpoint
from engine.inference.durable import DurableError, DurableGroup, fnv1a_32, refuse_collisions
from engine.inference.groups import RuleGroup, independent_groups
from engine.inference.rules import InferenceRule
from tests.inference.cases import (
    CHAIN,
    DIAMOND,
    EDGES,
    HAND_WRITTEN,
    all_of,
    any_of,
    one_group,
    rule,
    rule_lists,
    subsets,
)

ROOT = Path(__file__).resolve().parents[2]
needs_durable = pytest.mark.skipif(not durable.available(), reason="durable_rules cannot be loaded here")


def differences(group: RuleGroup, ruleset: DurableGroup, signatures: list[frozenset[str]]) -> list[frozenset[str]]:
    return [s for s in signatures if ruleset.fire(s) != fixpoint.fire(group, s)]


@needs_durable
@pytest.mark.parametrize("group", HAND_WRITTEN.values(), ids=HAND_WRITTEN.keys())
def test_every_combination_of_tokens(group: RuleGroup) -> None:
    assert differences(group, DurableGroup(group), subsets(group.inputs)) == []


@needs_durable
def test_by_hand() -> None:
    ruleset = DurableGroup(DIAMOND)
    assert ruleset.fire(frozenset({"a", "b", "d", "e"})) == {
        "top", "left", "right", "bottom", "shortcut", "end",
    }  # fmt: skip
    assert ruleset.fire(frozenset({"a"})) == {"top"}
    assert ruleset.fire(frozenset()) == frozenset()
    assert ruleset.fire(frozenset({"b", "c", "d", "e"})) == frozenset()


@needs_durable
def test_only_inputs_are_listened_to() -> None:
    assert DurableGroup(DIAMOND).fire(frozenset({"t", "l", "r", "x", "b", "unknown"})) == frozenset()


@needs_durable
@settings(max_examples=60)
@given(rule_lists())
def test_rules_at_random(rules: list[InferenceRule]) -> None:
    for group in independent_groups(rules):
        assert differences(group, DurableGroup(group), subsets(group.inputs)) == []


@needs_durable
@pytest.mark.parametrize("seed", range(8))
def test_long_rules_with_long_chains_at_random(seed: int) -> None:
    chosen = random.Random(seed)
    tokens = [f"in{n}" for n in range(18)]
    concluded = [f"out{n}" for n in range(8)]
    rules = [
        rule(
            f"r{n}",
            all_of(*chosen.sample(tokens, chosen.randint(1, 13)), *chosen.sample(concluded[: n // 4], min(n // 8, 3))),
            concluded[n // 4],
        )
        for n in range(32)
    ]
    signatures = [frozenset(chosen.sample(tokens, chosen.choice([9, 14, 16, 17, 18]))) for _ in range(400)]
    for group in independent_groups(rules):
        assert any(len(fixpoint.fire(group, s)) > len(group.rules) // 2 for s in signatures)
        assert differences(group, DurableGroup(group), signatures) == []


@needs_durable
@pytest.mark.parametrize("group", [CHAIN, DIAMOND, EDGES], ids=["chain", "diamond", "edges"])
def test_one_ruleset_over_thousands_of_signatures_in_any_order(group: RuleGroup) -> None:
    ruleset = DurableGroup(group)
    signatures = subsets(group.inputs) * (4000 // 2 ** len(group.inputs))
    for seed in range(3):
        random.Random(seed).shuffle(signatures)
        assert differences(group, ruleset, signatures) == []


@needs_durable
def test_the_session_is_left_empty() -> None:
    import durable_rules_engine

    ruleset = DurableGroup(CHAIN)
    for signature in subsets(CHAIN.inputs):
        ruleset.fire(signature)
        if signature:
            assert durable_rules_engine.get_facts(ruleset._handle, "0") == "[]"
            assert durable_rules_engine.start_action_for_state(ruleset._handle, 1) is None


@needs_durable
def test_the_largest_group_allowed() -> None:
    tokens = [f"{n:03}" for n in range(400)]
    rules = [
        *(rule(f"long {n}", all_of(*tokens[12 * n : 12 * n + 16])) for n in range(32)),
        *(rule(f"pair {n}", all_of(tokens[n], tokens[n + 1])) for n in range(399)),
        *(rule(f"common {n}", all_of("000", tokens[n % 390 + 2], tokens[-1])) for n in range(248)),
    ]
    group = one_group(*rules)
    chosen = random.Random(0)
    signatures = [frozenset(tokens), *(frozenset(chosen.sample(tokens, size)) for size in (1, 2, 20, 200, 390, 399))]
    assert len(fixpoint.fire(group, frozenset(tokens))) == len(rules)
    assert differences(group, DurableGroup(group), signatures * 2) == []


LONG_RULES = """
from engine.inference.durable import DurableGroup
from engine.inference.groups import independent_groups
from engine.inference.rules import AllOf, Holds, InferenceRule
for size in range(1, 17):
    tokens = [f"t{n}" for n in range(size)]
    (group,) = independent_groups([InferenceRule("r", AllOf(tuple(Holds(t) for t in tokens)), None)])
    ruleset = DurableGroup(group)
    for _ in range(5):
        assert ruleset.fire(frozenset(tokens)) == {"r"}
print("fine")
"""


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return f"{done.returncode} {done.stdout.strip()} {done.stderr.strip()}".strip()


@needs_durable
def test_retracting_the_facts_of_a_long_match_does_not_crash() -> None:
    assert run(LONG_RULES) == "0 fine"


MEMORY = """
import resource
from engine.inference.durable import DurableGroup
from tests.inference.cases import CHAIN, subsets
ruleset = DurableGroup(CHAIN)
signatures = subsets(CHAIN.inputs)
def fire(times):
    for _ in range(times):
        for signature in signatures:
            ruleset.fire(signature)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = fire(4)
print((fire(100) - before) / before < 0.05)
"""


@needs_durable
@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_memory_does_not_grow() -> None:
    assert run(MEMORY) == "0 True"


@needs_durable
def test_a_ruleset_is_kept_for_the_next_time() -> None:
    group = one_group(rule("kept", "a"))
    with durable.ruleset(group) as first, durable.ruleset(group) as other:
        assert other is not first
    with durable.ruleset(one_group(rule("kept", "a"))) as again:
        assert again is first


@needs_durable
def test_a_ruleset_is_thrown_away_after_any_exception() -> None:
    group = one_group(rule("thrown", "a"))
    with pytest.raises(KeyboardInterrupt), durable.ruleset(group) as first:
        raise KeyboardInterrupt
    with durable.ruleset(group) as again:
        assert again is not first


class Fake:
    """An extension that does what it is told to; handles and states are 1."""

    def __init__(self, *messages: str | None, assertion: int = 0, retraction: int = 0) -> None:
        self.messages = iter(messages)
        self.codes = {"assert": assertion, "retract": retraction}
        self.calls: list[str] = []

    def create_ruleset(self, name: str, rules: str) -> int:
        self.calls.append(f"create {rules}")
        return 1

    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]:
        self.calls.append(f"assert {fact}")
        return self.codes["assert"], 1

    def retract_fact(self, handle: int, fact: str) -> tuple[int, int]:
        self.calls.append(f"retract {fact}")
        return self.codes["retract"], 1

    def start_action_for_state(self, handle: int, state: int) -> tuple[str, str] | None:
        message = next(self.messages)
        return ("{}", message) if message else None

    def complete_and_start_action(self, handle: int, state: int) -> str | None:
        return next(self.messages)


def with_fake(monkeypatch: pytest.MonkeyPatch, group: RuleGroup, fake: Fake) -> DurableGroup:
    monkeypatch.setattr(durable, "_extension", lambda: fake)
    return DurableGroup(group)


PAIR = one_group(rule("both", all_of("b", "a"), "c"), rule("then", "c"))


def test_what_the_extension_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake('{"r0":{"c0":{}}}', '{"r1":{}}', None)
    assert with_fake(monkeypatch, PAIR, fake).fire(frozenset({"a", "b", "z"})) == {"both", "then"}
    a, b, c = ('{"id":"t0","t":"t0"}', '{"id":"t1","t":"t1"}', '{"id":"t2","t":"t2"}')
    assert fake.calls == [
        'create {"r0":{"all":[{"c0":{"t":"t0"}},{"c1":{"t":"t1"}}]},"r1":{"all":[{"c0":{"t":"t2"}}]}}',
        *(f"assert {a}", f"assert {b}", f"assert {c}"),
        *(f"retract {b}", f"assert {b}", f"retract {b}"),
        *(f"retract {c}", f"assert {c}", f"retract {c}"),
        f"retract {a}",
    ]


@pytest.mark.parametrize("code", [1, 2, 3])
def test_a_fact_that_was_not_taken(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = with_fake(monkeypatch, PAIR, Fake(None, assertion=code))
    with pytest.raises(DurableError, match=f"^could not assert a: code {code}$"):
        ruleset.fire(frozenset({"a"}))
    with pytest.raises(DurableError, match=r"^the ruleset failed before, or is being used by another thread$"):
        ruleset.fire(frozenset())


def test_a_fact_that_was_not_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = with_fake(monkeypatch, PAIR, Fake(None, retraction=2))
    with pytest.raises(DurableError, match=r"^could not retract a: code 2$"):
        ruleset.fire(frozenset({"a"}))


def test_a_loop_that_would_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset = with_fake(monkeypatch, PAIR, Fake(*['{"r1":{}}'] * 1000))
    with pytest.raises(DurableError, match=r"^r1 was matched twice$"):
        ruleset.fire(frozenset({"a"}))


TOO_LARGE = {
    "17 conditions": [rule("r", all_of(*(f"t{n}" for n in range(17))))],
    "201 combinations": [rule("r", any_of(*(f"t{n}" for n in range(201))))],
    "513 tokens": [rule(f"r{n}", all_of(f"{n:03}", f"{n + 1:03}")) for n in range(512)],
    "251 listeners": [rule(f"r{n}", all_of("t", f"t{n % 9}")) for n in range(251)],
}


@pytest.mark.parametrize("rules", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_what_it_cannot_bear_never_reaches_the_extension(
    rules: list[InferenceRule], monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = Fake()
    with pytest.raises(DurableError, match=r"^rule r\d*: (too-many-|condition-used-too-often)"):
        with_fake(monkeypatch, one_group(*rules), fake)
    assert fake.calls == []


@pytest.mark.parametrize(("text", "expected"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_the_hash_of_the_published_examples(text: str, expected: int) -> None:
    assert fnv1a_32(text) == expected


def test_colliding_names_are_refused() -> None:
    refuse_collisions(["zinke", "liquid", "liquid"])
    with pytest.raises(DurableError, match=r"^costarring and liquid have one hash$"):
        refuse_collisions(["zinke", "costarring", "liquid"])


def test_a_group_whose_tokens_could_be_confused_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = Fake()
    hashes = {"sid-0": 1, "t0": 2, "t1": 3, "t2": 4}
    for same in (["t0", "t2"], ["t1", "sid-0"]):
        monkeypatch.setattr(durable, "fnv1a_32", (hashes | dict.fromkeys(same, 0)).__getitem__)
        with pytest.raises(DurableError, match=f"^({'|'.join(same)}) and ({'|'.join(same)}) have one hash$"):
            with_fake(monkeypatch, PAIR, fake)
    assert fake.calls == []


@needs_durable
def test_the_extension_takes_colliding_names_for_one() -> None:
    import durable_rules_engine as extension

    handle = extension.create_ruleset("x", '{"r": {"all": [{"c": {"t": "costarring"}}, {"d": {"t": "liquid"}}]}}')
    assert extension.assert_fact(handle, '{"id": "costarring", "t": "costarring"}') == (0, 1)
    assert extension.assert_fact(handle, '{"id": "liquid", "t": "liquid"}') == (2, 1)
    assert extension.assert_fact(handle, '{"id": "sid-0", "t": "liquid"}') == (2, 1)


@pytest.fixture
def load_again() -> Iterator[None]:
    durable._extension.cache_clear()
    yield
    durable._extension.cache_clear()


@pytest.mark.usefixtures("load_again")
def test_where_the_extension_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    assert not durable.available()
    with pytest.raises(DurableError, match=r"^durable_rules is not available$"):
        DurableGroup(PAIR)


FOOTPRINT = """
import sys
from engine.inference import durable, infer
def loaded():
    return sorted({"durable", "durable_rules_engine"} & set(sys.modules))
flags = sys.getdlopenflags()
print(loaded(), durable.available(), loaded(), sys.getdlopenflags() == flags)
"""


@needs_durable
@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="no such flags here")
def test_only_the_extension_is_loaded_and_only_when_asked_for() -> None:
    assert run(FOOTPRINT) == "0 [] True ['durable_rules_engine'] True"
