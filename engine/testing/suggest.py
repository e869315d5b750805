"""Tests for what no test has reached yet: facts that lead there, with the engine's present answers.

Attempts are evaluated all at once; for each element the first that reaches it becomes a test. Its expectations are what
the engine says today, not what the document says, so it is marked as not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from engine.diagnostics.core import Lang, Span
from engine.facts.entities import Entity
from engine.facts.forms import FORMS
from engine.facts.values import Raw
from engine.months import add_months
from engine.pack.conditions import tests_in
from engine.pack.model import Forms, IndicatorTest, Recommendation, Request, RequestKind
from engine.plan.inputs import EntityInput
from engine.result import Finding, RecommendationResult, RequestResult, Total
from engine.statuses import Status
from engine.testing.attempts import NOTHING, Facts, in_state
from engine.testing.compare import World
from engine.testing.conditions import Solver
from engine.testing.construct import Maker
from engine.testing.coverage import VALUE, Coverage, Element, Part, hits
from engine.testing.model import Expected, Field, GivenFact, Met, Outcome, Test, What
from engine.testing.rules import Rules
from engine.testing.run import Seen, Telling, for_each

_ATTEMPTS = 10
"""Attempts that are evaluated for one element."""
_TOTAL_FIELDS = ("value", "assessed", "applicable", "lower", "upper", "maximum", "nominal")


_OF_INPUTS = 3
"""Where the numbers of inputs must be looked up, which takes long."""


def _most(element: Element) -> int:
    of_input = element.part is Part.LIMIT and not element.detail.startswith(f"{VALUE}=")
    return _OF_INPUTS if of_input else _ATTEMPTS


@dataclass(frozen=True)
class Attempt:
    """Facts of one entity of a kind that may reach an element; `items` are the indicators that matter."""

    element: Element
    kind: str
    period: str
    facts: Facts
    items: tuple[str, ...]
    letters: bool = True
    requests: bool = False


@dataclass(frozen=True)
class Suggested:
    """A test that reaches something new: what was given, and what the engine says."""

    name: str
    attempt: Attempt
    findings: tuple[tuple[str, Mapping[str, object]], ...]
    directions: tuple[tuple[str, str], ...]
    letters: tuple[tuple[RecommendationResult, bool], ...]
    requests: tuple[RequestResult, ...]


@dataclass(frozen=True)
class Suggestions:
    tests: tuple[Suggested, ...]
    beyond: tuple[Element, ...]
    """Elements for which no facts were found."""


def suggest(rules: Rules, coverage: Coverage, outcomes: Sequence[Outcome]) -> Suggestions:
    """Tests for what neither confirmed nor unconfirmed tests have reached."""
    seen = {name for o in outcomes if o.passed for m in o.met for name in hits(m)}
    wanted = [e for e in coverage.counted if e.name not in seen]
    attempts = [a for e in wanted for a in islice(_attempts(rules, e), _most(e))]
    tests = [_as_test(a, n, rules) for n, a in enumerate(attempts, start=1)]
    made = for_each(tests, rules.pack, Telling(Lang.EN, 80), lambda s: _looked(s, rules))
    by_element: dict[str, list[tuple[Attempt, _Looked]]] = {}
    for attempt, looked in zip(attempts, made, strict=True):
        if looked is not None:
            by_element.setdefault(attempt.element.name, []).append((attempt, looked))
    chosen: list[Suggested] = []
    beyond: list[Element] = []
    for element in wanted:
        if element.name in seen:
            continue
        fitting = (
            (attempt, looked)
            for attempt, looked in by_element.get(element.name, ())
            if element.name in _reached(attempt, looked, seen)
        )
        found = next(fitting, None)
        if found is None:
            beyond.append(element)
            continue
        attempt, looked = found
        chosen.append(_suggested(attempt, looked, seen))
        seen |= _reached(attempt, looked, seen)
    return Suggestions(tuple(chosen), tuple(beyond))


# Attempts


def _attempts(rules: Rules, element: Element) -> Iterator[Attempt]:
    match element.part:
        case Part.DIRECTION:
            yield from _of_direction(rules, element)
        case Part.RECOMMENDATION | Part.TEXT:
            letters = {r.header.rule: r for r in rules.pack.recommendations}
            if element.rule in letters:
                yield from _of_letter(rules, element, letters[element.rule])
            else:
                requests = {r.header.rule: r for r in rules.pack.requests}
                yield from _of_request(rules, element, requests[element.rule])
        case _:
            yield from _of_indicator(rules, element)


def _of_indicator(rules: Rules, element: Element) -> Iterator[Attempt]:
    item = element.rule.rpartition("@")[0]
    letters = any(item in _tested(r) for r in rules.pack.recommendations)
    for period in _periods(rules, element.rule):
        maker = Maker(rules, period)
        compiled = maker.compiled(item)
        if compiled is None or compiled.rule != element.rule:
            continue
        for kind in (
            compiled.kinds if any(isinstance(g, EntityInput) for _, g in compiled.inputs) else compiled.kinds[:1]
        ):
            for facts in islice(_facts(maker, item, element), _ATTEMPTS):
                yield Attempt(element, kind, period, facts, (item,), letters)
        if element.detail == Status.NOT_APPLICABLE:
            for other in rules.pack.kinds:
                if other.assessed and other.level in compiled.levels and other.id not in compiled.kinds:
                    yield Attempt(element, other.id, period, NOTHING, (item,), letters)


def _tested(recommendation: Recommendation) -> frozenset[str]:
    return frozenset(t.indicator for t in tests_in(recommendation.when) if isinstance(t, IndicatorTest))


def _facts(maker: Maker, item: str, element: Element) -> Iterator[Facts]:
    compiled = maker.compiled(item)
    assert compiled is not None
    match element.part:
        case Part.STATUS:
            yield from maker.status(item, Status(element.detail))
        case Part.LIMIT:
            name, _, number = element.detail.partition("=")
            yield from maker.limit(item, name, Decimal(number))
        case _:
            yield from maker.row(item, int(element.detail) - 1)


def _periods(rules: Rules, rule: str) -> Iterator[str]:
    """The last period in which a rule is in force; then the one in which a target or the like may differ."""
    names = [p.id for p in reversed(rules.in_time)]
    in_force = [p for p in names if any(c.rule == rule for c in rules.snapshot(p).values())]
    yield from in_force[:3]


def _of_direction(rules: Rules, element: Element) -> Iterator[Attempt]:
    for period in reversed(rules.in_time):
        here = rules.pack.at(period.end)
        direction = next((d for d in here.directions if d.header.rule == element.rule), None)
        if direction is None:
            continue
        for kind in _kinds(rules, direction.levels):
            solver = Solver(Maker(rules, period.id), kind, {d.header.id: d for d in here.directions})
            for facts, items in islice(solver.concluding(direction, element.detail), _ATTEMPTS):
                yield Attempt(element, kind, period.id, facts, items)
        return


def _of_letter(rules: Rules, element: Element, letter: Recommendation) -> Iterator[Attempt]:
    period = rules.last_period_of(element.rule)
    here = rules.pack.at(period.end)
    for kind in _kinds(rules, letter.levels):
        solver = Solver(Maker(rules, period.id), kind, {d.header.id: d for d in here.directions})
        for facts, items in islice(solver.facts(letter.when), 4):
            yield Attempt(element, kind, period.id, facts, items)


def _kinds(rules: Rules, levels: Sequence[str]) -> list[str]:
    return [k.id for k in rules.pack.kinds if k.assessed and k.level in levels]


_REQUESTED = {
    RequestKind.NO_DATA: Status.NO_DATA,
    RequestKind.BASE_LINE: Status.NOT_ASSESSED,
    RequestKind.RESTORE_ACCESS: Status.UNCONFIRMED,
    RequestKind.CLARIFY: Status.CONFLICT,
}


def _of_request(rules: Rules, element: Element, request: Request) -> Iterator[Attempt]:
    for item, compiled in rules.snapshot(rules.last_period.id).items():
        maker = Maker(rules, rules.last_period.id)
        for facts in islice(_asked(maker, item, request.kind), 2):
            yield Attempt(element, compiled.kinds[0], rules.last_period.id, facts, (item,), False, True)


def _asked(maker: Maker, item: str, kind: RequestKind) -> Iterator[Facts]:
    if kind in _REQUESTED:
        for facts in maker.status(item, _REQUESTED[kind]):
            if kind is RequestKind.BASE_LINE:
                # What is asked for is the present value: it must not be there.
                facts = {key: specs for key, specs in facts.items() if key[0] != maker.period}
            if facts or kind is RequestKind.NO_DATA:
                yield facts
        return
    for facts in maker.status(item, Status.SCORED):
        now = [key for key in facts if key[0] == maker.period]
        for key in now[:1]:
            if kind is RequestKind.RESUBMIT:
                yield {**facts, key: in_state("rejected")}
            elif kind is RequestKind.CONFIRM:
                other = maker.unlisted(key[1])
                if other is not None:
                    yield {**facts, key: tuple((*spec, ("source", other)) for spec in facts[key])}
            elif kind is RequestKind.LATE:
                until = maker.rules.periods[maker.period].submit_by
                if until is not None:
                    late = add_months(until, 12).isoformat()
                    yield {**facts, key: tuple((*spec, ("submitted_at", late)) for spec in facts[key])}


# Evaluation


def _as_test(attempt: Attempt, n: int, rules: Rules) -> Test:
    kind = rules.kinds[attempt.kind]
    span = Span("suggest", n, 1, n, 2)
    forms = Forms(kind.id, dict.fromkeys(FORMS, kind.id))
    entity = Entity(kind.id, kind.level, kind.id, None, forms, None, (), None, span)
    facts = tuple(
        _given(kind.id, period, key, dict(spec), rules, span)
        for (period, key), specs in attempt.facts.items()
        for spec in specs
    )
    return Test(attempt.element.name, span, "", False, (entity,), kind.id, (attempt.period,), None, facts, None, (), ())


def _given(entity: str, period: str, key: str, fields: dict[str, object], rules: Rules, span: Span) -> GivenFact:
    values: dict[str, Raw] = {"entity": entity, "period": period, "key": key, "source": rules.source_of(key)}
    values["observed_at"] = rules.periods[period].end
    values.update(fields)  # type: ignore[arg-type]
    rejected = values.get("state") == "rejected"
    if rejected:
        values["state"] = "reported"
    return GivenFact({name: (value, span) for name, value in values.items()}, span, rejected)


@dataclass(frozen=True)
class _Looked:
    """What came out of an attempt, with the expectations that would be met."""

    world: World
    findings: Mapping[str, Met]
    shown: Mapping[str, Mapping[str, object]]
    directions: Mapping[str, Met]


def _looked(seen: Seen, rules: Rules) -> _Looked | None:
    if seen.world is None or seen.problems:
        return None
    test, world = seen.test, seen.world
    findings: dict[str, Met] = {}
    shown: dict[str, Mapping[str, object]] = {}
    for (entity, item, period), (finding, step) in world.findings.items():
        if entity != test.subject or period != test.periods[-1]:
            continue
        shown[item] = _fields(finding, world.totals.get((entity, item, period)))
        fields = tuple(Field(name, str(value), test.span) for name, value in shown[item].items())
        expected = Expected(What.FINDING, item, entity, period, fields, test.span)
        met = Met(expected, finding.rule, step, finding.value, finding.status)
        # Looking up the numbers of inputs takes long, and is needed only where a limit of them is to be reached.
        about_limit = test.name.startswith(f"{Part.LIMIT}:{finding.rule}:")
        findings[item] = seen.with_numbers(met) if about_limit else met
    directions = {
        name: Met(Expected(What.DIRECTION, name, e, p, (Field("outcome", d.outcome, test.span),), test.span), d.rule)
        for (e, name, p), d in world.directions.items()
        if e == test.subject
    }
    return _Looked(world, findings, shown, directions)


def _fields(finding: Finding, total: Total | None) -> dict[str, object]:
    """What is worth expecting of a finding."""
    found: dict[str, object] = {"status": finding.status}
    if finding.reason is not None:
        found["reason"] = finding.reason
    for name in ("outcome", "points", "value"):
        value = getattr(finding, name)
        if value is not None:
            found[name] = value
    if total is not None:
        found |= {name: getattr(total, name) for name in _TOTAL_FIELDS if getattr(total, name) is not None}
    return found


def _reached(attempt: Attempt, looked: _Looked, seen: set[str]) -> set[str]:
    """The elements that a test made of an attempt would reach."""
    found = {name for item in attempt.items if item in looked.findings for name in hits(looked.findings[item])}
    if attempt.element.part is Part.DIRECTION:
        name = attempt.element.rule.rpartition("@")[0]
        found |= set(hits(looked.directions[name])) if name in looked.directions else set()
    if attempt.letters:
        for letter in looked.world.letters:
            found |= {Element(part, letter.rule).name for part in (Part.RECOMMENDATION, Part.TEXT)}
    if attempt.requests:
        found |= {Element(Part.TEXT, r.rule).name for r in _requests(attempt, looked) if r.rule and r.text}
    return found


def _requests(attempt: Attempt, looked: _Looked) -> list[RequestResult]:
    """Those about the indicators that matter."""
    return [
        r for r in looked.world.requests if r.rule == attempt.element.rule and set(r.indicators) & set(attempt.items)
    ]


def _suggested(attempt: Attempt, looked: _Looked, seen: set[str]) -> Suggested:
    element = attempt.element
    told = f": {element.told}" if element.told else ""
    directions: tuple[tuple[str, str], ...] = ()
    if element.part is Part.DIRECTION:
        name = element.rule.rpartition("@")[0]
        directions = ((name, str(looked.directions[name].expected.fields[0].wanted)),)
    letters = tuple(
        (letter, Element(Part.TEXT, letter.rule).name not in seen) for letter in looked.world.letters if attempt.letters
    )
    return Suggested(
        name=f"{element.rule.rpartition('@')[0]}{told}",
        attempt=attempt,
        findings=tuple((item, looked.shown[item]) for item in attempt.items if item in looked.shown),
        directions=directions,
        letters=letters,
        requests=tuple(_requests(attempt, looked)[:1]) if attempt.requests else (),
    )
