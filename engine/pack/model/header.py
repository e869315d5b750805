"""What every versioned item has in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from engine.diagnostics.core import Span


class ItemStatus(StrEnum):
    """How far an item has been adopted."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands in the law: an act of the pack, its clause, the edition of the act."""

    act: str
    clause: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Effective:
    """The days an item is in force; `until` is the last of them, None without end."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Header:
    """What every versioned item has in common."""

    id: str
    version: str
    status: ItemStatus
    effective: Effective
    basis: Basis | None
    span: Span

    @property
    def rule(self) -> str:
        """`id@version`: how results name the rule that made them."""
        return f"{self.id}@{self.version}"


class Versioned(Protocol):
    @property
    def header(self) -> Header: ...
