"""When a recommendation is given or a conclusion is drawn, in words that leave no doubt."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Text
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    DirectionTest,
    IndicatorTest,
)
from engine.report.docs.blocks import Inline, Item, joined, put
from engine.report.docs.names import Names
from engine.report.words import REASON, STATUS, say

_MODE = {
    ConditionMode.ALL: Text("all of these hold:", "выполнены все условия:"),
    ConditionMode.ANY: Text("at least one of these holds:", "выполнено хотя бы одно из условий:"),
    ConditionMode.NONE: Text("none of these holds:", "не выполнено ни одно из условий:"),
}
_OR = Text(", or ", " либо ")
_OUTCOME = Text("outcome {outcomes}", "исход {outcomes}")
_STATUS = Text("status {statuses}", "статус {statuses}")
_REASON = Text("reason {reasons}", "причина {reasons}")
_INDICATOR = Text("indicator {x}: {told}", "показатель {x}: {told}")
_DIRECTION = Text("direction {x}: conclusion {outcomes}", "направление {x}: заключение {outcomes}")


def condition(when: Condition, names: Names) -> Item:
    """One line, or a line with the conditions that it speaks of below it."""
    match when:
        case IndicatorTest():
            return Item(indicator_test(when, names))
        case DirectionTest():
            return Item(_direction(when, names))
        case Combination(mode=mode, parts=parts):
            if len(parts) == 1 and mode is not ConditionMode.NONE:
                return condition(parts[0], names)
            return Item(put(_MODE[mode], names.lang), tuple(condition(part, names) for part in parts))


def indicator_test(test: IndicatorTest, names: Names) -> Inline:
    told = joined(_alternatives(test, names), _OR.fill(names.lang, {}))
    return put(_INDICATOR, names.lang, x=names.indicator(test.indicator), told=told)


def _alternatives(test: IndicatorTest, names: Names) -> Iterator[Inline]:
    lang = names.lang
    if test.outcomes:
        yield put(_OUTCOME, lang, outcomes=names.either(map(names.outcome, test.outcomes)))
    if test.statuses:
        statuses = names.either(names.quoted(say(STATUS, s, lang)) for s in test.statuses)
        yield put(_STATUS, lang, statuses=statuses)
    if test.reasons:
        reasons = names.either(names.quoted(say(REASON, r, lang)) for r in test.reasons)
        yield put(_REASON, lang, reasons=reasons)


def _direction(test: DirectionTest, names: Names) -> Inline:
    found = names.directions.get(test.direction)
    titles = {o.outcome: o.title for o in found.outcomes} | {found.otherwise: found.otherwise_title} if found else {}
    told = names.either(names.quoted(titles.get(o, o)) for o in test.outcomes)
    direction = names.quoted(names.direction(test.direction))
    return put(_DIRECTION, names.lang, x=direction, outcomes=told)
