from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model import (
    BEFORE,
    AggregateMeasure,
    Among,
    At,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    FormulaMeasure,
    Gap,
    How,
    IndicatorOperand,
    Measure,
    PeerAs,
    PeersMeasure,
    RatioMeasure,
    Rounding,
    RoundingMode,
    Series,
    TableMeasure,
    Ties,
    Window,
)
from engine.statuses import Status
from tests.pack.kit import bare, measure, read

A, OF_I = FactOperand("a"), IndicatorOperand("i")
NOWHERE = Span("")
ONE, TWO = Decimal(1), Decimal(2)
SUM = AggregateMeasure(("i", "j"), How.SUM, "points", (), None, Decimal(0))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("compare_with: previous_period, as: difference", ChangeMeasure(A, ChangeAs.DIFFERENCE)),
        ("compare_with: {back: 1}, as: points", ChangeMeasure(A, ChangeAs.POINTS, Series(BEFORE))),
        ("compare_with: {back: 4}, as: percent", ChangeMeasure(A, ChangeAs.PERCENT, Series(At(4)))),
        (
            'compare_with: {period: "2018"}, as: growth_rate',
            ChangeMeasure(A, ChangeAs.GROWTH_RATE, Series(At(period="2018"))),
        ),
        (
            'compare_with: {first_since: "2018"}, as: compound_rate',
            ChangeMeasure(A, ChangeAs.COMPOUND_RATE, Series(Window(None, "2018", 1), Fold.FIRST)),
        ),
        (
            "compare_with: {last_available: 3}, as: difference",
            ChangeMeasure(A, ChangeAs.DIFFERENCE, Series(Window(3, None, 1), Fold.LAST)),
        ),
        (
            'compare_with: {first_since: "2018"}, as: mean_rate',
            ChangeMeasure(A, ChangeAs.MEAN_RATE, Series(Window(None, "2018", 0), Fold.MEAN_RATE)),
        ),
        (
            "compare_with: {period: 2018/2019}, as: mean_rate",
            ChangeMeasure(A, ChangeAs.MEAN_RATE, Series(Window(None, "2018/2019", 0), Fold.MEAN_RATE)),
        ),
        (
            "compare_with: previous_period, as: percent, base_zero: 100, negative_base: absolute, dead_zone: 0.5",
            ChangeMeasure(A, ChangeAs.PERCENT, Series(BEFORE), Decimal(100), True, Decimal("0.5")),
        ),
        (
            "compare_with: previous_period, as: percent, base_zero: 0",
            ChangeMeasure(A, ChangeAs.PERCENT, base_zero=Decimal(0)),
        ),
        (
            "compare_with: previous_period, as: growth_rate, base_zero: not_assessed",
            ChangeMeasure(A, ChangeAs.GROWTH_RATE, base_zero=Status.NOT_ASSESSED),
        ),
    ],
)
def test_what_a_change_is_against(written: str, expected: Measure) -> None:
    assert measure(f"{{kind: change, of: a, {written}}}") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", None), (", {}: not_assessed", Status.NOT_ASSESSED), (", {}: 0", Decimal(0)), (", {}: -1.5", Decimal("-1.5"))],
)
def test_what_comes_of_a_division_by_zero(written: str, expected: AtZero) -> None:
    ratio = measure(f"{{kind: ratio, numerator: a, denominator: a, as: share{written.format('denominator_zero')}}}")
    assert ratio == RatioMeasure(A, A, 1, expected)
    formula = measure(f"{{kind: formula, expression: b, where: {{b: a}}{written.format('division_by_zero')}}}")
    assert formula == bare(FormulaMeasure("b", (("b", A),), NOWHERE, expected))


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("{fact: a, take: date}", FactOperand("a", take=FactTake.DATE)),
        ("{fact: a, has: x, evidence: required}", FactOperand("a", take=FactTake.HAS, members=("x",), evidence=True)),
        ("{indicator: i}", OF_I),
        ("{indicator: i, take: points}", IndicatorOperand("i", take=FindingTake.POINTS)),
        ("{indicator: i, is: good}", IndicatorOperand("i", take=FindingTake.IS, outcomes=("good",))),
    ],
)
def test_what_changes(of: str, expected: FactOperand | IndicatorOperand) -> None:
    written = f"{{kind: change, of: {of}, compare_with: previous_period, as: difference}}"
    assert measure(written) == ChangeMeasure(expected, ChangeAs.DIFFERENCE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("as: rank", PeersMeasure(OF_I, PeerAs.RANK, Among.LEVEL)),
        (
            "as: rank, ties: average, better: lower",
            PeersMeasure(OF_I, PeerAs.RANK, Among.LEVEL, ties=Ties.AVERAGE, lower_is_better=True),
        ),
        ("as: min_max, among: all, scale: 1", PeersMeasure(OF_I, PeerAs.MIN_MAX, Among.ALL, scale=ONE)),
        ("as: share_of_best, among: kind, better: higher", PeersMeasure(OF_I, PeerAs.SHARE_OF_BEST, Among.KIND)),
        (
            "as: z_score, spread: sample, all_equal: 0",
            PeersMeasure(OF_I, PeerAs.Z_SCORE, Among.LEVEL, sample=True, all_equal=Decimal(0)),
        ),
        ("as: z_score, spread: population", PeersMeasure(OF_I, PeerAs.Z_SCORE, Among.LEVEL)),
        ("as: zone, zones: 4, among: siblings", PeersMeasure(OF_I, PeerAs.ZONE, Among.SIBLINGS, zones=4)),
        ("as: percentile, same_outcome_of: j", PeersMeasure(OF_I, PeerAs.PERCENTILE, Among.LEVEL, same_outcome="j")),
        (
            "as: mean, left_out: {indicator: j, is: [few, none]}",
            PeersMeasure(OF_I, PeerAs.MEAN, Among.LEVEL, left_out=("j", ("few", "none"))),
        ),
        (
            "as: count, left_out: {indicator: j, is: few}",
            PeersMeasure(OF_I, PeerAs.COUNT, Among.LEVEL, left_out=("j", ("few",))),
        ),
    ],
)
def test_a_place_among_peers(written: str, expected: Measure) -> None:
    assert measure(f"{{kind: peers, of: {{indicator: i}}, {written}}}") == expected


def test_a_place_by_points() -> None:
    written = "{kind: peers, of: {indicator: i, take: points}, as: least}"
    assert measure(written) == PeersMeasure(IndicatorOperand("i", take=FindingTake.POINTS), PeerAs.LEAST, Among.LEVEL)


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("how: sum", {}),
        ("how: geometric_mean, take: value", {"how": How.GEOMETRIC_MEAN, "take": "value"}),
        ("how: harmonic_mean, weight_by: w", {"how": How.HARMONIC_MEAN, "weight_by": "w"}),
        ("how: count_meeting, outcomes: [good, fair]", {"how": How.COUNT_MEETING, "outcomes": ("good", "fair")}),
        ("how: sum, unknown: zero, not_applicable: block", {"unknown": Gap.ZERO, "not_applicable": Gap.BLOCK}),
        ("how: sum, unknown: block, not_applicable: leave", {"unknown": Gap.BLOCK}),
        ("how: sum, coefficient: {indicator: k}, cap: 10", {"coefficient": IndicatorOperand("k"), "cap": Decimal(10)}),
        (
            "how: sum, coefficient: {indicator: k, take: points}",
            {"coefficient": IndicatorOperand("k", take=FindingTake.POINTS)},
        ),
        ("how: sum, weights: {i: 2, j: 0.5}", {"weights": (("i", TWO), ("j", Decimal("0.5")))}),
        (
            "how: sum, across: municipality, minimum_coverage: 50",
            {"across": "municipality", "minimum_coverage": Decimal(50)},
        ),
    ],
)
def test_a_total(written: str, changed: dict[str, object]) -> None:
    assert measure(f"{{kind: aggregate, of: [i, j], {written}}}") == replace(SUM, **changed)  # type: ignore[arg-type]


def test_a_table_has_no_value() -> None:
    assert measure("{kind: table}") == TableMeasure()


ROUNDED = (
    "kind: value, of: a",
    "kind: presence, of: [a]",
    "kind: count, of: [a]",
    "kind: ratio, numerator: a, denominator: b, as: percent",
    "kind: change, of: a, compare_with: previous_period, as: percent",
    "kind: formula, expression: a, where: {a: a}",
    "kind: peers, of: {indicator: i}, as: mean",
    "kind: aggregate, how: mean, of: [i]",
)


@pytest.mark.parametrize("written", ROUNDED)
def test_every_value_may_be_rounded(written: str) -> None:
    assert read(f"measure: {{{written}}}").rounding is None
    found = read(f"measure: {{{written}, round: {{digits: 1, mode: down}}}}\ndisplay: {{digits: 0}}")
    assert found.rounding == Rounding(1, RoundingMode.DOWN)
    assert found.display == Rounding(0, RoundingMode.HALF_UP)


def test_the_default_domain_is_that_of_the_rounded_value() -> None:
    judge = "judge: {bands: [{outcome: x}]}"
    share = "measure: {kind: ratio, numerator: a, denominator: b, as: percent%s}\n" + judge
    for rounding, domain in (("", Domain()), (", round: {digits: 0}", Domain(whole_numbers=True))):
        found = read(share % rounding)
        assert found.judge is not None
        assert found.judge.domain == domain
