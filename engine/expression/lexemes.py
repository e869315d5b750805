"""The text of a formula cut into lexemes; whatever is not part of the language comes out as FOREIGN or MALFORMED."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from engine.decimals import parse_decimal

WORDS = frozenset({"CASE", "WHEN", "THEN", "ELSE", "END", "AND", "OR", "NOT"})

_LEXEME = re.compile(
    r"""
      (?P<space>    \s+ )
    | (?P<number>   \.?[0-9][\w.]* )
    | (?P<word>     [^\W\d]\w* )
    | (?P<foreign>  --[^\n]* | /\*.*?(?:\*/|\Z) | '[^']*'? | "[^"]*"? | // | \*\* | == | :: | \|\| )
    | (?P<sign>     <= | >= | <> | != | [-+*/()<>=,] )
    | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(Enum):
    NUMBER = auto()
    NAME = auto()
    FUNCTION = auto()
    WORD = auto()
    SIGN = auto()
    MALFORMED = auto()
    FOREIGN = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a formula. `token` is its standard form: words and functions in capitals, `<>` for `!=`.

    `start` and `end` count characters of the formula from 0; the end is exclusive.
    """

    kind: Kind
    token: str
    text: str
    start: int
    end: int

    @property
    def begins_operand(self) -> bool:
        """Whether a number, name, call, bracket or CASE begins here; a minus or NOT may stand before it."""
        return self.kind in (Kind.NUMBER, Kind.NAME, Kind.FUNCTION) or self.token in ("(", "CASE")

    @property
    def ends_operand(self) -> bool:
        return self.kind in (Kind.NUMBER, Kind.NAME) or self.token in (")", "END")


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """All of `text` but its white space, in order."""
    found = [m for m in _LEXEME.finditer(text) if m.lastgroup != "space"]
    called = [after.group() == "(" for after in found[1:]] + [False]
    return tuple(map(_lexeme, found, called))


def _lexeme(match: re.Match[str], called: bool) -> Lexeme:
    text = match.group()
    kind = _kind(match.lastgroup, text, called=called)
    return Lexeme(kind, _token(kind, text), text, match.start(), match.end())


def _kind(group: str | None, text: str, *, called: bool) -> Kind:
    match group:
        case "number":
            return Kind.MALFORMED if parse_decimal(text) is None else Kind.NUMBER
        case "word" if text.upper() in WORDS:
            return Kind.WORD
        case "word":
            return Kind.FUNCTION if called else Kind.NAME
        case "sign":
            return Kind.SIGN
        case _:
            return Kind.FOREIGN


def _token(kind: Kind, text: str) -> str:
    if kind in (Kind.WORD, Kind.FUNCTION):
        return text.upper()
    return "<>" if text == "!=" else text
