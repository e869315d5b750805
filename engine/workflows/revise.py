"""Give an item a new version from a date on, beside the old one, which ends the day before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.diagnostics.core import Text
from engine.pack.items import Item
from engine.pack.source import Mapping, Sequence
from engine.pack.versioning import ONE_DAY, revised
from engine.pack.versions import Step, written
from engine.workflows.editing import Changed, OpenedPack, day, found, free_version, write
from engine.workflows.partial import alone
from engine.workflows.refused import Refused

_REVISED = Text(
    "{what}: version {new} from {since} on; version {old} until {until}.",
    "{what}: с {since} действует версия {new}; версия {old} – по {until}.",
)


def revise(folder: Path, wanted: str, since: date, message: str = "") -> Changed:
    """End an item the day before `since`, set its next minor version beside it, and write it into the changelog.

    A later version has a higher number than all before it, corrected ones among them.
    Raises InvalidPack, UnknownItem, Refused, OSError.
    """
    with alone(folder):
        return _revise(OpenedPack.of(folder), wanted, since, message)


def _revise(opened: OpenedPack, wanted: str, since: date, message: str) -> Changed:
    item = found(wanted, opened)
    if item is None:
        raise Refused(
            "“{item}” has no dates of its own: it holds as long as the pack; change it and run “engine bump pack”",
            "у «{item}» тот же срок действия, что у комплекта: исправьте и выполните «engine bump pack»",
            item=wanted,
        )
    _refuse_too_early(item, since, opened)
    highest = max(i.version for i in opened.items.items if i.name == item.name and i.since < since)
    new = free_version(item.name, highest, opened, Step.MINOR)
    says = {
        "what": opened.called(item),
        "new": written(new),
        "old": written(item.version),
        "since": day(since, opened.lang),
        "until": day(min(item.until or date.max, since - ONE_DAY), opened.lang),
    }
    entry = f"{_REVISED.fill(opened.lang, says)} {message}".strip()
    within = _list_with(item.node, opened.document(item.node.span.file).root)
    file = Path(item.node.span.file)
    files = write(opened, file, lambda text: revised(item, within, text, new, since), entry)
    return Changed(item.name, item.version, new, files)


def _refuse_too_early(item: Item, since: date, opened: OpenedPack) -> None:
    if since <= item.since:
        raise Refused(
            "{item}@{version} begins on {since} itself: --from is a later day",
            "версия {version} для «{item}» сама действует с {since}: в --from нужна более поздняя дата",
            item=item.name,
            version=written(item.version),
            since=item.since,
        )
    later = [i for i in opened.items.items if i.name == item.name and i.since > item.since and not i.retired]
    for other in later:
        if other.until is None or other.until >= since:
            raise Refused(
                "{item}@{version} is in force from {since} on already: correct it, or revise it in turn",
                "версия {version} для «{item}» уже действует с {since}: исправьте её или сделайте новую редакцию с неё",
                item=other.name,
                version=written(other.version),
                since=other.since,
            )


def _list_with(node: Mapping, root: Mapping) -> Sequence:
    return next(v for _, v in root.entries if isinstance(v, Sequence) and any(item is node for item in v.items))
