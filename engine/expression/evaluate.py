"""What the SQL of a formula computes, said in Python: for explanations, and to compare the SQL with."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from engine.decimals import INTEGER_DIGITS, add, representable, round_half_away, snap
from engine.expression.divisions import Division, Truth
from engine.expression.formula import Formula
from engine.expression.tree import (
    Arithmetic,
    Call,
    Case,
    Comparison,
    Condition,
    Joined,
    Name,
    Negative,
    Not,
    Number,
    Value,
)

_TOO_LONG = Decimal(f"1E{INTEGER_DIGITS - 1}")
_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_IN_DOUBLE: Mapping[str, Callable[..., float]] = {
    "*": operator.mul,
    "/": operator.truediv,
    "POWER": math.pow,
    "EXP": math.exp,
    "LN": math.log,
    "SQRT": math.sqrt,
}

_MEANT: Mapping[Truth, tuple[bool | None, ...]] = {
    Truth.TRUE: (True,),
    Truth.FALSE: (False,),
    Truth.NOT_FALSE: (True, None),
    Truth.NOT_TRUE: (False, None),
}

Values = Mapping[str, Decimal | None]
"""A name that stands for what cannot be computed itself has no value."""


def evaluate(formula: Formula, values: Values) -> Decimal | None:
    """The value of `formula` where `values` gives its names: what `to_sql` computes, to the last digit.

    None where it cannot be computed: division by zero, a logarithm of zero, a number too long.
    """
    return value_of(formula.tree, values)


def divides_by_zero(division: Division, values: Values) -> bool:
    """Whether a division is made where the names have these values, and is by zero."""
    made = all(truth_of(condition, values) in _MEANT[truth] for condition, truth in division.given)
    return made and value_of(division.divisor, values) == 0


def value_of(node: Value, values: Values) -> Decimal | None:
    """The value of a part of a formula."""
    match node:
        case Number(value):
            return value
        case Name(name):
            return values[name]
        case Negative(of):
            positive = value_of(of, values)
            return None if positive is None else _negative(positive)
        case Arithmetic(sign, left, right):
            return _arithmetic(sign, value_of(left, values), value_of(right, values))
        case Call(function, arguments):
            return _call(function, [value_of(argument, values) for argument in arguments])
        case Case():
            return _case(node, values)


def _arithmetic(sign: str, left: Decimal | None, right: Decimal | None) -> Decimal | None:
    if left is None or right is None:
        return None
    if sign in _IN_DOUBLE:
        return _in_double(sign, left, right)
    if _shorter(left) is None or _shorter(right) is None:
        return None
    return add(left, right if sign == "+" else _negative(right))


def _call(function: str, arguments: list[Decimal | None]) -> Decimal | None:
    given = [argument for argument in arguments if argument is not None]
    if len(given) < len(arguments):
        return None
    match function:
        case "LEAST":
            return _shorter(min(given))
        case "GREATEST":
            return _shorter(max(given))
        case "ABS":
            return given[0].copy_abs()
        case "SIGN":
            return Decimal((given[0] > 0) - (given[0] < 0))
        case "ROUND":
            return representable(round_half_away(given[0], int(given[1])))
        case _:
            return _in_double(function, *given)


def _in_double(operation: str, *operands: Decimal) -> Decimal | None:
    try:
        return snap(_IN_DOUBLE[operation](*map(float, operands)))
    except (ArithmeticError, ValueError):  # Python raises where SQL has infinity or no number
        return None


def _case(case: Case, values: Values) -> Decimal | None:
    for condition, value in case.branches:
        holds = truth_of(condition, values)
        if holds is None:
            return None
        if holds:
            return value_of(value, values)
    return value_of(case.otherwise, values)


def truth_of(node: Condition, values: Values) -> bool | None:
    """True, false or unknown, joined as in SQL: what is false whatever the unknown part, is false."""
    match node:
        case Comparison(sign, left, right):
            a, b = value_of(left, values), value_of(right, values)
            return None if a is None or b is None else _COMPARE[sign](a, b)
        case Not(of):
            holds = truth_of(of, values)
            return None if holds is None else not holds
        case Joined(word, left, right):
            decisive, sides = word == "OR", (truth_of(left, values), truth_of(right, values))
            return decisive if decisive in sides else None if None in sides else not decisive


def _shorter(value: Decimal) -> Decimal | None:
    return value if value.copy_abs() < _TOO_LONG else None


def _negative(value: Decimal) -> Decimal:
    return value.copy_negate() if value else value
