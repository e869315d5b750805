"""What inputs of a judgement are read from in the end: those that share a root are not independent of one another."""

from __future__ import annotations

from collections.abc import Iterator

from engine.pack.model import (
    At,
    ChangeMeasure,
    FactOperand,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Operand,
    Pack,
    PeriodOperand,
    Series,
)
from engine.pack.operands import operands_in, operands_of, references_in

Root = tuple[str, str]
"""A fact or indicator, and when it is read; `ALWAYS` in more periods than one."""

ALWAYS = "*"
_PERIOD: Root = ("the period itself", ALWAYS)


def are_related(one: frozenset[Root], other: frozenset[Root]) -> bool:
    return any(a[0] == b[0] and (a[1] == b[1] or ALWAYS in (a[1], b[1])) for a in one for b in other)


def roots_of_operand(operand: Operand, pack: Pack, series: Series | None = None) -> frozenset[Root]:
    """The roots of an operand; of a change's base, read at `series` instead of its own."""
    match operand:
        case FactOperand():
            return frozenset([(f"fact {operand.key}", _when(series or operand.series))])
        case IndicatorOperand():
            itself = (f"indicator {operand.indicator}", _when(series or operand.series))
            return frozenset([itself, *_below(operand.indicator, pack)])
        case PeriodOperand():
            return frozenset([_PERIOD])
        case _:
            return frozenset()


def roots_of_indicator(name: str, pack: Pack) -> frozenset[Root]:
    """The indicator and everything it is measured and judged by, whenever that is read."""
    return frozenset(_below(name, pack))


def roots_of_value(indicator: Indicator, pack: Pack) -> frozenset[Root]:
    named = (_below(reference.indicator, pack) for reference in references_in(indicator))
    operands = [roots_of_operand(operand, pack) for operand in operands_of(indicator.measure)]
    if isinstance(indicator.measure, ChangeMeasure):
        operands.append(roots_of_operand(indicator.measure.of, pack, indicator.measure.base))
    return frozenset().union(*operands, *named)


def roots_of_formula(indicator: Indicator, judge: Judgement, pack: Pack) -> frozenset[Root]:
    """Of a formula over the inputs: those of all of them."""
    operands = [operand for _, operand in judge.inputs if not isinstance(operand, InputFormula)]
    return roots_of_value(indicator, pack).union(*(roots_of_operand(operand, pack) for operand in operands))


def _when(series: Series) -> str:
    return repr(series.at) if isinstance(series.at, At) else ALWAYS


def _below(name: str, pack: Pack) -> Iterator[Root]:
    """An indicator and everything it rests on, whenever it is read."""
    known = {indicator.header.id: indicator for indicator in pack.indicators}
    seen, todo = {name}, [name]
    while todo:
        following = todo.pop()
        yield f"indicator {following}", ALWAYS
        if following not in known:
            continue
        for operand in operands_in(known[following]):
            if isinstance(operand, FactOperand):
                yield f"fact {operand.key}", ALWAYS
            elif isinstance(operand, PeriodOperand):
                yield _PERIOD
        names = {o.indicator for o in operands_in(known[following]) if isinstance(o, IndicatorOperand)}
        names |= {reference.indicator for reference in references_in(known[following])}
        todo += sorted(names - seen)
        seen |= names
