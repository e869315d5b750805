"""Bad variants of the smallest valid pack: edits that mark, with ⟦ and ⟧, where the mistake is to be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.checks.registry import check_pack
from engine.diagnostics.core import Diagnostic, Lang, Span, in_order
from engine.pack.build import load_pack

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"

Edits = Sequence[tuple[str, str, str]]
"""Files, what is written in them once, and what to write instead; an empty text stands for the end of the file."""


@dataclass(frozen=True)
class Variant:
    """Everything that is wrong with a variant, and the places that its edits mark."""

    problems: tuple[Diagnostic, ...]
    marked: tuple[Span, ...]

    def told(self, lang: Lang = Lang.RU) -> list[str]:
        """Code, place and message of each; the first place marked is ⟦1⟧, others are given in full."""
        return [f"{p.code.id} {self._place(p.span)} {p.message(lang)}" for p in self.problems]

    def _place(self, span: Span) -> str:
        if span in self.marked:
            return f"⟦{self.marked.index(span) + 1}⟧"
        return f"{span}-{span.end_line}:{span.end_col}"


def variant(folder: Path, edits: Edits) -> Variant:
    """The minimal pack with `edits`, written to `folder`, loaded and checked."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(MINIMAL.glob("*.yaml"))}
    for name, old, new in edits:
        text = texts.get(name, "")
        assert not old or text.count(old) == 1, f"{name}: {old!r} is there {text.count(old)} times"
        texts[name] = text.replace(old, new) if old else text + new
    marked = tuple(span for name, text in texts.items() for span in marks(f"p/{name}", text))
    for name, text in texts.items():
        (folder / name).write_text(re.sub("[⟦⟧]", "", text), "utf-8")
    pack, problems = load_pack(folder, "p")
    return Variant(in_order((*problems, *(check_pack(pack) if pack else ()))), marked)


def marks(file: str, text: str) -> list[Span]:
    """Where the marked stretches of a text begin and end once the marks are taken out."""
    spans = []
    for match in re.finditer("⟦(.*?)⟧", text, re.DOTALL):
        start = _position(text[: match.start()])
        end = _position(text[: match.end()])
        spans.append(Span(file, *start, *end))
    return spans


def _position(before: str) -> tuple[int, int]:
    plain = re.sub("[⟦⟧]", "", before)
    return plain.count("\n") + 1, len(plain) - (plain.rfind("\n") + 1) + 1
