"""The statuses that an indicator can come to: what follows from its measure, its operands and its decision table."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.uncomputable import may_fail
from engine.pack.model import Assumed, FactTake, FindingTake, Fold, Gap, How, Pack, PeriodTake, Series
from engine.plan.codes import STATUS_OF_REASON, Shape
from engine.plan.compile import NO_BAND, Compiled
from engine.plan.inputs import FormulaInput, Input, SlotInput
from engine.plan.program import Program
from engine.plan.uses import FactUse, FindingUse, PeerUse, PeriodUse, Question, Use, is_past
from engine.statuses import IN_THE_MAXIMUM, Status

Statuses = frozenset[Status]
_OF_FACTS = frozenset((Status.NO_DATA, Status.UNCONFIRMED, Status.SUPPRESSED, Status.NOT_APPLICABLE))
_EVEN_OF_NOTHING = (How.SUM, How.COUNT_MEETING)
"""Totals that are zero where no member has a number."""
_NEVER_COMPARED = frozenset((Status.NOT_ASSESSED, Status.NOT_APPLICABLE))
_PASSED_ON = frozenset((Status.UNCONFIRMED, Status.SUPPRESSED, Status.CONFLICT, Status.NOT_APPLICABLE))


_STATES: dict[Status, frozenset[str]] = {
    Status.NOT_APPLICABLE: frozenset(("not_applicable",)),
    Status.UNCONFIRMED: frozenset(("unconfirmed", "not_listed")),
    Status.SUPPRESSED: frozenset(("suppressed",)),
    Status.CONFLICT: frozenset(("conflict",)),
}
"""The states of a fact that a finding takes over as its status."""
_Stated = tuple[Question, Series, bool]


def _stated(use: FactUse) -> _Stated:
    """What two uses share that see a fact in the same state."""
    return use.question, use.series, use.evidence


class Possible:
    """The possible statuses of the compiled indicators of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.pack: Pack = program.pack
        self.indicators = {i.header.rule: i for i in program.pack.indicators}
        self.known: dict[Compiled, Statuses] = {}

    def of(self, compiled: Compiled) -> Statuses:
        if compiled not in self.known:
            found = frozenset(self._of(compiled))
            # Where there is never anything earlier to compare with, nothing else can come of it.
            self.known[compiled] = found & _NEVER_COMPARED if self._never_compared(compiled) else found
        return self.known[compiled]

    def _never_compared(self, c: Compiled) -> bool:
        """Whether in every period the earlier value lies outside the calendar, or under another version."""
        active = [a.period for a in self.program.active if a.compiled == c and a.reported]
        return bool(active) and all(any(self._is_cut_off(p, c, n) for n in range(c.required)) for p in active)

    def _is_cut_off(self, period: int, c: Compiled, slot: int) -> bool:
        use = c.uses[slot]
        if (period, c, slot) in self.program.broken:
            return True
        if not isinstance(use, FactUse | FindingUse) or not is_past(use):
            return False
        return not self.program.places(period, use.series.at)

    def _of(self, c: Compiled) -> Iterator[Status]:
        given = [STATUS_OF_REASON[s.reason] for s in c.steps if s.reason != NO_BAND]
        yield from given or [Status.SCORED]
        if any(k.assessed and k.level in c.levels and k.id not in c.kinds for k in self.pack.kinds):
            yield Status.NOT_APPLICABLE
        if c.single:
            yield Status.NOT_ASSESSED
        if c.shape is Shape.AGGREGATE:
            yield from self._of_total(c)
            return
        indicator = self.indicators[c.rule]
        if may_fail(self.pack, indicator) and c.shape is not Shape.TABLE:
            yield Status.NOT_ASSESSED
        for use in c.uses[: c.required]:
            yield from self._of_use(c, use, frozenset())
        for use, settled in self._tested(c):
            yield from self._of_use(c, use, settled)
        if c.rollup is not None:
            yield Status.NO_DATA

    def _tested(self, c: Compiled) -> Iterator[tuple[Use, frozenset[str]]]:
        """The uses that the decision table looks at beside those of the measure, in the order it comes to them.

        With each stand the states of its fact that rows before it have decided already.
        """
        settled: dict[_Stated, set[str]] = {}
        seen: set[int] = set()
        for step in c.steps:
            for condition in step.conditions:
                for slot in _slots(c.inputs[condition.column][1]):
                    use = c.uses[slot]
                    if slot >= c.required and slot not in seen:
                        seen.add(slot)
                        decided = settled.get(_stated(use), ()) if isinstance(use, FactUse) else ()
                        yield use, frozenset(decided)
            if len(step.conditions) == 1 and not c.single and not step.conditions[0].negated:
                of = c.inputs[step.conditions[0].column][1]
                stated = c.uses[of.slot] if isinstance(of, SlotInput) else None
                if isinstance(stated, FactUse) and stated.take is FactTake.STATE:
                    settled.setdefault(_stated(stated), set()).update(step.conditions[0].names)

    def _of_use(self, c: Compiled, use: Use, settled: frozenset[str]) -> Iterator[Status]:
        match use:
            case FactUse(take=FactTake.STATE) | FindingUse(take=FindingTake.STATUS):
                return
            case FactUse():
                found = set(_OF_FACTS)
                if isinstance(use.missing, Assumed) and c.required:
                    found.discard(Status.NO_DATA)
                if self._may_conflict(c, use):
                    found.add(Status.CONFLICT)
                never = settled | (frozenset() if self._may_be_unlisted(use) else {"not_listed"})
                found -= {status for status, states in _STATES.items() if states <= never}
                if use.series.fold is Fold.MEAN_RATE and not self._is_above_zero(use):
                    found.add(Status.NOT_ASSESSED)
                yield from _seen(found, past=is_past(use))
            case FindingUse():
                yield from self._of_finding(c, use.item, past=is_past(use))
            case PeerUse(measure=measure):
                yield from self._of_finding(c, measure.of.indicator, past=False)
            case PeriodUse(take=PeriodTake.TRAJECTORY, trajectory=trajectory):
                if trajectory is not None and trajectory.path is None:
                    yield Status.NO_DATA
            case _:
                return

    def _of_finding(self, c: Compiled, item: str, *, past: bool) -> Iterator[Status]:
        below = self.of(self.program.needed(c, item))
        found = set(below & _PASSED_ON)
        if below & {Status.NO_DATA, Status.NOT_ASSESSED} or past:
            found.add(Status.NO_DATA)
        yield from _seen(found, past=past)

    def _is_above_zero(self, use: FactUse) -> bool:
        domain = next(f.domain for f in self.pack.facts if f.key == use.question.key)
        return domain.minimum is not None and domain.minimum > 0

    def _may_be_unlisted(self, use: FactUse) -> bool:
        """Whether a fact can come from a source that the rule does not list."""
        return bool(use.question.sources) and not set(use.question.sources) >= set(self.program.sources)

    def _may_conflict(self, c: Compiled, use: FactUse) -> bool:
        """Whether facts can contradict each other, and it can matter."""
        resolution = self.pack.passport.resolution
        sources = use.question.sources or self.program.sources
        ranked = [s for s in sources if s in resolution.source_order]
        if resolution.ties_first and (len(sources) == 1 or len(ranked) >= len(sources) - 1):
            return False
        came_to = {(s.outcome, s.points, s.reason) for s in c.steps if s.reason != NO_BAND}
        return not c.steps or len(came_to) > 1 or c.scale is not None

    def _of_total(self, c: Compiled) -> Iterator[Status]:
        total = c.total
        assert total is not None
        members = [self.of(self.program.needed(c, m.item)) for m in total.members]
        unscored = frozenset(IN_THE_MAXIMUM) - {Status.SCORED}
        made_up = total.how in _EVEN_OF_NOTHING or total.unknown is Gap.ZERO
        if not made_up and all(m & unscored for m in members):
            yield Status.NO_DATA
        if (total.minimum_coverage > 0 or total.unknown is Gap.BLOCK) and any(m & unscored for m in members):
            yield Status.NO_DATA
        if total.not_applicable is Gap.BLOCK and any(Status.NOT_APPLICABLE in m for m in members):
            yield Status.NO_DATA
        if all(m & {Status.NOT_APPLICABLE, Status.NOT_ASSESSED} for m in members):
            yield Status.NOT_APPLICABLE
        if may_fail(self.pack, self.indicators[c.rule]):
            yield Status.NOT_ASSESSED
        if total.coefficient is not None:
            yield from self._of_finding(c, total.coefficient[0], past=False)


def _seen(found: set[Status], *, past: bool) -> Iterator[Status]:
    """Of an operand that speaks of an earlier period, not applicable means that there is nothing to compare with."""
    for status in found:
        yield Status.NOT_ASSESSED if past and status is Status.NOT_APPLICABLE else status


def _slots(given: Input) -> Iterator[int]:
    match given:
        case SlotInput(slot):
            yield slot
        case FormulaInput(names=names):
            for _, of in names:
                yield from _slots(of)
        case _:
            return
