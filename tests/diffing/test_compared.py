"""What becomes of items, and whether their versions tell of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diffing.compared import Fate, Verdict
from engine.pack.versions import Step
from tests.diffing.kit import CONSTANT, Edit, difference, edited
from tests.workflows.small import PACK

V, C = "constants.yaml", "constant:enough-groups"
NEXT = """
  - id: enough-groups
    version: {version}
    status: approved
    effective: {{from: 2022-01-01}}
    title: Сколько групп достаточно
    value: 3
"""

CASES: list[tuple[tuple[Edit, ...], list[tuple[object, ...]]]] = [
    ((CONSTANT,), [(C, Fate.CHANGED, "1.0.0", "1.0.0", Step.MINOR, Verdict.NOT_RAISED, "1.1.0")]),
    (
        (CONSTANT, (V, "version: 1.0.0", "version: 1.1.0")),
        [(C, Fate.CHANGED, "1.0.0", "1.1.0", Step.MINOR, Verdict.RAISED, None)],
    ),
    (
        (CONSTANT, (V, "version: 1.0.0", "version: 1.0.1")),
        [(C, Fate.CHANGED, "1.0.0", "1.0.1", Step.MINOR, Verdict.TOO_LITTLE, "1.1.0")],
    ),
    (
        (CONSTANT, (V, "version: 1.0.0", "version: 0.9.0")),
        [(C, Fate.CHANGED, "1.0.0", "0.9.0", Step.MINOR, Verdict.LOWERED, "1.1.0")],
    ),
    (
        ((V, "version: 1.0.0", "version: 1.0.1"),),
        [(C, Fate.RENUMBERED, "1.0.0", "1.0.1", None, Verdict.RAISED, None)],
    ),
    (
        (
            (V, "from: 2021-01-01", "from: 2021-01-01, to: 2021-12-31"),
            (V, "    value: 2\n", "    value: 2" + NEXT.format(version="2.1.0")),
        ),
        [
            (C, Fate.CHANGED, "2.0.0", "2.0.0", None, Verdict.NONE, None),
            (C, Fate.NEW_VERSION, "2.0.0", "2.1.0", Step.MINOR, Verdict.RAISED, None),
        ],
    ),
    (
        (
            (V, "from: 2021-01-01", "from: 2021-01-01, to: 2021-12-31"),
            (V, "    value: 2\n", "    value: 2" + NEXT.format(version="2.0.1")),
        ),
        [
            (C, Fate.CHANGED, "2.0.0", "2.0.0", None, Verdict.NONE, None),
            (C, Fate.NEW_VERSION, "2.0.0", "2.0.1", Step.MINOR, Verdict.TOO_LITTLE, "2.1.0"),
        ],
    ),
    (
        (
            (
                "sources.yaml",
                "  - {id: reports, version: 1.0.0, status: approved",
                "  - {id: reports, version: 2.0.0, status: retired",
            ),
        ),
        [("source:reports", Fate.RETIRED, "1.0.0", "2.0.0", Step.MAJOR, Verdict.RAISED, None)],
    ),
    (
        (("sources.yaml", "  - {id: reports, ", "  - {id: returns, "),),
        [
            ("source:returns", Fate.ADDED, None, "1.0.0", None, Verdict.NONE, None),
            ("source:reports", Fate.REMOVED, "1.0.0", None, None, Verdict.NOT_RETIRED, None),
        ],
    ),
    (
        (("pack.yaml", "high: высокий", "high: высочайший"),),
        [("outcomes:high", Fate.CHANGED, None, None, Step.PATCH, Verdict.OF_PACK, None)],
    ),
    (
        (("acts.yaml", 'number: "01/100"', 'number: "01/100", valid_until: 2026-12-31'),),
        [("act:order", Fate.CHANGED, None, None, Step.PATCH, Verdict.OF_PACK, None)],
    ),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_fates_and_verdicts(edits: tuple[Edit, ...], expected: list[tuple[object, ...]], tmp_path: Path) -> None:
    found = difference(PACK, edited(tmp_path / "new", *edits))
    told = []
    for item in found.items:
        n = item.numbering
        told.append((item.name, item.fate, n.old, n.new, n.step, n.verdict, n.wanted))
    assert told == expected


def test_the_version_of_the_pack(tmp_path: Path) -> None:
    word = ("pack.yaml", "high: высокий", "high: высочайший")
    raised = ("pack.yaml", "version: 1.0.0", "version: 1.0.1")
    one = difference(PACK, edited(tmp_path / "one", word))
    two = difference(PACK, edited(tmp_path / "two", word, raised))
    three = difference(PACK, edited(tmp_path / "three", raised))
    assert (one.numbering.step, one.numbering.verdict, one.numbering.wanted) == (
        Step.PATCH,
        Verdict.NOT_RAISED,
        "1.0.1",
    )
    assert (two.numbering.verdict, two.wrong, two.step) == (Verdict.RAISED, 0, Step.PATCH)
    assert (three.items, three.is_empty) == ((), False)


def test_when_acts_were_checked_and_how_often_they_are_is_no_change(tmp_path: Path) -> None:
    edits = (
        ("acts.yaml", 'number: "01/100"', 'number: "01/100", checked: 2026-01-15'),
        ("pack.yaml", "resolution:", "check_acts_every: P12M\nresolution:"),
    )
    assert difference(PACK, edited(tmp_path / "new", *edits)).is_empty


def test_comments_layout_order_and_quotes_are_no_change(tmp_path: Path) -> None:
    new = edited(
        tmp_path / "new",
        ("constants.yaml", "    value: 1\n", "    # единица\n    value:   1.0\n"),
        ("sources.yaml", "open: true}", "open: true}  # сайт"),
        ("calendar.yaml", '{id: "2019", title: 2019 год', "{title: '2019 год', id: '2019'"),
    )
    assert difference(PACK, new).is_empty
