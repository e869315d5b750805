"""The pages about comparisons: their commands are executed, their workflow has its host's shape, both say the same."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from engine.cli.main import main
from engine.diffing.causes import MOST
from engine.diffing.compared import Fate, Verdict
from engine.diffing.effects import By
from engine.pack.source import parse, plain
from tests.published import published_schema

ROOT = Path(__file__).resolve().parents[2]
PACK = Path("rules/chelyabinsk-methodical-work")
FACTS = Path("inputs/illustrative-region")
PAGES = ("diff.md", "diff.ru.md")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


def commands(page: str) -> list[str]:
    return re.findall(r"^\$ engine (.*)$", text_of(page), re.MULTILINE)


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository with the shipped pack, in whose work tree a constant is six instead of two."""
    for folder in (PACK, FACTS):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True)
    constants = tmp_path / PACK / "constants.yaml"
    constants.write_text(constants.read_text("utf-8").replace("value: 2", "value: 6", 1), "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("page", "lang"), [(PAGES[0], "en"), (PAGES[1], "ru")])
def test_the_commands_and_the_sample(
    page: str, lang: str, changed: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    (sample,) = re.findall(r"```text\n(.*?)```", text_of(page), re.DOTALL)
    assert len(commands(page)) == 3
    for command in commands(page):
        assert main([*shlex.split(command), "--lang", lang]) == 1
        told = capsys.readouterr()
        assert told.err == ""
        assert "markdown" in command or sample in told.out


def test_both_pages_offer_the_same() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])
    english, russian = (re.findall(r"```yaml\n(.*?)```", text_of(page), re.DOTALL) for page in PAGES)
    assert [text.replace("--lang en", "--lang ru") for text in english] == russian
    codes = [re.findall(r"`([a-z_/1]+)`", text_of(page)) for page in PAGES]
    assert set(codes[0]) == set(codes[1])


@pytest.mark.parametrize("page", PAGES)
def test_the_workflow_has_the_shape_that_its_host_publishes(page: str) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", text_of(page), re.DOTALL)
    node, problems = parse("f.yaml", text.encode())
    assert problems == ()
    assert node is not None
    errors = Draft7Validator(published_schema("/github-workflow.json")).iter_errors(plain(node))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_keys_and_codes_are_those_of_the_report(
    page: str, changed: None, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of(page)
    assert main(["diff", "HEAD", "--format", "json"]) == 1
    made = json.loads(capsys.readouterr().out)
    item = made["items"][0]
    for names in (made, made["old"], made["summary"], made["pack"], item["changes"][0], Fate, Verdict, By):
        assert [
            name for name in names if f"`{name}`" not in text and name not in ("format", "engine", "language")
        ] == []
    assert f"{MOST}" in text
