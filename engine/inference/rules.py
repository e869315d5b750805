"""Inference rules: conditions over tokens, and the conjunctions they come down to.

A token is an opaque name of something that either holds or does not. There is no negation here: what is denied is a
token of its own, the complementary one, so that a rule never depends on the order in which tokens become known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import chain, product

from engine.limits import MAX_CONJUNCTIONS_PER_RULE

Conjunction = frozenset[str]
"""Tokens that must hold at once; the empty one always holds."""


@dataclass(frozen=True, slots=True)
class Holds:
    """The token holds."""

    token: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds; with none given it always does."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition holds; with none given it never does."""

    conditions: tuple[Condition, ...]


Condition = Holds | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class InferenceRule:
    """Fires when its condition holds; `concludes` is a token that then holds too and other rules may listen to."""

    id: str
    when: Condition
    concludes: str | None


class TooManyConjunctionsError(ValueError):
    """A condition, or a part of it, comes down to more conjunctions than are allowed."""


def holds(condition: Condition, tokens: frozenset[str]) -> bool:
    """Whether the condition holds where exactly `tokens` hold."""
    match condition:
        case Holds(token):
            return token in tokens
        case AllOf(conditions):
            return all(holds(c, tokens) for c in conditions)
        case AnyOf(conditions):
            return any(holds(c, tokens) for c in conditions)


def tokens_of(condition: Condition) -> frozenset[str]:
    """Every token the condition mentions."""
    match condition:
        case Holds(token):
            return frozenset({token})
        case AllOf(conditions) | AnyOf(conditions):
            return frozenset(chain.from_iterable(tokens_of(c) for c in conditions))


def to_conjunctions(condition: Condition, limit: int = MAX_CONJUNCTIONS_PER_RULE) -> tuple[Conjunction, ...]:
    """The minimal disjunctive normal form: one of these conjunctions holds exactly where the condition does.

    None contains another, and they are sorted by their tokens; neither they nor a refusal depend on the order in
    which conditions are written. Work is bounded by the square of `limit` for each part of the condition.

    Raises `TooManyConjunctionsError` when the form of the condition or of a part of it has more than `limit`.
    """
    match condition:
        case Holds(token):
            return (frozenset({token}),)
        case AnyOf(conditions):
            return _minimal(chain.from_iterable(to_conjunctions(c, limit) for c in conditions), limit)
        case AllOf(conditions):
            # The smallest first: a condition that absorbs others is met before they multiply.
            forms = sorted((to_conjunctions(c, limit) for c in conditions), key=_form_order)
            return reduce(lambda left, right: _both(left, right, limit), forms, (frozenset(),))


def _both(left: tuple[Conjunction, ...], right: tuple[Conjunction, ...], limit: int) -> tuple[Conjunction, ...]:
    return _minimal((a | b for a, b in product(left, right)), limit)


def _minimal(conjunctions: Iterable[Conjunction], limit: int) -> tuple[Conjunction, ...]:
    """Without the conjunctions that contain another; gives up as soon as more than `limit` are certain to be left."""
    kept: list[Conjunction] = []
    for conjunction in sorted(set(conjunctions), key=len):
        # What is kept is never larger, so nothing that comes later can remove it again.
        if not any(smaller <= conjunction for smaller in kept):
            kept.append(conjunction)
            if len(kept) > limit:
                raise TooManyConjunctionsError(f"more than {limit} conjunctions")
    return tuple(sorted(kept, key=sorted))


def _form_order(form: tuple[Conjunction, ...]) -> tuple[int, list[list[str]]]:
    return len(form), [sorted(conjunction) for conjunction in form]
