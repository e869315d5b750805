"""Run the plan on facts given in Python: no files are read, nothing is inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.backend.duckdb import Database
from engine.pack.model import Pack
from engine.plan.asking import ASKED, PRECEDENCE
from engine.plan.naming import (
    FACTS_VIEW,
    FINDINGS_VIEW,
    TOTALS_VIEW,
    fact_tables,
    facts_view,
    findings_view,
    name_tables,
)
from engine.plan.program import Program
from engine.plan.resolve import losers
from engine.plan.run import evaluation, resolution, tables
from engine.plan.tables import Table
from tests.plan.given import Fact, Place


@dataclass(frozen=True)
class Outcome:
    """What came of it: findings, totals and requests as rows with names, losers as (fact, why)."""

    findings: dict[tuple[str, str, str], dict[str, Any]]
    totals: dict[tuple[str, str, str], dict[str, Any]]
    asked: set[tuple[str, str, str, str]]
    losers: set[tuple[int, str]]


_FACT = (
    ("fid", "INTEGER"),
    ("e", "INTEGER"),
    ("p", "SMALLINT"),
    ("k", "SMALLINT"),
    ("value", "DECIMAL(38, 9)"),
    ("text", "VARCHAR"),
    ("st", "TINYINT"),
    ("src", "SMALLINT"),
    ("provider", "VARCHAR"),
    ("observed", "DATE"),
    ("submitted", "DATE"),
    ("correction", "BOOLEAN"),
    ("evidence", "VARCHAR"),
    ("evidence_date", "DATE"),
    ("row_id", "VARCHAR"),
    ("file", "SMALLINT"),
    ("line", "INTEGER"),
    ("cell", "VARCHAR"),
)


def run(
    pack: Pack, places: Sequence[Place], facts: Sequence[Fact], periods: Sequence[str], *, reevaluate: bool = False
) -> Outcome:
    """Evaluate `facts` about `places` for the periods; parents stand anywhere in the list."""
    program = Program(pack, [p for p in pack.periods if p.id in periods], reevaluate=reevaluate)
    number = {p.id: n for n, p in enumerate(places)}
    kinds = {k.id: n for n, k in enumerate(pack.kinds)}
    levels = {level.id: n for n, level in enumerate(pack.levels)}
    level_of = {k.id: levels[k.level] for k in pack.kinds}
    db = Database()
    entity = (("e", "INTEGER"), ("id", "VARCHAR"), ("level", "SMALLINT"), ("kind", "SMALLINT"), ("parent", "INTEGER"))
    db.create(
        Table(
            "entity",
            entity,
            tuple((n, p.id, level_of[p.kind], kinds[p.kind], number.get(p.parent or "")) for n, p in enumerate(places)),
        )
    )
    db.create(Table("fact", _FACT, tuple(_row(n, f, pack, program, number) for n, f in enumerate(facts))))
    made = list(tables(program, lambda: [(kinds[p.kind], number.get(p.parent or "")) for p in places]))
    for table in (*made, *name_tables(program), *fact_tables(program, ["facts"])):
        db.create(table)
    for statement in resolution(program):
        db.run(statement)
    edges = next(t for t in made if t.name == "edge")
    for statement in evaluation(program, edges, contested=db.count("rival") > 0):
        db.run(statement)
    db.run(losers(ties_first=pack.passport.resolution.ties_first))
    for view in (
        findings_view(label=None),
        FINDINGS_VIEW,
        TOTALS_VIEW,
        facts_view(label=None, public=False),
        FACTS_VIEW,
        ASKED,
    ):
        db.run(view)
    asked = db.rows(
        "SELECT n.id, p.name, k.name, a.kind FROM asked a JOIN entity n ON n.e = a.e "
        "JOIN period_name p ON p.p = a.fp JOIN key_name k ON k.k = a.k"
    )
    findings = _named(
        db, "findings", "status reason marks value outcome points lower upper facts rule covered countable"
    )
    for entity, period, name, meets in db.rows(
        "SELECT v.entity, v.period, v.indicator, f.meets FROM findings v "
        "JOIN finding f ON f.e = v.e AND f.p = v.p AND f.ind = v.ind"
    ):
        findings[entity, period, name]["meets"] = bool(meets)
    outcome = Outcome(
        findings=findings,
        totals=_named(db, "totals", "value assessed applicable lower upper maximum nominal"),
        asked={(e, p, k, str(PRECEDENCE[kind])) for e, p, k, kind in asked},
        losers=set(db.rows("SELECT fid, why FROM loser")),
    )
    db.close()
    return outcome


def _row(n: int, fact: Fact, pack: Pack, program: Program, number: dict[str, int]) -> tuple[Any, ...]:
    keys = [f.key for f in pack.facts]
    return (
        *(n, number[fact.entity], program.ordinal[fact.period], keys.index(fact.key), fact.value, fact.text),
        *(int(fact.state), program.sources.index(fact.source), fact.provider),
        *(_iso(fact.observed), _iso(fact.submitted), fact.correction),
        *(fact.evidence, _iso(fact.evidence_date), None, 0, n + 2, None),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _named(db: Database, view: str, columns: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    names = columns.split()
    rows = db.rows(f"SELECT entity, period, indicator, {', '.join(names)} FROM {view}")
    return {row[:3]: dict(zip(names, row[3:], strict=True)) for row in rows}
