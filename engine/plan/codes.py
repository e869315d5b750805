"""Small integers that stand for closed lists inside the plan, and the SQL that speaks of them."""

from __future__ import annotations

from enum import IntEnum

from engine.statuses import IN_THE_MAXIMUM, REASONS, Reason, Status


class Slot(IntEnum):
    """What is known of one operand of a measure."""

    OK = 0
    NOT_APPLICABLE = 1
    SUPPRESSED = 2
    CONFLICT = 3
    UNCONFIRMED = 4
    NOT_LISTED = 5
    REJECTED = 6
    NOT_FOUND = 7
    MISSING = 8
    COVERAGE = 9
    NO_NUMBER = 10
    OPERAND = 11

    @property
    def bit(self) -> int:
        return 1 << self.value


class Shape(IntEnum):
    """How the operands of a measure become its value; strict measures need all of them."""

    STRICT = 0
    PRESENCE = 1
    COUNT = 2
    AGGREGATE = 3


SCORED = 0
"""The reason code of a scored finding; other reasons are numbered from 1 in the order of `Reason`."""

REASON_CODE: dict[Reason, int] = {reason: number for number, reason in enumerate(Reason, start=1)}

STATUS_OF_REASON: dict[int, Status] = {SCORED: Status.SCORED} | {
    REASON_CODE[reason]: status for status, reasons in REASONS.items() for reason in reasons
}

REASON_OF_CODE: dict[int, Reason] = {code: reason for reason, code in REASON_CODE.items()}

IN_MAXIMUM: tuple[int, ...] = tuple(code for code, status in STATUS_OF_REASON.items() if status in IN_THE_MAXIMUM)
"""Reason codes of the findings that count in the maximum of a total."""


def code_list(codes: tuple[int, ...]) -> str:
    """The codes as the inside of an SQL `IN (…)`."""
    return ", ".join(str(code) for code in sorted(codes))
