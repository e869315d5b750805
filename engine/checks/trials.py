"""Formulas tried with numbers that their names can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import combinations, islice, product

from engine.checks.numbers import Numbers, numbers_of_domain, numbers_of_operand
from engine.checks.roots import Root, are_related, roots_of_operand, roots_of_value
from engine.checks.rows import VALUE
from engine.checks.uncomputable import parts_of
from engine.diagnostics.core import Span
from engine.expression import Division, Formula, divides_by_zero, evaluate, parse_formula
from engine.expression.tree import Name, Number
from engine.pack.model import ChangeMeasure, Indicator, InputFormula, Operand, Pack
from engine.pack.operands import sites_in

_MOST = 5_000
"""A search that takes more tries is given up."""


@dataclass(frozen=True)
class Trials:
    """Of the formulas of one indicator: its measure's, and those of its judgement."""

    pack: Pack
    indicator: Indicator

    @cached_property
    def operands(self) -> dict[str, Operand]:
        measure = self.indicator.measure
        base = {"base": replace(measure.of, series=measure.base)} if isinstance(measure, ChangeMeasure) else {}
        return {**base, **{site.name: site.operand for site in sites_in(self.indicator) if site.name is not None}}

    @cached_property
    def _formulas(self) -> dict[str, Formula]:
        """The formulas of inputs, each after those it needs; without those that are wrong, which is told elsewhere."""
        inputs = self.indicator.judge.inputs if self.indicator.judge is not None else ()
        waiting = {name: given.expression for name, given in inputs if isinstance(given, InputFormula)}
        found: dict[str, Formula] = {}
        while ready := {n: f for n, text in waiting.items() if (f := self._parsed(text, found)) is not None}:
            found |= ready
            waiting = {name: text for name, text in waiting.items() if name not in ready}
        return found

    def _parsed(self, text: str, others: Iterable[str]) -> Formula | None:
        parsed = parse_formula(text, (VALUE, *self.operands, *others))
        return parsed if isinstance(parsed, Formula) else None

    def parsed(self, text: str) -> Formula | None:
        """A formula over everything that has a name; None where it is wrong."""
        return self._parsed(text, self._formulas)

    def by_zero(self, formula: Formula, division: Division) -> dict[str, Decimal] | None:
        """Numbers with which a formula makes a division by zero; None where it never does, or this is not known.

        It is not known of names that hang together, unless they stand for the very same.
        """
        trees = (division.divisor, *(condition for condition, _ in division.given))
        used = [part.name for tree in trees for part in parts_of(tree) if isinstance(part, Name)]
        formulas = self._needed(used)
        names = [
            n for n in dict.fromkeys((*used, *(n for f in formulas.values() for n in f.names))) if n not in formulas
        ]
        alike: dict[object, list[str]] = {}
        for name in names:
            alike.setdefault(self._stands_for(name), []).append(name)
        groups = tuple(alike.values())
        if any(are_related(self._roots(one[0]), self._roots(other[0])) for one, other in combinations(groups, 2)):
            return None
        trees_of_all = (formula.tree, *(f.tree for f in formulas.values()))
        written = {part.value for tree in trees_of_all for part in parts_of(tree) if isinstance(part, Number)}
        choices = [self._numbers(group[0], sorted(written)) for group in groups]
        for chosen in islice(product(*choices), _MOST):
            known = {name: number for group, number in zip(groups, chosen, strict=True) for name in group}
            values: dict[str, Decimal | None] = {**known}
            for name, input_formula in formulas.items():
                values[name] = evaluate(input_formula, values)
            if divides_by_zero(division, values):
                return {name: known[name] for name in names}
        return None

    def _needed(self, used: Iterable[str]) -> dict[str, Formula]:
        """The formulas of inputs that these names rest on, each after those it needs."""
        needed = set(used)
        for name, formula in reversed(self._formulas.items()):
            if name in needed:
                needed.update(formula.names)
        return {name: formula for name, formula in self._formulas.items() if name in needed}

    def _stands_for(self, name: str) -> object:
        operand = self.operands.get(name)
        return name if operand is None else replace(operand, span=Span(""))

    def _roots(self, name: str) -> frozenset[Root]:
        operand = self.operands.get(name)
        return roots_of_value(self.indicator, self.pack) if operand is None else roots_of_operand(operand, self.pack)

    def _numbers(self, name: str, also: Iterable[Decimal]) -> Numbers:
        operand, judge = self.operands.get(name), self.indicator.judge
        if operand is not None:
            return numbers_of_operand(self.pack, self.indicator, operand, also, rolled_up=self._is_rolled_up(name))
        return numbers_of_domain(judge.domain, also) if judge is not None else ()

    def _is_rolled_up(self, name: str) -> bool:
        of_measure = any(site.name == name for site in sites_in(self.indicator) if site.of_measure)
        return self.indicator.rollup is not None and (of_measure or name == "base")
