"""What each formula of the tests computes, said in Python; the text is what the packs hold."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from engine.pack.model import Rounding, RoundingMode
from tests.plan.oracle.numbers import Number, in_double, over, rounded, times

_ONE_PLACE = Rounding(1, RoundingMode.HALF_UP)


@dataclass(frozen=True)
class Formula:
    """`reckon` takes the names in the order given; all of them are numbers. So does `divisor`, where there is one."""

    names: tuple[str, ...]
    reckon: Callable[..., Number]
    divisor: Callable[..., Number] | None = None


def _minus(a: Number, b: Number) -> Number:
    return None if a is None or b is None else a - b


def _plus(a: Number, b: Number) -> Number:
    return None if a is None or b is None else a + b


def _least(*numbers: Number) -> Number:
    known = [x for x in numbers if x is not None]
    return min(known) if len(known) == len(numbers) else None


def _greatest(*numbers: Number) -> Number:
    known = [x for x in numbers if x is not None]
    return max(known) if len(known) == len(numbers) else None


def _n(text: str) -> Fraction:
    return Fraction(text)


FORMULAS: dict[str, Formula] = {
    "a - b": Formula(("a", "b"), _minus),
    "a + b": Formula(("a", "b"), _plus),
    "a + b + c": Formula(("a", "b", "c"), lambda a, b, c: a + b + c),
    "a + b + c + d": Formula(("a", "b", "c", "d"), lambda a, b, c, d: a + b + c + d),
    "100 * a / b": Formula(("a", "b"), lambda a, b: over(times(_n("100"), a), b), lambda _, b: b),
    "a / (a - b)": Formula(("a", "b"), lambda a, b: over(a, a - b), lambda a, b: a - b),
    "CASE WHEN a > 0 THEN a / b ELSE b END": Formula(
        ("a", "b"), lambda a, b: over(a, b) if a > 0 else b, lambda a, b: b if a > 0 else None
    ),
    # What is false on one side is false, whatever the other.
    "CASE WHEN a / b > 1 AND a < 5 THEN 1 ELSE 2 END": Formula(
        ("a", "b"),
        lambda a, b: _n("2") if a >= 5 else None if b == 0 else _n("1") if a / b > 1 else _n("2"),
        lambda a, b: b if a < 5 else None,
    ),
    "LN(a) + a / b": Formula(("a", "b"), lambda a, b: _plus(in_double(math.log, a), over(a, b)), lambda _, b: b),
    "GREATEST(a, b) * a": Formula(("a", "b"), lambda a, b: times(max(a, b), a)),
    "CASE WHEN a > b THEN 1 ELSE b END": Formula(("a", "b"), lambda a, b: Fraction(1) if a > b else b),
    "a + LN(b)": Formula(("a", "b"), lambda a, b: _plus(a, in_double(math.log, b))),
    "SQRT(a) + b": Formula(("a", "b"), lambda a, b: _plus(in_double(math.sqrt, a), b)),
    # of judgements
    "0.5 * value": Formula(("value",), lambda value: times(_n("0.5"), value)),
    "LEAST(3, 0.5 * value)": Formula(("value",), lambda value: _least(_n("3"), times(_n("0.5"), value))),
    "10 / value": Formula(("value",), lambda value: over(_n("10"), value)),
    "value + p": Formula(("value", "p"), _plus),
    "value - q": Formula(("value", "q"), _minus),
    "p / q": Formula(("p", "q"), over),
    "p - q": Formula(("p", "q"), _minus),
    "q - p": Formula(("q", "p"), _minus),
    "s + 1": Formula(("s",), lambda s: _plus(s, _n("1"))),
    "GREATEST(p, q)": Formula(("p", "q"), _greatest),
    "present - base": Formula(("present", "base"), _minus),
    "numerator + denominator": Formula(("numerator", "denominator"), _plus),
    "denominator": Formula(("denominator",), lambda denominator: denominator),
    # of the example packs
    "document - cutoff": Formula(("document", "cutoff"), _minus),
    "document - measures_document": Formula(("document", "measures_document"), _minus),
    "start - document": Formula(("start", "document"), _minus),
    "ROUND(100 * present / teachers, 1)": Formula(
        ("present", "teachers"), lambda a, b: rounded(over(times(_n("100"), a), b), _ONE_PLACE)
    ),
    "100 * present / teachers": Formula(("present", "teachers"), lambda a, b: over(times(_n("100"), a), b)),
}
