"""The canonical content of a part of a pack, and its digests.

Content is the list of leaves of the node tree: the path of keys and places in lists that leads to a value, and the
value as YAML 1.2 reads it. Comments, white space, styles of quoting, the order of keys and the way a number is written
(1.50 or 1.5) leave no trace in it; everything else does, the order of lists included.

A change is told by what it touches, in three digests: the *words* that people read, the *rules* that decide results,
and what *others* rely on (other rules, fact sets, comparisons with earlier periods). Together they cover every leaf.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from engine.pack.source import Node, Scalar, Sequence, Value
from engine.pack.versions import Step

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

NOTHING = "-"
"""The digest of no content."""

_LENGTH = 32
"""Hexadecimal digits of SHA-256 that are kept."""


@dataclass(frozen=True, slots=True)
class Digests:
    words: str
    rules: str
    others: str

    def step_to(self, new: Digests) -> Step | None:
        """The step that a change from these to `new` asks for; None when nothing has changed."""
        if self.others != new.others:
            return Step.MAJOR
        if self.rules != new.rules:
            return Step.MINOR
        return Step.PATCH if self.words != new.words else None


def leaves(node: Node, path: Path = ()) -> Iterator[Leaf]:
    """Every value with its path, and every empty list or mapping; keys in the order of the alphabet."""
    match node:
        case Scalar():
            yield path, _canonical(node.value)
        case Sequence(items=items):
            if not items:
                yield path, "[]"
            for place, item in enumerate(items):
                yield from leaves(item, (*path, place))
        case _:
            if not node.entries:
                yield path, "{}"
            for name, value in sorted(node.entries, key=lambda entry: entry[0].text):
                yield from leaves(value, (*path, name.text))


def _canonical(value: Value) -> str:
    """Texts as JSON strings, so that no text looks like a number, a truth or an empty list."""
    match value:
        case None | bool():
            return json.dumps(value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            digits = format(Decimal(value), "f")
            digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
            return "0" if digits == "-0" else digits


# What people read, and what others rely on, by kind of item; paths are without the places in lists. A path stands for
# everything below it. `…` stands for any keys in between.
_WORDS_OF_ALL = (("title",), ("basis",), ("status",))
_WORDS: Mapping[str, tuple[Path, ...]] = {
    "act": (("issuer",), ("edition",), ("kind",), ("date",), ("number",), ("valid_until",)),
    "addressee": (("name",), ("forms",)),
    "direction": (("outcomes", "title"), ("otherwise", "title")),
    "fact": (("vocabulary", "title"),),
    "group": (("short",), ("number",)),
    "indicator": (("sources_text",), ("target",), ("readings",), ("judge", "…", "says"), ("display",)),
    "kind": (("owner",),),
    "outcomes": ((),),
    "party": (("name",), ("forms",)),
    "reference": ((),),
    "source": (("holder",), ("address",)),
    "statement": ((),),
    "entity_table": ((),),
    "units": ((),),
}
_OTHERS: Mapping[str, tuple[Path, ...]] = {
    "addressee": (("group",), ("find",)),
    "constant": (("unit",),),
    "direction": (("levels",), ("outcomes", "outcome"), ("otherwise", "outcome")),
    "fact": (("type",), ("unit",), ("additive",), ("vocabulary", "id")),
    "indicator": (
        ("role",),
        ("parent",),
        ("unit",),
        ("applies_to", "levels"),
        ("applies_to", "kinds"),
        ("measure", "kind"),
        ("measure", "as"),
        ("measure", "how"),
        ("judge", "…", "outcome"),
    ),
    "kind": (("level",), ("nature",), ("assessed",)),
    "level": (("order",),),
    "pack": (("id",), ("language",)),
    "period": (("from",), ("to",)),
    "recommendation": (("to",),),
    "request": (("kind",),),
}


def digests(kind: str, content: Iterable[Leaf], *, retired: bool = False) -> Digests:
    """Of the leaves of one item of a kind; a retired one is another thing to everybody who relies on it."""
    words: list[str] = []
    rules: list[str] = []
    others = {"retired"} if retired else set()
    for path, value in content:
        keys = tuple(part for part in path if isinstance(part, str))
        is_words, is_others = _touches(kind, keys)
        (words if is_words else rules).append(f"{path!a} {value}")
        if is_others:
            others.add(f"{keys!a} {value}")
    return Digests(_digest(words), _digest(rules), _digest(sorted(others)))


@cache
def _touches(kind: str, keys: tuple[str, ...]) -> tuple[bool, bool]:
    """Whether a leaf is words, and whether others rely on it."""
    words = any(_leads(pattern, keys) for pattern in (*_WORDS_OF_ALL, *_WORDS.get(kind, ())))
    return words, not words and any(_leads(pattern, keys) for pattern in _OTHERS.get(kind, ()))


def _leads(pattern: Path, keys: tuple[str, ...]) -> bool:
    if "…" in pattern:
        gap = pattern.index("…")
        return keys[:gap] == pattern[:gap] and keys[-1:] == pattern[gap + 1 :]
    return keys[: len(pattern)] == pattern


def _digest(lines: Iterable[str]) -> str:
    """Each line is whole: texts in it are JSON strings, and keys are in ASCII: both write line ends as escapes."""
    content = "\n".join(lines)
    return hashlib.sha256(content.encode()).hexdigest()[:_LENGTH] if content else NOTHING
