"""`CHANGELOG.md` of a pack: entries under a heading for what is new, which the version of the pack then takes over."""

from __future__ import annotations

import re

from engine.diagnostics.core import Lang, Text

NAME = "CHANGELOG.md"
_TITLE = Text("Changes of the rule pack", "Изменения комплекта правил")
_NEW = Text("Unreleased", "Новое")


_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADING = re.compile(r"##[ \t]")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")


def with_entry(text: str, entry: str, lang: Lang) -> str:
    """The changelog with an entry more, the last one of those that are new; an empty text is a changelog to begin.

    The entry becomes one line; every character that was there stays.
    """
    end = _line_end(text)
    lines = _LINE.findall(text) or [f"# {_TITLE.fill(lang, {})}{end}"]
    said = " ".join(part.strip() for part in entry.splitlines() if part.strip())
    headings = _headings(lines)
    at = _new_section(lines)
    if at is None:
        last = next(iter(headings), len(lines))
        new = ["" if last and not lines[last - 1].strip() else end, f"## {_NEW.fill(lang, {})}{end}", end]
    else:
        last = next((n for n in headings if n > at), len(lines))
        while last > at + 1 and not lines[last - 1].strip():
            last -= 1
        new = [end if last == at + 1 else ""]
    before = "".join(lines[:last])
    ended = "" if before.endswith(("\r", "\n")) or not before else end
    gap = end if last < len(lines) and lines[last].strip() else ""
    return "".join([before, ended, *new, f"- {said}{end}", gap, *lines[last:]])


def released(text: str, version: str) -> str:
    """What was new is now of this version of the pack."""
    end, lines = _line_end(text), _LINE.findall(text)
    at = _new_section(lines)
    if at is None:
        return text
    return "".join([*lines[: at + 1], end, f"## {version}{end}", *lines[at + 1 :]])


def _line_end(text: str) -> str:
    """As the first line ends."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _headings(lines: list[str]) -> list[int]:
    """Which lines begin sections: those outside code."""
    found: list[int] = []
    within = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line.rstrip("\r\n"))
        if within:
            if fence and fence["fence"].startswith(within) and not fence["info"].strip():
                within = ""
        elif fence and not (fence["fence"][0] == "`" and "`" in fence["info"]):
            within = fence["fence"]
        elif _HEADING.match(line):
            found.append(number)
    return found


def _new_section(lines: list[str]) -> int | None:
    names = "|".join(re.escape(name) for name in (_NEW.en, _NEW.ru))
    heading = re.compile(rf"##\s+\[?({names})\]?\s*", re.IGNORECASE)
    return next((n for n in _headings(lines) if heading.fullmatch(lines[n])), None)
