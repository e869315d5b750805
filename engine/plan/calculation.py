"""Ready-made formulas: the arithmetic of a measure over its operands s0, s1, …, as SQL.

Differences are exact decimals; a product or quotient is one double expression, brought back to nine places at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from engine.decimals import plain_text
from engine.expression import Formula, to_sql
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
    """`base_zero`, `negative_base` and `dead_zone` as in `model.ChangeMeasure`."""

    kind: Arithmetic
    scale: int = 1
    base_zero: Decimal | None = None
    negative_base: bool = False
    dead_zone: Decimal | None = None
    rounding: Rounding | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A formula of the author's; `names` are those of the operands in their order."""

    formula: Formula
    names: tuple[str, ...]
    rounding: Rounding | None = None


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
        columns = {name: f"s{n}" for n, name in enumerate(calculation.names)}
        return rounded(to_sql(calculation.formula, columns), calculation.rounding)
    found = rounded(_arithmetic(calculation), calculation.rounding)
    if calculation.dead_zone is None:
        return found
    return f"CASE WHEN ABS({found}) <= {number(calculation.dead_zone)} THEN 0 ELSE {found} END"


def divides(calculation: Calculation | Written) -> bool:
    """Whether the second operand is a divisor, of which zero is told by a reason of its own."""
    if isinstance(calculation, Written):
        return False
    return calculation.kind not in (Arithmetic.FIRST, Arithmetic.DIFFERENCE) and calculation.base_zero is None


def _arithmetic(c: Calculation) -> str:
    a, b = "CAST(s0 AS DOUBLE)", "CAST(s1 AS DOUBLE)"
    match c.kind:
        case Arithmetic.FIRST:
            return "s0"
        case Arithmetic.DIFFERENCE:
            return "s0 - s1"
        case Arithmetic.RATIO:
            return snapped(f"{c.scale} * {a} / NULLIF({b}, 0)")
        case Arithmetic.PERCENT:
            return _over_base(c, f"100 * CAST(s0 - s1 AS DOUBLE) / {b}", f"100 * CAST(s0 - s1 AS DOUBLE) / ABS({b})")
        case Arithmetic.GROWTH_RATE:
            return _over_base(c, f"100 * {a} / {b}", f"100 * {a} / ABS({b})")
        case Arithmetic.COMPOUND_RATE:
            rate = f"100 * (POWER({a} / {b}, 1.0::DOUBLE / CAST(s2 AS DOUBLE)) - 1)"
            return _over_base(c, rate, None, "s0 >= 0 AND s2 > 0", "WHEN s2 = 0 THEN 0")


def _over_base(c: Calculation, double: str, negative: str | None, where: str = "TRUE", before: str = "") -> str:
    """`double` where the base is above zero; what the pack says where it is not. `before`: a case of its own."""
    zero = "NULL" if c.base_zero is None else number(c.base_zero)
    below = snapped(negative) if c.negative_base and negative else "NULL"
    return f"CASE WHEN s1 = 0 THEN {zero} WHEN s1 < 0 THEN {below} {before} WHEN {where} THEN {snapped(double)} END"


def written_sql(formula: Formula, columns: Mapping[str, str]) -> str:
    """A formula of a judgement over the columns of its inputs."""
    return to_sql(formula, columns)
