"""Write `pack.lock`, or tell how it differs from the pack."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics.core import Diagnostic, has_errors
from engine.pack.build import load_documents
from engine.pack.items import items_of
from engine.pack.lockfile import NAME, lock_in, lock_of, text_of
from engine.workflows.inputs import load_checked
from engine.workflows.partial import alone
from engine.workflows.refused import InvalidPack
from engine.workflows.replacing import replace_files


@dataclass(frozen=True, slots=True)
class Locked:
    """A lock as it was and as it is to be, line by line; `problems` are the warnings of the pack."""

    path: Path
    old: tuple[str, ...] | None
    new: tuple[str, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def changes(self) -> list[tuple[str, str]]:
        """`+`, `-` or `~` and the name of each item that came, went or changed."""
        old, new = (
            dict(line.split(" ", 1) for line in lines if _is_entry(line)) for lines in (self.old or (), self.new)
        )
        signs = {name: "~" if name in old else "+" for name in new if old.get(name) != new[name]}
        signs |= {name: "-" for name in old if name not in new}
        return [(signs[name], name) for name in dict.fromkeys([*new, *old]) if name in signs]

    @property
    def is_current(self) -> bool:
        return self.old == self.new


def _is_entry(line: str) -> bool:
    return " " in line and not line.startswith(("#", "format:"))


def lock_pack(folder: Path, *, write: bool) -> Locked:
    """Hold a pack against its lock, and write the new one when asked to and when it differs.

    Raises InvalidPack when the pack has errors, those against its present lock among them; OSError.
    """
    with alone(folder):
        return _lock(folder, write=write)


def _lock(folder: Path, *, write: bool) -> Locked:
    pack, problems = load_checked(folder)
    if pack is None or has_errors(problems):
        raise InvalidPack(problems)
    before, _ = lock_in(folder, folder.as_posix())
    path = folder / NAME
    text = text_of(lock_of(items_of(load_documents(folder)[2]), before))
    old = tuple(path.read_bytes().decode("utf-8", errors="replace").splitlines()) if path.is_file() else None
    locked = Locked(path, old, tuple(text.splitlines()), problems)
    if write and not locked.is_current:
        replace_files({path: text.encode()})
    return locked
