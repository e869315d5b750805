"""Which values an indicator can have: what its pack says, else what follows from its kind of measure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engine.intervals import Domain
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactKey,
    FactOperand,
    Indicator,
    Measure,
    Pack,
    PresenceMeasure,
    ValueMeasure,
)

ZERO, ONE = Decimal(0), Decimal(1)
_DIFFERENCES = (ChangeAs.DIFFERENCE, ChangeAs.POINTS)


def domain_of(indicator: Indicator, pack: Pack) -> Domain:
    """The values of an indicator; its judgement's domain when it is judged."""
    if indicator.judge is not None:
        return indicator.judge.domain
    return default_domain(indicator.measure, {f.key: f for f in pack.facts}, rolled_up=indicator.rollup is not None)


def default_domain(measure: Measure, facts: Mapping[str, FactKey], *, rolled_up: bool) -> Domain:
    """The values a measure can give where the pack does not say: reals without bounds, unless more is known of it."""
    match measure:
        case PresenceMeasure():
            return Domain(whole_numbers=True, minimum=ZERO, maximum=ONE)
        case CountMeasure():
            return Domain(whole_numbers=True, minimum=ZERO)
        case ValueMeasure(of=FactOperand(key=key)) if key in facts:
            return _of_sum(facts[key].domain) if rolled_up else facts[key].domain
        case ChangeMeasure(of=FactOperand(key=key), shown_as=shown_as) if key in facts and shown_as in _DIFFERENCES:
            return Domain(whole_numbers=facts[key].domain.whole_numbers)
        case _:
            return Domain()


def _of_sum(domain: Domain) -> Domain:
    """The sums of one or more numbers of the domain: only a minimum from zero up bounds them."""
    bounded = domain.minimum is not None and domain.minimum >= 0
    return Domain(domain.whole_numbers, domain.minimum if bounded else None)
