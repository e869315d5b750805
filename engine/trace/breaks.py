"""Which rules differ between two periods that are compared."""

from __future__ import annotations

from collections.abc import Iterator

from engine.pack.model import Constant, ConstantOperand, Indicator, Limit
from engine.pack.operands import operands_in
from engine.plan.compile import Compiled
from engine.plan.program import Break, Program

Rules = tuple[tuple[str, str], ...]
"""Pairs (then, now), each `id@version`."""


def differing(program: Program, found: Break) -> Rules:
    """The rules that differ, those that the others rest on first."""
    return tuple(dict.fromkeys(_differing(program, found, found.then, found.now)))


def _differing(program: Program, found: Break, then: Compiled, now: Compiled) -> Iterator[tuple[str, str]]:
    before = dict(then.depends)
    for item, _ in now.depends:
        if item in before:
            old, new = program.needed(then, item), program.needed(now, item)
            if old != new:
                yield from _differing(program, found, old, new)
    rules = {i.header.rule: i for i in program.pack.indicators}
    earlier = _constants(program, found.earlier, rules[then.rule])
    later = _constants(program, found.period, rules[now.rule])
    for name, constant in later.items():
        if name in earlier and earlier[name].value != constant.value:
            yield earlier[name].header.rule, constant.header.rule
    if then.rule != now.rule:
        yield then.rule, now.rule


def _constants(program: Program, period: int, indicator: Indicator) -> dict[str, Constant]:
    """The constants an indicator reads, as they stand at the end of a period."""
    wanted = {o.constant for o in operands_in(indicator) if isinstance(o, ConstantOperand)}
    wanted |= {limit.constant for limit in _limits(indicator) if limit.constant is not None}
    constants = program.pack.at(program.pack.periods[period].end).constants
    return {c.header.id: c for c in constants if c.header.id in wanted}


def _limits(indicator: Indicator) -> Iterator[Limit]:
    judge = indicator.judge
    if judge is None:
        return
    bands = (*judge.bands, *(band for variant in judge.variants for band in variant.bands))
    tested = (*(r.tests for r in judge.rungs), *(v.tests for v in judge.variants))
    ends = [end for band in bands for end in (band.low, band.high)]
    ends += [end for tests in tested for test in tests for end in (test.low, test.high)]
    yield from (limit for limit in ends if limit is not None)
