"""Reports of tests for a terminal: what failed, expected and got side by side, and why it came out so."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from engine.diagnostics.core import Lang, Text
from engine.report.problems import pretty
from engine.testing import words
from engine.testing.model import Mismatch, Outcome
from engine.testing.suite import Report

ReadText = Callable[[str], str | None]
_SHORT = 40
"""Characters that stand side by side; longer texts stand one below the other."""


def report_text(report: Report, lang: Lang, read_text: ReadText, width: int) -> str:
    """Every test that failed in full, and the number of all."""
    blocks = []
    if report.problems:
        blocks.append(pretty(report.problems, lang, read_text, colour=False).rstrip("\n"))
    for outcome in report.outcomes:
        if not outcome.passed:
            blocks.append("\n".join(_failed(outcome, lang, read_text, width)))
    failed = sum(not outcome.passed for outcome in report.outcomes)
    unconfirmed = sum(not outcome.test.confirmed for outcome in report.outcomes)
    blocks.append(f"{report.folder}: {words.counted(len(report.outcomes), failed, unconfirmed, lang)}")
    return "\n\n".join(blocks) + "\n"


def _failed(outcome: Outcome, lang: Lang, read_text: ReadText, width: int) -> Iterator[str]:
    def say(text: Text) -> str:
        return text.fill(lang, {})

    test = outcome.test
    verdict = say(words.INVALID if outcome.problems else words.FAILED)
    mark = "" if test.confirmed else f" ({say(words.UNCONFIRMED)})"
    yield f"{verdict}: {test.name}{mark} – {test.span}"
    if outcome.problems:
        yield textwrap.indent(pretty(outcome.problems, lang, read_text, colour=False).rstrip("\n"), "  ")
        return
    for mismatch in outcome.mismatches:
        yield f"  {mismatch.span}: {mismatch.path}"
        yield from _side_by_side(mismatch, say)
    yield f"  {say(words.BECAUSE)}: {' '.join(test.because.split())}"
    for _, text in outcome.why:
        yield f"  {say(words.WHY)}:"
        yield textwrap.indent(text.rstrip("\n"), "    ")


def _side_by_side(mismatch: Mismatch, say: Callable[[Text], str]) -> Iterator[str]:
    got = say(words.NOTHING) if mismatch.got is None else mismatch.got
    expected, label, other = mismatch.expected, say(words.EXPECTED), say(words.GOT)
    if len(expected) <= _SHORT and len(got) <= _SHORT:
        yield f"    {label}: {expected} │ {other}: {got}"
    else:
        indent = max(len(label), len(other))
        yield f"    {label:<{indent}}: {expected}"
        yield f"    {other:<{indent}}: {got}"
