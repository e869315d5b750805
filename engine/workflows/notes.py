"""What a reader of the results should know beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.backend.duckdb import Database
from engine.diagnostics.core import Lang, Text
from engine.pack.model import Confidence, Pack, Period, Reading, Role
from engine.plan.program import Program
from engine.result import Note, RecommendationResult
from engine.trace.breaks import differing


def notes(program: Program, db: Database, recommendations: Iterable[RecommendationResult]) -> Iterator[Note]:
    """Readings and targets of the document once each, then what concerns single results."""
    pack = program.pack
    periods = tuple(pack.periods[p] for p in program.requested)
    seen: set[Note] = set()
    for note in (*_document(pack, periods), *_series(program), *_data(db), *_addressees(recommendations)):
        if note not in seen:
            seen.add(note)
            yield note


def _document(pack: Pack, periods: tuple[Period, ...]) -> Iterator[Note]:
    for period in periods:
        for indicator in pack.at(period.end).indicators:
            number = indicator.header.id
            for reading in indicator.readings:
                kind = "restored_reading" if reading.restored else "ambiguous_reading"
                yield Note(kind, number, _reading(reading, Lang(pack.passport.language)))
            if indicator.target is not None and indicator.target.text is None:
                yield Note("target_not_set", number, indicator.target.note or "")
            if indicator.role is Role.DERIVED:
                yield Note("derived", number, indicator.title)


def _series(program: Program) -> Iterator[Note]:
    """Which rules differ between two periods: they are not compared then, or older facts were evaluated anew."""
    if not program.reevaluate:
        for subject, text in _differences(program):
            yield Note("series_break", subject, text)
        return
    periods = (program.pack.periods[p] for p in program.requested)
    for subject, text in _differences(Program(program.pack, periods)):
        yield Note("reevaluated", subject, text)


def _differences(program: Program) -> Iterator[tuple[str, str]]:
    """`indicator / earlier period / later period` → the rules that differ, once for each indicator and two periods."""
    found: dict[tuple[int, str, int], dict[tuple[str, str], None]] = {}
    for broken in program.breaks:
        pairs = found.setdefault((broken.period, broken.compiled.item, broken.earlier), {})
        pairs |= dict.fromkeys(differing(program, broken))
    order = {item: n for n, item in enumerate(program.items)}
    for (period, item, earlier), pairs in sorted(found.items(), key=lambda f: (f[0][0], order[f[0][1]], f[0][2])):
        then, now = (program.pack.periods[p].id for p in (earlier, period))
        yield f"{item} / {then} / {now}", ", ".join(f"{old} ↔ {new}" for old, new in pairs)


_CELLS = {
    "title": Text("title", "наименование"),
    "target": Text("target", "целевое значение"),
    "sources": Text("sources", "источник данных"),
    "level": Text("level", "уровень"),
    "number": Text("number", "номер"),
    "parent": Text("indicative indicator", "индикативный показатель"),
}
_CONFIDENCE = {
    Confidence.HIGH: Text("high confidence", "уверенность высокая"),
    Confidence.MEDIUM: Text("medium confidence", "уверенность средняя"),
    Confidence.LOW: Text("low confidence", "уверенность низкая"),
}


def _reading(reading: Reading, lang: Lang) -> str:
    """The cell and how sure its reading is, in the language of the pack, then the reading itself."""
    cell = _CELLS[reading.cell].fill(lang, {}) if reading.cell in _CELLS else reading.cell
    return f"{cell} ({_CONFIDENCE[reading.confidence].fill(lang, {})}): {reading.text}"


_PARTIAL = """
SELECT entity, period, indicator, covered, countable FROM findings
WHERE covered < countable AND (contains(marks, 'partial_coverage') OR reason = 'coverage') ORDER BY p, e, item
"""


_UNUSED = """
WITH used AS (
  SELECT DISTINCT q.k, r.src AS p, t.kind
  FROM active a
  JOIN use_fact u ON u.ind = a.ind
  JOIN question q ON q.kid = u.kid
  LEFT JOIN imputation m ON m.ind = u.ind AND m.slot = u.slot
  JOIN period_ref r ON r.p = a.p AND (r.ref = u.ref OR r.ref = m.ref)
  JOIN applies t ON t.ind = a.ind AND t.applies
)
SELECT k.name, COUNT(*), MIN(n.id)
FROM fact f
JOIN key_name k ON k.k = f.k
JOIN entity n ON n.e = f.e
WHERE f.p IN (SELECT p FROM active) AND NOT EXISTS (
  SELECT 1 FROM used u WHERE u.k = f.k AND u.p = f.p AND u.kind = n.kind)
GROUP BY k.name ORDER BY k.name
"""


def _data(db: Database) -> Iterator[Note]:
    for key, count, entity in db.rows(_UNUSED):
        yield Note("unused_facts", key, f"{count} ({entity}…)" if count > 1 else entity)
    for entity, period, indicator, covered, countable in db.rows(_PARTIAL):
        yield Note("partial_coverage", f"{indicator} / {entity} / {period}", f"{covered}/{countable}")


def _addressees(recommendations: Iterable[RecommendationResult]) -> Iterator[Note]:
    for letter in recommendations:
        if letter.recipient is None and not letter.members:
            yield Note("addressee_not_found", letter.addressee, letter.recipient_name)
