"""What a formula divides by: where it stands, and when it is divided by zero; in Python and in DuckDB alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.decimals import plain_text
from engine.expression import Formula, by_zero_sql, divides_by_zero, divisions, evaluate, parse_formula
from engine.expression.size import MOST_PARTS
from tests.expression.test_formula_sql import NAMES, operands, texts


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def formula(text: str) -> Formula:
    parsed = parse_formula(text, NAMES)
    assert isinstance(parsed, Formula), parsed
    return parsed


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a + b", []),
        ("100 * a / b", ["b"]),
        ("a / 2", []),
        ("a / 0", ["0"]),
        ("a / b / c", ["b", "c"]),
        ("a / (b / c)", ["b / c", "c"]),
        ("a / -b * c", ["-b"]),
        ("a / ((b)) / ((b) - (c)) / -(b + c)", ["b", "(b) - (c)", "-(b + c)"]),
        ("a / (b - (c + 1)) + 1", ["b - (c + 1)"]),
        ("a / GREATEST(b, (c), 1) * 2", ["GREATEST(b, (c), 1)"]),
        ("a / -abs(b - c)", ["-abs(b - c)"]),
        (
            "a / case when b > c / a then CASE WHEN b = 1 THEN 1 ELSE 2 END else c end - 1",
            [
                "case when b > c / a then CASE WHEN b = 1 THEN 1 ELSE 2 END else c end",
                "a",
            ],
        ),
        (
            "CASE WHEN a / b > 1 OR NOT 1 / c < 2 THEN LEAST(b / a, 1) ELSE -(c / (a + b)) END",
            ["b", "c", "a", "a + b"],
        ),
    ],
)
def test_divisors_in_the_order_of_the_text(text: str, written: list[str]) -> None:
    assert [text[d.start : d.end] for d in divisions(formula(text))] == written


CASES = [
    ("a / b", "1", "0", ["b"]),
    ("a / b", "1", "2", []),
    ("a / 0", "1", "2", ["0"]),
    ("a / (a - b)", "2", "2", ["a - b"]),
    ("a * 0.000001 / (b * 0.000001)", "1", "0.000001", ["b * 0.000001"]),  # which is zero at nine places
    ("CASE WHEN b = 0 THEN 7 ELSE a / b END", "3", "0", []),
    ("CASE WHEN b <> 0 THEN a / b ELSE 7 END", "3", "0", []),
    ("CASE WHEN b <> 0 THEN 7 ELSE a / b END", "3", "0", ["b"]),
    ("CASE WHEN a = 3 THEN 1 WHEN a / b > 1 THEN 2 ELSE 3 / b END", "3", "0", []),
    ("CASE WHEN a = 4 THEN 1 WHEN a / b > 1 THEN 2 ELSE 3 END", "3", "0", ["b"]),
    # The condition cannot be computed, so that neither branch is reached: it is by no zero that there is no value.
    ("CASE WHEN LN(b) > 1 THEN 1 / b ELSE 2 / b END", "3", "0", []),
    ("CASE WHEN b <> 0 AND a / b > 1 THEN 1 ELSE 2 END", "3", "0", []),
    ("CASE WHEN b = 0 AND a / b > 1 THEN 1 ELSE 2 END", "3", "0", ["b"]),
    ("CASE WHEN b = 0 OR a / b > 1 THEN 1 ELSE 2 END", "3", "0", []),
    ("CASE WHEN b <> 0 OR a / b > 1 THEN 1 ELSE 2 END", "3", "0", ["b"]),
    ("CASE WHEN 1 / b > 1 AND 2 / b > 1 THEN 1 ELSE 2 END", "3", "0", ["b", "b"]),
    ("CASE WHEN NOT (1 / b > 1 OR a = 3) THEN 1 ELSE 2 END", "3", "0", []),
    ("LN(b) + a / b", "3", "0", ["b"]),
    ("a / (1 / b)", "3", "0", ["b"]),
]


@pytest.mark.parametrize(("text", "a", "b", "expected"), CASES)
def test_divisions_by_zero_worked_out_by_hand(
    con: duckdb.DuckDBPyConnection, text: str, a: str, b: str, expected: list[str]
) -> None:
    values = {"a": Decimal(a), "b": Decimal(b), "c": Decimal(0)}
    made = [d for d in divisions(formula(text)) if divides_by_zero(d, values)]
    assert [text[d.start : d.end] for d in made] == expected
    assert in_duckdb(con, formula(text), values) is bool(expected)


def in_duckdb(con: duckdb.DuckDBPyConnection, parsed: Formula, values: Mapping[str, Decimal]) -> bool:
    columns = ", ".join(f"CAST(? AS DECIMAL(38, 9)) AS {name}" for name in NAMES)
    con.execute(f"CREATE OR REPLACE TEMP TABLE operands AS SELECT {columns}", [plain_text(values[n]) for n in NAMES])
    condition = by_zero_sql(parsed, {name: name for name in NAMES})
    if condition is None:
        return False
    (row,) = con.execute(f"SELECT CASE WHEN {condition} THEN TRUE ELSE FALSE END FROM operands").fetchall()
    return bool(row[0])


few = st.sampled_from([Decimal(n) for n in ("0", "0", "1", "-1", "2")])


@settings(max_examples=200, deadline=None)
@given(texts(), st.fixed_dictionaries(dict.fromkeys(NAMES, few | operands)))
@example("CASE WHEN a / b > 1 AND a < 5 THEN 1 ELSE 2 END", {"a": Decimal(5), "b": Decimal(0), "c": Decimal(0)})
def test_duckdb_and_python_agree_and_there_is_no_value(
    con: duckdb.DuckDBPyConnection, text: str, values: dict[str, Decimal]
) -> None:
    parsed = parse_formula(text, NAMES)
    if isinstance(parsed, Formula):
        by_zero = any(divides_by_zero(division, values) for division in divisions(parsed))
        assert in_duckdb(con, parsed, values) is by_zero
        assert not by_zero or evaluate(parsed, values) is None


@settings(max_examples=100, deadline=None)
@given(texts(), st.fixed_dictionaries(dict.fromkeys(NAMES, few)))
def test_a_formula_of_quotients_has_no_value_for_no_other_reason(text: str, values: dict[str, Decimal]) -> None:
    """Small numbers, and none of the functions that are not computed of every number."""
    parsed = parse_formula(text, NAMES)
    if isinstance(parsed, Formula) and not any(word in text for word in ("LN", "SQRT", "POWER", "EXP", "99", "000")):
        by_zero = any(divides_by_zero(division, values) for division in divisions(parsed))
        assert (evaluate(parsed, values) is None) is by_zero


def test_the_largest_formulas_take_no_longer_than_others(con: duckdb.DuckDBPyConnection) -> None:
    branches = (MOST_PARTS - 10) // 9
    parsed = formula(f"CASE {'WHEN a < 1 THEN a / b ' * branches}ELSE a / c END")
    condition = by_zero_sql(parsed, {name: name for name in NAMES})
    assert condition is not None
    assert len(condition) < 100_000
    assert in_duckdb(con, parsed, {"a": Decimal(2), "b": Decimal(0), "c": Decimal(0)}) is True
