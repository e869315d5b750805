"""What is asked of whom, for the findings that are not scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.pack.model import Indicator, PresenceMeasure
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


def _can_be_settled(i: Indicator, cells: Sequence[Cell]) -> bool:
    """Whether those asked to confirm could settle a presence, so that nobody need look for the missing ones."""
    if not isinstance(i.measure, PresenceMeasure):
        return False
    left = [c for c in cells if c.state != NOT_APPLICABLE]
    need = len(left) if i.measure.need is None else min(i.measure.need, len(left))
    return sum(c.number == 1 or c.state in (UNCONFIRMED, NOT_LISTED) for c in left) >= need
