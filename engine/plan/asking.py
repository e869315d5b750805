"""What is asked, about which fact, of which entity: each fact once.

Asked is what a finding lacks, and no more: where unconfirmed facts would be enough for presence, only their
confirmation is asked; a sum over the entities below asks those below; where there is no predecessor, only the present
value is asked, as a base line; what only the judgement looks at is asked once the measure's own facts are there. Of a
scored finding only those facts are asked that give it several values, where another indicator takes its value.
"""

from __future__ import annotations

from engine.pack.model import FactTake, RequestKind
from engine.plan.codes import REASON_CODE, SCORED, Flag, Shape, Slot
from engine.statuses import Mark, Reason

PRECEDENCE = (
    RequestKind.CLARIFY,
    RequestKind.RESUBMIT,
    RequestKind.RESTORE_ACCESS,
    RequestKind.CONFIRM,
    RequestKind.NO_DATA,
    RequestKind.BASE_LINE,
    RequestKind.LATE,
)
"""Where several findings ask different things about one fact, the first of these is asked."""

_NUMBER = {kind: n for n, kind in enumerate(PRECEDENCE)}

_STATE = list(FactTake).index(FactTake.STATE)
# An operand that is the state of its fact says there what is known; of a window, each period is asked for by itself.
_KNOWN = f"""CASE WHEN u.fold IS NOT NULL AND w.fid IS NOT NULL THEN {int(Slot.OK)}
         WHEN u.take = {_STATE} AND o.value IS NOT NULL THEN CAST(o.value AS INTEGER)
         WHEN u.fold IS NOT NULL THEN {int(Slot.MISSING)} ELSE COALESCE(o.state, {int(Slot.MISSING)}) END"""

_SILENT = f"{int(Slot.MISSING)}, {int(Slot.NOT_FOUND)}, {int(Slot.NO_NUMBER)}"

ASKED = f"""
CREATE TEMP TABLE asked AS
WITH slot AS (
  SELECT f.e, f.p, f.ind, f.item, f.reason, i.shape, i.need, u.kid, u.past, r.src AS fp,
         COALESCE(o.fid, w.fid) AS fid, c.e IS NOT NULL AS contested, {_KNOWN} AS state, o.value,
         u.slot >= i.required AS of_judgement
  FROM finding f
  JOIN indicator i ON i.ind = f.ind
  JOIN use_fact u ON u.ind = f.ind
  JOIN period_ref r ON r.p = f.p AND r.ref = u.ref
  LEFT JOIN operand o ON o.e = f.e AND o.p = f.p AND o.ind = f.ind AND o.slot = u.slot AND o.variant = 0
  LEFT JOIN winner w ON u.fold IS NOT NULL AND w.e = f.e AND w.kid = u.kid AND w.p = r.src
  LEFT JOIN contested c ON c.e = f.e AND c.p = f.p AND c.ind = f.ind AND c.slot = u.slot
  LEFT JOIN rolled d ON d.e = f.e AND d.p = f.p AND d.ind = f.ind
  WHERE f.reported AND d.e IS NULL AND f.reason <> {REASON_CODE[Reason.KIND]}
    AND (f.reason <> {SCORED} OR (f.disputed AND i.value_taken))
), measured AS (
  SELECT e, p, ind, BOOL_AND(of_judgement OR state = {int(Slot.OK)}) AS whole FROM slot GROUP BY e, p, ind
), enough AS (
  SELECT e, p, ind,
         COUNT(CASE WHEN state IN ({int(Slot.UNCONFIRMED)}, {int(Slot.NOT_LISTED)}) OR
                         (state = {int(Slot.OK)} AND value > 0) THEN 1 END) >=
           LEAST(MAX(need), COUNT(CASE WHEN state <> {int(Slot.NOT_APPLICABLE)} THEN 1 END)) AS confirming
  FROM slot WHERE shape = {int(Shape.PRESENCE)} GROUP BY e, p, ind
), wanted AS (
  SELECT s.* EXCLUDE (of_judgement), CASE
      WHEN s.reason = {SCORED} THEN CASE WHEN s.contested AND NOT s.of_judgement THEN {_NUMBER[RequestKind.CLARIFY]} END
      WHEN s.of_judgement AND NOT m.whole THEN NULL
      WHEN s.contested AND s.reason = {REASON_CODE[Reason.CONTRADICTION]} THEN {_NUMBER[RequestKind.CLARIFY]}
      WHEN s.state = {int(Slot.REJECTED)} THEN {_NUMBER[RequestKind.RESUBMIT]}
      WHEN s.state = {int(Slot.UNCONFIRMED)} THEN {_NUMBER[RequestKind.RESTORE_ACCESS]}
      WHEN s.state = {int(Slot.NOT_LISTED)} THEN {_NUMBER[RequestKind.CONFIRM]}
      WHEN s.state NOT IN ({_SILENT}) OR COALESCE(n.confirming, FALSE) THEN NULL
      WHEN s.reason <> {REASON_CODE[Reason.NO_PREDECESSOR]} THEN {_NUMBER[RequestKind.NO_DATA]}
      WHEN NOT s.past THEN {_NUMBER[RequestKind.BASE_LINE]} END AS kind
  FROM slot s
  JOIN measured m ON m.e = s.e AND m.p = s.p AND m.ind = s.ind
  LEFT JOIN enough n ON n.e = s.e AND n.p = s.p AND n.ind = s.ind
  UNION ALL
  SELECT f.e, f.p, f.ind, f.item, f.reason, 0, 0, u.kid, u.past, r.src, o.fid, FALSE, o.state, o.value,
         {_NUMBER[RequestKind.LATE]}
  FROM finding f
  JOIN use_fact u ON u.ind = f.ind
  JOIN period_ref r ON r.p = f.p AND r.ref = u.ref
  JOIN operand o ON o.e = f.e AND o.p = f.p AND o.ind = f.ind AND o.slot = u.slot AND o.variant = 0
  WHERE f.reported AND o.flags & {int(Flag.LATE)} <> 0 AND o.fid IS NOT NULL AND NOT u.past
)
SELECT *, ROW_NUMBER() OVER (ORDER BY p, e, first, fp DESC, k, kind) AS n
FROM (
  SELECT w.e, w.fp, q.k, MIN(w.kind) AS kind, MIN(w.p) AS p, LIST_SORT(LIST(DISTINCT w.item)) AS items,
         MIN(w.item) AS first, MIN(w.kid) AS kid, MIN_BY(w.fid, w.kid) AS fid
  FROM wanted w JOIN question q ON q.kid = w.kid
  WHERE w.kind IS NOT NULL
  GROUP BY w.e, w.fp, q.k, w.kind = {_NUMBER[RequestKind.LATE]}
) AS g
"""

# Which indicators need a fact: few combinations for however many requests.
COMBINATION = """
CREATE TEMP TABLE combination AS
SELECT ROW_NUMBER() OVER (ORDER BY p, items) AS c, p, items FROM (SELECT DISTINCT p, items FROM asked) AS d
"""


def requests_view(*, label: str | None) -> str:
    """Requests in words, with the number `n` that puts them in order."""
    mark = f"'{Mark.ILLUSTRATIVE}'" if label == Mark.ILLUSTRATIVE else "CAST(NULL AS VARCHAR)"
    return f"""
CREATE TEMP VIEW requests AS
SELECT r.name || '/' || p.name || '/' || o.id || '/' || k.name AS id, o.id AS entity, p.name AS period, k.name AS key,
       k.title, k.unit, r.name AS kind, r.priority, m.indicators, m.sources, r.due, t.text, r.rule, {mark} AS marks,
       a.n, a.e
FROM asked a
JOIN entity o ON o.e = a.e
JOIN period_name p ON p.p = a.fp
JOIN key_name k ON k.k = a.k
JOIN request_rule r ON r.p = a.p AND r.kind = a.kind
JOIN combination c ON c.p = a.p AND c.items = a.items
JOIN combination_name m ON m.c = c.c
LEFT JOIN request_text t ON t.n = a.n
"""
