"""Which files a fact set consists of."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import fact_files as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack.files import is_text, real

MAX_BYTES = 256 * 1024 * 1024
"""For files that are read whole; Parquet files may be of any size."""

EVIDENCE_FOLDER = "evidence"
"""Documents that prove facts lie there; it is not read."""

_PASSED_OVER_SUFFIXES = (".md", ".txt")
_PASSED_OVER_PREFIXES = (".", "~$", "README", "Thumbs.db", "desktop.ini")
KINDS = {
    ".csv": "CSV",
    ".xlsx": "XLSX",
    ".ods": "ODS",
    ".json": "JSON",
    ".yaml": "YAML",
    ".yml": "YAML",
    ".parquet": "Parquet",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the set. `data` is empty for Parquet, which is read in place."""

    name: str
    kind: str
    path: Path
    sha256: str
    data: bytes


def list_files(folder: Path) -> tuple[tuple[File, ...], tuple[Diagnostic, ...]]:
    """The files to be read, sorted by name, and what is wrong with the rest; the folder itself has the name ""."""
    if not folder.is_dir():
        return (), (Diagnostic(codes.NO_FOLDER, Span(""), {"folder": folder.as_posix()}),)
    try:
        paths = sorted(_paths(folder), key=lambda path: same_name(path.name))
    except OSError:
        return (), (Diagnostic(codes.UNREADABLE_FILE, Span(""), {"file": folder.as_posix()}),)
    found = [_file(path, real(folder)) for path in paths]
    files = tuple(f for f in found if isinstance(f, File))
    return files, tuple(f for f in found if isinstance(f, Diagnostic))


def _paths(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.name.startswith(_PASSED_OVER_PREFIXES) and not _is_passed_over(path):
            yield path


def _is_passed_over(path: Path) -> bool:
    return path.name == EVIDENCE_FOLDER if path.is_dir() else path.suffix.lower() in _PASSED_OVER_SUFFIXES


def same_name(name: str) -> str:
    """The name of a file as everybody writes it: some systems keep й as two characters."""
    return unicodedata.normalize("NFC", name)


def _file(path: Path, root: Path) -> File | Diagnostic:
    name = same_name(path.name)
    kind = KINDS.get(path.suffix.lower())
    if not is_text(str(path.absolute() if kind == "Parquet" else name)):
        return Diagnostic(codes.NAME_NOT_TEXT, Span(name))
    if path.is_symlink() and not real(path).is_relative_to(root):
        return Diagnostic(codes.OUTSIDE_FOLDER, Span(name), {"file": name})
    if path.is_dir():
        return Diagnostic(codes.UNREAD_FOLDER, Span(name), {"folder": name})
    if path.exists() and (kind is None or not path.is_file()):
        return Diagnostic(codes.UNSUPPORTED_FILE, Span(name), {"file": name})
    try:
        return _read(name, kind or "", path)
    except OSError:
        return Diagnostic(codes.UNREADABLE_FILE, Span(name), {"file": name})


def _read(name: str, kind: str, path: Path) -> File | Diagnostic:
    size = path.stat().st_size
    if kind == "Parquet":
        with path.open("rb") as stream:
            return File(name, kind, path, hashlib.file_digest(stream, "sha256").hexdigest(), b"")
    if size > MAX_BYTES:
        return Diagnostic(codes.TOO_LARGE, Span(name), {"size": size >> 20, "limit": MAX_BYTES >> 20})
    data = path.read_bytes()
    return File(name, kind, path, hashlib.sha256(data).hexdigest(), data)
