"""Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the text (OASIS Standard, 27 March 2020)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from engine.diagnostics.checked import CheckedPack, Suppressed
from engine.diagnostics.core import Code, Diagnostic, Lang, Span
from engine.diagnostics.table import all_codes, in_general, page
from engine.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

Object = dict[str, object]

_BRACKETS = re.compile(r"[\\\[\]]")


def to_sarif(packs: Sequence[CheckedPack], lang: Lang) -> str:
    """One run; what a pack suppresses is in it, marked as such, so that nothing is hidden from who looks closer."""
    told = [diagnostic for pack in packs for diagnostic in pack.diagnostics]
    suppressed = [one for pack in packs for one in pack.suppressed]
    ids = {d.code.id for d in (*told, *(one.diagnostic for one in suppressed))}
    rules = [code for code in all_codes() if code.id in ids]
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "engine",
                "semanticVersion": VERSION,
                "language": str(lang),
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(file)} for pack in packs for file in pack.files],
        "results": [
            *(_result(diagnostic, numbers, lang) for diagnostic in told),
            *(_suppressed(one, numbers, lang) for one in suppressed),
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code, lang: Lang) -> Object:
    explained = f"engine explain-error {code.id}"
    return {
        "id": code.id,
        "name": code.name,
        "shortDescription": {"text": _plain(in_general(code.text, lang))},
        "help": {"text": _plain(f"{in_general(code.hint, lang)} ({explained}; {page(code, lang)})")},
        "defaultConfiguration": {"level": str(code.severity)},
    }


def _result(diagnostic: Diagnostic, numbers: dict[str, int], lang: Lang) -> Object:
    result: Object = {
        "ruleId": diagnostic.code.id,
        "ruleIndex": numbers[diagnostic.code.id],
        "level": str(diagnostic.severity),
        "message": {"text": _plain(f"{diagnostic.message(lang)}\n{diagnostic.hint(lang)}")},
        "locations": [_location(diagnostic.span)],
    }
    related = [{"id": number, **_location(span)} for number, span in enumerate(diagnostic.related)]
    return result | ({"relatedLocations": related} if related else {})


def _suppressed(one: Suppressed, numbers: dict[str, int], lang: Lang) -> Object:
    """The suppression is written in the pack, hence external to the place it is about."""
    suppression = {"kind": "external", "status": "accepted", "justification": f"{one.reason} (→ {one.until})"}
    return _result(one.diagnostic, numbers, lang) | {"suppressions": [suppression]}


def _plain(text: str) -> str:
    """A text without placeholders (SARIF 2.1.0, 3.11.5) and embedded links (3.11.6), whatever a pack has put into it.

    Brackets that could make no link stay as they are, as the standard allows.
    """
    unlinked = _BRACKETS.sub(r"\\\g<0>", text) if "](" in text else text
    return unlinked.replace("{", "{{").replace("}", "}}")


def _location(span: Span) -> Object:
    """The end column is exclusive in SARIF as it is here. A cell of a workbook has no line: it is named instead."""
    if span.cell:
        cell = {"fullyQualifiedName": span.cell, "kind": "element"}
        return {"physicalLocation": {"artifactLocation": _artifact(span.file)}, "logicalLocations": [cell]}
    region = {
        "startLine": span.line,
        "startColumn": span.col,
        "endLine": span.end_line,
        "endColumn": span.end_col,
    }
    return {"physicalLocation": {"artifactLocation": _artifact(span.file), "region": region}}


def _artifact(file: str) -> Object:
    return {"uri": ("file://" if file.startswith("/") else "") + quote(file.encode("utf-8", "surrogateescape"))}
