"""The cases that the tests of a judgement tell apart: each input cut into the cells in which every test is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from engine import intervals
from engine.checks.band_limits import Constants, are_known, constants_of, contains, interval_of, is_reversed
from engine.checks.examples import examples, parts_of_value
from engine.checks.inputs import KIND, LEVEL, Inputs, Names, Numbers, inputs_of
from engine.checks.roots import Root, are_related, roots_of_formula, roots_of_operand, roots_of_value
from engine.checks.rows import VALUE
from engine.checks.tables import Box, Table, both
from engine.checks.uncomputable import formula_may_fail, may_fail
from engine.decimals import plain_text
from engine.intervals import Interval
from engine.pack.model import (
    ChangeMeasure,
    FactOperand,
    FactTake,
    Indicator,
    InputFormula,
    Judgement,
    Pack,
    TableMeasure,
    Test,
)
from engine.pack.operands import DEPENDENCE
from engine.statuses import Status

ENTITY = "kind, level"
"""Kind and level as one input where both are tested, since the kind says the level."""

NEVER_COMPUTED = "–"
"""The last cell of an input that may fail to be computed: no limit holds of it."""

_SURE_STATUSES = (Status.SCORED, Status.NO_DATA)


@dataclass(frozen=True, slots=True)
class Axis:
    """The cells of an input, each as people read it, and those in which each test holds.

    `ordinary`: the cells that can certainly be met, whatever inputs unrelated to this one are; of inputs that have a
    root in common this is known of one at a time only.
    """

    cells: tuple[str, ...]
    holding: tuple[frozenset[int], ...]
    ordinary: frozenset[int]
    roots: frozenset[Root]
    limits: tuple[Interval, ...] = ()

    def cell_of(self, number: Decimal) -> int | None:
        """A cell whose numbers pass the same tests as this one; None where no number of the domain does."""
        passed = frozenset(n for n, interval in enumerate(self.limits) if contains(interval, number))
        alike = (
            n for n in self.ordinary if frozenset(t for t, cells in enumerate(self.holding) if n in cells) == passed
        )
        return next(alike, None)


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a judgement, and the table that its rows make of them."""

    indicator: Indicator
    inputs: Inputs
    axes: Mapping[str, Axis]
    table: Table

    def untaken(self) -> str | None:
        """A case that can surely be met and that no row takes, told by the inputs that matter."""
        start = {name: axis.ordinary for name, axis in self.axes.items()}
        box = self.table.untaken(start, lambda box: self._example(box) is not None)
        return None if box is None else self._told(box, self._example(box) or {})

    def shared(self, one: int, other: int) -> str | None:
        """A case that can surely be met and that both rows take."""
        box = both(self.table.rows[one], self.table.rows[other])
        ordinary = {name: axis.ordinary for name, axis in self.axes.items()}
        box = None if box is None else both(ordinary, box)
        example = None if box is None else self._example(box)
        return None if box is None or example is None else self._told(box, example)

    def is_reached(self, row: int) -> bool:
        """Whether some case leads to a row; also where this cannot be decided."""
        return self.table.is_reached(row, self.table.whole())

    def _told(self, box: Box, example: Mapping[str, str]) -> str:
        narrowed = self._narrowed(box) or list(self.axes)
        return ", ".join(_told(name, example.get(name, self.axes[name].cells[min(box[name])])) for name in narrowed)

    def _narrowed(self, box: Box) -> list[str]:
        return [name for name, axis in self.axes.items() if not axis.ordinary <= box[name]]

    def _example(self, box: Box) -> Mapping[str, str] | None:
        """How inputs that hang together can be met in a box, where more than one of them is narrowed.

        None where this is not known; inputs without a number here can be met in any of their cells.
        """
        pairs = combinations(self._narrowed(box), 2)
        related = {name for one, other in pairs if self._are_related(one, other) for name in (one, other)}
        if not related:
            return {}
        parts = parts_of_value(self.indicator)
        return self._reckoned(box, (VALUE, *parts)) if parts is not None and related <= {VALUE, *parts} else None

    def _are_related(self, one: str, other: str) -> bool:
        return are_related(self.axes[one].roots, self.axes[other].roots)

    def _reckoned(self, box: Box, names: tuple[str, str, str]) -> Mapping[str, str] | None:
        """A value in its cells of the box, with parts in theirs that it is reckoned from."""
        domains = [known.domain for name in names if isinstance(known := self.inputs[name], Numbers)]
        for numbers in examples(self.indicator, domains, [self._numbers(name, box) for name in names]):
            found = dict(zip(names, numbers, strict=True))
            if all(name not in box or self.axes[name].cell_of(n) in box[name] for name, n in found.items()):
                return {name: plain_text(number) for name, number in found.items()}
        return None

    def _numbers(self, name: str, box: Box) -> list[Decimal]:
        """The numbers that stand for the cells of an input in the box; none where it is not tested."""
        return [Decimal(self.axes[name].cells[n]) for n in sorted(box[name])] if name in self.axes else []


def _told(name: str, cell: str) -> str:
    return cell if name == ENTITY else f"{name.removeprefix(DEPENDENCE)} = {cell}"


def cases_of(pack: Pack, indicator: Indicator, judge: Judgement, rows: Sequence[Sequence[Test]]) -> Cases | None:
    """The cases that rows of tests tell apart; None where some test makes no sense, which is told elsewhere."""
    constants, inputs = constants_of(pack), inputs_of(pack, indicator, judge)
    tests = [test for row in rows for test in row]
    if not are_known(tests, constants) or not all(_makes_sense(test, inputs, constants) for test in tests):
        return None
    cutter = _Cutter(pack, indicator, judge, inputs, constants)
    by_axis: dict[str, list[Test]] = {}
    joint = {KIND, LEVEL} <= {test.input for test in tests}
    for test in tests:
        by_axis.setdefault(ENTITY if joint and test.input in (KIND, LEVEL) else test.input, []).append(test)
    measured = frozenset[Root]() if isinstance(indicator.measure, TableMeasure) else roots_of_value(indicator, pack)
    axes = _apart({name: cutter.axis(name, on_it) for name, on_it in by_axis.items()}, inputs, measured)
    if not all(axis.ordinary for axis in axes.values()):
        return None
    holding = {id(test): {name: axis.holding[n]} for name, axis in axes.items() for n, test in enumerate(by_axis[name])}
    boxes = [_of_row([holding[id(test)] for test in row]) for row in rows]
    return Cases(indicator, inputs, axes, Table({name: len(axis.cells) for name, axis in axes.items()}, boxes))


def _of_row(tests: Iterable[Box]) -> Box:
    """The cells in which all tests of a row hold; where they exclude one another, none."""
    row: Box = {}
    for test in tests:
        row = both(row, test) or {name: frozenset() for name in (*row, *test)}
    return row


def _makes_sense(test: Test, inputs: Inputs, constants: Constants) -> bool:
    match inputs.get(test.input):
        case Numbers(domain=domain):
            backwards = domain.minimum is not None and domain.maximum is not None and domain.minimum > domain.maximum
            return not (test.names or backwards or is_reversed(interval_of(test, constants)))
        case Names(names=names):
            return names is not None and bool(test.names) and set(test.names) <= set(names)
        case _:
            return False


def _apart(axes: dict[str, Axis], inputs: Inputs, measured: frozenset[Root]) -> dict[str, Axis]:
    """States and statuses beside other inputs with the same root are taken to be known ones: these go with anything.

    So are those with a root in common with what is `measured`, which is known before any row is looked at.
    """
    found = dict(axes)
    for name, axis in axes.items():
        roots = [measured, *(other.roots for key, other in axes.items() if key != name)]
        others = any(are_related(axis.roots, other) for other in roots)
        known = _known_cell(axis, inputs.get(name))
        if others and known is not None:
            found[name] = Axis(axis.cells, axis.holding, frozenset([known]), frozenset())
    return found


def _known_cell(axis: Axis, found: object) -> int | None:
    """The cell in which the fact or finding behind a state or status has a value."""
    if not isinstance(found, Names) or found.operand is None:
        return None
    return next((n for n, cell in enumerate(axis.cells) if cell in ("reported", Status.SCORED)), None)


@dataclass(frozen=True, slots=True)
class _Cutter:
    pack: Pack
    indicator: Indicator
    judge: Judgement
    inputs: Inputs
    constants: Constants

    def axis(self, name: str, tests: list[Test]) -> Axis:
        if name == ENTITY:
            return self._of_entity(tests)
        found = self.inputs[name]
        if isinstance(found, Names):
            return self._of_names(name, found, tests)
        limits = tuple(interval_of(test, self.constants) for test in tests)
        cut = intervals.cells(found.domain, limits)
        holding = tuple(frozenset(n for n, cell in enumerate(cut) if t in cell.inside) for t in range(len(tests)))
        cells = tuple(plain_text(cell.witness) for cell in cut)
        never = (NEVER_COMPUTED,) if self._may_fail(name) else ()
        whole = frozenset(range(len(cells)))
        return Axis((*cells, *never), holding, whole, self._roots(name), limits)

    def _of_names(self, name: str, found: Names, tests: list[Test]) -> Axis:
        names = found.names or ()
        holding = tuple(_cells_of(names, test) for test in tests)
        return Axis(names, holding, frozenset(self._ordinary(names, found)), self._roots(name))

    def _ordinary(self, names: tuple[str, ...], found: Names) -> Iterator[int]:
        """An unlisted source can only be told of where sources are listed; of statuses two are always possible."""
        state = isinstance(found.operand, FactOperand) and found.operand.take is FactTake.STATE
        status = found.operand is not None and not state and names == tuple(Status)
        for n, name in enumerate(names):
            if state and name == "not_listed" and not self.indicator.sources:
                continue
            if not status or name in _SURE_STATUSES:
                yield n

    def _of_entity(self, tests: list[Test]) -> Axis:
        level_of = {kind.id: kind.level for kind in self.pack.kinds}
        kinds = [kind for kind in self.indicator.kinds if kind in level_of]
        levels = [level_of[kind] for kind in kinds]
        holding = tuple(_cells_of(kinds if test.input == KIND else levels, test) for test in tests)
        cells = tuple(f"{KIND} = {kind}, {LEVEL} = {level}" for kind, level in zip(kinds, levels, strict=True))
        return Axis(cells, holding, frozenset(range(len(cells))), frozenset())

    def _may_fail(self, name: str) -> bool:
        if name == VALUE:
            return may_fail(self.pack, self.indicator)
        written = dict(self.judge.inputs).get(name)
        return isinstance(written, InputFormula) and (
            may_fail(self.pack, self.indicator) or formula_may_fail(written.expression, list(self.inputs))
        )

    def _roots(self, name: str) -> frozenset[Root]:
        if name == VALUE:
            return roots_of_value(self.indicator, self.pack)
        if name == "base" and isinstance(self.indicator.measure, ChangeMeasure):
            return roots_of_operand(self.indicator.measure.of, self.pack, self.indicator.measure.base)
        found = self.inputs[name]
        if found.operand is not None:
            return roots_of_operand(found.operand, self.pack)
        return roots_of_formula(self.indicator, self.judge, self.pack) if isinstance(found, Numbers) else frozenset()


def _cells_of(names: Sequence[str], test: Test) -> frozenset[int]:
    return frozenset(n for n, name in enumerate(names) if (name in test.names) is not test.negated)
