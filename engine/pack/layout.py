"""One layout for files: indentation, quotes and blank lines, with every comment and every meaning as they were.

Two columns for each level, lists indented below their key; quotes only where some reader of YAML would take the text
for something else; never two blank lines; one between sections at the top, and between items with a version. All lines
end as the first one does. The order of keys, where lines are broken, the spaces that align things within brackets, and
comments beside values are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.diagnostics.core import Diagnostic, has_errors
from engine.pack.digest import leaves
from engine.pack.edit import FileText
from engine.pack.quotes import without_needless_quotes
from engine.pack.source import Mapping, Node, Scalar, Sequence, parse

_STEP = 2
_HEADER = re.compile(r"[|>](?P<sign>[-+]?)")
_MARKS = re.compile(r"[\s\"'\\]")


class _Unusual(Exception):
    """Written in a way that nobody writes packs in (`? key`, `--- key: …`): the file is left as it is."""


def formatted(shown: str, data: bytes) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The file in the one layout, as bytes; None with what is wrong with a file that cannot be read."""
    root, problems = parse(shown, data)
    if root is None or has_errors(problems):
        return None, problems
    text = FileText.of(data)
    for end in ("\n", ""):  # a block text at the very end may stop short of a line end
        new = laid_out(text, root)
        if new is not None and _same(root, text.text, new + end):
            return text.bytes_of((new + end).replace("\n", text.line_end)), problems
    return data, problems


def _same(root: Node, old: str, new: str) -> bool:
    """Whether a text means what the old one meant, and has all its comments."""
    again, problems = parse("", new.encode())
    if again is None or problems or _MARKS.sub("", old) != _MARKS.sub("", new):
        return False
    return [*leaves(root)] == [*leaves(again)]


def laid_out(text: FileText, root: Node) -> str | None:
    """The text in the one layout, without the end of its last line; None when it is too unusual for it."""
    try:
        return _Layout(text).of(root)
    except _Unusual:
        return None


@dataclass(frozen=True, slots=True)
class _Open:
    """A collection in lines: the column it has, and the one it is to have."""

    old: int
    new: int


@dataclass(slots=True)
class _Layout:
    """What is found out about the lines of a text (numbered from 1; columns count from 0)."""

    text: FileText
    lines: list[str] = field(default_factory=list)
    indents: dict[int, int] = field(default_factory=dict)
    opened: dict[int, tuple[_Open, ...]] = field(default_factory=dict)
    """Lines that a key or dash begins, or a value of its own: the collections they stand in."""

    kept: set[int] = field(default_factory=set)
    """Lines whose end belongs to a text, or that mean something though they are blank."""

    raw: dict[int, str] = field(default_factory=dict)
    inline: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    separate: set[int] = field(default_factory=set)
    """Lines before which, and before the comments on them, a blank line is to be."""

    open_ended: set[int] = field(default_factory=set)
    """Last lines of texts to which a blank line after them would belong."""

    stack: list[_Open] = field(default_factory=list)

    def of(self, root: Node) -> str:
        self.lines = ["", *self.text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
        if isinstance(root, Scalar) or self._bracketed(root):
            raise _Unusual
        self._block(root, 0)
        if isinstance(root, Mapping):
            self._separate(root)
        self._comments()
        return "\n".join(self._spaced())

    # What is where

    def _block(self, node: Node, col: int) -> None:
        """A collection in lines that is to stand at a column."""
        self.stack.append(_Open(node.span.col - 1, col))
        if isinstance(node, Mapping):
            for key, value in node.entries:
                self._entry(key, value, col)
        elif isinstance(node, Sequence):
            for item in node.items:
                self._item(item, node.span.col - 1, col)
        self.stack.pop()

    def _entry(self, key: Scalar, value: Node, col: int) -> None:
        line, start = key.span.line, key.span.col - 1
        if not self.lines[line][:start].strip():
            self._begins(line, col)
        elif line not in self.opened or self.lines[line][:start].strip(" -"):
            raise _Unusual
        self.opened[line] = tuple(self.stack)
        self._requoted(key, in_brackets=False, is_key=True)
        gap = (key.span.end_col - 1, value.span.col - 1)
        if value.span.line == key.span.end_line:
            self.inline.setdefault(line, []).append((*gap, ": "))
        self._value(value, col)

    def _item(self, item: Node, dash: int, col: int) -> None:
        line = item.span.line
        while self.lines[line][dash : dash + 1] != "-" or (line == item.span.line and dash >= item.span.col - 1):
            line -= 1
            if line < 1:
                raise _Unusual
        if not self.lines[line][:dash].strip():
            self._begins(line, col)
        elif line not in self.opened:
            raise _Unusual
        self.opened[line] = tuple(self.stack)
        if line == item.span.line:
            self.inline.setdefault(line, []).append((dash + 1, item.span.col - 1, " "))
        self._value(item, col)

    def _begins(self, line: int, col: int) -> None:
        self.indents[line] = col
        self.opened[line] = tuple(self.stack)

    def _value(self, node: Node, parent: int) -> None:
        """What stands after a key or a dash at column `parent`."""
        first = node.span.line
        if not isinstance(node, Scalar) and not self._bracketed(node):
            self._block(node, parent + _STEP)
            return
        if not self.lines[first][: node.span.col - 1].strip():
            self._begins(first, parent + _STEP)
        if not isinstance(node, Scalar):
            self._brackets(node)
        elif self.lines[first][node.span.col - 1] in "|>" and node.quoted:
            self._block_text(node, parent)
        else:
            self._requoted(node, in_brackets=False)
            self._text_lines(node, parent + _STEP)

    def _text_lines(self, node: Scalar, col: int) -> None:
        """Where the lines of a text that are not its first begin means nothing."""
        for line in range(node.span.line + 1, node.span.end_line + 1):
            self.indents[line] = col
        self._keep_ends(node)

    def _keep_ends(self, node: Scalar) -> None:
        """Blank lines within a text mean something, and so may blanks at the ends of lines in quotes."""
        self.kept.update(range(node.span.line, node.span.end_line))

    def _brackets(self, node: Node) -> None:
        """Lines after the first keep their place beneath it."""
        first = node.span.line
        moved = self.indents.get(first, 0) - _indent(self.lines[first])
        for line in range(first + 1, node.span.end_line + 1):
            self.indents[line] = max(0, _indent(self.lines[line]) + moved)
        for scalar, is_key in _scalars(node):
            self._requoted(scalar, in_brackets=True, is_key=is_key)
            self._keep_ends(scalar)

    def _block_text(self, node: Scalar, parent: int) -> None:
        first, last = node.span.line, node.span.end_line
        header = _HEADER.match(self.lines[first], node.span.col - 1)
        keeps_blanks = header is not None and header["sign"] == "+"
        content = [self.lines[line] for line in range(first + 1, last + 1) if self.lines[line].strip()]
        old, new = (_indent(content[0]) if content else 0), parent + _STEP
        following = last + 1
        while following < len(self.lines) and not self.lines[following].strip():
            if keeps_blanks or len(self.lines[following]) > old:
                last = following
            following += 1
        if keeps_blanks:
            self.open_ended.add(last)
        for line in range(first + 1, last + 1):
            inside = self.lines[line][old:]
            self.raw[line] = f"{' ' * new}{inside}" if inside else ""
            self.kept.add(line)

    def _bracketed(self, node: Node) -> bool:
        return self.lines[node.span.line][node.span.col - 1] in "[{"

    def _requoted(self, scalar: Scalar, *, in_brackets: bool, is_key: bool = False) -> None:
        span = scalar.span
        if not scalar.quoted or span.line != span.end_line:
            return
        written = self.lines[span.line][span.col - 1 : span.end_col - 1]
        new = without_needless_quotes(written, scalar.text, in_brackets=in_brackets or is_key)
        if new != written:
            self.inline.setdefault(span.line, []).append((span.col - 1, span.end_col - 1, new))

    def _separate(self, root: Mapping) -> None:
        """Sections at the top, and items with a version that take several lines, stand apart."""
        before = False
        for place, (key, value) in enumerate(root.entries):
            section = not isinstance(value, Scalar) and not self._bracketed(value)
            if place and (section or before):
                self.separate.add(key.span.line)
            if section and isinstance(value, Sequence):
                self._separate_items(value)
            before = section

    def _separate_items(self, items: Sequence) -> None:
        before: Node | None = None
        for item in items.items:
            several = [n for n in (before, item) if n is not None and n.span.end_line > n.span.line]
            versioned = isinstance(item, Mapping) and item.get("version") is not None
            if before is not None and several and versioned:
                line = item.span.line
                while self.lines[line][items.span.col - 1 : items.span.col] != "-":
                    line -= 1
                self.separate.add(line)
            before = item

    # Comments, and everything put together

    def _comments(self) -> None:
        """A comment goes with what it stands at the column of: with what follows it, or with what is before it."""
        before: tuple[_Open, ...] = ()
        for line in range(1, len(self.lines)):
            before = self.opened.get(line, before)
            if line in self.indents or line in self.raw or not self.lines[line].strip():
                continue
            if not self.lines[line].lstrip().startswith("#"):
                if self.lines[line].startswith(("---", "...")):
                    continue
                raise _Unusual
            self.indents[line] = self._of_comment(line, before)

    def _of_comment(self, line: int, before: tuple[_Open, ...]) -> int:
        col = _indent(self.lines[line])
        following = next((n for n in range(line + 1, len(self.lines)) if n in self.opened and n in self.indents), None)
        places = [*before]
        if following is not None:
            places.append(_Open(_indent(self.lines[following]), self.indents[following]))
        reached = [place for place in places if place.old <= col]
        if reached:
            return max(enumerate(reached), key=lambda numbered: (numbered[1].old, numbered[0]))[1].new
        return places[-1].new if places else 0

    def _spaced(self) -> list[str]:
        """The lines as they are to be, with blank lines where they belong and nowhere else."""
        given: list[tuple[str, bool]] = []
        comments = 0
        for line in range(1, len(self.lines)):
            new, is_blank = self._line(line), line not in self.kept and not self.lines[line].strip()
            if line in self.separate and line - comments - 1 not in self.open_ended:
                given.insert(len(given) - comments, ("", True))
            is_comment = line in self.indents and line not in self.opened and new.lstrip().startswith("#")
            comments = comments + 1 if is_comment else 0
            given.append((new, is_blank))
        spaced: list[str] = []
        blank_before = True
        for new, is_blank in given:
            if not (is_blank and blank_before):
                spaced.append("" if is_blank else new)
            blank_before = is_blank
        while spaced and not spaced[-1] and len(self.lines) - 1 not in self.kept:
            spaced.pop()
        return spaced

    def _line(self, number: int) -> str:
        if number in self.raw:
            return self.raw[number]
        old = self.lines[number]
        for start, end, new in sorted(self.inline.get(number, ()), reverse=True):
            old = old[:start] + new + old[end:]
        old = old if number in self.kept else old.rstrip(" ")
        return " " * self.indents.get(number, 0) + old.lstrip(" ") if old.strip() else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _scalars(node: Node, *, is_key: bool = False) -> Iterator[tuple[Scalar, bool]]:
    """Every scalar below a node, and whether it is a key."""
    match node:
        case Scalar():
            yield node, is_key
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries=entries):
            for key, value in entries:
                yield key, True
                yield from _scalars(value)
