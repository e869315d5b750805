"""OpenSSF Scorecard of 26 projects: every published aggregate, shown with one decimal."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

import engine
from engine.pack.model import AggregateMeasure
from engine.result import Results
from tests.examples.kit import PACKS, case, case_of, evaluated, evaluation_of, findings, shown, totals
from tests.plan.compared import differences

HERE = Path(__file__).parent / "openssf_scorecard"
PERIOD = "2023-06"

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (case("openssf_scorecard") / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def scores() -> list[Row]:
    return _read("check_scores.csv")


@pytest.fixture(scope="module")
def facts(scores: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("scorecard"), scores)


@pytest.fixture(scope="module")
def results(facts: Path) -> Results:
    return evaluated("openssf-scorecard", facts)


def _written(folder: Path, scores: list[Row]) -> Path:
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    shutil.copy(case("openssf_scorecard") / "expected_aggregate.csv", folder)
    with (folder / "check_scores.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["project", "check", "score"])
        writer.writeheader()
        writer.writerows(row | {"check": row["check"].lower().replace("-", "_")} for row in scores)
    return folder


def _weights() -> Mapping[str, Decimal]:
    return {row["check"]: Decimal(row["weight"]) for row in _read("weights.csv")}


def test_the_weights_are_the_published_ones() -> None:
    pack = engine.load_pack(PACKS / "openssf-scorecard")
    (aggregate,) = [i.measure for i in pack.indicators if isinstance(i.measure, AggregateMeasure)]
    assert dict(aggregate.weights) == _weights()
    assert set(aggregate.indicators) == set(_weights())


def test_every_published_total(results: Results) -> None:
    published = {row["project"]: row["aggregate_score"] for row in _read("expected_aggregate.csv")}
    assert len(published) == 26
    assert {project: shown(results, (project, PERIOD, "aggregate")) for project in published} == published


def test_half_is_shown_to_the_even_digit_and_the_value_stays(results: Results) -> None:
    place = ("gatsbyjs_gatsby", PERIOD, "aggregate")
    assert (findings(results)[place].value, shown(results, place)) == (Decimal("6.25"), "6.2")


def test_inconclusive_checks_leave_numerator_and_denominator(results: Results, scores: list[Row]) -> None:
    weights = _weights()
    for (project, _, _), total in totals(results).items():
        own = {row["check"]: row["score"] for row in scores if row["project"] == project}
        conclusive = {check: Decimal(score) for check, score in own.items() if score}
        by_hand = sum(weights[c] * s for c, s in conclusive.items()) / sum(weights[c] for c in conclusive)
        assert total.value is not None
        assert abs(total.value - by_hand) < Decimal("0.000000001"), project
        assert (total.assessed, total.applicable) == (len(conclusive), 18)
    inconclusive = [f for f in results.findings if f.status != "scored"]
    assert {(f.status, f.reason) for f in inconclusive} == {("no_data", "not_found")}
    assert len(inconclusive) == 64


def test_without_any_conclusive_check_the_aggregate_is_inconclusive(scores: list[Row], tmp_path: Path) -> None:
    lost = [row | {"score": ""} if row["project"] == "nodejs_node" else row for row in scores]
    found = findings(evaluated("openssf-scorecard", _written(tmp_path, lost)))
    assert found["nodejs_node", PERIOD, "aggregate"].status == "no_data"
    assert found["nodejs_node", PERIOD, "aggregate"].value is None
    assert found["expressjs_express", PERIOD, "aggregate"].value is not None


def test_the_naive_evaluator_says_the_same(facts: Path) -> None:
    case = case_of(evaluation_of("openssf-scorecard", facts))
    assert differences(case, also=("asked", "losers"), but=("marks",)) == []
