"""The command: what it prints, in both languages, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

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


def test_from_within_the_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = pack_in(tmp_path, a=PASSES, b=FAILS)
    monkeypatch.chdir(copy / "tests")
    assert run("test", "a.yaml", "--lang", "en") == 0
    assert capsys.readouterr().out.startswith("..: 1 test: 1 passed\n")
    assert run("test", "../tests/b.yaml") == 4
    assert run("test", "..") == 4


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=PASSES, b=FAILS)
    assert run("test", copy, "--format", "json", "--lang", "en") == 4
    shown = json.loads(capsys.readouterr().out)
    assert (shown["format"], shown["passed"]) == ("test-report/1", False)
    first, second = shown["packs"][0]["tests"]
    assert (first["result"], second["result"]) == ("passed", "failed")
    (mismatch,) = second["mismatches"]
    assert (mismatch["expected"], mismatch["got"]) == ("no_growth", "growth")
    assert mismatch["start"] == {"line": 8, "column": 32}
    reached = [e["name"] for e in shown["packs"][0]["coverage"]["elements"] if e["state"] == "reached"]
    assert reached == ["band:1.1@1.0.0:1", "limit:1.1@1.0.0:value=1", "status:1.1@1.0.0:scored"]


def test_unconfirmed_tests_run_and_do_not_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unconfirmed = PASSES.replace("    because", "    confirmed: false\n    because")
    assert run("test", pack_in(tmp_path, a=unconfirmed), "--lang", "en", "--min-coverage", "1") == 4
    shown = capsys.readouterr().out
    assert "1 test: 1 passed; 1 unconfirmed, which does not count" in shown
    assert "not reached: band:1.1@1.0.0:1 – value > 0 → рост" in shown
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


def test_nan_is_no_percentage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", pack_in(tmp_path, a=PASSES), "--min-coverage", "nan", "--lang", "en") == 2
    assert "--min-coverage: nan is no number" in capsys.readouterr().err


def case(root: ET.Element, name: str) -> ET.Element:
    (found,) = [one for one in root.iter("testcase") if one.get("name") == name]
    return found


def test_junit_has_a_case_for_every_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unconfirmed = PASSES.replace("growth\n    because", "idle\n    confirmed: false\n    because")
    copy = pack_in(tmp_path, a=PASSES + unconfirmed, b=FAILS.replace("name: growth", "name: decline"))
    assert run("test", copy, "--format", "junit", "--lang", "en") == 4
    root = ET.fromstring(capsys.readouterr().out)
    (suite,) = root
    assert suite.attrib == {"name": copy.as_posix(), "tests": "3", "failures": "1", "skipped": "1"}
    assert root.attrib == {"name": "engine test", "tests": "3", "failures": "1", "skipped": "1"}
    passed, skipped, failed = (case(suite, name) for name in ("growth", "idle", "decline"))
    file = f"{copy.as_posix()}/tests/a.yaml"
    assert passed.attrib == {"classname": "tests/a.yaml", "name": "growth", "file": file, "line": "4"}
    assert list(passed) == []
    assert [(part.tag, part.attrib) for part in skipped] == [("skipped", {"message": "unconfirmed"})]
    (failure,) = failed
    assert failure.tag == "failure"
    assert failure.get("message") == "1.1, d, 2020: outcome: expected: no_growth │ got: growth"
    lines = (failure.text or "").splitlines()
    assert lines[0] == f"FAILED: decline – {copy.as_posix()}/tests/b.yaml:4:5"
    assert lines[2] == "    expected: no_growth │ got: growth"
    assert "  why it came out so:" in lines


def test_an_unconfirmed_test_that_fails_is_a_failure_in_junit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = pack_in(tmp_path, a=FAILS.replace("    because", "    confirmed: false\n    because"))
    assert run("test", copy, "--format", "junit") == 4
    assert [part.tag for part in case(ET.fromstring(capsys.readouterr().out), "growth")] == ["failure"]


def test_tests_of_one_name_are_told_apart_in_junit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", pack_in(tmp_path, a=FAILS + PASSES), "--format", "junit") == 4
    names = [one.get("name") for one in ET.fromstring(capsys.readouterr().out).iter("testcase")]
    assert names == ["growth (4)", "growth (9)"]


def test_too_little_coverage_is_a_failure_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=PASSES)
    shown = {}
    for name in ("junit", "github", "json"):
        assert run("test", copy, "--format", name, "--min-coverage", 50, "--lang", "en") == 4
        shown[name] = capsys.readouterr().out
    (failure,) = case(ET.fromstring(shown["junit"]), "coverage")
    percent = json.loads(shown["json"])["packs"][0]["coverage"]["percent"]
    assert failure.get("message") == f"{percent} % reached, 50 % required"
    assert "not reached: band:1.1@1.0.0:2" in (failure.text or "")
    assert shown["github"] == f"::error title={copy.as_posix()}::{percent} %25 reached, 50 %25 required\n"
    assert json.loads(shown["json"])["passed"] is False
    assert run("test", copy, "--format", "junit", "--min-coverage", 1) == 0
    assert list(case(ET.fromstring(capsys.readouterr().out), "coverage")) == []


def test_github_shows_a_mismatch_at_its_expectation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = FAILS.replace('{"1.1": no_growth}', '{"1.1": {outcome: no_growth, points: 0}}')
    copy = pack_in(tmp_path, a=PASSES, b=two)
    assert run("test", copy, "--format", "github", "--lang", "ru") == 4
    first, second = capsys.readouterr().out.splitlines()
    file = f"{copy.as_posix()}/tests/b.yaml"
    title = "title=НЕ ПРОЙДЕНА%3A growth"
    assert first.startswith(f"::error file={file},line=8,endLine=8,col=42,endColumn=50,{title}::")
    lines = first.partition("growth::")[2].split("%0A")
    assert lines[:4] == [
        "1.1, d, 2020: outcome",
        "ожидалось: no_growth │ получено: growth",
        "почему: 11 is more than 10",
        "почему получилось так:",
    ]
    assert "11 − 10" in first
    assert second.partition("growth::")[2] == (
        "1.1, d, 2020: points%0Aожидалось: 0 │ получено: 1%0Aпочему: 11 is more than 10"
    )


BROKEN = PASSES.replace('"1.1": growth', '"1.l": growth')


@pytest.mark.parametrize(
    ("tests", "code", "where"),
    [
        ({"a": BROKEN}, "E601", "tests/a.yaml,line=8,"),
        ({"a": "format: tests/1\ntests: []\n"}, "E113", "tests/a.yaml,line=2,"),
        ({}, "E600", ",line=1,"),
    ],
)
def test_what_is_no_test_is_a_failure_in_every_format(
    tests: dict[str, str], code: str, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = pack_in(tmp_path, **tests)
    assert run("test", copy, "--format", "github") == 4
    shown = capsys.readouterr().out
    assert shown.startswith(f"::error file={copy.as_posix()}{'/' * bool(tests)}{where}")
    assert f"title={code} " in shown
    assert run("test", copy, "--format", "junit") == 4
    (failure,) = ET.fromstring(capsys.readouterr().out).iter("failure")
    assert failure.get("type") == code
    assert run("test", copy, "--format", "json") == 4
    (pack,) = json.loads(capsys.readouterr().out)["packs"]
    problems = [*pack["problems"], *(problem for one in pack["tests"] for problem in one["problems"])]
    assert [problem["code"] for problem in problems] == [code]


def test_an_invalid_pack_is_told_in_every_format_and_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = pack_in(tmp_path / "rules" / "bad", a=PASSES).parent
    good = pack_in(tmp_path / "rules" / "good", a=FAILS).parent
    for folder in (bad, good):
        for path in (folder / "pack").iterdir():
            path.rename(folder / path.name)
        (folder / "pack").rmdir()
    (bad / "acts.yaml").write_text("", encoding="utf-8")
    shown = {}
    for name in ("pretty", "json", "junit", "github"):
        assert run("test", tmp_path / "rules", "--format", name, "--lang", "en") == 3
        out, err = capsys.readouterr()
        assert "acts.yaml:1:1: error E004" in err
        shown[name] = out
    assert shown["pretty"].startswith("FAILED: growth")
    assert [pack["passed"] for pack in json.loads(shown["json"])["packs"]] == [False, False]
    assert json.loads(shown["json"])["packs"][0]["coverage"] is None
    suites = ET.fromstring(shown["junit"])
    assert [suite.get("failures") for suite in suites] == ["1", "1"]
    assert case(suites[0], "acts.yaml").get("file") == f"{bad.as_posix()}/acts.yaml"
    assert [line.partition("/acts.yaml")[1] for line in shown["github"].splitlines()] == ["/acts.yaml", ""]


def test_reports_go_to_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = pack_in(tmp_path, a=FAILS)
    monkeypatch.chdir(tmp_path)
    outputs = [part for name in ("pretty", "json", "junit", "github") for part in ("--output", f"{name}=r.{name}")]
    assert run("test", copy, *outputs) == 4
    assert capsys.readouterr().out == Path("r.pretty").read_text("utf-8")
    for name in ("json", "junit", "github"):
        assert run("test", copy, "--format", name) == 4
        assert capsys.readouterr().out == Path(f"r.{name}").read_text("utf-8")
    assert run("test", copy, "--output", "sarif=r.sarif", "--lang", "en") == 2
    assert "sarif" in capsys.readouterr().err
