"""What the rule engine can bear, as constants: past these it errs, hangs or writes outside its memory.

The numbers are those of durable_rules 2.0.28 (`state.h`, `rules.h`, `rete.c`), taken with a margin. A conjunction is
a set of conditions that must hold at once: a rule with `any` becomes several of them.
"""

from __future__ import annotations

MAX_CONDITIONS_PER_RULE = 16
"""Conditions of one conjunction: a match has room for 16 facts."""

MAX_CONJUNCTIONS_PER_RULE = 200
"""Conjunctions one rule may become; below `MAX_RULES_PER_TOKEN`, which one rule alone then cannot pass."""

MAX_TOKENS = 400
"""Distinct conditions in one group of rules that share conditions: at 512 the extension searches its table forever."""

MAX_RULES_PER_TOKEN = 250
"""Conjunctions that listen to one token: the list has 256 places, and the last one must stay empty."""

MAX_CONDITIONS_PER_GROUP = 4000
"""Conditions over all conjunctions of one group: each takes 12 KB, and no more than 4,096 conjunctions are possible."""
