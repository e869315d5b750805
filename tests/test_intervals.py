"""Gaps, overlaps and unreachable intervals, by hand and against a search of every point of small grids."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intervals import Domain, Interval, cells, gaps, overlaps, unreachable

SHARES = Domain(False, Decimal(0), Decimal(100))
COUNTS = Domain(True, Decimal(0), Decimal(100))
REALS = Domain()
WHOLE = Domain(whole_numbers=True)


def interval(text: str) -> Interval:
    """`[70, 89)`: from 70, itself included, to 89, itself excluded; an end left out is unbounded."""
    low, high = (Decimal(end) if end.strip() else None for end in text[1:-1].split(","))
    return Interval(low, text[0] == "[", high, text[-1] == "]")


def intervals(*texts: str) -> list[Interval]:
    return [interval(text) for text in texts]


@pytest.mark.parametrize(
    ("domain", "bands", "witnesses"),
    [
        (SHARES, ["[90, 100]", "[70, 89]", "[0, 70)"], ["89.5"]),
        (COUNTS, ["[90, 100]", "[70, 89]", "[0, 70)"], []),
        (SHARES, ["[90, 100]", "[70, 90)", "[0, 70)"], []),
        (REALS, ["(0, )", "[0, 0]", "(, 0)"], []),
        (WHOLE, ["[1, )", "[0, 0]", "(, 0)"], []),
        (REALS, ["[1, )", "[0, 0]", "(, 0)"], ["0.5"]),
        (REALS, ["(0, )", "(, 0)"], ["0"]),
        (REALS, ["(0.125, )", "(, 0.125)"], ["0.125"]),
        (REALS, ["(1, )"], ["1"]),
        (REALS, ["[1, )"], ["0"]),
        (REALS, ["(, 99.5]"], ["100"]),
        (WHOLE, ["(, 3)"], ["3"]),
        (REALS, [], ["0"]),
        (Domain(False, Decimal(0), None), [], ["0"]),
        (Domain(False, None, Decimal("-0.5")), [], ["-1"]),
        (SHARES, ["(0, 100)"], ["0", "100"]),
        (SHARES, ["(0, 50)", "(50, 100]"], ["0", "50"]),
        (SHARES, ["[0, 70]", "[90, 100]"], ["80"]),
        (SHARES, ["[0, 89]", "[89.25, 100]"], ["89.1"]),
        (SHARES, ["[0, 33.333333333]", "[33.333333335, 100]"], ["33.333333334"]),
        (SHARES, ["[0, 33.333333333]", "[33.333333334, 100]"], []),
        (COUNTS, ["[0, 10.5]", "[12.5, 100]"], ["11"]),
        (SHARES, ["[60, 40]", "[0, 100]"], []),
        (SHARES, ["[0, 100]", "[20, 30]"], []),
        (SHARES, ["[-50, 20]", "[80, 200]"], ["50"]),
    ],
)
def test_gaps(domain: Domain, bands: list[str], witnesses: list[str]) -> None:
    assert [str(witness) for witness in gaps(domain, intervals(*bands))] == witnesses


@pytest.mark.parametrize(
    ("domain", "bands", "pairs"),
    [
        (SHARES, ["[95, 100]", "[80, 95]", "[0, 80)"], [(0, 1, "95")]),
        (SHARES, ["[95, 100]", "[80, 95)", "[0, 80)"], []),
        (SHARES, ["[0, 50]", "[90, 100]", "[40, 92]"], [(0, 2, "45"), (1, 2, "91")]),
        (SHARES, ["[90, 100]", "[80, 95]"], [(0, 1, "92")]),
        (SHARES, ["[0, 10.5)", "(10, 20]"], [(0, 1, "10.2")]),
        (COUNTS, ["[0, 10.5)", "(10, 20]"], []),
        (REALS, ["(, 5]", "[3, )", "(, )"], [(0, 1, "4"), (0, 2, "5"), (1, 2, "3")]),
        (SHARES, ["[100, 200]", "[100, 300]"], [(0, 1, "100")]),
        (SHARES, ["[101, 200]", "[101, 300]"], []),
        (SHARES, ["[5, 5]", "[5, 5]", "[5, 5]"], [(0, 1, "5"), (0, 2, "5"), (1, 2, "5")]),
    ],
)
def test_overlaps(domain: Domain, bands: list[str], pairs: list[tuple[int, int, str]]) -> None:
    assert [(i, j, str(witness)) for i, j, witness in overlaps(domain, intervals(*bands))] == pairs


@pytest.mark.parametrize(
    ("domain", "bands", "indices"),
    [
        (SHARES, ["[60, 40]", "(5, 5]", "[5, 5)", "(5, 5)", "[5, 5]"], (0, 1, 2, 3)),
        (SHARES, ["(100, )", "[100, )", "(, 0)", "(, 0]"], (0, 2)),
        (COUNTS, ["(3, 4)", "[3.1, 3.9]", "[3.1, 4]"], (0, 1)),
        (REALS, ["(3, 4)", "(3.000000001, 3.000000002)"], (1,)),
    ],
)
def test_unreachable(domain: Domain, bands: list[str], indices: tuple[int, ...]) -> None:
    assert unreachable(domain, intervals(*bands)) == indices


def contains(part: Interval, point: Fraction) -> bool:
    """The definition of an interval, told apart from how the engine works."""
    above = part.low is None or point > Fraction(part.low) or (part.low_closed and point == Fraction(part.low))
    below = part.high is None or point < Fraction(part.high) or (part.high_closed and point == Fraction(part.high))
    return above and below


def whole_of(domain: Domain) -> Interval:
    return Interval(domain.minimum, True, domain.maximum, True)


def points(domain: Domain) -> list[Fraction]:
    """Numbers of the domain between which intervals with ends at half steps from -6 to 6 cannot change."""
    quarters = [Fraction(n, 4) for n in range(-36, 37)]
    grid = [point for point in quarters if point.denominator == 1] if domain.whole_numbers else quarters
    return [point for point in grid if contains(whole_of(domain), point)]


half_steps = st.integers(-12, 12).map(lambda n: Decimal(n) / 2)
bands = st.lists(
    st.builds(Interval, st.none() | half_steps, st.booleans(), st.none() | half_steps, st.booleans()), max_size=5
)
domains = st.builds(Domain, st.booleans(), st.none() | half_steps, st.none() | half_steps)


def holes(domain: Domain, parts: list[Interval]) -> int:
    """The number of uncovered stretches, counted point by point: between two of them a covered point must lie."""
    covered = [any(contains(part, point) for part in parts) for point in points(domain)]
    return sum(not now and (before is None or before) for before, now in zip([None, *covered], covered, strict=False))


@given(domains, bands)
def test_gaps_are_those_a_search_finds(domain: Domain, parts: list[Interval]) -> None:
    witnesses = gaps(domain, parts)
    assert len(witnesses) == holes(domain, parts)
    assert list(witnesses) == sorted(witnesses)
    for witness in map(Fraction, witnesses):
        assert contains(whole_of(domain), witness)
        assert not any(contains(part, witness) for part in parts)
        assert witness.denominator == 1 or not domain.whole_numbers


@given(domains, bands)
def test_overlaps_are_those_a_search_finds(domain: Domain, parts: list[Interval]) -> None:
    found = overlaps(domain, parts)
    grid = points(domain)
    searched = {
        (i, j)
        for j in range(len(parts))
        for i in range(j)
        if any(contains(parts[i], point) and contains(parts[j], point) for point in grid)
    }
    assert {(i, j) for i, j, _ in found} == searched
    for i, j, witness in found:
        inside = (parts[i], parts[j], whole_of(domain))
        assert all(contains(part, Fraction(witness)) for part in inside)


@given(domains, bands)
def test_unreachable_are_those_a_search_finds(domain: Domain, parts: list[Interval]) -> None:
    grid = points(domain)
    empty = tuple(i for i, part in enumerate(parts) if not any(contains(part, point) for point in grid))
    assert unreachable(domain, parts) == empty


@pytest.mark.parametrize(
    ("domain", "parts", "cut"),
    [
        (REALS, [], [("0", [])]),
        (COUNTS, ["[0, 10)", "[5, 10]"], [("2", [0]), ("7", [0, 1]), ("10", [1]), ("55", [])]),
        (SHARES, ["(50, )"], [("25", []), ("75", [0])]),
        (SHARES, ["[200, )", "[60, 40]"], [("50", [])]),
        (WHOLE, ["[0, 0]", "(0, )"], [("-1", []), ("0", [0]), ("1", [1])]),
        (Domain(False, Decimal(1), Decimal(0)), ["[0, 1]"], []),
    ],
)
def test_cells(domain: Domain, parts: list[str], cut: list[tuple[str, list[int]]]) -> None:
    found = cells(domain, intervals(*parts))
    assert [(str(cell.witness), sorted(cell.inside)) for cell in found] == cut
