"""Indicators as the document states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.pack.model.header import Header
from engine.pack.model.judgements import Judgement
from engine.pack.model.measures import Measure, Rollup
from engine.pack.model.operands import Rounding


class Role(StrEnum):
    """What an indicator is in its methodology; derived ones are the engine's reckoning, not the document's."""

    INDICATIVE = "indicative"
    SUPPORTING = "supporting"
    DERIVED = "derived"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Reading:
    """How an ambiguous or restored cell of the document was read, and how sure the reading is."""

    cell: str
    restored: bool
    confidence: Confidence
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """The target in the document's own words; `text` None means that the document sets none, and `note` says so."""

    text: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """`levels`: where it is measured; `kinds`: to which assessed kinds of entity of those levels it applies.

    `rounding` is that of the value before it is judged; `display` only of how it is shown.
    """

    header: Header
    title: str
    role: Role
    parent: str | None
    unit: str | None
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    directions: tuple[str, ...]
    sources: tuple[str, ...]
    sources_text: str | None
    target: Target | None
    readings: tuple[Reading, ...]
    measure: Measure
    rollup: Rollup | None
    judge: Judgement | None
    rounding: Rounding | None = None
    display: Rounding | None = None
