"""Where a text needs quotes: only where some reader of YAML, not only ours, would take it for something else."""

from __future__ import annotations

from engine.pack.source import resolve

_OTHERWISE_READ = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Truths and nothings of YAML 1.1, in lower case."""

_MAY_BEGIN = "«„“(№"


def needs_quotes(text: str, *, in_brackets: bool) -> bool:
    """Whether a text of one line must stand in quotes. What begins with a digit keeps them: numbers of acts, days, ids
    are then written alike, whether or not they look like numbers.
    """
    if not text or not text.isprintable() or text != text.strip():
        return True
    if not (text[0].isalpha() or text[0] in _MAY_BEGIN) or text.lower() in _OTHERWISE_READ:
        return True
    if not isinstance(resolve(text), str) or ": " in text or " #" in text or text.endswith(":"):
        return True
    return any(char in text for char in ("[]{},:?" if in_brackets else "[]{}"))


def without_needless_quotes(written: str, text: str, *, in_brackets: bool) -> str:
    """A quoted scalar of one line as it is best written: plain, else in double quotes, else as it is."""
    if "\\" in written:
        return written
    if not needs_quotes(text, in_brackets=in_brackets):
        return text
    if written[0] == "'" and '"' not in text:
        return f'"{text}"'
    return written
