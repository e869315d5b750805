"""Bands that cover the domain, each value once; over the pack as it stands on one day, constants put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from engine import intervals
from engine.checks.band_limits import Constants, are_known, constants_of, interval_of, is_reversed
from engine.checks.rows import Row, is_dependence, is_of_bands, row_of_band, row_of_rung
from engine.decimals import plain_text
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.intervals import Domain, Interval
from engine.pack.model import Indicator, Judgement, Pack


@dataclass(frozen=True, slots=True)
class _Judged:
    indicator: Indicator
    domain: Domain
    bands: tuple[Row, ...]
    intervals: tuple[Interval, ...]
    place: Span


_Neighbour = tuple[Row, Interval]


def bands(pack: Pack) -> Iterator[Diagnostic]:
    """Reversed and unreachable bands, overlaps and gaps, each with a number that shows it."""
    constants = constants_of(pack)
    for indicator in pack.indicators:
        for judged in _judged(pack, indicator, constants):
            backwards = frozenset(n for n, interval in enumerate(judged.intervals) if is_reversed(interval))
            yield from (_reversed(judged.bands[n], judged.intervals[n]) for n in sorted(backwards))
            yield from _unreachable(judged, backwards)
            yield from _overlaps(judged)
            if not backwards:
                yield from _gaps(pack, judged)


def _judged(pack: Pack, indicator: Indicator, constants: Constants) -> Iterator[_Judged]:
    """Bands as intervals; none where a constant is missing or the domain is empty, which is told elsewhere."""
    judge = indicator.judge
    if judge is None or _is_empty(judge.domain):
        return
    for bands, place in _bands(pack, indicator, judge):
        if bands and are_known(bands, constants):
            ranges = tuple(interval_of(band, constants) for band in bands)
            yield _Judged(indicator, judge.domain, bands, ranges, place)


def _bands(pack: Pack, indicator: Indicator, judge: Judgement) -> Iterator[tuple[tuple[Row, ...], Span]]:
    """The bands of a judgement, of each of its variants, and those that follow dependences."""
    place = pack.places.value(indicator.header.span, "judge", "bands")
    yield tuple(row_of_band(band) for band in judge.bands), place
    for variant in judge.variants:
        yield tuple(row_of_band(band) for band in variant.bands), pack.places.value(variant.span, "bands")
    if judge.rungs and is_of_bands(pack, indicator):
        rungs = (rung for rung in judge.rungs if not is_dependence(rung) and rung.outcome is not None)
        yield tuple(row_of_rung(rung, rung.outcome or "") for rung in rungs), place


def _is_empty(domain: Domain) -> bool:
    return domain.minimum is not None and domain.maximum is not None and domain.minimum > domain.maximum


def _reversed(band: Row, interval: Interval) -> Diagnostic:
    params = {"outcome": band.outcome, "low": _shown(interval.low), "high": _shown(interval.high)}
    return Diagnostic(codes.REVERSED_BAND, band.span, params)


def _unreachable(judged: _Judged, backwards: frozenset[int]) -> Iterator[Diagnostic]:
    for n in intervals.unreachable(judged.domain, judged.intervals):
        if n not in backwards:
            params = {
                "id": judged.indicator.header.id,
                "outcome": judged.bands[n].outcome,
                **_in_words(judged.domain),
            }
            yield Diagnostic(codes.UNREACHABLE_BAND, judged.bands[n].span, params)


def _in_words(domain: Domain) -> dict[str, str]:
    low, high = _shown(domain.minimum, "−∞"), _shown(domain.maximum, "∞")
    whole_en, whole_ru = ("whole numbers", "целые числа") if domain.whole_numbers else ("numbers", "числа")
    return {"domain_en": f"{whole_en} from {low} to {high}", "domain_ru": f"{whole_ru} от {low} до {high}"}


def _overlaps(judged: _Judged) -> Iterator[Diagnostic]:
    for i, j, witness in intervals.overlaps(judged.domain, judged.intervals):
        first, second = judged.bands[i], judged.bands[j]
        params = {
            "id": judged.indicator.header.id,
            "outcome": second.outcome,
            "other": first.outcome,
            "witness": _shown(witness),
            "first": first.span,
        }
        yield Diagnostic(codes.OVERLAP, second.span, params, (first.span,))


def _gaps(pack: Pack, judged: _Judged) -> Iterator[Diagnostic]:
    holes = intervals.gaps(judged.domain, judged.intervals)
    whole = replace(judged.domain, whole_numbers=True)
    only_fractions = _may_be_whole(pack, judged) and not intervals.gaps(whole, judged.intervals)
    advice = {
        "or_whole_en": ", or write whole_numbers: true in the domain" if only_fractions else "",
        "or_whole_ru": " или укажите в области значений whole_numbers: true" if only_fractions else "",
    }
    for witness in holes:
        below, above = _neighbours(judged, witness)
        code = codes.GAP if below and above else codes.GAP_AT_END
        if below and above and below[1].high == above[1].low:
            code = codes.GAP_OF_ONE
        rows = [found[0] for found in (below, above) if found]
        params = {"id": judged.indicator.header.id, "witness": _shown(witness), **_where(below, above), **advice}
        first, *others = [row.span for row in rows] or [judged.place]
        yield Diagnostic(code, first, params, tuple(others))


def _may_be_whole(pack: Pack, judged: _Judged) -> bool:
    """Percentages are not counts, nor is what has a limit with a fraction."""
    unit = pack.passport.units.get(judged.indicator.unit or "", "")
    limits = (limit for interval in judged.intervals for limit in (interval.low, interval.high) if limit is not None)
    return "%" not in unit and all(limit == limit.to_integral_value() for limit in limits)


def _neighbours(judged: _Judged, witness: Decimal) -> tuple[_Neighbour | None, _Neighbour | None]:
    """The bands on either side of a number that belongs to none."""
    ranges = tuple(zip(judged.bands, judged.intervals, strict=True))
    below = [(high, row, part) for row, part in ranges if (high := part.high) is not None and high <= witness]
    above = [(low, row, part) for row, part in ranges if (low := part.low) is not None and low >= witness]
    lower = max(below, key=lambda found: found[0], default=None)
    upper = min(above, key=lambda found: found[0], default=None)
    return lower and lower[1:], upper and upper[1:]


def _where(below: _Neighbour | None, above: _Neighbour | None) -> dict[str, str]:
    low, high = below[0].outcome if below else "", above[0].outcome if above else ""
    if below and above:
        en, ru = f"between bands “{low}” and “{high}”", f"между полосами «{low}» и «{high}»"
    elif below:
        en, ru = f"above band “{low}”", f"выше полосы «{low}»"
    else:
        en, ru = f"below band “{high}”", f"ниже полосы «{high}»"
    return {"where_en": en, "where_ru": ru}


def _shown(number: Decimal | None, without: str = "") -> str:
    return without if number is None else plain_text(number)
