"""Totals over indicators and over the entities below, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.diagnostics.core import Text
from engine.pack.model import AggregateMeasure, Gap, How
from engine.report.docs import total_phrases as phrases
from engine.report.docs import words
from engine.report.docs.blocks import Block, Bullets, Grid, Inline, Item, Para, Run, cell, joined, put
from engine.report.docs.operands import Operands

_MEETING = (How.COUNT_MEETING, How.SHARE_MEETING)


def total(measure: AggregateMeasure, operands: Operands) -> Iterator[Block]:
    names, lang = operands.names, operands.lang
    yield Para((*_head(measure, operands), Run(":")))
    if measure.weights:
        weights = dict(measure.weights)
        rows = tuple(
            (
                cell(names.indicator_titled(member)),
                cell(names.number(weights.get(member, Decimal(1))), right=True),
            )
            for member in measure.indicators
        )
        yield Grid((words.column("indicator", lang), words.column("weight", lang)), rows)
    else:
        yield Bullets(tuple(Item(names.indicator_titled(member)) for member in measure.indicators))
    yield Para(joined(_remarks(measure, operands), " "))


def _head(measure: AggregateMeasure, operands: Operands) -> Inline:
    names, lang = operands.names, operands.lang
    met = put(phrases.MET_TARGET, lang)
    if measure.outcomes:
        met = put(phrases.MET_OUTCOMES, lang, outcomes=names.either(map(names.outcome, measure.outcomes)))
    return put(phrases.TOTAL[measure.how], lang, take=put(phrases.TAKE[measure.take], lang), met=met)


def _remarks(measure: AggregateMeasure, operands: Operands) -> Iterator[Inline]:
    names, lang = operands.names, operands.lang

    def say(text: Text, **params: Inline | str) -> Inline:
        return put(text, lang, **params)

    if measure.across is not None:
        yield say(phrases.ACROSS, level=names.level(measure.across))
    if measure.weight_by is not None:
        yield say(phrases.WEIGHED_BY, x=names.indicator(measure.weight_by))
    if measure.weights and measure.how is How.SUM:
        yield say(phrases.WEIGHTED)
    if measure.coefficient is not None:
        yield say(phrases.COEFFICIENT, x=operands.told(measure.coefficient))
    if measure.cap is not None:
        yield say(phrases.CAP, x=names.number(measure.cap))
    yield say(phrases.UNKNOWN[measure.unknown])
    if measure.not_applicable is not Gap.LEAVE:
        yield say(phrases.NOT_APPLICABLE[measure.not_applicable])
    if measure.minimum_coverage:
        text = phrases.COVERAGE if measure.across is None else phrases.COVERAGE_ACROSS
        yield say(text, x=names.number(measure.minimum_coverage))
