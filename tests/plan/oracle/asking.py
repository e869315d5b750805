"""What is asked of whom, for the findings that are not scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.pack.model import AggregateMeasure, FindingTake, Indicator, IndicatorOperand, PresenceMeasure
from tests.plan.oracle.known import (
    MISSING,
    NO_NUMBER,
    NOT_APPLICABLE,
    NOT_FOUND,
    NOT_LISTED,
    REJECTED,
    UNCONFIRMED,
    Cell,
    Finding,
)
from tests.plan.oracle.measures import needed
from tests.plan.oracle.totals import MEETING

ASKED_FIRST = ("clarify", "resubmit", "restore_access", "confirm", "no_data", "base_line")
ASKED_OF_STATE = {
    REJECTED: "resubmit",
    UNCONFIRMED: "restore_access",
    NOT_LISTED: "confirm",
    MISSING: "no_data",
    NOT_FOUND: "no_data",
    NO_NUMBER: "no_data",
}


def most_pressing(kinds: Iterable[str]) -> str:
    return min(kinds, key=ASKED_FIRST.index)


def asks(i: Indicator, finding: Finding) -> Iterable[tuple[tuple[str, str], str]]:
    open_search = not _can_be_settled(i, finding.cells)
    for cell in finding.cells:
        if cell.question is None:
            continue
        if cell.others and finding.judged.status == "conflict":
            yield cell.question, "clarify"
        elif cell.state in ASKED_OF_STATE:
            kind = ASKED_OF_STATE[cell.state]
            if finding.judged.reason == "no_predecessor":
                if cell.previous:
                    continue
                kind = "base_line" if kind == "no_data" else kind
            if kind != "no_data" or open_search:
                yield cell.question, kind


def asks_of_value(finding: Finding) -> Iterable[tuple[tuple[str, str], str]]:
    """Of a scored finding whose value others take: which of the facts is right that give it several."""
    for cell in finding.cells:
        if finding.judged.disputed and cell.others and cell.question is not None:
            yield cell.question, "clarify"


def values_taken(i: Indicator) -> Iterable[str]:
    """The indicators whose values this one takes."""
    measure, written = i.measure, i.judge.inputs if i.judge else ()
    read = [o for _, o in (*needed(i), *written) if isinstance(o, IndicatorOperand)]
    yield from (o.indicator for o in read if o.take is FindingTake.VALUE)
    if isinstance(measure, AggregateMeasure):
        if measure.take == "value" and measure.how not in MEETING:
            yield from measure.indicators
        if measure.weight_by:
            yield measure.weight_by


def _can_be_settled(i: Indicator, cells: Sequence[Cell]) -> bool:
    """Whether those asked to confirm could settle a presence, so that nobody need look for the missing ones."""
    if not isinstance(i.measure, PresenceMeasure):
        return False
    left = [c for c in cells if c.state != NOT_APPLICABLE]
    need = len(left) if i.measure.need is None else min(i.measure.need, len(left))
    return sum(c.number == 1 or c.state in (UNCONFIRMED, NOT_LISTED) for c in left) >= need
