"""What a test expects: each item with its place, and a diagnostic for every name that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from engine.diagnostics import rule_tests as codes
from engine.diagnostics.core import Diagnostic, Span
from engine.pack import source
from engine.pack.model import RequestKind
from engine.pack.nodes import as_mapping
from engine.pack.source import Node, Scalar, Sequence
from engine.statuses import Mark, Reason
from engine.testing.model import Exactly, Expected, Field, Wanted, What
from engine.testing.rules import Rules, unknown

INDICATOR = ("indicator", "показатель")
DIRECTION = ("direction", "направление")
RECOMMENDATION = ("recommendation", "рекомендация")
FACT = ("fact", "факт")
ENTITY = ("entity", "сущность")
PERIOD = ("period evaluated", "оцениваемый период")
OUTCOME = ("outcome", "исход")
REASON = ("reason", "причина")
MARK = ("mark", "пометка")
ADDRESSEE = ("addressee", "адресат")
GROUP = ("group", "группа")
PURPOSE = ("purpose", "цель")
SOURCE = ("source", "источник")
REQUEST = ("kind of request", "вид запроса")
CONCLUSION = ("conclusion", "заключение")

FINDING_FIELDS = (
    "status",
    "reason",
    "outcome",
    "points",
    "value",
    "lower",
    "upper",
    "marks",
    "assessed",
    "applicable",
    "maximum",
    "nominal",
)
LETTER_FIELDS = ("to", "recipient", "members", "group", "verb", "purpose", "due", "text", "contains")
REQUEST_FIELDS = ("of_period", "kind", "priority", "indicators", "sources", "due", "text", "contains")
_LISTS = ("marks", "members", "contains", "missing", "indicators", "sources")
_COMPARED = {What.FINDING: INDICATOR, What.DIRECTION: DIRECTION}
"""What is there for every entity, so that it must be said what it is to be."""
_NAME = {What.FINDING: "indicator", What.DIRECTION: "direction", What.LETTER: "rule", What.REQUEST: "key"}


@dataclass
class Expectations:
    """Reads what one test expects; names are looked up among the rules in force in its periods.

    Without `entities`, which only a fact set will tell, those `mentioned` are kept with their places.
    """

    rules: Rules
    entities: tuple[str, ...] | None
    subject: str
    periods: tuple[str, ...]
    items: list[Expected] = field(default_factory=list)
    exactly: list[Exactly] = field(default_factory=list)
    mentioned: list[tuple[str, Span]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def read(self, node: source.Mapping) -> None:
        """The four groups; other keys are for `own`."""
        for name, value in node.entries:
            match name.text:
                case "findings":
                    self.items += self._named(What.FINDING, value)
                case "directions":
                    self.items += self._named(What.DIRECTION, value)
                case "recommendations":
                    self._listed(What.LETTER, value)
                case "requests":
                    self._listed(What.REQUEST, value)

    def own(self, what: What, rule: str, node: source.Mapping, known: tuple[str, ...]) -> None:
        """The fields that an example has of the rule it stands beside; it need not have any."""
        fields = tuple(self._fields(node, known))
        if fields or node.get("absent") is not None:
            own = Expected(what, rule, self.subject, self.periods[-1], fields, node.span, _is_absent(node))
            self.items.append(self._checked(own))

    def _named(self, what: What, node: Node) -> Iterator[Expected]:
        known = FINDING_FIELDS if what is What.FINDING else ("outcome", "missing")
        if isinstance(node, Sequence):
            for item in node.items:
                yield self._entry(what, as_mapping(item), known)
            return
        for name, value in as_mapping(node).entries:
            if isinstance(value, Scalar):
                fields: tuple[Field, ...] = (Field("outcome", value.text, value.span),)
            else:
                fields = tuple(self._fields(as_mapping(value), known))
            expected = Expected(what, name.text, self.subject, self.periods[-1], fields, name.span)
            yield self._checked(expected, name.span)

    def _listed(self, what: What, node: Node) -> None:
        known = LETTER_FIELDS if what is What.LETTER else REQUEST_FIELDS
        if isinstance(node, Sequence):
            self.items += [self._entry(what, as_mapping(item), known) for item in node.items]
            return
        exactly = as_mapping(node).get("exactly")
        found = exactly.items if isinstance(exactly, Sequence) else ()
        items = tuple(self._entry(what, as_mapping(item), known) for item in found)
        self.items += items
        self.exactly.append(Exactly(what, items, as_mapping(node).key_span("exactly")))

    def _entry(self, what: What, node: source.Mapping, known: tuple[str, ...]) -> Expected:
        name, entity, period = (node.get(key) for key in (_NAME[what], "entity", "period"))
        own = None if what is What.REQUEST else self.periods[-1]
        expected = Expected(
            what,
            name.text if isinstance(name, Scalar) else None,
            entity.text if isinstance(entity, Scalar) else self.subject,
            period.text if isinstance(period, Scalar) else own,
            tuple(self._fields(node, known)),
            node.span,
            _is_absent(node),
        )
        if what in _COMPARED and not expected.fields:
            en, ru = _COMPARED[what]
            params = {"what_en": en, "what_ru": ru, "name": expected.name, "fields": ", ".join(known)}
            self.problems.append(Diagnostic(codes.NOTHING_EXPECTED, node.span, params))
        return self._checked(expected, name.span if name else node.span, node)

    def _fields(self, node: source.Mapping, known: tuple[str, ...]) -> Iterator[Field]:
        for name, value in node.entries:
            if name.text in known:
                yield Field(name.text, _wanted(name.text, value), value.span)

    def _checked(self, item: Expected, named: Span | None = None, node: source.Mapping | None = None) -> Expected:
        """The item; every name in it that is not there is told."""
        at = named or item.span
        where = node or source.Mapping(item.span, ())
        if self.entities is None:
            self._mention(where, item.fields)
        elif item.entity not in self.entities:
            self._tell(item.entity, self.entities, ENTITY, _at(where, "entity"))
        if item.period is not None and item.period not in self.periods:
            self._tell(item.period, self.periods, PERIOD, _at(where, "period"))
            return item
        known = self._known(item)
        if item.name is not None and item.name not in known:
            self._not_known(item, known, at)
            return replace(item, name=item.name)
        for one in item.fields:
            self._check_field(item, one)
        return item

    def _mention(self, node: source.Mapping, fields: tuple[Field, ...]) -> None:
        entity = node.get("entity")
        if isinstance(entity, Scalar):
            self.mentioned.append((entity.text, entity.span))
        for one in fields:
            if one.name in ("recipient", "members"):
                names = one.wanted if isinstance(one.wanted, tuple) else (one.wanted,)
                self.mentioned += [(str(name), one.span) for name in names if name is not None]

    def _known(self, item: Expected) -> Mapping[str, object]:
        if item.what is What.REQUEST:
            return self.rules.facts
        period = item.period or self.periods[-1]
        if item.what is What.FINDING:
            return self.rules.snapshot(period)
        pack = self.rules.pack.at(self.rules.periods[period].end)
        if item.what is What.DIRECTION:
            return {direction.header.id: direction for direction in pack.directions}
        return {rule.header.id: rule for rule in pack.recommendations}

    def _not_known(self, item: Expected, known: Mapping[str, object], at: Span) -> None:
        pack, name = self.rules.pack, item.name or ""
        match item.what:
            case What.FINDING:
                (en, ru), ever = INDICATOR, {i.header.id for i in pack.indicators}
            case What.DIRECTION:
                (en, ru), ever = DIRECTION, {d.header.id for d in pack.directions}
            case What.LETTER:
                (en, ru), ever = RECOMMENDATION, {r.header.id for r in pack.recommendations}
            case What.REQUEST:
                (en, ru), ever = FACT, set()
        if name in ever:
            params = {"what_en": en, "what_ru": ru, "name": name, "period": item.period or ""}
            self.problems.append(Diagnostic(codes.NOT_IN_FORCE, at, params))
        else:
            self._tell(name, tuple(known), (en, ru), at)

    def _check_field(self, item: Expected, one: Field) -> None:
        pack = self.rules.pack
        names = {
            "reason": (tuple(Reason), REASON),
            "marks": (tuple(Mark), MARK),
            "to": (tuple(a.id for a in pack.addressees), ADDRESSEE),
            "group": (tuple(g.id for g in pack.groups), GROUP),
            "purpose": (tuple(dict.fromkeys(r.purpose for r in pack.recommendations)), PURPOSE),
            "sources": (tuple(dict.fromkeys(s.header.id for s in pack.sources)), SOURCE),
            "indicators": (tuple(dict.fromkeys(i.header.id for i in pack.indicators)), INDICATOR),
            "missing": (tuple(dict.fromkeys(i.header.id for i in pack.indicators)), INDICATOR),
            "of_period": (tuple(p.id for p in pack.periods), ("period", "период")),
        }
        if item.what is What.REQUEST:
            names["kind"] = (tuple(RequestKind), REQUEST)
        if self.entities is not None:
            names |= dict.fromkeys(("recipient", "members"), (self.entities, ENTITY))
        if one.name == "outcome":
            names["outcome"] = self._outcomes(item)
        if one.name not in names or one.wanted is None:
            return
        known, what = names[one.name]
        for name in one.wanted if isinstance(one.wanted, tuple) else (str(one.wanted),):
            if name not in known:
                self._tell(name, known, what, one.span)

    def _outcomes(self, item: Expected) -> tuple[tuple[str, ...], tuple[str, str]]:
        """Those the indicator or direction can come to."""
        period = item.period or self.periods[-1]
        if item.what is What.FINDING:
            compiled = self.rules.snapshot(period)[item.name or ""]
            return tuple(dict.fromkeys(s.outcome for s in compiled.steps if s.outcome is not None)), OUTCOME
        here = self.rules.pack.at(self.rules.periods[period].end)
        direction = next(d for d in here.directions if d.header.id == item.name)
        return (*(o.outcome for o in direction.outcomes), direction.otherwise), CONCLUSION

    def _tell(self, name: str, known: tuple[str, ...], what: tuple[str, str], span: Span) -> None:
        self.problems.append(unknown(name, known, what, span))


def _is_absent(node: source.Mapping) -> bool:
    absent = node.get("absent")
    return isinstance(absent, Scalar) and absent.value is True


def _at(node: source.Mapping, key: str) -> Span:
    found = node.get(key)
    return node.span if found is None else found.span


def _wanted(name: str, node: Node) -> Wanted:
    """What is written, numbers exact; one text where a list is wanted is a list of one."""
    if isinstance(node, Sequence):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    assert isinstance(node, Scalar)
    if node.value is None:
        return None
    if name in _LISTS:
        return (node.text,)
    if isinstance(node.value, bool):
        return node.value
    return Decimal(node.value) if isinstance(node.value, int | Decimal) else node.text
