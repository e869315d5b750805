"""A malformed row in a copy of the set: it is set aside, but nothing weaker takes its place."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

import engine
from engine.api import InvalidInputError
from tests.illustrative.lookup import FACTS, PACK, Lookup

HEADER = "entity,period,key,value,source,observed_at\n"
ROW = "m-resubmit,2021,teachers_in_centres,-5,chippkro-site,2021-12-31\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("rejected") / "illustrative-region"
    shutil.copytree(FACTS, copy)
    (copy / "newer.csv").write_text(HEADER + ROW, encoding="utf-8")
    return copy


def test_a_malformed_row_stops_the_evaluation(folder: Path) -> None:
    with pytest.raises(InvalidInputError) as told:
        engine.evaluate(engine.load_pack(PACK), folder)
    assert [(Path(d.span.file).name, d.span.line) for d in told.value.diagnostics] == [("newer.csv", 2)]


@pytest.fixture(scope="module")
def kept_going(folder: Path) -> Lookup:
    return Lookup(engine.evaluate(engine.load_pack(PACK), folder, keep_going=True).results)


def test_no_older_fact_takes_the_place_of_a_rejected_one(kept_going: Lookup) -> None:
    found = kept_going.findings["m-resubmit", "2021", "1.1"]
    assert (found.status, found.reason) == ("no_data", "candidate_rejected")
    assert (found.points, found.lower, found.upper) == (None, Decimal(0), Decimal(1))


def test_a_corrected_row_is_asked_for(kept_going: Lookup) -> None:
    (request,) = kept_going.requests("m-resubmit", "teachers_in_centres")
    assert (str(request.kind), request.period, str(request.priority)) == ("resubmit", "2021", "high")


def test_the_rejected_row_is_kept_with_its_address(kept_going: Lookup) -> None:
    (row,) = kept_going.results.rejected
    assert row.address == "newer.csv:2"
    assert "-5" in row.row


def test_the_rest_is_not_touched(kept_going: Lookup, region: Lookup) -> None:
    touched = {("m-resubmit", period, i) for period in ("2021", "2022") for i in ("1.1", "1.points", "total")}
    differ = {
        place
        for place, found in region.findings.items()
        if (found.status, found.value) != (kept_going.findings[place].status, kept_going.findings[place].value)
    }
    assert differ <= touched
    assert ("m-resubmit", "2021", "1.1") in differ
