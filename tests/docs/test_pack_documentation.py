"""`docs/pack-documentation.md` in both languages: its command runs, its tables name what there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from engine.cli.docs import docs_command
from engine.cli.language import Speaker
from engine.cli.main import main
from engine.diagnostics.core import Lang

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("docs/pack-documentation.md", "docs/pack-documentation.ru.md")


def named(text: str) -> set[str]:
    """What stands in the first cells of tables."""
    return set(re.findall(r"^\| `([^` ]+)", text, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES)
def test_the_command_writes_the_pages_named(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / page).read_text("utf-8")
    (command,) = re.findall(r"^\$ engine (.*)$", text, re.MULTILINE)
    words = [word.replace("outputs/", f"{tmp_path.as_posix()}/") for word in shlex.split(command)]
    monkeypatch.chdir(ROOT)
    assert main(words) == 0
    assert {p.name for p in (tmp_path / "methodology").iterdir()} == {n for n in named(text) if not n.startswith("--")}


@pytest.mark.parametrize("page", PAGES)
def test_every_option_is_told(page: str) -> None:
    options = {p.opts[0] for p in docs_command(Speaker(Lang.EN)).params if isinstance(p, click.Option)}
    assert {n for n in named((ROOT / page).read_text("utf-8")) if n.startswith("--")} == options
