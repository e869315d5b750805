"""Ready-made formulas: the arithmetic of a measure over its operands s0, s1, …, as SQL.

Differences are exact decimals; a product or quotient is one double expression, brought back to nine places at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.decimals import plain_text
from engine.expression import Formula, by_zero_sql, to_sql
from engine.pack.model import Rounding, RoundingMode


class Arithmetic(StrEnum):
    """What is done with the operands: the first as it is, or the first two (and, of a compound rate, a third)."""

    FIRST = "first"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    PERCENT = "percent"
    GROWTH_RATE = "growth_rate"
    COMPOUND_RATE = "compound_rate"


@dataclass(frozen=True, slots=True)
class Calculation:
    """`at_zero` is the value where the divisor is zero; `negative_base` and `dead_zone` as in `model.ChangeMeasure`."""

    kind: Arithmetic
    scale: int = 1
    at_zero: Decimal | None = None
    negative_base: bool = False
    dead_zone: Decimal | None = None
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A formula of the author's; `names` are those of the operands in their order.

    `at_zero` is its value where it divides by zero.
    """

    formula: Formula
    names: tuple[str, ...]
    at_zero: Decimal | None = None
    rounding: Rounding | None = None

    @property
    def columns(self) -> dict[str, str]:
        return {name: f"s{n}" for n, name in enumerate(self.names)}


def snapped(expression: str) -> str:
    """A double brought back to nine decimal places at once; NULL when it does not fit. As formulas do it."""
    return f"TRY_CAST(CAST(GREATEST(LEAST({expression}, 1e29), -1e29) AS VARCHAR) AS DECIMAL(38, 9))"


def number(value: Decimal | int) -> str:
    """A number of the pack as an SQL literal."""
    return f"CAST({plain_text(Decimal(value))} AS DECIMAL(38, 9))"


def rounded(expression: str, rounding: Rounding | None) -> str:
    """The decimal `expression` rounded, in decimals throughout."""
    if rounding is None:
        return expression
    step, x = number(Decimal(1).scaleb(-rounding.digits)), f"({expression})"
    if rounding.mode is RoundingMode.HALF_UP:
        return f"TRY_CAST(ROUND({x}, {rounding.digits}) AS DECIMAL(38, 9))"
    down = f"({x} - {x} % {step})"
    if rounding.mode is RoundingMode.DOWN:
        return f"TRY_CAST({down} AS DECIMAL(38, 9))"
    rest = f"ABS({x} % {step})"
    away = f"{rest} > {step} - {rest} OR ({rest} = {step} - {rest} AND {down} % (2 * {step}) <> 0)"
    return f"TRY_CAST({down} + CASE WHEN {away} THEN SIGN({x}) * {step} ELSE 0 END AS DECIMAL(38, 9))"


def value_sql(calculation: Calculation | Written) -> str:
    """The value, NULL where it cannot be computed."""
    if isinstance(calculation, Written):
        return rounded(_written(calculation), calculation.rounding)
    found = rounded(_arithmetic(calculation), calculation.rounding)
    if calculation.dead_zone is None:
        return found
    return f"CASE WHEN ABS({found}) <= {number(calculation.dead_zone)} THEN 0 ELSE {found} END"


def by_zero(calculation: Calculation | Written) -> str | None:
    """Whether it divides by zero, as a condition; None where it never does."""
    if isinstance(calculation, Written):
        return by_zero_sql(calculation.formula, calculation.columns)
    return None if calculation.kind in (Arithmetic.FIRST, Arithmetic.DIFFERENCE) else "s1 = 0"


def _written(c: Written) -> str:
    found, zero = to_sql(c.formula, c.columns), by_zero(c)
    if c.at_zero is None or zero is None:
        return found
    return f"COALESCE({found}, CASE WHEN {zero} THEN {number(c.at_zero)} END)"


def _arithmetic(c: Calculation) -> str:
    a, b = "CAST(s0 AS DOUBLE)", "CAST(s1 AS DOUBLE)"
    match c.kind:
        case Arithmetic.FIRST:
            return "s0"
        case Arithmetic.DIFFERENCE:
            return "s0 - s1"
        case Arithmetic.RATIO:
            return f"CASE WHEN s1 = 0 THEN {_at_zero(c)} ELSE {snapped(f'{c.scale} * {a} / {b}')} END"
        case Arithmetic.PERCENT:
            return _over_base(c, f"100 * CAST(s0 - s1 AS DOUBLE) / {b}", f"100 * CAST(s0 - s1 AS DOUBLE) / ABS({b})")
        case Arithmetic.GROWTH_RATE:
            return _over_base(c, f"100 * {a} / {b}", f"100 * {a} / ABS({b})")
        case Arithmetic.COMPOUND_RATE:
            rate = f"100 * (POWER({a} / {b}, 1.0::DOUBLE / CAST(s2 AS DOUBLE)) - 1)"
            return _over_base(c, rate, None, "s0 >= 0 AND s2 > 0", "WHEN s2 = 0 THEN 0")


def _at_zero(c: Calculation) -> str:
    return "NULL" if c.at_zero is None else number(c.at_zero)


def _over_base(c: Calculation, double: str, negative: str | None, where: str = "TRUE", before: str = "") -> str:
    """`double` where the base is above zero; what the pack says where it is not. `before`: a case of its own."""
    below = snapped(negative) if c.negative_base and negative else "NULL"
    return (
        f"CASE WHEN s1 = 0 THEN {_at_zero(c)} WHEN s1 < 0 THEN {below} {before} WHEN {where} THEN {snapped(double)} END"
    )


def written_sql(formula: Formula, columns: Mapping[str, str]) -> str:
    """A formula of a judgement over the columns of its inputs."""
    return to_sql(formula, columns)
