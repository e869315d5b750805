"""Writers of the made-up fact files: every one of them gives the same bytes on every machine."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape

import xlsxwriter

Cell = str | int | date

_MOMENT = (1980, 1, 1, 0, 0, 0)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def delimited(rows: Iterable[Sequence[str]], delimiter: str, encoding: str) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def json_text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Not compressed, since what compression gives differs between builds of zlib."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data)
    return stream.getvalue()


def xlsx(sheets: Iterable[tuple[str, str, Sequence[Sequence[Cell]]]]) -> bytes:
    """Sheets of name, title line and rows, the first of which are the headers."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    book.set_properties({"created": datetime(2023, 1, 31)})
    bold = book.add_format({"bold": True})
    for name, title, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, title, bold)
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell)
                elif cell != "":
                    sheet.write(line, column, cell, bold if line == 1 else None)
    book.close()
    with zipfile.ZipFile(stream) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())


def ods(sheet: str, title: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """One sheet: a title line, then the rows."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in ([title], *rows))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    content = (
        f'{head}<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet)}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _ODS_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        f'{head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2">{entries}</manifest:manifest>'
    )
    return zipped(
        (
            ("mimetype", _ODS_TYPE.encode()),
            ("content.xml", content.encode()),
            ("META-INF/manifest.xml", manifest.encode()),
        )
    )


def _ods_cell(cell: Cell) -> str:
    if isinstance(cell, int):
        number = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {number}><text:p>{cell}</text:p></table:table-cell>"
    if cell == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
