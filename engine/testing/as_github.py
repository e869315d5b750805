"""Reports of tests as commands of a GitHub workflow: what was expected, shown beside its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.diagnostics.core import Lang, Severity
from engine.report.github import annotation, commands
from engine.testing import words
from engine.testing.model import Outcome
from engine.testing.shown import too_little
from engine.testing.suite import Refused, Report


def to_github(reports: Sequence[Report | Refused], lang: Lang, wanted: Decimal | None) -> str:
    """A command for every mismatch and every mistake; nothing when all is well."""
    return "".join(command for report in reports for command in _commands(report, lang, wanted))


def _commands(report: Report | Refused, lang: Lang, wanted: Decimal | None) -> Iterator[str]:
    yield commands(report.problems, lang)
    if isinstance(report, Refused):
        return
    for outcome in report.outcomes:
        yield commands(outcome.problems, lang)
        yield from _mismatches(outcome, lang)
    message = too_little(report, lang, wanted)
    if message:
        yield annotation(Severity.ERROR, None, report.folder, message)


def _mismatches(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """The explanations stand with the first one whose they are."""
    told: set[str] = set()
    title = f"{words.FAILED.fill(lang, {})}: {outcome.test.name}"
    because = f"{words.BECAUSE.fill(lang, {})}: {' '.join(outcome.test.because.split())}"
    for mismatch in outcome.mismatches:
        why = [text for root, text in outcome.why if root in mismatch.roots and text not in told]
        told.update(why)
        explained = [line for text in why for line in (f"{words.WHY.fill(lang, {})}:", *text.rstrip("\n").split("\n"))]
        compared = words.side_by_side(mismatch.expected, mismatch.got, lang)
        yield annotation(Severity.ERROR, mismatch.span, title, mismatch.path, compared, because, *explained)
