from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from engine.diagnostics import judgements, operands, pack, rules, upkeep
from engine.pack import build
from tests.checks.variants import read_case, variant

CASES = sorted((Path(__file__).parent / "bad").glob("*.txt"))
GOOD = sorted((Path(__file__).parent / "good").glob("*.txt"))
OF_THE_FOLDER = {"E200", "E201", "E202", "E203", "W205", "E206", "E209", "E210", "E212"}
"""Told of the folder rather than of a text in it: see tests/pack/test_build.py."""
OF_SUPPRESSIONS = {"W213", "W214"}
"""Told of what becomes of the others, by the day: see tests/checks/test_suppressions.py."""
OF_A_DAY = {"W232", "W233", "W234"}
"""Told of a pack as seen on a day: see tests/checks/test_acts.py."""

_read_once = cache(build.read_document)


@pytest.fixture(autouse=True)
def _unchanged_files_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "read_document", _read_once)


def test_nothing_is_wrong_with_the_minimal_pack(tmp_path: Path) -> None:
    assert variant(tmp_path, ()).told() == ""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_mistake_is_told_in_full_and_nothing_else(path: Path, tmp_path: Path) -> None:
    edits, told = read_case(path.read_text("utf-8"))
    assert variant(tmp_path, edits).told() == told


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_what_is_right_is_not_told_of(path: Path, tmp_path: Path) -> None:
    edits, _ = read_case(path.read_text("utf-8").rstrip("\n"))
    assert variant(tmp_path, edits).told() == ""


def test_every_code_has_a_case() -> None:
    elsewhere = OF_THE_FOLDER | OF_SUPPRESSIONS | OF_A_DAY
    told = {code for path in CASES for code in re.findall(r"^([EW]\d{3}) ", path.read_text("utf-8"), re.MULTILINE)}
    modules = (pack, upkeep, rules, operands, judgements)
    assert {code.id for module in modules for code in module.CODES} - elsewhere <= told
