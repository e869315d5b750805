"""Conditions of a pack → tokens and inference rules.

A token says that the finding of one indicator is in one of certain states; whether it holds is computed in SQL. What
is denied (`none`, and the outcomes of a direction that come before) becomes the complementary tokens, since the
states of a finding are a closed list in which the unknown has its own places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.inference.rules import AllOf, AnyOf, Condition, Holds, InferenceRule
from engine.pack import model
from engine.pack.conditions import tests_in
from engine.pack.model import Combination, ConditionMode, Direction, DirectionOutcome, DirectionTest, IndicatorTest
from engine.plan.codes import REASON_OF_CODE, SCORED, STATUS_OF_REASON
from engine.plan.compile import Compiled
from engine.plan.program import Program
from engine.statuses import Status

State = tuple[int, str | None]
"""What a finding can be: its reason code and, when scored and judged, its outcome."""


@dataclass(frozen=True, slots=True)
class Token:
    """That the finding of `item` is in one of `states`."""

    item: str
    states: frozenset[State]

    @property
    def name(self) -> str:
        return f"{self.item}={','.join(sorted(_state_name(s) for s in self.states))}"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule of a direction concludes."""

    direction: Direction
    outcome: DirectionOutcome

    @property
    def token(self) -> str:
        return f"direction:{self.direction.header.id}={self.outcome.outcome}"


Origin = Conclusion | model.Recommendation
"""What in the pack an inference rule was made from."""


@dataclass(frozen=True)
class RuleSet:
    """The rules that speak of entities of one level under one snapshot of the pack."""

    level: str
    rules: tuple[InferenceRule, ...]
    origins: Mapping[str, Origin]
    tokens: Mapping[str, Token]

    @cached_property
    def used(self) -> tuple[Token, ...]:
        return tuple(self.tokens[name] for name in sorted(self.tokens))


def _state_name(state: State) -> str:
    reason, outcome = state
    if reason == SCORED:
        return outcome or Status.SCORED
    return f"{STATUS_OF_REASON[reason]}:{REASON_OF_CODE[reason]}"


def states_of(compiled: Compiled) -> frozenset[State]:
    """Every state a finding of the indicator can be in."""
    outcomes = {step.outcome for step in compiled.steps if step.reason == SCORED}
    scored: set[State] = {(SCORED, outcome) for outcome in outcomes} or {(SCORED, None)}
    return frozenset(scored | {(reason, None) for reason in REASON_OF_CODE})


def matching(test: IndicatorTest, compiled: Compiled) -> frozenset[State]:
    """The states in which the test holds."""

    def holds(state: State) -> bool:
        reason, outcome = state
        return (
            (reason == SCORED and outcome in test.outcomes)
            or STATUS_OF_REASON[reason] in test.statuses
            or (reason != SCORED and REASON_OF_CODE[reason] in test.reasons)
        )

    return frozenset(s for s in states_of(compiled) if holds(s))


class _Translator:
    """Translates for entities of one level; an indicator that is not measured there is in no state at all."""

    def __init__(self, indicators: Mapping[str, Compiled], level: str) -> None:
        self.indicators = indicators
        self.measured = [name for name, compiled in indicators.items() if level in compiled.levels]
        self.tokens: dict[str, Token] = {}

    def condition(self, condition: model.Condition, *, denied: bool = False) -> Condition:
        match condition:
            case IndicatorTest():
                return self._test(condition, denied=denied)
            case DirectionTest(direction, outcomes):
                assert not denied, "a denied conclusion is refused when a pack is loaded"
                return AnyOf(tuple(Holds(f"direction:{direction}={o}") for o in outcomes))
            case Combination(mode, parts):
                inner = denied != (mode is ConditionMode.NONE)
                translated = tuple(self.condition(p, denied=inner) for p in parts)
                all_of = (mode is ConditionMode.ALL) != denied if mode is not ConditionMode.NONE else not denied
                return AllOf(translated) if all_of else AnyOf(translated)

    def _test(self, test: IndicatorTest, *, denied: bool) -> Condition:
        compiled = self.indicators[test.indicator]
        states = matching(test, compiled)
        token = Token(test.indicator, states_of(compiled) - states if denied else states)
        if denied and self.measured and test.indicator not in self.measured:
            # Every entity of the level has a finding of what is measured there: this always holds.
            always = self.measured[0]
            token = Token(always, states_of(self.indicators[always]))
        self.tokens[token.name] = token
        return Holds(token.name)


def rule_set(snapshot: model.Pack, indicators: Mapping[str, Compiled], level: str) -> RuleSet:
    """The inference rules of everything in force that speaks of entities of `level`."""
    translator = _Translator(indicators, level)
    made = list(_rules(snapshot, translator, level))
    return RuleSet(level, tuple(r for r, _ in made), {r.id: o for r, o in made}, translator.tokens)


def _rules(snapshot: model.Pack, translator: _Translator, level: str) -> Iterator[tuple[InferenceRule, Origin]]:
    for direction in snapshot.directions:
        if level not in direction.levels:
            continue
        before: list[Condition] = []
        for outcome in direction.outcomes:
            when: Condition = AllOf((translator.condition(outcome.when), *before))
            conclusion = Conclusion(direction, outcome)
            yield InferenceRule(f"{direction.header.id}:{outcome.outcome}", when, conclusion.token), conclusion
            before.append(translator.condition(outcome.when, denied=True))
        if direction.otherwise in _tested(snapshot, direction.header.id):
            nothing = DirectionOutcome(
                direction.otherwise,
                direction.otherwise_title,
                Combination(ConditionMode.NONE, tuple(o.when for o in direction.outcomes), direction.header.span),
                direction.header.span,
            )
            conclusion = Conclusion(direction, nothing)
            yield (
                InferenceRule(f"{direction.header.id}:{nothing.outcome}", AllOf(tuple(before)), conclusion.token),
                conclusion,
            )
    for recommendation in snapshot.recommendations:
        if level in recommendation.levels:
            when = translator.condition(recommendation.when)
            yield InferenceRule(recommendation.header.id, when, None), recommendation


def _tested(snapshot: model.Pack, direction: str) -> frozenset[str]:
    """The outcomes of a direction that some recommendation asks for."""
    tests = (t for r in snapshot.recommendations for t in tests_in(r.when))
    return frozenset(o for t in tests if isinstance(t, DirectionTest) and t.direction == direction for o in t.outcomes)


def rule_sets(program: Program) -> dict[tuple[int, str], RuleSet]:
    """For every period asked for and every level, its rules; equal sets are one object."""
    known: dict[tuple[tuple[str, ...], tuple[Compiled, ...], str], RuleSet] = {}
    sets: dict[tuple[int, str], RuleSet] = {}
    for period in program.requested:
        snapshot = program.pack.at(program.pack.periods[period].end)
        indicators = program.snapshot(period)
        headers = [*(d.header for d in snapshot.directions), *(r.header for r in snapshot.recommendations)]
        rules = tuple(h.rule for h in headers)
        for level in (lv.id for lv in snapshot.levels):
            key = (rules, tuple(indicators.values()), level)
            if key not in known:
                known[key] = rule_set(snapshot, indicators, level)
            sets[period, level] = known[key]
    return sets
