"""What is taken of other indicators' findings is something they have; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.checks.measures import not_measured
from engine.checks.reach import outcomes_of
from engine.checks.rows import may_give_points
from engine.diagnostics import operands as codes
from engine.diagnostics import pack as pack_codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.pack.model import (
    AggregateMeasure,
    Among,
    FactOperand,
    FindingTake,
    Indicator,
    IndicatorOperand,
    MeanOf,
    Pack,
    PeersMeasure,
    TableMeasure,
)
from engine.pack.operands import sites_in

Known = Mapping[str, Indicator]


def takes(pack: Pack) -> Iterator[Diagnostic]:
    """Outcomes, points and values of indicators that have them."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        for site in sites_in(indicator):
            operand = site.operand
            if isinstance(operand, IndicatorOperand) and operand.indicator in known:
                written = pack.places.value(indicator.header.span, *site.path)
                yield from _taken(pack, operand, known[operand.indicator], pack.places.value(written, "is"))


def _taken(pack: Pack, operand: IndicatorOperand, used: Indicator, tested: Span) -> Iterator[Diagnostic]:
    params, there = {"id": used.header.id}, (used.header.span,)
    match operand.take:
        case FindingTake.OUTCOME | FindingTake.IS if not outcomes_of(used):
            yield Diagnostic(codes.NO_OUTCOMES, operand.span, params, there)
        case FindingTake.IS:
            yield from impossible_outcomes(pack, used, operand.outcomes, tested)
        case FindingTake.POINTS if not may_give_points(used) and not _is_total_of_points(used):
            yield Diagnostic(codes.NO_POINTS_TO_TAKE, operand.span, params, there)
        case FindingTake.VALUE if isinstance(used.measure, TableMeasure):
            yield Diagnostic(codes.NO_VALUE_TO_TAKE, operand.span, params, there)


def _is_total_of_points(indicator: Indicator) -> bool:
    measure = indicator.measure
    return indicator.judge is None and isinstance(measure, AggregateMeasure) and measure.take == "points"


def impossible_outcomes(pack: Pack, used: Indicator, outcomes: tuple[str, ...], written: Span) -> Iterator[Diagnostic]:
    """Outcomes, listed at `written`, that an indicator never has."""
    possible = outcomes_of(used)
    for n, outcome in enumerate(outcomes):
        if outcome not in possible:
            params = {"id": used.header.id, "outcome": outcome, "known": ", ".join(possible) or "–"}
            place = pack.places.value(written, n)
            yield Diagnostic(pack_codes.IMPOSSIBLE_OUTCOME, place, {**params, **near(outcome, possible)})


def peers(pack: Pack) -> Iterator[Diagnostic]:
    """Peers told apart by outcomes there are, of what is measured wherever the place among them is."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    for indicator in pack.indicators:
        if isinstance(indicator.measure, PeersMeasure):
            yield from _peers(pack, indicator, indicator.measure, known)


def _peers(pack: Pack, indicator: Indicator, measure: PeersMeasure, known: Known) -> Iterator[Diagnostic]:
    written = pack.places.value(indicator.header.span, "measure")
    alike = known.get(measure.same_outcome or "")
    if alike is not None:
        place = pack.places.value(written, "same_outcome_of")
        yield from _without_outcomes(alike, place)
        yield from not_measured(alike, indicator.levels, place, everywhere=True)
    if measure.left_out is not None and measure.left_out[0] in known:
        out = known[measure.left_out[0]]
        place = pack.places.value(written, "left_out")
        yield from _without_outcomes(out, pack.places.value(place, "indicator"))
        yield from not_measured(out, indicator.levels, pack.places.value(place, "indicator"), everywhere=False)
        if outcomes_of(out):
            yield from impossible_outcomes(pack, out, measure.left_out[1], pack.places.value(place, "is"))


def _without_outcomes(used: Indicator, place: Span) -> Iterator[Diagnostic]:
    if not outcomes_of(used):
        yield Diagnostic(codes.NO_OUTCOMES, place, {"id": used.header.id}, (used.header.span,))


def siblings(pack: Pack) -> Iterator[Diagnostic]:
    """Siblings asked for where nobody is above."""
    top = min(pack.levels, key=lambda level: level.order, default=None)
    for indicator in pack.indicators:
        if top is not None and top.id in indicator.levels:
            for place in _asked_for(pack, indicator):
                yield Diagnostic(codes.TOP_SIBLINGS, place, {"level": top.id})


def _asked_for(pack: Pack, indicator: Indicator) -> Iterator[Span]:
    if isinstance(indicator.measure, PeersMeasure) and indicator.measure.among is Among.SIBLINGS:
        yield pack.places.value(indicator.header.span, "measure", "among")
    for site in sites_in(indicator):
        if isinstance(site.operand, FactOperand | IndicatorOperand) and site.operand.missing == MeanOf(Among.SIBLINGS):
            yield pack.places.value(indicator.header.span, *site.path, "if_missing", "mean_of")
