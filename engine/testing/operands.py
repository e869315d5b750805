"""Facts with which an operand of a rule is a wanted number."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Self

from engine.intervals import Domain
from engine.pack.model import (
    At,
    ConstantOperand,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    Indicator,
    IndicatorOperand,
    Operand,
    PeriodOperand,
    PeriodTake,
    Series,
)
from engine.plan.compile import Compiled
from engine.statuses import Status
from engine.testing.attempts import (
    ADDRESS,
    MOST,
    NOTHING,
    Facts,
    Members,
    Open,
    Spec,
    combined,
    distinct,
    fits,
    in_state,
    reported,
)
from engine.testing.rules import Rules


@dataclass(frozen=True)
class Operands(ABC):
    """Makes attempts for operands as the rules in force in one period read them.

    What other indicators need is made by what builds on this.
    """

    rules: Rules
    period: str
    depth: int = 0

    @abstractmethod
    def value(self, item: str, x: Decimal) -> Iterator[Facts]:
        """Facts with which the value of an indicator is `x`."""

    @abstractmethod
    def outcome(self, item: str, outcomes: Sequence[str], *, among: bool = True) -> Iterator[Facts]:
        """Facts with which an indicator comes to one of the outcomes, or to any other."""

    @abstractmethod
    def with_points(self, item: str, points: Decimal) -> Iterator[Facts]:
        """Facts with which an indicator gives so many points."""

    @abstractmethod
    def status(self, item: str, status: Status) -> Iterator[Facts]:
        """Facts with which an indicator comes to a status."""

    def _once(self, what: tuple[object, ...], make: Callable[[], Iterator[Facts]]) -> tuple[Facts, ...]:
        """What was made for the same before, else made now, each once; no more than are ever looked at."""
        made: dict[tuple[object, ...], tuple[Facts, ...]] = self.rules.remembered  # type: ignore[assignment]
        key = (self.period, *what)
        if key not in made:
            made[key] = tuple(islice(distinct(make()), MOST))
        return made[key]

    def at(self, period: str) -> Self:
        """The same for another period, one step further from the goal."""
        return replace(self, period=period, depth=self.depth + 1)

    @property
    def ordinal(self) -> int:
        return self.rules.program.ordinal[self.period]

    def compiled(self, item: str) -> Compiled | None:
        return self.rules.snapshot(self.period).get(item)

    def indicator(self, item: str) -> Indicator:
        rule = self.rules.snapshot(self.period)[item].rule
        return next(i for i in self.rules.pack.indicators if i.header.rule == rule)

    def _constant(self, operand: Operand) -> Decimal | None:
        if isinstance(operand, PeriodOperand):
            period = self.rules.periods[self.period]
            days = {PeriodTake.FIRST_DAY: period.start, PeriodTake.LAST_DAY: period.end}
            return Decimal(days[operand.take].toordinal()) if operand.take in days else None
        if isinstance(operand, ConstantOperand):
            here = self.rules.pack.at(self.rules.periods[self.period].end)
            return next((c.value for c in here.constants if c.header.id == operand.constant), None)
        return None

    def worth_trying(self, operand: Operand) -> tuple[Decimal, ...]:
        """The only number of what is given; days at both ends of the period for a date; nothing for all else."""
        if isinstance(operand, ConstantOperand | PeriodOperand):
            number = self._constant(operand)
            return () if number is None else (number,)
        if not isinstance(operand, FactOperand) or operand.take is not FactTake.DATE:
            return ()
        period = self.rules.periods[self.period]
        first, last = period.start.toordinal(), period.end.toordinal()
        return tuple(map(Decimal, (first, first + 1, first - 1, last, last + 1, last - 1)))

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
            case ConstantOperand() | PeriodOperand() if self._constant(operand) == x:
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
        return tuple(spec if "evidence" in dict(spec) else (*spec, ("evidence", ADDRESS)) for spec in specs)

    def _fact_number(self, operand: FactOperand, x: Decimal, *, present: bool) -> Iterator[Facts]:
        fact = self.rules.facts[operand.key]
        take = FactTake.PRESENCE if present and operand.take is FactTake.VALUE else operand.take
        match take:
            case FactTake.PRESENCE:
                yield from self._presence(operand, x)
            case FactTake.HAS if x in (0, 1):
                having, lacking = (operand.members[:1], ()) if x == 1 else ((), operand.members)
                yield self._fact(operand, reported(Members(frozenset(having), frozenset(lacking))))
            case FactTake.MAP:
                for text, number in operand.numbers:
                    if number == x:
                        yield self._fact(operand, reported((text,) if fact.type is FactType.SET else text))
            case FactTake.DATE if 1 <= x < 3_000_000:
                day = date.fromordinal(int(x)).isoformat()
                if fact.type is FactType.DATE:
                    yield self._fact(operand, reported(day))
                else:
                    yield self._fact(operand, reported(Open.ANY, evidence_date=day))
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
            yield self._fact(operand, reported(Open.SOME))

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
        if all(n is not None and fits(domain, n) for n in numbers):
            yield {(p, operand.key): self._evident(operand, reported(n)) for p, n in zip(places, numbers, strict=True)}

    def _periods_known(self, operand: FactOperand, x: Decimal, places: list[str]) -> Iterator[Facts]:
        """So many periods with a value, counted as the fold counts them."""
        if x != x.to_integral_value() or not 0 <= x <= len(places):
            return
        known = self._evident(operand, reported(Open.SOME))
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

    def disputed(self, key: str, one: Spec, other: Spec) -> tuple[Spec, ...]:
        """Two facts that say different things, from two sources where there are two."""
        sources = self._listed(key)
        if len(sources) > 1:
            return ((*one, ("source", sources[0])), (*other, ("source", sources[1])))
        return ((*one, ("provider", "А")), (*other, ("provider", "Б")))

    def _listed(self, key: str) -> tuple[str, ...]:
        """Sources that every rule which asks for the fact lists."""
        asked = [q.sources for q in self.rules.program.questions if q.key == key and q.sources]
        every = tuple(dict.fromkeys(s.header.id for s in self.rules.pack.sources))
        return tuple(s for s in (asked[0] if asked else every) if all(s in sources for sources in asked))

    def unlisted(self, key: str) -> str | None:
        asked = {s for q in self.rules.program.questions if q.key == key for s in q.sources}
        return next((s.header.id for s in self.rules.pack.sources if asked and s.header.id not in asked), None)

    def _is_past(self, operand: FactOperand | IndicatorOperand) -> bool:
        at = operand.series.at
        return (at.back > 0 or at.period is not None) if isinstance(at, At) else at.until > 0


def at_series(operand: FactOperand | IndicatorOperand, series: Series) -> FactOperand | IndicatorOperand:
    return replace(operand, series=series)
