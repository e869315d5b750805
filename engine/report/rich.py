"""Text with words struck out and put in, before it is known whether it is printed or written as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from engine.report.characters import one_line
from engine.report.markdown import escaped_within


@dataclass(frozen=True, slots=True)
class Run:
    """`sign` is `-` for what was struck out, `+` for what was put in, nothing for the rest."""

    text: str
    sign: str = ""


Rich = tuple[Run, ...]

_CONTEXT = 6
"""Words kept on either side of a change."""

_ALIKE = 0.4
"""Texts less alike than this are shown whole, one after the other."""


def plain(text: str) -> Rich:
    return (Run(text),)


def joined(parts: Iterable[Rich | str]) -> Rich:
    return tuple(run for part in parts for run in (plain(part) if isinstance(part, str) else part))


def as_text(rich: Rich) -> str:
    signs = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[run.sign].format(_spaced(run.text, one_line(run.text))) for run in rich)


def as_markdown(rich: Rich) -> str:
    tags = {"": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}
    return "".join(tags[run.sign].format(_spaced(run.text, escaped_within(run.text))) for run in rich)


def _spaced(text: str, cleaned: str) -> str:
    """The cleaned text with the blanks that the text begins and ends with."""
    if not cleaned:
        return " " if text else ""
    return f"{' ' * text[:1].isspace()}{cleaned}{' ' * text[-1:].isspace()}"


def word_changes(old: str, new: str) -> Rich | None:
    """The words that changed, and a few around them; None when little is the same."""
    then, now = old.split(), new.split()
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    runs = list(_runs(matcher, then, now))
    return tuple(run for n, word in enumerate(runs) for run in ((Run(" "), word) if n else (word,)))


def _runs(matcher: SequenceMatcher[str], then: list[str], now: list[str]) -> Iterator[Run]:
    codes = matcher.get_opcodes()
    for n, (kind, a, a_end, b, b_end) in enumerate(codes):
        if kind == "equal":
            yield Run(_shortened(now[b:b_end], first=n == 0, last=n == len(codes) - 1))
            continue
        if a < a_end:
            yield Run(" ".join(then[a:a_end]), "-")
        if b < b_end:
            yield Run(" ".join(now[b:b_end]), "+")


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    if first and len(words) > _CONTEXT:
        words = ["…", *words[-_CONTEXT:]]
    elif last and len(words) > _CONTEXT:
        words = [*words[:_CONTEXT], "…"]
    elif len(words) > 2 * _CONTEXT:
        words = [*words[:_CONTEXT], "…", *words[-_CONTEXT:]]
    return " ".join(words)
