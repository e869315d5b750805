"""The workbook: sheets for people → bytes, the same for the same results.

Texts are always stored as texts: nothing in them becomes a formula or a link. Numbers are stored as Excel has them, to
fifteen significant digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from io import BytesIO
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from engine.diagnostics.core import Lang
from engine.report.characters import clean, one_line
from engine.report.masthead import about, banner
from engine.report.phrases import phrase
from engine.report.sheets import Sheet, SheetCell, SheetColumn, SheetRow, Style
from engine.report.workbook import sheets_of
from engine.result import Results

CELL_LIMIT = 32_767
"""Characters that Excel holds in a cell, counted in UTF-16 units."""

_A4 = 9
_FIRST_YEAR = 1900
_ROOM_FOR_FILTER = 3

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
        head = self._head(page, sheet)
        for n, column in enumerate(sheet.columns):
            page.set_column(n, n, _width(column, n, sheet.rows))
            page.write_string(head, n, column.title, self._format("header"))
        for number, row in enumerate(sheet.rows, start=head + 1):
            self._row(page, number, row, sheet)
        self._finish(page, sheet, head)

    def _head(self, page: Worksheet, sheet: Sheet) -> int:
        """The lines above the table; gives the number of the row after them."""
        label = banner(self.results, self.lang)
        title = f"{sheet.title}. {one_line(self.results.pack.passport.title)}"
        about_run = "; ".join(one_line(line) for line in about(self.results, self.lang))
        lines = [("title", title), ("about", about_run)]
        if label is not None:
            lines.insert(0, ("label", label))
        for row, (look, text) in enumerate(lines):
            self._across(page, row, text, look, len(sheet.columns) if look == "label" else 1, sheet.file)
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
            case Decimal() | int():
                page.write_number(*at, float(cell), made(kind))
            case date() if kind == "date":
                page.write_datetime(*at, cell, made(kind))
            case _:
                page.write_string(*at, _fitted(clean(str(cell)), file, self.lang), made(kind))

    def _format(self, look: str, kind: str = "text", *, flagged: bool = False) -> Format:
        key = (look, kind, flagged)
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**_LOOKS[look], **_KINDS[kind], **(_FLAG if flagged else {})})
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
        case Decimal():
            return "whole" if cell == cell.to_integral_value() else "broken"
        case int():
            return "whole"
        case date() if cell.year >= _FIRST_YEAR:
            return "date"
        case _:
            return "text"


def _footer(results: Results, lang: Lang) -> str:
    label = phrase("label", lang) if results.label is not None else ""
    return f"&L{label}&R{phrase('page', lang, page='&P', pages='&N')}"


def _width(column: SheetColumn, n: int, rows: Iterable[SheetRow]) -> float:
    """As wide as the longest line of the content, within the column's limits, and no less than a word of its title."""
    cells = (row.cells[n] for row in rows if row.style in (Style.DATA, Style.PARENT))
    content = max((_length(cell, column.widest) for cell in cells), default=0)
    word = max(len(word) for word in column.title.split()) + _ROOM_FOR_FILTER
    return max(column.narrowest, word, min(column.widest, content + 2))


def _length(cell: SheetCell, enough: int) -> int:
    if isinstance(cell, date):
        return len("31.12.2020")
    text = str(cell if cell is not None else "")
    return enough if len(text) > enough and "\n" not in text else max(map(len, text.split("\n")))


def _fitted(text: str, file: str, lang: Lang) -> str:
    """The text as far as a cell holds it; where it is cut, the file that has all of it is named."""
    if _units(text) <= CELL_LIMIT:
        return text
    ending = phrase("cell_cut", lang, file=file)
    room = (CELL_LIMIT - _units(ending)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + ending


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
