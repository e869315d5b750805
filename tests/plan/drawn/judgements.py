"""Judgements of whatever kind, for Hypothesis to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from engine.intervals import Domain
from engine.pack.model import (
    At,
    Band,
    FactOperand,
    FactTake,
    FindingTake,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Judgement,
    Matching,
    Operand,
    Rung,
    Scale,
    Series,
    Test,
    Variant,
)
from engine.statuses import REASON_OF_RULE, Status
from tests.plan.asked_of_both import LETTERS, of_constant
from tests.plan.drawn.operands import Wanted, chance, everywhere, operands, outcomes_of
from tests.plan.packs import KINDS, LEVELS, NOWHERE, above, at_least, below, between, equals, limit

GROWTH = (above("growth", "0", "2", meets=True), equals("same", "0", "1"), below("decline", "0", "0"))
PARTS = (at_least("high", "3", "1", meets=True), below("low", "3", "-1"))
HOLES = (at_least("high", "3", "3", meets=True), equals("one", "1", "0.5"))
WITHOUT_POINTS = (at_least("high", "2", meets=True), below("low", "2"))
BANDS: tuple[tuple[Band, ...], ...] = (GROWTH, PARTS, HOLES, WITHOUT_POINTS)
POSITIVE = (at_least("high", "3", "4", meets=True), between("middle", "1", "3", "2"), below("low", "1", "0.5"))

FORMULAS_OF_INPUTS = ("p / q", "value - q", "value + p", "10 / value", "q - p", "GREATEST(p, q)")
SCALES_OF_VALUES = ("0.5 * value", "LEAST(3, 0.5 * value)", "10 / value")
SCALES = ("0.5 * value", "LEAST(3, 0.5 * value)", "10 / value", "value + p", "p - q", "value - q")
STATES = ("reported", "conflict", "not_reported", *(name.name.lower() for name in LETTERS.values()))
GIVEN_BY_RULES = tuple(REASON_OF_RULE)

Input = tuple[str, Operand | InputFormula]


@st.composite
def named_inputs(draw: st.DrawFn, before: Sequence[Indicator]) -> tuple[Operand, list[str]]:
    """An input that is tested by names, and those names."""
    usable = everywhere(before)
    take = draw(st.sampled_from(["state", "outcome", "status"])) if usable else "state"
    if take == "state":
        key = draw(st.sampled_from(["a", "b", "x", "m"]))
        return FactOperand(key, take=FactTake.STATE, evidence=draw(st.booleans())), list(STATES)
    of = draw(st.sampled_from(usable))
    outcomes = outcomes_of(of)
    if take == "status" or not outcomes:
        return IndicatorOperand(of.header.id, take=FindingTake.STATUS), [s.value for s in Status]
    at = draw(st.sampled_from([At(), At(), At(1)]))
    return IndicatorOperand(of.header.id, Series(at), FindingTake.OUTCOME), outcomes


@st.composite
def tests(draw: st.DrawFn, numeric: Sequence[str], named: Sequence[tuple[str, Sequence[str]]]) -> Test:
    if named and chance(draw, 45):
        name, names = draw(st.sampled_from(list(named)))
        chosen = tuple(draw(st.lists(st.sampled_from(list(names)), min_size=1, max_size=2, unique=True)))
        return Test(name, names=chosen, negated=draw(st.sampled_from([False, False, True])))
    name = draw(st.sampled_from(list(numeric)))
    edge = limit(draw(st.sampled_from(["0", "1", "3", "0.5"])), closed=draw(st.booleans()))
    edge = of_constant("half") if chance(draw, 10) else edge
    match draw(st.sampled_from(["low", "high", "equals", "both"])):
        case "low":
            return Test(name, low=edge)
        case "high":
            return Test(name, high=edge)
        case "equals":
            return Test(name, replace(edge, closed=True), replace(edge, closed=True))
        case _:
            return Test(name, edge, limit("7", closed=draw(st.booleans())))


points = st.sampled_from(["0", "1", "2", "-1", "0.5"])


@st.composite
def rungs(draw: st.DrawFn, test: st.SearchStrategy[Test], *, scaled: bool) -> Rung:
    tested = tuple(draw(st.lists(test, max_size=2, unique_by=lambda t: t.input)))
    if chance(draw, 15):
        return Rung(tested, None, draw(st.sampled_from(GIVEN_BY_RULES)), None, False, None, NOWHERE)
    given = None if scaled and draw(st.booleans()) else Decimal(draw(points))
    return Rung(
        tested, draw(st.sampled_from(["good", "fair", "poor"])), None, given, draw(st.booleans()), None, NOWHERE
    )


@st.composite
def inputs(draw: st.DrawFn, wanted: Wanted, before: Sequence[Indicator]) -> tuple[list[Input], Any]:
    """The inputs, and what of them may be tested by names."""
    made: list[Input] = [(name, draw(operands(wanted, before))) for name in ("p", "q")]
    named: list[tuple[str, Sequence[str]]] = [("kind", [kind for kind, _ in KINDS]), ("level", LEVELS)]
    for name in ("n1", "n2")[: draw(st.integers(0, 2))]:
        operand, names = draw(named_inputs(before))
        made.append((name, operand))
        named.append((name, names))
    if draw(st.booleans()):
        made.append(("s", InputFormula(draw(st.sampled_from(FORMULAS_OF_INPUTS)), NOWHERE)))
        if draw(st.booleans()):
            made.append(("u", InputFormula("s + 1", NOWHERE)))
    return draw(st.permutations(made)), named


@st.composite
def tables(
    draw: st.DrawFn, wanted: Wanted, before: Sequence[Indicator], names: Sequence[str], *, valued: bool = True
) -> Judgement:
    """A judgement with inputs: rungs, variants, bands or points alone."""
    how = draw(st.sampled_from(["rungs", "rungs", "rungs", "variants", "bands", "scale"])) if valued else "rungs"
    made, named = draw(inputs(wanted, before))
    numeric = [*names, *(name for name, _ in made if name in ("p", "q", "s", "u"))]
    if valued:
        numeric += ["value", "value"]
    else:
        made = [(n, o) for n, o in made if not isinstance(o, InputFormula)]
        numeric = ["p", "q"]
    scaled = valued and (how == "scale" or chance(draw, 25))
    # Beside rows that may all fail, points are drawn over the value only: see the expected failure in
    # test_language_judgement.
    formulas = SCALES if how == "scale" else SCALES_OF_VALUES
    scale = Scale(draw(st.sampled_from(formulas)), Decimal("-0.5"), Decimal(4), NOWHERE) if scaled else None
    test = tests(numeric, named)
    judge = Judgement(Domain(), inputs=tuple(made), scale=scale)
    match how:
        case "rungs":
            drawn = draw(st.lists(rungs(test, scaled=scaled), min_size=1, max_size=5))
            matching = draw(st.sampled_from([Matching.FIRST, Matching.FIRST, Matching.SINGLE]))
            return replace(judge, rungs=tuple(drawn), matching=matching)
        case "variants":
            bands = st.sampled_from(BANDS)
            variant = st.builds(
                Variant, st.lists(test, max_size=2, unique_by=lambda t: t.input).map(tuple), bands, st.just(NOWHERE)
            )
            return replace(judge, variants=tuple(draw(st.lists(variant, min_size=1, max_size=3))))
        case "bands":
            return replace(judge, bands=draw(st.sampled_from(BANDS)))
        case _:
            return judge
