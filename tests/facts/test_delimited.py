"""CSV: separators, quotes, line breaks in cells, line numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Diagnostic, Span
from engine.facts.delimited import read_delimited
from engine.facts.tables import Grid, Row, Table, table_of
from engine.facts.texts import Text

NOTHING: frozenset[str] = frozenset()


def grid(
    body: str, delimiter: str | None = None, known: frozenset[str] = NOTHING, header_row: int | None = None
) -> Grid:
    return read_delimited(Text.of("f.csv", body), header_row, delimiter, known)


def rows(body: str, delimiter: str | None = None, known: frozenset[str] = NOTHING) -> list[tuple[object, ...]]:
    return [row.values for row in grid(body, delimiter, known).rows]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_the_separator_is_told_by_the_header(mark: str) -> None:
    assert rows(f"код{mark}период\nm1{mark}2020\n") == [("код", "период"), ("m1", "2020")]


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ('"a,b,c";d;e\n', ("a,b,c", "d", "e")),
        ("a;b,c\n", ("a", "b,c")),
        ("a,b;c,d\n", ("a", "b;c", "d")),
        ("только один столбец\n", ("только один столбец",)),
    ],
)
def test_separators_are_counted_outside_quotes_and_a_tie_goes_to_the_semicolon(
    body: str, first: tuple[str, ...]
) -> None:
    assert rows(body)[0] == first


def test_known_headers_outweigh_the_count() -> None:
    body = "код;Педагогов, чел., всего, за год\nm1;5\n"
    assert rows(body)[0] == ("код;Педагогов", " чел.", " всего", " за год")
    assert rows(body, known=frozenset(["код"]))[0] == ("код", "Педагогов, чел., всего, за год")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_excel_names_the_separator_in_a_line_of_its_own(end: str) -> None:
    found = list(grid(f"sep=,{end}a;x,b{end}1,2{end}").rows)
    assert [(row.line, row.values) for row in found] == [(2, ("a;x", "b")), (3, ("1", "2"))]


def test_a_separator_named_by_the_mapping_wins() -> None:
    assert rows("a;b,c\n", delimiter=",") == [("a;b", "c")]


def test_line_breaks_and_quotes_in_cells_keep_the_line_numbers_right() -> None:
    found = list(grid('a;b\n"ООО ""Ромашка""\nфилиал";1\n\nООО "Василёк";2\n').rows)
    assert [(row.line, row.values) for row in found] == [
        (1, ("a", "b")),
        (2, ('ООО "Ромашка"\nфилиал', "1")),
        (4, ("",)),
        (5, ('ООО "Василёк"', "2")),
    ]


def test_every_cell_has_its_place() -> None:
    table = grid('a;b\n"x\ny";школа;3\n')
    row = list(table.rows)[1]
    assert [table.locate(row, n) for n in range(3)] == [
        Span("f.csv", 2, 1, 3, 3),
        Span("f.csv", 3, 4, 3, 9),
        Span("f.csv", 3, 10, 3, 11),
    ]


def problem(row: Row) -> tuple[str, Span] | None:
    return row.problem and (row.problem.code.name, row.problem.span)


def test_text_after_a_closing_quote_is_told_and_reading_goes_on() -> None:
    found = list(grid('a;b\n"Ромашка" ООО;1\nx;2\n').rows)
    assert [problem(row) for row in found] == [None, ("broken-quotes", Span("f.csv", 2, 1, 2, 14)), None]


def test_a_quote_that_is_never_closed_is_told_where_it_opens() -> None:
    found = list(grid('a;b\nx;"y\nz;1\n').rows)
    assert [problem(row) for row in found] == [None, ("broken-quotes", Span("f.csv", 2, 3, 3, 5))]


def table(body: str, header_row: int | None = None) -> Table:
    found = table_of(grid(body, header_row=header_row), header_row)
    assert isinstance(found, Table)
    return found


def test_a_table_is_as_wide_as_its_header() -> None:
    found = list(table("a;b\n1;2;;\n1\n1;2;3\n;\n  \n1;2\n").rows)
    assert [(row.line, row.values, problem(row)) for row in found] == [
        (2, ("1", "2"), None),
        (3, ("1",), ("ragged-row", Span("f.csv", 3, 1, 3, 2))),
        (4, ("1", "2", "3"), ("ragged-row", Span("f.csv", 4, 5, 4, 6))),
        (7, ("1", "2"), None),
    ]


def test_the_header_stands_where_the_mapping_says() -> None:
    found = table("Отчёт, за год, район\n\n\nкод;знач.\nm1;5\n", header_row=4)
    assert found.headers == ("код", "знач.")
    assert [row.values for row in found.rows] == [("m1", "5")]


def test_empty_rows_before_the_header_do_not_count() -> None:
    assert table("\n\n;;\nкод;знач.\nm1;5\n").header.line == 4


@pytest.mark.parametrize("body", ["", "\n\n", ";;\n"])
def test_an_empty_file_is_told(body: str) -> None:
    found = table_of(grid(body), None)
    assert isinstance(found, Diagnostic)
    assert found.code.name == "empty-facts-file"


cells = st.text(alphabet='aБ1 ;,\t|"\n', max_size=6)


@given(
    st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1),
    st.sampled_from(";,\t|"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_csv_writer_writes_is_read_back(written: list[list[str]], delimiter: str, end: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(written)
    assert rows(stream.getvalue(), delimiter) == [tuple(row) for row in written]


@given(st.text(alphabet='a;"\n\r', max_size=40))
def test_reading_ends_and_loses_nothing_but_marks(body: str) -> None:
    kept = "".join(str(value) for row in grid(body, ";").rows for value in row.values)
    assert kept.count("a") == body.count("a")
