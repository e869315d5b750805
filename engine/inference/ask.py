"""Requests for facts: what `engine.plan.asking` found lacking, in words, with the sources in the order of asking.

Requests stay in the database, where there may be very many: the view `requests`. Only their texts are made here, and
only for packs that write some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from engine.backend.duckdb import Database
from engine.diagnostics.core import Lang
from engine.facts.entities import Entity
from engine.inference.wording import Value, Wording, named, render, show_date
from engine.pack.model import FactKey, Indicator, Pack, Priority, Request, RequestKind, Source
from engine.plan.asking import ASKED, COMBINATION, PRECEDENCE, requests_view
from engine.plan.naming import REQUEST_COLUMNS
from engine.plan.program import Program
from engine.plan.tables import Table
from engine.result import RequestResult

_ROWS = """
SELECT a.n, a.e, a.fp, a.k, a.kind, a.p, a.items, t.src, t.value, t.text, t.submitted, t.evidence, r.src, r.value,
       r.text
FROM asked a
LEFT JOIN fact t ON t.fid = a.fid
LEFT JOIN rival v ON v.e = a.e AND v.p = a.fp AND v.kid = a.kid AND v.alt = 1
LEFT JOIN fact r ON r.fid = v.fid
ORDER BY a.n
"""


def prepare_requests(
    db: Database, program: Program, entities: Sequence[Entity], wordings: Mapping[int, Wording], label: str | None
) -> None:
    """Make the view `requests`: each fact once, in the order of periods, entities and indicators."""
    asking = {period: _Asking(program, period, wording) for period, wording in wordings.items()}
    db.run(ASKED)
    db.run(COMBINATION)
    combined = db.rows("SELECT c, p, items FROM combination ORDER BY c")
    columns = (("c", "BIGINT"), ("indicators", "VARCHAR"), ("sources", "VARCHAR"))
    db.create(Table("combination_name", columns, tuple((c, *asking[p].names(items)) for c, p, items in combined)))
    rules = tuple(row for number, one in asking.items() for row in one.kinds(number))
    rule = (("p", "SMALLINT"), ("kind", "TINYINT"), ("name", "VARCHAR"), ("priority", "VARCHAR"), ("due", "DATE"))
    db.create(Table("request_rule", (*rule, ("rule", "VARCHAR")), rules))
    texts = tuple(_texts(db, asking, entities)) if any(one.rules for one in asking.values()) else ()
    db.create(Table("request_text", (("n", "BIGINT"), ("text", "VARCHAR")), texts))
    db.run(requests_view(label=label))


def _texts(db: Database, asking: Mapping[int, _Asking], entities: Sequence[Entity]) -> Iterator[tuple[int, str]]:
    for number, *row in db.rows(_ROWS):
        yield number, asking[row[4]].text(row, entities[row[0]])


def requests(db: Database) -> Iterator[RequestResult]:
    for row in db.rows(f"SELECT {REQUEST_COLUMNS} FROM requests ORDER BY n"):
        *first, kind, priority, indicators, sources, due, text, rule, marks = row
        lists = tuple(tuple(x.split(";")) if x else () for x in (indicators, sources, marks))
        yield RequestResult(
            *(*first, RequestKind(kind), Priority(priority), lists[0], lists[1], due, text or "", rule, lists[2])
        )


class _Asking:
    """What requests of one period are made from."""

    def __init__(self, program: Program, period: int, wording: Wording) -> None:
        self.program, self.wording = program, wording
        self.snapshot: Pack = program.pack.at(program.pack.periods[period].end)
        self.indicators: dict[str, Indicator] = {i.header.id: i for i in self.snapshot.indicators}
        self.sources: dict[str, Source] = {s.header.id: s for s in self.snapshot.sources}
        self.rules: dict[RequestKind, Request] = {r.kind: r for r in self.snapshot.requests}

    def kinds(self, period: int) -> Iterator[tuple[int, int, str, str, str | None, str | None]]:
        """For every kind of request: its name, priority, deadline and rule."""
        for number, kind in enumerate(PRECEDENCE):
            rule = self.rules.get(kind)
            due = self.wording.due(rule.due) if rule else None
            priority = rule.priority if rule else Priority.NORMAL
            told = (str(kind), str(priority), due.isoformat() if due else None, rule.header.rule if rule else None)
            yield period, number, *told

    def names(self, items: list[int]) -> tuple[str, str]:
        """The indicators that need a fact, and where to look for it; joined by `;`."""
        ids = self._ids(items)
        return ";".join(ids), ";".join(self._listed(ids))

    def _ids(self, items: list[int]) -> tuple[str, ...]:
        return tuple(self.program.items[i] for i in items)

    def _listed(self, items: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for i in items for s in self.indicators[i].sources))

    def text(self, row: list[Any], entity: Entity) -> str:
        """The text of one request; empty when the pack writes none."""
        key, at = self.program.pack.facts[row[2]], self.program.pack.periods[row[1]]
        rule = self.rules.get(PRECEDENCE[row[3]])
        if rule is None:
            return ""
        items = self._ids(row[5])
        values = self._values(row, entity, key, items, self._listed(items), rule)
        # The text speaks of the period that the fact belongs to, which may lie before the one being evaluated.
        values |= {"period": at.id, "period.title": at.title}
        return render(rule.text, values, self.wording.lang)

    def _values(
        self,
        row: list[Any],
        entity: Entity,
        key: FactKey,
        items: tuple[str, ...],
        sources: tuple[str, ...],
        rule: Request,
    ) -> dict[str, Value]:
        lang = self.wording.lang
        values = dict(self.wording.common) | named("entity", entity.name)
        values |= {
            "fact.title": key.title,
            "fact.unit": self.program.pack.passport.units.get(key.unit or "", ""),
            "indicator.number": ", ".join(items),
            "indicator.title": self.indicators[items[0]].title,
            "sources": "; ".join(self.sources[s].title for s in sources if s in self.sources),
            "source": self._source(row[6]),
            "source_2": self._source(row[11]),
            "value": _stated(row[7], row[8]),
            "value_1": _stated(row[7], row[8]),
            "value_2": _stated(row[12], row[13]),
            "evidence": row[10] or _NO_ADDRESS[lang],
        }
        due = self.wording.due(rule.due)
        if due:
            values["due"] = show_date(due, lang)
        if row[9]:
            values["submitted_at"] = show_date(row[9], lang)
        return values

    def _source(self, number: int | None) -> str:
        return self.sources[self.program.sources[number]].title if number is not None else ""


_NO_ADDRESS = {Lang.EN: "(no address given)", Lang.RU: "(адрес не указан)"}


def _stated(value: Decimal | None, text: str | None) -> str | Decimal:
    """A fact's value as it is said: text, set members and dates as they are, numbers as numbers."""
    return text if text else value if value is not None else ""
