"""What the lexemes of a formula alone show to be wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.diagnostics import formula as codes
from engine.diagnostics.core import Code
from engine.diagnostics.suggest import nearest
from engine.expression.lexemes import Kind, Lexeme
from engine.expression.tree import FUNCTIONS

MOST_CHARACTERS = 2000
MOST_PARTS = 300
MOST_NESTED = 16
"""Far beyond any real formula, and well within what Python's stack and the database bear."""

_LONGEST_SHOWN = 40
_CLOSING = {"(": ")", "CASE": "END"}


@dataclass(frozen=True, slots=True)
class FormulaProblem:
    """A mistake between two characters of the formula, counted from 0; the end is exclusive."""

    code: Code
    start: int
    end: int
    params: Mapping[str, object]


def problem_at(code: Code, first: Lexeme, last: Lexeme | None = None, **params: object) -> FormulaProblem:
    """The mistake at one lexeme, or from one to another."""
    return FormulaProblem(code, first.start, (last or first).end, params)


def oversized(start: int, end: int) -> FormulaProblem:
    limits = {"length": MOST_CHARACTERS, "parts": MOST_PARTS, "nesting": MOST_NESTED}
    return FormulaProblem(codes.OVERSIZED, start, end, limits)


def misplaced(part: Lexeme) -> FormulaProblem:
    return problem_at(codes.MISPLACED_PART, part, part=part.text)


def vocabulary(parts: Sequence[Lexeme], known: Collection[str]) -> Iterator[FormulaProblem]:
    """Every lexeme that is not a word of the language, a function there is, or a known name."""
    for part in parts:
        if part.kind is Kind.FOREIGN:
            yield problem_at(codes.FOREIGN_SYMBOL, part, symbol=_shown(part.text))
        elif part.kind is Kind.MALFORMED:
            yield problem_at(codes.MALFORMED_NUMBER, part, number=_shown(part.text))
        elif part.kind is Kind.FUNCTION and part.token not in FUNCTIONS:
            yield problem_at(
                codes.UNKNOWN_FUNCTION, part, name=_shown(part.text), suggestion=_suggestion(part.token, FUNCTIONS)
            )
        elif part.kind is Kind.NAME and part.text not in known:
            yield problem_at(codes.UNKNOWN_NAME, part, name=_shown(part.text), suggestion=_suggestion(part.text, known))


def arrangement(parts: Sequence[Lexeme]) -> Iterator[FormulaProblem]:
    """What the order of lexemes shows; sqlglot would let some of it pass, such as `+a`, `f(,a)` and endless nesting."""
    if not parts:
        yield FormulaProblem(codes.UNFINISHED, 0, 0, {})
    elif len(parts) > MOST_PARTS:
        yield oversized(parts[MOST_PARTS].start, parts[-1].end)
    elif (first := _first_misplaced(parts)) is not None:
        yield misplaced(first)
    else:
        yield from _brackets(parts)
        if not parts[-1].ends_operand:
            yield problem_at(codes.UNFINISHED, parts[-1])


def _first_misplaced(parts: Sequence[Lexeme]) -> Lexeme | None:
    for n, part in enumerate(parts):
        if not _fits(part, parts[n - 1] if n else None, parts[n - 2] if n > 1 else None):
            return part
    return None


def _fits(part: Lexeme, before: Lexeme | None, earlier: Lexeme | None) -> bool:
    """Whether `part` may follow `before`, which follows `earlier`."""
    if before is not None and before.token == "CASE":
        return part.token == "WHEN"
    wanted = before is None or not before.ends_operand
    if part.token == "-":
        return not (wanted and before is not None and before.token == "-" and not (earlier and earlier.ends_operand))
    if part.begins_operand:
        return wanted and not (part.token == "NOT" and before is not None and before.token == "NOT")
    return not wanted


def _brackets(parts: Sequence[Lexeme]) -> Iterator[FormulaProblem]:
    """Brackets, CASE and END in pairs, commas only between arguments, every CASE with its ELSE; stops at a wrong one."""
    opened: list[Lexeme] = []
    calls, answered = set[Lexeme](), set[Lexeme]()
    for n, part in enumerate(parts):
        if part.token in _CLOSING:
            opened.append(part)
            if n and parts[n - 1].kind is Kind.FUNCTION:
                calls.add(part)
            if len(opened) > MOST_NESTED:
                yield oversized(part.start, part.end)
                return
        elif part.token in _CLOSING.values():
            if not opened or _CLOSING[opened[-1].token] != part.token:
                yield misplaced(part)
                return
            closed = opened.pop()
            if closed.token == "CASE" and closed not in answered:
                yield problem_at(codes.CASE_WITHOUT_ELSE, closed, part)
        elif part.token == "," and (not opened or opened[-1] not in calls):
            yield misplaced(part)
            return
        elif part.token == "ELSE":
            answered.update(opened[-1:])
    if opened:
        yield problem_at(codes.UNFINISHED, opened[-1])


def _suggestion(name: str, known: Collection[str]) -> str:
    """The nearest known name; all of them when none is near."""
    return nearest(name, known) or ", ".join(sorted(known)) or "–"


def _shown(text: str) -> str:
    """A piece of the author's text fit for one line."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(text.split()) or text)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
