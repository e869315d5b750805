"""The decision tables of indicators as rows: an end, or a code, for every input that a step looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product

from engine.pack.model import FindingTake
from engine.plan.codes import FACT_STATES, STATUS_CODE, Shape
from engine.plan.compile import Compiled, Condition, Step
from engine.plan.inputs import EntityInput, Input, SlotInput
from engine.plan.program import Program
from engine.plan.tables import Cell, Rows, Table, table
from engine.plan.uses import FactUse, FindingUse


def inputs_at(program: Program, column: int) -> tuple[Input, ...]:
    """The distinct inputs that stand in one column of the decision tables."""
    found = (c.inputs[column][1] for c in program.compiled if len(c.inputs) > column)
    return tuple(dict.fromkeys(found))


def columns_of_inputs(compiled: Iterable[Compiled]) -> int:
    return max((len(c.inputs) for c in compiled), default=0)


def bands(program: Program) -> Table:
    """The rows of the decision tables. A test by names is a row for each name; rows of one step share its number."""
    outcomes = {o: n for n, o in enumerate(program.outcomes)}
    width = max(columns_of_inputs(program.compiled), 1)

    def rows() -> Rows:
        for c in program.compiled:
            says = {key: n for n, key in enumerate(dict.fromkeys(_said(s) for s in c.steps))}
            for n, step in enumerate(c.steps):
                outcome = outcomes[step.outcome] if step.outcome is not None else None
                given = (outcome, step.reason, step.points, step.meets, needs_value(c, step))
                head = (program.numbers[c], n, says[_said(step)], *given)
                yield from ((*head, *cells) for cells in _spread(program, c, step, width))

    columns = (
        "ind SMALLINT, ord SMALLINT, same SMALLINT, outcome SMALLINT, given TINYINT, points DECIMAL(38,9), "
        "meets BOOLEAN, needs_value BOOLEAN"
    ) + "".join(
        f", asked{j} SMALLINT, low{j} DECIMAL(38,9), low_closed{j} BOOLEAN, high{j} DECIMAL(38,9), "
        f"high_closed{j} BOOLEAN"
        for j in range(width)
    )
    return table("band", columns, rows())


def needs_value(compiled: Compiled, step: Step) -> bool:
    """Whether a step without conditions takes every other value: where none can be computed, it does not hold."""
    return not step.conditions and compiled.shape is not Shape.TABLE


def _said(step: Step) -> tuple[str | None, int, Decimal | None]:
    """What a step comes to: steps that come to the same do not contradict each other."""
    return step.outcome, step.reason, step.points


Limits = tuple[Decimal | None, bool, Decimal | None, bool]


def _spread(program: Program, c: Compiled, step: Step, width: int) -> Rows:
    choices: list[list[tuple[int, int, Limits]]] = [
        [(condition.column, place, limits) for limits in _limits(program, c, condition)]
        for place, condition in enumerate(step.conditions)
    ]
    for chosen in product(*choices):
        by_column = _meet(chosen)
        yield tuple(cell for j in range(width) for cell in by_column.get(j, (None, None, False, None, False)))


def _meet(chosen: Iterable[tuple[int, int, Limits]]) -> dict[int, tuple[Cell, ...]]:
    """Conditions by their column. Two on one column hold together: the narrower of both ends is taken."""
    met: dict[int, tuple[int, Limits]] = {}
    for column, place, limits in chosen:
        if column in met:
            first, other = met[column]
            met[column] = first, _narrower(other, limits)
        else:
            met[column] = place, limits
    return {column: (place, *limits) for column, (place, limits) in met.items()}


def _narrower(a: Limits, b: Limits) -> Limits:
    low, low_closed = max(
        ((v, not closed) for v, closed, *_ in (a, b) if v is not None), default=(None, True), key=lambda x: x
    )
    ends = ((v, closed) for _, _, v, closed in (a, b) if v is not None)
    high, high_closed = min(ends, default=(None, False))
    return low, not low_closed, high, high_closed


def _limits(program: Program, c: Compiled, condition: Condition) -> list[Limits]:
    if not condition.names and not condition.negated:
        return [(condition.low, condition.low_closed, condition.high, condition.high_closed)]
    codes = _codes(program, c, c.inputs[condition.column][1])
    wanted = [n for name, n in codes.items() if (name in condition.names) != condition.negated]
    return [(Decimal(n), True, Decimal(n), True) for n in wanted]


def _codes(program: Program, c: Compiled, given: Input) -> Mapping[str, int]:
    """The numbers that the names of an input stand for."""
    match given:
        case EntityInput("kind"):
            return {kind.id: n for n, kind in enumerate(program.pack.kinds)}
        case EntityInput():
            return {level.id: n for n, level in enumerate(program.pack.levels)}
        case SlotInput(slot):
            use = c.uses[slot]
            if isinstance(use, FactUse):
                return FACT_STATES
            if isinstance(use, FindingUse) and use.take is FindingTake.STATUS:
                return {str(status): n for status, n in STATUS_CODE.items()}
    return {outcome: n for n, outcome in enumerate(program.outcomes)}
