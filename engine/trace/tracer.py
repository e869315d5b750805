"""Where a result came from, walked back step by step.

A trace is one flat map that anyone can read: name → value, dependencies, parameters, rule, span. Names are
`recommendation/…`, `direction/…`, `finding/indicator/entity/period` and `fact/number`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from engine.backend.duckdb import Database
from engine.inference.addressing import Directory
from engine.inference.conditions import Conclusion, RuleSet
from engine.inference.firing import Fired
from engine.inference.groups import independent_groups
from engine.inference.infer import Firing, explain_firing
from engine.pack.model import Pack
from engine.plan.program import Program
from engine.result import DirectionResult, RecommendationResult
from engine.trace.basis import entry
from engine.trace.entries import Entry, Held, Letter, Parameter
from engine.trace.findings import Findings


@dataclass(frozen=True)
class Tracer:
    """Walks back through one evaluation, whose tables are still in `db`."""

    pack: Pack
    program: Program
    db: Database
    directory: Directory
    rule_sets: Mapping[tuple[int, str], RuleSet]
    fired: Sequence[Fired]
    letters: Sequence[RecommendationResult]

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.program, self.db, tuple(e.id for e in self.directory.entities))

    def recommendation(self, letter: RecommendationResult) -> dict[str, Entry]:
        """The recommendation, the conclusions that led to it, and everything below them."""
        period, entity = self._where(letter.entity, letter.period)
        entries: dict[str, Entry] = {}
        name = f"recommendation/{letter.id}"
        self._rule(entries, name, entity, period, _rule_id(letter), _letter_parameters(letter))
        return entries

    def direction(self, result: DirectionResult) -> dict[str, Entry]:
        """A conclusion on a direction of analysis, or why nothing could be concluded."""
        period, entity = self._where(result.entity, result.period)
        name = f"direction/{result.direction}/{result.entity}/{result.period}"
        entries: dict[str, Entry] = {}
        rule_id = f"{result.direction}:{result.outcome}"
        if rule_id in self._fired_rules(entity, period):
            self._rule(entries, name, entity, period, rule_id, {"missing": result.missing})
            return entries
        here = self.pack.at(self.pack.periods[period].end)
        direction = next(d for d in here.directions if d.header.id == result.direction)
        parts = tuple(self.findings.add(entries, entity, period, i) for i in direction.indicators)
        known = tuple(p for p in parts if p)
        missing: dict[str, Parameter] = {"missing": result.missing}
        entries[name] = entry(self.pack, "direction", result.outcome_title, known, missing, direction.header)
        return entries

    def finding(self, entity: str, item: str, period: str) -> tuple[dict[str, Entry], str] | None:
        """One finding with everything below it, and the recommendations that rest on it."""
        at, who = self._where(entity, period)
        entries: dict[str, Entry] = {}
        name = self.findings.add(entries, who, at, item)
        if name is None:
            return None
        found = entries[name]
        assert found.derived is not None
        letters = tuple(self._caused(who, at, item))
        entries[name] = replace(found, derived=replace(found.derived, letters=letters))
        return entries, name

    def numbers(self, entity: str, item: str, period: str) -> dict[str, Decimal]:
        """The numbers, by their names, that the judgement of a finding that exists could look at."""
        at, who = self._where(entity, period)
        return self.findings.numbers(who, at, item)

    def _caused(self, entity: int, period: int, item: str) -> Iterator[Letter]:
        """The recommendations that fired because of the finding, also by way of a conclusion."""
        known: dict[str, bool] = {}
        for letter in self.letters:
            if self._where(letter.entity, letter.period) != (period, entity):
                continue
            rule = _rule_id(letter)
            if rule not in known:
                known[rule] = item in self._rests_on(entity, period, rule)
            if known[rule]:
                yield Letter(letter.id, letter.recipient_name, letter.text)

    def _rests_on(self, entity: int, period: int, rule_id: str) -> set[str]:
        rules = self.rule_sets[period, self.directory.entities[entity].level]
        firing = self._firing(entity, period, rule_id)
        items = {rules.tokens[t].item for t in firing.conjunction if t in rules.tokens}
        for token in firing.conjunction:
            if token not in rules.tokens:
                items |= self._rests_on(entity, period, firing.concluded_by[token][0])
        return items

    def _where(self, entity: str, period: str) -> tuple[int, int]:
        return self.program.ordinal[period], self.directory.place[entity]

    def _fired_rules(self, entity: int, period: int) -> dict[str, Fired]:
        return {f.rule: f for f in self.fired if f.entity == entity and f.period == period}

    def _firing(self, entity: int, period: int, rule_id: str) -> Firing:
        rules = self.rule_sets[period, self.directory.entities[entity].level]
        fired = self._fired_rules(entity, period)[rule_id]
        group = next(g for g in independent_groups(rules.rules) if any(r.id == rule_id for r in g.rules))
        return explain_firing(group, frozenset(fired.tokens), rule_id)

    def _rule(
        self,
        entries: dict[str, Entry],
        name: str,
        entity: int,
        period: int,
        rule_id: str,
        parameters: Mapping[str, Parameter],
    ) -> None:
        """A rule that fired: the conditions that held, then each conclusion and finding they rest on."""
        rules = self.rule_sets[period, self.directory.entities[entity].level]
        firing = self._firing(entity, period, rule_id)
        held: list[Held] = []
        needs: list[str | None] = []
        for token in sorted(firing.conjunction):
            if token in rules.tokens:
                item = rules.tokens[token].item
                held.append(self.findings.held(entity, period, item))
                needs.append(self.findings.add(entries, entity, period, item))
            else:
                conclusion, below = self._conclusion(entries, entity, period, rules, firing.concluded_by[token][0])
                held.append(Held(conclusion.direction.header.id, None, conclusion.outcome.title, None, None))
                needs.append(below)
        origin = self._fired_rules(entity, period)[rule_id].origin
        is_conclusion = isinstance(origin, Conclusion)
        made = entry(
            self.pack,
            "direction" if is_conclusion else "recommendation",
            origin.outcome.title if isinstance(origin, Conclusion) else str(parameters.get("text") or ""),
            tuple(dict.fromkeys(n for n in needs if n)),
            parameters,
            origin.direction.header if isinstance(origin, Conclusion) else origin.header,
            origin.outcome.span if isinstance(origin, Conclusion) else None,
        )
        entries[name] = replace(made, conditions=tuple(dict.fromkeys(held)))

    def _conclusion(
        self, entries: dict[str, Entry], entity: int, period: int, rules: RuleSet, rule_id: str
    ) -> tuple[Conclusion, str]:
        origin = rules.origins[rule_id]
        assert isinstance(origin, Conclusion)
        at, who = self.pack.periods[period].id, self.directory.entities[entity].id
        name = f"direction/{origin.direction.header.id}/{who}/{at}"
        if name not in entries:
            self._rule(entries, name, entity, period, rule_id, {})
        return origin, name


def _rule_id(letter: RecommendationResult) -> str:
    return letter.rule.rpartition("@")[0]


def _letter_parameters(letter: RecommendationResult) -> dict[str, Parameter]:
    return {
        "addressee": letter.addressee,
        "recipient": letter.recipient,
        "recipient_name": letter.recipient_name,
        "verb": str(letter.verb),
        "due": letter.due.isoformat() if letter.due else None,
        "text": letter.text,
        "entity": letter.entity,
        "period": letter.period,
    }
