"""What a formula computes: by hand, in DuckDB, in Python, and that all of them agree to the last digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

import duckdb
import pytest
import sqlglot
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.decimals import plain_text
from engine.expression import Formula, evaluate, parse_formula, to_sql
from engine.expression.size import MOST_LEVELS, MOST_PRODUCTS, levels

NAMES = ("a", "b", "c")
LARGEST = "9" * 29 + "." + "9" * 9


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def formula(text: str) -> Formula:
    parsed = parse_formula(text, NAMES)
    assert isinstance(parsed, Formula), parsed
    return parsed


def in_duckdb(con: duckdb.DuckDBPyConnection, text: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """The value over a table of the operands, so that nothing is folded before the engine runs."""
    columns = ", ".join(f"CAST(? AS DECIMAL(38, 9)) AS x{name}" for name in NAMES)
    given = [None if (v := values.get(name, Decimal(0))) is None else plain_text(v) for name in NAMES]
    con.execute(f"CREATE OR REPLACE TEMP TABLE operands AS SELECT {columns}", given)
    sql = to_sql(formula(text), {name: f"x{name}" for name in NAMES})
    row = con.execute(f"SELECT {sql}, typeof({sql}) FROM operands").fetchone()
    assert row is not None
    assert row[1] == "DECIMAL(38,9)"
    return row[0]  # type: ignore[no-any-return]


CASES = [
    ("100 * a / b", "45", "60", "75"),
    ("100 * a / b", "1", "3", "33.333333333"),
    ("a / b * 100", "1", "3", "33.3333333"),  # snapped after every step
    ("a / b", "2", "3", "0.666666667"),
    ("-a / b", "2", "3", "-0.666666667"),
    ("a + b", "0.1", "0.2", "0.3"),
    ("a - b - 1", "5", "3", "1"),
    ("a - (b - 1)", "5", "3", "3"),
    ("a + b * 2", "5", "3", "11"),
    ("(a + b) * 2", "5", "3", "16"),
    ("-a + b", "5", "3", "-2"),
    ("a - -b", "5", "3", "8"),
    ("a / b / 2", "12", "3", "2"),
    ("a / (b / 2)", "12", "3", "8"),
    ("a / b", "1", "0", None),
    ("0 * (a / b)", "1", "0", None),
    ("a / (b - b)", "0", "5", None),
    ("LEAST(a, b, 4)", "5", "3", "3"),
    ("GREATEST(a, b, 4)", "5", "-3", "5"),
    ("GREATEST(a / b, 1)", "5", "0", None),
    ("LEAST(1, a / b)", "5", "0", None),
    ("LEAST(GREATEST(a, 0), 1)", "-5", "0", "0"),
    ("ABS(a - b)", "3", "5", "2"),
    ("SIGN(a) + 10 * SIGN(b) + 100 * SIGN(0)", "-0.000000001", "7", "9"),
    ("POWER(a, b)", "2", "10", "1024"),
    ("POWER(a, 0.5)", "2", "0", "1.414213562"),
    ("POWER(a, b)", "0", "0", "1"),
    ("POWER(a, b)", "0", "-1", None),
    ("POWER(a, 0.5)", "-1", "0", None),
    ("POWER(a, b)", "10", "28", "10000000000000000000000000000"),  # as many places as a double has not
    ("POWER(a, b)", "10", "29", None),
    ("a * b", "-10000000000000000000000000000", "10", None),
    ("a * b", "170141183460469", "1000000000000000", None),  # a cast from text to DECIMAL(38, 9) lets it through
    ("a * 2", "14277757062", "0", "28555514124"),  # ROUND to nine places in double adds 0.000004
    ("a / 2", "-8389480.690669048", "0", "-4194740.345334524"),
    ("a / 2", "-8389480.690669046", "0", "-4194740.345334523"),  # and this it rounds to …524
    ("EXP(a)", "1", "0", "2.718281828"),
    ("EXP(a)", "1000", "0", None),
    ("EXP(a)", "-1000", "0", "0"),
    ("LN(a)", "10", "0", "2.302585093"),
    ("LN(a)", "0", "0", None),
    ("LN(a)", "-1", "0", None),
    ("SQRT(a)", "2", "0", "1.414213562"),
    ("SQRT(a)", "-1", "0", None),
    ("ROUND(a, 0)", "2.5", "0", "3"),
    ("ROUND(a, 0)", "-2.5", "0", "-3"),
    ("ROUND(a, 2)", "0.695", "0", "0.7"),
    ("ROUND(a, 9)", "0.695", "0", "0.695"),
    ("ROUND(a, 1)", LARGEST, "0", None),
    ("a * b", LARGEST, "10", None),
    ("a + b", LARGEST, "1", None),
    ("a - b", "1" + "0" * 28, "1", None),
    ("a - b", "9" * 28, "-" + "9" * 28, "1" + "9" * 27 + "8"),
    ("a", LARGEST, "0", LARGEST),
    ("-a", LARGEST, "0", "-" + LARGEST),
    ("ABS(a)", "-" + LARGEST, "0", LARGEST),
    ("GREATEST(a, 1)", LARGEST, "0", None),
    ("GREATEST(a, 1)", "-" + LARGEST, "0", "1"),
    ("LEAST(a, 1)", "-" + LARGEST, "0", None),
    ("LEAST(a, 1)", "9" * 28 + ".5", "0", "1"),
    ("GREATEST(a, 1)", "9" * 28 + ".5", "0", "9" * 28 + ".5"),
    ("CASE WHEN a > b THEN 1 ELSE 2 END", "5", "3", "1"),
    ("CASE WHEN a > b THEN 1 ELSE 2 END", "3", "3", "2"),
    ("CASE WHEN a > b THEN 1 WHEN a = b THEN 2 ELSE 3 END", "3", "3", "2"),
    ("CASE WHEN b = 0 THEN 7 ELSE a / b END", "3", "0", "7"),
    ("CASE WHEN b <> 0 THEN a / b ELSE 7 END", "3", "0", "7"),
    ("CASE WHEN a / b > 1 THEN 1 ELSE 2 END", "3", "0", None),
    ("CASE WHEN NOT a / b > 1 THEN 1 ELSE 2 END", "3", "0", None),
    ("CASE WHEN a = 4 THEN 1 WHEN a / b > 1 THEN 2 ELSE 3 END", "3", "0", None),
    ("CASE WHEN a = 3 THEN 1 WHEN a / b > 1 THEN 2 ELSE 3 END", "3", "0", "1"),
    ("CASE WHEN b <> 0 AND a / b > 1 THEN 1 ELSE 2 END", "3", "0", "2"),
    ("CASE WHEN a / b > 1 AND b <> 0 THEN 1 ELSE 2 END", "3", "0", "2"),
    ("CASE WHEN b = 0 OR a / b > 1 THEN 1 ELSE 2 END", "3", "0", "1"),
    ("CASE WHEN b <> 0 OR a / b > 1 THEN 1 ELSE 2 END", "3", "0", None),
    ("CASE WHEN b = 0 AND a / b > 1 THEN 1 ELSE 2 END", "3", "0", None),
    ("CASE WHEN a = 1 OR a = 3 AND b = 9 THEN 1 ELSE 2 END", "1", "0", "1"),
    ("CASE WHEN (a = 1 OR a = 3) AND b = 9 THEN 1 ELSE 2 END", "1", "0", "2"),
    ("CASE WHEN NOT a = 1 AND b = 9 THEN 1 ELSE 2 END", "1", "0", "2"),
    ("CASE WHEN NOT (a = 1 AND b = 9) THEN 1 ELSE 2 END", "1", "0", "1"),
    ("CASE WHEN a * 3 <= 0.3 THEN 1 ELSE 2 END", "0.1", "0", "1"),  # false in double
    ("CASE WHEN a + b = 0.3 THEN 1 ELSE 2 END", "0.1", "0.2", "1"),  # false in double
    ("-CASE WHEN a > b THEN 1 ELSE 2 END * 2", "5", "3", "-2"),
    ("2 * -a", "5", "3", "-10"),
    ("POWER(-a, 2)", "5", "3", "25"),
]


@pytest.mark.parametrize(("text", "a", "b", "expected"), CASES)
def test_values_worked_out_by_hand(
    con: duckdb.DuckDBPyConnection, text: str, a: str, b: str, expected: str | None
) -> None:
    values = {"a": Decimal(a), "b": Decimal(b)}
    result = None if expected is None else Decimal(expected)
    assert in_duckdb(con, text, values) == result
    assert evaluate(formula(text), values) == result


@pytest.mark.parametrize(
    "text",
    [
        "a + 1",
        "1 - a",
        "a * 0",
        "-a",
        "LEAST(a, 1)",
        "GREATEST(1, a)",
        "ABS(a)",
        "SIGN(a)",
        "POWER(a, 0)",
        "EXP(a)",
        "ROUND(a, 2)",
        "CASE WHEN a > 1 THEN 1 ELSE 2 END",
        "CASE WHEN NOT a > 1 THEN 1 ELSE 2 END",
        "CASE WHEN a <> 1 OR a = 1 THEN 1 ELSE 2 END",
    ],
)
def test_a_missing_operand_leaves_no_value(con: duckdb.DuckDBPyConnection, text: str) -> None:
    assert in_duckdb(con, text, {"a": None}) is None


def test_the_ambient_context_has_no_say() -> None:
    text = "a + 0.000000001 - b + ABS(-a) + ROUND(a, 3) + LEAST(a, b)"
    values = {"a": Decimal("123456789012.123456789"), "b": Decimal(0)}
    with localcontext(prec=3):
        assert evaluate(formula(text), values) == Decimal("370370367036.369913579")


def test_the_sql_of_a_formula() -> None:
    sql = to_sql(formula("100 * a / b"), {"a": "s0", "b": "s1"})
    double = "CAST(100 AS DECIMAL(38, 9))::DOUBLE * s0::DOUBLE"
    product = f"TRY_CAST(GREATEST(LEAST({double}, 1e29), -1e29)::VARCHAR AS DECIMAL(38, 9))"
    quotient = f"{product}::DOUBLE / NULLIF(s1::DOUBLE, 0)"
    assert sql == f"TRY_CAST(GREATEST(LEAST({quotient}, 1e29), -1e29)::VARCHAR AS DECIMAL(38, 9))"
    assert to_sql(formula("-a"), {"a": "s0"}) == "(-s0)"
    assert (
        to_sql(formula("least(a, b)"), {"a": "s0", "b": "s1"})
        == "TRY_CAST(LEAST(COALESCE(s0, CAST(-10000000000000000000000000000 AS DECIMAL(38, 9))), "
        "COALESCE(s1, CAST(-10000000000000000000000000000 AS DECIMAL(38, 9)))) AS DECIMAL(37, 9))::DECIMAL(38, 9)"
    )
    assert (
        to_sql(formula("case when a > 1 and (b < 2 or b = 3) then a else -b end"), {"a": "s0", "b": "s1"})
        == "(CASE WHEN (s0 > CAST(1 AS DECIMAL(38, 9)) AND (s1 < CAST(2 AS DECIMAL(38, 9)) OR "
        "s1 = CAST(3 AS DECIMAL(38, 9)))) IS NULL THEN NULL WHEN s0 > CAST(1 AS DECIMAL(38, 9)) AND "
        "(s1 < CAST(2 AS DECIMAL(38, 9)) OR s1 = CAST(3 AS DECIMAL(38, 9))) THEN s0 ELSE -s1 END)"
    )


numerals = st.sampled_from(["0", "1", "2", "0.5", "100", "0.000000001", "3.14", LARGEST, "9" * 28, "1" + "0" * 28])


signs = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
FORMS = (
    "{v} + {v}",
    "{v} - {v}",
    "{v} * {v}",
    "{v} / {v}",
    "({v})",
    "-({v})",
    "LEAST({v}, {v})",
    "GREATEST({v}, {v}, {v})",
    "POWER({v}, {v})",
    "ABS({v})",
    "SIGN({v})",
    "EXP({v})",
    "LN({v})",
    "SQRT({v})",
    "ROUND({v}, 0)",
    "ROUND({v}, 4)",
    "CASE WHEN {c} THEN {v} ELSE {v} END",
    "CASE WHEN {c} THEN {v} WHEN {c} THEN {v} ELSE {v} END",
)
CONDITIONS = ("{v} {s} {v}", "{v} {s} {v}", "{c} AND {c}", "{c} OR {c}", "({c})", "NOT ({c})", "NOT {v} {s} {v}")


@st.composite
def texts(draw: st.DrawFn, depth: int = 4) -> str:
    """A formula, well-formed, of any meaning."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from(NAMES) | numerals)
    return filled_form(draw, draw(st.sampled_from(FORMS)), depth - 1)


def filled_form(draw: st.DrawFn, form: str, depth: int) -> str:
    pieces = re.split(r"(\{[vcs]\})", form)
    return "".join(piece_for(draw, piece, depth) for piece in pieces)


def piece_for(draw: st.DrawFn, piece: str, depth: int) -> str:
    match piece:
        case "{v}":
            return draw(texts(depth))
        case "{c}":
            return filled_form(draw, draw(st.sampled_from(CONDITIONS[: None if depth else 2])), max(depth - 1, 0))
        case "{s}":
            return draw(signs)
        case _:
            return piece


operands = (
    st.integers(-20, 20).map(Decimal)
    | st.decimals(-1000, 1000, places=9)
    | st.integers(-(10**38) + 1, 10**38 - 1).map(lambda steps: Decimal(f"{steps}E-9"))
    | st.sampled_from([Decimal(LARGEST), Decimal("-" + LARGEST), Decimal("9" * 28), Decimal("1E28"), Decimal("-1E28")])
)


@settings(max_examples=250, deadline=None)
@given(texts(), st.fixed_dictionaries(dict.fromkeys(NAMES, operands)))
@example("GREATEST(-(a), b / c)", {"a": Decimal(0), "b": Decimal(1), "c": Decimal(0)})
def test_duckdb_and_python_agree(con: duckdb.DuckDBPyConnection, text: str, values: dict[str, Decimal]) -> None:
    parsed = parse_formula(text, NAMES)
    if isinstance(parsed, Formula):
        assert in_duckdb(con, text, values) == evaluate(parsed, values)
    else:
        assert [problem.code.id for problem in parsed] == ["E300"]


def nesting(sql: str) -> int:
    """How deep brackets and CASE of an SQL text go, counted in the text."""
    deepest = depth = 0
    for token in re.findall(r"[()]|\bCASE\b|\bEND\b", re.sub(r"DECIMAL\(3[78], 9\)", "DECIMAL", sql)):
        depth += 1 if token in ("(", "CASE") else -1
        deepest = max(deepest, depth)
    return deepest


@settings(deadline=None)
@given(texts())
def test_the_levels_of_a_formula_are_those_of_its_sql(text: str) -> None:
    parsed = parse_formula(text, NAMES)
    if isinstance(parsed, Formula):
        sql = to_sql(parsed, {name: name for name in NAMES})
        assert nesting(sql.removeprefix("(").removesuffix(")") if sql.startswith("(") else sql) == levels(parsed.tree)


@pytest.mark.parametrize(
    "text",
    [
        *(case[0] for case in CASES),
        "+".join(["a"] * (MOST_LEVELS + 1)),
        "*".join(["a"] * (MOST_PRODUCTS + 1)),
        "CASE WHEN a > 0 THEN a ELSE " * 16 + "b" + " END" * 16,
    ],
)
def test_spark_sql_is_the_same_in_the_words_that_both_engines_know(text: str) -> None:
    sql = f"SELECT {to_sql(formula(text), {name: name for name in NAMES})} AS value FROM operands"
    spark = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    (duck,) = sqlglot.transpile(sql, read="duckdb", write="duckdb")
    assert spark == [duck.replace("AS TEXT", "AS STRING")]  # DuckDB's and Spark's names for the same type


def test_spark_sql_word_for_word() -> None:
    (spark,) = sqlglot.transpile(to_sql(formula("GREATEST(a / b, 1)"), {"a": "s0", "b": "s1"}), "duckdb", "spark")
    double = "CAST(s0 AS DOUBLE) / NULLIF(CAST(s1 AS DOUBLE), 0)"
    quotient = f"TRY_CAST(CAST(GREATEST(LEAST({double}, 1e29), -1e29) AS STRING) AS DECIMAL(38, 9))"
    sentinel = "CAST(10000000000000000000000000000 AS DECIMAL(38, 9))"
    assert spark == (
        f"CAST(TRY_CAST(GREATEST(COALESCE({quotient}, {sentinel}), "
        f"COALESCE(CAST(1 AS DECIMAL(38, 9)), {sentinel})) AS DECIMAL(37, 9)) AS DECIMAL(38, 9))"
    )
