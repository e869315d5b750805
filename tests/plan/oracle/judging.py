"""What outcome and points a value has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.pack.model import Band, Indicator, InputFormula, Judgement, Limit, Matching, Rung, TableMeasure, Test
from engine.statuses import REASON_OF_RULE
from tests.plan.oracle.formulas import FORMULAS
from tests.plan.oracle.known import APPLICABLE, NOT_COMPUTABLE, NUMBER, Cell, Judged, why_unknown
from tests.plan.oracle.measures import Measured
from tests.plan.oracle.numbers import Number

Row = Band | Rung


@dataclass(frozen=True)
class Inputs:
    """All that tests and formulas may name, and the constants that limits are read from."""

    cells: Mapping[str, Cell]
    formulas: Mapping[str, InputFormula]
    constants: Mapping[str, Fraction]

    def __getitem__(self, name: str) -> Cell:
        return self.reckoned(self.formulas[name].expression) if name in self.formulas else self.cells[name]

    def reckoned(self, expression: str) -> Cell:
        """The cell of a formula; unknown for the first reason in the order of the alphabet."""
        formula = FORMULAS[expression]
        given = [self[name] for name in sorted(formula.names)]
        unknown = [c for c in given if c.state not in (NUMBER, NOT_COMPUTABLE)]
        if unknown:
            return unknown[0]
        if any(c.state == NOT_COMPUTABLE for c in given):
            return Cell(NOT_COMPUTABLE)
        number = formula.reckon(*(self[name].number for name in formula.names))
        return Cell(NOT_COMPUTABLE) if number is None else Cell(NUMBER, number)

    def limit(self, limit: Limit) -> Fraction:
        return self.constants[limit.constant] if limit.constant else Fraction(limit.value or 0)

    def within(self, x: Fraction, low: Limit | None, high: Limit | None) -> bool:
        above = low is None or x > self.limit(low) or (low.closed and x == self.limit(low))
        below = high is None or x < self.limit(high) or (high.closed and x == self.limit(high))
        return above and below

    def holds(self, test: Test) -> bool | None:
        """True, false, or None for unknown."""
        cell = self[test.input]
        if cell.state == NOT_COMPUTABLE:
            return False
        if cell.state != NUMBER:
            return None
        if test.names:
            return (cell.name in test.names) is not test.negated
        assert cell.number is not None
        return self.within(cell.number, test.low, test.high)

    def all_hold(self, tests: Sequence[Test]) -> bool | None:
        found = [self.holds(test) for test in tests]
        return False if False in found else None if None in found else True

    def first_unknown(self, tests: Sequence[Test]) -> Judged:
        return next(why_unknown(self[test.input]) for test in tests if self.holds(test) is None)


def verdict(i: Indicator, found: Measured, inputs: Inputs) -> Judged:
    """The finding; `inputs` has `value` as a cell, in state NOT_COMPUTABLE where `found` has none."""
    judge = i.judge
    nothing = Judged("not_assessed", found.reason if found.value is None else "not_computable")
    if judge is None or not (judge.bands or judge.variants or judge.rungs):
        if found.value is None:
            return nothing
        points = _on_scale(judge, inputs) if judge else None
        return points if isinstance(points, Judged) else Judged("scored", None, found.value, None, points)
    if judge.rungs:
        without = found.value is None and not isinstance(i.measure, TableMeasure)
        decided: Row | Judged | None = _rung(judge, inputs, without_value=without)
    elif judge.variants:
        decided = _band_of_variant(judge, found, inputs)
    else:
        decided = _band(judge.bands, found, inputs)
    if decided is None:
        return nothing
    return decided if isinstance(decided, Judged) else _by_row(judge, decided, found, inputs)


def _band(bands: Sequence[Band], found: Measured, inputs: Inputs) -> Band | None:
    if found.value is None:
        return None
    return next((b for b in bands if inputs.within(found.value, b.low, b.high)), None)


def _band_of_variant(judge: Judgement, found: Measured, inputs: Inputs) -> Row | Judged | None:
    for variant in judge.variants:
        fits = inputs.all_hold(variant.tests)
        if fits is None:
            return inputs.first_unknown(variant.tests)
        if fits:
            return _band(variant.bands, found, inputs)
    return None


def _rung(judge: Judgement, inputs: Inputs, *, without_value: bool) -> Row | Judged | None:
    """A rung without tests speaks of values: it is none for what has no value."""
    held = [(rung, inputs.all_hold(rung.tests)) for rung in judge.rungs if rung.tests or not without_value]
    left = [(rung, holds) for rung, holds in held if holds is not False]
    if not left:
        return None
    first, holds = left[0]
    if judge.matching is Matching.FIRST or not any(holds for _, holds in left):
        return first if holds else inputs.first_unknown(first.tests)
    alike = len({(rung.outcome, rung.status, rung.points) for rung, _ in left}) == 1
    if len(left) == 1 or (alike and all(holds for _, holds in left)):
        return first
    return Judged("not_assessed", "several_rungs")


def _by_row(judge: Judgement, row: Row, found: Measured, inputs: Inputs) -> Judged:
    status = row.status if isinstance(row, Rung) else None
    if status is not None:
        return Judged(status.value, REASON_OF_RULE[status].value)
    points = _on_scale(judge, inputs) if row.points is None else Fraction(row.points)
    return points if isinstance(points, Judged) else Judged("scored", None, found.value, row.outcome, points, row.meets)


def _on_scale(judge: Judgement, inputs: Inputs) -> Number | Judged:
    """The points, or why they are not known; None where they cannot be computed."""
    if judge.scale is None:
        return None
    cell = inputs.reckoned(judge.scale.expression)
    if cell.state == NOT_COMPUTABLE:
        return None
    if cell.state != NUMBER:
        return why_unknown(cell)
    assert cell.number is not None
    return max(Fraction(judge.scale.least), min(Fraction(judge.scale.most), cell.number))


# What a judgement may come to


def rows(i: Indicator) -> list[Row]:
    judge = i.judge
    return [*judge.bands, *(b for v in judge.variants for b in v.bands), *judge.rungs] if judge else []


def all_points(i: Indicator) -> list[Fraction]:
    scale = i.judge.scale if i.judge else None
    written = [Fraction(row.points) for row in rows(i) if row.points is not None]
    return written + ([Fraction(scale.least), Fraction(scale.most)] if scale else [])


def bounds(judged: Judged, i: Indicator) -> tuple[Number, Number]:
    """The least and the greatest points that the finding may come to."""
    if judged.status == "scored":
        return judged.points, judged.points
    points = all_points(i)
    if judged.status not in APPLICABLE or not points:
        return None, None
    return min(points), max(points)
