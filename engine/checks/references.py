"""What items name must exist, and be in force when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.checks.mentions import Mention, Target, mentions
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Code, Diagnostic
from engine.diagnostics.pack import near
from engine.pack.model import Header, ItemStatus, Pack, Period, Versioned


@dataclass(frozen=True, slots=True)
class _Kind:
    """The code for an unknown name, the names there are, and the versions of each where there are versions."""

    unknown: Code
    names: Callable[[Pack], Iterator[str]]
    versions: Callable[[Pack], tuple[Versioned, ...]] = lambda _: ()


def _ids(items: tuple[Versioned, ...]) -> Iterator[str]:
    return (item.header.id for item in items)


_KINDS: Mapping[Target, _Kind] = {
    Target.ACT: _Kind(codes.UNKNOWN_ACT, lambda p: (a.id for a in p.acts)),
    Target.SOURCE: _Kind(codes.UNKNOWN_SOURCE, lambda p: _ids(p.sources), lambda p: p.sources),
    Target.LEVEL: _Kind(codes.UNKNOWN_LEVEL, lambda p: (level.id for level in p.levels)),
    Target.KIND: _Kind(codes.UNKNOWN_KIND, lambda p: (kind.id for kind in p.kinds)),
    Target.UNIT: _Kind(codes.UNKNOWN_UNIT, lambda p: iter(p.passport.units)),
    Target.OUTCOME: _Kind(codes.UNKNOWN_OUTCOME, lambda p: iter(p.passport.outcomes)),
    Target.FACT: _Kind(codes.UNKNOWN_FACT, lambda p: (fact.key for fact in p.facts)),
    Target.CONSTANT: _Kind(codes.UNKNOWN_CONSTANT, lambda p: _ids(p.constants), lambda p: p.constants),
    Target.INDICATOR: _Kind(codes.UNKNOWN_INDICATOR, lambda p: _ids(p.indicators), lambda p: p.indicators),
    Target.DIRECTION: _Kind(codes.UNKNOWN_DIRECTION, lambda p: _ids(p.directions), lambda p: p.directions),
    Target.GROUP: _Kind(codes.UNKNOWN_GROUP, lambda p: (group.id for group in p.groups)),
    Target.ADDRESSEE: _Kind(codes.UNKNOWN_ADDRESSEE, lambda p: (a.id for a in p.addressees)),
    Target.PERIOD: _Kind(codes.UNKNOWN_PERIOD, lambda p: (period.id for period in p.periods)),
}


def unknown_names(pack: Pack) -> Iterator[Diagnostic]:
    """A name of something that is not in the pack."""
    known = {target: frozenset(kind.names(pack)) for target, kind in _KINDS.items()}
    for mention in mentions(pack):
        names = known[mention.target]
        if mention.name not in names:
            params = {"name": mention.name, **near(mention.name, names)}
            yield Diagnostic(_KINDS[mention.target].unknown, mention.span, params)


def not_in_force(pack: Pack) -> Iterator[Diagnostic]:
    """A name of something that is not in force on the last day of a period on which the item that names it is."""
    headers = {target: _headers(kind.versions(pack)) for target, kind in _KINDS.items()}
    periods = sorted(pack.periods, key=lambda period: period.end)
    for mention in mentions(pack):
        versions = headers[mention.target].get(mention.name)
        if mention.by is None or versions is None:
            continue
        period = next((p for p in periods if _holds(mention.by, p) and not any(_holds(v, p) for v in versions)), None)
        if period is not None:
            yield _absent(mention, mention.by, period)


def _headers(items: tuple[Versioned, ...]) -> dict[str, list[Header]]:
    by_id: dict[str, list[Header]] = {}
    for item in items:
        by_id.setdefault(item.header.id, []).append(item.header)
    return by_id


def _holds(header: Header, period: Period) -> bool:
    return header.status is not ItemStatus.RETIRED and header.effective.covers(period.end)


def _absent(mention: Mention, by: Header, period: Period) -> Diagnostic:
    code = codes.NEEDED_NOT_IN_FORCE if mention.needed else codes.NOT_IN_FORCE
    params = {"id": by.id, "name": mention.name, "period": period.id, "day": period.end}
    return Diagnostic(code, mention.span, params)
