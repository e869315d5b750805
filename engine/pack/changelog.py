"""`CHANGELOG.md` of a pack: entries under a heading for what is new, which the version of the pack then takes over."""

from __future__ import annotations

import re

from engine.diagnostics.core import Lang, Text

NAME = "CHANGELOG.md"
_TITLE = Text("Changes of the rule pack", "Изменения комплекта правил")
_NEW = Text("Unreleased", "Новое")


def with_entry(text: str, entry: str, lang: Lang) -> str:
    """The changelog with an entry more, the last one of those that are new; an empty text is a changelog to begin."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines() or [f"# {_TITLE.fill(lang, {})}"]
    at = _new_section(lines)
    if at is None:
        at = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
        lines[at:at] = [*([] if not lines[at - 1].strip() else [""]), f"## {_NEW.fill(lang, {})}", ""]
        at = next(n for n in range(at, len(lines)) if lines[n].startswith("## "))
    last = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("## ")), len(lines))
    while last > at + 1 and not lines[last - 1].strip():
        last -= 1
    gap = [""] if last == at + 1 else []
    following = lines[last:]
    tail = [""] if following and following[0].strip() else []
    return end.join([*lines[:last], *gap, f"- {entry}", *tail, *following]).rstrip("\r\n") + end


def released(text: str, version: str, lang: Lang) -> str:
    """What was new is now of this version of the pack."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    at = _new_section(lines)
    if at is None:
        return text
    return end.join([*lines[: at + 1], "", f"## {version}", *lines[at + 1 :]]) + end


def _new_section(lines: list[str]) -> int | None:
    names = "|".join(re.escape(name) for name in (_NEW.en, _NEW.ru))
    heading = re.compile(rf"##\s+\[?({names})\]?\s*", re.IGNORECASE)
    return next((n for n, line in enumerate(lines) if heading.fullmatch(line)), None)
