"""The calendar: periods that run forward, and lie beside or within one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Pack, Period

_USUAL_LENGTHS = (1, 3, 6, 12)
"""Months, quarters, half-years and years, which lie within one another."""


def reversed_periods(pack: Pack) -> Iterator[Diagnostic]:
    """A period that ends before it begins."""
    for period in pack.periods:
        if period.end < period.start:
            params = {"id": period.id, "since": period.start, "until": period.end}
            yield Diagnostic(codes.REVERSED_PERIOD, pack.places.value(period.span, "to"), params)


def overlapping_periods(pack: Pack) -> Iterator[Diagnostic]:
    """Two periods with some days in common, unless one is a usual part of the other, as a quarter is of a year."""
    forward = [period for period in pack.periods if period.start <= period.end]
    for first, second in combinations(forward, 2):
        if not _share_days(first, second):
            continue
        params = {"id": second.id, "other": first.id, "first": first.span}
        place = pack.places.value(second.span, "from")
        if (first.start, first.end) == (second.start, second.end):
            yield Diagnostic(codes.SAME_PERIOD, place, params, (first.span,))
        elif not _within(first, second) and not _within(second, first):
            day = max(first.start, second.start)
            yield Diagnostic(codes.OVERLAPPING_PERIODS, place, {**params, "day": day}, (first.span,))
        elif not _of_usual_lengths(first, second):
            lengths = {"length": second.months, "other_length": first.months}
            yield Diagnostic(codes.UNUSUAL_NESTING, place, {**params, **lengths}, (first.span,))


def _of_usual_lengths(first: Period, second: Period) -> bool:
    lengths = {first.months, second.months}
    return len(lengths) == 2 and lengths <= set(_USUAL_LENGTHS)


def _share_days(first: Period, second: Period) -> bool:
    return first.start <= second.end and second.start <= first.end


def _within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
