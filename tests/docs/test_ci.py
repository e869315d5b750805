"""What `docs/ci.md` offers is ready: its files have the shape that their readers want, its commands do what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engine.cli.main import main
from engine.pack.source import parse, plain
from tests.checks.variants import MINIMAL
from tests.published import published_schema

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/ci.md", "docs/ci.ru.md")
TEST = """format: tests/1
tests:
  - name: growth
    because: 11 is more than 10
    register: {id: d, kind: district}
    period: "2020"
    given: {trained: [10, 11]}
    expect: {findings: {"1.1": growth}}
"""
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
SCHEMAS = {".github": "/github-workflow.json", ".gitlab": "/editor/schema/ci.json"}


def blocks(page: str, language: str) -> list[str]:
    return [text for name, text in FENCED.findall((ROOT / page).read_text("utf-8")) if name == language]


def loaded(text: str) -> Any:
    """As YAML 1.2 reads it, where `on` is a word."""
    node, problems = parse("f.yaml", text.encode())
    assert problems == ()
    assert node is not None
    return plain(node)


def commands(page: str) -> list[str]:
    """Every call of the engine in the files and examples of a page."""
    lines = [line.strip() for _, text in FENCED.findall((ROOT / page).read_text("utf-8")) for line in text.splitlines()]
    found = (re.fullmatch(r"(?:\$ |- |run: )(engine .*)", line) for line in lines)
    return [match[1] for match in found if match]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_passes_a_good_pack_and_stops_a_bad_one(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("rules/one", "rules/two"):
        shutil.copytree(MINIMAL, folder)
        Path(folder, "tests").mkdir()
        Path(folder, "tests/growth.yaml").write_text(TEST)
    found = commands(page)
    assert [command.split()[1] for command in found] == ["validate", "validate", "test", "validate", "test"]

    def codes() -> list[int]:
        return [main(shlex.split(command)[1:]) for command in found]

    assert codes() == [0, 0, 0, 0, 0]
    reports = {"engine.sarif", "engine.xml", "engine.json", "tests.xml"}
    assert {path.name for path in tmp_path.iterdir()} == {"rules", *reports}
    Path("rules/two/tests/growth.yaml").write_text(TEST.replace("growth}", "no_growth}"))
    assert codes() == [0, 0, 4, 0, 4]
    acts = Path("rules/two/acts.yaml")
    acts.write_text(acts.read_text("utf-8").replace("2019-12-21", "2019-12"), "utf-8")
    assert codes() == [1, 1, 4, 1, 4]
    acts.write_text("")
    assert codes() == [3, 3, 3, 3, 3]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_workflow_and_the_job_have_the_shape_that_their_hosts_publish(kind: str, page: str) -> None:
    (text,) = [text for text in blocks(page, "yaml") if text.startswith(f"# {kind}")]
    errors = Draft7Validator(published_schema(SCHEMAS[kind])).iter_errors(loaded(text))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_both_pages_offer_the_same() -> None:
    english, russian = ([line for text in blocks(page, "yaml") for line in text.splitlines()] for page in PAGES)
    differing = [(e, r) for e, r in zip(english, russian, strict=True) if e.replace("--lang en", "--lang ru") != r]
    assert [e.split(":")[0].strip() for e, _ in differing] == ["reason"]


@pytest.mark.parametrize("page", PAGES)
def test_the_suppression_of_the_page_is_right(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = [text for text in blocks(page, "yaml") if text.startswith("suppress:")]
    pack = shutil.copytree(ROOT / "rules/chelyabinsk-methodical-work", tmp_path / "pack")
    (pack / "pack.lock").unlink(missing_ok=True)
    passport = (pack / "pack.yaml").read_text("utf-8")
    assert passport.count("suppress:\n") == 1
    (pack / "pack.yaml").write_text(passport.replace("suppress:\n", text), "utf-8")
    assert main(["validate", str(pack), "--as-of", "2027-06-30", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in report["suppressed"]] == ["W231", "W259"]
    assert "W214" not in {one["code"] for one in report["diagnostics"]}


@pytest.mark.parametrize("page", PAGES)
def test_the_hook_is_there_and_its_command_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = loaded((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (text,) = [text for text in blocks(page, "yaml") if text.startswith("repos:")]
    (used,) = loaded(text)["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    monkeypatch.chdir(tmp_path)
    shutil.copytree(MINIMAL, "rules/one")
    for arguments in (hook["args"], used["args"]):
        assert main([*shlex.split(hook["entry"])[1:], *arguments]) == 0
    assert re.search(hook["files"], "rules/one/acts.yaml")
