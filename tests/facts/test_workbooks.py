"""XLSX and ODS: typed values at their true addresses, and what the values alone would hide."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from engine.diagnostics.core import Diagnostic
from engine.facts.tables import Grid
from engine.facts.values import Mistake
from engine.facts.workbooks import Workbook, column_name, read_workbook
from tests.facts.kit import ods, ods_cell, ods_row, xlsx, zipped


def book(data: bytes, kind: str = "XLSX") -> Workbook:
    found = read_workbook("b", data, kind)
    assert isinstance(found, Workbook), found
    return found


def refusal(data: bytes, kind: str = "XLSX") -> tuple[str, str, dict[str, object]]:
    found = read_workbook("b", data, kind)
    assert isinstance(found, Diagnostic)
    return found.code.name, str(found.span), dict(found.params)


def values(grid: Grid) -> dict[str, object]:
    """By address, empty cells left out."""
    return {
        grid.locate(row, n).cell: value for row in grid.rows for n, value in enumerate(row.values) if value is not None
    }


def mistakes(grid: Grid) -> dict[str, tuple[str, object]]:
    return {cell: (m.code.name, m.params.get("text")) for cell, m in values(grid).items() if isinstance(m, Mistake)}


def test_typed_values_stand_at_their_true_addresses() -> None:
    cells = {
        "C4": "код",
        "D4": 412,
        "E5": 0.125,
        "C6": True,
        "D6": date(2020, 4, 2),
        "E6": datetime(2020, 4, 2, 10, 30),
        "G7": (0.4375, "hh:mm"),
        "AA9": "a\nб",
    }
    found = values(book(xlsx({"Лист 1": cells})).grid("Лист 1"))
    assert found == {
        "Лист 1!C4": "код",
        "Лист 1!D4": 412.0,
        "Лист 1!E5": 0.125,
        "Лист 1!C6": True,
        "Лист 1!D6": date(2020, 4, 2),
        "Лист 1!E6": datetime(2020, 4, 2, 10, 30),
        "Лист 1!G7": time(10, 30),
        "Лист 1!AA9": "a\nб",
    }


def test_the_same_for_ods_with_repeated_rows_and_cells() -> None:
    rows = [
        ods_row('<table:table-cell table:number-columns-repeated="5"/>', repeated=2),
        ods_row(None, "код", 412, date(2020, 4, 2), True, "a\nб"),
        ods_row(
            None,
            '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>',
            repeated=2,
        ),
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>', repeated=1_048_000),
    ]
    found = values(book(ods({"Лист1": rows}), "ODS").grid("Лист1"))
    assert found == {
        "Лист1!B3": "код",
        "Лист1!C3": 412.0,
        "Лист1!D3": date(2020, 4, 2),
        "Лист1!E3": True,
        "Лист1!F3": "a\nб",
        **{f"Лист1!{cell}": 7.0 for cell in ("B4", "C4", "B5", "C5")},
    }


def test_failed_and_uncomputed_formulas_are_no_empty_cells() -> None:
    data = xlsx({"A": {"A1": ("=1/0", "#DIV/0!"), "B1": ("=1+1", 2), "C1": ('=""', ""), "D1": ("=B9", "#REF!")}})
    assert mistakes(book(data).grid("A")) == {
        "A!A1": ("formula-error", "#DIV/0!"),
        "A!D1": ("formula-error", "#REF!"),
    }
    assert values(book(data).grid("A"))["A!B1"] == 2.0


def with_parts(data: bytes, **changes: tuple[str, str]) -> bytes:
    """The archive with a text in one part replaced; the keyword is the end of the part's name, without its suffix."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for end, (old, new) in changes.items():
        name = next(n for n in parts if n.endswith(f"{end}.xml"))
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode())
    return zipped(parts)


def test_a_formula_without_a_value_has_never_been_computed() -> None:
    data = with_parts(xlsx({"A": {"B2": ("=1+1", 2), "C2": 5}}), sheet1=("<f>1+1</f><v>2</v>", "<f>1+1</f>"))
    assert mistakes(book(data).grid("A")) == {"A!B2": ("formula-not-computed", None)}


def test_a_sheet_of_nothing_but_a_failed_formula() -> None:
    assert mistakes(book(xlsx({"A": {"C3": ("=1/0", "#DIV/0!")}})).grid("A")) == {"A!C3": ("formula-error", "#DIV/0!")}


def test_failed_formulas_of_libreoffice() -> None:
    cell = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    )
    uncomputed = '<table:table-cell table:formula="of:=1+1"/>'
    grid = book(ods({"A": [ods_row("x", cell, uncomputed)]}), "ODS").grid("A")
    assert mistakes(grid) == {"A!B1": ("formula-error", "#DIV/0!"), "A!C1": ("formula-not-computed", None)}


def test_a_percentage_is_what_it_shows() -> None:
    cells = {
        "A1": (0.45, "0%"),
        "B1": (0.0725, "0.00%"),
        "C1": (1 / 3, '0.0" % от числа"'),
        "D1": (0.57, '# ##0.0"x"%'),
    }
    assert values(book(xlsx({"A": cells})).grid("A")) == {
        "A!A1": "45%",
        "A!B1": "7.25%",
        "A!C1": pytest.approx(1 / 3),
        "A!D1": "57%",
    }
    percentage = (
        '<table:table-cell office:value-type="percentage" office:value="0.45"><text:p>45%</text:p></table:table-cell>'
    )
    assert values(book(ods({"A": [ods_row(percentage)]}), "ODS").grid("A")) == {"A!A1": "45%"}


def test_all_cells_of_a_merge_have_its_value_and_are_marked() -> None:
    grid = book(xlsx({"A": {"D1": "x", "D4": "y"}}, {"A": [("B2:B4", "м1"), ("C3:D3", 7)]})).grid("A")
    assert values(grid) == {
        "A!D1": "x",
        "A!B2": "м1",
        "A!B3": "м1",
        "A!B4": "м1",
        "A!C3": 7.0,
        "A!D3": 7.0,
        "A!D4": "y",
    }
    assert grid.merged == {(2, 0), (3, 0), (4, 0), (3, 1), (3, 2)}


def test_merges_of_libreoffice() -> None:
    merged = ods_cell("м1").replace(
        "<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" '
    )
    rows = [ods_row(merged, 1), ods_row("<table:covered-table-cell/>", 2)]
    grid = book(ods({"A": rows}), "ODS").grid("A")
    assert values(grid) == {"A!A1": "м1", "A!A2": "м1", "A!B1": 1.0, "A!B2": 2.0}
    assert grid.merged == {(1, 0), (2, 0)}


def test_sheets_that_hold_something_in_the_order_of_the_book() -> None:
    assert list(book(xlsx({"Я": {"A1": 1}, "Пустой": {}, "А": {"B2": 2}})).sheets) == ["Я", "А"]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04", zipped({"a.xml": "<a/>"})])
@pytest.mark.parametrize("kind", ["XLSX", "ODS"])
def test_a_damaged_workbook_is_told(data: bytes, kind: str) -> None:
    assert refusal(data, kind) == ("corrupt-file", "b:1:1", {"kind": kind})


def test_a_truncated_workbook_is_told() -> None:
    data = xlsx({"A": {"A1": 1}})
    for size in range(0, len(data), 101):
        assert refusal(data[:size])[0] == "corrupt-file"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("sheet1", 't="s"', 't="zzz"'),
        ("sheet1", 'r="A1"', 'r="A0"'),
        ("sheet1", 'r="A1"', 'r="-"'),
        ("workbook", 'encoding="UTF-8"', 'encoding="zzz"'),
        ("workbook", "r:id=", "x="),
        ("sheet1", "</row>", "</raw>"),
    ],
)
def test_a_workbook_that_makes_no_sense_is_told(part: str, old: str, new: str) -> None:
    data = with_parts(xlsx({"A": {"A1": "x"}}), **{part: (old, new)})
    assert refusal(data) == ("corrupt-file", "b:1:1", {"kind": "XLSX"})


def test_a_document_type_is_no_part_of_a_workbook() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'
    assert refusal(zipped({"content.xml": bomb}), "ODS")[0] == "corrupt-file"


def test_an_empty_workbook_is_told() -> None:
    assert refusal(xlsx({"A": {}}))[0] == "empty-facts-file"


def test_a_protected_workbook_is_told() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))[0] == "protected-workbook"
    encrypted = '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refusal(ods({"A": [ods_row("x")]}, encrypted), "ODS")[0] == "protected-workbook"


def test_an_encrypted_archive_is_told() -> None:
    data = bytearray(xlsx({"A": {"A1": 1}}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert refusal(bytes(data))[0] == "protected-workbook"


def test_a_zip_bomb_is_told_before_it_is_unpacked() -> None:
    bomb = zipped({"xl/workbook.xml": b" " * (257 << 20)})
    assert len(bomb) < 1 << 20
    assert refusal(bomb) == ("facts-file-too-large", "b:1:1", {"size": 257, "limit": 256})


def test_a_stray_cell_far_away_is_told_with_its_address() -> None:
    data = with_parts(xlsx({"A": {"A1": 1, "B2": 2}}), sheet1=('r="B2"', 'r="XFD1048576"'))
    assert refusal(data) == ("too-many-cells", "b:A!XFD1048576", {"rows": 1048576, "columns": 16384})
    far = ods_row('<table:table-cell table:number-columns-repeated="1000000"/>', 5)
    assert refusal(ods({"A": [far]}), "ODS") == ("too-many-cells", "b:A!BDWGO1", {"rows": 1, "columns": 1000001})
    many = ods_row(
        '<table:table-cell table:number-columns-repeated="2000" office:value-type="float" office:value="1"/>',
        repeated=2000,
    )
    assert refusal(ods({"A": [many]}), "ODS")[0] == "too-many-cells"


def test_a_merge_of_everything_is_told() -> None:
    data = with_parts(xlsx({"A": {"A5": 1}}, {"A": [("A1:B2", 1)]}), sheet1=('"A1:B2"', '"A1:XFD1048576"'))
    assert refusal(data)[0] == "too-many-cells"


@pytest.mark.parametrize(
    ("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_names_of_columns(number: int, name: str) -> None:
    assert column_name(number) == name
