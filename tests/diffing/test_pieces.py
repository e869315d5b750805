"""A pack taken to pieces and put together again, with some pieces of another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from engine.diffing.pieces import documents_of, pieces_of, with_changes
from engine.pack.build import assemble, load_pack
from tests.diffing.kit import CONSTANT, LIMIT, WEIGHT, documents, edited
from tests.workflows.small import PACK, ROOT


@pytest.mark.parametrize("folder", [PACK, ROOT / "rules/chelyabinsk-methodical-work"])
def test_a_pack_put_together_from_its_pieces_is_the_same_pack(folder: Path) -> None:
    whole, _ = load_pack(folder)
    again = assemble(documents_of(pieces_of(documents(folder))), folder.as_posix())
    assert whole is not None
    bare = replace(whole, passport=replace(whole.passport, suppress=()))  # suppressions are no piece of a methodology
    assert replace(again, passport=replace(again.passport, span=whole.passport.span)) == bare


def test_all_changes_together_make_the_new_pack(tmp_path: Path) -> None:
    period = (
        "calendar.yaml",
        '  - {id: "2021"',
        '  - {id: "2020a", title: т, from: 2025-01-01, to: 2025-12-31}\n  - {id: "2021"',
    )
    version = ("constants.yaml", "    version: 2.0.0", "    version: 2.1.0")
    gone = ("sources.yaml", "  - {id: site", "  - {id: other")
    new = edited(tmp_path / "new", *LIMIT, WEIGHT, CONSTANT, period, version, gone)
    old_pieces, new_pieces = pieces_of(documents(PACK)), pieces_of(documents(new))
    names = {piece.name for piece in (*old_pieces, *new_pieces)}
    mixed = with_changes(old_pieces, new_pieces, names)
    assert sorted(p.place for p in mixed) == sorted(p.place for p in new_pieces)
    periods = [piece.id for piece in mixed if piece.kind == "period"]
    assert periods == ["2019", "2020", "2020a", "2021"]


def test_only_the_named_pieces_are_exchanged(tmp_path: Path) -> None:
    new = edited(tmp_path / "new", *LIMIT, WEIGHT, CONSTANT)
    pieces = with_changes(pieces_of(documents(PACK)), pieces_of(documents(new)), {"constant:enough-groups"})
    pack = assemble(documents_of(pieces), "mixed")
    assert [(c.header.version, c.value) for c in pack.constants] == [("1.0.0", Decimal(0)), ("2.0.0", Decimal(2))]
    whole, _ = load_pack(PACK)
    assert whole is not None
    assert pack.indicators == whole.indicators
