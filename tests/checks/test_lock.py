"""The minimal pack against its lock: files of `lock` have edits and everything that is told of them.

Files whose name begins with `fine` have edits of which nothing is told.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.checks.lock import check_lock
from engine.diagnostics import lock as codes
from engine.diagnostics.core import Lang, Span, in_order
from engine.pack.build import load_documents
from engine.pack.items import items_of
from engine.pack.lockfile import lock_of, text_of
from tests.checks.variants import MINIMAL, Edit, marks, read_case

CASES = sorted((Path(__file__).parent / "lock").glob("*.txt"))


@pytest.fixture(scope="module")
def lock() -> str:
    """That of the minimal pack, which once had a request `old`."""
    text = text_of(lock_of(items_of(load_documents(MINIMAL)[2]), None))
    line = f"request:old@1.2.0 {'0' * 32} {'1' * 32} {'2' * 32} retired\n"
    return text.replace("request:resubmit", f"{line}request:resubmit")


def told(folder: Path, lock: str, edits: list[Edit]) -> str:
    texts = {path.name: path.read_text("utf-8") for path in sorted(MINIMAL.glob("*.yaml"))} | {"pack.lock": lock}
    for name, old, new in edits:
        assert texts[name].count(old) == 1 or not old, (name, old, texts[name].count(old))
        texts[name] = texts[name].replace(old, new) if old else texts[name] + new
    for name, text in texts.items():
        (folder / name).write_text(re.sub("[⟦⟧]", "", text), "utf-8")
    marked = [span for name, text in texts.items() for span in marks(f"{folder.as_posix()}/{name}", text)]
    pack, problems, documents = load_documents(folder)
    assert pack is not None, problems
    shown = []
    for problem in in_order(check_lock(folder, documents)):
        place = f"⟦{marked.index(problem.span) + 1}⟧" if problem.span in marked else _place(problem.span, texts)
        shown.append(f"\n{problem.code.id} {place}\n")
        shown += [f"{problem.message(lang)}\n{problem.hint(lang)}\n" for lang in (Lang.RU, Lang.EN)]
    return "".join(shown)


def _place(span: Span, texts: dict[str, str]) -> str:
    """Of a line of the lock, the item that it is about."""
    name = Path(span.file).name
    if name == "pack.lock":
        return f"{name} " + texts[name].splitlines()[span.line - 1][span.col - 1 : span.end_col - 1]
    return f"{name}:{span.line}:{span.col}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_lock_says_to_a_change(path: Path, lock: str, tmp_path: Path) -> None:
    edits, expected = read_case(path.read_text("utf-8").rstrip("\n"))
    assert told(tmp_path, lock, edits).rstrip("\n") == expected.rstrip("\n")
    assert (expected.strip() == "") is path.stem.startswith("fine")


def test_a_pack_agrees_with_its_lock(lock: str, tmp_path: Path) -> None:
    assert told(tmp_path, lock, []) == ""


def test_every_code_has_a_case() -> None:
    found = {code for path in CASES for code in re.findall(r"^([EW]\d{3}) ", path.read_text("utf-8"), re.MULTILINE)}
    assert {code.id for code in codes.CODES} == found


def test_a_pack_without_a_lock_is_fine(tmp_path: Path) -> None:
    assert [*check_lock(tmp_path, load_documents(MINIMAL)[2])] == []
