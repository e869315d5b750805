"""Explanations of every kind of rule, of the pack in tests/packs/explained."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.diagnostics.core import Lang
from engine.report.explain import explain_json, explain_text
from engine.workflows.evaluate import Evaluation
from engine.workflows.explain import explain
from tests.docs.language_examples import Run, examples
from tests.report.explained import PACK, write
from tests.report.golden import check

WIDE = 10_000
LANGUAGE = Path(__file__).resolve().parents[2] / "docs/rule-language.md"
FINDINGS = (
    *("A share 2020", "B share 2020", "D share 2020", "A growth 2020", "C growth 2020", "D growth 2020"),
    *("A percent 2020", "B percent 2020", "D percent 2020", "A rate 2020", "C rate 2020", "D rate 2020"),
    *("A mean-rate 2020", "D mean-rate 2020", "A balance-rate 2020", "A sum 2020", "D sum 2020"),
    *("A on-balance 2020", "B on-balance 2020", "A on-growth 2020", "B on-growth 2020"),
    *("A carried 2020", "C carried 2020", "D carried 2020", "C likely 2020", "C assumed 2020"),
    *("A mapped 2020", "C mapped 2020", "A plans 2020", "B plans 2020", "C plans 2020", "A reached 2020"),
    *("A ladder 2020", "B ladder 2020", "C ladder 2020", "D ladder 2020"),
    *("A grid 2020", "B grid 2020", "C grid 2020", "D grid 2020", "B variants 2020", "C variants 2020"),
    *("A dependent 2020", "B dependent 2020", "A single 2020", "B single 2020", "A scaled 2020", "C scaled 2020"),
    *("B rank 2020", "D rank 2020", "A zone 2020", "A broken 2020", "A broken 2021"),
    *("A total 2020", "B total 2020", "D total 2020", "A geometric 2020", "D geometric 2020"),
    *("R region-mean 2020", "R region-share 2020", "R region-mean 2021"),
)
"""Entity, indicator and period of each finding that the golden file tells of, without what lies below it."""


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return engine.evaluate(engine.load_pack(PACK), write(tmp_path_factory.mktemp("explained") / "facts"))


def text(evaluation: Evaluation, *what: str, lang: Lang, below: bool = False) -> str:
    trace, root = explain(evaluation, what)
    shown = trace if below else {root: replace(trace[root], dependencies=())}
    return explain_text(shown, root, lang, WIDE).replace(str(PACK), "pack")


@pytest.mark.parametrize(
    ("lang", "said"), [(Lang.EN, "nothing is known of: S2"), (Lang.RU, "нет сведений по нижестоящим: S2")]
)
def test_whom_a_sum_of_sums_lacks(tmp_path: Path, lang: Lang, said: str) -> None:
    """The region has numbers of both towns, of which one lacks a school."""
    (example,) = (e for e in examples(LANGUAGE) if e.name == "rollup-of-rollups")
    run = Run(example, tmp_path)
    run.outcome()
    assert run.pack is not None
    region = text(engine.evaluate(run.pack, tmp_path / "facts"), "R", "trained", lang=lang)
    assert said in [line.strip() for line in region.splitlines()]


def record(evaluation: Evaluation, *what: str) -> Any:
    trace, root = explain(evaluation, what)
    told = json.loads(explain_json(trace, root))
    return told["entries"][told["root"]]


@pytest.mark.parametrize("lang", Lang)
def test_every_kind_of_rule(evaluation: Evaluation, lang: Lang) -> None:
    told = "\n".join(text(evaluation, *finding.split(), lang=lang) for finding in FINDINGS)
    check(f"explain-{lang}.txt", told.encode())


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("recommendation", ("grow/2020/B/B",)),
        ("window", ("A", "sum", "2020")),
        ("carried", ("C", "carried", "2020")),
        ("ladder", ("A", "ladder", "2020")),
        ("peers", ("B", "rank", "2020")),
        ("total", ("A", "total", "2020")),
    ],
)
def test_what_lies_below(evaluation: Evaluation, name: str, what: tuple[str, ...], lang: Lang) -> None:
    check(f"explain-below-{name}-{lang}.txt", text(evaluation, *what, lang=lang, below=True).encode())


def test_the_record_of_a_row_that_decided(evaluation: Evaluation) -> None:
    derived = record(evaluation, "A", "ladder", "2020")["derived"]
    first, second, *rest = derived["rows"]
    assert (first["verdict"], second["verdict"], second["taken"]) == ("failed", "met", True)
    assert [row["verdict"] for row in rest] == ["passed_over", "passed_over"]
    assert second["says"] == (
        "школа: высокий уровень, план утверждён 03.02.2020 (332 дня назад), 31.12.2020; оценено; представлено"
    )
    kind, value, share, age = second["conditions"]
    assert kind["names"] == [["school", "школа"]]
    assert value["known"] == {"type": "number", "value": "0.625", "title": None, "state": None}
    assert (value["low"], value["low_closed"], value["high"], value["high_closed"]) == ("0.5", True, "0.9", False)
    assert share["known"]["title"] == "высокий уровень"
    assert age["known"]["value"] == "332"
    inputs = {i["name"]: i for i in derived["inputs"]}
    assert inputs["adopted"]["known"] == {"type": "day", "value": "2020-02-03", "title": None, "state": None}
    assert inputs["age"]["calculation"] == "2020-12-31 - 2020-02-03"


def test_an_unknown_input_is_a_dash_in_what_a_row_says(evaluation: Evaluation) -> None:
    rows = record(evaluation, "C", "ladder", "2020")["derived"]["rows"]
    assert rows[-1]["says"] == "доля 0,5, утверждение: –"


def test_the_record_of_a_series(evaluation: Evaluation) -> None:
    (operand,) = record(evaluation, "D", "sum", "2020")["derived"]["operands"]
    assert operand["periods"] == ["2018", "2019", "2020"]
    assert [(p["period"], p["known"]["value"], p["known"]["state"]) for p in operand["points"]] == [
        ("2018", None, "missing"),
        ("2019", "6", None),
        ("2020", None, "missing"),
    ]
    assert operand["known"]["state"] == "too_short"


def test_the_record_of_a_place(evaluation: Evaluation) -> None:
    (operand,) = record(evaluation, "C", "rank", "2020")["derived"]["operands"]
    place = operand["place"]
    told = tuple(place[key] for key in ("size", "least", "greatest", "mean", "own", "rank"))
    assert told == (3, "25", "62.5", "45.833333333", "50", "2")


def test_the_record_of_a_break_names_what_differs_deepest(evaluation: Evaluation) -> None:
    present, base = record(evaluation, "A", "broken", "2021")["derived"]["operands"]
    assert present["breaks"] == []
    assert base["breaks"] == [{"then": "2020", "now": "2021", "rules": [["stable@1.0.0", "stable@2.0.0"]]}]


def test_a_finding_names_the_recommendations_that_rest_on_it(evaluation: Evaluation) -> None:
    letters = record(evaluation, "B", "share", "2020")["derived"]["letters"]
    text = "повысить долю обученных: 25,0 % (баллы: 0)"
    assert letters == [{"id": "raise/2020/B/B", "recipient": "Школа Б", "text": text}]
    assert record(evaluation, "A", "share", "2020")["derived"]["letters"] == []


def test_what_is_told_agrees_with_the_finding(evaluation: Evaluation) -> None:
    """The row told as the one taken gave the outcome; what is reckoned again gives the value."""
    for finding in evaluation.results.findings:
        trace, root = explain(evaluation, (finding.entity, finding.indicator, finding.period))
        told = trace[root].derived
        assert told is not None
        taken = [row for row in told.rows if row.taken]
        if finding.outcome is not None:
            assert [(row.verdict, row.outcome) for row in taken] == [("met", finding.outcome)], root
        elif finding.status == "no_data":
            assert all(row.verdict == "unknown" for row in taken), root
        reckoned = told.reckoned
        if finding.status == "scored" and reckoned and not reckoned.rounded and not reckoned.dead_zone:
            assert reckoned.exact in (None, trace[root].value), root
