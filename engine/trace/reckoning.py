"""How the value of a finding was reckoned, with its numbers; what is reckoned again is so by the plan's own SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from engine.expression import fill
from engine.pack.model import Rounding
from engine.plan.calculation import Arithmetic, Calculation, Written, by_zero, number, value_sql
from engine.plan.codes import Shape, Slot
from engine.plan.inputs import FormulaInput, Input, number_sql, state_sql
from engine.trace.entries import Reckoned, Rounded, plain
from engine.trace.scene import Scene

_SIGNS = {
    Arithmetic.DIFFERENCE: "{0} − {1}",
    Arithmetic.PERCENT: "100 × ({0} − {1}) ÷ {1}",
    Arithmetic.GROWTH_RATE: "100 × {0} ÷ {1}",
    Arithmetic.COMPOUND_RATE: "100 × (({0} ÷ {1}) ^ (1 ÷ {2}) − 1)",
}
_SIGNS_OF_NEGATIVE = {
    Arithmetic.PERCENT: "100 × ({0} − {1}) ÷ |{1}|",
    Arithmetic.GROWTH_RATE: "100 × {0} ÷ |{1}|",
}
UNKNOWN = "?"


def reckoned(scene: Scene) -> Reckoned | None:
    compiled = scene.compiled
    match compiled.shape:
        case Shape.PRESENCE | Shape.COUNT:
            return _counted(scene)
        case Shape.STRICT:
            assert compiled.calculation is not None
            return _calculated(scene, compiled.calculation)
        case _:
            return None


def value_of(scene: Scene) -> Decimal | None:
    """What was measured, also where no row of the judgement could be decided then."""
    told: Decimal | None = scene.row["value"]
    if told is not None:
        return told
    compiled = scene.compiled
    match compiled.shape:
        case Shape.STRICT if all(scene.slot(n).state == Slot.OK for n in range(compiled.required)):
            assert compiled.calculation is not None
            return _value(scene, compiled.calculation)
        case Shape.PRESENCE:
            found = _counted(scene)
            applicable = (found.present or 0) + (found.absent or 0) + (found.unknown or 0)
            return Decimal((found.present or 0) >= min(compiled.need, applicable))
        case Shape.COUNT:
            known = (scene.slot(n) for n in range(compiled.required))
            return sum((s.value for s in known if s.state == Slot.OK and s.value is not None), Decimal(0))
        case Shape.AGGREGATE:
            rows = scene.db.rows(_TOTAL, (scene.entity, scene.period, scene.number))
            total: Decimal | None = rows[0][0] if rows else None
            return total
        case _:
            return None


_TOTAL = "SELECT value FROM total WHERE e = ? AND p = ? AND ind = ?"


def _counted(scene: Scene) -> Reckoned:
    slots = [scene.slot(n) for n in range(scene.compiled.required)]
    known = [s.value for s in slots if s.state == Slot.OK and s.value is not None]
    inapplicable = sum(s.state == Slot.NOT_APPLICABLE for s in slots)
    present = sum(value > 0 for value in known)
    is_presence = scene.compiled.shape is Shape.PRESENCE
    return Reckoned(
        needed=min(scene.compiled.need, len(slots) - inapplicable) if is_presence else None,
        present=present,
        absent=len(known) - present,
        unknown=len(slots) - inapplicable - len(known),
    )


def _calculated(scene: Scene, calculation: Calculation | Written) -> Reckoned | None:
    """None where the value is the operand as it is."""
    compiled = scene.compiled
    shown = [_shown(scene, n) for n in range(compiled.required)]
    if isinstance(calculation, Written):
        exact = _value(scene, replace(calculation, rounding=None)) if UNKNOWN not in shown else None
        filled = fill(calculation.formula, dict(zip(calculation.names, shown, strict=False)))
        rounded, given = _rounded(calculation.rounding, exact, scene), _given_at_zero(scene, calculation)
        return Reckoned(calculation.formula.text, filled, plain(exact), rounded, at_zero=given)
    exact = _value(scene, replace(calculation, rounding=None, dead_zone=None)) if UNKNOWN not in shown else None
    rounded = _rounded(calculation.rounding, exact, scene)
    dead_zone = plain(calculation.dead_zone)
    if calculation.kind is Arithmetic.FIRST:
        return Reckoned(exact=plain(exact), rounded=rounded, dead_zone=dead_zone) if rounded or dead_zone else None
    base = scene.slot(1)
    is_negative = base.state == Slot.OK and base.value is not None and base.value < 0
    pattern = _pattern(calculation, negative=is_negative and calculation.negative_base)
    names = (*compiled.names, "periods")
    return Reckoned(
        formula=pattern.format(*names),
        calculation=pattern.format(*map(bracketed, shown)).replace("|(", "|").replace(")|", "|"),
        exact=plain(exact),
        rounded=rounded,
        at_zero=_given_at_zero(scene, calculation),
        dead_zone=dead_zone,
    )


def _given_at_zero(scene: Scene, calculation: Calculation | Written) -> str | None:
    """The value that the rule gives where it divides by zero, if it does here."""
    zero = by_zero(calculation)
    if calculation.at_zero is None or zero is None:
        return None
    (given,) = _select(scene, [f"CASE WHEN {zero} THEN {number(calculation.at_zero)} END"], None)
    return plain(given)


def _pattern(calculation: Calculation, *, negative: bool) -> str:
    if calculation.kind is Arithmetic.RATIO:
        return "{0} ÷ {1}" if calculation.scale == 1 else f"{calculation.scale} × {{0}} ÷ {{1}}"
    return (_SIGNS_OF_NEGATIVE if negative else _SIGNS)[calculation.kind]


def _rounded(rounding: Rounding | None, exact: Decimal | None, scene: Scene) -> Rounded | None:
    return Rounded(rounding.digits, str(rounding.mode), plain(exact)) if rounding else None


def _shown(scene: Scene, slot: int) -> str:
    return scene.used(slot).value or UNKNOWN


def bracketed(number: str) -> str:
    return f"({number})" if number.startswith("-") else number


def _value(scene: Scene, calculation: Calculation | Written) -> Decimal | None:
    return _select(scene, [value_sql(calculation)], None)[0]


def looked_at(scene: Scene, value: Decimal | None, inputs: Sequence[Input]) -> list[tuple[int, Decimal | None]]:
    """The state and the number of each input of the judgement."""
    found = _select(scene, [sql(given) for given in inputs for sql in (state_sql, number_sql)], value)
    return [(int(found[n] or 0), found[n + 1]) for n in range(0, len(found), 2)]


def _select(scene: Scene, expressions: Sequence[str], value: Decimal | None) -> list[Decimal | None]:
    """Expressions of the plan over the columns of one finding."""
    if not expressions:
        return []
    slots = [scene.slot(n) for n in range(len(scene.compiled.uses))]
    columns = ["CAST(? AS DECIMAL(38, 9)) AS value", "e.kind", "e.level"]
    columns += [
        f"CAST(? AS DECIMAL(38, 9)) AS s{n}, CAST(? AS TINYINT) AS t{n}, CAST(? AS BOOLEAN) AS past{n}"
        for n in range(len(slots))
    ]
    query = f"""
SELECT {", ".join(expressions)} FROM (SELECT {", ".join(columns)} FROM entity e WHERE e.e = ?) AS x"""
    numbers = [cell for s in slots for cell in (plain(s.value), s.state, s.past)]
    (row,) = scene.db.rows(query, (plain(value), *numbers, scene.entity))
    return list(row)


def filled(formula: FormulaInput, known: Mapping[Input, str]) -> str:
    """A formula of the judgement with its numbers."""
    return fill(formula.formula, {name: known[given] for name, given in formula.names})
