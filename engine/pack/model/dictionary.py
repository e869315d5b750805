"""What rules speak of: acts, sources, levels and kinds of entities, facts, constants, periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model.header import Basis, Header

Day = date
"""The type under a name that no field called `date` hides."""


class FactType(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"
    TEXT = "text"
    DATE = "date"
    SET = "set"


class Nature(StrEnum):
    """What a kind of entity is; only the first two can receive a letter themselves."""

    LEGAL_PERSON = "legal_person"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    EVENT = "event"
    RESOURCE = "resource"
    SITE_NETWORK = "site_network"
    TERRITORY = "territory"


@dataclass(frozen=True, slots=True)
class Statement:
    """A named part of the methodology's passport: a text, or a list of them."""

    id: str
    title: str
    text: str | None
    items: tuple[str, ...]
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Forms:
    """A name and the forms of it that texts need; forms are given, never inflected by code."""

    name: str
    forms: Mapping[str, str] = field(default_factory=dict)

    def get(self, form: str) -> str | None:
        return self.name if form == "name" else self.forms.get(form)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the methodology itself names, such as its initiator or operator."""

    id: str
    title: str
    name: Forms
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Act:
    """A normative act. `date` is ISO text and may lack its day or month when the document does.

    `valid_until` is the last day on which it is in force; `checked` is when that was last looked up.
    """

    id: str
    title: str
    kind: str
    issuer: str | None
    date: str | None
    number: str | None
    edition: str | None
    span: Span
    valid_until: Day | None = None
    checked: Day | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `open` ones are looked at before anybody is asked."""

    header: Header
    title: str
    open: bool
    holder: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Level:
    id: str
    title: str
    order: int
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity. `assessed` ones have findings; `owner` is who answers for one that cannot receive a letter."""

    id: str
    level: str
    title: str
    nature: Nature
    assessed: bool
    letters: bool
    owner: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the methodology's own table of entities: its wording, and the kinds it names."""

    level: str
    text: str
    kinds: tuple[str, ...]
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class Reference:
    """A number or list the document states for information; never evaluated."""

    id: str
    title: str
    value: str | None
    items: tuple[str, ...]
    basis: Basis | None
    span: Span = Span("")


@dataclass(frozen=True, slots=True)
class FactKey:
    """An entry of the fact dictionary.

    `absent_means` is the number that a confirmed absence stands for; None means that absence gives no number.
    `additive` says whether the number may be summed over entities.
    """

    key: str
    title: str
    type: FactType
    unit: str | None
    domain: Domain
    vocabulary: tuple[tuple[str, str], ...]
    absent_means: Decimal | None
    additive: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Constant:
    header: Header
    title: str
    value: Decimal
    unit: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """A monitoring period; `submit_by` is the last day on which its facts are in time."""

    id: str
    title: str
    start: date
    end: date
    submit_by: date | None
    basis: Basis | None
    span: Span

    @property
    def months(self) -> int:
        """Length in whole months; only periods of one length are compared."""
        last_of_month = self.end.month != (self.end + timedelta(days=1)).month if self.end < date.max else True
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return months + last_of_month
