"""Which tests can be evaluated together: not those that expect something of rules for which all entities count.

The entities of each test share no parent with those of others, so only what holds an entity against entities that need
not share a parent with it can tell that others are there, and what rests on that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.pack.conditions import about_of, tests_in
from engine.pack.model import (
    Among,
    Condition,
    Indicator,
    IndicatorTest,
    InputFormula,
    MeanOf,
    Pack,
    PeersMeasure,
    Recommendation,
)
from engine.plan.compile import items_needed, measured
from engine.testing.model import Test, What


@dataclass(frozen=True)
class Mixing:
    """The rules of a pack that tell whether other tests are evaluated with one."""

    pack: Pack

    def stands_alone(self, test: Test) -> bool:
        if not self.indicators:
            return False
        return bool(test.exactly) or any(self._concerns(e.what, e.name) for e in test.expected)

    def _concerns(self, what: What, name: str | None) -> bool:
        match what:
            case What.FINDING:
                return name in self.indicators
            case What.DIRECTION:
                return name in self._directions
            case What.LETTER:
                return name is None or name in self._letters
            case What.REQUEST:
                return True

    @cached_property
    def indicators(self) -> frozenset[str]:
        """Those that hold an entity against others, and all that rest on them."""
        found = {i.header.id for i in self.pack.indicators if _mixes(i)}
        waiting = list(found)
        while waiting:
            needed = waiting.pop()
            more = {i.header.id for i in self.pack.indicators if needed in items_needed(i)} - found
            found |= more
            waiting += more
        return frozenset(found)

    @cached_property
    def _directions(self) -> frozenset[str]:
        return frozenset(d.header.id for d in self.pack.directions if any(self._rests(o.when) for o in d.outcomes))

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(r.header.id for r in self.pack.recommendations if any(self._of_letter(r)))

    def _of_letter(self, letter: Recommendation) -> Iterator[bool]:
        yield self._rests(letter.when)
        yield about_of(letter) in self.indicators
        yield letter.unless is not None and letter.unless.indicator in self.indicators

    def _rests(self, when: Condition) -> bool:
        return any(
            test.indicator in self.indicators if isinstance(test, IndicatorTest) else test.direction in self._directions
            for test in tests_in(when)
        )


def _mixes(indicator: Indicator) -> bool:
    if isinstance(indicator.measure, PeersMeasure) and indicator.measure.among is not Among.SIBLINGS:
        return True
    inputs = indicator.judge.inputs if indicator.judge else ()
    operands = [*measured(indicator.measure), *(o for _, o in inputs if not isinstance(o, InputFormula))]
    made_up = (getattr(o, "missing", None) for o in operands)
    return any(isinstance(m, MeanOf) and m.among is not Among.SIBLINGS for m in made_up)
