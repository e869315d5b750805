"""Which versions a number rests on."""

from __future__ import annotations

from collections.abc import Iterable

from engine.pack.model import (
    AggregateMeasure,
    ConstantOperand,
    Indicator,
    IndicatorOperand,
    Pack,
    PeersMeasure,
)
from tests.plan.oracle.judging import rows
from tests.plan.oracle.measures import needed

Item = tuple[str, str]


def differs(now: Pack, then: Pack, indicator: str) -> bool:
    """Whether the indicator or anything that it rests on had another version then; what had none does not differ.

    An indicator that had none itself is taken as it is now, with all that it rests on.
    """
    current, earlier = _versions(now), _versions(then)
    return ("indicator", indicator) in earlier and any(
        earlier.get(item, current[item]) != current[item] for item in rests_on(now, indicator)
    )


def _versions(pack: Pack) -> dict[Item, str]:
    indicators = {("indicator", i.header.id): i.header.version for i in pack.indicators}
    return indicators | {("constant", c.header.id): c.header.version for c in pack.constants}


def rests_on(pack: Pack, indicator: str) -> set[Item]:
    """The indicator itself, and whatever it reads, and what that reads."""
    by_id = {i.header.id: i for i in pack.indicators}
    found: set[Item] = set()
    left: list[Item] = [("indicator", indicator)]
    while left:
        item = left.pop()
        if item not in found:
            found.add(item)
            left += _reads(by_id[item[1]]) if item[0] == "indicator" else []
    return found


def _reads(i: Indicator) -> Iterable[Item]:
    written = i.judge.inputs if i.judge else ()
    operands = [operand for _, operand in (*needed(i), *written)]
    named = [*_named_indicators(i), *(o.indicator for o in operands if isinstance(o, IndicatorOperand))]
    constants = [o.constant for o in operands if isinstance(o, ConstantOperand)]
    return [*(("indicator", name) for name in named), *(("constant", name) for name in [*constants, *_limits(i)])]


def _named_indicators(i: Indicator) -> Iterable[str]:
    if isinstance(i.measure, AggregateMeasure):
        yield from i.measure.indicators
        if i.measure.weight_by:
            yield i.measure.weight_by
    if isinstance(i.measure, PeersMeasure) and i.measure.left_out:
        yield i.measure.left_out[0]


def _limits(i: Indicator) -> Iterable[str]:
    """The constants that limits of bands and tests are read from."""
    variants = [test for v in i.judge.variants for test in v.tests] if i.judge else []
    tests = [test for rung in (i.judge.rungs if i.judge else ()) for test in rung.tests]
    banded = [row for row in rows(i) if hasattr(row, "low")]
    for limited in (*variants, *tests, *banded):
        for limit in (limited.low, limited.high):  # type: ignore[union-attr]
            if limit and limit.constant:
                yield limit.constant
