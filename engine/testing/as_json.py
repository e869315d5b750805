"""Reports of tests for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.testing.model import Outcome
from engine.testing.suite import Report


def report_json(reports: Sequence[Report], lang: Lang, wanted: Decimal | None) -> str:
    """`{"passed": …, "packs": [{folder, tests, problems, coverage}]}`; places have a start and an end."""
    packs = [_pack(report, lang) for report in reports]
    passed = all(report.passed and (wanted is None or report.coverage.percent >= wanted) for report in reports)
    return json.dumps({"passed": passed, "packs": packs}, ensure_ascii=False, indent=1) + "\n"


def _pack(report: Report, lang: Lang) -> dict[str, Any]:
    return {
        "folder": report.folder,
        "pack": report.pack.passport.header.rule,
        "passed": report.passed,
        "tests": [_test(outcome, lang) for outcome in report.outcomes],
        "problems": [_problem(problem, lang) for problem in report.problems],
        "coverage": _coverage(report),
    }


def _coverage(report: Report) -> dict[str, Any]:
    found = report.coverage
    return {
        "percent": float(found.percent),
        "parts": {str(part): {"reached": reached, "all": count} for part, reached, count in found.by_part()},
        "elements": [
            {
                "name": e.name,
                "part": str(e.part),
                "rule": e.rule,
                "told": e.told,
                "state": "unreachable"
                if e.name in found.waived
                else "reached"
                if e.name in found.reached
                else "missing",
                **_place(e.span),
            }
            for e in found.elements
        ],
    }


def _test(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    test = outcome.test
    return {
        "name": test.name,
        "because": " ".join(test.because.split()),
        "confirmed": test.confirmed,
        "result": "passed" if outcome.passed else "invalid" if outcome.problems else "failed",
        **_place(test.span),
        "mismatches": [
            {"path": m.path, "expected": m.expected, "got": m.got, **_place(m.span)} for m in outcome.mismatches
        ],
        "problems": [_problem(problem, lang) for problem in outcome.problems],
        "why": [text for _, text in outcome.why],
    }


def _problem(problem: Diagnostic, lang: Lang) -> dict[str, Any]:
    return {
        "code": problem.code.id,
        "severity": str(problem.severity),
        "message": problem.message(lang),
        "hint": problem.hint(lang),
        **_place(problem.span),
    }


def _place(span: Span) -> dict[str, Any]:
    start, end = {"line": span.line, "col": span.col}, {"line": span.end_line, "col": span.end_col}
    return {"file": span.file, "start": start, "end": end}
