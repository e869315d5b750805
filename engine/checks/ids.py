"""Ids: unique, or versions of one item that follow one another in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from engine.checks.snapshots import versioned
from engine.checks.words import RESERVED
from engine.diagnostics import pack as codes
from engine.diagnostics import upkeep
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.model import Effective, Header, ItemStatus, Pack, Versioned

_ONE_DAY = timedelta(days=1)


def duplicate_ids(pack: Pack) -> Iterator[Diagnostic]:
    """Two things of one list with one id."""
    for items, key in (
        (pack.passport.statements, "id"),
        (pack.passport.parties, "id"),
        (pack.acts, "id"),
        (pack.levels, "id"),
        (pack.kinds, "id"),
        (pack.references, "id"),
        (pack.periods, "id"),
        (pack.groups, "id"),
        (pack.addressees, "id"),
    ):
        yield from _repeats((item.id, pack.places.value(item.span, key)) for item in items)
    yield from _repeats((fact.key, pack.places.value(fact.span, "key")) for fact in pack.facts)


def duplicate_parts(pack: Pack) -> Iterator[Diagnostic]:
    """Two members of one vocabulary, or two conclusions of one direction, with one id."""
    for fact in pack.facts:
        members = pack.places.value(fact.span, "vocabulary")
        yield from _repeats((m, pack.places.value(members, n, "id")) for n, (m, _) in enumerate(fact.vocabulary))
    for direction in pack.directions:
        yield from _repeats((o.outcome, pack.places.value(o.span, "outcome")) for o in direction.outcomes)


def _repeats(written: Iterable[tuple[str, Span]]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for name, span in written:
        if name in first:
            yield Diagnostic(codes.DUPLICATE_ID, span, {"id": name, "first": first[name]}, (first[name],))
        first.setdefault(name, span)


def duplicate_numbers(pack: Pack) -> Iterator[Diagnostic]:
    """Two levels in one place, or two groups with one number."""
    levels = [(level.order, level.id, pack.places.value(level.span, "order")) for level in pack.levels]
    groups = [(group.number, group.id, pack.places.value(group.span, "number")) for group in pack.groups]
    for numbered in (levels, groups):
        first: dict[int, tuple[str, Span]] = {}
        for number, name, span in numbered:
            if number in first:
                other, there = first[number]
                params = {"number": number, "other": other, "first": there}
                yield Diagnostic(codes.DUPLICATE_NUMBER, span, params, (there,))
            first.setdefault(number, (name, span))


def reserved_names(pack: Pack) -> Iterator[Diagnostic]:
    """A party named like something else that texts speak of."""
    for party in pack.passport.parties:
        if party.id in RESERVED:
            yield Diagnostic(codes.RESERVED_NAME, pack.places.value(party.span, "id"), {"name": party.id})


def versions(pack: Pack) -> Iterator[Diagnostic]:
    """Versions of one item: each written once, and never two of them in force."""
    for headers in _by_item(pack):
        for first, second in combinations(headers, 2):
            yield from _two_versions(first, second, pack)


def holes(pack: Pack) -> Iterator[Diagnostic]:
    """Days between two versions of an item on which it has none; one that is retired then says that this is meant."""
    for headers in _by_item(pack):
        standing = [h for h in headers if h.status is not ItemStatus.RETIRED and not _is_reversed(h.effective)]
        for earlier, later in pairwise(sorted(standing, key=lambda h: h.effective.since)):
            until, since = earlier.effective.until, later.effective.since
            if until is None or since - until <= _ONE_DAY:
                continue
            first, last = until + _ONE_DAY, since - _ONE_DAY
            if not any(_has_days(h.effective, first, last) for h in headers):
                params = {"id": later.id, "earlier": earlier.version, "first": first, "last": last}
                place = pack.places.value(later.span, "effective", "from")
                yield Diagnostic(upkeep.HOLE_BETWEEN_VERSIONS, place, params, (earlier.span,))


def _is_reversed(effective: Effective) -> bool:
    return effective.until is not None and effective.until < effective.since


def _has_days(effective: Effective, first: date, last: date) -> bool:
    return effective.since <= last and (effective.until is None or first <= effective.until)


def _by_item(pack: Pack) -> Iterator[list[Header]]:
    """The versions of each item, in the order written."""
    lists: tuple[tuple[Versioned, ...], ...] = (
        pack.sources,
        pack.constants,
        pack.indicators,
        pack.directions,
        pack.recommendations,
        pack.requests,
    )
    for items in lists:
        by_id: dict[str, list[Header]] = {}
        for item in items:
            by_id.setdefault(item.header.id, []).append(item.header)
        yield from by_id.values()


def _two_versions(first: Header, second: Header, pack: Pack) -> Iterator[Diagnostic]:
    params: dict[str, object] = {"id": second.id, "first": first.span}
    if first.version == second.version:
        params["version"] = second.version
        place = pack.places.value(second.span, "version")
        yield Diagnostic(codes.DUPLICATE_VERSION, place, params, (first.span,))
    elif (day := shared_day(first, second)) is not None:
        earlier, later = sorted((first, second), key=lambda h: h.effective.since)
        params |= {"earlier": earlier.version, "later": later.version, "day": day}
        place = pack.places.value(second.span, "effective")
        yield Diagnostic(codes.OVERLAPPING_VERSIONS, place, params, (first.span,))


def shared_day(one: Header, other: Header) -> date | None:
    """The first day on which both are in force, if any; what is retired never is."""
    if ItemStatus.RETIRED in (one.status, other.status):
        return None
    day = max(one.effective.since, other.effective.since)
    return day if one.effective.covers(day) and other.effective.covers(day) else None


def reversed_effective(pack: Pack) -> Iterator[Diagnostic]:
    """An item that ends before it begins."""
    for header in (pack.passport.header, *(item.header for item in versioned(pack))):
        if _is_reversed(header.effective):
            params = {"id": header.id, "since": header.effective.since, "until": header.effective.until}
            yield Diagnostic(codes.REVERSED_EFFECTIVE, pack.places.value(header.span, "effective", "to"), params)
