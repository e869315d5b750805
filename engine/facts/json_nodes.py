"""JSON to the same nodes that YAML gives, so that one set of schemas and builders serves both.

A reader of its own: as YAML, libyaml refuses JSON's tabs and surrogate pairs and takes much that is not JSON.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation

from engine.diagnostics import fact_files as codes
from engine.diagnostics import syntax
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.texts import Text
from engine.pack.source import MAX_DEPTH, Mapping, Node, Scalar, Sequence, excerpt

MAX_BYTES = 64 * 1024 * 1024
_LONGEST_INTEGER = 40
_TOKEN = re.compile(
    r'[ \t\r\n]*(?:(?P<text>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![0-9A-Za-z_.])"
    r"|(?P<word>true|false|null)(?![0-9A-Za-z_])|(?P<sign>[][{},:])|(?P<end>\Z))"
)
_BLANKS = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}
_VALUE = '"…" 0 true false null [ {'


def parse_json(file: str, data: bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """As `engine.pack.source.parse` does for YAML: the document, or None, and all that is wrong with it."""
    if len(data) > MAX_BYTES:
        params = {"size": len(data) >> 20, "limit": MAX_BYTES >> 20}
        return None, (Diagnostic(codes.TOO_LARGE, Span(file), params),)
    try:
        body = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (Diagnostic(codes.WRONG_ENCODING, Span(file), {"encoding": "UTF-8"}),)
    reader = _Reader(Text.of(file, body))
    if not body.strip():
        return None, (Diagnostic(codes.EMPTY_FILE, Span(file)),)
    try:
        return reader.document(), tuple(reader.problems)
    except _Refused as refused:
        return None, (*reader.problems, refused.diagnostic)


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Reader:
    """Reads one token ahead; `token` and `kind` are what comes next, from `start` to `end`."""

    def __init__(self, text: Text) -> None:
        self.source = text
        self.problems: list[Diagnostic] = []
        self.start = self.end = 0
        self.kind = self.token = ""

    def document(self) -> Node:
        self._advance(_VALUE)
        node = self._value(1)
        if self.kind != "end":
            raise self._unexpected("—")
        return node

    def _advance(self, expected: str) -> None:
        """To the next token; `expected` is for the message when there is none."""
        found = _TOKEN.match(self.source.body, self.end)
        if found is None or found.lastgroup is None:
            blanks = _BLANKS.match(self.source.body, self.end)
            self.start = self.end = blanks.end() if blanks else self.end
            raise self._unexpected(expected)
        self.kind, self.token = found.lastgroup, found[found.lastgroup]
        self.start, self.end = found.span(found.lastgroup)

    def _unexpected(self, expected: str) -> _Refused:
        span = self.source.span(self.start, max(self.end, self.start + 1))
        return _Refused(Diagnostic(codes.BAD_JSON, span, {"expected": expected}))

    def _take(self, signs: str, after: str) -> str:
        """The sign that comes next, which must be one of `signs`; `after` is what may follow it."""
        if self.kind != "sign" or self.token not in signs:
            raise self._unexpected(" ".join(signs))
        taken = self.token
        self._advance(after)
        return taken

    def _value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            span = self.source.span(self.start, self.end)
            raise _Refused(Diagnostic(syntax.TOO_DEEP, span, {"limit": MAX_DEPTH}))
        if self.token == "[" and self.kind == "sign":
            return self._sequence(depth)
        if self.token == "{" and self.kind == "sign":
            return self._mapping(depth)
        if self.kind in ("text", "number", "word"):
            return self._scalar()
        raise self._unexpected(_VALUE)

    def _scalar(self, after: str = ", ] }") -> Scalar:
        span = self.source.span(self.start, self.end)
        match self.kind:
            case "text":
                value: str = json.loads(self.token)
                if _SURROGATE.search(value):
                    raise self._unexpected('"…"')
                scalar = Scalar(span, value, value, True)
            case "number":
                scalar = Scalar(span, self._number(), self.token, False)
            case _:
                scalar = Scalar(span, _WORDS[self.token], self.token, False)
        self._advance(after)
        return scalar

    def _number(self) -> int | Decimal:
        if self.token.lstrip("-").isdigit() and len(self.token) <= _LONGEST_INTEGER:
            return int(self.token)
        try:
            return Decimal(self.token)
        except InvalidOperation:  # an exponent of twenty digits
            raise self._unexpected("0") from None

    def _sequence(self, depth: int) -> Sequence:
        start = self.start
        items: list[Node] = []
        self._advance(_VALUE)
        if not self._closes("]"):
            items.append(self._value(depth + 1))
            while not self._closes("]"):
                self._take(",]", _VALUE)
                items.append(self._value(depth + 1))
        span = self.source.span(start, self.end)
        self._advance(", ] }")
        return Sequence(span, tuple(items))

    def _mapping(self, depth: int) -> Mapping:
        start = self.start
        entries: dict[str, tuple[Scalar, Node]] = {}
        self._advance('"…" }')
        if not self._closes("}"):
            self._entry(entries, depth)
            while not self._closes("}"):
                self._take(",}", '"…"')
                self._entry(entries, depth)
        span = self.source.span(start, self.end)
        self._advance(", ] }")
        return Mapping(span, tuple(entries.values()))

    def _closes(self, sign: str) -> bool:
        return self.kind == "sign" and self.token == sign

    def _entry(self, entries: dict[str, tuple[Scalar, Node]], depth: int) -> None:
        if self.kind != "text":
            raise self._unexpected('"…"')
        name = self._scalar(":")
        self._take(":", _VALUE)
        value = self._value(depth + 1)
        if name.text in entries:
            first = entries[name.text][0].span
            params = {"key": excerpt(name.text), "line": first.line}
            self.problems.append(Diagnostic(syntax.DUPLICATE_KEY, name.span, params, (first,)))
        entries.setdefault(name.text, (name, value))
