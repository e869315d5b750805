"""The numbers of the engine: decimals of 29 digits before the point and nine after it, DuckDB's DECIMAL(38, 9).

Nothing here depends on the ambient `decimal` context or on the locale.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from engine.diagnostics.core import Lang

PLACES = 9
"""Digits after the point."""

INTEGER_DIGITS = 29
"""Digits before the point."""

_LIMIT = Decimal(f"1E{INTEGER_DIGITS}")
_LIMIT_IN_DOUBLE = float(_LIMIT)
_WIDE = Context(prec=2 * (INTEGER_DIGITS + PLACES), rounding=ROUND_HALF_UP)
_CANONICAL = re.compile(rf"-?[0-9]{{1,{INTEGER_DIGITS}}}(\.[0-9]{{1,{PLACES}}})?")
_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"


def parse_decimal(text: str) -> Decimal | None:
    """The number that `text` writes in its canonical form, or None when it is not one.

    Canonical: a hyphen for minus, digits, a point, digits; no plus, spaces, separators or exponent. Minus zero is zero.
    """
    return _unsigned_zero(Decimal(text)) if _CANONICAL.fullmatch(text) else None


def plain_text(value: Decimal) -> str:
    """The canonical text of a number: `parse_decimal` gives it back; no exponent and no trailing zeros."""
    text = f"{_unsigned_zero(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def representable(value: Decimal) -> Decimal | None:
    """The number itself, or None when it has more than 29 digits before the point."""
    return value if value.copy_abs() < _LIMIT else None


def add(left: Decimal, right: Decimal) -> Decimal:
    """The exact sum."""
    return _WIDE.add(left, right)


def round_half_away(value: Decimal, digits: int) -> Decimal:
    """`value` to `digits` places after the point; a half goes away from zero."""
    return _unsigned_zero(value.quantize(Decimal(f"1E-{digits}"), context=_WIDE))


def rounded(value: Decimal, digits: int, mode: str) -> Decimal:
    """`value` to `digits` places after the point; `mode` is half_up (halves away from zero), half_even or down."""
    return _unsigned_zero(value.quantize(Decimal(f"1E-{digits}"), rounding=_MODES[mode], context=_WIDE))


def snap(x: float) -> Decimal | None:
    """The shortest decimal text of a double to nine places, halves away from zero; None for what is not representable.

    So the double of a number with at most 15 significant digits, at most nine of them after the point, gives it back.
    DuckDB's `TRY_CAST(CAST(GREATEST(LEAST(x, 1e29), -1e29) AS VARCHAR) AS DECIMAL(38, 9))` is the same to the last
    digit.
    """
    return round_half_away(Decimal(repr(x)), PLACES) if abs(x) < _LIMIT_IN_DOUBLE else None


def format_decimal(value: Decimal, lang: Lang, digits: int | None = None) -> str:
    """A number as people read it.

    Russian: decimal comma, thousands set apart by no-break spaces from five digits on, a true minus sign. English:
    decimal point, thousands by commas from four digits on, a hyphen. `digits` fixes the places after the point, rounded
    half away from zero; without it all of them are shown, trailing zeros left out.
    """
    text = plain_text(value) if digits is None else f"{round_half_away(value, digits):f}"
    negative, unsigned = text.startswith("-"), text.removeprefix("-")
    integer, _, fraction = unsigned.partition(".")
    if lang is Lang.RU:
        return _joined(_MINUS if negative else "", _grouped(integer, _NO_BREAK_SPACE, least=5), ",", fraction)
    return _joined("-" if negative else "", _grouped(integer, ",", least=4), ".", fraction)


def _grouped(integer: str, separator: str, *, least: int) -> str:
    return f"{int(integer):,}".replace(",", separator) if len(integer) >= least else integer


def _joined(sign: str, integer: str, point: str, fraction: str) -> str:
    return f"{sign}{integer}{point}{fraction}" if fraction else f"{sign}{integer}"


def _unsigned_zero(value: Decimal) -> Decimal:
    return value if value else value.copy_abs()
