"""A pack against its `pack.lock`: nothing changes, vanishes or comes back without its version saying so.

What a change asks for: a patch for words that people read (titles, bases, explanations), a minor version for what
decides results (limits, points, sources and their order, conditions, deadlines, texts of letters), a major one for
what others rely on (kind of measure, unit, outcomes, levels and kinds, addressees; retirement).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from engine.diagnostics import lock as codes
from engine.diagnostics.core import Code, Diagnostic
from engine.pack.build import Document
from engine.pack.items import Item, Items, follows, items_of
from engine.pack.lockfile import Entry, Lock, lock_in
from engine.pack.versions import Step, raised, step_between, written

_NAMED = 3
"""How many changed parts a message names."""


def check_lock(folder: Path, documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """What `pack.lock`, if there is one in the folder of a pack, has against the pack's files."""
    lock, problems = lock_in(folder, folder.as_posix())
    yield from problems
    if lock is not None:
        yield from lock_problems(items_of(documents), lock)


def lock_problems(items: Items, lock: Lock) -> Iterator[Diagnostic]:
    """Where the pack does not agree with its lock; an item or version that was never locked is new, and fine."""
    yield from _parts(items, lock)
    known: dict[str, tuple[list[Item], list[Entry]]] = {}
    for entry in lock.entries:
        known.setdefault(entry.name, ([], []))[1].append(entry)
    for item in items.items:
        known.setdefault(item.name, ([], []))[0].append(item)
    for present, locked in known.values():
        if locked and all(entry.retired for entry in locked):
            yield from _reused(present, locked)
        else:
            yield from _versions(present, locked, tuple(present))


def changed_parts(items: Items, lock: Lock) -> dict[str, Step]:
    """Parts of the pack that changed, came or went, and the step each asks for."""
    now = {part.name: part.digests for part in items.parts}
    steps: dict[str, Step | None] = dict.fromkeys(lock.parts.keys() - now.keys(), Step.MAJOR)
    steps |= dict.fromkeys(now.keys() - lock.parts.keys(), Step.MINOR)
    steps |= {name: lock.parts[name].step_to(now[name]) for name in now.keys() & lock.parts.keys()}
    return {name: step for name in sorted(steps) if (step := steps[name])}


def change(item: Item, entry: Entry, everything: Iterable[Item]) -> Step | None:
    """How much a version of an item has changed since it was locked.

    To end where the next version begins changes nothing: the days after are those of the next version.
    """
    step = entry.digests.step_to(item.digests)
    closed = entry.until is None and follows(item, everything)
    if item.until != entry.until and not closed:
        return max(step or Step.MINOR, Step.MINOR)
    return step


def _parts(items: Items, lock: Lock) -> Iterator[Diagnostic]:
    steps = changed_parts(items, lock)
    if items.version < lock.version:
        yield _told(codes.LOWERED, items, "pack", lock, Step.PATCH)
    elif steps and items.version == lock.version:
        names = [*steps][:_NAMED] + (["…"] if len(steps) > _NAMED else [])
        step = max(steps.values())
        params = {"parts": ", ".join(names), "version": written(items.version)}
        params["next"] = written(raised(lock.version, step))
        yield Diagnostic(codes.PACK_CHANGED, items.place, params)
    elif steps and step_between(lock.version, items.version) < max(steps.values()):
        yield _told(codes.RAISED_TOO_LITTLE, items, "pack", lock, max(steps.values()))


def _told(code: Code, items: Items, name: str, lock: Lock, step: Step) -> Diagnostic:
    params = {
        "item": name,
        "version": written(items.version),
        "locked": written(lock.version),
        "next": written(raised(lock.version, step)),
        **_what(step),
    }
    return Diagnostic(code, items.place, params)


def _what(step: Step) -> dict[str, str]:
    return {"what_en": codes.WHAT[step].en, "what_ru": codes.WHAT[step].ru}


def _reused(present: list[Item], locked: list[Entry]) -> Iterator[Diagnostic]:
    last = max(locked, key=lambda entry: entry.version)
    for item in present:
        if not item.retired:
            params = {"item": item.name, "version": written(last.version)}
            yield Diagnostic(codes.REUSED, item.place("id"), params, (last.place,))


def _versions(present: list[Item], locked: list[Entry], everything: tuple[Item, ...]) -> Iterator[Diagnostic]:
    known = {entry.version for entry in locked}
    still = {item.version: item for item in present}
    for entry in locked:
        if entry.version in still:
            yield from _changed(still[entry.version], entry, everything, present, locked)
    missing = sorted((e for e in locked if e.version not in still), key=lambda e: e.version)
    new = sorted((i for i in present if i.version not in known), key=lambda i: i.version)
    for gone, replacement in zip_longest(missing, new):
        if gone is None:
            continue
        if replacement is None:
            if not gone.retired:
                params: dict[str, object] = {"item": gone.name, "version": written(gone.version)}
                yield Diagnostic(codes.VANISHED, gone.place, params)
        else:
            yield from _replaced(replacement, gone, everything)


def _changed(
    item: Item, entry: Entry, everything: tuple[Item, ...], present: list[Item], locked: list[Entry]
) -> Iterator[Diagnostic]:
    step = change(item, entry, everything)
    if step is None:
        return
    taken = {i.version for i in present} | {e.version for e in locked}
    following = raised(item.version, step)
    while following in taken:
        following = raised(following, step)
    params = {"item": item.name, "version": written(item.version), "next": written(following), **_what(step)}
    yield Diagnostic(codes.CHANGED, item.place("version"), params, (entry.place,))


def _replaced(item: Item, entry: Entry, everything: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """A version that stands where a locked one stood: it is higher, and by enough."""
    step = change(item, entry, everything)
    params = {"item": item.name, "version": written(item.version), "locked": written(entry.version)}
    params["next"] = written(raised(entry.version, step or Step.PATCH))
    if item.version < entry.version:
        yield Diagnostic(codes.LOWERED, item.place("version"), params, (entry.place,))
    elif step is not None and step_between(entry.version, item.version) < step:
        yield Diagnostic(codes.RAISED_TOO_LITTLE, item.place("version"), params | _what(step), (entry.place,))
