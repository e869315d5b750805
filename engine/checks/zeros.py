"""Divisions that can be by zero although the pack does not say what comes of that; as it stands on one day.

What an operand can be is what its domain says. A divisor in a formula is told of only with numbers of its names that
make it zero where the formula does divide by it: a CASE that keeps zero away counts, however it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.checks.decided import resting_on, takes_zero
from engine.checks.numbers import Numbers, numbers_of_operand
from engine.checks.rows import VALUE, rows_of
from engine.checks.trials import Trials
from engine.decimals import PLACES, plain_text
from engine.diagnostics import operands as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.expression import Division, Formula, divisions, parse_formula
from engine.expression.tree import Name
from engine.pack.domain import ONE
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    FormulaMeasure,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Operand,
    Pack,
    RatioMeasure,
)
from engine.pack.source import excerpt

_DIVIDED = (ChangeAs.PERCENT, ChangeAs.GROWTH_RATE, ChangeAs.COMPOUND_RATE)


def divisors(pack: Pack) -> Iterator[Diagnostic]:
    """Denominators, bases and divisors in formulas that can be zero, where neither a key nor a row says what then."""
    for indicator in pack.indicators:
        match indicator.measure:
            case RatioMeasure(denominator=denominator, denominator_zero=None):
                yield from _operand(pack, indicator, denominator, "denominator", codes.ZERO_DENOMINATOR)
            case ChangeMeasure(of=of, base=base, shown_as=shown_as, base_zero=None) if shown_as in _DIVIDED:
                yield from _operand(pack, indicator, replace(of, series=base), "base", codes.ZERO_BASE)
            case FormulaMeasure(expression=text, where=where, span=span, division_by_zero=None):
                lost = resting_on(indicator.judge, VALUE)
                for found in _by_zero(Trials(pack, indicator), text, span, [name for name, _ in where]):
                    if not takes_zero(pack, indicator, lost, found.name):
                        yield found.told(codes.ZERO_DIVISOR)
        if indicator.judge is not None:
            yield from _of_judgement(Trials(pack, indicator), indicator.judge)


def _operand(pack: Pack, indicator: Indicator, operand: Operand, name: str, code: Code) -> Iterator[Diagnostic]:
    lost = resting_on(indicator.judge, VALUE)
    if Decimal(0) in _numbers(pack, indicator, operand) and not takes_zero(pack, indicator, lost, name):
        place = pack.places.value(indicator.header.span, "measure", "of" if name == "base" else name)
        params = {"id": indicator.header.id, "divisor": _called(operand), **_or(pack, indicator, operand)}
        yield Diagnostic(code, place, params)


def _of_judgement(trials: Trials, judge: Judgement) -> Iterator[Diagnostic]:
    pack, indicator = trials.pack, trials.indicator
    for name, given in judge.inputs:
        if isinstance(given, InputFormula):
            for found in _by_zero(trials, given.expression, given.span, trials.names):
                if not takes_zero(pack, indicator, resting_on(judge, name), found.name):
                    yield found.told(codes.ZERO_IN_JUDGEMENT)
    rows, scale = rows_of(judge), judge.scale
    if scale is not None and not (rows and all(row.points is not None for row in rows)):
        for found in _by_zero(trials, scale.expression, scale.span, trials.names):
            if not takes_zero(pack, indicator, frozenset(), found.name, points=True):
                yield found.told(codes.ZERO_IN_JUDGEMENT)


@dataclass(frozen=True, slots=True)
class _Found:
    """A division by zero in the formula written at `span`, with numbers that lead to it."""

    trials: Trials
    text: str
    span: Span
    division: Division
    numbers: dict[str, Decimal]

    @property
    def name(self) -> str | None:
        """What is divided by, where it is a name alone."""
        divisor = self.division.divisor
        return divisor.name if isinstance(divisor, Name) else None

    def told(self, code: Code) -> Diagnostic:
        pack, indicator = self.trials.pack, self.trials.indicator
        start, end = self.division.start, self.division.end
        case = ", ".join(f"{name} = {plain_text(number)}" for name, number in self.numbers.items())
        operand = self.trials.operands.get(self.name) if self.name is not None else None
        params = {
            "id": indicator.header.id,
            "divisor": excerpt(self.text[start:end]),
            "near_case": f" ({case})" if case and list(self.numbers) != [self.name] else "",
            **_or(pack, indicator, operand),
        }
        return Diagnostic(code, pack.places.inside(self.span, start, end), params)


def _by_zero(trials: Trials, text: str, span: Span, known: Collection[str]) -> Iterator[_Found]:
    """The divisions of a formula that can be by zero; none of one that is wrong, which is told elsewhere."""
    formula = parse_formula(text, known)
    if isinstance(formula, Formula):
        for division in divisions(formula):
            numbers = trials.by_zero(formula, division)
            if numbers is not None:
                yield _Found(trials, text, span, division, numbers)


def _called(operand: Operand) -> str:
    match operand:
        case FactOperand(key=name) | IndicatorOperand(indicator=name) | ConstantOperand(constant=name):
            return name
        case _:
            return str(operand.take)


def _or(pack: Pack, indicator: Indicator, operand: Operand | None) -> dict[str, str]:
    """That the domain of a fact may be what is wrong, where another would keep zero away."""
    fact = next((f for f in pack.facts if isinstance(operand, FactOperand) and f.key == operand.key), None)
    if fact is None or operand is None or fact.absent_means == 0:
        return {"or_en": "", "or_ru": ""}
    whole = fact.domain.whole_numbers
    mended = replace(fact, domain=replace(fact.domain, minimum=ONE if whole else Decimal(1).scaleb(-PLACES)))
    facts = tuple(mended if other is fact else other for other in pack.facts)
    if Decimal(0) in _numbers(replace(pack, facts=facts), indicator, operand):
        return {"or_en": "", "or_ru": ""}
    least_en, least_ru = ("1", "1") if whole else ("a number above zero", "число больше нуля")
    return {
        "or_en": f" If the fact “{fact.key}” is never zero, write that in its domain: {{minimum: {least_en}}}.",
        "or_ru": f" Если факт «{fact.key}» не бывает равен нулю, укажите это в его domain: {{minimum: {least_ru}}}.",
    }


def _numbers(pack: Pack, indicator: Indicator, operand: Operand) -> Numbers:
    return numbers_of_operand(pack, indicator, operand, rolled_up=indicator.rollup is not None)
