"""The table of codes: every kind of mistake the engine tells of, and where its page is."""

from __future__ import annotations

from types import ModuleType

from engine.diagnostics import facts, formula, inference, judgements, operands, pack, rules, sense, shape, syntax
from engine.diagnostics.core import Code, Lang, Text

MODULES: tuple[ModuleType, ...] = (
    syntax,
    shape,
    sense,
    pack,
    formula,
    rules,
    operands,
    judgements,
    inference,
    facts,
)
"""The modules that codes are written in; each has its `CODES`."""


def all_codes() -> tuple[Code, ...]:
    """Every code, in the order of the numbers."""
    codes: list[Code] = [code for module in MODULES for code in module.CODES]
    return tuple(sorted(codes, key=lambda code: (code.id[1:], code.id[0])))


def wordings(code: Code) -> tuple[Code, ...]:
    """The code in all its words: one mistake may need different advice, see `shape`."""
    written = (value for module in MODULES for value in vars(module).values() if isinstance(value, Code))
    others = [other for other in written if other.id == code.id and other != code]
    return tuple(dict.fromkeys((code, *others)))


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
