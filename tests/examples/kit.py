"""What the tests of the example packs share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

import engine
from engine.result import Finding, Results, Total

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "rules" / "examples"
INPUTS = ROOT / "inputs" / "examples"
CASES = Path(os.environ.get("CASES", ROOT.parent / "shared" / "cases"))
"""Published tables that the project keeps no copy of: set CASES to the folder that has them."""

Place = tuple[str, str, str]
"""Entity, period, indicator."""


def case(name: str) -> Path:
    """The folder of a case; the test is skipped where there is none."""
    folder = CASES / name
    if not folder.is_dir():
        pytest.skip(f"no folder {folder}: set CASES to the one with {name}")
    return folder


def evaluated(pack: str, facts: Path) -> Results:
    return engine.evaluate(engine.load_pack(PACKS / pack), facts).results


def findings(results: Results) -> Mapping[Place, Finding]:
    return {(f.entity, f.period, f.indicator): f for f in results.findings}


def totals(results: Results) -> Mapping[Place, Total]:
    return {(t.entity, t.period, t.indicator): t for t in results.totals}


def plain(number: Decimal | None) -> str | None:
    """As people write it: without zeros at the end."""
    return None if number is None else f"{number.normalize():f}"
