"""Nodes → indicators: what is measured and how it is judged."""

from __future__ import annotations

from collections.abc import Mapping as Table
from decimal import Decimal

from engine.intervals import Domain
from engine.pack import nodes
from engine.pack.build_items import domain, header, percent
from engine.pack.domain import ONE, ZERO, default_domain
from engine.pack.model import (
    AggregateMeasure,
    Band,
    ChangeAs,
    ChangeMeasure,
    Confidence,
    ConstantOperand,
    CountMeasure,
    FactKey,
    FactOperand,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    Judgement,
    Lag,
    Limit,
    Measure,
    Operand,
    PresenceMeasure,
    RatioMeasure,
    Reading,
    Role,
    Rollup,
    Target,
    ValueMeasure,
)
from engine.pack.nodes import number_or_none, text, text_or_none, texts, truth
from engine.pack.source import Mapping, Node, Scalar

_SCALES = {"percent": 100, "share": 1}


def indicator(node: Mapping, facts: Table[str, FactKey]) -> Indicator:
    """An indicator; `facts` is the pack's dictionary, from which a judgement takes its domain if it has none."""
    applies, written = nodes.child(node, "applies_to"), nodes.child(node, "measure")
    measured, rolled = measure(written), rollup(node)
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
        judge=judgement(node, default_domain(measured, facts, rolled_up=rolled is not None)),
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


def measure(node: Mapping) -> Measure:
    match text(node, "kind"):
        case "value":
            return ValueMeasure(operand(node.get("of")))
        case "presence":
            return PresenceMeasure(facts_of(node), need(node), not_found_is_absent(node))
        case "ratio":
            return RatioMeasure(
                operand(node.get("numerator")), operand(node.get("denominator")), _SCALES[text(node, "as")]
            )
        case "change":
            return ChangeMeasure(changing(node.get("of")), ChangeAs(text(node, "as")))
        case "count":
            return CountMeasure(facts_of(node), not_found_is_absent(node))
        case "formula":
            return formula(node)
        case _:
            return aggregate(node)


def formula(node: Mapping) -> FormulaMeasure:
    where = tuple((name.text, operand(value)) for name, value in nodes.child(node, "where").entries)
    return FormulaMeasure(text(node, "expression"), where, nodes.span_of(node, "expression"))


def aggregate(node: Mapping) -> AggregateMeasure:
    weights = nodes.child(node, "weights").entries if node.get("weights") is not None else ()
    return AggregateMeasure(
        indicators=texts(node, "of"),
        how=How(text(node, "how")),
        take=text_or_none(node, "take") or "points",
        weights=tuple((name.text, nodes.as_number(nodes.as_scalar(value))) for name, value in weights),
        across=text_or_none(node, "across"),
        minimum_coverage=percent(node, "minimum_coverage"),
    )


def operand(node: Node | None) -> Operand:
    if isinstance(node, Scalar):
        return FactOperand(node.text, span=node.span)
    written = nodes.as_mapping(node)
    if written.get("constant") is not None:
        return ConstantOperand(text(written, "constant"), nodes.span_of(written, "constant"))
    lag = Lag(text_or_none(written, "period") or Lag.CURRENT)
    if written.get("fact") is not None:
        return FactOperand(text(written, "fact"), lag, nodes.span_of(written, "fact"))
    return IndicatorOperand(text(written, "indicator"), lag, nodes.span_of(written, "indicator"))


def changing(node: Node | None) -> FactOperand | IndicatorOperand:
    found = operand(node)
    if isinstance(found, ConstantOperand):
        raise TypeError("a constant does not change")
    return found


def facts_of(node: Mapping) -> tuple[FactOperand, ...]:
    scalars = (nodes.as_scalar(item) for item in nodes.as_items(node.get("of")))
    return tuple(FactOperand(scalar.text, span=scalar.span) for scalar in scalars)


def need(node: Mapping) -> int | None:
    """How many facts must be present; None for all of them, which is also how the model says it."""
    match nodes.as_scalar(node.get("need")).value if node.get("need") is not None else "any":
        case "any":
            return 1
        case int(count):
            return count
        case _:
            return None


def not_found_is_absent(node: Mapping) -> bool:
    return text_or_none(node, "when_not_found") == "absent"


def judgement(node: Mapping, default: Domain) -> Judgement | None:
    if node.get("judge") is None:
        return None
    written = nodes.child(node, "judge")
    bands = nodes.children(written, "bands")
    meeting = points_that_meet(tuple(number_or_none(b, "points") for b in bands))
    stated = written.get("domain")
    return Judgement(default if stated is None else domain(stated), tuple(band(b, meeting) for b in bands))


def points_that_meet(points: tuple[Decimal | None, ...]) -> Decimal | None:
    """The points of a band that meets the target where bands do not say: the greatest, if some band gives fewer."""
    given = [p for p in points if p is not None]
    return max(given) if given and max(given) > min(given) else None


def band(node: Mapping, meeting: Decimal | None) -> Band:
    points = number_or_none(node, "points")
    low, high = limits(node)
    meets = truth(node, "meets", points is not None and points == meeting)
    return Band(text(node, "outcome"), low, high, points, meets, node.span)


def limits(node: Mapping) -> tuple[Limit | None, Limit | None]:
    """The lower and the upper limit of a band; `equals` and `is` are both at once."""
    exactly = limit(node.get("equals"), closed=True) or presence_limit(node.get("is"))
    if exactly is not None:
        return exactly, exactly
    low = limit(node.get("at_least"), closed=True) or limit(node.get("above"), closed=False)
    high = limit(node.get("at_most"), closed=True) or limit(node.get("below"), closed=False)
    return low, high


def limit(node: Node | None, *, closed: bool) -> Limit | None:
    if node is None:
        return None
    if isinstance(node, Scalar):
        return Limit(nodes.as_number(node), None, closed, node.span)
    written = nodes.as_mapping(node)
    return Limit(None, text(written, "constant"), closed, nodes.span_of(written, "constant"))


def presence_limit(node: Node | None) -> Limit | None:
    if node is None:
        return None
    scalar = nodes.as_scalar(node)
    return Limit(ONE if scalar.value is True else ZERO, None, True, scalar.span)
