"""A whole evaluation of a small set, every value worked out by hand."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.api import InvalidInputError, evaluate, load_pack
from engine.result import Results
from tests.workflows.small import FACTS, PACK, write


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = write(tmp_path_factory.mktemp("facts") / "small")
    return evaluate(load_pack(PACK), folder).results


def test_findings(results: Results) -> None:
    found = {
        (f.entity, f.indicator): (f.status, f.reason, f.value, f.outcome, f.points, f.facts)
        for f in results.findings
        if f.indicator in ("1.1", "1.2", "1.3")
    }
    assert found == {
        # 12 + 5 + 2 + 1 against 10 + 5 + 1 + 1; the third district, whose facts differ, leaves the sum: 4 of 5 do.
        ("R", "1.1"): ("scored", None, Decimal(3), "growth", Decimal(1), (0, 1, 2, 3, 11, 12, 13, 14)),
        ("R", "1.2"): ("scored", None, Decimal(0), "absent", Decimal(0), (7, 8)),
        ("R", "1.3"): ("scored", None, Decimal(0), "few", Decimal(0), (9,)),
        ("D1", "1.1"): ("scored", None, Decimal(2), "growth", Decimal(1), (0, 1)),
        ("D2", "1.1"): ("scored", None, Decimal(0), "no_growth", Decimal(0), (2, 3)),
        ("D3", "1.1"): ("scored", None, Decimal(3), "growth", Decimal(1), (4, 6)),
        ("D4", "1.1"): ("scored", None, Decimal(1), "growth", Decimal(1), (11, 12)),
        ("D5", "1.1"): ("scored", None, Decimal(0), "no_growth", Decimal(0), (13, 14)),
    }


def test_marks(results: Results) -> None:
    marks = {(f.entity, f.indicator): f.marks for f in results.findings if f.marks}
    assert marks == {
        ("R", "1.1"): ("late", "partial_coverage"),
        ("R", "points"): ("partial_coverage",),
        ("D2", "1"): ("late",),
        ("D2", "1.1"): ("late",),
        ("D3", "1.1"): ("sources_disagree",),
    }


def test_coverage_is_noted_where_somebody_is_missing(results: Results) -> None:
    """Not again of the total that is made of it."""
    assert [(n.subject, n.text) for n in results.notes if n.kind == "partial_coverage"] == [("1.1 / R / 2020", "4/5")]


def test_derived_indicators(results: Results) -> None:
    found = {f.indicator: (f.status, f.reason, f.value) for f in results.findings if f.entity == "R"}
    assert found["1"] == ("no_data", "not_reported", None)
    assert found["balance"] == ("no_data", "not_reported", None)
    assert found["doubled"] == ("no_data", "previous_missing", None)
    assert found["points"] == ("scored", None, Decimal(2))
    assert found["districts"] == ("scored", None, Decimal(60))


def test_totals(results: Results) -> None:
    points = next(t for t in results.totals if t.indicator == "points")
    assert (points.value, points.assessed, points.applicable) == (2, 3, 3)
    assert (points.lower, points.upper, points.maximum, points.nominal) == (2, 2, 4, 4)


def test_directions(results: Results) -> None:
    found = {d.entity: (d.outcome, d.missing) for d in results.directions}
    assert found == {
        "R": ("good", ()),
        "D1": ("good", ()),
        "D2": ("poor", ()),
        "D3": ("good", ()),
        "D4": ("good", ()),
        "D5": ("poor", ()),
    }


def test_recommendations(results: Results) -> None:
    letters = {r.id: r for r in results.recommendations}
    assert set(letters) == {"1.1-A/2020/D2/D2", "1.1-A/2020/D5/D5", "1.3-I/2020/R/all-institutes"}
    first = letters["1.1-A/2020/D2/D2"]
    assert first.text == (
        "принять меры: обучено 5 педагогов против 5 в 2019 год (0 из 1), "
        "и сообщить Институту о втором районе в срок до 31.03.2021"
    )
    assert (first.recipient, first.recipient_dative, first.due) == ("D2", "второму району", date(2021, 3, 31))
    second = letters["1.3-I/2020/R/all-institutes"]
    assert second.text == "провести для групп: молодые педагоги, наставники, руководители (нужно 1) – институтам, {так}"
    assert (second.recipient, second.members, second.verb) == (None, ("I",), "instruct")


def test_requests(results: Results) -> None:
    asked = {(r.kind, r.entity, r.period, r.key): r.sources for r in results.requests}
    assert asked == {
        ("no_data", "R", "2020", "trained"): ("site", "reports"),
        ("no_data", "D1", "2020", "total"): ("site", "reports"),
        ("no_data", "D2", "2020", "total"): ("site", "reports"),
        ("no_data", "D3", "2020", "total"): ("site", "reports"),
        ("no_data", "D4", "2020", "total"): ("site", "reports"),
        ("no_data", "D5", "2020", "total"): ("site", "reports"),
        ("late", "D2", "2020", "trained"): ("site", "reports"),
    }


def test_conflicts(results: Results) -> None:
    only = results.conflicts[0]
    assert len(results.conflicts) == 1
    assert (only.entity, only.key, only.decisive, only.value, only.rival_value) == ("D3", "trained", False, "6", "7")
    assert (only.address, only.rival_address) == ("facts.csv:8", "facts.csv:7")


def test_bad_rows_stop_an_evaluation_unless_it_keeps_going(tmp_path: Path) -> None:
    pack = load_pack(PACK)
    folder = write(tmp_path / "bad", FACTS + "D1;2020;trained;-1;;reports;;2021-01-12;2021-01-20\n")
    with pytest.raises(InvalidInputError) as caught:
        evaluate(pack, folder)
    assert [str(d.span) for d in caught.value.diagnostics] == [f"{folder.as_posix()}/facts.csv:17:17"]
    results = evaluate(pack, folder, keep_going=True).results
    finding = next(f for f in results.findings if (f.entity, f.indicator) == ("D1", "1.1"))
    assert (finding.status, finding.reason, finding.points) == ("no_data", "candidate_rejected", None)
    assert [r.address for r in results.rejected] == ["facts.csv:17"]


def test_the_as_of_date_moves_deadlines(tmp_path: Path) -> None:
    folder = write(tmp_path / "small")
    results = evaluate(load_pack(PACK), folder, as_of=date(2021, 11, 30)).results
    assert {r.due for r in results.recommendations} == {date(2022, 2, 28), None}


def test_what_is_denied_of_an_indicator_not_measured_at_the_level_holds(tmp_path: Path) -> None:
    """Indicator 1.2 is measured in the region only: no district has a plan, and none lacks one."""
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    text = (folder / "directions.yaml").read_text("utf-8")
    outcomes = text.index("    outcomes:")
    (folder / "directions.yaml").write_text(
        text[:outcomes]
        + """    outcomes:
      - outcome: good
        title: хорошо
        when: {any: [{indicator: "1.1", is: growth}, {indicator: "1.2", is: present}]}
      - {outcome: poor, title: плохо, when: {indicator: "1.1", is: no_growth}}
    otherwise: {outcome: unknown, title: нельзя оценить}
""",
        "utf-8",
    )
    with (folder / "recommendations.yaml").open("a", encoding="utf-8") as recommendations:
        recommendations.write("""
  - {id: poor-D, version: 1.0.0, status: approved, effective: {from: 2020-01-01}, levels: [municipality],
     when: {direction: training, is: poor}, to: authority, purpose: improve, text: обсудить итоги}
  - {id: no-plan-D, version: 1.0.0, status: approved, effective: {from: 2020-01-01}, levels: [region, municipality],
     when: {none: [{indicator: "1.2", is: absent}]}, to: authority, purpose: sustain, text: поделиться планом}
""")
    results = evaluate(load_pack(folder), write(tmp_path / "set")).results
    assert {d.entity: d.outcome for d in results.directions if d.entity in ("D1", "D2")} == {"D1": "good", "D2": "poor"}
    sent = {(r.rule.partition("@")[0], r.entity) for r in results.recommendations}
    assert {one for one in sent if one[0] == "poor-D"} == {("poor-D", "D2"), ("poor-D", "D5")}
    assert {one for one in sent if one[0] == "no-plan-D"} == {("no-plan-D", f"D{n}") for n in range(1, 6)}
