"""A pack whose items are about to be changed: which item is meant, and writing it with its changelog."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.checks.lock import change, lock_problems
from engine.diagnostics.core import Lang, Text, has_errors
from engine.diagnostics.lock import RAISED_TOO_LITTLE
from engine.pack import changelog
from engine.pack.build import Document, load_documents, read_document
from engine.pack.digest import Digests
from engine.pack.edit import Edit, FileText
from engine.pack.files import File, is_text
from engine.pack.items import PACK, Item, Items, items_of
from engine.pack.lockfile import Entry, Lock, lock_in
from engine.pack.versions import Step, Version, free, step_between, version_of, written
from engine.workflows.refused import InvalidPack, Refused, UnknownItem
from engine.workflows.replacing import replace_files

_KINDS = {
    "constant": Text("Constant {id}", "Постоянная {id}"),
    "direction": Text("Direction {id}", "Направление {id}"),
    "indicator": Text("Indicator {id}", "Показатель {id}"),
    "recommendation": Text("Recommendation {id}", "Рекомендация {id}"),
    "request": Text("Request {id}", "Запрос {id}"),
    "source": Text("Source {id}", "Источник {id}"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done: the item, its versions before and after, and the files written."""

    name: str
    old: Version
    new: Version
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack whose files have no errors; what its rules say may be wrong, for then there is something to correct."""

    folder: Path
    documents: tuple[Document, ...]
    items: Items
    lock: Lock | None
    lang: Lang

    @classmethod
    def of(cls, folder: Path) -> OpenedPack:
        """Raises InvalidPack."""
        pack, problems, documents = load_documents(folder)
        if pack is None:
            raise InvalidPack(problems)
        lock, damaged = lock_in(folder, folder.as_posix())
        if damaged:
            raise InvalidPack(damaged)
        lang = Lang.RU if pack.passport.language == "ru" else Lang.EN
        return cls(folder, documents, items_of(documents), lock, lang)

    def document(self, file: str) -> Document:
        return next(d for d in self.documents if d.root.span.file == file)

    def locked(self, item: Item) -> Entry | None:
        """The item as it was locked in this version."""
        entries = self.lock.entries if self.lock else ()
        return next((e for e in entries if (e.name, e.version) == (item.name, item.version)), None)

    def change(self, item: Item) -> Step | None:
        """How far the item is to be raised for what has changed since it was locked."""
        entry = self.locked(item)
        if entry or not self.lock:
            return change(item, entry, self.items.items) if entry else None
        return next(
            (
                step_between(item.version, version_of(str(problem.params["next"])))
                for problem in lock_problems(self.items, self.lock)
                if problem.code is RAISED_TOO_LITTLE and problem.span == item.place("version")
            ),
            None,
        )

    def called(self, item: Item) -> str:
        named = _KINDS.get(item.kind)
        return named.fill(self.lang, {"id": item.id}) if named else item.name


def found(wanted: str, opened: OpenedPack) -> Item | None:
    """The item `[KIND:]ID[@VERSION]`: without a version the one that changed, else the latest; None for the pack.

    Raises UnknownItem and Refused.
    """
    name, _, version = wanted.partition("@")
    named = {i.name for i in opened.items.items if name in (i.name, i.id)}
    parts = {p.name for p in opened.items.parts if name and name in (p.name, p.name.partition(":")[2])}
    if len(named) + bool(parts) > 1:
        names = ", ".join(sorted(named | parts))
        raise Refused("{name} may mean: {names}", "«{name}» может означать: {names}", name=name, names=names)
    if not named and not parts:
        known = (*(i.id for i in opened.items.items), *(i.name for i in opened.items.items), PACK)
        raise UnknownItem(name, tuple(dict.fromkeys(known)))
    versions = sorted((i for i in opened.items.items if i.name in named), key=lambda i: i.version)
    return _version(wanted, version, versions, opened) if versions else None


def _version(wanted: str, version: str, versions: list[Item], opened: OpenedPack) -> Item:
    exact = [i for i in versions if written(i.version) == version]
    if version and not exact:
        raise UnknownItem(wanted, tuple(f"{i.name}@{written(i.version)}" for i in versions))
    changed = [i for i in versions if opened.change(i)]
    return exact[0] if exact else changed[0] if len(changed) == 1 else versions[-1]


def free_version(name: str, version: Version, opened: OpenedPack, step: Step) -> Version:
    """The next version by a step that no version of the item has, or ever had."""
    taken = {other.version for other in opened.items.items if other.name == name}
    taken |= {entry.version for entry in (opened.lock.entries if opened.lock else ()) if entry.name == name}
    return free(version, step, taken)


def write(
    opened: OpenedPack, file: Path, edits: Callable[[FileText], Iterable[Edit]], entry: str, released: str = ""
) -> tuple[Path, ...]:
    """Edit a file of the pack and note it in the changelog, where `released` is the new version of the pack.

    Raises Refused when the edits do not give what they should, which only a very unusual layout can cause.
    """
    if not is_text(entry):
        raise Refused("the message is not text in UTF-8", "сообщение – не текст в кодировке UTF-8")
    text = FileText.of(file.read_bytes())
    data = text.edited(edits(text))
    _check(opened, file, data)
    log = opened.folder / changelog.NAME
    said = changelog.with_entry(_read(log), entry, opened.lang)
    said = changelog.released(said, released) if released else said
    replace_files({file: data, log: said.encode()})
    return file, log


def _read(log: Path) -> str:
    try:
        return log.read_bytes().decode("utf-8") if log.is_file() else ""
    except UnicodeDecodeError:
        raise Refused(
            "{file} is not in UTF-8: save it in that encoding",
            "файл {file} не в кодировке UTF-8: сохраните его в ней",
            file=log.as_posix(),
        ) from None


def _check(opened: OpenedPack, file: Path, data: bytes) -> None:
    """Whether the file can still be read, and no content of the pack has changed beside versions and dates."""
    now = items_with(opened.documents, file, data)
    if now is not None:
        same = {(i.name, i.version): i.digests for i in now.items}
        kept = all(same.get((i.name, i.version), i.digests) == i.digests for i in opened.items.items)
        if kept and _words(now) == _words(opened.items) and digests_of_parts(now) == digests_of_parts(opened.items):
            return
    raise too_unusual(file)


def items_with(documents: Iterable[Document], file: Path, data: bytes) -> Items | None:
    """What a pack consists of when one of its files has other content; None when that cannot be read."""
    document, problems = read_document(File(file.as_posix(), data))
    if document is None or has_errors(problems):
        return None
    return items_of([document if d.root.span.file == file.as_posix() else d for d in documents])


def too_unusual(file: Path) -> Refused:
    return Refused(
        "{file} is written too unusually to be edited: change it by hand",
        "файл {file} записан слишком необычно для автоматической правки: измените его вручную",
        file=file.as_posix(),
    )


def digests_of_parts(items: Items) -> dict[str, Digests]:
    return {part.name: part.digests for part in items.parts}


def _words(items: Items) -> set[tuple[str, str]]:
    return {(item.name, item.digests.words) for item in items.items}


def day(of: date, lang: Lang) -> str:
    return of.strftime("%d.%m.%Y") if lang is Lang.RU else of.isoformat()
