"""Totals over indicators: members that have what is totalled; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.checks.rows import gives_points, rows_of
from engine.diagnostics import pack as pack_codes
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.diagnostics.pack import near
from engine.pack.model import AggregateMeasure, How, Indicator, Pack

_WEIGHTED = (How.SUM, How.WEIGHTED_MEAN)
_MEETING = (How.COUNT_MEETING, How.SHARE_MEETING)


@dataclass(frozen=True, slots=True)
class _Aggregate:
    """An aggregate with the members that are known, each with its place."""

    pack: Pack
    indicator: Indicator
    measure: AggregateMeasure
    members: tuple[tuple[Indicator, Span], ...]

    def place(self, *path: str) -> Span:
        return self.pack.places.value(self.indicator.header.span, "measure", *path)

    def say(self, code: Code, span: Span, **params: object) -> Diagnostic:
        return Diagnostic(code, span, {"id": self.indicator.header.id, **params})


def _aggregates(pack: Pack) -> Iterator[_Aggregate]:
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        if isinstance(indicator.measure, AggregateMeasure):
            yield _Aggregate(pack, indicator, indicator.measure, _members(pack, indicator, indicator.measure, known))


def _members(
    pack: Pack, indicator: Indicator, measure: AggregateMeasure, known: Mapping[str, Indicator]
) -> tuple[tuple[Indicator, Span], ...]:
    written = pack.places.value(indicator.header.span, "measure", "of")
    return tuple((known[m], pack.places.value(written, n)) for n, m in enumerate(measure.indicators) if m in known)


def points(pack: Pack) -> Iterator[Diagnostic]:
    """Members that give no points where points are totalled, or never meet a target where this is counted."""
    for aggregate in _aggregates(pack):
        meeting = aggregate.measure.how in _MEETING
        for member, span in aggregate.members:
            if meeting and not any(row.meets for row in rows_of(member.judge)):
                yield aggregate.say(codes.NOTHING_MEETS, span, member=member.header.id)
            wanted = not meeting and aggregate.measure.take == "points"
            if wanted and not gives_points(member):
                yield aggregate.say(codes.NO_POINTS, span, member=member.header.id)
        if aggregate.measure.how is How.PERCENT_OF_MAXIMUM and aggregate.measure.take != "points":
            yield aggregate.say(codes.NO_MAXIMUM, aggregate.place("take"))


def weights(pack: Pack) -> Iterator[Diagnostic]:
    """Weights where there is something to weigh, for members only, and not all zero."""
    for aggregate in _aggregates(pack):
        measure = aggregate.measure
        if measure.weights and measure.how not in _WEIGHTED:
            place = pack.places.key(aggregate.place(), "weights")
            yield aggregate.say(codes.WEIGHTS_UNUSED, place, how=measure.how)
            continue
        yield from _strangers(aggregate)
        if measure.weights and not any(weight for _, weight in measure.weights):
            yield aggregate.say(codes.WEIGHTS_ALL_ZERO, aggregate.place("weights"))
        if measure.how is How.WEIGHTED_MEAN:
            weighed = dict(measure.weights)
            for member, span in aggregate.members:
                if member.header.id not in weighed:
                    yield aggregate.say(codes.WEIGHT_MISSING, span, member=member.header.id)


def _strangers(aggregate: _Aggregate) -> Iterator[Diagnostic]:
    members = aggregate.measure.indicators
    for name, _ in aggregate.measure.weights:
        if name not in members:
            place = aggregate.pack.places.key(aggregate.place("weights"), name)
            yield aggregate.say(codes.WEIGHT_OF_STRANGER, place, member=name, **near(name, members))


def levels(pack: Pack) -> Iterator[Diagnostic]:
    """Members are measured at a level of the total, or at the level it goes across, which lies below."""
    orders = {level.id: level.order for level in pack.levels}
    for aggregate in _aggregates(pack):
        across = aggregate.measure.across
        if across is not None and across in orders:
            for level in aggregate.indicator.levels:
                if level in orders and orders[level] >= orders[across]:
                    yield aggregate.say(codes.NOT_BELOW, aggregate.place("across"), across=across, level=level)
        wanted = aggregate.indicator.levels if across is None else (across,)
        for member, span in aggregate.members:
            if not set(wanted) & set(member.levels):
                params = {"id": member.header.id, "level": ", ".join(wanted)}
                yield Diagnostic(pack_codes.NOT_MEASURED_THERE, span, params, (member.header.span,))
