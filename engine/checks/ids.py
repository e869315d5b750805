"""Ids: unique, or versions of one item that follow one another in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from engine.checks.snapshots import versioned
from engine.checks.words import RESERVED
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.model import Header, ItemStatus, Pack, Versioned


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
        for headers in by_id.values():
            for first, second in combinations(headers, 2):
                yield from _two_versions(first, second, pack)


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
        since, until = header.effective.since, header.effective.until
        if until is not None and until < since:
            params = {"id": header.id, "since": since, "until": until}
            yield Diagnostic(codes.REVERSED_EFFECTIVE, pack.places.value(header.span, "effective", "to"), params)
