from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.build import load_pack
from engine.pack.domain import default_domain, domain_of
from engine.pack.model import (
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactKey,
    FactOperand,
    FactType,
    FormulaMeasure,
    How,
    IndicatorOperand,
    Measure,
    PresenceMeasure,
    RatioMeasure,
    ValueMeasure,
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
