"""Changing a file of a pack as a person would: here and there in its text, every other byte as it was.

Edits name stretches of the text and are made backwards, so that none moves the places of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.diagnostics.core import Span

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, without a byte order mark, and the offsets at which its lines begin."""

    text: str
    starts: tuple[int, ...]
    marked: bool

    @classmethod
    def of(cls, data: bytes) -> FileText:
        """Raises UnicodeDecodeError when the bytes are not UTF-8."""
        whole = data.decode("utf-8")
        text = whole.removeprefix(_BOM)
        return cls(text, (0, *(m.end() for m in _LINE_END.finditer(text))), whole != text)

    @property
    def line_end(self) -> str:
        """As the first line ends."""
        found = _LINE_END.search(self.text)
        return found[0] if found else "\n"

    def offset(self, line: int, col: int) -> int:
        return self.starts[line - 1] + col - 1

    def start(self, span: Span) -> int:
        return self.offset(span.line, span.col)

    def end(self, span: Span) -> int:
        return self.offset(span.end_line, span.end_col)

    def of_line(self, line: int) -> str:
        """A line without its end."""
        return self.text[self.starts[line - 1] : self.after(line)].rstrip("\r\n")

    def after(self, line: int) -> int:
        """Where the next line begins, or the text ends."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def edited(self, edits: Iterable[Edit]) -> bytes:
        return self.bytes_of(applied(self.text, edits))

    def bytes_of(self, text: str) -> bytes:
        """Another text in the file, with the byte order mark if it has one."""
        return ((_BOM if self.marked else "") + text).encode()


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with all the edits, which do not overlap; those at one place stand in the order given."""
    for _, edit in sorted(((e.start, e.end, n), e) for n, e in enumerate(edits))[::-1]:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
