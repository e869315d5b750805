"""The arithmetic of the language: exact where it is exact, doubles snapped to nine places where it is not."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from engine.pack.model import Rounding, RoundingMode

Number = Fraction | None
"""None is what cannot be computed."""

_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def snap(x: float, places: int = 9) -> Number:
    """The shortest decimal text of a double, to nine places, halves away from zero."""
    if not math.isfinite(x) or abs(x) >= 1e29:
        return None
    return Fraction(Decimal(repr(x)).quantize(Decimal(f"1E-{places}"), context=_WIDE))


def in_double(reckon: Callable[..., float], *numbers: Number, places: int = 9) -> Number:
    """One expression of doubles, snapped at its end; None where any part is, or where it cannot be computed."""
    if any(x is None for x in numbers):
        return None
    try:
        return snap(reckon(*(float(x) for x in numbers if x is not None)), places)
    except (ArithmeticError, ValueError):
        return None


def times(a: Number, b: Number) -> Number:
    return in_double(lambda x, y: x * y, a, b)


def over(a: Number, b: Number) -> Number:
    return in_double(lambda x, y: x / y, a, b)


def total(numbers: list[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def mean(numbers: list[Fraction]) -> Number:
    return over(total(numbers), Fraction(len(numbers)))


def percent_change(now: Fraction, before: Fraction) -> Number:
    return in_double(lambda d, b: 100 * d / b, now - before, before)


def rounded(x: Number, rounding: Rounding | None) -> Number:
    if x is None or rounding is None:
        return x
    size = abs(x) * 10**rounding.digits
    whole, rest = math.floor(size), size - math.floor(size)
    half = Fraction(1, 2)
    match rounding.mode:
        case RoundingMode.DOWN:
            up = False
        case RoundingMode.HALF_UP:
            up = rest >= half
        case RoundingMode.HALF_EVEN:
            up = rest > half or (rest == half and whole % 2 == 1)
    steps = whole + up
    return Fraction(steps if x >= 0 else -steps, 10**rounding.digits)
