"""What items name must exist, and be in force when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from engine.checks.mentions import Mention, Target, mentions
from engine.diagnostics import pack as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.diagnostics.pack import named, near
from engine.pack.model import Header, ItemStatus, Pack, Period, Versioned


@dataclass(frozen=True, slots=True)
class _Kind:
    """The code for an unknown name, the names there are, and where they stand; versions where there are versions."""

    unknown: Code
    names: Callable[[Pack], Iterable[str]]
    file: Callable[[Pack], str]
    versions: Callable[[Pack], tuple[Versioned, ...]] = lambda _: ()


class _Written(Protocol):
    @property
    def span(self) -> Span: ...


class _Placed(_Written, Protocol):
    @property
    def id(self) -> str: ...


def _placed(unknown: Code, parts: Callable[[Pack], Sequence[_Placed]]) -> _Kind:
    return _Kind(unknown, lambda pack: (part.id for part in parts(pack)), lambda pack: _file(parts(pack)))


def _versioned(unknown: Code, items: Callable[[Pack], tuple[Versioned, ...]]) -> _Kind:
    headers: Callable[[Pack], Sequence[Header]] = lambda pack: [item.header for item in items(pack)]  # noqa: E731
    return replace(_placed(unknown, headers), versions=items)


def _titled(unknown: Code, titles: Callable[[Pack], Mapping[str, str]]) -> _Kind:
    return _Kind(unknown, titles, lambda pack: _file([pack.passport.header]))


def _file(parts: Sequence[_Written]) -> str:
    return f" ({parts[0].span.file})" if parts else ""


_KINDS: Mapping[Target, _Kind] = {
    Target.ACT: _placed(codes.UNKNOWN_ACT, lambda p: p.acts),
    Target.SOURCE: _versioned(codes.UNKNOWN_SOURCE, lambda p: p.sources),
    Target.LEVEL: _placed(codes.UNKNOWN_LEVEL, lambda p: p.levels),
    Target.KIND: _placed(codes.UNKNOWN_KIND, lambda p: p.kinds),
    Target.UNIT: _titled(codes.UNKNOWN_UNIT, lambda p: p.passport.units),
    Target.OUTCOME: _titled(codes.UNKNOWN_OUTCOME, lambda p: p.passport.outcomes),
    Target.FACT: _Kind(codes.UNKNOWN_FACT, lambda p: (f.key for f in p.facts), lambda p: _file(p.facts)),
    Target.CONSTANT: _versioned(codes.UNKNOWN_CONSTANT, lambda p: p.constants),
    Target.INDICATOR: _versioned(codes.UNKNOWN_INDICATOR, lambda p: p.indicators),
    Target.DIRECTION: _versioned(codes.UNKNOWN_DIRECTION, lambda p: p.directions),
    Target.GROUP: _placed(codes.UNKNOWN_GROUP, lambda p: p.groups),
    Target.ADDRESSEE: _placed(codes.UNKNOWN_ADDRESSEE, lambda p: p.addressees),
    Target.PERIOD: _placed(codes.UNKNOWN_PERIOD, lambda p: p.periods),
}


def unknown_names(pack: Pack) -> Iterator[Diagnostic]:
    """A name of something that is not in the pack."""
    known = {target: dict.fromkeys(kind.names(pack)) for target, kind in _KINDS.items()}
    for mention in mentions(pack):
        names = known[mention.target]
        if mention.name not in names:
            kind = _KINDS[mention.target]
            params = {"name": mention.name, "file": kind.file(pack), **near(mention.name, names), **named(names)}
            yield Diagnostic(kind.unknown, mention.span, params)


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
