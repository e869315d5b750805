"""Nodes → what is concluded, recommended and asked, and whom it goes to."""

from __future__ import annotations

from engine.pack import nodes
from engine.pack.build_items import basis, forms, header, months
from engine.pack.model import (
    Addressee,
    Combination,
    Condition,
    ConditionMode,
    Direction,
    DirectionOutcome,
    DirectionTest,
    Find,
    Group,
    IndicatorTest,
    Priority,
    Recommendation,
    Request,
    RequestKind,
    Verb,
)
from engine.pack.nodes import number, text, text_or_none, texts, truth
from engine.pack.source import Mapping


def condition(node: Mapping) -> Condition:
    if node.get("indicator") is not None:
        return indicator_test(node)
    if node.get("direction") is not None:
        return DirectionTest(text(node, "direction"), texts(node, "is"), node.span)
    mode = node.entries[0][0].text
    return Combination(ConditionMode(mode), tuple(condition(part) for part in nodes.children(node, mode)), node.span)


def indicator_test(node: Mapping) -> IndicatorTest:
    return IndicatorTest(
        text(node, "indicator"), texts(node, "is"), texts(node, "status"), texts(node, "reason"), node.span
    )


def direction(node: Mapping) -> Direction:
    otherwise = nodes.child(node, "otherwise")
    return Direction(
        header(node),
        text(node, "title"),
        texts(node, "levels"),
        texts(node, "indicators"),
        tuple(direction_outcome(item) for item in nodes.children(node, "outcomes")),
        text(otherwise, "outcome"),
        text(otherwise, "title"),
    )


def direction_outcome(node: Mapping) -> DirectionOutcome:
    return DirectionOutcome(text(node, "outcome"), text(node, "title"), condition(nodes.child(node, "when")), node.span)


def group(node: Mapping) -> Group:
    return Group(
        text(node, "id"),
        int(number(node, "number")),
        text(node, "title"),
        text(node, "short"),
        basis(node),
        node.span,
    )


def addressee(node: Mapping) -> Addressee:
    return Addressee(
        text(node, "id"),
        text(node, "group"),
        forms(node),
        find(nodes.child(node, "find")),
        truth(node, "collective"),
        Verb(text(node, "verb")),
        node.span,
    )


def find(node: Mapping) -> Find:
    return Find(truth(node, "itself"), text_or_none(node, "role"), texts(node, "kinds"), text_or_none(node, "within"))


def recommendation(node: Mapping) -> Recommendation:
    return Recommendation(
        header=header(node),
        levels=texts(node, "levels"),
        when=condition(nodes.child(node, "when")),
        about=text_or_none(node, "about"),
        to=text(node, "to"),
        unless=indicator_test(nodes.child(node, "unless")) if node.get("unless") is not None else None,
        purpose=text(node, "purpose"),
        due=months(node, "due"),
        text=text(node, "text"),
        text_span=nodes.span_of(node, "text"),
    )


def request(node: Mapping) -> Request:
    return Request(
        header(node),
        RequestKind(text(node, "kind")),
        Priority(text(node, "priority")),
        months(node, "due"),
        text(node, "text"),
        nodes.span_of(node, "text"),
    )
