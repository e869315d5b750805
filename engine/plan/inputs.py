"""What a judgement looks at, as SQL over the columns of a finding in the making: its number, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from engine.expression import Formula, to_sql
from engine.plan.codes import EARLIER_MISSING, NOTHING_EARLIER, Slot


@dataclass(frozen=True, slots=True)
class ValueInput:
    """What was measured."""


@dataclass(frozen=True, slots=True)
class SlotInput:
    """An operand."""

    slot: int


@dataclass(frozen=True, slots=True)
class EntityInput:
    """The kind or the level of the entity, as its number."""

    what: str


@dataclass(frozen=True, slots=True)
class FormulaInput:
    """A formula over other inputs."""

    formula: Formula
    names: tuple[tuple[str, Input], ...]


Input = ValueInput | SlotInput | EntityInput | FormulaInput


def number_sql(given: Input) -> str:
    """The number of an input; NULL where it cannot be computed."""
    match given:
        case ValueInput():
            return "value"
        case SlotInput(slot):
            return f"s{slot}"
        case EntityInput(what):
            return f"CAST({what} AS DECIMAL(38, 9))"
        case FormulaInput(formula, names):
            return f"({to_sql(formula, {name: number_sql(of) for name, of in names})})"


def state_sql(given: Input) -> str:
    """The `Slot` that says why an input is unknown, else OK."""
    match given:
        case SlotInput(slot):
            return f"""CASE WHEN past{slot} AND t{slot} = {int(Slot.NOT_APPLICABLE)} THEN {NOTHING_EARLIER}
      WHEN past{slot} AND t{slot} = {int(Slot.MISSING)} THEN {EARLIER_MISSING} ELSE t{slot} END"""
        case FormulaInput(_, names):
            states = dict.fromkeys(state_sql(of) for _, of in names)
            ok = str(int(Slot.OK))
            unknown = [f"NULLIF({state}, {ok})" for state in states if state != ok]
            return f"COALESCE({', '.join(unknown)}, {ok})" if unknown else ok
        case _:
            return str(int(Slot.OK))
