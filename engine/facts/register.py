"""The register of entities: who facts are about and whom letters go to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.diagnostics import facts as codes
from engine.diagnostics.core import Code, Diagnostic
from engine.facts.entities import Entity
from engine.facts.forms import FORMS, missing_forms
from engine.facts.records import Record
from engine.facts.values import Mistake, broken, clean, folded, is_blank, name_of, shown, text_of
from engine.facts.vocabulary import unknown
from engine.pack.model import Forms, Pack, Verb
from engine.pack.source import excerpt

_VERBS = {
    "recommend": Verb.RECOMMEND,
    "рекомендовать": Verb.RECOMMEND,
    "instruct": Verb.INSTRUCT,
    "поручить": Verb.INSTRUCT,
}


@dataclass(frozen=True, slots=True)
class Register:
    """`refused` are the ids of entities whose own rows are at fault."""

    entities: Sequence[Entity] = ()
    refused: frozenset[str] = field(default_factory=frozenset)
    problems: tuple[Diagnostic, ...] = ()


def read_register(records: Iterable[Record], pack: Pack) -> Register:
    """The entities in the order written; a parent or owner that is at fault is left out."""
    reader = _Reader(pack)
    entities: dict[str, Entity] = {}
    written: dict[str, Record] = {}
    refused: set[str] = set()
    for record in records:
        entity = reader.entity(record)
        if entity is None:
            refused.add(shown(record.get("id")))
        elif entity.id in entities:
            reader.problems.append(_twice(entity, entities[entity.id]))
        else:
            entities[entity.id], written[entity.id] = entity, record
    refused -= entities.keys()
    links = _Links(entities, written, frozenset(refused), {level.id: level.order for level in pack.levels})
    wrong = [*links.unknown(), *links.below(), *links.circles()]
    left_out = {(entity, name) for entity, name, _ in wrong}
    left_out |= {(e.id, name) for e in entities.values() for name in _LINKS if getattr(e, name) in refused}
    kept = tuple(_without(entity, left_out) for entity in entities.values()) if left_out else tuple(entities.values())
    forms = missing_forms(pack, kept, written)
    problems = (*reader.problems, *(diagnostic for _, _, diagnostic in wrong), *forms)
    return Register(kept, frozenset(refused), problems)


def _twice(entity: Entity, first: Entity) -> Diagnostic:
    params = {"id": excerpt(entity.id), "first": str(first.span)}
    return Diagnostic(codes.DUPLICATE_ENTITY, entity.span, params, (first.span,))


PLAIN = re.compile(r"(?=.{1,100}\Z)(?:[A-Za-z][\w.-]*(?: [\w.-]+)*|[0-9]+)", re.ASCII)
"""Texts, not long ones, that need no cleaning and cannot be a blank, a date or a failed formula."""

PLAIN_FIELDS = ("id", "level", "kind", "parent", "name")


class _Reader:
    """Makes entities of records and notes what is wrong."""

    def __init__(self, pack: Pack) -> None:
        self.levels = {level.id: n for n, level in enumerate(pack.levels)}
        self.kinds = {kind.id: kind for kind in pack.kinds}
        self.plain_fields = frozenset(PLAIN_FIELDS)
        self.problems: list[Diagnostic] = []

    def entity(self, record: Record) -> Entity | None:
        """The entity of a record; None when something is wrong with it."""
        return self._plain(record) or self._careful(record)

    def _plain(self, record: Record) -> Entity | None:
        """The entity of a record that holds nothing but plain texts in plain fields, as large registers do."""
        if not self.plain_fields.issuperset(record.fields):
            return None
        id_, level, kind, parent, name = (record.get(field) for field in PLAIN_FIELDS)
        for text in (id_, parent, name):
            if text is not None and not (isinstance(text, str) and PLAIN.fullmatch(text)):
                return None
        if not id_ or not isinstance(kind, str) or kind not in self.kinds or self.kinds[kind].level != level:
            return None
        own, above = str(id_), None if parent is None else str(parent)
        forms = Forms(own if name is None else str(name))
        return Entity(own, self.kinds[kind].level, kind, above, forms, None, (), None, record.at("id"))

    def _careful(self, record: Record) -> Entity | None:
        told = len(self.problems)
        key = self._id(record, "id", needed=True)
        level = self._known(record, "level", self.levels, codes.UNKNOWN_LEVEL)
        kind = self._known(record, "kind", self.kinds, codes.UNKNOWN_KIND)
        if level and kind and self.kinds[kind].level != level:
            params: dict[str, object] = {"kind": kind, "expected": self.kinds[kind].level, "level": level}
            self._tell(Mistake(codes.KIND_OF_OTHER_LEVEL, params), record, "kind")
        parent, owner = self._id(record, "parent"), self._id(record, "owner")
        name = self._text(record, "name")
        forms = {form: text for form in FORMS if form in record.fields and (text := self._text(record, form))}
        roles, verb = self._roles(record), self._verb(record)
        if len(self.problems) > told or key is None or level is None or kind is None:
            return None
        return Entity(key, level, kind, parent, Forms(name or key, forms), owner, roles, verb, record.at("id"))

    def _tell(self, mistake: Mistake, record: Record, name: str) -> None:
        self.problems.append(Diagnostic(mistake.code, record.at(name), mistake.params))

    def _id(self, record: Record, name: str, *, needed: bool = False) -> str | None:
        found = name_of(record.get(name))
        if found is None and needed:
            found = Mistake(codes.MISSING_CELL, {"column": record.column(name)})
        if isinstance(found, Mistake):
            self._tell(found, record, name)
            return None
        return found

    def _known(self, record: Record, name: str, known: Mapping[str, object], code: Code) -> str | None:
        found = self._id(record, name, needed=True)
        if found is None or found in known:
            return found
        self._tell(unknown(found, known, code), record, name)
        return None

    def _text(self, record: Record, name: str) -> str | None:
        raw = record.get(name)
        if raw is None:
            return None
        if wrong := broken(raw):
            self._tell(wrong, record, name)
        return None if wrong or is_blank(raw) else text_of(raw)

    def _roles(self, record: Record) -> tuple[str, ...]:
        raw = record.get("roles")
        if raw is None:
            return ()
        names = map(shown, raw) if isinstance(raw, tuple) else re.split(r"[;\n]", self._text(record, "roles") or "")
        return tuple(dict.fromkeys(role for name in names if (role := clean(name))))

    def _verb(self, record: Record) -> Verb | None:
        text = self._text(record, "verb")
        if text is None:
            return None
        verb = _VERBS.get(folded(text))
        if verb is None:
            self._tell(Mistake(codes.UNKNOWN_VERB, {"text": excerpt(text)}), record, "verb")
        return verb


_LINKS = {"parent": codes.UNKNOWN_PARENT, "owner": codes.UNKNOWN_OWNER}
_Wrong = tuple[str, str, Diagnostic]
"""The id of an entity, the field of it that is at fault, and why."""


def _without(entity: Entity, left_out: set[tuple[str, str]]) -> Entity:
    parent = None if (entity.id, "parent") in left_out else entity.parent
    owner = None if (entity.id, "owner") in left_out else entity.owner
    return entity if (parent, owner) == (entity.parent, entity.owner) else replace(entity, parent=parent, owner=owner)


@dataclass(frozen=True, slots=True)
class _Links:
    """Parents and owners that cannot be. `order` is that of the levels, 1 at the top."""

    entities: Mapping[str, Entity]
    records: Mapping[str, Record]
    refused: frozenset[str]
    order: Mapping[str, int]

    def unknown(self) -> Iterator[_Wrong]:
        for entity in self.entities.values():
            for name, code in _LINKS.items():
                target = getattr(entity, name)
                if target is not None and target not in self.entities and target not in self.refused:
                    mistake = unknown(target, self.entities, code)
                    yield self._wrong(entity, name, mistake.code, mistake.params)

    def below(self) -> Iterator[_Wrong]:
        for entity in self.entities.values():
            parent = self.entities.get(entity.parent or "")
            if parent is not None and self.order[parent.level] > self.order[entity.level]:
                params = {"parent": parent.id, "lower": parent.level, "level": entity.level}
                yield self._wrong(entity, "parent", codes.PARENT_BELOW, params)

    def circles(self) -> Iterator[_Wrong]:
        """One mistake for each circle, at the entity of it that comes first in the register."""
        place = {name: n for n, name in enumerate(self.entities)}
        done: set[str] = set()
        for start in self.entities:
            path: dict[str, None] = {}
            at = start
            while at in self.entities and at not in done and at not in path:
                path[at] = None
                at = self.entities[at].parent or ""
            if at in path:
                names = list(path)[list(path).index(at) :]
                turn = names.index(min(names, key=place.__getitem__))
                names = [*names[turn:], *names[:turn]]
                cycle = " → ".join([*names, names[0]])
                yield self._wrong(self.entities[names[0]], "parent", codes.PARENT_CYCLE, {"cycle": cycle})
            done.update(path)

    def _wrong(self, entity: Entity, name: str, code: Code, params: Mapping[str, object]) -> _Wrong:
        return entity.id, name, Diagnostic(code, self.records[entity.id].at(name), params)
