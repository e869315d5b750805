"""Totals: findings over several indicators of an entity, or over the entities below it."""

from __future__ import annotations

from engine.pack.model import How
from engine.plan.codes import IN_MAXIMUM, REASON_CODE, SCORED, Shape, code_list
from engine.plan.measure import snapped
from engine.statuses import Reason

TOTAL = """
CREATE TEMP TABLE total (e INTEGER, p SMALLINT, ind SMALLINT, item SMALLINT, reported BOOLEAN, value DECIMAL(38, 9),
  weighted DECIMAL(38, 9), weights DECIMAL(38, 9), assessed BIGINT, applicable BIGINT, lower DECIMAL(38, 9),
  upper DECIMAL(38, 9), maximum DECIMAL(38, 9), nominal DECIMAL(38, 9), partial BOOLEAN)
"""

_HOW = {how: number for number, how in enumerate(How)}


def _product(weight: str, value: str) -> str:
    double = snapped(f"CAST({weight} AS DOUBLE) * CAST({value} AS DOUBLE)")
    return f"CASE WHEN m.plain THEN {value} ELSE {double} END"


def _divided(over: str, under: str, scale: str = "") -> str:
    return snapped(f"{scale}CAST({over} AS DOUBLE) / NULLIF(CAST({under} AS DOUBLE), 0)")


def _choose(cases: dict[How, str]) -> str:
    return "CASE how " + " ".join(f"WHEN {_HOW[how]} THEN {sql}" for how, sql in cases.items()) + " END"


_VALUE = _choose(
    {
        How.SUM: "COALESCE(weighted, 0)",
        How.MEAN: _divided("weighted", "assessed"),
        How.WEIGHTED_MEAN: _divided("weighted", "weights"),
        How.MIN: "least",
        How.MAX: "most",
        How.PERCENT_OF_MAXIMUM: _divided("weighted", "reachable", "100 * "),
        How.COUNT_MEETING: "meeting",
        How.SHARE_MEETING: _divided("meeting", "assessed", "100 * "),
    }
)
_LOWER = _choose(
    {
        How.SUM: "lower",
        How.MEAN: _divided("lower", "applicable"),
        How.WEIGHTED_MEAN: _divided("lower", "all_weights"),
        How.MIN: "least_lower",
        How.MAX: "most_lower",
        How.PERCENT_OF_MAXIMUM: _divided("lower", "maximum", "100 * "),
        How.COUNT_MEETING: "meeting",
        How.SHARE_MEETING: _divided("meeting", "applicable", "100 * "),
    }
)
_UPPER = _choose(
    {
        How.SUM: "upper",
        How.MEAN: _divided("upper", "applicable"),
        How.WEIGHTED_MEAN: _divided("upper", "all_weights"),
        How.MIN: "least_upper",
        How.MAX: "most_upper",
        How.PERCENT_OF_MAXIMUM: _divided("upper", "maximum", "100 * "),
        How.COUNT_MEETING: "meeting + applicable - assessed",
        How.SHARE_MEETING: _divided("meeting + applicable - assessed", "applicable", "100 * "),
    }
)


def totals(stage: int) -> str:
    """Sums over members. Members that do not apply leave it; unknown ones widen its bounds and lower its coverage."""
    taken = "CASE WHEN m.by_points THEN f.points ELSE f.value END"
    scored = f"f.reason = {SCORED} AND {taken} IS NOT NULL"
    counts = f"f.reason IN ({code_list(IN_MAXIMUM)})"
    low, high = "CASE WHEN m.by_points THEN f.lower END", "CASE WHEN m.by_points THEN f.upper END"
    members = """
    SELECT t.e, t.p, t.ind, t.reported, t.applies, i.item, m.item AS part, m.weight, m.plain, m.by_points, m.how,
           m.coverage, {who} AS who
    FROM target t
    JOIN indicator i ON i.ind = t.ind AND i.stage = {stage} AND i.shape = {shape}
    JOIN member m ON m.ind = t.ind AND m.across IS {null}NULL {join}"""
    shape = int(Shape.AGGREGATE)
    own = members.format(who="t.e", stage=stage, shape=shape, null="", join="")
    below = members.format(
        who="d.below",
        stage=stage,
        shape=shape,
        null="NOT ",
        join="LEFT JOIN below d ON d.e = t.e AND d.level = m.across",
    )
    return f"""
INSERT INTO total
WITH m AS ({own}
  UNION ALL {below}
), part AS (
  SELECT m.e, m.p, m.ind, m.item, m.reported, m.applies, m.how, m.coverage, m.weight, m.plain,
         COUNT(CASE WHEN m.applies AND {scored} THEN 1 END) AS assessed,
         COUNT(CASE WHEN m.applies AND {counts} THEN 1 END) AS applicable,
         SUM(CASE WHEN {scored} THEN {taken} END) AS taken,
         SUM(CASE WHEN {counts} THEN {low} END) AS lower, SUM(CASE WHEN {counts} THEN {high} END) AS upper,
         SUM(CASE WHEN {counts} THEN COALESCE(i.most, n.maximum) END) AS maximum,
         SUM(CASE WHEN {scored} THEN COALESCE(i.most, n.maximum) END) AS reachable,
         SUM(COALESCE(i.most, n.nominal)) AS nominal,
         MIN(CASE WHEN {scored} THEN {taken} END) AS least, MAX(CASE WHEN {scored} THEN {taken} END) AS most,
         MIN(CASE WHEN {counts} THEN {low} END) AS least_lower, MIN(CASE WHEN {counts} THEN {high} END) AS least_upper,
         MAX(CASE WHEN {counts} THEN {low} END) AS most_lower, MAX(CASE WHEN {counts} THEN {high} END) AS most_upper,
         COUNT(CASE WHEN {scored} AND f.meets THEN 1 END) AS meeting,
         COALESCE(BOOL_OR(f.reason = {SCORED} AND f.covered < f.countable), FALSE) AS partial
  FROM m
  LEFT JOIN finding f ON f.e = m.who AND f.p = m.p AND f.item = m.part
  LEFT JOIN indicator i ON i.ind = f.ind
  LEFT JOIN total n ON n.e = f.e AND n.p = f.p AND n.ind = f.ind
  GROUP BY m.e, m.p, m.ind, m.item, m.reported, m.applies, m.how, m.coverage, m.weight, m.plain, m.part
), s AS (
  SELECT m.e, m.p, m.ind, m.item, m.reported, m.how, MAX(m.coverage) AS coverage, SUM(m.assessed) AS assessed,
         SUM(m.applicable) AS applicable, SUM({_product("m.weight", "m.taken")}) AS weighted,
         SUM(m.weight * m.assessed) AS weights, SUM(m.weight * m.applicable) AS all_weights,
         SUM({_product("m.weight", "m.lower")}) AS lower, SUM({_product("m.weight", "m.upper")}) AS upper,
         SUM({_product("m.weight", "m.maximum")}) AS maximum, SUM({_product("m.weight", "m.reachable")}) AS reachable,
         SUM({_product("m.weight", "m.nominal")}) AS nominal, MIN(m.least) AS least, MAX(m.most) AS most,
         MIN(m.least_lower) AS least_lower, MIN(m.least_upper) AS least_upper, MAX(m.most_lower) AS most_lower,
         MAX(m.most_upper) AS most_upper, SUM(m.meeting) AS meeting, BOOL_OR(m.partial) AS partial
  FROM part m
  GROUP BY m.e, m.p, m.ind, m.item, m.reported, m.how
)
, v AS (
  SELECT *, CASE WHEN applicable > 0 THEN CAST({_VALUE} AS DECIMAL(38, 9)) END AS value FROM s
)
SELECT e, p, ind, item, reported, CASE WHEN 100 * assessed >= coverage * applicable THEN value END,
       weighted, weights, assessed, applicable,
       CASE WHEN assessed = applicable AND {_LOWER} IS NULL THEN value
            WHEN applicable > 0 THEN CAST({_LOWER} AS DECIMAL(38, 9)) END,
       CASE WHEN assessed = applicable AND {_UPPER} IS NULL THEN value
            WHEN applicable > 0 THEN CAST({_UPPER} AS DECIMAL(38, 9)) END, maximum, nominal, partial
FROM v
"""


def total_findings(stage: int) -> str:
    """Totals as findings of their own, judged when their rule has bands; all of these bound what may yet change."""
    whole = "t.value IS NOT NULL AND t.assessed = t.applicable AND t.lower IS NOT DISTINCT FROM t.upper"
    return f"""
INSERT INTO finding
SELECT t.e, t.p, t.ind, t.item, t.reported,
       CASE WHEN t.applicable = 0 THEN {REASON_CODE[Reason.KIND]}
            WHEN t.value IS NULL THEN
              CASE WHEN t.assessed = 0 THEN {REASON_CODE[Reason.OPERAND]} ELSE {REASON_CODE[Reason.COVERAGE]} END
            WHEN i.judged AND b.outcome IS NULL THEN {REASON_CODE[Reason.NOT_COMPUTABLE]} ELSE {SCORED} END AS reason,
       t.value, b.outcome, CASE WHEN i.judged THEN b.points WHEN m.by_points THEN t.value END, b.meets,
       CASE WHEN NOT i.judged THEN t.lower WHEN t.applicable = 0 THEN NULL WHEN {whole} THEN b.points ELSE i.least END,
       CASE WHEN NOT i.judged THEN t.upper WHEN t.applicable = 0 THEN NULL WHEN {whole} THEN b.points ELSE i.most END,
       [], FALSE, FALSE, t.assessed, t.applicable, NULL, NULL
FROM total t
JOIN indicator i ON i.ind = t.ind AND i.stage = {stage}
JOIN (SELECT DISTINCT ind, by_points FROM member) m ON m.ind = t.ind
LEFT JOIN band b ON b.ind = t.ind
  AND (b.low IS NULL OR t.value > b.low OR (b.low_closed AND t.value = b.low))
  AND (b.high IS NULL OR t.value < b.high OR (b.high_closed AND t.value = b.high)) AND t.value IS NOT NULL
"""
