"""A small pack, the files that office programs write, and a short way to read them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import duckdb
import xlsxwriter

from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.facts.read import FactSet, read_fact_set
from engine.intervals import Domain
from engine.pack.model import (
    Effective,
    FactKey,
    FactType,
    Header,
    ItemStatus,
    Kind,
    Level,
    Nature,
    Pack,
    Passport,
    Period,
    Resolution,
    Source,
)

SPAN = Span("pack.yaml")


def header(id: str) -> Header:
    return Header(id, "1.0.0", ItemStatus.RECOMMENDED, Effective(date(2019, 1, 1)), None, SPAN)


def fact(key: str, type: FactType, unit: str | None = None, domain: Domain | None = None) -> FactKey:
    groups = (("young", "Молодые педагоги"), ("heads", "Руководители, заместители"), ("other", "Прочие"))
    vocabulary = groups if type is FactType.SET else ()
    return FactKey(key, key, type, unit, domain or Domain(), vocabulary, None, False, SPAN)


def kind(id: str, level: str, nature: Nature, *, assessed: bool = True) -> Kind:
    letters = nature in (Nature.LEGAL_PERSON, Nature.AUTHORITY)
    return Kind(id, level, id, nature, assessed, letters, None, SPAN)


COUNT = Domain(whole_numbers=True, minimum=Decimal(0))
PERCENT = Domain(minimum=Decimal(0), maximum=Decimal(100))

PACK = Pack(
    folder="pack",
    passport=Passport(
        header=header("test-pack"),
        title="Комплект",
        language="ru",
        statements=(),
        parties=(),
        units={"person": "чел.", "percent": "%"},
        outcomes={},
        resolution=Resolution(),
    ),
    acts=(),
    sources=tuple(Source(header(id), id, True, None, None) for id in ("site", "report")),
    levels=(Level("region", "Регион", 1), Level("municipality", "Муниципалитет", 2), Level("organisation", "ОО", 3)),
    kinds=(
        kind("region", "region", Nature.TERRITORY),
        kind("contest", "region", Nature.EVENT, assessed=False),
        kind("municipality", "municipality", Nature.AUTHORITY),
        kind("school", "organisation", Nature.LEGAL_PERSON),
    ),
    entity_table=(),
    references=(),
    facts=(
        fact("teachers", FactType.NUMBER, "person", COUNT),
        fact("share", FactType.NUMBER, "percent", PERCENT),
        fact("rating", FactType.NUMBER),
        fact("plan", FactType.YES_NO),
        fact("groups", FactType.SET),
        fact("approved", FactType.DATE),
        fact("comment", FactType.TEXT),
    ),
    constants=(),
    periods=tuple(
        Period(str(year), f"{year} год", date(year, 1, 1), date(year, 12, 31), None, None, SPAN)
        for year in (2019, 2020)
    ),
    indicators=(),
    directions=(),
    groups=(),
    addressees=(),
    recommendations=(),
    requests=(),
)

REGISTER = """id;level;kind;parent;name
r;region;region;;Регион
m1;municipality;municipality;r;Первый район
m2;municipality;municipality;r;Второй район
2.4;organisation;school;m1;Школа № 4
"""
LONG = "entity;period;key;value;source\n"

Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Reading:
    """What reading gave: the set, the diagnostics, and the tables."""

    set: FactSet
    diagnostics: tuple[Diagnostic, ...]
    con: duckdb.DuckDBPyConnection

    def query(self, query: str) -> list[tuple[Any, ...]]:
        return self.con.execute(query).fetchall()

    def facts(self, *columns: str) -> list[tuple[Any, ...]]:
        """The columns named of every fact, in order; `entity`, `period`, `key` are ids."""
        names = {"entity": "n.id", "period": "f.p", "key": "f.k"}
        chosen = ", ".join(names.get(column, f"f.{column}") for column in columns)
        rows = self.query(f"SELECT {chosen} FROM fact f JOIN entity n ON n.e = f.e ORDER BY f.fid")
        return [tuple(map(_named, columns, row)) for row in rows]

    @property
    def told(self) -> list[str]:
        """`place code` of every diagnostic."""
        return [f"{d.span} {d.code.id}" for d in self.diagnostics]

    def counts(self, name: str) -> tuple[int, int, int, int]:
        """Rows, facts, blanks, rejected of a file."""
        file = next(f for f in self.set.files if f.name == name)
        return file.rows, file.facts, file.blank, file.rejected


def _named(column: str, value: Any) -> Any:
    if column == "period":
        return PACK.periods[value].id
    return PACK.facts[value].key if column == "key" else value


def write(folder: Path, files: Files) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {"register.csv": REGISTER, **files}.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def read(folder: Path, files: Files | None = None, pack: Pack = PACK) -> Reading:
    """Write the files beside a register and read the set."""
    con = duckdb.connect(config={"threads": 2})
    found, diagnostics = read_fact_set(write(folder / "set", files or {}), pack, con, shown_as="")
    assert found is not None
    return Reading(found, diagnostics, con)


def messages(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.message(Lang.RU), diagnostic.message(Lang.EN)


Sheet = Mapping[str, object]
"""Values by address; a value of a style is a pair `(value, "0%")`, a formula a text that begins with `=`."""


def xlsx(sheets: Mapping[str, Sheet], merges: Mapping[str, Sequence[tuple[str, object]]] = {}) -> bytes:
    """A workbook as Excel writes it. A formula is a pair `("=…", result)`."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for area, value in merges.get(name, ()):
            sheet.merge_range(area, value, book.add_format())
        for address, value in cells.items():
            _write(book, sheet, address, value)
    book.close()
    return stream.getvalue()


def _write(book: Any, sheet: Any, address: str, value: object) -> None:
    if isinstance(value, tuple) and isinstance(value[0], str) and value[0].startswith("="):
        sheet.write_formula(address, value[0], None, value[1])
    elif isinstance(value, tuple):
        sheet.write(address, value[0], book.add_format({"num_format": value[1]}))
    elif isinstance(value, date | datetime):
        style = "dd.mm.yyyy hh:mm" if isinstance(value, datetime) else "dd.mm.yyyy"
        sheet.write_datetime(address, value, book.add_format({"num_format": style}))
    else:
        sheet.write(address, value)


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'


def ods(sheets: Mapping[str, Sequence[str]], manifest: str = _MANIFEST) -> bytes:
    """A spreadsheet as LibreOffice writes it, of rows made with `ods_row`."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(rows)}</table:table>" for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} {_CALCEXT}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    }
    return zipped(parts)


def ods_row(*cells: object, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(map(ods_cell, cells))}</table:table-row>'


def ods_cell(value: object) -> str:
    """A cell; a text that is XML of a cell already stays as it is."""
    match value:
        case None:
            return "<table:table-cell/>"
        case str() if value.startswith("<table:"):
            return value
        case bool():
            shown = "ИСТИНА" if value else "ЛОЖЬ"
            return _ods("boolean", f'office:boolean-value="{str(value).lower()}"', shown)
        case int() | float():
            return _ods("float", f'office:value="{value}"', str(value))
        case date():
            return _ods("date", f'office:date-value="{value.isoformat()}"', f"{value:%d.%m.%y}")
        case _:
            return _ods("string", "", str(value))


def _ods(kind: str, attributes: str, text: str) -> str:
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{paragraphs}</table:table-cell>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parquet(query: str) -> bytes:
    """The rows of a query as a Parquet file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.parquet"
        duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()
