"""Lexemes → sqlglot → the checked tree. Imported only when there is a formula, since sqlglot is slow to import.

The author's text never reaches sqlglot. Each number and name is replaced by the place of its lexeme as a quoted
identifier, each function likewise (`100 * abs(a)` becomes `"0" * f_2 ( "4" )`), so that no spelling has a meaning of
its own in SQL, and every leaf of sqlglot's tree tells where it stands, which sqlglot itself does not keep.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError

from engine.diagnostics import formula as codes
from engine.expression.lexemes import Kind, Lexeme
from engine.expression.problems import FormulaProblem, misplaced, problem_at
from engine.expression.tree import FUNCTIONS, Arithmetic, Call, Case, Comparison, Condition, Joined, Name, Negative
from engine.expression.tree import Not, Number, Value

_ARITHMETIC = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_COMPARISON = {exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
_JOINED = {exp.And: "AND", exp.Or: "OR"}
_CONDITIONS = (*_COMPARISON, *_JOINED, exp.Not)

_ARGUMENTS = {"LEAST": range(2, 1000), "GREATEST": range(2, 1000), "POWER": range(2, 3), "ROUND": range(2, 3)}
_ONE_ARGUMENT = range(1, 2)
