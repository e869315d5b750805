"""Resolution: of the facts that compete for one question, the one that counts; the losers, each with its reason.

The order (DESIGN 6): a correction takes the place of what its provider said before, wherever it ranks; a positive
statement beats a negative search; then, where the pack declares one, the order of sources; then, within one source,
the newer observation. Facts that still differ are rivals: `rival` has them, numbered, beside the winner.
"""

from __future__ import annotations

from engine.statuses import FactState

_FIRM = ", ".join(
    str(int(s)) for s in (FactState.REPORTED, FactState.CONFIRMED_ABSENT, FactState.SUPPRESSED, FactState.REJECTED)
)

LAST_DAY = (1 << 20) - 1
"""Days are counted in twenty bits, which last until the year 2871."""

SUPERSEDED = """
CREATE TEMP TABLE superseded AS
SELECT f.fid, MIN(c.fid) AS by_fid
FROM fact f JOIN fact c ON c.correction AND c.e = f.e AND c.p = f.p AND c.k = f.k AND c.provider = f.provider
  AND c.fid <> f.fid
WHERE CASE WHEN f.correction THEN f.submitted < c.submitted OR (f.submitted = c.submitted AND f.fid < c.fid)
           ELSE COALESCE(f.submitted <= c.submitted, TRUE) END
GROUP BY f.fid
"""

# How each key is answered by each source in each period, for each question: one small table to look facts up in.
ASK = """
CREATE TEMP TABLE ask AS
SELECT q.k, r.src, d.p, q.kid, CASE WHEN q.any_source OR l.src IS NOT NULL THEN 0 ELSE 1 END AS unlisted, r.pref,
       d.submit_by
FROM question q CROSS JOIN source_rank r CROSS JOIN period d
LEFT JOIN listed l ON l.kid = q.kid AND l.src = r.src
"""

# A correction that came by a lesser way keeps the standing of what it corrects.
STANDING = """
CREATE TEMP TABLE standing AS
SELECT c.fid, a.kid, MIN(a.unlisted) AS unlisted, MIN(a.pref) AS pref
FROM fact c
JOIN fact o ON o.e = c.e AND o.p = c.p AND o.k = c.k AND o.provider = c.provider
JOIN ask a ON a.k = o.k AND a.src = o.src AND a.p = o.p
WHERE c.correction AND (o.fid = c.fid OR COALESCE(o.submitted <= c.submitted, TRUE))
GROUP BY c.fid, a.kid
"""

# Days before the newest possible observation; a rejected row without a date may be the newest, others are the oldest.
_AGE = f"""CASE WHEN f.observed IS NOT NULL
              THEN GREATEST(0, {LAST_DAY} - CAST(f.observed - DATE '0001-01-01' AS INTEGER))
              WHEN f.st = {int(FactState.REJECTED)} THEN 0 ELSE {LAST_DAY} END"""

# Everything that decides between candidates in one number, the smallest first: tier, place in the order of sources,
# age, number of the fact.
_RANK = "(CAST(tier AS BIGINT) << 59) | (CAST(pref AS BIGINT) << 51) | (CAST(age AS BIGINT) << 31) | fid"

CANDIDATE = f"""
CREATE TEMP TABLE candidate AS
SELECT fid, e, p, kid, value, st, src, age, late, tier, pref,
       ROW_NUMBER() OVER (PARTITION BY e, p, kid ORDER BY {_RANK}) AS rn
FROM (
  SELECT f.fid, f.e, f.p, a.kid, f.value, f.st, f.src, {_AGE} AS age,
         COALESCE(f.submitted > a.submit_by, FALSE) AS late,
         CASE WHEN f.st = {int(FactState.NOT_APPLICABLE)} THEN 1
              WHEN COALESCE(s.unlisted, a.unlisted) = 0
              THEN CASE WHEN f.st IN ({_FIRM}) THEN 1 WHEN f.st = {int(FactState.UNCONFIRMED)} THEN 2 ELSE 4 END
              ELSE CASE WHEN f.st = {int(FactState.NOT_FOUND)} THEN 5 ELSE 3 END END AS tier,
         COALESCE(s.pref, a.pref) AS pref
  FROM fact f
  JOIN ask a ON a.k = f.k AND a.src = f.src AND a.p = f.p
  LEFT JOIN standing s ON s.fid = f.fid AND s.kid = a.kid
  WHERE NOT EXISTS (SELECT 1 FROM superseded x WHERE x.fid = f.fid)
) AS b
"""

WINNER = "CREATE TEMP VIEW winner AS SELECT * FROM candidate WHERE rn = 1"

# Between equals stands first what could not be read, lest something else take its place; then the source that the pack
# names first, the lesser value and, of facts that say the same, the one in time and with evidence. Never the first row.
_AMONG_EQUALS = f"""l.st <> {int(FactState.REJECTED)}, l.src, l.st, l.value, f.text, l.late, f.evidence,
  f.evidence_date DESC, f.submitted DESC, f.provider, f.observed, l.fid"""


def tied(*, ties_first: bool) -> str:
    """The places of candidates of the same tier, source order and age as the best: most have none, so they are few."""
    return f"""
CREATE TEMP TABLE tied AS
SELECT l.fid, l.kid,
       ROW_NUMBER() OVER (PARTITION BY l.e, l.p, l.kid ORDER BY {"l.src, l.fid" if ties_first else _AMONG_EQUALS}) AS rn
FROM candidate n
JOIN candidate w ON w.rn = 1 AND w.e = n.e AND w.p = n.p AND w.kid = n.kid AND w.tier = n.tier AND w.pref = n.pref
  AND w.age = n.age
JOIN candidate l ON l.e = n.e AND l.p = n.p AND l.kid = n.kid AND l.tier = n.tier AND l.pref = n.pref
  AND l.age = n.age
JOIN fact f ON f.fid = l.fid
WHERE n.rn = 2
"""


PLACED = "UPDATE candidate SET rn = t.rn FROM tied t WHERE t.fid = candidate.fid AND t.kid = candidate.kid"


def rivals(*, ties_first: bool) -> str:
    """Candidates as good as the winner that say something else; numbered from 1, the winner is 0.

    Of several that say the same only the first is kept.
    """
    tied = "n.age = l.age AND n.fid < l.fid" if ties_first else "FALSE"
    return f"""
CREATE TEMP TABLE rival AS
WITH other AS (
  SELECT l.*, w.fid AS winner FROM candidate l
  JOIN winner w ON w.e = l.e AND w.p = l.p AND w.kid = l.kid AND w.tier = l.tier AND w.pref = l.pref
  WHERE l.rn > 1 AND {int(FactState.REJECTED)} NOT IN (l.st, w.st)
), unbeaten AS (
  SELECT l.*, f.text,
         ROW_NUMBER() OVER (PARTITION BY l.e, l.p, l.kid ORDER BY l.age, {_AMONG_EQUALS}) AS place
  FROM other l JOIN fact f ON f.fid = l.fid JOIN fact a ON a.fid = l.winner
  WHERE (l.st <> a.st OR l.value IS DISTINCT FROM a.value OR f.text IS DISTINCT FROM a.text) AND NOT EXISTS (
    SELECT 1 FROM candidate n WHERE n.e = l.e AND n.p = l.p AND n.kid = l.kid AND n.tier = l.tier AND n.pref = l.pref
    AND n.src = l.src AND (n.age < l.age OR {tied}))
)
SELECT fid, e, p, kid, value, st, tier, late, winner, ROW_NUMBER() OVER (PARTITION BY e, p, kid ORDER BY place) AS alt
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY e, p, kid, st, value, text ORDER BY place) AS same FROM unbeaten) AS d
WHERE same = 1
"""


def losers(*, ties_first: bool) -> str:
    """Who lost to whom and why: weaker, source_order, older, agrees, later_row or contradicts."""
    tied = """WHEN EXISTS (SELECT 1 FROM candidate n WHERE n.e = l.e AND n.p = l.p AND n.kid = l.kid AND n.tier = l.tier
                         AND n.pref = l.pref AND n.src = l.src AND n.fid < l.fid
                         AND n.age = l.age) THEN 'later_row'"""
    return f"""
CREATE TEMP TABLE IF NOT EXISTS loser AS
SELECT l.fid, l.e, l.p, l.kid, w.fid AS winner, l.value, l.st, l.tier,
       CASE WHEN l.tier <> w.tier THEN 'weaker' WHEN l.pref <> w.pref THEN 'source_order'
            WHEN EXISTS (SELECT 1 FROM candidate n WHERE n.e = l.e AND n.p = l.p AND n.kid = l.kid AND n.tier = l.tier
                         AND n.pref = l.pref AND n.src = l.src AND n.age < l.age) THEN 'older'
            WHEN l.st = w.st AND l.value IS NOT DISTINCT FROM w.value AND a.text IS NOT DISTINCT FROM b.text
            THEN 'agrees'
            WHEN l.st = {int(FactState.REJECTED)} OR w.st = {int(FactState.REJECTED)} THEN 'weaker'
            {tied if ties_first else ""} ELSE 'contradicts' END AS why
FROM candidate l
JOIN winner w ON w.e = l.e AND w.p = l.p AND w.kid = l.kid
JOIN fact a ON a.fid = l.fid
JOIN fact b ON b.fid = w.fid
WHERE l.rn > 1
UNION ALL
SELECT f.fid, f.e, f.p, q.kid, s.by_fid, f.value, f.st, 0, 'superseded'
FROM superseded s JOIN fact f ON f.fid = s.fid JOIN question q ON q.k = f.k
"""
