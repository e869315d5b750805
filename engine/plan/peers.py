"""Places among peers: operands that hold the value of one entity against those of others."""

from __future__ import annotations

from engine.pack.model import Among, PeerAs, Ties
from engine.plan.calculation import snapped
from engine.plan.codes import SCORED, Slot
from engine.plan.measure import weight_of_state
from engine.plan.operands import flags_of, state_of_reason, uncontested

_AMONG = {among: number for number, among in enumerate(Among)}
_SHOWN = {shown: number for number, shown in enumerate(PeerAs)}
_TIES = {ties: number for number, ties in enumerate(Ties)}


def peer_operands(stage: int) -> str:
    """The set is all that share `part` and are not left out; who is left out is placed in it all the same.

    Ranks come from the distinct values of each set (`rung`), so that nothing depends on the order of equal ones.
    """
    among = f"""CASE u.among WHEN {_AMONG[Among.ALL]} THEN 0 WHEN {_AMONG[Among.LEVEL]} THEN n.level
      WHEN {_AMONG[Among.KIND]} THEN n.kind ELSE COALESCE(n.parent, -1 - n.e) END"""
    share = """CASE WHEN sign > 0 THEN CAST(scale AS DOUBLE) * CAST(v AS DOUBLE) / NULLIF(CAST(most_v AS DOUBLE), 0)
      ELSE CAST(scale AS DOUBLE) * CAST(least_v AS DOUBLE) / NULLIF(CAST(v AS DOUBLE), 0) END"""
    min_max = snapped("CAST(scale AS DOUBLE) * CAST(v - worst AS DOUBLE) / CAST(best - worst AS DOUBLE)")
    # Deviations are taken in parts of the spread of the set, so that none is too great or too small to be squared.
    deviation = "CAST(v - mean AS DOUBLE) / CAST(most_v - least_v AS DOUBLE)"
    freedom = "(CAST(n AS DOUBLE) - CASE WHEN sample THEN 1 ELSE 0 END)"
    z_score = snapped(f"{deviation} / SQRT(CAST(squares AS DOUBLE) / {freedom})")
    of_member = "CAST(k.v - s.mean AS DOUBLE) / CAST(s.most_v - s.least_v AS DOUBLE)"
    square = f"({of_member}) * ({of_member})"
    places = {
        PeerAs.MIN_MAX: f"CASE WHEN best = worst THEN all_equal ELSE LEAST(scale, GREATEST(0, {min_max})) END",
        PeerAs.SHARE_OF_BEST: snapped(share),
        PeerAs.Z_SCORE: f"CASE WHEN most_v = least_v THEN all_equal ELSE sign * {z_score} END",
        PeerAs.RANK: f"""CASE ties WHEN {_TIES[Ties.STANDARD]} THEN 1 + better
          WHEN {_TIES[Ties.DENSE]} THEN 1 + distinct_better
          ELSE CAST(1 + better AS DECIMAL(38, 9)) + CAST(GREATEST(equal - 1, 0) AS DECIMAL(38, 9)) * 0.5 END""",
        PeerAs.PERCENTILE: snapped("100 * CAST(n - better AS DOUBLE) / CAST(n AS DOUBLE)"),
        PeerAs.ZONE: "LEAST(zones, 1 + FLOOR(CAST(better * zones AS DOUBLE) / CAST(n AS DOUBLE)))",
        PeerAs.MEAN: "mean",
        PeerAs.LEAST: "least_v",
        PeerAs.GREATEST: "most_v",
        PeerAs.COUNT: "n",
    }
    chosen = " ".join(f"WHEN {_SHOWN[shown]} THEN CAST({sql} AS DECIMAL(38, 9))" for shown, sql in places.items())
    taken = f"CASE WHEN u.by_points THEN f.points ELSE {uncontested('f')} END"
    return f"""
INSERT INTO operand
WITH w AS (
  SELECT f.e, f.p, u.*, {among} AS part, COALESCE(g.outcome, -1) AS grouped,
         LIST_CONCAT(f.facts, COALESCE(g.facts, [])) AS facts,
         ({flags_of("f")}) | COALESCE({flags_of("g")}, 0) AS flags,
         CASE WHEN f.reason = {SCORED} AND {taken} IS NOT NULL THEN {int(Slot.OK)}
              WHEN f.disputed AND NOT u.by_points THEN {int(Slot.CONFLICT)}
              ELSE {state_of_reason("f.reason")} END AS own,
         CASE WHEN u.same IS NULL OR (g.reason = {SCORED} AND g.outcome IS NOT NULL) THEN {int(Slot.OK)}
              WHEN g.reason IS NULL THEN {int(Slot.MISSING)} ELSE {state_of_reason("g.reason")} END AS of_group,
         {taken} AS v,
         NOT COALESCE(CONTAINS('|' || u.gone || '|', '|' || CAST(l.outcome AS VARCHAR) || '|'), FALSE) AS counts
  FROM use_peers u
  JOIN indicator i ON i.ind = u.ind AND i.stage = {stage}
  JOIN active a ON a.ind = u.ind
  JOIN finding f ON f.ind = u.used AND f.p = a.p
  JOIN entity n ON n.e = f.e
  LEFT JOIN finding g ON g.ind = u.same AND g.p = f.p AND g.e = f.e
  LEFT JOIN finding l ON l.ind = u.left_out AND l.p = f.p AND l.e = f.e
), x AS (
  SELECT *, CASE WHEN {weight_of_state("of_group")} < {weight_of_state("own")} THEN of_group ELSE own END AS state
  FROM w
), known AS (
  SELECT * FROM x WHERE state = {int(Slot.OK)}
), limits AS (
  SELECT p, ind, slot, part, grouped, COUNT(*) AS n, MIN(v) AS least_v, MAX(v) AS most_v,
         CASE WHEN sign > 0 THEN MIN(v) ELSE MAX(v) END AS worst,
         CASE WHEN sign > 0 THEN MAX(v) ELSE MIN(v) END AS best,
         {snapped("CAST(SUM(v) AS DOUBLE) / COUNT(*)")} AS mean
  FROM known WHERE counts GROUP BY p, ind, slot, part, grouped, sign
), squared AS (
  SELECT k.p, k.ind, k.slot, k.part, k.grouped,
         SUM(TRY_CAST(CAST({square} AS VARCHAR) AS DECIMAL(38, 15))) AS squares
  FROM known k JOIN limits s ON s.p = k.p AND s.ind = k.ind AND s.slot = k.slot AND s.part = k.part
    AND s.grouped = k.grouped
  WHERE k.counts AND s.most_v > s.least_v GROUP BY k.p, k.ind, k.slot, k.part, k.grouped
), rung AS (
  SELECT p, ind, slot, part, grouped, v, sign, COUNT(CASE WHEN counts THEN 1 END) AS equal
  FROM known GROUP BY p, ind, slot, part, grouped, v, sign
), ranked AS (
  SELECT *, SUM(equal) OVER w - equal AS better,
         SUM(CASE WHEN equal > 0 THEN 1 ELSE 0 END) OVER w - CASE WHEN equal > 0 THEN 1 ELSE 0 END AS distinct_better
  FROM rung
  WINDOW w AS (PARTITION BY p, ind, slot, part, grouped ORDER BY sign * v DESC ROWS UNBOUNDED PRECEDING)
), placed AS (
  SELECT x.*, COALESCE(s.n, 0) AS n, s.least_v, s.most_v, s.mean,
         s.worst, s.best,
         r.equal, r.better, r.distinct_better, q.squares
  FROM x
  LEFT JOIN limits s ON s.p = x.p AND s.ind = x.ind AND s.slot = x.slot AND s.part = x.part AND s.grouped = x.grouped
  LEFT JOIN squared q ON q.p = x.p AND q.ind = x.ind AND q.slot = x.slot AND q.part = x.part
    AND q.grouped = x.grouped
  LEFT JOIN ranked r ON r.p = x.p AND r.ind = x.ind AND r.slot = x.slot AND r.part = x.part AND r.grouped = x.grouped
    AND r.v = x.v
)
SELECT e, p, ind, slot, 0, state,
       CASE WHEN state <> {int(Slot.OK)} OR (n = 0 AND shown <> {_SHOWN[PeerAs.COUNT]}) THEN NULL
            ELSE CASE shown {chosen} END END, FALSE, NULL, facts, flags, NULL, NULL
FROM placed
"""
