"""What is told of each mistake: code, exact address, message in Russian and in English (`told.txt`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.diagnostics.facts import CODES
from tests.facts.cases import CASES, Case
from tests.facts.kit import Reading, messages, read

TOLD = Path(__file__).with_name("told.txt")
ELSEWHERE = ("E500", "E502", "E505", "E523", "E526", "E527", "W501")
"""Codes that `test_read.py` and `test_files.py` fire: they need a folder or a size of their own."""


def parsed(text: str) -> dict[str, list[str]]:
    """The lines of each case, by its name."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("# "):
            name = found.setdefault(line[2:], [])
        elif line:
            name.append(line)
    return found


def lines_of(reading: Reading) -> list[str]:
    return [line for d in reading.diagnostics for line in (f"{d.span} {d.code.id}", *messages(d))]


EXPECTED = parsed(TOLD.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_told(case: Case, tmp_path: Path) -> None:
    reading = read(tmp_path, case.files, case.pack)
    assert lines_of(reading) == EXPECTED[case.name]
    assert all(d.hint(lang) for d in reading.diagnostics for lang in Lang)


def test_every_code_is_fired() -> None:
    fired = {line.split(" ")[-1] for lines in EXPECTED.values() for line in lines[::3]}
    assert fired | set(ELSEWHERE) >= {code.id for code in CODES}
    assert not fired & set(ELSEWHERE)


def test_every_case_has_its_lines_and_no_others_are_there() -> None:
    assert list(EXPECTED) == [case.name for case in CASES]
