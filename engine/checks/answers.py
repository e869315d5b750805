"""Failing outcomes and conclusions that no recommendation follows from; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.checks.possible import Possibilities
from engine.checks.reach import State
from engine.checks.roots import roots_of_indicator
from engine.checks.rows import Row, is_dependence, rows_of
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.conditions import about_of, indicators_in, tests_in
from engine.pack.model import Condition, DirectionTest, Indicator, IndicatorOperand, Pack, Recommendation, Role, Rung
from engine.pack.operands import DEPENDENCE
from engine.statuses import Status


def directions(pack: Pack) -> Iterator[Diagnostic]:
    """Directions that no recommendation tests, while it tests others of their levels."""
    tests = (test for recommendation in pack.recommendations for test in tests_in(recommendation.when))
    tested = {test.direction for test in tests if isinstance(test, DirectionTest)}
    used = {level for direction in pack.directions if direction.header.id in tested for level in direction.levels}
    for direction in pack.directions:
        if direction.header.id not in tested and used.intersection(direction.levels):
            place = pack.places.value(direction.header.span, "id")
            yield Diagnostic(codes.UNUSED_DIRECTION, place, {"id": direction.header.id})


def outcomes(pack: Pack, possible: Possibilities) -> Iterator[Diagnostic]:
    """Outcomes that miss the target and that no recommendation follows from, at levels where some are about others."""
    answers = _Answers(pack, possible)
    for indicator in pack.indicators:
        for outcome, row in _failing(indicator).items():
            levels = [level for level in indicator.levels if answers.are_missing(indicator, outcome, level)]
            if levels and not answers.are_given_further_on(indicator):
                params = {"id": indicator.header.id, "outcome": outcome, "level": ", ".join(levels)}
                yield Diagnostic(codes.UNANSWERED_OUTCOME, pack.places.value(row.span, "outcome"), params)


def _failing(indicator: Indicator) -> dict[str, Row]:
    """The outcomes that miss the target, each with its first row."""
    rows = rows_of(indicator.judge)
    target = indicator.target
    if indicator.role is Role.DERIVED or target is None or target.text is None or not any(row.meets for row in rows):
        return {}
    missing = {row.outcome for row in rows} - {row.outcome for row in rows if row.meets}
    elsewhere = _rows_on_others(indicator)
    own = [row for row in rows if row.outcome in missing and row.span not in elsewhere]
    return {row.outcome: row for row in reversed(own)}


def _rows_on_others(indicator: Indicator) -> frozenset[Span]:
    """The rows that fail for the outcome of another indicator: what is recommended may follow from that one."""
    judge = indicator.judge
    if judge is None:
        return frozenset()
    others = {name for name, given in judge.inputs if isinstance(given, IndicatorOperand)}
    asking = (rung for rung in judge.rungs if is_dependence(rung) or others.intersection(_looked_at(rung)))
    return frozenset(rung.span for rung in asking)


def _looked_at(rung: Rung) -> Iterator[str]:
    return (test.input for test in rung.tests if not test.input.startswith(DEPENDENCE))


class _Answers:
    """Which outcomes the recommendations of the pack follow from."""

    def __init__(self, pack: Pack, possible: Possibilities) -> None:
        self._pack, self._possible = pack, possible
        self._testing: dict[str, list[Recommendation]] = {}
        directions_of = {direction.header.id: direction for direction in pack.directions}
        for recommendation in pack.recommendations:
            for name in indicators_in(recommendation.when, directions_of):
                self._testing.setdefault(name, []).append(recommendation)

    def are_missing(self, indicator: Indicator, outcome: str, level: str) -> bool:
        """Whether none follows from the outcome, though at the level some are about the indicator.

        Where one follows from a worse outcome, this is where the methodology draws the line.
        """
        name = indicator.header.id
        here = [recommendation for recommendation in self._testing.get(name, ()) if level in recommendation.levels]
        if not any(about_of(recommendation) == name for recommendation in here):
            return False
        states = [State(Status.SCORED, failing) for failing in (outcome, *_worse(indicator, outcome))]
        return not any(self._may_follow(r.when, level, indicator, state) for r in here for state in states)

    def _may_follow(self, when: Condition, level: str, indicator: Indicator, state: State) -> bool:
        """Of a condition that never holds something is told already."""
        follows = self._possible.follows(when, level, indicator, state)
        return follows is not False or self._possible.at_once(level, self._possible.holds(when, level)) is False

    def are_given_further_on(self, indicator: Indicator) -> bool:
        """Whether some follow from an indicator that rests on this one."""
        name = f"indicator {indicator.header.id}"
        others = (other for other in self._testing if other != indicator.header.id)
        return any(root == name for other in others for root, _ in roots_of_indicator(other, self._pack))


def _worse(indicator: Indicator, outcome: str) -> Iterator[str]:
    """The outcomes whose every row gives fewer points than each row of this one."""
    points: dict[str, list[Decimal | None]] = {}
    for row in rows_of(indicator.judge):
        points.setdefault(row.outcome, []).append(row.points)
    known = {name: [p for p in given if p is not None] for name, given in points.items() if None not in given}
    if outcome in known:
        yield from (name for name, given in known.items() if max(given) < min(known[outcome]))
