"""What was asked for cannot be done, and why, in both languages."""

from __future__ import annotations

from engine.diagnostics.core import Diagnostic, Lang, Text


class Refused(Exception):
    """The request does not fit what is there; nothing was written."""

    def __init__(self, en: str, ru: str, **params: object) -> None:
        super().__init__(en.format_map(params))
        self.text, self.params = Text(en, ru), params

    def message(self, lang: Lang) -> str:
        return self.text.fill(lang, self.params)


class UnknownItem(Exception):
    """No item of the pack has this name; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


class InvalidPack(Exception):
    """The pack has errors, which are to be told."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.problems = problems
