"""Facts that bring a rule where a test wants it: to a value, a row of its table, a status.

What is made here is only tried: whether the facts really lead there, the engine says when it evaluates them. So these
are generators of attempts, the plainest first; no attempt means that none was found, not that there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, product

from engine.expression.evaluate import evaluate
from engine.pack.model import (
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactOperand,
    Fold,
    FormulaMeasure,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    PresenceMeasure,
    RatioMeasure,
    ValueMeasure,
)
from engine.plan.codes import STATUS_OF_REASON
from engine.plan.compile import NO_BAND, Compiled, formula_of
from engine.statuses import Status
from engine.testing.attempts import (
    ADDRESS,
    NOTHING,
    Facts,
    anew,
    combined,
    completed,
    in_state,
    merged,
    reported,
)
from engine.testing.operands import at_series
from engine.testing.rows import Rows

_STATES = {
    Status.NOT_APPLICABLE: "not_applicable",
    Status.UNCONFIRMED: "unconfirmed",
    Status.SUPPRESSED: "suppressed",
}
"""The states of facts that a finding takes over."""


class Maker(Rows):
    """Makes attempts for the indicators in force in one period."""

    def status(self, item: str, status: Status) -> Iterator[Facts]:
        """Facts with which an indicator comes to a status."""
        compiled = self.compiled(item)
        if compiled is not None and self.depth <= 4:
            yield from self._once(("status", item, status), lambda: self._status(compiled, item, status))

    def _status(self, compiled: Compiled, item: str, status: Status) -> Iterator[Facts]:
        indicator = self.indicator(item)
        for n, step in enumerate(compiled.steps):
            if step.reason != NO_BAND and STATUS_OF_REASON[step.reason] == status and step.outcome is None:
                yield from islice(self.row(item, n), 2)
        if status is Status.SCORED:
            for n in range(len(compiled.steps)):
                yield from islice(self.row(item, n), 2)
            yield from self._any_value(indicator)
            if isinstance(indicator.measure, AggregateMeasure):
                yield from self._all_scored(indicator.measure)
        elif status is Status.NO_DATA:
            yield NOTHING
        elif isinstance(indicator.measure, AggregateMeasure):
            yield from self._members_at(indicator.measure, status)
        else:
            yield from self._unscored(indicator, status)

    def _members_at(self, total: AggregateMeasure, status: Status) -> Iterator[Facts]:
        if total.across is None:
            members = [item for item in total.indicators if self.compiled(item) is not None]
            if status in _STATES:
                yield from self._all_in_state(members, _STATES[status])
            yield from islice(combined([list(islice(self.status(m, status), 2)) or [NOTHING] for m in members]), 4)
        if total.coefficient is not None:
            yield from islice(self.status(total.coefficient.indicator, status), 2)

    def _plain(self, indicator: Indicator) -> Iterator[Facts]:
        """Facts with which nothing stands in the way of the judgement: for a table, those of its last rows."""
        yield from self._any_value(indicator)
        compiled = self.compiled(indicator.header.id)
        for n in reversed(range(len(compiled.steps) if compiled is not None else 0)):
            yield from self.row(indicator.header.id, n)

    def _all_scored(self, total: AggregateMeasure) -> Iterator[Facts]:
        """All that a total rests on has a number."""
        others = [total.weight_by, total.coefficient.indicator if total.coefficient is not None else None]
        items = [*total.indicators, *(item for item in others if item is not None)]
        if total.across is None:
            yield from islice(combined([self.status(item, Status.SCORED) for item in items]), 4)

    def _all_in_state(self, members: Sequence[str], state: str) -> Iterator[Facts]:
        """Every fact that the members ask for in one state."""
        operands = (o for m in members for o in _all_operands(self.indicator(m)) if isinstance(o, FactOperand))
        yield merged([self._fact(o, in_state(state)) for o in operands if not self._is_past(o)]) or NOTHING

    def _unscored(self, indicator: Indicator, status: Status) -> Iterator[Facts]:
        if status is Status.CONFLICT:
            yield from self._conflicts(indicator)
        plain = next(self._plain(indicator), NOTHING)
        operands = list(_all_operands(indicator))
        facts = [o for o in operands if isinstance(o, FactOperand)]
        others = [o for o in operands if isinstance(o, IndicatorOperand)]
        if status is Status.NOT_ASSESSED:
            yield from self._not_computable(indicator)
            for operand in (o for o in facts if o.series.fold is Fold.MEAN_RATE):
                yield {**plain, **self._fact(operand, reported(Decimal(0)))}
            early = [o for o in facts if self._is_past(o)]
            for operand in early:
                yield {**plain, **self._fact(operand, in_state("not_applicable"))}
            for other in (o for o in others if self._is_past(o)):
                for made in self._of_other(other, Status.NOT_APPLICABLE):
                    yield anew(plain, made)
            return
        if status not in _STATES:
            return
        state = _STATES[status]
        now = [o for o in facts if not self._is_past(o)]
        # A letter about evidence that cannot be opened names it.
        more = {"evidence": ADDRESS} if status is Status.UNCONFIRMED else {}
        every = [self._fact(o, in_state(state, **more)) for o in now]
        if isinstance(indicator.measure, PresenceMeasure | CountMeasure):
            yield merged(every) or NOTHING
        if now:
            yield {**plain, **every[0]}
            yield {**plain, **(merged(every) or {})}
        for other in (o for o in others if state != "not_applicable" or not self._is_past(o)):
            for made in self._of_other(other, status):
                yield anew(plain, made)
        for operand in (o for o in facts if state != "not_applicable" and self._is_past(o)):
            yield {**plain, **self._fact(operand, in_state(state, **more))}

    def _of_other(self, operand: IndicatorOperand, status: Status) -> Iterator[Facts]:
        for period in self._periods(operand.series):
            yield from islice(self.at(period).status(operand.indicator, status), 3)

    def _not_computable(self, indicator: Indicator) -> Iterator[Facts]:
        match indicator.measure:
            case RatioMeasure(numerator=n, denominator=d):
                yield from islice(combined([self.operand(n, Decimal(1)), self.operand(d, Decimal(0))]), 2)
                yield from islice(combined([self.operand(n, Decimal(0)), self.operand(d, Decimal(0))]), 2)
            case ChangeMeasure(of=of, base=base, shown_as=shown_as) if shown_as is not ChangeAs.MEAN_RATE:
                yield from islice(
                    combined([self.operand(of, Decimal(1)), self.operand(at_series(of, base), Decimal(0))]), 2
                )
            case FormulaMeasure(expression=expression, where=where):
                formula = formula_of(expression, dict(where))
                for values in islice(product((Decimal(0), Decimal(-1), Decimal(1)), repeat=len(formula.names)), 100):
                    numbers = dict(zip(formula.names, values, strict=True))
                    if evaluate(formula, numbers) is None:
                        yield from islice(combined([self.operand(dict(where)[n], v) for n, v in numbers.items()]), 2)
            case _:
                return

    def _conflicts(self, indicator: Indicator) -> Iterator[Facts]:
        """Two sets of facts that lead to different rows, joined where they differ in one fact; its own come first."""
        compiled = self.compiled(indicator.header.id)
        rows = range(len(compiled.steps)) if compiled else range(0)
        found = [facts for n in rows for facts in islice(self.row(indicator.header.id, n), 3)]
        found += list(islice(self._any_value(indicator), 6))
        found = [completed(facts, self.rules.facts, self.rules.periods) for facts in found]
        own = {operand.key for operand in _all_operands(indicator) if isinstance(operand, FactOperand)}
        differing = [
            (key, one, other)
            for one, other in islice(((a, b) for a in found for b in found), 400)
            for key in one
            if key in other and one[key] != other[key] and len(one[key]) == len(other[key]) == 1
        ]
        for key, one, other in sorted(differing, key=lambda found: found[0][1] not in own):
            first, second = one[key][0], other[key][0]
            if "value" in dict(first) and "value" in dict(second):
                yield {**other, **one, key: self.disputed(key[1], first, second)}
        for operand in _all_operands(indicator):
            if isinstance(operand, IndicatorOperand):
                plain = next(self._plain(indicator), NOTHING)
                for made in self._of_other(operand, Status.CONFLICT):
                    yield anew(plain, made)


def _all_operands(indicator: Indicator) -> Iterator[Operand]:
    match indicator.measure:
        case ValueMeasure(of=of):
            yield of
        case RatioMeasure(numerator=n, denominator=d):
            yield from (n, d)
        case ChangeMeasure(of=of, base=base, shown_as=shown_as):
            if shown_as is not ChangeAs.MEAN_RATE:
                yield of
            yield at_series(of, base)
        case PresenceMeasure(of=several) | CountMeasure(of=several):
            yield from several
        case FormulaMeasure(where=where):
            yield from (operand for _, operand in where)
    judge = indicator.judge
    for _, given in judge.inputs if judge is not None else ():
        if not isinstance(given, InputFormula):
            yield given
