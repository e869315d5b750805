"""Arithmetic turned round: from the value that is wanted to the numbers it is reckoned from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from engine.decimals import PLACES
from engine.intervals import Interval, cells
from engine.pack.model import ChangeAs
from engine.plan.compile import Condition
from engine.testing.attempts import (
    WIDE,
    fits,
)
from engine.testing.coverage import Grids


def present_for(shown_as: ChangeAs, base: Decimal, x: Decimal) -> Decimal | None:
    """The present value that stands in the wanted relation to the base."""
    match shown_as:
        case ChangeAs.DIFFERENCE | ChangeAs.POINTS:
            return base + x
        case ChangeAs.PERCENT:
            return base + base * x / 100
        case ChangeAs.GROWTH_RATE:
            return base * x / 100
        case ChangeAs.COMPOUND_RATE:
            return base * (1 + x / 100)
        case _:
            return None


def on_line(of: Callable[[Decimal], Decimal | None], x: Decimal) -> Decimal | None:
    """Where a function that is a line between two numbers comes to `x`, to nine places."""
    low, high = of(Decimal(0)), of(Decimal(1))
    if low is None or high is None or low == high:
        return None
    found = (x - low) / (high - low)
    if abs(found) >= WIDE:
        return None
    snapped = round(found, PLACES)
    return snapped if of(snapped) == x else None


@dataclass(frozen=True)
class Numbers:
    """Numbers that meet conditions: those at limits first, then one within each stretch between them."""

    grids: Grids

    def meeting(self, name: str, conditions: Sequence[Condition], against: Sequence[Condition]) -> Iterator[Decimal]:
        """Those that meet all `conditions` and none of those `against`."""
        domain, _ = self.grids.of(name)
        beside = [x for c in (*conditions, *against) for x in self.grids.beside(name, c)]
        intervals = [Interval(c.low, c.low_closed, c.high, c.high_closed) for c in conditions]
        within = [cell.witness for cell in cells(domain, intervals) if len(cell.inside) == len(intervals)]
        far = [x + y for x in beside for y in (Decimal(10), Decimal(-10))]
        for x in dict.fromkeys((*within, *beside, *far)):
            if all(c.holds(x) for c in conditions) and not any(c.holds(x) for c in against) and fits(domain, x):
                yield x
