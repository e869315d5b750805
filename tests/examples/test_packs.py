"""The example packs are fine as they stand: no errors, no warnings, no Python."""

from __future__ import annotations

import pytest

from engine.workflows.inputs import load_checked
from tests.examples.kit import PACKS

NAMES = ("england-progress-8", "openssf-scorecard", "ru-growth-caps-weights", "ru-management-cycle")


def test_every_folder_is_a_pack_of_the_list() -> None:
    assert tuple(sorted(p.name for p in PACKS.iterdir() if p.is_dir())) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong(name: str) -> None:
    pack, problems = load_checked(PACKS / name)
    assert pack is not None
    assert [(d.code.id, str(d.span)) for d in problems] == []
    assert pack.passport.header.id == name


@pytest.mark.parametrize("name", NAMES)
def test_rules_and_a_page_about_them_are_all_there_is(name: str) -> None:
    assert {p.suffix for p in (PACKS / name).rglob("*") if p.is_file()} <= {".yaml", ".md", ".lock"}
