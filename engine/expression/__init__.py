"""Formulas: a scalar arithmetic text → a checked tree → SQL, an explanation, a value."""

from engine.expression.evaluate import evaluate
from engine.expression.formula import Formula, fill, parse_formula
from engine.expression.problems import FormulaProblem
from engine.expression.sql import to_sql

__all__ = ["Formula", "FormulaProblem", "evaluate", "fill", "parse_formula", "to_sql"]
