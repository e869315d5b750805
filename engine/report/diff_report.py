"""A comparison of two packs as a report, before it is known whether it is printed or written as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.diagnostics.core import Lang, Span
from engine.diffing.compared import ItemDiff
from engine.diffing.effects import By, CauseEffect, Effect, FieldEffect, What
from engine.diffing.outcome import Diff, FactsDiff
from engine.report.diff_phrases import PHRASE, WHAT
from engine.report.diff_words import Words
from engine.report.document import TableColumn
from engine.report.rich import Rich, plain
from engine.report.shown import day, number
from engine.report.words import COLUMN, REASON, STATUS, VERB, say

MOST_ROWS = 50
"""Rows of a table of effects that are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Head:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line, where it is written, and what is said below it."""

    text: Rich
    place: str = ""
    strong: bool = False
    below: tuple[Bullet, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """`title` names the list where it is folded."""

    title: str
    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`title` stands above the table, or names it where it is folded; `more` are rows that are not told."""

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


Block = Head | Para | Bullets | Grid


def report(diff: Diff, lang: Lang) -> tuple[Block, ...]:
    return tuple(_Report(diff, lang).blocks())


class _Report:
    def __init__(self, diff: Diff, lang: Lang) -> None:
        self.diff, self.lang = diff, lang
        self.words = Words(lang, diff.old.pack, diff.new.pack)

    def say(self, key: str, **params: object) -> str:
        return PHRASE[key].fill(self.lang, params)

    def blocks(self) -> Iterator[Block]:
        diff = self.diff
        header = diff.new.pack.passport
        yield Head(1, self.say("title", pack=header.title))
        yield Para(self.say("sides", old=diff.old.shown, new=diff.new.shown))
        yield Para(self._summary(), strong=True)
        if diff.only_layout:
            yield Para(self.say("only_layout", files=", ".join(diff.only_layout)))
        if not diff.packs.is_empty:
            yield Head(2, self.say("changes"))
            yield Para(self._pack_version())
            yield Bullets(self.say("changes"), tuple(map(self._item, diff.packs.items)))
        for facts in diff.facts:
            yield from self._facts(facts)

    def _summary(self) -> str:
        packs = self.diff.packs
        if packs.is_empty:
            return self.say("nothing")
        step = packs.step
        parts = [self.say("count", count=len(packs.items))]
        parts.append(self.say("step", step=self.words.step(step)) if step else self.say("no_step"))
        parts.append(self.say("wrong", count=packs.wrong) if packs.wrong else self.say("right"))
        for facts in self.diff.facts:
            found = facts.effects.effects
            entities = {e.row.entity for e in found}
            key = "results" if found else "no_results"
            parts.append(self.say(key, set=facts.title, count=len(found), entities=len(entities)))
        return "; ".join(parts) + "."

    def _pack_version(self) -> str:
        packs = self.diff.packs
        place = _places(packs.old_place, packs.new_place)
        return self.say("pack_version", told=self.words.numbering(packs.numbering), place=place)

    def _item(self, item: ItemDiff) -> Bullet:
        head = f"{self.words.item(item)} – {self.words.fate(item)}"
        numbering = self.words.numbering(item.numbering)
        below = tuple(
            Bullet(rich, self._near(change.old_place, change.new_place) if change else "")
            for rich, change in self.words.changes(item)
        )
        head = f"{head} ({numbering})" if numbering else head
        return Bullet(plain(head), _places(item.old_place, item.new_place), strong=True, below=below)

    def _near(self, old: Span, new: Span) -> str:
        """Places in files below the folders of the packs, which are named above."""
        sides = ((old, self.diff.old.shown), (new, self.diff.new.shown))
        told = (f"{span.file.removeprefix(f'{shown}/')}:{span.line}" for span, shown in sides)
        return " → ".join(dict.fromkeys(told))

    def _facts(self, facts: FactsDiff) -> Iterator[Block]:
        yield Head(2, self.say("facts", set=facts.title))
        if facts.label:
            yield Para(self.say("illustrative"))
        yield Para(self.say("periods", periods=", ".join(self._period(p) for p in facts.periods)))
        yield from self._refused(facts)
        effects = facts.effects
        if not effects.effects:
            yield Para(self.say("same_results"))
        if effects.causes:
            yield self._causes(facts)
        yield from self._remarks(facts)
        for what in What:
            rows = [e for e in effects.effects if e.row.what is what]
            if rows:
                yield self._effects(what, rows, facts)

    def _refused(self, facts: FactsDiff) -> Iterator[Block]:
        sides = (self.diff.old.shown, self.diff.new.shown)
        for shown, refused in zip(sides, facts.refused, strict=True):
            if refused:
                first = f"{refused[0].span}: {refused[0].message(self.lang)}"
                yield Para(self.say("refused", side=shown, count=len(refused), first=first))

    def _causes(self, facts: FactsDiff) -> Grid:
        """What each change does when it is applied alone."""
        shown = [what for what in What if any(c.alone.get(what) for c in facts.effects.causes)]
        columns = (
            TableColumn(say(COLUMN, "number", self.lang), right=True),
            TableColumn(self.say("change"), share=3),
            *(TableColumn(WHAT[what].fill(self.lang, {}), share=2, right=True) for what in shown),
        )
        rows = tuple(
            (str(n + 1), self._cause(c), *(str(c.alone.get(what, 0)) if c.possible else "–" for what in shown))
            for n, c in enumerate(facts.effects.causes)
        )
        return Grid(self.say("causes"), columns, rows)

    def _cause(self, effect: CauseEffect) -> str:
        told = ", ".join(map(self.words.name, effect.cause.names))
        if effect.cause.along:
            told = self.say("along", told=told, along=", ".join(map(self.words.name, effect.cause.along)))
        return told

    def _remarks(self, facts: FactsDiff) -> Iterator[Para]:
        causes = facts.effects.causes
        if any(c.cause.grouped for c in causes):
            yield Para(self.say("grouped", count=len(causes)))
        impossible = [str(n + 1) for n, c in enumerate(causes) if not c.possible]
        if impossible:
            yield Para(self.say("impossible", numbers=", ".join(impossible)))
        hidden = [(n + 1, c) for n, c in enumerate(causes) if c.hidden]
        if hidden:
            numbers = ", ".join(self.say("hidden_of", n=n, count=len(c.hidden)) for n, c in hidden)
            yield Para(self.say("cancelled", numbers=numbers))
        if any(e.by is not By.ALONE for e in facts.effects.effects):
            count = sum(e.by is not By.ALONE for e in facts.effects.effects)
            yield Para(self.say("combined", count=count))

    def _effects(self, what: What, rows: list[Effect], facts: FactsDiff) -> Grid:
        entities = len({e.row.entity for e in rows})
        title = self.say("effects", what=WHAT[what].fill(self.lang, {}), count=len(rows), entities=entities)
        columns = (
            TableColumn(say(COLUMN, "entity", self.lang), share=3),
            TableColumn(say(COLUMN, "period", self.lang)),
            TableColumn(self.say(f"item_{what.value}"), share=3),
            TableColumn(self.say("before"), share=4),
            TableColumn(self.say("after"), share=4),
            TableColumn(self.say("cause"), share=3),
        )
        told = tuple(self._row(e, facts) for e in rows[:MOST_ROWS])
        return Grid(title, columns, told, max(0, len(rows) - MOST_ROWS))

    def _row(self, effect: Effect, facts: FactsDiff) -> tuple[str, ...]:
        row = effect.row
        entity = facts.entities[row.entity].name if row.entity in facts.entities else row.entity
        before, after = self._sides(effect)
        return entity, self._period(row.period), self._of(effect), before, after, self._because(effect)

    def _of(self, effect: Effect) -> str:
        item = effect.row.item
        return item.split("/")[0] if effect.row.what is What.RECOMMENDATION else item.replace("/", ": ", 1)

    def _sides(self, effect: Effect) -> tuple[str, str]:
        if effect.added or effect.removed:
            said = self._said(effect)
            nothing = self.say("nothing_there")
            return (nothing, said) if effect.added else (said, nothing)
        told = [(self._field(f, f.old, 0), self._field(f, f.new, 1)) for f in _telling(effect)]
        return "; ".join(old for old, _ in told), "; ".join(new for _, new in told)

    def _said(self, effect: Effect) -> str:
        """What a result says that is there on one side only."""
        said, side = effect.said, 1 if effect.added else 0
        names = {
            What.RECOMMENDATION: ("recipient", "text"),
            What.REQUEST: ("text",),
            What.DIRECTION: ("conclusion",),
        }.get(effect.row.what, ("status", "outcome", "value", "points"))
        told = (self._plain(name, said.get(name), side, effect) for name in names)
        return "; ".join(part for part in told if part)

    def _field(self, field: FieldEffect, value: object, side: int) -> str:
        name = PHRASE[f"field_{field.name}"].fill(self.lang, {})
        return f"{name}: {self._value(field.name, value, side) or self.say('none')}"

    def _plain(self, name: str, value: object, side: int, effect: Effect) -> str:
        shown = self._value(name, value, side)
        if not shown or (name == "status" and effect.said.get("outcome")):
            return ""
        return (
            shown
            if name in ("text", "recipient", "status")
            else f"{PHRASE[f'field_{name}'].fill(self.lang, {})}: {shown}"
        )

    def _value(self, name: str, value: object, side: int) -> str:
        match value:
            case None:
                return ""
            case Decimal():
                return number(value, self.lang)
            case date():
                return day(value, self.lang)
            case tuple():
                return ", ".join(map(str, value))
        text = str(value)
        if name in ("status", "reason"):
            return say(STATUS if name == "status" else REASON, text, self.lang)
        if name == "verb":
            return say(VERB, text, self.lang)
        if name == "outcome":
            return self.words.titles[side].get("outcomes", text) or text
        return text

    def _because(self, effect: Effect) -> str:
        numbers = ", ".join(str(n + 1) for n in effect.causes)
        if effect.by is By.ALONE:
            return numbers
        return self.say("together", numbers=numbers) if numbers else self.say("combination")

    def _period(self, period: str) -> str:
        return self.words.titles[1].get("period", period) or self.words.titles[0].get("period", period) or period


def _telling(effect: Effect) -> list[FieldEffect]:
    """The fields that differ, but points and bounds of a total that are its value once more."""
    value = next(((f.old, f.new) for f in effect.fields if f.name == "value"), None)
    repeated = ("points", "lower", "upper")
    return [f for f in effect.fields if f.name not in repeated or (f.old, f.new) != value]


def _places(old: Span | None, new: Span | None) -> str:
    return " → ".join(dict.fromkeys(f"{span.file}:{span.line}" for span in (old, new) if span))


def more(count: int, lang: Lang) -> str:
    return PHRASE["more"].fill(lang, {"count": count})
