"""Bands and tests as intervals of numbers, constants put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol

from engine.intervals import Interval
from engine.pack.model import Limit, Pack

Constants = Mapping[str, Decimal]


def constants_of(pack: Pack) -> Constants:
    return {constant.header.id: constant.value for constant in pack.constants}


class Limited(Protocol):
    """A band, a row or a test: whatever has a lower and an upper limit."""

    @property
    def low(self) -> Limit | None: ...
    @property
    def high(self) -> Limit | None: ...


def are_known(parts: Iterable[Limited], constants: Constants) -> bool:
    """Whether every constant that limits one of the parts has a value."""
    limits = [limit for part in parts for limit in (part.low, part.high) if limit is not None]
    return all(limit.constant is None or limit.constant in constants for limit in limits)


def interval_of(band: Limited, constants: Constants) -> Interval:
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


def is_reversed(interval: Interval) -> bool:
    """Whether no number whatever lies between the limits."""
    low, high = interval.low, interval.high
    if low is None or high is None:
        return False
    return low > high or (low == high and not (interval.low_closed and interval.high_closed))


def contains(interval: Interval, value: Decimal) -> bool:
    low, high = interval.low, interval.high
    above = low is None or value > low or (interval.low_closed and value == low)
    below = high is None or value < high or (interval.high_closed and value == high)
    return above and below
