"""Formulas: arithmetic over the names given, none of which is a word of the language and all of which are used."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.checks.cycles import way_back
from engine.checks.inputs import KIND, LEVEL, given_names, is_name
from engine.decimals import plain_text
from engine.diagnostics import formula as formula_codes
from engine.diagnostics import judgements as judging
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.expression import Formula, parse_formula
from engine.expression.lexemes import WORDS, Kind, lexemes
from engine.pack.model import FormulaMeasure, Indicator, InputFormula, Judgement, Pack
from engine.pack.operands import DEPENDENCE


def formulas(pack: Pack) -> Iterator[Diagnostic]:
    """Names that cannot be used, mistakes in the expression, and names it does not use."""
    for indicator in pack.indicators:
        if isinstance(indicator.measure, FormulaMeasure):
            yield from _formula(pack, indicator, indicator.measure)


def _formula(pack: Pack, indicator: Indicator, measure: FormulaMeasure) -> Iterator[Diagnostic]:
    names = [name for name, _ in measure.where]
    where = pack.places.value(indicator.header.span, "measure", "where")
    if reserved := list(_reserved(pack, names, where)):  # the expression would be misread with them
        yield from reserved
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


def _reserved(pack: Pack, names: Collection[str], within: Span) -> Iterator[Diagnostic]:
    for name in names:
        if name.upper() in WORDS:
            yield Diagnostic(codes.RESERVED_WORD, pack.places.key(within, name), {"name": name})


@dataclass(frozen=True, slots=True)
class Written:
    """A formula of a judgement: of the input `name`, or (None) of the points."""

    name: str | None
    expression: str
    span: Span


def formulas_in(judge: Judgement) -> tuple[Written, ...]:
    of_inputs = [Written(n, f.expression, f.span) for n, f in judge.inputs if isinstance(f, InputFormula)]
    scale = judge.scale
    return (*of_inputs, *(() if scale is None else (Written(None, scale.expression, scale.span),)))


def names_used(expression: str) -> frozenset[str]:
    """The names in a formula, whether it is right or wrong."""
    return frozenset(part.text for part in lexemes(expression) if part.kind is Kind.NAME)


def of_judgements(pack: Pack) -> Iterator[Diagnostic]:
    """Formulas of inputs and of points: over inputs that are numbers, and never over themselves."""
    for indicator in pack.indicators:
        if (judge := indicator.judge) is None:
            continue
        inputs = pack.places.value(indicator.header.span, "judge", "inputs")
        own = [name for name, _ in judge.inputs if not name.startswith(DEPENDENCE)]
        if reserved := list(_reserved(pack, own, inputs)):
            yield from reserved
            continue
        for written in formulas_in(judge):
            yield from _of_judgement(pack, written, _names_of(indicator, judge))
        yield from _cycles(pack, judge, inputs)
        yield from _reversed_scale(pack, indicator, judge)


def _names_of(indicator: Indicator, judge: Judgement) -> Mapping[str, bool]:
    """The names a formula may meet, and whether each is a number."""
    own = {name: isinstance(o, InputFormula) or not is_name(o) for name, o in judge.inputs if name[0] != DEPENDENCE}
    return {**own, **{name: name not in (KIND, LEVEL) for name in given_names(indicator)}}


def _of_judgement(pack: Pack, written: Written, known: Mapping[str, bool]) -> Iterator[Diagnostic]:
    formula = parse_formula(written.expression, known)
    for problem in formula if not isinstance(formula, Formula) else ():
        span = pack.places.inside(written.span, problem.start, problem.end)
        if problem.code is formula_codes.UNKNOWN_NAME:
            name = written.expression[problem.start : problem.end]
            numbers = [name for name, is_number in known.items() if is_number]
            params = {"name": name, "known": ", ".join(numbers), **near(name, numbers)}
            yield Diagnostic(judging.UNKNOWN_INPUT, span, params)
        else:
            yield Diagnostic(problem.code, span, problem.params)
    for part in lexemes(written.expression):
        if part.kind is Kind.NAME and known.get(part.text) is False:
            span = pack.places.inside(written.span, part.start, part.end)
            yield Diagnostic(judging.NAME_RECKONED_WITH, span, {"name": part.text})


def _cycles(pack: Pack, judge: Judgement, inputs: Span) -> Iterator[Diagnostic]:
    """Inputs reckoned from one another in a circle; each circle once."""
    names = {w.name: names_used(w.expression) for w in formulas_in(judge) if w.name is not None}
    graph = {name: dict.fromkeys(sorted(used_by & names.keys()), inputs) for name, used_by in names.items()}
    told: set[str] = set()
    for name in graph:
        path = way_back(graph, name)
        if path and not told.intersection(path):
            told.update(path)
            params = {"name": name, "path": " → ".join(path)}
            yield Diagnostic(judging.INPUT_CYCLE, pack.places.key(inputs, name), params)


def _reversed_scale(pack: Pack, indicator: Indicator, judge: Judgement) -> Iterator[Diagnostic]:
    scale = judge.scale
    if scale is not None and scale.least > scale.most:
        place = pack.places.value(indicator.header.span, "judge", "points", "least")
        params = {"least": plain_text(scale.least), "most": plain_text(scale.most)}
        yield Diagnostic(judging.REVERSED_SCALE, place, params)
