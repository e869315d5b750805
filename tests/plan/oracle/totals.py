"""A total over findings: its value, how much of it is known, and what it may come to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.pack.model import AggregateMeasure, Band, Gap, How, Indicator, Rung
from tests.plan.oracle.judging import all_points, rows
from tests.plan.oracle.known import APPLICABLE, PASSED_ON, Cell, Finding, Judged, Total, why_unknown
from tests.plan.oracle.numbers import Number, in_double, times, total

ZERO, ONE = Fraction(0), Fraction(1)
MEETING = (How.COUNT_MEETING, How.SHARE_MEETING)


@dataclass(frozen=True)
class Part:
    """A number with its weight, None where that is not known; a written weight multiplies the sum of its group."""

    group: str
    weight: Number
    number: Fraction


@dataclass(frozen=True)
class Member:
    """A finding in a total: what it gives now, at the least and at the most."""

    status: str
    meets: bool
    weight: Number
    greatest: Number
    may_meet: tuple[bool, bool]
    lower: Number
    upper: Number
    marks: frozenset[str]
    group: str
    number: Number
    """What of it is totalled; a scored finding without it counts as unknown."""

    @property
    def assessed(self) -> bool:
        return self.status == "scored" and self.weight is not None and self.number is not None

    @property
    def applicable(self) -> bool:
        return self.status in APPLICABLE


def member(measure: AggregateMeasure, finding: Finding, i: Indicator, weight: Number, entity: str) -> Member:
    judged = finding.judged

    def meets(row: Band | Rung) -> bool:
        return row.outcome in measure.outcomes if measure.outcomes else row.meets

    number = judged.uncontested if measure.take == "value" else judged.points
    possible = [meets(row) for row in rows(i) if row.outcome is not None]
    return Member(
        judged.status,
        judged.outcome in measure.outcomes if measure.outcomes else judged.meets,
        weight,
        _top(finding, i),
        (bool(possible) and all(possible), any(possible)),
        finding.lower,
        finding.upper,
        finding.told_of & PASSED_ON,
        f"{i.header.id} {entity if measure.weight_by else ''}",
        number if measure.how not in MEETING else Fraction(0),
    )


def totalled(
    measure: AggregateMeasure, members: Sequence[Member], coefficient: Cell | None, *, judged: bool
) -> tuple[Total, Judged]:
    """The total, and its status: scored or why not; nothing is judged by a total of nothing."""
    applicable = [m for m in members if m.applicable]
    assessed = [m for m in applicable if m.assessed]
    nought = zeroed(measure, members)
    counted = applicable + [m for m in nought if not m.applicable]
    factor = _factor(coefficient)
    value = _value(measure, assessed, nought, factor)
    lower, upper = _bounds(measure, counted, value, factor, certain=len(assessed) == len(applicable))
    if factor is None:
        value = lower = upper = None
    limited = [_limited(measure, x) for x in (value, lower, upper)]
    maximum = _limited(measure, _maximum(measure, counted, factor))
    all_of_them = _limited(measure, _maximum(measure, members, factor))
    ends = maximum, all_of_them if measure.how is How.SUM else maximum
    made = Total(limited[0], len(assessed), len(applicable), limited[1], limited[2], *ends)
    raw = _value(measure, assessed, nought, ONE) if assessed or nought or not judged else None
    return made, _status(measure, members, made, raw, coefficient)


def _top(finding: Finding, i: Indicator) -> Number:
    """The most points of a member; of a total that is not judged, the most that it could be."""
    if isinstance(i.measure, AggregateMeasure) and i.judge is None:
        return finding.total.maximum if finding.total else None
    return max(all_points(i), default=None)


def _maximum(measure: AggregateMeasure, members: Sequence[Member], factor: Number) -> Number:
    """The most that the value could be."""
    if any(m.weight is None for m in members):
        return None
    match measure.how:
        case How.COUNT_MEETING:
            return _product(Fraction(len(members)), factor)
        case How.SHARE_MEETING | How.PERCENT_OF_MAXIMUM:
            return _product(Fraction(100), factor)
        case How.GEOMETRIC_MEAN | How.HARMONIC_MEAN:
            return None
    if measure.take == "value":
        return None
    tops = [_part(m, m.greatest) for m in members if m.greatest is not None]
    return _combined(measure.how, tops, None, factor) if tops else None


def zeroed(measure: AggregateMeasure, members: Sequence[Member]) -> list[Member]:
    """Those that count as zero."""
    unknown = [m for m in members if m.applicable and not m.assessed] if measure.unknown is Gap.ZERO else []
    outside = [m for m in members if m.status == "not_applicable"] if measure.not_applicable is Gap.ZERO else []
    return unknown + outside


def _status(
    measure: AggregateMeasure, members: Sequence[Member], made: Total, value: Number, coefficient: Cell | None
) -> Judged:
    if made.applicable == 0:
        return Judged("not_applicable", "kind")
    unknown = measure.unknown is Gap.BLOCK and made.assessed < made.applicable
    outside = measure.not_applicable is Gap.BLOCK and any(m.status == "not_applicable" for m in members)
    if unknown or outside:
        return Judged("no_data", "member_unknown")
    if 100 * made.assessed < Fraction(measure.minimum_coverage) * made.applicable:
        return Judged("no_data", "coverage" if made.assessed else "operand")
    numbers = made.assessed or zeroed(measure, members)
    if not numbers and (value is None or _factor(coefficient) is None):
        return Judged("no_data", "operand")
    if coefficient is not None and coefficient.number is None:
        return why_unknown(coefficient)
    if value is None or _factor(coefficient) is None:
        return Judged("not_assessed", "not_computable")
    return Judged("scored")


def _factor(coefficient: Cell | None) -> Number:
    """None where it is not known, or no coefficient."""
    if coefficient is None:
        return ONE
    return coefficient.number if coefficient.number is not None and coefficient.number >= 0 else None


def _limited(measure: AggregateMeasure, x: Number) -> Number:
    return x if x is None or measure.cap is None else min(x, Fraction(measure.cap))


def _value(measure: AggregateMeasure, assessed: Sequence[Member], nought: Sequence[Member], factor: Number) -> Number:
    if measure.how in MEETING:
        return _met(measure.how, sum(m.meets for m in assessed), len(assessed) + len(nought), factor)
    parts = [_part(m, m.number) for m in assessed] + [_part(m, None) for m in nought]
    return _combined(measure.how, parts, _greatest([*assessed, *nought]), factor)


def _part(m: Member, number: Number) -> Part:
    return Part(m.group, m.weight, number or ZERO)


def _bounds(
    measure: AggregateMeasure, counted: Sequence[Member], value: Number, factor: Number, *, certain: bool
) -> tuple[Number, Number]:
    """`counted` are the applicable members, and those that do not apply but count as zero."""
    if measure.how in MEETING:
        least = sum(_may_meet(m)[0] for m in counted)
        most = sum(_may_meet(m)[1] for m in counted)
        return _met(measure.how, least, len(counted), factor), _met(measure.how, most, len(counted), factor)
    if measure.take == "value":
        return (value, value) if certain else (None, None)
    if any(m.applicable and (m.lower is None or m.upper is None) for m in counted):
        return None, None
    lower, upper = [_part(m, m.lower) for m in counted], [_part(m, m.upper) for m in counted]
    most = _greatest(counted)
    ends = _combined(measure.how, lower, most, factor), _combined(measure.how, upper, most, factor)
    return (None, None) if None in ends else ends


def _may_meet(m: Member) -> tuple[bool, bool]:
    if not m.applicable:
        return False, False
    return (m.meets, m.meets) if m.status == "scored" else m.may_meet


def _greatest(members: Sequence[Member]) -> Number:
    """What the members come to with the greatest points of each."""
    if any(m.weight is None for m in members):
        return None
    known = [_part(m, m.greatest) for m in members if m.greatest is not None]
    return _weighted(known) if known else None


def _met(how: How, met: int, of: int, factor: Number) -> Number:
    if how is How.COUNT_MEETING:
        return _product(Fraction(met), factor)
    return _quotient(100, Fraction(met), Fraction(of), factor)


def _product(x: Number, factor: Number) -> Number:
    return x if factor == ONE else times(x, factor)


def _quotient(scale: int, part: Number, whole: Number, factor: Number) -> Number:
    """With the coefficient in one expression."""
    return in_double(lambda p, w, f: scale * p / w * f, part, whole, factor)


def _combined(how: How, parts: Sequence[Part], maximum: Number, factor: Number) -> Number:
    """One number of weighted ones, times the coefficient; None where there is nothing to reckon from."""
    numbers = [p.number for p in parts]
    weights = [p.weight for p in parts if p.weight is not None]
    if how not in (How.MEAN, How.MIN, How.MAX) and len(weights) < len(parts):
        return None
    match how:
        case How.SUM:
            return _product(_weighted(parts), factor)
        case How.MEAN:
            return _quotient(1, total(numbers), Fraction(len(numbers)), factor)
        case How.WEIGHTED_MEAN:
            return _quotient(1, _weighted(parts), total(weights), factor)
        case How.GEOMETRIC_MEAN:
            return _geometric([p for p in parts if p.weight], total(weights), factor)
        case How.HARMONIC_MEAN:
            return _harmonic([p for p in parts if p.weight], total(weights), factor)
        case How.MIN:
            return _product(min(numbers, default=None), factor)
        case How.MAX:
            return _product(max(numbers, default=None), factor)
        case How.PERCENT_OF_MAXIMUM:
            return _quotient(100, _weighted(parts), maximum, factor) if parts else None
        case _:
            raise ValueError(how)


def _weighted(parts: Sequence[Part]) -> Fraction:
    groups = {p.group: p.weight for p in parts}
    sums = {group: total([p.number for p in parts if p.group == group]) for group in groups}
    return total([times(weight, sums[group]) or ZERO for group, weight in groups.items()])


def _geometric(parts: Sequence[Part], weight: Fraction, factor: Number) -> Number:
    numbers = [p.number for p in parts]
    if not numbers or min(numbers) <= 0:
        return Fraction(0) if numbers and min(numbers) == 0 else None
    logarithms = [in_double(lambda w, x: w * math.log(x), p.weight, p.number, places=15) or ZERO for p in parts]
    return in_double(lambda s, w, f: math.exp(s / w) * f, total(logarithms), weight, factor)


def _inverse(part: Part) -> Fraction:
    return in_double(lambda w, x: w / x, part.weight, part.number, places=20) or ZERO


def _harmonic(parts: Sequence[Part], weight: Fraction, factor: Number) -> Number:
    numbers = [p.number for p in parts]
    if not numbers or min(numbers) <= 0:
        return Fraction(0) if numbers and min(numbers) == 0 else None
    return _quotient(1, weight, total([_inverse(p) for p in parts]), factor)
