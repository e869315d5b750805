"""Diagnostics as JSON for programs: stable keys, both languages, where each place begins and where it ends."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from engine.diagnostics.checked import CheckedPack, Suppressed
from engine.diagnostics.core import Diagnostic, Lang, Severity, Span
from engine.diagnostics.table import page
from engine.version import VERSION


def to_json(packs: Sequence[CheckedPack], lang: Lang) -> str:
    told = [diagnostic for pack in packs for diagnostic in pack.diagnostics]
    made = {
        "format": "problems/1",
        "engine": VERSION,
        "language": str(lang),
        "summary": _summary(told) | {"suppressed": sum(len(pack.suppressed) for pack in packs)},
        "packs": [{"folder": pack.folder, "files": pack.files} | _summary(pack.diagnostics) for pack in packs],
        "diagnostics": [diagnostic_json(diagnostic, lang) for diagnostic in told],
        "suppressed": [_suppressed(one, lang) for pack in packs for one in pack.suppressed],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _summary(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    counts = Counter(d.severity for d in diagnostics)
    return {f"{severity}s": counts[severity] for severity in Severity}


def diagnostic_json(diagnostic: Diagnostic, lang: Lang) -> dict[str, object]:
    return {
        "code": diagnostic.code.id,
        "name": diagnostic.code.name,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message(lang),
        "messages": {str(each): diagnostic.message(each) for each in Lang},
        "hint": diagnostic.hint(lang),
        "hints": {str(each): diagnostic.hint(each) for each in Lang},
        **place_json(diagnostic.span),
        "related": [place_json(span) for span in diagnostic.related],
        "page": page(diagnostic.code, lang),
    }


def _suppressed(one: Suppressed, lang: Lang) -> dict[str, object]:
    return diagnostic_json(one.diagnostic, lang) | {"suppression": {"reason": one.reason, "until": one.until}}


def place_json(span: Span) -> dict[str, object]:
    """Lines and columns count characters from 1; the end is exclusive. `cell` is there in workbooks only."""
    place: dict[str, object] = {
        "file": span.file,
        "start": {"line": span.line, "column": span.col},
        "end": {"line": span.end_line, "column": span.end_col},
    }
    return place | ({"cell": span.cell} if span.cell else {})
