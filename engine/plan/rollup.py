"""Roll-up: the facts of an entity that has none of its own are sums over the entities below it.

The same entities are summed in every operand of a measure (a matched panel), so a change compares like with like.
Entities whose operands are not applicable leave the panel; those of whom something is unknown leave it too, and are
counted against the minimum coverage that the rule declares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.plan.codes import Flag, Slot
from engine.plan.compile import Compiled
from engine.plan.program import Program
from engine.plan.tables import Table

Place = tuple[int, int | None]
"""Of one entity: the ordinal of its kind, and its parent."""


def rollup_edges(program: Program, entities: Sequence[Place]) -> Table:
    """Who is summed into whom: each entity to which the indicator applies, and the nearest one above it.

    `depth` counts from the top, so that sums are made from the deepest up.
    """
    rows: list[tuple[int, int, int, int]] = []
    known: dict[tuple[frozenset[str], frozenset[str]], list[tuple[int, int, int]]] = {}
    for number, compiled in enumerate(program.compiled):
        if compiled.rollup is None:
            continue
        scope = (frozenset(compiled.levels), frozenset(compiled.kinds))
        if scope not in known:
            known[scope] = _edges(_applicable(program, compiled), entities)
        rows.extend((number, child, parent, depth) for child, parent, depth in known[scope])
    columns = (("ind", "SMALLINT"), ("child", "INTEGER"), ("parent", "INTEGER"), ("depth", "SMALLINT"))
    return Table("edge", columns, tuple(rows))


def _applicable(program: Program, compiled: Compiled) -> frozenset[int]:
    return frozenset(
        n
        for n, kind in enumerate(program.pack.kinds)
        if kind.assessed and kind.level in compiled.levels and kind.id in compiled.kinds
    )


def _edges(kinds: frozenset[int], entities: Sequence[Place]) -> list[tuple[int, int, int]]:
    above: dict[int, int | None] = {}
    for e, (kind, parent) in enumerate(entities):
        if kind in kinds:
            while parent is not None and entities[parent][0] not in kinds:
                parent = entities[parent][1]
            above[e] = parent
    depth = _depths(above)
    return [(e, parent, depth[parent]) for e, parent in above.items() if parent is not None]


def _depths(above: Mapping[int, int | None]) -> dict[int, int]:
    """How many entities stand above each."""
    depth: dict[int, int] = {}
    for e in above:
        path: list[int] = []
        here: int | None = e
        while here is not None and here not in depth:
            path.append(here)
            here = above[here]
        for n in reversed(path):
            parent = above[n]
            depth[n] = 0 if parent is None else depth[parent] + 1
    return depth


ROLLED = "CREATE TEMP TABLE rolled (e INTEGER, p SMALLINT, ind SMALLINT)"


def needed(stage: int, depth: int) -> str:
    """The findings at one depth that have no fact of their own for the present period."""
    return f"""
CREATE OR REPLACE TEMP TABLE need AS
SELECT DISTINCT t.e, t.p, t.ind, i.required, i.rollup
FROM target t JOIN indicator i ON i.ind = t.ind AND i.stage = {stage} AND i.rollup IS NOT NULL
JOIN edge d ON d.ind = t.ind AND d.parent = t.e AND d.depth = {depth}
WHERE t.applies AND NOT EXISTS (
  SELECT 1 FROM operand o JOIN use_fact u ON u.ind = o.ind AND u.slot = o.slot AND u.slot < i.required
  WHERE o.e = t.e AND o.p = t.p AND o.ind = t.ind AND NOT o.past AND (o.fid IS NOT NULL OR LENGTH(o.more) > 0))
"""


# An own number of the previous period is not compared with a sum of the present one: all operands are sums or none.
DISPLACED = """
DELETE FROM operand WHERE EXISTS (
  SELECT 1 FROM need n JOIN use_fact u ON u.ind = n.ind AND u.slot < n.required
  WHERE n.e = operand.e AND n.p = operand.p AND n.ind = operand.ind AND u.slot = operand.slot)
"""


def roll_up() -> str:
    """Sums for the findings in `need`; run for the deepest entities first, before variants are made."""
    unknown = f"CASE WHEN b.n_some = 0 THEN {int(Slot.MISSING)} ELSE {int(Slot.COVERAGE)} END"
    return f"""
INSERT INTO operand
WITH held AS (
  SELECT o.e, o.p, o.ind, o.slot, o.value, o.fid, o.more, o.flags, o.state = {int(Slot.OK)} AS numbered,
         CASE WHEN c.e IS NULL THEN o.state ELSE {int(Slot.CONFLICT)} END AS state
  FROM operand o LEFT JOIN contested c ON c.e = o.e AND c.p = o.p AND c.ind = o.ind AND c.slot = o.slot
  WHERE o.variant = 0
), panel AS (
  SELECT n.e, n.p, n.ind, n.rollup, n.required, d.child,
         COUNT(CASE WHEN h.state = {int(Slot.OK)} THEN 1 END) = n.required AS whole,
         COUNT(CASE WHEN h.state = {int(Slot.NOT_APPLICABLE)} THEN 1 END) > 0 AS left_out
  FROM need n JOIN edge d ON d.ind = n.ind AND d.parent = n.e
  LEFT JOIN held h ON h.e = d.child AND h.p = n.p AND h.ind = n.ind AND h.slot < n.required
  GROUP BY n.e, n.p, n.ind, n.required, n.rollup, d.child
), extent AS (
  SELECT e, p, ind, rollup, required, COUNT(CASE WHEN whole THEN 1 END) AS covered,
         COUNT(CASE WHEN NOT left_out THEN 1 END) AS countable
  FROM panel GROUP BY e, p, ind, rollup, required
), b AS (
  SELECT x.e, x.p, x.ind, u.slot, u.past, x.rollup, x.covered, x.countable,
         COUNT(CASE WHEN h.numbered THEN 1 END) AS n_some,
         COUNT(CASE WHEN h.state = {int(Slot.NOT_APPLICABLE)} THEN 1 END) AS n_na,
         SUM(CASE WHEN n.whole THEN h.value END) AS value,
         LIST(h.fid) FILTER (WHERE n.whole AND h.fid IS NOT NULL) AS own,
         LIST(h.more) FILTER (WHERE n.whole AND h.more IS NOT NULL) AS more,
         BIT_OR(CASE WHEN n.whole THEN COALESCE(h.flags, 0) ELSE 0 END) AS flags
  FROM extent x
  JOIN use_fact u ON u.ind = x.ind AND u.slot < x.required
  JOIN panel n ON n.e = x.e AND n.p = x.p AND n.ind = x.ind
  LEFT JOIN held h ON h.e = n.child AND h.p = n.p AND h.ind = n.ind AND h.slot = u.slot
  GROUP BY x.e, x.p, x.ind, u.slot, u.past, x.rollup, x.covered, x.countable
)
SELECT b.e, b.p, b.ind, b.slot, 0,
       CASE WHEN b.countable = 0 AND b.n_na > 0 THEN {int(Slot.NOT_APPLICABLE)}
            WHEN b.covered = 0 OR 100 * b.covered < b.rollup * b.countable THEN {unknown}
            ELSE {int(Slot.OK)} END,
       b.value, b.past, NULL, LIST_SORT(LIST_CONCAT(COALESCE(b.own, []), COALESCE(FLATTEN(b.more), []))),
       b.flags | CASE WHEN b.covered < b.countable THEN {int(Flag.PARTIAL)} ELSE 0 END,
       b.covered, b.countable
FROM b
"""


def mark_rolled(stage: int) -> str:
    """Which findings rest on sums, so that what is missing is asked of the entities below."""
    return f"""
INSERT INTO rolled
SELECT DISTINCT o.e, o.p, o.ind FROM operand o JOIN indicator i ON i.ind = o.ind AND i.stage = {stage}
WHERE o.countable IS NOT NULL AND o.variant = 0 AND i.rollup IS NOT NULL
"""
