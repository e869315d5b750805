"""Measures and judgements: operands → status, value, outcome, points and bounds, for one stage of indicators.

`operand` has a row for each operand something is known of. Variant 0 is the reading by the winning facts; where facts
contradict each other, further variants hold every other combination, and a finding is in conflict when they do not
all lead to the same outcome.
"""

from __future__ import annotations

from engine.expression import Formula, to_sql
from engine.plan.codes import IN_MAXIMUM, REASON_CODE, SCORED, Shape, Slot, code_list
from engine.plan.compile import FindingUse, Program
from engine.plan.parameters import formulas
from engine.statuses import FactState, Reason

MOST_RIVALS = 3
MOST_CONTESTED = 3
"""More rivals of one fact, or more contested operands of one indicator, are a conflict without further ado."""

TARGET = """
CREATE TEMP TABLE target AS
SELECT n.e, a.p, a.ind, t.applies, a.reported
FROM active a JOIN applies t ON t.ind = a.ind JOIN entity n ON n.kind = t.kind
"""

OPERAND = """
CREATE TEMP TABLE operand (e INTEGER, p SMALLINT, ind SMALLINT, slot SMALLINT, variant SMALLINT, state TINYINT,
  value DECIMAL(38, 9), lag TINYINT, fid INTEGER, more INTEGER[], late BOOLEAN, covered INTEGER, countable INTEGER)
"""

FINDING = """
CREATE TEMP TABLE finding (e INTEGER, p SMALLINT, ind SMALLINT, item SMALLINT, reported BOOLEAN, reason TINYINT,
  value DECIMAL(38, 9), outcome SMALLINT, points DECIMAL(38, 9), meets BOOLEAN, lower DECIMAL(38, 9),
  upper DECIMAL(38, 9), facts INTEGER[], late BOOLEAN, disagree BOOLEAN, covered INTEGER, countable INTEGER,
  s0 DECIMAL(38, 9), s1 DECIMAL(38, 9))
"""


def _state(fact: str) -> str:
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


def _value(fact: str) -> str:
    return f"""CASE WHEN {fact}.st = {int(FactState.REPORTED)}
        THEN CASE WHEN u.as_presence THEN CASE WHEN {fact}.value > 0 THEN 1 ELSE 0 END ELSE {fact}.value END
      WHEN {fact}.st = {int(FactState.CONFIRMED_ABSENT)} THEN u.absent
      WHEN {fact}.st = {int(FactState.NOT_FOUND)} THEN u.not_found END"""


def fact_operands(stage: int) -> str:
    return f"""
INSERT INTO operand
SELECT w.e, r.p, u.ind, u.slot, 0, {_state("w")}, {_value("w")}, u.lag, w.fid, NULL, w.late, NULL, NULL
FROM use_fact u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN active a ON a.ind = u.ind
JOIN period_ref r ON r.p = a.p AND r.lag = u.lag
JOIN winner w ON w.kid = u.kid AND w.p = r.src
"""


_FROM_REASON = {
    Reason.KIND: Slot.NOT_APPLICABLE,
    Reason.FACT_SAYS_SO: Slot.NOT_APPLICABLE,
    Reason.CONTRADICTION: Slot.CONFLICT,
    Reason.SUPPRESSED: Slot.SUPPRESSED,
    Reason.EVIDENCE: Slot.UNCONFIRMED,
    Reason.SOURCE_NOT_LISTED: Slot.NOT_LISTED,
    Reason.CANDIDATE_REJECTED: Slot.REJECTED,
    Reason.NOT_FOUND: Slot.NOT_FOUND,
    Reason.NOT_REPORTED: Slot.MISSING,
    Reason.PREVIOUS_MISSING: Slot.MISSING,
    Reason.COVERAGE: Slot.COVERAGE,
}


def finding_operands(stage: int) -> str:
    """Operands that are values of other indicators, with what is known of them."""
    cases = " ".join(f"WHEN {REASON_CODE[reason]} THEN {int(slot)}" for reason, slot in _FROM_REASON.items())
    return f"""
INSERT INTO operand
SELECT f.e, r.p, u.ind, u.slot, 0,
       CASE WHEN f.reason = {SCORED} AND f.value IS NOT NULL THEN {int(Slot.OK)}
            ELSE CASE f.reason {cases} ELSE {int(Slot.OPERAND)} END END,
       f.value, u.lag, NULL, f.facts, f.late, f.covered, f.countable
FROM use_finding u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN active a ON a.ind = u.ind
JOIN period_ref r ON r.p = a.p AND r.lag = u.lag
JOIN finding f ON f.item = u.item AND f.p = r.src
"""


def constant_operands(stage: int) -> str:
    return f"""
INSERT INTO operand
SELECT t.e, t.p, u.ind, u.slot, 0, {int(Slot.OK)}, u.value, 0, NULL, NULL, FALSE, NULL, NULL
FROM use_constant u
JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
JOIN target t ON t.ind = u.ind
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
JOIN use_fact u ON u.ind = o.ind AND u.slot = o.slot
JOIN winner w ON w.fid = o.fid AND w.kid = u.kid
JOIN (SELECT e, p, kid, COUNT(*) AS rivals FROM rival GROUP BY e, p, kid) c ON c.e = w.e AND c.p = w.p AND c.kid = w.kid
"""


def variants(stage: int) -> str:
    """Every other combination of rivals: two bits of the variant's number choose the fact of each contested operand."""
    most = 1 << (2 * MOST_CONTESTED)
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
       CASE WHEN q.fid IS NULL THEN o.state ELSE {_state("q")} END,
       CASE WHEN q.fid IS NULL THEN o.value ELSE {_value("q")} END,
       o.lag, COALESCE(q.fid, o.fid), o.more, COALESCE(q.late, o.late), o.covered, o.countable
FROM combination k
JOIN operand o ON o.e = k.e AND o.p = k.p AND o.ind = k.ind AND o.variant = 0
LEFT JOIN use_fact u ON u.ind = o.ind AND u.slot = o.slot
LEFT JOIN contested c ON c.e = o.e AND c.p = o.p AND c.ind = o.ind AND c.slot = o.slot
LEFT JOIN winner w ON w.fid = o.fid AND w.kid = u.kid
LEFT JOIN rival q ON q.e = w.e AND q.p = w.p AND q.kid = w.kid
  AND q.alt = ((k.variant >> CAST(2 * c.place AS INTEGER)) & 3)
"""


def snapped(expression: str) -> str:
    """A double brought back to nine decimal places at once; NULL when it does not fit. As formulas do it."""
    return f"TRY_CAST(CAST(GREATEST(LEAST({expression}, 1e29), -1e29) AS VARCHAR) AS DECIMAL(38, 9))"


def formula_sql(formula: Formula | str, names: tuple[str, ...]) -> str:
    """The value of a strict measure over its operands s0, s1, …"""
    if isinstance(formula, Formula):
        return to_sql(formula, {name: f"s{n}" for n, name in enumerate(names)})
    a, b = "CAST(s0 AS DOUBLE)", "NULLIF(CAST(s1 AS DOUBLE), 0)"
    match formula.split(":"):
        case ["ratio", scale]:
            return snapped(f"{int(scale)} * {a} / {b}")
        case ["difference"]:
            return "s0 - s1"
        case ["percent"]:
            return snapped(f"100 * CAST(s0 - s1 AS DOUBLE) / {b}")
        case ["growth"]:
            return snapped(f"100 * {a} / {b}")
        case _:
            return "s0"


_QUOTIENTS = ("ratio", "percent", "growth")
"""Measures whose second operand is a divisor."""


def _values(program: Program) -> str:
    cases = [f"WHEN {n} THEN {formula_sql(f, names)}" for n, (f, names) in enumerate(formulas(program))]
    return f"CASE formula {' '.join(cases)} END" if cases else "CAST(NULL AS DECIMAL(38, 9))"


_ORDER = (
    (Slot.CONFLICT, Reason.CONTRADICTION),
    (Slot.SUPPRESSED, Reason.SUPPRESSED),
    (Slot.UNCONFIRMED, Reason.EVIDENCE),
    (Slot.NOT_LISTED, Reason.SOURCE_NOT_LISTED),
    (Slot.REJECTED, Reason.CANDIDATE_REJECTED),
    (Slot.COVERAGE, Reason.COVERAGE),
    (Slot.OPERAND, Reason.OPERAND),
    (Slot.NOT_FOUND, Reason.NOT_FOUND),
    (Slot.MISSING, Reason.NOT_REPORTED),
    (Slot.NO_NUMBER, Reason.NO_NUMBER),
)


def _reason() -> str:
    """The first line of the table of statuses that holds (DESIGN 5); presence counts before it despairs."""
    unknown = " ".join(f"WHEN mask & {slot.bit} <> 0 THEN {REASON_CODE[reason]}" for slot, reason in _ORDER)
    silent = Slot.MISSING.bit | Slot.NOT_FOUND.bit
    counted = code_list((int(Shape.PRESENCE), int(Shape.COUNT)))
    return f"""CASE
    WHEN NOT applies THEN {REASON_CODE[Reason.KIND]}
    WHEN shape NOT IN ({counted}) AND now & {Slot.NOT_APPLICABLE.bit} <> 0 THEN {REASON_CODE[Reason.FACT_SAYS_SO]}
    WHEN shape IN ({counted}) AND n_now = n_na THEN {REASON_CODE[Reason.FACT_SAYS_SO]}
    WHEN before & {Slot.NOT_APPLICABLE.bit} <> 0 THEN {REASON_CODE[Reason.NO_PREDECESSOR]}
    WHEN before & {Slot.MISSING.bit} <> 0 AND now & {silent} = 0 THEN {REASON_CODE[Reason.PREVIOUS_MISSING]}
    WHEN shape = {int(Shape.PRESENCE)} AND (n_yes >= LEAST(need, n_now - n_na)
      OR n_now - n_na - n_no < LEAST(need, n_now - n_na)) THEN {SCORED}
    {unknown}
    ELSE {SCORED} END"""


_COUNTED = f"""COUNT(CASE WHEN o.state = {int(Slot.OK)} AND o.value > 0 THEN 1 END) AS n_yes,
         COUNT(CASE WHEN o.state = {int(Slot.OK)} AND NOT o.value > 0 THEN 1 END) AS n_no,
         COUNT(CASE WHEN o.state = {int(Slot.NOT_APPLICABLE)} AND o.lag = 0 THEN 1 END) AS n_na,
         SUM(CASE WHEN o.state = {int(Slot.OK)} THEN o.value END) AS total"""
_NOT_COUNTED = "0 AS n_yes, 0 AS n_no, 0 AS n_na, CAST(NULL AS DECIMAL(38, 9)) AS total"
"""Stages without presence and counts do not pay for them."""

_GATHERED = """LIST(o.more) FILTER (WHERE o.more IS NOT NULL) AS more,
         MIN(o.covered) AS covered, MAX(o.countable) AS countable"""
_NOT_GATHERED = """CAST(NULL AS INTEGER[][]) AS more, CAST(NULL AS INTEGER) AS covered,
         CAST(NULL AS INTEGER) AS countable"""
"""Nor do stages without roll-ups and values of other indicators."""

_UNCONTESTED = ", f AS (SELECT *, FALSE AS disagree, reason AS final FROM j)"


def _settled() -> str:
    """Whether the variants of a finding agree; if they do, the reading by the winners stands."""
    return f""", settled AS (
  SELECT j.e, j.p, j.ind,
         COUNT(DISTINCT CAST(j.reason AS VARCHAR) || ':' ||
               COALESCE(CASE WHEN j.judged THEN CAST(j.outcome AS VARCHAR) ELSE CAST(j.value AS VARCHAR) END, '')) AS n,
         BOOL_OR(c.n > {MOST_CONTESTED} OR c.rivals > {MOST_RIVALS}) AS hopeless
  FROM j JOIN (SELECT e, p, ind, MAX(n) AS n, MAX(rivals) AS rivals FROM contested GROUP BY e, p, ind) c
    ON c.e = j.e AND c.p = j.p AND c.ind = j.ind
  WHERE j.applies
  GROUP BY j.e, j.p, j.ind
), f AS (
  SELECT j.*, s.n IS NOT NULL AS disagree,
         CASE WHEN s.n > 1 OR s.hopeless THEN {REASON_CODE[Reason.CONTRADICTION]} ELSE j.reason END AS final
  FROM j LEFT JOIN settled s ON s.e = j.e AND s.p = j.p AND s.ind = j.ind WHERE j.variant = 0
)"""


def findings(program: Program, stage: int, *, contested: bool) -> str:
    """Measure and judge every target of the stage, in every variant; then settle the variants."""
    width = max((len(c.uses) for c in program.compiled if c.shape is Shape.STRICT), default=0)
    slots = "".join(f"MAX(o.value) FILTER (WHERE o.slot = {n}) AS s{n}, " for n in range(max(width, 2)))
    shown = ", ".join(f"s{n}" for n in range(max(width, 2)))
    quotients = [n for n, (f, _) in enumerate(formulas(program)) if isinstance(f, str) and f.startswith(_QUOTIENTS)]
    divided = f"formula IN ({code_list(tuple(quotients))}) AND s1 = 0" if quotients else "FALSE"
    no_value = f"""CASE WHEN {divided} THEN {REASON_CODE[Reason.ZERO_DENOMINATOR]}
      ELSE {REASON_CODE[Reason.NOT_COMPUTABLE]} END"""
    settled = _settled() if contested else _UNCONTESTED
    here = program.stages[stage]
    counted = any(c.shape in (Shape.PRESENCE, Shape.COUNT) for c in here)
    gathered = any(c.rollup is not None or any(isinstance(u, FindingUse) for u in c.uses) for c in here)
    return f"""
INSERT INTO finding
WITH m AS (
  SELECT o.e, o.p, o.ind, o.variant, {slots}
         BIT_OR(CASE WHEN o.lag = 0 THEN 1 << CAST(o.state AS INTEGER) ELSE 0 END) AS now,
         BIT_OR(CASE WHEN o.lag = 1 THEN 1 << CAST(o.state AS INTEGER) ELSE 0 END) AS before,
         COUNT(*) AS n, COUNT(CASE WHEN o.lag = 0 THEN 1 END) AS n_seen,
         {_COUNTED if counted else _NOT_COUNTED},
         LIST_SORT(LIST(o.fid) FILTER (WHERE o.fid IS NOT NULL)) AS own, BOOL_OR(o.late) AS late,
         {_GATHERED if gathered else _NOT_GATHERED}
  FROM operand o JOIN indicator i ON i.ind = o.ind AND i.stage = {stage}
  GROUP BY o.e, o.p, o.ind, o.variant
), x AS (
  SELECT t.e, t.p, t.ind, t.applies, t.reported, i.item, i.shape, i.formula, i.need, i.n_now, i.n_uses,
         i.judged, i.least, i.most,
         COALESCE(m.variant, 0) AS variant, {shown.replace("s", "m.s")}, COALESCE(m.n_yes, 0) AS n_yes,
         COALESCE(m.n_no, 0) AS n_no, COALESCE(m.n_na, 0) AS n_na, m.total, m.own, m.more,
         COALESCE(m.late, FALSE) AS late, m.covered, m.countable,
         COALESCE(m.now, 0) | CASE WHEN COALESCE(m.n_seen, 0) < i.n_now THEN {Slot.MISSING.bit} ELSE 0 END AS now,
         COALESCE(m.before, 0) | CASE WHEN i.n_uses = i.n_now THEN 0
            WHEN r.src IS NULL THEN {Slot.NOT_APPLICABLE.bit}
            WHEN COALESCE(m.n, 0) - COALESCE(m.n_seen, 0) < i.n_uses - i.n_now THEN {Slot.MISSING.bit}
            ELSE 0 END AS before
  FROM target t
  JOIN indicator i ON i.ind = t.ind AND i.stage = {stage} AND i.shape <> {int(Shape.AGGREGATE)}
  LEFT JOIN period_ref r ON r.p = t.p AND r.lag = 1
  LEFT JOIN m ON m.e = t.e AND m.p = t.p AND m.ind = t.ind
), y AS (
  SELECT *, {_reason()} AS known FROM (SELECT *, now | before AS mask FROM x) AS x
), z AS (
  SELECT *, CASE WHEN known = {SCORED} THEN CASE shape
      WHEN {int(Shape.PRESENCE)}
        THEN CAST(CASE WHEN n_yes >= LEAST(need, n_now - n_na) THEN 1 ELSE 0 END AS DECIMAL(38, 9))
      WHEN {int(Shape.COUNT)} THEN CAST(total AS DECIMAL(38, 9)) ELSE {_values(program)} END END AS value
  FROM y
), j AS (
  SELECT z.*, b.outcome, b.points, b.meets,
         CASE WHEN z.known <> {SCORED} THEN z.known WHEN z.value IS NULL THEN {no_value}
              WHEN z.judged AND b.outcome IS NULL THEN {REASON_CODE[Reason.NOT_COMPUTABLE]} ELSE {SCORED} END AS reason
  FROM z LEFT JOIN band b ON b.ind = z.ind
    AND (b.low IS NULL OR z.value > b.low OR (b.low_closed AND z.value = b.low))
    AND (b.high IS NULL OR z.value < b.high OR (b.high_closed AND z.value = b.high)) AND z.value IS NOT NULL
){settled}
SELECT e, p, ind, item, reported, final,
       CASE WHEN final = {SCORED} THEN value END,
       CASE WHEN final = {SCORED} THEN outcome END,
       CASE WHEN final = {SCORED} THEN points END,
       CASE WHEN final = {SCORED} THEN meets END,
       CASE WHEN final = {SCORED} THEN points WHEN final IN ({code_list(IN_MAXIMUM)}) THEN least END,
       CASE WHEN final = {SCORED} THEN points WHEN final IN ({code_list(IN_MAXIMUM)}) THEN most END,
       CASE WHEN own IS NULL AND more IS NULL OR NOT applies THEN []
            WHEN more IS NULL AND n_uses = 1 THEN own
            WHEN more IS NULL THEN LIST_SORT(LIST_DISTINCT(own))
            ELSE LIST_SORT(LIST_DISTINCT(LIST_CONCAT(COALESCE(own, []), FLATTEN(more)))) END,
       late, disagree, covered, countable, s0, s1
FROM f
"""
