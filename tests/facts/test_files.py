"""Which files a fact set consists of, where links lead in circles."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from engine.facts.files import list_files
from engine.facts.read import read_fact_set
from tests.facts.kit import LONG, PACK, read, write


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


@pytest.mark.parametrize("name", [b"f\xff.csv", b"f\xff.parquet"])
def test_a_name_that_is_no_utf_8_is_refused(name: bytes, tmp_path: Path) -> None:
    folder = write(tmp_path / "set", {"f.csv": LONG + "m1;2020;teachers;1;site\n"})
    (folder / os.fsdecode(name)).write_text(LONG)
    reading = read(tmp_path)
    assert [(d.span.file, d.code.id) for d in reading.diagnostics] == [(os.fsdecode(name), "E527")]
    assert reading.counts("f.csv") == (1, 1, 0, 0)


def test_a_folder_whose_name_is_no_utf_8_gives_the_set_a_name_that_can_be_written(tmp_path: Path) -> None:
    reading = read(tmp_path / os.fsdecode(b"\xff"), {"f.csv": LONG + "m1;2020;teachers;1;site\n"})
    assert reading.told == []
    folder = write(tmp_path / os.fsdecode(b"set\xff"), {})
    found, _ = read_fact_set(folder, PACK, duckdb.connect())
    assert found is not None
    assert (found.id, found.title) == ("set?", "set?")
