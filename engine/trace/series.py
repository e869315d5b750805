"""What was known at each period of a series: the plan keeps only what it was folded to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from engine.pack.model import FindingTake
from engine.plan.codes import SCORED, STATUS_CODE, STATUS_OF_REASON, Slot
from engine.plan.operands import DISPUTED, fact_state, fact_value, state_of_reason, uncontested
from engine.plan.uses import FactUse, FindingUse
from engine.trace.scene import Scene


@dataclass(frozen=True, slots=True)
class At:
    """What an operand was at one period; `fact` is the fact that said so."""

    period: int
    state: int
    value: Decimal | None
    fact: int | None = None


def known_at(scene: Scene, slot: int, use: FactUse | FindingUse, periods: Iterable[int]) -> tuple[At, ...]:
    """In the order of `periods`."""
    found = _facts(scene, slot, periods) if isinstance(use, FactUse) else _findings(scene, use, periods)
    return tuple(found)


def _facts(scene: Scene, slot: int, periods: Iterable[int]) -> Iterator[At]:
    query = f"""
SELECT CASE WHEN w.fid IS NULL THEN {int(Slot.MISSING)} WHEN d.e IS NOT NULL THEN {int(Slot.CONFLICT)}
       ELSE {fact_state("w", "f", "x")} END, {fact_value("w", "f", "x")}, w.fid
FROM use_fact u
LEFT JOIN winner w ON w.e = ? AND w.kid = u.kid AND w.p = ?
LEFT JOIN fact f ON f.fid = w.fid
LEFT JOIN text_value x ON x.ind = u.ind AND x.slot = u.slot AND x.text = f.text
LEFT JOIN {DISPUTED} d ON d.e = w.e AND d.p = w.p AND d.kid = w.kid
WHERE u.ind = ? AND u.slot = ?
"""
    for period in periods:
        (row,) = scene.db.rows(query, (scene.entity, period, scene.number, slot))
        yield At(period, *row)


def _findings(scene: Scene, use: FindingUse, periods: Iterable[int]) -> Iterator[At]:
    contested = "f.disputed" if use.take is FindingTake.VALUE else "FALSE"
    query = f"""
SELECT f.reason, CASE WHEN {contested} THEN {int(Slot.CONFLICT)} ELSE {state_of_reason("f.reason")} END,
       {uncontested("f")}, f.points, f.outcome
FROM finding f WHERE f.e = ? AND f.p = ? AND f.ind = ?
"""
    used = scene.program.numbers.get(scene.program.needed(scene.compiled, use.item))
    for period in periods:
        rows = scene.db.rows(query, (scene.entity, period, used))
        yield _finding(scene, use, period, rows[0]) if rows else At(period, int(Slot.MISSING), None)


def _finding(
    scene: Scene, use: FindingUse, period: int, row: tuple[int, int, Decimal | None, Decimal | None, int | None]
) -> At:
    reason, state, value, points, outcome = row
    if use.take is FindingTake.STATUS:
        return At(period, int(Slot.OK), Decimal(STATUS_CODE[STATUS_OF_REASON[reason]]))
    match use.take:
        case FindingTake.POINTS:
            taken = points
        case FindingTake.OUTCOME:
            taken = Decimal(outcome) if outcome is not None else None
        case FindingTake.IS:
            taken = Decimal(outcome is not None and scene.program.outcomes[outcome] in use.outcomes)
        case _:
            taken = value
    known = reason == SCORED and taken is not None
    return At(period, int(Slot.OK) if known else state, taken if known else None)
