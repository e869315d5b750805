"""Whether intervals cover a domain: its gaps, their overlaps, and those that hold no value of it.

Numbers of the engine are whole, or decimals with nine places, so a domain is a grid with a finite step. Each interval
is turned into a half-open range of grid points, which makes the proof exact: [70, 89] and [90, 100] leave a gap between
them among decimals, and none among whole numbers. Every finding comes with a witness, a number that anybody can try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from engine.decimals import PLACES, round_half_away

_FAR = 10**40
"""Stands for infinity on either grid: no number of the engine is so many steps away from zero."""

_Range = tuple[int, int]
"""Grid points from the first, up to but not including the second."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers between two ends; None is no end, `closed` ends belong to the interval."""

    low: Decimal | None
    low_closed: bool
    high: Decimal | None
    high_closed: bool


@dataclass(frozen=True, slots=True)
class Domain:
    """The values a number can take; ends included, None is unbounded."""

    whole_numbers: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def has(self, number: Decimal) -> bool:
        """Whether a number is one of the domain, and of those the engine knows."""
        low, high = self.minimum, self.maximum
        within = (low is None or low <= number) and (high is None or number <= high)
        return within and number == round_half_away(number, _places(self))


def gaps(domain: Domain, intervals: Iterable[Interval]) -> tuple[Decimal, ...]:
    """A witness for each stretch of the domain that no interval covers, in ascending order; ends must be finite."""
    places = _places(domain)
    return tuple(_witness(hole, places) for hole in _holes(_domain_range(domain), _inside(domain, intervals)))


def overlaps(domain: Domain, intervals: Iterable[Interval]) -> tuple[tuple[int, int, Decimal], ...]:
    """Each pair of intervals that share a value of the domain: their indices, the lower first, and a shared value."""
    ranges, places = _inside(domain, intervals), _places(domain)
    return tuple(
        (i, j, _witness(shared, places))
        for i, first in enumerate(ranges)
        for j, second in enumerate(ranges[i + 1 :], i + 1)
        if not _empty(shared := _shared(first, second))
    )


def unreachable(domain: Domain, intervals: Iterable[Interval]) -> tuple[int, ...]:
    """The indices of the intervals that hold no value of the domain: reversed, empty or wholly outside it."""
    return tuple(i for i, part in enumerate(_inside(domain, intervals)) if _empty(part))


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a domain: a number of it, and the indices of the intervals it lies in; no other has a part in it."""

    witness: Decimal
    inside: frozenset[int]


def cells(domain: Domain, intervals: Iterable[Interval]) -> tuple[Cell, ...]:
    """The stretches that the ends of the intervals cut a domain into, in ascending order."""
    ranges, places = _inside(domain, intervals), _places(domain)
    ends = sorted({end for part in (_domain_range(domain), *ranges) if not _empty(part) for end in part})
    return tuple(
        Cell(_witness((first, after), places), _around(ranges, first, after)) for first, after in pairwise(ends)
    )


def _around(ranges: Sequence[_Range], first: int, after: int) -> frozenset[int]:
    return frozenset(n for n, part in enumerate(ranges) if part[0] <= first and after <= part[1])


def _inside(domain: Domain, intervals: Iterable[Interval]) -> list[_Range]:
    """What each interval holds of the domain."""
    whole, places = _domain_range(domain), _places(domain)
    return [_shared(whole, _range(interval, places)) for interval in intervals]


def _holes(whole: _Range, parts: Sequence[_Range]) -> Iterator[_Range]:
    """The maximal stretches of `whole` outside all `parts`, which lie inside it."""
    reached, end = whole
    for first, after in sorted(part for part in parts if not _empty(part)):
        if first > reached:
            yield reached, first
        reached = max(reached, after)
    if reached < end:
        yield reached, end


def _places(domain: Domain) -> int:
    return 0 if domain.whole_numbers else PLACES


def _domain_range(domain: Domain) -> _Range:
    return _range(Interval(domain.minimum, True, domain.maximum, True), _places(domain))


def _range(interval: Interval, places: int) -> _Range:
    low, high = interval.low, interval.high
    first = -_FAR if low is None else _first(low, places, itself=interval.low_closed)
    after = _FAR if high is None else _first(high, places, itself=not interval.high_closed)
    return first, after


def _first(value: Decimal, places: int, *, itself: bool) -> int:
    """The first grid point after `value`; from `value` on when `itself`."""
    numerator, denominator = value.as_integer_ratio()
    scaled: int = numerator * 10**places
    return -(-scaled // denominator) if itself else scaled // denominator + 1


def _shared(first: _Range, second: _Range) -> _Range:
    return max(first[0], second[0]), min(first[1], second[1])


def _empty(part: _Range) -> bool:
    return part[0] >= part[1]


def _witness(part: _Range, places: int) -> Decimal:
    """The number of `part` with the fewest places after the point; of several, the one nearest to the middle.

    Without a middle it is the one nearest to the end there is; without ends, zero.
    """
    for digits in range(places + 1):
        unit = 10 ** (places - digits)
        least, greatest = -(-part[0] // unit), (part[1] - 1) // unit
        if least <= greatest:
            return Decimal(f"{_nearest_multiple(part, unit, least, greatest)}E-{digits}")
    raise ValueError("an empty range has no witness")


def _nearest_multiple(part: _Range, unit: int, least: int, greatest: int) -> int:
    """The multiple of `unit`, as a factor between `least` and `greatest`, nearest to the middle of `part`."""
    endless_below, endless_above = part[0] <= -_FAR, part[1] >= _FAR
    if endless_below or endless_above:
        return 0 if endless_below and endless_above else greatest if endless_below else least
    doubled_middle = part[0] + part[1] - 1
    nearest = -((unit - doubled_middle) // (2 * unit))  # a tie goes to the lower one
    return min(max(nearest, least), greatest)
