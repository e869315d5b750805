"""The pages about fact sets list the headers and states that are read, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.facts.headers import FACT_HEADERS, REGISTER_HEADERS, REQUIRED_OF_FACTS, REQUIRED_OF_REGISTER
from engine.facts.values import STATE_NAMES, Mistake, members_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs/facts.md", ROOT / "docs/facts.ru.md"]
FORMS = ("gen", "dat", "acc", "ins", "pre")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_header_is_listed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for headers, required in ((FACT_HEADERS, REQUIRED_OF_FACTS), (REGISTER_HEADERS, REQUIRED_OF_REGISTER)):
        for field, names in headers.items():
            if field not in FORMS:
                shown = f"**`{field}`**" if field in required else f"`{field}`"
                listed = re.findall(rf"^\| {re.escape(shown)} \| ([^|]*)", text, re.MULTILINE)
                assert any(all(name in row for name in names) for row in listed), field
    assert ", ".join(names[0] for field, names in REGISTER_HEADERS.items() if field in FORMS) in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_state_is_listed(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert all(name in text for name in STATE_NAMES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_cells_with_sets_are_read_as_the_page_says(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    (title,) = re.findall(r"^\| `[^`]*` \| young, heads \(.*[“«](.*)[”»]\) \|$", text, re.MULTILINE)
    vocabulary = (("young", "…"), ("heads", title))
    rows = re.findall(r"^\| `([^`]*)` \| (young, heads|.*E553.*?)(?: \([^|]*)? \|$", text, re.MULTILINE)
    assert len(rows) == 4
    for cell, told in rows:
        found = members_of(cell, vocabulary)
        if "E553" in told:
            assert isinstance(found, Mistake)
            assert found.code.id == "E553"
        else:
            assert found == ("heads", "young")
