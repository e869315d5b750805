"""Habits of YAML, of offices and of keyboards that hurt: each has its own advice at its own place.

Each case of `habits.txt` has what is written, with ⟦ and ⟧ around the places told of, then the code and place of each
problem with its message and hint in Russian and in English.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.pack.build import read_document
from engine.pack.files import File
from tests.checks.variants import Variant, marks

CASES = Path(__file__).with_name("habits.txt").read_text("utf-8").removeprefix("# ").split("\n# ")


def parts(case: str) -> tuple[str, str]:
    """What is written, and what is told of it."""
    lines = case.rstrip("\n").split("\n")[1:]
    written = "".join(f"{line[2:]}\n" for line in lines if line.startswith("| "))
    return written, "".join(f"{line}\n" for line in lines if not line.startswith("| "))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.split("\n")[0])
def test_each_habit_is_told_at_its_place_in_its_own_words(case: str) -> None:
    written, expected = parts(case)
    _, problems = read_document(File("f.yaml", re.sub("[⟦⟧]", "", written).encode()))
    assert Variant(problems=tuple(problems), marked=tuple(marks("f.yaml", written))).told().replace("\n\n", "\n") == (
        f"\n{expected}"
    )
    assert problems


def test_both_lines_of_a_key_written_twice_are_shown() -> None:
    text = "format: entities/1\nlevels:\n  - id: a\n    title: A\n    title: B\n    order: 1\n"
    (problem,) = read_document(File("f.yaml", text.encode()))[1]
    assert [span.line for span in (problem.span, *problem.related)] == [5, 4]
    assert "4" in problem.message(Lang.RU)


LEVEL = "format: entities/1\nlevels:\n  - {id: %s, title: A, order: 1}\n"
KIND = "format: entities/1\nkinds:\n  - {id: a, level: l, title: A, nature: event, assessed: %s}\n"
CONSTANT = (
    "format: constants/1\nconstants:\n  - {id: a, version: 1.0.0, status: approved, effective: {from: 2020-01-01}, "
    "title: A, value: %s}\n"
)


@pytest.mark.parametrize(
    "text",
    [
        LEVEL % '"1.10"',
        LEVEL % "no",  # a text in YAML 1.2, and an id wants one
        LEVEL % "on-line",
        CONSTANT % "1.10",
        CONSTANT % "-0.5",
        KIND % "false",
        "# comment\n" + CONSTANT % "1e3",
    ],
)
def test_what_is_right_is_not_told_of(text: str) -> None:
    assert read_document(File("f.yaml", text.encode()))[1] == []
