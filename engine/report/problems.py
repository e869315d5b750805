"""Diagnostics as text for a terminal: the place, the line of the source with the place underlined, the hint."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from engine.diagnostics.core import Diagnostic, Lang, Severity, Span, Text, in_order

ReadText = Callable[[str], str | None]

_WIDTH = 100  # columns of the source shown, `_BEFORE` of them at most before the mark when the line is longer
_BEFORE = 40
_NEAR = 400  # characters looked at on either side of the mark
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LABELS = {
    Severity.ERROR: Text("error", "ошибка"),
    Severity.WARNING: Text("warning", "предупреждение"),
    Severity.NOTE: Text("note", "замечание"),
}
_COUNTED = {
    Severity.ERROR: (("error", "errors"), ("ошибка", "ошибки", "ошибок")),
    Severity.WARNING: (("warning", "warnings"), ("предупреждение", "предупреждения", "предупреждений")),
    Severity.NOTE: (("note", "notes"), ("замечание", "замечания", "замечаний")),
}
_HINT = Text("hint", "подсказка")
_SEE_ALSO = Text("see also", "см. также")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def pretty(diagnostics: Iterable[Diagnostic], lang: Lang, read_text: ReadText, colour: bool) -> str:
    """Every diagnostic with its source, in order, and their number; empty when there are none.

    `read_text` gives the text of a file named in a span, or None when it cannot be shown; it is asked once per file.
    """
    ordered = in_order(diagnostics)
    if not ordered:
        return ""
    files = sorted({span.file for d in ordered for span in (d.span, *d.related) if not span.cell})
    lines = {file: _lines(read_text(file)) for file in files}
    blocks = ("\n".join(_block(d, lang, lines, colour)) for d in ordered)
    return "\n\n".join((*blocks, summary(ordered, lang))) + "\n"


def oneline(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """A line for each diagnostic, in order: place, severity, code, message."""
    return "".join(_headline(d, lang, colour=False) + "\n" for d in in_order(diagnostics))


def summary(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """How many there are of each severity: «1 error, 2 warnings»."""
    counts = Counter(d.severity for d in diagnostics)
    return ", ".join(_number(counts[severity], severity, lang) for severity in Severity if counts[severity])


def _number(count: int, severity: Severity, lang: Lang) -> str:
    english, russian = _COUNTED[severity]
    return f"{count} {russian[_russian_form(count)] if lang is Lang.RU else english[count != 1]}"


def _russian_form(count: int) -> int:
    """0 for 1, 21, 31 …; 1 for 2-4, 22-24 …; 2 for the rest, 11-14 among them."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


def _lines(text: str | None) -> list[str]:
    return re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")) if text is not None else []


def _block(diagnostic: Diagnostic, lang: Lang, lines: dict[str, list[str]], colour: bool) -> Iterator[str]:
    gutter = len(str(max(span.line for span in (diagnostic.span, *diagnostic.related))))
    sgr = _COLOURS[diagnostic.severity] if colour else ""
    yield _headline(diagnostic, lang, colour)
    yield from _snippet(diagnostic.span, lines, gutter, sgr)
    for span in diagnostic.related:
        yield f" {'':{gutter}} = {_SEE_ALSO.fill(lang, {})}: {visible(str(span))}"
        yield from _snippet(span, lines, gutter, sgr)
    yield f" {'':{gutter}} = {_HINT.fill(lang, {})}: {visible(diagnostic.hint(lang))}"


def _headline(diagnostic: Diagnostic, lang: Lang, colour: bool) -> str:
    label = f"{_LABELS[diagnostic.severity].fill(lang, {})} {diagnostic.code.id}:"
    painted = _paint(label, f"1;{_COLOURS[diagnostic.severity]}" if colour else "")
    return f"{visible(str(diagnostic.span))}: {painted} {visible(diagnostic.message(lang))}"


def _paint(text: str, sgr: str) -> str:
    return f"\x1b[{sgr}m{text}\x1b[0m" if sgr else text


def _snippet(span: Span, lines: dict[str, list[str]], gutter: int, sgr: str) -> Iterator[str]:
    """The first line of the span with the span underlined; nothing when the line cannot be shown."""
    text = lines.get(span.file, [])[span.line - 1 : span.line]
    if span.cell or not text:
        return
    line = text[0]
    start = min(span.col - 1, len(line))
    end = span.end_col - 1 if span.end_line == span.line else len(line)
    shown, before, under = _underlined(line, start, max(end, start + 1))
    yield f" {span.line:{gutter}} | {shown}".rstrip()
    yield f" {'':{gutter}} | {' ' * before}{_paint('^' * under, sgr)}"


def _underlined(line: str, start: int, end: int) -> tuple[str, int, int]:
    """What is shown of the line, and in columns of the screen: where the mark begins and how long it is."""
    skipped = max(0, start - _NEAR)
    piece = line[skipped : start + _NEAR]
    at, to = start - skipped, min(end, start + _NEAR) - skipped
    widths = [_width(_visible_char(char)) for char in piece]
    whole = len(piece) == len(line) and sum(widths) <= _WIDTH
    first = 0 if whole else _fitting_before(widths, at, _BEFORE)
    last = first + _fitting(widths[first:], _WIDTH)
    head = "…" if skipped + first else ""
    tail = "…" if skipped + last < len(line) else ""
    before = len(head) + sum(widths[first:at])
    return head + visible(piece[first:last]) + tail, before, max(1, sum(widths[at : min(to, last)]))


def _fitting(widths: Iterable[int], limit: int) -> int:
    """How many characters, from the first on, fit into `limit` columns."""
    return sum(1 for used in accumulate(widths) if used <= limit)


def _fitting_before(widths: list[int], at: int, limit: int) -> int:
    """The first of the characters before `at` that fit into `limit` columns."""
    before = widths[:at]
    return len(before) - _fitting(reversed(before), limit)


def _width(char: str) -> int:
    """Columns of a terminal taken by one visible character."""
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """Nothing in it moves the cursor, changes colours or hides: controls become their pictures, the rest U+FFFD."""
    return "".join(map(_visible_char, text))


def _visible_char(char: str) -> str:
    if char == "\t":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else "\ufffd" if unicodedata.category(char) in _HIDDEN else char
