"""A formula: scalar arithmetic over names, such as `100 * trained / total`.

It knows numbers, names, + - * /, unary minus, brackets, the functions of `tree.FUNCTIONS` and CASE WHEN … THEN … ELSE …
END; nothing else can be written in one. Words and functions may be in small letters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from engine.expression.lexemes import Kind, Lexeme, lexemes
from engine.expression.problems import FormulaProblem, arrangement, oversized, vocabulary
from engine.expression.size import MOST_CHARACTERS, MOST_LEVELS, MOST_WORK, levels, work
from engine.expression.tree import Value


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula free of mistakes; `names` are those it uses, sorted. Two are equal when their texts are."""

    text: str
    names: tuple[str, ...]
    tree: Value = field(repr=False, compare=False)


def parse_formula(text: str, known: Collection[str]) -> Formula | tuple[FormulaProblem, ...]:
    """The formula that `text` writes over the `known` names, or all that is wrong with it, in the order of the text.

    Any text whatever gives an answer, quickly, and without an exception.
    """
    if len(text) > MOST_CHARACTERS:
        return (oversized(MOST_CHARACTERS, len(text)),)
    parts = lexemes(text)
    if problems := tuple(vocabulary(parts, known)) or tuple(arrangement(parts)):
        return problems
    return _formula(text, parts)


def fill(formula: Formula, values: Mapping[str, str]) -> str:
    """The formula with numbers, as text, in place of the names; negative ones in brackets: `100 * 45 / (-60)`."""
    filled, reached = "", 0
    for part in lexemes(formula.text):
        if part.kind is Kind.NAME:
            filled += formula.text[reached : part.start] + _bracketed(values[part.text])
            reached = part.end
    return filled + formula.text[reached:]


def _formula(text: str, parts: tuple[Lexeme, ...]) -> Formula | tuple[FormulaProblem, ...]:
    from engine.expression.reading import read  # imports sqlglot

    tree = read(parts)
    if isinstance(tree, tuple):
        return tree
    if levels(tree) > MOST_LEVELS or work(tree) > MOST_WORK:
        return (oversized(parts[0].start, parts[-1].end),)
    return Formula(text, tuple(sorted({part.text for part in parts if part.kind is Kind.NAME})), tree)


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith(("-", "\N{MINUS SIGN}")) else number
