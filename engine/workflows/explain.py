"""Replay a run from its own copies and walk back from one of its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from engine.pack.model import Pack
from engine.plan.resolve import losers
from engine.result import Profile
from engine.trace.entries import Entry
from engine.trace.tracer import Tracer
from engine.workflows.evaluate import Evaluation, Parameters, evaluate
from engine.workflows.inputs import Opened, opened
from engine.workflows.record import read_manifest


class NotInRun(Exception):
    """What was asked for is not in the run; `what` is its kind, `known` the names there are."""

    def __init__(self, what: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.what, self.name, self.known = what, name, known


def reopened(folder: Path) -> Opened:
    return opened(folder / "pack", folder / "inputs")


def replayed(folder: Path, given: Opened) -> Evaluation:
    """The evaluation of the run, made again from its copies under its parameters."""
    assert given.pack is not None
    assert given.fact_set is not None
    manifest: Mapping[str, Any] = read_manifest(folder) or {}
    try:
        parameters = _parameters(manifest["parameters"], given)
        fact_set = replace(given.fact_set, id=str(manifest["facts"]["id"]))
    except (KeyError, TypeError, ValueError) as damaged:
        raise NotInRun("manifest", folder.name, ()) from damaged
    return evaluate(given.pack, fact_set, given.db, parameters)


def _parameters(told: Mapping[str, Any], given: Opened) -> Parameters:
    """What the manifest says the run depended on. Raises KeyError, TypeError or ValueError when it says nonsense."""
    assert given.pack is not None
    assert given.fact_set is not None
    ends = {p.id: p.end for p in given.pack.periods}
    periods = tuple(str(p) for p in told["periods"])
    own = {ends[p] for p in periods}
    days = {date.fromisoformat(d) for d in told["as_of"]}
    entity, reevaluate = told["entity"], told["reevaluate"]
    if (
        not periods
        or not days
        or not isinstance(reevaluate, bool)
        or (entity is not None and entity not in {e.id for e in given.fact_set.register})
    ):
        raise ValueError
    return Parameters(periods, None if days == own else days.pop(), Profile(told["profile"]), entity, reevaluate)


def explain_run(folder: Path, given: Opened, what: tuple[str, ...]) -> tuple[dict[str, Entry], str]:
    """As `explain`, of a run in its folder."""
    return explain(replayed(folder, given), what)


def explain(evaluation: Evaluation, what: tuple[str, ...]) -> tuple[dict[str, Entry], str]:
    """The trace of one recommendation, finding or conclusion, and the name it starts from.

    Raises `NotInRun` when there is no such thing in the run.
    """
    evaluation.db.run(losers(ties_first=evaluation.pack.passport.resolution.ties_first))
    tracer = Tracer(
        evaluation.pack,
        evaluation.program,
        evaluation.db,
        evaluation.directory,
        evaluation.rule_sets,
        evaluation.fired,
        evaluation.recommendations,
    )
    if len(what) == 1:
        return _recommendation(evaluation, tracer, what[0])
    return _finding(evaluation, tracer, what)


def _recommendation(evaluation: Evaluation, tracer: Tracer, name: str) -> tuple[dict[str, Entry], str]:
    letters = {r.id: r for r in evaluation.recommendations}
    if name not in letters:
        raise NotInRun("recommendation", name, tuple(letters))
    return tracer.recommendation(letters[name]), f"recommendation/{name}"


def _finding(evaluation: Evaluation, tracer: Tracer, what: tuple[str, ...]) -> tuple[dict[str, Entry], str]:
    entity, item, *rest = what
    pack, program = evaluation.pack, evaluation.program
    if entity not in evaluation.directory.place:
        raise NotInRun("entity", entity, tuple(evaluation.directory.place))
    period = rest[0] if rest else evaluation.periods[-1].id
    if period not in program.ordinal:
        raise NotInRun("period", period, tuple(program.ordinal))
    directions = {(d.entity, d.direction, d.period): d for d in evaluation.directions}
    if (entity, item, period) in directions:
        return tracer.direction(directions[entity, item, period]), f"direction/{item}/{entity}/{period}"
    if item not in program.items:
        raise NotInRun("indicator", item, (*program.items, *_direction_ids(pack)))
    found = tracer.finding(entity, item, period)
    if found is None:
        raise NotInRun("finding", f"{entity} {item} {period}", _findings(evaluation, entity))
    return found


def _direction_ids(pack: Pack) -> tuple[str, ...]:
    return tuple(dict.fromkeys(d.header.id for d in pack.directions))


def _findings(evaluation: Evaluation, entity: str) -> tuple[str, ...]:
    query = "SELECT indicator, period FROM findings WHERE entity = ? ORDER BY p DESC, item"
    return tuple(f"{entity} {item} {period}" for item, period in evaluation.db.rows(query, (entity,)))
