"""Small integers that stand for closed lists inside the plan, and the SQL that speaks of them."""

from __future__ import annotations

from enum import IntEnum, IntFlag

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
    SERIES_BREAK = 12
    TOO_SHORT = 13
    ZERO_DENOMINATOR = 14
    NOT_COMPUTABLE = 15

    @property
    def bit(self) -> int:
        return 1 << self.value


CONFIRMED_ABSENT = 20
"""Stands among the slots where an operand is the state of a fact itself: nobody else needs to tell it from a number."""

NOTHING_EARLIER, EARLIER_MISSING = 30, 31
"""Not applicable and missing, of an input that speaks of an earlier period."""

FACT_STATES: dict[str, int] = {
    "reported": Slot.OK,
    "confirmed_absent": CONFIRMED_ABSENT,
    "not_applicable": Slot.NOT_APPLICABLE,
    "unconfirmed": Slot.UNCONFIRMED,
    "not_found": Slot.NOT_FOUND,
    "suppressed": Slot.SUPPRESSED,
    "rejected": Slot.REJECTED,
    "not_listed": Slot.NOT_LISTED,
    "conflict": Slot.CONFLICT,
    "not_reported": Slot.MISSING,
}
"""The names of what is known of a fact, as rules test it, and their numbers in the plan."""

STATUS_CODE: dict[Status, int] = {status: number for number, status in enumerate(Status)}


class Flag(IntFlag):
    """What is remembered of the facts that an operand or a finding rests on."""

    LATE = 1
    IMPUTED = 2
    CARRIED_FORWARD = 4
    DISAGREE = 8
    PARTIAL = 16


class Shape(IntEnum):
    """How the operands of a measure become its value; strict measures need all of them, tables have no value."""

    STRICT = 0
    PRESENCE = 1
    COUNT = 2
    AGGREGATE = 3
    TABLE = 4


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
