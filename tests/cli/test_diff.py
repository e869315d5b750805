"""`engine diff`: exit codes, and what goes where."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from engine.cli.main import main
from tests.diffing.kit import CONSTANT, edited
from tests.workflows.small import FACTS, PACK, write


@pytest.fixture
def new(tmp_path: Path) -> str:
    return str(edited(tmp_path / "new", CONSTANT, ("constants.yaml", "version: 1.0.0", "version: 1.1.0")))


def test_changed(new: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(PACK), new, "--lang", "ru"]) == 1
    told = capsys.readouterr()
    unwrapped = " ".join(told.out.split())
    assert "значение: 1 → 0" in unwrapped
    assert "версии увеличены как требуется" in unwrapped
    assert told.err == ""


@pytest.mark.parametrize("shown_as", ["table", "markdown", "json"])
def test_the_format_does_not_change_the_exit_code(shown_as: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(PACK), new, "--format", shown_as]) == 1
    assert main(["diff", str(PACK), str(PACK), "--format", shown_as]) == 0


def test_json_is_json(new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = str(write(tmp_path / "facts"))
    assert main(["diff", str(PACK), new, "--facts", facts, "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["facts"][0]["causes"][0]["items"] == ["constant:enough-groups"]


def test_several_fact_sets(new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (str(write(tmp_path / name)) for name in ("one", "two"))
    assert main(["diff", str(PACK), new, "--facts", one, "--facts", two, "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert [facts["folder"] for facts in made["facts"]] == [one, two]


def test_an_invalid_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = str(edited(tmp_path / "bad", ("constants.yaml", "value: 1", "value: один")))
    assert main(["diff", str(PACK), bad]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "bad/constants.yaml:10:12" in told.err


def test_invalid_facts(new: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = str(write(tmp_path / "facts", FACTS + "D1;2020;nonsense;7;;site;;2021-01-10;2021-01-20\n"))
    assert main(["diff", str(PACK), new, "--facts", facts]) == 5
    assert main(["diff", str(PACK), new, "--facts", str(tmp_path / "nowhere")]) == 5
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_wrong_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, env=os.environ)
    edited(tmp_path / "rules" / "m")
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "HEAD~3", "--lang", "ru"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[0] == "ошибка: «HEAD~3» – не папка и не ревизия репозитория git"
    assert main(["diff", "--lang", "en", "--", "--help", "rules/m"]) == 2
    said = "error: “--help” is neither a folder nor a revision of the git repository"
    assert capsys.readouterr().err.splitlines()[0] == said


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_revision_against_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = edited(tmp_path / "rules" / "m")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    assert main(["diff", "HEAD", "--lang", "en"]) == 0
    assert "Before: HEAD:rules/m. After: rules/m." in capsys.readouterr().out
    constants = pack / "constants.yaml"
    constants.write_text(constants.read_text(encoding="utf-8").replace("value: 2", "value: 3"), encoding="utf-8")
    assert main(["diff", "HEAD", "--lang", "en"]) == 1
    assert "value: 2 → 3" in capsys.readouterr().out
