"""The example packs by the plan and by the naive evaluator: the same findings, totals and requests."""

from __future__ import annotations

from tests.examples.kit import INPUTS, case_of, evaluation_of
from tests.plan.compared import differences


def test_management_cycle() -> None:
    """What only judgements look at is not asked by the naive evaluator; the one request is tested with the case."""
    case = case_of(evaluation_of("ru-management-cycle", INPUTS / "ru-management-cycle"))
    assert differences(case, also=("losers",), but=("marks",)) == []


def test_growth_caps_weights() -> None:
    case = case_of(evaluation_of("ru-growth-caps-weights", INPUTS / "ru-growth-caps-weights"))
    assert differences(case, also=("asked", "losers"), but=("marks",)) == []


def test_older_facts_under_newer_rules() -> None:
    name = "ru-growth-caps-weights"
    case = case_of(evaluation_of(name, INPUTS / name, reevaluate=True), reevaluate=True)
    assert differences(case, also=("asked", "losers"), but=("marks",)) == []
