"""Check a pack, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.checks.registry import check_on
from engine.checks.suppressions import suppressed_apart
from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import in_order
from engine.pack.files import files_of
from engine.workflows.inputs import load_and_check


def validate(folder: Path, day: date) -> CheckedPack:
    """All that is wrong with the pack in a folder as seen on `day`, which only warnings depend on."""
    shown = folder.as_posix()
    pack, problems = load_and_check(folder)
    told, suppressed = suppressed_apart(pack, (*problems, *check_on(pack, day)), day) if pack else (problems, ())
    files = tuple(file.shown for file in files_of(folder, shown)[0])
    return CheckedPack(shown, files, in_order(told), suppressed)
