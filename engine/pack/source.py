"""Strict YAML: bytes to nodes that know where they were written.

Nodes are built from parser events and keep the events' marks; plain scalars mean what the YAML 1.2 core schema says,
except that a number is an `int` or a `Decimal`, never a float. Whatever a rule pack has no use for (tabs, anchors,
aliases, merge keys, tags, directives, duplicate keys, empty values) is refused, each with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

import yaml

from engine.diagnostics import syntax
from engine.diagnostics.core import Code, Diagnostic, Span, in_order

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 50
MAX_PROBLEMS = 1000

Value = None | bool | int | Decimal | str


@dataclass(frozen=True, slots=True)
class Scalar:
    """`value` is what YAML 1.2 reads, `text` what the author wrote, without quotes and escapes."""

    span: Span
    value: Value
    text: str
    quoted: bool

    @property
    def refused(self) -> bool:
        """Stands where nothing usable was written: a diagnostic has been given, and none need follow."""
        return not self.text and not self.quoted


@dataclass(frozen=True, slots=True)
class Sequence:
    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys are texts and unique, in the order written."""

    span: Span
    entries: tuple[tuple[Scalar, Node], ...]

    @property
    def is_block(self) -> bool:
        """Written in lines of its own: one in braces begins before its first key."""
        return any((self.span.line, self.span.col) == (key.span.line, key.span.col) for key, _ in self.entries[:1])

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key_span(self, key: str) -> Span:
        """Where the key is written; the whole mapping when it has no such key."""
        return next((name.span for name, _ in self.entries if name.text == key), self.span)


Node = Scalar | Sequence | Mapping


def parse(file: str, data: bytes) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document in `data`, and all that is wrong with it, in order; `file` is the name shown to people.

    The node is None when there is nothing to build on: no text, no content, or an error that ends the reading.
    """
    if len(data) > MAX_BYTES:
        return None, (Diagnostic(syntax.TOO_LARGE, Span(file), {"size": len(data), "limit": MAX_BYTES}),)
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        source = _Source.of(file, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        readable = _Source.of(file, body[: error.start].decode("utf-8"))
        end = len(readable.text)
        return None, (Diagnostic(syntax.NOT_UTF8, readable.span(end, end), {"byte": f"0x{body[error.start]:02X}"}),)
    invisible = tuple(_invisible_characters(source))
    node, problems = (None, ()) if invisible else _Builder(source).document()
    return node, in_order((*invisible, *_tabs(source), *problems))


def plain(node: Node) -> Any:
    """Dicts, lists and scalars, without places."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.text: plain(value) for key, value in node.entries}


def excerpt(text: str) -> str:
    """A text short enough for a one-line message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


@dataclass(frozen=True, slots=True)
class _Source:
    """A text with the offsets at which its lines begin."""

    file: str
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, file: str, text: str) -> _Source:
        return cls(file, text, (0, *(m.end() for m in re.finditer(r"\r\n|\r|\n", text))))

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def offset(self, span: Span) -> int:
        return self.starts[span.line - 1] + span.col - 1

    def span(self, start: int, end: int) -> Span:
        """From one offset to another, at least one column wide."""
        line, col = self.place(start)
        return Span(self.file, line, col, *(self.place(end) if end > start + 1 else (line, col + 1)))


# Controls, line and paragraph separators, zero-width and direction marks, soft hyphens, byte order marks, surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def _invisible_characters(source: _Source) -> Iterator[Diagnostic]:
    for found in islice(_INVISIBLE.finditer(source.text), MAX_PROBLEMS):
        yield _invisible(found[0], source.span(found.start(), found.end()))


def _invisible(char: str, span: Span) -> Diagnostic:
    return Diagnostic(syntax.INVISIBLE_CHARACTER, span, {"char": f"U+{ord(char):04X}"})


def _tabs(source: _Source) -> Iterator[Diagnostic]:
    for found in islice(re.finditer(r"\t+", source.text), MAX_PROBLEMS):
        yield Diagnostic(syntax.TAB, source.span(found.start(), found.end()))


_WORDS: dict[str, Value] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = {"0o": (re.compile(r"0o[0-7]+"), 8), "0x": (re.compile(r"0x[0-9a-fA-F]+"), 16)}
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve(text: str) -> Value | Code:
    """What a plain scalar means in the YAML 1.2 core schema, or why it is refused."""
    if text in _WORDS:
        return _WORDS[text]
    if _NOT_FINITE.fullmatch(text):
        return syntax.NOT_A_NUMBER
    based, base = _BASED.get(text[:2], (_INT, 10))
    if not based.fullmatch(text) and not _FLOAT.fullmatch(text):
        return text
    number = _number(text, based, base) if len(text) <= 60 else None
    return syntax.NUMBER_TOO_LONG if number is None else number


def _number(text: str, based: re.Pattern[str], base: int) -> int | Decimal | None:
    """None when it does not fit DECIMAL(38, 9), which all values are held in."""
    if based.fullmatch(text):
        whole = int(text, base)
        return whole if abs(whole) < 10**29 else None
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent of twenty digits
        return None
    return number if number.adjusted() < 29 and int(number.as_tuple().exponent) >= -9 else None


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DIRECTIVE_FIRST = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?[\r\n])*%")
_INDENTED_BY_TAB = re.compile(r"(?:\A|(?<=[\r\n])) *\t")
_UNUSUAL_SPACES = re.compile(r"[^\S ]+")
_BAD_HEADER = re.compile(r"[|>][-+]?[^\s+-][^\r\n]*")
_TEXT_NOT_INDENTED = re.compile(r"([|>][-+0-9]*)[ ]*[\r\n]\s*(?!- |#|[\w.-]+:\s)\S", re.ASCII)
_MORE_PIECES = re.compile(r"(?:\s*,[^,:\[\]{}\"'#\r\n]+(?=\s*[,}]))*(?=\s*[,}])")
_ID = re.compile(r"\s*[\w.-]+\s*", re.ASCII)
_PROPERTY = re.compile(r"\s*(!<[^>]*>|[&!][^\s,\[\]{}]*)")
_CLOSING = {"“": "”“", "„": "“”", "«": "»", "‘": "’", "”": "”", "’": "’"}
_SURROGATE = re.compile(r"\\(?:u|U0000)[dD][89a-fA-F]")


class _Refused(Exception):
    """Reading ends here, for the reason given."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class _Builder:
    """Builds the nodes of one source and notes what is wrong on the way."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.brackets: list[int] = []
        self.quoted: tuple[int, int] | None = None
        self.told_up_to = 0
        self.second_items: set[Span] = set()
        self.events = self._events()

    def document(self) -> tuple[Node | None, list[Diagnostic]]:
        try:
            return self._root(), self.problems
        except _Refused as refused:
            self.problems.append(refused.diagnostic)
        except yaml.MarkedYAMLError as error:
            if error.problem_mark and "nesting depth" in str(error.problem):
                return self._up_to(error.problem_mark.index).document()
            explanation = syntax.explain(self._failure(error))
            tab = _INDENTED_BY_TAB.search(self.source.text)
            if tab is None or explanation.start < tab.start():  # else the tab is the cause, and is told already
                self._end_with(self._diagnostic(explanation))
        return None, self.problems

    def _end_with(self, last: Diagnostic) -> None:
        """Unless it follows from unusual spaces that stand for the indentation of the line above."""
        if last.code is syntax.INDENTATION_LOST:
            self._value_is_at(last.span.line)
        spaces = (p.span for p in self.problems if p.code is syntax.UNUSUAL_SPACE and p.span.col == 1)
        if last.code is not syntax.INDENTATION or last.span.line - 1 not in {span.line for span in spaces}:
            self.problems.append(last)

    def _value_is_at(self, line: int) -> None:
        """What seemed to have no value above that line has it there, only not indented."""
        self.problems = [p for p in self.problems if p.code is not syntax.EMPTY_VALUE or p.span.line != line - 1]

    def _up_to(self, offset: int) -> _Builder:
        """For what comes before `offset`, where a parser with a limit of its own, reading ahead, met too many levels.

        They are all open in what comes before, and far more than `MAX_DEPTH`: the first one too many is found there.
        """
        return _Builder(replace(self.source, text=self.source.text[:offset]))

    def _events(self) -> Iterator[Any]:
        loader = _LOADER(self.source.text.replace("\t", " "))
        try:
            while loader.check_event():
                yield loader.get_event()
        except (ValueError, OverflowError):  # PyYAML's own scanner gives an escape such as \\UFFFFFFFF to chr()
            raise self._explained("escape", loader.get_mark().index) from None
        finally:
            loader.dispose()

    def _root(self) -> Node:
        if directive := _DIRECTIVE_FIRST.match(self.source.text):
            raise self._explained("directive", directive.end() - 1)
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._second_document(event)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        if root is None or (isinstance(root, Scalar) and root.refused and not self.problems):
            raise self._refused(syntax.EMPTY_FILE, 0, 0)
        return root

    def _second_document(self, event: Any) -> _Refused:
        return self._refused(syntax.SEVERAL_DOCUMENTS, event.start_mark.index, event.end_mark.index)

    def _node(self, event: Any, depth: int, key: bool = False) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, key)
        if depth > MAX_DEPTH:
            start = event.start_mark.index
            raise self._refused(syntax.TOO_DEEP, start, start, limit=MAX_DEPTH)
        build = self._sequence if isinstance(event, yaml.SequenceStartEvent) else self._mapping
        opened = [event.end_mark.index - 1] if self._bracketed(event) else []
        self.brackets.extend(opened)
        node = build(event, depth)
        del self.brackets[len(self.brackets) - len(opened) :]
        return node

    def _alias(self, event: Any) -> Scalar:
        span = self._span(event)
        self._tell(syntax.ALIAS, span, name=f"*{event.anchor}")
        return Scalar(span, None, "", False)

    def _properties(self, event: Any) -> None:
        position = event.start_mark.index
        for _ in (name for name in (event.anchor, event.tag) if name is not None):
            found = _PROPERTY.match(self.source.text, position)
            if found is None:  # a comment between the two; the first is told, which is enough
                return
            code = syntax.ANCHOR if found[1][0] == "&" else syntax.TAG
            self._tell(code, self.source.span(found.start(1), found.end(1)), name=found[1])
            position = found.end()

    def _scalar(self, event: Any, key: bool) -> Scalar:
        span, quoted = self._span(event), event.style in ("'", '"', "|", ">")
        if quoted:
            self._check_escapes(event, span)
        if event.style in ("'", '"'):
            self.quoted = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            self._check_text(event)
        if event.tag is not None or self._bad_header(event) or self._bad_start(event, span):
            return Scalar(span, None, "", False)
        value = event.value if quoted or key else resolve(event.value)
        if isinstance(value, Code):
            self._tell(value, span, text=excerpt(event.value))
            return Scalar(span, None, "", False)
        return Scalar(span, value, event.value, quoted)

    def _check_escapes(self, event: Any, span: Span) -> None:
        if found := _INVISIBLE.search(event.value):
            if escape := _SURROGATE.search(self.source.text, event.start_mark.index, event.end_mark.index):
                raise self._explained("escape", escape.start())
            self.problems.append(_invisible(found[0], span))

    def _bad_header(self, event: Any) -> bool:
        """`>8` would be an empty text indented by eight, and libyaml takes `>#` for a text with a comment."""
        header = _BAD_HEADER.match(self.source.text, event.start_mark.index)
        if header is None or event.style not in ("|", ">"):
            return False
        self._tell(syntax.BLOCK_TEXT_HEADER, self.source.span(header.start(), header.end()), char=event.style)
        return True

    def _bad_start(self, event: Any, span: Span) -> bool:
        """A no-break space is text to YAML, and looks like indentation."""
        spaces = None if event.style else _UNUSUAL_SPACES.match(event.value)
        if spaces:
            end = replace(span, end_line=span.line, end_col=span.col + spaces.end())
            if span.col == 1:
                self._value_is_at(span.line)
            self._tell(syntax.UNUSUAL_SPACE, end, **syntax.space_names(event.value[0]))
        return spaces is not None

    def _check_text(self, event: Any) -> None:
        """`>-` above a line of the text that is not indented: what follows is not the next key."""
        header = _TEXT_NOT_INDENTED.match(self.source.text, event.start_mark.index)
        if header and not event.value:
            raise self._refused(syntax.EMPTY_BLOCK_TEXT, header.start(), header.end(1), after=header[1])

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            if _is_empty(event):
                dash = self.source.text.rfind("-", 0, event.start_mark.index)
                self._tell(syntax.EMPTY_VALUE, self.source.span(dash, dash), after="-")
        return Sequence(self._collection_span(start, event, items[-1:]), tuple(items))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        last: list[Node] = []
        in_braces = self._bracketed(start)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            told = len(self.problems)
            key, at = self._node(event, depth + 1, key=True), event
            name = self._name(key, event, entries, told, in_braces)
            event = next(self.events)
            value = self._node(event, depth + 1)
            if name is not None and _is_empty(event):
                if in_braces and last and (self._decimal_comma(last[0], name) or self._torn(last[0])):
                    continue
                if in_braces and last and self._comma(last[0], name, at, entries):
                    continue
                value = self._no_value(name, in_braces)
            last = [value]
            if name is not None:
                entries.setdefault(name.text, (name, value))
        return Mapping(self._collection_span(start, event, last), tuple(entries.values()))

    def _name(
        self, key: Node, event: Any, entries: dict[str, tuple[Scalar, Node]], told: int, in_braces: bool
    ) -> Scalar | None:
        """The key, unless it cannot be one; what was told inside a list or mapping used as a key goes unsaid."""
        if not isinstance(key, Scalar) or _is_empty(event):
            del self.problems[told:]
            self._tell(syntax.KEY_NOT_TEXT, key.span)
            return None
        if key.text == "<<" and not key.quoted:
            self._tell(syntax.MERGE_KEY, key.span)
            return None
        if key.text in entries:
            self._repeated(key, entries, in_braces)
        if not in_braces and not key.quoted and (dash := syntax.list_dash(self.source.text, event.start_mark.index)):
            raise _Refused(self._diagnostic(dash))
        return None if key.refused else key

    def _repeated(self, key: Scalar, entries: dict[str, tuple[Scalar, Node]], in_braces: bool) -> None:
        """Where the first key of an item is written again, a second item begins: its other keys are not told of."""
        opening, first = next(iter(entries.values()))[0].span, entries[key.text][0].span
        if opening in self.second_items:
            return
        code = syntax.DUPLICATE_KEY
        if first == opening and (in_braces or self.source.text[: self.source.offset(opening)].rstrip(" ")[-1:] == "-"):
            code = syntax.DUPLICATE_IN_BRACES if in_braces else syntax.DUPLICATE_IN_ITEM
            self.second_items.add(opening)
        self._tell(code, key.span, first, key=excerpt(key.text), line=first.line)

    def _decimal_comma(self, before: Node, key: Scalar) -> bool:
        """`{share: 1,5}` is a share of 1 and a key 5 without a value; the share stays what it is read as."""
        glued = (before.span.end_line, before.span.end_col + 1) == (key.span.line, key.span.col)
        if not (glued and isinstance(before, Scalar) and not before.quoted and not key.quoted):
            return False
        if not (_INT.fullmatch(before.text) and key.text.isdecimal()):
            return False
        whole = replace(before.span, end_line=key.span.end_line, end_col=key.span.end_col)
        pair = (before.text, key.text)
        self._tell(syntax.DECIMAL_COMMA, whole, text=",".join(pair), number=".".join(pair))
        return True

    def _torn(self, before: Node) -> bool:
        """`{clause: “section 1, table 2”}` is a clause “section 1 and a key table 2” without a value."""
        if not isinstance(before, Scalar) or before.quoted or before.text[:1] not in _CLOSING:
            return False
        if any(closing in before.text[1:] for closing in _CLOSING[before.text[0]]):
            return False
        opening = replace(before.span, end_line=before.span.line, end_col=before.span.col + 1)
        if not any(problem.span == opening for problem in self.problems):
            self._tell(syntax.TYPOGRAPHIC_QUOTES, opening, char=before.text[0])
        return True

    def _comma(self, before: Node, key: Scalar, at: Any, entries: dict[str, tuple[Scalar, Node]]) -> bool:
        """`{text: growth, 1 point}` is a text growth and a key 1 point without a value; what was meant is not known."""
        if at.start_mark.index < self.told_up_to:
            return True
        more = _MORE_PIECES.match(self.source.text, at.end_mark.index)
        if more is None or not isinstance(before, Scalar) or before.refused:
            return False
        start, self.told_up_to = self.source.offset(before.span), more.end()
        pieces = self.source.text[start : more.end()].replace('"', "").split(",")
        whole = excerpt(", ".join(piece.strip() for piece in pieces))
        entries.update(
            (name.text, (name, Scalar(before.span, None, "", False)))
            for name, value in tuple(entries.values())[-1:]
            if value is before
        )
        if all(map(_ID.fullmatch, pieces)):
            self._tell(syntax.EMPTY_AFTER_COMMA, key.span, after=excerpt(key.text), whole=whole)
            entries.setdefault(key.text, (key, Scalar(key.span, None, "", False)))
        else:
            self._tell(syntax.COMMA_IN_TEXT, self.source.span(start, more.end()), after=excerpt(key.text), whole=whole)
        return True

    def _no_value(self, key: Scalar, in_braces: bool) -> Scalar:
        name = excerpt(key.text)
        if in_braces:
            self._tell(syntax.EMPTY_IN_BRACES, key.span, after=name)
        else:
            self._tell(syntax.EMPTY_VALUE, key.span, after=f"{name}:")
        return Scalar(key.span, None, "", False)

    def _span(self, event: Any) -> Span:
        """Of a scalar or alias; a block text ends with its last line that is not blank."""
        start, end = event.start_mark.index, event.end_mark.index
        return self.source.span(start, start + len(self.source.text[start:end].rstrip(" \r\n")))

    def _collection_span(self, start: Any, end: Any, last: list[Node]) -> Span:
        """A block ends with its last child, for the parser notices its end only at the next token."""
        whole = self.source.span(start.start_mark.index, end.end_mark.index)
        if self._bracketed(start) or not last:
            return whole
        return Span(whole.file, whole.line, whole.col, last[0].span.end_line, last[0].span.end_col)

    def _bracketed(self, event: Any) -> bool:
        start, end = event.start_mark.index, event.end_mark.index
        return bool(event.flow_style) and end > start and self.source.text[end - 1] in "[{"

    def _failure(self, error: yaml.MarkedYAMLError) -> syntax.Failure:
        at = error.problem_mark.index if error.problem_mark else 0
        since = error.context_mark.index if error.context_mark else at
        bracket = self.brackets[-1] if self.brackets else None
        return syntax.Failure(self.source.text, f"{error.context}: {error.problem}", since, at, bracket, self.quoted)

    def _explained(self, phrase: str, offset: int) -> _Refused:
        """What one parser lets pass, told as the other tells it."""
        failure = syntax.Failure(self.source.text, phrase, offset, offset, None)
        return _Refused(self._diagnostic(syntax.explain(failure)))

    def _refused(self, code: Code, start: int, end: int, **params: object) -> _Refused:
        return _Refused(Diagnostic(code, self.source.span(start, end), params))

    def _diagnostic(self, found: syntax.Explanation) -> Diagnostic:
        related = () if found.related is None else (self.source.span(found.related, found.related),)
        return Diagnostic(found.code, self.source.span(found.start, found.end), found.params, related)

    def _tell(self, code: Code, span: Span, *related: Span, **params: object) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Refused(Diagnostic(syntax.TOO_MANY, span, {"limit": MAX_PROBLEMS}))
        self.problems.append(Diagnostic(code, span, params, related))


def _is_empty(event: Any) -> bool:
    """Nothing written where a value belongs."""
    return isinstance(event, yaml.ScalarEvent) and not event.value and not event.style and event.tag is None
