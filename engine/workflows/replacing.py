"""Files replaced whole: written beside their place first, and renamed into it when all of them are written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.pack.files import real


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Give each file its content; when one cannot be written, none is changed.

    Raises OSError that names the file. A file reached through a link is replaced where it is; its rights stay.
    """
    written: list[tuple[Path, Path]] = []
    replaced: dict[Path, bytes | None] = {}
    try:
        for path, data in contents.items():
            target = real(path)
            written.append((_beside(target, path, data), target))
        for path, (partial, target) in zip(contents, written, strict=True):
            with _named(path):
                before = target.read_bytes() if target.exists() else None
                partial.replace(target)
            replaced[target] = before
    except OSError:
        _restore(replaced)
        raise
    finally:
        for partial, _ in written:
            partial.unlink(missing_ok=True)


def write_report(path: Path, data: bytes) -> None:
    """Write a file whole, or into what is no file: a device, a pipe. Raises OSError that names it."""
    if path.is_file() or not path.exists():
        replace_files({path: data})
        return
    with _named(path):
        path.write_bytes(data)


def _restore(replaced: Mapping[Path, bytes | None]) -> None:
    for target, before in replaced.items():
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What fails is told of the file that is meant, not of the one beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _beside(target: Path, shown: Path, data: bytes) -> Path:
    """A new file with the content, in the folder of the target."""
    with _named(shown):
        handle, name = tempfile.mkstemp(prefix=".partial-", dir=target.parent)
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
        except OSError:
            partial.unlink(missing_ok=True)
            raise
    return partial


def umask() -> int:
    """The rights that new files are not to have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
