"""Nodes → measures: how the value of an indicator is obtained."""

from __future__ import annotations

from decimal import Decimal

from engine.pack import nodes
from engine.pack.build_items import percent
from engine.pack.build_operands import at, fact, fact_operand, indicator_operand, operand
from engine.pack.model import (
    BEFORE,
    AggregateMeasure,
    Among,
    At,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactOperand,
    Fold,
    FormulaMeasure,
    Gap,
    How,
    IndicatorOperand,
    Measure,
    PeerAs,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Series,
    TableMeasure,
    Ties,
    ValueMeasure,
    Window,
)
from engine.pack.nodes import number_or_none, text, text_or_none, texts, whole
from engine.pack.source import Mapping, Node, Scalar
from engine.statuses import Status

_SCALES = {"percent": 100, "share": 1}


def measure(node: Mapping) -> Measure:
    match text(node, "kind"):
        case "value":
            return ValueMeasure(operand(node.get("of")))
        case "presence":
            return PresenceMeasure(facts_of(node), need(node), not_found_is_absent(node))
        case "ratio":
            return ratio(node)
        case "change":
            return change(node)
        case "count":
            return CountMeasure(facts_of(node), not_found_is_absent(node))
        case "formula":
            return formula(node)
        case "peers":
            return peers(node)
        case "table":
            return TableMeasure()
        case _:
            return aggregate(node)


def facts_of(node: Mapping) -> tuple[FactOperand, ...]:
    return tuple(fact(item) for item in nodes.as_items(node.get("of")))


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


def ratio(node: Mapping) -> RatioMeasure:
    return RatioMeasure(
        numerator=operand(node.get("numerator")),
        denominator=operand(node.get("denominator")),
        scale=_SCALES[text(node, "as")],
        denominator_zero=at_zero(node, "denominator_zero"),
    )


def at_zero(node: Mapping, key: str) -> AtZero:
    """What comes of a division by zero: a number, or the word that nothing does."""
    written = node.get(key)
    if written is None:
        return None
    scalar = nodes.as_scalar(written)
    return Status.NOT_ASSESSED if scalar.value == Status.NOT_ASSESSED else nodes.as_number(scalar)


def change(node: Mapping) -> ChangeMeasure:
    shown_as = ChangeAs(text(node, "as"))
    return ChangeMeasure(
        of=changing(node.get("of")),
        shown_as=shown_as,
        base=mean_rate_base(node) if shown_as is ChangeAs.MEAN_RATE else base(node.get("compare_with")),
        base_zero=at_zero(node, "base_zero"),
        negative_base=text_or_none(node, "negative_base") == "absolute",
        dead_zone=number_or_none(node, "dead_zone"),
    )


def changing(node: Node | None) -> FactOperand | IndicatorOperand:
    if isinstance(node, Scalar):
        return FactOperand(node.text, span=node.span)
    written = nodes.as_mapping(node)
    return indicator_operand(written) if written.get("fact") is None else fact_operand(written)


def base(node: Node | None) -> Series:
    """What a change compares with."""
    if isinstance(node, Scalar):
        return Series(BEFORE)
    written = nodes.as_mapping(node)
    if written.get("first_since") is not None:
        return Series(Window(None, text(written, "first_since"), until=1), Fold.FIRST)
    if written.get("last_available") is not None:
        return Series(Window(whole(written, "last_available"), None, until=1), Fold.LAST)
    return Series(At(whole(written, "back")) if written.get("back") is not None else at(written.get("period")))


def mean_rate_base(node: Mapping) -> Series:
    """The periods from one on whose growth rates are averaged, the current one included."""
    written = nodes.child(node, "compare_with")
    since = text_or_none(written, "first_since") or text(written, "period")
    return Series(Window(None, since), Fold.MEAN_RATE)


def formula(node: Mapping) -> FormulaMeasure:
    where = tuple((name.text, operand(value)) for name, value in nodes.child(node, "where").entries)
    return FormulaMeasure(
        text(node, "expression"), where, nodes.span_of(node, "expression"), at_zero(node, "division_by_zero")
    )


def peers(node: Mapping) -> PeersMeasure:
    left_out = nodes.child(node, "left_out") if node.get("left_out") is not None else None
    scale = number_or_none(node, "scale")
    return PeersMeasure(
        of=indicator_operand(nodes.child(node, "of")),
        shown_as=PeerAs(text(node, "as")),
        among=Among(text_or_none(node, "among") or Among.LEVEL),
        same_outcome=text_or_none(node, "same_outcome_of"),
        left_out=(text(left_out, "indicator"), texts(left_out, "is")) if left_out is not None else None,
        lower_is_better=text_or_none(node, "better") == "lower",
        ties=Ties(text_or_none(node, "ties") or Ties.STANDARD),
        zones=whole(node, "zones", 0),
        scale=Decimal(100) if scale is None else scale,
        sample=text_or_none(node, "spread") == "sample",
        all_equal=number_or_none(node, "all_equal"),
        span=node.span,
    )


def aggregate(node: Mapping) -> AggregateMeasure:
    coefficient = node.get("coefficient")
    return AggregateMeasure(
        indicators=texts(node, "of"),
        how=How(text(node, "how")),
        take=text_or_none(node, "take") or "points",
        weights=nodes.numbers_by_key(node, "weights"),
        across=text_or_none(node, "across"),
        minimum_coverage=percent(node, "minimum_coverage"),
        weight_by=text_or_none(node, "weight_by"),
        outcomes=texts(node, "outcomes"),
        unknown=Gap(text_or_none(node, "unknown") or Gap.LEAVE),
        not_applicable=Gap(text_or_none(node, "not_applicable") or Gap.LEAVE),
        coefficient=None if coefficient is None else indicator_operand(nodes.as_mapping(coefficient)),
        cap=number_or_none(node, "cap"),
    )
