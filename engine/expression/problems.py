"""What the lexemes of a formula alone show to be wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.diagnostics import formula as codes
from engine.diagnostics.core import Code
from engine.diagnostics.suggest import nearest
from engine.expression.lexemes import Kind, Lexeme
from engine.expression.size import MOST_BRACKETS, MOST_CHARACTERS, MOST_LEVELS, MOST_PARTS, MOST_PRODUCTS
from engine.expression.tree import FUNCTIONS

_LONGEST_SHOWN = 40
_FOLLOWING = {
    "call": (",", ")"),
    "(": (")",),
    "CASE": ("WHEN",),
    "WHEN": ("THEN",),
    "THEN": ("WHEN", "ELSE", "END"),
    "ELSE": ("END",),
}
_STRUCTURE = frozenset(token for tokens in _FOLLOWING.values() for token in tokens)


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
    row = {"sums": MOST_LEVELS, "products": MOST_PRODUCTS}
    return FormulaProblem(codes.OVERSIZED, start, end, {"length": MOST_CHARACTERS, "brackets": MOST_BRACKETS, **row})


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
        yield from _structure(parts)
        if not parts[-1].ends_operand:
            yield problem_at(codes.UNFINISHED, parts[-1])


def _first_misplaced(parts: Sequence[Lexeme]) -> Lexeme | None:
    for n, part in enumerate(parts):
        if not _fits(part, parts[n - 1] if n else None, parts[n - 2] if n > 1 else None):
            return part
    return None


def _fits(part: Lexeme, before: Lexeme | None, earlier: Lexeme | None) -> bool:
    """Whether `part` may follow `before`, which follows `earlier`: operands and signs take turns."""
    if before is not None and before.token == "CASE":
        return part.token == "WHEN"
    if part.token == "NOT":
        return before is None or before.token in ("(", "WHEN", "AND", "OR")
    if part.token == "-":
        return before is None or before.token != "-" or (earlier is not None and earlier.ends_operand)
    return part.begins_operand is (before is None or not before.ends_operand)


def _structure(parts: Sequence[Lexeme]) -> Iterator[FormulaProblem]:
    """Brackets in pairs, commas between arguments only, the words of CASE in order; stops at the first wrong one."""
    opened: list[tuple[Lexeme, str]] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if part.token in ("(", "CASE"):
            call = before is not None and before.kind is Kind.FUNCTION
            opened.append((part, "call" if call else part.token))
            if len(opened) > MOST_BRACKETS:
                yield oversized(part.start, part.end)
                return
        elif part.token in _STRUCTURE:
            if not opened or part.token not in _FOLLOWING[opened[-1][1]]:
                yield misplaced(part)
                return
            yield from _advance(opened, part)
    if opened:
        yield problem_at(codes.UNFINISHED, opened[-1][0])


def _advance(opened: list[tuple[Lexeme, str]], part: Lexeme) -> Iterator[FormulaProblem]:
    """Takes `part` into the innermost of the `opened`: their first lexemes, and how far each has got."""
    first, reached = opened.pop()
    if reached == "THEN" and part.token == "END":
        yield problem_at(codes.CASE_WITHOUT_ELSE, first, part)
    if part.token not in (")", "END"):
        opened.append((first, reached if part.token == "," else part.token))


def _suggestion(name: str, known: Collection[str]) -> str:
    """The nearest known name; all of them when none is near."""
    return nearest(name, known) or ", ".join(sorted(known)) or "–"


def _shown(text: str) -> str:
    """A piece of the author's text fit for one line."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in " ".join(text.split()) or text)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
