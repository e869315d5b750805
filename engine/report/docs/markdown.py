"""Documentation as a folder of GitHub-flavoured Markdown pages. Nothing that a pack says becomes markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
from engine.report.markdown import escaped, escaped_within

_BLANKS = (" ", "\n", "\t")

FIRST_LINE = f"<!-- {MADE_BY} -->"
"""By which a page that was made so is known."""

FIRST = "README"
"""The page that the others are listed on."""

_STYLES = {Style.STRONG: "**{}**", Style.SLOT: "*\\[{}\\]*", Style.SMALL: "<sub>{}</sub>"}


def to_markdown(book: Book) -> dict[str, str]:
    """Names of files and their texts, each of which ends with a line end."""
    places = {anchor: page.name for page in book.pages for anchor in anchors_of(page.blocks)}
    return {f"{page.name}.md": _Writer(book, page, places).text() for page in book.pages}


def anchors_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Everything in them that can be led to."""
    for block in blocks:
        match block:
            case Heading():
                yield block.anchor
            case Grid():
                yield from (cell.anchor for row in block.rows for cell in row if cell.anchor is not None)
            case Card():
                for _, inner in block.rows:
                    yield from anchors_of(inner)


class _Writer:
    def __init__(self, book: Book, page: Page, places: Mapping[str, str]) -> None:
        self.book, self.page, self.places = book, page, places

    def text(self) -> str:
        return "\n\n".join((FIRST_LINE, *self._parts())) + "\n"

    def _parts(self) -> Iterator[str]:
        yield f"# {escaped_within(self.book.title if self.page.name == FIRST else self.page.title)}"
        if self.page.name == FIRST:
            yield from self._blocks(self.book.lead)
            yield self._contents()
        else:
            yield f"[{escaped_within(self.book.title)}]({FIRST}.md)"
            listed = [h for h in self.page.headings if h.contents is not None]
            if len(listed) > 1:
                least = min(h.level for h in listed)
                yield "\n".join(f"{'  ' * (h.level - least)}- {self._to_heading(h)}" for h in listed)
        yield from self._blocks(self.page.blocks)

    def _contents(self) -> str:
        lines = []
        for page in self.book.pages:
            if page.name != FIRST:
                lines.append(f"- [{escaped_within(page.title)}]({page.name}.md)")
                continue
            lines += [f"- {self._to_heading(h)}" for h in page.headings if h.contents is not None and h.level == 3]
        return "\n".join(lines)

    def _to_heading(self, heading: Heading) -> str:
        return f"[{escaped_within(heading.contents or '')}](#{heading.anchor})"

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Heading():
                    yield f'<a id="{block.anchor}"></a>\n\n{"#" * (block.level - 1)} {self.inline(block.text)}'
                case Para():
                    yield self.line(block.text)
                case Note():
                    yield f"> {self.line(block.text)}"
                case Formula():
                    yield _code_block(block.text)
                case Bullets():
                    yield "\n".join(self._bullets(block.items, "", numbered=block.numbered))
                case Grid():
                    yield "\n".join(self._grid(block))
                case Card():
                    yield from self._card(block)

    def _bullets(self, entries: Iterable[Item], indent: str, *, numbered: bool = False) -> Iterator[str]:
        for n, entry in enumerate(entries, 1):
            bullet = f"{n}." if numbered else "-"
            yield f"{indent}{bullet} {self.line(entry.text)}"
            yield from self._bullets(entry.below, indent + " " * (len(bullet) + 1))

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield _row(escaped_within(column) for column in grid.columns)
        right = [bool(grid.rows) and all(row[n].right for row in grid.rows) for n in range(len(grid.columns))]
        yield _row("---:" if r else "---" for r in right)
        for row in grid.rows:
            yield _row(map(self._cell, row))

    def _cell(self, cell: Cell) -> str:
        if cell.covered:
            return ""
        anchor = f'<a id="{cell.anchor}"></a>' if cell.anchor is not None else ""
        mark = f" *\\[{escaped_within(words.say('restored_mark', self.book.lang))}\\]*" if cell.restored else ""
        return anchor + "<br>".join(self._lines(cell.lines, 0)) + mark

    def _lines(self, entries: Iterable[Item], depth: int) -> Iterator[str]:
        for entry in entries:
            dash = f"{'&nbsp;' * 4 * (depth - 1)}– " if depth else ""
            yield dash + self.inline(entry.text)
            yield from self._lines(entry.below, depth + 1)

    def _card(self, card: Card) -> Iterator[str]:
        for name, blocks in card.rows:
            label = f"**{escaped_within(name)}.**"
            if blocks and isinstance(blocks[0], Para):
                yield f"{label} {self.inline(blocks[0].text)}"
                yield from self._blocks(blocks[1:])
            else:
                yield label
                yield from self._blocks(blocks)

    def line(self, text: Inline) -> str:
        """Text at the beginning of a line."""
        if text and text[0].style is Style.PLAIN and text[0].to is None:
            return self._edges(text[0].text, escaped(text[0].text), first=True) + self.inline(text[1:])
        return self.inline(text)

    def inline(self, text: Inline) -> str:
        return "".join(map(self._run, text))

    def _run(self, run: Run) -> str:
        shown = self._edges(run.text, escaped_within(run.text))
        if run.style is Style.CODE:
            shown = f"<code>{shown}</code>"
        elif run.style in _STYLES and shown.strip():
            shown = _STYLES[run.style].format(shown)
        return f"[{shown}]({self._target(run.to)})" if run.to is not None and run.to in self.places else shown

    def _target(self, anchor: str) -> str:
        page = self.places[anchor]
        return f"#{anchor}" if page == self.page.name else f"{page}.md#{anchor}"

    @staticmethod
    def _edges(text: str, shown: str, *, first: bool = False) -> str:
        """Blanks at the ends of a stretch part it from its neighbours."""
        if not shown:
            return " " if text else ""
        return f"{' ' * (text[:1] in _BLANKS and not first)}{shown}{' ' * (text[-1:] in _BLANKS)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code_block(text: str) -> str:
    fence = "`" * 4
    return f"{fence}text\n{text}\n{fence}"
