"""Nodes → operands: what is reckoned with, at which periods, and how it is rounded or replaced when unknown."""

from __future__ import annotations

from engine.pack import nodes
from engine.pack.model import (
    BEFORE,
    NOW,
    Among,
    Assumed,
    At,
    CarryForward,
    ConstantOperand,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    Imputation,
    IndicatorOperand,
    MeanOf,
    Operand,
    Path,
    PeriodOperand,
    PeriodTake,
    Rounding,
    RoundingMode,
    Series,
    Trajectory,
    Window,
)
from engine.pack.nodes import text, text_or_none, texts, whole
from engine.pack.source import Mapping, Node, Scalar

_DAYS = {"first": PeriodTake.FIRST_DAY, "last": PeriodTake.LAST_DAY}


def operand(node: Node | None) -> Operand:
    if isinstance(node, Scalar):
        return FactOperand(node.text, span=node.span)
    written = nodes.as_mapping(node)
    if written.get("constant") is not None:
        return ConstantOperand(text(written, "constant"), nodes.span_of(written, "constant"))
    if written.get("fact") is not None:
        return fact_operand(written)
    if written.get("indicator") is not None:
        return indicator_operand(written)
    return period_operand(written)


def fact(node: Node) -> FactOperand:
    """An operand that can only be a fact: its key, or written out."""
    return FactOperand(node.text, span=node.span) if isinstance(node, Scalar) else fact_operand(nodes.as_mapping(node))


def fact_operand(node: Mapping) -> FactOperand:
    return FactOperand(
        key=text(node, "fact"),
        series=series(node),
        take=_fact_take(node),
        members=texts(node, "has"),
        numbers=nodes.numbers_by_key(node, "numbers"),
        evidence=text_or_none(node, "evidence") == "required",
        rounding=rounding(node, "round"),
        missing=imputation(node),
        span=nodes.span_of(node, "fact"),
    )


def _fact_take(node: Mapping) -> FactTake:
    if node.get("has") is not None:
        return FactTake.HAS
    if node.get("numbers") is not None:
        return FactTake.MAP
    return FactTake(text_or_none(node, "take") or FactTake.VALUE)


def indicator_operand(node: Mapping) -> IndicatorOperand:
    tested = node.get("is") is not None
    return IndicatorOperand(
        indicator=text(node, "indicator"),
        series=series(node),
        take=FindingTake.IS if tested else FindingTake(text_or_none(node, "take") or FindingTake.VALUE),
        outcomes=texts(node, "is"),
        rounding=rounding(node, "round"),
        missing=imputation(node),
        span=nodes.span_of(node, "indicator"),
    )


def period_operand(node: Mapping) -> PeriodOperand:
    if node.get("period_day") is not None:
        return PeriodOperand(_DAYS[text(node, "period_day")], span=nodes.span_of(node, "period_day"))
    if node.get("periods_since") is not None:
        since, span = text(node, "periods_since"), nodes.span_of(node, "periods_since")
        return PeriodOperand(PeriodTake.PERIODS_SINCE, since, span=span)
    written = nodes.child(node, "trajectory")
    between = text_or_none(written, "between")
    trajectory = Trajectory(nodes.numbers_by_key(written, "values"), Path(between) if between else None)
    return PeriodOperand(PeriodTake.TRAJECTORY, trajectory=trajectory, span=written.span)


def series(node: Mapping) -> Series:
    if node.get("over") is None:
        return Series(at(node.get("period")))
    gaps = text_or_none(node, "gaps") != "refused"
    return Series(window(nodes.child(node, "over")), Fold(text(node, "fold")), whole(node, "at_least", 1), gaps)


def at(node: Node | None) -> At:
    if isinstance(node, Scalar):
        return {"current": NOW, "previous": BEFORE}.get(node.text) or At(period=node.text)
    return NOW if node is None else At(whole(nodes.as_mapping(node), "back"))


def window(node: Mapping) -> Window:
    last = whole(node, "last") if node.get("last") is not None else None
    return Window(last, text_or_none(node, "since"), int(text_or_none(node, "until") == "previous"))


def rounding(of: Mapping, key: str) -> Rounding | None:
    if of.get(key) is None:
        return None
    written = nodes.child(of, key)
    return Rounding(whole(written, "digits"), RoundingMode(text_or_none(written, "mode") or RoundingMode.HALF_UP))


def imputation(of: Mapping) -> Imputation | None:
    if of.get("if_missing") is None:
        return None
    written = nodes.child(of, "if_missing")
    if written.get("carry_forward") is not None:
        return CarryForward(whole(written, "carry_forward"))
    if written.get("mean_of") is not None:
        return MeanOf(Among(text(written, "mean_of")))
    return Assumed(nodes.number(written, "assume"))
