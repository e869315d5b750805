"""Every code has a page in both languages and an example that fires it, and all of them are up to date."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import engine.diagnostics
from engine.cli.main import main
from engine.diagnostics.core import Lang
from engine.diagnostics.table import MODULES, all_codes, all_wordings, page, wordings
from engine.report.pages import page_text

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = json.loads((ROOT / "engine/diagnostics/examples.json").read_text("utf-8"))


BYTES = {"E507", "E510", "E511", "E512", "E537", "E539", "E540", "W502", "W505"}
"""Workbooks and the like, which no page can show."""
SIZES = {"E003", "E019", "E505", "E526"}
"""Files that are too large to be shown, or mistakes too many."""
WORDS = {"E039"}
"""Fired by a parser that speaks in words of its own, which no text makes it do."""
NOTHING = {"E004", "E200", "E201", "E202", "E500", "E506", "E600"}
"""Nothing is there, and that is the mistake."""
NO_BAD_TEXT = (BYTES - {"E507"}) | SIZES | WORDS | NOTHING
NO_GOOD_TEXT = (BYTES - {"E507"}) | (SIZES - {"E003", "E019"}) | WORDS | {"E204"}  # mended by deleting the file


@pytest.fixture(scope="module")
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture(scope="module")
def made(scripts: None) -> Mapping[str, Any]:
    """The examples, bad and good, as they come out now."""
    found: Mapping[str, Any] = importlib.import_module("error_examples").examples()
    return found


def test_pages_and_examples_are_up_to_date(made: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert importlib.import_module("make_error_pages").main(["--check"]) == 0, capsys.readouterr().out


def test_every_code_has_an_example(made: Mapping[str, Any]) -> None:
    assert set(made) == {code.id for code in all_codes()}


def test_a_good_example_fires_nothing(made: Mapping[str, Any]) -> None:
    assert {code: example.of_good for code, example in made.items() if example.of_good} == {}


def test_bad_and_good_are_shown_wherever_a_text_can_show_them(made: Mapping[str, Any]) -> None:
    assert {code for code, example in made.items() if not example.bad} == NO_BAD_TEXT
    assert {code for code, example in made.items() if not example.good} == NO_GOOD_TEXT


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
        ("e3200", "ошибка: нет кода «e3200»; есть: E320"),
        ("W320", "ошибка: нет кода «W320»; возможно, «E320»?"),
        ("Е320", "ошибка: нет кода «Е320»; возможно, «E320»?"),  # a Cyrillic letter
        ("320", "ошибка: нет кода «320»; возможно, «E320»?"),
        ("E32O", "ошибка: нет кода «E32O»; возможно, «E320»?"),
        ("gap-betwen-bands", "ошибка: нет кода «gap-betwen-bands»; возможно, «gap-between-bands»?"),
        ("?", "ошибка: нет кода «?»\n"),
    ],
)
def test_an_unknown_code_is_wrong_usage(given: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain-error", given, "--lang", "ru"]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith(said)
