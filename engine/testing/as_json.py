"""Reports of tests for programs: stable keys, where each place begins and where it ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engine.diagnostics.core import Lang
from engine.report.json_problems import diagnostic_json, place_json
from engine.testing.coverage import Coverage, Element
from engine.testing.model import Outcome
from engine.testing.suite import Refused, Report, enough
from engine.version import VERSION


def to_json(reports: Sequence[Report | Refused], lang: Lang, wanted: Decimal | None) -> str:
    packs = [_pack(report, lang, wanted) for report in reports]
    made = {
        "format": "test-report/1",
        "engine": VERSION,
        "language": str(lang),
        "passed": all(pack["passed"] for pack in packs),
        "packs": packs,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _pack(report: Report | Refused, lang: Lang, wanted: Decimal | None) -> dict[str, Any]:
    tested = report if isinstance(report, Report) else None
    return {
        "folder": report.folder,
        "pack": tested.pack.passport.header.rule if tested is not None else None,
        "passed": tested is not None and tested.passed and enough(tested, wanted),
        "tests": [_test(outcome, lang) for outcome in tested.outcomes] if tested is not None else [],
        "problems": [diagnostic_json(problem, lang) for problem in report.problems],
        "coverage": _coverage(tested.coverage, lang) if tested is not None else None,
    }


def _coverage(found: Coverage, lang: Lang) -> dict[str, Any]:
    return {
        "percent": float(found.percent),
        "parts": {str(part): {"reached": reached, "all": count} for part, reached, count in found.by_part()},
        "elements": [_element(element, found, lang) for element in found.elements],
    }


def _element(element: Element, found: Coverage, lang: Lang) -> dict[str, Any]:
    reached = "reached" if element.name in found.reached else "missing"
    return {
        "name": element.name,
        "part": str(element.part),
        "rule": element.rule,
        "told": element.words(lang),
        "state": "unreachable" if element.name in found.waived else reached,
        **place_json(element.span),
    }


def _test(outcome: Outcome, lang: Lang) -> dict[str, Any]:
    test = outcome.test
    return {
        "name": test.name,
        "because": " ".join(test.because.split()),
        "confirmed": test.confirmed,
        "result": "passed" if outcome.passed else "invalid" if outcome.problems else "failed",
        **place_json(test.span),
        "mismatches": [
            {"path": m.path, "expected": m.expected, "got": m.got, **place_json(m.span)} for m in outcome.mismatches
        ],
        "problems": [diagnostic_json(problem, lang) for problem in outcome.problems],
        "why": [text for _, text in outcome.why],
    }
