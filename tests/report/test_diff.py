"""Whole comparisons, to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.diffing.outcome import Diff
from engine.report.diff_json import to_json
from engine.report.diff_markdown import to_markdown
from engine.report.diff_text import to_text
from engine.workflows.diff import diff, opened
from tests.diffing.kit import CONSTANT, LIMIT, WEIGHT, edited
from tests.report.golden import check
from tests.workflows.small import PACK, write


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Diff:
    """A limit, a weight and a constant change; the limit with the version it needs."""
    folder = tmp_path_factory.mktemp("diff")
    edited(folder / "old")
    raised = ("indicators.yaml", '"1.1"\n    version: 1.0.0', '"1.1"\n    version: 1.1.0')
    edited(folder / "new", *LIMIT, WEIGHT, CONSTANT, raised)
    write(folder / "facts")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return diff(opened("old", None), opened("new", None), [Path("facts")])


@pytest.fixture(autouse=True)
def _version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.diff_json.VERSION", "1.2.3")


@pytest.mark.parametrize("lang", Lang)
def test_text(lang: Lang, found: Diff) -> None:
    check(f"diff-{lang}.txt", to_text(found, lang, 120).encode())


@pytest.mark.parametrize("lang", Lang)
def test_markdown(lang: Lang, found: Diff) -> None:
    check(f"diff-{lang}.md", to_markdown(found, lang).encode())


def test_json(found: Diff) -> None:
    made = to_json(found, Lang.RU)
    check("diff.json", made.encode())
    assert json.loads(made)["changed"] is True


def test_what_is_long_is_folded(found: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.diff_markdown.LONG", 1)
    told = to_markdown(found, Lang.RU)
    assert told.count("<details>") == told.count("</details>") == 5
    assert "<summary>Выводы: 2 (сущностей: 2)</summary>\n\n| Сущность |" in told


def test_rows_that_are_too_many_are_counted(found: Diff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.diff_report.MOST_ROWS", 1)
    assert "И ещё: 1; полностью – в отчёте «--format json»." in to_text(found, Lang.RU, 120)


@pytest.mark.parametrize(
    ("lang", "said"), [(Lang.RU, "Содержание комплекта не изменилось."), (Lang.EN, "Nothing in the pack has changed.")]
)
def test_nothing_changed(lang: Lang, said: str) -> None:
    same = diff(opened(str(PACK), None), opened(str(PACK), None))
    assert said in to_text(same, lang, 100)
    assert f"**{said}**" in to_markdown(same, lang)
