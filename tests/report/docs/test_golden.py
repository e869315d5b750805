"""Golden files of documentation, to the byte: a small pack, and one with every kind of rule.

`WRITE_GOLDEN=1 pytest tests/report/docs` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.report.docs.html import to_html
from engine.report.docs.markdown import to_markdown
from tests.report.docs.kit import PACKS, TESTS, booked

FOLDER = Path(__file__).parent / "golden"


def check(name: str, made: str) -> None:
    path = FOLDER / name
    if os.environ.get("WRITE_GOLDEN"):
        path.write_bytes(made.encode())
    assert made == path.read_bytes().decode()


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("pack", ["minimal", "explained"])
def test_markdown(pack: str, lang: Lang) -> None:
    files = to_markdown(booked(PACKS / pack, lang, TESTS if pack == "minimal" else None))
    check(f"{pack}-{lang}.md", "".join(f"==== {name}\n{text}" for name, text in files.items()))


@pytest.mark.parametrize("lang", Lang)
def test_html(lang: Lang) -> None:
    check(f"minimal-{lang}.html", to_html(booked(PACKS / "minimal", lang, TESTS)))
