"""How a finding was judged: what was looked at, which row of the decision table decided, and why others did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.pack.model import InputFormula
from engine.pack.operands import DEPENDENCE
from engine.plan import compile as plan
from engine.plan.codes import REASON_OF_CODE, Shape, Slot
from engine.plan.compile import NO_BAND, formula_of
from engine.plan.decision import needs_value
from engine.plan.inputs import EntityInput, FormulaInput, Input, SlotInput, ValueInput
from engine.statuses import Reason
from engine.trace.entries import Condition, Known, Operand, PointsByFormula, Row, plain
from engine.trace.entries import Input as ToldInput
from engine.trace.reckoning import UNKNOWN, filled, looked_at, value_of
from engine.trace.scene import Scene

_NOT_COMPUTED = (Reason.NOT_COMPUTABLE, Reason.ZERO_DENOMINATOR)
_NO_RATE = (Slot.NOT_COMPUTABLE, Slot.ZERO_DENOMINATOR)


class Judgement:
    """The judgement of one finding; `told` tells the operand in a slot."""

    def __init__(self, scene: Scene, told: Callable[[int], Operand]) -> None:
        self.scene, self.told = scene, told
        self.value = value_of(scene)
        self.known = _inputs(scene)
        names = tuple(self.known)
        found = looked_at(scene, self.value, [self.known[name] for name in names])
        self.numbers = dict(zip(names, found, strict=True))

    @property
    def was_looked_at(self) -> bool:
        """Whether what the measure needs was known, so that the judgement came to be asked."""
        row, scene = self.scene.row, self.scene
        if scene.compiled.shape is Shape.AGGREGATE and self.value is None:
            return False
        if any(scene.slot(n).state in _NO_RATE for n in range(scene.compiled.required)):
            return False
        return row["step"] is not None or row["reason"] is None or row["reason"] in _NOT_COMPUTED

    def named(self) -> Iterator[tuple[str, Known]]:
        """Everything that the judgement can name."""
        for name in self.known:
            yield name, self._known(name)

    def inputs(self) -> Iterator[ToldInput]:
        """What was looked at beside the measure itself."""
        scene = self.scene
        tested = {name for name, _ in scene.compiled.inputs}
        for name, given in self.known.items():
            match given:
                case SlotInput(slot) if slot >= scene.first_input:
                    yield ToldInput(name, self._known(name), operand=self.told(slot))
                case FormulaInput(formula):
                    yield ToldInput(name, self._known(name), None, formula.text, self._filled(given))
                case EntityInput() if name in tested:
                    yield ToldInput(name, self._known(name))

    def rows(self) -> Iterator[Row]:
        """In the order of the table; without a look at it, none were met or failed. Ends of variants have no number."""
        compiled, taken = self.scene.compiled, self.scene.row["step"]
        number = 0
        for n, step in enumerate(compiled.steps):
            number += step.reason != NO_BAND
            conditions = tuple(self._condition(c) for c in step.conditions)
            no_value = needs_value(compiled, step) and self.value is None
            over = not self.was_looked_at or (taken is not None and n > taken and not compiled.single)
            yield Row(
                number=number,
                verdict="passed_over" if over else "failed" if no_value else _verdict(conditions),
                taken=n == taken,
                conditions=conditions,
                outcome=step.outcome,
                outcome_title=self.scene.outcome(step.outcome) if step.outcome is not None else None,
                reason=str(REASON_OF_CODE[step.reason]) if step.reason in REASON_OF_CODE else None,
                ends_variant=step.reason == NO_BAND,
                points=plain(step.points),
                says=step.says,
            )

    def points_by_formula(self) -> PointsByFormula | None:
        """The formula that gave the points, unless the row taken gave its own."""
        scene, scale = self.scene, self.scene.compiled.scale
        step = scene.row["step"]
        own = step is not None and scene.compiled.steps[step].points is not None
        if scale is None or own or scene.row["points"] is None:
            return None
        ((state, number),) = looked_at(scene, self.value, [scale.formula])
        exact = plain(number) if state == Slot.OK else None
        calculation = self._filled(scale.formula)
        return PointsByFormula(
            scale.formula.formula.text, calculation, exact, plain(scale.least) or "", plain(scale.most) or ""
        )

    def _condition(self, condition: plan.Condition) -> Condition:
        name = self.scene.compiled.inputs[condition.column][0]
        known = self._known(name)
        titles = tuple((n, self.scene.titled(known.type, n)) for n in condition.names)
        return Condition(
            input=name,
            known=known,
            low=self._end(known, condition.low),
            low_closed=condition.low_closed,
            high=self._end(known, condition.high),
            high_closed=condition.high_closed,
            names=titles,
            negated=condition.negated,
            verdict=self._holds(condition, name, known),
        )

    def _holds(self, condition: plan.Condition, name: str, known: Known) -> str:
        state, number = self.numbers[name]
        if state != Slot.OK:
            return "unknown"
        if number is None:
            return "failed"
        if condition.names or condition.negated:
            return "met" if (known.value in condition.names) != condition.negated else "failed"
        return "met" if condition.holds(number) else "failed"

    def _end(self, known: Known, end: Decimal | None) -> str | None:
        """A limit as what it is held against is told: a day among days."""
        return self.scene.known(known.type, Slot.OK, end).value if end is not None else None

    def _known(self, name: str) -> Known:
        state, number = self.numbers[name]
        return self.scene.known(self._type(self.known[name]), state, number)

    def _type(self, given: Input) -> str:
        match given:
            case EntityInput(what):
                return what
            case SlotInput(slot):
                return self.scene.type_of(self.scene.compiled.uses[slot])
            case _:
                return "number"

    def _filled(self, given: FormulaInput) -> str:
        """A formula with its numbers and days."""
        inputs = [of for _, of in given.names]
        shown = zip(inputs, looked_at(self.scene, self.value, inputs), strict=True)
        known = {of: self.scene.known(self._type(of), state, number).value for of, (state, number) in shown}
        return filled(given, {of: value or UNKNOWN for of, value in known.items()})


def numbers_looked_at(scene: Scene) -> dict[str, Decimal]:
    """Everything that the judgement can name, if it is a number and known."""
    known = Judgement(scene, _untold).named()
    return {name: Decimal(k.value) for name, k in known if k.type == "number" and k.value is not None}


def _untold(slot: int) -> Operand:
    raise AssertionError(f"nobody asked to be told the operand {slot}")


def _verdict(conditions: tuple[Condition, ...]) -> str:
    verdicts = {c.verdict for c in conditions}
    return next((v for v in ("failed", "unknown") if v in verdicts), "met")


def _inputs(scene: Scene) -> dict[str, Input]:
    """What the judgement can name, and what stands for it in the plan; formulas come after what they need."""
    compiled, judge = scene.compiled, scene.indicator.judge
    if judge is None:
        return {}
    known: dict[str, Input] = {"value": ValueInput(), "kind": EntityInput("kind"), "level": EntityInput("level")}
    if compiled.shape is Shape.STRICT:
        known |= {name: SlotInput(slot) for slot, name in enumerate(compiled.names)}
    operands = [name for name, given in judge.inputs if not isinstance(given, InputFormula)]
    known |= {name: SlotInput(scene.first_input + n) for n, name in enumerate(operands)}
    waiting = {name: given.expression for name, given in judge.inputs if isinstance(given, InputFormula)}
    while waiting:
        parsed = {name: formula_of(text, (*known, *waiting)) for name, text in waiting.items()}
        ready = [name for name, formula in parsed.items() if not waiting.keys() & set(formula.names)]
        for name in ready:
            known[name] = FormulaInput(parsed[name], tuple((of, known[of]) for of in parsed[name].names))
            del waiting[name]
    return known


def is_dependence(name: str) -> bool:
    return name.startswith(DEPENDENCE)
