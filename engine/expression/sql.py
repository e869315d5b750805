"""The tree of a formula → DuckDB SQL that sqlglot turns into Spark SQL as it stands.

Every piece made here is a DECIMAL(38, 9), has no side effects and never raises, whatever the operands. What cannot be
computed is NULL, and NULL spreads to everything that needs it.

- A sum of two DECIMAL(37, 9) is a DECIMAL(38, 9) on both engines and cannot overflow; of DECIMAL(38, 9), DuckDB raises
  on overflow and Spark gives up the ninth place. So operands of + and - have at most 28 digits before the point.
- LEAST and GREATEST pass over NULL. So NULL is replaced by the smallest number that is too long for DECIMAL(37, 9),
  which then wins, and the cast makes it NULL again. Their results have at most 28 digits before the point, too.
- Division by zero raises on Spark and is infinity on DuckDB; LN, SQRT, EXP and POWER give infinity or no number. No
  number counts as the greatest. So those, and NULL, are brought to 1e29 or -1e29, and TRY_CAST makes these NULL.
- `::` rather than CAST keeps brackets few: sqlglot's recursion is as deep as they are (`size.levels`).
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.decimals import INTEGER_DIGITS, plain_text
from engine.expression.divisions import Division, divisions
from engine.expression.formula import Formula
from engine.expression.size import is_operand, other_word
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

_TOO_LONG = f"1{'0' * (INTEGER_DIGITS - 1)}"

Columns = Mapping[str, str]


def to_sql(formula: Formula, columns: Columns) -> str:
    """The value of `formula` as a DuckDB expression of type DECIMAL(38, 9), in brackets if it needs them.

    `columns` gives the column of each name, a DECIMAL(38, 9); it is put in as it is. No text of the formula's author
    gets into the result.
    """
    return _operand(formula.tree, columns)


def by_zero_sql(formula: Formula, columns: Columns) -> str | None:
    """Whether `formula` has no value since a division in it is by zero, as a condition; None where there is none."""
    found = [_is_by_zero(division, columns) for division in divisions(formula)]
    return " OR ".join(found) or None


def _is_by_zero(division: Division, columns: Columns) -> str:
    made = [f"({_condition(condition, columns)}) {truth}" for condition, truth in division.given]
    return f"({' AND '.join([*made, f'{_operand(division.divisor, columns)} = 0'])})"


def _value(node: Value, columns: Columns) -> str:
    match node:
        case Number(value):
            return f"CAST({plain_text(value)} AS DECIMAL(38, 9))"
        case Name(name):
            return columns[name]
        case Negative(of):
            return f"-{_operand(of, columns)}"
        case Arithmetic("*", left, right):
            return _snapped(f"{_double(left, columns)} * {_double(right, columns)}")
        case Arithmetic("/", left, right):
            return _snapped(f"{_double(left, columns)} / NULLIF({_double(right, columns)}, 0)")
        case Arithmetic(sign, left, right):
            return f"{_shorter(_value(left, columns))} {sign} {_shorter(_value(right, columns))}"
        case Call(function, arguments):
            return _call(function, arguments, columns)
        case Case(branches, otherwise):
            whens = " ".join(_branch(_condition(c, columns), _value(v, columns)) for c, v in branches)
            return f"CASE {whens} ELSE {_value(otherwise, columns)} END"


def _operand(node: Value, columns: Columns) -> str:
    """The value as it can stand beside a sign."""
    return _value(node, columns) if is_operand(node) else f"({_value(node, columns)})"


def _call(function: str, arguments: tuple[Value, ...], columns: Columns) -> str:
    match function, arguments:
        case "LEAST", _:
            return _extreme("LEAST", [_value(argument, columns) for argument in arguments], f"-{_TOO_LONG}")
        case "GREATEST", _:
            return _extreme("GREATEST", [_value(argument, columns) for argument in arguments], _TOO_LONG)
        case "ABS", (of,):
            return f"ABS({_value(of, columns)})"
        case "SIGN", (of,):
            return f"SIGN({_value(of, columns)})::DECIMAL(38, 9)"
        case "ROUND", (of, Number(places)):
            return f"TRY_CAST(ROUND({_value(of, columns)}, {int(places)}) AS DECIMAL(38, 9))"
        case _:
            return _snapped(f"{function}({', '.join(_double(argument, columns) for argument in arguments)})")


def _extreme(function: str, arguments: list[str], instead_of_null: str) -> str:
    operands = ", ".join(f"COALESCE({a}, CAST({instead_of_null} AS DECIMAL(38, 9)))" for a in arguments)
    return f"{_shorter(f'{function}({operands})')}::DECIMAL(38, 9)"


def _branch(condition: str, value: str) -> str:
    """A condition that is neither true nor false leaves the whole CASE without a value."""
    return f"WHEN ({condition}) IS NULL THEN NULL WHEN {condition} THEN {value}"


def _condition(node: Condition, columns: Columns) -> str:
    match node:
        case Comparison(sign, left, right):
            return f"{_operand(left, columns)} {sign} {_operand(right, columns)}"
        case Joined(word, left, right):
            return f"{_joined(left, word, columns)} {word} {_joined(right, word, columns)}"
        case Not(of):
            return f"NOT ({_condition(of, columns)})"


def _joined(node: Condition, word: str, columns: Columns) -> str:
    condition = _condition(node, columns)
    return f"({condition})" if other_word(node, word) else condition


def _double(node: Value, columns: Columns) -> str:
    return f"{_operand(node, columns)}::DOUBLE"


def _snapped(double: str) -> str:
    """Through the shortest text, which the cast rounds exactly; ROUND and a cast from double multiply by 10⁹ in double.

    What has more than 29 digits before the point becomes 1e29 or -1e29, which the cast refuses; some of the larger
    numbers up to 2¹²⁷ steps of 10⁻⁹ it lets through.
    """
    return f"TRY_CAST(GREATEST(LEAST({double}, 1e29), -1e29)::VARCHAR AS DECIMAL(38, 9))"


def _shorter(decimal: str) -> str:
    return f"TRY_CAST({decimal} AS DECIMAL(37, 9))"
