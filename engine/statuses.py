"""The closed lists a finding is told in: statuses, reasons, marks, states of facts."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Status(StrEnum):
    """What is known of an indicator; they always add up to the number of indicators."""

    SCORED = "scored"
    NO_DATA = "no_data"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"
    UNCONFIRMED = "unconfirmed"
    CONFLICT = "conflict"
    SUPPRESSED = "suppressed"


class Reason(StrEnum):
    """Why a finding is not scored."""

    NO_PREDECESSOR = "no_predecessor"
    ZERO_DENOMINATOR = "zero_denominator"
    NOT_COMPUTABLE = "not_computable"
    NOT_REPORTED = "not_reported"
    PREVIOUS_MISSING = "previous_missing"
    CANDIDATE_REJECTED = "candidate_rejected"
    NOT_FOUND = "not_found"
    COVERAGE = "coverage"
    NO_NUMBER = "no_number"
    OPERAND = "operand"
    EVIDENCE = "evidence"
    SOURCE_NOT_LISTED = "source_not_listed"
    KIND = "kind"
    FACT_SAYS_SO = "fact_says_so"
    CONTRADICTION = "contradiction"
    SUPPRESSED = "suppressed"
    SERIES_BREAK = "series_break"
    SERIES_TOO_SHORT = "series_too_short"
    SEVERAL_RUNGS = "several_rungs"
    MEMBER_UNKNOWN = "member_unknown"
    RULE_GIVES_NO_DATA = "rule_gives_no_data"
    RULE_DOES_NOT_ASSESS = "rule_does_not_assess"
    RULE_DOES_NOT_APPLY = "rule_does_not_apply"
    RULE_DOES_NOT_CONFIRM = "rule_does_not_confirm"
    RULE_SUPPRESSES = "rule_suppresses"


REASONS: dict[Status, tuple[Reason, ...]] = {
    Status.SCORED: (),
    Status.NO_DATA: (
        Reason.NOT_REPORTED,
        Reason.PREVIOUS_MISSING,
        Reason.CANDIDATE_REJECTED,
        Reason.NOT_FOUND,
        Reason.COVERAGE,
        Reason.NO_NUMBER,
        Reason.OPERAND,
        Reason.SERIES_TOO_SHORT,
        Reason.MEMBER_UNKNOWN,
        Reason.RULE_GIVES_NO_DATA,
    ),
    Status.NOT_ASSESSED: (
        Reason.NO_PREDECESSOR,
        Reason.ZERO_DENOMINATOR,
        Reason.NOT_COMPUTABLE,
        Reason.SERIES_BREAK,
        Reason.SEVERAL_RUNGS,
        Reason.RULE_DOES_NOT_ASSESS,
    ),
    Status.NOT_APPLICABLE: (Reason.KIND, Reason.FACT_SAYS_SO, Reason.RULE_DOES_NOT_APPLY),
    Status.UNCONFIRMED: (Reason.EVIDENCE, Reason.SOURCE_NOT_LISTED, Reason.RULE_DOES_NOT_CONFIRM),
    Status.CONFLICT: (Reason.CONTRADICTION,),
    Status.SUPPRESSED: (Reason.SUPPRESSED, Reason.RULE_SUPPRESSES),
}

REASON_OF_RULE: dict[Status, Reason] = {
    Status.NO_DATA: Reason.RULE_GIVES_NO_DATA,
    Status.NOT_ASSESSED: Reason.RULE_DOES_NOT_ASSESS,
    Status.NOT_APPLICABLE: Reason.RULE_DOES_NOT_APPLY,
    Status.UNCONFIRMED: Reason.RULE_DOES_NOT_CONFIRM,
    Status.SUPPRESSED: Reason.RULE_SUPPRESSES,
}
"""The reason of a finding whose status was given by a rung of its rule."""

IN_THE_MAXIMUM = (Status.SCORED, Status.NO_DATA, Status.UNCONFIRMED, Status.CONFLICT, Status.SUPPRESSED)
"""Statuses whose indicators count in the maximum of a total (and, unless scored, widen its bounds)."""


class Mark(StrEnum):
    """What stands beside a status."""

    PROVISIONAL = "provisional"
    LATE = "late"
    IMPUTED = "imputed"
    CARRIED_FORWARD = "carried_forward"
    RESTORED_READING = "restored_reading"
    PARTIAL_COVERAGE = "partial_coverage"
    SOURCES_DISAGREE = "sources_disagree"
    SERIES_BREAK = "series_break"
    ILLUSTRATIVE = "illustrative"


class FactState(IntEnum):
    """How a fact was given. `REJECTED` is a malformed row, which still competes (it may be the best there is)."""

    REPORTED = 1
    CONFIRMED_ABSENT = 2
    NOT_APPLICABLE = 3
    UNCONFIRMED = 4
    NOT_FOUND = 5
    SUPPRESSED = 6
    REJECTED = 7
