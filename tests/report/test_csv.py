from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.report.csv import to_csv
from engine.report.tables import Cell, ColumnType, OutTable


def one_column(kind: ColumnType, *cells: Cell) -> str:
    made = to_csv(OutTable("t", (("x", kind),), tuple((cell,) for cell in cells))).decode()
    assert made.startswith("x\n")
    assert made.endswith("\n")
    return made.removeprefix("x\n").removesuffix("\n")


def text(cell: str) -> str:
    return one_column(ColumnType.TEXT, cell)


def test_there_is_no_byte_order_mark_and_an_empty_table_has_its_header() -> None:
    assert to_csv(OutTable("t", (("ключ", ColumnType.TEXT), ("b", ColumnType.DATE)), ())) == "ключ,b\n".encode()


def test_values_of_every_type() -> None:
    row = (None, "а", Decimal("-12.500000000"), 7, date(2021, 3, 1), True)
    columns = tuple((kind.value, kind) for kind in ColumnType)
    assert len(columns) == 5
    table = OutTable("t", (("none", ColumnType.TEXT), *columns), (row, (*row[:5], False)))
    assert to_csv(table).decode() == (
        "none,text,number,integer,date,boolean\n,а,-12.5,7,2021-03-01,true\n,а,-12.5,7,2021-03-01,false\n"
    )


@pytest.mark.parametrize(
    ("number", "written"),
    [("1.000000000", "1"), ("0E-9", "0"), ("-0.5", "-0.5"), ("1E+3", "1000"), ("0.000000001", "0.000000001")],
)
def test_numbers_have_no_exponent_and_no_trailing_zeros(number: str, written: str) -> None:
    assert one_column(ColumnType.NUMBER, Decimal(number)) == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("простой текст", "простой текст"),
        ("а,б", '"а,б"'),
        ('сказал "да"', '"сказал ""да"""'),
        ("две\nстроки", '"две\nстроки"'),
        ("возврат\rкаретки", '"возврат\rкаретки"'),
        ("а;б", "а;б"),
        (" с пробелами ", " с пробелами "),
    ],
)
def test_quotes_only_where_they_are_needed(cell: str, written: str) -> None:
    assert text(cell) == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'),
        ("+7 351 263", "'+7 351 263"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@село", "'@село"),
        ("\t=1", "'\t=1"),
        ("\r=1", '"\'\r=1"'),
        ("а=1", "а=1"),
        ("-7.5", "-7.5"),
        ("-7,5", '"\'-7,5"'),
        ("+7", "'+7"),
        ("", ""),
    ],
)
def test_texts_are_kept_from_becoming_formulas(cell: str, written: str) -> None:
    assert text(cell) == written


def test_negative_numbers_stay_numbers() -> None:
    assert one_column(ColumnType.NUMBER, Decimal(-5)) == "-5"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_another_reader_gets_the_cells_back(rows: list[tuple[str, str]]) -> None:
    table = OutTable("t", (("a", ColumnType.TEXT), ("b", ColumnType.TEXT)), tuple(rows))
    read = list(csv.reader(io.StringIO(to_csv(table).decode(), newline=""), strict=True))
    assert [[bare(cell) for cell in row] for row in read[1:]] == [[bare(cell) for cell in row] for row in rows]


def bare(cell: str) -> str:
    """Without the apostrophe that keeps a text from becoming a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "\r") else cell
