"""The pages about tests of rules: their commands run, their samples are right, both say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.pack.schema import check_shape, load_schema
from engine.pack.source import parse

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("testing.md", "testing.ru.md")


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


def commands(page: str) -> list[str]:
    return re.findall(r"^\$ engine (.*)$", text_of(page), re.MULTILINE)


def samples(page: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", text_of(page), re.DOTALL)


def test_the_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert commands(PAGES[0]) == commands(PAGES[1])
    for command in commands(PAGES[0]):
        assert main(shlex.split(command)) == 0, command
    capsys.readouterr()


@pytest.mark.parametrize("page", PAGES)
def test_the_samples(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    whole, beside, waived = samples(page)
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules/chelyabinsk-methodical-work", pack, ignore=lambda *_: ["tests"])
    (pack / "tests").mkdir()
    file = pack / "tests" / "sample.yaml"
    file.write_text(whole, encoding="utf-8")
    indicators = (pack / "indicators.yaml").read_text("utf-8")
    anchor = "    measure: {kind: change, of: teachers_supported_general"
    (pack / "indicators.yaml").write_text(indicators.replace(anchor, beside + anchor), encoding="utf-8")
    assert main(["test", str(pack), "--lang", "en"]) == 0
    assert "2 tests: 2 passed" in capsys.readouterr().out
    node, problems = parse("sample", (whole + waived).encode())
    assert node is not None
    assert [*problems, *check_shape(node, load_schema("tests"))] == []


def test_both_pages_name_the_same() -> None:
    english, russian = (set(re.findall(r"`(?:--)?([a-z_]+)`", text_of(page))) for page in PAGES)
    assert english == russian
