"""Every code has a page in both languages and an example that fires it, and all of them are up to date."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import engine.diagnostics
from engine.cli.main import main
from engine.diagnostics.core import Lang
from engine.diagnostics.table import MODULES, all_codes, all_wordings, page, wordings
from engine.report.pages import page_text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = json.loads((ROOT / "engine/diagnostics/examples.json").read_text("utf-8"))


def without() -> dict[str, str]:
    """Codes that no example fires, and why: the script says so."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        reasons: dict[str, str] = importlib.import_module("error_examples").WITHOUT
    finally:
        sys.path.pop(0)
    return reasons


def test_pages_and_examples_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_error_pages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_every_code_has_an_example_or_a_reason_for_having_none() -> None:
    codes = {code.id for code in all_codes()}
    assert codes - set(EXAMPLES) == set(without())
    assert set(EXAMPLES) <= codes


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_fires_its_code_in_both_languages(code: str) -> None:
    shown = EXAMPLES[code]["shown"]
    assert set(shown) == set(Lang)
    assert all(f" {code}: " in text.splitlines()[0] for text in shown.values())


def test_every_module_of_codes_is_in_the_table() -> None:
    names = [module.name for module in pkgutil.iter_modules(engine.diagnostics.__path__, "engine.diagnostics.")]
    modules = [importlib.import_module(name) for name in names]
    assert {m.__name__ for m in modules if hasattr(m, "CODES")} == {m.__name__ for m in MODULES}


def test_codes_are_unique_and_every_one_that_is_written_is_in_the_table() -> None:
    codes = all_codes()
    assert len({code.id for code in codes}) == len(codes)
    assert {code.id for code in all_wordings()} == {code.id for code in codes}
    assert {wording for code in codes for wording in wordings(code)} == set(all_wordings())
    assert all(len({wording.name for wording in wordings(code)}) == 1 for code in codes)


def test_a_page_tells_of_every_advice() -> None:
    code = next(code for code in all_codes() if code.id == "E104")
    text = page_text(code, Lang.RU)
    for wanted in (
        "# E104 number-wanted",
        "*ошибка",
        "без знака процента",
        "at_least",
        "```yaml",
        "## Как исправить",
    ):
        assert wanted in text


@pytest.mark.parametrize("given", ["E320", "e320", "gap-between-bands"])
@pytest.mark.parametrize("lang", Lang)
def test_a_page_is_printed_as_the_documentation_has_it(
    given: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain-error", given, "--lang", str(lang)]) == 0
    code = next(code for code in all_codes() if code.id == "E320")
    assert (ROOT / page(code, lang)).read_text("utf-8").startswith(capsys.readouterr().out)


def test_a_name_that_several_codes_have_prints_the_pages_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain-error", "unknown-source", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        f"# {code.id} unknown-source" for code in all_codes() if code.name == "unknown-source"
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("e3200", "ошибка: нет кода «e3200»; возможно, «E320»?"),
        ("W320", "ошибка: нет кода «W320»; возможно, «E320»?"),
        ("Е320", "ошибка: нет кода «Е320»; возможно, «E320»?"),  # a Cyrillic letter
        ("320", "ошибка: нет кода «320»; возможно, «E320»?"),
        ("E32O", "ошибка: нет кода «E32O»; возможно, «E320»?"),
        ("gap-betwen-bands", "ошибка: нет кода «gap-betwen-bands»; возможно, «gap-between-bands»?"),
        ("?", "ошибка: нет кода «?»; есть: E001, E002"),
    ],
)
def test_an_unknown_code_is_wrong_usage(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain-error", given, "--lang", "ru"]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith(said)
