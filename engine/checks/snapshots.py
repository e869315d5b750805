"""The pack as it stands on each day that matters: what cannot be seen on one of these days is never evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.pack.model import ItemStatus, Pack, Versioned


def versioned(pack: Pack) -> tuple[Versioned, ...]:
    """Every version of every versioned item."""
    return (
        *pack.sources,
        *pack.constants,
        *pack.indicators,
        *pack.directions,
        *pack.recommendations,
        *pack.requests,
    )


def snapshots(pack: Pack) -> Iterator[Pack]:
    """The different states of the pack, in time: on the last day of each period, and whenever an item comes in force.

    In each of them an item has one version at most.
    """
    seen: set[tuple[str, ...]] = set()
    for day in _days(pack):
        snapshot = pack.at(day)
        rules = tuple(f"{item.header.span} {item.header.rule}" for item in versioned(snapshot))
        if rules not in seen:
            seen.add(rules)
            yield snapshot


def _days(pack: Pack) -> list[date]:
    ends = (period.end for period in pack.periods)
    begins = (i.header.effective.since for i in versioned(pack) if i.header.status is not ItemStatus.RETIRED)
    return sorted({*ends, *begins})
