"""Totals over indicators: members that have what is totalled; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.checks.measures import not_measured
from engine.checks.reach import outcomes_of
from engine.checks.rows import gives_points, rows_of
from engine.decimals import plain_text
from engine.diagnostics import judgements as judging
from engine.diagnostics import operands as operand_codes
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.diagnostics.pack import near
from engine.intervals import Domain
from engine.pack.domain import ZERO, domain_of, points_domain
from engine.pack.model import AggregateMeasure, How, Indicator, Pack, TableMeasure

_WEIGHTED = (How.SUM, How.WEIGHTED_MEAN, How.GEOMETRIC_MEAN, How.HARMONIC_MEAN)
_POSITIVE = (How.GEOMETRIC_MEAN, How.HARMONIC_MEAN)
_MEETING = (How.COUNT_MEETING, How.SHARE_MEETING)
_GROWING = (How.SUM, How.COUNT_MEETING)


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
    """Members that give no points, no value, or no outcome that counts, where these are totalled."""
    for aggregate in _aggregates(pack):
        measure = aggregate.measure
        if measure.how in _MEETING:
            yield from _counted(aggregate) if measure.outcomes else _meeting(aggregate)
        elif measure.take == "points":
            for member, span in aggregate.members:
                if not gives_points(member):
                    yield aggregate.say(codes.NO_POINTS, span, member=member.header.id)
        else:
            for member, span in aggregate.members:
                if isinstance(member.measure, TableMeasure):
                    yield Diagnostic(operand_codes.NO_VALUE_TO_TAKE, span, {"id": member.header.id})
        if measure.how is How.PERCENT_OF_MAXIMUM and measure.take != "points":
            yield aggregate.say(codes.NO_MAXIMUM, aggregate.place("take"))


def _meeting(aggregate: _Aggregate) -> Iterator[Diagnostic]:
    for member, span in aggregate.members:
        if not any(row.meets for row in rows_of(member.judge)):
            yield aggregate.say(codes.NOTHING_MEETS, span, member=member.header.id)


def _counted(aggregate: _Aggregate) -> Iterator[Diagnostic]:
    """Outcomes that count, each of some member, and some of each member; unknown members may have any."""
    counted = aggregate.measure.outcomes
    of_all = tuple(dict.fromkeys(outcome for member, _ in aggregate.members for outcome in outcomes_of(member)))
    if len(aggregate.members) == len(aggregate.measure.indicators):
        for n, outcome in enumerate(counted):
            if outcome not in of_all:
                known = {"known": ", ".join(of_all) or "–", **near(outcome, of_all)}
                place = aggregate.pack.places.value(aggregate.place("outcomes"), n)
                yield aggregate.say(judging.OUTCOME_OF_NO_MEMBER, place, outcome=outcome, **known)
    for member, span in aggregate.members:
        own = outcomes_of(member)
        if set(counted) & set(of_all) and not set(counted) & set(own):
            params = {"member": member.header.id, "known": ", ".join(own) or "–"}
            yield aggregate.say(judging.MEMBER_NEVER_COUNTS, span, **params)


def silent(pack: Pack) -> Iterator[Diagnostic]:
    """Judged sums that do not say what unknown members do to them: these would count as if they gave nothing."""
    for aggregate in _aggregates(pack):
        measure, whole = aggregate.measure, aggregate.place()
        says = measure.minimum_coverage > 0 or aggregate.place("unknown") != whole
        if aggregate.indicator.judge is not None and measure.how in _GROWING and not says:
            yield aggregate.say(judging.SILENT_TOTAL, aggregate.place("how"), how=measure.how)


def limits(pack: Pack) -> Iterator[Diagnostic]:
    """A cap below zero, and means that only numbers above zero have over others."""
    for aggregate in _aggregates(pack):
        measure = aggregate.measure
        if measure.cap is not None and measure.cap < 0:
            yield aggregate.say(judging.NEGATIVE_CAP, aggregate.place("cap"), cap=plain_text(measure.cap))
        for member, span in aggregate.members if measure.how in _POSITIVE else ():
            domain = points_domain(member) if measure.take == "points" else domain_of(member, pack)
            witness = _not_positive(domain)
            if witness is not None:
                params = {"member": member.header.id, "witness": plain_text(witness), "how": measure.how}
                yield aggregate.say(judging.MAYBE_NOT_POSITIVE, span, **params)


def _not_positive(domain: Domain) -> Decimal | None:
    """A number of the domain that is not above zero, if its least is known to be none: zero, or else the greatest."""
    if domain.minimum is None or domain.minimum > 0:
        return None
    return ZERO if domain.maximum is None else min(ZERO, domain.maximum)


def weights(pack: Pack) -> Iterator[Diagnostic]:
    """Weights where there is something to weigh, for members only, and not all zero."""
    for aggregate in _aggregates(pack):
        measure = aggregate.measure
        if (measure.weights or measure.weight_by) and measure.how not in _WEIGHTED:
            place = pack.places.key(aggregate.place(), "weights" if measure.weights else "weight_by")
            yield aggregate.say(codes.WEIGHTS_UNUSED, place, how=measure.how)
            continue
        yield from _strangers(aggregate)
        if measure.weights and not any(weight for _, weight in measure.weights):
            yield aggregate.say(codes.WEIGHTS_ALL_ZERO, aggregate.place("weights"))
        if measure.how is How.WEIGHTED_MEAN and measure.weight_by is None:
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
            yield from not_measured(member, wanted, span, everywhere=False)
        for indicator in pack.indicators:
            if indicator.header.id == aggregate.measure.weight_by:
                yield from not_measured(indicator, wanted, aggregate.place("weight_by"), everywhere=False)
