"""Indicators and packs of whatever kind, for Hypothesis to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from engine.pack.model import (
    AggregateMeasure,
    At,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    Constant,
    ConstantOperand,
    CountMeasure,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    FormulaMeasure,
    Gap,
    How,
    Indicator,
    IndicatorOperand,
    Judgement,
    Measure,
    Pack,
    PeerAs,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Resolution,
    Series,
    TableMeasure,
    Ties,
    ValueMeasure,
    Window,
)
from engine.statuses import Status
from tests.plan.drawn.judgements import BANDS, GROWTH, PARTS, POSITIVE, tables
from tests.plan.drawn.operands import (
    NOW,
    USUAL,
    Wanted,
    amongs,
    chance,
    everywhere,
    fact_operands,
    finding_operands,
    operands,
    outcomes_of,
    roundings,
)
from tests.plan.oracle.judging import rows
from tests.plan.oracle.measures import needed
from tests.plan.packs import HALVES, LEVELS, NOWHERE, SIX_YEARS, YES_NO, constant, head, indicator, pack

FORMULAS = (
    "a - b",
    "100 * a / b",
    "a / (a - b)",
    "GREATEST(a, b) * a",
    "CASE WHEN a > b THEN 1 ELSE b END",
    "CASE WHEN a > 0 THEN a / b ELSE b END",
    "CASE WHEN a / b > 1 AND a < 5 THEN 1 ELSE 2 END",
    "LN(a) + a / b",
)
PLAIN = ("value", "presence", "ratio", "change", "count", "formula")


@dataclass(frozen=True)
class Focus:
    """What a pack is drawn of: measures by name, chances in a hundred of a table, and how operands are."""

    measures: tuple[str, ...] = (*PLAIN, "peers", "table")
    wanted: Wanted = USUAL
    tables: int = 30
    rolled_up: int = 0
    plain: tuple[int, int] = (1, 4)
    totals: tuple[int, int] = (0, 2)
    bases: bool = True
    """Whether changes have bases other than the previous period, and what goes with them."""
    limited: int = 15
    """The chance that an indicator belongs to some levels or kinds only."""


def drawn_sources(draw: st.DrawFn) -> tuple[str, ...]:
    return draw(st.sampled_from([(), (), ("s1",), ("s1", "s2"), ("s2",)]))


@st.composite
def present(draw: st.DrawFn, *, evidence: int) -> FactOperand:
    key = draw(st.sampled_from(["x", "y", "z", "m", "m"]))
    take = FactTake.VALUE
    if chance(draw, 30):
        take = FactTake.HAS if key == "m" else FactTake.PRESENCE
    members = ("p", "q") if take is FactTake.HAS else ()
    return FactOperand(key, take=take, members=members, evidence=chance(draw, evidence))


at_zero: st.SearchStrategy[AtZero] = st.sampled_from([None, Status.NOT_ASSESSED, Decimal(100), Decimal(0)])
bases = st.one_of(
    st.sampled_from([Series(At(1)), Series(At(1)), Series(At(2)), Series(At(period="2018"))]),
    st.sampled_from([Series(Window(None, year, 1), Fold.FIRST) for year in ("2016", "2018")]),
    st.sampled_from([Series(Window(n, None, 1), Fold.LAST) for n in (2, 3)]),
)


@st.composite
def changes(draw: st.DrawFn, focus: Focus, before: Sequence[Indicator]) -> ChangeMeasure:
    usable = everywhere(before)
    findings = bool(usable) and not focus.rolled_up and chance(draw, focus.wanted.findings)
    of = draw(finding_operands(focus.wanted, usable, now=True) if findings else fact_operands(focus.wanted, now=True))
    if not focus.bases:
        simple = [ChangeAs.DIFFERENCE, ChangeAs.PERCENT, ChangeAs.POINTS, ChangeAs.GROWTH_RATE]
        return ChangeMeasure(of, draw(st.sampled_from(simple)))
    shown_as = draw(st.sampled_from(list(ChangeAs)))
    if shown_as is ChangeAs.MEAN_RATE:
        base = draw(st.sampled_from([Series(Window(None, y, 0), Fold.MEAN_RATE) for y in ("2016", "2018")]))
        of = replace(of, missing=None)
    else:
        base = draw(bases)
    missing = of.missing if isinstance(base.at, At) else None
    return ChangeMeasure(
        replace(of, missing=missing),
        shown_as,
        base,
        draw(at_zero),
        draw(st.booleans()),
        draw(st.sampled_from([None, None, Decimal(5), Decimal("0.5")])),
    )


@st.composite
def peers(draw: st.DrawFn, before: Sequence[Indicator]) -> PeersMeasure | None:
    usable = everywhere(before)
    if not usable:
        return None
    of = draw(st.sampled_from(usable))
    named = [i for i in usable if outcomes_of(i)]
    same = draw(st.sampled_from(named)).header.id if named and chance(draw, 25) else None
    out = None
    if named and chance(draw, 25):
        chosen = draw(st.sampled_from(named))
        out = (chosen.header.id, (draw(st.sampled_from(outcomes_of(chosen))),))
    take = draw(st.sampled_from([FindingTake.VALUE, FindingTake.VALUE, FindingTake.POINTS]))
    return PeersMeasure(
        IndicatorOperand(of.header.id, take=take),
        draw(st.sampled_from(list(PeerAs))),
        draw(amongs),
        same,
        out,
        draw(st.booleans()),
        draw(st.sampled_from(list(Ties))),
        draw(st.integers(2, 4)),
        draw(st.sampled_from([Decimal(100), Decimal(1), Decimal(5)])),
        draw(st.booleans()),
        draw(st.sampled_from([None, Decimal(50)])),
        NOWHERE,
    )


@st.composite
def measures(draw: st.DrawFn, focus: Focus, before: Sequence[Indicator]) -> Measure:
    wanted = focus.wanted
    match draw(st.sampled_from(focus.measures)):
        case "presence":
            of = tuple(draw(st.lists(present(evidence=wanted.takes // 2), min_size=1, max_size=3)))
            return PresenceMeasure(of, draw(st.sampled_from([None, *range(1, len(of) + 1)])), draw(st.booleans()))
        case "count":
            of = tuple(draw(st.lists(present(evidence=wanted.takes // 2), min_size=1, max_size=3)))
            return CountMeasure(of, draw(st.booleans()))
        case "ratio":
            scale = draw(st.sampled_from([1, 100]))
            return RatioMeasure(draw(operands(wanted, before)), draw(operands(wanted, before)), scale, draw(at_zero))
        case "change":
            return draw(changes(focus, before))
        case "formula":
            where = (("a", draw(operands(wanted, before))), ("b", draw(operands(wanted, before))))
            return FormulaMeasure(draw(st.sampled_from(FORMULAS)), where, NOWHERE, draw(at_zero))
        case "table":
            return TableMeasure()
        case "peers" if (found := draw(peers(before))) is not None:
            return found
        case _:
            return ValueMeasure(draw(operands(wanted, before)))


@st.composite
def indicators(draw: st.DrawFn, name: str, focus: Focus, before: Sequence[Indicator]) -> Indicator:
    measure = draw(measures(focus, before))
    judge = draw(judgements(focus, measure, before))
    rollup = None
    if _may_roll_up(measure) and chance(draw, focus.rolled_up):
        rollup = draw(st.sampled_from(["0", "50", "100"]))
    levels, kinds = LEVELS, ("region", "town", "city", "school")
    if chance(draw, focus.limited):
        kinds = draw(st.sampled_from([kinds, ("region", "town", "school")]))
        alone = not (isinstance(measure, PeersMeasure) or rollup or _reads_findings(measure, judge))
        levels = draw(st.sampled_from([LEVELS, ("town",), ("region", "school")])) if alone else LEVELS
    rounding = draw(roundings) if chance(draw, focus.wanted.rounded) else None
    return indicator(
        name,
        measure,
        levels=levels,
        kinds=kinds,
        sources=drawn_sources(draw),
        rollup=rollup,
        judge=judge,
        rounding=rounding,
    )


@st.composite
def judgements(draw: st.DrawFn, focus: Focus, measure: Measure, before: Sequence[Indicator]) -> Judgement | None:
    if isinstance(measure, TableMeasure):
        return draw(tables(focus.wanted, before, (), valued=False))
    bands = YES_NO if isinstance(measure, PresenceMeasure) else draw(st.sampled_from([(), *BANDS]))
    if chance(draw, focus.tables):
        names = [] if isinstance(measure, AggregateMeasure) else _numeric_names(measure)
        return draw(tables(focus.wanted, before, names))
    return indicator("x", measure, bands).judge


def _numeric_names(measure: Measure) -> list[str]:
    return [name for name, _ in needed(indicator("x", measure)) if name]


def _reads_findings(measure: Measure, judge: Judgement | None) -> bool:
    read = [o for _, o in (*needed(indicator("x", measure)), *(judge.inputs if judge else ()))]
    return any(isinstance(o, IndicatorOperand) for o in read)


def _may_roll_up(measure: Measure) -> bool:
    """Sums of facts as they are, one of them of the period itself; what is imputed cannot be summed."""
    if not isinstance(measure, ValueMeasure | RatioMeasure | ChangeMeasure | FormulaMeasure):
        return False
    # Those below have bases of different years.
    compound = isinstance(measure, ChangeMeasure) and measure.shown_as is ChangeAs.COMPOUND_RATE
    if compound and isinstance(measure.base.at, Window):
        return False
    of = [o for _, o in needed(indicator("x", measure))]
    facts = [o for o in of if isinstance(o, FactOperand)]
    fit = all(o.take is FactTake.VALUE and o.missing is None and o.key in ("a", "b", "c") for o in facts)
    others = all(isinstance(o, FactOperand | ConstantOperand) for o in of)
    return fit and others and any(o.series == NOW for o in facts)


@st.composite
def totals(draw: st.DrawFn, name: str, focus: Focus, before: Sequence[Indicator]) -> Indicator | None:
    how = draw(st.sampled_from(list(How)))
    meeting = how in (How.COUNT_MEETING, How.SHARE_MEETING)
    of_points = meeting or how is How.PERCENT_OF_MAXIMUM or chance(draw, 60)
    across = draw(st.sampled_from([None, None, "town", "school"]))
    level = {"town": "region", "school": draw(st.sampled_from(["region", "town"])), None: draw(st.sampled_from(LEVELS))}
    at = across or level[across]
    fit = [i for i in before if at in i.levels and (not of_points or _has_points(i))]
    if not fit:
        return None
    members = draw(st.lists(st.sampled_from(fit), min_size=1, max_size=3, unique_by=lambda i: i.header.id))
    weighable = how in (How.SUM, How.WEIGHTED_MEAN, How.GEOMETRIC_MEAN, How.HARMONIC_MEAN, How.PERCENT_OF_MAXIMUM)
    weigh = draw(st.sampled_from(["written", "written", "by", "not"])) if weighable else "not"
    if how is How.WEIGHTED_MEAN and weigh == "not":
        weigh = "written"
    written = tuple((m.header.id, Decimal(draw(st.sampled_from(["1", "2", "0.5", "3"])))) for m in members)
    gaps = st.sampled_from([Gap.LEAVE, Gap.LEAVE, *Gap])
    unknown, outside = draw(gaps), draw(gaps)
    weighers = everywhere(before)
    by = None
    if weigh == "by" and weighers and Gap.ZERO not in (unknown, outside):
        by = draw(st.sampled_from(weighers)).header.id
    elif weigh == "by":
        weigh = "written"
    outcomes = sorted({o for m in members for o in outcomes_of(m)})
    named = meeting and bool(outcomes) and draw(st.booleans())
    take = draw(st.sampled_from([FindingTake.VALUE, FindingTake.POINTS]))
    coefficient = None
    if weighers and chance(draw, 25):
        coefficient = IndicatorOperand(draw(st.sampled_from(weighers)).header.id, take=take)
    measure = AggregateMeasure(
        tuple(m.header.id for m in members),
        how,
        "points" if of_points else "value",
        written if weigh == "written" else (),
        across,
        Decimal(draw(st.sampled_from([0, 0, 50, 100]))),
        by,
        tuple(draw(st.lists(st.sampled_from(outcomes), min_size=1, max_size=2, unique=True))) if named else (),
        unknown,
        outside,
        coefficient,
        draw(st.sampled_from([None, None, Decimal(3), Decimal("0.5")])),
    )
    rounding = draw(roundings) if chance(draw, focus.wanted.rounded) else None
    judge = draw(_judgements_of_totals(focus, before))
    return indicator(name, measure, levels=(level[across],), judge=judge, rounding=rounding)


@st.composite
def _judgements_of_totals(draw: st.DrawFn, focus: Focus, before: Sequence[Indicator]) -> Judgement | None:
    if chance(draw, focus.tables):
        return draw(tables(focus.wanted, before, ()))
    bands = draw(st.sampled_from([(), (), PARTS, GROWTH, POSITIVE]))
    return indicator("x", TableMeasure(), bands).judge


def _has_points(i: Indicator) -> bool:
    """Whether each row has points, of its own or from a scale."""
    given = rows(i)
    scaled = i.judge is not None and i.judge.scale is not None
    by_rows = bool(given) and all(getattr(r, "status", None) or r.points is not None for r in given)
    return scaled or (by_rows and any(r.points is not None for r in given))


@st.composite
def packs(draw: st.DrawFn, focus: Focus) -> Pack:
    made: list[Indicator] = []
    for n in range(draw(st.integers(*focus.plain))):
        made.append(draw(indicators(f"i{n}", focus, made)))
    for n in range(draw(st.integers(*focus.totals))):
        total = draw(totals(f"t{n}", focus, made))
        made += [total] if total else []
    return packed(draw, made)


HALF, TEN = constant("half", "0.5"), constant("ten", "10")


def packed(draw: st.DrawFn, made: Sequence[Indicator], constants: Sequence[Constant] = (HALF, TEN)) -> Pack:
    order = draw(st.sampled_from([(), (), ("s2", "s1"), ("s3",)]))
    resolution = Resolution(order, draw(st.sampled_from([False, False, True])))
    return pack(made, resolution=resolution, constants=constants, periods=(*SIX_YEARS, *HALVES))


@st.composite
def versioned_packs(draw: st.DrawFn, focus: Focus) -> Pack:
    """Indicators that change with the years, and some that begin late, so that what reads them does too."""
    made: list[Indicator] = []
    latest: list[Indicator] = []
    first = 2000
    for n in range(draw(st.integers(*focus.plain))):
        name = f"i{n}"
        first = max(first, draw(st.sampled_from([2000, 2000, 2000, 2018])))
        only = draw(indicators(name, focus, latest))
        change = draw(st.sampled_from([None, 2017, 2018, 2019]))
        if change is None or change < first:
            latest.append(replace(only, header=head(name, since=first)))
        else:
            made.append(replace(only, header=head(name, since=first, until=change)))
            latest.append(replace(draw(indicators(name, focus, latest)), header=head(name, "2.0.0", change + 1)))
        made.append(latest[-1])
    halves = [constant("half", "0.5", until=2018), constant("half", "2", "2.0.0", 2019)]
    return packed(draw, made, [TEN, *(halves if draw(st.booleans()) else [HALF])])
