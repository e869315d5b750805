"""Reports of tests for a terminal: what failed, expected and got side by side, and why it came out so."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.decimals import format_decimal
from engine.diagnostics.core import Lang, Text
from engine.report.problems import pretty
from engine.testing import words
from engine.testing.model import Mismatch, Outcome
from engine.testing.suite import Report

ReadText = Callable[[str], str | None]
_SHORT = 40
"""Characters that stand side by side; longer texts stand one below the other."""
_SOME = 10
"""Elements not reached that are named when nobody asked for coverage."""


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


def coverage_text(report: Report, lang: Lang, wanted: Decimal | None) -> str:
    """The table of what was reached, and what was not: all of it when so much is `wanted`, else the first of it."""

    def say(text: Text, **params: object) -> str:
        return text.fill(lang, params)

    found = report.coverage
    rows = [(say(words.PARTS[part]), str(reached), str(count)) for part, reached, count in found.by_part()]
    rows.append((say(words.IN_ALL), str(len(found.counted) - len(found.missing)), str(len(found.counted))))
    head = (say(words.COVERAGE), say(words.REACHED), say(words.ALL))
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(3)]
    lines = [f"{a:<{widths[0]}}  {b:>{widths[1]}}  {c:>{widths[2]}}" for a, b, c in (head, *rows)]
    lines[-1] += f"  {format_decimal(found.percent, lang)} %"
    shown = found.missing if wanted is not None else found.missing[:_SOME]
    for element in shown:
        told = f" – {element.told}" if element.told else ""
        lines.append(f"{say(words.MISSING)}: {element.name}{told} ({element.span})")
    if len(shown) < len(found.missing):
        lines.append(say(words.MORE, count=len(found.missing) - len(shown)))
    if wanted is not None and found.percent < wanted:
        percents = {"percent": format_decimal(found.percent, lang), "wanted": format_decimal(wanted, lang)}
        lines.append(say(words.TOO_LITTLE, **percents))
    return "\n".join(lines) + "\n"


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
