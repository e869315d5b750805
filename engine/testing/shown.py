"""Reports of tests for a terminal: what failed, expected and got side by side, and why it came out so."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.decimals import format_decimal
from engine.diagnostics.core import Lang, Text
from engine.report.problems import pretty, visible
from engine.testing import words
from engine.testing.model import Mismatch, Outcome
from engine.testing.suite import Report, enough

ReadText = Callable[[str], str | None]
_SHORT = 40
"""Characters that stand side by side; longer texts stand one below the other."""
_SOME = 10
"""Elements not reached that are named when nobody asked for coverage."""


def to_text(report: Report, lang: Lang, read_text: ReadText, wanted: Decimal | None) -> str:
    return f"{report_text(report, lang, read_text)}\n{coverage_text(report, lang, wanted)}"


def report_text(report: Report, lang: Lang, read_text: ReadText) -> str:
    """Every test that failed in full, and the number of all."""
    blocks = []
    if report.problems:
        blocks.append(pretty(report.problems, lang, read_text, colour=False).rstrip("\n"))
    for outcome in report.outcomes:
        if not outcome.passed:
            blocks.append(failed_text(outcome, lang, read_text).rstrip("\n"))
    failed = sum(not outcome.passed for outcome in report.outcomes)
    unconfirmed = sum(not outcome.test.confirmed for outcome in report.outcomes)
    blocks.append(f"{visible(report.folder)}: {words.counted(len(report.outcomes), failed, unconfirmed, lang)}")
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
        words_of = element.words(lang)
        told = f" – {words_of}" if words_of else ""
        lines.append(visible(f"{say(words.MISSING)}: {element.name}{told} ({element.span})"))
    if len(shown) < len(found.missing):
        lines.append(say(words.MORE, count=len(found.missing) - len(shown)))
    lines += filter(None, [too_little(report, lang, wanted)])
    return "\n".join(lines) + "\n"


def too_little(report: Report, lang: Lang, wanted: Decimal | None) -> str:
    """That less is reached than is wanted; nothing when it is enough."""
    if wanted is None or enough(report, wanted):
        return ""
    percents = {"percent": format_decimal(report.coverage.percent, lang), "wanted": format_decimal(wanted, lang)}
    return words.TOO_LITTLE.fill(lang, percents)


def failed_text(outcome: Outcome, lang: Lang, read_text: ReadText) -> str:
    """A test that failed: expected and got side by side at the place of the expectation, and why it came out so."""
    return "".join(f"{line}\n" for line in _failed(outcome, lang, read_text))


def _failed(outcome: Outcome, lang: Lang, read_text: ReadText) -> Iterator[str]:
    def say(text: Text) -> str:
        return text.fill(lang, {})

    test = outcome.test
    verdict = say(words.INVALID if outcome.problems else words.FAILED)
    mark = "" if test.confirmed else f" ({say(words.UNCONFIRMED)})"
    yield visible(f"{verdict}: {test.name}{mark} – {test.span}")
    if outcome.problems:
        yield textwrap.indent(pretty(outcome.problems, lang, read_text, colour=False).rstrip("\n"), "  ")
        return
    for mismatch in outcome.mismatches:
        yield visible(f"  {mismatch.span}: {mismatch.path}")
        yield from _side_by_side(mismatch, lang)
    yield visible(f"  {say(words.BECAUSE)}: {' '.join(test.because.split())}")
    for _, text in outcome.why:
        yield f"  {say(words.WHY)}:"
        yield textwrap.indent(text.rstrip("\n"), "    ")


def _side_by_side(mismatch: Mismatch, lang: Lang) -> Iterator[str]:
    got = words.NOTHING.fill(lang, {}) if mismatch.got is None else mismatch.got
    expected, label, other = mismatch.expected, words.EXPECTED.fill(lang, {}), words.GOT.fill(lang, {})
    if len(expected) <= _SHORT and len(got) <= _SHORT:
        yield f"    {words.side_by_side(expected, mismatch.got, lang)}"
    else:
        indent = max(len(label), len(other))
        yield f"    {label:<{indent}}: {expected}"
        yield f"    {other:<{indent}}: {got}"
