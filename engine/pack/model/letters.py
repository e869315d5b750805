"""What follows from findings: conclusions, addressees, recommendations, requests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.diagnostics.core import Span
from engine.pack.model.dictionary import Forms
from engine.pack.model.header import Basis, Header


class ConditionMode(StrEnum):
    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class IndicatorTest:
    """Holds when the finding has one of the outcomes, statuses or reasons."""

    indicator: str
    outcomes: tuple[str, ...]
    statuses: tuple[str, ...]
    reasons: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class DirectionTest:
    """Holds when the direction was concluded to have one of the outcomes."""

    direction: str
    outcomes: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Combination:
    mode: ConditionMode
    parts: tuple[Condition, ...]
    span: Span


Condition = IndicatorTest | DirectionTest | Combination


@dataclass(frozen=True, slots=True)
class DirectionOutcome:
    outcome: str
    title: str
    when: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class Direction:
    """A direction of analysis: the first of `outcomes` whose condition holds is its conclusion, else `otherwise`."""

    header: Header
    title: str
    levels: tuple[str, ...]
    indicators: tuple[str, ...]
    outcomes: tuple[DirectionOutcome, ...]
    otherwise: str
    otherwise_title: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of addressees as the methodology lists them."""

    id: str
    number: int
    title: str
    short: str
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Find:
    """Whom a letter goes to: the subject itself, or entities with a role or of some kinds.

    They are looked for below the subject (`within` None) or below its ancestor at level `within`.
    """

    itself: bool
    role: str | None
    kinds: tuple[str, ...]
    within: str | None


class Verb(StrEnum):
    RECOMMEND = "recommend"
    INSTRUCT = "instruct"


@dataclass(frozen=True, slots=True)
class Addressee:
    """`collective`: one letter to all of them under the name of the addressee itself."""

    id: str
    group: str
    name: Forms
    find: Find
    collective: bool
    verb: Verb
    span: Span


@dataclass(frozen=True, slots=True)
class Months:
    """A time in whole months (ISO 8601 `PnM` or `PnY`): a deadline, or how often something is due."""

    count: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`unless`: entities among the addressees whose own finding holds it get no letter from this rule."""

    header: Header
    levels: tuple[str, ...]
    when: Condition
    about: str | None
    to: str
    unless: IndicatorTest | None
    purpose: str
    due: Months | None
    text: str
    text_span: Span


class RequestKind(StrEnum):
    """What is asked about a fact, by the state that calls for it (DESIGN 5)."""

    NO_DATA = "no_data"
    BASE_LINE = "base_line"
    RESTORE_ACCESS = "restore_access"
    CONFIRM = "confirm"
    CLARIFY = "clarify"
    RESUBMIT = "resubmit"
    LATE = "late"


class Priority(StrEnum):
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Request:
    header: Header
    kind: RequestKind
    priority: Priority
    due: Months | None
    text: str
    text_span: Span
