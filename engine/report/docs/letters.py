"""Who may be recommended what and when; directions of analysis; requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.diagnostics.core import Lang, Text
from engine.pack.model import Addressee, Group, Months, Recommendation, Versioned
from engine.report.docs import words
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Card,
    Cell,
    Grid,
    Heading,
    Inline,
    Item,
    Para,
    Run,
    Style,
    capital,
    cell,
    code,
    joined,
    plain,
    put,
    sentence,
    text_of,
)
from engine.report.docs.conditions import condition, indicator_test
from engine.report.docs.counted import counted
from engine.report.docs.names import Names, anchor, versions_of
from engine.report.docs.slots import letter
from engine.report.words import ITEM_STATUS, PRIORITY, PURPOSE, REQUEST_KIND, VERB, say

_GROUP = Text("Group {n}. {short}", "Группа {n}. {short}")
_GROUP_TITLE = Text("In regard of {title}", "В отношении {title}")
_AT_LEVEL = Text("level: {levels}", "уровень: {levels}")
_UNLESS = Text("except addressees of whom themselves this holds: {test}", "кроме адресатов, у которых самих {test}")
_WHOM = Text("{name}", "{name}, кому")
_WITHIN = Text("within {n} of the as-of date", "в течение {n} со дня подведения итогов")
_NO_DUE = Text("not set", "не установлен")
_ITSELF = Text("the entity itself that is assessed", "сама оцениваемая сущность")
_ROLE = Text("entities with the role {role}", "сущности с ролью {role} в реестре")
_KINDS = Text("entities of the kinds {kinds}", "сущности видов: {kinds}")
_BELOW = Text("{who} below the one assessed", "{who}, нижестоящие по отношению к оцениваемой")
_WITHIN_LEVEL = Text(
    "{who} below the ancestor of the one assessed at the level {level}",
    "{who}, нижестоящие по отношению к вышестоящей для оцениваемой; её уровень – {level}",
)
_COLLECTIVE = Text("one letter to all of them", "одно письмо всем")
_LETTER = Text("{verb} {addressee}: {text}", "{verb} {addressee}: {text}")
_INTRO = Text(
    "A recommendation is given where its condition holds for an entity of its level. What stands in square brackets is "
    "filled in when it is written.",
    "Рекомендация даётся, если для сущности её уровня выполнено условие. Вместо слов в квадратных скобках "
    "подставляются значения.",
)
_DIRECTION_INTRO = Text(
    "The first conclusion whose condition holds is drawn; where none does, the last one is.",
    "Делается первое заключение, условие которого выполнено; если не выполнено ни одно – последнее.",
)
_OTHERWISE = Text("otherwise", "в остальных случаях")
_REQUESTS_INTRO = Text(
    "A request is sent where something is missing for a finding; each fact is asked for once.",
    "Запрос направляется, если для вывода чего-то не хватает; одни и те же сведения запрашиваются один раз.",
)


class Letters:
    def __init__(self, names: Names) -> None:
        self.names, self.lang = names, names.lang

    def recommendations(self) -> Iterator[Block]:
        """By groups of addressees, and in them by addressees."""
        pack = self.names.pack
        if not pack.recommendations:
            return
        yield self._heading(3, "groups", "recommendations")
        yield Para(put(_INTRO, self.lang))
        for group in sorted(pack.groups, key=lambda g: g.number):
            addressees = [a for a in pack.addressees if a.group == group.id]
            if any(r.to == a.id for a in addressees for r in pack.recommendations):
                yield from self._group(group, addressees)

    def _group(self, group: Group, addressees: Sequence[Addressee]) -> Iterator[Block]:
        short = capital(plain(group.short))
        title = put(_GROUP, self.lang, n=str(group.number), short=short)
        yield Heading(4, title, anchor("group", group.id), text_of(title))
        yield Para(sentence(put(_GROUP_TITLE, self.lang, title=group.title)))
        for addressee in addressees:
            rules = [r for r in self.names.pack.recommendations if r.to == addressee.id]
            if rules:
                yield Heading(5, capital(plain(addressee.name.name)), anchor("to", addressee.id), None)
                yield self._rules(addressee, rules)

    def _rules(self, addressee: Addressee, rules: Sequence[Recommendation]) -> Block:
        columns = ("when", "what", "due", "rule")
        rows = []
        for versions in versions_of(rules).values():
            for n, rule in enumerate(versions):
                rows.append(
                    (
                        self._when(rule),
                        cell(self._letter(addressee, rule)),
                        cell(self.due(rule.due)),
                        self._rule(rule, first=n == 0),
                    )
                )
        return Grid(tuple(words.column(c, self.lang) for c in columns), tuple(rows))

    def _rule(self, rule: Recommendation, *, first: bool) -> Cell:
        purpose = say(PURPOSE, rule.purpose, self.lang)
        lines = [code(rule.header.id), self._small(purpose), *self.version(rule)]
        return cell(*lines, anchor=anchor("recommendation", rule.header.id if first else rule.header.rule))

    def version(self, item: Versioned) -> list[Inline]:
        """Version, status and days of an item; its basis."""
        header = item.header
        told = f"{header.version}, {say(ITEM_STATUS, header.status, self.lang)}, {self.names.effective(item)}"
        basis = self.names.basis(header.basis)
        return [self._small(told), *([tuple(Run(r.text, Style.SMALL, r.to) for r in basis)] if basis else [])]

    def _small(self, text: str) -> Inline:
        return (Run(text, Style.SMALL),)

    def _when(self, rule: Recommendation) -> Cell:
        levels = ", ".join(map(self.names.level, rule.levels))
        lines = [condition(rule.when, self.names), Item(put(_AT_LEVEL, self.lang, levels=levels))]
        if rule.unless is not None:
            lines.append(Item(put(_UNLESS, self.lang, test=indicator_test(rule.unless, self.names))))
        return Cell(tuple(lines))

    def _letter(self, addressee: Addressee, rule: Recommendation) -> Inline:
        verb = say(VERB, addressee.verb, Lang(self.names.pack.passport.language))
        dative = self._dative(addressee)
        text = letter(rule.text, self.names)
        return sentence(put(_LETTER, self.lang, verb=verb, addressee=dative, text=text))

    def _dative(self, addressee: Addressee) -> Inline:
        """To whom; where no form is given, it comes from the register."""
        given = addressee.name.get("dat")
        if given is not None:
            return plain(given)
        return (Run(_WHOM.fill(self.lang, {"name": addressee.name.name}), Style.SLOT),)

    def due(self, months: Months | None) -> Inline:
        if months is None:
            return put(_NO_DUE, self.lang)
        return put(_WITHIN, self.lang, n=counted("within_months", months.count, self.lang))

    def addressees(self) -> Iterator[Block]:
        if not self.names.pack.addressees:
            return
        yield self._heading(3, "addressees", "addressees")
        groups = {g.id: g for g in self.names.pack.groups}
        columns = ("id", "addressee", "found", "verb")
        rows = tuple(
            (
                cell(code(a.id), anchor=anchor("addressee", a.id)),
                cell(a.name.name, self._small(groups[a.group].short if a.group in groups else a.group)),
                cell(self._found(a)),
                cell(say(VERB, a.verb, self.lang)),
            )
            for a in self.names.pack.addressees
        )
        yield Grid(tuple(words.column(c, self.lang) for c in columns), rows)

    def _found(self, addressee: Addressee) -> Inline:
        find = addressee.find
        if find.itself:
            return put(_ITSELF, self.lang)
        who = (
            put(_ROLE, self.lang, role=code(find.role))
            if find.role is not None
            else put(_KINDS, self.lang, kinds=", ".join(map(self.names.kind, find.kinds)))
        )
        if find.within is None:
            told = put(_BELOW, self.lang, who=who)
        else:
            told = put(_WITHIN_LEVEL, self.lang, who=who, level=self.names.level(find.within))
        return joined([told, put(_COLLECTIVE, self.lang)], "; ") if addressee.collective else told

    def directions(self) -> Iterator[Block]:
        if not self.names.pack.directions:
            return
        yield self._heading(3, "directions", "directions")
        yield Para(put(_DIRECTION_INTRO, self.lang))
        for versions in versions_of(self.names.pack.directions).values():
            for n, direction in enumerate(versions):
                header = direction.header
                to = anchor("direction", header.id if n == 0 else header.rule)
                title = text_of(self.names.direction(header.id))
                yield Heading(4, plain(title), to, title if n == 0 else None)
                conclusions = [(cell(o.title), Cell((condition(o.when, self.names),))) for o in direction.outcomes]
                conclusions.append((cell(direction.otherwise_title), cell(put(_OTHERWISE, self.lang))))
                table = Grid(
                    (words.column("conclusion", self.lang), words.column("condition", self.lang)), tuple(conclusions)
                )
                fields: list[tuple[str, tuple[Block, ...]]] = [
                    ("number", (Para(code(header.id)),)),
                    ("levels", (Para(plain(", ".join(map(self.names.level, direction.levels)))),)),
                    (
                        "indicators",
                        (Bullets(tuple(Item(self.names.indicator_titled(i)) for i in direction.indicators)),),
                    ),
                    ("conclusions", (table,)),
                    ("version", tuple(map(Para, self.version(direction)))),
                ]
                yield Card(tuple((words.field(key, self.lang), blocks) for key, blocks in fields))

    def requests(self) -> Iterator[Block]:
        if not self.names.pack.requests:
            return
        yield self._heading(3, "requests", "requests")
        yield Para(put(_REQUESTS_INTRO, self.lang))
        columns = ("request", "text", "due", "priority")
        rows = []
        for versions in versions_of(self.names.pack.requests).values():
            for n, request in enumerate(versions):
                to = anchor("request", request.header.id if n == 0 else request.header.rule)
                kind = say(REQUEST_KIND, request.kind, self.lang)
                rows.append(
                    (
                        cell(kind, code(request.header.id), *self.version(request), anchor=to),
                        cell(letter(request.text, self.names)),
                        cell(self.due(request.due)),
                        cell(say(PRIORITY, request.priority, self.lang)),
                    )
                )
        yield Grid(tuple(words.column(c, self.lang) for c in columns), tuple(rows), head=True)

    def _heading(self, level: int, section: str, to: str) -> Heading:
        title = words.section(section, self.lang)
        return Heading(level, plain(title), to, title)
