"""What a test expects against what came out: what is not as expected, and what was met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from engine.decimals import plain_text
from engine.pack.conditions import tests_in
from engine.pack.model import DirectionTest, FactOperand, IndicatorTest, Pack
from engine.pack.operands import operands_in
from engine.result import DirectionResult, Finding, RecommendationResult, RequestResult, Total
from engine.testing.model import Exactly, Expected, Field, Met, Mismatch, Root, Test, Wanted, What

Letter = RecommendationResult | RequestResult
Got = str | Decimal | int | bool | date | None | tuple[str, ...]

_ROOTS = 3
"""Findings an explanation of a letter that is not there begins from, at most."""


@dataclass(frozen=True)
class World:
    """What came out for one test: everything by the ids that the test itself uses; `period` is the last evaluated."""

    pack: Pack
    period: str
    findings: Mapping[tuple[str, str, str], tuple[Finding, int | None]]
    totals: Mapping[tuple[str, str, str], Total]
    directions: Mapping[tuple[str, str, str], DirectionResult]
    letters: Sequence[RecommendationResult]
    requests: Sequence[RequestResult]


def compared(test: Test, world: World) -> tuple[tuple[Mismatch, ...], tuple[Met, ...]]:
    mismatches: list[Mismatch] = []
    met: list[Met] = []
    for expected in test.expected:
        found = list(_expected(expected, world))
        mismatches += [m for m in found if isinstance(m, Mismatch)]
        if not any(isinstance(m, Mismatch) for m in found):
            met += [m for m in found if isinstance(m, Met)]
    for exactly in test.exactly:
        mismatches += _others(exactly, world)
    return tuple(mismatches), tuple(met)


def _expected(expected: Expected, world: World) -> Iterator[Mismatch | Met]:
    match expected.what:
        case What.FINDING:
            yield from _finding(expected, world)
        case What.DIRECTION:
            yield from _direction(expected, world)
        case _:
            yield from _letter(expected, world)


def _finding(expected: Expected, world: World) -> Iterator[Mismatch | Met]:
    name, period = expected.name or "", expected.period or ""
    key = (expected.entity, name, period)
    path = f"{name}, {expected.entity}, {period}"
    root = Root(What.FINDING, name, expected.entity, period)
    if key not in world.findings:
        yield Mismatch(path, _all(expected.fields), None, expected.span, (root,))
        return
    finding, step = world.findings[key]
    total = world.totals.get(key)
    for one in expected.fields:
        of = total if total is not None and not hasattr(finding, one.name) else finding
        # The bounds of a total are those of its points; where it has none, of its value.
        if one.name in ("lower", "upper") and total is not None:
            of = total
        yield from _differing(one, getattr(of, one.name, None), path, root)
    yield Met(expected, finding.rule, step, finding.value, finding.status)


def _direction(expected: Expected, world: World) -> Iterator[Mismatch | Met]:
    name, period = expected.name or "", expected.period or ""
    found = world.directions.get((expected.entity, name, period))
    path = f"{name}, {expected.entity}, {period}"
    if found is None:
        yield Mismatch(path, _all(expected.fields), None, expected.span)
        return
    for one in expected.fields:
        yield from _differing(one, getattr(found, one.name), path, Root(What.DIRECTION, name, expected.entity, period))
    yield Met(expected, found.rule)


def _differing(one: Field, got: Got, path: str, root: Root) -> Iterator[Mismatch]:
    if not same(one, got):
        yield Mismatch(f"{path}: {one.name}", shown(one.wanted), shown(got), one.span, (root,))


def _letter(expected: Expected, world: World) -> Iterator[Mismatch | Met]:
    """The letter or request of the right rule that fits best; all that is expected of it must fit."""
    candidates = [letter for letter in _all_letters(expected.what, world) if _is_about(expected, letter)]
    fitting = [letter for letter in candidates if _fits(expected, letter)]
    path = _path(expected)
    if expected.absent:
        for letter in fitting:
            wanted = f"– ({_all(expected.fields)})" if expected.fields else "–"
            yield Mismatch(path, wanted, told(letter), expected.span, _roots_of(letter, world))
        yield Met(expected)
    elif fitting:
        yield Met(expected, fitting[0].rule)
    elif candidates:
        closest = min(candidates, key=lambda letter: len(list(_wrong_fields(expected, letter))))
        for one in _wrong_fields(expected, closest):
            got = shown(_of_letter(closest, one.name))
            yield Mismatch(f"{path}: {one.name}", shown(one.wanted), got, one.span, _roots_of(closest, world))
    else:
        yield Mismatch(
            path, _all(expected.fields), None, expected.span, tuple(islice(_tested(expected, world), _ROOTS))
        )


def _all_letters(what: What, world: World) -> Sequence[Letter]:
    return world.letters if what is What.LETTER else world.requests


def _is_about(expected: Expected, letter: Letter) -> bool:
    if letter.entity != expected.entity:
        return False
    if isinstance(letter, RecommendationResult):
        rule = letter.rule.rpartition("@")[0]
        return expected.name in (None, rule) and letter.period == expected.period
    return expected.name in (None, letter.key)


def _wrong_fields(expected: Expected, letter: Letter) -> Iterator[Field]:
    return (one for one in expected.fields if not same(one, _of_letter(letter, one.name)))


_NAMES = {"to": "addressee", "of_period": "period", "contains": "text"}


def _of_letter(letter: Letter, name: str) -> Got:
    got: Got = getattr(letter, _NAMES.get(name, name))
    return got


def _roots_of(letter: Letter, world: World) -> tuple[Root, ...]:
    """A request is explained by the findings that it is made for."""
    if isinstance(letter, RecommendationResult):
        return (Root(What.LETTER, letter.id, letter.entity, letter.period),)
    return tuple(Root(What.FINDING, item, letter.entity, world.period) for item in letter.indicators[:_ROOTS])


def _tested(expected: Expected, world: World) -> Iterator[Root]:
    """The findings that decide whether a letter is sent, or a fact asked for."""
    if expected.what is What.REQUEST:
        yield from _asking(expected, world)
        return
    period = expected.period
    rules = [r for r in world.pack.recommendations if r.header.id == expected.name]
    if period is None or not rules:
        return
    names: dict[tuple[What, str], None] = {}
    for test in tests_in(rules[-1].when):
        match test:
            case IndicatorTest(indicator=item):
                names[What.FINDING, item] = None
            case DirectionTest(direction=item):
                names[What.DIRECTION, item] = None
    for what, item in names:
        yield Root(what, item, expected.entity, period)


def _asking(expected: Expected, world: World) -> Iterator[Root]:
    for (entity, item, period), (finding, _) in world.findings.items():
        indicator = next(i for i in world.pack.indicators if i.header.rule == finding.rule)
        keys = {operand.key for operand in operands_in(indicator) if isinstance(operand, FactOperand)}
        if entity == expected.entity and period == world.period and expected.name in keys:
            yield Root(What.FINDING, item, entity, period)


def _others(exactly: Exactly, world: World) -> Iterator[Mismatch]:
    """Letters beside those expected, of the entities of the test; and what has no letter of its own among them."""
    letters = _all_letters(exactly.what, world)
    wanted = [item for item in exactly.items if not item.absent]
    fitting = [[n for n, letter in enumerate(letters) if _fits(item, letter)] for item in wanted]
    taken = paired(fitting)
    for n, letter in enumerate(letters):
        if n not in taken:
            yield Mismatch(f"{exactly.what}: exactly", "–", told(letter), exactly.span, _roots_of(letter, world))
    for n, item in enumerate(wanted):
        if fitting[n] and n not in taken.values():  # what fits nothing at all has been told already
            yield Mismatch(_path(item), _all(item.fields), None, item.span)


def _path(expected: Expected) -> str:
    return ", ".join(filter(None, (expected.name or str(expected.what), expected.entity, expected.period)))


def _fits(expected: Expected, letter: Letter) -> bool:
    return _is_about(expected, letter) and not any(_wrong_fields(expected, letter))


def paired(fitting: Sequence[Sequence[int]]) -> dict[int, int]:
    """For as many as can be, one of their own: numbers in `fitting`, by what is taken (Kuhn's algorithm)."""
    taken: dict[int, int] = {}

    def find(item: int, tried: set[int]) -> bool:
        for n in fitting[item]:
            if n not in tried:
                tried.add(n)
                if n not in taken or find(taken[n], tried):
                    taken[n] = item
                    return True
        return False

    for item in range(len(fitting)):
        find(item, set())
    return taken


def told(letter: Letter) -> str:
    """A letter or request in one line."""
    if isinstance(letter, RecommendationResult):
        return (
            f"{letter.rule}, {letter.entity}, {letter.period} → {letter.recipient or letter.addressee}: {letter.text}"
        )
    return f"{letter.key}, {letter.entity}, {letter.period}, {letter.kind}: {letter.text}".rstrip(": ")


def same(one: Field, got: Got) -> bool:
    match one.name:
        case "text":
            return _plain(str(got)) == _plain(str(one.wanted))
        case "contains":
            wanted = one.wanted if isinstance(one.wanted, tuple) else (str(one.wanted),)
            return all(_plain(part) in _plain(str(got)) for part in wanted)
        case "marks" | "members" | "indicators" | "missing":
            return isinstance(one.wanted, tuple) and isinstance(got, tuple) and set(one.wanted) == set(got)
        case _:
            return _comparable(got) == one.wanted


def _plain(text: str) -> str:
    return " ".join(text.split())


def _comparable(got: Got) -> Wanted:
    match got:
        case bool() | None | Decimal():
            return got
        case int():
            return Decimal(got)
        case date():
            return got.isoformat()
        case tuple():
            return got
        case _:
            return str(got)


def shown(value: Got | Wanted) -> str:
    """As a person writes it in a test."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return plain_text(Decimal(value))
        case tuple():
            return f"[{', '.join(value)}]"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _all(fields: Sequence[Field]) -> str:
    return ", ".join(f"{one.name}: {shown(one.wanted)}" for one in fields) or "+"
