"""What is said about a user's mistake: where it is, what is wrong, how to mend it.

A mistake is a value, never an exception: checks yield `Diagnostic`s, everything is collected and told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Lang(StrEnum):
    """A language the engine speaks to people in."""

    RU = "ru"
    EN = "en"


class Severity(StrEnum):
    """By consequence: the result would be wrong or absent; may mislead; could be better."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; `{name}` marks a parameter."""

    en: str
    ru: str

    def fill(self, lang: Lang, params: Mapping[str, object]) -> str:
        """The message in `lang` with its parameters put in; parameters are data and are never parsed."""
        return (self.ru if lang is Lang.RU else self.en).format_map(params)


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of mistake. `id` is E, W or N and three digits: the hundreds name the area, the letter the severity."""

    id: str
    name: str
    text: Text
    hint: Text

    @property
    def severity(self) -> Severity:
        return {"E": Severity.ERROR, "W": Severity.WARNING, "N": Severity.NOTE}[self.id[0]]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file: lines and columns count characters from 1, the end is exclusive.

    `cell` names a place in a workbook (`Лист1!B7`); then line and column are those of the cell.
    """

    file: str
    line: int = 1
    col: int = 1
    end_line: int = 1
    end_col: int = 2
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.cell}" if self.cell else f"{self.file}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place; `related` are other places the message speaks of."""

    code: Code
    span: Span
    params: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Span, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def message(self, lang: Lang) -> str:
        return self.code.text.fill(lang, self.params)

    def hint(self, lang: Lang) -> str:
        return self.code.hint.fill(lang, self.params)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, then code, then message: the order in which they are always told; repeats are dropped."""
    unique = {(d.span, d.code.id, d.message(Lang.EN)): d for d in diagnostics}
    return tuple(unique[key] for key in sorted(unique))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)
