"""What the placeholders of a text stand for, in the language of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from engine.decimals import format_decimal, rounded
from engine.diagnostics.core import Lang
from engine.facts.entities import Entity
from engine.months import add_months
from engine.pack.model import Forms, Months, Pack, Period, Rounding
from engine.pack.template import Placeholder, Template, parse_template


@dataclass(frozen=True, slots=True)
class Displayed:
    """A number that is shown with all of its `digits` places after the point."""

    number: Decimal
    digits: int


Value = str | Decimal | Displayed
Values = Mapping[str, Value]
"""Placeholder, in full (`entity.dat`), → what it stands for; numbers stay numbers until they are printed."""


def show_date(day: date, lang: Lang) -> str:
    return f"{day:%d.%m.%Y}" if lang is Lang.RU else day.isoformat()


def display(value: Decimal, way: Rounding | None) -> Decimal | Displayed:
    """A value as its indicator says that it is shown."""
    return value if way is None else Displayed(rounded(value, way.digits, way.mode), way.digits)


def show(value: Value, lang: Lang) -> str:
    match value:
        case Displayed(number, digits):
            return format_decimal(number, lang, digits)
        case Decimal():
            return format_decimal(value, lang)
        case _:
            return value


@lru_cache(maxsize=4096)
def _template(text: str) -> Template:
    return parse_template(text)[0]


def render(text: str, values: Values, lang: Lang) -> str:
    """The text with every placeholder filled in; a missing value is a bug, since packs are checked when loaded.

    What stands within «…» has its own quotation marks changed to „…“.
    """
    filled, within = "", 0
    for part in _template(text).parts:
        if isinstance(part, str):
            filled += part
            within += part.count("«") - part.count("»")
        else:
            shown = _filled(part, values[part.path], lang)
            filled += shown.replace("«", "„").replace("»", "“") if within > 0 else shown
    return filled


def _filled(placeholder: Placeholder, value: Value, lang: Lang) -> str:
    shown = show(value, lang)
    if placeholder.format is None:
        return shown
    return f"{shown} {placeholder.arguments[plural(value, lang)].strip()}"


def plural(number: Value, lang: Lang) -> int:
    """Which of the forms for 1, 2 and 5 things goes with the number (CLDR plural rules), as it is shown."""
    fraction = isinstance(number, Displayed) and number.digits > 0
    n = abs(number.number if isinstance(number, Displayed) else Decimal(number))
    if lang is Lang.EN:
        return 0 if n == 1 and not fraction else 2
    if fraction or n != n.to_integral_value():
        return 1
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


class Wording:
    """The values that every text of one period and as-of date may use."""

    def __init__(self, pack: Pack, period: Period, as_of: date) -> None:
        self.pack = pack
        self.as_of = as_of
        self.lang = Lang(pack.passport.language)
        self.common: dict[str, Value] = {
            "as_of": show_date(as_of, self.lang),
            **_period("period", period),
            **_period("previous_period", pack.predecessor(period) or _shifted(period, -1)),
            **_period("next_period", pack.successor(period) or _shifted(period, 1)),
        }
        for party in pack.passport.parties:
            self.common |= named(party.id, party.name)
        for constant in pack.at(period.end).constants:
            self.common[f"constant.{constant.header.id}"] = constant.value
        if period.submit_by:
            self.common["submit_by"] = show_date(period.submit_by, self.lang)

    def due(self, months: Months | None) -> date | None:
        return add_months(self.as_of, months.count) if months else None

    def entity(self, prefix: str, entity: Entity) -> dict[str, Value]:
        return named(prefix, entity.name)


def named(prefix: str, name: Forms) -> dict[str, Value]:
    """A name and its forms as placeholders: `prefix.name`, `prefix.dat` …"""
    return {f"{prefix}.{form}": text for form, text in {"name": name.name, **name.forms}.items() if text}


def _period(name: str, period: Period) -> dict[str, Value]:
    return {name: period.id, f"{name}.title": period.title}


def _shifted(period: Period, places: int) -> Period:
    """The neighbour of a period at the edge of the calendar, named after the year it falls in."""
    months = period.months * places
    start, end = add_months(period.start, months), add_months(period.end, months)
    year = str(period.end.year)
    moved = period.id.replace(year, str(end.year)) if year in period.id else str(end.year)
    title = period.title.replace(year, str(end.year)) if year in period.title else moved
    return Period(moved, title, start, end, None, None, period.span)
