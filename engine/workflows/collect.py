"""Tables of the database → result values, each list in its final order."""

from __future__ import annotations

from collections.abc import Iterator

from engine.backend.duckdb import Database
from engine.facts.read import FactSet
from engine.plan.codes import REASON_CODE
from engine.plan.naming import FACT_COLUMNS, FINDING_COLUMNS, TOTAL_COLUMNS
from engine.result import ConflictResult, FactResult, Finding, RejectedResult, Total
from engine.statuses import Mark, Reason


def findings(db: Database) -> Iterator[Finding]:
    for row in db.rows(f"SELECT {FINDING_COLUMNS} FROM findings ORDER BY p, e, item"):
        yield Finding(*(*row[:5], _marks(row[5]), *row[6:13], tuple(row[13])))


def totals(db: Database) -> Iterator[Total]:
    for row in db.rows(f"SELECT {TOTAL_COLUMNS} FROM totals ORDER BY p, e, item"):
        yield Total(*(*row[:10], _marks(row[10]), row[11]))


def facts(db: Database) -> Iterator[FactResult]:
    for row in db.rows(f"SELECT {FACT_COLUMNS} FROM facts ORDER BY id"):
        yield FactResult(*(*row[:13], _marks(row[13])))


def _marks(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def label_marks(label: str | None) -> tuple[str, ...]:
    return (Mark.ILLUSTRATIVE,) if label == Mark.ILLUSTRATIVE else ()


def address(fact_set: FactSet, file: int, line: int | None, cell: str | None) -> str:
    return f"{fact_set.files[file].name}:{cell or line}"


_CONFLICTS = f"""
SELECT l.e, l.p, q.k, f.reason = {REASON_CODE[Reason.CONTRADICTION]}
       OR (f.disputed AND i.value_taken AND u.slot < i.required) AS decisive, l.winner, l.fid
FROM rival l
JOIN question q ON q.kid = l.kid
JOIN use_fact u ON u.kid = l.kid
JOIN indicator i ON i.ind = u.ind
JOIN period_ref r ON r.src = l.p AND r.ref = u.ref
JOIN finding f ON f.e = l.e AND f.p = r.p AND f.ind = u.ind
WHERE f.reported
QUALIFY ROW_NUMBER() OVER (PARTITION BY l.e, l.p, q.k, l.winner, l.fid ORDER BY decisive DESC) = 1
ORDER BY l.p, l.e, q.k, l.fid
"""


def conflicts(db: Database, fact_set: FactSet) -> Iterator[ConflictResult]:
    """Pairs of facts that contradict each other, decisive ones marked."""
    rows = db.rows(_CONFLICTS)
    known = {f.id: f for f in facts(db)} if rows else {}
    for *_, decisive, winner, loser in rows:
        one, other = known[winner], known[loser]
        yield ConflictResult(
            entity=one.entity,
            period=one.period,
            key=one.key,
            decisive=decisive,
            fact=one.id,
            rival=other.id,
            value=one.value or one.state,
            rival_value=other.value or other.state,
            source=one.source,
            rival_source=other.source,
            address=one.address,
            rival_address=other.address,
            marks=label_marks(fact_set.label),
        )


def rejected(db: Database, fact_set: FactSet) -> tuple[RejectedResult, ...]:
    query = "SELECT file, line, cell, code, message_ru, message_en, row FROM rejected ORDER BY n"
    return tuple(RejectedResult(address(fact_set, *r[:3]), *r[3:]) for r in db.rows(query))
