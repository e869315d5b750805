"""Tests of rules over the minimal pack, in a folder of their own."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from engine.cli.main import main
from engine.diagnostics.core import Lang
from engine.pack.model import Pack
from engine.testing.model import Outcome
from engine.testing.run import Telling
from engine.testing.suite import Report, tested
from engine.workflows.inputs import load_checked

ROOT = Path(__file__).parents[2]
PACK = ROOT / "tests/packs/minimal"
SHIPPED = ROOT / "rules/chelyabinsk-methodical-work"
TELLING = Telling(Lang.EN, 100)

HEAD = """format: tests/1
period: "2020"
tests:
"""


def pack_in(folder: Path, **tests: str) -> Path:
    """A copy of the minimal pack with files of tests; each text is what follows `tests:`."""
    copy = folder / "pack"
    shutil.copytree(PACK, copy, dirs_exist_ok=True)
    (copy / "tests").mkdir(exist_ok=True)
    for name, text in tests.items():
        whole = text if text.startswith("format") or not text.startswith("  - ") else HEAD + text
        (copy / "tests" / f"{name}.yaml").write_text(whole, encoding="utf-8")
    return copy


@cache
def loaded(folder: Path) -> Pack:
    pack, problems = load_checked(folder)
    assert pack is not None, problems
    return pack


def report(folder: Path, **tests: str) -> Report:
    copy = pack_in(folder, **tests)
    return tested(copy, loaded(PACK), (), TELLING)


def outcome(folder: Path, test: str) -> Outcome:
    """What came of the only test."""
    found = report(folder, only=test)
    assert found.suite.problems == ()
    (one,) = found.outcomes
    return one


def told(one: Outcome) -> list[str]:
    """Mismatches and problems, each with its place in the file."""
    mismatches = [f"{m.span.line}:{m.span.col} {m.path}: {m.expected} | {m.got}" for m in one.mismatches]
    return mismatches + [f"{p.span.line}:{p.span.col} {p.code.id} {p.message(Lang.EN)}" for p in one.problems]


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])
