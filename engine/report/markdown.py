"""The report as GitHub-flavoured Markdown. Nothing that packs or facts say becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.diagnostics.core import Lang
from engine.report.characters import one_line
from engine.report.document import Banner, Heading, Items, Paragraph, Part, Table, has_legend
from engine.report.overview import overview
from engine.result import Results

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$^&]|(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_AT_THE_START = re.compile(r"\A([0-9]{1,9}(?=[.)])|(?=[-+=]))")


def to_markdown(results: Results, lang: Lang) -> str:
    """The same content as the report for a terminal; ends with a line end."""
    return "\n\n".join("\n".join(_lines(part)) for part in overview(results, lang)) + "\n"


def escaped(text: str) -> str:
    """The text on one line, shown by Markdown letter for letter where it begins a line."""
    return _AT_THE_START.sub(r"\1\\", escaped_within(text))


def escaped_within(text: str) -> str:
    """The same for a text inside a line, where digits and dashes begin no list."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def _lines(part: Part) -> Iterator[str]:
    match part:
        case Banner():
            yield f"> **{escaped_within(part.text)}**"
        case Heading():
            yield f"{'#' * part.level} {escaped_within(part.text)}"
        case Paragraph():
            yield escaped(part.text)
        case Items():
            yield from _items(part)
        case Table():
            yield from _table(part)


def _items(part: Items) -> Iterator[str]:
    for n, item in enumerate(part.items):
        bullet = "-" if part.first is None else f"{part.first + n}."
        hanging = " " * (len(bullet) + 1)
        lines = [escaped(text) for text in (item.text, *item.details)]
        yield f"{bullet} " + f"\\\n{hanging}".join(lines)


def _table(part: Table) -> Iterator[str]:
    yield _row(escaped_within(column.title) for column in part.columns)
    yield _row("---:" if column.right else "---" for column in part.columns)
    for row in part.rows:
        yield _row(escaped_within(cell) for cell in row)
    if has_legend(part, range(len(part.columns))):
        yield from ("", escaped(part.legend))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
