"""A comparison of packs as GitHub-flavoured Markdown, for a pull request: what is long is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics.core import Lang
from engine.diffing.outcome import Diff
from engine.report.diff_report import Block, Bullet, Bullets, Grid, Head, Para, more, report
from engine.report.markdown import escaped, escaped_within
from engine.report.rich import as_markdown

LONG = 10
"""Rows of a table, or lines of a list, from which on it is folded."""


def to_markdown(diff: Diff, lang: Lang) -> str:
    """Ends with a line end. Nothing that packs or facts say becomes markup."""
    return "\n\n".join("\n".join(_lines(block, lang)) for block in report(diff, lang)) + "\n"


def _lines(block: Block, lang: Lang) -> Iterable[str]:
    match block:
        case Head():
            return [f"{'#' * (block.level + 1)} {escaped_within(block.text)}"]
        case Para():
            return [f"**{escaped_within(block.text)}**" if block.strong else escaped(block.text)]
        case Bullets():
            lines = [line for bullet in block.items for line in _bullet(bullet, "")]
            return _folded(block.title, lines) if len(lines) > LONG else lines
        case Grid():
            return _grid(block, lang)


def _bullet(bullet: Bullet, indent: str) -> Iterator[str]:
    text = as_markdown(bullet.text)
    place = f" <sub>{escaped_within(bullet.place)}</sub>" if bullet.place else ""
    yield f"{indent}- {f'**{text}**' if bullet.strong else text}{place}"
    for inner in bullet.below:
        yield from _bullet(inner, f"{indent}  ")


def _grid(grid: Grid, lang: Lang) -> Iterable[str]:
    lines = [
        _row(escaped_within(column.title) for column in grid.columns),
        _row("---:" if column.right else "---" for column in grid.columns),
        *(_row(map(escaped_within, row)) for row in grid.rows),
    ]
    if grid.more:
        lines += ["", escaped(more(grid.more, lang))]
    if len(grid.rows) > LONG:
        return _folded(grid.title, lines)
    return [f"{escaped(grid.title)}:", "", *lines]


def _folded(title: str, lines: Iterable[str]) -> list[str]:
    return ["<details>", f"<summary>{escaped_within(title)}</summary>", "", *lines, "", "</details>"]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
