"""Which parts of the rules the confirmed tests of a pack have reached, and which they have not.

An element counts as reached when a confirmed test that passes expects something of it: a row of a decision table, an
end of it and its neighbour on the grid of numbers when outcome or points are expected; a status, when that is (or what
only a scored finding has); a recommendation when it is expected, its text when words of it are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial

from engine.decimals import PLACES, plain_text
from engine.diagnostics import rule_tests as codes
from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.diagnostics.pack import near
from engine.expression.tree import Arithmetic, Name, Negative, Number, Value
from engine.facts.vocabulary import listed
from engine.intervals import Domain
from engine.pack.domain import operand_domain, points_domain
from engine.pack.model import (
    AggregateMeasure,
    ChangeMeasure,
    FindingTake,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    Pack,
    RatioMeasure,
)
from engine.plan.compile import NO_BAND, Compiled, Condition, formula_of
from engine.statuses import Status
from engine.testing.model import Met, Outcome, Waived, What
from engine.testing.possible import Possible
from engine.testing.rules import Rules
from engine.testing.told import Teller

VALUE = "value"


class Part(StrEnum):
    """What an element of the rules is."""

    BAND = "band"
    ROW = "row"
    CELL = "cell"
    LIMIT = "limit"
    STATUS = "status"
    DIRECTION = "direction"
    RECOMMENDATION = "recommendation"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a rule that a test can reach: a row by its number, a number of one input beside a limit, a status …"""

    part: Part
    rule: str
    detail: str = ""
    told: str = ""
    span: Span = Span("")
    said: tuple[tuple[Lang, str], ...] = ()
    """What is told of it in words; `told` has the codes of the pack."""

    @property
    def name(self) -> str:
        return f"{self.part}:{self.rule}" + (f":{self.detail}" if self.detail else "")

    def words(self, lang: Lang) -> str:
        return dict(self.said).get(lang, self.told)


@dataclass(frozen=True)
class Coverage:
    """All elements of a pack in order, and the names of those that were reached or cannot be."""

    elements: tuple[Element, ...]
    reached: frozenset[str]
    waived: frozenset[str]
    problems: tuple[Diagnostic, ...]

    @cached_property
    def counted(self) -> tuple[Element, ...]:
        return tuple(e for e in self.elements if e.name not in self.waived)

    @cached_property
    def missing(self) -> tuple[Element, ...]:
        return tuple(e for e in self.counted if e.name not in self.reached)

    @property
    def percent(self) -> Decimal:
        """Rounded down, so that only everything is a hundred."""
        if not self.counted:
            return Decimal(100)
        tenths = 1000 * (len(self.counted) - len(self.missing)) // len(self.counted)
        return Decimal(tenths) / 10

    def by_part(self) -> Iterator[tuple[Part, int, int]]:
        """For each kind of element: how many were reached, and how many there are."""
        for part in Part:
            of_part = [e for e in self.counted if e.part is part]
            if of_part:
                yield part, sum(e.name in self.reached for e in of_part), len(of_part)


def coverage(rules: Rules, outcomes: Iterable[Outcome], waived: Iterable[Waived]) -> Coverage:
    elements = tuple(elements_of(rules))
    names = {element.name for element in elements}
    reached = frozenset(name for o in outcomes if o.test.confirmed and o.passed for m in o.met for name in hits(m))
    claims = tuple(waived)
    return Coverage(
        elements,
        reached & names,
        frozenset(claim.element for claim in claims),
        tuple(_wrong_claims(claims, names, reached)),
    )


def _wrong_claims(claims: Iterable[Waived], names: set[str], reached: frozenset[str]) -> Iterator[Diagnostic]:
    for claim in claims:
        if claim.element not in names:
            params = {"name": claim.element, "known": listed(sorted(names)), **near(claim.element, names)}
            yield Diagnostic(codes.UNKNOWN_ELEMENT, claim.span, params)
        elif claim.element in reached:
            yield Diagnostic(codes.ELEMENT_REACHED, claim.span, {"name": claim.element})


def hits(met: Met) -> Iterator[str]:
    """The names of the elements that an expectation has reached; of some there are no such elements."""
    expected, rule = met.expected, met.rule or ""
    names = {one.name for one in expected.fields}
    told = {one.name for one in expected.fields if one.wanted is not None}
    match expected.what:
        case What.FINDING:
            of_row = {"outcome", "points"} if met.status == Status.SCORED else {"status"}
            if of_row & names and met.step is not None:
                for part in (Part.BAND, Part.ROW, Part.CELL):
                    yield Element(part, rule, str(met.step + 1)).name
                for name, number in {**met.numbers, **({VALUE: met.value} if met.value is not None else {})}.items():
                    yield Element(Part.LIMIT, rule, f"{name}={plain_text(number)}").name
            if "status" in names or {"outcome", "points", "value"} & told:
                yield Element(Part.STATUS, rule, met.status or "").name
        case What.DIRECTION:
            for one in expected.fields:
                if one.name == "outcome":
                    yield Element(Part.DIRECTION, rule, str(one.wanted)).name
        case _:
            if not expected.absent:
                yield Element(Part.RECOMMENDATION, rule).name
                if {"text", "contains"} & told:
                    yield Element(Part.TEXT, rule).name


def _told(
    part: Part, rule: str, detail: str, span: Span, titles: Mapping[str, str], tell: Callable[[Teller], str]
) -> Element:
    """An element with what is told of it, in codes and in each language."""
    said = tuple((lang, tell(Teller(lang, titles))) for lang in Lang)
    return Element(part, rule, detail, tell(Teller(None, titles)), span, said)


def elements_of(rules: Rules) -> Iterator[Element]:
    """Every element of the rules in force in some period of the calendar, each once."""
    return iter(dict.fromkeys(_elements(rules)))


def _elements(rules: Rules) -> Iterator[Element]:
    pack, possible = rules.pack, Possible(rules.program)
    indicators = {i.header.rule: i for i in pack.indicators}
    for period in rules.in_time:
        for compiled in rules.snapshot(period.id).values():
            indicator = indicators[compiled.rule]
            yield from _rows(compiled, indicator, pack)
            yield from _limits(compiled, indicator, pack)
            statuses = possible.of(compiled)
            for status in (s for s in Status if s in statuses):
                yield _told(
                    Part.STATUS, compiled.rule, status, indicator.header.span, {}, partial(Teller.status, status=status)
                )
    for period in rules.in_time:
        here = pack.at(period.end)
        for direction in here.directions:
            titles = {o.outcome: o.title for o in direction.outcomes}
            titles.setdefault(direction.otherwise, direction.otherwise_title)
            for outcome in titles:
                yield _told(
                    Part.DIRECTION,
                    direction.header.rule,
                    outcome,
                    direction.header.span,
                    titles,
                    partial(Teller.outcome, outcome=outcome),
                )
        for recommendation in here.recommendations:
            yield Element(Part.RECOMMENDATION, recommendation.header.rule, "", "", recommendation.header.span)
            yield Element(Part.TEXT, recommendation.header.rule, "", "", recommendation.text_span)
        for request in here.requests:
            yield Element(Part.TEXT, request.header.rule, "", "", request.text_span)


def _rows(compiled: Compiled, indicator: Indicator, pack: Pack) -> Iterator[Element]:
    judge = indicator.judge
    part = Part.ROW if judge is not None and judge.rungs else Part.BAND
    where = pack.places.value(indicator.header.span, "judge")
    if part is Part.ROW and pack.places.value(where, "grid") != where:
        part = Part.CELL
    for n, step in enumerate(compiled.steps):
        if step.reason != NO_BAND:
            tell = partial(Teller.row, compiled=compiled, step=step)
            yield _told(part, compiled.rule, str(n + 1), indicator.header.span, pack.passport.outcomes, tell)


def _limits(compiled: Compiled, indicator: Indicator, pack: Pack) -> Iterator[Element]:
    """For every limit the number itself and its neighbour on the other side, where the input can have them."""
    grids = Grids(indicator, pack)
    for step in compiled.steps:
        for c in step.conditions:
            if c.names or c.negated:
                continue
            name = compiled.inputs[c.column][0]
            for number in grids.beside(name, c):
                detail, tell = f"{name}={plain_text(number)}", partial(Teller.limit, name=name, number=number)
                yield _told(Part.LIMIT, compiled.rule, detail, indicator.header.span, {}, tell)


@dataclass(frozen=True)
class Grids:
    """The numbers that the inputs of one judgement can have."""

    indicator: Indicator
    pack: Pack

    @cached_property
    def operands(self) -> Mapping[str, Operand | InputFormula]:
        judge, measure = self.indicator.judge, self.indicator.measure
        found: dict[str, Operand | InputFormula] = dict(judge.inputs) if judge is not None else {}
        match measure:
            case RatioMeasure(numerator=numerator, denominator=denominator):
                found |= {"numerator": numerator, "denominator": denominator}
            case ChangeMeasure(of=of):
                found |= {"present": of, "base": of}
            case FormulaMeasure(where=where):
                found |= dict(where)
        return found

    def of(self, name: str) -> tuple[Domain, Decimal]:
        """The domain of an input, and the step of its grid."""
        judge = self.indicator.judge
        operand = self.operands.get(name)
        if name == VALUE and judge is not None:
            domain, rounding = judge.domain, self.indicator.rounding
        elif operand is not None and not isinstance(operand, InputFormula):
            domain, rounding = self._domain(operand), getattr(operand, "rounding", None)
        else:
            domain, rounding = Domain(), None
        places = (
            0 if domain.whole_numbers or self._is_whole(name) else rounding.digits if rounding is not None else PLACES
        )
        return domain, Decimal(1).scaleb(-places)

    def _domain(self, operand: Operand) -> Domain:
        """The numbers of an operand; of a total that adds points up, within what they come to."""
        domain = operand_domain(operand, self.pack)
        if isinstance(operand, IndicatorOperand) and operand.take is FindingTake.VALUE and domain == Domain():
            measures = (i.measure for i in self.pack.indicators if i.header.id == operand.indicator)
            ranges = [_sum_range(measure, self.pack) for measure in measures]
            if ranges and None not in ranges:
                lows, highs = zip(*(found for found in ranges if found is not None), strict=True)
                return Domain(minimum=min(lows), maximum=max(highs))
        return domain

    def _is_whole(self, name: str) -> bool:
        """Whether an input is always a whole number, because of what it is reckoned from."""
        match self.operands.get(name):
            case InputFormula(expression=expression):
                formula = formula_of(expression, (*self.operands, VALUE))
                return _keeps_whole(formula.tree) and all(self.of(n)[1] == 1 for n in formula.names)
            case IndicatorOperand(indicator=item, take=FindingTake.VALUE):
                return any(_is_whole_sum(i.measure, self.pack) for i in self.pack.indicators if i.header.id == item)
            case _:
                return False

    def beside(self, name: str, c: Condition) -> Iterator[Decimal]:
        domain, step = self.of(name)
        numbers: list[Decimal] = []
        if c.low is not None:
            numbers += [c.low, c.low - step if c.low_closed else c.low + step]
        if c.high is not None:
            numbers += [c.high, c.high + step if c.high_closed else c.high - step]
        for number in dict.fromkeys(numbers):
            below = domain.minimum is not None and number < domain.minimum
            above = domain.maximum is not None and number > domain.maximum
            on_grid = number % step == 0
            if not below and not above and on_grid:
                yield number


def _keeps_whole(node: Value) -> bool:
    """Whether a formula makes whole numbers of whole numbers."""
    match node:
        case Number(value):
            return value == value.to_integral_value()
        case Name():
            return True
        case Negative(of):
            return _keeps_whole(of)
        case Arithmetic(sign, left, right):
            return sign != "/" and _keeps_whole(left) and _keeps_whole(right)
        case _:
            return False


def _is_whole_sum(measure: object, pack: Pack) -> bool:
    """Whether a total adds up whole points with whole weights."""
    parts = _summed(measure, pack)
    return bool(parts) and all(points.whole_numbers and w == w.to_integral_value() for points, w in parts)


def _sum_range(measure: object, pack: Pack) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a total adds up to, also when only some members have points."""
    low, high = Decimal(0), Decimal(0)
    parts = _summed(measure, pack)
    for points, weight in parts:
        if points.minimum is None or points.maximum is None:
            return None
        ends = (Decimal(0), points.minimum * weight, points.maximum * weight)
        low, high = low + min(ends), high + max(ends)
    return (low, high) if parts else None


def _summed(measure: object, pack: Pack) -> list[tuple[Domain, Decimal]]:
    """The points that a total adds up with their weights; nothing where it does anything else."""
    if not isinstance(measure, AggregateMeasure) or measure.how is not How.SUM or measure.take != "points":
        return []
    if measure.coefficient is not None or measure.weight_by is not None or measure.across is not None:
        return []
    weights = dict(measure.weights)
    members = [i for i in pack.indicators if i.header.id in measure.indicators]
    return [(points_domain(i), weights.get(i.header.id, Decimal(1))) for i in members]
