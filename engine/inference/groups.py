"""Rules in groups that share nothing, and what is wrong with a set of rules as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine import limits
from engine.diagnostics import inference as codes
from engine.diagnostics.core import Code
from engine.inference.rules import Conjunction, InferenceRule, TooManyConjunctionsError, to_conjunctions, tokens_of


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules that fire independently of all others, in the order given.

    `inputs`, sorted, are the tokens that decide: those mentioned which no rule of the group concludes.
    """

    rules: tuple[InferenceRule, ...]
    inputs: tuple[str, ...]


def independent_groups(rules: Sequence[InferenceRule]) -> tuple[RuleGroup, ...]:
    """The rules split where they share neither a condition nor a conclusion.

    Groups come in the order of their first rules. None could be split further, so that the sets of inputs that hold
    together are few.
    """
    leader = list(range(len(rules)))
    first: dict[str, int] = {}

    def find(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    for place, rule in enumerate(rules):
        for token in _mentioned(rule):
            low, high = sorted((find(first.setdefault(token, place)), find(place)))
            leader[high] = low
    members: dict[int, list[InferenceRule]] = {}
    for place, rule in enumerate(rules):
        members.setdefault(find(place), []).append(rule)
    return tuple(_group(tuple(group)) for group in members.values())


def _group(rules: tuple[InferenceRule, ...]) -> RuleGroup:
    listened = frozenset[str]().union(*(tokens_of(rule.when) for rule in rules))
    return RuleGroup(rules, tuple(sorted(listened - {rule.concludes for rule in rules})))


def _mentioned(rule: InferenceRule) -> frozenset[str]:
    return tokens_of(rule.when) | {token for token in (rule.concludes,) if token is not None}


@dataclass(frozen=True, slots=True)
class LimitProblem:
    """A rule (its id) that passes a limit, and what to say of it."""

    rule: str
    code: Code
    params: Mapping[str, object]


@dataclass(slots=True)
class _Tally:
    """What the rules of one group met so far ask of the rule engine."""

    conditions: int = 0
    listeners: Counter[str] = field(default_factory=Counter)

    def add(self, conjunctions: Sequence[Conjunction]) -> None:
        for conjunction in conjunctions:
            self.conditions += len(conjunction)
            self.listeners.update(conjunction)

    def passed(self) -> dict[tuple[Code, str], dict[str, object]]:
        """The limits passed, with their parameters; the key tells one from another."""
        found: dict[tuple[Code, str], dict[str, object]] = {}
        if len(self.listeners) > limits.MAX_TOKENS:
            found[codes.TOO_MANY_TOKENS, ""] = {"limit": limits.MAX_TOKENS}
        for token in sorted(t for t, count in self.listeners.items() if count > limits.MAX_RULES_PER_TOKEN):
            found[codes.TOO_MANY_LISTENERS, token] = {"token": token, "limit": limits.MAX_RULES_PER_TOKEN}
        if self.conditions > limits.MAX_CONDITIONS_PER_GROUP:
            found[codes.TOO_LARGE_GROUP, ""] = {"limit": limits.MAX_CONDITIONS_PER_GROUP}
        return found


def limit_problems(rules: Sequence[InferenceRule]) -> Iterator[LimitProblem]:
    """The limits of the rule engine that the rules pass, group by group, in the order of rules.

    A limit of a group is told once, of the rule that passes it; a rule whose own limit is passed is not counted in.
    """
    for group in independent_groups(rules):
        tally = _Tally()
        told: set[tuple[Code, str]] = set()
        for rule in group.rules:
            try:
                conjunctions = to_conjunctions(rule.when)
            except TooManyConjunctionsError:
                yield _problem(rule, codes.TOO_MANY_COMBINATIONS, {"limit": limits.MAX_CONJUNCTIONS_PER_RULE})
                continue
            longest = max(map(len, conjunctions), default=0)
            if longest > limits.MAX_CONDITIONS_PER_RULE:
                params = {"count": longest, "limit": limits.MAX_CONDITIONS_PER_RULE}
                yield _problem(rule, codes.TOO_MANY_CONDITIONS, params)
                continue
            tally.add(conjunctions)
            for (code, token), found in tally.passed().items():
                if (code, token) not in told:
                    told.add((code, token))
                    yield _problem(rule, code, found)


def _problem(rule: InferenceRule, code: Code, params: Mapping[str, object]) -> LimitProblem:
    return LimitProblem(rule.id, code, {"id": rule.id, **params})
