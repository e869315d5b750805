from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from engine.checks.uncomputable import may_fail
from engine.diagnostics.core import Span
from engine.pack.build import load_pack
from engine.pack.model import (
    AggregateMeasure,
    Among,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    FactTake,
    FormulaMeasure,
    How,
    IndicatorOperand,
    Measure,
    Pack,
    PeerAs,
    PeersMeasure,
    RatioMeasure,
    TableMeasure,
    ValueMeasure,
)
from engine.statuses import Status

TRAINED, TOTAL, POINTS = FactOperand("trained"), FactOperand("total"), IndicatorOperand("1.1")
ONE_OR_MORE = FactOperand("total", take=FactTake.MAP, numbers=(("a", Decimal(1)), ("b", Decimal(2))))


@cache
def pack() -> Pack:
    found, _ = load_pack(Path(__file__).parents[1] / "packs" / "minimal")
    assert found is not None
    return found


def formula(text: str, at_zero: AtZero = None) -> FormulaMeasure:
    return FormulaMeasure(text, (("a", TRAINED), ("b", TOTAL)), Span("f"), at_zero)


def peers(shown_as: PeerAs, all_equal: Decimal | None = None) -> PeersMeasure:
    return PeersMeasure(POINTS, shown_as, Among.LEVEL, all_equal=all_equal)


def total(how: How, coefficient: IndicatorOperand | None = None) -> AggregateMeasure:
    return AggregateMeasure(("1.1",), how, "points", (), None, Decimal(0), coefficient=coefficient)


@pytest.mark.parametrize(
    ("measure", "fails"),
    [
        (ValueMeasure(TRAINED), False),
        (TableMeasure(), True),
        (RatioMeasure(TRAINED, TOTAL, 100), True),
        (RatioMeasure(TRAINED, TOTAL, 100, Status.NOT_ASSESSED), True),
        (RatioMeasure(TRAINED, TOTAL, 100, Decimal(0)), False),
        (RatioMeasure(TRAINED, ONE_OR_MORE, 100), False),
        (RatioMeasure(TRAINED, ConstantOperand("enough-groups"), 100), True),
        (ChangeMeasure(TRAINED, ChangeAs.DIFFERENCE), False),
        (ChangeMeasure(TRAINED, ChangeAs.PERCENT), True),
        (ChangeMeasure(TRAINED, ChangeAs.PERCENT, base_zero=Decimal(100)), False),
        (ChangeMeasure(TRAINED, ChangeAs.PERCENT, base_zero=Status.NOT_ASSESSED), True),
        (ChangeMeasure(POINTS, ChangeAs.PERCENT, base_zero=Decimal(100)), True),
        (ChangeMeasure(POINTS, ChangeAs.PERCENT, base_zero=Decimal(100), negative_base=True), False),
        (ChangeMeasure(TRAINED, ChangeAs.COMPOUND_RATE), True),
        (ChangeMeasure(TRAINED, ChangeAs.MEAN_RATE), False),
        (formula("a + 2 * b"), False),
        (formula("a / 2 + LEAST(b, 3)"), False),
        (formula("a / b"), True),
        (formula("a / 0"), True),
        (formula("a / b", Status.NOT_ASSESSED), True),
        (formula("a / b", Decimal(0)), False),
        (formula("a / b + SQRT(a)", Decimal(0)), True),
        (formula("CASE WHEN NOT a > 1 THEN -LN(b) ELSE 1 END"), True),
        (formula("a +"), True),
        (peers(PeerAs.MIN_MAX), True),
        (peers(PeerAs.MIN_MAX, Decimal(0)), False),
        (peers(PeerAs.SHARE_OF_BEST, Decimal(0)), True),
        (peers(PeerAs.COUNT), False),
        (total(How.SUM), False),
        (total(How.GEOMETRIC_MEAN), True),
        (total(How.SUM, POINTS), True),
    ],
)
def test_a_value_may_fail_to_be_computed(measure: Measure, fails: bool) -> None:
    indicator = replace(pack().indicators[0], measure=measure)
    assert may_fail(pack(), indicator) is fails
