"""Reports of tests as JUnit XML: a suite for each pack, a case for each test.

What is wrong with a pack or with a file of tests is a case of its own that fails, and so is a required coverage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

from engine.diagnostics.core import Diagnostic, Lang
from engine.report.junit import failure_of, junit, xml_text
from engine.testing import words
from engine.testing.model import Outcome
from engine.testing.shown import ReadText, coverage_text, failed_text, too_little
from engine.testing.suite import Refused, Report

_COVERAGE = "coverage"


def to_junit(reports: Sequence[Report | Refused], lang: Lang, read_text: ReadText, wanted: Decimal | None) -> str:
    """Tests that pass and were not confirmed are told as skipped, since they do not count."""
    suites = ((report.folder, _cases(report, lang, read_text, wanted)) for report in reports)
    return junit("engine test", suites, ("failure", "skipped"))


def _cases(report: Report | Refused, lang: Lang, read_text: ReadText, wanted: Decimal | None) -> Iterator[ET.Element]:
    yield from _of_files(report.folder, report.problems, lang, read_text)
    if isinstance(report, Refused):
        return
    named = Counter((outcome.test.span.file, outcome.test.name) for outcome in report.outcomes)
    for outcome in report.outcomes:
        test = outcome.test
        # Of cases with one name, readers of these reports show a single one.
        again = f" ({test.span.line})" if named[test.span.file, test.name] > 1 else ""
        yield _case(report.folder, test.span.file, test.name + again, _parts(outcome, lang, read_text), test.span.line)
    if wanted is not None:
        yield _case(report.folder, report.folder, _COVERAGE, _of_coverage(report, lang, wanted))


def _of_files(folder: str, problems: Iterable[Diagnostic], lang: Lang, read_text: ReadText) -> Iterator[ET.Element]:
    by_file: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        by_file.setdefault(problem.span.file, []).append(problem)
    for file, told in by_file.items():
        yield _case(folder, file, _within(folder, file), [failure_of(told, lang, read_text)])


def _case(folder: str, file: str, name: str, parts: Iterable[ET.Element], line: int | None = None) -> ET.Element:
    place = {"file": xml_text(file)} | ({"line": str(line)} if line is not None else {})
    case = ET.Element("testcase", {"classname": xml_text(_within(folder, file)), "name": xml_text(name), **place})
    case.extend(parts)
    return case


def _within(folder: str, file: str) -> str:
    return file.removeprefix(f"{folder}/")


def _parts(outcome: Outcome, lang: Lang, read_text: ReadText) -> Iterator[ET.Element]:
    if outcome.problems:
        yield failure_of(outcome.problems, lang, read_text)
    elif outcome.mismatches:
        first, *more = outcome.mismatches
        message = words.side_by_side(first.expected, first.got, lang)
        others = f" (+{len(more)})" if more else ""
        failure = ET.Element("failure", type="mismatch", message=xml_text(f"{first.path}: {message}{others}"))
        failure.text = xml_text(failed_text(outcome, lang, read_text))
        yield failure
    elif not outcome.test.confirmed:
        yield ET.Element("skipped", message=words.UNCONFIRMED.fill(lang, {}))


def _of_coverage(report: Report, lang: Lang, wanted: Decimal) -> Iterator[ET.Element]:
    message = too_little(report, lang, wanted)
    if message:
        failure = ET.Element("failure", type=_COVERAGE, message=message)
        failure.text = xml_text(coverage_text(report, lang, wanted))
        yield failure
