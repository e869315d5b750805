"""The pack in tests/packs/minimal with some of its text replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.diffing.compared import PackDiff, compared
from engine.pack.build import Document, load_documents
from tests.workflows.small import PACK

Edit = tuple[str, str, str]
"""A file, a text that stands in it once or more, and what the first of them becomes."""

LIMIT: tuple[Edit, ...] = (
    ("indicators.yaml", "above: 0, points: 1", "above: 1, points: 1"),
    ("indicators.yaml", "at_most: 0, points: 0", "at_most: 1, points: 0"),
)
WEIGHT: Edit = ("indicators.yaml", '"1.1": 2,', '"1.1": 3,')
CONSTANT: Edit = ("constants.yaml", "value: 1", "value: 0")


def edited(folder: Path, *edits: Edit, pack: Path = PACK) -> Path:
    """A copy of the pack in a new folder, with the edits."""
    shutil.copytree(pack, folder)
    for name, old, new in edits:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def documents(folder: Path) -> tuple[Document, ...]:
    pack, problems, found = load_documents(folder)
    assert pack is not None, problems
    return found


def difference(old: Path, new: Path) -> PackDiff:
    return compared(documents(old), documents(new))
