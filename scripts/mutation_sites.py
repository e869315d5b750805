"""Where a pack can be mutated: its texts, and what stands where in them, found without the engine's own reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LOCK = "pack.lock"
NOT_MEANT = ("examples", "suppress")
"""Keys that say nothing about the methodology."""

REQUIRED = ("version", "status", "effective", "title", "format")

Step = str | int


@dataclass(frozen=True)
class Site:
    """A value with the path of keys and places that leads to it; `key` is None for an item of a list."""

    file: str
    path: tuple[Step, ...]
    key: Any
    value: Any
    parent: Any

    @property
    def name(self) -> str:
        """The nearest key."""
        return next((str(step) for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def is_text(self) -> bool:
        return isinstance(self.value, yaml.ScalarNode)

    @property
    def text(self) -> str:
        return str(self.value.value) if self.is_text else ""

    @property
    def is_plain(self) -> bool:
        return self.is_text and not self.value.style

    @property
    def is_quoted(self) -> bool:
        return self.is_text and self.value.style in ("'", '"')

    @property
    def start(self) -> int:
        return int(self.value.start_mark.index)


@dataclass(frozen=True)
class Mutant:
    """Files with other bytes, or none at all.

    `codes`, when given, are narrower than those of the kind; `renewed`: it says something else under a new version.
    """

    changed: Mapping[str, bytes | None]
    codes: frozenset[str] | None = None
    renewed: bool = False


class Pack:
    """The files of a pack as texts, with their sites."""

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for path in folder.rglob("*.yaml") if "tests" not in path.relative_to(folder).parts)
        self.texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
        self.lock = (folder / LOCK).read_text(encoding="utf-8")
        self.sites: list[Site] = []
        self.ends: dict[int, int] = {}
        self._found: dict[Callable[[Site], bool], list[Site]] = {}
        for file, text in self.texts.items():
            root = yaml.compose(text, LOADER)
            self.sites += _below(file, root, ())
            self._note_ends(text, root)

    @cached_property
    def meaning(self) -> dict[str, list[str]]:
        return meaning_of(self.texts)

    def some(self, random: Random, wanted: Callable[[Site], bool]) -> Site:
        """One of the sites that are as wanted; each function is asked once, so `wanted` is no lambda."""
        if wanted not in self._found:
            self._found[wanted] = [site for site in self.sites if wanted(site)]
        return random.choice(self._found[wanted])

    def put(self, file: str, start: int, end: int, new: str, *codes: str) -> Mutant:
        """The text of a file with other words from `start` to `end`."""
        text = self.texts[file]
        changed = (text[:start] + new + text[end:]).encode("utf-8", "surrogatepass")
        return Mutant({file: changed}, frozenset(codes) or None)

    def put_value(self, site: Site, new: str, *codes: str) -> Mutant:
        return self.put(site.file, site.start, self.end(site.value), new, *codes)

    def end(self, node: Any) -> int:
        """Where a value ends: marks of nodes in lines of their own would say where the next one begins."""
        return self.ends[id(node)]

    def lines(self, site: Site) -> tuple[int, int]:
        """From the beginning of the first line of an entry or item to the end of its last, with the line end."""
        text = self.texts[site.file]
        first = site.start if site.key is None else int(site.key.start_mark.index)
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", self.end(site.value))
        return start, len(text) if end < 0 else end + 1

    def _note_ends(self, text: str, node: Any) -> int:
        end = int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode):
            end = len(text[:end].rstrip()) if node.style in ("|", ">") else end
        else:
            parts = [part for entry in node.value for part in (entry if isinstance(entry, tuple) else (entry,))]
            ends = [self._note_ends(text, part) for part in parts]
            end = end if node.flow_style or not ends else ends[-1]
        self.ends[id(node)] = end
        return end

    def begins_plain_line(self, site: Site) -> bool:
        return self.begins_line(site) and site.is_plain

    def begins_short_line(self, site: Site) -> bool:
        return self.begins_line(site) and site.is_text and site.value.style not in ("|", ">")

    def begins_required_line(self, site: Site) -> bool:
        of_item = len(site.path) == 3 and site.path[0] in ("indicators", "constants", "directions", "sources")
        return self.begins_line(site) and ((of_item and site.name in REQUIRED) or site.path == ("format",))

    def has_next(self, site: Site) -> bool:
        return self.begins_line(site) and self.next_to(site) is not None

    def next_to(self, site: Site) -> Site | None:
        """The entry after this one, if it begins a line too."""
        keys = [key for key, _ in site.parent.value]
        place = keys.index(site.key) + 1
        if place == len(keys):
            return None
        key, value = site.parent.value[place]
        other = Site(site.file, (*site.path[:-1], key.value), key, value, site.parent)
        return other if self.begins_line(other) else None

    def is_ratio(self, site: Site) -> bool:
        text = self.texts[site.file][site.start : self.end(site.value)]
        return site.key is not None and site.name == "measure" and "kind: ratio" in text

    def begins_line(self, site: Site) -> bool:
        """Whether the key of an entry is the first thing in its line."""
        if site.key is None or site.parent.flow_style:
            return False
        start = int(site.key.start_mark.index)
        return not self.texts[site.file][start - site.key.start_mark.column : start].strip()


def _below(file: str, node: Any, path: tuple[Step, ...]) -> Iterator[Site]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Site(file, (*path, key.value), key, value, node)
            yield from _below(file, value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield Site(file, (*path, place), None, value, node)
            yield from _below(file, value, (*path, place))


def meaning_of(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What the files of a pack say together: the file that something stands in and the order of items do not count."""
    together: dict[str, list[str]] = {}
    for text in texts.values():
        for key, items in _parts_of(text):
            together.setdefault(key, []).extend(items)
    return {key: sorted(items) for key, items in together.items()}


@lru_cache(maxsize=100)
def _parts_of(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    root = yaml.compose(text, LOADER)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("not a mapping")
    meant = [(key.value, _meaning(value)) for key, value in root.value if key.value not in NOT_MEANT]
    return tuple((key, tuple(map(repr, said if isinstance(said, list) else [said]))) for key, said in meant)


def _meaning(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {"keys": sorted((key.value, _meaning(value)) for key, value in node.value if key.value not in NOT_MEANT)}
    if isinstance(node, yaml.SequenceNode):
        return [_meaning(item) for item in node.value]
    return ("text", node.value) if node.style else _plain(node.value)


def _plain(text: str) -> tuple[str, str]:
    if re.fullmatch(r"[-+.0-9eE]+", text):
        try:
            return "number", str(Decimal(text).normalize() + 0)
        except InvalidOperation:
            pass
    if text.lower() in ("true", "false"):
        return "truth", text.lower()
    return "text", text
