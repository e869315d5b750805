"""«Динамика»: all numbers of the method's own tables, and the years that may only be compared after re-evaluation."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engine.result import Results
from engine.workflows.evaluate import Evaluation
from tests.examples.kit import INPUTS, Explanations, evaluation_of, findings, plain, shown, totals

NAME = "ru-growth-caps-weights"

# Points of D1, D2, D3 (None: not scored), sum, maximum, total with one decimal.
RESULTS_OF_2022 = {
    "M1": ("1", "2", "1", "4", "6", "80.0"),
    "M2": ("2", "3", "0", "5", "6", "91.7"),
    "M3": ("1", "3", "1", "5", "6", "83.3"),
    "M4": (None, "1", "1", "2", "4", "55.0"),
    "M5": ("2", "0", None, "2", "6", "40.0"),
    "M6": ("2", "3", "1", "6", "6", "100.0"),
}
# Points of D1 for 2021: under the rules of 2021, and under those of 2022.
POINTS_OF_2021 = {
    "M1": ("1", "1"),
    "M2": ("1", "1"),
    "M6": ("0", "0"),
    "M7": ("1", "2"),
    "M8": ("1", "2"),
    "M9": ("1", "1"),
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluation_of(NAME, INPUTS / NAME)


@pytest.fixture(scope="module")
def results(evaluation: Evaluation) -> Results:
    return evaluation.results


@pytest.fixture(scope="module")
def reevaluated() -> Results:
    return evaluation_of(NAME, INPUTS / NAME, reevaluate=True).results


@pytest.mark.parametrize("entity", RESULTS_OF_2022)
def test_points_and_totals_of_2022(results: Results, entity: str) -> None:
    found, total = findings(results), totals(results)
    points = tuple(plain(found[entity, "2022", i].points) for i in ("D1", "D2", "D3"))
    both = (plain(total[entity, "2022", "points"].value), plain(total[entity, "2022", "points"].maximum))
    assert (*points, *both, shown(results, (entity, "2022", "total"))) == RESULTS_OF_2022[entity]


def test_how_the_points_of_d1_came_about(results: Results) -> None:
    found = {e: findings(results)[e, "2022", "D1"] for e in RESULTS_OF_2022}
    assert {e: (f.outcome, plain(f.value)) for e, f in found.items()} == {
        "M1": ("growth", "5"),
        "M2": ("strong_growth", "10"),
        "M3": ("saturation", "0"),
        "M4": (None, None),
        "M5": ("appeared", None),
        "M6": ("strong_growth", "10"),
    }
    assert (found["M4"].status, found["M4"].reason) == ("not_assessed", "no_predecessor")


def test_saturation_is_explained(evaluation: Evaluation) -> None:
    assert "пояснение: насыщение: охват 96,2 %" in Explanations(evaluation).of(("M3", "2022", "D1"))


def test_the_category_is_told_and_gives_the_coefficient(results: Results) -> None:
    found = findings(results)
    told = {e: plain(found[e, "2022", "category.coefficient"].value) for e in RESULTS_OF_2022}
    assert told == {"M1": "1.2", "M2": "1.1", "M3": "1", "M4": "1.1", "M5": "1.2", "M6": "1.2"}


def test_missing_data_give_an_interval(results: Results) -> None:
    found = totals(results)
    intervals = {
        e: (plain(found[e, "2022", "total"].lower), plain(found[e, "2022", "total"].upper)) for e in ("M5", "M6")
    }
    assert intervals == {"M5": ("40", "60"), "M6": ("100", "100")}
    points = found["M5", "2022", "points"]
    assert (plain(points.lower), plain(points.upper), plain(points.maximum)) == ("2", "3", "6")
    provisional = {e for e in RESULTS_OF_2022 if "provisional" in found[e, "2022", "total"].marks}
    assert provisional == {"M5"}


def test_each_year_is_evaluated_under_its_own_version(results: Results) -> None:
    found = findings(results)
    assert {found[e, "2021", "D1"].rule for e in POINTS_OF_2021} == {"D1@1.0.0"}
    assert {found[e, "2022", "D1"].rule for e in RESULTS_OF_2022} == {"D1@2.0.0"}
    old = {e: plain(found[e, "2021", "D1"].points) for e in POINTS_OF_2021}
    assert old == {e: points for e, (points, _) in POINTS_OF_2021.items()}
    growth = {e: shown(results, (e, "2021", "D1")) for e in POINTS_OF_2021}
    assert growth == {"M1": "0.50", "M2": "2.04", "M6": "0.00", "M7": "15.00", "M8": "10.00", "M9": "9.83"}


def test_the_facts_of_2021_under_the_rules_of_2022(results: Results, reevaluated: Results) -> None:
    found = findings(reevaluated)
    new = {e: plain(found[e, "2022", "D1.previous"].value) for e in POINTS_OF_2021}
    assert new == {e: points for e, (_, points) in POINTS_OF_2021.items()}
    # What was published for 2021 stays as it was.
    old = {p: f for p, f in findings(results).items() if p[1] == "2021"}
    assert {p: f for p, f in found.items() if p[1] == "2021"} == old


def test_years_are_not_compared_under_different_versions(results: Results) -> None:
    for entity in ("M1", "M2", "M6"):
        for indicator in ("D1.previous", "D1.change", "total.change"):
            found = findings(results)[entity, "2022", indicator]
            assert (found.status, found.reason, found.value) == ("not_assessed", "series_break", None)


def test_the_explanation_names_both_versions(evaluation: Evaluation) -> None:
    explanations = Explanations(evaluation)
    for indicator in ("D1.previous", "D1.change", "total.change"):
        assert "D1@1.0.0 ↔ D1@2.0.0" in explanations.of(("M1", "2022", indicator))


def test_years_are_compared_after_reevaluation(reevaluated: Results) -> None:
    assert _changes(reevaluated, "D1.change") == {"M1": "0", "M2": "1", "M6": "2"}
    # 80,0 → 80,0; 73,3 → 91,7; 80,0 → 100,0. The totals of 2021 as they were published are 96, 88 and 96.
    assert _changes(reevaluated, "total.change") == {"M1": "0.0", "M2": "18.3", "M6": "20.0"}
    published = totals(reevaluated)
    assert [plain(published[e, "2021", "total"].value) for e in ("M1", "M2", "M6")] == ["96", "88", "96"]


def _changes(results: Results, indicator: str) -> Mapping[str, str]:
    return {e: shown(results, (e, "2022", indicator)) for e in ("M1", "M2", "M6")}
