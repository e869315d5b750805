"""What the tests of the example packs share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.diagnostics.core import Lang
from engine.plan.resolve import losers
from engine.report.explain import explain_text
from engine.report.shown import measured
from engine.result import Finding, Results, Total
from engine.statuses import FactState
from engine.trace.tracer import Tracer
from engine.workflows.evaluate import Evaluation
from tests.plan import given
from tests.plan.compared import Case

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "rules" / "examples"
INPUTS = ROOT / "inputs" / "examples"
CASES = Path(os.environ.get("CASES", ROOT.parent / "shared" / "cases"))
"""Published tables that the project keeps no copy of: set CASES to the folder that has them."""

Place = tuple[str, str, str]
"""Entity, period, indicator."""


def case(name: str) -> Path:
    """The folder of a case; the test is skipped where there is none."""
    folder = CASES / name
    if not folder.is_dir():
        pytest.skip(f"no folder {folder}: set CASES to the one with {name}")
    return folder


def evaluation_of(pack: str, facts: Path, *, reevaluate: bool = False) -> Evaluation:
    return engine.evaluate(engine.load_pack(PACKS / pack), facts, reevaluate=reevaluate)


def evaluated(pack: str, facts: Path) -> Results:
    return evaluation_of(pack, facts).results


def findings(results: Results) -> Mapping[Place, Finding]:
    return {(f.entity, f.period, f.indicator): f for f in results.findings}


def totals(results: Results) -> Mapping[Place, Total]:
    return {(t.entity, t.period, t.indicator): t for t in results.totals}


def plain(number: Decimal | None) -> str | None:
    """As people write it: without zeros at the end."""
    return None if number is None else f"{number.normalize():f}"


def shown(results: Results, place: Place) -> str:
    """The value of a finding as reports print it in English."""
    finding = findings(results)[place]
    assert finding.value is not None
    rule = next(i for i in results.pack.indicators if i.header.rule == finding.rule)
    return measured(finding.value, rule, Lang.EN)


class Explanations:
    """What `engine explain` tells of the findings of one evaluation, each in one line of Russian."""

    def __init__(self, evaluation: Evaluation) -> None:
        evaluation.db.run(losers(ties_first=evaluation.pack.passport.resolution.ties_first))
        self.tracer = Tracer(
            evaluation.pack,
            evaluation.program,
            evaluation.db,
            evaluation.directory,
            evaluation.rule_sets,
            evaluation.fired,
            evaluation.recommendations,
        )

    def of(self, place: Place) -> str:
        entity, period, indicator = place
        found = self.tracer.finding(entity, indicator, period)
        assert found is not None
        return " ".join(explain_text(*found, Lang.RU, 120).split())


_FACTS = """
SELECT n.id, p.name, k.name, f.value, s.name, f.st, f.provider, f.observed, f.submitted, f.correction, f.text,
       f.evidence, f.evidence_date
FROM fact f
JOIN entity n ON n.e = f.e
JOIN period_name p ON p.p = f.p
JOIN key_name k ON k.k = f.k
JOIN source_name s ON s.src = f.src
ORDER BY f.fid
"""


def case_of(evaluation: Evaluation, *, reevaluate: bool = False) -> Case:
    """The facts as they were read, for the plan and for the naive evaluator."""
    places = tuple(given.Place(e.id, e.kind, e.parent) for e in evaluation.fact_set.register)
    facts = tuple(_fact(row) for row in evaluation.db.rows(_FACTS))
    periods = tuple(p.id for p in evaluation.periods)
    return Case(evaluation.pack, places, facts, periods, reevaluate)


def _fact(row: tuple[Any, ...]) -> given.Fact:
    entity, period, key, value, source, state, provider, observed, submitted, *rest = row
    assert observed is None or isinstance(observed, date)
    return given.Fact(entity, period, key, value, source, FactState(state), provider, observed, submitted, *rest)
