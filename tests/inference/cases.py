"""Rules written by hand and at random, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

from hypothesis import strategies as st

from engine.inference.groups import RuleGroup, independent_groups
from engine.inference.rules import AllOf, AnyOf, Condition, Holds, InferenceRule


def all_of(*parts: str | Condition) -> AllOf:
    return AllOf(tuple(Holds(p) if isinstance(p, str) else p for p in parts))


def any_of(*parts: str | Condition) -> AnyOf:
    return AnyOf(tuple(Holds(p) if isinstance(p, str) else p for p in parts))


def rule(name: str, when: str | Condition, concludes: str | None = None) -> InferenceRule:
    return InferenceRule(name, Holds(when) if isinstance(when, str) else when, concludes)


def one_group(*rules: InferenceRule) -> RuleGroup:
    (group,) = independent_groups(rules)
    return group


def subsets(tokens: Iterable[str]) -> list[frozenset[str]]:
    """Every set of the tokens, the smaller ones first."""
    names = sorted(tokens)
    sizes = (combinations(names, n) for n in range(len(names) + 1))
    return [frozenset(s) for s in chain.from_iterable(sizes)]


CHAIN = one_group(
    rule("weak", any_of("1=no", all_of("2=no", "3=no")), "weak"),
    rule("strong", all_of("1=yes", "2=yes"), "strong"),
    rule("silent", all_of("1=none", "2=none"), "silent"),
    rule("help", all_of("weak", any_of("3=no", "silent"))),
    rule("praise", all_of("strong", "3=yes")),
    rule("ask", any_of("silent", "1=none", "strong")),
)
"""Two levels of conclusions over eight inputs that need not exclude each other."""

DIAMOND = one_group(
    rule("top", "a", "t"),
    rule("left", all_of("t", "b"), "l"),
    rule("right", all_of("t", any_of("c", "d")), "r"),
    rule("bottom", all_of("l", "r"), "x"),
    rule("shortcut", all_of("a", "e"), "x"),
    rule("end", all_of("x", "t")),
)
"""One token concluded twice, on ways of different lengths."""

PLAIN = one_group(
    rule("all six", all_of("a", "b", "c", "d", "e", "f")),
    rule("five", all_of("a", "b", "c", "d", "e")),
    rule("pairs", any_of(*(all_of(x, y) for x, y in combinations("abcdef", 2)))),
    rule("one", "a"),
    rule("same again", "a"),
)
"""No conclusions; matches of every size that share facts."""

EDGES = one_group(
    rule("always", all_of(), "from nothing"),
    rule("never", any_of(), "impossible"),
    rule("follows", all_of("from nothing", "a")),
    rule("cannot", all_of("impossible", "a")),
    rule("absorbed", any_of("b", all_of("b", "c"), "a")),
    rule("itself", any_of("a", "self"), "self"),
    rule("waits for itself", all_of("b", "ghost"), "ghost"),
    rule("unheard", "c", "nobody listens"),
)
"""What is legal to write but odd."""

HAND_WRITTEN = {"chain": CHAIN, "diamond": DIAMOND, "plain": PLAIN, "edges": EDGES}

INPUTS = ("a", "b", "c", "d", "e")
CONCLUDED = ("v", "w", "x", "y")


def conditions(tokens: Iterable[str]) -> st.SearchStrategy[Condition]:
    leaf = st.sampled_from(sorted(tokens)).map(Holds)
    return st.recursive(leaf, _combined, max_leaves=8)


def _combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(several.map(AllOf), several.map(AnyOf))


def rule_lists(max_size: int = 8) -> st.SearchStrategy[list[InferenceRule]]:
    one = st.tuples(conditions((*INPUTS, *CONCLUDED)), st.none() | st.sampled_from(CONCLUDED))
    return st.lists(one, min_size=1, max_size=max_size).map(
        lambda drawn: [InferenceRule(f"rule {n}", when, concludes) for n, (when, concludes) in enumerate(drawn)]
    )
