"""Which outcomes a decision table gives where the value is a certain number, or where it has none."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from engine.checks.cases import Cases, cases_of
from engine.checks.formulas import names_used
from engine.checks.rows import VALUE, is_dependence
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
    reached = _reached(judge, cases, {**cases.table.whole(), **_never(cases, resting_on(judge, VALUE))})
    # «Otherwise» means every other value, and there is none; unless nothing is measured in the first place.
    otherwise = {rung.outcome for rung in judge.rungs if not rung.tests}
    named = {rung.outcome for rung in judge.rungs if rung.tests}
    return reached if isinstance(indicator.measure, TableMeasure) else reached - (otherwise - named)


def resting_on(judge: Judgement | None, name: str) -> frozenset[str]:
    """An input, and those that are reckoned from it by formulas."""
    found = {name}
    formulas = [(n, f) for n, f in (judge.inputs if judge is not None else ()) if isinstance(f, InputFormula)]
    for _ in formulas:
        found |= {n for n, formula in formulas if found & names_used(formula.expression)}
    return frozenset(found)


def _never(cases: Cases, names: Collection[str]) -> Box:
    """The cases in which none of these inputs can be computed."""
    return {name: frozenset([cells - 1]) for name, cells in cases.table.cells.items() if name in names}


def takes_zero(
    pack: Pack, indicator: Indicator, lost: Collection[str], zero: str | None, *, points: bool = False
) -> bool:
    """Whether a row with tests says something of the case that `zero` is zero, so that what is `lost` is not computed.

    `points`: something for which no formula of points is needed. Also where this cannot be decided.
    """
    judge = indicator.judge
    if judge is None or not judge.rungs:
        return False
    exactly = Limit(Decimal(0), None, True, Span(""))
    at_zero = [] if zero is None else [(Test(zero, exactly, exactly),)]
    cases = cases_of(pack, indicator, judge, [*(rung.tests for rung in judge.rungs), *at_zero])
    if cases is None:
        return True
    start = {**cases.table.whole(), **_never(cases, lost), **(cases.table.rows[-1] if at_zero else {})}
    return any(
        cases.table.is_reached(n, start)
        for n, rung in enumerate(judge.rungs)
        if rung.tests and not is_dependence(rung) and not (points and rung.points is None and rung.status is None)
    )


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
