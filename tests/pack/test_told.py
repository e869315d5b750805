"""What is said of each way to go wrong in the language of rules: once, and at its place.

Each file of `told` has what is written and, indented below it, the problems: the code, the text at the place, the
places related, the message.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.diagnostics import sense
from tests.pack.kit import problems_of

FILES = Path(__file__).parent / "told"
AROUND = {
    "operands": "measure: {{kind: value, of: {}}}",
    "counted": "measure: {{kind: count, of: [{}]}}",
    "measures": "measure: {{{}}}",
    "judgements": "measure: {{kind: value, of: a}}\njudge: {}",
}


def cases() -> Iterator[tuple[str, str, list[str]]]:
    for name in AROUND:
        for block in (FILES / f"{name}.txt").read_text("utf-8").strip("\n").split("\n\n"):
            written, *told = block.split("\n")
            yield name, written, [line.strip() for line in told]


@pytest.mark.parametrize(("name", "written", "told"), list(cases()))
def test_what_is_wrong_is_told(name: str, written: str, told: list[str]) -> None:
    assert problems_of(AROUND[name].format(written)) == told
    assert told != []


def test_every_file_is_read_and_every_code_has_a_case() -> None:
    assert {path.stem for path in FILES.iterdir()} == set(AROUND)
    codes = {line.split()[0] for _, _, told in cases() for line in told}
    assert {code.id for code in sense.CODES} <= codes
