from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.build import load_pack
from engine.pack.domain import default_domain, domain_of, operand_domain
from engine.pack.model import (
    AggregateMeasure,
    Among,
    Assumed,
    CarryForward,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactKey,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    FormulaMeasure,
    How,
    IndicatorOperand,
    MeanOf,
    Measure,
    Operand,
    PeerAs,
    PeersMeasure,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    RatioMeasure,
    Rounding,
    RoundingMode,
    Series,
    Ties,
    ValueMeasure,
    Window,
)

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"
WHOLE = Domain(whole_numbers=True, minimum=Decimal(0), maximum=Decimal(10))
PEOPLE, SHARE = FactOperand("people"), FactOperand("share")
FACTS = {
    key: FactKey(key, key, FactType.NUMBER, None, domain, (), None, True, Span("f"))
    for key, domain in {
        "people": WHOLE,
        "share": Domain(minimum=Decimal("0.5"), maximum=Decimal(100)),
        "balance": Domain(whole_numbers=True, minimum=Decimal(-5), maximum=Decimal(5)),
    }.items()
}


@pytest.mark.parametrize(
    ("measure", "domain"),
    [
        (PresenceMeasure((PEOPLE,), 1, False), Domain(True, Decimal(0), Decimal(1))),
        (CountMeasure((PEOPLE,), False), Domain(True, Decimal(0))),
        (ValueMeasure(PEOPLE), WHOLE),
        (ValueMeasure(SHARE), Domain(False, Decimal("0.5"), Decimal(100))),
        (ValueMeasure(FactOperand("unknown")), Domain()),
        (ValueMeasure(IndicatorOperand("1")), Domain()),
        (ValueMeasure(ConstantOperand("c")), Domain()),
        (ChangeMeasure(PEOPLE, ChangeAs.DIFFERENCE), Domain(whole_numbers=True)),
        (ChangeMeasure(PEOPLE, ChangeAs.POINTS), Domain(whole_numbers=True)),
        (ChangeMeasure(SHARE, ChangeAs.DIFFERENCE), Domain()),
        (ChangeMeasure(PEOPLE, ChangeAs.PERCENT), Domain()),
        (ChangeMeasure(PEOPLE, ChangeAs.GROWTH_RATE), Domain()),
        (ChangeMeasure(IndicatorOperand("1"), ChangeAs.DIFFERENCE), Domain()),
        (RatioMeasure(PEOPLE, SHARE, 100), Domain()),
        (FormulaMeasure("a", (("a", PEOPLE),), Span("f")), Domain()),
        (AggregateMeasure(("1",), How.SUM, "points", (), None, Decimal(0)), Domain()),
    ],
)
def test_the_domain_follows_from_the_measure(measure: Measure, domain: Domain) -> None:
    assert default_domain(measure, FACTS, rolled_up=False) == domain


@pytest.mark.parametrize(
    ("key", "domain"),
    [
        ("people", Domain(whole_numbers=True, minimum=Decimal(0))),
        ("share", Domain(minimum=Decimal("0.5"))),
        ("balance", Domain(whole_numbers=True)),
    ],
)
def test_a_sum_over_entities_has_no_maximum(key: str, domain: Domain) -> None:
    assert default_domain(ValueMeasure(FactOperand(key)), FACTS, rolled_up=True) == domain


def test_what_the_pack_says_goes_first() -> None:
    pack, problems = load_pack(MINIMAL)
    assert problems == ()
    assert pack is not None
    by_id = {indicator.header.id: indicator for indicator in pack.indicators}
    assert domain_of(by_id["balance"], pack) == Domain(minimum=Decimal(0), maximum=Decimal(100))
    assert domain_of(by_id["1.2"], pack) == Domain(True, Decimal(0), Decimal(1))
    assert domain_of(replace(by_id["1.1"], judge=None), pack) == Domain(whole_numbers=True)


def between(low: str | None, high: str | None, *, whole: bool = False) -> Domain:
    return Domain(whole, None if low is None else Decimal(low), None if high is None else Decimal(high))


def folded(fold: Fold) -> Series:
    return Series(Window(3, None), fold)


def rounded(digits: int, mode: RoundingMode = RoundingMode.HALF_UP) -> Rounding:
    return Rounding(digits, mode)


@pytest.mark.parametrize(
    ("operand", "domain"),
    [
        (PEOPLE, WHOLE),
        (FactOperand("people", folded(Fold.GREATEST)), WHOLE),
        (FactOperand("people", folded(Fold.SUM)), between("0", "30", whole=True)),
        (FactOperand("people", folded(Fold.MEAN)), between("0", "10")),
        (FactOperand("people", folded(Fold.MEAN_RATE)), Domain()),
        (FactOperand("share", folded(Fold.COUNT)), between("1", "3", whole=True)),
        (FactOperand("share", Series(Window(3, None), Fold.COUNT, at_least=0)), between("0", "3", whole=True)),
        (FactOperand("share", folded(Fold.RUN)), between("0", "3", whole=True)),
        (FactOperand("share", folded(Fold.AGE)), between("0", None, whole=True)),
        (FactOperand("share", Series(Window(3, None, until=1), Fold.SPAN)), between("1", None, whole=True)),
        (FactOperand("share", rounding=rounded(0)), between("1", "100", whole=True)),
        (FactOperand("share", rounding=rounded(0, RoundingMode.HALF_EVEN)), between("0", "100", whole=True)),
        (FactOperand("share", rounding=rounded(0, RoundingMode.DOWN)), between("0", "100", whole=True)),
        (FactOperand("share", rounding=rounded(2)), between("0.5", "100")),
        (FactOperand("people", missing=Assumed(Decimal("-0.5"))), between("-0.5", "10")),
        (FactOperand("people", missing=Assumed(Decimal(3))), WHOLE),
        (FactOperand("people", missing=MeanOf(Among.ALL)), between("0", "10")),
        (FactOperand("people", missing=CarryForward(2)), WHOLE),
        (FactOperand("people", rounding=rounded(0), missing=MeanOf(Among.ALL)), WHOLE),
        (
            FactOperand("people", rounding=rounded(0), missing=Assumed(Decimal("10.5"))),
            between("0", "11", whole=True),
        ),
        (FactOperand("people", take=FactTake.PRESENCE), between("0", "1", whole=True)),
        (FactOperand("people", take=FactTake.HAS, members=("a",)), between("0", "1", whole=True)),
        (FactOperand("people", take=FactTake.DATE), between("1", None, whole=True)),
        (
            FactOperand("people", take=FactTake.MAP, numbers=(("a", Decimal("0.5")), ("b", Decimal(2)))),
            between("0.5", "2"),
        ),
        (IndicatorOperand("1.2", take=FindingTake.IS, outcomes=("present",)), between("0", "1", whole=True)),
        (PeriodOperand(PeriodTake.LAST_DAY), between("1", None, whole=True)),
        (PeriodOperand(PeriodTake.PERIODS_SINCE, "2019"), between(None, None, whole=True)),
    ],
)
def test_the_domain_of_an_operand_follows_from_what_is_taken(operand: Operand, domain: Domain) -> None:
    assert default_domain(ValueMeasure(operand), FACTS, rolled_up=False) == domain


@pytest.mark.parametrize(
    ("shown_as", "domain"),
    [
        (PeerAs.MIN_MAX, between("0", "100")),
        (PeerAs.RANK, between("1", None, whole=True)),
        (PeerAs.PERCENTILE, between("0", "100")),
        (PeerAs.ZONE, between("1", "4", whole=True)),
        (PeerAs.COUNT, between("0", None, whole=True)),
        (PeerAs.Z_SCORE, Domain()),
    ],
)
def test_the_domain_of_a_place_among_peers(shown_as: PeerAs, domain: Domain) -> None:
    measure = PeersMeasure(IndicatorOperand("1"), shown_as, Among.LEVEL, zones=4)
    assert default_domain(measure, {}, rolled_up=False) == domain


def test_places_shared_and_numbers_for_equals_widen_the_domain() -> None:
    average = PeersMeasure(IndicatorOperand("1"), PeerAs.RANK, Among.LEVEL, ties=Ties.AVERAGE)
    assert default_domain(average, {}, rolled_up=False) == between("1", None)
    equal = PeersMeasure(IndicatorOperand("1"), PeerAs.MIN_MAX, Among.LEVEL, all_equal=Decimal(-1))
    assert default_domain(equal, {}, rolled_up=False) == between("-1", "100")


def test_a_value_rounded_without_places_is_whole() -> None:
    measure = RatioMeasure(PEOPLE, SHARE, 100)
    assert default_domain(measure, FACTS, rolled_up=False, rounding=rounded(0)) == Domain(whole_numbers=True)


def test_findings_and_constants_are_looked_up_in_the_pack() -> None:
    pack, _ = load_pack(MINIMAL)
    assert pack is not None
    snapshot = pack.at(date(2021, 12, 31))
    assert operand_domain(IndicatorOperand("balance"), snapshot) == between("0", "100")
    assert operand_domain(IndicatorOperand("1.1", take=FindingTake.POINTS), snapshot) == between("0", "1", whole=True)
    assert operand_domain(ConstantOperand("enough-groups"), snapshot) == between("2", "2")
    assert operand_domain(FactOperand("trained"), snapshot, rolled_up=True) == between("0", None, whole=True)


def test_how_many_members_meet_is_a_whole_number_up_to_their_number() -> None:
    counted = AggregateMeasure(("a", "b", "c"), How.COUNT_MEETING, "points", (), None, Decimal(0))
    assert default_domain(counted, FACTS, rolled_up=False) == between("0", "3", whole=True)
    assert default_domain(replace(counted, across="town"), FACTS, rolled_up=False) == between("0", None, whole=True)
    assert default_domain(replace(counted, how=How.SHARE_MEETING), FACTS, rolled_up=False) == between("0", "100")
    assert default_domain(replace(counted, how=How.SUM), FACTS, rolled_up=False) == Domain()
