"""What conditions are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.pack.model import Combination, Condition, Direction, DirectionTest, IndicatorTest, Recommendation


def tests_in(when: Condition) -> Iterator[IndicatorTest | DirectionTest]:
    """Every test in a condition, in the order written."""
    if isinstance(when, Combination):
        for part in when.parts:
            yield from tests_in(part)
    else:
        yield when


def indicators_in(when: Condition, directions: Mapping[str, Direction]) -> frozenset[str]:
    """The indicators that a condition tests, itself or through directions."""
    tests = tuple(tests_in(when))
    concluded = (directions.get(test.direction) for test in tests if isinstance(test, DirectionTest))
    whens = (outcome.when for direction in concluded if direction is not None for outcome in direction.outcomes)
    behind = (test for inner in whens for test in tests_in(inner))
    return frozenset(test.indicator for test in (*tests, *behind) if isinstance(test, IndicatorTest))


def about_of(recommendation: Recommendation) -> str | None:
    """The indicator that the text speaks of: the one named, else the only one that the condition tests."""
    if recommendation.about is not None:
        return recommendation.about
    tested = {test.indicator for test in tests_in(recommendation.when) if isinstance(test, IndicatorTest)}
    return tested.pop() if len(tested) == 1 else None
