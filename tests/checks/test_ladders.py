"""What is told of decision tables against a look at every single case."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.checks.cases import Cases, cases_of
from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack import model
from engine.pack.build import load_pack
from engine.pack.model import FactOperand, FindingTake, IndicatorOperand, Judgement, Limit, Pack, ValueMeasure

SMALL = Domain(True, Decimal(0), Decimal(5))
GOALS = ("present", "absent")
CASES = tuple(product(range(6), GOALS))

Rows = list[tuple[model.Test, ...]]


@cache
def pack() -> Pack:
    found, _ = load_pack(Path(__file__).parents[1] / "packs" / "minimal")
    assert found is not None
    return found


def cases(rows: Rows) -> Cases:
    goal = IndicatorOperand("1.2", take=FindingTake.OUTCOME)
    judge = Judgement(SMALL, inputs=(("goal", goal),))
    indicator = replace(pack().indicators[0], measure=ValueMeasure(FactOperand("trained")), judge=judge)
    found = cases_of(pack(), indicator, judge, rows)
    assert found is not None
    return found


def at_least(number: int) -> model.Test:
    return model.Test("value", low=Limit(Decimal(number), None, True, Span("")))


def below(number: int) -> model.Test:
    return model.Test("value", high=Limit(Decimal(number), None, False, Span("")))


NAMES = (GOALS, ("present",), ("absent",))


def of_goal(names: tuple[str, ...], negated: bool) -> model.Test:
    return model.Test("goal", names=names, negated=negated)


tests = st.one_of(
    st.integers(-1, 6).map(at_least),
    st.integers(-1, 6).map(below),
    st.builds(of_goal, st.sampled_from(NAMES), st.booleans()),
)
tables = st.lists(st.lists(tests, max_size=2).map(tuple), min_size=1, max_size=5)


def holds(test: model.Test, value: int, goal: str) -> bool:
    if test.input == "goal":
        return (goal in test.names) is not test.negated
    low, high = test.low, test.high
    over = low is None or low.value is None or value >= low.value
    return over and (high is None or high.value is None or value < high.value)


@given(tables)
def test_a_case_is_missed_exactly_where_one_is_told(rows: Rows) -> None:
    missed = [case for case in CASES if not any(all(holds(t, *case) for t in row) for row in rows)]
    told = cases(rows).untaken()
    assert (told is None) == (missed == [])
    if told is not None:
        parts = dict(part.split(" = ") for part in told.split(", "))
        assert any(parts.get("value", str(v)) == str(v) and parts.get("goal", g) == g for v, g in missed)


@given(tables)
def test_a_row_is_reached_where_some_case_gets_to_it(rows: Rows) -> None:
    found = cases(rows)
    taken = [next((n for n, row in enumerate(rows) if all(holds(t, *c) for t in row)), None) for c in CASES]
    assert [found.is_reached(n) for n in range(len(rows))] == [n in taken for n in range(len(rows))]


@given(tables)
def test_two_rows_share_a_case_where_both_hold(rows: Rows) -> None:
    found = cases(rows)
    for one, other in product(range(len(rows)), repeat=2):
        both = [c for c in CASES if all(holds(t, *c) for t in (*rows[one], *rows[other]))]
        assert (found.shared(one, other) is None) == (both == [])
