"""Results looked up by entity, period and rule, for tests that point at planted cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from engine.result import DirectionResult, Finding, RecommendationResult, RequestResult, Results, Total

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "chelyabinsk-methodical-work"
FACTS = ROOT / "inputs" / "illustrative-region"


@dataclass(frozen=True)
class Lookup:
    results: Results

    @cached_property
    def findings(self) -> dict[tuple[str, str, str], Finding]:
        return {(f.entity, f.period, f.indicator): f for f in self.results.findings}

    @cached_property
    def totals(self) -> dict[tuple[str, str, str], Total]:
        return {(t.entity, t.period, t.indicator): t for t in self.results.totals}

    @cached_property
    def directions(self) -> dict[tuple[str, str, str], DirectionResult]:
        return {(d.entity, d.period, d.direction): d for d in self.results.directions}

    @cached_property
    def _letters(self) -> dict[tuple[str, str, str], list[RecommendationResult]]:
        found: dict[tuple[str, str, str], list[RecommendationResult]] = {}
        for letter in self.results.recommendations:
            found.setdefault((letter.rule.split("@")[0], letter.entity, letter.period), []).append(letter)
        return found

    def letters(self, rule: str, entity: str, period: str) -> list[RecommendationResult]:
        """The letters of one rule about one entity."""
        return self._letters.get((rule, entity, period), [])

    def requests(self, entity: str, key: str) -> list[RequestResult]:
        """Everything asked of one entity about one fact, in the order of periods."""
        found = [r for r in self.results.requests if r.entity == entity and r.key == key]
        return sorted(found, key=lambda r: (r.period, r.kind))
