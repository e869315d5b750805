"""Forward chaining in plain Python: the meaning of the rules, and the way where the rule engine cannot be built."""

from __future__ import annotations

from engine.inference.groups import RuleGroup
from engine.inference.rules import holds


def fire(group: RuleGroup, tokens: frozenset[str]) -> frozenset[str]:
    """The ids of the rules that fire where `tokens` hold.

    What rules conclude holds too, until nothing more follows. Tokens that are not inputs of the group are left out.
    """
    known = tokens.intersection(group.inputs)
    fired: set[str] = set()
    waiting = group.rules
    while ready := [rule for rule in waiting if holds(rule.when, known)]:
        fired.update(rule.id for rule in ready)
        known |= {rule.concludes for rule in ready if rule.concludes is not None}
        waiting = tuple(rule for rule in waiting if rule.id not in fired)
    return frozenset(fired)
