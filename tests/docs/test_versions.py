"""The commands of the pages about versions are executed as they are written, and the pages say the same."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from engine.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PACK = Path("rules/chelyabinsk-methodical-work")


def commands(page: str) -> list[list[str]]:
    lines = re.findall(r"^\$ engine (.*)$", (ROOT / "docs" / page).read_text("utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("page", ["versions.md", "versions.ru.md"])
def test_the_commands(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / PACK, tmp_path / PACK)
    assert [main(words) for words in commands(page)] == [0] * 6
    assert main(["validate", str(PACK)]) == 0
    assert main(["lock", str(PACK)]) == 0
    log = (PACK / "CHANGELOG.md").read_text("utf-8").splitlines()
    assert log[4].startswith("- Показатель 2.4: версия 1.0.1 вместо 1.0.0. ")
    assert log[5] == "- Показатель 2.4: с 01.01.2023 действует версия 1.1.0; версия 1.0.1 – по 31.12.2022."


def test_both_pages_have_the_same_commands_and_codes() -> None:
    one, other = commands("versions.md"), commands("versions.ru.md")
    assert [words[:2] for words in one] == [words[:2] for words in other]
    texts = [(ROOT / "docs" / page).read_text("utf-8") for page in ("versions.md", "versions.ru.md")]
    assert len({tuple(re.findall(r"\[([EW]\d+)\]", text)) for text in texts}) == 1
    for page, text in zip(("versions.md", "versions.ru.md"), texts, strict=True):
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert (ROOT / "docs" / target).is_file(), (page, target)
