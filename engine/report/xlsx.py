"""The workbook: sheets for people → bytes, the same for the same results.

Texts are always stored as texts: nothing in them becomes a formula or a link. Numbers are stored as Excel has them, to
fifteen significant digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.diagnostics.core import Lang
from engine.report.characters import clean, one_line
from engine.report.masthead import about, banner
from engine.report.phrases import phrase
from engine.report.sheets import Sheet, SheetCell, SheetColumn, SheetRow, Style
from engine.report.workbook import sheets_of
from engine.result import Results

CELL_LIMIT = 32_767
"""Characters that Excel holds in a cell, counted in UTF-16 units."""

_OPTIONS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_PLAIN = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_WRAPPED = {**_PLAIN, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
_LOOKS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "label": {**_PLAIN, "bold": True, "font_size": 12, "font_color": "#9C0006", "bg_color": "#FFE3E3"},
        "title": {**_PLAIN, "bold": True, "font_size": 14},
        "about": {**_PLAIN, "font_color": "#595959"},
        "header": {**_WRAPPED, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter", "align": "center"},
        Style.DATA.name: _WRAPPED,
        Style.PARENT.name: {**_WRAPPED, "bold": True, "bg_color": "#F7F7F7"},
        Style.BAND.name: {**_PLAIN, "bold": True, "font_size": 11, "bg_color": "#E9EFE4", "top": 1, "bottom": 1},
        Style.PART.name: {**_PLAIN, "bold": True, "bg_color": "#F3F3F3", "bottom": 4},
        Style.REMARK.name: {**_PLAIN, "italic": True, "font_color": "#595959"},
    }
)
_FLAG = {"bg_color": "#FFF2CC", "italic": True}
_KINDS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "text": {},
        "whole": {"num_format": "#,##0", "align": "right"},
        "broken": {"num_format": "#,##0.00##", "align": "right"},
        "date": {"num_format": "dd.mm.yyyy", "align": "center"},
    }
)


def to_xlsx(results: Results, lang: Lang) -> bytes:
    """The whole workbook; its date of creation is the day the results speak from."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties(_properties(results, lang))
    book.set_calc_mode("auto")
    pages = _Pages(book, results, lang)
    for sheet in sheets_of(results, lang):
        pages.add(sheet)
    book.close()
    return target.getvalue()


def _properties(results: Results, lang: Lang) -> dict[str, object]:
    day = max(results.as_of, default=date(2000, 1, 1))
    return {
        "title": one_line(results.pack.passport.title)[:255],
        "subject": phrase("label", lang) if results.label is not None else "",
        "created": datetime.combine(day, time()),
    }
