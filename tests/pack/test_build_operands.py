from __future__ import annotations

from decimal import Decimal

import pytest

from engine.diagnostics.core import Span
from engine.pack.model import (
    BEFORE,
    NOW,
    Among,
    Assumed,
    At,
    CarryForward,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    FormulaMeasure,
    IndicatorOperand,
    MeanOf,
    Operand,
    Path,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    RatioMeasure,
    Rounding,
    RoundingMode,
    Series,
    Trajectory,
    ValueMeasure,
    Window,
)
from tests.pack.kit import bare, measure, operand, read

HALF_UP, HALF_EVEN, DOWN = RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN
NUMBERS = (("высокий", Decimal(3)), ("низкий", Decimal("0.5")))


@pytest.mark.parametrize(
    ("written", "series"),
    [
        ("{fact: a}", Series(NOW)),
        ("{fact: a, period: current}", Series(At(0))),
        ("{fact: a, period: previous}", Series(BEFORE)),
        ("{fact: a, period: {back: 3}}", Series(At(3))),
        ('{fact: a, period: "2018"}', Series(At(period="2018"))),
        ("{fact: a, period: 2020/2021}", Series(At(period="2020/2021"))),
        ("{fact: a, over: {last: 3}, fold: first}", Series(Window(3, None, 0), Fold.FIRST)),
        ("{fact: a, over: {last: 3, until: current}, fold: last}", Series(Window(3, None, 0), Fold.LAST)),
        ("{fact: a, over: {last: 2, until: previous}, fold: sum}", Series(Window(2, None, 1), Fold.SUM)),
        ('{fact: a, over: {since: "2018"}, fold: mean}', Series(Window(None, "2018", 0), Fold.MEAN)),
        ('{fact: a, over: {since: "2018", until: previous}, fold: least}', Series(Window(None, "2018", 1), Fold.LEAST)),
        ("{fact: a, over: {last: 3}, fold: greatest, at_least: 2}", Series(Window(3, None), Fold.GREATEST, 2)),
        ("{fact: a, over: {last: 3}, fold: count, at_least: 0}", Series(Window(3, None), Fold.COUNT, 0)),
        (
            "{fact: a, over: {last: 3}, fold: mean_rate, gaps: refused}",
            Series(Window(3, None), Fold.MEAN_RATE, 1, False),
        ),
        ("{fact: a, over: {last: 3}, fold: span, gaps: allowed}", Series(Window(3, None), Fold.SPAN, 1, True)),
        ("{fact: a, over: {last: 3}, fold: age}", Series(Window(3, None), Fold.AGE)),
        ("{fact: a, over: {last: 3}, fold: run}", Series(Window(3, None), Fold.RUN)),
    ],
)
def test_the_periods_of_an_operand(written: str, series: Series) -> None:
    assert operand(written) == FactOperand("a", series)
    assert operand(written.replace("fact: a", "indicator: a")) == IndicatorOperand("a", series)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a", FactOperand("a")),
        ("{fact: a, take: value}", FactOperand("a")),
        ("{fact: a, take: presence}", FactOperand("a", take=FactTake.PRESENCE)),
        ("{fact: a, take: date}", FactOperand("a", take=FactTake.DATE)),
        ("{fact: a, has: young}", FactOperand("a", take=FactTake.HAS, members=("young",))),
        ("{fact: a, has: [young, new]}", FactOperand("a", take=FactTake.HAS, members=("young", "new"))),
        ("{fact: a, numbers: {высокий: 3, низкий: 0.5}}", FactOperand("a", take=FactTake.MAP, numbers=NUMBERS)),
        ("{fact: a, evidence: required}", FactOperand("a", evidence=True)),
        ("{fact: a, round: {digits: 0}}", FactOperand("a", rounding=Rounding(0, HALF_UP))),
        ("{fact: a, round: {digits: 9, mode: half_even}}", FactOperand("a", rounding=Rounding(9, HALF_EVEN))),
        ("{fact: a, round: {digits: 1, mode: down}}", FactOperand("a", rounding=Rounding(1, DOWN))),
        ("{fact: a, if_missing: {carry_forward: 2}}", FactOperand("a", missing=CarryForward(2))),
        ("{fact: a, if_missing: {mean_of: siblings}}", FactOperand("a", missing=MeanOf(Among.SIBLINGS))),
        ("{fact: a, if_missing: {assume: 0}}", FactOperand("a", missing=Assumed(Decimal(0)))),
        (
            "{fact: a, over: {last: 2}, fold: mean, if_missing: {mean_of: all}}",
            FactOperand("a", Series(Window(2, None), Fold.MEAN), missing=MeanOf(Among.ALL)),
        ),
        ('{indicator: "1.2", take: points}', IndicatorOperand("1.2", take=FindingTake.POINTS)),
        ("{indicator: i, is: full}", IndicatorOperand("i", take=FindingTake.IS, outcomes=("full",))),
        ("{indicator: i, is: [full, part]}", IndicatorOperand("i", take=FindingTake.IS, outcomes=("full", "part"))),
        (
            "{indicator: i, round: {digits: 2}, if_missing: {assume: -1.5}}",
            IndicatorOperand("i", rounding=Rounding(2, HALF_UP), missing=Assumed(Decimal("-1.5"))),
        ),
        ("{constant: c}", ConstantOperand("c")),
        ("{period_day: first}", PeriodOperand(PeriodTake.FIRST_DAY)),
        ("{period_day: last}", PeriodOperand(PeriodTake.LAST_DAY)),
        ('{periods_since: "2018"}', PeriodOperand(PeriodTake.PERIODS_SINCE, "2018")),
        (
            '{trajectory: {values: {"2022": 50, "2020": 40.5}}}',
            PeriodOperand(
                PeriodTake.TRAJECTORY,
                trajectory=Trajectory((("2022", Decimal(50)), ("2020", Decimal("40.5"))), None),
            ),
        ),
        (
            "{trajectory: {values: {2020/2021: 1}, between: compound}}",
            PeriodOperand(PeriodTake.TRAJECTORY, trajectory=Trajectory((("2020/2021", Decimal(1)),), Path.COMPOUND)),
        ),
    ],
)
def test_what_an_operand_takes(written: str, expected: Operand) -> None:
    assert operand(written) == expected


def test_an_operand_lies_where_it_names_what_it_takes() -> None:
    spans = [
        ("a", Span("f", 10, 32, 10, 33)),
        ("{take: date, fact: a}", Span("f", 10, 51, 10, 52)),
        ("{take: points, indicator: i}", Span("f", 10, 58, 10, 59)),
        ("{constant: c}", Span("f", 10, 43, 10, 44)),
        ("{period_day: last}", Span("f", 10, 45, 10, 49)),
        ('{periods_since: "2018"}', Span("f", 10, 48, 10, 54)),
        ('{trajectory: {values: {"2018": 1}}}', Span("f", 10, 45, 10, 66)),
    ]
    for written, span in spans:
        found = read(f"measure: {{kind: value, of: {written}}}").measure
        assert isinstance(found, ValueMeasure)
        assert found.of.span == span, written


def test_operands_stand_in_every_measure() -> None:
    presence = "{kind: presence, of: [a, {fact: b, take: presence, period: previous}, {fact: c, has: x}], need: all}"
    before = FactOperand("b", Series(BEFORE), FactTake.PRESENCE)
    assert measure(presence) == PresenceMeasure(
        (FactOperand("a"), before, FactOperand("c", take=FactTake.HAS, members=("x",))), None, False
    )
    assert measure("{kind: count, of: [{fact: b, evidence: required}]}") == CountMeasure(
        (FactOperand("b", evidence=True),), False
    )
    ratio = "{kind: ratio, numerator: {indicator: i, take: points}, denominator: {constant: c}, as: share}"
    assert measure(ratio) == RatioMeasure(IndicatorOperand("i", take=FindingTake.POINTS), ConstantOperand("c"), 1)
    formula = "{kind: formula, expression: d + 1, where: {d: {period_day: first}}}"
    assert measure(formula) == bare(FormulaMeasure("d + 1", (("d", PeriodOperand(PeriodTake.FIRST_DAY)),), Span("")))
