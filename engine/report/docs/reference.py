"""Dictionaries of the pack: facts, sources, constants, periods, kinds, outcomes, units, acts, statuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engine.diagnostics.core import Text
from engine.intervals import Domain
from engine.pack.model import FactKey, Source
from engine.report.docs import words
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Cell,
    Grid,
    Heading,
    Inline,
    Item,
    Para,
    Run,
    Style,
    cell,
    code,
    joined,
    plain,
    put,
)
from engine.report.docs.names import Names, anchor, versions_of
from engine.report.docs.periods import ANCHOR as CALENDAR
from engine.report.docs.uses import Uses
from engine.report.words import ITEM_STATUS, REASON, STATUS, say
from engine.statuses import REASONS

_WHOLE = Text("whole numbers", "целые числа")
_FROM = Text("at least {x}", "не менее {x}")
_UNTIL = Text("at most {x}", "не более {x}")
_ABSENT = Text("confirmed absence counts as {x}", "подтверждённое отсутствие считается числом {x}")
_ADDITIVE = Text("may be summed over entities", "можно складывать по сущностям")
_MEMBERS = Text("members: {x}", "элементы: {x}")
_RESOLUTION = Text(
    "Sources of facts that contradict each other are taken in this order:",
    "Если сведения противоречат друг другу, источники предпочитаются в таком порядке:",
)
_EQUAL = Text(
    "Sources are equals: where facts contradict each other and lead to different outcomes, the finding is a conflict.",
    "Источники равноправны: если сведения противоречат друг другу и ведут к разным исходам, вывод – «расхождение».",
)
_FIRST = Text(
    "Of facts of one source and one day, the one that stands first in the files counts.",
    "Из сведений одного источника за один день учитываются те, что стоят в файлах первыми.",
)
_UNKNOWN_IS_NOT_ZERO = Text(
    "What is not known is never taken for zero, unless a rule says so. A finding that is not scored says why.",
    "Неизвестное не считается нулём, если этого не требует правило. Для неоценённого показателя указывается причина.",
)


class Reference:
    def __init__(self, names: Names) -> None:
        self.names, self.lang, self.uses = names, names.lang, Uses(names)

    def blocks(self) -> Iterator[Block]:
        yield from self.facts()
        yield from self.sources()
        yield from self.constants()
        yield from self.calendar()
        yield from self.kinds()
        yield from self.named("outcomes", self.names.pack.passport.outcomes.items())
        yield from self.named("units", self.names.pack.passport.units.items())
        yield from self.resolution()
        yield from self.statuses()
        yield from self.acts()
        yield from self.stated()

    def facts(self) -> Iterator[Block]:
        rows = [
            (
                cell(code(fact.key), anchor=anchor("fact", fact.key)),
                cell(fact.title),
                cell(say(words.FACT_TYPE, fact.type, self.lang), self.names.unit(fact.unit)),
                cell(joined(self._features(fact), "; ")),
                cell(self.uses.of_fact(fact.key)),
            )
            for fact in self.names.pack.facts
        ]
        yield from self._table("facts", ("id", "title", "type", "features", "used"), rows, "facts")

    def _features(self, fact: FactKey) -> Iterator[Inline]:
        yield from self._domain(fact.domain)
        if fact.absent_means is not None:
            yield put(_ABSENT, self.lang, x=self.names.number(fact.absent_means))
        if fact.additive:
            yield put(_ADDITIVE, self.lang)
        if fact.vocabulary:
            yield put(_MEMBERS, self.lang, x=", ".join(title for _, title in fact.vocabulary))

    def _domain(self, domain: Domain) -> Iterator[Inline]:
        if domain.whole_numbers:
            yield put(_WHOLE, self.lang)
        if domain.minimum is not None:
            yield put(_FROM, self.lang, x=self.names.number(domain.minimum))
        if domain.maximum is not None:
            yield put(_UNTIL, self.lang, x=self.names.number(domain.maximum))

    def sources(self) -> Iterator[Block]:
        rows = [
            (
                self._id(source.header.id, source.header.rule, "source", n),
                cell(source.title, *self._version(source)),
                cell(words.say("yes" if source.open else "no", self.lang)),
                cell(source.holder or ""),
                cell(source.address or ""),
            )
            for versions in versions_of(self.names.pack.sources).values()
            for n, source in enumerate(versions)
        ]
        yield from self._table("sources", ("id", "title", "open", "holder", "address"), rows, "sources")

    def _id(self, id: str, rule: str, kind: str, n: int) -> Cell:
        return cell(code(id), anchor=anchor(kind, id if n == 0 else rule))

    def _version(self, item: Source) -> tuple[Inline, ...]:
        header = item.header
        told = f"{header.version}, {say(ITEM_STATUS, header.status, self.lang)}, {self.names.effective(item)}"
        return ((Run(told, Style.SMALL),),)

    def constants(self) -> Iterator[Block]:
        rows = [
            (
                self._id(constant.header.id, constant.header.rule, "constant", n),
                cell(constant.title),
                cell(self.names.measured(constant.value, constant.unit), right=True),
                cell(f"{constant.header.version}, {say(ITEM_STATUS, constant.header.status, self.lang)}"),
                cell(self.names.effective(constant)),
                cell(self.names.basis(constant.header.basis)),
            )
            for versions in self.names.constants.values()
            for n, constant in enumerate(versions)
        ]
        columns = ("id", "title", "value", "version", "effective", "basis")
        yield from self._table("constants", columns, rows, "constants")

    def calendar(self) -> Iterator[Block]:
        rows = [
            (
                cell(period.title),
                cell(code(period.id)),
                cell(f"{self.names.day(period.start)} – {self.names.day(period.end)}"),
                cell(self.names.day(period.submit_by) if period.submit_by else ""),
                cell(self.names.basis(period.basis)),
            )
            for period in self.names.pack.periods
        ]
        yield from self._table("calendar", ("period", "id", "days", "submit_by", "basis"), rows, CALENDAR)

    def kinds(self) -> Iterator[Block]:
        rows = [
            (
                cell(kind.title),
                cell(code(kind.id), anchor=anchor("kind", kind.id)),
                cell(self.names.level(kind.level)),
                cell(say(words.NATURE, kind.nature, self.lang)),
                cell(words.say("yes" if kind.assessed else "no", self.lang)),
                cell(kind.owner or ""),
            )
            for kind in self.names.pack.kinds
        ]
        yield from self._table("kinds", ("title", "id", "level", "nature", "assessed", "owner"), rows, "kinds")

    def named(self, section: str, titles: Iterable[tuple[str, str]]) -> Iterator[Block]:
        rows = [(cell(code(id)), cell(title)) for id, title in titles]
        yield from self._table(section, ("id", "title"), rows, section)

    def resolution(self) -> Iterator[Block]:
        given = self.names.pack.passport.resolution
        yield self._heading("resolution", "resolution")
        if given.source_order:
            yield Para(put(_RESOLUTION, self.lang))
            yield Bullets(tuple(Item(self.names.source(s)) for s in given.source_order), numbered=True)
        else:
            yield Para(put(_EQUAL, self.lang))
        if given.ties_first:
            yield Para(put(_FIRST, self.lang))

    def statuses(self) -> Iterator[Block]:
        yield self._heading("statuses", "statuses")
        yield Para(put(_UNKNOWN_IS_NOT_ZERO, self.lang))
        rows = tuple(
            (cell(say(STATUS, status, self.lang)), cell("; ".join(say(REASON, r, self.lang) for r in reasons)))
            for status, reasons in REASONS.items()
        )
        yield Grid(tuple(words.column(c, self.lang) for c in ("status", "reason")), rows, head=True)

    def acts(self) -> Iterator[Block]:
        rows = [
            (
                cell(act.title, anchor=anchor("act", act.id)),
                cell(self.names.requisites(act), act.issuer or "", act.edition or ""),
                cell(self.names.day(act.valid_until) if act.valid_until else ""),
                cell(self.names.day(act.checked) if act.checked else ""),
                cell(code(act.id)),
            )
            for act in self.names.pack.acts
        ]
        yield from self._table("acts", ("act", "requisites", "valid_until", "checked", "id"), rows, "acts")

    def stated(self) -> Iterator[Block]:
        rows = [
            (
                cell(stated.title, anchor=anchor("reference", stated.id)),
                cell(*([plain(stated.value)] if stated.value is not None else []), *map(plain, stated.items)),
                cell(self.names.basis(stated.basis)),
            )
            for stated in self.names.pack.references
        ]
        yield from self._table("reference", ("title", "value", "basis"), rows, "reference")

    def _table(
        self, section: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], to: str
    ) -> Iterator[Block]:
        """Nothing where there are no rows; columns in which nothing stands are left out."""
        if not rows:
            return
        yield self._heading(section, to)
        kept = [n for n in range(len(columns)) if any(row[n].lines for row in rows)]
        titles = tuple(words.column(columns[n], self.lang) for n in kept)
        yield Grid(titles, tuple(tuple(row[n] for n in kept) for row in rows))

    def _heading(self, section: str, to: str) -> Heading:
        title = words.section(section, self.lang)
        return Heading(3, plain(title), to, title)
