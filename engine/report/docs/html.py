"""Documentation as one HTML page that needs nothing else: no scripts, no fonts, no pictures, no network.

Whatever a pack says is escaped; the policy in the head allows the page's own style sheet, by its hash, and nothing
else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape

from engine.report.characters import clean, one_line
from engine.report.docs import words
from engine.report.docs.blocks import (
    MADE_BY,
    Block,
    Book,
    Bullets,
    Card,
    Cell,
    Formula,
    Grid,
    Heading,
    Inline,
    Item,
    Note,
    Page,
    Para,
    Run,
    Style,
)
from engine.report.docs.markdown import anchors_of
from engine.report.docs.style import STYLE

_TAGS = {Style.STRONG: "strong", Style.CODE: "code", Style.SLOT: "i", Style.SMALL: "small"}
_JOINT = re.compile(r"[._-](?=\w)")
"""Where an id may be broken."""

GENERATOR = f'<meta name="generator" content="{MADE_BY}">'
"""The line by which a page that was made so is known."""

_TOP = "top"
_WORD = 8
"""Characters of the head of a column that is not broken."""

_FEW, _SHORT = 4, 30
"""Columns, and characters of a cell, of a table that is small."""


def to_html(book: Book) -> str:
    return "\n".join(_Writer(book).lines()) + "\n"


def policy() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


class _Writer:
    def __init__(self, book: Book) -> None:
        self.book = book
        blocks = (block for page in book.pages for block in page.blocks)
        self.anchors = frozenset(anchors_of(blocks)) | {f"page-{page.name}" for page in book.pages}

    def lines(self) -> Iterator[str]:
        title = _text(self.book.title)
        yield "<!DOCTYPE html>"
        yield f'<html lang="{self.book.language}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(), quote=True)}">'
        yield GENERATOR
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{title}</title>"
        yield f"<style>{STYLE}</style>"
        yield "</head>"
        yield f'<body id="{_TOP}">'
        yield f"<header><h1>{title}</h1>"
        yield from self._blocks(self.book.lead)
        yield "</header>"
        yield from self._contents()
        yield "<main>"
        for page in self.book.pages:
            yield f'<section><h2 id="page-{page.name}">{_text(page.title)}</h2>'
            yield from self._blocks(page.blocks)
            yield "</section>"
        yield f'<footer><a href="#{_TOP}">{_text(words.say("top", self.book.lang))}</a></footer>'
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def _contents(self) -> Iterator[str]:
        title = _text(words.say("contents", self.book.lang))
        yield f'<nav aria-label="{title}"><p>{title}</p>'
        yield "<ul>"
        for page in self.book.pages:
            yield f'<li><a href="#page-{page.name}">{_text(page.title)}</a>'
            yield from self._listed(page)
            yield "</li>"
        yield "</ul></nav>"

    def _listed(self, page: Page) -> Iterator[str]:
        listed = [h for h in page.headings if h.contents is not None]
        if listed:
            yield "<ul>"
            for h in listed:
                deep = ' class="deep"' if h.level > 3 else ""
                yield f'<li{deep}><a href="#{_text(h.anchor)}">{_text(h.contents or "")}</a></li>'
            yield "</ul>"

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Heading(level=level):
                    yield f'<h{level} id="{_text(block.anchor)}">{self.inline(block.text)}</h{level}>'
                case Para():
                    yield f"<p>{self.inline(block.text)}</p>"
                case Note():
                    yield f'<p class="note">{self.inline(block.text)}</p>'
                case Formula():
                    yield f'<p class="formula">{_text(block.text)}</p>'
                case Bullets():
                    yield from self._list(block.items, "ol" if block.numbered else "ul")
                case Grid():
                    yield from self._grid(block)
                case Card():
                    yield from self._card(block)

    def _list(self, entries: tuple[Item, ...], tag: str = "ul") -> Iterator[str]:
        yield f"<{tag}>"
        for entry in entries:
            yield f"<li>{self.inline(entry.text)}"
            if entry.below:
                yield from self._list(entry.below)
            yield "</li>"
        yield f"</{tag}>"

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield f'<table class="{"small" if _is_small(grid) else "large"}">'
        heads = map(_head, grid.columns)
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield "<tbody>"
        for row in grid.rows:
            cells = (self._cell(grid, n, cell) for n, cell in enumerate(row) if not cell.covered)
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody></table>"

    def _cell(self, grid: Grid, n: int, cell: Cell) -> str:
        tag, scope = ("th", ' scope="row"') if grid.head and n == 0 else ("td", "")
        marks = [name for name, on in (("restored", cell.restored), ("right", cell.right)) if on]
        attributes = [
            f' id="{_text(cell.anchor)}"' if cell.anchor is not None else "",
            f' rowspan="{cell.span}"' if cell.span > 1 else "",
            f' class="{" ".join(marks)}"' if marks else "",
            f' data-label="{_text(grid.columns[n])}"',
        ]
        text = "".join(self._lines(cell))
        mark = (
            f' <span class="mark">{_text(words.say("restored_mark", self.book.lang))}</span>' if cell.restored else ""
        )
        return f"<{tag}{scope}{''.join(attributes)}>{text}{mark}</{tag}>"

    def _lines(self, cell: Cell) -> Iterator[str]:
        if len(cell.lines) == 1 and not cell.lines[0].below:
            yield self.inline(cell.lines[0].text)
            return
        for entry in cell.lines:
            yield f"<div>{self.inline(entry.text)}</div>"
            if entry.below:
                yield from self._list(entry.below)

    def _card(self, card: Card) -> Iterator[str]:
        yield "<dl>"
        for name, blocks in card.rows:
            yield f"<div><dt>{_text(name)}</dt><dd>"
            yield from self._blocks(blocks)
            yield "</dd></div>"
        yield "</dl>"

    def inline(self, text: Inline) -> str:
        return "".join(map(self._run, text))

    def _run(self, run: Run) -> str:
        shown = escape(clean(run.text), quote=True)
        if run.style is Style.SLOT:
            shown = f"[{shown}]"
        if run.style is Style.CODE:
            shown = _JOINT.sub(r"\g<0><wbr>", shown)
        tag = _TAGS.get(run.style)
        if tag is not None:
            shown = f"<{tag}>{shown}</{tag}>"
        return f'<a href="#{_text(run.to)}">{shown}</a>' if run.to is not None and run.to in self.anchors else shown


def _head(title: str) -> str:
    """The head of a column; a short one stays on one line."""
    short = ' class="short"' if len(title) <= _WORD else ""
    return f'<th scope="col"{short}>{_text(title)}</th>'


def _is_small(grid: Grid) -> bool:
    """Whether it can be read as a table on a phone, too."""
    cells = (line.text for row in grid.rows for cell in row for line in cell.lines)
    return len(grid.columns) <= _FEW and all(sum(len(run.text) for run in text) <= _SHORT for text in cells)


def _text(text: str) -> str:
    return escape(one_line(text), quote=True)
