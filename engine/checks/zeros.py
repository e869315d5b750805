"""Divisions that can be by zero although the pack does not say what comes of that; as it stands on one day.

What an operand can be is what its domain says. A divisor in a formula is told of only with numbers of its names that
make it zero where the formula does divide by it: a CASE that keeps zero away counts, however it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.checks.decided import resting_on, takes_zero
from engine.checks.numbers import numbers_of_operand
from engine.checks.rows import VALUE, rows_of
from engine.checks.trials import Trials
from engine.decimals import plain_text
from engine.diagnostics import operands as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.expression import Division, divisions
from engine.expression.tree import Name
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    FactTake,
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
            case FormulaMeasure(expression=text, span=span, division_by_zero=None):
                for found in _by_zero(pack, indicator, text, span):
                    if not takes_zero(pack, indicator, resting_on(indicator.judge, VALUE), found.name):
                        yield found.told(codes.ZERO_DIVISOR)
        if indicator.judge is not None:
            yield from _of_judgement(pack, indicator, indicator.judge)


def _operand(pack: Pack, indicator: Indicator, operand: Operand, name: str, code: Code) -> Iterator[Diagnostic]:
    known = numbers_of_operand(pack, indicator, operand, rolled_up=indicator.rollup is not None)
    if Decimal(0) in known and not takes_zero(pack, indicator, resting_on(indicator.judge, VALUE), name):
        place = pack.places.value(indicator.header.span, "measure", "of" if name == "base" else name)
        yield Diagnostic(code, place, {"id": indicator.header.id, "divisor": _called(operand), **_or(pack, operand)})


def _of_judgement(pack: Pack, indicator: Indicator, judge: Judgement) -> Iterator[Diagnostic]:
    for name, given in judge.inputs:
        if isinstance(given, InputFormula):
            for found in _by_zero(pack, indicator, given.expression, given.span):
                if not takes_zero(pack, indicator, resting_on(judge, name), found.name):
                    yield found.told(codes.ZERO_IN_JUDGEMENT)
    rows, scale = rows_of(judge), judge.scale
    if scale is not None and not (rows and all(row.points is not None for row in rows)):
        for found in _by_zero(pack, indicator, scale.expression, scale.span):
            if not takes_zero(pack, indicator, frozenset(), found.name, points=True):
                yield found.told(codes.ZERO_IN_JUDGEMENT)


@dataclass(frozen=True, slots=True)
class _Found:
    """A division by zero in the formula written at `span`, with numbers that lead to it."""

    pack: Pack
    indicator: Indicator
    span: Span
    text: str
    division: Division
    operand: Operand | None
    numbers: dict[str, Decimal]

    @property
    def name(self) -> str | None:
        """What is divided by, where it is a name alone."""
        divisor = self.division.divisor
        return divisor.name if isinstance(divisor, Name) else None

    def told(self, code: Code) -> Diagnostic:
        start, end = self.division.start, self.division.end
        told = "" if list(self.numbers) == [self.name] else ", ".join(map(_equation, self.numbers.items()))
        params = {
            "id": self.indicator.header.id,
            "divisor": excerpt(self.text[start:end]),
            "near_case": f" ({told})" if told else "",
            **_or(self.pack, self.operand),
        }
        return Diagnostic(code, self.pack.places.inside(self.span, start, end), params)


def _equation(known: tuple[str, Decimal]) -> str:
    return f"{known[0]} = {plain_text(known[1])}"


def _by_zero(pack: Pack, indicator: Indicator, text: str, span: Span) -> Iterator[_Found]:
    trials = Trials(pack, indicator)
    formula = trials.parsed(text)
    if formula is None:
        return
    for division in divisions(formula):
        numbers = trials.by_zero(formula, division)
        if numbers is not None:
            divisor = division.divisor
            operand = trials.operands.get(divisor.name) if isinstance(divisor, Name) else None
            yield _Found(pack, indicator, span, text, division, operand, numbers)


def _called(operand: Operand) -> str:
    match operand:
        case FactOperand(key=name) | IndicatorOperand(indicator=name) | ConstantOperand(constant=name):
            return name
        case _:
            return str(operand.take)


def _or(pack: Pack, operand: Operand | None) -> dict[str, str]:
    """That the domain of a fact may be what is wrong."""
    if not isinstance(operand, FactOperand) or operand.take is not FactTake.VALUE:
        return {"or_en": "", "or_ru": ""}
    fact = next(f for f in pack.facts if f.key == operand.key)
    above = ("1", "1") if fact.domain.whole_numbers else ("a number above zero", "число больше нуля")
    return {
        "or_en": f" If the fact “{fact.key}” is never zero, write that in its domain: {{minimum: {above[0]}}}.",
        "or_ru": f" Если факт «{fact.key}» не бывает равен нулю, укажите это в его domain: {{minimum: {above[1]}}}.",
    }
