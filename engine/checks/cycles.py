"""Indicators that depend on themselves; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.pack.model import NOW, Indicator, IndicatorOperand, Operand, Pack
from engine.pack.operands import operands_in, references_in

Graph = Mapping[str, Mapping[str, Span]]
"""Each indicator, the indicators it refers to, and where it does so."""


def measures(pack: Pack) -> Iterator[Diagnostic]:
    """An indicator that needs itself, in whatever period: findings are reckoned for all periods at once."""
    for indicator in pack.indicators:
        yield from _previous_of_itself(indicator)
    graph = {indicator.header.id: dict(_needed(pack, indicator)) for indicator in pack.indicators}
    yield from _circles(graph, codes.INDICATOR_CYCLE)


def parents(pack: Pack) -> Iterator[Diagnostic]:
    """Parents that lead back to the indicator."""
    graph = {
        i.header.id: {i.parent: pack.places.value(i.header.span, "parent")} if i.parent is not None else {}
        for i in pack.indicators
    }
    yield from _circles(graph, codes.PARENT_CYCLE)


def _previous_of_itself(indicator: Indicator) -> Iterator[Diagnostic]:
    for operand in operands_in(indicator):
        if _is_earlier_of(operand, indicator.header.id):
            yield Diagnostic(codes.PREVIOUS_OF_ITSELF, operand.span, {"id": indicator.header.id})


def _is_earlier_of(operand: Operand, name: str) -> bool:
    """Whether it is the indicator itself in another period than the current one, or in several."""
    return isinstance(operand, IndicatorOperand) and operand.indicator == name and operand.series.at != NOW


def _needed(pack: Pack, indicator: Indicator) -> Iterator[tuple[str, Span]]:
    for operand in operands_in(indicator):
        if isinstance(operand, IndicatorOperand) and not _is_earlier_of(operand, indicator.header.id):
            yield operand.indicator, operand.span
    for reference in references_in(indicator):
        yield reference.indicator, pack.places.value(indicator.header.span, *reference.path)


def _circles(graph: Graph, code: Code) -> Iterator[Diagnostic]:
    """Each circle once, told at the first of its indicators in the order of the pack."""
    told: set[str] = set()
    for name in graph:
        path = way_back(graph, name)
        if path and not told.intersection(path):
            told.update(path)
            span = graph[name][path[1]]
            yield Diagnostic(code, span, {"id": name, "path": " → ".join(path)})


def way_back(graph: Graph, start: str) -> tuple[str, ...]:
    """The shortest way from `start` to itself, or nothing."""
    reached: dict[str, tuple[str, ...]] = {start: (start,)}
    todo = [start]
    for name in todo:
        for following in graph.get(name, {}):
            if following == start:
                return (*reached[name], start)
            if following not in reached:
                reached[following] = (*reached[name], following)
                todo.append(following)
    return ()
