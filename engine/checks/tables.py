"""Decision tables as boxes of cases: which rows are ever reached, and which cases none of them takes.

Each input is cut into finitely many cells, so that a test holds in a whole cell or nowhere in it. A box allows some
cells of each input; the search narrows boxes until a row is certainly passed over, and so never looks at single cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Box = Mapping[str, frozenset[int]]
"""The cells allowed of each input; of an input not named, all."""

MOST_STEPS = 20_000
"""A search of one table that takes more steps is given up, and nothing is told."""


def both(one: Box, other: Box) -> Box | None:
    """The cases of both boxes; None where there are none."""
    shared = {name: one.get(name, allowed) & other.get(name, allowed) for name, allowed in {**one, **other}.items()}
    return shared if all(shared.values()) else None


def _meet(whole: Box, row: Box) -> bool:
    """Whether a row, which need not name every input, holds somewhere in a box that names all of them."""
    return not any(whole[name].isdisjoint(holding) for name, holding in row.items())


class GivenUp(Exception):
    """The search took too long."""


@dataclass
class Table:
    """`cells`: how many each input has; `rows`: the cells in which all tests of each row hold, input by input."""

    cells: Mapping[str, int]
    rows: Sequence[Box]
    _steps: int = MOST_STEPS

    def whole(self) -> dict[str, frozenset[int]]:
        return {name: frozenset(range(count)) for name, count in self.cells.items()}

    def untaken(self, start: Box, fits: Callable[[Box], bool]) -> Box | None:
        """A box within `start` in which no row holds and that `fits`; None without one, or when given up."""
        try:
            return next((box for box in self._passing(start, len(self.rows)) if fits(box)), None)
        except GivenUp:
            return None

    def is_reached(self, row: int, start: Box) -> bool:
        """Whether a row takes a case of `start` that no row before it takes; also where this cannot be decided."""
        box = both(start, self.rows[row])
        try:
            return box is not None and next(self._passing(box, row), None) is not None
        except GivenUp:
            return True

    def _passing(self, start: Box, before: int) -> Iterator[Box]:
        """Boxes, together all cases of `start` that none of the rows up to `before` takes; some of them overlap."""
        todo = [(start, 0)]
        while todo:
            box, passed = todo.pop()
            self._steps -= 1
            if self._steps < 0:
                raise GivenUp
            taking = next((n for n in range(passed, before) if _meet(box, self.rows[n])), None)
            if taking is None:
                yield box
                continue
            for name, holding in reversed(tuple(self.rows[taking].items())):
                if left := box[name] - holding:
                    todo.append(({**box, name: left}, taking + 1))
