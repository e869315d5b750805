"""The plan said again in plain Python, as obviously as possible and without SQL, to compare its results with.

One entity, one indicator, one fact at a time; numbers are fractions, snapped to nine places where the plan multiplies
or divides. Nothing here is taken from the plan.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product

from engine.pack.model import (
    AggregateMeasure,
    Band,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FactType,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    Lag,
    Operand,
    Pack,
    Period,
    PresenceMeasure,
    RatioMeasure,
)
from engine.pack.operands import operands_of
from engine.statuses import FactState
from tests.plan.world import Fact, Place

Formula = Callable[[Mapping[str, Fraction]], Fraction | None]

NUMBER, NOT_APPLICABLE, NOT_LISTED, NOT_FOUND = "number", "not_applicable", "not_listed", "not_found"
UNCONFIRMED, SUPPRESSED, REJECTED, NO_NUMBER = "unconfirmed", "suppressed", "rejected", "no_number"
MISSING, COVERAGE, CONFLICT, OPERAND = "missing", "coverage", "conflict", "operand"

IN_ORDER = (
    (CONFLICT, "conflict", "contradiction"),
    (SUPPRESSED, "suppressed", "suppressed"),
    (UNCONFIRMED, "unconfirmed", "evidence"),
    (NOT_LISTED, "unconfirmed", "source_not_listed"),
    (REJECTED, "no_data", "candidate_rejected"),
    (COVERAGE, "no_data", "coverage"),
    (OPERAND, "no_data", "operand"),
    (NOT_FOUND, "no_data", "not_found"),
    (MISSING, "no_data", "not_reported"),
    (NO_NUMBER, "no_data", "no_number"),
)
"""What an operand without a number makes of the finding: the first of these that any operand is in."""

APPLICABLE = ("scored", "no_data", "unconfirmed", "conflict", "suppressed")
ASKED_FIRST = ("clarify", "resubmit", "restore_access", "confirm", "no_data", "base_line")
ASKED_OF_STATE = {
    REJECTED: "resubmit",
    UNCONFIRMED: "restore_access",
    NOT_LISTED: "confirm",
    MISSING: "no_data",
    NOT_FOUND: "no_data",
    NO_NUMBER: "no_data",
}
MOST_RIVALS, MOST_CONTESTED = 3, 3


def snap(x: Fraction) -> Fraction:
    """To nine places, halves away from zero."""
    steps = math.floor(abs(x) * 10**9 + Fraction(1, 2))
    return Fraction(steps if x >= 0 else -steps, 10**9)


@dataclass(frozen=True)
class Answer:
    """What the facts say to one question: the winner, its rivals, and why each loser lost."""

    winner: int | None
    rivals: tuple[int, ...] = ()
    losers: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """What is known of one operand. `others` are what the rivals of its fact would make of it."""

    state: str
    number: Fraction | None = None
    facts: frozenset[int] = frozenset()
    others: tuple[Cell, ...] = ()
    previous: bool = False
    question: tuple[str, str] | None = None
    """Period and key of the fact it is; None for indicators and constants."""
    coverage: tuple[int, int] | None = None
    """How many entities of how many were summed in the indicator it is."""


@dataclass(frozen=True)
class Judged:
    """A status with what belongs to it."""

    status: str
    reason: str | None = None
    value: Fraction | None = None
    outcome: str | None = None
    points: Fraction | None = None
    meets: bool = False


@dataclass(frozen=True)
class Total:
    value: Fraction | None
    assessed: int
    applicable: int
    lower: Fraction | None
    upper: Fraction | None
    maximum: Fraction | None
    nominal: Fraction | None


@dataclass(frozen=True)
class Finding:
    judged: Judged
    cells: tuple[Cell, ...] = ()
    facts: frozenset[int] = frozenset()
    marks: frozenset[str] = frozenset()
    lower: Fraction | None = None
    upper: Fraction | None = None
    covered: int | None = None
    countable: int | None = None
    total: Total | None = None
    rolled_up: bool = False

    @property
    def coverage(self) -> tuple[int, int] | None:
        return None if self.covered is None or self.countable is None else (self.covered, self.countable)


@dataclass(frozen=True)
class Panel:
    """The operands of a roll-up, or the entity's own; `covered` None where nothing was rolled up."""

    cells: tuple[Cell, ...]
    covered: int | None = None
    countable: int | None = None


class Oracle:
    """`formulas` says in Python what each formula of the pack computes."""

    def __init__(
        self,
        pack: Pack,
        places: Sequence[Place],
        facts: Sequence[Fact],
        periods: Sequence[str],
        formulas: Mapping[str, Formula] | None = None,
    ) -> None:
        self.pack, self.places, self.facts, self.periods = pack, places, facts, periods
        self.formulas = formulas or {}
        self.place = {p.id: p for p in places}
        self.kind = {k.id: k for k in pack.kinds}
        self.key = {f.key: f for f in pack.facts}
        self.period = {p.id: p for p in pack.periods}
        self.indicator = {i.header.id: i for i in pack.indicators}
        self.known: dict[tuple[str, str, str], Finding] = {}

    @cached_property
    def findings(self) -> dict[tuple[str, str, str], Finding]:
        return {
            (place.id, period, i.header.id): self.finding(place.id, period, i)
            for period in self.periods
            for i in self.pack.indicators
            for place in self.places
            if self.measured(place.id, i)
        }

    # Where an indicator is measured

    def measured(self, entity: str, i: Indicator) -> bool:
        kind = self.kind[self.place[entity].kind]
        return kind.assessed and kind.level in i.levels

    def applies(self, entity: str, i: Indicator) -> bool:
        return self.measured(entity, i) and self.place[entity].kind in i.kinds

    def above(self, entity: str) -> Iterable[str]:
        parent = self.place[entity].parent
        while parent is not None:
            yield parent
            parent = self.place[parent].parent

    def children(self, entity: str, i: Indicator) -> list[str]:
        """The entities to which the indicator applies and whose nearest such ancestor is `entity`."""
        return [
            p.id
            for p in self.places
            if self.applies(p.id, i) and next((a for a in self.above(p.id) if self.applies(a, i)), None) == entity
        ]

    # Which fact wins

    def superseded(self, entity: str, period: str, key: str) -> set[int]:
        out = set()
        asked = self.about(entity, period, key)
        for n in asked:
            for m in asked:
                f, c = self.facts[n], self.facts[m]
                if c.correction and n != m and c.provider is not None and f.provider == c.provider:
                    newer = (c.submitted, m) > (f.submitted, n) if f.correction else not_later(f, c)
                    out |= {n} if newer else set()
        return out

    def about(self, entity: str, period: str, key: str) -> list[int]:
        return [n for n, f in enumerate(self.facts) if (f.entity, f.period, f.key) == (entity, period, key)]

    def predecessors(self, n: int) -> list[Fact]:
        """The fact and, when it is a correction, what it corrects."""
        c = self.facts[n]
        same = [self.facts[m] for m in self.about(c.entity, c.period, c.key)]
        corrected = [f for f in same if c.correction and f.provider == c.provider and not_later(f, c)]
        return [c, *corrected]

    def tier(self, n: int, sources: tuple[str, ...]) -> int:
        listed = not sources or any(f.source in sources for f in self.predecessors(n))
        state = self.facts[n].state
        if state is FactState.NOT_APPLICABLE:
            return 1
        if state is FactState.NOT_FOUND:
            return 4 if listed else 5
        if not listed:
            return 3
        return 2 if state is FactState.UNCONFIRMED else 1

    def rank(self, n: int) -> int:
        order = self.pack.passport.resolution.source_order
        return min(order.index(f.source) if f.source in order else len(order) for f in self.predecessors(n))

    def newness(self, n: int) -> date:
        f = self.facts[n]
        return f.observed or (date.max if f.state is FactState.REJECTED else date.min)

    def answer(self, entity: str, period: str, key: str, sources: tuple[str, ...]) -> Answer:
        out = self.superseded(entity, period, key)
        candidates = [n for n in self.about(entity, period, key) if n not in out]
        losers = dict.fromkeys(out, "superseded")
        if not candidates:
            return Answer(None, (), losers)
        best = min(candidates, key=lambda n: (self.tier(n, sources), self.rank(n), -self.newness(n).toordinal(), n))
        losers |= {n: self.why(n, best, candidates, sources) for n in candidates if n != best}
        distinct = {self.says(n): n for n in reversed(candidates) if losers.get(n) == "contradicts"}
        return Answer(best, tuple(sorted(distinct.values())), losers)

    def says(self, n: int) -> tuple[object, ...]:
        f = self.facts[n]
        return f.state, f.value, f.text

    def why(self, n: int, best: int, candidates: list[int], sources: tuple[str, ...]) -> str:
        def standing(m: int) -> tuple[int, int, str]:
            return self.tier(m, sources), self.rank(m), self.facts[m].source

        if self.tier(n, sources) != self.tier(best, sources):
            return "weaker"
        if self.rank(n) != self.rank(best):
            return "source_order"
        if any(standing(m) == standing(n) and self.newness(m) > self.newness(n) for m in candidates):
            return "older"
        if self.says(n) == self.says(best):
            return "agrees"
        if FactState.REJECTED in (self.facts[n].state, self.facts[best].state):
            return "weaker"
        tied = any(m < n and standing(m) == standing(n) and self.newness(m) == self.newness(n) for m in candidates)
        return "later_row" if tied and self.pack.passport.resolution.ties_first else "contradicts"

    # What an operand is

    def cell(self, entity: str, period: Period, i: Indicator, operand: Operand) -> Cell:
        if isinstance(operand, ConstantOperand):
            constant = next(c for c in self.pack.constants if c.header.id == operand.constant)
            return Cell(NUMBER, Fraction(constant.value))
        previous = operand.lag is Lag.PREVIOUS
        at = self.pack.predecessor(period) if previous else period
        if at is None:
            return Cell(MISSING, previous=True)
        if isinstance(operand, IndicatorOperand):
            used = self.finding(entity, at.id, self.indicator[operand.indicator])
            number = used.judged.value if used.judged.status == "scored" else None
            coverage = (
                None if isinstance(self.indicator[operand.indicator].measure, AggregateMeasure) else used.coverage
            )
            return Cell(state_of_finding(used.judged), number, used.facts, previous=previous, coverage=coverage)
        answer = self.answer(entity, at.id, operand.key, i.sources)
        found = replace(self.said(answer.winner, i, operand), previous=previous, question=(at.id, operand.key))
        return replace(found, others=tuple(replace(self.said(r, i, operand), previous=previous) for r in answer.rivals))

    def said(self, n: int | None, i: Indicator, operand: FactOperand) -> Cell:
        """What fact `n` says to the indicator."""
        if n is None:
            return Cell(MISSING)
        fact, tier = self.facts[n], self.tier(n, i.sources)
        presence = isinstance(i.measure, PresenceMeasure | CountMeasure)
        absent = self.key[operand.key].absent_means
        number: Fraction | None = None
        if fact.state is FactState.NOT_APPLICABLE:
            state = NOT_APPLICABLE
        elif tier in (3, 5):
            state = NOT_LISTED if tier == 3 else NOT_FOUND
        elif fact.state is FactState.REPORTED:
            assert fact.value is not None
            state, number = NUMBER, Fraction(fact.value)
            if presence and not (isinstance(i.measure, CountMeasure) and self.key[fact.key].type is FactType.SET):
                number = Fraction(number > 0)
        elif fact.state is FactState.CONFIRMED_ABSENT:
            zero = Fraction(0) if presence else None if absent is None else Fraction(absent)
            state, number = NO_NUMBER if zero is None else NUMBER, zero
        elif fact.state is FactState.NOT_FOUND:
            proves = isinstance(i.measure, PresenceMeasure | CountMeasure) and i.measure.not_found_is_absent
            state, number = (NUMBER, Fraction(0)) if proves else (NOT_FOUND, None)
        else:
            state = {
                FactState.UNCONFIRMED: UNCONFIRMED,
                FactState.SUPPRESSED: SUPPRESSED,
                FactState.REJECTED: REJECTED,
            }[fact.state]
        return Cell(state, number, frozenset({n}))

    # Sums over the entities below

    def panel(self, entity: str, period: Period, i: Indicator) -> Panel:
        operands = needed(i)
        own = tuple(self.cell(entity, period, i, operand) for operand in operands)
        below = self.children(entity, i) if i.rollup else []
        if not below or any(c.facts and not c.previous for c in own):
            return Panel(own)
        assert i.rollup is not None
        children = [self.panel(child, period, i).cells for child in below]
        counted = [cells for cells in children if not any(c.state == NOT_APPLICABLE and not c.others for c in cells)]
        known = [cells for cells in counted if all(c.state == NUMBER and not c.others for c in cells)]
        enough = known and 100 * len(known) >= Fraction(i.rollup.minimum_coverage) * len(counted)
        cells = []
        for n, cell in enumerate(own):
            facts = frozenset(f for child in known for f in child[n].facts)
            if isinstance(operands[n], ConstantOperand):
                cells.append(cell)
                continue
            if not counted:
                state = NOT_APPLICABLE
            elif enough:
                state = NUMBER
            else:
                state = COVERAGE if any(child[n].state == NUMBER for child in children) else MISSING
            number = sum((child[n].number or Fraction(0) for child in known), Fraction(0)) if enough else None
            cells.append(Cell(state, number, facts, previous=cell.previous))
        return Panel(tuple(cells), len(known), len(counted))

    # What comes of it

    def finding(self, entity: str, period: str, i: Indicator) -> Finding:
        key = (entity, period, i.header.id)
        if key not in self.known:
            self.known[key] = self.reckon(entity, self.period[period], i)
        return self.known[key]

    def reckon(self, entity: str, period: Period, i: Indicator) -> Finding:
        if not self.applies(entity, i):
            nothing = 0 if isinstance(i.measure, AggregateMeasure) else None
            return Finding(Judged("not_applicable", "kind"), covered=nothing, countable=nothing)
        if isinstance(i.measure, AggregateMeasure):
            return self.aggregate(entity, period, i, i.measure)
        panel = self.panel(entity, period, i)
        judged, disagree = self.weigh(i, panel.cells, period)
        marks = {"sources_disagree"} if disagree else set()
        covered, countable = panel.covered, panel.countable
        parts = [c.coverage for c in panel.cells if c.coverage is not None]
        if parts:  # the part known least of
            covered, countable = min(parts, key=lambda part: Fraction(part[0], part[1] or 1))
        if judged.status == "scored" and covered != countable:
            marks.add("partial_coverage")
        facts = frozenset(f for c in panel.cells for f in c.facts)
        lower, upper = bounds(judged, i)
        rolled_up = panel.covered is not None
        return Finding(
            judged, panel.cells, facts, frozenset(marks), lower, upper, covered, countable, rolled_up=rolled_up
        )

    def weigh(self, i: Indicator, cells: tuple[Cell, ...], period: Period) -> tuple[Judged, bool]:
        """The finding, and whether rivals stand against its facts without changing it."""
        contested = [c for c in cells if c.others]
        if len(contested) > MOST_CONTESTED or any(len(c.others) > MOST_RIVALS for c in contested):
            return Judged("conflict", "contradiction"), False
        results = [self.judge(i, chosen, period) for chosen in product(*((c, *c.others) for c in cells))]
        if len({(r.status, r.reason, r.outcome if i.judge else r.value) for r in results}) > 1:
            return Judged("conflict", "contradiction"), False
        return results[0], bool(contested) and results[0].status == "scored"

    def judge(self, i: Indicator, cells: tuple[Cell, ...], period: Period) -> Judged:
        present = [c for c in cells if not c.previous]
        before = [c for c in cells if c.previous]
        counted = isinstance(i.measure, PresenceMeasure | CountMeasure)
        if not counted and any(c.state == NOT_APPLICABLE for c in present):
            return Judged("not_applicable", "fact_says_so")
        if before and (self.pack.predecessor(period) is None or any(c.state == NOT_APPLICABLE for c in before)):
            return Judged("not_assessed", "no_predecessor")
        if any(c.state == MISSING for c in before) and not any(c.state in (MISSING, NOT_FOUND) for c in present):
            return Judged("no_data", "previous_missing")
        if isinstance(i.measure, PresenceMeasure | CountMeasure):
            return self.present(i, i.measure, cells)
        return first_of(cells) or self.number(i, [c.number or Fraction(0) for c in cells])

    def present(self, i: Indicator, measure: PresenceMeasure | CountMeasure, cells: tuple[Cell, ...]) -> Judged:
        left = [c for c in cells if c.state != NOT_APPLICABLE]
        if not left:
            return Judged("not_applicable", "fact_says_so")
        if isinstance(measure, CountMeasure):
            return first_of(left) or banded(i, sum((c.number or Fraction(0) for c in left), Fraction(0)))
        need = len(left) if measure.need is None else min(measure.need, len(left))
        there = sum(c.state == NUMBER and c.number == 1 for c in left)
        unknown = sum(c.state != NUMBER for c in left)
        if there >= need:
            return banded(i, Fraction(1))
        return banded(i, Fraction(0)) if there + unknown < need else first_of(left) or banded(i, Fraction(0))

    def number(self, i: Indicator, numbers: list[Fraction]) -> Judged:
        measure = i.measure
        value: Fraction | None = numbers[0]
        if isinstance(measure, RatioMeasure):
            value = divided(snap(measure.scale * numbers[0]), numbers[1])
        elif isinstance(measure, ChangeMeasure):
            value = change(measure.shown_as, *numbers)
        elif isinstance(measure, FormulaMeasure):
            names = [name for name, _ in measure.where]
            value = self.formulas[measure.expression](dict(zip(names, numbers, strict=True)))
        if value is None:
            return Judged(
                "not_assessed", "not_computable" if isinstance(measure, FormulaMeasure) else "zero_denominator"
            )
        return banded(i, value)

    # Totals

    def aggregate(self, entity: str, period: Period, i: Indicator, measure: AggregateMeasure) -> Finding:
        over = (
            [entity]
            if measure.across is None
            else [p.id for p in self.places if entity in self.above(p.id) and self.kind[p.kind].level == measure.across]
        )
        weights = {m: Fraction(w) for m, w in measure.weights}
        members = [
            Member.of(self.finding(e, period.id, self.indicator[m]), self.indicator[m], weights.get(m, Fraction(1)))
            for m in measure.indicators
            for e in over
            if self.measured(e, self.indicator[m])
        ]
        total = totalled(measure, members)
        judged = self.judge_total(i, measure, total)
        if judged.status == "no_data":
            total = replace(total, value=None)
        open_ended = total.assessed < total.applicable or total.lower != total.upper
        # A judged total that may yet change may come to any of its bands.
        held = replace(judged, status="no_data") if open_ended and judged.status == "scored" else judged
        lower, upper = bounds(held, i) if i.judge else (total.lower, total.upper)
        given = total.applicable > 0
        return Finding(
            judged,
            marks=frozenset({"provisional"} if open_ended else ()),
            lower=lower if given else None,
            upper=upper if given else None,
            covered=total.assessed,
            countable=total.applicable,
            total=total if given else None,
        )

    def judge_total(self, i: Indicator, measure: AggregateMeasure, total: Total) -> Judged:
        if total.applicable == 0:
            return Judged("not_applicable", "kind")
        if 100 * total.assessed < Fraction(measure.minimum_coverage) * total.applicable:
            return Judged("no_data", "coverage" if total.assessed else "operand")
        if total.value is None:
            return Judged("no_data", "operand")
        judged = banded(i, total.value)
        return judged if i.judge or measure.take == "value" else replace(judged, points=total.value)

    # What is asked

    def asked(self) -> set[tuple[str, str, str, str]]:
        found: dict[tuple[str, str, str], set[str]] = {}
        for (entity, period, indicator), finding in self.findings.items():
            if not finding.rolled_up and finding.judged.status != "scored":
                for (at, key), kind in self.asks(self.indicator[indicator], finding, period):
                    found.setdefault((entity, at, key), set()).add(kind)
        return {(*what, min(kinds, key=ASKED_FIRST.index)) for what, kinds in found.items()}

    def asks(self, i: Indicator, finding: Finding, period: str) -> Iterable[tuple[tuple[str, str], str]]:
        open_search = not can_be_settled(i, finding.cells)
        for cell in finding.cells:
            if cell.question is None:
                continue
            if cell.others and finding.judged.status == "conflict":
                yield cell.question, "clarify"
            elif cell.state in ASKED_OF_STATE:
                kind = ASKED_OF_STATE[cell.state]
                if finding.judged.reason == "no_predecessor":
                    if cell.previous:
                        continue
                    kind = "base_line" if kind == "no_data" else kind
                if kind != "no_data" or open_search:
                    yield cell.question, kind

    # Who lost

    def losers(self) -> set[tuple[int, str]]:
        out = set()
        for e, p, k, sources in self.questions():
            out |= set(self.answer(e, p, k, sources).losers.items())
        return out

    def questions(self) -> set[tuple[str, str, str, tuple[str, ...]]]:
        asked = {(o.key, i.sources) for i in self.pack.indicators for o in needed(i) if isinstance(o, FactOperand)}
        return {(place.id, p, key, sources) for place in self.places for p in self.period for key, sources in asked}


@dataclass(frozen=True)
class Member:
    """A finding in a total: what it gives now, at the least and at the most."""

    status: str
    meets: bool
    weight: Fraction
    value: Fraction | None
    points: Fraction | None
    least: Fraction | None
    greatest: Fraction | None
    may_meet: tuple[bool, bool]
    lower: Fraction | None
    upper: Fraction | None

    @classmethod
    def of(cls, finding: Finding, i: Indicator, weight: Fraction) -> Member:
        bands = i.judge.bands if i.judge else ()
        points = [Fraction(b.points) for b in bands if b.points is not None]
        meets = [b.meets for b in bands]
        judged = finding.judged
        return cls(
            judged.status,
            judged.meets,
            weight,
            judged.value,
            judged.points,
            min(points, default=None),
            max(points, default=None),
            (all(meets), any(meets)),
            finding.lower,
            finding.upper,
        )


def totalled(measure: AggregateMeasure, members: list[Member]) -> Total:
    applicable = [m for m in members if m.status in APPLICABLE]
    assessed = [m for m in applicable if m.status == "scored"]
    maximum, nominal = greatest(applicable), greatest(members)
    if measure.how in (How.COUNT_MEETING, How.SHARE_MEETING):
        met = sum(m.meets for m in assessed)
        least = met + sum(m.may_meet[0] for m in applicable if m.status != "scored")
        most = met + sum(m.may_meet[1] for m in applicable if m.status != "scored")
        share = measure.how is How.SHARE_MEETING
        value = percent(met, len(assessed)) if share else Fraction(met)
        lower = percent(least, len(applicable)) if share else Fraction(least)
        upper = percent(most, len(applicable)) if share else Fraction(most)
    elif measure.take == "value":
        value = combined(measure.how, [(m.weight, m.value or Fraction(0)) for m in assessed], maximum)
        lower = upper = value if len(assessed) == len(applicable) else None
    else:
        possible = greatest(assessed)
        value = combined(measure.how, [(m.weight, m.points or Fraction(0)) for m in assessed], possible)
        lower = combined(measure.how, [(m.weight, m.lower or Fraction(0)) for m in applicable], maximum)
        upper = combined(measure.how, [(m.weight, m.upper or Fraction(0)) for m in applicable], maximum)
    return Total(value, len(assessed), len(applicable), lower, upper, maximum, nominal)


def greatest(members: list[Member]) -> Fraction | None:
    """What the members come to with the greatest points of each."""
    known = [snap(m.weight * m.greatest) for m in members if m.greatest is not None]
    return sum(known, Fraction(0)) if known else None


def percent(part: int, whole: int) -> Fraction | None:
    return divided(Fraction(100 * part), Fraction(whole))


def combined(how: How, parts: list[tuple[Fraction, Fraction]], maximum: Fraction | None) -> Fraction | None:
    """One number of weighted ones; None where there is nothing to reckon from."""
    total = sum((snap(weight * x) for weight, x in parts), Fraction(0))
    numbers = [x for _, x in parts]
    match how:
        case How.SUM:
            return total
        case How.MEAN:
            return divided(sum(numbers, Fraction(0)), Fraction(len(numbers)))
        case How.WEIGHTED_MEAN:
            return divided(total, sum((w for w, _ in parts), Fraction(0)))
        case How.MIN:
            return min(numbers, default=None)
        case How.MAX:
            return max(numbers, default=None)
        case How.PERCENT_OF_MAXIMUM:
            return divided(100 * total, maximum or Fraction(0)) if parts else None
        case _:
            raise ValueError(how)


def needed(i: Indicator) -> tuple[Operand, ...]:
    """The operands of a measure; a change needs its one at both periods."""
    if isinstance(i.measure, ChangeMeasure):
        return (i.measure.of, replace(i.measure.of, lag=Lag.PREVIOUS))
    return operands_of(i.measure)


def not_later(f: Fact, correction: Fact) -> bool:
    assert correction.submitted is not None
    return f.submitted is None or f.submitted <= correction.submitted


def state_of_finding(used: Judged) -> str:
    """The state of an operand that is another indicator: it hands on why it has no value, where facts are why."""
    if used.status in ("scored", "not_applicable"):
        return NUMBER if used.status == "scored" else NOT_APPLICABLE
    if used.reason == "previous_missing":
        return MISSING
    handed_on = {(status, reason): state for state, status, reason in IN_ORDER if state != NO_NUMBER}
    return handed_on.get((used.status, used.reason or ""), OPERAND)


def first_of(cells: Iterable[Cell]) -> Judged | None:
    states = {c.state for c in cells}
    return next((Judged(status, reason) for state, status, reason in IN_ORDER if state in states), None)


def divided(a: Fraction, b: Fraction) -> Fraction | None:
    return snap(a / b) if b else None


def change(shown_as: ChangeAs, now: Fraction, before: Fraction) -> Fraction | None:
    if shown_as is ChangeAs.PERCENT:
        return divided(snap(100 * (now - before)), before)
    return divided(snap(100 * now), before) if shown_as is ChangeAs.GROWTH_RATE else now - before


def banded(i: Indicator, value: Fraction) -> Judged:
    """The value with the outcome and points of the band it lies in."""
    if i.judge is None:
        return Judged("scored", None, value)
    band = next((b for b in i.judge.bands if within(b, value)), None)
    if band is None:
        return Judged("not_assessed", "not_computable")
    points = None if band.points is None else Fraction(band.points)
    return Judged("scored", None, value, band.outcome, points, band.meets)


def within(band: Band, value: Fraction) -> bool:
    low, high = band.low, band.high
    above = low is None or value > Fraction(low.value or 0) or (low.closed and value == Fraction(low.value or 0))
    return above and (
        high is None or value < Fraction(high.value or 0) or (high.closed and value == Fraction(high.value or 0))
    )


def bounds(judged: Judged, i: Indicator) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest points that the finding may come to."""
    points = [Fraction(b.points) for b in i.judge.bands if b.points is not None] if i.judge else []
    if judged.status == "scored":
        return judged.points, judged.points
    if judged.status not in APPLICABLE or not points:
        return None, None
    return min(points), max(points)


def can_be_settled(i: Indicator, cells: Sequence[Cell]) -> bool:
    """Whether those asked to confirm could settle a presence, so that nobody need look for the missing ones."""
    if not isinstance(i.measure, PresenceMeasure):
        return False
    left = [c for c in cells if c.state != NOT_APPLICABLE]
    need = len(left) if i.measure.need is None else min(i.measure.need, len(left))
    return sum(c.number == 1 or c.state in (UNCONFIRMED, NOT_LISTED) for c in left) >= need
