"""Entities and facts given in Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.statuses import FactState


@dataclass(frozen=True)
class Place:
    """An entity: its id, kind and the id of its parent."""

    id: str
    kind: str
    parent: str | None = None


@dataclass(frozen=True)
class Fact:
    """A fact as the readers would give it; its number is its place in the list."""

    entity: str
    period: str
    key: str
    value: Decimal | None
    source: str
    state: FactState = FactState.REPORTED
    provider: str | None = None
    observed: date | None = None
    submitted: date | None = None
    correction: bool = False
    text: str | None = None
    evidence: str | None = None
    evidence_date: date | None = None
