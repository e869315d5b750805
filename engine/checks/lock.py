"""A pack against its `pack.lock`: nothing changes, vanishes or comes back without its version saying so.

What a change asks for: a patch for words that people read (titles, bases, explanations), a minor version for what
decides results (limits, points, sources and their order, conditions, deadlines, texts of letters), a major one for
what others rely on (kind of measure, unit, outcomes, levels and kinds, addressees; retirement).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.diagnostics import lock as codes
from engine.diagnostics.core import Code, Diagnostic
from engine.pack.build import Document
from engine.pack.items import Item, Items, follows, items_of
from engine.pack.lockfile import Entry, Lock, lock_in
from engine.pack.versions import Step, free, raised, replacements, step_between, written

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
        last = max(locked, key=lambda entry: entry.version, default=None)
        if last is None:
            continue
        if last.retired:
            yield from _withdrawn(present, locked, last)
        else:
            yield from _versions(present, locked)


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


def _withdrawn(present: list[Item], locked: list[Entry], last: Entry) -> Iterator[Diagnostic]:
    """An item whose last version is retired: its versions may go and be corrected, but nothing new comes."""
    known = {entry.version for entry in locked}
    again = [i for i in present if not i.retired and i.version >= last.version]
    rest = [i for i in present if i not in again]
    yield from _kept(rest, locked, present)
    for retired in (True, False):
        missing = [e for e in _missing(rest, locked) if e.retired is retired]
        new = [i for i in rest if i.version not in known and i.retired is retired]
        pairs, _, added = _paired(missing, new)
        for entry, item in pairs:
            yield from _replaced(item, entry, present)
        again += [] if retired else added
    for item in again:
        params = {"item": item.name, "version": written(last.version)}
        yield Diagnostic(codes.REUSED, item.place("id"), params, (last.place,))


def _versions(present: list[Item], locked: list[Entry]) -> Iterator[Diagnostic]:
    known = {entry.version for entry in locked}
    yield from _kept(present, locked, present)
    pairs, vanished, added = _paired(_missing(present, locked), [i for i in present if i.version not in known])
    for entry, item in pairs:
        yield from _replaced(item, entry, present)
    for entry in vanished:
        if not entry.retired:
            params = {"item": entry.name, "version": written(entry.version)}
            yield Diagnostic(codes.VANISHED, entry.place, params)
    for item in added:
        yield from _beside(item, present, locked)


def _missing(present: list[Item], locked: list[Entry]) -> list[Entry]:
    there = {item.version for item in present}
    return [entry for entry in locked if entry.version not in there]


def _paired(missing: list[Entry], new: list[Item]) -> tuple[list[tuple[Entry, Item]], list[Entry], list[Item]]:
    """What stands where something stood, what is gone, and what was added."""
    gone, come = {e.version: e for e in missing}, {i.version: i for i in new}
    pairs = [(gone.pop(old), come.pop(now)) for old, now in replacements(gone, come)]
    return pairs, [*gone.values()], [*come.values()]


def _kept(items: list[Item], locked: list[Entry], everything: list[Item]) -> Iterator[Diagnostic]:
    """Locked versions that are still there are as they were."""
    there = {item.version: item for item in items}
    taken = {i.version for i in everything} | {e.version for e in locked}
    for entry in locked:
        item = there.get(entry.version)
        step = change(item, entry, everything) if item else None
        if item and step:
            params = {"item": item.name, "version": written(item.version), **_what(step)}
            params["next"] = written(free(item.version, step, taken))
            yield Diagnostic(codes.CHANGED, item.place("version"), params, (entry.place,))


def _replaced(item: Item, entry: Entry, everything: Iterable[Item]) -> Iterator[Diagnostic]:
    """A version that stands where a locked one stood: it is higher, and by enough."""
    step = change(item, entry, everything)
    params = {"item": item.name, "version": written(item.version), "locked": written(entry.version)}
    params["next"] = written(raised(entry.version, step or Step.PATCH))
    if item.version < entry.version:
        yield Diagnostic(codes.LOWERED, item.place("version"), params, (entry.place,))
    elif step is not None and step_between(entry.version, item.version) < step:
        yield Diagnostic(codes.RAISED_TOO_LITTLE, item.place("version"), params | _what(step), (entry.place,))


def _beside(item: Item, present: list[Item], locked: list[Entry]) -> Iterator[Diagnostic]:
    """A version from a later date on: higher than those before it, and by as much as it differs from the last."""
    earlier = sorted((i for i in present if i.since < item.since), key=lambda i: i.since)
    if not earlier:
        return
    before, taken = earlier[-1], {i.version for i in present} | {e.version for e in locked}
    step = before.digests.step_to(item.digests)
    then = {i.version for i in earlier}
    highest = max((e for e in locked if e.version in then), key=lambda e: e.version, default=None)
    params = {"item": item.name, "version": written(item.version)}
    if highest is not None and item.version < highest.version:
        params |= {
            "locked": written(highest.version),
            "next": written(free(highest.version, step or Step.MINOR, taken)),
        }
        yield Diagnostic(codes.LOWERED, item.place("version"), params, (highest.place,))
    elif step is not None and before.version < item.version and step_between(before.version, item.version) < step:
        params |= {"locked": written(before.version), "next": written(free(before.version, step, taken)), **_what(step)}
        yield Diagnostic(codes.RAISED_TOO_LITTLE, item.place("version"), params, (before.place("version"),))
