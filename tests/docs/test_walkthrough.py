"""The commands of the READMEs and the library's example are executed as they are written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = ("make demo",)
"""Commands that another test or the environment itself runs."""


def commands(readme: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if line not in NOT_HERE]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the commands read, and the engine of this environment where they look for it."""
    for name in ("rules", "inputs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    script = tmp_path / ".venv/bin/engine"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m engine "$@"\n')
    script.chmod(0o755)
    return tmp_path


def run(checkout: Path, lines: list[str]) -> list[tuple[str, int, str]]:
    """Each command in one shell, as a reader would type them: what it was, its exit code, what it printed."""
    mark = "=====walk====="
    script = "".join(f"{line}\nprintf '\\n{mark}%s\\n' $?\n" for line in lines)
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash"], input=script, cwd=checkout, capture_output=True, text=True, check=False, env=environment
    )
    parts = re.split(rf"\n{mark}(\d+)\n", done.stdout)
    assert len(parts) == 2 * len(lines) + 1, done.stderr
    return [(line, int(code), text) for line, text, code in zip(lines, parts[::2], parts[1::2], strict=False)]


@pytest.mark.parametrize(
    ("readme", "met", "point", "error"),
    [
        ("README.md", "limit met: ≥ {n}", "points: {n}", "exit code 3"),
        ("README.ru.md", "выполненная граница: ≥ {n}", "баллы: {n}", "код завершения 3"),
    ],
)
def test_the_walk_through(checkout: Path, readme: str, met: str, point: str, error: str) -> None:
    lines = commands(readme)
    steps = run(checkout, lines)
    codes = [code for _, code, _ in steps]
    assert codes == [3 if error in line else 0 for line in lines], [s[:2] for s in steps]
    explained = [text for line, _, text in steps if "explain $RUN region" in line]
    assert met.format(n=2) in explained[0]
    assert point.format(n=1) in explained[0]
    assert met.format(n=1) + ", < 6" in explained[1]
    assert point.format(n=0) in explained[1]
    listed = next(text for line, _, text in steps if line.startswith("grep"))
    assert "2.1-V.narrow/2022/region/institute" in listed
    constants = "rules/chelyabinsk-methodical-work/constants.yaml"
    assert (checkout / constants).read_bytes() == (ROOT / constants).read_bytes()


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.ru.md", "ru")])
def test_every_command_that_prints_for_people_names_the_language(readme: str, lang: str) -> None:
    of_engine = [line for line in commands(readme) if ".venv/bin/engine" in line]
    assert all(f"--lang {lang}" in line for line in of_engine)


def test_both_readmes_have_the_same_commands() -> None:
    english, russian = commands("README.md"), commands("README.ru.md")
    assert [re.sub("#.*", "", line.replace("--lang en", "--lang ru")).strip() for line in english] == [
        re.sub("#.*", "", line).strip() for line in russian
    ]


def test_the_example_of_the_library() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/library.md").read_text(encoding="utf-8"), re.DOTALL)
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        encoding="utf-8",
    )
    assert (
        done.stdout.splitlines()[:4]
        == [
            "chelyabinsk 2020 1.3 present 1.000000000",
            "chelyabinsk 2020 1.points present 1.000000000",
            "",
            "",
        ]
        or "chelyabinsk 2020 1.3 present" in done.stdout
    )
