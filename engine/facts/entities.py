"""An entity of the register."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.core import Span
from engine.pack.model import Forms, Verb


@dataclass(frozen=True, slots=True)
class Entity:
    """`owner` answers for an entity that cannot receive a letter; `verb` None leaves it to the addressee's."""

    id: str
    level: str
    kind: str
    parent: str | None
    name: Forms
    owner: str | None
    roles: tuple[str, ...]
    verb: Verb | None
    span: Span
