"""Which outcomes a decision table gives where the value is a certain number, or where it has none."""

from __future__ import annotations

from decimal import Decimal

from engine.checks.cases import Cases, cases_of
from engine.checks.formulas import names_used
from engine.checks.rows import VALUE
from engine.checks.tables import Box
from engine.checks.uncomputable import may_fail
from engine.diagnostics.core import Span
from engine.pack.model import Indicator, InputFormula, Judgement, Limit, Pack, TableMeasure, Test


def outcomes_without_value(pack: Pack, indicator: Indicator) -> frozenset[str]:
    """The outcomes that are also given where the value cannot be computed."""
    judge = indicator.judge
    if judge is None or not judge.rungs or not may_fail(pack, indicator):
        return frozenset()
    cases = cases_of(pack, indicator, judge, [rung.tests for rung in judge.rungs])
    if cases is None:
        return frozenset()
    dependent = [VALUE, *(n for n, f in judge.inputs if isinstance(f, InputFormula) and VALUE in _names(f))]
    never = {name: frozenset([cells - 1]) for name, cells in cases.table.cells.items() if name in dependent}
    reached = _reached(judge, cases, {**cases.table.whole(), **never})
    # «Otherwise» means every other value, and there is none; unless nothing is measured in the first place.
    otherwise = {rung.outcome for rung in judge.rungs if not rung.tests}
    named = {rung.outcome for rung in judge.rungs if rung.tests}
    return reached if isinstance(indicator.measure, TableMeasure) else reached - (otherwise - named)


def _names(formula: InputFormula) -> frozenset[str]:
    return names_used(formula.expression)


def outcomes_at(pack: Pack, indicator: Indicator, judge: Judgement, value: Decimal) -> frozenset[str]:
    """The outcomes that a table can give where the value is this number; all where this cannot be decided."""
    exactly = Limit(value, None, True, Span(""))
    rows = [*(rung.tests for rung in judge.rungs), (Test(VALUE, exactly, exactly),)]
    cases = cases_of(pack, indicator, judge, rows)
    if cases is None:
        return frozenset(rung.outcome for rung in judge.rungs if rung.outcome is not None)
    return _reached(judge, cases, {**cases.table.whole(), **cases.table.rows[-1]})


def _reached(judge: Judgement, cases: Cases, start: Box) -> frozenset[str]:
    reached = (rung.outcome for n, rung in enumerate(judge.rungs) if cases.table.is_reached(n, start))
    return frozenset(outcome for outcome in reached if outcome is not None)
