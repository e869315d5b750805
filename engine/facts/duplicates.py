"""Facts stated twice: the same entity, period, key, source, provider and dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from engine.decimals import plain_text
from engine.diagnostics import facts as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.checking import Refused
from engine.facts.intake import Intake
from engine.facts.store import Store
from engine.pack.model import Pack
from engine.statuses import FactState

_REJECTED = int(FactState.REJECTED)
_SAME = "e, p, k, src, provider, observed, submitted, correction"
_REPEATED = f"""
CREATE OR REPLACE TABLE repeated AS
SELECT {_SAME}, min(fid) AS first FROM fact WHERE st <> {_REJECTED} GROUP BY ALL HAVING count(*) > 1
"""
_ROWS = f"""
SELECT r.first, f.fid, f.file, f.line, f.cell, f.e, f.p, f.k, f.value, f.text, f.st
FROM fact f JOIN repeated r ON f.e = r.e AND f.p = r.p AND f.k = r.k AND f.src = r.src
  AND f.provider IS NOT DISTINCT FROM r.provider AND f.observed IS NOT DISTINCT FROM r.observed
  AND f.submitted IS NOT DISTINCT FROM r.submitted AND f.correction = r.correction
WHERE f.st <> {_REJECTED} ORDER BY r.first, f.fid
"""
_REFUSE = f"""
UPDATE fact SET st = {_REJECTED}, value = NULL, text = NULL
WHERE fid IN (SELECT unnest(CAST(? AS INTEGER[])))
"""


class _Fact(NamedTuple):
    first: int
    fid: int
    file: int
    line: int
    cell: str | None
    e: int
    p: int
    k: int
    value: Any
    text: str | None
    st: int

    @property
    def said(self) -> tuple[Any, ...]:
        return self.value, self.text, self.st


def refuse_duplicates(store: Store, intakes: Sequence[Intake], entities: Sequence[str], pack: Pack) -> None:
    """Refuse the repeats of a fact, and the first statement too where they do not all say the same.

    `entities` are the ids by number.
    """
    store.con.execute(_REPEATED)
    groups: dict[int, list[_Fact]] = {}
    for row in store.con.execute(_ROWS).fetchall():
        fact = _Fact(*row)
        groups.setdefault(fact.first, []).append(fact)
    store.con.execute("DROP TABLE repeated")
    refused: list[int] = []
    for group in groups.values():
        first, *repeats = group
        for fact in repeats if len({f.said for f in group}) == 1 else group:
            refused.append(fact.fid)
            other = repeats[0] if fact is first else first
            _refuse(intakes, fact, other, f"{entities[fact.e]} | {pack.periods[fact.p].id} | {pack.facts[fact.k].key}")
    store.con.execute(_REFUSE, [refused])
    for intake in intakes:
        intake.write(store)


def _refuse(intakes: Sequence[Intake], fact: _Fact, other: _Fact, name: str) -> None:
    intake = intakes[fact.file]
    place = _place(intake.name, fact)
    params = {"first": f"{intakes[other.file].name}:{other.cell or other.line}"}
    said = fact.text or ("" if fact.value is None else plain_text(fact.value))
    problem = Diagnostic(codes.DUPLICATE_ROW, place, params, (_place(intakes[other.file].name, other),))
    intake.facts -= 1
    intake.take(0, [Refused(place, f"{name} | {said}", (problem,), ())])


def _place(file: str, fact: _Fact) -> Span:
    return Span(file, fact.line, 1, fact.line, 2, cell=fact.cell or "")
