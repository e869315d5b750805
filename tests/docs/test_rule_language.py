"""The pages about the rule language: every example is what the engine does, and both pages have the same ones."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.statuses import REASONS
from engine.workflows.inputs import load_checked
from tests.docs.language_examples import Example, Run, examples, same, without_evidence

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = ROOT / "docs/rule-language.md"
RUSSIAN = ROOT / "docs/rule-language.ru.md"
EXAMPLES = {example.name: example for example in examples(ENGLISH)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example(name: str, tmp_path: Path) -> None:
    example = EXAMPLES[name]
    run = Run(example, tmp_path)
    if refused := _flagged(example, "refused"):
        assert refused <= run.codes, run.told()
        return
    assert run.codes == _flagged(example, "warned"), run.told()
    assert run.outcome().differences(run) == []
    if "\nexamples:" in example.yaml:
        assert run.failed_examples() == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_something_is_expected_of_the_example(name: str) -> None:
    example = EXAMPLES[name]
    assert example.expectations() > 0 or _flagged(example, "refused")


def _flagged(example: Example, word: str) -> set[str]:
    """The codes beside a word in the comment that begins an example."""
    return {flag.removeprefix(f"{word} ") for flag in example.flags if flag.startswith(f"{word} ")}


@pytest.mark.parametrize("page", [ENGLISH, RUSSIAN], ids=lambda page: page.name)
def test_every_marked_example_is_read(page: Path) -> None:
    marked = re.findall(r"<!-- example: ([^ ;]+)", page.read_text(encoding="utf-8"))
    assert marked == [example.name for example in examples(page)]
    assert len(set(marked)) == len(marked)


def test_both_pages_have_the_same_examples() -> None:
    russian = {example.name: example for example in examples(RUSSIAN)}
    assert list(russian) == list(EXAMPLES)
    for name, example in EXAMPLES.items():
        other = russian[name]
        assert same(other.yaml) == same(example.yaml), name
        assert (other.flags, other.headers) == (example.flags, example.headers), name
        assert list(map(without_evidence, other.rows)) == list(map(without_evidence, example.rows)), name


@pytest.mark.parametrize("page", [ENGLISH, RUSSIAN], ids=lambda page: page.name)
def test_links_within_the_page_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


@pytest.mark.parametrize("page", [ENGLISH, RUSSIAN], ids=lambda page: page.name)
def test_the_smallest_pack_is_right(page: Path, tmp_path: Path) -> None:
    files = re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert len(files) == 6
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    pack, problems = load_checked(tmp_path)
    assert pack is not None
    assert problems == ()


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", [ENGLISH, RUSSIAN], ids=lambda page: page.name)
def test_reasons_stand_beside_their_statuses(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for status, reasons in REASONS.items():
        if reasons:
            listed = ", ".join(f"`{reason}`" for reason in reasons)
            assert f"| `{status}` | {listed} |" in text


def test_tables_are_those_of_the_schemas() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/make_language_tables.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
