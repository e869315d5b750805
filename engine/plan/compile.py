"""Pack → parameters of the plan.

The plan's SQL is the same for every pack; what a pack says enters as rows of parameter tables. An indicator is
compiled once per distinct meaning: a version of it together with the constants in force and with all it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.expression import Formula, parse_formula
from engine.pack.model import (
    AggregateMeasure,
    Band,
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactOperand,
    FindingTake,
    FormulaMeasure,
    Gap,
    How,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Limit,
    Matching,
    Operand,
    Pack,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Rounding,
    Rung,
    Scale,
    TableMeasure,
    Test,
    ValueMeasure,
    number_at_zero,
)
from engine.plan.calculation import Arithmetic, Calculation, Written
from engine.plan.codes import REASON_CODE, SCORED, Shape
from engine.plan.inputs import EntityInput, FormulaInput, Input, SlotInput, ValueInput
from engine.plan.uses import PeerUse, Reader, Use, spanning
from engine.statuses import REASON_OF_RULE

NO_BAND = -1
"""The reason of the last step of a variant: its bands have said nothing, and no other variant is asked."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a step asks of the input in `column`: a number between two ends, or one of some names."""

    column: int
    low: Decimal | None = None
    low_closed: bool = False
    high: Decimal | None = None
    high_closed: bool = False
    names: tuple[str, ...] = ()
    negated: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether a number lies between the ends."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_closed and value == self.high))


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the decision table with its limits resolved; `reason` is that of the status it gives, else scored."""

    conditions: tuple[Condition, ...]
    outcome: str | None
    reason: int
    points: Decimal | None
    meets: bool
    says: str | None


@dataclass(frozen=True, slots=True)
class Points:
    """Points by a formula, brought between two numbers."""

    formula: FormulaInput
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Member:
    item: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """What an aggregate does with its members, as in `model.AggregateMeasure`."""

    how: How
    points: bool
    members: tuple[Member, ...]
    across: str | None
    minimum_coverage: Decimal
    weight_by: str | None
    outcomes: tuple[str, ...]
    unknown: Gap
    not_applicable: Gap
    coefficient: tuple[str, bool] | None
    cap: Decimal | None
    rounding: Rounding | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """An indicator ready to be computed; equal ones are computed once.

    The first `required` uses are the measure's own, the others serve its judgement. `names` are those of the measure's
    uses. `depends` has, for every other indicator it needs, its number among all the compiled ones of the program.
    """

    rule: str
    item: str
    shape: Shape
    uses: tuple[Use, ...]
    required: int
    calculation: Calculation | Written | None
    names: tuple[str, ...]
    need: int
    inputs: tuple[tuple[str, Input], ...]
    steps: tuple[Step, ...]
    single: bool
    scale: Points | None
    total: Total | None
    rollup: Decimal | None
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    depends: tuple[tuple[str, int], ...]

    @property
    def is_table(self) -> bool:
        """Whether judging it takes more than one look at which band a value lies in."""
        plain = all(s.reason == SCORED and [c.column for c in s.conditions] == [0] for s in self.steps)
        return not plain or self.single or (bool(self.steps) and self.inputs != (("value", ValueInput()),))

    @property
    def points(self) -> tuple[Decimal, ...]:
        """All the points it may give: those of its steps, and the ends of a scale."""
        of_steps = tuple(s.points for s in self.steps if s.points is not None)
        return (*of_steps, *((self.scale.least, self.scale.most) if self.scale else ()))

    @property
    def judged(self) -> bool:
        return bool(self.steps) or self.scale is not None


def items_needed(indicator: Indicator) -> tuple[str, ...]:
    """The other indicators that an indicator looks at, each once."""
    operands = [*measured(indicator.measure), *_input_operands(indicator)]
    found = [o.indicator for o in operands if isinstance(o, IndicatorOperand)]
    match indicator.measure:
        case AggregateMeasure(indicators=members, weight_by=weight, coefficient=coefficient):
            found += [*members, *([weight] if weight else []), *([coefficient.indicator] if coefficient else [])]
        case PeersMeasure(same_outcome=same, left_out=left_out):
            found += [*([same] if same else []), *([left_out[0]] if left_out else [])]
    return tuple(dict.fromkeys(found))


def measured(measure: object) -> tuple[Operand, ...]:
    """The operands of a measure, in the order of its slots."""
    match measure:
        case ValueMeasure(of):
            return (of,)
        case RatioMeasure(numerator, denominator):
            return (numerator, denominator)
        case ChangeMeasure(of=of) | PeersMeasure(of=of):
            return (of,)
        case PresenceMeasure(of=several) | CountMeasure(of=several):
            return several
        case FormulaMeasure(where=where):
            return tuple(operand for _, operand in where)
        case _:
            return ()


def _input_operands(indicator: Indicator) -> Iterator[Operand]:
    for _, given in indicator.judge.inputs if indicator.judge else ():
        if not isinstance(given, InputFormula):
            yield given


@dataclass(frozen=True, slots=True)
class _Measured:
    shape: Shape
    uses: tuple[Use, ...]
    calculation: Calculation | Written | None
    names: tuple[str, ...]
    need: int = 0


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles the indicators of the pack as it stands on one day."""

    pack: Pack

    def indicator(self, indicator: Indicator, depends: Mapping[str, int]) -> Compiled:
        """`depends`: the numbers of the compiled indicators that it needs."""
        facts = {f.key: f for f in self.pack.facts}
        constants = {c.header.id: c for c in self.pack.constants}
        reader = Reader(facts, constants, indicator.sources)
        found = self._measure(indicator, reader)
        judging = _Judging(found, indicator, reader, {c: constants[c].value for c in constants})
        measure = indicator.measure
        return Compiled(
            rule=indicator.header.rule,
            item=indicator.header.id,
            shape=found.shape,
            uses=judging.uses,
            required=0 if found.shape is Shape.AGGREGATE else len(found.uses),
            calculation=found.calculation,
            names=found.names,
            need=found.need,
            inputs=judging.inputs,
            steps=judging.steps,
            single=indicator.judge is not None and indicator.judge.matching is Matching.SINGLE,
            scale=judging.scale,
            total=_total(measure, indicator.rounding) if isinstance(measure, AggregateMeasure) else None,
            rollup=indicator.rollup.minimum_coverage if indicator.rollup else None,
            levels=indicator.levels,
            kinds=indicator.kinds,
            depends=tuple(sorted(depends.items())),
        )

    def _measure(self, indicator: Indicator, reader: Reader) -> _Measured:
        rounding = indicator.rounding
        match indicator.measure:
            case ValueMeasure(of):
                return _Measured(Shape.STRICT, (reader.use(of),), Calculation(Arithmetic.FIRST, rounding=rounding), ())
            case RatioMeasure(numerator, denominator, scale, zero):
                uses = (reader.use(numerator), reader.use(denominator))
                ratio = Calculation(Arithmetic.RATIO, scale, number_at_zero(zero), rounding=rounding)
                return _Measured(Shape.STRICT, uses, ratio, ("numerator", "denominator"))
            case ChangeMeasure():
                return _change(indicator.measure, reader, rounding)
            case PresenceMeasure(of, need, not_found):
                present = tuple(reader.counted(o, not_found=not_found, members=False) for o in of)
                needed = need if need is not None else len(of)
                return _Measured(Shape.PRESENCE, present, None, tuple(o.key for o in of), needed)
            case CountMeasure(of, not_found):
                counted = tuple(reader.counted(o, not_found=not_found, members=True) for o in of)
                return _Measured(Shape.COUNT, counted, None, tuple(o.key for o in of))
            case FormulaMeasure(expression, where, division_by_zero=zero):
                names = tuple(name for name, _ in where)
                written = Written(formula_of(expression, names), names, number_at_zero(zero), rounding)
                return _Measured(Shape.STRICT, tuple(reader.use(o) for _, o in where), written, names)
            case PeersMeasure() as peers:
                first = Calculation(Arithmetic.FIRST, rounding=rounding)
                return _Measured(Shape.STRICT, (PeerUse(peers),), first, ())
            case AggregateMeasure(coefficient=coefficient):
                # Not a slot of the measure: the total is made elsewhere. But it rests on the facts of its coefficient.
                rested_on = (reader.use(coefficient),) if coefficient else ()
                return _Measured(Shape.AGGREGATE, rested_on, None, ())
            case TableMeasure():
                return _Measured(Shape.TABLE, (), None, ())


def formula_of(expression: str, names: Iterable[str]) -> Formula:
    parsed = parse_formula(expression, tuple(names))
    assert isinstance(parsed, Formula), "formulas are checked when a pack is loaded"
    return parsed


_CHANGE = {
    ChangeAs.DIFFERENCE: Arithmetic.DIFFERENCE,
    ChangeAs.POINTS: Arithmetic.DIFFERENCE,
    ChangeAs.PERCENT: Arithmetic.PERCENT,
    ChangeAs.GROWTH_RATE: Arithmetic.GROWTH_RATE,
    ChangeAs.COMPOUND_RATE: Arithmetic.COMPOUND_RATE,
    ChangeAs.MEAN_RATE: Arithmetic.FIRST,
}


def _change(measure: ChangeMeasure, reader: Reader, rounding: Rounding | None) -> _Measured:
    calculation = Calculation(
        _CHANGE[measure.shown_as],
        at_zero=number_at_zero(measure.base_zero),
        negative_base=measure.negative_base,
        dead_zone=measure.dead_zone,
        rounding=rounding,
    )
    based = reader.use(_at_base(measure.of, measure))
    if measure.shown_as is ChangeAs.MEAN_RATE:
        return _Measured(Shape.STRICT, (based,), calculation, ("present",))
    uses: tuple[Use, ...] = (reader.use(measure.of), based)
    if measure.shown_as is ChangeAs.COMPOUND_RATE:
        uses = (*uses, spanning(based))
    return _Measured(Shape.STRICT, uses, calculation, ("present", "base"))


def _at_base(operand: FactOperand | IndicatorOperand, measure: ChangeMeasure) -> Operand:
    return replace(operand, series=measure.base)


class _Judging:
    """The judgement of one indicator over the uses of its measure: further uses, inputs as columns, steps."""

    def __init__(
        self, found: _Measured, indicator: Indicator, reader: Reader, constants: Mapping[str, Decimal]
    ) -> None:
        self.constants = constants
        self.uses = found.uses
        self.known: dict[str, Input] = {
            "value": ValueInput(),
            "kind": EntityInput("kind"),
            "level": EntityInput("level"),
        }
        self.columns: dict[str, int] = {"value": 0}
        self.steps: tuple[Step, ...] = ()
        self.scale: Points | None = None
        if found.shape is Shape.STRICT:
            self.known |= {name: SlotInput(slot) for slot, name in enumerate(found.names)}
        judge = indicator.judge
        if judge is None:
            return
        formulas = {name: given for name, given in judge.inputs if isinstance(given, InputFormula)}
        for name, given in judge.inputs:
            if not isinstance(given, InputFormula):
                self.known[name] = SlotInput(len(self.uses))
                self.uses = (*self.uses, reader.use(given))
        while formulas:
            ready = {n: f for n, f in formulas.items() if not self._waits(f.expression, formulas)}
            for name, given in ready.items():
                self.known[name] = self._formula(given.expression)
                del formulas[name]
        self.steps = tuple(map(self._step, judge.rungs or _rungs(judge.bands, ())))
        for variant in judge.variants:
            conditions = tuple(map(self._condition, variant.tests))
            last = Step(conditions, None, NO_BAND, None, meets=False, says=None)
            self.steps = (*self.steps, *map(self._step, _rungs(variant.bands, variant.tests)), last)
        self.scale = self._points(judge.scale) if judge.scale else None

    @property
    def inputs(self) -> tuple[tuple[str, Input], ...]:
        """The inputs that steps look at, in the order of their columns."""
        return tuple((name, self.known[name]) for name in self.columns)

    def _waits(self, expression: str, others: Mapping[str, InputFormula]) -> bool:
        parsed = formula_of(expression, (*self.known, *others))
        return any(name in others for name in parsed.names)

    def _formula(self, expression: str) -> FormulaInput:
        formula = formula_of(expression, self.known)
        return FormulaInput(formula, tuple((name, self.known[name]) for name in formula.names))

    def _points(self, scale: Scale) -> Points:
        return Points(self._formula(scale.expression), scale.least, scale.most)

    def _step(self, rung: Rung) -> Step:
        reason = SCORED if rung.status is None else REASON_CODE[REASON_OF_RULE[rung.status]]
        conditions = tuple(map(self._condition, rung.tests))
        return Step(conditions, rung.outcome, reason, rung.points, rung.meets, rung.says)

    def _condition(self, test: Test) -> Condition:
        column = self.columns.setdefault(test.input, len(self.columns))
        low, high = self._limit(test.low), self._limit(test.high)
        low_closed, high_closed = (limit is not None and limit.closed for limit in (test.low, test.high))
        return Condition(column, low, low_closed, high, high_closed, test.names, test.negated)

    def _limit(self, limit: Limit | None) -> Decimal | None:
        if limit is None:
            return None
        return self.constants[limit.constant] if limit.constant else limit.value


def _rungs(bands: Iterable[Band], tests: tuple[Test, ...]) -> Iterator[Rung]:
    """Bands as rows of a decision table, with further conditions."""
    for band in bands:
        within = Test("value", band.low, band.high, span=band.span)
        yield Rung((*tests, within), band.outcome, None, band.points, band.meets, band.says, band.span)


def _total(measure: AggregateMeasure, rounding: Rounding | None) -> Total:
    weights = dict(measure.weights)
    coefficient = measure.coefficient
    return Total(
        how=measure.how,
        points=measure.take == "points",
        members=tuple(Member(item, weights.get(item, Decimal(1))) for item in measure.indicators),
        across=measure.across,
        minimum_coverage=measure.minimum_coverage,
        weight_by=measure.weight_by,
        outcomes=measure.outcomes,
        unknown=measure.unknown,
        not_applicable=measure.not_applicable,
        coefficient=(coefficient.indicator, coefficient.take is FindingTake.POINTS) if coefficient else None,
        cap=measure.cap,
        rounding=rounding,
    )
