"""Diagnostics as commands of a GitHub workflow, which its runner shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Diagnostic, Lang, Severity, Span
from engine.report.problems import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def to_github(packs: Sequence[CheckedPack], lang: Lang) -> str:
    """A line for each diagnostic; nothing when there is none."""
    return commands([diagnostic for pack in packs for diagnostic in pack.diagnostics], lang)


def commands(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    return "".join(_command(diagnostic, lang) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, lang: Lang) -> str:
    cell = f"{diagnostic.span.cell}: " if diagnostic.span.cell else ""
    title = f"{diagnostic.code.id} {diagnostic.code.name}"
    return annotation(
        diagnostic.severity, diagnostic.span, title, cell + diagnostic.message(lang), diagnostic.hint(lang)
    )


def annotation(severity: Severity, span: Span | None, title: str, *lines: str) -> str:
    """A command that shows the lines at a place, or at none."""
    properties = {**(_place(span) if span is not None else {}), "title": title}
    written = ",".join(f"{key}={_property(visible(str(value)))}" for key, value in properties.items())
    message = "\n".join(map(visible, lines))
    return f"::{_COMMANDS[severity]} {written}::{_data(message)}\n"


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
