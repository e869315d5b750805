"""Suggestions: ready to run, reaching what nothing reached, and not counted until confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.testing.coverage import coverage
from engine.testing.rules import Rules
from engine.testing.suggest import suggest
from tests.testing.kit import PACK, SHIPPED, loaded, pack_in, report, run


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
    file.write_text(text.replace("    confirmed: false\n", ""), encoding="utf-8")
    confirmed = report(tmp_path)
    assert confirmed.passed
    beyond = {line.removeprefix("#   ").partition(" – ")[0] for line in text.splitlines() if line.startswith("#   ")}
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


@pytest.mark.parametrize("folder", [PACK, SHIPPED], ids=lambda path: path.name)
def test_the_same_suggestions_every_time(folder: Path) -> None:
    rules = Rules(loaded(folder))
    first, second = (suggest(rules, coverage(rules, (), ()), ()) for _ in range(2))
    assert first == second
