"""One finding as the plan left it: its operands by their slots, and what their numbers stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from engine.backend.duckdb import Database
from engine.pack.model import (
    FactTake,
    FactType,
    FindingTake,
    Fold,
    Indicator,
    InputFormula,
    Pack,
    PeriodTake,
)
from engine.plan.codes import EARLIER_MISSING, FACT_STATES, NOTHING_EARLIER, STATUS_CODE, Slot
from engine.plan.compile import Compiled
from engine.plan.program import Program
from engine.plan.uses import FactUse, FindingUse, PeriodUse, Use, is_past
from engine.trace.entries import Known, plain

_KEEP_DAYS = (None, Fold.FIRST, Fold.LAST, Fold.LEAST, Fold.GREATEST)
_EARLIER = {int(Slot.NOT_APPLICABLE): NOTHING_EARLIER, int(Slot.MISSING): EARLIER_MISSING}
_STATES = {int(s): s.name.lower() for s in Slot} | {
    NOTHING_EARLIER: "nothing_earlier",
    EARLIER_MISSING: "earlier_missing",
}
_STATE_OF = {number: name for name, number in FACT_STATES.items()}
_STATUS_OF = {number: status for status, number in STATUS_CODE.items()}
_OPERANDS = """
SELECT slot, past, state, value, fid, flags, covered, countable FROM operand
WHERE e = ? AND p = ? AND ind = ? AND variant = 0
"""


@dataclass(frozen=True, slots=True)
class Slotted:
    """What the plan knows of one operand."""

    past: bool
    state: int = int(Slot.MISSING)
    value: Decimal | None = None
    fid: int | None = None
    flags: int = 0
    covered: int | None = None
    countable: int | None = None

    @property
    def told(self) -> int:
        """The state, with those of earlier periods told apart."""
        return _EARLIER.get(self.state, self.state) if self.past else self.state


@dataclass(frozen=True)
class Scene:
    """The finding of `compiled` for one entity and period; `row` has it in words."""

    program: Program
    db: Database
    entity: int
    period: int
    compiled: Compiled
    row: dict[str, Any]

    @property
    def pack(self) -> Pack:
        return self.program.pack

    @cached_property
    def number(self) -> int:
        return self.program.numbers[self.compiled]

    @cached_property
    def indicator(self) -> Indicator:
        return next(i for i in self.pack.indicators if i.header.rule == self.compiled.rule)

    @cached_property
    def slots(self) -> dict[int, Slotted]:
        rows = self.db.rows(_OPERANDS, (self.entity, self.period, self.number))
        return {slot: Slotted(*rest) for slot, *rest in rows}

    @cached_property
    def first_input(self) -> int:
        """The slot of the first operand of the judgement."""
        judge = self.indicator.judge
        given = [o for _, o in judge.inputs if not isinstance(o, InputFormula)] if judge else []
        return len(self.compiled.uses) - len(given)

    def slot(self, slot: int) -> Slotted:
        return self.slots.get(slot) or Slotted(is_past(self.compiled.uses[slot]))

    def used(self, slot: int) -> Known:
        """What is known of the operand in a slot."""
        found = self.slot(slot)
        return self.known(self.type_of(self.compiled.uses[slot]), found.told, found.value)

    def known(self, kind: str, state: int, value: Decimal | None) -> Known:
        if state != Slot.OK:
            return Known(kind, None, state=_STATES[state])
        if value is None:
            return Known(kind, None)
        name, title = self._named(kind, value)
        return Known(kind, name, title)

    def _named(self, kind: str, value: Decimal) -> tuple[str | None, str | None]:
        number = int(value)
        match kind:
            case "day" if value == number and date.min.toordinal() <= number <= date.max.toordinal():
                return date.fromordinal(number).isoformat(), None
            case "outcome":
                outcome = self.program.outcomes[number]
                return outcome, self.outcome(outcome)
            case "status":
                return str(_STATUS_OF[number]), None
            case "state":
                return _STATE_OF[number], None
            case "kind":
                return self.pack.kinds[number].id, self.pack.kinds[number].title
            case "level":
                return self.pack.levels[number].id, self.pack.levels[number].title
            case _:
                return plain(value), None

    def outcome(self, outcome: str) -> str:
        return self.pack.passport.outcomes.get(outcome, outcome)

    def titled(self, kind: str, name: str) -> str:
        """The title of a name that a condition is written with; names of the engine's own stand for themselves."""
        match kind:
            case "outcome":
                return self.outcome(name)
            case "kind":
                return next((k.title for k in self.pack.kinds if k.id == name), name)
            case "level":
                return next((level.title for level in self.pack.levels if level.id == name), name)
            case _:
                return name

    def type_of(self, use: Use) -> str:
        """What the number of an operand stands for."""
        match use:
            case FactUse(take=FactTake.STATE):
                return "state"
            case FactUse(series=series):
                is_date = use.take is FactTake.DATE or (
                    use.take is FactTake.VALUE and self._fact_type(use.question.key) is FactType.DATE
                )
                return "day" if is_date and series.fold in _KEEP_DAYS else "number"
            case FindingUse(take=FindingTake.OUTCOME):
                return "outcome"
            case FindingUse(take=FindingTake.STATUS):
                return "status"
            case PeriodUse(take=PeriodTake.FIRST_DAY | PeriodTake.LAST_DAY):
                return "day"
            case _:
                return "number"

    def _fact_type(self, key: str) -> FactType:
        return next(f.type for f in self.pack.facts if f.key == key)

    def period_id(self, period: int) -> str:
        return self.pack.periods[period].id
