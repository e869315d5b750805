"""Units in formulas: what is added, subtracted or compared is of one unit. What has no unit goes with everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.diagnostics import operands as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.expression import Formula, parse_formula
from engine.expression.tree import Arithmetic, Call, Case, Comparison, Condition, Joined, Name, Negative, Not, Value
from engine.pack.model import (
    ChangeMeasure,
    ConstantOperand,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    FormulaMeasure,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    Pack,
    PeriodOperand,
    PeriodTake,
    RatioMeasure,
)

Unit = tuple[tuple[str, int], ...]
"""Units with their powers, sorted: `person` per `day` is (day, -1), (person, 1). Empty: none, or none that is known."""

NONE: Unit = ()
_DAY: Unit = (("day", 1),)
_COUNTS = (Fold.COUNT, Fold.SPAN, Fold.AGE, Fold.RUN, Fold.MEAN_RATE)
_KEEPING = ("ABS", "ROUND")
_SAME = ("LEAST", "GREATEST")


def mixed(pack: Pack) -> Iterator[Diagnostic]:
    """Sums, differences and comparisons of numbers of different units; once for each formula."""
    of = _Units(pack)
    for indicator in pack.indicators:
        names = of.of_measure(indicator)
        if isinstance(indicator.measure, FormulaMeasure):
            yield from _told(indicator.measure.expression, indicator.measure.span, names)
        judge = indicator.judge
        if judge is None:
            continue
        known = {**names, "value": of.named(indicator.unit)}
        known |= {name: of.operand(o) for name, o in judge.inputs if not isinstance(o, InputFormula)}
        for name, given in judge.inputs:
            if isinstance(given, InputFormula):
                yield from _told(given.expression, given.span, known)
                known[name] = _unit(given.expression, known)
        if judge.scale is not None:
            yield from _told(judge.scale.expression, judge.scale.span, known)


def _told(expression: str, span: Span, names: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    reckoner = _Reckoner(names)
    formula = parse_formula(expression, names)
    if isinstance(formula, Formula):
        reckoner.unit(formula.tree)
        for one, other in reckoner.clashes[:1]:
            yield Diagnostic(codes.MIXED_UNITS, span, {"one": _shown(one), "other": _shown(other)})


def _unit(expression: str, names: Mapping[str, Unit]) -> Unit:
    formula = parse_formula(expression, names)
    return _Reckoner(names).unit(formula.tree) if isinstance(formula, Formula) else NONE


def _shown(unit: Unit) -> str:
    return " · ".join(name if power == 1 else f"{name}^{power}" for name, power in unit)


@dataclass(frozen=True, slots=True)
class _Units:
    pack: Pack

    def named(self, unit: str | None) -> Unit:
        return NONE if unit is None else ((unit, 1),)

    def of_measure(self, indicator: Indicator) -> Mapping[str, Unit]:
        """The names that the measure gives its operands."""
        match indicator.measure:
            case FormulaMeasure(where=where):
                return {name: self.operand(o) for name, o in where}
            case RatioMeasure(numerator, denominator):
                return {"numerator": self.operand(numerator), "denominator": self.operand(denominator)}
            case ChangeMeasure(of=of):
                return {"present": self.operand(of), "base": self.operand(of)}
            case _:
                return {}

    def operand(self, operand: Operand) -> Unit:
        match operand:
            case FactOperand(take=FactTake.DATE):
                return _DAY
            case FactOperand(key=key, take=FactTake.VALUE, series=series) if series.fold not in _COUNTS:
                return self.named(next((f.unit for f in self.pack.facts if f.key == key), None))
            case IndicatorOperand(indicator=item, take=FindingTake.VALUE, series=series) if series.fold not in _COUNTS:
                return self.named(next((i.unit for i in self.pack.indicators if i.header.id == item), None))
            case ConstantOperand(constant):
                return self.named(next((c.unit for c in self.pack.constants if c.header.id == constant), None))
            case PeriodOperand(take=PeriodTake.FIRST_DAY | PeriodTake.LAST_DAY):
                return _DAY
            case _:
                return NONE


@dataclass(slots=True)
class _Reckoner:
    """Reckons with units as the formula does with numbers, and notes where they clash."""

    names: Mapping[str, Unit]
    clashes: list[tuple[Unit, Unit]] = field(default_factory=list)

    def unit(self, node: Value) -> Unit:
        match node:
            case Name(name):
                return self.names.get(name, NONE)
            case Negative(of):
                return self.unit(of)
            case Arithmetic("*", left, right):
                return _multiplied(self.unit(left), self.unit(right), 1)
            case Arithmetic("/", left, right):
                return _multiplied(self.unit(left), self.unit(right), -1)
            case Arithmetic(_, left, right):
                return self._same(self.unit(left), self.unit(right))
            case Call(function, arguments) if function in _SAME:
                units = [self.unit(argument) for argument in arguments]
                return self._all_same(units)
            case Call(function, arguments):
                units = [self.unit(argument) for argument in arguments]
                return units[0] if function in _KEEPING else NONE
            case Case(branches, otherwise):
                for condition, _ in branches:
                    self._condition(condition)
                return self._all_same([self.unit(value) for _, value in branches] + [self.unit(otherwise)])
            case _:
                return NONE

    def _condition(self, node: Condition) -> None:
        match node:
            case Comparison(_, left, right):
                self._same(self.unit(left), self.unit(right))
            case Joined(_, left, right):
                self._condition(left)
                self._condition(right)
            case Not(of):
                self._condition(of)

    def _all_same(self, units: list[Unit]) -> Unit:
        found = NONE
        for unit in units:
            found = self._same(found, unit)
        return found

    def _same(self, one: Unit, other: Unit) -> Unit:
        if one and other and one != other:
            self.clashes.append((one, other))
        return one or other


def _multiplied(one: Unit, other: Unit, sign: int) -> Unit:
    powers = dict(one)
    for name, power in other:
        powers[name] = powers.get(name, 0) + sign * power
    return tuple(sorted((name, power) for name, power in powers.items() if power))
