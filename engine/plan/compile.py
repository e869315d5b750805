"""Pack → parameters of the plan.

The plan's SQL is the same for every pack; what a pack says enters as rows of parameter tables. An indicator is
compiled once per distinct meaning: a version of it together with the constants in force. Questions are what is asked
of the facts: a key together with the sources that the asking rule lists, so that one fact can be good enough for one
rule and not for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from engine.expression import Formula, parse_formula
from engine.pack.model import (
    AggregateMeasure,
    ChangeAs,
    ChangeMeasure,
    Constant,
    ConstantOperand,
    CountMeasure,
    FactKey,
    FactOperand,
    FactType,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    Lag,
    Limit,
    Operand,
    Pack,
    Period,
    PresenceMeasure,
    RatioMeasure,
    ValueMeasure,
)
from engine.plan.codes import Shape

LAGS = (Lag.CURRENT, Lag.PREVIOUS)


@dataclass(frozen=True, slots=True)
class Question:
    """A fact key as one rule asks it; no `sources` means that any source will do."""

    key: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactUse:
    """One operand read from facts. A value of None for `absent` or `not_found` means that such a fact gives none."""

    question: Question
    lag: Lag
    absent: Decimal | None
    not_found: Decimal | None
    as_presence: bool


@dataclass(frozen=True, slots=True)
class FindingUse:
    item: str
    lag: Lag


@dataclass(frozen=True, slots=True)
class ConstantUse:
    value: Decimal


Use = FactUse | FindingUse | ConstantUse


@dataclass(frozen=True, slots=True)
class Step:
    """A band with its limits resolved."""

    outcome: str
    low: Decimal | None
    low_closed: bool
    high: Decimal | None
    high_closed: bool
    points: Decimal | None
    meets: bool


@dataclass(frozen=True, slots=True)
class Member:
    item: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """What an aggregate does with its members."""

    how: How
    points: bool
    members: tuple[Member, ...]
    across: str | None
    minimum_coverage: Decimal


@dataclass(frozen=True, slots=True)
class Compiled:
    """An indicator ready to be computed; equal ones are computed once."""

    rule: str
    item: str
    shape: Shape
    uses: tuple[Use, ...]
    formula: Formula | str | None
    names: tuple[str, ...]
    need: int
    steps: tuple[Step, ...]
    total: Total | None
    rollup: Decimal | None
    levels: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def items_used(self) -> tuple[tuple[str, Lag], ...]:
        """The other indicators it needs, each with the period they are needed at."""
        if self.total:
            return tuple((m.item, Lag.CURRENT) for m in self.total.members)
        return tuple((u.item, u.lag) for u in self.uses if isinstance(u, FindingUse))

    @property
    def least(self) -> Decimal | None:
        return min((s.points for s in self.steps if s.points is not None), default=None)

    @property
    def most(self) -> Decimal | None:
        return max((s.points for s in self.steps if s.points is not None), default=None)


@dataclass(frozen=True, slots=True)
class Active:
    """That an indicator is computed for a period; `reported` is false for what only serves another period."""

    period: int
    compiled: Compiled
    reported: bool


class _Compiler:
    """Compiles the indicators of the pack as it stands on one day."""

    def __init__(self, snapshot: Pack) -> None:
        self.pack = snapshot
        self.facts: dict[str, FactKey] = {f.key: f for f in snapshot.facts}
        self.constants: dict[str, Constant] = {c.header.id: c for c in snapshot.constants}

    def indicator(self, indicator: Indicator) -> Compiled:
        shape, uses, formula, names, need = self._measure(indicator)
        return Compiled(
            rule=indicator.header.rule,
            item=indicator.header.id,
            shape=shape,
            uses=uses,
            formula=formula,
            names=names,
            need=need,
            steps=self._steps(indicator),
            total=_total(indicator.measure) if isinstance(indicator.measure, AggregateMeasure) else None,
            rollup=indicator.rollup.minimum_coverage if indicator.rollup else None,
            levels=indicator.levels,
            kinds=indicator.kinds,
        )

    def _measure(
        self, indicator: Indicator
    ) -> tuple[Shape, tuple[Use, ...], Formula | str | None, tuple[str, ...], int]:
        """Shape, operands, formula, the formula's names for the operands, and how many must be present."""
        sources = indicator.sources
        match indicator.measure:
            case ValueMeasure(of):
                return Shape.STRICT, (self._use(of, sources),), "s0", ("value",), 0
            case RatioMeasure(numerator, denominator, scale):
                uses = (self._use(numerator, sources), self._use(denominator, sources))
                return Shape.STRICT, uses, f"ratio:{scale}", ("numerator", "denominator"), 0
            case ChangeMeasure(of, shown_as):
                now, before = self._use(of, sources), self._use(_at(of, Lag.PREVIOUS), sources)
                return Shape.STRICT, (now, before), _CHANGE[shown_as], ("present", "previous"), 0
            case PresenceMeasure(of, need, not_found):
                present = tuple(self._presence(o, sources, not_found) for o in of)
                return Shape.PRESENCE, present, None, tuple(o.key for o in of), need if need is not None else len(of)
            case CountMeasure(of, not_found):
                counted = tuple(self._presence(o, sources, not_found, count=True) for o in of)
                return Shape.COUNT, counted, None, tuple(o.key for o in of), 0
            case FormulaMeasure(expression, where):
                names = tuple(name for name, _ in where)
                parsed = parse_formula(expression, names)
                assert isinstance(parsed, Formula), "formulas are checked when a pack is loaded"
                return Shape.STRICT, tuple(self._use(o, sources) for _, o in where), parsed, names, 0
            case AggregateMeasure():
                return Shape.AGGREGATE, (), None, (), 0

    def _use(self, operand: Operand, sources: tuple[str, ...]) -> Use:
        match operand:
            case FactOperand(key, lag):
                return FactUse(Question(key, sources), lag, self.facts[key].absent_means, None, as_presence=False)
            case IndicatorOperand(item, lag):
                return FindingUse(item, lag)
            case ConstantOperand(constant):
                return ConstantUse(self.constants[constant].value)

    def _presence(
        self, operand: FactOperand, sources: tuple[str, ...], not_found: bool, *, count: bool = False
    ) -> FactUse:
        zero = Decimal(0)
        members = count and self.facts[operand.key].type is FactType.SET
        return FactUse(
            Question(operand.key, sources), operand.lag, zero, zero if not_found else None, as_presence=not members
        )

    def _steps(self, indicator: Indicator) -> tuple[Step, ...]:
        if indicator.judge is None:
            return ()
        return tuple(
            Step(
                b.outcome,
                self._limit(b.low),
                b.low.closed if b.low else False,
                self._limit(b.high),
                b.high.closed if b.high else False,
                b.points,
                b.meets,
            )
            for b in indicator.judge.bands
        )

    def _limit(self, limit: Limit | None) -> Decimal | None:
        if limit is None:
            return None
        return self.constants[limit.constant].value if limit.constant else limit.value


_CHANGE = {
    ChangeAs.DIFFERENCE: "difference",
    ChangeAs.POINTS: "difference",
    ChangeAs.PERCENT: "percent",
    ChangeAs.GROWTH_RATE: "growth",
}


def _at(operand: FactOperand | IndicatorOperand, lag: Lag) -> Operand:
    if isinstance(operand, FactOperand):
        return FactOperand(operand.key, lag, operand.span)
    return IndicatorOperand(operand.indicator, lag, operand.span)


def _total(measure: AggregateMeasure) -> Total:
    weights = dict(measure.weights)
    members = tuple(Member(item, weights.get(item, Decimal(1))) for item in measure.indicators)
    return Total(measure.how, measure.take == "points", members, measure.across, measure.minimum_coverage)


class Program:
    """Everything the plan needs to know of a pack for the periods asked for.

    `active` is closed under need: where an indicator looks at another one in the previous period, that one is computed
    there too, under the version in force then or, where none was, under the present one.
    """

    def __init__(self, pack: Pack, periods: Iterable[Period]) -> None:
        self.pack = pack
        self.ordinal = {p.id: n for n, p in enumerate(pack.periods)}
        self.requested = tuple(sorted({self.ordinal[p.id] for p in periods}))
        self._snapshots: dict[int, dict[str, Compiled]] = {}
        self.active = self._close()

    def snapshot(self, period: int) -> dict[str, Compiled]:
        """The compiled indicators in force on the last day of the period, by id."""
        if period not in self._snapshots:
            compiler = _Compiler(self.pack.at(self.pack.periods[period].end))
            self._snapshots[period] = {i.header.id: compiler.indicator(i) for i in compiler.pack.indicators}
        return self._snapshots[period]

    def previous(self, period: int) -> int | None:
        before = self.pack.predecessor(self.pack.periods[period])
        return self.ordinal[before.id] if before else None

    def _close(self) -> tuple[Active, ...]:
        found: dict[tuple[int, str], Active] = {}
        todo = [(p, c, True) for p in self.requested for c in self.snapshot(p).values()]
        while todo:
            period, compiled, reported = todo.pop()
            if (period, compiled.item) in found:
                continue
            found[period, compiled.item] = Active(period, compiled, reported)
            todo.extend((p, c, False) for p, c in self._needed(period, compiled))
        return tuple(found[key] for key in sorted(found))

    def _needed(self, period: int, compiled: Compiled) -> Iterator[tuple[int, Compiled]]:
        for item, lag in compiled.items_used:
            at = period if lag is Lag.CURRENT else self.previous(period)
            if at is None:
                continue
            now = self.snapshot(period)
            version = self.snapshot(at).get(item) or now.get(item)
            if version and not (at in self.requested and item in self.snapshot(at)):
                yield at, version

    @cached_property
    def compiled(self) -> tuple[Compiled, ...]:
        """The distinct compiled indicators; their place here is their number in the plan."""
        return tuple(dict.fromkeys(a.compiled for a in self.active))

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Indicator ids in the order of the pack; their place here is their number in the plan."""
        return tuple(dict.fromkeys(i.header.id for i in self.pack.indicators))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys(u.question for c in self.compiled for u in c.uses if isinstance(u, FactUse)))

    @cached_property
    def stages(self) -> tuple[tuple[Compiled, ...], ...]:
        """The indicators in the order they can be computed: each stage needs only earlier ones."""
        depth: dict[str, int] = {}
        by_item: dict[str, list[Compiled]] = {}
        for c in self.compiled:
            by_item.setdefault(c.item, []).append(c)

        def of(item: str) -> int:
            if item not in depth:
                needed = [name for c in by_item.get(item, ()) for name, _ in c.items_used]
                depth[item] = 1 + max((of(n) for n in needed), default=-1)
            return depth[item]

        deepest = max((of(c.item) for c in self.compiled), default=-1)
        return tuple(tuple(c for c in self.compiled if of(c.item) == n) for n in range(deepest + 1))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.header.id for s in self.pack.sources))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(self.pack.passport.outcomes)
