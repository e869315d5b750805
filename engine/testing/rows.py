"""Facts with which a row of a decision table holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from engine.pack.model import (
    AggregateMeasure,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    TableMeasure,
)
from engine.plan.codes import FACT_STATES
from engine.plan.compile import NO_BAND, Compiled, Condition, formula_of
from engine.plan.inputs import EntityInput
from engine.statuses import Status
from engine.testing.attempts import (
    MOST,
    NOTHING,
    Facts,
    Open,
    combined,
    in_state,
    inside,
    plain_value,
    reported,
)
from engine.testing.coverage import VALUE, Grids
from engine.testing.tables import Table
from engine.testing.turned_round import Numbers
from engine.testing.values import Values


@dataclass(frozen=True, slots=True)
class _Wish:
    """What one input should be: all `conditions` hold of it, and none of those `against`."""

    name: str
    conditions: tuple[Condition, ...]
    against: tuple[Condition, ...]

    @property
    def is_named(self) -> bool:
        return any(c.names or c.negated for c in (*self.conditions, *self.against))

    def allows(self, name: str) -> bool:
        kept = all((name in c.names) != c.negated for c in self.conditions)
        return kept and not any((name in c.names) != c.negated for c in self.against)


def _wishes(compiled: Compiled, n: int) -> Iterator[_Wish]:
    """What row `n` wants of the inputs, and what it takes for the rows before it that ask one thing only to fail."""
    own: dict[str, list[Condition]] = {}
    against: dict[str, list[Condition]] = {}
    before = [(against, s.conditions) for s in compiled.steps[:n] if len(s.conditions) == 1]
    for place, conditions in (*before, (own, compiled.steps[n].conditions)):
        for c in conditions:
            name, given = compiled.inputs[c.column]
            if not isinstance(given, EntityInput):
                place.setdefault(name, []).append(c)
    for name in dict.fromkeys((*own, *against)):
        yield _Wish(name, tuple(own.get(name, ())), tuple(against.get(name, ())))


def _looked_at(compiled: Compiled, n: int) -> set[str]:
    return {compiled.inputs[c.column][0] for c in compiled.steps[n].conditions}


class Rows(Values):
    """Makes attempts for rows, input by input."""

    def outcome(self, item: str, outcomes: Sequence[str], *, among: bool = True) -> Iterator[Facts]:
        """Facts with which an indicator comes to one of the outcomes, or to any other."""
        compiled = self.compiled(item)
        for n, step in enumerate(compiled.steps if compiled else ()):
            if step.outcome is not None and (step.outcome in outcomes) == among:
                yield from islice(self.row(item, n), 3)

    def with_points(self, item: str, points: Decimal) -> Iterator[Facts]:
        compiled = self.compiled(item)
        for n, step in enumerate(compiled.steps if compiled else ()):
            if step.points == points:
                yield from islice(self.row(item, n), 3)

    def row(self, item: str, n: int, wanted: tuple[str, Decimal] | None = None) -> Iterator[Facts]:
        """Facts with which a row of the table holds; `wanted` fixes the number of one input."""
        compiled = self.compiled(item)
        if compiled is not None and self.depth <= 4:
            yield from self._once(("row", item, n, wanted), lambda: self._row(compiled, item, n, wanted))

    def _row(self, compiled: Compiled, item: str, n: int, wanted: tuple[str, Decimal] | None) -> Iterator[Facts]:
        indicator = self.indicator(item)
        if compiled.steps[n].reason == NO_BAND:
            return
        inputs = self._operands(indicator)
        wishes = list(_wishes(compiled, n))
        named = [list(self._named(wish, inputs)) for wish in wishes if wish.is_named]
        table = Table(compiled, indicator, self.rules.pack, self.worth_trying)
        if table.is_reckoned:
            for chosen in islice(table.assignments(n, wanted), 6):
                yield from islice(combined([*named, *self._leaves(table, chosen)]), 2)
        choices, needs_value = named, not isinstance(indicator.measure, TableMeasure)
        if wanted is not None and all(wish.name != wanted[0] for wish in wishes):
            wishes.append(_Wish(wanted[0], (), ()))
        for wish in wishes:
            if not wish.is_named:
                numbers = [wanted[1]] if wanted is not None and wanted[0] == wish.name else None
                choices.append(list(islice(self._input(wish, indicator, inputs, numbers), 8)))
                needs_value = needs_value and wish.name != VALUE
        if needs_value:
            choices.append(list(islice(self._any_value(indicator), 4)))
        if all(choices):
            yield from islice(combined(choices), MOST)

    def _leaves(self, table: Table, chosen: Mapping[str, Decimal]) -> Iterator[Iterator[Facts]]:
        return (self.operand(table.leaves[leaf], x) for leaf, x in chosen.items())

    def limit(self, item: str, name: str, x: Decimal) -> Iterator[Facts]:
        """Facts with which one input of the table is `x`, whichever row then decides."""
        compiled = self.compiled(item)
        if compiled is None:
            return
        table = Table(compiled, self.indicator(item), self.rules.pack, self.worth_trying)
        if table.is_reckoned and not table.has_names:
            for chosen in islice(table.assignments(None, (name, x)), 6):
                yield from islice(combined(list(self._leaves(table, chosen))), 2)
            return
        if name == VALUE:
            yield from islice(self.value(item, x), 4)
        # The rows that look at the input come first: those before them are decided without it.
        for n in sorted(range(len(compiled.steps)), key=lambda n: name not in _looked_at(compiled, n)):
            yield from islice(self.row(item, n, (name, x)), 2)

    def _operands(self, indicator: Indicator) -> Mapping[str, Operand | InputFormula]:
        return Grids(indicator, self.rules.pack).operands

    def _named(self, wish: _Wish, inputs: Mapping[str, Operand | InputFormula]) -> Iterator[Facts]:
        """Facts with which an input has a name that is wished."""
        given = inputs.get(wish.name)
        if given is not None and not isinstance(given, InputFormula):
            yield from islice(self._names(given, wish), 8)

    def _input(
        self,
        wish: _Wish,
        indicator: Indicator,
        inputs: Mapping[str, Operand | InputFormula],
        numbers: Sequence[Decimal] | None,
    ) -> Iterator[Facts]:
        """Facts with which one input is a number as wished."""
        name, given = wish.name, inputs.get(wish.name)
        if numbers is None:
            numbers = self._meeting(wish, indicator)
        for x in numbers:
            if name == VALUE:
                yield from islice(self._value(indicator, x), 3)
            elif isinstance(given, InputFormula):
                operands = {n: o for n, o in inputs.items() if not isinstance(o, InputFormula)}
                yield from islice(self._formula(given.expression, operands, x), 3) if _closed(given, operands) else ()
            elif given is not None:
                yield from islice(self.operand(given, x), 3)

    def _meeting(self, wish: _Wish, indicator: Indicator) -> list[Decimal]:
        """Numbers that an input may be; of a total those that there can be."""
        totalling = None
        if wish.name == VALUE and isinstance(indicator.measure, AggregateMeasure):
            totalling = self.totalling(indicator.measure)
        if totalling is None:
            return list(Numbers(Grids(indicator, self.rules.pack)).meeting(wish.name, wish.conditions, wish.against))
        holding = (x for x in totalling.reachable if all(c.holds(x) for c in wish.conditions))
        numbers = [x for x in holding if not any(c.holds(x) for c in wish.against)]
        return [numbers[-1], numbers[0], *numbers[1:-1]] if len(numbers) > 1 else numbers

    def _names(self, operand: Operand, wish: _Wish) -> Iterator[Facts]:
        fits = wish.allows
        match operand:
            case IndicatorOperand(take=FindingTake.OUTCOME):
                for period in self._periods(operand.series):
                    compiled = self.at(period).compiled(operand.indicator)
                    known = dict.fromkeys(s.outcome for s in compiled.steps if s.outcome) if compiled else {}
                    yield from self.at(period).outcome(operand.indicator, [o for o in known if fits(o)])
            case IndicatorOperand(take=FindingTake.STATUS):
                for period in self._periods(operand.series):
                    for status in filter(fits, Status):
                        yield from islice(self.at(period).status(operand.indicator, Status(status)), 2)
            case FactOperand(take=FactTake.STATE):
                for state in filter(fits, FACT_STATES):
                    yield from self._in_state(operand, state)
            case _:
                return

    def _in_state(self, operand: FactOperand, state: str) -> Iterator[Facts]:
        match state:
            case "not_reported":
                yield NOTHING
            case "reported":
                yield self._fact(operand, reported(Open.ANY))
            case "not_listed":
                other = self.unlisted(operand.key)
                if other is not None:
                    yield self._fact(operand, reported(Open.ANY, source=other))
            case "conflict":
                yield from self._contradiction(operand)
            case _:
                yield self._fact(operand, in_state(state))

    def _contradiction(self, operand: FactOperand) -> Iterator[Facts]:
        fact = self.rules.facts[operand.key]
        other: object = {FactType.YES_NO: False, FactType.NUMBER: inside(fact.domain, Decimal(2))}.get(fact.type, "нет")
        one = plain_value(fact, self.rules.periods[self.period])
        yield self._fact(operand, self.disputed(operand.key, (("value", one),), (("value", other),)))


def _closed(formula: InputFormula, operands: Mapping[str, Operand]) -> bool:
    """Whether a formula of inputs names operands only."""
    try:
        formula_of(formula.expression, operands)
    except AssertionError:
        return False
    return True
