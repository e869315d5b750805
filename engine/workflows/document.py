"""Write the documentation of a pack: a folder of Markdown pages, a single HTML page, or both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from engine.diagnostics.core import Lang
from engine.pack.model import Pack
from engine.report.docs.book import book
from engine.report.docs.html import GENERATOR, to_html
from engine.report.docs.markdown import FIRST_LINE, to_markdown
from engine.report.docs.tested import Tests
from engine.workflows.refused import Refused
from engine.workflows.replacing import replace_files

HTML_FILE = "index.html"


class DocsFormat(StrEnum):
    MARKDOWN = "markdown"
    HTML = "html"
    BOTH = "both"


def documented(pack: Pack, lang: Lang | None, tests: Tests, made_as: DocsFormat) -> dict[str, str]:
    """Names of files and their texts; in the language of the pack unless another is given."""
    made = book(pack, lang or Lang(pack.passport.language), tests)
    files = {} if made_as is DocsFormat.HTML else to_markdown(made)
    return files if made_as is DocsFormat.MARKDOWN else {**files, HTML_FILE: to_html(made)}


def write_documentation(files: Mapping[str, str], out: Path) -> tuple[Path, ...]:
    """Write the files into a folder, made when it is not there. Raises Refused, OSError.

    A file of the same name is replaced only when it was made so, too.
    """
    paths = {out / name: text.encode() for name, text in files.items()}
    for path in paths:
        if path.exists() and not _made_before(path):
            raise Refused(
                "{file} is there already and was not made by engine docs; choose another folder with --out",
                "файл {file} уже есть, и создан он не командой engine docs; укажите другую папку в --out",
                file=path.as_posix(),
            )
    out.mkdir(parents=True, exist_ok=True)
    replace_files(paths)
    return tuple(paths)


def _made_before(path: Path) -> bool:
    """By the line that such pages have and nobody writes by hand; that they speak of the command says nothing."""
    if not path.is_file():
        return False
    lines = path.read_bytes()[:2000].splitlines()
    return GENERATOR.encode() in lines if path.name == HTML_FILE else lines[:1] == [FIRST_LINE.encode()]
