"""Headers of tables in what is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from tests.facts.kit import read

HUGE = "примечание " * 10_000


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (f"entity;period;key;value;source;{HUGE}", ["W503"]),
        (f"entity;period;key;value;{HUGE}", ["W503", "E516"]),
    ],
)
def test_a_huge_header_is_told_in_short(head: str, codes: list[str], tmp_path: Path) -> None:
    reading = read(tmp_path, {"f.csv": f"{head}\nm1;2020;teachers;1;site{';x' * (head.count(';') - 4)}\n"})
    assert sorted(d.code.id for d in reading.diagnostics) == sorted(codes)
    assert all(
        len(said) < 300 for d in reading.diagnostics for lang in Lang for said in (d.message(lang), d.hint(lang))
    )
