"""Which language to speak: `--lang`, else the environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from engine.cli.shown import printable
from engine.diagnostics.core import Lang, Text

_VARIABLES = ("ENGINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The last `--lang` of the command line that names a language, else the first variable that is set."""
    asked = [a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")]
    asked += [value for flag, value in pairwise(arguments) if flag == "--lang"]
    for value in reversed(asked):
        if value in tuple(Lang):
            return Lang(value)
    name = next((environment[v] for v in _VARIABLES if environment.get(v)), "")
    return Lang.RU if name.lower().startswith("ru") else Lang.EN


class Speaker:
    """Chooses between the two languages of a message; what it is filled with cannot end a line or steer a terminal."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, en: str, ru: str, /, **params: object) -> str:
        safe = {name: printable(value) if isinstance(value, str) else value for name, value in params.items()}
        return Text(en, ru).fill(self.lang, safe)
