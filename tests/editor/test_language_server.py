"""The language server of VS Code completes, explains and underlines rule packs as the engine would have them.

`make editor` installs the server into the environment and runs these tests; without it they are skipped. In CI
(ENGINE_EDITOR=required) nothing may be lacking.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from engine.pack.build import read_document
from engine.pack.files import File

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SERVER = Path(sys.prefix) / "editor/node_modules/yaml-language-server/bin/yaml-language-server"
BAD = sorted((HERE / "bad").glob("*.yaml"))
PACK = ROOT / "rules/chelyabinsk-methodical-work"


def _lacking() -> str:
    """What is not there that the tests need."""
    if shutil.which("node") is None:
        return "there is no node"
    return "" if SERVER.is_file() else "yaml-language-server is not installed: make editor"


def _client_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("language_client", HERE / "client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def editor() -> Iterator[Any]:
    if lacking := _lacking():
        assert os.environ.get("ENGINE_EDITOR") != "required", lacking
        pytest.skip(lacking)
    with _client_module().Client(shutil.which("node"), SERVER, ROOT) as client:
        yield client


def _said(text: str, name: str) -> str:
    """What the head of a bad file says of the engine, of the editor, or of why they differ."""
    found = re.search(rf"(?m)^# {name}: (.*)$", text)
    return found[1] if found else ""


def _engine_lines(text: str) -> list[int]:
    return [int(told.split()[0]) for told in _said(text, "engine").split(", ")]


def _editor_lines(text: str) -> list[int]:
    return [int(line) for line in re.findall(r"\d+", _said(text, "editor"))]


def test_there_are_twenty_bad_files() -> None:
    assert len(BAD) >= 20


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_what_the_engine_tells(file: Path) -> None:
    problems = read_document(File(file.name, file.read_bytes()))[1]
    told = ", ".join(f"{problem.span.line} {problem.code.id}" for problem in problems)
    assert told == _said(file.read_text("utf-8"), "engine")


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_what_the_editor_tells(file: Path, editor: Any) -> None:
    text = file.read_text("utf-8")
    problems = editor.problems(file, text)
    assert sorted({problem["range"]["start"]["line"] + 1 for problem in problems}) == _editor_lines(text), problems


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_they_agree_on_the_line_or_the_file_says_why_not(file: Path) -> None:
    text = file.read_text("utf-8")
    agree = set(_engine_lines(text)) <= set(_editor_lines(text))
    assert agree != bool(_said(text, "they differ"))


def test_the_editor_finds_no_fault_with_the_shipped_pack(editor: Any) -> None:
    files = sorted(PACK.rglob("*.yaml"))
    found = {file.name: editor.problems(file, file.read_text("utf-8")) for file in files}
    assert {name: problems for name, problems in found.items() if problems} == {}


def _with_measure(*lines: str) -> tuple[Path, str, int]:
    """The indicators of the shipped pack with another measure of the first one, and the line after it, from 0."""
    file = PACK / "indicators.yaml"
    text = file.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(text) if line.startswith("    measure:"))
    after = next(number for number in range(at + 1, len(text)) if not text[number].startswith("     "))
    return file.with_name("edited.yaml"), "\n".join([*text[:at], *lines, *text[after:]]) + "\n", at + len(lines) - 1


@pytest.mark.parametrize(
    ("lines", "offered"),
    [
        (["    measure:", "      "], {"kind"}),
        (["    measure:", "      kind: "], {"value", "presence", "ratio", "change", "count", "formula", "aggregate"}),
        (["    measure:", "      kind: ratio", "      "], {"numerator", "denominator", "as"}),
        (["    measure:", "      kind: change", "      "], {"of", "compare_with", "as", "base_zero", "dead_zone"}),
        (["    measure:", "      kind: change", "      as: "], {"difference", "percent", "points", "growth_rate"}),
        (["    measure:", "      kind: presence", "      need: "], {"any"}),
    ],
)
def test_completion_within_a_measure(lines: list[str], offered: set[str], editor: Any) -> None:
    path, text, line = _with_measure(*lines)
    items = editor.completions(editor.open(path, text), line, len(lines[-1]))
    labels = {item["label"] for item in items}
    assert offered <= labels
    if "kind: change" in lines[1] and len(lines[-1]) == 6:
        assert labels.isdisjoint({"numerator", "denominator", "need"})


def test_completion_explains_in_russian(editor: Any) -> None:
    path, text, line = _with_measure("    measure:", "      kind: change", "      ")
    items = editor.completions(editor.open(path, text), line, 6)
    of = next(item for item in items if item["label"] == "of")
    assert str(of["documentation"]).startswith("Ключ факта")


@pytest.mark.parametrize(
    ("key", "explained"),
    [
        ("    measure:", "Числитель, делённый на знаменатель"),
        ("    judge:", "Как значение превращается в исход и баллы"),
        ("    sources:", "сточник"),
        ("    effective:", "ейств"),
    ],
)
def test_hover_explains_in_russian(key: str, explained: str, editor: Any) -> None:
    file = PACK / "indicators.yaml"
    text = file.read_text("utf-8")
    line = next(number for number, line in enumerate(text.splitlines()) if line.startswith(key))
    hover = editor.hover(editor.open(file.with_name("shown.yaml"), text), line, 6)
    assert explained in hover
    assert re.search("[А-Яа-яё]{4}", hover)
