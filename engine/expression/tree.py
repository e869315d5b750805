"""The checked tree of a formula: the only thing that SQL is made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    of: Value


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`sign` is one of + - * /."""

    sign: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Call:
    """`function` is a key of `FUNCTIONS`; the second argument of ROUND is a `Number` from 0 to 9."""

    function: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The value beside the first condition that holds, else `otherwise`."""

    branches: tuple[tuple[Condition, Value], ...]
    otherwise: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """`sign` is one of = <> < <= > >=."""

    sign: str
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Joined:
    """`word` is AND or OR."""

    word: str
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition


Value = Number | Name | Negative | Arithmetic | Call | Case
Condition = Comparison | Joined | Not

FUNCTIONS = {
    "LEAST": "LEAST(x, y, …)",
    "GREATEST": "GREATEST(x, y, …)",
    "ABS": "ABS(x)",
    "SIGN": "SIGN(x)",
    "POWER": "POWER(x, y)",
    "EXP": "EXP(x)",
    "LN": "LN(x)",
    "SQRT": "SQRT(x)",
    "ROUND": "ROUND(x, 0), …, ROUND(x, 9)",
}
"""The functions there are, and how each is written."""


def work(node: Value | Condition) -> int:
    """How many operations the SQL of `node` has: it repeats the conditions of a CASE and what stands under a division.

    Repeated inside one another they grow exponentially, so a formula has a limit of work, not only of length.
    """
    match node:
        case Number() | Name():
            return 1
        case Negative(of) | Not(of):
            return 1 + work(of)
        case Arithmetic("/", left, right):
            return 1 + work(left) + 2 * work(right)
        case Arithmetic(_, left, right) | Comparison(_, left, right) | Joined(_, left, right):
            return 1 + work(left) + work(right)
        case Call(_, arguments):
            return 1 + sum(map(work, arguments))
        case Case(branches, otherwise):
            return 1 + sum(2 * work(condition) + work(value) for condition, value in branches) + work(otherwise)
