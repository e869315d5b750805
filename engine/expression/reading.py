"""Lexemes → sqlglot → the checked tree. Imported only when there is a formula, since sqlglot is slow to import.

The author's text never reaches sqlglot. Each number and name is replaced by the place of its lexeme as a quoted
identifier, each function likewise (`100 * abs(a)` becomes `"0" * f_2 ( "4" )`): no spelling has a meaning of its own
in SQL, and every leaf of sqlglot's tree tells where it stands, which sqlglot itself does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import sqlglot
from sqlglot import exp

from engine.diagnostics import formula as codes
from engine.expression.lexemes import Kind, Lexeme
from engine.expression.problems import FormulaProblem, problem_at
from engine.expression.tree import (
    FUNCTIONS,
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

_ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_COMPARISON: dict[type[exp.Expr], str] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_JOINED: dict[type[exp.Expr], str] = {exp.And: "AND", exp.Or: "OR"}
_CALL = "f_"
_DIGITS = frozenset("0123456789")


def read(parts: Sequence[Lexeme]) -> Value | tuple[FormulaProblem, ...]:
    """The tree of lexemes that are well arranged, or what is wrong with it."""
    safe = " ".join(_safe(n, part) for n, part in enumerate(parts))
    root = sqlglot.parse_one(safe, dialect="duckdb", into=exp.Condition)
    return tuple(_misuses(root, parts)) or _value(root, parts)


def _safe(n: int, part: Lexeme) -> str:
    if part.kind in (Kind.NUMBER, Kind.NAME):
        return f'"{n}"'
    return f"{_CALL}{n}" if part.kind is Kind.FUNCTION else part.token


def _misuses(node: exp.Expr, parts: Sequence[Lexeme], *, condition: bool = False) -> Iterator[FormulaProblem]:
    """Conditions in place of numbers, numbers in place of conditions, wrong arguments."""
    if isinstance(node, exp.Paren):
        yield from _misuses(node.this, parts, condition=condition)
    elif isinstance(node, (*_COMPARISON, *_JOINED, exp.Not)) is not condition:
        yield problem_at(codes.MISPLACED_CONDITION, *_extent(node, parts))
    elif isinstance(node, exp.Case):
        for branch in node.args["ifs"]:
            yield from _misuses(branch.this, parts, condition=True)
            yield from _misuses(branch.args["true"], parts)
        yield from _misuses(node.args["default"], parts)
    elif not isinstance(node, exp.Column):
        if isinstance(node, exp.Anonymous):
            yield from _wrong_arguments(node, parts)
        for part in node.iter_expressions():
            yield from _misuses(part, parts, condition=isinstance(node, (*_JOINED, exp.Not)))


def _wrong_arguments(call: exp.Anonymous, parts: Sequence[Lexeme]) -> Iterator[FormulaProblem]:
    name, arguments = _lexeme(call, parts), call.expressions
    match name.token:
        case "LEAST" | "GREATEST":
            fits = len(arguments) > 1
        case "POWER":
            fits = len(arguments) == 2
        case "ROUND":
            fits = len(arguments) == 2 and _is_digit(arguments[1], parts)
        case _:
            fits = len(arguments) == 1
    if not fits:
        yield problem_at(codes.WRONG_ARGUMENTS, name, function=name.token, usage=FUNCTIONS[name.token])


def _is_digit(node: exp.Expr, parts: Sequence[Lexeme]) -> bool:
    return isinstance(node, exp.Column) and _lexeme(node, parts).text in _DIGITS


def _extent(node: exp.Expr, parts: Sequence[Lexeme]) -> tuple[Lexeme, Lexeme]:
    """The first and the last lexeme of `node`: from leaf to leaf, and on until the brackets opened there are closed."""
    inside = [_place(leaf) for leaf in node.find_all(exp.Column, exp.Anonymous)]
    first, last = min(inside), max(inside)
    while sum((p.token == "(") - (p.token == ")") for p in parts[first : last + 1]) > 0:
        last += 1
    return parts[first], parts[last]


def _place(leaf: exp.Expr) -> int:
    return int(leaf.name.removeprefix(_CALL))


def _lexeme(node: exp.Expr, parts: Sequence[Lexeme]) -> Lexeme:
    """The number or name that a leaf stands for, or the name of a called function."""
    return parts[_place(node)]


def _value(node: exp.Expr, parts: Sequence[Lexeme]) -> Value:
    match node:
        case exp.Paren():
            return _value(node.this, parts)
        case exp.Column():
            leaf = _lexeme(node, parts)
            return Number(Decimal(leaf.text)) if leaf.kind is Kind.NUMBER else Name(leaf.text)
        case exp.Neg():
            return Negative(_value(node.this, parts))
        case exp.Anonymous():
            return Call(_lexeme(node, parts).token, tuple(_value(argument, parts) for argument in node.expressions))
        case exp.Case():
            branches = ((_condition(i.this, parts), _value(i.args["true"], parts)) for i in node.args["ifs"])
            return Case(tuple(branches), _value(node.args["default"], parts))
    return Arithmetic(_ARITHMETIC[type(node)], _value(node.this, parts), _value(node.expression, parts))


def _condition(node: exp.Expr, parts: Sequence[Lexeme]) -> Condition:
    match node:
        case exp.Paren():
            return _condition(node.this, parts)
        case exp.Not():
            return Not(_condition(node.this, parts))
        case exp.And() | exp.Or():
            return Joined(_JOINED[type(node)], _condition(node.this, parts), _condition(node.expression, parts))
    return Comparison(_COMPARISON[type(node)], _value(node.this, parts), _value(node.expression, parts))
