"""Which rules fire where, by either method, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from engine.inference import durable, fixpoint
from engine.inference.groups import RuleGroup
from engine.inference.rules import to_conjunctions

Method = Literal["durable", "fixpoint"]
"""The rule engine, or plain forward chaining; what fires is the same."""

Signature = frozenset[str]
"""The tokens that hold for one entity and period."""


def default_method() -> Method:
    """The rule engine wherever it can be used."""
    return "durable" if durable.available() else "fixpoint"


def fire_all(group: RuleGroup, signatures: Iterable[Signature], *, method: Method) -> dict[Signature, frozenset[str]]:
    """For each distinct signature, in the order first given, the ids of the rules of the group that fire.

    Raises `DurableError` when the rule engine fails; a group that `limit_problems` passes does not make it.
    """
    distinct = dict.fromkeys(signatures)
    if method == "fixpoint":
        return {signature: fixpoint.fire(group, signature) for signature in distinct}
    with durable.ruleset(group) as ruleset:
        return {signature: ruleset.fire(signature) for signature in distinct}


@dataclass(frozen=True, slots=True)
class Firing:
    """Why a rule fired: the tokens that were enough, and, for those that were concluded, by which rules (their ids).

    Of several conjunctions that hold it is the first in the order of their tokens; rules are in the order of the group.
    """

    rule: str
    conjunction: tuple[str, ...]
    concluded_by: Mapping[str, tuple[str, ...]]


def explain_firing(group: RuleGroup, tokens: Signature, rule_id: str) -> Firing:
    """Why the rule fires where `tokens` hold; follow `concluded_by` for the chain of conclusions.

    Raises ValueError when the rule does not fire.
    """
    ids = fixpoint.fire(group, tokens)
    fired = [rule for rule in group.rules if rule.id in ids]
    concluded = {rule.concludes for rule in fired}
    known = concluded.union(tokens.intersection(group.inputs))
    held = [c for rule in fired if rule.id == rule_id for c in to_conjunctions(rule.when) if c <= known]
    if not held:
        raise ValueError(f"rule {rule_id} does not fire")
    conjunction = tuple(sorted(held[0]))
    by = {t: tuple(rule.id for rule in fired if rule.concludes == t) for t in conjunction if t in concluded}
    return Firing(rule_id, conjunction, by)
