from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from engine.diagnostics.core import Lang
from engine.report.csv import to_csv
from engine.report.json import to_json
from engine.report.markdown import to_markdown
from engine.report.tables import out_tables
from engine.report.text import to_text
from engine.report.xlsx import to_xlsx
from engine.result import Results
from tests.report.fixture import LABELLED, PUBLIC, RESULTS
from tests.report.golden import check


@pytest.fixture(autouse=True)
def _version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.json.VERSION", "1.2.3")
    monkeypatch.setattr("engine.report.masthead.VERSION", "1.2.3")


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("results", "width"), [(RESULTS, 80), (LABELLED, 120)], ids=["real-80", "labelled-120"])
def test_text(results: Results, width: int, lang: Lang) -> None:
    check(f"text-{lang}-{width}.txt", to_text(results, lang, width).encode())


@pytest.mark.parametrize("lang", Lang)
def test_markdown(lang: Lang) -> None:
    check(f"markdown-{lang}.md", to_markdown(LABELLED, lang).encode())


@pytest.mark.parametrize(("results", "profile"), [(LABELLED, "internal"), (PUBLIC, "public")])
def test_json(results: Results, profile: str) -> None:
    check(f"results-{profile}.json", to_json(results))


@pytest.mark.parametrize(("results", "profile"), [(LABELLED, "internal"), (PUBLIC, "public")])
def test_csv(results: Results, profile: str) -> None:
    made = b"".join(f"== {table.name}\n".encode() + to_csv(table) for table in out_tables(results))
    check(f"tables-{profile}.csv.txt", made)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("results", "profile"), [(LABELLED, "internal"), (PUBLIC, "public")])
def test_xlsx(results: Results, profile: str, lang: Lang) -> None:
    check(f"workbook-{lang}-{profile}.txt", listed(to_xlsx(results, lang)).encode())


def listed(workbook: bytes) -> str:
    """Every cell of a workbook with its type, as another program reads it."""
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    lines = []
    for name in book.sheet_names:
        lines.append(f"== {name}")
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
            lines.append(" | ".join(f"{type(cell).__name__} {cell!r}" if cell != "" else "" for cell in row))
    return "\n".join(lines) + "\n"
