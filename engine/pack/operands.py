"""What measures are reckoned from."""

from __future__ import annotations

from engine.pack.model import (
    AggregateMeasure,
    ChangeMeasure,
    CountMeasure,
    FormulaMeasure,
    Measure,
    Operand,
    PresenceMeasure,
    RatioMeasure,
    ValueMeasure,
)


def operands_of(measure: Measure) -> tuple[Operand, ...]:
    """The operands of a measure, in the order written; an aggregate has members instead."""
    match measure:
        case ValueMeasure() | ChangeMeasure():
            return (measure.of,)
        case PresenceMeasure() | CountMeasure():
            return measure.of
        case RatioMeasure():
            return (measure.numerator, measure.denominator)
        case FormulaMeasure():
            return tuple(operand for _, operand in measure.where)
        case AggregateMeasure():
            return ()
