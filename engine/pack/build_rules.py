"""Nodes → indicators: whom they apply to, what is measured and how it is judged."""

from __future__ import annotations

from collections.abc import Mapping as Table

from engine.pack import nodes
from engine.pack.build_items import header, percent
from engine.pack.build_judgement import judgement
from engine.pack.build_measures import measure
from engine.pack.build_operands import rounding
from engine.pack.domain import default_domain
from engine.pack.model import Confidence, FactKey, Indicator, Reading, Role, Rollup, Target
from engine.pack.nodes import text, text_or_none, texts, truth
from engine.pack.source import Mapping, Node


def indicator(node: Mapping, facts: Table[str, FactKey]) -> Indicator:
    """An indicator; `facts` is the pack's dictionary, from which a judgement takes its domain if it has none."""
    applies, written = nodes.child(node, "applies_to"), nodes.child(node, "measure")
    measured, rolled, rounded = measure(written), rollup(node), rounding(written, "round")
    return Indicator(
        header=header(node),
        title=text(node, "title"),
        role=Role(text(node, "role")),
        parent=text_or_none(node, "parent"),
        unit=text_or_none(node, "unit"),
        levels=texts(applies, "levels"),
        kinds=texts(applies, "kinds"),
        directions=texts(node, "directions"),
        sources=texts(node, "sources"),
        sources_text=text_or_none(node, "sources_text"),
        target=target(node.get("target")),
        readings=tuple(reading(item) for item in nodes.children(node, "readings")),
        measure=measured,
        rollup=rolled,
        judge=judgement(node, default_domain(measured, facts, rolled_up=rolled is not None, rounding=rounded)),
        rounding=rounded,
        display=rounding(node, "display"),
    )


def target(node: Node | None) -> Target | None:
    if node is None:
        return None
    written = nodes.as_mapping(node)
    return Target(text_or_none(written, "text"), text_or_none(written, "not_set"))


def reading(node: Mapping) -> Reading:
    return Reading(
        text(node, "cell"), truth(node, "restored"), Confidence(text(node, "confidence")), text(node, "text")
    )


def rollup(node: Mapping) -> Rollup | None:
    return Rollup(percent(nodes.child(node, "rollup"), "minimum_coverage")) if node.get("rollup") is not None else None
