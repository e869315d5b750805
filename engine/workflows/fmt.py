"""Files of packs and fact sets in the one layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import NO_SUCH_FOLDER, UNREADABLE_FILE
from engine.pack.files import content
from engine.pack.layout import formatted
from engine.workflows.replacing import replace_files


@dataclass(frozen=True, slots=True)
class Formatted:
    """How many files were read, those that are laid out otherwise, and what is wrong with those not readable."""

    seen: int
    changed: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]


def format_files(paths: Iterable[Path], *, write: bool) -> Formatted:
    """Lay out the files, and the YAML files in the folders; what cannot be read is left alone. Raises OSError."""
    seen = 0
    new: dict[Path, bytes] = {}
    problems: list[Diagnostic] = []
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        try:
            data = content(path)
        except OSError as error:
            code = UNREADABLE_FILE if path.exists() else NO_SUCH_FOLDER
            params = {"reason": error.strerror or type(error).__name__, "folder": path.as_posix()}
            problems.append(Diagnostic(code, Span(path.as_posix()), params))
            continue
        seen += 1
        laid_out, wrong = formatted(path.as_posix(), data)
        problems += wrong
        if laid_out is not None and laid_out != data:
            new[path] = laid_out
    if write:
        replace_files(new)
    return Formatted(seen, tuple(new), tuple(problems))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*.yaml")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not file.is_symlink() and not hidden:
            yield file
