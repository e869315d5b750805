"""Bands as intervals of numbers, constants put in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engine.intervals import Interval
from engine.pack.model import Band, Judgement, Limit, Pack

Constants = Mapping[str, Decimal]


def constants_of(pack: Pack) -> Constants:
    return {constant.header.id: constant.value for constant in pack.constants}


def are_known(judge: Judgement, constants: Constants) -> bool:
    """Whether every constant that limits a band has a value."""
    limits = [limit for band in judge.bands for limit in (band.low, band.high) if limit is not None]
    return all(limit.constant is None or limit.constant in constants for limit in limits)


def interval_of(band: Band, constants: Constants) -> Interval:
    """The numbers of a band whose constants are known."""
    low, high = band.low, band.high
    return Interval(
        _number(low, constants),
        low is not None and low.closed,
        _number(high, constants),
        high is not None and high.closed,
    )


def _number(limit: Limit | None, constants: Constants) -> Decimal | None:
    if limit is None:
        return None
    return limit.value if limit.constant is None else constants[limit.constant]


def contains(interval: Interval, value: Decimal) -> bool:
    low, high = interval.low, interval.high
    above = low is None or value > low or (interval.low_closed and value == low)
    below = high is None or value < high or (interval.high_closed and value == high)
    return above and below
