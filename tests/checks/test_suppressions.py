"""A pack may bear a warning for a time, with a reason; it is told when the time is over or nothing is hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.diagnostics.checked import CheckedPack
from engine.workflows.inputs import load_checked
from engine.workflows.validate import validate
from tests.checks.variants import MINIMAL

DAY = date(2026, 7, 1)
SAME = ("acts.yaml", 'date: "2019-12-21", number: "01/101"', 'date: "2019-12-20", number: "01/100"')
"""An edit that gives two acts one number and date: W231 in `acts.yaml`, at the act «concept»."""


def checked(folder: Path, *suppressions: str, edits: tuple[tuple[str, str, str], ...] = (SAME,)) -> CheckedPack:
    pack = folder / "p"
    pack.mkdir()
    texts = {path.name: path.read_text("utf-8") for path in MINIMAL.glob("*.yaml")}
    for file, old, new in edits:
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new)
    if suppressions:
        texts["pack.yaml"] += "\nsuppress:\n" + "".join(f"  - {{{s}}}\n" for s in suppressions)
    for name, text in texts.items():
        (pack / name).write_text(text, "utf-8")
    return validate(pack, DAY)


def told(found: CheckedPack) -> list[str]:
    return [d.code.id for d in found.diagnostics]


def test_without_a_suppression_the_warning_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path)
    assert told(found) == ["W231"]
    assert found.suppressed == ()


@pytest.mark.parametrize(
    "where",
    [
        "",
        "file: acts.yaml, ",
        "item: concept, ",
        "file: acts.yaml, item: concept, ",
    ],
)
def test_a_suppressed_warning_is_set_apart_with_its_reason(where: str, tmp_path: Path) -> None:
    found = checked(tmp_path, f"code: W231, {where}reason: checked with the office, until: 2026-07-01")
    assert told(found) == []
    (one,) = found.suppressed
    assert (one.diagnostic.code.id, one.reason, one.until) == ("W231", "checked with the office", "2026-07-01")


@pytest.mark.parametrize(
    ("code", "item", "old", "new"),
    [
        ("W257", "hour", 'person: "чел."', 'person: "чел.", hour: ч'),
        ("W258", "decline", "few: мало", "few: мало\n  decline: снижение"),
    ],
)
def test_units_and_outcomes_are_items_too(code: str, item: str, old: str, new: str, tmp_path: Path) -> None:
    edit = ("pack.yaml", old, new)
    found = checked(tmp_path, f"code: {code}, item: {item}, reason: r, until: 2027-06-30", edits=(edit,))
    assert told(found) == []
    assert [one.diagnostic.code.id for one in found.suppressed] == [code]


@pytest.mark.parametrize("where", ["file: facts.yaml", "item: minimal", "item: nobody"])
def test_one_that_hides_nothing_is_told_and_what_it_missed_too(where: str, tmp_path: Path) -> None:
    found = checked(tmp_path, f"code: W231, {where}, reason: r, until: 2027-06-30")
    assert told(found) == ["W231", "W214"]
    span = found.diagnostics[1].span
    line = (tmp_path / "p/pack.yaml").read_text("utf-8").split("\n")[span.line - 1]
    assert line[span.col - 1 : span.end_col - 1] == "W231"


def test_one_whose_last_day_is_over_hides_nothing(tmp_path: Path) -> None:
    found = checked(tmp_path, "code: W231, reason: r, until: 2026-06-30")
    assert told(found) == ["W231", "W213"]
    span = found.diagnostics[1].span
    line = (tmp_path / "p/pack.yaml").read_text("utf-8").split("\n")[span.line - 1]
    assert line[span.col - 1 : span.end_col - 1] == "2026-06-30"


def test_an_error_cannot_be_suppressed(tmp_path: Path) -> None:
    assert told(checked(tmp_path, "code: E240, reason: r, until: 2027-06-30")) == ["E112"]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("code: W231, until: 2027-06-30", ["E102"]),
        ("code: W231, reason: r", ["E102"]),
        ("code: W231, reason: r, until: 2027-06-31", ["E211"]),
        ("code: W231, reason: r, untill: 2027-06-30", ["E101"]),
        ("code: w231, reason: r, until: 2027-06-30", ["E112"]),
    ],
)
def test_a_suppression_needs_a_code_a_reason_and_a_day(written: str, codes: list[str], tmp_path: Path) -> None:
    assert told(checked(tmp_path, written)) == codes


def test_what_tells_of_suppressions_cannot_be_suppressed(tmp_path: Path) -> None:
    found = checked(tmp_path, "code: W231, reason: r, until: 2026-06-30", "code: W213, reason: r, until: 2027-06-30")
    assert told(found) == ["W231", "W213", "W214"]


def test_whether_one_hides_anything_is_not_told_when_errors_kept_checks_from_running(tmp_path: Path) -> None:
    edit = ("indicators.yaml", "{outcome: high, at_least: 50}", "{outcome: high, above: 50}")
    found = checked(tmp_path, "code: W389, reason: r, until: 2027-06-30", edits=(edit,))
    assert told(found) == ["E320"]


def test_an_evaluation_does_not_look_at_the_clock(tmp_path: Path) -> None:
    checked(tmp_path, "code: W231, reason: r, until: 1999-12-31", "code: W389, reason: r, until: 1999-12-31")
    assert load_checked(tmp_path / "p")[1] == ()
