"""Nodes → the items of a pack that only describe: passport, acts, sources, entities, facts, constants, calendar."""

from __future__ import annotations

from decimal import Decimal

from engine.intervals import Domain
from engine.pack import nodes
from engine.pack.model import (
    Act,
    Basis,
    Constant,
    Effective,
    FactKey,
    FactType,
    Forms,
    Header,
    ItemStatus,
    Kind,
    Level,
    Months,
    Nature,
    Party,
    Passport,
    Period,
    Reference,
    Resolution,
    Source,
    Statement,
    Suppression,
    TableRow,
)
from engine.pack.nodes import day, day_or_none, number, number_or_none, text, text_or_none, texts, truth
from engine.pack.source import Mapping, Node

_RECEIVES_LETTERS = (Nature.LEGAL_PERSON, Nature.AUTHORITY, Nature.ASSOCIATION)


def header(node: Mapping) -> Header:
    effective = nodes.child(node, "effective")
    return Header(
        text(node, "id"),
        text(node, "version"),
        ItemStatus(text(node, "status")),
        Effective(day(effective, "from"), day_or_none(effective, "to")),
        basis(node),
        node.span,
    )


def basis(node: Mapping) -> Basis | None:
    if node.get("basis") is None:
        return None
    written = nodes.child(node, "basis")
    return Basis(text(written, "act"), text_or_none(written, "clause"), text_or_none(written, "edition"))


def forms(node: Mapping) -> Forms:
    return Forms(text(node, "name"), nodes.texts_by_key(node, "forms"))


def passport(root: Mapping) -> Passport:
    pack = nodes.child(root, "pack")
    return Passport(
        header(pack),
        text(pack, "title"),
        text(pack, "language"),
        tuple(statement(item) for item in nodes.children(root, "passport")),
        tuple(party(item) for item in nodes.children(root, "parties")),
        nodes.texts_by_key(root, "units"),
        nodes.texts_by_key(root, "outcomes"),
        resolution(root.get("resolution")),
        root.span,
        tuple(suppression(item) for item in nodes.children(root, "suppress")),
        months(root, "check_acts_every"),
    )


def suppression(node: Mapping) -> Suppression:
    file, item = text_or_none(node, "file"), text_or_none(node, "item")
    return Suppression(text(node, "code"), file, item, text(node, "reason"), day(node, "until"), node.span)


def statement(node: Mapping) -> Statement:
    said, items = text_or_none(node, "text"), texts(node, "items")
    return Statement(text(node, "id"), text(node, "title"), said, items, basis(node), node.span)


def party(node: Mapping) -> Party:
    return Party(text(node, "id"), text(node, "title"), forms(node), basis(node), node.span)


def resolution(node: Node | None) -> Resolution:
    if node is None:
        return Resolution()
    written = nodes.as_mapping(node)
    return Resolution(texts(written, "source_order"), text_or_none(written, "same_date") == "first_row")


def act(node: Mapping) -> Act:
    return Act(
        text(node, "id"),
        text(node, "title"),
        text(node, "kind"),
        text_or_none(node, "issuer"),
        text_or_none(node, "date"),
        text_or_none(node, "number"),
        text_or_none(node, "edition"),
        node.span,
        day_or_none(node, "valid_until"),
        day_or_none(node, "checked"),
    )


def source(node: Mapping) -> Source:
    return Source(
        header(node),
        text(node, "title"),
        truth(node, "open"),
        text_or_none(node, "holder"),
        text_or_none(node, "address"),
    )


def level(node: Mapping) -> Level:
    return Level(text(node, "id"), text(node, "title"), int(number(node, "order")), node.span)


def kind(node: Mapping) -> Kind:
    nature = Nature(text(node, "nature"))
    return Kind(
        text(node, "id"),
        text(node, "level"),
        text(node, "title"),
        nature,
        truth(node, "assessed"),
        truth(node, "letters", nature in _RECEIVES_LETTERS),
        text_or_none(node, "owner"),
        node.span,
    )


def table_row(node: Mapping) -> TableRow:
    return TableRow(text(node, "level"), text(node, "text"), texts(node, "kinds"), node.span)


def reference(node: Mapping) -> Reference:
    value, items = text_or_none(node, "value"), texts(node, "items")
    return Reference(text(node, "id"), text(node, "title"), value, items, basis(node), node.span)


def domain(node: Node | None) -> Domain:
    if node is None:
        return Domain()
    written = nodes.as_mapping(node)
    return Domain(
        truth(written, "whole_numbers"), number_or_none(written, "minimum"), number_or_none(written, "maximum")
    )


def fact(node: Mapping) -> FactKey:
    members = nodes.children(node, "vocabulary")
    return FactKey(
        text(node, "key"),
        text(node, "title"),
        FactType(text(node, "type")),
        text_or_none(node, "unit"),
        domain(node.get("domain")),
        tuple((text(member, "id"), text(member, "title")) for member in members),
        number_or_none(node, "absent_means"),
        truth(node, "additive"),
        node.span,
    )


def constant(node: Mapping) -> Constant:
    return Constant(header(node), text(node, "title"), number(node, "value"), text_or_none(node, "unit"))


def period(node: Mapping) -> Period:
    return Period(
        text(node, "id"),
        text(node, "title"),
        day(node, "from"),
        day(node, "to"),
        day_or_none(node, "submit_by"),
        basis(node),
        node.span,
    )


def months(node: Mapping, key: str) -> Months | None:
    """`P3M` or `P1Y` as months."""
    written = text_or_none(node, key)
    return Months(int(written[1:-1]) * (12 if written.endswith("Y") else 1)) if written is not None else None


def percent(node: Mapping, key: str) -> Decimal:
    """A percentage that is zero where nothing is written."""
    return number_or_none(node, key) or Decimal(0)
