"""Formulas tried with numbers that their names can stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        while ready := {n: f for n, text in waiting.items() if (f := self._over(text, found)) is not None}:
            found |= ready
            waiting = {name: text for name, text in waiting.items() if name not in ready}
        return found

    def _over(self, text: str, others: Iterable[str]) -> Formula | None:
        parsed = parse_formula(text, (VALUE, *self.operands, *others))
        return parsed if isinstance(parsed, Formula) else None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a formula of the judgement can name."""
        return (VALUE, *self.operands, *self._formulas)

    def by_zero(self, formula: Formula, division: Division) -> dict[str, Decimal] | None:
        """Numbers with which a formula makes a division by zero; None where it never does, or this is not known."""
        names, formulas = self._needed(division)
        written = {n.value for f in (formula, *formulas.values()) for n in parts_of(f.tree) if isinstance(n, Number)}
        for known in islice(self._tries(names, sorted(written)), _MOST):
            values: dict[str, Decimal | None] = {**known}
            for name, of_input in formulas.items():
                values[name] = evaluate(of_input, values)
            if divides_by_zero(division, values):
                return {name: known[name] for name in names}
        return None

    def _needed(self, division: Division) -> tuple[list[str], dict[str, Formula]]:
        """The names that a division rests on in the end, and the formulas of inputs between."""
        trees = (division.divisor, *(condition for condition, _ in division.given))
        needed = {part.name for tree in trees for part in parts_of(tree) if isinstance(part, Name)}
        for name, formula in reversed(self._formulas.items()):
            needed.update(formula.names if name in needed else ())
        names = [name for name in (VALUE, *self.operands) if name in needed]
        return list(dict.fromkeys(names)), {n: formula for n, formula in self._formulas.items() if n in needed}

    def _tries(self, names: Sequence[str], also: Sequence[Decimal]) -> Iterator[dict[str, Decimal]]:
        """Numbers for names, those that stand for the very same alike; none for others that hang together."""
        alike: dict[object, list[str]] = {}
        for name in names:
            alike.setdefault(self._stands_for(name), []).append(name)
        groups = tuple(alike.values())
        roots = [self._roots(group[0]) for group in groups]
        if any(are_related(one, other) for one, other in combinations(roots, 2)):
            return
        for chosen in product(*(self._numbers(group[0], also) for group in groups)):
            yield {name: number for group, number in zip(groups, chosen, strict=True) for name in group}

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
