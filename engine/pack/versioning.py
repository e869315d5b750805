"""Edits of one file that raise the version of an item, or set a new version beside it from a date on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from engine.pack.edit import Edit, FileText, applied
from engine.pack.items import Item
from engine.pack.source import Mapping, Node, Scalar, Sequence
from engine.pack.versions import Version, written

ONE_DAY = timedelta(days=1)


def bumped(version: Node, text: FileText, new: Version) -> Edit:
    """The version written at a node becomes `new`."""
    return _replaced(version, text, written(new))


def _replaced(node: Node, text: FileText, value: str) -> Edit:
    return Edit(text.start(node.span), text.end(node.span), value)


def revised(item: Item, within: Sequence, text: FileText, new: Version, since: date) -> list[Edit]:
    """The item ends the day before `since`, and a copy of it beside it holds from then on, with comments inside it."""
    effective = item.node.get("effective")
    assert isinstance(effective, Mapping)
    version, begins, ends = item.node.get("version"), effective.get("from"), effective.get("to")
    assert version is not None
    assert begins is not None
    copied = [_replaced(version, text, written(new)), _replaced(begins, text, since.isoformat())]
    closing: list[Edit] = []
    if ends is None:
        closing.append(_with_end(effective, begins, text, since - ONE_DAY))
    elif item.until is not None and item.until >= since:
        closing.append(_replaced(ends, text, (since - ONE_DAY).isoformat()))
    else:
        copied.append(_without_end(effective, ends, text))
    return [*closing, _Copy.of(item, within, text).inserted(text, copied)]


def _bracketed(node: Node, text: FileText) -> bool:
    return text.text[text.start(node.span)] in "[{"


def _with_end(effective: Mapping, begins: Node, text: FileText, day: date) -> Edit:
    """`to:` after `from:`: in the same braces, or on a line of its own."""
    if _bracketed(effective, text):
        end = text.end(begins.span)
        return Edit(end, end, f", to: {day.isoformat()}")
    place = text.after(begins.span.end_line)
    line = f"{' ' * (effective.span.col - 1)}to: {day.isoformat()}"
    if place == len(text.text) and not text.text.endswith(("\n", "\r")):
        return Edit(place, place, text.line_end + line)
    return Edit(place, place, line + text.line_end)


def _without_end(effective: Mapping, ends: Node, text: FileText) -> Edit:
    names = [name for name, _ in effective.entries]
    place = next(n for n, name in enumerate(names) if name.text == "to")
    if not _bracketed(effective, text):
        return Edit(text.offset(names[place].span.line, 1), text.after(ends.span.end_line), "")
    if place == 0:
        return Edit(text.start(names[0].span), text.start(names[1].span), "")
    return Edit(text.end(effective.entries[place - 1][1].span), text.end(ends.span), "")


@dataclass(frozen=True, slots=True)
class _Copy:
    """What is copied, from one offset to another, and what stands before the copy and after it."""

    start: int
    end: int
    before: str
    after: str

    @classmethod
    def of(cls, item: Item, within: Sequence, text: FileText) -> _Copy:
        span = item.node.span
        if _bracketed(within, text):
            return cls(text.start(span), text.end(span), ", ", "")
        first = _dash_line(item, within, text)
        start, end = text.offset(first, 1), text.after(span.end_line)
        gap = text.line_end if first < span.end_line or (first > 1 and not text.of_line(first - 1).strip()) else ""
        if text.text[:end].endswith(("\n", "\r")):
            return cls(start, end, gap, "")
        return cls(start, end, text.line_end + gap, "")

    def inserted(self, text: FileText, edits: list[Edit]) -> Edit:
        """The copy with edits of its own, after what it is a copy of."""
        moved = [Edit(e.start - self.start, e.end - self.start, e.text) for e in edits]
        return Edit(self.end, self.end, self.before + applied(text.text[self.start : self.end], moved) + self.after)


def _dash_line(item: Item, within: Sequence, text: FileText) -> int:
    """The line with the dash of an item; there may be comments between the two."""
    dash = within.span.col - 1
    for line in range(item.node.span.line, 0, -1):
        if text.of_line(line)[: dash + 1] == " " * dash + "-":
            return line
    raise ValueError("an item of a list in lines has a dash")


def version_node(root: Mapping) -> Scalar:
    """Where the version of a pack is written in its passport."""
    header = root.get("pack")
    version = header.get("version") if isinstance(header, Mapping) else None
    assert isinstance(version, Scalar)
    return version
