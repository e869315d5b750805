"""Fired rules → the conclusion for every direction of analysis, of every entity it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.backend.duckdb import Database
from engine.inference.addressing import Directory
from engine.inference.conditions import Conclusion
from engine.inference.firing import Fired
from engine.pack.model import Direction
from engine.plan.codes import IN_MAXIMUM, REASON_CODE, SCORED, code_list
from engine.plan.program import Program
from engine.result import DirectionResult
from engine.statuses import Mark, Reason

_UNKNOWN = code_list((*(c for c in IN_MAXIMUM if c != SCORED), REASON_CODE[Reason.NO_PREDECESSOR]))


def conclusions(
    db: Database, program: Program, directory: Directory, fired: Iterable[Fired], label: str | None
) -> Iterator[DirectionResult]:
    """For each period, direction and entity the outcome that was concluded, else what the direction says otherwise."""
    concluded = {
        (f.period, f.entity, f.origin.direction.header.id): f.origin.outcome
        for f in fired
        if isinstance(f.origin, Conclusion)
    }
    unknown = _unknown(db) if program.pack.directions else {}
    assessed = {k.id for k in program.pack.kinds if k.assessed}
    for period in program.requested:
        at = program.pack.periods[period]
        for direction in program.pack.at(at.end).directions:
            for e, entity in enumerate(directory.entities):
                if entity.level not in direction.levels or entity.kind not in assessed:
                    continue
                outcome = concluded.get((period, e, direction.header.id))
                yield DirectionResult(
                    entity=entity.id,
                    period=at.id,
                    direction=direction.header.id,
                    title=direction.title,
                    outcome=outcome.outcome if outcome else direction.otherwise,
                    outcome_title=outcome.title if outcome else direction.otherwise_title,
                    missing=_missing(direction, unknown.get((period, e), frozenset())),
                    rule=direction.header.rule,
                    marks=(Mark.ILLUSTRATIVE,) if label == Mark.ILLUSTRATIVE else (),
                )


def _unknown(db: Database) -> dict[tuple[int, int], frozenset[str]]:
    """The indicators of each period and entity that should be known and are not."""
    query = f"""
    SELECT f.p, f.e, LIST(n.name) FROM finding f JOIN item_name n ON n.item = f.item
    WHERE f.reported AND f.reason IN ({_UNKNOWN}) GROUP BY f.p, f.e"""
    return {(p, e): frozenset(items) for p, e, items in db.rows(query)}


def _missing(direction: Direction, unknown: frozenset[str]) -> tuple[str, ...]:
    return tuple(i for i in direction.indicators if i in unknown)
