"""Facts that bring a rule where a test wants it: to a value, a row of its table, a status.

What is made here is only tried: whether the facts really lead there, the engine says when it evaluates them. So these
are generators of attempts, the plainest first; no attempt means that none was found, not that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import islice, product

from engine.decimals import PLACES, add
from engine.expression.evaluate import evaluate
from engine.intervals import Domain, Interval, cells
from engine.pack.model import (
    AggregateMeasure,
    At,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Operand,
    PeriodOperand,
    PresenceMeasure,
    RatioMeasure,
    Series,
    TableMeasure,
    ValueMeasure,
)
from engine.plan.codes import FACT_STATES
from engine.plan.compile import NO_BAND, Compiled, Condition, Step, formula_of
from engine.plan.inputs import EntityInput
from engine.statuses import Status
from engine.testing.coverage import VALUE, Grids
from engine.testing.rules import Rules

Spec = tuple[tuple[str, object], ...]
"""The fields of one fact."""

Facts = Mapping[tuple[str, str], tuple[Spec, ...]]
"""What is given of each fact, by its period and key."""

NOTHING: Facts = {}
_ADDRESS = "https://example.org/"
_MOST = 24
_COUNT = Decimal(420)
"""A number of persons or things as it may stand in a letter, at which words take their different forms (421, 419)."""
"""Attempts looked at for one goal."""
_WIDE = 10**18
_ROUND = (Decimal(100), Decimal(50), Decimal(10), Decimal(1), Decimal(0))


def reported(value: object, **more: object) -> tuple[Spec, ...]:
    return ((("value", value), *more.items()),)


def in_state(state: str, **more: object) -> tuple[Spec, ...]:
    return ((("state", state), *more.items()),)


def merged(parts: Iterable[Facts]) -> Facts | None:
    """All the facts; None where two parts want different things of one."""
    found: dict[tuple[str, str], tuple[Spec, ...]] = {}
    for part in parts:
        for key, specs in part.items():
            if found.setdefault(key, specs) != specs:
                return None
    return found


def combined(choices: Sequence[Iterable[Facts]]) -> Iterator[Facts]:
    """Every way to take one attempt of each, where they agree."""
    lists = [list(islice(choice, 6)) for choice in choices]
    for chosen in islice(product(*lists), 200):
        facts = merged(chosen)
        if facts is not None:
            yield facts


@dataclass(frozen=True)
class Maker:
    """Makes attempts for the indicators in force in one period."""

    rules: Rules
    period: str
    depth: int = 0

    @property
    def ordinal(self) -> int:
        return self.rules.program.ordinal[self.period]

    def at(self, period: str) -> Maker:
        return Maker(self.rules, period, self.depth + 1)

    def compiled(self, item: str) -> Compiled | None:
        return self.rules.snapshot(self.period).get(item)

    def indicator(self, item: str) -> Indicator:
        rule = self.rules.snapshot(self.period)[item].rule
        return next(i for i in self.rules.pack.indicators if i.header.rule == rule)

    # Values

    def value(self, item: str, x: Decimal) -> Iterator[Facts]:
        """Facts with which the value of an indicator is `x`."""
        if self.depth > 4 or self.compiled(item) is None:
            return
        yield from islice(self._value(self.indicator(item), x), _MOST)

    def _value(self, indicator: Indicator, x: Decimal) -> Iterator[Facts]:
        match indicator.measure:
            case ValueMeasure(of=of):
                yield from self.operand(of, x)
            case PresenceMeasure(of=of, need=need):
                yield from self._present(of, need or len(of), x)
            case CountMeasure(of=of):
                yield from self._counted(of, x)
            case RatioMeasure(numerator=n, denominator=d, scale=scale):
                yield from self._ratio(n, d, x / scale)
            case ChangeMeasure() as change:
                yield from self._change(change, x)
            case FormulaMeasure(expression=expression, where=where):
                yield from self._formula(expression, dict(where), x)
            case AggregateMeasure() as total:
                yield from self._total(total, x)
            case _:
                return

    def _present(self, of: Sequence[FactOperand], need: int, x: Decimal) -> Iterator[Facts]:
        if x == 1:
            yield from combined([self.operand(o, Decimal(1), present=True) for o in of[:need]])
        elif x == 0:
            yield from combined([self.operand(o, Decimal(0), present=True) for o in of])

    def _counted(self, of: Sequence[FactOperand], x: Decimal) -> Iterator[Facts]:
        if x != x.to_integral_value() or x < 0:
            return
        left, choices = int(x), []
        for operand in of:
            fact = self.rules.facts[operand.key]
            whole = fact.type is FactType.SET and operand.take is FactTake.VALUE
            some = min(left, len(fact.vocabulary) if whole else 1)
            left -= some
            if whole:
                members = tuple(member for member, _ in fact.vocabulary[:some])
                choices.append([self._fact(operand, reported(members) if members else in_state("confirmed_absent"))])
            else:
                choices.append(list(self.operand(operand, Decimal(some), present=True)))
        if left == 0:
            yield from combined(choices)

    def _ratio(self, n: Operand, d: Operand, share: Decimal) -> Iterator[Facts]:
        """Numerator and denominator in the given relation, in whole numbers where these are wanted."""
        exact = share.as_integer_ratio()
        for of in dict.fromkeys((Decimal(100), Decimal(exact[1]), *(Decimal(10**k) for k in range(3, 14)))):
            top = share * of
            if top == top.quantize(Decimal(1)) or of == 100:
                yield from combined([self.operand(n, top), self.operand(d, of)])

    def _change(self, change: ChangeMeasure, x: Decimal) -> Iterator[Facts]:
        present, base = change.of, _at(change.of, change.base)
        bases: tuple[Decimal, ...] = (*_ROUND[:3], Decimal(1000), Decimal(10**6), Decimal(10**11), Decimal(1))
        if change.shown_as is ChangeAs.DIFFERENCE and isinstance(present, FactOperand):
            bases = (_COUNT, *bases)
        elif isinstance(present, IndicatorOperand):
            bases = (Decimal(50), *bases)
        for b in bases:
            now = _present_for(change.shown_as, b, x)
            if now is not None:
                yield from combined([self.operand(present, now), self.operand(base, b)])

    def _formula(self, expression: str, where: Mapping[str, Operand], x: Decimal) -> Iterator[Facts]:
        """All names but one are given plain numbers, and the last is solved for as if the formula were a line."""
        formula = formula_of(expression, where)
        free = [name for name in formula.names if not isinstance(where[name], ConstantOperand | PeriodOperand)]
        fixed = {name: self._constant(where[name]) for name in formula.names if name not in free}
        if None in fixed.values():
            return
        known = {name: value for name, value in fixed.items() if value is not None}

        def at(numbers: Mapping[str, Decimal]) -> Decimal | None:
            return evaluate(formula, {**known, **numbers})

        for values in islice(product((*_ROUND, Decimal(10**11)), repeat=len(free)), 1_300):
            numbers = dict(zip(free, values, strict=True))
            if at(numbers) == x:
                yield from combined([self.operand(where[n], v) for n, v in numbers.items()])
                continue
            for name in free:
                solved = _on_line(lambda v, name=name, numbers=numbers: at({**numbers, name: v}), x)  # type: ignore[misc]
                if solved is not None:
                    chosen = {**numbers, name: solved}
                    yield from combined([self.operand(where[n], v) for n, v in chosen.items()])

    def _constant(self, operand: Operand) -> Decimal | None:
        if isinstance(operand, ConstantOperand):
            here = self.rules.pack.at(self.rules.periods[self.period].end)
            return next((c.value for c in here.constants if c.header.id == operand.constant), None)
        return None

    def _total(self, total: AggregateMeasure, x: Decimal) -> Iterator[Facts]:
        """Each member brought to one of its rows, so that the points (or values) come to `x`."""
        if total.across is not None or total.coefficient is not None or total.weight_by is not None:
            return
        weights = dict(total.weights)
        choices: list[list[tuple[Decimal, str, int]]] = []
        for item in total.indicators:
            compiled = self.compiled(item)
            rows = [(s.points, n) for n, s in enumerate(compiled.steps) if s.points is not None] if compiled else []
            distinct = dict(reversed(rows))
            choices.append([(points, item, n) for points, n in sorted(distinct.items())])
        if total.take != "points" or not all(choices):
            return
        most = [max(points for points, _, _ in choice) for choice in choices]
        for chosen in islice(product(*choices), 20_000):
            numbers = [points for points, _, _ in chosen]
            if _totalled(total.how, numbers, [weights.get(i, Decimal(1)) for _, i, _ in chosen], most) == x:
                yield from islice(combined([self.row(item, n) for _, item, n in chosen]), 2)

    # Operands

    def operand(self, operand: Operand, x: Decimal, *, present: bool = False) -> Iterator[Facts]:
        """Facts with which an operand is the number `x`; `present`: it counts as there (1) or not there (0)."""
        match operand:
            case FactOperand():
                yield from self._fact_number(operand, x, present=present)
            case IndicatorOperand(take=FindingTake.VALUE):
                for period in self._periods(operand.series):
                    yield from self.at(period).value(operand.indicator, x)
            case IndicatorOperand(take=FindingTake.POINTS):
                for period in self._periods(operand.series):
                    yield from self.at(period).with_points(operand.indicator, x)
            case IndicatorOperand(take=FindingTake.IS, outcomes=outcomes):
                for period in self._periods(operand.series):
                    yield from self.at(period).outcome(operand.indicator, outcomes, among=x == 1)
            case ConstantOperand() if self._constant(operand) == x:
                yield NOTHING
            case _:
                return

    def _periods(self, series: Series) -> Iterator[str]:
        """The one period of an operand; of a window that keeps one of its values, its last."""
        places = self.rules.program.places(self.ordinal, series.at)
        if places and (isinstance(series.at, At) or series.fold in (Fold.LAST, Fold.FIRST, Fold.SUM, Fold.MEAN, None)):
            yield self.rules.pack.periods[places[-1].period].id

    def _fact(self, operand: FactOperand, specs: tuple[Spec, ...]) -> Facts:
        """The fact of an operand in every period that it is read at."""
        places = self.rules.program.places(self.ordinal, operand.series.at)
        return {(self.rules.pack.periods[p.period].id, operand.key): self._evident(operand, specs) for p in places}

    def _evident(self, operand: FactOperand, specs: tuple[Spec, ...]) -> tuple[Spec, ...]:
        if not operand.evidence:
            return specs
        return tuple(spec if "evidence" in dict(spec) else (*spec, ("evidence", _ADDRESS)) for spec in specs)

    def _fact_number(self, operand: FactOperand, x: Decimal, *, present: bool) -> Iterator[Facts]:
        fact = self.rules.facts[operand.key]
        take = FactTake.PRESENCE if present and operand.take is FactTake.VALUE else operand.take
        match take:
            case FactTake.PRESENCE:
                yield from self._presence(operand, x)
            case FactTake.HAS:
                others = [member for member, _ in fact.vocabulary if member not in operand.members]
                chosen = operand.members[:1] if x == 1 else tuple(others[:1])
                yield self._fact(operand, reported(chosen) if chosen else in_state("confirmed_absent"))
            case FactTake.MAP:
                for text, number in operand.numbers:
                    if number == x:
                        yield self._fact(operand, reported((text,) if fact.type is FactType.SET else text))
            case FactTake.DATE if 1 <= x < 3_000_000:
                day = date.fromordinal(int(x)).isoformat()
                if fact.type is FactType.DATE:
                    yield self._fact(operand, reported(day))
                else:
                    yield self._fact(operand, self._plain_value(operand.key, evidence_date=day))
            case FactTake.VALUE if fact.type is FactType.NUMBER:
                yield from self._folded(operand, x, fact.domain)
            case FactTake.VALUE if fact.type is FactType.YES_NO and x in (0, 1):
                yield self._fact(operand, reported(x == 1))
            case FactTake.VALUE if fact.type is FactType.SET:
                yield from self._counted([operand], x)
            case _:
                return

    def _presence(self, operand: FactOperand, x: Decimal) -> Iterator[Facts]:
        fact = self.rules.facts[operand.key]
        if x not in (0, 1):
            return
        if fact.type is FactType.YES_NO:
            yield self._fact(operand, reported(x == 1))
        elif x == 0:
            yield self._fact(operand, in_state("confirmed_absent"))
        else:
            yield self._fact(operand, self._plain_value(operand.key))

    def _plain_value(self, key: str, **more: object) -> tuple[Spec, ...]:
        """Some value of a fact that counts as present."""
        fact = self.rules.facts[key]
        value: object = "…да…"
        match fact.type:
            case FactType.NUMBER:
                value = _inside(fact.domain, Decimal(1))
            case FactType.YES_NO:
                value = True
            case FactType.SET:
                value = (fact.vocabulary[0][0],)
            case FactType.DATE:
                value = self.rules.periods[self.period].start.isoformat()
            case FactType.TEXT:
                value = "есть"
        return reported(value, **more)

    def _folded(self, operand: FactOperand, x: Decimal, domain: Domain) -> Iterator[Facts]:
        places = [
            self.rules.pack.periods[p.period].id for p in self.rules.program.places(self.ordinal, operand.series.at)
        ]
        if not places:
            return
        rest: Decimal | None = x
        match operand.series.fold:
            case Fold.SUM:
                rest = Decimal(0)
            case Fold.COUNT | Fold.SPAN | Fold.AGE | Fold.RUN | Fold.MEAN_RATE:
                yield from self._periods_known(operand, x, places)
                return
        numbers = [rest] * (len(places) - 1) + [x]
        if all(n is not None and _fits(domain, n) for n in numbers):
            yield {(p, operand.key): self._evident(operand, reported(n)) for p, n in zip(places, numbers, strict=True)}

    def _periods_known(self, operand: FactOperand, x: Decimal, places: list[str]) -> Iterator[Facts]:
        """So many periods with a value, counted as the fold counts them."""
        if x != x.to_integral_value() or not 0 <= x <= len(places):
            return
        known = self._evident(operand, self._plain_value(operand.key))
        n = int(x)
        match operand.series.fold:
            case Fold.COUNT:
                yield {(p, operand.key): known for p in places[len(places) - n :]}
            case Fold.RUN:
                none = self._evident(operand, reported(Decimal(0)))
                yield {(p, operand.key): known if i >= len(places) - n else none for i, p in enumerate(places)}
            case Fold.SPAN | Fold.AGE if n < len(places):
                yield {(places[len(places) - 1 - n], operand.key): known}
            case Fold.MEAN_RATE if n == 0:
                yield {(p, operand.key): known for p in places}
            case _:
                return

    # Rows

    def outcome(self, item: str, outcomes: Sequence[str], *, among: bool = True) -> Iterator[Facts]:
        """Facts with which an indicator comes to one of the outcomes, or to any other."""
        compiled = self.compiled(item)
        for n, step in enumerate(compiled.steps if compiled else ()):
            if step.outcome is not None and (step.outcome in outcomes) == among:
                yield from islice(self.row(item, n), 3)

    def with_points(self, item: str, points: Decimal) -> Iterator[Facts]:
        compiled = self.compiled(item)
        for n, step in enumerate(compiled.steps if compiled else ()):
            if step.points == points:
                yield from islice(self.row(item, n), 3)

    def row(self, item: str, n: int, wanted: tuple[str, Decimal] | None = None) -> Iterator[Facts]:
        """Facts with which a row of the table holds; `wanted` fixes the number of one input."""
        compiled = self.compiled(item)
        if compiled is None or self.depth > 4:
            return
        indicator = self.indicator(item)
        step = compiled.steps[n]
        if step.reason == NO_BAND:
            return
        inputs = self._operands(indicator)
        choices: list[list[Facts]] = []
        needs_value = not isinstance(indicator.measure, TableMeasure)
        for c in _by_input(compiled, step):
            name, conditions = c
            if name in ("kind", "level"):
                continue
            numbers = [wanted[1]] if wanted is not None and wanted[0] == name else None
            choices.append(list(islice(self._input(name, conditions, indicator, inputs, compiled, numbers), 8)))
            needs_value = needs_value and name != VALUE
        if needs_value:
            choices.append(list(islice(self._any_value(indicator), 4)))
        if all(choices):
            yield from islice(combined(choices), _MOST)

    def _operands(self, indicator: Indicator) -> Mapping[str, Operand | InputFormula]:
        return Grids(indicator, self.rules.pack).operands

    def _input(
        self,
        name: str,
        conditions: Sequence[Condition],
        indicator: Indicator,
        inputs: Mapping[str, Operand | InputFormula],
        compiled: Compiled,
        numbers: Sequence[Decimal] | None,
    ) -> Iterator[Facts]:
        """Facts with which one input meets its conditions."""
        given = inputs.get(name)
        named = [c for c in conditions if c.names or c.negated]
        if named:
            if given is not None and not isinstance(given, InputFormula):
                yield from self._names(given, named)
            return
        if numbers is None:
            numbers = list(Numbers(Grids(indicator, self.rules.pack)).meeting(name, conditions))
        for x in numbers:
            if name == VALUE:
                yield from islice(self._value(indicator, x), 3)
            elif isinstance(given, InputFormula):
                operands = {n: o for n, o in inputs.items() if not isinstance(o, InputFormula)}
                yield from islice(self._formula(given.expression, operands, x), 3) if _closed(given, operands) else ()
            elif given is not None:
                yield from islice(self.operand(given, x), 3)

    def _names(self, operand: Operand, conditions: Sequence[Condition]) -> Iterator[Facts]:
        def fits(name: str) -> bool:
            return all((name in c.names) != c.negated for c in conditions)

        match operand:
            case IndicatorOperand(take=FindingTake.OUTCOME):
                for period in self._periods(operand.series):
                    compiled = self.at(period).compiled(operand.indicator)
                    known = dict.fromkeys(s.outcome for s in compiled.steps if s.outcome) if compiled else {}
                    yield from self.at(period).outcome(operand.indicator, [o for o in known if fits(o)])
            case IndicatorOperand(take=FindingTake.STATUS):
                for period in self._periods(operand.series):
                    for status in filter(fits, Status):
                        yield from islice(self.at(period).status(operand.indicator, Status(status)), 2)
            case FactOperand(take=FactTake.STATE):
                for state in filter(fits, FACT_STATES):
                    yield from self._in_state(operand, state)
            case _:
                return

    def _in_state(self, operand: FactOperand, state: str) -> Iterator[Facts]:
        match state:
            case "not_reported":
                yield NOTHING
            case "reported":
                yield self._fact(operand, self._plain_value(operand.key))
            case "not_listed":
                other = self.unlisted(operand.key)
                if other is not None:
                    yield self._fact(operand, self._plain_value(operand.key, source=other))
            case "conflict":
                yield from self._contradiction(operand)
            case _:
                yield self._fact(operand, in_state(state))

    def _contradiction(self, operand: FactOperand) -> Iterator[Facts]:
        fact = self.rules.facts[operand.key]
        one = dict(self._plain_value(operand.key)[0])["value"]
        other: object = {FactType.YES_NO: False, FactType.NUMBER: _inside(fact.domain, Decimal(2))}.get(
            fact.type, "нет"
        )
        yield self._fact(operand, self.disputed(operand.key, one, other))

    def disputed(self, key: str, one: object, other: object) -> tuple[Spec, ...]:
        """Two facts that say different things, from two sources where there are two."""
        sources = self._listed(key)
        if len(sources) > 1:
            return (*reported(one, source=sources[0]), *reported(other, source=sources[1]))
        return (*reported(one, provider="А"), *reported(other, provider="Б"))

    def _listed(self, key: str) -> tuple[str, ...]:
        """Sources that every rule which asks for the fact lists."""
        asked = [q.sources for q in self.rules.program.questions if q.key == key and q.sources]
        every = tuple(dict.fromkeys(s.header.id for s in self.rules.pack.sources))
        return tuple(s for s in (asked[0] if asked else every) if all(s in sources for sources in asked))

    def unlisted(self, key: str) -> str | None:
        asked = {s for q in self.rules.program.questions if q.key == key for s in q.sources}
        return next((s.header.id for s in self.rules.pack.sources if asked and s.header.id not in asked), None)

    def _any_value(self, indicator: Indicator) -> Iterator[Facts]:
        domain, _ = Grids(indicator, self.rules.pack).of(VALUE)
        for x in dict.fromkeys(_inside(domain, n) for n in (Decimal(50), Decimal(1), Decimal(0), Decimal(10))):
            yield from islice(self._value(indicator, x), 2)

    # Statuses

    def status(self, item: str, status: Status) -> Iterator[Facts]:
        """Facts with which an indicator comes to a status."""
        compiled = self.compiled(item)
        if compiled is None or self.depth > 4:
            return
        indicator = self.indicator(item)
        for n, step in enumerate(compiled.steps):
            if step.outcome is None and step.reason != NO_BAND:
                yield from islice(self.row(item, n), 2)
        if status is Status.SCORED:
            for n in range(len(compiled.steps)):
                yield from islice(self.row(item, n), 2)
            yield from self._any_value(indicator)
        elif status is Status.NO_DATA:
            yield NOTHING
        elif isinstance(indicator.measure, AggregateMeasure):
            yield from self._members_at(indicator.measure, status)
        else:
            yield from self._unscored(indicator, status)

    def _members_at(self, total: AggregateMeasure, status: Status) -> Iterator[Facts]:
        if total.across is None:
            members = [item for item in total.indicators if self.compiled(item) is not None]
            yield from islice(combined([list(islice(self.status(m, status), 2)) or [NOTHING] for m in members]), 4)
        if total.coefficient is not None:
            yield from islice(self.status(total.coefficient.indicator, status), 2)

    def _unscored(self, indicator: Indicator, status: Status) -> Iterator[Facts]:
        if status is Status.CONFLICT:
            yield from self._conflicts(indicator)
        plain = next(iter(self._any_value(indicator)), NOTHING)
        operands = list(_all_operands(indicator))
        facts = [o for o in operands if isinstance(o, FactOperand)]
        others = [o for o in operands if isinstance(o, IndicatorOperand)]
        if status is Status.NOT_ASSESSED:
            yield from self._not_computable(indicator)
            early = [o for o in facts if self._is_past(o)]
            for operand in early:
                yield {**plain, **self._fact(operand, in_state("not_applicable"))}
            for other in (o for o in others if self._is_past(o)):
                for made in self._of_other(other, Status.NOT_APPLICABLE):
                    yield _without_period(plain, made)
            return
        state = {
            Status.NOT_APPLICABLE: "not_applicable",
            Status.UNCONFIRMED: "unconfirmed",
            Status.SUPPRESSED: "suppressed",
        }.get(status)
        if state is None:
            return
        now = [o for o in facts if not self._is_past(o)]
        # A letter about evidence that cannot be opened names it.
        more = {"evidence": _ADDRESS} if status is Status.UNCONFIRMED else {}
        every = [self._fact(o, in_state(state, **more)) for o in now]
        if isinstance(indicator.measure, PresenceMeasure | CountMeasure):
            yield merged(every) or NOTHING
        if now:
            yield {**plain, **every[0]}
            yield {**plain, **(merged(every) or {})}
        for other in (o for o in others if state != "not_applicable" or not self._is_past(o)):
            for made in self._of_other(other, status):
                yield _without_period(plain, made)
        for operand in (o for o in facts if state != "not_applicable" and self._is_past(o)):
            yield {**plain, **self._fact(operand, in_state(state, **more))}

    def _of_other(self, operand: IndicatorOperand, status: Status) -> Iterator[Facts]:
        for period in self._periods(operand.series):
            yield from islice(self.at(period).status(operand.indicator, status), 3)

    def _is_past(self, operand: FactOperand | IndicatorOperand) -> bool:
        at = operand.series.at
        return (at.back > 0 or at.period is not None) if isinstance(at, At) else at.until > 0

    def _not_computable(self, indicator: Indicator) -> Iterator[Facts]:
        match indicator.measure:
            case RatioMeasure(numerator=n, denominator=d):
                yield from islice(combined([self.operand(n, Decimal(1)), self.operand(d, Decimal(0))]), 2)
                yield from islice(combined([self.operand(n, Decimal(0)), self.operand(d, Decimal(0))]), 2)
            case ChangeMeasure(of=of, base=base, shown_as=shown_as) if shown_as is not ChangeAs.MEAN_RATE:
                yield from islice(combined([self.operand(of, Decimal(1)), self.operand(_at(of, base), Decimal(0))]), 2)
            case FormulaMeasure(expression=expression, where=where):
                formula = formula_of(expression, dict(where))
                for values in islice(product((Decimal(0), Decimal(-1), Decimal(1)), repeat=len(formula.names)), 100):
                    numbers = dict(zip(formula.names, values, strict=True))
                    if evaluate(formula, numbers) is None:
                        yield from islice(combined([self.operand(dict(where)[n], v) for n, v in numbers.items()]), 2)
            case _:
                return

    def _conflicts(self, indicator: Indicator) -> Iterator[Facts]:
        """Two sets of facts that lead to different rows, joined where they differ in one fact."""
        compiled = self.compiled(indicator.header.id)
        rows = range(len(compiled.steps)) if compiled else range(0)
        found = [facts for n in rows for facts in islice(self.row(indicator.header.id, n), 3)]
        found += list(islice(self._any_value(indicator), 6))
        for one, other in islice(((a, b) for a in found for b in found), 400):
            for key in [key for key in one if key in other and one[key] != other[key]]:
                first, second = dict(one[key][0]), dict(other[key][0])
                if "value" in first and "value" in second:
                    yield {**other, **one, key: self.disputed(key[1], first["value"], second["value"])}
        for operand in _all_operands(indicator):
            if isinstance(operand, IndicatorOperand):
                plain = next(iter(self._any_value(indicator)), NOTHING)
                for made in self._of_other(operand, Status.CONFLICT):
                    yield _without_period(plain, made)


@dataclass(frozen=True)
class Numbers:
    """Numbers that meet conditions: those at limits first, then one within each stretch between them."""

    grids: Grids

    def meeting(self, name: str, conditions: Sequence[Condition]) -> Iterator[Decimal]:
        domain, _ = self.grids.of(name)
        beside = [x for c in conditions for x in self.grids.beside(name, c)]
        intervals = [Interval(c.low, c.low_closed, c.high, c.high_closed) for c in conditions]
        within = [cell.witness for cell in cells(domain, intervals) if len(cell.inside) == len(intervals)]
        far = [x + y for x in beside for y in (Decimal(10), Decimal(-10))]
        for x in dict.fromkeys((*within, *beside, *far)):
            if all(c.holds(x) for c in conditions) and _fits(domain, x):
                yield x


def _by_input(compiled: Compiled, step: Step) -> Iterator[tuple[str, list[Condition]]]:
    names: dict[str, list[Condition]] = {}
    for c in step.conditions:
        name, given = compiled.inputs[c.column]
        if not isinstance(given, EntityInput):
            names.setdefault(name, []).append(c)
    yield from names.items()


def _closed(formula: InputFormula, operands: Mapping[str, Operand]) -> bool:
    """Whether a formula of inputs names operands only."""
    try:
        formula_of(formula.expression, operands)
    except AssertionError:
        return False
    return True


def _all_operands(indicator: Indicator) -> Iterator[Operand]:
    match indicator.measure:
        case ValueMeasure(of=of):
            yield of
        case RatioMeasure(numerator=n, denominator=d):
            yield from (n, d)
        case ChangeMeasure(of=of, base=base, shown_as=shown_as):
            if shown_as is not ChangeAs.MEAN_RATE:
                yield of
            yield _at(of, base)
        case PresenceMeasure(of=several) | CountMeasure(of=several):
            yield from several
        case FormulaMeasure(where=where):
            yield from (operand for _, operand in where)
    judge = indicator.judge
    for _, given in judge.inputs if judge is not None else ():
        if not isinstance(given, InputFormula):
            yield given


def _at(operand: FactOperand | IndicatorOperand, series: Series) -> FactOperand | IndicatorOperand:
    return replace(operand, series=series)


def _present_for(shown_as: ChangeAs, base: Decimal, x: Decimal) -> Decimal | None:
    """The present value that stands in the wanted relation to the base."""
    match shown_as:
        case ChangeAs.DIFFERENCE | ChangeAs.POINTS:
            return base + x
        case ChangeAs.PERCENT:
            return base + base * x / 100
        case ChangeAs.GROWTH_RATE:
            return base * x / 100
        case ChangeAs.COMPOUND_RATE:
            return base * (1 + x / 100)
        case _:
            return None


def _on_line(of: Callable[[Decimal], Decimal | None], x: Decimal) -> Decimal | None:
    """Where a function that is a line between two numbers comes to `x`, to nine places."""
    low, high = of(Decimal(0)), of(Decimal(1))
    if low is None or high is None or low == high:
        return None
    found = (x - low) / (high - low)
    if abs(found) >= _WIDE:
        return None
    snapped = round(found, PLACES)
    return snapped if of(snapped) == x else None


def _totalled(
    how: How, numbers: Sequence[Decimal], weights: Sequence[Decimal], most: Sequence[Decimal]
) -> Decimal | None:
    summed = reduce(add, (n * w for n, w in zip(numbers, weights, strict=True)), Decimal(0))
    match how:
        case How.SUM:
            return summed
        case How.MEAN | How.WEIGHTED_MEAN:
            return summed / sum(weights)
        case How.MIN:
            return min(numbers)
        case How.MAX:
            return max(numbers)
        case How.PERCENT_OF_MAXIMUM:
            top = sum((m * w for m, w in zip(most, weights, strict=True)), Decimal(0))
            return 100 * summed / top if top else None
        case _:
            return None


def _without_period(plain: Facts, made: Facts) -> Facts:
    """The plain facts, with those of the periods that were made anew left out."""
    periods = {period for period, _ in made}
    return {**{key: specs for key, specs in plain.items() if key[0] not in periods}, **made}


def _fits(domain: Domain, x: Decimal) -> bool:
    whole = not domain.whole_numbers or x == x.to_integral_value()
    low = domain.minimum is None or x >= domain.minimum
    high = domain.maximum is None or x <= domain.maximum
    places = int(x.normalize().as_tuple().exponent) >= -PLACES if x else True
    return whole and low and high and places and abs(x) < _WIDE


def _inside(domain: Domain, x: Decimal) -> Decimal:
    """The number of a domain that is nearest to `x`."""
    if domain.minimum is not None and x < domain.minimum:
        return domain.minimum
    return domain.maximum if domain.maximum is not None and x > domain.maximum else x
