"""Values shown as their indicators say: rounded for people, whole for machines."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from engine.diagnostics.core import Lang
from engine.pack.model import Rounding, RoundingMode
from engine.report import shown
from engine.report.csv import to_csv
from engine.report.json import to_json
from engine.report.markdown import to_markdown
from engine.report.names import names_of
from engine.report.tables import out_tables
from engine.report.text import to_text
from engine.report.xlsx import to_xlsx
from engine.result import Results
from tests.report.fixture import FINDINGS, RESULTS, TOTALS


def displayed(results: Results, digits: int, mode: RoundingMode) -> Results:
    """The results under a pack whose indicators all say how they are shown."""
    way = Rounding(digits, mode)
    indicators = tuple(replace(i, display=way) for i in results.pack.indicators)
    return replace(results, pack=replace(results.pack, indicators=indicators))


def share(value: str) -> Results:
    """The fixture, with another value of indicator 1."""
    findings = tuple(replace(f, value=Decimal(value)) if f is FINDINGS[0] else f for f in RESULTS.findings)
    return replace(RESULTS, findings=findings)


@pytest.mark.parametrize(
    ("value", "digits", "mode", "ru", "en"),
    [
        ("6.25", 1, RoundingMode.HALF_EVEN, "6,2", "6.2"),
        ("6.35", 1, RoundingMode.HALF_EVEN, "6,4", "6.4"),
        ("6.25", 1, RoundingMode.HALF_UP, "6,3", "6.3"),
        ("6.29", 1, RoundingMode.DOWN, "6,2", "6.2"),
        ("16", 1, RoundingMode.HALF_UP, "16,0", "16.0"),
        ("12345.5", 0, RoundingMode.HALF_EVEN, "12\N{NO-BREAK SPACE}346", "12,346"),
        ("-0.04", 1, RoundingMode.HALF_UP, "0,0", "0.0"),
        ("0.6962", 3, RoundingMode.HALF_UP, "0,696", "0.696"),
    ],
)
def test_a_value_in_texts(value: str, digits: int, mode: RoundingMode, ru: str, en: str) -> None:
    results = displayed(share(value), digits, mode)
    for lang, number in ((Lang.RU, ru), (Lang.EN, en)):
        finding = results.findings[0]
        assert shown.outcome(finding, names_of(results, lang)) == f"{number}\N{NO-BREAK SPACE}%"
        for told in (to_text(results, lang, 200), to_markdown(results, lang)):
            assert f"{number}\N{NO-BREAK SPACE}%" in told


def test_a_change_that_is_shown_as_zero_has_no_sign() -> None:
    results = displayed(RESULTS, 0, RoundingMode.HALF_UP)
    change = replace(FINDINGS[1], value=Decimal("0.4"), marks=())
    assert shown.outcome(change, names_of(results, Lang.RU)) == "положительная динамика (0\N{NO-BREAK SPACE}чел.)"


def test_totals_and_their_bounds() -> None:
    names = names_of(displayed(RESULTS, 1, RoundingMode.HALF_EVEN), Lang.RU)
    told = "1,5 из 7; оценено 2 из 7 применимых; границы 1,5–6,5; номинальный максимум 8"
    assert shown.total(TOTALS[0], None, names) == told
    whole = replace(TOTALS[0], value=Decimal(2), lower=Decimal("1.25"), upper=Decimal("6.75"))
    assert shown.total(whole, None, names).startswith("2,0 из 7; оценено 2 из 7 применимых; границы 1,2–6,8")


def test_machines_get_all_of_it() -> None:
    results = displayed(share("6.254321"), 1, RoundingMode.HALF_EVEN)
    findings = next(t for t in out_tables(results) if t.name == "findings")
    assert b"6.254321" in to_csv(findings)
    assert b'"value": 6.254321' in to_json(results)


def test_the_cell_of_a_workbook_is_rounded_and_keeps_its_zeros() -> None:
    workbook = to_xlsx(displayed(share("16.04"), 1, RoundingMode.HALF_EVEN), Lang.RU)
    with ZipFile(BytesIO(workbook)) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    (style,) = re.findall(r'<c r="I\d+" s="(\d+)"><v>16</v>', sheet)
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    assert f'numFmtId="{formats[int(style)]}" formatCode="#,##0.0"' in styles


def test_without_display_nothing_changes() -> None:
    assert to_text(share("63.157894737"), Lang.RU, 100) == to_text(RESULTS, Lang.RU, 100)
