"""Formulas of a pack as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from engine.decimals import format_decimal, parse_decimal
from engine.diagnostics.core import Lang
from engine.expression.lexemes import Kind, Lexeme, lexemes
from engine.report.docs import measure_phrases as phrases
from engine.report.docs.blocks import Item, put
from engine.report.explain_words import NAME
from engine.report.words import say

_SIGNS = {"*": "×", "/": "÷", "-": "−", "<>": "≠", "<=": "≤", ">=": "≥"}
_TIGHT_AFTER = ("(",)
_TIGHT_BEFORE = (")", ",")


def formula(text: str, lang: Lang) -> str:
    """With the signs of arithmetic, numbers of the language, and the engine's own names in words."""
    parts: list[str] = []
    before: Lexeme | None = None
    unary = False
    for lexeme in lexemes(text):
        if parts and not unary and not _is_tight(before, lexeme):
            parts.append(" ")
        unary = lexeme.token == "-" and (before is None or not before.ends_operand)
        parts.append(_shown(lexeme, lang))
        before = lexeme
    return "".join(parts)


def _is_tight(before: Lexeme | None, now: Lexeme) -> bool:
    if before is None or before.token in _TIGHT_AFTER or now.token in _TIGHT_BEFORE:
        return True
    return now.token == "(" and before.kind is Kind.FUNCTION


def _shown(lexeme: Lexeme, lang: Lang) -> str:
    match lexeme.kind:
        case Kind.NUMBER:
            value = parse_decimal(lexeme.text)
            return lexeme.text if value is None else format_decimal(value, lang)
        case Kind.NAME:
            return name(lexeme.text, lang)
        case Kind.SIGN if lexeme.token == ",":
            return ";" if lang is Lang.RU else ","
        case Kind.SIGN:
            return _SIGNS.get(lexeme.token, lexeme.token)
        case _:
            return lexeme.token


def name(written: str, lang: Lang) -> str:
    """The engine's own names of operands in words; those of the pack stand for themselves."""
    return say(NAME, written, lang)


def functions(text: str, lang: Lang) -> tuple[Item, ...]:
    """What the functions in a formula mean, each once."""
    called = {x.token for x in lexemes(text) if x.kind is Kind.FUNCTION or x.token == "CASE"}
    known: Mapping[str, object] = phrases.FUNCTION
    return tuple(Item(put(phrases.FUNCTION[token], lang)) for token in known if token in called)
