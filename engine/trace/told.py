"""What each operand of a finding is: where it is read, at which periods, and how it came to be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.pack.model import (
    Assumed,
    CarryForward,
    ChangeMeasure,
    ConstantOperand,
    FactTake,
    FindingTake,
    InputFormula,
    MeanOf,
    Window,
)
from engine.plan.codes import Flag, Slot
from engine.plan.compile import measured
from engine.plan.uses import ConstantUse, FactUse, FindingUse, PeerUse, PeriodUse, carried_from
from engine.trace.breaks import differing
from engine.trace.entries import Broken, Imputed, Known, Operand, Place, Point, Rounded, plain
from engine.trace.peers import place_of
from engine.trace.scene import Scene
from engine.trace.series import known_at

Entries = Iterator[str]
FindFinding = Callable[[int, str, int], str | None]
"""Period, indicator, number of the compiled one → name of the entry."""

FindFacts = Callable[[int, int, int | None], Entries]
"""Period, slot, number of the fact used → names of the entries."""


class Operands:
    """Tells the operands of one finding; `finding` and `facts` make the entries below it."""

    def __init__(self, scene: Scene, finding: FindFinding, facts: FindFacts) -> None:
        self.scene, self.finding, self.facts = scene, finding, facts
        self.names = _names(scene)
        self.dependencies: list[str] = []

    def told(self, slot: int) -> Operand:
        use, name = self.scene.compiled.uses[slot], self.names.get(slot)
        match use:
            case ConstantUse():
                return self._constant(slot, name)
            case PeriodUse():
                return self._period(slot, name, use)
            case PeerUse():
                return self._peers(slot, name, use)
            case FactUse():
                return self._fact(slot, name, use)
            case FindingUse():
                return self._finding(slot, name, use)

    def _constant(self, slot: int, name: str | None) -> Operand:
        scene, written = self.scene, _written(self.scene).get(slot)
        here = scene.pack.at(scene.pack.periods[scene.period].end)
        if not isinstance(written, ConstantOperand):  # periods between two that are compared
            return _operand(name, "period", scene.used(slot), take="periods_between")
        constant = next(c for c in here.constants if c.header.id == written.constant)
        return _operand(name, "constant", scene.used(slot), id=constant.header.rule, title=constant.title)

    def _period(self, slot: int, name: str | None, use: PeriodUse) -> Operand:
        known, period = self.scene.used(slot), (self.scene.period_id(self.scene.period),)
        points: tuple[Point, ...] = ()
        if use.trajectory is not None:
            points = tuple(Point(p, Known("number", plain(v))) for p, v in use.trajectory.points)
        return _operand(name, "period", known, id=use.since, take=str(use.take), periods=period, points=points)

    def _peers(self, slot: int, name: str | None, use: PeerUse) -> Operand:
        scene, item = self.scene, use.measure.of.indicator
        needed = scene.program.needed(scene.compiled, item)
        self._below(self.finding(scene.period, item, scene.program.numbers[needed]))
        return _operand(
            name,
            "peers",
            scene.used(slot),
            id=item,
            title=self._title(item),
            take=str(use.measure.of.take),
            periods=(scene.period_id(scene.period),),
            place=place_of(scene, use),
        )

    def _fact(self, slot: int, name: str | None, use: FactUse) -> Operand:
        scene = self.scene
        key = next(f for f in scene.pack.facts if f.key == use.question.key)
        titles = dict(key.vocabulary)
        of = tuple(titles.get(m, m) for m in use.members)
        of += tuple(f"{titles.get(text, text)} = {plain(value)}" for text, value in use.numbers)
        fid = scene.slot(slot).fid
        points = self._points(slot, use)
        if points is None:
            for place in scene.program.places(scene.period, use.series.at):
                self.dependencies.extend(self.facts(place.period, slot, fid))
        return self._read(slot, name, use, "fact", key.key, key.title, of, points)

    def _finding(self, slot: int, name: str | None, use: FindingUse) -> Operand:
        scene = self.scene
        used = scene.program.numbers.get(scene.program.needed(scene.compiled, use.item))
        if used is not None:
            for place in scene.program.places(scene.period, use.series.at):
                self._below(self.finding(place.period, use.item, used))
        of = tuple(map(scene.outcome, use.outcomes))
        points = self._points(slot, use)
        return self._read(slot, name, use, "indicator", use.item, self._title(use.item), of, points)

    def _read(
        self,
        slot: int,
        name: str | None,
        use: FactUse | FindingUse,
        source: str,
        id: str,
        title: str,
        of: tuple[str, ...],
        points: tuple[Point, ...] | None,
    ) -> Operand:
        scene, found = self.scene, self.scene.slot(slot)
        periods = tuple(scene.period_id(p.period) for p in scene.program.places(scene.period, use.series.at))
        return _operand(
            name,
            source,
            scene.used(slot),
            id=id,
            title=title,
            take=str(use.take),
            of=of,
            periods=periods,
            points=points or (),
            fold=str(use.series.fold) if use.series.fold else None,
            coverage=f"{found.covered}/{found.countable}" if found.countable is not None and _is_fact(use) else None,
            rounded=Rounded(use.rounding.digits, str(use.rounding.mode)) if use.rounding else None,
            imputed=self._imputed(slot, use),
            breaks=self._breaks(slot),
        )

    def _points(self, slot: int, use: FactUse | FindingUse) -> tuple[Point, ...] | None:
        """The periods of a window; facts used in them are entries, as is one that a number was carried from."""
        scene = self.scene
        if scene.slot(slot).state == Slot.SERIES_BREAK or not isinstance(use.series.at, Window):
            return None
        places = [p.period for p in scene.program.places(scene.period, use.series.at)]
        told = []
        for at in known_at(scene, slot, use, places):
            if isinstance(use, FactUse):
                self.dependencies.extend(self.facts(at.period, slot, at.fact))
            kind = "outcome" if use.take is FindingTake.OUTCOME else _plain_type(scene, use)
            told.append(Point(scene.period_id(at.period), scene.known(kind, at.state, at.value)))
        return tuple(told)

    def _imputed(self, slot: int, use: FactUse | FindingUse) -> Imputed | None:
        flags = self.scene.slot(slot).flags
        match use.missing:
            case CarryForward() if flags & Flag.CARRIED_FORWARD:
                period = self._carried(slot, use)
                return Imputed("carried_forward", self.scene.period_id(period)) if period is not None else None
            case MeanOf(among) if flags & Flag.IMPUTED:
                return Imputed("mean_of", str(among))
            case Assumed(value) if flags & Flag.IMPUTED:
                return Imputed("assumed", plain(value) or "")
            case _:
                return None

    def _carried(self, slot: int, use: FactUse | FindingUse) -> int | None:
        """The period whose value stands in, whose facts are entries then; None when the mark came from below."""
        scene, window = self.scene, carried_from(use)
        if window is None or self._is_known_itself(slot, use):
            return None
        places = [p.period for p in scene.program.places(scene.period, window)]
        known = [at for at in known_at(scene, slot, use, places) if at.state == Slot.OK]
        if not known:
            return None
        last = known[-1]
        if isinstance(use, FactUse):
            self.dependencies.extend(self.facts(last.period, slot, last.fact))
        else:
            used = scene.program.numbers[scene.program.needed(scene.compiled, use.item)]
            self._below(self.finding(last.period, use.item, used))
        return last.period

    def _is_known_itself(self, slot: int, use: FactUse | FindingUse) -> bool:
        places = [p.period for p in self.scene.program.places(self.scene.period, use.series.at)]
        return any(at.state == Slot.OK for at in known_at(self.scene, slot, use, places))

    def _breaks(self, slot: int) -> tuple[Broken, ...]:
        scene = self.scene
        return tuple(
            Broken(scene.period_id(b.earlier), scene.period_id(b.period), differing(scene.program, b))
            for b in sorted(scene.program.breaks, key=lambda b: b.earlier)
            if (b.period, b.compiled, b.slot) == (scene.period, scene.compiled, slot)
        )

    def _title(self, item: str) -> str:
        here = self.scene.pack.at(self.scene.pack.periods[self.scene.period].end)
        return next((i.title for i in here.indicators if i.header.id == item), item)

    def _below(self, name: str | None) -> None:
        if name is not None:
            self.dependencies.append(name)


def _operand(
    name: str | None,
    source: str,
    known: Known,
    *,
    id: str | None = None,
    title: str | None = None,
    take: str = "value",
    of: tuple[str, ...] = (),
    periods: tuple[str, ...] = (),
    points: tuple[Point, ...] = (),
    fold: str | None = None,
    coverage: str | None = None,
    rounded: Rounded | None = None,
    imputed: Imputed | None = None,
    place: Place | None = None,
    breaks: tuple[Broken, ...] = (),
) -> Operand:
    return Operand(
        name, source, id, title, take, of, periods, points, fold, known, coverage, rounded, imputed, place, breaks
    )


def _is_fact(use: FactUse | FindingUse) -> bool:
    return isinstance(use, FactUse) and use.take in (FactTake.VALUE, FactTake.PRESENCE)


def _plain_type(scene: Scene, use: FactUse | FindingUse) -> str:
    kind = scene.type_of(use)
    return kind if kind in ("day", "state", "status") else "number"


def _names(scene: Scene) -> dict[int, str]:
    """What rungs and formulas call the operands, by slot."""
    compiled = scene.compiled
    names = dict(enumerate(compiled.names)) if compiled.calculation is not None else {}
    if isinstance(scene.indicator.measure, ChangeMeasure) and compiled.required > len(compiled.names):
        names[len(compiled.names)] = "periods"
    judge = scene.indicator.judge
    given = [n for n, o in judge.inputs if not isinstance(o, InputFormula)] if judge else []
    return names | {scene.first_input + n: name for n, name in enumerate(given)}


def _written(scene: Scene) -> dict[int, object]:
    """The operands as the pack has them, by slot; those of a change are made by the plan."""
    measure, judge = scene.indicator.measure, scene.indicator.judge
    operands: dict[int, object] = {} if isinstance(measure, ChangeMeasure) else dict(enumerate(measured(measure)))
    given = [o for _, o in judge.inputs if not isinstance(o, InputFormula)] if judge else []
    return operands | {scene.first_input + n: o for n, o in enumerate(given)}
