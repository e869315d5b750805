"""Raise the version of an item where it stands: the correction of a version."""

from __future__ import annotations

from pathlib import Path

from engine.checks.lock import changed_parts
from engine.diagnostics.core import Lang, Text
from engine.pack.items import PACK, Item
from engine.pack.versioning import bumped, version_node
from engine.pack.versions import Step, Version, raised, step_between, written
from engine.workflows.editing import Changed, OpenedPack, found, free_version, write
from engine.workflows.partial import alone

_PACK = Text("Rule pack", "Комплект правил")
_BUMPED = Text("{what}: version {new} instead of {old}.", "{what}: версия {new} вместо {old}.")
_CHANGED = {
    Step.PATCH: Text("Wording changed.", "Изменены формулировки."),
    Step.MINOR: Text("Rules changed.", "Изменены правила."),
    Step.MAJOR: Text("What others rely on changed.", "Изменено то, на что опираются другие правила и сведения."),
}


def bump(folder: Path, wanted: str, step: Step | None, message: str = "") -> Changed:
    """Raise the version of an item, or of the pack for its parts, and write it into the changelog.

    Without a step, as the change since the item was locked asks for; else a patch. Raises InvalidPack, UnknownItem,
    Refused, OSError.
    """
    with alone(folder):
        opened = OpenedPack.of(folder)
        item = found(wanted, opened)
        return _bump(item, opened, step, message) if item else _bump_pack(opened, step, message)


def _bump(item: Item, opened: OpenedPack, step: Step | None, message: str) -> Changed:
    needed = opened.change(item)
    new = free_version(item.name, item.version, opened, step or needed or Step.PATCH)
    entry = _entry(opened.called(item), item.version, new, needed, message, opened.lang)
    node = item.node.get("version")
    assert node is not None
    files = write(opened, Path(node.span.file), lambda text: [bumped(node, text, new)], entry)
    return Changed(item.name, item.version, new, files)


def _bump_pack(opened: OpenedPack, step: Step | None, message: str) -> Changed:
    items, lock = opened.items, opened.lock
    needed = max(changed_parts(items, lock).values(), default=None) if lock else None
    if lock and needed and lock.version < items.version and step_between(lock.version, items.version) >= needed:
        needed = None
    new = raised(items.version, step or needed or Step.PATCH)
    entry = _entry(_PACK.fill(opened.lang, {}), items.version, new, needed, message, opened.lang)
    node = version_node(next(d.root for d in opened.documents if d.format == PACK))
    file = Path(node.span.file)
    files = write(opened, file, lambda text: [bumped(node, text, new)], entry, released=written(new))
    return Changed(PACK, items.version, new, files)


def _entry(what: str, old: Version, new: Version, step: Step | None, message: str, lang: Lang) -> str:
    said = _BUMPED.fill(lang, {"what": what, "new": written(new), "old": written(old)})
    if not message and step is not None:
        message = _CHANGED[step].fill(lang, {})
    return f"{said} {message}".strip()
