"""Conditions that can hold: outcomes, statuses and reasons there are, of what is measured there.

Over the pack as it stands on one day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.checks.reach import outcomes_of
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Code, Diagnostic
from engine.diagnostics.pack import near
from engine.pack.conditions import tests_in
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    DirectionTest,
    Header,
    IndicatorTest,
    Pack,
)
from engine.statuses import REASONS, Reason

_Tested = tuple[str, str]
"""What a test is of: `indicator` or `direction`, and its id."""


def _tested(test: IndicatorTest | DirectionTest) -> _Tested:
    return ("indicator", test.indicator) if isinstance(test, IndicatorTest) else ("direction", test.direction)


@dataclass(frozen=True, slots=True)
class _Use:
    """A condition of an item that speaks of entities of some levels."""

    header: Header
    levels: tuple[str, ...]
    when: Condition


def _uses(pack: Pack) -> Iterator[_Use]:
    for direction in pack.directions:
        for outcome in direction.outcomes:
            yield _Use(direction.header, direction.levels, outcome.when)
    for recommendation in pack.recommendations:
        yield _Use(recommendation.header, recommendation.levels, recommendation.when)


def _tests(pack: Pack) -> Iterator[IndicatorTest | DirectionTest]:
    for use in _uses(pack):
        yield from tests_in(use.when)
    yield from (r.unless for r in pack.recommendations if r.unless is not None)


def outcomes(pack: Pack) -> Iterator[Diagnostic]:
    """Outcomes that the indicator or direction tested can have."""
    possible: dict[_Tested, tuple[str, ...]] = {
        **{("indicator", i.header.id): outcomes_of(i) for i in pack.indicators},
        **{("direction", d.header.id): (*(o.outcome for o in d.outcomes), d.otherwise) for d in pack.directions},
    }
    for test in _tests(pack):
        tested = _tested(test)
        if tested in possible:
            code = codes.IMPOSSIBLE_OUTCOME if isinstance(test, IndicatorTest) else codes.IMPOSSIBLE_CONCLUSION
            yield from (_impossible(pack, test, n, code, possible[tested]) for n in _strange(test, possible[tested]))


def _strange(test: IndicatorTest | DirectionTest, possible: tuple[str, ...]) -> list[int]:
    return [n for n, outcome in enumerate(test.outcomes) if outcome not in possible]


def _impossible(
    pack: Pack, test: IndicatorTest | DirectionTest, n: int, code: Code, possible: tuple[str, ...]
) -> Diagnostic:
    outcome = test.outcomes[n]
    params = {"id": _tested(test)[1], "outcome": outcome, "known": ", ".join(possible) or "–"}
    return Diagnostic(code, pack.places.value(test.span, "is", n), {**params, **near(outcome, possible)})


def reasons(pack: Pack) -> Iterator[Diagnostic]:
    """Reasons beside statuses: of one of them, in which case they add nothing, or of another."""
    owners = {reason: status for status, reasons in REASONS.items() for reason in reasons}
    for test in _tests(pack):
        if not isinstance(test, IndicatorTest) or not test.statuses:
            continue
        for n, reason in enumerate(test.reasons):
            place = pack.places.value(test.span, "reason", n)
            owner = owners[Reason(reason)]
            if owner in test.statuses:
                yield Diagnostic(codes.REDUNDANT_REASON, place, {"reason": reason, "status": owner})
            else:
                params = {"reason": reason, "statuses": ", ".join(test.statuses), "owner": owner}
                yield Diagnostic(codes.REASON_OF_OTHER_STATUS, place, params)


def direction_tests(pack: Pack) -> Iterator[Diagnostic]:
    """Directions are tested in recommendations only, and never denied."""
    for direction in pack.directions:
        for outcome in direction.outcomes:
            for test in tests_in(outcome.when):
                if isinstance(test, DirectionTest):
                    place = pack.places.value(test.span, "direction")
                    yield Diagnostic(codes.DIRECTION_IN_DIRECTION, place, {"direction": test.direction})
    for recommendation in pack.recommendations:
        for test in _denied(recommendation.when):
            place = pack.places.value(test.span, "direction")
            yield Diagnostic(codes.DIRECTION_UNDER_NONE, place, {"direction": test.direction})


def _denied(when: Condition, within_none: bool = False) -> Iterator[DirectionTest]:
    if isinstance(when, Combination):
        for part in when.parts:
            yield from _denied(part, within_none or when.mode is ConditionMode.NONE)
    elif isinstance(when, DirectionTest) and within_none:
        yield when


def levels(pack: Pack) -> Iterator[Diagnostic]:
    """What is tested is measured at a level of the item, and at each of its levels the condition can hold."""
    measured: dict[_Tested, tuple[str, ...]] = {
        **{("indicator", i.header.id): i.levels for i in pack.indicators},
        **{("direction", d.header.id): d.levels for d in pack.directions},
    }
    for use in _uses(pack):
        tests = {_tested(test): test for test in tests_in(use.when) if _tested(test) in measured}
        strangers = [tested for tested in tests if not set(use.levels) & set(measured[tested])]
        for kind, name in strangers:
            code = codes.NOT_MEASURED_THERE if kind == "indicator" else codes.NOT_CONCLUDED_THERE
            place = pack.places.value(tests[kind, name].span, kind)
            yield Diagnostic(code, place, {"id": name, "level": ", ".join(use.levels)})
        if not strangers:
            yield from _never_holding(use, pack, measured)


def abouts(pack: Pack) -> Iterator[Diagnostic]:
    """What a text is about is measured at every level of the recommendation."""
    measured = {indicator.header.id: indicator.levels for indicator in pack.indicators}
    for recommendation in pack.recommendations:
        for level in recommendation.levels:
            if level not in measured.get(recommendation.about or "", recommendation.levels):
                place = pack.places.value(recommendation.header.span, "about")
                yield Diagnostic(codes.NOT_MEASURED_THERE, place, {"id": recommendation.about, "level": level})


def _never_holding(use: _Use, pack: Pack, measured: Mapping[_Tested, tuple[str, ...]]) -> Iterator[Diagnostic]:
    for n, level in enumerate(use.levels):
        missing = frozenset(tested for tested, there in measured.items() if level not in there)
        if not _can_hold(use.when, missing):
            names = dict.fromkeys(_tested(test)[1] for test in tests_in(use.when) if _tested(test) in missing)
            params = {"id": use.header.id, "level": level, "missing": ", ".join(names)}
            place = pack.places.value(use.header.span, "levels", n)
            yield Diagnostic(codes.NEVER_HOLDS, place, params, (use.when.span,))


def _can_hold(when: Condition, missing: frozenset[_Tested]) -> bool:
    match when:
        case Combination(mode=ConditionMode.ALL, parts=parts):
            return all(_can_hold(part, missing) for part in parts)
        case Combination(mode=ConditionMode.ANY, parts=parts):
            return any(_can_hold(part, missing) for part in parts)
        case Combination():
            return True
        case _:
            return _tested(when) not in missing
