"""In which states a finding can be when a condition holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.checks.rows import rows_of
from engine.pack.model import Combination, Condition, ConditionMode, Direction, DirectionTest, Indicator, IndicatorTest
from engine.statuses import REASONS, Status


@dataclass(frozen=True, slots=True)
class State:
    """What a finding can be: scored with an outcome (None: the indicator is not judged), or not, with a reason."""

    status: Status
    outcome: str | None = None
    reason: str | None = None


States = frozenset[State]


def outcomes_of(indicator: Indicator) -> tuple[str, ...]:
    """The outcomes of an indicator, in the order of the rows of its judgement."""
    return tuple(dict.fromkeys(row.outcome for row in rows_of(indicator.judge)))


def states_of(indicator: Indicator) -> States:
    """Every state that its findings can be in."""
    scored = [State(Status.SCORED, outcome) for outcome in outcomes_of(indicator)] or [State(Status.SCORED)]
    return frozenset([*scored, *(State(status, None, r) for status, reasons in REASONS.items() for r in reasons)])


def holds(test: IndicatorTest, state: State) -> bool:
    return state.outcome in test.outcomes or state.status in test.statuses or state.reason in test.reasons


def reaching(when: Condition, indicator: Indicator, directions: Mapping[str, Direction]) -> States:
    """The states that a finding of the indicator can be in when the condition holds.

    Other findings may be anything, so this may name a state too many but never one too few.
    """
    return _Reach(indicator.header.id, states_of(indicator), directions).bounds(when)[0]


@dataclass(frozen=True, slots=True)
class _Reach:
    indicator: str
    every: States
    directions: Mapping[str, Direction]

    def bounds(self, when: Condition) -> tuple[States, States]:
        """The states in which the condition may hold, and those in which it holds whatever else is."""
        match when:
            case IndicatorTest(indicator=self.indicator):
                exactly = frozenset(state for state in self.every if holds(when, state))
                return exactly, exactly
            case IndicatorTest():
                return self.every, frozenset()
            case DirectionTest():
                return self._direction(when), frozenset()
            case Combination(mode=mode, parts=parts):
                return self._combined(mode, [self.bounds(part) for part in parts])

    def _combined(self, mode: ConditionMode, parts: list[tuple[States, States]]) -> tuple[States, States]:
        may, must = [part[0] for part in parts], [part[1] for part in parts]
        match mode:
            case ConditionMode.ALL:
                return self.every.intersection(*may), self.every.intersection(*must)
            case ConditionMode.ANY:
                return frozenset().union(*may), frozenset().union(*must)
            case ConditionMode.NONE:
                return self.every.difference(*must), self.every.difference(*may)

    def _direction(self, test: DirectionTest) -> States:
        """The first condition that holds is the conclusion: those before it do not."""
        direction = self.directions.get(test.direction)
        if direction is None:
            return self.every
        may: States = frozenset()
        left = self.every
        for outcome in direction.outcomes:
            possible, certain = self.bounds(outcome.when)
            may |= left & possible if outcome.outcome in test.outcomes else frozenset()
            left -= certain
        return may | left if direction.otherwise in test.outcomes else may
