"""What is known of each operand: `operand` has a row for each one of which something is.

Variant 0 is the reading by the winning facts; where facts contradict each other, further variants hold every other
combination of them.
"""

from __future__ import annotations

from engine.pack.model import FactTake, FindingTake
from engine.plan.calculation import rounded
from engine.plan.codes import CONFIRMED_ABSENT, REASON_CODE, SCORED, STATUS_CODE, STATUS_OF_REASON, Flag, Slot
from engine.plan.parameters import FACT_TAKES, FINDING_TAKES, roundings
from engine.plan.program import Program
from engine.plan.uses import FactUse
from engine.statuses import FactState, Reason

MOST_RIVALS = 3
MOST_CONTESTED = 3
"""More rivals of one fact, or more contested operands of one indicator, are a conflict without further ado."""

TARGET = """
CREATE TEMP TABLE target AS
SELECT n.e, a.p, a.ind, t.applies, a.reported, n.kind, n.level
FROM active a JOIN applies t ON t.ind = a.ind JOIN entity n ON n.kind = t.kind
"""

OPERAND = """
CREATE TEMP TABLE operand (e INTEGER, p SMALLINT, ind SMALLINT, slot SMALLINT, variant SMALLINT, state TINYINT,
  value DECIMAL(38, 9), past BOOLEAN, fid INTEGER, more INTEGER[], flags TINYINT, covered INTEGER, countable INTEGER)
"""

_TAKE = {take: FACT_TAKES.index(take) for take in FactTake}
_LOOK = {take: FINDING_TAKES.index(take) for take in FindingTake}
LATE = f"CASE WHEN w.late THEN {int(Flag.LATE)} ELSE 0 END"

# What the texts of facts come to, for operands that read members or texts.
TEXT_VALUE = f"""
CREATE TEMP TABLE text_value AS
SELECT u.ind, u.slot, d.text, MAX(x.value) AS value
FROM use_fact u
JOIN question q ON q.kid = u.kid
JOIN (SELECT DISTINCT k, text FROM fact WHERE text IS NOT NULL) d ON d.k = q.k
JOIN use_text x ON x.ind = u.ind AND x.slot = u.slot
  AND (x.text = d.text OR (u.take = {_TAKE[FactTake.HAS]} AND CONTAINS('|' || d.text || '|', '|' || x.text || '|')))
GROUP BY u.ind, u.slot, d.text
"""


def _plain_state(fact: str) -> str:
    """What a candidate fact is worth to the operand `u` that uses it."""
    return f"""CASE WHEN {fact}.st = {int(FactState.NOT_APPLICABLE)} THEN {int(Slot.NOT_APPLICABLE)}
      WHEN {fact}.tier = 3 THEN {int(Slot.NOT_LISTED)}
      WHEN {fact}.tier = 5 THEN {int(Slot.NOT_FOUND)}
      WHEN {fact}.st = {int(FactState.REPORTED)} THEN {int(Slot.OK)}
      WHEN {fact}.st = {int(FactState.CONFIRMED_ABSENT)}
        THEN CASE WHEN u.absent IS NULL THEN {int(Slot.NO_NUMBER)} ELSE {int(Slot.OK)} END
      WHEN {fact}.st = {int(FactState.UNCONFIRMED)} THEN {int(Slot.UNCONFIRMED)}
      WHEN {fact}.st = {int(FactState.NOT_FOUND)}
        THEN CASE WHEN u.not_found IS NULL THEN {int(Slot.NOT_FOUND)} ELSE {int(Slot.OK)} END
      WHEN {fact}.st = {int(FactState.SUPPRESSED)} THEN {int(Slot.SUPPRESSED)}
      ELSE {int(Slot.REJECTED)} END"""


def _plain_value(fact: str) -> str:
    return f"""CASE WHEN {fact}.st = {int(FactState.REPORTED)}
        THEN CASE WHEN u.as_presence THEN CASE WHEN {fact}.value > 0 THEN 1 ELSE 0 END ELSE {fact}.value END
      WHEN {fact}.st = {int(FactState.CONFIRMED_ABSENT)} THEN u.absent
      WHEN {fact}.st = {int(FactState.NOT_FOUND)} THEN u.not_found END"""


def _told(fact: str, whole: str, text: str, rivals: str) -> str:
    """The number that stands for what is known of the fact itself."""
    return f"""CASE WHEN {rivals} THEN {int(Slot.CONFLICT)}
      WHEN {fact}.st = {int(FactState.CONFIRMED_ABSENT)} AND {fact}.tier <> 3 THEN {CONFIRMED_ABSENT}
      ELSE {fact_state(fact, whole, text)} END"""


def _number(fact: str, whole: str, text: str) -> str:
    """The number of a reported fact; `whole` is its row in `fact`, `text` that of its text in `text_value`."""
    days = f"CAST({whole}.evidence_date - DATE '0001-01-01' AS INTEGER) + 1"
    return f"""CASE u.take
        WHEN {_TAKE[FactTake.DATE]} THEN CASE WHEN u.is_date THEN {fact}.value ELSE {days} END
        WHEN {_TAKE[FactTake.HAS]} THEN COALESCE({text}.value, 0)
        WHEN {_TAKE[FactTake.MAP]} THEN {text}.value
        WHEN {_TAKE[FactTake.PRESENCE]} THEN CASE WHEN {fact}.value > 0 THEN 1 ELSE 0 END
        ELSE {fact}.value END"""


def fact_state(fact: str, whole: str, text: str) -> str:
    """As `_plain_state`, where evidence is asked for or something else than the value is read."""
    return f"""CASE WHEN {fact}.st = {int(FactState.REPORTED)} AND {fact}.tier NOT IN (3, 5) THEN CASE
        WHEN u.evidence AND {whole}.evidence IS NULL THEN {int(Slot.UNCONFIRMED)}
        WHEN u.take = {_TAKE[FactTake.STATE]} THEN {int(Slot.OK)}
        WHEN u.take = {_TAKE[FactTake.DATE]} AND {_number(fact, whole, text)} IS NULL THEN {int(Slot.MISSING)}
        WHEN {_number(fact, whole, text)} IS NULL THEN {int(Slot.NO_NUMBER)}
        ELSE {int(Slot.OK)} END
      ELSE {_plain_state(fact)} END"""


def fact_value(fact: str, whole: str, text: str) -> str:
    return f"""CASE WHEN {fact}.st = {int(FactState.REPORTED)} THEN {_number(fact, whole, text)}
      ELSE {_plain_value(fact)} END"""


def plain_facts(stage: int) -> str:
    return f"""
INSERT INTO operand
SELECT w.e, r.p, u.ind, u.slot, 0, {_plain_state("w")}, {_plain_value("w")}, u.past, w.fid, NULL, {LATE}, NULL, NULL
FROM use_fact u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN active a ON a.ind = u.ind
JOIN period_ref r ON r.p = a.p AND r.ref = u.ref
JOIN winner w ON w.kid = u.kid AND w.p = r.src
WHERE u.plain AND u.fold IS NULL
"""


DISPUTED = "(SELECT DISTINCT e, p, kid FROM rival)"


def told_facts(stage: int) -> str:
    """Facts of which more is read than their number: evidence, days, members, texts, or what is known of them."""
    is_state = f"u.take = {_TAKE[FactTake.STATE]}"
    told = _told("w", "f", "x", "d.e IS NOT NULL")
    return f"""
INSERT INTO operand
SELECT w.e, r.p, u.ind, u.slot, 0, CASE WHEN {is_state} THEN {int(Slot.OK)} ELSE {fact_state("w", "f", "x")} END,
       CASE WHEN {is_state} THEN {told} ELSE {fact_value("w", "f", "x")} END, u.past, w.fid, NULL, {LATE}, NULL, NULL
FROM use_fact u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN active a ON a.ind = u.ind
JOIN period_ref r ON r.p = a.p AND r.ref = u.ref
JOIN winner w ON w.kid = u.kid AND w.p = r.src
JOIN fact f ON f.fid = w.fid
LEFT JOIN text_value x ON x.ind = u.ind AND x.slot = u.slot AND x.text = f.text
LEFT JOIN {DISPUTED} d ON d.e = w.e AND d.p = w.p AND d.kid = w.kid
WHERE NOT u.plain AND u.fold IS NULL
"""


def silent_facts(stage: int) -> str:
    """Of a fact that nobody has given it is known that it was not reported."""
    return f"""
INSERT INTO operand
SELECT t.e, t.p, u.ind, u.slot, 0, {int(Slot.OK)}, {int(Slot.MISSING)}, u.past, NULL, NULL, 0, NULL, NULL
FROM use_fact u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN target t ON t.ind = u.ind
WHERE u.take = {_TAKE[FactTake.STATE]} AND NOT EXISTS (
  SELECT 1 FROM operand o WHERE o.e = t.e AND o.p = t.p AND o.ind = t.ind AND o.slot = u.slot)
"""


_FROM_REASON = {
    Reason.KIND: Slot.NOT_APPLICABLE,
    Reason.FACT_SAYS_SO: Slot.NOT_APPLICABLE,
    Reason.RULE_DOES_NOT_APPLY: Slot.NOT_APPLICABLE,
    Reason.CONTRADICTION: Slot.CONFLICT,
    Reason.SUPPRESSED: Slot.SUPPRESSED,
    Reason.RULE_SUPPRESSES: Slot.SUPPRESSED,
    Reason.EVIDENCE: Slot.UNCONFIRMED,
    Reason.SOURCE_NOT_LISTED: Slot.NOT_LISTED,
    Reason.CANDIDATE_REJECTED: Slot.REJECTED,
    Reason.NOT_FOUND: Slot.NOT_FOUND,
    Reason.NOT_REPORTED: Slot.MISSING,
    Reason.PREVIOUS_MISSING: Slot.MISSING,
    Reason.COVERAGE: Slot.COVERAGE,
    Reason.SERIES_BREAK: Slot.SERIES_BREAK,
    Reason.SERIES_TOO_SHORT: Slot.TOO_SHORT,
}


def state_of_reason(reason: str) -> str:
    """What is known of an operand that is a finding unscored for `reason`, an SQL expression."""
    cases = " ".join(f"WHEN {REASON_CODE[name]} THEN {int(slot)}" for name, slot in _FROM_REASON.items())
    return f"CASE {reason} {cases} ELSE {int(Slot.OPERAND)} END"


def uncontested(finding: str) -> str:
    """The value of a finding for whoever takes it: none where contradictory facts give it several."""
    return f"CASE WHEN NOT {finding}.disputed THEN {finding}.value END"


def flags_of(finding: str) -> str:
    """What is remembered of a finding by whoever uses it: also that some are missing in it."""
    partial = f"{finding}.reason = {SCORED} AND {finding}.covered < {finding}.countable"
    return f"{finding}.flags | CASE WHEN {partial} THEN {int(Flag.PARTIAL)} ELSE 0 END"


def found_value() -> str:
    statuses = " ".join(f"WHEN {code} THEN {STATUS_CODE[status]}" for code, status in STATUS_OF_REASON.items())
    return f"""CASE u.take WHEN {_LOOK[FindingTake.VALUE]} THEN {uncontested("f")}
      WHEN {_LOOK[FindingTake.POINTS]} THEN f.points
      WHEN {_LOOK[FindingTake.OUTCOME]} THEN f.outcome
      WHEN {_LOOK[FindingTake.STATUS]} THEN CASE f.reason {statuses} END
      WHEN f.reason IS NULL THEN NULL
      ELSE CASE WHEN y.outcome IS NULL THEN 0 ELSE 1 END END"""


def found_state() -> str:
    return f"""CASE WHEN u.take = {_LOOK[FindingTake.STATUS]} THEN {int(Slot.OK)}
      WHEN f.reason IS NULL THEN {int(Slot.MISSING)}
      WHEN f.reason = {SCORED} AND ({found_value()}) IS NOT NULL THEN {int(Slot.OK)}
      WHEN u.take = {_LOOK[FindingTake.VALUE]} AND f.disputed THEN {int(Slot.CONFLICT)}
      ELSE {state_of_reason("f.reason")} END"""


NAMED = "LEFT JOIN use_outcome y ON y.ind = u.ind AND y.slot = u.slot AND y.outcome = f.outcome"


def finding_operands(stage: int) -> str:
    """Operands that are what is known of other indicators."""
    return f"""
INSERT INTO operand
SELECT f.e, k.p, u.ind, u.slot, 0, {found_state()}, {found_value()}, u.past, NULL, f.facts, {flags_of("f")}, f.covered,
       f.countable
FROM use_finding u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN link k ON k.ind = u.ind AND k.slot = u.slot AND NOT k.carried
JOIN finding f ON f.ind = k.used AND f.p = k.src
{NAMED}
WHERE u.fold IS NULL
"""


def other_operands(stage: int) -> str:
    """Numbers that are the same for all entities, periods outside the calendar, comparisons across versions."""
    return f"""
INSERT INTO operand
SELECT t.e, t.p, g.ind, g.slot, 0, g.state, g.value, g.past, NULL, NULL, 0, NULL, NULL
FROM (
  SELECT ind, slot, p, CASE WHEN value IS NULL THEN {int(Slot.NO_NUMBER)} ELSE {int(Slot.OK)} END AS state, value,
         FALSE AS past FROM use_number
  UNION ALL SELECT ind, slot, p, CASE WHEN told IS NULL THEN {int(Slot.NOT_APPLICABLE)} ELSE {int(Slot.OK)} END, told,
                   TRUE FROM nowhere
  UNION ALL SELECT ind, slot, p, {int(Slot.SERIES_BREAK)}, NULL, TRUE FROM broken
) AS g
JOIN indicator i ON i.ind = g.ind AND i.stage = {stage}
JOIN target t ON t.ind = g.ind AND t.p = g.p
"""


def round_operands(program: Program, stage: int) -> str:
    ways = " ".join(f"WHEN {n} THEN {rounded('operand.value', way)}" for n, way in enumerate(roundings(program)))
    return f"""
UPDATE operand SET value = CASE r.way {ways} END
FROM rounded_use r JOIN indicator i ON i.ind = r.ind AND i.stage = {stage}
WHERE operand.ind = r.ind AND operand.slot = r.slot AND operand.value IS NOT NULL
"""


CONTESTED = """
CREATE TEMP TABLE contested (e INTEGER, p SMALLINT, ind SMALLINT, slot SMALLINT, rivals BIGINT, place BIGINT, n BIGINT)
"""


def contested(stage: int) -> str:
    """Operands whose fact has rivals: how many, and their places among the contested ones of the finding."""
    return f"""
INSERT INTO contested
SELECT o.e, o.p, o.ind, o.slot, c.rivals,
       ROW_NUMBER() OVER (PARTITION BY o.e, o.p, o.ind ORDER BY o.slot) - 1,
       COUNT(*) OVER (PARTITION BY o.e, o.p, o.ind)
FROM operand o
JOIN indicator i ON i.ind = o.ind AND i.stage = {stage}
JOIN use_fact u ON u.ind = o.ind AND u.slot = o.slot AND u.take <> {_TAKE[FactTake.STATE]}
JOIN winner w ON w.fid = o.fid AND w.kid = u.kid
JOIN (SELECT e, p, kid, COUNT(*) AS rivals FROM rival GROUP BY e, p, kid) c ON c.e = w.e AND c.p = w.p AND c.kid = w.kid
"""


def variants(program: Program, stage: int) -> str:
    """Every other combination of rivals: two bits of the variant's number choose the fact of each contested operand."""
    most = 1 << (2 * MOST_CONTESTED)
    plain = all(u.plain for c in program.stages[stage] for u in c.uses if isinstance(u, FactUse))
    state, value = (
        (_plain_state("q"), _plain_value("q")) if plain else (fact_state("q", "f", "x"), fact_value("q", "f", "x"))
    )
    whole = """LEFT JOIN fact f ON f.fid = q.fid
LEFT JOIN text_value x ON x.ind = u.ind AND x.slot = u.slot AND x.text = f.text"""
    return f"""
INSERT INTO operand
WITH combination AS (
  SELECT g.e, g.p, g.ind, v.variant
  FROM (SELECT c.e, c.p, c.ind, MAX(c.n) AS n, MAX(c.rivals) AS rivals FROM contested c
        JOIN indicator i ON i.ind = c.ind AND i.stage = {stage} GROUP BY c.e, c.p, c.ind) g
  CROSS JOIN (SELECT UNNEST(RANGE(1, {most})) AS variant) v
  WHERE g.n <= {MOST_CONTESTED} AND g.rivals <= {MOST_RIVALS} AND v.variant < (1 << CAST(2 * g.n AS INTEGER))
    AND NOT EXISTS (SELECT 1 FROM contested c WHERE c.e = g.e AND c.p = g.p AND c.ind = g.ind
                    AND ((v.variant >> CAST(2 * c.place AS INTEGER)) & 3) > c.rivals)
)
SELECT o.e, o.p, o.ind, o.slot, k.variant,
       CASE WHEN q.fid IS NULL THEN o.state ELSE {state} END,
       CASE WHEN q.fid IS NULL THEN o.value ELSE {value} END,
       o.past, COALESCE(q.fid, o.fid), o.more,
       CASE WHEN q.fid IS NULL THEN o.flags WHEN q.late THEN {int(Flag.LATE)} ELSE 0 END, o.covered, o.countable
FROM combination k
JOIN operand o ON o.e = k.e AND o.p = k.p AND o.ind = k.ind AND o.variant = 0
LEFT JOIN use_fact u ON u.ind = o.ind AND u.slot = o.slot
LEFT JOIN contested c ON c.e = o.e AND c.p = o.p AND c.ind = o.ind AND c.slot = o.slot
LEFT JOIN winner w ON w.fid = o.fid AND w.kid = u.kid
LEFT JOIN rival q ON q.e = w.e AND q.p = w.p AND q.kid = w.kid
  AND q.alt = ((k.variant >> CAST(2 * c.place AS INTEGER)) & 3)
{"" if plain else whole}
"""
