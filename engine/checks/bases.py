"""What in a pack rests on a legal act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from engine.checks.snapshots import versioned
from engine.diagnostics.core import Span
from engine.pack.model import Basis, Group, Header, Pack, Party, Period, Reference, Statement, in_force


@dataclass(frozen=True, slots=True)
class Based:
    """An item or a part of the pack with its basis; `span` is the whole of it."""

    id: str
    basis: Basis
    span: Span


def bases(pack: Pack) -> Iterator[Based]:
    """Everything that names an act: the versioned items, the pack, and then the parts of it."""
    items: tuple[Header | Statement | Party | Reference | Period | Group, ...] = (
        *(item.header for item in versioned(pack)),
        pack.passport.header,
        *pack.passport.statements,
        *pack.passport.parties,
        *pack.references,
        *pack.periods,
        *pack.groups,
    )
    for item in items:
        if item.basis is not None:
            yield Based(item.id, item.basis, item.span)


def bases_on(pack: Pack, day: date) -> Iterator[Based]:
    """What names an act and holds on `day`: nothing of a pack that does not, and no period that is over."""
    if in_force((pack.passport,), day):
        yield from bases(replace(pack.at(day), periods=tuple(p for p in pack.periods if day <= p.end)))
