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
