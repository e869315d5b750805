"""Operands over several periods, and numbers for operands of which nothing is known, where the rule declares them."""

from __future__ import annotations

from engine.pack.model import Among, Fold
from engine.plan.calculation import snapped
from engine.plan.codes import Flag, Slot
from engine.plan.operands import DISPUTED, LATE, NAMED, fact_state, fact_value, flags_of, found_state, found_value


def fact_windows(stage: int) -> str:
    state = f"""CASE WHEN w.fid IS NULL THEN {int(Slot.MISSING)} WHEN d.e IS NOT NULL THEN {int(Slot.CONFLICT)}
      ELSE {fact_state("w", "f", "x")} END"""
    return f"""
INSERT INTO operand
WITH point AS (
  SELECT t.e, t.p, u.ind, u.slot, u.fold, u.at_least, u.gaps, u.past, r.pos, r.dist, {state} AS state,
         {fact_value("w", "f", "x")} AS value, CASE WHEN w.fid IS NULL THEN NULL ELSE [w.fid] END AS facts,
         COALESCE({LATE}, 0) AS flags
  FROM use_fact u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN target t ON t.ind = u.ind
  JOIN period_ref r ON r.p = t.p AND r.ref = u.ref
  LEFT JOIN winner w ON w.e = t.e AND w.kid = u.kid AND w.p = r.src
  LEFT JOIN fact f ON f.fid = w.fid
  LEFT JOIN text_value x ON x.ind = u.ind AND x.slot = u.slot AND x.text = f.text
  LEFT JOIN {DISPUTED} d ON d.e = w.e AND d.p = w.p AND d.kid = w.kid
  WHERE u.fold IS NOT NULL
){_folded()}
"""


def finding_windows(stage: int) -> str:
    return f"""
INSERT INTO operand
WITH point AS (
  SELECT t.e, t.p, u.ind, u.slot, u.fold, u.at_least, u.gaps, u.past, k.pos, k.dist, {found_state()} AS state,
         {found_value()} AS value, f.facts, COALESCE({flags_of("f")}, 0) AS flags
  FROM use_finding u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN target t ON t.ind = u.ind
  JOIN link k ON k.ind = u.ind AND k.slot = u.slot AND k.p = t.p AND NOT k.carried
  LEFT JOIN finding f ON f.e = t.e AND f.ind = k.used AND f.p = k.src
  {NAMED}
  WHERE u.fold IS NOT NULL
){_folded()}
"""


def _folded() -> str:
    """From the numbers of a window (`point`) to one."""
    # A rate through zero or from below it says nothing of growth.
    rate = f"CASE WHEN earlier > 0 THEN {snapped('100 * CAST(v - earlier AS DOUBLE) / CAST(earlier AS DOUBLE)')} END"
    folds = {
        Fold.FIRST: "first_v",
        Fold.LAST: "last_v",
        Fold.SUM: "total",
        Fold.MEAN: snapped("CAST(total AS DOUBLE) / NULLIF(known, 0)"),
        Fold.LEAST: "least",
        Fold.GREATEST: "greatest",
        Fold.COUNT: "known",
        Fold.MEAN_RATE: snapped("CAST(rates AS DOUBLE) / NULLIF(n_rates, 0)"),
        Fold.SPAN: "span",
        Fold.AGE: "age",
        Fold.RUN: "last_pos - COALESCE(stop, -1)",
    }
    value = " ".join(f"WHEN '{fold}' THEN {sql}" for fold, sql in folds.items())
    # Whether a contested period that was passed over made a difference.
    passed_over = {
        Fold.FIRST: "first_contested < first_known",
        Fold.SPAN: "first_contested < first_known",
        Fold.LAST: "last_contested > last_known",
        Fold.AGE: "last_contested > last_known",
        Fold.RUN: "last_contested = stop",
    }
    disputed = " ".join(f"WHEN '{fold}' THEN {sql}" for fold, sql in passed_over.items())
    ok, conflict = int(Slot.OK), int(Slot.CONFLICT)
    return f""", step AS (
  SELECT *, CASE WHEN state = {ok} THEN value END AS v,
         LAG(CASE WHEN state = {ok} THEN value END) OVER (PARTITION BY e, p, ind, slot ORDER BY pos) AS earlier
  FROM point
), rated AS (
  SELECT *, CASE WHEN fold = '{Fold.MEAN_RATE}' THEN {rate} END AS rate, v IS NOT NULL AND earlier IS NOT NULL AS pair
  FROM step
), g AS (
  SELECT e, p, ind, slot, fold, at_least, gaps, past, COUNT(*) AS size, COUNT(v) AS known,
         MIN_BY(v, pos) FILTER (WHERE v IS NOT NULL) AS first_v, MAX_BY(v, pos) FILTER (WHERE v IS NOT NULL) AS last_v,
         SUM(v) AS total, MIN(v) AS least, MAX(v) AS greatest, COUNT(rate) AS n_rates, SUM(rate) AS rates,
         COUNT_IF(pair) AS pairs, COUNT_IF(pair AND earlier = 0) AS from_zero,
         MAX(dist) FILTER (WHERE v IS NOT NULL) AS span,
         MIN(dist) FILTER (WHERE v IS NOT NULL) AS age, MAX(pos) AS last_pos,
         MAX(pos) FILTER (WHERE v IS NULL OR v = 0) AS stop, MAX_BY(state, pos) AS last_state,
         MIN(pos) FILTER (WHERE v IS NOT NULL) AS first_known, MAX(pos) FILTER (WHERE v IS NOT NULL) AS last_known,
         MIN(pos) FILTER (WHERE state = {conflict}) AS first_contested,
         MAX(pos) FILTER (WHERE state = {conflict}) AS last_contested,
         CASE WHEN MIN(state) = MAX(state) THEN MIN(state) ELSE {int(Slot.MISSING)} END AS unknown,
         FLATTEN(LIST(facts) FILTER (WHERE facts IS NOT NULL)) AS more,
         BIT_OR(CASE WHEN state = {ok} THEN flags ELSE flags & {int(Flag.LATE)} END) AS flags
  FROM rated GROUP BY e, p, ind, slot, fold, at_least, gaps, past
)
SELECT e, p, ind, slot, 0,
       CASE WHEN fold = '{Fold.RUN}' AND last_state <> {ok} THEN last_state
            WHEN known < at_least AND known > 0 THEN {int(Slot.TOO_SHORT)}
            WHEN known = 0 AND (at_least > 0 OR fold <> '{Fold.COUNT}') THEN unknown
            WHEN NOT gaps AND known < size THEN {int(Slot.TOO_SHORT)}
            WHEN fold = '{Fold.MEAN_RATE}' AND pairs = 0 THEN {int(Slot.TOO_SHORT)}
            WHEN fold = '{Fold.MEAN_RATE}' AND from_zero > 0 THEN {int(Slot.ZERO_DENOMINATOR)}
            WHEN fold = '{Fold.MEAN_RATE}' AND n_rates < pairs THEN {int(Slot.NOT_COMPUTABLE)}
            ELSE {ok} END,
       CASE fold {value} END, past, NULL, more,
       flags | CASE WHEN CASE fold {disputed} ELSE last_contested IS NOT NULL END THEN {int(Flag.DISAGREE)} ELSE 0 END,
       NULL, NULL
FROM g
WHERE known > 0 OR unknown <> {int(Slot.MISSING)} OR LENGTH(more) > 0 OR (fold = '{Fold.COUNT}' AND at_least = 0)
"""


SILENT = f"{int(Slot.MISSING)}, {int(Slot.NOT_FOUND)}, {int(Slot.TOO_SHORT)}"
"""Slots of which nothing, or too little, is known; what is known badly is not made up for."""


def impute(stage: int) -> str:
    """Numbers for operands of which nothing is known, where the rule declares them."""
    ok, conflict = int(Slot.OK), int(Slot.CONFLICT)
    carried = f"""
  SELECT t.e, t.p, u.ind, u.slot, w.value, LIST_CONCAT(t.facts, w.facts) AS facts,
         {int(Flag.CARRIED_FORWARD)} | w.flags | CASE WHEN w.contested > w.pos THEN {int(Flag.DISAGREE)} ELSE 0 END
           AS flag,
         ROW_NUMBER() OVER (PARTITION BY t.e, t.p, u.ind, u.slot ORDER BY w.pos DESC) AS rn
  FROM lacking t JOIN imputation u ON u.ind = t.ind AND u.slot = t.slot AND u.ref IS NOT NULL
  JOIN passed w ON w.e = t.e AND w.p = t.p AND w.ind = t.ind AND w.slot = t.slot AND w.state = {ok}"""
    among = f"""CASE u.among WHEN {tuple(Among).index(Among.ALL)} THEN 0
      WHEN {tuple(Among).index(Among.LEVEL)} THEN n.level WHEN {tuple(Among).index(Among.KIND)} THEN n.kind
      ELSE COALESCE(n.parent, -1 - n.e) END"""
    mean = snapped("CAST(SUM(o.value) AS DOUBLE) / COUNT(o.value)")
    return f"""
CREATE OR REPLACE TEMP TABLE made AS
WITH lacking AS (
  SELECT t.e, t.p, t.ind, u.slot,
         LIST_CONCAT(CASE WHEN o.fid IS NULL THEN [] ELSE [o.fid] END, COALESCE(o.more, [])) AS facts
  FROM imputation u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN target t ON t.ind = u.ind AND t.applies
  LEFT JOIN operand o ON o.e = t.e AND o.p = t.p AND o.ind = t.ind AND o.slot = u.slot
  WHERE COALESCE(o.state, {int(Slot.MISSING)}) IN ({SILENT})
), earlier AS (
  SELECT w.e, a.p, u.ind, u.slot, r.pos, {fact_value("w", "f", "x")} AS value, [w.fid] AS facts,
         CASE WHEN d.e IS NULL THEN {fact_state("w", "f", "x")} ELSE {conflict} END AS state, 0 AS flags
  FROM use_fact u
  JOIN imputation m ON m.ind = u.ind AND m.slot = u.slot AND m.ref IS NOT NULL
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN active a ON a.ind = u.ind
  JOIN period_ref r ON r.p = a.p AND r.ref = m.ref
  JOIN winner w ON w.kid = u.kid AND w.p = r.src
  JOIN fact f ON f.fid = w.fid
  LEFT JOIN text_value x ON x.ind = u.ind AND x.slot = u.slot AND x.text = f.text
  LEFT JOIN {DISPUTED} d ON d.e = w.e AND d.p = w.p AND d.kid = w.kid
  UNION ALL
  SELECT f.e, k.p, u.ind, u.slot, k.pos, {found_value()}, f.facts, {found_state()}, {flags_of("f")}
  FROM use_finding u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN link k ON k.ind = u.ind AND k.slot = u.slot AND k.carried
  JOIN finding f ON f.ind = k.used AND f.p = k.src
  {NAMED}
), passed AS (
  SELECT *, MAX(CASE WHEN state = {conflict} THEN pos END) OVER (PARTITION BY e, p, ind, slot) AS contested FROM earlier
), scope AS (
  SELECT t.e, t.p, u.ind, u.slot, {among} AS part
  FROM imputation u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN target t ON t.ind = u.ind AND t.applies
  JOIN entity n ON n.e = t.e
  WHERE u.among IS NOT NULL
), mean AS (
  SELECT o.p, o.ind, o.slot, s.part, {mean} AS value
  FROM scope s JOIN operand o ON o.e = s.e AND o.p = s.p AND o.ind = s.ind AND o.slot = s.slot
  WHERE o.state = {int(Slot.OK)} AND o.value IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM rival v JOIN use_fact u ON u.kid = v.kid
                    WHERE v.winner = o.fid AND u.ind = o.ind AND u.slot = o.slot)
  GROUP BY o.p, o.ind, o.slot, s.part
)
SELECT e, p, ind, slot, value, facts, flag FROM ({carried}
) AS c WHERE rn = 1
UNION ALL
SELECT t.e, t.p, t.ind, t.slot, m.value, t.facts, {int(Flag.IMPUTED)}
FROM lacking t JOIN scope s ON s.e = t.e AND s.p = t.p AND s.ind = t.ind AND s.slot = t.slot
JOIN mean m ON m.p = t.p AND m.ind = t.ind AND m.slot = t.slot AND m.part = s.part
UNION ALL
SELECT t.e, t.p, t.ind, t.slot, u.value, t.facts, {int(Flag.IMPUTED)}
FROM lacking t JOIN imputation u ON u.ind = t.ind AND u.slot = t.slot AND u.value IS NOT NULL
"""


FORGET_LACKING = """
DELETE FROM operand WHERE EXISTS (
  SELECT 1 FROM made m WHERE m.e = operand.e AND m.p = operand.p AND m.ind = operand.ind AND m.slot = operand.slot)
"""

TAKE_MADE = f"""
INSERT INTO operand
SELECT m.e, m.p, m.ind, m.slot, 0, {int(Slot.OK)}, m.value, g.past, NULL, m.facts, m.flag, NULL, NULL
FROM made m JOIN (SELECT ind, slot, past FROM use_fact UNION ALL SELECT ind, slot, past FROM use_finding) AS g
  ON g.ind = m.ind AND g.slot = m.slot
"""
