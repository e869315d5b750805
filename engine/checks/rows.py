"""The rows of a judgement, whichever way it is written: each an outcome with its points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.pack.model import Band, Indicator, Judgement, Limit, Pack, Rung
from engine.pack.operands import DEPENDENCE

VALUE = "value"
"""The input that is what was measured."""


@dataclass(frozen=True, slots=True)
class Row:
    """An outcome, and the limits it sets to the value."""

    outcome: str
    low: Limit | None
    high: Limit | None
    points: Decimal | None
    meets: bool
    span: Span


def rows_of(judge: Judgement | None) -> tuple[Row, ...]:
    """The rows that give an outcome, in the order written."""
    return () if judge is None else tuple(_rows(judge))


def _rows(judge: Judgement) -> Iterator[Row]:
    yield from (row_of_band(band) for band in judge.bands)
    for variant in judge.variants:
        yield from (row_of_band(band) for band in variant.bands)
    for rung in judge.rungs:
        if rung.outcome is not None:
            yield row_of_rung(rung, rung.outcome)


def row_of_band(band: Band) -> Row:
    return Row(band.outcome, band.low, band.high, band.points, band.meets, band.span)


def row_of_rung(rung: Rung, outcome: str) -> Row:
    """A rung with several tests of the value is taken as one without any: it has no values too few."""
    tests = [test for test in rung.tests if test.input == VALUE and not test.negated]
    low, high = (tests[0].low, tests[0].high) if len(tests) == 1 else (None, None)
    return Row(outcome, low, high, rung.points, rung.meets, rung.span)


def gives_points(indicator: Indicator) -> bool:
    """Whether every outcome of the indicator comes with points."""
    judge, rows = indicator.judge, rows_of(indicator.judge)
    if judge is None:
        return False
    return judge.scale is not None or (bool(rows) and all(row.points is not None for row in rows))


def may_give_points(indicator: Indicator) -> bool:
    """Whether some outcome of the indicator comes with points."""
    judge = indicator.judge
    return judge is not None and (judge.scale is not None or any(row.points is not None for row in rows_of(judge)))


def is_dependence(rung: Rung) -> bool:
    """Whether a rung stands for a dependence on another indicator's outcome."""
    return any(test.input.startswith(DEPENDENCE) and test.negated for test in rung.tests)


def is_of_bands(pack: Pack, indicator: Indicator) -> bool:
    """Whether the rungs of an indicator are dependences and then bands."""
    judge = pack.places.value(indicator.header.span, "judge")
    return pack.places.value(judge, "bands") != judge


def written_at(pack: Pack, indicator: Indicator, *keys: str) -> Span:
    """Where the first of some keys of the judgement that is written has its value."""
    judge = pack.places.value(indicator.header.span, "judge")
    return next((place for key in keys if (place := pack.places.value(judge, key)) != judge), judge)
