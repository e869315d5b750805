"""`pack.lock`: the versions of everything in a pack, with digests of their content.

One line for each version of each item, so that changes are seen, and merged, line by line. What is retired stays on
record for good: its id is never given to anything else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from engine.diagnostics import lock as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import UNREADABLE_FILE
from engine.pack.digest import Digests
from engine.pack.files import content
from engine.pack.items import PACK, Item, Items, Part
from engine.pack.versions import Version, version_of, written

NAME = "pack.lock"
_FORMAT = "format: lock/1"
_HEAD = f"""\
# Записано командой engine lock, вручную не редактируется. Written by engine lock; not to be edited by hand.
{_FORMAT}
"""
_LINE = re.compile(
    r"(?P<kind>[a-z_]+)(:(?P<id>[^@\s]{1,200}))?(@(?P<version>[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}))?"
    r" (?P<words>[0-9a-f]{32}|-) (?P<rules>[0-9a-f]{32}|-) (?P<others>[0-9a-f]{32}|-)"
    r"( to:(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?( (?P<retired>retired))?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of an item as it was locked; `place` is its line in the file."""

    kind: str
    id: str
    version: Version
    digests: Digests
    until: date | None
    retired: bool
    place: Span = field(default=Span(""), compare=False)

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @property
    def rule(self) -> str:
        return f"{self.name}@{written(self.version)}"


@dataclass(frozen=True, slots=True)
class Lock:
    """`version` is that of the pack, which all of `parts` have."""

    version: Version
    parts: dict[str, Digests]
    entries: tuple[Entry, ...]


def lock_of(items: Items, before: Lock | None) -> Lock:
    """The lock of a pack as it is, with what was retired for good and is no longer there."""
    entries = [_entry(item) for item in items.items]
    last: dict[str, Version] = {}
    for item in items.items:
        last[item.name] = max(item.version, last.get(item.name, item.version))
    gone = [e for e in (before.entries if before else ()) if e.retired and e.version > last.get(e.name, (-1, 0, 0))]
    return Lock(
        items.version,
        {part.name: part.digests for part in sorted(items.parts, key=_place)},
        _sorted([*entries, *gone]),
    )


def _place(part: Part) -> tuple[object, ...]:
    return part.name != PACK, _natural(part.name)


def _entry(item: Item) -> Entry:
    return Entry(item.kind, item.id, item.version, item.digests, item.until, item.retired)


def _sorted(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.kind, _natural(e.id), e.version)))


def _natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """2.10 after 2.9."""
    pieces = re.split(r"([0-9]+)", name)
    return tuple((n % 2 == 1, int(p) if n % 2 else 0, p) for n, p in enumerate(pieces) if p)


def text_of(lock: Lock) -> str:
    parts = (f"{_part_name(name, lock)} {_digests(digests)}\n" for name, digests in lock.parts.items())
    return "".join([_HEAD, *parts, *(f"{_line(entry)}\n" for entry in lock.entries)])


def _part_name(name: str, lock: Lock) -> str:
    return f"{name}@{written(lock.version)}" if name == PACK else name


def _line(entry: Entry) -> str:
    until = [f"to:{entry.until.isoformat()}"] if entry.until else []
    return " ".join([entry.rule, _digests(entry.digests), *until, *(["retired"] if entry.retired else [])])


def _digests(digests: Digests) -> str:
    return f"{digests.words} {digests.rules} {digests.others}"


def lock_in(folder: Path, shown: str) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    """The lock of the pack in a folder, if it has one, and what is wrong with it."""
    path, name = folder / NAME, f"{shown}/{NAME}"
    if not os.path.lexists(path):
        return None, ()
    try:
        data = content(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (Diagnostic(UNREADABLE_FILE, Span(name), {"reason": reason}),)
    return read_lock(name, data)


def read_lock(shown: str, data: bytes) -> tuple[Lock | None, tuple[Diagnostic, ...]]:
    """The lock in a file; None with all that is wrong with it."""
    lines = data.decode("utf-8", errors="replace").splitlines()
    said = [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not said or said[0][1] != _FORMAT:
        first, text = said[0] if said else (1, "")
        return None, (_damaged(shown, first, text),)
    version: Version | None = None
    parts: dict[str, Digests] = {}
    entries: dict[str, Entry] = {}
    damaged: list[Diagnostic] = []
    for number, line in said[1:]:
        found, name = _LINE.fullmatch(line), line.split(" ")[0]
        entry = _read(found, Span(shown, number, 1, number, len(name) + 1)) if found else None
        if found is None or entry is None or name in parts or name in entries:
            damaged.append(_damaged(shown, number, line))
        elif found["version"] and found["kind"] != PACK:
            entries[name] = entry
        else:
            parts[entry.name] = entry.digests
            version = entry.version if found["version"] else version
    if version is None and not damaged:
        damaged.append(_damaged(shown, *said[0]))
    if damaged or version is None:
        return None, tuple(damaged)
    return Lock(version, parts, tuple(entries.values())), ()


def _damaged(shown: str, number: int, line: str) -> Diagnostic:
    return Diagnostic(codes.DAMAGED, Span(shown, number, 1, number, max(2, len(line) + 1)))


def _read(line: re.Match[str], place: Span) -> Entry | None:
    """None when it has a day that does not exist."""
    try:
        until = date.fromisoformat(line["until"]) if line["until"] else None
    except ValueError:
        return None
    digests = Digests(line["words"], line["rules"], line["others"])
    version = version_of(line["version"]) if line["version"] else (0, 0, 0)
    return Entry(line["kind"], line["id"] or "", version, digests, until, line["retired"] is not None, place)
