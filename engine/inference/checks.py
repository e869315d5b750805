"""What the inference adapter cannot bear in a pack, told at the rule that is too large."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Diagnostic, Span
from engine.inference.conditions import Conclusion, RuleSet, rule_sets
from engine.inference.groups import limit_problems
from engine.pack.model import Pack
from engine.plan.program import Program


def inference_problems(pack: Pack) -> Iterator[Diagnostic]:
    """Limits passed by the rules of any period of the calendar; the same one is told once."""
    told: set[tuple[str, Span]] = set()
    for rules in rule_sets(Program(pack, pack.periods)).values():
        for problem in limit_problems(rules.rules):
            span = _span(rules, problem.rule)
            if (problem.code.id, span) not in told:
                told.add((problem.code.id, span))
                yield Diagnostic(problem.code, span, problem.params)


def _span(rules: RuleSet, rule: str) -> Span:
    origin = rules.origins[rule]
    return origin.outcome.span if isinstance(origin, Conclusion) else origin.header.span
