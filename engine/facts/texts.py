"""Bytes of a text file to characters, and characters back to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from engine.diagnostics import fact_files as codes
from engine.diagnostics import syntax
from engine.diagnostics.core import Diagnostic, Span

ENCODINGS = {"utf-8": "utf-8-sig", "cp1251": "cp1251", "cp866": "cp866", "koi8-r": "koi8-r", "utf-16": "utf-16"}
"""The encodings a mapping may name, and Python's names for them."""

_MISREAD = re.compile("[\x00\x80-\x9f\ufffd]")
"""What comes of another encoding, or has been through one."""

_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""The same in every encoding: office programs leave such signs for their own breaks of lines and pages."""

_MOST = 100
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_NOT_RUSSIAN = re.compile("[^\x00-\x7fА-Яа-яЁё«»„“”‘’–—…№§°±•·\xa0]")
_CASE_REVERSED = re.compile("[а-яё][А-ЯЁ]")
_CASE_USUAL = re.compile("[А-ЯЁ][а-яё]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the offsets at which its lines begin."""

    file: str
    body: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, file: str, body: str) -> Text:
        return cls(file, body, (0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", body))))

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def span(self, start: int, end: int) -> Span:
        """From one offset to another, at least one column wide."""
        line, end_line = self.line(start), self.line(max(start, end - 1))
        return Span(
            self.file,
            line,
            start - self.starts[line - 1] + 1,
            end_line,
            max(start, end - 1) - self.starts[end_line - 1] + 2,
        )


def decode(file: str, data: bytes, encoding: str | None) -> Text | Diagnostic:
    """The text in the encoding named, else in UTF-8, else in cp1251 if that gives Russian text."""
    for name in (encoding,) if encoding else ("utf-8", "cp1251"):
        try:
            body = data.decode(ENCODINGS[name])
        except UnicodeDecodeError:
            continue
        if name != "cp1251" or encoding or _looks_russian(body):
            return _well_read(Text.of(file, body), name)
    return Diagnostic(codes.WRONG_ENCODING, Span(file), {"encoding": encoding or "UTF-8 / cp1251"})


def _looks_russian(body: str) -> bool:
    """Whether bytes read as cp1251 were written as such: cp866 gives odd signs, KOI8-R capitals for small letters."""
    odd, other = len(_NOT_RUSSIAN.findall(body)), len(_NOT_ASCII.findall(body))
    reversed_case = len(_CASE_REVERSED.findall(body)) > len(_CASE_USUAL.findall(body))
    return not _MISREAD.search(body) and not reversed_case and odd * 10 <= other


def _well_read(text: Text, encoding: str) -> Text | Diagnostic:
    found = _MISREAD.search(text.body)
    if found is None:
        return text
    return Diagnostic(codes.WRONG_ENCODING, text.span(found.start(), found.end()), {"encoding": encoding})


def invisible_characters(text: Text) -> Iterator[Diagnostic]:
    """The signs that no table needs and nobody sees, the first of very many."""
    for found in islice(_CONTROL.finditer(text.body), _MOST):
        char = f"U+{ord(found[0]):04X}"
        yield Diagnostic(syntax.INVISIBLE_CHARACTER, text.span(found.start(), found.end()), {"char": char})
