"""The forms of names that the texts of a pack need, and the entities that lack them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.diagnostics import facts as codes
from engine.diagnostics.core import Diagnostic
from engine.facts.entities import Entity
from engine.facts.headers import REGISTER_HEADERS, in_russian
from engine.facts.records import Record
from engine.pack.model import Addressee, Pack, Recommendation
from engine.pack.source import excerpt
from engine.pack.template import parse_template

FORMS = ("gen", "dat", "acc", "ins", "pre", "short")
_OF_LETTERS = "dat"
"""Every letter begins with whom it is recommended to: «Рекомендовать …»."""


@dataclass(frozen=True, slots=True)
class _Need:
    """A form that a rule's text asks of entities of some kinds or with some role; `letter`: as its addressee."""

    form: str
    rule: str
    kinds: frozenset[str]
    role: str | None
    letter: bool


def missing_forms(pack: Pack, entities: Sequence[Entity], records: Mapping[str, Record]) -> Iterator[Diagnostic]:
    """One diagnostic for each form that an entity lacks; `records` are those of the entities, by id."""
    by_id = {entity.id: entity for entity in entities}
    told: set[tuple[str, str]] = set()
    for need in dict.fromkeys(_needs(pack)):
        for entity in entities:
            named = _named(need, entity, by_id)
            if named is None or named.name.get(need.form) or (named.id, need.form) in told:
                continue
            told.add((named.id, need.form))
            column = in_russian(need.form, REGISTER_HEADERS)
            params = {"id": excerpt(named.id), "form": need.form, "form_ru": column, "rule": need.rule}
            yield Diagnostic(codes.MISSING_FORM, records[named.id].at(need.form), params)


def needs_forms(pack: Pack) -> bool:
    """Whether any text of the pack asks for another form than the plain name."""
    return any(True for _ in _needs(pack))


def _named(need: _Need, entity: Entity, by_id: Mapping[str, Entity]) -> Entity | None:
    """Whose name the text has: the entity's, or that of the owner who answers for it."""
    if entity.kind not in need.kinds and need.role not in entity.roles:
        return None
    return by_id.get(entity.owner) if need.letter and entity.owner else entity


def _needs(pack: Pack) -> Iterator[_Need]:
    addressees = {addressee.id: addressee for addressee in pack.addressees}
    for rule in pack.recommendations:
        subjects = frozenset(k.id for k in pack.kinds if k.assessed and k.level in rule.levels)
        for form in _asked(rule.text, "entity"):
            yield _Need(form, rule.header.rule, subjects, None, letter=False)
        yield from _of_addressee(rule, addressees.get(rule.to), subjects)
    assessed = frozenset(kind.id for kind in pack.kinds if kind.assessed)
    for request in pack.requests:
        for form in _asked(request.text, "entity"):
            yield _Need(form, request.header.rule, assessed, None, letter=False)


def _of_addressee(rule: Recommendation, addressee: Addressee | None, subjects: frozenset[str]) -> Iterator[_Need]:
    if addressee is None or addressee.collective:
        return
    find = addressee.find
    for form in (_OF_LETTERS, *_asked(rule.text, "addressee")):
        kinds = subjects if find.itself else frozenset(find.kinds)
        yield _Need(form, rule.header.rule, kinds, find.role, letter=True)


def _asked(text: str, name: str) -> Iterator[str]:
    template, _ = parse_template(text)
    for placeholder in template.placeholders:
        if placeholder.name == name and placeholder.part in FORMS:
            yield placeholder.part
