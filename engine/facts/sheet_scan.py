"""What a workbook's XML says of cells that its values do not: errors, formulas never computed, percentages, merges.

The library that reads the values gives an empty cell for a failed formula and 0.45 for one that shows 45 %. It also
lays every sheet out as a full rectangle, so the extent is measured here first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from engine.facts.tables import MAX_COLUMNS

MAX_CELLS = 3_000_000
_MAX_ROWS = 1_048_576
_PERCENT_FORMATS = ("9", "10")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

Cell = tuple[int, int]
"""Row and column, from 1."""


@dataclass(slots=True)
class Marks:
    """Of one sheet; `first` and `last` are the corners of the cells that hold something."""

    errors: dict[Cell, str] = field(default_factory=dict)
    uncomputed: set[Cell] = field(default_factory=set)
    percent: set[Cell] = field(default_factory=set)
    merges: list[tuple[Cell, Cell]] = field(default_factory=list)
    first: Cell = (0, 0)
    last: Cell = (0, 0)

    @property
    def is_empty(self) -> bool:
        return self.last == (0, 0)

    @property
    def area(self) -> int:
        """Cells of the rectangle that holds all cells; more than allowed when it reaches too far."""
        far = self.last[0] > _MAX_ROWS or self.last[1] > MAX_COLUMNS
        return MAX_CELLS + 1 if far else _area(self.first, self.last)

    @property
    def merged(self) -> int:
        return sum(_area(start, end) for start, end in self.merges)

    def hold(self, start: Cell, end: Cell) -> None:
        """Take the cells from `start` to `end` into the extent."""
        if self.is_empty:
            self.first, self.last = start, end
        self.first = min(self.first[0], start[0]), min(self.first[1], start[1])
        self.last = max(self.last[0], end[0]), max(self.last[1], end[1])


def _area(start: Cell, end: Cell) -> int:
    return max(0, end[0] - start[0] + 1) * max(0, end[1] - start[1] + 1)


def scan_xlsx(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """By sheet name. Raises `expat.ExpatError`, `LookupError` or `ValueError` when the parts are no workbook's."""
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    targets = {
        attributes["Id"]: attributes["Target"]
        for tag, attributes in _elements(parts["xl/_rels/workbook.xml.rels"])
        if tag == "Relationship"
    }
    found: dict[str, Marks] = {}
    for tag, attributes in _elements(parts["xl/workbook.xml"]):
        if tag == "sheet":
            target = targets[attributes["id"]]
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if part in parts and "/worksheets/" in part:
                found[attributes["name"]] = _XlsxSheet(percent).read(parts[part])
    return found


def _percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show a number times a hundred, with a percent sign."""
    formats = set(_PERCENT_FORMATS)
    found: list[str] = []
    inside = False
    for tag, attributes in _elements(styles) if styles else ():
        if tag == "numFmt" and "%" in _LITERAL.sub("", attributes["formatCode"]):
            formats.add(attributes["numFmtId"])
        elif tag in ("cellStyleXfs", "cellXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            found.append(attributes.get("numFmtId", "0"))
    return frozenset(str(number) for number, used in enumerate(found) if used in formats)


class _XlsxSheet:
    """Reads one sheet part; a cell without an address follows the one before it."""

    def __init__(self, percent: frozenset[str]) -> None:
        self.percent = percent
        self.marks = Marks()
        self.at: Cell = (0, 0)
        self.style = self.type = ""
        self.formula = self.valued = False

    def read(self, data: bytes) -> Marks:
        _parse(data, self.start, self.end)
        return self.marks

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.at = (int(attributes["r"]) if "r" in attributes else self.at[0] + 1, 0)
        elif tag == "c":
            self.at = _cell(attributes["r"]) if "r" in attributes else (self.at[0], self.at[1] + 1)
            self.style, self.type = attributes.get("s", "0"), attributes.get("t", "n")
            self.formula = self.valued = False
        elif tag == "mergeCell":
            start, _, end = attributes["ref"].partition(":")
            self.marks.merges.append((_cell(start), _cell(end or start)))
        elif tag == "f":
            self.formula = True

    def end(self, tag: str, text: str) -> None:
        if tag in ("v", "t"):
            self.valued = True
            if self.type == "e":
                self.marks.errors[self.at] = text
        elif tag == "c" and (self.valued or self.formula):
            self.marks.hold(self.at, self.at)
            if not self.valued:
                self.marks.uncomputed.add(self.at)
            elif self.type == "n" and self.style in self.percent:
                self.marks.percent.add(self.at)


def _cell(reference: str) -> Cell:
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def scan_ods(parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """By sheet name; the same errors as `scan_xlsx`."""
    document = _OdsDocument()
    _parse(parts["content.xml"], document.start, document.end)
    return document.sheets


class _OdsDocument:
    """Reads `content.xml`, where runs of equal rows and cells are written once with a count."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.marks = Marks()
        self.row = self.column = 0
        self.rows = 1
        self.cell: dict[str, str] = {}
        self.text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self.marks = self.sheets.setdefault(attributes["name"], Marks())
            self.row = 0
        elif tag == "table-row":
            self.rows, self.column = int(attributes.get("number-rows-repeated", "1")), 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell, self.text = attributes, ""

    def end(self, tag: str, text: str) -> None:
        if tag == "table-row":
            self.row += self.rows
        elif tag == "p":
            self.text += text
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(int(self.cell.get("number-columns-repeated", "1")))

    def _cell(self, columns: int) -> None:
        at, self.column = (self.row + 1, self.column + 1), self.column + columns
        spanned = int(self.cell.get("number-rows-spanned", "1")), int(self.cell.get("number-columns-spanned", "1"))
        if spanned != (1, 1):
            self.marks.merges.append((at, (at[0] + spanned[0] - 1, at[1] + spanned[1] - 1)))
        if not (self.text or self.cell.get("value-type", "string") != "string" or "formula" in self.cell):
            return
        self.marks.hold(at, (self.row + self.rows, self.column))
        if self.marks.area <= MAX_CELLS:
            self._mark((r, c) for r in range(at[0], at[0] + self.rows) for c in range(at[1], at[1] + columns))

    def _mark(self, cells: Iterator[Cell]) -> None:
        if "formula" in self.cell and not self.text and "value-type" not in self.cell:
            self.marks.uncomputed.update(cells)
        elif self.cell.get("calcext-value-type") == "error":
            self.marks.errors.update(dict.fromkeys(cells, self.text))
        elif self.cell.get("value-type") == "percentage":
            self.marks.percent.update(cells)


def _elements(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    _parse(data, lambda tag, attributes: found.append((tag, attributes)), lambda tag, text: None)
    return iter(found)


def _parse(data: bytes, start: Callable[[str, dict[str, str]], object], end: Callable[[str, str], object]) -> None:
    """Calls `start` with each tag and its attributes, `end` with the text that stands directly before its end."""
    text: list[str] = []

    def started(tag: str, attributes: dict[str, str]) -> None:
        text.clear()
        start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def ended(tag: str) -> None:
        end(_local(tag), "".join(text))
        text.clear()

    parser: Any = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(data, True)


def _local(name: str) -> str:
    """The name without its namespace; LibreOffice's own kind of value keeps a prefix, for ODF has one of that name."""
    namespace, _, local = name.rpartition("}")
    return f"calcext-{local}" if namespace.endswith("calcext:1.0") else local


def _no_doctype(*_: object) -> None:
    raise ValueError("a workbook declares no document type")
