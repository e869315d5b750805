"""A comparison of packs for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Lang
from engine.diffing.outcome import Diff
from engine.report.diff_report import Block, Bullet, Bullets, Grid, Head, Para, more, report
from engine.report.document import Heading, Item, Items, Paragraph, Part, Table
from engine.report.rich import as_text
from engine.report.text import parts_text


def to_text(diff: Diff, lang: Lang, width: int) -> str:
    """Lines of at most `width` characters; ends with a line end."""
    return parts_text((part for block in report(diff, lang) for part in _parts(block, lang)), width)


def _parts(block: Block, lang: Lang) -> Iterator[Part]:
    match block:
        case Head():
            yield Heading(block.level, block.text)
        case Para():
            yield Paragraph(block.text)
        case Bullets():
            yield Items(tuple(map(_item, block.items)))
        case Grid():
            yield Paragraph(f"{block.title}:")
            yield Table(block.columns, block.rows)
            if block.more:
                yield Paragraph(more(block.more, lang))


def _item(bullet: Bullet) -> Item:
    return Item(as_text(bullet.text), (bullet.place, *(_below(b) for b in bullet.below)))


def _below(bullet: Bullet) -> str:
    text = as_text(bullet.text)
    return f"• {text} ({bullet.place})" if bullet.place else f"• {text}"
