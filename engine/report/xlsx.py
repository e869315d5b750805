"""The workbook: sheets for people → bytes, the same for the same results.

Texts are always stored as texts: nothing in them becomes a formula or a link. Numbers are stored as Excel has them, to
fifteen significant digits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from io import BytesIO
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from engine.decimals import plain_text
from engine.diagnostics.core import Lang
from engine.report.characters import clean, one_line
from engine.report.layout import header_height, height, running_height, widths
from engine.report.masthead import about, banner
from engine.report.phrases import phrase
from engine.report.sheets import Displayed, Sheet, SheetCell, SheetRow, Style
from engine.report.workbook import sheets_of
from engine.result import Results

CELL_LIMIT = 32_767
"""Characters that Excel holds in a cell, counted in UTF-16 units."""

_A4 = 9
_FIRST_YEAR = 1900

_OPTIONS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_PLAIN = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_RUNNING = {**_PLAIN, "text_wrap": True, "align": "left"}
_WRAPPED = {**_PLAIN, "text_wrap": True, "border": 1, "border_color": "#BFBFBF", "align": "left", "indent": 1}
_SIZES = {"label": 12.0, "title": 14.0, "about": 10.0}
_LOOKS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "label": {
            **_RUNNING,
            "bold": True,
            "font_size": _SIZES["label"],
            "font_color": "#9C0006",
            "bg_color": "#FFE3E3",
        },
        "title": {**_RUNNING, "bold": True, "font_size": _SIZES["title"]},
        "about": {**_RUNNING, "font_size": _SIZES["about"], "font_color": "#595959"},
        "header": {
            **_WRAPPED,
            "bold": True,
            "bg_color": "#DCE6F1",
            "valign": "vcenter",
            "align": "center",
            "indent": 0,
        },
        Style.DATA.name: _WRAPPED,
        Style.PARENT.name: {**_WRAPPED, "bold": True, "bg_color": "#F7F7F7"},
        Style.BAND.name: {**_PLAIN, "bold": True, "font_size": 11, "bg_color": "#E2EBDA", "valign": "vcenter"},
        Style.PART.name: {**_PLAIN, "bold": True, "bg_color": "#F3F3F3", "valign": "vcenter"},
        Style.REMARK.name: {**_PLAIN, "italic": True, "font_color": "#595959"},
    }
)
_FLAG = {"bg_color": "#FFF2CC", "italic": True}
_KINDS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "text": {},
        "whole": {"num_format": "#,##0", "align": "right"},
        "tenths": {"num_format": "#,##0.0", "align": "right"},
        "hundredths": {"num_format": "#,##0.00", "align": "right"},
        "small": {"num_format": "0.0000", "align": "right"},
        "date": {"num_format": "dd.mm.yyyy", "align": "center", "indent": 0},
    }
)


_FIXED = "fixed"
_LOOK_OF_CELL = tuple[str, str, bool]
"""Look of the row, kind of the cell, whether it is flagged."""


def to_xlsx(results: Results, lang: Lang) -> bytes:
    """The whole workbook; its date of creation is the day the results speak from."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties(_properties(results, lang))
    writer = _Writer(book, results, lang)
    for sheet in sheets_of(results, lang):
        writer.add(sheet)
    book.close()
    return target.getvalue()


def _properties(results: Results, lang: Lang) -> dict[str, object]:
    return {
        "title": one_line(results.pack.passport.title),
        "subject": phrase("label", lang) if results.label is not None else "",
        "created": datetime.combine(max(results.as_of, default=date(2000, 1, 1)), time()),
    }


class _Writer:
    """Puts sheets into one workbook; formats are made once and shared."""

    def __init__(self, book: xlsxwriter.Workbook, results: Results, lang: Lang) -> None:
        self.book, self.results, self.lang = book, results, lang
        self._formats: dict[_LOOK_OF_CELL, Format] = {}

    def add(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name)
        columns = widths(sheet)
        for n, width in enumerate(columns):
            page.set_column(n, n, width)
        head = self._head(page, sheet, columns)
        page.set_row(head, header_height(sheet, columns))
        for n, column in enumerate(sheet.columns):
            page.write_string(head, n, column.title, self._format("header"))
        for number, row in enumerate(sheet.rows, start=head + 1):
            page.set_row(number, height(row, columns))
            self._row(page, number, row, sheet)
        self._finish(page, sheet, head)

    def _head(self, page: Worksheet, sheet: Sheet, columns: Sequence[int]) -> int:
        """The lines above the table, each over all columns; gives the number of the row after them."""
        label = banner(self.results, self.lang)
        lines = [
            *([("label", label)] if label is not None else []),
            ("title", f"{sheet.title}. {self.results.pack.passport.title}"),
            ("about", "; ".join(about(self.results, self.lang))),
        ]
        for row, (look, written) in enumerate(lines):
            text = _fitted(one_line(written), sheet.file, self.lang)
            page.set_row(row, running_height(text, columns, _SIZES[look]))
            page.merge_range(row, 0, row, len(columns) - 1, "", self._format(look))
            page.write_string(row, 0, text, self._format(look))
        return len(lines)

    def _row(self, page: Worksheet, number: int, row: SheetRow, sheet: Sheet) -> None:
        look = row.style.name
        if row.style in (Style.BAND, Style.PART, Style.REMARK):
            self._across(page, number, str(row.cells[0]), look, len(sheet.columns), sheet.file)
            return
        for n, cell in enumerate(row.cells):
            self._cell(page, (number, n), cell, look, n in row.flagged, sheet.file)

    def _across(self, page: Worksheet, number: int, text: str, look: str, columns: int, file: str) -> None:
        """A line of text that runs on over the empty cells after it; merged cells would forbid sorting."""
        page.write_string(number, 0, _fitted(one_line(text), file, self.lang), self._format(look))
        for n in range(1, columns):
            page.write_blank(number, n, None, self._format(look))

    def _cell(self, page: Worksheet, at: tuple[int, int], cell: SheetCell, look: str, flagged: bool, file: str) -> None:
        kind, made = _kind(cell), partial(self._format, look, flagged=flagged)
        match cell:
            case None:
                page.write_blank(*at, None, made(kind))
            case Displayed(value):
                page.write_number(*at, float(value), made(kind))
            case Decimal() | int():
                page.write_number(*at, float(cell), made(kind))
            case date() if kind == "date":
                page.write_datetime(*at, cell, made(kind))
            case _:
                page.write_string(*at, _fitted(clean(str(cell)), file, self.lang), made(kind))

    def _format(self, look: str, kind: str = "text", *, flagged: bool = False) -> Format:
        key = (look, kind, flagged)
        if key not in self._formats:
            shown = _fixed(kind) if kind.startswith(_FIXED) else _KINDS[kind]
            self._formats[key] = self.book.add_format({**_LOOKS[look], **shown, **(_FLAG if flagged else {})})
        return self._formats[key]

    def _finish(self, page: Worksheet, sheet: Sheet, head: int) -> None:
        last_row, last_column = head + len(sheet.rows), len(sheet.columns) - 1
        page.freeze_panes(head + 1, 0)
        page.autofilter(head, 0, max(last_row, head + 1), last_column)
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last_column)}{last_row + 1}"})
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.print_area(0, 0, last_row, last_column)
        page.set_footer(_footer(self.results, self.lang))


def _kind(cell: SheetCell) -> str:
    match cell:
        case Displayed(digits=digits):
            return f"{_FIXED}{digits}"
        case Decimal():
            return _places(cell)
        case int():
            return "whole"
        case date() if cell.year >= _FIRST_YEAR:
            return "date"
        case _:
            return "text"


def _fixed(kind: str) -> dict[str, object]:
    """How numbers are shown whose places after the point are told."""
    digits = int(kind.removeprefix(_FIXED))
    return {"num_format": "#,##0" + ("." + "0" * digits if digits else ""), "align": "right"}


def _places(value: Decimal) -> str:
    """How many places after the point are shown; the cell keeps them all."""
    places = len(plain_text(value).partition(".")[2])
    if places > 1:
        return "hundredths" if abs(value) >= 1 or places == 2 else "small"
    return "tenths" if places else "whole"


def _footer(results: Results, lang: Lang) -> str:
    label = phrase("label", lang) if results.label is not None else ""
    return f"&L{label}&R{phrase('page', lang, page='&P', pages='&N')}"


def _fitted(text: str, file: str, lang: Lang) -> str:
    """The text as far as a cell holds it; where it is cut, the file that has all of it is named."""
    if _units(text) <= CELL_LIMIT:
        return text
    ending = phrase("cell_cut", lang, file=file)
    room = (CELL_LIMIT - _units(ending)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + ending


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
