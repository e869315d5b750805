"""Places among peers in words."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Text
from engine.pack.model import PeerAs, PeersMeasure
from engine.report.docs import operand_phrases, total_phrases
from engine.report.docs.blocks import Block, Formula, Inline, Para, joined, put
from engine.report.docs.counted import counted
from engine.report.docs.operands import Operands

_BETTER_MATTERS = (PeerAs.MIN_MAX, PeerAs.RANK, PeerAs.PERCENTILE, PeerAs.ZONE, PeerAs.SHARE_OF_BEST)
_SPREAD_MATTERS = (PeerAs.MIN_MAX, PeerAs.Z_SCORE)


def peers(measure: PeersMeasure, operands: Operands) -> Iterator[Block]:
    names, lang, way = operands.names, operands.lang, measure.shown_as

    def say(text: Text, **params: Inline | str) -> Inline:
        return put(text, lang, **params)

    numbers = {"scale": names.number(measure.scale)}
    zones = counted("zone", measure.zones, lang)
    yield Para(say(total_phrases.PEER[way], x=operands.told(measure.of), zones=zones, **numbers))
    if way is PeerAs.SHARE_OF_BEST:
        pattern = total_phrases.SHARE_LOWER if measure.lower_is_better else total_phrases.SHARE_HIGHER
        yield Formula(pattern.fill(lang, numbers))
    elif way in total_phrases.PEER_FORMULA:
        yield Formula(total_phrases.PEER_FORMULA[way].fill(lang, {**numbers, "zones": str(measure.zones)}))
    yield Para(joined(_remarks(measure, operands), " "))


def _remarks(measure: PeersMeasure, operands: Operands) -> Iterator[Inline]:
    names, lang, way = operands.names, operands.lang, measure.shown_as
    yield put(total_phrases.COMPARED, lang, among=put(operand_phrases.AMONG[measure.among], lang))
    if measure.same_outcome is not None:
        yield put(total_phrases.SAME_OUTCOME, lang, x=names.indicator(measure.same_outcome))
    if measure.left_out is not None:
        indicator, outcomes = measure.left_out
        told = names.either(map(names.outcome, outcomes))
        yield put(total_phrases.LEFT_OUT, lang, x=names.indicator(indicator), outcomes=told)
    if way in _BETTER_MATTERS:
        yield put(total_phrases.LOWER_IS_BETTER if measure.lower_is_better else total_phrases.HIGHER_IS_BETTER, lang)
    if way is PeerAs.Z_SCORE:
        yield put(total_phrases.DEVIATION[measure.sample], lang)
        if measure.lower_is_better:
            yield put(total_phrases.SIGN_TURNED, lang)
    if way is PeerAs.RANK:
        yield put(total_phrases.TIES[measure.ties], lang)
    if way in _SPREAD_MATTERS:
        if measure.all_equal is not None:
            yield put(total_phrases.ALL_EQUAL, lang, x=names.number(measure.all_equal))
        else:
            yield put(total_phrases.ALL_EQUAL_NONE, lang)
