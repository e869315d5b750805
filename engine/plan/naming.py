"""Tables of names: small integers back to the words of the pack and of the engine, for everything that goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.pack.model import Reading
from engine.plan.codes import REASON_OF_CODE, SCORED, STATUS_OF_REASON
from engine.plan.compile import Program
from engine.plan.parameters import Table
from engine.statuses import Mark

MARKS = tuple(Mark)


def name_tables(program: Program, entity_ids: Sequence[str]) -> Iterator[Table]:
    text = "VARCHAR"
    yield Table("entity_name", (("e", "INTEGER"), ("name", text)), tuple(enumerate(entity_ids)))
    yield Table("period_name", (("p", "SMALLINT"), ("name", text)), tuple(enumerate(p.id for p in program.pack.periods)))
    yield Table("item_name", (("item", "SMALLINT"), ("name", text)), tuple(enumerate(program.items)))
    yield Table("outcome_name", (("outcome", "SMALLINT"), ("name", text)), tuple(enumerate(program.outcomes)))
    yield Table(
        "reason_name",
        (("reason", "TINYINT"), ("status", text), ("name", text)),
        tuple(
            (code, str(status), None if code == SCORED else str(REASON_OF_CODE[code]))
            for code, status in sorted(STATUS_OF_REASON.items())
        ),
    )
    yield _rules(program)


def _rules(program: Program) -> Table:
    """The rule, unit and standing marks of every compiled indicator."""
    indicators = {i.header.rule: i for i in program.pack.indicators}
    columns = (("ind", "SMALLINT"), ("rule", "VARCHAR"), ("unit", "VARCHAR"), ("restored", "BOOLEAN"))
    rows = (
        (n, c.rule, indicators[c.rule].unit, _restored(indicators[c.rule].readings))
        for n, c in enumerate(program.compiled)
    )
    return Table("rule_name", columns, tuple(rows))


def _restored(readings: tuple[Reading, ...]) -> bool:
    return any(r.restored for r in readings)


def findings_view(*, label: str | None) -> str:
    """Findings in words, sorted by codes; marks are joined by `;` in the order of the closed list."""
    always = f"'{Mark.ILLUSTRATIVE}'" if label == Mark.ILLUSTRATIVE else "NULL"
    marks = {
        Mark.PROVISIONAL: "t.e IS NOT NULL AND t.assessed < t.applicable",
        Mark.LATE: "f.late",
        Mark.RESTORED_READING: "r.restored",
        Mark.PARTIAL_COVERAGE: "t.e IS NULL AND f.covered < f.countable",
        Mark.SOURCES_DISAGREE: f"f.disagree AND f.reason = {SCORED}",
    }
    parts = ", ".join(f"CASE WHEN {marks[m]} THEN '{m}' END" for m in MARKS if m in marks)
    return f"""
CREATE TEMP VIEW findings AS
SELECT n.name AS entity, p.name AS period, i.name AS indicator, c.status, c.name AS reason,
       NULLIF(CONCAT_WS(';', {parts}, {always}), '') AS marks, f.value, r.unit, o.name AS outcome, f.points, f.lower,
       f.upper, r.rule, f.facts, f.e, f.p, f.item, f.ind, f.s0, f.s1, f.covered, f.countable
FROM finding f
JOIN entity_name n ON n.e = f.e
JOIN period_name p ON p.p = f.p
JOIN item_name i ON i.item = f.item
JOIN reason_name c ON c.reason = f.reason
JOIN rule_name r ON r.ind = f.ind
LEFT JOIN outcome_name o ON o.outcome = f.outcome
LEFT JOIN total t ON t.e = f.e AND t.p = f.p AND t.ind = f.ind
WHERE f.reported
"""
