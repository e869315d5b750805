"""Elements of the rules in words: those of a language, or the codes that names of suggested tests are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.decimals import format_decimal, plain_text
from engine.diagnostics.core import Lang, Text
from engine.pack.operands import DEPENDENCE
from engine.plan.compile import Compiled, Condition, Step
from engine.report import explain_values as values
from engine.report.words import STATUS, say

_AND = Text(" and ", " и ")
_OTHERWISE = Text("otherwise", "в остальных случаях")


@dataclass(frozen=True, slots=True)
class Teller:
    """`lang` is None for codes; `titles` are those of outcomes."""

    lang: Lang | None
    titles: Mapping[str, str]

    def row(self, compiled: Compiled, step: Step) -> str:
        """`value ≥ 25 and < 40 → middle`."""
        parts = [f"{self._name(name)} {self._condition(name, c)}" for name, c in _inputs(compiled, step)]
        return f"{', '.join(parts) or self._word(_OTHERWISE)} → {self.outcome(step.outcome or '–')}"

    def limit(self, name: str, number: Decimal) -> str:
        return f"{self._name(name)} = {self._number(number)}"

    def status(self, status: str) -> str:
        return status if self.lang is None else say(STATUS, status, self.lang)

    def outcome(self, outcome: str) -> str:
        return outcome if self.lang is None else self.titles.get(outcome, outcome)

    def _word(self, text: Text) -> str:
        return text.fill(self.lang or Lang.EN, {})

    def _name(self, name: str) -> str:
        return name if self.lang is None else values.name(name, self.lang)

    def _number(self, number: Decimal) -> str:
        return plain_text(number) if self.lang is None else format_decimal(number, self.lang)

    def _condition(self, name: str, c: Condition) -> str:
        if c.names or c.negated:
            names = map(self.outcome, c.names) if name.startswith(DEPENDENCE) else c.names
            return f"{'≠' if c.negated else '='} {' | '.join(names)}"
        if c.low is not None and c.low == c.high:
            return f"= {self._number(c.low)}"
        ends = []
        if c.low is not None:
            ends.append(f"{'≥' if c.low_closed else '>'} {self._number(c.low)}")
        if c.high is not None:
            ends.append(f"{'≤' if c.high_closed else '<'} {self._number(c.high)}")
        return self._word(_AND).join(ends)


def _inputs(compiled: Compiled, step: Step) -> list[tuple[str, Condition]]:
    return [(compiled.inputs[c.column][0], c) for c in step.conditions]
