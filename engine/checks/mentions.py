"""Everything that the items of a pack name, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from engine.checks.bases import bases
from engine.diagnostics.core import Span
from engine.pack.conditions import tests_in
from engine.pack.model import (
    AggregateMeasure,
    At,
    Band,
    ChangeMeasure,
    Condition,
    ConstantOperand,
    FactOperand,
    Header,
    Indicator,
    IndicatorTest,
    Limit,
    Pack,
    PeriodOperand,
    Recommendation,
    Request,
    Series,
    Test,
)
from engine.pack.operands import Path, Site, references_in, sites_in
from engine.pack.template import parse_template


class Target(Enum):
    """What kind of thing is named."""

    ACT = auto()
    SOURCE = auto()
    LEVEL = auto()
    KIND = auto()
    UNIT = auto()
    OUTCOME = auto()
    FACT = auto()
    CONSTANT = auto()
    INDICATOR = auto()
    DIRECTION = auto()
    GROUP = auto()
    ADDRESSEE = auto()
    PERIOD = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """`name` at `span`, in the versioned item `by` (None: not versioned); `needed`: nothing is evaluated without."""

    target: Target
    name: str
    span: Span
    by: Header | None = None
    needed: bool = False


def mentions(pack: Pack) -> Iterator[Mention]:
    """Every mention, item by item."""
    yield from _acts(pack)
    yield from _of_passport(pack)
    yield from _of_entities(pack)
    yield from _of_dictionary(pack)
    for indicator in pack.indicators:
        yield from _of_indicator(pack, indicator)
    yield from _of_directions(pack)
    yield from _of_addressees(pack)
    for recommendation in pack.recommendations:
        yield from _of_recommendation(pack, recommendation)
    for request in pack.requests:
        yield from _of_text(pack, request)


def _list(
    pack: Pack,
    target: Target,
    names: Iterable[str],
    within: Span,
    *path: str | int,
    by: Header | None = None,
    needed: bool = False,
) -> Iterator[Mention]:
    """The names of a list, or the single one, written at `path`."""
    for n, name in enumerate(names):
        yield Mention(target, name, pack.places.value(within, *path, n), by, needed)


def _one(
    pack: Pack,
    target: Target,
    name: str | None,
    within: Span,
    *path: str | int,
    by: Header | None = None,
    needed: bool = False,
) -> Iterator[Mention]:
    if name is not None:
        yield Mention(target, name, pack.places.value(within, *path), by, needed)


def _acts(pack: Pack) -> Iterator[Mention]:
    for based in bases(pack):
        yield Mention(Target.ACT, based.basis.act, pack.places.value(based.span, "basis", "act"))


def _of_passport(pack: Pack) -> Iterator[Mention]:
    order = pack.passport.resolution.source_order
    yield from _list(pack, Target.SOURCE, order, pack.passport.span, "resolution", "source_order")


def _of_entities(pack: Pack) -> Iterator[Mention]:
    for kind in pack.kinds:
        yield from _one(pack, Target.LEVEL, kind.level, kind.span, "level")
    for row in pack.entity_table:
        yield from _one(pack, Target.LEVEL, row.level, row.span, "level")
        yield from _list(pack, Target.KIND, row.kinds, row.span, "kinds")


def _of_dictionary(pack: Pack) -> Iterator[Mention]:
    for fact in pack.facts:
        yield from _one(pack, Target.UNIT, fact.unit, fact.span, "unit")
    for constant in pack.constants:
        yield from _one(pack, Target.UNIT, constant.unit, constant.header.span, "unit", by=constant.header)


def _of_indicator(pack: Pack, indicator: Indicator) -> Iterator[Mention]:
    header = indicator.header
    span = header.span
    yield from _one(pack, Target.INDICATOR, indicator.parent, span, "parent", by=header)
    yield from _one(pack, Target.UNIT, indicator.unit, span, "unit")
    yield from _list(pack, Target.LEVEL, indicator.levels, span, "applies_to", "levels")
    yield from _list(pack, Target.KIND, indicator.kinds, span, "applies_to", "kinds")
    yield from _list(pack, Target.DIRECTION, indicator.directions, span, "directions", by=header)
    yield from _list(pack, Target.SOURCE, indicator.sources, span, "sources", by=header)
    for site in sites_in(indicator):
        yield from _of_operand(pack, site, header)
    for reference in references_in(indicator):
        place = pack.places.value(span, *reference.path)
        yield Mention(Target.INDICATOR, reference.indicator, place, header, reference.needed)
    if isinstance(indicator.measure, AggregateMeasure):
        yield from _one(pack, Target.LEVEL, indicator.measure.across, span, "measure", "across")
    if isinstance(indicator.measure, ChangeMeasure):
        yield from _of_series(pack, indicator.measure.base, header, "measure", "compare_with")
    yield from _of_judgement(pack, indicator)


def _of_operand(pack: Pack, site: Site, header: Header) -> Iterator[Mention]:
    match site.operand:
        case FactOperand(key=key, span=span, series=series):
            yield Mention(Target.FACT, key, span, header, needed=True)
            yield from _of_series(pack, series, header, *site.path)
        case ConstantOperand(constant=constant, span=span):
            yield Mention(Target.CONSTANT, constant, span, header, needed=True)
        case PeriodOperand() as operand:
            yield from _of_period(pack, operand, header, *site.path)
        case _:
            yield Mention(Target.INDICATOR, site.operand.indicator, site.operand.span, header, needed=True)
            yield from _of_series(pack, site.operand.series, header, *site.path)


def _of_series(pack: Pack, series: Series, header: Header, *path: str | int) -> Iterator[Mention]:
    """The period that a series is read at, or begins with; `first_since` is how a change writes the latter."""
    at = series.at
    name = at.period if isinstance(at, At) else at.since
    if name is not None:
        written = pack.places.value(header.span, *path)
        place = _first_written(pack, written, ("period",), ("over", "since"), ("first_since",))
        yield Mention(Target.PERIOD, name, place, header)


def _first_written(pack: Pack, within: Span, *paths: Path) -> Span:
    """The value at the first of the paths at which one is written."""
    return next((place for path in paths if (place := pack.places.value(within, *path)) != within), within)


def _of_period(pack: Pack, operand: PeriodOperand, header: Header, *path: str | int) -> Iterator[Mention]:
    written = pack.places.value(header.span, *path)
    yield from _one(pack, Target.PERIOD, operand.since, written, "periods_since", by=header)
    values = pack.places.value(written, "trajectory", "values")
    for name, _ in operand.trajectory.points if operand.trajectory is not None else ():
        yield Mention(Target.PERIOD, name, pack.places.key(values, name), header)


def _of_judgement(pack: Pack, indicator: Indicator) -> Iterator[Mention]:
    if (judge := indicator.judge) is None:
        return
    for band in judge.bands:
        yield from _of_band(pack, band, indicator.header)
    for variant in judge.variants:
        yield from _of_limits(variant.tests, indicator.header)
        for band in variant.bands:
            yield from _of_band(pack, band, indicator.header)
    for rung in judge.rungs:
        yield from _one(pack, Target.OUTCOME, rung.outcome, rung.span, "outcome")
        yield from _of_limits(rung.tests, indicator.header)


def _of_band(pack: Pack, band: Band, header: Header) -> Iterator[Mention]:
    yield from _one(pack, Target.OUTCOME, band.outcome, band.span, "outcome")
    yield from _of_limits((band,), header)


def _of_limits(parts: Iterable[Band | Test], header: Header) -> Iterator[Mention]:
    """The constants that bands or tests are limited by."""
    for part in parts:
        for limit in dict.fromkeys((part.low, part.high)):
            yield from _of_limit(limit, header)


def _of_limit(limit: Limit | None, header: Header) -> Iterator[Mention]:
    if limit is not None and limit.constant is not None:
        yield Mention(Target.CONSTANT, limit.constant, limit.span, header, needed=True)


def _of_directions(pack: Pack) -> Iterator[Mention]:
    for direction in pack.directions:
        header = direction.header
        yield from _list(pack, Target.LEVEL, direction.levels, header.span, "levels")
        yield from _list(pack, Target.INDICATOR, direction.indicators, header.span, "indicators", by=header)
        for outcome in direction.outcomes:
            yield from _of_condition(pack, outcome.when, header)


def _of_condition(pack: Pack, when: Condition, by: Header) -> Iterator[Mention]:
    for test in tests_in(when):
        if isinstance(test, IndicatorTest):
            yield from _one(pack, Target.INDICATOR, test.indicator, test.span, "indicator", by=by, needed=True)
        else:
            yield from _one(pack, Target.DIRECTION, test.direction, test.span, "direction", by=by, needed=True)


def _of_addressees(pack: Pack) -> Iterator[Mention]:
    for addressee in pack.addressees:
        yield from _one(pack, Target.GROUP, addressee.group, addressee.span, "group")
        yield from _list(pack, Target.KIND, addressee.find.kinds, addressee.span, "find", "kinds")
        yield from _one(pack, Target.LEVEL, addressee.find.within, addressee.span, "find", "within")


def _of_recommendation(pack: Pack, recommendation: Recommendation) -> Iterator[Mention]:
    header = recommendation.header
    yield from _list(pack, Target.LEVEL, recommendation.levels, header.span, "levels")
    yield from _of_condition(pack, recommendation.when, header)
    yield from _one(pack, Target.INDICATOR, recommendation.about, header.span, "about", by=header, needed=True)
    yield from _one(pack, Target.ADDRESSEE, recommendation.to, header.span, "to")
    if recommendation.unless is not None:
        yield from _of_condition(pack, recommendation.unless, header)
    yield from _of_text(pack, recommendation)


def _of_text(pack: Pack, item: Recommendation | Request) -> Iterator[Mention]:
    """The constants that a text tells."""
    for placeholder in parse_template(item.text)[0].placeholders:
        if placeholder.name == "constant" and placeholder.part is not None:
            span = pack.places.inside(item.text_span, placeholder.start, placeholder.end)
            yield Mention(Target.CONSTANT, placeholder.part, span, item.header, needed=True)
