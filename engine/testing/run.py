"""Run tests: as many in one evaluation as cannot disturb each other, and compare what comes out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from engine.backend.duckdb import Database
from engine.diagnostics.core import Diagnostic, Lang, has_errors
from engine.facts.read import read_fact_set
from engine.pack.model import Pack
from engine.plan.resolve import losers
from engine.report.explain import explain_text
from engine.result import DirectionResult, Finding, RecommendationResult, RequestResult, Total
from engine.testing import words
from engine.testing.apart import Mixing
from engine.testing.build import Batch, read_batch
from engine.testing.compare import World, compared
from engine.testing.expect import ENTITY
from engine.testing.model import Met, Mismatch, Outcome, Root, Test, What
from engine.testing.rules import unknown
from engine.trace.entries import Entry
from engine.trace.tracer import Tracer
from engine.workflows.collect import findings, totals
from engine.workflows.evaluate import Evaluation, Parameters, evaluate

_MOST_AT_ONCE = 500
_MOST_EXPLAINED = 2
"""Explanations given for one test, at most."""
_APART = re.compile(r"~[0-9]+~")

T = TypeVar("T")
R = TypeVar("R", Finding, Total, DirectionResult, RecommendationResult, RequestResult)


@dataclass(frozen=True, slots=True)
class Telling:
    """How explanations of failures are told."""

    lang: Lang
    width: int


@dataclass(frozen=True)
class Seen:
    """A test as it was evaluated: what came out, what is wrong with its facts, and how to learn more."""

    test: Test
    prefix: str
    world: World | None
    problems: tuple[Diagnostic, ...]
    tracer: _Tracer | None

    def with_numbers(self, met: Met) -> Met:
        """With the numbers of the inputs, where limits of the rule speak of them."""
        return self.tracer.with_numbers(met, self.prefix) if self.tracer is not None else met

    def explained(self, mismatches: Iterable[Mismatch]) -> tuple[tuple[Root, str], ...]:
        return tuple(self.tracer.explained(mismatches, self.prefix)) if self.tracer is not None else ()


def run_tests(tests: Sequence[Test], pack: Pack, telling: Telling) -> tuple[Outcome, ...]:
    """What came of each test, in their order."""
    return tuple(for_each(tests, pack, telling, _outcome))


def _outcome(seen: Seen) -> Outcome:
    if seen.world is None or seen.problems:
        return Outcome(seen.test, problems=seen.problems)
    mismatches, met = compared(seen.test, seen.world)
    return Outcome(seen.test, mismatches, (), tuple(map(seen.with_numbers, met)), seen.explained(mismatches))


def for_each(tests: Sequence[Test], pack: Pack, telling: Telling, look: Callable[[Seen], T]) -> list[T]:
    """Evaluate the tests and `look` at each while its evaluation is at hand; in the order of the tests."""
    found: dict[int, T] = {}
    for n, test in enumerate(tests):
        if test.problems:
            found[n] = look(Seen(test, "", None, test.problems, None))
    for numbers in _grouped(tests, pack):
        found |= dict(zip(numbers, _run([tests[n] for n in numbers], pack, telling, look), strict=True))
    return [found[n] for n in range(len(tests))]


def _grouped(tests: Sequence[Test], pack: Pack) -> Iterator[list[int]]:
    """The numbers of tests that are run in one evaluation."""
    groups: dict[tuple[tuple[str, ...], date | None], list[int]] = defaultdict(list)
    mixing = Mixing(pack)
    for n, test in enumerate(tests):
        if test.problems:
            continue
        if test.fact_set is not None or mixing.stands_alone(test):
            yield [n]
        else:
            groups[test.periods, test.as_of].append(n)
    for numbers in groups.values():
        for start in range(0, len(numbers), _MOST_AT_ONCE):
            yield numbers[start : start + _MOST_AT_ONCE]


def _run(tests: Sequence[Test], pack: Pack, telling: Telling, look: Callable[[Seen], T]) -> list[T]:
    db = Database()
    try:
        if tests[0].fact_set is not None:
            batch, problems = _read_set(tests[0], pack, db)
        else:
            batch = read_batch(tests, pack, db)
            problems = batch.problems
        if batch is None:
            return [look(Seen(test, "", None, tuple(problems), None)) for test in tests]
        test = tests[0]
        done = evaluate(pack, batch.fact_set, db, Parameters(periods=test.periods, as_of=test.as_of))
        return [look(seen) for seen in _seen(batch, problems, done, telling)]
    finally:
        db.close()


def _read_set(test: Test, pack: Pack, db: Database) -> tuple[Batch | None, tuple[Diagnostic, ...]]:
    assert test.fact_set is not None
    fact_set, problems = read_fact_set(test.fact_set, pack, db.con)
    if fact_set is None or has_errors(problems):
        return None, problems
    known = tuple(entity.id for entity in fact_set.register)
    wrong = tuple(unknown(name, known, ENTITY, span) for name, span in test.mentioned if name not in known)
    if wrong:
        return None, wrong
    named = test if test.subject in known or not known else _about(test, known[0])
    return Batch((named,), ("",), fact_set, ()), ()


def _about(test: Test, entity: str) -> Test:
    """A test that names no entity is about the first one of its fact set."""
    renamed = tuple(replace(e, entity=entity) if e.entity == test.subject else e for e in test.expected)
    exactly = tuple(
        replace(x, items=tuple(replace(e, entity=entity) if e.entity == test.subject else e for e in x.items))
        for x in test.exactly
    )
    return replace(test, subject=entity, expected=renamed, exactly=exactly)


def _seen(batch: Batch, problems: Iterable[Diagnostic], done: Evaluation, telling: Telling) -> Iterator[Seen]:
    worlds = _worlds(batch, done)
    tracer = _Tracer(done, telling)
    told = [replace(p, params={k: _plain(v) for k, v in p.params.items()}) for p in problems]
    for test, prefix in zip(batch.tests, batch.prefixes, strict=True):
        own = tuple(p for p in told if _is_in(p, test) and p.severity == "error")
        yield Seen(test, prefix, worlds[prefix], own, tracer)


def _plain(value: object) -> object:
    return _APART.sub("", value) if isinstance(value, str) else value


def _is_in(problem: Diagnostic, test: Test) -> bool:
    span = test.span
    return problem.span.file == span.file and span.line <= problem.span.line <= span.end_line


def _worlds(batch: Batch, done: Evaluation) -> Mapping[str, World]:
    """What came out for each test, by its prefix, under the ids of the test."""
    steps = {tuple(row[:3]): row[3] for row in done.db.rows("SELECT entity, indicator, period, step FROM findings")}
    found: dict[str, dict[tuple[str, str, str], tuple[Finding, int | None]]] = defaultdict(dict)
    for finding in findings(done.db):
        prefix, one = _apart(finding, batch)
        step = steps[finding.entity, finding.indicator, finding.period]
        found[prefix][one.entity, one.indicator, one.period] = one, step
    summed: dict[str, dict[tuple[str, str, str], Total]] = defaultdict(dict)
    for total in totals(done.db):
        prefix, of = _apart(total, batch)
        summed[prefix][of.entity, of.indicator, of.period] = of
    concluded: dict[str, dict[tuple[str, str, str], DirectionResult]] = defaultdict(dict)
    for direction in done.directions:
        prefix, about = _apart(direction, batch)
        concluded[prefix][about.entity, about.direction, about.period] = about
    letters: dict[str, list[RecommendationResult]] = defaultdict(list)
    for letter in done.recommendations:
        prefix, plain = _apart(letter, batch)
        letters[prefix].append(_letter(plain, prefix))
    requests: dict[str, list[RequestResult]] = defaultdict(list)
    for request in done.requests:
        prefix, asked = _apart(request, batch)
        requests[prefix].append(asked)
    last = batch.tests[0].periods[-1]
    return {
        p: World(done.pack, last, found[p], summed[p], concluded[p], letters[p], requests[p]) for p in batch.prefixes
    }


def _apart(result: R, batch: Batch) -> tuple[str, R]:
    """The prefix of the test that a result belongs to, and the result under the entity's own id."""
    if batch.prefixes == ("",):
        return "", result
    end = result.entity.index("~", 1) + 1
    return result.entity[:end], replace(result, entity=result.entity[end:])


def _letter(letter: RecommendationResult, prefix: str) -> RecommendationResult:
    return replace(
        letter,
        id=letter.id.replace(prefix, "") if prefix else letter.id,
        recipient=letter.recipient.removeprefix(prefix) if letter.recipient is not None else None,
        members=tuple(m.removeprefix(prefix) for m in letter.members),
    )


class _Tracer:
    """Explains what is not as expected; the tables it needs are made when the first thing is asked."""

    def __init__(self, done: Evaluation, telling: Telling) -> None:
        self.done, self.telling = done, telling
        self.ready: Tracer | None = None
        compiled = {c.rule: c for c in done.program.compiled}
        # Rules whose rows hold numbers other than the value against limits.
        self.with_inputs = {
            rule
            for rule, c in compiled.items()
            if any(k.column > 0 and not k.names and not k.negated for s in c.steps for k in s.conditions)
        }

    @property
    def tracer(self) -> Tracer:
        done = self.done
        if self.ready is None:
            done.db.run(losers(ties_first=done.pack.passport.resolution.ties_first))
            self.ready = Tracer(
                done.pack, done.program, done.db, done.directory, done.rule_sets, done.fired, done.recommendations
            )
        return self.ready

    def with_numbers(self, met: Met, prefix: str) -> Met:
        """With the numbers of the inputs, where limits of the rule speak of them."""
        if met.expected.what is not What.FINDING or met.rule not in self.with_inputs:
            return met
        expected = met.expected
        numbers = self.tracer.numbers(prefix + expected.entity, expected.name or "", expected.period or "")
        return replace(met, numbers=numbers)

    def explained(self, mismatches: Iterable[Mismatch], prefix: str) -> Iterator[tuple[Root, str]]:
        """Each finding in full once; a letter that rests on it points to it."""
        roots = dict.fromkeys(root for m in mismatches for root in m.roots)
        seen: set[str] = set()
        for root in list(roots)[:_MOST_EXPLAINED]:
            trace = self._trace(root, prefix)
            if trace is not None:
                text = explain_text(*trace, self.telling.lang, self.telling.width, seen)
                yield root, (text.replace(prefix, "") if prefix else text)
            elif root.what is What.FINDING:
                yield root, self._not_there(root, prefix)

    def _not_there(self, root: Root, prefix: str) -> str:
        """Why there is no finding: the rule is for other kinds of entities."""
        pack, directory = self.done.pack, self.done.directory
        titles = {kind.id: kind.title for kind in pack.kinds}
        here = pack.at(next(p.end for p in pack.periods if p.id == root.period))
        kinds = next(i.kinds for i in here.indicators if i.header.id == root.name)
        of = directory.entities[directory.place[prefix + root.entity]].kind
        told = {"indicator": root.name, "kinds": ", ".join(titles[k] for k in kinds), "entity": root.entity}
        return words.NOT_REPORTED.fill(self.telling.lang, {**told, "kind": titles[of]})

    def _trace(self, root: Root, prefix: str) -> tuple[dict[str, Entry], str] | None:
        entity = prefix + root.entity
        match root.what:
            case What.FINDING:
                return self.tracer.finding(entity, root.name, root.period)
            case What.DIRECTION:
                about = (entity, root.name, root.period)
                found = [d for d in self.done.directions if (d.entity, d.direction, d.period) == about]
                name = f"direction/{root.name}/{entity}/{root.period}"
                return (self.tracer.direction(found[0]), name) if found else None
            case _:
                for letter in self.done.recommendations:
                    plain = letter.id.replace(prefix, "") if prefix else letter.id
                    if plain == root.name and letter.entity == entity:
                        return self.tracer.recommendation(letter), f"recommendation/{letter.id}"
                return None
