"""Which findings make the condition of a recommendation or conclusion hold, by trying them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from engine.pack.conditions import tests_in
from engine.pack.model import (
    Combination,
    Condition,
    ConditionMode,
    Direction,
    DirectionTest,
    IndicatorTest,
)
from engine.statuses import REASONS, Status
from engine.testing.attempts import Facts, combined
from engine.testing.construct import Maker

_MOST = 60_000
_UNKNOWN = (Status.NO_DATA, Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a finding is: an outcome, or a status without one."""

    status: Status
    outcome: str | None = None

    def meets(self, test: IndicatorTest) -> bool:
        reasons = REASONS[self.status]
        return (
            (self.outcome is not None and self.outcome in test.outcomes)
            or self.status in test.statuses
            or any(reason in test.reasons for reason in reasons)
        )


NO_DATA = Finding(Status.NO_DATA)
Findings = Mapping[str, Finding]


@dataclass(frozen=True)
class Solver:
    """Finds findings, and facts that lead to them, for one entity kind in one period."""

    maker: Maker
    kind: str
    directions: Mapping[str, Direction]

    def facts(self, when: Condition) -> Iterator[tuple[Facts, tuple[str, ...]]]:
        """Facts with which the condition holds, and the indicators that matter; those with the fewest known first."""
        yield from self._facts(when, lambda found: self.holds(when, found))

    def concluding(self, direction: Direction, outcome: str) -> Iterator[tuple[Facts, tuple[str, ...]]]:
        parts = tuple(o.when for o in direction.outcomes)
        whole = Combination(ConditionMode.ANY, parts, direction.header.span)
        yield from self._facts(whole, lambda found: self.concluded(direction, found) == outcome)

    def _facts(self, when: Condition, wanted: object) -> Iterator[tuple[Facts, tuple[str, ...]]]:
        items = tuple(dict.fromkeys(self._items(when)))
        options = [self._options(item, when) for item in items]
        assert callable(wanted)
        fitting = (
            dict(zip(items, chosen, strict=True))
            for chosen in islice(product(*options), _MOST)
            if wanted(dict(zip(items, chosen, strict=True)))
        )
        best = sorted(islice(fitting, 2_000), key=lambda f: sum(x != NO_DATA for x in f.values()))
        for found in islice(best, 12):
            known = [(item, one) for item, one in found.items() if one != NO_DATA]
            for facts in islice(combined([list(islice(self._reach(item, one), 2)) for item, one in known]), 2):
                yield facts, items

    def _reach(self, item: str, one: Finding) -> Iterator[Facts]:
        if one.outcome is not None:
            yield from self.maker.outcome(item, (one.outcome,))
        else:
            yield from self.maker.status(item, one.status)

    def _items(self, when: Condition) -> Iterator[str]:
        for test in tests_in(when):
            if isinstance(test, IndicatorTest):
                yield test.indicator
            elif test.direction in self.directions:
                for outcome in self.directions[test.direction].outcomes:
                    yield from self._items(outcome.when)

    def _options(self, item: str, when: Condition) -> list[Finding]:
        """What the finding may be; nothing is known of what is not measured for this kind of entity."""
        compiled = self.maker.compiled(item)
        if compiled is None or self.kind not in compiled.kinds:
            return [NO_DATA]
        outcomes = dict.fromkeys(s.outcome for s in compiled.steps if s.outcome is not None)
        own = [t for t in tests_in(when) if isinstance(t, IndicatorTest) and t.indicator == item]
        statuses = [s for s in Status if any(s in t.statuses or any(r in t.reasons for r in REASONS[s]) for t in own)]
        scored = [Finding(Status.SCORED, o) for o in outcomes] or [Finding(Status.SCORED)]
        others = [Finding(s) for s in (*_UNKNOWN, *statuses) if s is not Status.SCORED]
        return list(dict.fromkeys((NO_DATA, *scored, *others)))

    def holds(self, when: Condition, found: Findings) -> bool:
        match when:
            case IndicatorTest():
                return found.get(when.indicator, NO_DATA).meets(when)
            case DirectionTest(direction=name, outcomes=outcomes):
                direction = self.directions.get(name)
                return direction is not None and self.concluded(direction, found) in outcomes
            case Combination(mode=mode, parts=parts):
                each = [self.holds(part, found) for part in parts]
                return {"all": all(each), "any": any(each), "none": not any(each)}[mode]

    def concluded(self, direction: Direction, found: Findings) -> str:
        held = (o.outcome for o in direction.outcomes if self.holds(o.when, found))
        return next(held, direction.otherwise)
