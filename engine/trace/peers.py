"""The set that an entity is placed in, told in numbers."""

from __future__ import annotations

from engine.pack.model import Among, FindingTake
from engine.plan.calculation import snapped
from engine.plan.codes import SCORED
from engine.plan.operands import uncontested
from engine.plan.uses import PeerUse
from engine.trace.entries import Place, plain
from engine.trace.scene import Scene

_SHARED = {Among.ALL: "TRUE", Among.LEVEL: "n.level = o.level", Among.KIND: "n.kind = o.kind"}
_SIBLINGS = "n.parent IS NOT DISTINCT FROM o.parent"


def place_of(scene: Scene, use: PeerUse) -> Place:
    m = use.measure
    taken = "f.points" if m.of.take is FindingTake.POINTS else uncontested("f")
    needed = {item: scene.program.numbers[scene.program.needed(scene.compiled, item)] for item in _items(use)}
    outcomes = [n for n, o in enumerate(scene.program.outcomes) if m.left_out and o in m.left_out[1]]
    gone = f"AND COALESCE(l.outcome NOT IN ({', '.join(map(str, outcomes))}), TRUE)" if outcomes else ""
    same = "AND g.reason = ? AND g.outcome = h.outcome" if m.same_outcome else ""
    better = "s.v < x.v" if m.lower_is_better else "s.v > x.v"
    query = f"""
WITH x AS (SELECT {taken} AS v FROM finding f WHERE f.e = ? AND f.p = ? AND f.ind = ? AND f.reason = {SCORED}),
s AS (
  SELECT {taken} AS v
  FROM finding f JOIN entity n ON n.e = f.e JOIN entity o ON o.e = ?
  {"LEFT JOIN finding g ON g.e = f.e AND g.p = f.p AND g.ind = ?" if m.same_outcome else ""}
  {"LEFT JOIN finding h ON h.e = o.e AND h.p = f.p AND h.ind = ?" if m.same_outcome else ""}
  {"LEFT JOIN finding l ON l.e = f.e AND l.p = f.p AND l.ind = ?" if outcomes else ""}
  WHERE f.p = ? AND f.ind = ? AND f.reason = {SCORED} AND {taken} IS NOT NULL
    AND {_SHARED.get(m.among, _SIBLINGS)} {same} {gone}
)
SELECT (SELECT v FROM x), COUNT(*), MIN(s.v), MAX(s.v),
       {snapped("CAST(SUM(s.v) AS DOUBLE) / NULLIF(COUNT(*), 0)")},
       CASE WHEN EXISTS (SELECT 1 FROM x WHERE v IS NOT NULL)
            THEN 1 + COUNT(CASE WHEN (SELECT {better} FROM x) THEN 1 END) END
FROM s
"""
    alike = (needed[m.same_outcome],) * 2 if m.same_outcome else ()
    left = (needed[m.left_out[0]],) if m.left_out and outcomes else ()
    used = needed[m.of.indicator]
    own = (scene.entity, scene.period, used, scene.entity)
    (row,) = scene.db.rows(query, (*own, *alike, *left, scene.period, used, *((SCORED,) if same else ())))
    return Place(
        taken=str(m.shown_as),
        among=str(m.among),
        same_outcome=m.same_outcome,
        left_out=(m.left_out[0], *map(scene.outcome, m.left_out[1])) if m.left_out else (),
        lower_is_better=m.lower_is_better,
        own=plain(row[0]),
        size=row[1],
        least=plain(row[2]),
        greatest=plain(row[3]),
        mean=plain(row[4]),
        rank=plain(row[5]),
        ties=str(m.ties),
        zones=m.zones,
    )


def _items(use: PeerUse) -> tuple[str, ...]:
    m = use.measure
    return (m.of.indicator, *((m.same_outcome,) if m.same_outcome else ()), *((m.left_out[0],) if m.left_out else ()))
