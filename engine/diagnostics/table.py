"""The table of codes: every kind of mistake the engine tells of, and where its page is."""

from __future__ import annotations

from types import ModuleType

from engine.diagnostics import (
    fact_files,
    facts,
    formula,
    inference,
    judgements,
    lock,
    operands,
    pack,
    rule_tests,
    rules,
    sense,
    shape,
    syntax,
    upkeep,
)
from engine.diagnostics.core import Code, Lang, Text

MODULES: tuple[ModuleType, ...] = (
    syntax,
    shape,
    sense,
    pack,
    upkeep,
    formula,
    rules,
    operands,
    judgements,
    inference,
    lock,
    facts,
    rule_tests,
)
"""The modules that have `CODES`, in the order of their numbers."""

_WRITTEN = (*MODULES, fact_files)
"""Where codes are written in all their words; those of `fact_files` are among the codes of `facts`."""


def all_codes() -> tuple[Code, ...]:
    """Every code, in the order of the numbers."""
    codes: list[Code] = [code for module in MODULES for code in module.CODES]
    return tuple(sorted(codes, key=lambda code: (code.id[1:], code.id[0])))


def wordings(code: Code) -> tuple[Code, ...]:
    """The code in all its words: one mistake may need different advice, see `shape`."""
    others = [other for other in all_wordings() if other.id == code.id and other != code]
    return tuple(dict.fromkeys((code, *others)))


def all_wordings() -> tuple[Code, ...]:
    """Every code in each of its words, as the modules have them."""
    return tuple(value for module in _WRITTEN for value in vars(module).values() if isinstance(value, Code))


def page(code: Code, lang: Lang) -> str:
    """The page of a code in the documentation."""
    return f"docs/errors/{'' if lang is Lang.EN else f'{lang}/'}{code.id}.md"


class _Anything(dict[str, object]):
    """Stands for the parameters of a message that is told of no place."""

    def __missing__(self, key: str) -> str:
        return "" if key.startswith(("near_", "or_")) else "…"


def in_general(text: Text, lang: Lang) -> str:
    """A message without its parameters: «…» stands for each of them."""
    return text.fill(lang, _Anything())
