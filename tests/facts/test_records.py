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


FIELDS = ("state", "unit", "provider", "observed_at", "submitted_at", "correction", "evidence_date", "row_id")
KEYS = ("teachers", "share", "rating", "plan", "groups", "approved", "comment")
ODD = ("5", "maybe", "31.02.2020", "2-Apr", "#REF!", "NaN", "45%", "x" * 300)


def test_whatever_stands_in_a_column_is_told_in_full(tmp_path: Path) -> None:
    last = len(FIELDS) - 1
    values = [f"m1;2020;{key};{odd};site{';' * len(FIELDS)}" for key in KEYS for odd in ODD]
    others = [f"m1;2020;rating;1;site;{';' * n}{odd}{';' * (last - n)}" for n in range(len(FIELDS)) for odd in ODD]
    header = ";".join(("entity", "period", "key", "value", "source", *FIELDS))
    found = read(tmp_path, {"f.csv": "\n".join((header, *values, *others))})
    assert {d.span.line for d in found.diagnostics if d.code.id == "E542"} >= {
        2 + len(values) + FIELDS.index("correction") * len(ODD) + n for n in (0, 1)
    }
    for diagnostic in found.diagnostics:
        assert all(diagnostic.message(lang) and diagnostic.hint(lang) for lang in Lang)
