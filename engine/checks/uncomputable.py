"""Whether a value may fail to be computed although everything it is reckoned from is known."""

from __future__ import annotations

from collections.abc import Iterator

from engine.expression import Formula, divisions, parse_formula
from engine.expression.tree import (
    Arithmetic,
    Call,
    Case,
    Comparison,
    Condition,
    Joined,
    Name,
    Negative,
    Not,
    Number,
    Value,
)
from engine.pack.domain import operand_domain
from engine.pack.model import (
    AggregateMeasure,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    FormulaMeasure,
    How,
    Indicator,
    Operand,
    Pack,
    PeerAs,
    PeersMeasure,
    RatioMeasure,
    TableMeasure,
    number_at_zero,
)

_PARTIAL = ("LN", "SQRT", "POWER")
_SURE = (How.SUM, How.MEAN, How.MIN, How.MAX, How.COUNT_MEETING, How.SHARE_MEETING)


def may_fail(pack: Pack, indicator: Indicator) -> bool:
    """Whether the value of an indicator may be missing for another reason than an unknown operand."""
    rolled_up = indicator.rollup is not None
    match indicator.measure:
        case TableMeasure():
            return True
        case RatioMeasure(denominator=denominator, denominator_zero=at_zero):
            return number_at_zero(at_zero) is None and _may_be_zero(pack, denominator, rolled_up=rolled_up)
        case ChangeMeasure() as measure:
            return _change_may_fail(pack, measure, rolled_up=rolled_up)
        case FormulaMeasure(expression=expression, where=where, division_by_zero=at_zero):
            return formula_may_fail(expression, [name for name, _ in where], at_zero)
        case PeersMeasure(shown_as=shown_as, all_equal=all_equal):
            return not (shown_as is PeerAs.COUNT or (all_equal is not None and shown_as is not PeerAs.SHARE_OF_BEST))
        case AggregateMeasure(how=how, coefficient=coefficient):
            return coefficient is not None or how not in _SURE
        case _:
            return False


def _may_be_zero(pack: Pack, operand: Operand, *, rolled_up: bool) -> bool:
    domain = operand_domain(operand, pack, rolled_up=rolled_up)
    low, high = domain.minimum, domain.maximum
    return not ((low is not None and low > 0) or (high is not None and high < 0))


def _change_may_fail(pack: Pack, measure: ChangeMeasure, *, rolled_up: bool) -> bool:
    if measure.shown_as in (ChangeAs.DIFFERENCE, ChangeAs.POINTS, ChangeAs.MEAN_RATE):
        return False
    if measure.shown_as is ChangeAs.COMPOUND_RATE:
        return True
    minimum = operand_domain(measure.of, pack, rolled_up=rolled_up).minimum
    negative = not measure.negative_base and (minimum is None or minimum < 0)
    zero = number_at_zero(measure.base_zero) is None and _may_be_zero(pack, measure.of, rolled_up=rolled_up)
    return negative or zero


def formula_may_fail(expression: str, known: list[str], at_zero: AtZero = None) -> bool:
    """Whether it divides, or takes a logarithm, a root or a power; also when it is wrong, which is told elsewhere."""
    formula = parse_formula(expression, known)
    if not isinstance(formula, Formula):
        return True
    divides = number_at_zero(at_zero) is None and divisions(formula)
    return bool(divides) or any(isinstance(p, Call) and p.function in _PARTIAL for p in parts_of(formula.tree))


def parts_of(tree: Value | Condition) -> Iterator[Value | Condition]:
    """A formula and everything in it."""
    todo: list[Value | Condition] = [tree]
    while todo:
        part = todo.pop()
        yield part
        todo += _below(part)


def _below(part: Value | Condition) -> list[Value | Condition]:
    match part:
        case Number() | Name():
            return []
        case Negative() | Not():
            return [part.of]
        case Arithmetic() | Comparison() | Joined():
            return [part.left, part.right]
        case Call():
            return list(part.arguments)
        case Case():
            branches: list[Value | Condition] = [side for branch in part.branches for side in branch]
            return [*branches, part.otherwise]
