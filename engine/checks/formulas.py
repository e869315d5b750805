"""Formulas: arithmetic over the names given, none of which is a word of the language and all of which are used."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic
from engine.expression import Formula, parse_formula
from engine.expression.lexemes import WORDS
from engine.pack.model import FormulaMeasure, Indicator, Pack


def formulas(pack: Pack) -> Iterator[Diagnostic]:
    """Names that cannot be used, mistakes in the expression, and names it does not use."""
    for indicator in pack.indicators:
        if isinstance(indicator.measure, FormulaMeasure):
            yield from _formula(pack, indicator, indicator.measure)


def _formula(pack: Pack, indicator: Indicator, measure: FormulaMeasure) -> Iterator[Diagnostic]:
    names = [name for name, _ in measure.where]
    where = pack.places.value(indicator.header.span, "measure", "where")
    if reserved := [name for name in names if name.upper() in WORDS]:  # the expression would be misread with them
        for name in reserved:
            yield Diagnostic(codes.RESERVED_WORD, pack.places.key(where, name), {"name": name})
        return
    formula = parse_formula(measure.expression, names)
    if not isinstance(formula, Formula):
        for problem in formula:
            span = pack.places.inside(measure.span, problem.start, problem.end)
            yield Diagnostic(problem.code, span, problem.params)
        return
    for name in names:
        if name not in formula.names:
            yield Diagnostic(codes.NAME_UNUSED, pack.places.key(where, name), {"name": name})
