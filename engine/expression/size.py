"""How large a formula may be. Far beyond any real one, and well within what Python's stack and the database bear."""

from __future__ import annotations

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

MOST_CHARACTERS = 2000
MOST_PARTS = 300
"""Numbers, names, signs and words."""

MOST_BRACKETS = 16
"""Brackets and CASE inside one another."""

MOST_WORK = 1000
MOST_LEVELS = 25
"""Additions one upon another. sqlglot needs up to 26 Python frames for each level."""

_SNAPPED = 3
"""What each multiplication, division and function in double takes: TRY_CAST(GREATEST(LEAST(…)))."""

MOST_PRODUCTS = MOST_LEVELS // _SNAPPED
"""Multiplications one upon another."""


def work(node: Value | Condition) -> int:
    """How many operations the SQL of `node` has.

    It repeats the conditions of a CASE, and DuckDB what NULLIF looks at: inside one another they grow exponentially.
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


def levels(node: Value | Condition) -> int:
    """How many brackets and CASE of the SQL of `node` stand inside one another; those of types do not count."""
    match node:
        case Name():
            return 0
        case Number():
            return 1
        case Negative(of):
            return _as_operands(of)
        case Arithmetic("+" | "-", left, right):
            return 1 + max(levels(left), levels(right))
        case Arithmetic("*", left, right):
            return _SNAPPED + _as_operands(left, right)
        case Arithmetic(_, left, right):
            return _SNAPPED + max(_as_operands(left), 1 + _as_operands(right))
        case Call(function, arguments):
            return _levels_of_call(function, arguments)
        case Case(branches, otherwise):
            deepest = max(max(1 + levels(condition), levels(value)) for condition, value in branches)
            return 1 + max(deepest, levels(otherwise))
        case Comparison(_, left, right):
            return _as_operands(left, right)
        case Joined(word, left, right):
            return max(levels(side) + other_word(side, word) for side in (left, right))
        case Not(of):
            return 1 + levels(of)


def is_operand(node: Value) -> bool:
    """Whether the SQL of `node` can stand beside a sign, or has to be put in brackets first."""
    return not isinstance(node, Negative | Case) and not (isinstance(node, Arithmetic) and node.sign in ("+", "-"))


def other_word(node: Condition, word: str) -> bool:
    """Whether `node` joins conditions by another word than `word`, so that it has to be put in brackets."""
    return isinstance(node, Joined) and node.word != word


def _as_operands(*nodes: Value) -> int:
    return max(levels(node) + (not is_operand(node)) for node in nodes)


def _levels_of_call(function: str, arguments: tuple[Value, ...]) -> int:
    match function:
        case "ABS" | "SIGN":
            return 1 + max(map(levels, arguments))
        case "ROUND":
            return 2 + levels(arguments[0])
        case "LEAST" | "GREATEST":
            return 3 + max(1, *map(levels, arguments))
        case _:
            return _SNAPPED + 1 + _as_operands(*arguments)
