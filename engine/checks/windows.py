"""Periods that operands are read at: there to be found, enough of them, and of what can be folded."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.mentions import Target, mentions
from engine.diagnostics import operands as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.model import (
    ChangeMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    Header,
    IndicatorOperand,
    Pack,
    Period,
    Series,
    Window,
)
from engine.pack.operands import Path, sites_in

_PAIR = 2
"""Known values without which there is no rate."""


def lengths(pack: Pack) -> Iterator[Diagnostic]:
    """Periods that are of another length than any for which the indicator naming them is evaluated."""
    periods = {period.id: period for period in pack.periods}
    for mention in mentions(pack):
        if mention.target is Target.PERIOD and mention.by is not None and mention.name in periods:
            yield from _of_other_length(pack, periods[mention.name], mention.by, mention.span)


def _of_other_length(pack: Pack, named: Period, by: Header, span: Span) -> Iterator[Diagnostic]:
    """A period is found from others of its length; itself alone is no use."""
    others = {p.months for p in pack.periods if p.id != named.id and by.effective.covers(p.end)}
    if others and named.months not in others:
        listed = ", ".join(str(months) for months in sorted(others))
        params = {"id": by.id, "period": named.id, "length": named.months, "lengths": listed}
        yield Diagnostic(codes.OTHER_LENGTH, span, params)


def windows(pack: Pack) -> Iterator[Diagnostic]:
    """Windows that never hold as many periods as must be known, in any calendar or in this one."""
    for header, series, path in _series(pack):
        if not isinstance(series.at, Window):
            continue
        least = max(series.at_least, _PAIR) if series.fold is Fold.MEAN_RATE else series.at_least
        written = pack.places.value(header.span, *path)
        place = pack.places.value(written, "over")
        if series.at.last is not None and series.at.last < least:
            yield Diagnostic(codes.SHORT_WINDOW, place, {"most": series.at.last, "least": least})
            continue
        sizes = [size for period in pack.periods if (size := _size(pack, series.at, period, header)) is not None]
        if sizes and max(sizes) < least:
            yield Diagnostic(codes.WINDOW_NEVER_FULL, place, {"most": max(sizes), "least": least})


def _series(pack: Pack) -> Iterator[tuple[Header, Series, Path]]:
    for indicator in pack.indicators:
        for site in sites_in(indicator):
            if isinstance(site.operand, FactOperand | IndicatorOperand):
                yield indicator.header, site.operand.series, site.path
        if isinstance(indicator.measure, ChangeMeasure):
            yield indicator.header, indicator.measure.base, ("measure", "compare_with")


def _size(pack: Pack, window: Window, period: Period, by: Header) -> int | None:
    """How many periods the window has in `period`; None where it is not evaluated, or never begins."""
    if not by.effective.covers(period.end):
        return None
    series = [p.id for p in pack.series(period)]
    after = series.index(period.id) - window.until + 1
    if window.last is not None:
        return min(window.last, after)
    return max(0, after - series.index(window.since)) if window.since in series else None


def amounts(pack: Pack) -> Iterator[Diagnostic]:
    """Folds that need amounts, over what is a day or only one or zero."""
    for indicator in pack.indicators:
        for site in sites_in(indicator):
            operand = site.operand
            if not isinstance(operand, FactOperand | IndicatorOperand):
                continue
            written = pack.places.value(indicator.header.span, *site.path)
            yield from _amount(operand, operand.series.fold, pack.places.value(written, "fold"))
        if isinstance(indicator.measure, ChangeMeasure):
            place = pack.places.value(indicator.header.span, "measure", "as")
            yield from _amount(indicator.measure.of, indicator.measure.base.fold, place)


def _amount(operand: FactOperand | IndicatorOperand, fold: Fold | None, place: Span) -> Iterator[Diagnostic]:
    if operand.take is FactTake.DATE and fold in (Fold.SUM, Fold.MEAN_RATE):
        params = {"fold": fold, "what_en": "days of the calendar", "what_ru": "дат"}
        yield Diagnostic(codes.NO_AMOUNT, place, params)
    elif operand.take in (FactTake.PRESENCE, FactTake.HAS, FindingTake.IS) and fold is Fold.MEAN_RATE:
        params = {"fold": fold, "what_en": "what is only 1 or 0", "what_ru": "того, что бывает только 1 или 0"}
        yield Diagnostic(codes.NO_AMOUNT, place, params)
