"""Whether conditions can hold for one entity at once.

Findings of different indicators are taken as independent, and each as being in any state it ever can be in: so what
is called possible may not be, but what is called impossible never happens.
"""

from __future__ import annotations

from copy import copy
from functools import partial

from engine.checks.reach import State, holds, outcomes_of, states_of
from engine.checks.satisfying import AllOf, Among, AnyOf, Formula, Founds, Search, Unclear, given, tests_of
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    Direction,
    DirectionTest,
    Indicator,
    IndicatorTest,
    Kind,
    Pack,
)
from engine.statuses import Reason, Status

_NOT_MEASURED: Founds = frozenset([None])
_OF_ANOTHER_KIND: Founds = frozenset([State(Status.NOT_APPLICABLE, None, Reason.KIND)])

Conclusion = tuple[str, str, str]
"""A level, a direction, an outcome."""


class Possibilities:
    """The conditions of the pack as it stands on one day as formulas, and which of these can hold at once."""

    def __init__(self, pack: Pack) -> None:
        self._unclear: frozenset[Conclusion] = frozenset()
        self._indicators = {indicator.header.id: indicator for indicator in pack.indicators}
        self._directions = {direction.header.id: direction for direction in pack.directions}
        self._kinds = {kind.id: kind for kind in pack.kinds}
        self._states: dict[str, Founds] = {}
        self._founds: dict[tuple[str, str], Founds] = {}
        self._tests: dict[tuple[object, ...], Formula] = {}
        self._conclusions: dict[tuple[str, int], Formula] = {}

    def leaving_open(self, conclusions: frozenset[Conclusion]) -> Possibilities:
        """The same, except that these conclusions, of which something is told already, may be made or not."""
        other = copy(self)
        other._unclear = conclusions
        return other

    def holds(self, when: Condition, level: str | None, *, denied: bool = False) -> Formula:
        """That the condition holds, or does not (`denied`), for an entity of the level.

        The conditions of directions are the same at every level, and have none.
        """
        match when:
            case IndicatorTest():
                return self._test(when, denied)
            case DirectionTest():
                return self._direction_test(when, level, denied)
            case Combination(mode=mode, parts=parts):
                inner = denied != (mode is ConditionMode.NONE)
                formulas = tuple(self.holds(part, level, denied=inner) for part in parts)
                return AnyOf(formulas) if denied != (mode is ConditionMode.ANY) else AllOf(formulas)

    def concluded(self, direction: Direction, place: int) -> Formula:
        """That the outcome at this place is concluded: its condition holds, and none before it.

        The place after the last is that of `otherwise`.
        """
        key = direction.header.id, place
        if key not in self._conclusions:
            own = [self.holds(outcome.when, None) for outcome in direction.outcomes[place : place + 1]]
            before = [self.holds(outcome.when, None, denied=True) for outcome in direction.outcomes[:place]]
            self._conclusions[key] = AllOf((*own, *before))
        return self._conclusions[key]

    def at_once(self, level: str, *formulas: Formula) -> bool | None:
        """Whether all of them can hold for an entity of the level; None where this is not found out."""
        kinds = (kind for kind in self._kinds.values() if kind.assessed and kind.level == level)
        answers = {Search(partial(self._found_of, kind)).answer(formulas) for kind in kinds}
        if True in answers:
            return True
        return None if None in answers or not answers else False

    def follows(self, when: Condition, level: str, indicator: Indicator, state: State) -> bool | None:
        """Whether the condition can hold with this finding and, all else the same, not with another."""
        name = indicator.header.id
        held, failed = self.holds(when, level), self.holds(when, level, denied=True)
        tests = tuple(tests_of(held, name))
        # Of findings that no test tells apart one is enough.
        others = {tuple(other in test.founds for test in tests): other for other in self._states_of(indicator)}
        differs = AnyOf(tuple(given(failed, name, other) for other in others.values()))
        return self.at_once(level, Among(name, frozenset([state])), given(held, name, state), differs)

    def _test(self, test: IndicatorTest, denied: bool) -> Formula:
        key = test.indicator, test.outcomes, test.statuses, test.reasons, denied
        if key not in self._tests:
            self._tests[key] = self._among(test, denied)
        return self._tests[key]

    def _among(self, test: IndicatorTest, denied: bool) -> Formula:
        indicator = self._indicators.get(test.indicator)
        if indicator is None or not set(test.outcomes) <= set(outcomes_of(indicator)):
            return Unclear()
        states = self._states_of(indicator)
        held = frozenset(state for state in states if state is not None and holds(test, state))
        return Among(test.indicator, (states | _NOT_MEASURED) - held if denied else held)

    def _direction_test(self, test: DirectionTest, level: str | None, denied: bool) -> Formula:
        direction = self._directions.get(test.direction)
        if direction is None or level is None:
            return Unclear()
        names = (*(outcome.outcome for outcome in direction.outcomes), direction.otherwise)
        if any(name not in names or (level, test.direction, name) in self._unclear for name in test.outcomes):
            return Unclear()
        if level not in direction.levels:
            return AllOf(()) if denied else AnyOf(())
        places = (place for place, name in enumerate(names) if (name in test.outcomes) != denied)
        return AnyOf(tuple(self.concluded(direction, place) for place in places))

    def _found_of(self, kind: Kind, name: str) -> Founds:
        """Everything that can be found of the indicator at entities of the kind."""
        key = kind.id, name
        if key not in self._founds:
            self._founds[key] = self._found_at(kind, self._indicators[name])
        return self._founds[key]

    def _found_at(self, kind: Kind, indicator: Indicator) -> Founds:
        """Where its kinds are wrong, as is told there, the indicator may apply to any kind."""
        if kind.level not in indicator.levels:
            return _NOT_MEASURED
        named = [self._kinds.get(name) for name in indicator.kinds]
        here = [known for known in named if known is not None and known.assessed and known.level == kind.level]
        applies = kind in here or not here or None in named
        return self._states_of(indicator) if applies else _OF_ANOTHER_KIND

    def _states_of(self, indicator: Indicator) -> Founds:
        name = indicator.header.id
        if name not in self._states:
            self._states[name] = states_of(indicator)
        return self._states[name]
