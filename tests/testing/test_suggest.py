"""Suggestions: ready to run, reaching what nothing reached, and not counted until confirmed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang, Text
from engine.testing import suite
from engine.testing.as_yaml import suggestions_yaml
from engine.testing.coverage import Coverage, Element, Part, coverage, elements_of
from engine.testing.rules import Rules
from engine.testing.suggest import Beyond, Suggestions, suggest
from tests.testing.kit import PACK, ROOT, TELLING, loaded, pack_in, report, run, told


def test_suggested_tests_pass_and_reach_the_rest_once_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = pack_in(tmp_path)
    file = copy / "tests" / "suggested.yaml"
    assert run("test", copy, "--suggest", file, "--lang", "en") == 0
    assert capsys.readouterr().out == ""
    text = file.read_text("utf-8")
    found = report(tmp_path)
    assert found.passed
    assert not found.coverage.reached
    assert run("fmt", "--check", file) == 0
    file.write_text(text.replace("    confirmed: false\n", ""), encoding="utf-8")
    assert {(p.code.id, p.span.col) for o in report(tmp_path).outcomes for p in o.problems} == {
        ("E610", 14),
        ("E610", 13),
    }
    text = text.replace("    confirmed: false\n", "").replace("Записано программой, ещё не подтверждено.", "сверено")
    file.write_text(text, encoding="utf-8")
    confirmed = report(tmp_path)
    assert confirmed.passed
    beyond = {
        line.removeprefix("#   ").partition(" – ")[0].partition(": ")[0]
        for line in text.splitlines()
        if line.startswith("#   ")
    }
    assert {e.name for e in confirmed.coverage.missing} == beyond
    assert len(beyond) < 5


def test_nothing_is_written_over(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    file = tmp_path / "there.yaml"
    file.write_text("mine", encoding="utf-8")
    assert run("test", copy, "--suggest", file) == 2
    assert file.read_text("utf-8") == "mine"


def test_a_folder_after_the_option_is_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", "--suggest", pack_in(tmp_path)) == 0
    assert "format: tests/1" in capsys.readouterr().out


def test_what_is_reached_is_not_suggested_again(tmp_path: Path) -> None:
    text = """  - name: growth
    because: 11 is more than 10
    register: {id: d, kind: district}
    given: {trained: [10, 11]}
    expect: {findings: {"1.1": {outcome: growth, status: scored}}}
"""
    found = report(tmp_path, a=text)
    again = suggest(Rules(found.pack), found.coverage, found.outcomes)
    assert "1.1: value > 0 → growth" not in [t.name for t in again.tests]
    assert "1.1: value > 0 → growth" in [t.name for t in suggest(Rules(found.pack), found.coverage, ()).tests]


def test_the_same_suggestions_every_time() -> None:
    rules = Rules(loaded(PACK))
    first, second = (suggest(rules, coverage(rules, (), ()), ()) for _ in range(2))
    assert first == second


LADDER = """    measure: {kind: change, of: trained, compare_with: previous_period, as: percent}
    judge:
      inputs: {covered: {formula: 100 * present / everybody}, everybody: total}
      ladder:
        - {when: {base: {equals: 0}, present: {above: 0}}, outcome: growth, points: 2}
        - {when: {base: {equals: 0}}, outcome: no_growth, points: 0}
        - {when: {value: {at_least: 10}}, outcome: growth, points: 1}
        - {when: {value: {above: -1}, covered: {at_least: 95}}, outcome: growth, points: 1}
        - {otherwise: true, outcome: no_growth, points: 0}
"""


def test_rows_of_ladders_are_reached(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    path = copy / "indicators.yaml"
    text = path.read_text("utf-8")
    start = text.index("    measure: {kind: change, of: trained")
    end = text.index('  - id: "1.2"')
    path.write_text(text[:start] + LADDER + "\n" + text[end:], encoding="utf-8")
    rules = Rules(loaded(copy))
    beyond = suggest(rules, coverage(rules, (), ()), ()).beyond
    of_ladder = [b.element for b in beyond if b.element.rule == "1.1@1.0.0"]
    assert [e.name for e in of_ladder if e.part in (Part.ROW, Part.LIMIT)] == []


@pytest.mark.parametrize("day", ["2028-02-29", "9999-12-31"])
def test_a_year_after_any_last_day_is_a_day(tmp_path: Path, day: str) -> None:
    copy = pack_in(tmp_path)
    calendar = copy / "calendar.yaml"
    calendar.write_text(calendar.read_text("utf-8").replace("submit_by: 2022-01-31", f"submit_by: {day}"), "utf-8")
    assert run("test", copy, "--suggest") == 0


def test_ids_that_look_like_numbers_are_texts(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    for path in copy.glob("*.yaml"):
        text = path.read_text("utf-8")
        text = text.replace("act: order", 'act: "12"').replace("{id: order,", '{id: "12",')
        text = text.replace("to: authority", 'to: "1"').replace("id: authority\n", 'id: "1"\n')
        path.write_text(text, "utf-8")
    file = copy / "tests" / "suggested.yaml"
    assert run("test", copy, "--suggest", file) == 0
    assert {'act: "12"', 'to: "1"'} <= {line.strip() for line in file.read_text("utf-8").splitlines()}
    assert run("test", copy) == 0


def test_one_file_is_for_one_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = pack_in(tmp_path / "a"), pack_in(tmp_path / "b")
    assert run("test", first, second, "--suggest", tmp_path / "s.yaml", "--lang", "en") == 2
    assert "--suggest: one file is for one pack" in capsys.readouterr().err
    assert not (tmp_path / "s.yaml").exists()


def test_no_file_is_written_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    beyond = Suggestions((), (Beyond(Element(Part.BAND, "1@1.0.0", "1"), Text("nothing", "ничего")),))
    monkeypatch.setattr("engine.testing.suggest.suggest", lambda *_: beyond)
    assert run("test", pack_in(tmp_path), "--suggest", tmp_path / "s.yaml", "--lang", "en") == 0
    assert capsys.readouterr().err.endswith("nothing to suggest: no file is written\n")
    assert not (tmp_path / "s.yaml").exists()


EXAMPLES = ROOT / "rules/examples"
BEYOND = {
    "england-progress-8": [],
    "openssf-scorecard": ["status:aggregate@1.0.0:not_assessed"],
    "ru-growth-caps-weights": [
        "status:category.coefficient@1.0.0:conflict",
        "status:total@1.0.0:not_assessed",
        "status:total@1.0.0:conflict",
    ],
    "ru-management-cycle": [
        "status:E1@1.0.0:unconfirmed",
        "limit:percent@1.0.0:value=85",
        "limit:percent@1.0.0:value=84.999999999",
        "limit:percent@1.0.0:value=60",
        "limit:percent@1.0.0:value=59.999999999",
        "status:percent@1.0.0:not_assessed",
        "text:request-base-line@1.0.0",
        "text:request-restore-access@1.0.0",
        "text:request-confirm@1.0.0",
        "text:request-late@1.0.0",
    ],
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_suggested_for_an_example_passes_and_leaves_nothing_to_suggest(name: str, tmp_path: Path) -> None:
    copy = shutil.copytree(EXAMPLES / name, tmp_path / "pack")
    (copy / "tests").mkdir()
    rules = Rules(loaded(copy))
    first = suggest(rules, coverage(rules, (), ()), ())
    assert [one.element.name for one in first.beyond] == BEYOND[name]
    text = suggestions_yaml(first, rules, Lang.EN).replace("    confirmed: false\n", "")
    text = text.replace("Written by the engine, not confirmed yet.", "compared with the document")
    (copy / "tests" / "suggested.yaml").write_text(text, encoding="utf-8")
    confirmed = suite.tested(copy, rules.pack, (), TELLING)
    assert [told(o) for o in confirmed.outcomes if not o.passed] == []
    assert [e.name for e in confirmed.coverage.missing] == BEYOND[name]
    again = suggest(rules, confirmed.coverage, confirmed.outcomes)
    assert again.tests == ()
    assert [one.element.name for one in again.beyond] == BEYOND[name]


def test_a_number_that_a_total_never_is_is_told_with_the_nearest_totals() -> None:
    rules = Rules(loaded(EXAMPLES / "ru-management-cycle"))
    (limit,) = [e for e in elements_of(rules) if e.name == "limit:percent@1.0.0:value=85"]
    found = suggest(rules, Coverage((limit,), frozenset(), frozenset(), ()), ())
    (one,) = found.beyond
    assert one.why.fill(Lang.EN, {"what": ", ".join(one.came_to)}) == (
        "when all members are assessed, no points add up to it; the nearest totals are: 83.333333333, 88.888888889"
    )
