from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from engine.diagnostics.core import Lang
from engine.report.xlsx import to_xlsx
from engine.result import Results
from tests.report.fixture import (
    EMPTY,
    FINDINGS,
    HYPERLINK,
    LABELLED,
    LONG,
    NOTES,
    PUBLIC,
    RESULTS,
    recommendation,
)

RUSSIAN = ["Показатели", "Выводы", "Итоги", "Рекомендации", "Направления", "Запросы", "Расхождения"]
ENGLISH = ["Indicators", "Findings", "Totals", "Recommendations", "Directions", "Requests", "Conflicts"]

Rows = list[list[object]]


def sheet(results: Results, name: str, lang: Lang = Lang.RU) -> Rows:
    return rows(to_xlsx(results, lang), name)


def rows(workbook: bytes, name: str) -> Rows:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def names(workbook: bytes) -> list[str]:
    return list(CalamineWorkbook.from_filelike(BytesIO(workbook)).sheet_names)


def parts(workbook: bytes, pattern: str = r".*") -> Iterator[tuple[str, str]]:
    with ZipFile(BytesIO(workbook)) as archive:
        for name in archive.namelist():
            if re.fullmatch(pattern, name):
                yield name, archive.read(name).decode()


def test_the_sheets_in_both_languages() -> None:
    assert names(to_xlsx(RESULTS, Lang.RU)) == [*RUSSIAN, "Отклонённые строки", "Примечания"]
    assert names(to_xlsx(RESULTS, Lang.EN)) == [*ENGLISH, "Rejected rows", "Notes"]
    assert names(to_xlsx(EMPTY, Lang.RU)) == [*RUSSIAN, "Примечания"]


def test_the_same_results_give_the_same_bytes() -> None:
    assert to_xlsx(LABELLED, Lang.RU) == to_xlsx(LABELLED, Lang.RU)


def test_it_is_dated_by_the_day_the_results_speak_from() -> None:
    ((_, core),) = parts(to_xlsx(RESULTS, Lang.RU), r"docProps/core\.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2022-02-01T00:00:00Z"}


@pytest.mark.parametrize("lang", Lang)
def test_there_are_no_formulas_and_no_links(lang: Lang) -> None:
    for name, text in parts(to_xlsx(LABELLED, lang), r".*\.(xml|rels)"):
        assert "<f>" not in text, name
        assert "<f " not in text, name
        assert "<hyperlink" not in text.replace("<HyperlinksChanged>false<", ""), name
        assert "relationships/hyperlink" not in text, name


def test_texts_that_look_like_formulas_stay_texts() -> None:
    cells = [cell for row in sheet(RESULTS, "Рекомендации") for cell in row]
    assert HYPERLINK in cells
    assert "-1+1" in [cell for row in sheet(RESULTS, "Выводы") for cell in row]
    assert "@село | <b>" in [cell for row in sheet(RESULTS, "Выводы") for cell in row]


def test_the_table_of_indicators_is_as_in_the_document() -> None:
    found = sheet(RESULTS, "Показатели")
    assert found[2] == [
        "№",
        "Индикативный показатель",
        "Обеспечивающий показатель",
        "Целевое значение",
        "Источник данных",
        "Исход",
        "Балл",
    ]
    assert found[3] == ["Челябинская область, 2020 год", *[""] * 6]
    assert found[5] == [
        "1.1",
        "",
        "Положительная динамика числа педагогов, получающих методическую помощь (поддержку) в Центрах",
        "Положительная динамика – 1 балл / отсутствие – 0 баллов",
        "сайт института; письмо; муниципальной службы",
        "положительная динамика (+1412\N{NO-BREAK SPACE}чел.); представлено с опозданием, источники расходятся",
        1.0,
    ]
    assert [row[0] for row in found[3:] if not row[1] and not row[2]] == [
        "Челябинская область, 2020 год",
        "* Ячейка документа пуста и восстановлена по смыслу; прочтение объяснено в примечаниях.",
        "Расчётные показатели",
        "Челябинская область, 2021 год",
        "* Ячейка документа пуста и восстановлена по смыслу; прочтение объяснено в примечаниях.",
    ]


def test_restored_cells_are_marked_by_a_star_and_a_look_of_their_own() -> None:
    found = sheet(RESULTS, "Показатели")
    starred = [(row[0], n) for row in found for n, cell in enumerate(row) if str(cell).endswith(" *")]
    assert starred == [("1", 4), ("1.4", 3), ("1.4", 4), ("2.3", 3), ("1", 4)]
    workbook = to_xlsx(RESULTS, Lang.RU)
    xml = dict(parts(workbook, r"xl/worksheets/sheet1\.xml"))["xl/worksheets/sheet1.xml"]
    style = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', xml))
    rows_of = {str(row[0]): n for n, row in enumerate(found, start=1)}
    assert style[f"D{rows_of['1.4']}"] == style[f"D{rows_of['2.3']}"] != style[f"D{rows_of['1.3']}"]


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    found = sheet(RESULTS, "Рекомендации")
    assert found[5][0] == 1.0
    assert found[5][3] == date(2021, 3, 31)
    totals = sheet(RESULTS, "Итоги")
    assert totals[3][5:12] == [1.5, 2.0, 7.0, 1.5, 6.5, 7.0, 8.0]
    assert totals[4][5] == -12345.5
    ((_, styles),) = parts(to_xlsx(RESULTS, Lang.RU), r"xl/styles\.xml")
    assert 'formatCode="dd.mm.yyyy"' in styles


def test_a_number_keeps_the_places_it_does_not_show() -> None:
    assert sheet(RESULTS, "Выводы")[3][8] == 63.157894737


def test_numbers_of_indicators_are_texts() -> None:
    assert [row[3] for row in sheet(RESULTS, "Выводы")[3:6]] == ["1", "1.1", "1.2"]


def test_dates_before_spreadsheets_are_texts() -> None:
    old = replace(RESULTS, recommendations=(recommendation(1, due=date(1899, 12, 31)),))
    assert sheet(old, "Рекомендации")[5][3] == "1899-12-31"


def test_letters_stand_by_group_and_addressee() -> None:
    found = sheet(RESULTS, "Рекомендации")
    assert [row[0] for row in found[3:]] == [
        "Группа 1. Сущности",
        "Центр",
        1.0,
        2.0,
        "Группа 2. Органы местного самоуправления",
        "Руководители органов местного самоуправления",
        3.0,
        "Вне групп",
        "somebody",
        4.0,
    ]
    assert found[9][8] == "Город «А»; @село | <b>"


def test_facts_and_members_are_named_up_to_ten() -> None:
    assert sheet(RESULTS, "Выводы")[9][15] == "5, 6, 7, 8, 9, 10, 11, 12, 13, 14 … и ещё 2, см. tables/findings.csv"
    many = replace(RESULTS, recommendations=(recommendation(1, members=("town",) * 12),))
    assert sheet(many, "Рекомендации")[5][8] == "; ".join(["Город «А»"] * 10) + " и ещё 2"


def test_conflicts_in_words() -> None:
    found = sheet(RESULTS, "Расхождения")
    assert [row[2:9] for row in found[3:6]] == [
        ["число педагогов", "да", "1412", "сайт института", "facts.csv:6", "−7,5", "письмо; муниципальной службы"],
        ["наличие плана", "нет", "да", "сайт института", "facts.csv:8", "подтверждено отсутствие",
         "письмо; муниципальной службы"],
        ["охваченные целевые группы", "да", "молодые педагоги; руководители", "сайт института", "a.csv:1", "не найдено",
         "письмо; муниципальной службы"],
    ]  # fmt: skip


def test_rejected_rows_speak_the_language_and_keep_to_the_profile() -> None:
    address, code, row = "facts.csv:9", "E512", "region;2020;Иванова"
    assert sheet(RESULTS, "Отклонённые строки")[3] == [address, code, "«Иванова» – не число", row]
    assert sheet(RESULTS, "Rejected rows", Lang.EN)[3] == [address, code, "“Иванова” is not a number", row]
    assert sheet(PUBLIC, "Отклонённые строки")[3] == [address, code, "", ""]
    assert not any("Иванова" in text for _, text in parts(to_xlsx(PUBLIC, Lang.RU)))


@pytest.mark.parametrize("lang", Lang)
def test_the_label_is_at_the_top_of_every_sheet_and_on_every_page(lang: Lang) -> None:
    label = "Иллюстративные данные" if lang is Lang.RU else "Illustrative data"
    workbook = to_xlsx(LABELLED, lang)
    for name in names(workbook):
        assert str(rows(workbook, name)[0][0]).startswith(label), name
    for name, text in parts(workbook, r"xl/worksheets/sheet\d+\.xml"):
        assert f"&amp;L{label}" in text, name
    assert not any(label in text for _, text in parts(to_xlsx(RESULTS, lang)))


def test_every_sheet_is_ready_to_print() -> None:
    workbook = to_xlsx(LABELLED, Lang.RU)
    sheets = list(parts(workbook, r"xl/worksheets/sheet\d+\.xml"))
    assert len(sheets) == 9
    for name, text in sheets:
        assert 'orientation="landscape"' in text, name
        assert "<pageSetUpPr fitToPage=" in text, name
        assert 'fitToHeight="0"' in text, name
        assert 'state="frozen"' in text, name
        assert '<pane ySplit="4"' in text, name
        assert "<autoFilter ref=" in text, name
        assert "Страница &amp;P из &amp;N" in text, name
    ((_, book),) = parts(workbook, r"xl/workbook\.xml")
    assert book.count("_xlnm.Print_Titles") == book.count("_xlnm.Print_Area") == 9
    assert "Примечания!$4:$4" in book


def test_a_sheet_has_a_limit_of_rows_and_names_the_file_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.sheets.MAX_ROWS", 3)
    found = sheet(RESULTS, "Выводы")
    assert [row[3] for row in found[3:]] == ["1", "1.1", "1.2", ""]
    assert found[-1][0] == "Показаны первые строки: 3 из 15. Полностью – в файле tables/findings.csv."
    assert (
        sheet(RESULTS, "Показатели")[-1][0]
        == "Показаны первые строки: 2 из 14. Полностью – в файле tables/findings.csv."
    )
    assert sheet(RESULTS, "Requests", Lang.EN)[-1][0] == (
        "The first rows: 3 of 7. All of them are in tables/requests.csv."
    )
    assert sheet(RESULTS, "Рекомендации")[-1][0] == (
        "Показаны первые строки: 1 из 4. Полностью – в файле tables/recommendations.csv."
    )


def test_a_sheet_with_just_as_many_rows_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.sheets.MAX_ROWS", len(NOTES))
    found = sheet(RESULTS, "Примечания")[3:]
    assert [row[1] for row in found[:4]] == ["1.4", "1.1", "1", "total"]
    assert len(found) == len(NOTES)


def test_a_cell_holds_no_more_than_excel_can() -> None:
    ending = "… [сокращено, полностью – в tables/notes.csv]"
    cut = sheet(replace(RESULTS, notes=(replace(NOTES[2], text=LONG),)), "Примечания")[3][2]
    assert cut == LONG[: 32_767 - len(ending)] + ending
    whole = "я" * 32_767
    assert sheet(replace(RESULTS, notes=(replace(NOTES[2], text=whole),)), "Примечания")[3][2] == whole


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    ending = "… [сокращено, полностью – в tables/notes.csv]"
    cut = sheet(replace(RESULTS, notes=(replace(NOTES[2], text="a" + "😀" * 20_000),)), "Примечания")[3][2]
    assert isinstance(cut, str)
    assert cut == "a" + "😀" * ((32_767 - 1 - len(ending)) // 2) + ending
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_characters_that_no_workbook_may_hold_are_replaced() -> None:
    text = "a\x00\x0b\ufffe\ud800b\r\nв"
    assert sheet(replace(RESULTS, notes=(replace(NOTES[2], text=text),)), "Примечания")[3][2] == "a����b\nв"


def test_columns_fit_their_content_within_limits() -> None:
    def widths(results: Results) -> list[float]:
        text = dict(parts(to_xlsx(results, Lang.RU), r"xl/worksheets/sheet8\.xml"))["xl/worksheets/sheet8.xml"]
        return [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', text)]

    short = replace(EMPTY, notes=(replace(NOTES[2], subject="1", text="а"),))
    long = replace(EMPTY, notes=(replace(NOTES[2], subject="1", text="а" * 500),))
    middle = replace(EMPTY, notes=(replace(NOTES[2], subject="1", text="а" * 58),))
    assert [round(widths(r)[2] - 0.7109375) for r in (short, middle, long)] == [33, 60, 110]


def test_rows_are_as_high_as_their_text() -> None:
    """Lines of 13 points and a margin of 3, in steps of a pixel (three quarters of a point)."""

    def height(text: str) -> float:
        made = to_xlsx(replace(EMPTY, notes=(replace(NOTES[2], text=text),)), Lang.RU)
        xml = dict(parts(made, r"xl/worksheets/sheet8\.xml"))["xl/worksheets/sheet8.xml"]
        return float(re.findall(r'<row r="4"[^>]* ht="([\d.]+)"', xml)[0])

    assert [height(text) for text in ("слово", "слово\nслово", "слово " * 100, LONG)] == [15.75, 29.25, 68.25, 399.75]


def test_decimals_of_every_size_are_shown() -> None:
    values = ("1", "0.5", "0.25", "0.125", "2.125")
    findings = tuple(replace(FINDINGS[0], value=Decimal(v)) for v in values)
    workbook = to_xlsx(replace(EMPTY, findings=findings), Lang.RU)
    xml = dict(parts(workbook, r"xl/(worksheets/sheet2|styles)\.xml"))
    style = [int(s) for s in re.findall(r'<c r="I\d+" s="(\d+)"><v>', xml["xl/worksheets/sheet2.xml"])]
    formats = re.findall(r'<xf numFmtId="(\d+)"', xml["xl/styles.xml"].split("<cellXfs")[1])
    codes = {
        "3": "#,##0",
        "4": "#,##0.00",
        **dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]*)"', xml["xl/styles.xml"])),
    }
    assert [codes[formats[s]] for s in style] == ["#,##0", "#,##0.0", "#,##0.00", "0.0000", "#,##0.00"]
