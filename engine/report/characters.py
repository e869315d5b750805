"""Text of packs and facts made safe to show: no control characters, no hidden changes of direction."""

from __future__ import annotations

import re

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_DIRECTION = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_NOT_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
_UNSHOWN = re.compile(f"[{_CONTROL}{_DIRECTION}{_NOT_CHARACTERS}]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n]+")


def clean(text: str) -> str:
    """The text with line ends as `\\n` and, for each character that could steer a terminal or break XML, a `\ufffd`."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The cleaned text on one line; no-break spaces stay."""
    return _BLANKS.sub(" ", clean(text)).strip(" ")


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters of the text, the last of them `…` when something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
