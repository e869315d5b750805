"""The evaluation of a pack said in plain Python, as obviously as possible and without SQL, to compare the plan with.

One entity, one indicator, one fact at a time; numbers are fractions, and doubles only where the language says so.
Nothing here is taken from the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product

from engine.pack.model import (
    AggregateMeasure,
    Among,
    CountMeasure,
    FactOperand,
    Indicator,
    InputFormula,
    Pack,
    PeersMeasure,
    Period,
    PresenceMeasure,
)
from tests.plan.given import Fact, Place
from tests.plan.oracle.asking import asks, asks_of_value, most_pressing, values_taken
from tests.plan.oracle.judging import Inputs, bounds, verdict
from tests.plan.oracle.known import (
    COVERAGE,
    MISSING,
    NOT_APPLICABLE,
    NOT_COMPUTABLE,
    NUMBER,
    PASSED_ON,
    Cell,
    Finding,
    Judged,
    Total,
    first_of,
)
from tests.plan.oracle.measures import Measured, first_said, measured, needed
from tests.plan.oracle.numbers import rounded, total
from tests.plan.oracle.operands import finished, read, unrounded
from tests.plan.oracle.peers import number_of, placed
from tests.plan.oracle.resolve import Facts
from tests.plan.oracle.series import NO_SUCH_PERIOD
from tests.plan.oracle.totals import Member, member, totalled, zeroed
from tests.plan.oracle.versions import differs

MOST_RIVALS, MOST_CONTESTED = 3, 3


class Oracle:
    """`reevaluate`: earlier periods are read under the versions of the current one, whatever was in force then."""

    def __init__(
        self,
        pack: Pack,
        places: Sequence[Place],
        facts: Sequence[Fact],
        periods: Sequence[str],
        *,
        reevaluate: bool = False,
    ) -> None:
        self.pack, self.places = pack, places
        self.facts = Facts(facts, pack.passport.resolution)
        self.views = {p.id: View(self, p, reevaluate) for p in pack.periods if p.id in periods}

    @cached_property
    def findings(self) -> dict[tuple[str, str, str], Finding]:
        return {
            (place.id, period, i.header.id): view.finding(place.id, view.now, i.header.id)
            for period, view in self.views.items()
            for i in view.pack.indicators
            for place in self.places
            if view.measured(place.id, i)
        }

    def asked(self) -> set[tuple[str, str, str, str]]:
        found: dict[tuple[str, str, str], set[str]] = {}
        for (entity, period, indicator), finding in self.findings.items():
            view = self.views[period]
            if finding.scored:
                asked = asks_of_value(finding) if indicator in view.values_taken else ()
            else:
                asked = () if finding.rolled_up else asks(view.indicator[indicator], finding)
            for (at, key), kind in asked:
                found.setdefault((entity, at, key), set()).add(kind)
        return {(*what, most_pressing(kinds)) for what, kinds in found.items()}

    def losers(self) -> set[tuple[int, str]]:
        out = set()
        for i in self.pack.indicators:
            written = i.judge.inputs if i.judge else ()
            for _, operand in (*needed(i), *written):
                if isinstance(operand, FactOperand):
                    for place, period in product(self.places, self.pack.periods):
                        answer = self.facts.answer(place.id, period.id, operand.key, i.sources)
                        out |= set(answer.losers.items())
        return out


@dataclass(frozen=True)
class Panel:
    """The operands of a roll-up, or the entity's own; `covered` None where nothing was rolled up."""

    cells: tuple[Cell, ...]
    covered: int | None = None
    countable: int | None = None


class View:
    """All that is evaluated under the versions in force in one period, for whatever period."""

    def __init__(self, oracle: Oracle, now: Period, reevaluate: bool) -> None:
        self.oracle, self.now, self.reevaluate = oracle, now, reevaluate
        self.pack, self.facts = oracle.pack.at(now.end), oracle.facts
        self.place = {p.id: p for p in oracle.places}
        self.kind = {k.id: k for k in self.pack.kinds}
        self.key = {f.key: f for f in self.pack.facts}
        self.indicator = {i.header.id: i for i in self.pack.indicators}
        self.constants = {c.header.id: Fraction(c.value) for c in self.pack.constants}
        self.values_taken = {name for i in self.pack.indicators for name in values_taken(i)}
        self.found: dict[tuple[str, str, str], Finding] = {}

    def versions_differ(self, indicator: str, then: Period) -> bool:
        """Whether the indicator, or what it rests on, had another version at an earlier period."""
        if self.reevaluate or then.start >= self.now.start:
            return False
        return differs(self.pack, self.oracle.pack.at(then.end), indicator)

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
        nearest = {e: next((a for a in self.above(e) if self.applies(a, i)), None) for e in self.place}
        return [e for e in self.place if self.applies(e, i) and nearest[e] == entity]

    def among(self, entity: str, other: str, among: Among) -> bool:
        mine, its = self.place[entity], self.place[other]
        match among:
            case Among.ALL:
                return True
            case Among.LEVEL:
                return self.kind[mine.kind].level == self.kind[its.kind].level
            case Among.KIND:
                return mine.kind == its.kind
            case Among.SIBLINGS:
                return entity == other or (mine.parent is not None and mine.parent == its.parent)

    # Sums over the entities below

    def panel(self, entity: str, period: Period, i: Indicator) -> Panel:
        operands = [unrounded(operand) if i.rollup else operand for _, operand in needed(i)]
        counting = i.measure if isinstance(i.measure, PresenceMeasure | CountMeasure) else None
        own = tuple(read(self, entity, period, i, operand, counting) for operand in operands)
        below = self.children(entity, i) if i.rollup else []
        if not below or any(c.facts and not c.previous for c in own):
            return Panel(own)
        assert i.rollup is not None
        children = [self.panel(child, period, i).cells for child in below]
        counted = [cells for cells in children if not any(_does_not_apply(c) for c in cells)]
        known = [cells for cells in counted if all(c.known for c in cells)]
        enough = known and 100 * len(known) >= Fraction(i.rollup.minimum_coverage) * len(counted)
        cells = []
        for n, cell in enumerate(own):
            facts = frozenset(f for child in known for f in child[n].facts)
            marks = frozenset(m for child in known for m in child[n].marks)
            marks |= {"partial_coverage"} if len(known) < len(counted) else frozenset()
            if not isinstance(operands[n], FactOperand) or cell == NO_SUCH_PERIOD:
                cells.append(cell)
                continue
            if not counted:
                state = NOT_APPLICABLE
            elif enough:
                state = NUMBER
            else:
                state = COVERAGE if any(child[n].state == NUMBER for child in children) else MISSING
            number = total([child[n].number or Fraction(0) for child in known]) if enough else None
            cells.append(Cell(state, number, facts=facts, previous=cell.previous, marks=marks, steps=cell.steps))
        return Panel(tuple(cells), len(known), len(counted))

    # What comes of it

    def finding(self, entity: str, period: Period, indicator: str) -> Finding:
        key = (entity, period.id, indicator)
        if key not in self.found:
            self.found[key] = self.reckon(entity, period, self.indicator[indicator])
        return self.found[key]

    def reckon(self, entity: str, period: Period, i: Indicator) -> Finding:
        if not self.applies(entity, i):
            nothing = 0 if isinstance(i.measure, AggregateMeasure) else None
            return Finding(Judged("not_applicable", "kind"), covered=nothing, countable=nothing)
        inputs = self.inputs(entity, period, i)
        if isinstance(i.measure, AggregateMeasure):
            return self.aggregate(entity, period, i, i.measure, inputs)
        panel = self.panel(entity, period, i)
        cells = tuple(finished(c, operand) for c, (_, operand) in zip(panel.cells, needed(i), strict=True))
        judged, marks = self.weigh(entity, period, i, cells, inputs)
        covered, countable = panel.covered, panel.countable
        read_of = () if isinstance(i.measure, PeersMeasure) else cells
        parts = [c.coverage for c in (*read_of, *inputs.values()) if c.coverage is not None]
        if parts:  # the part known least of
            covered, countable = min(parts, key=lambda part: Fraction(part[0], part[1] or 1))
        facts = frozenset(f for c in (*cells, *inputs.values()) for f in c.facts)
        lower, upper = bounds(judged, i)
        rolled_up = panel.covered is not None
        return Finding(judged, cells, facts, marks, lower, upper, covered, countable, rolled_up=rolled_up)

    def inputs(self, entity: str, period: Period, i: Indicator) -> dict[str, Cell]:
        """The operands that only the judgement reads."""
        written = i.judge.inputs if i.judge else ()
        return {
            name: finished(read(self, entity, period, i, operand), operand)
            for name, operand in written
            if not isinstance(operand, InputFormula)
        }

    def weigh(
        self, entity: str, period: Period, i: Indicator, cells: tuple[Cell, ...], inputs: Mapping[str, Cell]
    ) -> tuple[Judged, frozenset[str]]:
        """The finding with its marks; rivals stand against its facts, perhaps without changing it."""

        def judge(chosen: Sequence[Cell]) -> Judged:
            return self.judge(
                entity, period, i, chosen[: len(cells)], dict(zip(inputs, chosen[len(cells) :], strict=True))
            )

        return tried((*cells, *inputs.values()), judge, judged=i.judge is not None)

    def judge(
        self, entity: str, period: Period, i: Indicator, cells: Sequence[Cell], inputs: Mapping[str, Cell]
    ) -> Judged:
        if isinstance(i.measure, PeersMeasure):
            found = self.place_among_peers(entity, period, i, i.measure, cells)
        else:
            found = measured(i, cells)
        return found if isinstance(found, Judged) else self.judged(entity, i, found, cells, inputs)

    def judged(
        self, entity: str, i: Indicator, found: Measured, cells: Sequence[Cell], inputs: Mapping[str, Cell]
    ) -> Judged:
        kind = self.kind[self.place[entity].kind]
        own = {name: c for (name, _), c in zip(needed(i), cells, strict=True) if name}
        given = {
            "kind": Cell(NUMBER, name=kind.id),
            "level": Cell(NUMBER, name=kind.level),
            "value": Cell(NOT_COMPUTABLE) if found.value is None else Cell(NUMBER, found.value),
        }
        written = i.judge.inputs if i.judge else ()
        formulas = {name: operand for name, operand in written if isinstance(operand, InputFormula)}
        return verdict(i, found, Inputs({**own, **given, **inputs}, formulas, self.constants))

    # Peers

    def place_among_peers(
        self, entity: str, period: Period, i: Indicator, measure: PeersMeasure, cells: Sequence[Cell]
    ) -> Measured | Judged:
        if unknown := first_said(cells, counted=False) or first_of(cells):
            return unknown
        own, alike = cells[0].number, cells[1].name if measure.same_outcome else None
        assert own is not None
        peers = []
        for other in self.place:
            used = self.known_finding(other, period, measure.of.indicator)
            number = number_of(measure, used.judged.uncontested, used.judged.points) if used and used.scored else None
            out = measure.left_out and self.outcome(other, period, measure.left_out[0]) in measure.left_out[1]
            same = alike is None or self.outcome(other, period, measure.same_outcome or "") == alike
            if number is not None and not out and same and self.among(entity, other, measure.among):
                peers.append(number)
        found = placed(measure, own, peers)
        return replace(found, value=rounded(found.value, i.rounding))

    def known_finding(self, entity: str, period: Period, indicator: str) -> Finding | None:
        measured_there = self.measured(entity, self.indicator[indicator])
        return self.finding(entity, period, indicator) if measured_there else None

    def outcome(self, entity: str, period: Period, indicator: str) -> str | None:
        used = self.known_finding(entity, period, indicator)
        return used.judged.outcome if used and used.scored else None

    # Totals

    def aggregate(
        self, entity: str, period: Period, i: Indicator, measure: AggregateMeasure, inputs: Mapping[str, Cell]
    ) -> Finding:
        cells = tuple(finished(read(self, entity, period, i, operand), operand) for _, operand in needed(i))
        coefficient = cells[0] if cells else None
        members = list(self.members(entity, period, measure))
        made, judged = totalled(measure, members, coefficient, judged=i.judge is not None)
        value, lower, upper = (rounded(x, i.rounding) for x in (made.value, made.lower, made.upper))
        made = replace(made, value=value, lower=lower, upper=upper)
        marks: frozenset[str] = frozenset()
        if judged.status == "scored":
            judged, marks = self.judge_total(entity, i, measure, made, inputs)
            counted = [m for m in members if m.assessed] + zeroed(measure, members)
            used = [m.marks for m in counted] + [c.marks for c in cells]
            marks |= {mark for each in used for mark in each} if judged.status == "scored" else set()
        else:
            made, marks = replace(made, value=None), marks_of(judged)
            if judged.status == "not_assessed":
                judged, marks = self.tried_total(entity, i, Measured(None, judged.reason), inputs)
        open_ended = made.assessed < made.applicable or made.lower != made.upper
        # A judged total that may yet change may come to any of its bands.
        held = replace(judged, status="no_data") if open_ended and judged.status == "scored" else judged
        lower, upper = bounds(held, i) if i.judge else (made.lower, made.upper)
        given = made.applicable > 0
        return Finding(
            judged,
            facts=frozenset(f for c in (*cells, *inputs.values()) for f in c.facts),
            marks=marks | {"provisional"} if open_ended else marks,
            lower=lower if given else None,
            upper=upper if given else None,
            covered=made.assessed,
            countable=made.applicable,
            total=made if given else None,
        )

    def judge_total(
        self, entity: str, i: Indicator, measure: AggregateMeasure, made: Total, inputs: Mapping[str, Cell]
    ) -> tuple[Judged, frozenset[str]]:
        judged, marks = self.tried_total(entity, i, Measured(made.value), inputs)
        return (judged if i.judge or measure.take == "value" else replace(judged, points=made.value)), marks

    def tried_total(
        self, entity: str, i: Indicator, found: Measured, inputs: Mapping[str, Cell]
    ) -> tuple[Judged, frozenset[str]]:
        def judge(chosen: Sequence[Cell]) -> Judged:
            return self.judged(
                entity, i, found, [Cell(MISSING)] * len(needed(i)), dict(zip(inputs, chosen, strict=True))
            )

        return tried(tuple(inputs.values()), judge, judged=i.judge is not None)

    def members(self, entity: str, period: Period, measure: AggregateMeasure) -> Iterable[Member]:
        over = [entity]
        if measure.across is not None:
            levels = {e: self.kind[p.kind].level for e, p in self.place.items()}
            over = [e for e in self.place if entity in self.above(e) and levels[e] == measure.across]
        written = {m: Fraction(w) for m, w in measure.weights}
        for m in measure.indicators:
            for e in over:
                if self.measured(e, self.indicator[m]):
                    weight: Fraction | None = written.get(m, Fraction(1))
                    marks: frozenset[str] = frozenset()
                    if measure.weight_by:
                        weigher = self.known_finding(e, period, measure.weight_by)
                        weight = weigher.judged.uncontested if weigher and weigher.scored else None
                        weight = weight if weight is not None and weight > 0 else None
                        marks = weigher.told_of & PASSED_ON if weigher else marks
                    found = member(measure, self.finding(e, period, m), self.indicator[m], weight, e)
                    yield replace(found, marks=found.marks | marks if found.status == "scored" else found.marks)


def _does_not_apply(cell: Cell) -> bool:
    """For a fact says so; that the calendar begins later holds of all entities alike."""
    return cell.state == NOT_APPLICABLE and not cell.others and cell != NO_SUCH_PERIOD


def marks_of(unscored: Judged) -> frozenset[str]:
    return frozenset({"series_break"} if unscored.reason == "series_break" else ())


def tried(
    cells: tuple[Cell, ...], judge: Callable[[Sequence[Cell]], Judged], *, judged: bool
) -> tuple[Judged, frozenset[str]]:
    """The finding that any choice among rivals leads to, or a conflict; with marks. What is judged may have values
    that differ."""
    contested = [c for c in cells if c.others]
    if len(contested) > MOST_CONTESTED or any(len(c.others) > MOST_RIVALS for c in contested):
        return Judged("conflict", "contradiction"), frozenset()
    results = [judge(chosen) for chosen in product(*((c, *c.others) for c in cells))]
    alike = {(r.status, r.reason, r.outcome, r.points, r.meets, None if judged else r.value) for r in results}
    if len(alike) > 1:
        return Judged("conflict", "contradiction"), frozenset()
    if results[0].status != "scored":
        return results[0], marks_of(results[0])
    marks = frozenset(m for c in cells for m in c.marks)
    found = replace(results[0], disputed=len({r.value for r in results}) > 1)
    return found, marks | {"sources_disagree"} if contested else marks
