"""What a dry run tells: the files that would be read, the periods, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from tabulate import tabulate

from engine.diagnostics.core import Lang, Text
from engine.facts.read import FileRead
from engine.report.text import requests_text
from engine.result import Results

_HEAD = (
    Text("file", "файл"),
    Text("rows", "строк"),
    Text("facts", "сведений"),
    Text("blank", "пустых"),
    Text("rejected", "отклонено"),
)
_PERIODS = Text("Periods: {periods}. Entities: {entities}.", "Периоды: {periods}. Сущностей: {entities}.")
_NOTHING = Text("Nothing is missing.", "Все сведения есть.")


def reading_text(files: Iterable[FileRead], results: Results, lang: Lang, width: int) -> str:
    """Nothing was written: this only says what would be."""
    rows = [(f.name, f.rows, f.facts, f.blank, f.rejected) for f in files]
    table = tabulate(rows, [h.fill(lang, {}) for h in _HEAD], tablefmt="simple", disable_numparse=True)
    periods = ", ".join(p.id for p in results.periods)
    said = _PERIODS.fill(lang, {"periods": periods, "entities": len(results.entities)})
    missing = requests_text(results, lang, width) if results.requests else _NOTHING.fill(lang, {})
    return f"{table}\n\n{said}\n\n{missing}"
