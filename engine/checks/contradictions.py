"""Conditions that no entity can ever meet: of recommendations, of directions, and parts of them.

Over the pack as it stands on one day. Conditions that fail for what is not measured at a level, `conditions` tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from engine.checks.conditions import Measured, Use, levels_in_vain, measured_at, uses_of
from engine.checks.possible import Conclusion, Possibilities
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.conditions import tests_in
from engine.pack.model import Combination, Condition, ConditionMode, Direction, DirectionTest, Pack, Recommendation

_MOST_COMPARED = 20
"""Among how many parts of a condition two are looked for that exclude each other."""


@dataclass(frozen=True, slots=True)
class Unmade:
    """An outcome that a direction never concludes at some levels, and what is told of it here rather than elsewhere."""

    direction: Direction
    outcome: str
    levels: Sequence[str]
    problem: Diagnostic | None

    @property
    def conclusions(self) -> frozenset[Conclusion]:
        return frozenset((level, self.direction.header.id, self.outcome) for level in self.levels)


def contradictions(pack: Pack, possible: Possibilities, unmade: Sequence[Unmade]) -> Iterator[Diagnostic]:
    """Conclusions never made, recommendations never given, and parts of conditions that change nothing."""
    measured = measured_at(pack)
    yield from (found.problem for found in unmade if found.problem is not None)
    in_vain = {r.header.id: found for r in pack.recommendations if (found := _never_given(pack, possible, measured, r))}
    for problems in in_vain.values():
        yield from problems
    told = {found.direction.header.id for found in unmade}
    whole = [direction for direction in pack.directions if direction.header.id not in told]
    given = [recommendation for recommendation in pack.recommendations if recommendation.header.id not in in_vain]
    tested = {test for r in pack.recommendations if r.header.id in in_vain for test in _conclusions_in(r.when)}
    for direction in whole:
        if (direction.header.id, direction.otherwise) not in tested:
            yield from _unused_otherwise(pack, possible, direction)
    for use in (*chain.from_iterable(map(uses_of, whole)), *chain.from_iterable(map(uses_of, given))):
        if not levels_in_vain(use, measured):
            yield from _idle_parts(possible, use)


def _conclusions_in(when: Condition) -> Iterator[tuple[str, str]]:
    tests = (test for test in tests_in(when) if isinstance(test, DirectionTest))
    return ((test.direction, outcome) for test in tests for outcome in test.outcomes)


def unmade_conclusions(pack: Pack, possible: Possibilities) -> list[Unmade]:
    measured = measured_at(pack)
    return [
        found
        for direction in pack.directions
        for place in range(len(direction.outcomes))
        if (found := _of_outcome(pack, possible, measured, direction, place)).levels
    ]


def _of_outcome(pack: Pack, possible: Possibilities, measured: Measured, direction: Direction, place: int) -> Unmade:
    outcome, use = direction.outcomes[place], uses_of(direction)[place]
    vain = levels_in_vain(use, measured)
    left = [level for level in use.levels if level not in vain]
    problem = None
    if left and _is_never(possible, left, use.when):
        problem = _never_met(pack, possible, use, left, None)
    elif left and all(possible.at_once(level, possible.concluded(direction, place)) is False for level in left):
        problem = _preceded(pack, possible, direction, place, left)
    return Unmade(direction, outcome.outcome, vain if problem is None else use.levels, problem)


def _is_never(possible: Possibilities, levels: Sequence[str], *whens: Condition) -> bool:
    """Whether the conditions never hold together at any of the levels."""
    return all(possible.at_once(level, *(possible.holds(when, level) for when in whens)) is False for level in levels)


def _preceded(
    pack: Pack, possible: Possibilities, direction: Direction, place: int, levels: Sequence[str]
) -> Diagnostic:
    """Those before it take every case: one of them alone, if there is such a one, else all of them together."""
    outcome, before = direction.outcomes[place], direction.outcomes[:place]
    own = possible.holds(outcome.when, None)
    alone = [
        earlier.when.span
        for earlier in before
        if all(possible.at_once(lv, own, possible.holds(earlier.when, None, denied=True)) is False for lv in levels)
    ]
    related = alone[:1] or [earlier.when.span for earlier in before]
    params = {"id": direction.header.id, "outcome": outcome.outcome}
    return Diagnostic(codes.PRECEDED_CONCLUSION, pack.places.value(outcome.span, "outcome"), params, tuple(related))


def _never_given(
    pack: Pack, possible: Possibilities, measured: Measured, recommendation: Recommendation
) -> list[Diagnostic]:
    """Told at the condition, where no level is left, else at each level in vain."""
    (use,) = uses_of(recommendation)
    vain = levels_in_vain(use, measured)
    never = [level for level in use.levels if level not in vain and _is_never(possible, [level], use.when)]
    if never and len(never) == len(use.levels):
        return [_never_met(pack, possible, use, never, None)]
    places = {level: pack.places.value(use.header.span, "levels", n) for n, level in enumerate(use.levels)}
    return [_never_met(pack, possible, use, [level], places[level]) for level in never]


def _never_met(pack: Pack, possible: Possibilities, use: Use, levels: Sequence[str], place: Span | None) -> Diagnostic:
    """Told at `place`, or without one at what is wrong in the condition."""
    wrong = _reason(possible, levels, use.when)
    *before, last = [part.span for part in wrong]
    params = {"id": use.header.id, "level": ", ".join(levels)}
    at, related = (last, before) if place is None else (place, [*before, last])
    if len(wrong) > 1:
        return Diagnostic(codes.EXCLUDING_PARTS, at, {**params, "first": before[0], "second": last}, tuple(related))
    tested = [d.header.span for d in pack.directions for part in wrong if _tests(part, d)]
    return Diagnostic(codes.NEVER_MET, at, params, (*related, *tested))


def _tests(part: Condition, direction: Direction) -> bool:
    return isinstance(part, DirectionTest) and part.direction == direction.header.id


def _reason(possible: Possibilities, levels: Sequence[str], when: Condition) -> tuple[Condition, ...]:
    """Two parts of the condition that exclude each other, or else the smallest part that spoils it alone."""
    match when:
        case Combination(mode=ConditionMode.ANY, parts=(only,)):
            return _reason(possible, levels, only)
        case Combination(mode=ConditionMode.ALL, parts=parts):
            for part in parts:
                if _is_never(possible, levels, part):
                    return _reason(possible, levels, part)
            pairs = (pair for pair in combinations(parts[:_MOST_COMPARED], 2) if _is_never(possible, levels, *pair))
            return next(pairs, (when,))
        case _:
            return (when,)


def _unused_otherwise(pack: Pack, possible: Possibilities, direction: Direction) -> Iterator[Diagnostic]:
    last = possible.concluded(direction, len(direction.outcomes))
    elsewhere = any(outcome.outcome == direction.otherwise for outcome in direction.outcomes)
    if not elsewhere and all(possible.at_once(level, last) is False for level in direction.levels):
        params = {"id": direction.header.id, "outcome": direction.otherwise}
        place = pack.places.value(direction.header.span, "otherwise", "outcome")
        yield Diagnostic(codes.UNUSED_OTHERWISE, place, params)


def _idle_parts(possible: Possibilities, use: Use) -> Iterator[Diagnostic]:
    """Alternatives that never hold, and exceptions that exclude nothing."""
    for part in _never_holding(possible, use.levels, use.when):
        yield Diagnostic(codes.IDLE_PART, part.span, {"id": use.header.id})


def _never_holding(possible: Possibilities, levels: Sequence[str], when: Condition) -> Iterator[Condition]:
    for part in when.parts if isinstance(when, Combination) else ():
        if _is_never(possible, levels, part):
            yield part
        else:
            yield from _never_holding(possible, levels, part)
