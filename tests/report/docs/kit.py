"""Packs whose documentation is looked at."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from engine.diagnostics.core import Lang
from engine.pack.build import load_pack
from engine.pack.model import Pack
from engine.report.docs.blocks import Book
from engine.report.docs.book import book
from engine.report.docs.names import Names
from engine.report.docs.tested import Tested, Tests, Waiver

ROOT = Path(__file__).parents[3]
PACKS = ROOT / "tests" / "packs"
SHIPPED = ROOT / "rules" / "chelyabinsk-methodical-work"
EXAMPLES = tuple(sorted(p.parent for p in (ROOT / "rules" / "examples").glob("*/pack.yaml")))
TESTS = Tests(
    tests=(
        Tested("tests/growth.yaml", "рост на одного", "пункт 1 приказа", True, ("1.1", "training")),
        Tested("tests/growth.yaml", "без прежнего значения", "иначе сравнивать не с чем", False, ("1.1", "1.1-A")),
        Tested("indicators.yaml", "1.2, 1", "план есть", True, ("1.2",)),
    ),
    waivers=(Waiver("1.3: few, 0", "число групп проверяется раньше"),),
)


@cache
def loaded(folder: Path) -> Pack:
    pack, problems = load_pack(folder, folder.name)
    assert pack is not None, problems
    return pack


def booked(folder: Path, lang: Lang | None = None, tests: Tests | None = None) -> Book:
    pack = loaded(folder)
    return book(pack, lang or Lang(pack.passport.language), tests or Tests())


def changed(folder: Path, tmp_path: Path, file: str, *changes: tuple[str, str]) -> Pack:
    """The pack with some text of one file put otherwise."""
    copy = tmp_path / "pack"
    if not copy.exists():
        shutil.copytree(folder, copy)
    text = (copy / file).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (copy / file).write_text(text, "utf-8")
    pack, problems = load_pack(copy, "pack")
    assert pack is not None, problems
    return pack


def names(pack: str = "explained", lang: Lang = Lang.RU) -> Names:
    return Names.of(loaded(PACKS / pack), lang)
