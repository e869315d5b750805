"""Nodes → judgements: bands, variants of them, and the decision tables that ladders, grids and dependences become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack import nodes
from engine.pack.build_items import domain
from engine.pack.build_operands import operand
from engine.pack.domain import ONE, ZERO
from engine.pack.model import (
    Band,
    FindingTake,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Limit,
    Matching,
    Operand,
    Rung,
    Scale,
    Test,
    Variant,
)
from engine.pack.nodes import number, number_or_none, text, text_or_none, texts, truth
from engine.pack.source import Mapping, Node, Scalar
from engine.pack.source import Sequence as Items
from engine.statuses import Status


def judgement(node: Mapping, default: Domain) -> Judgement | None:
    if node.get("judge") is None:
        return None
    written = nodes.child(node, "judge")
    stated = written.get("domain")
    matching = Matching(text_or_none(written, "match") or Matching.FIRST)
    plain = Judgement(
        domain=default if stated is None else domain(stated),
        inputs=tuple(inputs(written)),
        matching=matching,
        scale=scale(written),
    )
    if dependences := nodes.children(written, "depends_on"):
        needed = dict(map(dependence_input, dependences))
        rungs = rungs_of(depending(dependences, tuple(rows(written)), matching))
        return replace(plain, inputs=(*plain.inputs, *needed.items()), rungs=rungs)
    if written.get("bands") is not None:
        return replace(plain, bands=bands_of(written))
    if written.get("variants") is not None:
        return replace(plain, variants=tuple(variant(item) for item in nodes.children(written, "variants")))
    return replace(plain, rungs=rungs_of(rows(written)))


def inputs(judge: Mapping) -> Iterator[tuple[str, Operand | InputFormula]]:
    for name, value in nodes.child(judge, "inputs").entries if judge.get("inputs") is not None else ():
        if isinstance(value, Mapping) and value.get("formula") is not None:
            yield name.text, InputFormula(text(value, "formula"), nodes.span_of(value, "formula"))
        else:
            yield name.text, operand(value)


def scale(judge: Mapping) -> Scale | None:
    if judge.get("points") is None:
        return None
    written = nodes.child(judge, "points")
    span = nodes.span_of(written, "formula")
    return Scale(text(written, "formula"), number(written, "least"), number(written, "most"), span)


def points_that_meet(points: Sequence[Decimal | None]) -> Decimal | None:
    """The points that meet the target where the rows do not say: the greatest, if some row gives fewer."""
    given = [p for p in points if p is not None]
    return max(given) if given and max(given) > min(given) else None


def bands_of(node: Mapping) -> tuple[Band, ...]:
    written = nodes.children(node, "bands")
    meeting = points_that_meet([number_or_none(b, "points") for b in written])
    return tuple(band(b, meeting) for b in written)


def band(node: Mapping, meeting: Decimal | None) -> Band:
    points = number_or_none(node, "points")
    low, high = limits(node)
    meets = truth(node, "meets", points is not None and points == meeting)
    return Band(text(node, "outcome"), low, high, points, meets, node.span, text_or_none(node, "says"))


def variant(node: Mapping) -> Variant:
    return Variant(tests(node.get("for")), bands_of(node), node.span)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision table: its tests, and where it says what they lead to (`empty` is a scalar)."""

    tests: tuple[Test, ...]
    says: Node
    span: Span


def rungs_of(written: Iterable[Row]) -> tuple[Rung, ...]:
    table = tuple(written)
    meeting = points_that_meet([number_or_none(r.says, "points") for r in table if isinstance(r.says, Mapping)])
    return tuple(rung(row, meeting) for row in table)


def rung(row: Row, meeting: Decimal | None) -> Rung:
    if isinstance(row.says, Scalar):
        return Rung(row.tests, None, Status.NOT_ASSESSED, None, False, None, row.span)
    said = nodes.as_mapping(row.says)
    status, points = text_or_none(said, "status"), number_or_none(said, "points")
    return Rung(
        tests=row.tests,
        outcome=text_or_none(said, "outcome"),
        status=None if status is None else Status(status),
        points=points,
        meets=truth(said, "meets", points is not None and points == meeting),
        says=text_or_none(said, "says"),
        span=row.span,
    )


def rows(judge: Mapping) -> Iterator[Row]:
    """The decision table that a judgement is, however it is spelt."""
    yield from (band_row(item, ()) for item in nodes.children(judge, "bands"))
    for item in nodes.children(judge, "variants"):
        yield from (band_row(each, tests(item.get("for"))) for each in nodes.children(item, "bands"))
    yield from (Row(tests(item.get("when")), item, item.span) for item in nodes.children(judge, "ladder"))
    if judge.get("grid") is not None:
        yield from grid(nodes.child(judge, "grid"))


def band_row(node: Mapping, before: tuple[Test, ...]) -> Row:
    low, high = limits(node)
    return Row((*before, Test("value", low, high, span=node.span)), node, node.span)


def grid(node: Mapping) -> Iterator[Row]:
    down, across = text(node, "rows"), text(node, "columns")
    for row, cells in nodes.child(node, "cells").entries:
        for column, cell in nodes.as_mapping(cells).entries:
            crossing = (
                Test(down, names=(row.text,), span=row.span),
                Test(across, names=(column.text,), span=column.span),
            )
            yield Row(crossing, cell, cell.span)


def dependence_input(node: Mapping) -> tuple[str, IndicatorOperand]:
    span = nodes.span_of(node, "indicator")
    return "=" + text(node, "indicator"), IndicatorOperand(text(node, "indicator"), take=FindingTake.OUTCOME, span=span)


def depending(dependences: Iterable[Mapping], others: Iterable[Row], matching: Matching) -> Iterator[Row]:
    """A row for each dependence that is not met, before the other rows.

    Where only one row may hold, each of them also says that all dependences before it are met.
    """
    met: tuple[Test, ...] = ()
    for node in dependences:
        test = Test("=" + text(node, "indicator"), names=texts(node, "is"), span=nodes.span_of(node, "is"))
        yield Row((*met, replace(test, negated=True)), nodes.child(node, "else"), node.span)
        met += (test,) if matching is Matching.SINGLE else ()
    yield from (replace(row, tests=(*met, *row.tests)) for row in others)


def tests(node: Node | None) -> tuple[Test, ...]:
    """Conditions all of which must hold; none for `otherwise`."""
    written = node.entries if isinstance(node, Mapping) else ()
    return tuple(test(name.text, value) for name, value in written)


def test(name: str, node: Node) -> Test:
    if isinstance(node, Mapping):
        if node.get("not") is not None:
            return Test(name, names=texts(node, "not"), negated=True, span=node.span)
        low, high = limits(node)
        return Test(name, low, high, span=node.span)
    items = node.items if isinstance(node, Items) else (node,)
    return Test(name, names=tuple(nodes.as_scalar(item).text for item in items), span=node.span)


def limits(node: Mapping) -> tuple[Limit | None, Limit | None]:
    """The lower and the upper limit of a band or test; `equals` and `is` are both at once."""
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
