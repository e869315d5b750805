"""Facts with which an indicator has a wanted value."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice, product

from engine.expression.evaluate import evaluate
from engine.pack.model import (
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FormulaMeasure,
    Gap,
    Indicator,
    IndicatorOperand,
    Operand,
    PeriodOperand,
    PresenceMeasure,
    RatioMeasure,
    ValueMeasure,
)
from engine.plan.compile import formula_of
from engine.plan.uses import FactUse
from engine.testing.attempts import (
    MOST,
    ROUND,
    Facts,
    combined,
    inside,
)
from engine.testing.coverage import VALUE, Grids
from engine.testing.operands import Operands, at_series
from engine.testing.totalling import PLAIN, Choice, Member, Totalling
from engine.testing.turned_round import on_line, present_for

_COUNT = Decimal(420)
"""A number of persons or things as it may stand in a letter, at which words take their different forms (421, 419)."""


class Values(Operands):
    """Makes attempts for values, measure by measure."""

    def value(self, item: str, x: Decimal) -> Iterator[Facts]:
        """Facts with which the value of an indicator is `x`."""
        if self.depth > 4 or self.compiled(item) is None:
            return
        yield from islice(self._value(self.indicator(item), x), MOST)

    def _value(self, indicator: Indicator, x: Decimal) -> Iterator[Facts]:
        match indicator.measure:
            case ValueMeasure(of=of):
                yield from self.operand(of, x)
            case PresenceMeasure(of=of, need=need):
                yield from self._present(of, need or len(of), x)
            case CountMeasure(of=of):
                yield from self._counted(of, x)
            case RatioMeasure(numerator=n, denominator=d, scale=scale):
                yield from self._ratio(n, d, x / scale)
            case ChangeMeasure() as change:
                yield from self._change(change, x)
            case FormulaMeasure(expression=expression, where=where):
                yield from self._formula(expression, dict(where), x)
            case AggregateMeasure() as total:
                yield from self._total(total, x)
            case _:
                return

    def _present(self, of: Sequence[FactOperand], need: int, x: Decimal) -> Iterator[Facts]:
        if x == 1:
            yield from combined([self.operand(o, Decimal(1), present=True) for o in of[:need]])
        elif x == 0:
            yield from combined([self.operand(o, Decimal(0), present=True) for o in of])

    def _ratio(self, n: Operand, d: Operand, share: Decimal) -> Iterator[Facts]:
        """Numerator and denominator in the given relation, in whole numbers where these are wanted."""
        exact = share.as_integer_ratio()
        for of in dict.fromkeys((Decimal(100), Decimal(exact[1]), *(Decimal(10**k) for k in range(3, 14)))):
            top = share * of
            if top == top.quantize(Decimal(1)) or of == 100:
                yield from combined([self.operand(n, top), self.operand(d, of)])

    def _change(self, change: ChangeMeasure, x: Decimal) -> Iterator[Facts]:
        present, base = change.of, at_series(change.of, change.base)
        bases: tuple[Decimal, ...] = (*ROUND[:3], Decimal(1000), Decimal(10**6), Decimal(10**11), Decimal(1))
        if change.shown_as is ChangeAs.DIFFERENCE and isinstance(present, FactOperand):
            bases = (_COUNT, *bases)
        elif isinstance(present, IndicatorOperand):
            bases = (Decimal(50), *bases)
        for b in bases:
            now = present_for(change.shown_as, b, x)
            if now is not None:
                yield from combined([self.operand(present, now), self.operand(base, b)])

    def _formula(self, expression: str, where: Mapping[str, Operand], x: Decimal) -> Iterator[Facts]:
        """All names but one are given plain numbers, and the last is solved for as if the formula were a line."""
        formula = formula_of(expression, where)
        free = [name for name in formula.names if not isinstance(where[name], ConstantOperand | PeriodOperand)]
        fixed = {name: self._constant(where[name]) for name in formula.names if name not in free}
        if None in fixed.values():
            return
        known = {name: value for name, value in fixed.items() if value is not None}

        def at(numbers: Mapping[str, Decimal]) -> Decimal | None:
            return evaluate(formula, {**known, **numbers})

        for values in islice(product((*ROUND, Decimal(10**11)), repeat=len(free)), 1_300):
            numbers = dict(zip(free, values, strict=True))
            if at(numbers) == x:
                yield from combined([self.operand(where[n], v) for n, v in numbers.items()])
                continue
            for name in free:
                solved = on_line(lambda v, name=name, numbers=numbers: at({**numbers, name: v}), x)  # type: ignore[misc]
                if solved is not None:
                    chosen = {**numbers, name: solved}
                    yield from combined([self.operand(where[n], v) for n, v in chosen.items()])

    def _total(self, total: AggregateMeasure, x: Decimal) -> Iterator[Facts]:
        """Each member brought to one of its rows, so that the points come to `x`."""
        totalling = self.totalling(total)
        if totalling is not None:
            yield from totalling.facts(x)

    def totalling(self, total: AggregateMeasure) -> Totalling | None:
        """How the total is made, where members of the entity itself give their points to it."""
        plain = total.across is None and total.coefficient is None and total.weight_by is None and total.cap is None
        if not plain or total.take != "points" or total.how not in PLAIN:
            return None
        weights = dict(total.weights)
        members = [self._member(total, item, weights.get(item, Decimal(1))) for item in total.indicators]
        found = tuple(member for member in members if member.choices)
        return Totalling(total.how, found) if len(found) == len(total.indicators) else None

    def _member(self, total: AggregateMeasure, item: str, weight: Decimal) -> Member:
        compiled = self.compiled(item)
        steps = enumerate(compiled.steps) if compiled is not None else ()
        rows = [(step.points, n) for n, step in steps if step.points is not None]
        unknown = [Choice(Decimal(0), None)] if rows and total.unknown is Gap.ZERO else []
        reached = [Choice(points, partial(self._few, item, n)) for points, n in rows]
        uses = compiled.uses if compiled is not None else ()
        keys = frozenset(use.question.key for use in uses if isinstance(use, FactUse))
        return Member(weight, keys, (*unknown, *reached))

    def _few(self, item: str, n: int) -> tuple[Facts, ...]:
        return tuple(islice(self.row(item, n), 3))

    def _any_value(self, indicator: Indicator) -> Iterator[Facts]:
        domain, _ = Grids(indicator, self.rules.pack).of(VALUE)
        for x in dict.fromkeys(inside(domain, n) for n in (Decimal(50), Decimal(1), Decimal(0), Decimal(10))):
            yield from islice(self._value(indicator, x), 2)

    @abstractmethod
    def row(self, item: str, n: int, wanted: tuple[str, Decimal] | None = None) -> Iterator[Facts]:
        """Facts with which a row of the table holds; `wanted` fixes the number of one input."""
