"""What a value cell says of a fact of the dictionary: its number, its text, its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from engine.decimals import plain_text
from engine.diagnostics import facts as codes
from engine.diagnostics.core import Span
from engine.diagnostics.pack import near
from engine.facts.values import (
    Mistake,
    Raw,
    broken,
    date_of,
    folded,
    is_blank,
    loses_digits,
    members_of,
    number_of,
    shown,
    text_of,
    yes_no_of,
)
from engine.facts.vocabulary import Vocabulary, listed
from engine.pack.model import FactKey, FactType
from engine.pack.source import excerpt
from engine.statuses import FactState

_WITHOUT_VALUE = (FactState.CONFIRMED_ABSENT, FactState.NOT_APPLICABLE, FactState.NOT_FOUND, FactState.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class ValueCell:
    """`merged`: the cell is part of a merge. `states` are those that texts of the table stand for, by folded text."""

    raw: Raw
    place: Span
    merged: bool
    states: Mapping[str, FactState]

    @property
    def state(self) -> FactState | None:
        if not self.states or isinstance(self.raw, Mistake):
            return None
        return self.states.get(folded(shown(self.raw)))

    @property
    def has_value(self) -> bool:
        return not is_blank(self.raw) and self.state is None

    @property
    def says_something(self) -> bool:
        return not is_blank(self.raw) or self.state is not None


class Said(NamedTuple):
    value: Decimal | None
    text: str | None
    state: FactState
    rounded: bool = False


def said(vocabulary: Vocabulary, fact: FactKey, cell: ValueCell, state: FactState | None) -> Said | Mistake | None:
    """What the cell says beside a state given elsewhere; None when it says nothing."""
    meant = state or cell.state
    if not cell.has_value:
        if meant is FactState.REPORTED:
            return Mistake(codes.STATE_WITHOUT_VALUE)
        return None if meant is None else Said(None, None, meant)
    if cell.merged:
        return Mistake(codes.MERGED_VALUE)
    if meant in _WITHOUT_VALUE:
        return Mistake(codes.VALUE_WITH_STATE, {"state": meant.name.lower()})
    read = broken(cell.raw) or _typed(vocabulary, fact, cell.raw)
    if isinstance(read, Mistake):
        return read
    value, text = read
    rounded = fact.type is FactType.NUMBER and loses_digits(cell.raw)
    return Said(value, text, meant or FactState.REPORTED, rounded)


def _typed(vocabulary: Vocabulary, fact: FactKey, raw: Raw) -> tuple[Decimal, str | None] | Mistake:
    match fact.type:
        case FactType.NUMBER:
            number = number_of(raw, percent=vocabulary.is_percent(fact))
            return number if isinstance(number, Mistake) else _outside(fact, number, raw) or (number, None)
        case FactType.YES_NO:
            answer = yes_no_of(raw)
            return answer if isinstance(answer, Mistake) else (answer, None)
        case FactType.DATE:
            day = date_of(raw)
            return day if isinstance(day, Mistake) else (Decimal(day.toordinal()), day.isoformat())
        case FactType.SET:
            return _members(fact, raw)
        case FactType.TEXT:
            return Decimal(1), text_of(raw)


def _members(fact: FactKey, raw: Raw) -> tuple[Decimal, str] | Mistake:
    members = members_of(raw, fact.vocabulary)
    if not isinstance(members, Mistake):
        return Decimal(len(members)), "|".join(members)
    names = [name for member in fact.vocabulary for name in member]
    known = listed([f"{member} ({title})" for member, title in fact.vocabulary])
    return Mistake(members.code, {**members.params, "known": known, **near(str(members.params["text"]), names)})


def _outside(fact: FactKey, number: Decimal, raw: Raw) -> Mistake | None:
    """The mistake that a number outside the domain of its fact is; `raw` is what is written."""
    domain, text = fact.domain, excerpt(shown(raw))
    if domain.whole_numbers and number != int(number):
        return Mistake(codes.NOT_WHOLE, {"text": text})
    if domain.minimum is not None and number < domain.minimum:
        return Mistake(codes.BELOW_MINIMUM, {"text": text, "limit": plain_text(domain.minimum)})
    if domain.maximum is not None and number > domain.maximum:
        return Mistake(codes.ABOVE_MAXIMUM, {"text": text, "limit": plain_text(domain.maximum)})
    return None


def unit_mistake(vocabulary: Vocabulary, fact: FactKey, raw: Raw) -> Mistake | None:
    """The mistake that a unit other than the fact's own is."""
    if is_blank(raw):
        return None
    if fact.unit is not None and folded(shown(raw)).rstrip(".") in vocabulary.unit_names(fact):
        return None
    unit = vocabulary.pack.passport.units.get(fact.unit or "", fact.unit or "–")
    return broken(raw) or Mistake(codes.WRONG_UNIT, {"text": excerpt(shown(raw)), "unit": unit})
