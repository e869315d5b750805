"""The passport of an indicator, in the form that methodologies of ministries have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.diagnostics.core import Text
from engine.pack.model import Indicator, Role
from engine.report.docs import words
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Card,
    Grid,
    Heading,
    Inline,
    Item,
    Note,
    Para,
    Run,
    Style,
    capital,
    cell,
    joined,
    link,
    plain,
    put,
    text_of,
)
from engine.report.docs.judgements import Judgements
from engine.report.docs.measures import Measures
from engine.report.docs.names import Names, anchor, versions_of
from engine.report.docs.periods import periodicity
from engine.report.docs.uses import Uses
from engine.report.words import ITEM_STATUS, say

_CONTENTS = 70
"""The longest line of the table of contents."""

_LEAST_WORD = 3
"""Letters of a word that such a line may end with."""

Row = tuple[str, tuple[Block, ...]]
Rows = dict[str, tuple[Block, ...]]
"""By the key of the field."""

_HEADING = Text("Indicator {id}. {title}", "Показатель {id}. {title}")
_VERSION = Text(
    "Version {version} of indicator {id}, in force {days}", "Версия {version} показателя {id}, действует {days}"
)
_ONLY = Text(
    "What differs from the newer version; the rest is as in it.",
    "Указано то, чем эта версия отличается от более новой; остальное – как в ней.",
)
_SAME = Text(
    "Only the version, its days, its status or its basis differ.",
    "Отличаются только номер, срок, статус или основание.",
)
_LEVEL = Text("level {level}: {kinds}", "уровень {level}: {kinds}")
_IN_DOCUMENT = Text("In the document: {x}", "В документе: {x}")
_RESTORED_CELL = Text("restored cell", "восстановленная ячейка")
_READING = Text("{cell} ({how}confidence {confidence}): {text}", "{cell} ({how}уверенность {confidence}): {text}")
_RESTORED = Text("restored, ", "восстановлено, ")
_NONE = Text("none", "нет")
_NO_SOURCES = Text("No sources of its own.", "Собственных источников нет.")
_NOT_STATED = Text("not stated", "не указано")
_PART_OF = Text("{role}; supports indicator {parent}", "{role}; к показателю {parent}")
_FIRST_VERSION = Text("the first", "первая")
_NO_TARGET = Text("None is set.", "Не установлено.")

_COMPARED = (
    "title", "role", "unit", "applies", "directions", "target", "measure", "judge", "sources", "readings",
)  # fmt: skip


class Passports:
    def __init__(self, names: Names) -> None:
        self.names, self.lang = names, names.lang
        self.measures, self.judgements, self.uses = Measures(names), Judgements(names), Uses(names)

    def all(self) -> Iterator[Block]:
        for versions in versions_of(self.names.pack.indicators).values():
            yield from self.one(versions)

    def one(self, versions: Sequence[Indicator]) -> Iterator[Block]:
        """All versions of one indicator, the newest first; older ones only with what differs in them."""
        newest = versions[0]
        id = newest.header.id
        title = put(_HEADING, self.lang, id=id, title=newest.title)
        yield Heading(3, title, anchor("indicator", id), _line(f"{id} {newest.title}"))
        told = [self.rows(version) for version in versions]
        yield Card(tuple(self._fields({**told[0], "versions": (self._history(versions, told),)})))
        for n, version in enumerate(versions[1:], 1):
            head = {"version": version.header.version, "id": id, "days": self.names.effective(version)}
            yield Heading(4, put(_VERSION, self.lang, **head), anchor("indicator", version.header.rule), None)
            differing = {key: told[n][key] for key in _differing(told[n], told[n - 1]) if key in told[n]}
            yield Note(put(_ONLY if differing else _SAME, self.lang))
            if differing:
                yield Card(tuple(self._fields(differing)))

    def _fields(self, rows: Mapping[str, tuple[Block, ...]]) -> Iterator[Row]:
        for key, blocks in rows.items():
            if blocks:
                yield words.field(key, self.lang), blocks

    def rows(self, indicator: Indicator) -> Rows:
        header = indicator.header
        return {
            "number": (Para(plain(header.id)),),
            "title": _para(indicator.title),
            "role": _para(self._role(indicator)),
            "unit": (Para(plain(self.names.unit(indicator.unit))),) if indicator.unit else (),
            "applies": self._applies(indicator),
            "directions": tuple(self._directions(indicator)),
            "target": tuple(self._target(indicator)),
            "measure": tuple(self.measures.told(indicator)),
            "judge": tuple(self.judgements.told(indicator)),
            "sources": tuple(self._sources(indicator)),
            "readings": tuple(self._readings(indicator)),
            "periodicity": periodicity(self.names),
            "responsible": self._responsible(),
            "basis": _para(self.names.basis(header.basis) or put(_NOT_STATED, self.lang)),
            "used": tuple(self.uses.of(indicator)),
        }

    def _role(self, indicator: Indicator) -> Inline:
        role = say(words.ROLE, indicator.role, self.lang)
        if indicator.parent is None or indicator.role is Role.DERIVED:
            return plain(role)
        return put(_PART_OF, self.lang, role=role, parent=self.names.indicator_titled(indicator.parent))

    def _applies(self, indicator: Indicator) -> tuple[Block, ...]:
        kinds = {kind.id: kind for kind in self.names.pack.kinds}
        found = []
        for level in indicator.levels:
            titles = [self.names.kind(k) for k in indicator.kinds if k in kinds and kinds[k].level == level]
            told = plain(", ".join(titles)) or put(_NONE, self.lang)
            found.append(Item(put(_LEVEL, self.lang, level=self.names.quoted(self.names.level(level)), kinds=told)))
        return (Bullets(tuple(found)),)

    def _directions(self, indicator: Indicator) -> Iterator[Block]:
        if indicator.directions:
            yield Bullets(tuple(Item(self.names.direction(d)) for d in indicator.directions))

    def _target(self, indicator: Indicator) -> Iterator[Block]:
        target = indicator.target
        if target is None:
            return
        restored = self._mark(indicator, "target")
        yield Para((plain(target.text) + restored) if target.text else put(_NO_TARGET, self.lang) + restored)
        if target.note and target.text is None:
            yield Note(plain(target.note))

    def _mark(self, indicator: Indicator, cell_name: str) -> Inline:
        if any(r.cell == cell_name and r.restored for r in indicator.readings):
            return Run(" "), Run(text_of(put(_RESTORED_CELL, self.lang)), Style.SLOT)
        return ()

    def _sources(self, indicator: Indicator) -> Iterator[Block]:
        if not indicator.sources:
            yield Para(put(_NO_SOURCES, self.lang))
            return
        yield Bullets(tuple(Item(self.names.source(s)) for s in indicator.sources), numbered=True)
        if indicator.sources_text:
            told = plain(indicator.sources_text) + self._mark(indicator, "sources")
            yield Note(put(_IN_DOCUMENT, self.lang, x=told))

    def _readings(self, indicator: Indicator) -> Iterator[Block]:
        found = []
        for reading in indicator.readings:
            how = put(_RESTORED, self.lang) if reading.restored else ()
            told = {
                "cell": say(words.CELL, reading.cell, self.lang),
                "confidence": say(words.CONFIDENCE, reading.confidence, self.lang),
                "text": reading.text,
            }
            found.append(Item(put(_READING, self.lang, how=how, **told)))
        if found:
            yield Bullets(tuple(found))

    def _responsible(self) -> tuple[Block, ...]:
        parties = self.names.pack.passport.parties
        told = [plain(f"{party.title}: {party.name.name}") for party in parties]
        return (Bullets(tuple(map(Item, told))),) if told else ()

    def _history(self, versions: Sequence[Indicator], told: Sequence[Rows]) -> Block:
        columns = ("version", "effective", "status", "basis", "changed")
        rows = []
        for n, version in enumerate(versions):
            header = version.header
            to = anchor("indicator", header.rule if n else header.id)
            basis = self.names.basis(header.basis) or plain(words.say("none", self.lang))
            rows.append(
                (
                    cell(link(header.version, to)),
                    cell(self.names.effective(version)),
                    cell(say(ITEM_STATUS, header.status, self.lang)),
                    cell(basis),
                    cell(self._changed(n, told)),
                )
            )
        return Grid(tuple(words.column(c, self.lang) for c in columns), tuple(rows))

    def _changed(self, n: int, told: Sequence[Rows]) -> Inline:
        """The fields in which a version differs from the one before it."""
        if n + 1 == len(told):
            return put(_FIRST_VERSION, self.lang)
        fields = [words.field(key, self.lang) for key in _differing(told[n], told[n + 1])]
        lowered = [plain(f"{f[:1].lower()}{f[1:]}") for f in fields]
        return joined(lowered) or plain(words.say("none", self.lang))


def _line(text: str) -> str:
    """As much of it as fits in the table of contents, cut between words."""
    text = " ".join(text.split())
    if len(text) <= _CONTENTS:
        return text
    words_kept = text[:_CONTENTS].split(" ")[:-1]
    while len(words_kept) > 1 and len(words_kept[-1]) < _LEAST_WORD:
        words_kept.pop()
    return f"{' '.join(words_kept).rstrip(',;:')}…"


def _differing(rows: Rows, others: Rows) -> list[str]:
    return [key for key in _COMPARED if rows.get(key) != others.get(key)]


def _para(text: Inline | str) -> tuple[Block, ...]:
    told = plain(text) if isinstance(text, str) else text
    return (Para(capital(told)),) if told else ()
