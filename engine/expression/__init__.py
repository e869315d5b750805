"""Formulas: a scalar arithmetic text → a checked tree → SQL, an explanation, a value."""

from engine.expression.divisions import Division, divisions
from engine.expression.evaluate import divides_by_zero, evaluate
from engine.expression.formula import Formula, fill, parse_formula
from engine.expression.problems import FormulaProblem
from engine.expression.sql import by_zero_sql, to_sql

__all__ = [
    "Division",
    "Formula",
    "FormulaProblem",
    "by_zero_sql",
    "divides_by_zero",
    "divisions",
    "evaluate",
    "fill",
    "parse_formula",
    "to_sql",
]
