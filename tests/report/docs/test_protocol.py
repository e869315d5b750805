"""Table 1 and the table of indicators, cell for cell as the text of the document has them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from engine.report.docs.blocks import Cell, Grid, text_of
from engine.report.docs.tables import ENTITIES, INDICATORS
from tests.report.docs.kit import ROOT, SHIPPED, booked

SOURCE = Path(os.environ.get("SOURCE", ROOT.parent / "shared" / "source")) / "protocol-2020-13.txt"

pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="the text of the document is not here")

_PAGE_HEADS = ("№ п/п\t", "N п/п\t", "Уровни агломерации\t")


def bare(text: str) -> str:
    """Without blanks and hyphens: the text of the document is broken into lines and pages by them."""
    return re.sub(r"[\s-]+", "", text)


def table_after(heading: str, end: str | None = None) -> list[list[str]]:
    """The rows of a table, those that go on over a page made one again."""
    text = SOURCE.read_text("utf-8")
    text = text[text.index(heading) :]
    text = text[: text.index(end)] if end is not None else text
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) < 2 or line.startswith(_PAGE_HEADS):
            continue
        goes_on = not cells[0].strip() and not re.match(r"\d\.\d", cells[2] if len(cells) > 2 else "")
        if rows and goes_on:
            rows[-1] = [before + cell for before, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def grid_below(anchor: str) -> Grid:
    """The first table after the heading with this anchor."""
    (page,) = (page for page in booked(SHIPPED).pages if page.name == "README")
    at = next(n for n, block in enumerate(page.blocks) if getattr(block, "anchor", None) == anchor)
    return next(block for block in page.blocks[at:] if isinstance(block, Grid))


def text(cell: Cell) -> str:
    return "" if cell.covered else "; ".join(text_of(line.text) for line in cell.lines)


def test_table_of_levels_and_entities() -> None:
    document = []
    for level, entries in table_after("Уровни агломерации\t", "Доступ к ресурсам"):
        entries = re.sub(r"<ul[^>]*>|</ul>|[²³]", "", entries)
        items = [re.sub(r"^\s*–", "", item) for item in entries.split(";")]
        document.append((level, [bare(item) for item in items]))
    made = [
        (text(level), [bare(text_of(line.text)) for line in entries.lines])
        for level, entries in grid_below(ENTITIES).rows
    ]
    assert [len(items) for _, items in document] == [14, 7, 1]
    assert made == document


def test_table_of_indicators() -> None:
    document = table_after("Показатели эффективности методической работы\n")
    made = grid_below(INDICATORS).rows
    assert len(document) == len(made) == 11
    restored = set()
    for row, cells in zip(document, made, strict=True):
        number, indicative, supporting, target, source = map(bare, row)
        own = [bare(text(cell)) for cell in cells]
        assert own[0] == number.removesuffix(".")
        assert own[1] == indicative
        assert own[2] == re.sub(r"^(\d\.\d)\.?", r"\1", supporting)
        for name, printed, cell, told in zip(("target", "source"), (target, source), cells[3:], own[3:], strict=True):
            if cell.restored:
                assert (printed, bool(told)) == ("", True)
                restored.add((own[2][:3], name))
            else:
                assert told == printed != ""
    assert restored == {(n, name) for n in ("2.5", "2.6", "2.7") for name in ("target", "source")}
