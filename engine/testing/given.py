"""What a test gives: its register of entities and its facts, from their short and their full forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.diagnostics import facts as fact_codes
from engine.diagnostics import rule_tests as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.facts.entities import Entity
from engine.facts.forms import FORMS
from engine.facts.values import Raw
from engine.pack.model import FactType, Forms, Verb
from engine.pack.nodes import as_items, text_or_none, texts
from engine.pack.source import Mapping, Node, Scalar, Sequence
from engine.testing.model import GivenFact
from engine.testing.rules import Rules, unknown

ENTITY = ("entity", "сущность")
KIND = ("kind of entity", "вид сущности")
FACT_OR_ENTITY = ("fact or entity", "факт или сущность")
FIELD = ("field of a fact", "поле факта")
FACT_FIELDS = (
    "value",
    "state",
    "source",
    "provider",
    "observed_at",
    "submitted_at",
    "correction",
    "evidence",
    "evidence_date",
    "unit",
    "row_id",
)
FILE = "file"
_REJECTED = "rejected"


def entities_of(node: Node | None, default: str, rules: Rules) -> tuple[tuple[Entity, ...], list[Diagnostic]]:
    """The register of a test, from top to bottom; `default` is the kind of its only entity when none is written."""
    if node is None:
        kind = rules.kinds[default]
        return (Entity(kind.id, kind.level, kind.id, None, _named(kind.id), None, (), None, Span("")),), []
    reader = _Entities(rules)
    for item in node.items if isinstance(node, Sequence) else (node,):
        reader.read(item, None)
    reader.check_owners()
    return tuple(reader.found.values()), reader.problems


def _named(name: str) -> Forms:
    return Forms(name, dict.fromkeys(FORMS, name))


class _Entities:
    """Reads entities and those below them; what is wrong with one leaves it out."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.found: dict[str, Entity] = {}
        self.problems: list[Diagnostic] = []
        self.owners: list[tuple[str, Span]] = []

    def read(self, node: Node, parent: Entity | None) -> None:
        entry = node if isinstance(node, Mapping) else None
        named = entry.get("kind") if entry is not None else node
        if not isinstance(named, Scalar):
            return
        kind = self.rules.kinds.get(named.text)
        if kind is None:
            self.problems.append(unknown(named.text, self.rules.kinds, KIND, named.span))
            return
        own = (text_or_none(entry, "id") if entry is not None else None) or kind.id
        if own in self.found:
            first = self.found[own].span
            self.problems.append(
                Diagnostic(fact_codes.DUPLICATE_ENTITY, node.span, {"id": own, "first": str(first)}, (first,))
            )
            return
        if parent is not None and self._order(parent.level) > self._order(kind.level):
            params = {"parent": parent.id, "lower": parent.level, "level": kind.level}
            self.problems.append(Diagnostic(fact_codes.PARENT_BELOW, node.span, params))
            return
        entity = self._entity(entry, own, kind.id, kind.level, parent, node.span)
        self.found[own] = entity
        for below in as_items(entry.get("below")) if entry is not None else ():
            self.read(below, entity)

    def _entity(
        self, entry: Mapping | None, own: str, kind: str, level: str, parent: Entity | None, span: Span
    ) -> Entity:
        above = parent.id if parent is not None else None
        if entry is None:
            return Entity(own, level, kind, above, _named(own), None, (), None, span)
        name = text_or_none(entry, "name") or own
        forms = Forms(name, {form: text_or_none(entry, form) or name for form in FORMS})
        owner, verb = entry.get("owner"), text_or_none(entry, "verb")
        if isinstance(owner, Scalar):
            self.owners.append((owner.text, owner.span))
        return Entity(
            own,
            level,
            kind,
            above,
            forms,
            text_or_none(entry, "owner"),
            texts(entry, "roles"),
            Verb(verb) if verb else None,
            span,
        )

    def _order(self, level: str) -> int:
        return next(found.order for found in self.rules.pack.levels if found.id == level)

    def check_owners(self) -> None:
        for name, span in self.owners:
            if name not in self.found:
                self.problems.append(unknown(name, self.found, ENTITY, span))


@dataclass
class Facts:
    """Reads the facts of one test; `period` is the last one evaluated, `subject` the entity it is about."""

    rules: Rules
    entities: tuple[str, ...]
    subject: str
    period: str
    problems: list[Diagnostic] = field(default_factory=list)

    def read(self, node: Node | None) -> Iterator[GivenFact]:
        match node:
            case Sequence(items=items):
                for item in items:
                    if isinstance(item, Mapping):
                        yield self._whole(item)
            case Mapping():
                yield from self._by_key(node, self.subject, allow_entities=True)

    def _by_key(self, node: Mapping, entity: str, *, allow_entities: bool) -> Iterator[GivenFact]:
        for name, value in node.entries:
            is_fact, is_entity = name.text in self.rules.facts, allow_entities and name.text in self.entities
            if is_fact and is_entity:
                self.problems.append(Diagnostic(codes.AMBIGUOUS_NAME, name.span, {"name": name.text}))
            elif is_entity and isinstance(value, Mapping):
                yield from self._by_key(value, name.text, allow_entities=False)
            elif is_fact:
                yield from self._fact(name, value, entity)
            else:
                known = (*self.rules.facts, *(self.entities if allow_entities else ()))
                self.problems.append(unknown(name.text, known, FACT_OR_ENTITY, name.span))

    def _fact(self, key: Scalar, value: Node, entity: str) -> Iterator[GivenFact]:
        """The value of one fact, or its values by period."""
        is_set = self.rules.facts[key.text].type is FactType.SET
        if not isinstance(value, Sequence) or (is_set and all(isinstance(v, Scalar) for v in value.items)):
            yield from self._single(key, value, entity, self.period)
            return
        periods = self._ending(len(value.items), key, value.span)
        for period, item in zip(periods, value.items, strict=False):
            yield from self._single(key, item, entity, period)

    def _ending(self, count: int, key: Scalar, span: Span) -> tuple[str, ...]:
        """So many periods of the calendar up to the one evaluated last."""
        last = self.rules.periods[self.period]
        series = [p.id for p in self.rules.pack.series(last) if p.end <= last.end]
        if count > len(series):
            params = {"count": count, "periods": len(series), "period": self.period}
            self.problems.append(Diagnostic(codes.TOO_MANY_VALUES, span, params))
            return ()
        return tuple(series[-count:])

    def _single(self, key: Scalar, value: Node, entity: str, period: str) -> Iterator[GivenFact]:
        values: dict[str, tuple[Raw, Span]] = {
            "entity": (entity, key.span),
            "period": (period, key.span),
            "key": (key.text, key.span),
        }
        if isinstance(value, Scalar) and value.value is None:
            return
        if isinstance(value, Mapping):
            yield self._completed({**values, **self._fields(key, value)}, value.span)
        elif not _is_plain(value):
            self.problems.append(Diagnostic(codes.NOT_A_VALUE, value.span, {"name": key.text}))
        else:
            yield self._completed({**values, "value": (raw(value), value.span)}, value.span)

    def _fields(self, key: Scalar, node: Mapping) -> dict[str, tuple[Raw, Span]]:
        found: dict[str, tuple[Raw, Span]] = {}
        for name, value in node.entries:
            is_value = name.text == "value"
            if name.text not in FACT_FIELDS:
                self.problems.append(unknown(name.text, FACT_FIELDS, FIELD, name.span))
            elif isinstance(value, Scalar) or (is_value and _is_plain(value)):
                found[name.text] = (raw(value), value.span)
            else:
                params = {"name": key.text if is_value else name.text}
                self.problems.append(Diagnostic(codes.NOT_A_VALUE, value.span, params))
        return found

    def _whole(self, node: Mapping) -> GivenFact:
        written = {name.text: (raw(value), value.span) for name, value in node.entries}
        return self._completed(
            {"entity": (self.subject, node.span), "period": (self.period, node.span), **written}, node.span
        )

    def _completed(self, values: dict[str, tuple[Raw, Span]], span: Span) -> GivenFact:
        """With the source and the day of observation that a test need not write."""
        key, period = values["key"][0], self.rules.periods.get(str(values["period"][0]))
        source = self.rules.source_of(str(key))
        if "source" not in values and source is not None:
            values["source"] = (source, span)
        if "observed_at" not in values and period is not None:
            values["observed_at"] = (period.end, span)
        rejected = values.get("state", ("",))[0] == _REJECTED
        if rejected:
            values["state"] = ("reported", values["state"][1])
            values.pop("value", None)
        return GivenFact(values, span, rejected)


def _is_plain(node: Node) -> bool:
    """Whether a node is a value or a list of values."""
    return isinstance(node, Scalar) or (
        isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)
    )


def raw(node: Node) -> Raw:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return tuple(raw(item) for item in node.items)
        case Mapping():
            return None
