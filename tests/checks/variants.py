"""Bad variants of the smallest valid pack: edits that mark, with ⟦ and ⟧, where a mistake is to be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from engine.checks.registry import check_pack
from engine.diagnostics.core import Diagnostic, Lang, Span, in_order
from engine.pack.build import load_pack

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"


class Edit(NamedTuple):
    """In `file`, the text `old`, which is there once, becomes `new`; an empty `old` is the end of the file."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Variant:
    """Everything that is wrong with a variant, and the places that its edits mark."""

    problems: tuple[Diagnostic, ...]
    marked: tuple[Span, ...]

    def told(self) -> str:
        """Code, place, message and hint of each problem; a place that the edits mark is told by its number."""
        return "".join(
            f"\n{problem.code.id} {self._place(problem.span)}\n"
            + "".join(f"{problem.message(lang)}\n{problem.hint(lang)}\n" for lang in (Lang.RU, Lang.EN))
            for problem in self.problems
        )

    def _place(self, span: Span) -> str:
        if span in self.marked:
            return f"⟦{self.marked.index(span) + 1}⟧"
        return f"{span}-{span.end_line}:{span.end_col}"


def variant(folder: Path, edits: Sequence[Edit]) -> Variant:
    """The minimal pack with `edits`, written to `folder`, loaded and checked."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(MINIMAL.glob("*.yaml"))}
    for name, old, new in edits:
        text = texts.get(name, "")
        assert not old or text.count(old) == 1, f"{name}: {old!r} is there {text.count(old)} times"
        texts[name] = text.replace(old, new) if old else text + new
    for name, text in texts.items():
        (folder / name).write_text(re.sub("[⟦⟧]", "", text), "utf-8")
    pack, problems = load_pack(folder, "p")
    marked = tuple(span for name, text in texts.items() for span in marks(f"p/{name}", text))
    return Variant(in_order((*problems, *(check_pack(pack) if pack else ()))), marked)


def marks(file: str, text: str) -> list[Span]:
    """Where the marked stretches of a text begin and end once the marks are taken out."""
    return [
        Span(file, *_position(text[: match.start()]), *_position(text[: match.end()]))
        for match in re.finditer("⟦.*?⟧", text, re.DOTALL)
    ]


def _position(before: str) -> tuple[int, int]:
    plain = re.sub("[⟦⟧]", "", before)
    return plain.count("\n") + 1, len(plain) - (plain.rfind("\n") + 1) + 1


def read_case(text: str) -> tuple[list[Edit], str]:
    """Edits (`@ file`, then the old lines after `-` and the new ones after `+`), and what is told of them."""
    written, _, told = text.partition("\n\n")
    return [_edit(part.split("\n")) for part in written.removeprefix("@ ").split("\n@ ")], f"\n{told}"


def _edit(lines: list[str]) -> Edit:
    file, *changes = lines
    old, new = ([line[2:] for line in changes if line[0] == sign] for sign in "-+")
    return Edit(file, "\n".join(old), "\n".join(new))
