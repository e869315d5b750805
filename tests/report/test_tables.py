from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.report.tables import ColumnType, OutTable, out_tables
from engine.result import Results
from tests.report.fixture import EMPTY, LABELLED, PUBLIC, RESULTS

PYTHON_TYPES = {
    ColumnType.TEXT: str,
    ColumnType.NUMBER: Decimal,
    ColumnType.INTEGER: int,
    ColumnType.DATE: date,
    ColumnType.BOOLEAN: bool,
}


def table(results: Results, name: str) -> OutTable:
    return next(t for t in out_tables(results) if t.name == name)


def column(results: Results, name: str, key: str) -> list[object]:
    found = table(results, name)
    place = [k for k, _ in found.columns].index(key)
    return [row[place] for row in found.rows]


def test_all_tables_in_one_order() -> None:
    names = "findings totals directions recommendations requests conflicts facts rejected notes"
    assert " ".join(t.name for t in out_tables(RESULTS)) == names
    assert " ".join(t.name for t in out_tables(EMPTY)) == names
    assert all(t.rows == () for t in out_tables(EMPTY))


def test_the_columns_of_findings_are_fixed() -> None:
    assert " ".join(key for key, _ in table(EMPTY, "findings").columns) == (
        "entity period indicator status reason marks value unit outcome points lower upper rule facts"
    )


@pytest.mark.parametrize("results", [RESULTS, PUBLIC, LABELLED])
def test_every_cell_is_of_the_type_of_its_column(results: Results) -> None:
    for found in out_tables(results):
        for row in found.rows:
            for cell, (key, kind) in zip(row, found.columns, strict=True):
                assert cell is None or type(cell) is PYTHON_TYPES[kind], (found.name, key, cell)


def test_a_finding_and_a_letter_as_rows() -> None:
    assert table(RESULTS, "findings").rows[1] == (
        "region", "2020", "1.1", "scored", None, "late;sources_disagree", Decimal("1412.000000000"), "person", "growth",
        Decimal("1.000000000"), Decimal(1), Decimal(1), "1.1@1.0.0", "3;4",
    )  # fmt: skip
    assert table(RESULTS, "recommendations").rows[0] == (
        "r1/2020/region/centre", "region", "2020", "r1@1.0.0", "direction", None, "municipal", "authorities", None,
        "руководители органов местного самоуправления", "руководителям органов местного самоуправления", "town;village",
        "recommend", None, "принять управленческие решения.", "",
    )  # fmt: skip


def test_the_label_marks_every_row_once() -> None:
    for found in out_tables(LABELLED):
        for marks in column(LABELLED, found.name, "marks"):
            assert str(marks).split(";").count("illustrative") == 1, found.name
    assert column(LABELLED, "findings", "marks")[1] == "late;sources_disagree;illustrative"
    assert column(LABELLED, "notes", "marks") == ["illustrative"] * 7
    assert not any("illustrative" in str(t.rows) for t in out_tables(RESULTS))


def test_the_public_profile_names_no_person() -> None:
    assert column(RESULTS, "facts", "provider") == [
        "Иванова А. П., методист",
        None,
        *["Иванова А. П., методист", "\tТаб"],
    ]
    assert column(PUBLIC, "facts", "provider") == [None] * 4
    assert table(RESULTS, "rejected").rows[0][2:5] == (
        "«Иванова» – не число", "“Иванова” is not a number", "region;2020;Иванова",
    )  # fmt: skip
    assert table(PUBLIC, "rejected").rows == (("facts.csv:9", "E512", "", "", "", ""),)
    assert "Иванова" not in str(out_tables(PUBLIC))
