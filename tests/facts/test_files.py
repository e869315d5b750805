"""Which files a fact set consists of, where links lead in circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.facts.files import list_files
from tests.facts.kit import LONG, read, write


@pytest.mark.parametrize("name", ["loop.csv", "set.yaml", "loop.parquet", "loop", "evidence"])
def test_a_link_to_itself_cannot_be_opened(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "set", {"f.csv": LONG + "m1;2020;teachers;1;site\n"})
    (folder / name).symlink_to(folder / name)
    reading = read(tmp_path)
    assert reading.told == [f"{name}:1:1 E502"]
    assert reading.counts("f.csv") == (1, 1, 0, 0)


def test_links_to_one_another_cannot_be_opened(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", {})
    (folder / "a.csv").symlink_to(folder / "b.csv")
    (folder / "b.csv").symlink_to(folder / "a.csv")
    assert read(tmp_path).told == ["a.csv:1:1 E502", "b.csv:1:1 E502"]


def test_a_folder_that_is_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "set").symlink_to(tmp_path / "set")
    files, problems = list_files(tmp_path / "set")
    assert files == ()
    assert [d.code.id for d in problems] == ["E500"]
