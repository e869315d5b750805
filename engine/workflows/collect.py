"""Tables of the database → result values, each list in its final order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from engine.backend.duckdb import Database
from engine.decimals import plain_text
from engine.facts.read import FactSet
from engine.pack.model import FactType
from engine.plan.codes import REASON_CODE
from engine.plan.compile import Program
from engine.result import ConflictResult, FactResult, Finding, Profile, RejectedResult, Total
from engine.statuses import FactState, Mark, Reason

FINDINGS = """
SELECT entity, period, indicator, status, reason, marks, value, unit, outcome, points, lower, upper, rule, facts
FROM findings ORDER BY p, e, item
"""

TOTALS = """
SELECT n.name, p.name, i.name, t.value, t.assessed, t.applicable, t.lower, t.upper, t.maximum, t.nominal, f.marks, r.rule
FROM total t
JOIN findings f ON f.e = t.e AND f.p = t.p AND f.ind = t.ind
JOIN entity_name n ON n.e = t.e
JOIN period_name p ON p.p = t.p
JOIN item_name i ON i.item = t.item
JOIN rule_name r ON r.ind = t.ind
WHERE t.reported AND t.applicable > 0 ORDER BY t.p, t.e, t.item
"""


def findings(db: Database) -> Iterator[Finding]:
    for row in db.rows(FINDINGS):
        yield Finding(*row[:5], _marks(row[5]), *row[6:13], tuple(row[13]))


def totals(db: Database) -> Iterator[Total]:
    for row in db.rows(TOTALS):
        yield Total(*row[:10], _marks(row[10]), row[11])


def _marks(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def label_marks(label: str | None) -> tuple[str, ...]:
    return (Mark.ILLUSTRATIVE,) if label == Mark.ILLUSTRATIVE else ()


_FACTS = """
SELECT f.fid, f.e, f.p, f.k, f.value, f.text, f.st, f.src, f.provider, f.observed, f.submitted, f.evidence,
       f.evidence_date, f.file, f.line, f.cell
FROM fact f WHERE f.st <> ? ORDER BY f.fid
"""


def facts(db: Database, program: Program, fact_set: FactSet, profile: Profile) -> Iterator[FactResult]:
    """Every fact as it was read; rejected rows are told elsewhere. The public profile names no provider."""
    pack = program.pack
    for row in db.rows(_FACTS, (int(FactState.REJECTED),)):
        fid, e, p, k, value, text, st, src, provider, observed, submitted, evidence, evidence_date, *where = row
        yield FactResult(
            id=fid,
            entity=fact_set.register[e].id,
            period=pack.periods[p].id,
            key=pack.facts[k].key,
            value=stated(pack.facts[k].type, value, text),
            state=FactState(st).name.lower(),
            source=program.sources[src],
            provider=None if profile is Profile.PUBLIC else provider,
            observed_at=observed,
            submitted_at=submitted,
            evidence=evidence,
            evidence_date=evidence_date,
            address=address(fact_set, *where),
            marks=label_marks(fact_set.label),
        )


def stated(kind: FactType, value: Decimal | None, text: str | None) -> str | None:
    """A fact's value as text: numbers canonically, yes or no, dates in ISO form, set members joined by `|`."""
    if value is None:
        return None
    if kind is FactType.NUMBER:
        return plain_text(value)
    if kind is FactType.YES_NO:
        return "yes" if value else "no"
    if kind is FactType.DATE:
        return text or date.fromordinal(int(value)).isoformat()
    return text or ""


def address(fact_set: FactSet, file: int, line: int | None, cell: str | None) -> str:
    return f"{fact_set.files[file].name}:{cell or line}"


_CONFLICTS = f"""
SELECT DISTINCT l.e, l.p, q.k, f.reason = {REASON_CODE[Reason.CONTRADICTION]} AS decisive, l.winner, l.fid
FROM loser l
JOIN question q ON q.kid = l.kid
JOIN use_fact u ON u.kid = l.kid
JOIN period_ref r ON r.src = l.p AND r.lag = u.lag
JOIN finding f ON f.e = l.e AND f.p = r.p AND f.ind = u.ind
WHERE l.why = 'contradicts' AND f.reported
QUALIFY ROW_NUMBER() OVER (PARTITION BY l.e, l.p, q.k, l.winner, l.fid ORDER BY decisive DESC) = 1
ORDER BY l.p, l.e, q.k, l.fid
"""


def conflicts(db: Database, program: Program, fact_set: FactSet) -> Iterator[ConflictResult]:
    """Pairs of facts that contradict each other, decisive ones marked."""
    rows = db.rows(_CONFLICTS)
    known = {f.id: f for f in facts(db, program, fact_set, Profile.PUBLIC)} if rows else {}
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
