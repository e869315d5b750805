"""Which of the facts about one thing wins, which stand against it, and why each of the others lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from engine.pack.model import Resolution
from engine.statuses import FactState
from tests.plan.given import Fact


@dataclass(frozen=True)
class Answer:
    """What the facts say to one question: the winner, its rivals, and why each loser lost."""

    winner: int | None
    rivals: tuple[int, ...] = ()
    losers: Mapping[int, str] = field(default_factory=dict)


class Facts:
    """Facts are known by their place in the list."""

    def __init__(self, facts: Sequence[Fact], resolution: Resolution) -> None:
        self.facts, self.resolution = facts, resolution
        self.answers: dict[tuple[str, str, str, tuple[str, ...]], Answer] = {}

    def about(self, entity: str, period: str, key: str) -> list[int]:
        return [n for n, f in enumerate(self.facts) if (f.entity, f.period, f.key) == (entity, period, key)]

    def superseded(self, asked: list[int]) -> set[int]:
        out = set()
        for n in asked:
            for m in asked:
                f, c = self.facts[n], self.facts[m]
                if c.correction and n != m and c.provider is not None and f.provider == c.provider:
                    newer = (c.submitted, m) > (f.submitted, n) if f.correction else _not_later(f, c)
                    out |= {n} if newer else set()
        return out

    def with_corrected(self, n: int) -> list[Fact]:
        """The fact and, when it is a correction, what it corrects."""
        c = self.facts[n]
        same = [self.facts[m] for m in self.about(c.entity, c.period, c.key)]
        corrected = [f for f in same if c.correction and f.provider == c.provider and _not_later(f, c)]
        return [c, *corrected]

    def tier(self, n: int, sources: tuple[str, ...]) -> int:
        listed = not sources or any(f.source in sources for f in self.with_corrected(n))
        state = self.facts[n].state
        if state is FactState.NOT_APPLICABLE:
            return 1
        if state is FactState.NOT_FOUND:
            return 4 if listed else 5
        if not listed:
            return 3
        return 2 if state is FactState.UNCONFIRMED else 1

    def rank(self, n: int) -> int:
        order = self.resolution.source_order
        return min(order.index(f.source) if f.source in order else len(order) for f in self.with_corrected(n))

    def newness(self, n: int) -> date:
        f = self.facts[n]
        return f.observed or (date.max if f.state is FactState.REJECTED else date.min)

    def answer(self, entity: str, period: str, key: str, sources: tuple[str, ...]) -> Answer:
        asked = (entity, period, key, sources)
        if asked not in self.answers:
            self.answers[asked] = self._answer(*asked)
        return self.answers[asked]

    def _answer(self, entity: str, period: str, key: str, sources: tuple[str, ...]) -> Answer:
        about = self.about(entity, period, key)
        out = self.superseded(about)
        candidates = [n for n in about if n not in out]
        losers = dict.fromkeys(out, "superseded")
        if not candidates:
            return Answer(None, (), losers)
        best = min(
            candidates,
            key=lambda n: (self.tier(n, sources), self.rank(n), -self.newness(n).toordinal(), *self.place(n)),
        )
        losers |= {n: self.why(n, best, candidates, sources) for n in candidates if n != best}
        against = [n for n in candidates if losers.get(n) == "contradicts"]
        against.sort(key=lambda n: (-self.newness(n).toordinal(), *self.place(n)), reverse=True)
        distinct = {self.says(n): n for n in against}
        return Answer(best, tuple(sorted(distinct.values())), losers)

    def place(self, n: int) -> tuple[object, ...]:
        """Among equals: by rows only where the pack says that the first one counts."""
        f = self.facts[n]
        if self.resolution.ties_first:
            return f.source, n
        value = (f.value is None, f.value or 0, f.text is None, f.text or "")
        evidence = (f.evidence is None, f.evidence or "", -(f.evidence_date or date.min).toordinal())
        later = (-(f.submitted or date.min).toordinal(), f.provider is None, f.provider or "")
        return f.state is not FactState.REJECTED, f.source, f.state, *value, *evidence, *later, n

    def says(self, n: int) -> tuple[object, ...]:
        f = self.facts[n]
        return f.state, f.value, f.text

    def why(self, n: int, best: int, candidates: list[int], sources: tuple[str, ...]) -> str:
        def standing(m: int) -> tuple[int, int, str]:
            return self.tier(m, sources), self.rank(m), self.facts[m].source

        if self.tier(n, sources) != self.tier(best, sources):
            return "weaker"
        if self.rank(n) != self.rank(best):
            return "source_order"
        if any(standing(m) == standing(n) and self.newness(m) > self.newness(n) for m in candidates):
            return "older"
        if self.says(n) == self.says(best):
            return "agrees"
        if FactState.REJECTED in (self.facts[n].state, self.facts[best].state):
            return "weaker"
        tied = any(m < n and standing(m) == standing(n) and self.newness(m) == self.newness(n) for m in candidates)
        return "later_row" if tied and self.resolution.ties_first else "contradicts"


def _not_later(f: Fact, correction: Fact) -> bool:
    assert correction.submitted is not None
    return f.submitted is None or f.submitted <= correction.submitted
