"""What a check of packs found, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Lang, Severity, Text, has_errors
from engine.report.problems import ReadText, pretty, visible

_NO_ERRORS = Text("{folder}: no errors", "{folder}: ошибок нет")
_SUPPRESSED = Text("suppressed by the pack: {count}", "подавлено в комплекте: {count}")
_EXPLAINED = Text("What a code means: engine explain-error {code}", "Что означает код: engine explain-error {code}")


def to_text(packs: Sequence[CheckedPack], lang: Lang, read_text: ReadText, colour: bool) -> str:
    told = [diagnostic for pack in packs for diagnostic in pack.diagnostics]
    return pretty(told, lang, read_text, colour) + "".join(f"{line}\n" for line in _closing(packs, lang))


def _closing(packs: Sequence[CheckedPack], lang: Lang) -> Iterator[str]:
    told = [diagnostic for pack in packs for diagnostic in pack.diagnostics]
    suppressed = sum(len(pack.suppressed) for pack in packs)
    if suppressed:
        yield _SUPPRESSED.fill(lang, {"count": suppressed})
    if told:
        gravest = next((diagnostic for diagnostic in told if diagnostic.severity is Severity.ERROR), told[0])
        yield _EXPLAINED.fill(lang, {"code": gravest.code.id})
    for pack in packs:
        if not has_errors(pack.diagnostics):
            yield _NO_ERRORS.fill(lang, {"folder": visible(pack.folder)})
