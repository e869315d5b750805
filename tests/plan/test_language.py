"""The plan's results are those of the naive evaluator for all that the language can say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.plan.compared import Case, differences
from tests.plan.drawn.facts import RATHER_KNOWN, STATES, facts, one_each, trees, used_keys
from tests.plan.drawn.operands import Wanted
from tests.plan.drawn.rules import PLAIN, Focus, packs, versioned_packs
from tests.plan.drawn.steady import steady
from tests.plan.given import Place

COVERAGE = ("covered", "countable")
"""How much of a finding stands for the whole is told by its mark; the least known part it is taken from, is not."""

YEARS = ("2016", "2017", "2018", "2019", "2020")


SERIES = Focus(
    ("value", "value", "ratio", "change", "change", "change", "formula"),
    Wanted(series=80, imputed=0, takes=15),
    tables=10,
    plain=(2, 5),
    totals=(0, 0),
    limited=0,
)


@st.composite
def series_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(SERIES)), (Place("t", "town"), Place("u", "town"))
    keys = used_keys(rules)
    given = draw(one_each(places, keys, YEARS, RATHER_KNOWN, 20))
    given += draw(st.lists(facts(places, keys, YEARS, STATES), max_size=4))
    return Case(rules, places, tuple(given), draw(st.sampled_from([("2020",), ("2019", "2020"), ("2017", "2020")])))


@steady(26)
@given(series_cases())
def test_series_and_changes(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


TABLES = Focus(
    ("value", "value", "ratio", "formula", "change", "presence", "table"),
    Wanted(series=15, imputed=5, rounded=10, takes=25, findings=35),
    tables=90,
    plain=(2, 4),
    totals=(0, 0),
    limited=10,
)


@st.composite
def table_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(TABLES)), draw(trees(2, 1))
    keys = used_keys(rules)
    given = draw(one_each(places, keys, ("2020", "2019"), RATHER_KNOWN, 15))
    given += draw(st.lists(facts(places, keys, YEARS[2:], STATES), max_size=4))
    return Case(rules, places, tuple(given), ("2020",))


@steady(26)
@given(table_cases())
def test_tables(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


PEERS = Focus(
    ("value", "value", "ratio", "peers", "peers", "peers", "peers"),
    Wanted(series=0, imputed=5, rounded=25, takes=5, findings=20, others=5),
    tables=15,
    plain=(3, 5),
    totals=(0, 1),
    limited=15,
)


@st.composite
def peer_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(PEERS)), draw(trees(4, 4))
    given = draw(one_each(places, used_keys(rules), ("2020",), RATHER_KNOWN, 10))
    return Case(rules, places, tuple(given), ("2020",))


@steady(26)
@given(peer_cases())
def test_peers(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


TOTALS = Focus(
    ("value", "ratio", "presence", "table"),
    Wanted(series=0, imputed=10, takes=10, findings=15, others=5),
    tables=30,
    plain=(2, 4),
    totals=(2, 4),
    limited=25,
)


@st.composite
def total_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(TOTALS)), draw(trees())
    given = draw(one_each(places, used_keys(rules), ("2020",), RATHER_KNOWN, 15))
    return Case(rules, places, tuple(given), ("2020",))


@steady(26)
@given(total_cases())
def test_totals(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


IMPUTED = Focus(
    ("value", "ratio", "formula", "change", "peers"),
    Wanted(series=20, imputed=70, rounded=50, takes=20, findings=35, others=5),
    tables=20,
    plain=(2, 4),
    totals=(0, 1),
    limited=10,
)


@st.composite
def imputed_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(IMPUTED)), draw(trees(3, 2))
    given = draw(one_each(places, used_keys(rules), YEARS[2:], RATHER_KNOWN, 35))
    return Case(rules, places, tuple(given), ("2020",))


@steady(26)
@given(imputed_cases())
def test_imputation_and_rounding(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


ROLLED_UP = Focus(
    ("value", "ratio", "formula", "change"),
    Wanted(series=25, imputed=0, rounded=30, takes=0, findings=0, others=5),
    tables=35,
    rolled_up=90,
    plain=(2, 3),
    totals=(0, 1),
    limited=10,
)


@st.composite
def rolled_up_cases(draw: st.DrawFn) -> Case:
    """The upper entities rarely have facts of their own."""
    rules, places = draw(packs(ROLLED_UP)), draw(trees())
    keys, lowest = used_keys(rules), [p for p in places if p.kind == "school"] or list(places)
    given = draw(one_each(lowest, keys, YEARS[3:], RATHER_KNOWN, 15))
    given += draw(st.lists(facts(places, keys, YEARS[2:], STATES), max_size=3))
    return Case(rules, places, tuple(given), ("2020",))


@steady(26)
@given(rolled_up_cases())
def test_roll_ups(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


VERSIONS = Focus(
    ("value", "value", "ratio", "change", "change", "formula", "peers"),
    Wanted(series=50, imputed=10, rounded=5, takes=10, findings=75, others=30),
    tables=25,
    plain=(3, 5),
    limited=0,
)


@st.composite
def version_cases(draw: st.DrawFn) -> Case:
    rules, places = draw(versioned_packs(VERSIONS)), (Place("t", "town"), Place("u", "town"))
    given = draw(one_each(places, used_keys(rules), (*YEARS, "2021"), RATHER_KNOWN, 5))
    periods = draw(st.sampled_from([("2020",), ("2019", "2021"), ("2018", "2020"), ("2017", "2019")]))
    return Case(rules, places, tuple(given), periods, reevaluate=draw(st.sampled_from([False, False, True])))


@steady(26)
@given(version_cases())
def test_versions(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []


EVERYTHING = Focus((*PLAIN, "peers", "table"), rolled_up=30, plain=(2, 6), totals=(0, 3))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rules, places = draw(packs(EVERYTHING)), draw(trees())
    keys = used_keys(rules)
    dense = draw(one_each(places[:4], keys, YEARS[3:], RATHER_KNOWN, 30))
    thin = draw(st.lists(facts(places, keys, (*YEARS, "2021", "h1", "h2"), STATES), max_size=20))
    periods = draw(
        st.sampled_from([("2020",), ("2020",), ("2019", "2020"), ("2021", "2020"), ("h2", "2021"), ("h1", "h2")])
    )
    return Case(rules, places, (*dense, *thin), periods)


@steady(40)
@given(cases())
def test_everything(case: Case) -> None:
    assert differences(case, but=COVERAGE) == []
