"""Folders that one run at a time may change, and those written beside their place, to be renamed into it at the end.

A run holds a lock on its folder, which the system lets go when the run ends in whatever way. So a folder whose lock can
be had belongs to nobody. Where folders cannot be locked (Windows), nothing of other runs is touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PREFIX = ".partial-"


@contextmanager
def partial_folder(out: Path, name: str) -> Iterator[Path]:
    """A new folder in `out`; what has not been renamed away is removed at the end."""
    folder, lock = _made(out, name)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _let_go(lock)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other command that does the same changes the files of a folder."""
    lock = _lock(folder, wait=True)
    try:
        yield
    finally:
        _let_go(lock)


def remove_leftovers(out: Path) -> None:
    """Remove the folders in `out` of runs that are no more."""
    for folder in out.glob(f"{PREFIX}*"):
        lock = _lock(folder, wait=False)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            _let_go(lock)


def _made(out: Path, name: str) -> tuple[Path, int | None]:
    """The folder and its lock; another run may take a folder for a leftover before it is locked, and remove it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{name}-", dir=out))
        lock = _lock(folder, wait=True)
        if folder.exists():
            return folder, lock
        _let_go(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """The lock on a folder; None when somebody else holds it, or when there can be none."""
    if sys.platform == "win32":
        return None
    try:
        lock = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _let_go(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)
