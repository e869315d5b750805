"""Changes of packs in words that a methodologist understands."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from engine.decimals import format_decimal
from engine.diagnostics.core import Lang, Text
from engine.diffing.changes import Change, How, Member
from engine.diffing.compared import Fate, ItemDiff, Numbering, Verdict
from engine.pack.model import Pack
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.source import Sequence as Items
from engine.pack.versions import Step
from engine.report.characters import shortened
from engine.report.diff_terms import ADDED, KIND, LABEL, LIMIT, REFERS, REMOVED, VALUE, key_title
from engine.report.rich import Rich, joined, plain, word_changes
from engine.report.shown import day
from engine.report.words import ITEM_STATUS, REASON, STATUS, say

_LONGEST = 160
_LONGEST_TITLE = 90
_TEXTS = 24
"""Texts longer than this are compared word by word."""

_MONTHS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_FATE = {
    Fate.ADDED: Text("added", "добавление"),
    Fate.REMOVED: Text("removed", "исключение"),
    Fate.CHANGED: Text("changed", "изменение"),
    Fate.RETIRED: Text("retired", "вывод из действия"),
    Fate.NEW_VERSION: Text("new version", "новая версия"),
    Fate.VERSION_REMOVED: Text("version removed", "исключение версии"),
    Fate.RENUMBERED: Text("only another version number", "изменён только номер версии"),
}
_STEP = {
    Step.PATCH: Text("patch (wording)", "patch (формулировки)"),
    Step.MINOR: Text("minor (rules)", "minor (правила)"),
    Step.MAJOR: Text("major (what others rely on)", "major (то, на что опираются другие правила и сведения)"),
}
_VERDICT = {
    Verdict.RAISED: Text("version raised accordingly", "версия увеличена как требуется"),
    Verdict.NOT_RAISED: Text("version not raised: set {wanted}", "версия не увеличена: укажите {wanted}"),
    Verdict.TOO_LITTLE: Text(
        "version raised too little: set {wanted}", "версия увеличена недостаточно: укажите {wanted}"
    ),
    Verdict.LOWERED: Text("version lowered: set {wanted} or higher", "версия понижена: укажите {wanted} или выше"),
    Verdict.NOT_RETIRED: Text(
        "removed without having been retired: set “status: retired” first",
        "исключение без вывода из действия: сначала укажите «status: retired»",
    ),
    Verdict.REUSED: Text(
        "the id of a retired item is used again: choose another",
        "обозначение выведенного из действия правила использовано снова: выберите другое",
    ),
}
_NEEDED = Text("needed: {step}", "требуется: {step}")
_AND = Text("{old} → {new}", "{old} → {new}")


class Titles:
    """Titles of one pack by kind and id."""

    def __init__(self, pack: Pack) -> None:
        self._by_kind: dict[str, dict[str, str]] = {
            "act": {a.id: a.title for a in pack.acts},
            "addressee": {a.id: a.name.name for a in pack.addressees},
            "constant": {c.header.id: c.title for c in pack.constants},
            "direction": {d.header.id: d.title for d in pack.directions},
            "fact": {f.key: f.title for f in pack.facts},
            "group": {g.id: g.short for g in pack.groups},
            "indicator": {i.header.id: i.title for i in pack.indicators},
            "kind": {k.id: k.title for k in pack.kinds},
            "level": {level.id: level.title for level in pack.levels},
            "outcomes": dict(pack.passport.outcomes),
            "party": {p.id: p.title for p in pack.passport.parties},
            "period": {p.id: p.title for p in pack.periods},
            "reference": {r.id: r.title for r in pack.references},
            "source": {s.header.id: s.title for s in pack.sources},
            "statement": {s.id: s.title for s in pack.passport.statements},
            "units": dict(pack.passport.units),
        }

    def get(self, kind: str, id_: str) -> str | None:
        return self._by_kind.get(kind, {}).get(id_)


class Words:
    """Tells changes in one language, with the titles of the packs before and after."""

    def __init__(self, lang: Lang, old: Pack, new: Pack) -> None:
        self.lang = lang
        self.titles = Titles(old), Titles(new)

    def item(self, item: ItemDiff) -> str:
        """`Показатель 2.1 «…»`."""
        title = self.titles[item.new is not None].get(item.kind, item.id)
        return f"{self.short(item)} {self._quoted(title, _LONGEST_TITLE)}" if title else self.short(item)

    def short(self, item: ItemDiff) -> str:
        return f"{say(KIND, item.kind, self.lang)} {item.id}".rstrip()

    def name(self, name: str) -> str:
        """An item by its `kind:id`."""
        kind, _, id_ = name.partition(":")
        word = say(KIND, kind, self.lang)
        return f"{word[:1].lower()}{word[1:]} {id_}".rstrip()

    def fate(self, item: ItemDiff) -> str:
        return _FATE[item.fate].fill(self.lang, {})

    def step(self, step: Step) -> str:
        return _STEP[step].fill(self.lang, {})

    def numbering(self, numbering: Numbering) -> str:
        """`1.0.0 → 1.1.0; требуется: minor (правила); версия увеличена как требуется`."""
        versions = list(dict.fromkeys(v for v in (numbering.old, numbering.new) if v))
        parts = [" → ".join(versions)] if versions else []
        if numbering.step and numbering.verdict is not Verdict.OF_PACK:
            parts.append(_NEEDED.fill(self.lang, {"step": self.step(numbering.step)}))
        told = _VERDICT.get(numbering.verdict)
        if told and (numbering.step or numbering.verdict is not Verdict.RAISED):
            parts.append(told.fill(self.lang, {"wanted": numbering.wanted or ""}))
        return "; ".join(parts)

    def changes(self, item: ItemDiff) -> list[tuple[Rich, Change | None]]:
        """Each change in a sentence; of an item that came, what it says in the main."""
        if item.fate in (Fate.ADDED, Fate.REMOVED) or not item.changes:
            summary = self._summary(item)
            return [(plain(summary), None)] if summary else []
        return [(self.change(change, item), change) for change in item.changes]

    def _summary(self, item: ItemDiff) -> str:
        node = item.new or item.old
        if item.fate not in (Fate.ADDED, Fate.REMOVED) or node is None:
            return ""
        if item.kind in ("outcomes", "units") or not isinstance(node, Mapping):
            return ""
        keys = {"period": ("from", "to"), "constant": ("value",), "recommendation": ("to", "text")}
        told = ((key, node.get(key)) for key in keys.get(item.kind, ()))
        side = item.new is not None
        return "; ".join(f"{self._key(item.key, key)}: {self._value(value, key, side)}" for key, value in told if value)

    def change(self, change: Change, item: ItemDiff) -> Rich:
        last = change.path[-1] if change.path else item.id
        keys = change.keys
        if isinstance(last, Member) and change.how in (How.ADDED, How.REMOVED):
            return self._member(change, keys, item)
        if change.how is How.ADDED or change.how is How.REMOVED:
            return self._came_or_went(change, keys, item)
        label = self._label(change, item)
        if change.how is How.REORDERED:
            order = _AND.fill(
                self.lang, {"old": self._order(change.old, keys, 0), "new": self._order(change.new, keys, 1)}
            )
            return plain(f"{label}: {order}")
        old, new = change.old, change.new
        if isinstance(old, Scalar) and isinstance(new, Scalar) and _are_texts(old, new):
            words = word_changes(old.text, new.text)
            if words is not None:
                return joined([f"{label}: ", words])
        key = keys[-1] if keys else ""
        before = self._limited(old, change.old_key or key, 0) if old else ""
        after = self._limited(new, key, 1) if new else ""
        if change.old_key and key not in LIMIT:
            before, after = f"{self._key(item.key, change.old_key)}: {before}", f"{self._key(item.key, key)}: {after}"
        return plain(f"{label}: {before} → {after}")

    def _member(self, change: Change, keys: tuple[str, ...], item: ItemDiff) -> Rich:
        """A member of a list that came or went."""
        came = change.how is How.ADDED
        table = ADDED if came else REMOVED
        key = keys[-1] if keys else ""
        node = change.new if came else change.old
        value = self._value(node, key, came) if node else ""
        if key == "bands" or (key in ("readings", "outcomes", "vocabulary") and isinstance(node, Mapping)):
            value = self._named(change, came, node)
        if key in table:
            return plain(f"{table[key].fill(self.lang, {})}: {value}")
        return plain(f"{self._came(came)}: {self._label(change, item)}: {value}")

    def _named(self, change: Change, came: bool, node: Node | None) -> str:
        """`Рост: не менее 50, баллы 1`."""
        name = self._member_name(change, came)
        entries = node.entries if isinstance(node, Mapping) else ()
        told = [
            self._limited(value, key.text, came)
            if key.text in LIMIT
            else f"{self._key('indicators', key.text)}: {self._value(value, key.text, came)}"
            for key, value in entries
            if key.text not in ("outcome", "cell", "id")
        ]
        return f"{self._quoted(name)} ({', '.join(told)})" if told else self._quoted(name)

    def _came_or_went(self, change: Change, keys: tuple[str, ...], item: ItemDiff) -> Rich:
        came = change.how is How.ADDED
        node = change.new if came else change.old
        key = keys[-1] if keys else ""
        value = self._limited(node, key, came) if node else ""
        if keys[-2:-1] == ("weights",):
            return plain(f"{(ADDED if came else REMOVED)['weights'].fill(self.lang, {})} {key}: {value}")
        return plain(f"{self._came(came)}: {self._label(change, item)}: {value}")

    def _came(self, came: bool) -> str:
        return (Text("added", "добавлено") if came else Text("removed", "исключено")).fill(self.lang, {})

    def _order(self, node: Node | None, keys: tuple[str, ...], side: int) -> str:
        items = node.items if isinstance(node, Items) else ()
        key = keys[-1] if keys else ""
        told = (self._value(_identity(i), "outcome" if isinstance(i, Mapping) else key, side) for i in items)
        return ", ".join(told)

    def _label(self, change: Change, item: ItemDiff) -> str:
        """What changed: by the end of its path where there is a word for that, else all of the path."""
        keys = change.keys
        tail = tuple("limit" if n == len(keys) - 1 and key in LIMIT else key for n, key in enumerate(keys))
        params = {"member": self._member_name(change, change.new is not None), "last": keys[-1] if keys else ""}
        for ending in (tail[-2:], (*tail[-2:-1], "…"), tail[-1:]):
            if ending in LABEL and ("{member}" not in LABEL[ending].ru or params["member"]):
                return LABEL[ending].fill(self.lang, params)
        if tail[:1] == ("when",):
            return LABEL["when",].fill(self.lang, params)
        if item.kind in ("outcomes", "units"):
            return Text("title", "название").fill(self.lang, {})
        return ", ".join(self._steps(change, item)) or Text("content", "содержание").fill(self.lang, {})

    def _steps(self, change: Change, item: ItemDiff) -> list[str]:
        """The path in words, without what the value says itself: the side of a limit, a text of a list."""
        path = change.path
        value = change.new if change.new is not None else change.old
        if path[-1:] and (path[-1] in LIMIT or (isinstance(path[-1], Member) and isinstance(value, Scalar))):
            path = path[:-1]
        told: list[str] = []
        for step in path:
            if isinstance(step, Member):
                number = Text("No. {n}", "№ {n}").fill(self.lang, {"n": step.name})
                told.append(number if step.name.isdigit() else self._quoted(step.name))
            elif step != item.key or len(change.path) == 1:
                told.append(self._key(item.key, step))
        return told

    def _member_name(self, change: Change, side: int) -> str:
        """The title of the last member of a list on the path, where it is an outcome or a cell."""
        members = [(n, step) for n, step in enumerate(change.path) if isinstance(step, Member)]
        if not members:
            return ""
        n, member = members[-1]
        within = change.path[n - 1] if n else ""
        if within == "readings":
            return key_title("indicators", member.name, self.lang)
        title = self.titles[side].get("outcomes", member.name) or self.titles[1 - side].get("outcomes", member.name)
        return title if within in ("bands", "outcomes") and title else member.name

    def _key(self, root: str, key: str) -> str:
        return key_title(root, key, self.lang)

    def _limited(self, node: Node | None, key: str, side: int) -> str:
        """A value; of a limit, with the words for its side."""
        value = self._value(node, key, side)
        return LIMIT[key].fill(self.lang, {"value": value}) if key in LIMIT else value

    def _value(self, node: Node | None, key: str, side: int) -> str:
        match node:
            case Scalar():
                return self._scalar(node, key, side)
            case Items():
                return ", ".join(self._value(item, key, side) for item in node.items) or "[]"
            case Mapping():
                if len(node.entries) == 1 and node.entries[0][0].text in REFERS:
                    return self._value(node.entries[0][1], node.entries[0][0].text, side)
                inside = (
                    f"{self._key('indicators', name.text)}: {self._value(value, name.text, side)}"
                    for name, value in node.entries
                )
                return shortened(f"{{{', '.join(inside)}}}", _LONGEST)
            case None:
                return ""

    def _scalar(self, node: Scalar, key: str, side: int) -> str:
        value = node.value
        if isinstance(value, bool):
            return (Text("yes", "да") if value else Text("no", "нет")).fill(self.lang, {})
        if isinstance(value, int | Decimal):
            return format_decimal(Decimal(value), self.lang)
        text = node.text
        if key in REFERS and (title := self.titles[side].get(REFERS[key], text)):
            return self._quoted(title, _LONGEST_TITLE)
        if (key, text) in VALUE:
            return VALUE[key, text].fill(self.lang, {})
        for name, words in (("status", ITEM_STATUS), ("status", STATUS), ("reason", REASON)):
            if key == name and text in words:
                return say(words, text, self.lang)
        if key == "due" and (found := _MONTHS.fullmatch(text)):
            return self._months(12 * int(found[1] or 0) + int(found[2] or 0))
        if _DAY.fullmatch(text):
            return day(date.fromisoformat(text), self.lang)
        return shortened(text, _LONGEST) if len(text) <= _TEXTS and " " not in text else self._quoted(text)

    def _quoted(self, text: str, longest: int = _LONGEST) -> str:
        return Text("“{text}”", "«{text}»").fill(self.lang, {"text": shortened(text, longest)})

    def _months(self, count: int) -> str:
        name = "month" if count == 1 else "months"
        return f"{count} мес." if self.lang is Lang.RU else f"{count} {name}"


def _are_texts(old: Scalar, new: Scalar) -> bool:
    return all(isinstance(s.value, str) and len(s.text) > _TEXTS and " " in s.text for s in (old, new))


def _identity(node: Node) -> Node:
    if isinstance(node, Mapping):
        return next((v for k in ("outcome", "id", "key", "cell") if isinstance(v := node.get(k), Scalar)), node)
    return node
