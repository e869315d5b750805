"""The command: what it prints, in both languages, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.testing.kit import SHIPPED, pack_in, run

PASSES = """  - name: growth
    because: 11 is more than 10
    register: {id: d, kind: district}
    given: {trained: [10, 11]}
    expect: {findings: {"1.1": growth}}
"""
FAILS = PASSES.replace('"1.1": growth', '"1.1": no_growth')


def test_all_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=PASSES)
    assert run("test", copy, "--lang", "en") == 0
    shown = capsys.readouterr()
    assert shown.out.startswith(f"{copy.as_posix()}: 1 test: 1 passed\n")
    assert shown.err == ""


def test_a_failure_is_told_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=FAILS)
    assert run("test", copy, "--lang", "ru") == 4
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"НЕ ПРОЙДЕНА: growth – {copy.as_posix()}/tests/a.yaml:4:5"
    assert lines[1] == f"  {copy.as_posix()}/tests/a.yaml:8:32: 1.1, d, 2020: outcome"
    assert lines[2] == "    ожидалось: no_growth │ получено: growth"
    assert lines[3] == "  почему: 11 is more than 10"
    assert lines[4] == "  почему получилось так:"
    assert f"{copy.as_posix()}: 1 проверка: 0 пройдено, 1 не пройдена" in lines


def test_only_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=PASSES, b=FAILS)
    assert run("test", copy) == 4
    assert run("test", copy / "tests" / "a.yaml") == 0
    assert run("test", copy / "tests" / "b.yaml") == 4
    capsys.readouterr()
    assert run("test", tmp_path / "nowhere", "--lang", "ru") == 2
    assert "нет такого файла или папки" in capsys.readouterr().err


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=PASSES, b=FAILS)
    assert run("test", copy, "--format", "json", "--lang", "en") == 4
    shown = json.loads(capsys.readouterr().out)
    assert shown["passed"] is False
    first, second = shown["packs"][0]["tests"]
    assert (first["result"], second["result"]) == ("passed", "failed")
    (mismatch,) = second["mismatches"]
    assert (mismatch["expected"], mismatch["got"]) == ("no_growth", "growth")
    assert mismatch["start"] == {"line": 8, "col": 32}
    reached = [e["name"] for e in shown["packs"][0]["coverage"]["elements"] if e["state"] == "reached"]
    assert reached == ["band:1.1@1.0.0:1", "limit:1.1@1.0.0:value=1", "status:1.1@1.0.0:scored"]


def test_unconfirmed_tests_run_and_do_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unconfirmed = PASSES.replace("    because", "    confirmed: false\n    because")
    assert run("test", pack_in(tmp_path, a=unconfirmed), "--lang", "en", "--min-coverage", "1") == 4
    shown = capsys.readouterr().out
    assert "1 test: 1 passed; 1 unconfirmed, which does not count" in shown
    assert "not reached: band:1.1@1.0.0:1 – value > 0 → growth" in shown
    assert "0 % reached, 1 % required" in shown


def test_enough_coverage(tmp_path: Path) -> None:
    copy = pack_in(tmp_path, a=PASSES)
    assert run("test", copy, "--min-coverage", "1") == 0
    assert run("test", copy, "--min-coverage", "100") == 4


def test_the_shipped_pack_is_tested_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", SHIPPED, "--min-coverage", "100", "--lang", "ru") == 0
    shown = capsys.readouterr().out
    assert "не подтвержден" not in shown
    assert "не охвачено" not in shown
