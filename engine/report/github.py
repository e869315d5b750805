"""Diagnostics as commands of a GitHub workflow, which its runner shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Diagnostic, Lang, Severity, Span
from engine.report.problems import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_github(packs: Sequence[CheckedPack], lang: Lang) -> str:
    """A line for each diagnostic; nothing when there is none."""
    return "".join(_command(diagnostic, lang) for pack in packs for diagnostic in pack.diagnostics)


def _command(diagnostic: Diagnostic, lang: Lang) -> str:
    properties = {**_place(diagnostic.span), "title": f"{diagnostic.code.id} {diagnostic.code.name}"}
    written = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in properties.items())
    cell = f"{diagnostic.span.cell}: " if diagnostic.span.cell else ""
    message = f"{visible(cell + diagnostic.message(lang))}\n{visible(diagnostic.hint(lang))}"
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(message)}\n"


def _place(span: Span) -> dict[str, object]:
    """The last column is inclusive there, and columns are refused where the place has several lines."""
    if span.cell:
        return {"file": span.file}
    lines = {"file": span.file, "line": span.line, "endLine": span.end_line}
    return lines | ({"col": span.col, "endColumn": span.end_col - 1} if span.line == span.end_line else {})


def _data(text: str) -> str:
    """As the runner reads it back: nothing in a text ends the line or begins another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
