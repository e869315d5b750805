"""What the documentation of a pack is made of, before it is known whether it becomes Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from engine.diagnostics.core import Lang, Text

MADE_BY = "engine docs"
"""What made documentation says of itself, within its first lines."""


class Style(StrEnum):
    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    SLOT = "slot"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `to` is the anchor that it leads to."""

    text: str
    style: Style = Style.PLAIN
    to: str | None = None


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 2 heads a page; `contents` is its line in the table of contents, None for none."""

    level: int
    text: Inline
    anchor: str
    contents: str | None


@dataclass(frozen=True, slots=True)
class Para:
    text: Inline


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph set apart."""

    text: Inline


@dataclass(frozen=True, slots=True)
class Formula:
    """A line that is reckoned by."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what belongs below it."""

    text: Inline
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, one entry per line.

    `span`: it stands for so many rows, and those below have none of their own here (`covered`). `restored`: the
    document leaves this cell empty.
    """

    lines: tuple[Item, ...]
    anchor: str | None = None
    span: int = 1
    covered: bool = False
    restored: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `head`: the first cell of each row heads it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A passport: what is told, under its name."""

    rows: tuple[tuple[str, tuple[Block, ...]], ...]


Block = Heading | Para | Note | Formula | Bullets | Grid | Card


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is that of its file, without an ending."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> Iterator[Heading]:
        return (b for b in self.blocks if isinstance(b, Heading))


@dataclass(frozen=True, slots=True)
class Book:
    """All of the documentation; `lead` stands on the first page below the title."""

    title: str
    lang: Lang
    language: str
    lead: tuple[Block, ...]
    pages: tuple[Page, ...]


def plain(text: str) -> Inline:
    return (Run(text),) if text else ()


def strong(text: str) -> Inline:
    return (Run(text, Style.STRONG),)


def code(text: str) -> Inline:
    return (Run(text, Style.CODE),)


def link(text: str, to: str) -> Inline:
    return (Run(text, to=to),)


def joined(parts: Iterable[Inline | str], between: str = ", ") -> Inline:
    """Parts with something between them."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run(between))
        runs.extend(plain(part) if isinstance(part, str) else part)
    return tuple(runs)


_SLOT = re.compile(r"\{(\w+)\}")


def put(text: Text, lang: Lang, /, **params: Inline | str) -> Inline:
    """A sentence with its parameters put in; parameters are data and are never parsed."""
    pattern = text.ru if lang is Lang.RU else text.en
    runs: list[Run] = []
    at = 0
    for found in _SLOT.finditer(pattern):
        runs.extend(plain(pattern[at : found.start()]))
        given = params[found[1]]
        runs.extend(plain(given) if isinstance(given, str) else given)
        at = found.end()
    return tuple(runs) + plain(pattern[at:])


def capital(text: Inline) -> Inline:
    """With a capital letter at the beginning."""
    if not text or not text[0].text or text[0].style is Style.CODE:
        return text
    first = text[0]
    return (replace(first, text=first.text[0].upper() + first.text[1:]), *text[1:])


def sentence(text: Inline) -> Inline:
    """With a capital letter and a full stop."""
    end = text[-1].text.rstrip() if text else ""
    return capital(text) + (() if end.endswith((".", "!", "?", ":", "…")) else plain("."))


def cell(*lines: Inline | str, anchor: str | None = None, right: bool = False) -> Cell:
    told = (plain(line) if isinstance(line, str) else line for line in lines)
    return Cell(tuple(Item(line) for line in told if line), anchor, right=right)


def items(*lines: Inline) -> tuple[Item, ...]:
    return tuple(Item(line) for line in lines)


def text_of(inline: Inline) -> str:
    return "".join(run.text for run in inline)
