"""The plan's results are those of the naive evaluator, on whatever packs, entities and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.pack.model import (
    AggregateMeasure,
    Band,
    ChangeAs,
    ChangeMeasure,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FormulaMeasure,
    How,
    Indicator,
    IndicatorOperand,
    Lag,
    Measure,
    Pack,
    PresenceMeasure,
    RatioMeasure,
    Resolution,
    ValueMeasure,
)
from engine.pack.operands import operands_of
from engine.statuses import FactState
from tests.plan.oracle import Formula, Oracle, divided, snap
from tests.plan.packs import KEYS, LEVELS, NOWHERE, YES_NO, above, at_least, below, equals, indicator, pack
from tests.plan.world import Fact, Outcome, Place, run

SOURCES = ("s1", "s2", "s3")
PERIODS = ("2019", "2020", "h1", "h2")
NUMBERS, ANSWERS = ("a", "b", "c"), ("x", "y", "z")
DAYS = (date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3))
CONSTANTS = (("half", "0.5"), ("ten", "10"))

FORMULAS: dict[str, Formula] = {
    "a - b": lambda v: v["a"] - v["b"],
    "100 * a / b": lambda v: divided(snap(100 * v["a"]), v["b"]),
    "a / (a - b)": lambda v: divided(v["a"], v["a"] - v["b"]),
    "GREATEST(a, b) * a": lambda v: snap(max(v["a"], v["b"]) * v["a"]),
    "CASE WHEN a > b THEN 1 ELSE b END": lambda v: Fraction(1) if v["a"] > v["b"] else v["b"],
}

GROWTH = (above("growth", "0", "2", meets=True), equals("same", "0", "1"), below("decline", "0", "0"))
PARTS = (at_least("high", "3", "1", meets=True), below("low", "3", "-1"))
HOLES = (at_least("high", "3", "3", meets=True), equals("one", "1", "0.5"))
WITHOUT_POINTS = (at_least("high", "2", meets=True), below("low", "2"))
BANDS: tuple[tuple[Band, ...], ...] = ((), GROWTH, PARTS, HOLES, WITHOUT_POINTS)


@dataclass(frozen=True)
class Case:
    pack: Pack
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    periods: tuple[str, ...]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Only what the tests vary, for Hypothesis to print: a whole pack fills screens."""
        rules = [
            f"{i.header.id}: {i.measure} {[b.outcome for b in i.judge.bands] if i.judge else ''} levels {i.levels}"
            f" sources {i.sources} {i.rollup or ''}"
            for i in self.pack.indicators
        ]
        facts = [f"{n}: {fact}" for n, fact in enumerate(self.facts)]
        resolution = str(self.pack.passport.resolution)
        lines = "\n".join(["", *rules, resolution, *map(str, self.places), *facts, str(self.periods)])
        printer.text(lines.replace(f", span={NOWHERE}", ""))


def _tree(towns: int, schools: Sequence[int], kinds: Sequence[bool]) -> tuple[Place, ...]:
    """A region, its towns and their schools; a school of no town stands right below the region."""
    made = [Place("r", "region")]
    made += [Place(f"t{n}", "city" if kinds[n] else "town", "r") for n in range(towns)]
    made += [Place(f"o{n}", "school", f"t{at}" if at < towns else "r") for n, at in enumerate(schools)]
    return tuple(made)


trees = st.builds(
    _tree,
    st.integers(1, 3),
    st.lists(st.integers(0, 3), max_size=4),
    st.lists(st.sampled_from([False, False, False, True]), min_size=3, max_size=3),
)
lags = st.sampled_from([Lag.CURRENT, Lag.CURRENT, Lag.PREVIOUS])
sources = st.sampled_from([(), ("s1",), ("s1", "s2"), ("s2",)])


def current(key: str) -> FactOperand:
    return FactOperand(key)


numbers = st.sampled_from(NUMBERS)
several = st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3, unique=True)


@st.composite
def operands(draw: st.DrawFn, before: Sequence[Indicator]) -> Any:
    usable = [i for i in before if set(i.levels) == set(LEVELS)]
    which = draw(st.sampled_from(["fact", "fact", "fact", "constant", "indicator"]))
    if which == "constant":
        return ConstantOperand(draw(st.sampled_from(["half", "ten"])))
    if which == "indicator" and usable:
        return IndicatorOperand(draw(st.sampled_from([i.header.id for i in usable])), draw(lags))
    return FactOperand(draw(numbers), draw(lags))


@st.composite
def measures(draw: st.DrawFn, before: Sequence[Indicator]) -> Measure:
    match draw(st.sampled_from(["value", "presence", "ratio", "change", "count", "formula"])):
        case "value":
            return ValueMeasure(draw(operands(before)))
        case "presence":
            answers = tuple(map(current, draw(several)))
            need = draw(st.sampled_from([None, *range(1, len(answers) + 1)]))
            return PresenceMeasure(answers, need, draw(st.booleans()))
        case "ratio":
            return RatioMeasure(draw(operands(before)), draw(operands(before)), draw(st.sampled_from([1, 100])))
        case "change":
            of = draw(operands(before).filter(lambda o: not isinstance(o, ConstantOperand) and o.lag is Lag.CURRENT))
            return ChangeMeasure(of, draw(st.sampled_from(list(ChangeAs))))
        case "count":
            keys = draw(st.sampled_from([("m",), ("x", "y"), ("x", "y", "z"), ("z",), ("m", "x")]))
            return CountMeasure(tuple(map(current, keys)), draw(st.booleans()))
        case _:
            expression = draw(st.sampled_from(list(FORMULAS)))
            where = (("a", draw(operands(before))), ("b", draw(operands(before))))
            return FormulaMeasure(expression, where, NOWHERE)


def _rolls_up(measure: Measure, of: Sequence[Any]) -> bool:
    """Whether a pack may declare a roll-up: sums of additive facts, one of them of the period itself."""
    facts = [o for o in of if isinstance(o, FactOperand)]
    strict = not isinstance(measure, PresenceMeasure | CountMeasure)
    others = any(isinstance(o, IndicatorOperand) for o in of)
    return strict and not others and any(o.lag is Lag.CURRENT for o in facts)


@st.composite
def plain(draw: st.DrawFn, name: str, before: Sequence[Indicator]) -> Indicator:
    measure = draw(measures(before))
    uses_others = any(isinstance(o, IndicatorOperand) for o in operands_of(measure))
    rollup = None
    if _rolls_up(measure, operands_of(measure)):
        rollup = draw(st.sampled_from([None, "0", "50", "100"]))
    bands = YES_NO if isinstance(measure, PresenceMeasure) else draw(st.sampled_from(BANDS))
    levels = (
        LEVELS if uses_others or rollup else draw(st.sampled_from([LEVELS, LEVELS, ("town",), ("region", "school")]))
    )
    return indicator(name, measure, bands, levels=levels, sources=draw(sources), rollup=rollup)


@st.composite
def totals(draw: st.DrawFn, name: str, before: Sequence[Indicator]) -> Indicator | None:
    how = draw(st.sampled_from(list(How)))
    meeting = how in (How.COUNT_MEETING, How.SHARE_MEETING)
    take = (
        "points" if meeting or how is How.PERCENT_OF_MAXIMUM else draw(st.sampled_from(["points", "points", "value"]))
    )
    across = draw(st.sampled_from([None, None, "town", "school"]))
    level = {"town": "region", "school": draw(st.sampled_from(["region", "town"])), None: draw(st.sampled_from(LEVELS))}
    at = across or level[across]
    fit = [
        i.header.id
        for i in before
        if at in i.levels
        and (take == "value" or (i.judge is not None and all(b.points is not None for b in i.judge.bands)))
    ]
    if not fit:
        return None
    members = tuple(draw(st.lists(st.sampled_from(fit), min_size=1, max_size=3, unique=True)))
    weighed = how is How.WEIGHTED_MEAN or (how is How.SUM and draw(st.booleans()))
    weights = tuple((m, Decimal(draw(st.sampled_from(["1", "2", "0.5", "3"])))) for m in members) if weighed else ()
    measure = AggregateMeasure(members, how, take, weights, across, Decimal(draw(st.sampled_from([0, 0, 50, 100]))))
    bands = draw(st.sampled_from([(), (), PARTS, GROWTH]))
    return indicator(name, measure, bands, levels=(level[across],))


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    made: list[Indicator] = []
    for n in range(draw(st.integers(1, 4))):
        made.append(draw(plain(f"i{n}", made)))
    for n in range(draw(st.integers(0, 2))):
        total = draw(totals(f"t{n}", made))
        made += [total] if total else []
    order = draw(st.sampled_from([(), (), ("s2", "s1"), ("s3",)]))
    return pack(made, resolution=Resolution(order, draw(st.sampled_from([False, False, True]))), constants=CONSTANTS)


days = st.sampled_from([None, *DAYS])
STATES = (*[FactState.REPORTED] * 8, *FactState)
WITH_VALUE = (FactState.REPORTED, FactState.UNCONFIRMED)
SETS = ("p", "p|q", "q", "p|q|r")


EVERY_PERIOD = ("2020", "2020", "2019", "h1", "h2")


@st.composite
def facts(
    draw: st.DrawFn, places: Sequence[Place], keys: Sequence[str], periods: Sequence[str], states: Sequence[FactState]
) -> Fact:
    key, state = draw(st.sampled_from(keys)), draw(st.sampled_from(states))
    value, text = None, None
    if state in WITH_VALUE and key == "m":
        text = draw(st.sampled_from(SETS))
        value = Decimal(len(text.split("|")))
    elif state in WITH_VALUE:
        value = Decimal(draw(st.sampled_from(["0", "1"] if key in ANSWERS else ["0", "1", "2", "3", "7", "0.3", "-1"])))
    correction = draw(st.sampled_from([False, False, False, True]))
    return Fact(
        draw(st.sampled_from(places)).id,
        draw(st.sampled_from(periods)),
        key,
        value,
        draw(st.sampled_from(SOURCES)),
        state,
        draw(st.sampled_from(["p1", "p2"] if correction else [None, None, "p1", "p2"])),
        draw(days),
        draw(st.sampled_from(DAYS) if correction else days),
        correction,
        text,
    )


def keys_of(rules: Pack) -> list[str]:
    used = {o.key for i in rules.indicators for o in operands_of(i.measure) if isinstance(o, FactOperand)}
    return sorted(used) or [KEYS[0][0]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Whatever there is, thinly spread."""
    rules, places = draw(packs()), draw(trees)
    given = draw(st.lists(facts(places, keys_of(rules), EVERY_PERIOD, STATES), max_size=30))
    periods = draw(st.sampled_from([("2020",), ("2020",), ("2019", "2020"), ("h1",), ("h2", "2020"), ("h1", "h2")]))
    return Case(rules, places, tuple(given), periods)


@st.composite
def crowded_cases(draw: st.DrawFn) -> Case:
    """Many facts about one entity, which compete."""
    rules, places = draw(packs()), (Place("t", "town"),)
    given = draw(st.lists(facts(places, keys_of(rules)[:3], ("2020", "2020", "2019"), STATES), max_size=14))
    return Case(rules, places, tuple(given), ("2020",))


RATHER_KNOWN = (*[FactState.REPORTED] * 12, *FactState)
SUMMED: tuple[Measure, ...] = (
    ValueMeasure(FactOperand("a")),
    RatioMeasure(FactOperand("a"), FactOperand("b"), 100),
    RatioMeasure(FactOperand("a"), ConstantOperand("ten"), 1),
    ChangeMeasure(FactOperand("a"), ChangeAs.DIFFERENCE),
    ChangeMeasure(FactOperand("a"), ChangeAs.PERCENT),
)


@st.composite
def summed_cases(draw: st.DrawFn) -> Case:
    """Sums over the entities below, most of whose facts are known; the upper entities rarely have their own."""
    chosen = draw(st.lists(st.sampled_from(SUMMED), min_size=1, max_size=2, unique_by=repr))
    rollup = st.sampled_from(["0", "50", "100"])
    made = [
        indicator(
            f"i{n}", measure, draw(st.sampled_from(BANDS)), levels=LEVELS, sources=draw(sources), rollup=draw(rollup)
        )
        for n, measure in enumerate(chosen)
    ]
    places, rules = draw(trees), pack(made, constants=CONSTANTS)
    lowest = [p for p in places if p.kind == "school"] or places
    below = st.lists(facts(lowest, keys_of(rules), ("2020", "2019"), RATHER_KNOWN), max_size=16)
    anywhere = st.lists(facts(places, keys_of(rules), ("2020", "2019"), STATES), max_size=3)
    return Case(rules, places, (*draw(below), *draw(anywhere)), ("2020",))


def number(x: Any) -> Fraction | None:
    return None if x is None else Fraction(x)


def said_by_plan(got: Outcome) -> dict[str, Any]:
    findings = {
        key: {
            **{name: row[name] for name in ("status", "reason", "outcome", "covered", "countable")},
            **{name: number(row[name]) for name in ("value", "points", "lower", "upper")},
            "facts": sorted(row["facts"] or ()),
            "marks": sorted(row["marks"].split("|")) if row["marks"] else [],
        }
        for key, row in got.findings.items()
    }
    totals = {
        key: {n: x if n in ("assessed", "applicable") else number(x) for n, x in row.items()}
        for key, row in got.totals.items()
    }
    return {"findings": findings, "totals": totals, "asked": got.asked, "losers": got.losers}


def said_by_oracle(oracle: Oracle) -> dict[str, Any]:
    findings: dict[Any, Any] = {}
    totals: dict[Any, Any] = {}
    for key, f in oracle.findings.items():
        findings[key] = {
            **{name: getattr(f.judged, name) for name in ("status", "reason", "value", "outcome", "points")},
            **{name: getattr(f, name) for name in ("lower", "upper", "covered", "countable")},
            "facts": sorted(f.facts),
            "marks": sorted(f.marks),
        }
        if f.total is not None:
            names = ("value", "assessed", "applicable", "lower", "upper", "maximum", "nominal")
            totals[key] = {name: getattr(f.total, name) for name in names}
    return {"findings": findings, "totals": totals, "asked": oracle.asked(), "losers": oracle.losers()}


def differences(case: Case) -> list[str]:
    """What the plan says otherwise than the oracle, a line each."""
    plan = said_by_plan(run(case.pack, case.places, case.facts, case.periods))
    oracle = said_by_oracle(Oracle(case.pack, case.places, case.facts, case.periods, FORMULAS))
    lines = []
    for what in ("findings", "totals"):
        lines += list(_rows(what, plan[what], oracle[what]))
    for what in ("asked", "losers"):
        lines += [f"{what}: only the plan: {row}" for row in sorted(plan[what] - oracle[what])]
        lines += [f"{what}: only the oracle: {row}" for row in sorted(oracle[what] - plan[what])]
    return lines


def _rows(what: str, plan: Mapping[Any, Any], oracle: Mapping[Any, Any]) -> list[str]:
    lines = []
    for key in sorted({*plan, *oracle}):
        ours, theirs = oracle.get(key), plan.get(key)
        if ours is None or theirs is None:
            lines.append(f"{what} {key}: plan {theirs}, oracle {ours}")
            continue
        lines += [f"{what} {key} {n}: plan {theirs[n]}, oracle {ours[n]}" for n in ours if ours[n] != theirs[n]]
    return lines


few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(cases())
def test_the_plan_says_what_the_oracle_says(case: Case) -> None:
    assert differences(case) == []


@few
@given(crowded_cases())
def test_competing_facts_come_to_what_the_oracle_says(case: Case) -> None:
    assert differences(case) == []


@few
@given(summed_cases())
def test_sums_over_entities_below_are_what_the_oracle_says(case: Case) -> None:
    assert differences(case) == []
