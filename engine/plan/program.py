"""Everything the plan needs to know of a pack for the periods asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.pack.model import BEFORE, NOW, At, Indicator, Pack, Period, Window
from engine.plan.compile import Compiled, Compiler, items_needed
from engine.plan.uses import Before, FactUse, FindingUse, Question, Ref, Use, refs_of


@dataclass(frozen=True, slots=True)
class Active:
    """That an indicator is computed for a period; `reported` is false for what only serves another period."""

    period: int
    compiled: Compiled
    reported: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A period as seen from another: its number, and how many periods of their length lie between the two."""

    period: int
    distance: int


@dataclass(frozen=True, slots=True)
class Break:
    """That an operand would compare an indicator under two versions; `now` and `then` are compiled indicators."""

    period: int
    compiled: Compiled
    slot: int
    earlier: int
    now: Compiled
    then: Compiled


class Program:
    """What is computed, in which order, for which periods.

    `active` is closed under need: where an indicator looks at another one in an earlier period, that one is computed
    there too, under the version in force then. Where that differs from the present one in itself or in anything it
    rests on, the two are not compared, unless `reevaluate` asks for the earlier facts under the present version; where
    none was in force then, the present one is taken.
    """

    def __init__(self, pack: Pack, periods: Iterable[Period], *, reevaluate: bool = False) -> None:
        self.pack = pack
        self.reevaluate = reevaluate
        self.ordinal = {p.id: n for n, p in enumerate(pack.periods)}
        self.requested = tuple(sorted({self.ordinal[p.id] for p in periods}))
        self._all: dict[Compiled, int] = {}
        self._known: list[Compiled] = []
        self._snapshots: dict[int, dict[str, Compiled]] = {}
        self.breaks: tuple[Break, ...] = ()
        self.active = self._close()

    def snapshot(self, period: int) -> dict[str, Compiled]:
        """The compiled indicators in force on the last day of the period, by id, in the order of the pack."""
        if period not in self._snapshots:
            pack = self.pack.at(self.pack.periods[period].end)
            self._snapshots[period] = self._compile(pack)
        return self._snapshots[period]

    def _compile(self, pack: Pack) -> dict[str, Compiled]:
        compiler = Compiler(pack)
        indicators = {i.header.id: i for i in pack.indicators}
        done: dict[str, Compiled] = {}
        for indicator in _in_order_of_need(indicators):
            needed = {item: self._all[done[item]] for item in items_needed(indicator) if item in done}
            compiled = compiler.indicator(indicator, needed)
            number = self._all.setdefault(compiled, len(self._known))
            if number == len(self._known):
                self._known.append(compiled)
            done[indicator.header.id] = self._known[number]
        return {item: done[item] for item in indicators}

    def needed(self, compiled: Compiled, item: str) -> Compiled:
        """The indicator `item` as `compiled` needs it."""
        return self._known[dict(compiled.depends)[item]]

    def previous(self, period: int) -> int | None:
        return next((place.period for place in self.places(period, BEFORE)), None)

    def places(self, period: int, ref: Ref) -> tuple[Place, ...]:
        """The periods that `ref` names as seen from `period`, in the order of time."""
        series = self._series[period]
        here = series.index(period)
        match ref:
            case At():
                chosen = self._at(series, here, ref)
            case Before(of, last):
                chosen = range(at.start - last, at.start) if (at := self._at(series, here, of)) else range(0)
            case Window(last, since, until):
                last_one = here - until
                if since is not None:
                    first = series.index(self.ordinal[since]) if self.ordinal.get(since) in series else last_one + 1
                else:
                    first = last_one - (last or 0) + 1
                chosen = range(max(first, 0), last_one + 1)
        return tuple(Place(series[n], here - n) for n in chosen if 0 <= n < len(series))

    def _at(self, series: Sequence[int], here: int, ref: At) -> range:
        """The one place of a period in its series; none where the calendar has it not."""
        if ref.period is None:
            return range(here - ref.back, here - ref.back + 1)
        at = series.index(self.ordinal[ref.period]) if self.ordinal.get(ref.period) in series else None
        return range(0) if at is None else range(at, at + 1)

    @cached_property
    def _series(self) -> dict[int, list[int]]:
        return {
            self.ordinal[period.id]: [self.ordinal[p.id] for p in self.pack.series(period)]
            for period in self.pack.periods
        }

    def _close(self) -> tuple[Active, ...]:
        found: dict[tuple[int, Compiled], bool] = {}
        broken: dict[Break, None] = {}
        todo = [(p, c, True) for p in self.requested for c in self.snapshot(p).values()]
        while todo:
            period, compiled, reported = todo.pop()
            known = (period, compiled) in found
            found[period, compiled] = reported or found.get((period, compiled), False)
            if known:
                continue
            todo.extend((period, self._known[number], False) for _, number in compiled.depends)
            for slot, use in enumerate(compiled.uses):
                for at, other in self._earlier(period, compiled, slot, use, broken):
                    todo.append((at, other, False))
        self.breaks = tuple(broken)
        order = {c: n for n, c in enumerate(self._known)}
        keys = sorted(found, key=lambda key: (key[0], order[key[1]]))
        return tuple(Active(period, compiled, found[period, compiled]) for period, compiled in keys)

    def _earlier(
        self, period: int, compiled: Compiled, slot: int, use: Use, broken: dict[Break, None]
    ) -> Iterator[tuple[int, Compiled]]:
        if not isinstance(use, FindingUse):
            return
        now = self.needed(compiled, use.item)
        for ref in refs_of(use):
            for place in self.places(period, ref):
                then = self.other_version(period, place.period, now)
                if then is None:
                    yield place.period, now
                elif ref == use.series.at:
                    broken[Break(period, compiled, slot, place.period, now, then)] = None

    def other_version(self, period: int, earlier: int, now: Compiled) -> Compiled | None:
        """The version of `now` in force in an earlier period where it may not be compared with; None where it may."""
        then = self.snapshot(earlier).get(now.item)
        comparable = earlier == period or then is None or then == now or self.reevaluate
        return None if comparable else then

    @cached_property
    def broken(self) -> frozenset[tuple[int, Compiled, int]]:
        """Where an operand is not read because of a break: period, indicator, slot."""
        return frozenset((b.period, b.compiled, b.slot) for b in self.breaks)

    @cached_property
    def compiled(self) -> tuple[Compiled, ...]:
        """The distinct compiled indicators; their place here is their number in the plan."""
        return tuple(dict.fromkeys(a.compiled for a in self.active))

    @cached_property
    def numbers(self) -> dict[Compiled, int]:
        return {c: n for n, c in enumerate(self.compiled)}

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Indicator ids in the order of the pack; their place here is their number in the plan."""
        return tuple(dict.fromkeys(i.header.id for i in self.pack.indicators))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(dict.fromkeys(u.question for c in self.compiled for u in c.uses if isinstance(u, FactUse)))

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """The distinct references to periods; the current and the previous one come first."""
        used = (ref for c in self.compiled for use in c.uses for ref in refs_of(use))
        return tuple(dict.fromkeys((NOW, BEFORE, *used)))

    @cached_property
    def stages(self) -> tuple[tuple[Compiled, ...], ...]:
        """The indicators in the order they can be computed: each stage needs only earlier ones."""
        depth: dict[Compiled, int] = {}
        for c in self._known:
            depth[c] = 1 + max((depth[self._known[number]] for _, number in c.depends), default=-1)
        deepest = max((depth[c] for c in self.compiled), default=-1)
        return tuple(tuple(c for c in self.compiled if depth[c] == n) for n in range(deepest + 1))

    @cached_property
    def stage_of(self) -> dict[Compiled, int]:
        return {c: n for n, stage in enumerate(self.stages) for c in stage}

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.header.id for s in self.pack.sources))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(self.pack.passport.outcomes)


def _in_order_of_need(indicators: dict[str, Indicator]) -> Iterator[Indicator]:
    """Each after those it looks at; the checker has seen to it that there are no circles."""
    done: set[str] = set()
    for start in indicators:
        path = [start]
        while path:
            needed = [i for i in items_needed(indicators[path[-1]]) if i in indicators and i not in done]
            if needed:
                path.append(needed[0])
                continue
            item = path.pop()
            if item not in done:
                done.add(item)
                yield indicators[item]
