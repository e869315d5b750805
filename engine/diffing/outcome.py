"""What a comparison of two packs gives: values that reports print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.diagnostics.core import Diagnostic
from engine.diffing.compared import PackDiff
from engine.diffing.effects import Effects
from engine.pack.build import Document
from engine.pack.model import Pack
from engine.result import EntityResult


@dataclass(frozen=True)
class Side:
    """One of the two packs; `shown` is how it was named, `files` are the bytes of its files by their paths in it."""

    shown: str
    pack: Pack
    documents: tuple[Document, ...] = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class FactsDiff:
    """What the changes do to the results of one fact set.

    `refused` has the errors in the facts that only one of the packs finds: those rows are set aside under it.
    """

    folder: str
    title: str
    label: str | None
    periods: tuple[str, ...]
    entities: Mapping[str, EntityResult]
    effects: Effects
    refused: tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]


@dataclass(frozen=True)
class Diff:
    """The two packs and everything that differs. `only_layout` are files that differ, though nothing they say does."""

    old: Side
    new: Side
    packs: PackDiff
    only_layout: tuple[str, ...]
    facts: tuple[FactsDiff, ...]

    @property
    def is_empty(self) -> bool:
        return self.packs.is_empty
