"""Which numbers of its operands bring a decision table to a row: by trying those at the limits it speaks of.

Rows are looked at in their order, so that the rows before the wanted one fail; whether they really do, with everything
rounded and snapped as the plan does it, is for the engine to say. Tests of names are passed over here: that of the
wanted row is taken to hold, those of others to fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice, product

from engine.decimals import snap
from engine.expression import Formula
from engine.expression.evaluate import evaluate
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    FactTake,
    FindingTake,
    FormulaMeasure,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    Pack,
    PeriodOperand,
    RatioMeasure,
    TableMeasure,
    ValueMeasure,
)
from engine.plan.compile import NO_BAND, Compiled, Condition, formula_of
from engine.testing.attempts import ROUND, fits
from engine.testing.coverage import VALUE, Grids
from engine.testing.operands import at_series
from engine.testing.turned_round import on_line, present_for

Found = Mapping[str, Decimal | None]
_TRIED = 3_000
_MANY = Decimal(10**11)
_NAMED = (FindingTake.OUTCOME, FindingTake.STATUS, FactTake.STATE)


@dataclass(frozen=True)
class Table:
    """The decision table of an indicator whose inputs are operands, or formulas of them.

    `worth_trying` has numbers of an operand that no limit gives away.
    """

    compiled: Compiled
    indicator: Indicator
    pack: Pack
    worth_trying: Callable[[Operand], tuple[Decimal, ...]]

    @cached_property
    def grids(self) -> Grids:
        return Grids(self.indicator, self.pack)

    @cached_property
    def leaves(self) -> Mapping[str, Operand]:
        """The operands that the table rests on, by their names; names of outcomes and states are no numbers."""
        measure = self.indicator.measure
        found = {n: o for n, o in self.grids.operands.items() if not isinstance(o, InputFormula)}
        match measure:
            case ValueMeasure(of=of):
                found[VALUE] = of
            case ChangeMeasure(of=of, base=base):
                found["base"] = at_series(of, base)
        return {n: o for n, o in found.items() if not _is_named(o)}

    @cached_property
    def _formulas(self) -> Mapping[str, Formula]:
        written = {n: o.expression for n, o in self.grids.operands.items() if isinstance(o, InputFormula)}
        names = (*self.leaves, *written, VALUE)
        return {n: formula_of(expression, names) for n, expression in written.items()}

    @cached_property
    def is_reckoned(self) -> bool:
        """Whether all the numbers that the table looks at can be reckoned here."""
        measures = (ValueMeasure, RatioMeasure, ChangeMeasure, FormulaMeasure, TableMeasure)
        known = {*self.leaves, *self._formulas, VALUE}
        tested = {self._name(c) for s in self.compiled.steps for c in s.conditions if not _is_of_names(c)}
        return isinstance(self.indicator.measure, measures) and tested <= known and self.compiled.is_table

    @cached_property
    def has_names(self) -> bool:
        return any(_is_of_names(c) for s in self.compiled.steps for c in s.conditions)

    def assignments(self, n: int | None, wanted: tuple[str, Decimal] | None) -> Iterator[Mapping[str, Decimal]]:
        """Numbers of the operands with which row `n`, or any, decides; `wanted` is the number one input must have."""
        names = self._needed(n, wanted)
        for chosen in islice(product(*(self._tried(name, n, wanted) for name in names)), _TRIED):
            numbers = dict(zip(names, chosen, strict=True))
            for one in (numbers, *self._solved(numbers, wanted)):
                known = self._reckoned(one)
                row = self._decides(known, n)
                fits_row = row == n if n is not None else row is not None
                if fits_row and (wanted is None or known.get(wanted[0]) == wanted[1]):
                    yield one
                    break

    def _needed(self, n: int | None, wanted: tuple[str, Decimal] | None) -> list[str]:
        """The operands that must be known: of a rule that measures nothing, those looked at up to the row."""
        if not isinstance(self.indicator.measure, TableMeasure):
            return list(self.leaves)
        steps = self.compiled.steps[: n + 1] if n is not None else self.compiled.steps
        waiting = [self._name(c) for s in steps for c in s.conditions if not _is_of_names(c)]
        waiting += [wanted[0]] if wanted is not None else []
        needed: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                waiting += self._formulas[name].names if name in self._formulas else ()
        return [name for name in self.leaves if name in needed]

    def _solved(
        self, numbers: Mapping[str, Decimal], wanted: tuple[str, Decimal] | None
    ) -> Iterator[dict[str, Decimal]]:
        """The same, with one operand changed so that a formula comes to the wanted number."""
        if wanted is None or wanted[0] in self.leaves:
            return
        name, x = wanted
        measure = self.indicator.measure
        if name == VALUE and isinstance(measure, ChangeMeasure):
            present = present_for(measure.shown_as, numbers["base"], x)
            if present is not None and fits(self.grids.of("present")[0], present):
                yield {**numbers, "present": present}
            return
        for leaf in numbers:
            if isinstance(self.leaves[leaf], ConstantOperand | PeriodOperand):
                continue
            solved = on_line(lambda v, leaf=leaf: self._reckoned({**numbers, leaf: v}).get(name), x)  # type: ignore[misc]
            if solved is not None and fits(self.grids.of(leaf)[0], solved):
                yield {**numbers, leaf: solved}

    def _tried(self, name: str, n: int | None, wanted: tuple[str, Decimal] | None) -> Sequence[Decimal]:
        """Numbers worth trying for an operand: those with which its own tests do not stand in the way of the row."""
        if wanted is not None and wanted[0] == name:
            return (wanted[1],)
        operand = self.leaves[name]
        special = self.worth_trying(operand)
        if isinstance(operand, ConstantOperand | PeriodOperand):
            return special
        domain, _ = self.grids.of(name)
        conditions = [c for s in self.compiled.steps for c in s.conditions]
        own = [x for c in conditions if self._name(c) == name for x in self.grids.beside(name, c)]
        far = [x + y for x in own for y in (Decimal(1), Decimal(-1))]
        # Only among very many of a thing does one of them make a difference in the ninth place.
        many = [_MANY] if wanted is not None and wanted[1] != round(wanted[1], 6) else []
        numbers = (*many, *own, *far, *self._presents(name, conditions), *(special or ROUND))
        holding, failing = self._tests_of(name, n)
        return [
            x
            for x in dict.fromkeys(numbers)
            if fits(domain, x) and all(c.holds(x) for c in holding) and not any(c.holds(x) for c in failing)
        ][:16]

    def _tests_of(self, name: str, n: int | None) -> tuple[list[Condition], list[Condition]]:
        """The tests of an operand that must hold for row `n`, and those that alone would let a row before it decide."""
        if n is None:
            return [], []
        steps = self.compiled.steps
        holding = [c for c in steps[n].conditions if self._name(c) == name]
        alone = [s.conditions[0] for s in steps[:n] if len(s.conditions) == 1 and s.reason != NO_BAND]
        return holding, [c for c in alone if self._name(c) == name]

    def _presents(self, name: str, conditions: Sequence[Condition]) -> Iterator[Decimal]:
        """Present values that stand to a plain base as the limits of the value want it."""
        measure = self.indicator.measure
        if name != "present" or not isinstance(measure, ChangeMeasure):
            return
        for c in conditions:
            for x in self.grids.beside(VALUE, c) if self._name(c) == VALUE else ():
                found = present_for(measure.shown_as, Decimal(100), x)
                if found is not None:
                    yield found

    def _name(self, c: Condition) -> str:
        return self.compiled.inputs[c.column][0]

    def _reckoned(self, numbers: Mapping[str, Decimal]) -> Found:
        """The value, and every input, with these numbers."""
        known: dict[str, Decimal | None] = dict(numbers)
        known[VALUE] = self._value(numbers)
        waiting = dict(self._formulas)
        while waiting:
            ready = [n for n, f in waiting.items() if not waiting.keys() & set(f.names)]
            if not ready:
                break
            for name in ready:
                given = {n: known.get(n) for n in waiting[name].names}
                plain = {n: x for n, x in given.items() if x is not None}
                known[name] = evaluate(waiting[name], plain) if len(plain) == len(given) else None
                del waiting[name]
        return known

    def _value(self, numbers: Mapping[str, Decimal]) -> Decimal | None:
        match self.indicator.measure:
            case ValueMeasure():
                return numbers.get(VALUE)
            case RatioMeasure(scale=scale):
                return _divided(scale * numbers["numerator"], numbers["denominator"])
            case ChangeMeasure(shown_as=shown_as):
                return _changed(shown_as, numbers["present"], numbers["base"])
            case FormulaMeasure(expression=expression, where=where):
                return evaluate(formula_of(expression, dict(where)), numbers)
            case _:
                return None

    def _decides(self, known: Found, n: int | None) -> int | None:
        """The first row of which no condition fails; what cannot be computed meets no condition."""
        for place, step in enumerate(self.compiled.steps):
            if step.reason == NO_BAND or (place != n and any(map(_is_of_names, step.conditions))):
                continue
            numbers = [(c, known.get(self._name(c))) for c in step.conditions if not _is_of_names(c)]
            if all(x is not None and c.holds(x) for c, x in numbers):
                return place
        return None


def _is_of_names(c: Condition) -> bool:
    return bool(c.names) or c.negated


def _is_named(operand: Operand) -> bool:
    return isinstance(operand, FactOperand | IndicatorOperand) and operand.take in _NAMED


def _divided(a: Decimal, b: Decimal) -> Decimal | None:
    return snap(float(a) / float(b)) if b else None


def _changed(shown_as: ChangeAs, present: Decimal, base: Decimal) -> Decimal | None:
    match shown_as:
        case ChangeAs.DIFFERENCE | ChangeAs.POINTS:
            return present - base
        case ChangeAs.PERCENT:
            return _divided(100 * (present - base), base)
        case ChangeAs.GROWTH_RATE:
            return _divided(100 * present, base)
        case _:
            return None
