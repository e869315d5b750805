"""What an evaluation gives: values that reports print and that library users walk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from engine.pack.model import Pack, Period, Priority, RequestKind, Verb


class Profile(StrEnum):
    """Who the outputs are for: `public` ones name no person who gave or checked a fact."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one indicator says of one entity in one period; `facts` are the ids of the facts used."""

    entity: str
    period: str
    indicator: str
    status: str
    reason: str | None
    marks: tuple[str, ...]
    value: Decimal | None
    unit: str | None
    outcome: str | None
    points: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    rule: str
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A total with what it rests on: `assessed` of `applicable` findings; `nominal` is the maximum of them all."""

    entity: str
    period: str
    indicator: str
    value: Decimal | None
    assessed: int
    applicable: int
    lower: Decimal | None
    upper: Decimal | None
    maximum: Decimal | None
    nominal: Decimal | None
    marks: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class DirectionResult:
    """The conclusion for one direction of analysis; `missing` are its indicators that nothing is known of."""

    entity: str
    period: str
    direction: str
    title: str
    outcome: str
    outcome_title: str
    missing: tuple[str, ...]
    rule: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecommendationResult:
    """One addressed recommendation. `recipient` is None when it goes to all `members` under a collective name."""

    id: str
    entity: str
    period: str
    rule: str
    purpose: str
    indicator: str | None
    group: str
    addressee: str
    recipient: str | None
    recipient_name: str
    recipient_dative: str
    members: tuple[str, ...]
    verb: Verb
    due: date | None
    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestResult:
    """One fact that is asked for. `period` is the fact's own; `sources` stand in the order of asking."""

    id: str
    entity: str
    period: str
    key: str
    title: str
    unit: str | None
    kind: RequestKind
    priority: Priority
    indicators: tuple[str, ...]
    sources: tuple[str, ...]
    due: date | None
    text: str
    rule: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictResult:
    """Two facts that contradict each other; `decisive` when they lead to different outcomes, or to values
    of which another indicator takes one."""

    entity: str
    period: str
    key: str
    decisive: bool
    fact: int
    rival: int
    value: str
    rival_value: str
    source: str
    rival_source: str
    address: str
    rival_address: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactResult:
    """A fact as it was read, with its own address."""

    id: int
    entity: str
    period: str
    key: str
    value: str | None
    state: str
    source: str
    provider: str | None
    observed_at: date | None
    submitted_at: date | None
    evidence: str | None
    evidence_date: date | None
    address: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RejectedResult:
    """A row that was set aside, with the reason in both languages."""

    address: str
    code: str
    message_ru: str
    message_en: str
    row: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know: a restored reading, a target that is not set, a letter without addressee."""

    kind: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class EntityResult:
    """An entity of the register, as results name it."""

    id: str
    name: str
    level: str
    kind: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class Results:
    """One evaluation, whole: what was asked, and everything that came of it, each list in its final order.

    `label` marks results made from data that are not real. `as_of` has the date the run speaks from, per period.
    """

    pack: Pack
    fact_set: str
    fact_set_title: str
    label: str | None
    profile: Profile
    periods: tuple[Period, ...]
    as_of: tuple[date, ...]
    entities: tuple[EntityResult, ...]
    findings: tuple[Finding, ...]
    totals: tuple[Total, ...]
    directions: tuple[DirectionResult, ...]
    recommendations: tuple[RecommendationResult, ...]
    requests: tuple[RequestResult, ...]
    conflicts: tuple[ConflictResult, ...]
    facts: tuple[FactResult, ...]
    rejected: tuple[RejectedResult, ...]
    notes: tuple[Note, ...]
