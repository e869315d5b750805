"""Which files of a folder make up a pack."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic, Span, has_errors

SKIPPED_FOLDER = "tests"
"""Directly below a pack: tests of its rules, which are not rules."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as read; `shown` is its path as people are told it."""

    shown: str
    data: bytes


def real(path: Path) -> Path:
    """Where the links lead; one that leads to itself is left as it is, and will fail to be read."""
    return Path(os.path.realpath(path))


def content(path: Path) -> bytes:
    """The bytes of a file; a pipe or a device, which may never end, is not read. Raises OSError."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    return path.read_bytes()


def is_text(path: str) -> bool:
    """Whether the bytes of the path are UTF-8; else it can be shown and recorded nowhere."""
    return not any("\ud800" <= char <= "\udfff" for char in path)


def files_of(folder: Path, shown: str) -> tuple[list[File], list[Diagnostic]]:
    """The YAML files below `folder` in the order of their paths, and what is wrong with the folder and other files."""
    if not folder.is_dir():
        code = codes.NOT_A_FOLDER if folder.exists() else codes.NO_SUCH_FOLDER
        return [], [Diagnostic(code, Span(shown), {"folder": shown})]
    root = real(folder)
    files: list[File] = []
    problems: list[Diagnostic] = []
    for path in sorted(_paths(folder), key=lambda p: p.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        found = _read(path, root, f"{shown}/{name}") if is_text(name) else _not_text(f"{shown}/{name}")
        if isinstance(found, File):
            files.append(found)
        else:
            problems.append(found)
    if not files and not has_errors(problems):
        problems.append(Diagnostic(codes.EMPTY_FOLDER, Span(shown), {"folder": shown}))
    return files, problems


def _paths(folder: Path) -> Iterator[Path]:
    """Every file that is not passed over; folders are not entered through links."""
    for path in _listing(folder):
        skipped = path.name == SKIPPED_FOLDER and path.is_dir()
        if not skipped and not passed_over(path.name):
            yield from _below(path)


def _below(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for inner in _listing(path):
        if not passed_over(inner.name):
            yield from _below(inner)


def _listing(folder: Path) -> list[Path]:
    """What lies in a folder; a folder that cannot be listed stands for itself and will fail to be read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return [folder]


def passed_over(name: str) -> bool:
    """Whether a file or folder of a pack with this name is no rule."""
    return name.startswith((".", "README")) or name.endswith(".md") or name == "pack.lock"


def is_passed_over(name: str) -> bool:
    """Whether what lies at this path below a pack is not looked at."""
    parts = name.split("/")
    return parts[0] == SKIPPED_FOLDER or any(map(passed_over, parts))


def _not_text(shown: str) -> Diagnostic:
    return Diagnostic(codes.NAME_NOT_TEXT, Span(shown))


def _read(path: Path, root: Path, shown: str) -> File | Diagnostic:
    if path.is_symlink() and not real(path).is_relative_to(root):
        return Diagnostic(codes.LINK_OUTSIDE, Span(shown))
    if path.exists() and not path.is_dir() and not (path.is_file() and path.suffix == ".yaml"):
        return Diagnostic(codes.FOREIGN_FILE, Span(shown))
    try:
        return File(shown, path.read_bytes())
    except OSError as error:
        return Diagnostic(codes.UNREADABLE_FILE, Span(shown), {"reason": error.strerror or type(error).__name__})
