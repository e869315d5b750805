"""Standard output whose reader may leave early, which says nothing about what a command found."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Unbroken(io.RawIOBase):
    """What nobody reads any more goes nowhere; a disk that is full is told by the name of the stream."""

    def __init__(self, raw: io.RawIOBase, name: str) -> None:
        self._raw, self._name = raw, name

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: ReadableBuffer) -> int | None:
        try:
            return self._raw.write(data)
        except BrokenPipeError:
            return memoryview(data).nbytes
        except OSError as failure:
            raise OSError(failure.errno, failure.strerror, self._name) from failure


def unbroken(stream: TextIO) -> TextIO:
    """The stream, which now can be written to whatever its reader does."""
    below: Any = stream.buffer
    raw = getattr(below, "raw", below)  # under PYTHONUNBUFFERED there is no buffer
    plain = io.BufferedWriter(_Unbroken(raw, stream.name))
    return io.TextIOWrapper(plain, stream.encoding, "backslashreplace", line_buffering=bool(stream.line_buffering))


def put(text: str, *, for_people: bool, colour: bool = False) -> None:
    """Print a report: for people in the encoding of their terminal, for programs in UTF-8 always."""
    click.echo(text if for_people else text.encode("utf-8", "backslashreplace"), nl=False, color=colour)
