"""Tables of names: small integers back to the words of the pack and of the engine, for everything that goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.pack.model import FactType, Reading
from engine.plan.codes import REASON_CODE, REASON_OF_CODE, SCORED, STATUS_OF_REASON, Flag
from engine.plan.program import Program
from engine.plan.tables import Table
from engine.statuses import FactState, Mark, Reason

MARKS = tuple(Mark)


def name_tables(program: Program) -> Iterator[Table]:
    text = "VARCHAR"
    yield Table(
        "period_name", (("p", "SMALLINT"), ("name", text)), tuple(enumerate(p.id for p in program.pack.periods))
    )
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
    """Findings in words, those that only serve another period included; marks joined by `;` in the order of `Mark`."""
    always = f"'{Mark.ILLUSTRATIVE}'" if label == Mark.ILLUSTRATIVE else "NULL"
    marks = {
        Mark.PROVISIONAL: "t.e IS NOT NULL AND (t.assessed < t.applicable OR t.lower < t.upper)",
        Mark.LATE: f"f.flags & {int(Flag.LATE)} <> 0",
        Mark.IMPUTED: f"f.flags & {int(Flag.IMPUTED)} <> 0",
        Mark.CARRIED_FORWARD: f"f.flags & {int(Flag.CARRIED_FORWARD)} <> 0",
        Mark.RESTORED_READING: "r.restored",
        Mark.PARTIAL_COVERAGE: f"f.flags & {int(Flag.PARTIAL)} <> 0 AND f.reason = {SCORED}",
        Mark.SOURCES_DISAGREE: f"f.flags & {int(Flag.DISAGREE)} <> 0 AND f.reason = {SCORED}",
        Mark.SERIES_BREAK: f"f.reason = {REASON_CODE[Reason.SERIES_BREAK]}",
    }
    parts = ", ".join(f"CASE WHEN {marks[m]} THEN '{m}' END" for m in MARKS if m in marks)
    return f"""
CREATE TEMP VIEW findings_all AS
SELECT f.reported, n.id AS entity, p.name AS period, i.name AS indicator, c.status, c.name AS reason,
       NULLIF(CONCAT_WS(';', {parts}, {always}), '') AS marks, f.value, r.unit, o.name AS outcome, f.points, f.lower,
       f.upper, r.rule, f.facts, f.e, f.p, f.item, f.ind, f.s0, f.s1, f.step, f.covered, f.countable
FROM finding f
JOIN entity n ON n.e = f.e
JOIN period_name p ON p.p = f.p
JOIN item_name i ON i.item = f.item
JOIN reason_name c ON c.reason = f.reason
JOIN rule_name r ON r.ind = f.ind
LEFT JOIN outcome_name o ON o.outcome = f.outcome
LEFT JOIN total t ON t.e = f.e AND t.p = f.p AND t.ind = f.ind
"""


FINDINGS_VIEW = "CREATE TEMP VIEW findings AS SELECT * EXCLUDE (reported) FROM findings_all WHERE reported"
FACTS_VIEW = "CREATE TEMP VIEW facts AS SELECT * FROM facts_all WHERE state <> 'rejected'"


FACT_COLUMNS = (
    "id, entity, period, key, value, state, source, provider, observed_at, submitted_at, evidence, evidence_date, "
    "address, marks"
)


def fact_tables(program: Program, files: Sequence[str]) -> Iterator[Table]:
    """Names that only facts need."""
    text = "VARCHAR"
    keys = ((n, f.key, str(f.type), f.title, f.unit) for n, f in enumerate(program.pack.facts))
    columns = (("k", "SMALLINT"), ("name", text), ("type", text), ("title", text), ("unit", text))
    yield Table("key_name", columns, tuple(keys))
    yield Table("source_name", (("src", "SMALLINT"), ("name", text)), tuple(enumerate(program.sources)))
    yield Table("file_name", (("file", "SMALLINT"), ("name", text)), tuple(enumerate(files)))
    states = tuple((int(s), s.name.lower()) for s in FactState)
    yield Table("state_name", (("st", "TINYINT"), ("name", text)), states)


def facts_view(*, label: str | None, public: bool) -> str:
    """Facts as they were read, in words, rejected candidates included. The public view names no provider."""
    mark = f"'{Mark.ILLUSTRATIVE}'" if label == Mark.ILLUSTRATIVE else "CAST(NULL AS VARCHAR)"
    provider = "CAST(NULL AS VARCHAR)" if public else "f.provider"
    return f"""
CREATE TEMP VIEW facts_all AS
SELECT f.fid AS id, n.id AS entity, p.name AS period, k.name AS key,
       CASE WHEN f.value IS NULL THEN NULL
            WHEN k.type = '{FactType.NUMBER}' THEN RTRIM(RTRIM(CAST(f.value AS VARCHAR), '0'), '.')
            WHEN k.type = '{FactType.YES_NO}' THEN CASE WHEN f.value > 0 THEN 'yes' ELSE 'no' END
            ELSE COALESCE(f.text, '') END AS value,
       s.name AS state, o.name AS source, {provider} AS provider, f.observed AS observed_at,
       f.submitted AS submitted_at, f.evidence, f.evidence_date,
       a.name || ':' || COALESCE(f.cell, CAST(f.line AS VARCHAR)) AS address, {mark} AS marks, f.e
FROM fact f
JOIN entity n ON n.e = f.e
JOIN period_name p ON p.p = f.p
JOIN key_name k ON k.k = f.k
JOIN state_name s ON s.st = f.st
JOIN source_name o ON o.src = f.src
JOIN file_name a ON a.file = f.file
"""


REQUEST_COLUMNS = "id, entity, period, key, title, unit, kind, priority, indicators, sources, due, text, rule, marks"

FINDING_COLUMNS = (
    "entity, period, indicator, status, reason, marks, value, unit, outcome, points, lower, upper, rule, facts"
)

TOTALS_VIEW = """
CREATE TEMP VIEW totals AS
SELECT n.id AS entity, p.name AS period, i.name AS indicator, t.value, t.assessed, t.applicable, t.lower, t.upper,
       t.maximum, t.nominal, f.marks, r.rule, t.weighted, t.weights, t.e, t.p, t.item
FROM total t
JOIN findings f ON f.e = t.e AND f.p = t.p AND f.ind = t.ind
JOIN entity n ON n.e = t.e
JOIN period_name p ON p.p = t.p
JOIN item_name i ON i.item = t.item
JOIN rule_name r ON r.ind = t.ind
WHERE t.reported AND t.applicable > 0
"""

TOTAL_COLUMNS = "entity, period, indicator, value, assessed, applicable, lower, upper, maximum, nominal, marks, rule"
