"""`engine docs`: what is written where, in which language, and what is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.main import main

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"
PAGES = {"README.md", "indicators.md", "recommendations.md", "reference.md", "tests.md"}
TEST = """\
format: tests/1
tests:
  - name: план есть
    because: {act: order, clause: п. 2}
    register: region
    period: "2021"
    given: {plan: true}
    expect: {findings: {"1.2": {outcome: present}}}
  - name: черновик
    because: ещё не проверено
    register: region
    confirmed: false
    given: {plan: false}
    expect: {findings: {"1.2": {outcome: absent}}}
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only pack is `rules/one`, and the command runs beside `rules`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ENGINE_LANG", "en")
    shutil.copytree(MINIMAL, "rules/one")
    return tmp_path / "rules"


def test_the_only_pack_goes_into_a_folder_of_its_own(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs"]) == 0
    out = Path("outputs/docs/minimal")
    assert {p.name for p in out.iterdir()} == {*PAGES, "index.html"}
    assert set(capsys.readouterr().out.split()) == {p.as_posix() for p in out.iterdir()}


def test_documentation_is_not_written_into_the_pack(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "rules/one", "--out", "rules/one/docs"]) == 2
    assert capsys.readouterr().err.startswith("error: --out rules/one/docs lies within rules/one, which is read")
    assert not (rules / "one/docs").exists()


@pytest.mark.parametrize(("made_as", "files"), [("markdown", PAGES), ("html", {"index.html"})])
def test_one_format(rules: Path, made_as: str, files: set[str]) -> None:
    assert main(["docs", "rules/one", "--out", "out/deep", "--format", made_as]) == 0
    assert {p.name for p in Path("out/deep").iterdir()} == files


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["docs"], "Таблица показателей"),
        (["docs", "--lang", "en"], "Table of indicators"),
        (["--lang", "en", "docs"], "Table of indicators"),
        (["docs", "--lang", "ru"], "Таблица показателей"),
    ],
)
def test_the_language_is_that_of_the_pack_unless_another_is_given(
    rules: Path, arguments: list[str], title: str
) -> None:
    assert main([*arguments, "--out", "out"]) == 0
    assert title in Path("out/README.md").read_text("utf-8")
    assert title in Path("out/index.html").read_text("utf-8")


def test_tests_of_the_pack_are_told(rules: Path) -> None:
    (rules / "one" / "tests").mkdir()
    (rules / "one" / "tests" / "plan.yaml").write_text(TEST, "utf-8")
    assert main(["docs", "--out", "out"]) == 0
    told = Path("out/tests.md").read_text("utf-8")
    assert "2 проверки; 1 не подтверждена." in told
    assert "### tests/plan.yaml" in told
    because = "[приказ от 20.12.2019 № 01/100](reference.md#act-order), п. 2"
    assert f"| план есть | [1.2](indicators.md#indicator-1.2) | {because} |" in told
    assert "Ожидания записаны для 1 из 8 показателей и 0 из 3 рекомендаций." in told


def test_written_twice_it_is_the_same(rules: Path) -> None:
    assert main(["docs", "--out", "out"]) == 0
    before = {p.name: p.read_bytes() for p in Path("out").iterdir()}
    assert main(["docs", "--out", "out"]) == 0
    assert {p.name: p.read_bytes() for p in Path("out").iterdir()} == before


def test_neither_locale_nor_hashing_changes_it(rules: Path) -> None:
    made = []
    for n, (seed, locale) in enumerate((("1", "C"), ("2", "ru_RU.UTF-8"))):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": f"UTC-{n}"}
        command = [sys.executable, "-m", "engine", "docs", "rules/one", "--out", f"out{n}"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        made.append({p.name: p.read_bytes() for p in Path(f"out{n}").iterdir()})
    assert made[0] == made[1]


def test_a_file_of_somebody_else_is_left_alone(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    Path("out/README.md").write_text("mine\n", "utf-8")
    assert main(["docs", "--out", "out"]) == 2
    assert "out/README.md is there already" in capsys.readouterr().err
    assert [p.name for p in Path("out").iterdir()] == ["README.md"]
    assert Path("out/README.md").read_text("utf-8") == "mine\n"


def test_a_pack_with_errors_is_not_documented(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = rules / "one" / "indicators.yaml"
    file.write_text(file.read_text("utf-8").replace("at_least: 50}", "above: 50}"), "utf-8")
    assert main(["docs", "--out", "out"]) == 3
    assert "E320" in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Ours\n\nPages are made by engine docs; my notes\n"),
        ("README.md", "# Ours\n<!-- engine docs -->\n"),
        ("index.html", "<!DOCTYPE html>\n<p>Made by engine docs</p>\n"),
    ],
)
def test_to_speak_of_the_command_is_not_to_be_made_by_it(rules: Path, name: str, text: str) -> None:
    Path("out").mkdir()
    Path("out", name).write_text(text, "utf-8")
    assert main(["docs", "--out", "out"]) == 2
    assert Path("out", name).read_text("utf-8") == text


def test_what_was_made_before_is_made_anew(rules: Path) -> None:
    assert main(["docs", "--out", "out"]) == 0
    assert main(["docs", "--out", "out"]) == 0
