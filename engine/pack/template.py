"""Texts with placeholders: `{name}`, `{name.part}`, `{name|format:argument,argument}`; `{{` and `}}` are braces.

There is no logic in a template: which text is right for which case is the condition's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagnostics import rules
from engine.diagnostics.core import Code
from engine.diagnostics.pack import near

PLURAL = "plural"
"""The only format: the number and the word that goes with it, of the forms for 1, 2 and 5 things."""

_FORMS_OF_PLURAL = 3
_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+")
_PLACEHOLDER = re.compile(r"([a-z][a-z0-9_]*)(?:\.([A-Za-z0-9][A-Za-z0-9._-]*))?(?:\|([a-z_]+)(?::(.*))?)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What is to be filled in; `start` and `end` count characters of the text from 0, braces included."""

    name: str
    part: str | None
    format: str | None
    arguments: tuple[str, ...]
    start: int
    end: int

    @property
    def path(self) -> str:
        """`name` or `name.part`: how values are looked up."""
        return self.name if self.part is None else f"{self.name}.{self.part}"


@dataclass(frozen=True, slots=True)
class Template:
    """Literal texts and placeholders in order; `{{` and `}}` are single braces already."""

    parts: tuple[str | Placeholder, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the characters from `start` up to `end` of a template."""

    code: Code
    start: int
    end: int
    params: Mapping[str, object]


def parse_template(text: str) -> tuple[Template, tuple[Problem, ...]]:
    """The template that `text` writes, and what is wrong with it; a broken placeholder is kept as literal text."""
    parts: list[str | Placeholder] = []
    problems: list[Problem] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token in ("{{", "}}"):
            parts.append(token[0])
        elif token[0] in "{}":
            part, wrong = _placeholder(token, found.start())
            parts.append(part)
            problems.extend(wrong)
        else:
            parts.append(token)
    return Template(tuple(_joined(parts))), tuple(problems)


def _placeholder(token: str, start: int) -> tuple[str | Placeholder, tuple[Problem, ...]]:
    end = start + len(token)
    if len(token) == 1:
        return token, (Problem(rules.UNBALANCED_BRACE, start, end, {"brace": token}),)
    match = _PLACEHOLDER.fullmatch(token[1:-1])
    if match is None:
        code = rules.NOT_A_PLACEHOLDER if token.partition("|")[0].isascii() else rules.NOT_IN_LATIN
        return token, (Problem(code, start, end, {"text": token}),)
    name, part, form, arguments = match.groups()
    placeholder = Placeholder(name, part, form, tuple((arguments or "").split(",")) if form else (), start, end)
    return placeholder, tuple(_format_problems(placeholder))


def _format_problems(placeholder: Placeholder) -> Iterator[Problem]:
    start, end = placeholder.start, placeholder.end
    if placeholder.format is None:
        return
    if placeholder.format != PLURAL:
        params = {"format": placeholder.format, **near(placeholder.format, (PLURAL,))}
        yield Problem(rules.UNKNOWN_FORMAT, start, end, params)
    elif len(placeholder.arguments) != _FORMS_OF_PLURAL or not all(a.strip() for a in placeholder.arguments):
        yield Problem(rules.PLURAL_FORMS, start, end, {"path": placeholder.path})


def _joined(parts: list[str | Placeholder]) -> Iterator[str | Placeholder]:
    """Neighbouring literal texts made one."""
    literal = ""
    for part in parts:
        if isinstance(part, str):
            literal += part
            continue
        if literal:
            yield literal
        literal = ""
        yield part
    if literal:
        yield literal
