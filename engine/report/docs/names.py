"""What the ids of a pack stand for, each with the place in the documentation where it is told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from engine.decimals import format_decimal
from engine.diagnostics.core import Lang, Text
from engine.pack.model import (
    Act,
    Addressee,
    Basis,
    Constant,
    Direction,
    FactKey,
    Indicator,
    Pack,
    Period,
    Source,
    Versioned,
)
from engine.report import shown
from engine.report.docs import words
from engine.report.docs.blocks import Inline, Run, joined, link, plain

T = TypeVar("T", bound=Versioned)

_MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь"),
    "декабрь",
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_QUOTED = Text("“{x}”", "«{x}»")


def anchor(kind: str, id: str) -> str:
    return f"{kind}-{id}"


def versions_of(items: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """All versions of each id, the newest first; ids in the order written."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(item.header.id, []).append(item)
    return {id: tuple(sorted(all_of, key=_age, reverse=True)) for id, all_of in found.items()}


def _age(item: Versioned) -> tuple[date, tuple[int, ...]]:
    return item.header.effective.since, tuple(map(int, item.header.version.split(".")))


@dataclass(frozen=True)
class Names:
    """Titles are those of the newest versions."""

    pack: Pack
    lang: Lang
    indicators: Mapping[str, Indicator]
    facts: Mapping[str, FactKey]
    constants: Mapping[str, tuple[Constant, ...]]
    sources: Mapping[str, Source]
    directions: Mapping[str, Direction]
    addressees: Mapping[str, Addressee]
    acts: Mapping[str, Act]
    periods: Mapping[str, Period]
    levels: Mapping[str, str]
    kinds: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack, lang: Lang) -> Names:
        return cls(
            pack,
            lang,
            indicators=_newest(pack.indicators),
            facts={f.key: f for f in pack.facts},
            constants=versions_of(pack.constants),
            sources=_newest(pack.sources),
            directions=_newest(pack.directions),
            addressees={a.id: a for a in pack.addressees},
            acts={a.id: a for a in pack.acts},
            periods={p.id: p for p in pack.periods},
            levels={level.id: level.title for level in pack.levels},
            kinds={kind.id: kind.title for kind in pack.kinds},
        )

    def number(self, value: Decimal) -> str:
        return format_decimal(value, self.lang)

    def day(self, value: date) -> str:
        return shown.day(value, self.lang)

    def quoted(self, text: Inline | str, to: str | None = None) -> Inline:
        """In the quotation marks of the language."""
        inner = plain(text) if isinstance(text, str) else text
        before, _, after = (_QUOTED.ru if self.lang is Lang.RU else _QUOTED.en).partition("{x}")
        led = tuple(Run(r.text, r.style, to) for r in inner) if to is not None else inner
        return (Run(before), *led, Run(after))

    def either(self, parts: Iterable[Inline]) -> Inline:
        return joined(parts, words.say("or", self.lang))

    def indicator(self, id: str) -> Inline:
        return link(id, anchor("indicator", id))

    def indicator_titled(self, id: str) -> Inline:
        """Its number and its name."""
        found = self.indicators.get(id)
        return self.indicator(id) + ((Run(" "), *self.quoted(found.title)) if found else ())

    def fact(self, key: str) -> Inline:
        found = self.facts.get(key)
        return self.quoted(found.title if found else key, anchor("fact", key))

    def source(self, id: str) -> Inline:
        found = self.sources.get(id)
        return link(found.title if found else id, anchor("source", id))

    def direction(self, id: str) -> Inline:
        """Its title; with its levels where another one has the same title."""
        found = self.directions.get(id)
        if found is None:
            return plain(id)
        alike = sum(d.title == found.title for d in self.directions.values())
        levels = ", ".join(map(self.level, found.levels))
        return link(f"{found.title} ({levels})" if alike > 1 else found.title, anchor("direction", id))

    def constant(self, id: str) -> Inline:
        """Its title with its number, where all its versions have the same."""
        versions = self.constants.get(id, ())
        if not versions:
            return plain(id)
        told = self.quoted(versions[0].title, anchor("constant", id))
        values = {c.value for c in versions}
        if len(values) > 1:
            return told
        return (*told, Run(f" ({self.measured(versions[0].value, versions[0].unit)})"))

    def measured(self, value: Decimal, unit: str | None) -> str:
        shown_unit = self.unit(unit)
        return f"{self.number(value)}\N{NO-BREAK SPACE}{shown_unit}" if shown_unit else self.number(value)

    def outcome(self, outcome: str) -> Inline:
        return self.quoted(self.pack.passport.outcomes.get(outcome, outcome))

    def outcome_title(self, outcome: str) -> str:
        return self.pack.passport.outcomes.get(outcome, outcome)

    def unit(self, unit: str | None) -> str:
        return self.pack.passport.units.get(unit, unit) if unit else ""

    def level(self, level: str) -> str:
        return self.levels.get(level, level)

    def kind(self, kind: str) -> str:
        return self.kinds.get(kind, kind)

    def period(self, period: str) -> Inline:
        found = self.periods.get(period)
        return self.quoted(found.title if found else period)

    def requisites(self, act: Act) -> str:
        """Kind, date and number of an act, with what is known of them."""
        parts = [act.kind]
        if act.date:
            parts.append(_DATED.fill(self.lang, {"x": self.partial_day(act.date)}))
        if act.number:
            parts.append(_NUMBERED.fill(self.lang, {"x": act.number}))
        return " ".join(parts)

    def partial_day(self, text: str) -> str:
        """An ISO date that may lack its day or its month."""
        parts = text.split("-")
        if len(parts) == 3:
            return self.day(date(*map(int, parts)))
        if len(parts) == 2:
            months = _MONTHS if self.lang is Lang.RU else _ENGLISH_MONTHS
            return f"{months[int(parts[1]) - 1]} {parts[0]}" + (" г." if self.lang is Lang.RU else "")
        return f"{text} г." if self.lang is Lang.RU else text

    def basis(self, basis: Basis | None) -> Inline:
        """The act with its requisites, the clause and the edition; nothing without a basis."""
        if basis is None:
            return ()
        act = self.acts.get(basis.act)
        told = act.title if act and not (act.date or act.number) else self.requisites(act) if act else basis.act
        parts = [link(told, anchor("act", basis.act)), plain(basis.clause or ""), plain(basis.edition or "")]
        return joined(p for p in parts if p)

    def effective(self, item: Versioned) -> str:
        """From which day to which it is in force."""
        effective = item.header.effective
        days = {"since": self.day(effective.since)}
        if effective.until is None:
            return _SINCE.fill(self.lang, days)
        return _BETWEEN.fill(self.lang, {**days, "until": self.day(effective.until)})


_DATED = Text("of {x}", "от {x}")
_NUMBERED = Text("No. {x}", "№ {x}")
_SINCE = Text("from {since}", "с {since}")
_BETWEEN = Text("from {since} to {until}", "с {since} по {until}")


def _newest(items: Iterable[T]) -> dict[str, T]:
    return {id: versions[0] for id, versions in versions_of(items).items()}
