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
    Direction,
    DirectionTest,
    Header,
    IndicatorTest,
    Pack,
    Recommendation,
)
from engine.statuses import REASONS, Reason

_Tested = tuple[str, str]
"""What a test is of: `indicator` or `direction`, and its id."""


def _tested(test: IndicatorTest | DirectionTest) -> _Tested:
    return ("indicator", test.indicator) if isinstance(test, IndicatorTest) else ("direction", test.direction)


Measured = Mapping[_Tested, tuple[str, ...]]
"""The levels at which there are findings, or conclusions, of what can be tested."""


@dataclass(frozen=True, slots=True)
class Use:
    """A condition of an item that speaks of entities of some levels."""

    header: Header
    levels: tuple[str, ...]
    when: Condition


def uses_of(item: Direction | Recommendation) -> tuple[Use, ...]:
    """The conditions of an item, in the order written."""
    whens = [item.when] if isinstance(item, Recommendation) else [outcome.when for outcome in item.outcomes]
    return tuple(Use(item.header, item.levels, when) for when in whens)


def _uses(pack: Pack) -> Iterator[Use]:
    for direction in pack.directions:
        yield from uses_of(direction)
    for recommendation in pack.recommendations:
        yield from uses_of(recommendation)


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


def measured_at(pack: Pack) -> Measured:
    return {
        **{("indicator", i.header.id): i.levels for i in pack.indicators},
        **{("direction", d.header.id): d.levels for d in pack.directions},
    }


def levels(pack: Pack) -> Iterator[Diagnostic]:
    """What is tested is measured at a level of the item, and at each of its levels the condition can hold."""
    measured = measured_at(pack)
    for use in _uses(pack):
        strangers = _strangers(use, measured)
        for (kind, name), test in strangers.items():
            code = codes.NOT_MEASURED_THERE if kind == "indicator" else codes.NOT_CONCLUDED_THERE
            place = pack.places.value(test.span, kind)
            yield Diagnostic(code, place, {"id": name, "level": ", ".join(use.levels)})
        if not strangers:
            yield from _never_holding(use, pack, measured)


def levels_in_vain(use: Use, measured: Measured) -> tuple[str, ...]:
    """The levels of which `levels` tells that there is no finding there to hold the condition."""
    if _strangers(use, measured):
        return use.levels
    return tuple(level for level in use.levels if not _can_hold(use.when, level, measured))


def _strangers(use: Use, measured: Measured) -> dict[_Tested, IndicatorTest | DirectionTest]:
    """What is measured at none of the levels, with the test of it."""
    tests = {_tested(test): test for test in tests_in(use.when)}
    return {
        tested: test
        for tested, test in tests.items()
        if tested in measured and not set(use.levels) & set(measured[tested])
    }


def abouts(pack: Pack) -> Iterator[Diagnostic]:
    """What a text is about is measured at every level of the recommendation."""
    measured = {indicator.header.id: indicator.levels for indicator in pack.indicators}
    for recommendation in pack.recommendations:
        for level in recommendation.levels:
            if level not in measured.get(recommendation.about or "", recommendation.levels):
                place = pack.places.value(recommendation.header.span, "about")
                yield Diagnostic(codes.NOT_MEASURED_THERE, place, {"id": recommendation.about, "level": level})


def _never_holding(use: Use, pack: Pack, measured: Measured) -> Iterator[Diagnostic]:
    for n, level in enumerate(use.levels):
        if not _can_hold(use.when, level, measured):
            tests = (test for test in tests_in(use.when) if not _can_hold(test, level, measured))
            names = dict.fromkeys(_tested(test)[1] for test in tests)
            params = {"id": use.header.id, "level": level, "missing": ", ".join(names)}
            place = pack.places.value(use.header.span, "levels", n)
            yield Diagnostic(codes.NEVER_HOLDS, place, params, (use.when.span,))


def _can_hold(when: Condition, level: str, measured: Measured) -> bool:
    match when:
        case Combination(mode=ConditionMode.ALL, parts=parts):
            return all(_can_hold(part, level, measured) for part in parts)
        case Combination(mode=ConditionMode.ANY, parts=parts):
            return any(_can_hold(part, level, measured) for part in parts)
        case Combination():
            return True
        case _:
            return level in measured.get(_tested(when), (level,))
