"""Requests for facts: what `engine.plan.asking` found lacking, in words, with the sources in the order of asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from engine.backend.duckdb import Database
from engine.facts.entities import Entity
from engine.inference.wording import Wording, render, show_date
from engine.pack.model import FactKey, Indicator, Pack, Priority, Request, RequestKind, Source
from engine.plan.asking import ASKED, PRECEDENCE
from engine.plan.compile import Program
from engine.result import RequestResult
from engine.statuses import Mark

_ROWS = """
SELECT a.e, a.fp, a.k, a.kind, a.p, a.items, w.src, w.value, t.text, t.submitted, t.evidence, r.src, r.value, rt.text
FROM asked a
LEFT JOIN fact w ON w.fid = a.fid
LEFT JOIN fact t ON t.fid = a.fid
LEFT JOIN rival v ON v.e = a.e AND v.p = a.fp AND v.kid = a.kid AND v.alt = 1
LEFT JOIN fact r ON r.fid = v.fid
LEFT JOIN fact rt ON rt.fid = v.fid
ORDER BY a.p, a.e, LIST_MIN(a.items), a.fp DESC, a.k, a.kind
"""


def requests(
    db: Database, program: Program, entities: tuple[Entity, ...], wordings: Mapping[int, Wording], label: str | None
) -> Iterator[RequestResult]:
    """Each fact once, in the order of periods, entities and indicators."""
    db.run(ASKED)
    asking = {period: _Asking(program, period, wording) for period, wording in wordings.items()}
    for row in db.rows(_ROWS):
        yield asking[row[4]].request(row, entities, label)


class _Asking:
    def __init__(self, program: Program, period: int, wording: Wording) -> None:
        self.program, self.wording = program, wording
        self.snapshot: Pack = program.pack.at(program.pack.periods[period].end)
        self.indicators: dict[str, Indicator] = {i.header.id: i for i in self.snapshot.indicators}
        self.sources: dict[str, Source] = {s.header.id: s for s in self.snapshot.sources}
        self.rules: dict[RequestKind, Request] = {r.kind: r for r in self.snapshot.requests}

    def request(self, row: tuple[Any, ...], entities: tuple[Entity, ...], label: str | None) -> RequestResult:
        entity, key = entities[row[0]], self.program.pack.facts[row[2]]
        at, kind = self.program.pack.periods[row[1]], PRECEDENCE[row[3]]
        items = tuple(self.program.items[i] for i in row[5])
        rule = self.rules.get(kind)
        sources = tuple(dict.fromkeys(s for i in items for s in self.indicators[i].sources))
        text = ""
        if rule:
            values = self._values(row, entity, key, items, sources, rule)
            # The text speaks of the period that the fact belongs to, which may lie before the one being evaluated.
            values |= {"period": at.id, "period.title": at.title}
            text = render(rule.text, values, self.wording.lang)
        return RequestResult(
            id=f"{kind}/{at.id}/{entity.id}/{key.key}",
            entity=entity.id,
            period=at.id,
            key=key.key,
            title=key.title,
            unit=key.unit,
            kind=kind,
            priority=rule.priority if rule else Priority.NORMAL,
            indicators=items,
            sources=sources,
            due=self.wording.due(rule.due) if rule else None,
            text=text,
            rule=rule.header.rule if rule else None,
            marks=(Mark.ILLUSTRATIVE,) if label == Mark.ILLUSTRATIVE else (),
        )

    def _values(
        self,
        row: tuple[Any, ...],
        entity: Entity,
        key: FactKey,
        items: tuple[str, ...],
        sources: tuple[str, ...],
        rule: Request,
    ) -> dict[str, str | Decimal]:
        lang = self.wording.lang
        values = dict(self.wording.common) | self.wording.entity("entity", entity)
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
            "evidence": row[10] or "",
        }
        due = self.wording.due(rule.due)
        if due:
            values["due"] = show_date(due, lang)
        if row[9]:
            values["submitted_at"] = show_date(row[9], lang)
        return values

    def _source(self, number: int | None) -> str:
        return self.sources[self.program.sources[number]].title if number is not None else ""


def _stated(value: Decimal | None, text: str | None) -> str | Decimal:
    """A fact's value as it is said: text, set members and dates as they are, numbers as numbers."""
    return text if text else value if value is not None else ""
