"""«Управленческий цикл муниципалитета»: everything that the method's own tables say of three municipalities."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import engine
from engine.result import Results
from engine.workflows.evaluate import Evaluation
from tests.examples.kit import INPUTS, PACKS, Explanations, evaluated, evaluation_of, findings, plain, shown, totals

NAME = "ru-management-cycle"
PERIOD = "2020/2021"

# Points of A, B and V (А, Б, В).
POSITIONS = {
    "C1": "1 1 0",
    "C2": "1 1 0",
    "C3": "1 0 0",
    "P1": "2 1 1",
    "P2": "2 1 1",
    "P3": "1 0 1",
    "P4": "1 0 0",
    "M1": "1 1 0",
    "A1": "1 1 0",
    "A2": "2 1 2",
    "R1": "1 2 0",
    "R2": "1 1 1",
    "E1": "1 0 0",
}
TOTALS = {
    "C": "3 2 0",
    "P": "6 2 3",
    "M": "1 1 0",
    "A": "3 2 2",
    "R": "2 3 1",
    "E": "1 0 0",
    "total": "16 10 6",
}
MAXIMA = {"C": "3", "P": "7", "M": "1", "A": "3", "R": "3", "E": "1", "total": "18", "percent": "100"}
# What an explanation of these positions has to say.
REASONS = {
    ("A", "P3"): "1 из 2: не отвечает цели",
    ("A", "R1"): "1 из 2: нет ответственных",
    ("B", "P1"): "1 из 2: Ц3=0",
    ("B", "P2"): "1 из 2: Ц3=0",
    ("B", "P3"): "отсутствует",
    ("B", "P4"): "не подтверждено (ссылка)",
    ("B", "E1"): "анализ (01.03.2021) раньше мер (05.04.2021)",
    ("V", "C2"): "зависит от Ц1",
    ("V", "P4"): "нет данных",
    ("V", "M1"): "вне периода (03.09.2021 > 31.08.2021)",
    ("V", "A1"): "зависит от М1",
    ("V", "R1"): "отсутствует",
    ("V", "E1"): "зависит от Р1",
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluation_of(NAME, INPUTS / NAME)


@pytest.fixture(scope="module")
def results(evaluation: Evaluation) -> Results:
    return evaluation.results


def _by_municipality(results: Results, indicator: str, field: str) -> str:
    found = findings(results)
    return " ".join(plain(getattr(found[e, PERIOD, indicator], field)) or "?" for e in "ABV")


@pytest.mark.parametrize("indicator", POSITIONS)
def test_points_of_positions(results: Results, indicator: str) -> None:
    """The only position without data has no points of its own; totals count it as zero."""
    expected = POSITIONS[indicator] if indicator != "P4" else "1 0 ?"
    assert _by_municipality(results, indicator, "points") == expected


@pytest.mark.parametrize("indicator", TOTALS)
def test_totals(results: Results, indicator: str) -> None:
    assert _by_municipality(results, indicator, "value") == TOTALS[indicator]


def test_maxima(results: Results) -> None:
    found = totals(results)
    for entity in "ABV":
        assert {i: plain(found[entity, PERIOD, i].maximum) for i in MAXIMA} == MAXIMA


def test_percents_and_levels(results: Results) -> None:
    found = findings(results)
    places = [(e, PERIOD, "percent") for e in "ABV"]
    told = [(shown(results, place), found[place].outcome) for place in places]
    assert told == [("88.9", "high"), ("55.6", "low"), ("33.3", "low")]


def test_the_level_is_that_of_the_percent_before_rounding() -> None:
    (percent,) = [i for i in engine.load_pack(PACKS / NAME).indicators if i.header.id == "percent"]
    assert percent.rounding is None
    assert percent.display is not None
    assert percent.display.digits == 1


def test_fifteen_of_eighteen_points_are_the_middle_level(tmp_path: Path) -> None:
    found = findings(_changed(tmp_path, {("A", "collection_method"): {"state": "confirmed_absent", "value": ""}}))
    percent = found["A", PERIOD, "percent"]
    assert (f"{percent.value:.1f}", percent.outcome) == ("83.3", "middle")


def test_the_first_break(results: Results) -> None:
    found = findings(results)
    assert [found[e, PERIOD, "first-break"].outcome for e in "ABV"] == ["no_break", "break_effect", "break_goals"]


def test_the_only_request(results: Results) -> None:
    assert [(r.entity, r.key, str(r.kind), r.indicators) for r in results.requests] == [
        ("V", "collection_method", "no_data", ("P4",))
    ]


def test_the_upper_bound(results: Results) -> None:
    found = totals(results)
    total, percent = found["V", PERIOD, "total"], found["V", PERIOD, "percent"]
    assert (plain(total.lower), plain(total.upper), plain(total.maximum)) == ("6", "7", "18")
    assert f"{percent.upper:.1f}" == "38.9"
    assert {e for e in "ABV" if "provisional" in found[e, PERIOD, "total"].marks} == {"V"}


def test_the_level_does_not_change_when_the_missing_data_come(tmp_path: Path) -> None:
    found = findings(_changed(tmp_path, {("V", "collection_method"): {"value": "да", "evidence": "https://v.example"}}))
    percent = found["V", PERIOD, "percent"]
    assert (f"{percent.value:.1f}", percent.outcome) == ("38.9", "low")
    assert plain(found["V", PERIOD, "total"].value) == "7"


def test_recommendations_of_substance(results: Results) -> None:
    """For what is absent or incomplete; none for what there are no data of, nor for what waits for another position."""
    told = {e: {r.rule.split("@")[0] for r in results.recommendations if r.entity == e} for e in "ABV"}
    assert told == {
        "A": {"P3.partial", "R1.partial"},
        "B": {"C3.absent", "P1.partial", "P2.partial", "P3.absent", "A2.partial", "E1.not-after", "unconfirmed"},
        "V": {"C1.absent", "P1.partial", "P2.partial", "P3.partial", "M1.outside", "R1.absent"},
    }
    absent = {(f.entity, f.indicator) for f in results.findings if f.outcome == "absent"}
    assert {(r.entity, r.indicator) for r in results.recommendations if ".absent@" in r.rule} == absent


def test_every_reason_is_explained(evaluation: Evaluation) -> None:
    explanations = Explanations(evaluation)
    for (entity, indicator), reason in REASONS.items():
        told = explanations.of((entity, PERIOD, indicator))
        assert told.partition("пояснение: ")[2].startswith(f"{reason} баллы"), (entity, indicator)


def test_cases_at_the_edge(tmp_path: Path) -> None:
    """What the tables do not have: no link, no date, days at the ends of the period, one day for both documents."""
    changes = {
        ("A", "decision"): {"evidence": ""},
        ("A", "monitoring"): {"evidence_date": "2020-08-31"},
        ("A", "measures"): {"value": "described"},
        ("A", "collection_method"): {"evidence_date": "2021-09-01"},
        ("B", "monitoring"): {"evidence_date": "2021-08-31"},
        ("B", "effect_analysis"): {"evidence_date": "2021-04-05"},
        ("A", "goal_agreed"): {"evidence_date": ""},
        ("V", "measures"): {
            "state": "",
            "value": "described; responsible",
            "evidence": "https://v.example",
            "evidence_date": "2021-08-01",
        },
    }
    evaluation = evaluation_of(NAME, _with(tmp_path, changes))
    found, explanations = findings(evaluation.results), Explanations(evaluation)
    told = {
        ("A", "R2"): ("unconfirmed", "не подтверждено (ссылка)"),
        ("A", "M1"): ("outside", "вне периода (31.08.2020 < 01.09.2020)"),
        ("A", "A1"): ("dependent", "зависит от М1"),
        ("A", "R1"): ("bare", "0 из 2: нет ни сроков, ни ответственных"),
        ("A", "E1"): ("dependent", "зависит от Р1"),
        ("A", "P4"): ("outside", "вне периода (01.09.2021 > 31.08.2021)"),
        ("B", "E1"): ("not_after", "анализ и меры одного дня (05.04.2021)"),
        ("V", "R1"): ("partial", "1 из 2: нет сроков"),
    }
    for (entity, indicator), (outcome, reason) in told.items():
        assert found[entity, PERIOD, indicator].outcome == outcome
        assert f"пояснение: {reason} баллы" in explanations.of((entity, PERIOD, indicator))
    assert found["B", PERIOD, "M1"].outcome == "met"
    assert found["V", PERIOD, "E1"].outcome == "met"
    # Whether a document without a date is in time is not known.
    assert (found["A", PERIOD, "C2"].status, found["A", PERIOD, "C2"].reason) == ("no_data", "not_reported")


def _changed(folder: Path, changes: Mapping[tuple[str, str], Mapping[str, str]]) -> Results:
    return evaluated(NAME, _with(folder, changes))


def _with(folder: Path, changes: Mapping[tuple[str, str], Mapping[str, str]]) -> Path:
    """The same facts but for some, each by entity and key."""
    shutil.copytree(INPUTS / NAME, folder, dirs_exist_ok=True)
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["entity"], row["key"]): row for row in csv.DictReader(file)}
    fields = list(next(iter(rows.values())))
    for (entity, key), change in changes.items():
        new = dict.fromkeys(fields, "") | {"entity": entity, "period": PERIOD, "key": key, "source": "links"}
        rows[entity, key] = rows.get((entity, key), new | {"evidence_date": "2020-10-01"}) | change
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields)
        writer.writeheader()
        writer.writerows(rows.values())
    return folder
