"""Files replaced whole: written beside their place first, and renamed into it when all of them are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.pack.files import real


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Give each file its content; when one cannot be written, none is changed.

    Raises OSError that names the file. A file reached through a link is replaced where it is; its rights stay.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            target = real(path)
            written.append((_beside(target, path, data), target))
        for partial, target in written:
            partial.replace(target)
    finally:
        for partial, _ in written:
            partial.unlink(missing_ok=True)


def write_report(path: Path, data: bytes) -> None:
    """Write a file whole, or into what is no file: a device, a pipe. Raises OSError that names it."""
    if path.is_file() or not path.exists():
        replace_files({path: data})
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _beside(target: Path, shown: Path, data: bytes) -> Path:
    """A new file with the content, in the folder of the target."""
    try:
        handle, name = tempfile.mkstemp(prefix=".partial-", dir=target.parent)
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        except OSError:
            partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(shown)) from error
    return partial


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
