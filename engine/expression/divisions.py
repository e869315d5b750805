"""The divisions of a formula: what is divided by, where that stands in the text, and when the division is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.expression.formula import Formula
from engine.expression.lexemes import Kind, Lexeme, lexemes
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


class Truth(StrEnum):
    """What a condition has to be, in the words of SQL: it may also be unknown, since it cannot be computed."""

    TRUE = "IS TRUE"
    FALSE = "IS FALSE"
    NOT_FALSE = "IS NOT FALSE"
    NOT_TRUE = "IS NOT TRUE"


Given = tuple[Condition, Truth]


@dataclass(frozen=True, slots=True)
class Division:
    """A division by `divisor`, which stands from `start` up to `end` in the text of the formula, without its brackets.

    It is made where all of `given` are as they say: the conditions of CASE lead to it, and what is joined with it by
    AND and OR does not decide by itself. If the divisor is zero then, the formula has no value.
    """

    divisor: Value
    given: tuple[Given, ...]
    start: int
    end: int


def divisions(formula: Formula) -> tuple[Division, ...]:
    """In the order of the text; those by a number other than zero are left out."""
    parts = lexemes(formula.text)
    written = (_operand_after(parts, n) for n, part in enumerate(parts) if part.token == "/")
    found = zip(_divisors(formula.tree, ()), written, strict=True)
    return tuple(
        Division(by, given, *place) for (by, given), place in found if not isinstance(by, Number) or by.value == 0
    )


def _divisors(node: Value | Condition, given: tuple[Given, ...]) -> Iterator[tuple[Value, tuple[Given, ...]]]:
    """As the signs of division follow one another in the text."""
    match node:
        case Number() | Name():
            return
        case Negative(of) | Not(of):
            yield from _divisors(of, given)
        case Arithmetic(sign, left, right):
            yield from _divisors(left, given)
            if sign == "/":
                yield right, given
            yield from _divisors(right, given)
        case Comparison(_, left, right):
            yield from _divisors(left, given)
            yield from _divisors(right, given)
        case Joined(word, left, right):
            open_ = Truth.NOT_FALSE if word == "AND" else Truth.NOT_TRUE
            yield from _divisors(left, (*given, (right, open_)))
            yield from _divisors(right, (*given, (left, open_)))
        case Call(_, arguments):
            for argument in arguments:
                yield from _divisors(argument, given)
        case Case(branches, otherwise):
            for condition, value in branches:
                yield from _divisors(condition, given)
                yield from _divisors(value, (*given, (condition, Truth.TRUE)))
                given = (*given, (condition, Truth.FALSE))
            yield from _divisors(otherwise, given)


def _operand_after(parts: Sequence[Lexeme], sign: int) -> tuple[int, int]:
    """Where the operand after a sign begins and ends: a number, a name, a call, brackets or CASE; perhaps a minus."""
    first, last = sign + 1, _end(parts, sign + 1)
    while parts[first].token == "(" and _end(parts, first) == last:
        first, last = first + 1, last - 1
    return parts[first].start, parts[last].end


def _end(parts: Sequence[Lexeme], first: int) -> int:
    """The last lexeme of the operand that begins with the `first`."""
    last = first
    while parts[last].token == "-" or parts[last].kind is Kind.FUNCTION:
        last += 1
    opened = 0
    while opened := opened + (parts[last].token in ("(", "CASE")) - (parts[last].token in (")", "END")):
        last += 1
    return last
