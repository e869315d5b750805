"""Tests for what no test has reached yet: facts that lead there, with the engine's present answers.

Attempts are evaluated all at once; for each element the first that reaches it becomes a test. Its expectations are what
the engine says today, not what the document says, so it is marked as not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from engine.decimals import plain_text
from engine.diagnostics.core import Lang, Span, Text
from engine.facts.entities import Entity
from engine.facts.forms import FORMS
from engine.facts.values import Raw
from engine.months import add_months
from engine.pack.conditions import tests_in
from engine.pack.model import (
    AggregateMeasure,
    Forms,
    IndicatorTest,
    PeersMeasure,
    Recommendation,
    Request,
    RequestKind,
)
from engine.plan.inputs import EntityInput
from engine.result import Finding, RecommendationResult, RequestResult, Total
from engine.statuses import Status
from engine.testing.attempts import NOTHING, Facts, completed, in_state
from engine.testing.compare import World
from engine.testing.conditions import Solver
from engine.testing.construct import Maker
from engine.testing.coverage import VALUE, Coverage, Element, Part, hits
from engine.testing.model import Expected, Field, GivenFact, Met, Outcome, Test, What
from engine.testing.rules import Rules
from engine.testing.run import Seen, Telling, for_each

_ATTEMPTS = 10
"""Attempts that are evaluated for one element, at most."""
_FIRST = 3
"""Those that are evaluated at first: the others only where none of these gets there."""
_TOTAL_FIELDS = ("value", "assessed", "applicable", "lower", "upper", "maximum", "nominal")


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
class Beyond:
    """An element that nothing was found for, and why; `came_to` is what the attempts for it came to instead."""

    element: Element
    why: Text
    came_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestions:
    tests: tuple[Suggested, ...]
    beyond: tuple[Beyond, ...]


def suggest(rules: Rules, coverage: Coverage, outcomes: Sequence[Outcome]) -> Suggestions:
    """Tests for what neither confirmed nor unconfirmed tests have reached."""
    seen = {name for o in outcomes if o.passed for m in o.met for name in hits(m)}
    wanted = [e for e in coverage.counted if e.name not in seen]
    made = _evaluated(rules, wanted)
    chosen: list[Suggested] = []
    beyond: list[Beyond] = []
    for element in wanted:
        if element.name in seen:
            continue
        found = next((pair for pair in made[element.name] if element.name in _reached(*pair, seen)), None)
        if found is None:
            beyond.append(_beyond(rules, element, made[element.name]))
            continue
        chosen.append(_suggested(*found, seen))
        seen |= _reached(*found, seen)
    return Suggestions(tuple(chosen), tuple(one for one in beyond if one.element.name not in seen))


Made = list[tuple["Attempt", "_Looked"]]


def _evaluated(rules: Rules, wanted: Sequence[Element]) -> dict[str, Made]:
    """Attempts for each element and what came out, until one gets there; all of a round are evaluated at once."""
    waiting = {e.name: islice(_distinct(_attempts(rules, e), rules), _ATTEMPTS) for e in wanted}
    made: dict[str, Made] = {e.name: [] for e in wanted}
    for most in (_FIRST, _ATTEMPTS):
        lacking = [name for name, pairs in made.items() if not any(name in _reached(*pair, set()) for pair in pairs)]
        attempts = [attempt for name in lacking for attempt in islice(waiting[name], most)]
        tests = [_as_test(attempt, n, rules) for n, attempt in enumerate(attempts, start=1)]
        looked = for_each(tests, rules.pack, Telling(Lang.EN, 80), lambda seen: _looked(seen, rules))
        for attempt, found in zip(attempts, looked, strict=True):
            if found is not None:
                made[attempt.element.name].append((attempt, found))
    return made


def _distinct(attempts: Iterator[Attempt], rules: Rules) -> Iterator[Attempt]:
    """Each once, with every value chosen."""
    seen: list[Attempt] = []
    for attempt in attempts:
        whole = replace(attempt, facts=completed(attempt.facts, rules.facts, rules.periods))
        if whole not in seen:
            seen.append(whole)
            yield whole


# What nothing was found for

_NO_FACTS = Text("no facts are known to lead there", "неизвестно, какие сведения к этому приводят")
_PEERS = Text("a place among peers takes several entities", "место среди равных требует нескольких сущностей")
_BELOW = Text("a total over entities below takes such entities", "свод по нижестоящим требует таких сущностей")
_NOT_A_TOTAL = Text(
    "when all members are assessed, no points add up to it; the nearest totals are: {what}",
    "если оценены все, ни при каких баллах не получится; ближайшие итоги: {what}",
)
_CAME_TO = Text("facts that were tried came to: {what}", "испробованные сведения привели к другому: {what}")


def _beyond(rules: Rules, element: Element, made: Made) -> Beyond:
    indicator = next((i for i in rules.pack.indicators if i.header.rule == element.rule), None)
    near = _nearest(rules, element) if indicator is not None else ()
    if near:
        return Beyond(element, _NOT_A_TOTAL, near)
    if made:
        came_to = (_told(element, attempt, looked) for attempt, looked in made)
        return Beyond(element, _CAME_TO, tuple(dict.fromkeys(came_to)))
    match indicator.measure if indicator is not None else None:
        case PeersMeasure():
            return Beyond(element, _PEERS)
        case AggregateMeasure(across=str()):
            return Beyond(element, _BELOW)
        case _:
            return Beyond(element, _NO_FACTS)


def _nearest(rules: Rules, element: Element) -> tuple[str, ...]:
    """Of a number that a total never is, the totals on both sides of it."""
    name, _, number = element.detail.partition("=")
    period = next(_periods(rules, element.rule), None)
    if element.part is not Part.LIMIT or name != VALUE or period is None:
        return ()
    maker = Maker(rules, period)
    measure = maker.indicator(element.rule.rpartition("@")[0]).measure
    totalling = maker.totalling(measure) if isinstance(measure, AggregateMeasure) else None
    if totalling is None or Decimal(number) in totalling.reachable:
        return ()
    below = [x for x in totalling.reachable if x < Decimal(number)][-1:]
    above = [x for x in totalling.reachable if x > Decimal(number)][:1]
    return tuple(map(plain_text, (*below, *above)))


def _told(element: Element, attempt: Attempt, looked: _Looked) -> str:
    """What an attempt came to, in the words of the report."""
    item = element.rule.rpartition("@")[0]
    if item in looked.directions:
        return str(looked.directions[item].expected.fields[0].wanted)
    shown = looked.shown.get(attempt.items[0], {}) if attempt.items else {}
    return " ".join(str(shown[name]) for name in ("status", "reason", "outcome") if name in shown) or "–"


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
    told = [(What.FINDING, item) for item in attempt.items]
    told += [(What.DIRECTION, d.header.id) for d in rules.pack.directions if attempt.element.rule == d.header.rule]
    told += [(What.LETTER, r.header.id) for r in rules.pack.recommendations if attempt.letters]
    told += [(What.REQUEST, "")] if attempt.requests else []
    # Nothing is compared: these are what the test will speak of.
    expected = tuple(Expected(what, name, kind.id, attempt.period, (), span) for what, name in told)
    return Test(
        attempt.element.name, span, "", False, (entity,), kind.id, (attempt.period,), None, facts, None, expected, ()
    )


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
