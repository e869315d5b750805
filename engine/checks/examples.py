"""Numbers that a value could really be reckoned from: examples that show that a case can be met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal, localcontext

from engine.decimals import PLACES, round_half_away
from engine.intervals import Domain
from engine.pack.model import ChangeAs, ChangeMeasure, Indicator, RatioMeasure

_HUNDRED = Decimal(100)
_USUAL = tuple(Decimal(n) for n in (1, 10, 100, 1000, 0, -100))
"""Numbers to try where a part is not tested, or where none of the wanted ones leads to whole numbers."""

_WIDE = Context(prec=60)


def parts_of_value(indicator: Indicator) -> tuple[str, str] | None:
    """The two inputs that a value is reckoned from, where this can be turned round."""
    if indicator.rounding is not None:
        return None
    match indicator.measure:
        case RatioMeasure():
            return "numerator", "denominator"
        case ChangeMeasure(shown_as=ChangeAs.DIFFERENCE | ChangeAs.POINTS | ChangeAs.PERCENT | ChangeAs.GROWTH_RATE):
            return ("present", "base") if indicator.measure.dead_zone is None else None
        case _:
            return None


def examples(
    indicator: Indicator, domains: Sequence[Domain], wanted: Sequence[Sequence[Decimal]]
) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Values, each with the first and the second part it is reckoned from, near the numbers wanted of these three.

    Domains and numbers are in this order too; where no numbers are wanted, any will do.
    """
    values, firsts, seconds = (numbers or _USUAL for numbers in wanted)
    with localcontext(_WIDE):
        for second in (*seconds, *_USUAL):
            found = (first for value in values if (first := _first(indicator, value, second)) is not None)
            for first in (*found, *firsts):
                value = _value(indicator, first, second)
                if value is not None and all(map(Domain.has, domains, (value, first, second))):
                    yield value, first, second


def _value(indicator: Indicator, first: Decimal, second: Decimal) -> Decimal | None:
    """As the plan reckons it, to nine places; None where it is not computed, or only by a rule of its own."""
    match indicator.measure:
        case ChangeMeasure(shown_as=ChangeAs.DIFFERENCE | ChangeAs.POINTS):
            return first - second
        case RatioMeasure(scale=scale) if second != 0:
            return round_half_away(scale * first / second, PLACES)
        case ChangeMeasure(shown_as=shown_as) if second > 0:
            growth = _HUNDRED * first / second
            return round_half_away(growth if shown_as is ChangeAs.GROWTH_RATE else growth - _HUNDRED, PLACES)
        case _:
            return None


def _first(indicator: Indicator, value: Decimal, second: Decimal) -> Decimal | None:
    """The first part that gives the value with the second."""
    match indicator.measure:
        case ChangeMeasure(shown_as=ChangeAs.DIFFERENCE | ChangeAs.POINTS):
            return value + second
        case RatioMeasure(scale=scale):
            return value * second / scale
        case ChangeMeasure(shown_as=ChangeAs.GROWTH_RATE):
            return value * second / _HUNDRED
        case ChangeMeasure():
            return second + value * second / _HUNDRED
        case _:
            return None
