"""Diagnostics to standard error, and the exit codes they lead to."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from engine.diagnostics.core import Diagnostic, Lang, has_errors, in_order
from engine.report.problems import pretty

INVALID_PACK = 3
INVALID_FACTS = 5


def tell(diagnostics: Sequence[Diagnostic], lang: Lang) -> bool:
    """Print all of them; whether there are errors among them."""
    if diagnostics:
        colour = sys.stderr is not None and sys.stderr.isatty()
        click.echo(pretty(in_order(diagnostics), lang, read_text, colour), err=True, color=colour)
    return has_errors(diagnostics)


def read_text(name: str) -> str | None:
    """The text of a file that a diagnostic speaks of, or None when it is not text."""
    path = Path(name)
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None


def width() -> int:
    return shutil.get_terminal_size((100, 24)).columns


class Bar:
    """A progress bar on a terminal for work over a second; nothing at all elsewhere."""

    def __init__(self, text: str) -> None:
        self.text, self.shown = text, False
        self.began = time.monotonic()

    def __call__(self, _: str, done: int, steps: int) -> None:
        if sys.stderr is None or not sys.stderr.isatty() or (not self.shown and time.monotonic() - self.began < 1):
            return
        self.shown = True
        filled = 30 * done // steps if steps else 30
        end = "\r\x1b[K" if done == steps else ""
        click.echo(f"\r{self.text} [{'█' * filled}{'·' * (30 - filled)}] {done}/{steps}{end}", nl=False, err=True)
