"""The tutorial is followed as it is written: from an empty folder to a pack that is tested, locked and changed."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from engine.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("first-pack.md", "first-pack.ru.md")
PACK = "rules/courses"


@pytest.fixture(scope="module")
def tutorial() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tutorial", Path(__file__).with_name("tutorial.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["tutorial"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_is_shown(
    page: str, tutorial: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", tutorial.WIDTH)
    for block in tutorial.blocks(ROOT / "docs" / page):
        if block.language != "console":
            tutorial.change(block)
            continue
        for command in tutorial.commands(block):
            code, printed = tutorial.run(command)
            assert code == command.exit_code, (command.line, printed)
            assert tutorial.agree(command.shown, printed), (command.line, command.shown, printed)
    assert main(["validate", PACK, "--fail-on", "note"]) == 0
    assert main(["lock", PACK, "--check"]) == 0
    assert main(["fmt", PACK, "--check"]) == 0
    indicators = (tmp_path / PACK / "indicators.yaml").read_text("utf-8")
    assert re.findall(r'- id: "(.)"\n    version: (\S+)', indicators) == [
        ("1", "1.1.0"),
        ("2", "1.0.0"),
        ("2", "1.1.0"),
        ("3", "1.0.0"),
    ]


def test_both_pages_have_the_same_commands(tutorial: ModuleType) -> None:
    def words(page: str) -> list[list[str]]:
        consoles = [block for block in tutorial.blocks(ROOT / "docs" / page) if block.language == "console"]
        found = [command.words for block in consoles for command in tutorial.commands(block)]
        return [[word for word in line if " " not in word and word not in ("en", "ru")] for line in found]

    assert words(PAGES[0]) == words(PAGES[1])
    verbs = {line[1] for line in words(PAGES[0]) if line[0] == "engine"}
    assert verbs >= {"new", "validate", "test", "lock", "bump", "revise", "diff", "explain-error"}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    assert all((ROOT / "docs" / target).is_file() for target in re.findall(r"\]\(([^)]+)\)", text))


def test_left_out_lines(tutorial: ModuleType) -> None:
    assert tutorial.agree(("a", "…", "c"), ("a", "b", "c"))
    assert not tutorial.agree(("a", "…", "c"), ("a", "c"))
    assert not tutorial.agree(("a", "…"), ("b", "c"))
