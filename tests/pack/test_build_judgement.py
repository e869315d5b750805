from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model import (
    BEFORE,
    Band,
    ConstantOperand,
    FactOperand,
    FactTake,
    FindingTake,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Limit,
    Matching,
    Rung,
    Scale,
    Series,
    Variant,
)
from engine.pack.model import Test as Asked
from engine.statuses import Status
from tests.pack.kit import document, judge, read, text_at

NOWHERE = Span("")
PEOPLE = Domain(whole_numbers=True, minimum=None, maximum=None)


def at(number: str, *, closed: bool = True) -> Limit:
    return Limit(Decimal(number), None, closed, NOWHERE)


def named(name: str, *names: str, negated: bool = False) -> Asked:
    return Asked(name, names=names, negated=negated)


def rung(
    *tests: Asked, outcome: str | None = None, status: Status | None = None, points: int | None = None,
    meets: bool = False, says: str | None = None,
) -> Rung:  # fmt: skip
    return Rung(tests, outcome, status, None if points is None else Decimal(points), meets, says, NOWHERE)


def band(outcome: str, low: Limit | None, high: Limit | None, points: int | None = None, meets: bool = False) -> Band:
    return Band(outcome, low, high, None if points is None else Decimal(points), meets, NOWHERE)


ZERO = at("0")


def test_a_ladder() -> None:
    found = judge("""
inputs:
  link: {fact: page, take: state}
  goal: {indicator: plan, take: outcome}
ladder:
  - {when: {value: {equals: 0}, base: {is: false}}, outcome: none, points: 0, says: "нет {value}"}
  - {when: {value: {at_least: 10, below: 20}, goal: [yes, part], kind: {not: [college]}}, outcome: full, points: 2}
  - {when: {link: unconfirmed}, status: unconfirmed}
  - {when: {value: {above: {constant: c}}, level: {not: region}}, outcome: some, points: 1, meets: true}
  - {otherwise: true, outcome: absent, points: 0}
""")
    constant = Limit(None, "c", False, NOWHERE)
    assert found == Judgement(
        domain=PEOPLE,
        inputs=(
            ("link", FactOperand("page", take=FactTake.STATE)),
            ("goal", IndicatorOperand("plan", take=FindingTake.OUTCOME)),
        ),
        rungs=(
            rung(Asked("value", ZERO, ZERO), Asked("base", ZERO, ZERO), outcome="none", points=0, says="нет {value}"),
            rung(
                Asked("value", at("10"), at("20", closed=False)),
                named("goal", "yes", "part"),
                named("kind", "college", negated=True),
                outcome="full",
                points=2,
                meets=True,
            ),
            rung(named("link", "unconfirmed"), status=Status.UNCONFIRMED),
            rung(
                Asked("value", constant), named("level", "region", negated=True), outcome="some", points=1, meets=True
            ),
            rung(outcome="absent", points=0),
        ),
    )


def test_only_one_rung_may_hold() -> None:
    found = judge("match: single\nladder: [{when: {value: {above: 0}}, outcome: some}]")
    assert found.matching is Matching.SINGLE
    assert found.rungs == (rung(Asked("value", at("0", closed=False)), outcome="some"),)


def test_inputs() -> None:
    found = judge("""
inputs:
  goal: {constant: c}
  before: {indicator: i, take: status, period: previous}
  gap: {formula: goal - value}
bands: [{outcome: any}]
""")
    assert found.inputs == (
        ("goal", ConstantOperand("c")),
        ("before", IndicatorOperand("i", Series(BEFORE), FindingTake.STATUS)),
        ("gap", InputFormula("goal - value", NOWHERE)),
    )


def test_bands_may_say_something() -> None:
    found = judge("bands: [{outcome: any, says: 'вот {value}'}]")
    assert found.bands == (Band("any", None, None, None, False, NOWHERE, "вот {value}"),)


def test_variants_have_targets_of_their_own() -> None:
    found = judge("""
variants:
  - for: {kind: [school, college]}
    bands: [{outcome: full, at_least: 5, points: 3}, {outcome: few, below: 5, points: 1}]
  - for: otherwise
    bands: [{outcome: full, at_least: 2, points: 1}, {outcome: few, below: 2, points: 0}]
""")
    assert found == Judgement(
        domain=PEOPLE,
        variants=(
            Variant(
                (named("kind", "school", "college"),),
                (band("full", at("5"), None, 3, True), band("few", None, at("5", closed=False), 1)),
                NOWHERE,
            ),
            Variant((), (band("full", at("2"), None, 1, True), band("few", None, at("2", closed=False), 0)), NOWHERE),
        ),
    )


def test_a_grid() -> None:
    found = judge("""
inputs: {now: {indicator: i, take: outcome}, then: {indicator: i, take: outcome, period: previous}}
grid:
  rows: now
  columns: then
  cells:
    good: {good: {outcome: kept, points: 2, says: "{now}"}, bad: {outcome: grown, points: 1, meets: true}}
    bad: {good: {outcome: lost}, bad: empty}
""")
    assert found.rungs == (
        rung(named("now", "good"), named("then", "good"), outcome="kept", points=2, meets=True, says="{now}"),
        rung(named("now", "good"), named("then", "bad"), outcome="grown", points=1, meets=True),
        rung(named("now", "bad"), named("then", "good"), outcome="lost"),
        rung(named("now", "bad"), named("then", "bad"), status=Status.NOT_ASSESSED),
    )


def test_points_by_a_formula() -> None:
    scale = Scale("LEAST(3, 0.5 * value)", Decimal(0), Decimal(3), NOWHERE)
    alone = judge('points: {formula: "LEAST(3, 0.5 * value)", least: 0, most: 3}')
    assert alone == Judgement(domain=PEOPLE, scale=scale)
    banded = judge('bands: [{outcome: any}]\npoints: {formula: "LEAST(3, 0.5 * value)", least: 0, most: 3}')
    assert banded == Judgement(domain=PEOPLE, bands=(band("any", None, None),), scale=scale)


FEW = band("few", None, at("5", closed=False), 0)
DEPENDENCE = 'depends_on: [{indicator: "2.1", is: [yes, part], else: {outcome: none, points: 0, says: "нет"}}]\n'
NEEDED = ("=2.1", IndicatorOperand("2.1", take=FindingTake.OUTCOME))
NOT_MET = rung(named("=2.1", "yes", "part", negated=True), outcome="none", points=0, says="нет")


def test_a_dependence_before_bands() -> None:
    found = judge(DEPENDENCE + "bands: [{outcome: full, at_least: 5, points: 1}, {outcome: few, below: 5, points: 0}]")
    assert found == Judgement(
        domain=PEOPLE,
        inputs=(NEEDED,),
        rungs=(
            NOT_MET,
            rung(Asked("value", at("5")), outcome="full", points=1, meets=True),
            rung(Asked("value", None, at("5", closed=False)), outcome="few", points=0),
        ),
    )


def test_the_points_of_a_dependence_count_among_the_greatest() -> None:
    found = judge(DEPENDENCE + "bands: [{outcome: full, at_least: 5, points: 1}, {outcome: few, below: 5, points: 1}]")
    assert [r.meets for r in found.rungs] == [False, True, True]


def test_a_band_without_limits_wants_a_value_even_after_a_dependence() -> None:
    found = judge(DEPENDENCE + "bands: [{outcome: any}]")
    assert found.rungs == (NOT_MET, rung(Asked("value"), outcome="any"))


def test_a_dependence_before_variants() -> None:
    found = judge(
        DEPENDENCE
        + "variants: [{for: {kind: a}, bands: [{outcome: x, above: 0}]}, {for: otherwise, bands: [{outcome: y}]}]"
    )
    assert found.variants == ()
    assert found.rungs == (
        NOT_MET,
        rung(named("kind", "a"), Asked("value", at("0", closed=False)), outcome="x"),
        rung(Asked("value"), outcome="y"),
    )


def test_dependences_before_a_ladder_and_a_grid() -> None:
    ladder = judge("inputs: {a: b}\n" + DEPENDENCE + "ladder: [{otherwise: true, outcome: x}]")
    assert ladder.inputs == (("a", FactOperand("b")), NEEDED)
    assert ladder.rungs == (NOT_MET, rung(outcome="x"))
    grid = judge(DEPENDENCE + "grid: {rows: kind, columns: level, cells: {a: {b: empty}}}")
    assert grid.rungs == (NOT_MET, rung(named("kind", "a"), named("level", "b"), status=Status.NOT_ASSESSED))


def test_two_dependences_on_one_indicator_are_one_input() -> None:
    both = "[{indicator: i, is: a, else: {outcome: x}}, {indicator: i, is: b, else: {outcome: y}}]"
    found = judge(f"depends_on: {both}\nbands: [{{outcome: z}}]")
    assert found.inputs == (("=i", IndicatorOperand("i", take=FindingTake.OUTCOME)),)
    assert [r.tests for r in found.rungs[:2]] == [(named("=i", "a", negated=True),), (named("=i", "b", negated=True),)]


def test_beside_a_dependence_that_is_not_met_no_other_rung_holds_where_only_one_may() -> None:
    two = "[{indicator: i, is: a, else: {outcome: x}}, {indicator: j, is: b, else: {outcome: y}}]"
    found = judge(f"match: single\ndepends_on: {two}\nladder: [{{when: {{value: {{is: true}}}}, outcome: z}}]")
    one = at("1")
    assert found.rungs == (
        rung(named("=i", "a", negated=True), outcome="x"),
        rung(named("=i", "a"), named("=j", "b", negated=True), outcome="y"),
        rung(named("=i", "a"), named("=j", "b"), Asked("value", one, one), outcome="z"),
    )


def test_everything_keeps_its_place() -> None:
    body = """
measure: {kind: value, of: people}
judge:
  inputs: {gap: {formula: value - 1}, goal: {fact: g}}
  depends_on: [{indicator: i, is: [a], else: {outcome: x}}]
  grid: {rows: kind, columns: level, cells: {r: {c: {outcome: y}}}}
  points: {formula: 2 * value, least: 0, most: 3}
"""
    assert places(body, "inputs") == ["value - 1", "g", "i"]
    assert places(body, "rungs") == [
        *("{indicator: i, is: [a], else: {outcome: x}}", "[a]"),
        *("{outcome: y}", "r", "c"),
    ]
    assert places(body, "scale") == ["2 * value"]


def test_a_test_lies_where_its_value_is_and_a_row_where_it_is_written() -> None:
    ladder = "measure: {kind: table}\njudge: {ladder: [{when: {kind: [a, b], level: {not: c}}, outcome: x}]}"
    assert places(ladder, "rungs") == ["{when: {kind: [a, b], level: {not: c}}, outcome: x}", "[a, b]", "{not: c}"]
    bands = "judge: {depends_on: [{indicator: i, is: a, else: {outcome: x}}], bands: [{outcome: y, above: 2}]}"
    assert places("measure: {kind: value, of: people}\n" + bands, "rungs") == [
        *("{indicator: i, is: a, else: {outcome: x}}", "a"),
        *("{outcome: y, above: 2}", "{outcome: y, above: 2}", "2"),
    ]
    variants = "judge: {variants: [{for: {kind: a}, bands: [{outcome: x}]}]}"
    assert places("measure: {kind: value, of: people}\n" + variants, "variants") == [
        *("{for: {kind: a}, bands: [{outcome: x}]}", "a", "{outcome: x}"),
    ]


def places(body: str, part: str) -> list[str]:
    """The texts at the places of a part of the judgement, a row before its tests and a test before its limits."""
    lines = document(body).decode().split("\n")
    return [text_at(span, lines) for span in spans_in(getattr(read(body).judge, part))]


def spans_in(value: object) -> Iterator[Span]:
    if is_dataclass(value) and not isinstance(value, Span):
        yield from (found for f in fields(value) if isinstance(found := getattr(value, f.name), Span))
        yield from (span for f in fields(value) for span in spans_in(getattr(value, f.name)))
    elif isinstance(value, tuple):
        yield from (span for part in value for span in spans_in(part))
