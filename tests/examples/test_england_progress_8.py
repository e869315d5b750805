"""Progress 8 of North Yorkshire as published: 91 bands, and the rows that have none, 148 in all."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.result import Finding
from tests.examples.kit import case, case_of, evaluated, evaluation_of, findings
from tests.plan.compared import differences

HERE = Path(__file__).parent / "england_progress_8"
BANDS = {"1": "well_above", "2": "above", "3": "average", "4": "below", "5": "well_below"}
LOCAL_AUTHORITY, COUNTRY, AVERAGE_OF_THE_COUNTRY = "4", "5", "7"

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (case("england_p8") / "schools_815_2018_2019.csv").open(encoding="utf-8-sig", newline="") as file:
        return [_named(row) for row in csv.DictReader(file)]


def _named(row: Row) -> Row:
    """Rows that are no school have no number in the tables; they are named here."""
    match row["RECTYPE"]:
        case "4":
            return row | {"URN": "815", "SCHNAME": "North Yorkshire", "NFTYPE": "local-authority"}
        case "5":
            return row | {"URN": "england", "SCHNAME": "England", "NFTYPE": "country"}
        case _:
            return row


def _entity(row: Row) -> Row:
    level, parent = {
        LOCAL_AUTHORITY: ("local-authority", "england"),
        COUNTRY: ("country", ""),
    }.get(row["RECTYPE"], ("school", row["LEA"]))
    return {name: row[name] for name in ("URN", "SCHNAME", "NFTYPE")} | {"level": level, "LEA": parent}


@pytest.fixture(scope="module")
def facts(rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national average (record type 7) is no entity: it is left out of the facts."""
    folder = tmp_path_factory.mktemp("england")
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    kept = [row for row in rows if row["RECTYPE"] != AVERAGE_OF_THE_COUNTRY]
    _write(folder / "scores.csv", kept)
    _write(folder / "register.csv", list({row["URN"]: _entity(row) for row in kept}.values()))
    return folder


@pytest.fixture(scope="module")
def found(facts: Path) -> Mapping[tuple[str, str], Finding]:
    """By entity and period."""
    results = evaluated("england-progress-8", facts)
    return {(entity, period): finding for (entity, period, _), finding in findings(results).items()}


def _write(file: Path, rows: list[Row]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _expected(row: Row) -> tuple[str, str | None, str | None]:
    """Status, reason and outcome, from the published band and from what stands in place of the score."""
    if row["P8_BANDING"] in BANDS:
        return "scored", None, BANDS[row["P8_BANDING"]]
    if row["NFTYPE"] == "UTC":
        return "not_applicable", "kind", None
    if row["P8MEA"] == "SUPP":
        return "suppressed", "suppressed", None
    assert row["P8MEA"] in ("", "NE")
    return "not_applicable", "fact_says_so", None


def test_every_row(rows: list[Row], found: Mapping[tuple[str, str], Finding]) -> None:
    compared = 0
    for row in rows:
        if row["RECTYPE"] == AVERAGE_OF_THE_COUNTRY:
            assert row["URN"] == ""
            continue
        finding = found[row["URN"], row["year"]]
        assert (finding.status, finding.reason, finding.outcome) == _expected(row), row
        compared += 1
    assert (len(rows), compared) == (148, 146)


def test_how_many_there_are_of_each(rows: list[Row], found: Mapping[tuple[str, str], Finding]) -> None:
    published = Counter(row["P8_BANDING"] for row in rows if row["P8_BANDING"] in BANDS)
    assert published == {"1": 18, "2": 16, "3": 37, "4": 8, "5": 12}
    told = [found[row["URN"], row["year"]] for row in rows if row["RECTYPE"] != AVERAGE_OF_THE_COUNTRY]
    assert Counter(f.outcome for f in told if f.outcome) == {BANDS[band]: n for band, n in published.items()}
    assert Counter(f.status for f in told) == {"scored": 91, "not_applicable": 47, "suppressed": 8}
    assert Counter(f.reason for f in told if f.status == "not_applicable") == {"fact_says_so": 45, "kind": 2}


def test_the_naive_evaluator_says_the_same(facts: Path) -> None:
    case = case_of(evaluation_of("england-progress-8", facts))
    assert differences(case, also=("asked", "losers"), but=("marks",)) == []
