"""What a recommendation says of the finding it is about: is it known in every case that reaches the text?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from engine.checks.band_limits import are_known, constants_of, contains, interval_of
from engine.checks.decided import outcomes_at, outcomes_without_value
from engine.checks.formulas import names_used
from engine.checks.inputs import given_names
from engine.checks.reach import States, reaching
from engine.checks.rows import VALUE, gives_points, may_give_points, rows_of
from engine.checks.texts import Check, Use, always_filled
from engine.checks.uncomputable import formula_may_fail
from engine.decimals import plain_text
from engine.diagnostics import rules as codes
from engine.diagnostics.core import Diagnostic
from engine.intervals import Domain, Interval
from engine.pack.conditions import about_of
from engine.pack.domain import ZERO, domain_of
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactOperand,
    FactTake,
    FactType,
    Indicator,
    IndicatorOperand,
    Pack,
    RatioMeasure,
    Recommendation,
    number_at_zero,
)
from engine.statuses import Status

Vocabulary = tuple[tuple[str, str], ...]


def words_about(pack: Pack, recommendation: Recommendation) -> dict[str, Check]:
    """The placeholders that speak of the indicator a recommendation is about."""
    indicators = {indicator.header.id: indicator for indicator in pack.indicators}
    name = about_of(recommendation)
    if name is None:
        return dict.fromkeys(_WORDS, _unclear)
    if name not in indicators:
        return dict.fromkeys(_WORDS, always_filled)
    directions = {direction.header.id: direction for direction in pack.directions}
    states = reaching(recommendation.when, indicators[name], directions)
    return {word: partial(check, _About(pack, indicators[name], states)) for word, check in _WORDS.items()}


def _unclear(use: Use) -> Iterator[Diagnostic]:
    yield use.say(codes.ABOUT_UNCLEAR)


@dataclass(frozen=True, slots=True)
class _About:
    """The indicator, and the states its finding can be in when the text is given."""

    pack: Pack
    indicator: Indicator
    states: States

    @property
    def id(self) -> str:
        return self.indicator.header.id

    def intervals(self) -> Iterator[tuple[str, Interval]]:
        """The outcomes that reach the text, with their values; any value when the indicator is not judged."""
        rows = rows_of(self.indicator.judge)
        if not rows:
            yield Status.SCORED, Interval(None, False, None, False)
            return
        reached = {state.outcome for state in self.states}
        constants = constants_of(self.pack)
        for row in rows if are_known(rows, constants) else ():
            if row.outcome in reached:
                yield row.outcome, interval_of(row, constants)

    def without_value(self) -> list[str]:
        """The outcomes that reach the text and are also given where the value cannot be computed."""
        reached = {state.outcome for state in self.states}
        return sorted(outcomes_without_value(self.pack, self.indicator) & reached)

    def outcomes_at(self, value: Decimal) -> list[str]:
        """The outcomes that reach the text and include a value."""
        judge = self.indicator.judge
        if judge is None or not judge.rungs:
            return [outcome for outcome, interval in self.intervals() if contains(interval, value)]
        given = outcomes_at(self.pack, self.indicator, judge, value)
        return sorted(given & {state.outcome for state in self.states})


def _known(_: _About, use: Use) -> Iterator[Diagnostic]:
    return always_filled(use)


def _scored(about: _About, use: Use) -> Iterator[Diagnostic]:
    others = {state.status for state in about.states} - {Status.SCORED}
    if others:
        names = ", ".join(status for status in Status if status in others)
        yield use.say(codes.NOT_ALWAYS_SCORED, id=about.id, status=names)


def _value(about: _About, use: Use) -> Iterator[Diagnostic]:
    """Of a change it is the present value, which is always known."""
    yield from _scored(about, use)
    measure = about.indicator.measure
    if not isinstance(measure, ChangeMeasure) or measure.shown_as is ChangeAs.MEAN_RATE:
        yield from (use.say(codes.MAYBE_NO_VALUE, outcome=outcome) for outcome in about.without_value())


def _measured(about: _About, use: Use) -> Iterator[Diagnostic]:
    yield from _scored(about, use)
    yield from (use.say(codes.MAYBE_NO_VALUE, outcome=outcome) for outcome in about.without_value())


def _points(about: _About, use: Use) -> Iterator[Diagnostic]:
    yield from _scored(about, use)
    if not _always_points(about):
        yield use.say(codes.NO_POINTS_TO_TELL, id=about.id)


def _always_points(about: _About) -> bool:
    """Whether every outcome has points of its own, or a formula that never fails over what is always known."""
    judge = about.indicator.judge
    if judge is None or judge.scale is None:
        return gives_points(about.indicator)
    rows = rows_of(judge)
    if rows and all(row.points is not None for row in rows):
        return True
    known = given_names(about.indicator)
    used = names_used(judge.scale.expression)
    computed = VALUE not in used or not outcomes_without_value(about.pack, about.indicator)
    return used <= set(known) and computed and not formula_may_fail(judge.scale.expression, list(known))


def _max_points(about: _About, use: Use) -> Iterator[Diagnostic]:
    if not may_give_points(about.indicator):
        yield use.say(codes.NO_POINTS_TO_TELL, id=about.id)


def _change(about: _About, use: Use) -> Iterator[Diagnostic]:
    measure = about.indicator.measure
    if not isinstance(measure, ChangeMeasure) or measure.shown_as is ChangeAs.MEAN_RATE:
        yield _wrong(about, use, "a change (kind: change)", "изменения (kind: change)")
    else:
        yield from _scored(about, use)


def _change_percent(about: _About, use: Use) -> Iterator[Diagnostic]:
    yield from _change(about, use)
    measure = about.indicator.measure
    if not isinstance(measure, ChangeMeasure) or measure.shown_as is ChangeAs.MEAN_RATE:
        return
    if not _never_zero_before(about, measure):
        yield use.say(codes.MAYBE_ZERO_BEFORE)


def _never_zero_before(about: _About, measure: ChangeMeasure) -> bool:
    """Growth from zero is not scored unless the rule says so; a fall of what is never negative begins above zero."""
    if measure.shown_as not in (ChangeAs.DIFFERENCE, ChangeAs.POINTS):
        return number_at_zero(measure.base_zero) is None and not about.without_value()
    minimum = _domain(about.pack, measure.of).minimum
    if minimum is None or minimum < 0:
        return False
    return minimum > 0 or all(_is_negative(interval) for _, interval in about.intervals())


def _domain(pack: Pack, operand: FactOperand | IndicatorOperand) -> Domain:
    if isinstance(operand, FactOperand):
        return next((fact.domain for fact in pack.facts if fact.key == operand.key), Domain())
    return next((domain_of(i, pack) for i in pack.indicators if i.header.id == operand.indicator), Domain())


def _is_negative(interval: Interval) -> bool:
    high = interval.high
    return high is not None and (high < 0 or (high == 0 and not interval.high_closed))


def _ratio(about: _About, use: Use) -> Iterator[Diagnostic]:
    if not isinstance(about.indicator.measure, RatioMeasure):
        yield _wrong(about, use, "a ratio (kind: ratio)", "отношения (kind: ratio)")
    else:
        yield from _scored(about, use)


def _reached(about: _About, use: Use) -> Iterator[Diagnostic]:
    yield from _members(about, use, lambda _: ZERO)


def _unreached(about: _About, use: Use) -> Iterator[Diagnostic]:
    yield from _members(about, use, lambda vocabulary: Decimal(len(vocabulary)))


def _members(about: _About, use: Use, empty_at: Callable[[Vocabulary], Decimal]) -> Iterator[Diagnostic]:
    """A list of members of one set, which is empty when the count is a certain number."""
    vocabulary = _vocabulary(about)
    if vocabulary is None:
        yield _wrong(about, use, "a count over one set (kind: count)", "количества по одному набору (kind: count)")
        return
    yield from _scored(about, use)
    empty = empty_at(vocabulary)
    for outcome in about.outcomes_at(empty):
        yield use.say(codes.MAYBE_EMPTY_LIST, outcome=outcome, count=plain_text(empty))


def _vocabulary(about: _About) -> Vocabulary | None:
    measure = about.indicator.measure
    if not isinstance(measure, CountMeasure) or len(measure.of) != 1:
        return None
    only = measure.of[0]
    keys = (fact for fact in about.pack.facts if fact.key == only.key and fact.type is FactType.SET)
    if only.take is not FactTake.VALUE:
        return None
    return next((fact.vocabulary for fact in keys), None)


def _wrong(about: _About, use: Use, needed_en: str, needed_ru: str) -> Diagnostic:
    return use.say(codes.WRONG_MEASURE, id=about.id, needed_en=needed_en, needed_ru=needed_ru)


_WORDS: Mapping[str, Callable[[_About, Use], Iterator[Diagnostic]]] = {
    "indicator.number": _known,
    "indicator.title": _known,
    "points": _points,
    "max_points": _max_points,
    "value": _value,
    "measured": _measured,
    "previous_value": _change,
    "change": _change,
    "change_percent": _change_percent,
    "numerator": _ratio,
    "denominator": _ratio,
    "reached": _reached,
    "unreached": _unreached,
}
