"""Nine-place decimals: reading, writing, rounding, and snapping a double exactly as DuckDB does."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal, localcontext

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.decimals import (
    add,
    format_decimal,
    parse_decimal,
    plain_text,
    representable,
    round_half_away,
    snap,
)
from engine.diagnostics.core import Lang

LARGEST = "9" * 29 + "." + "9" * 9

numbers = st.integers(-(10**38) + 1, 10**38 - 1).map(lambda steps: Decimal(f"{steps}E-9"))


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("412", "412"),
        ("-12.5", "-12.5"),
        ("0.000000001", "0.000000001"),
        ("007", "7"),
        ("89.50", "89.5"),
        (LARGEST, LARGEST),
        (f"-{LARGEST}", f"-{LARGEST}"),
    ],
)
def test_canonical_text_is_read(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1\n",
        "+1",
        "--1",
        "1.",
        ".5",
        "1e5",
        "1_000",
        "1,5",
        "1 000",
        "−1",
        "٣",
        "NaN",
        "Infinity",
        "0x1F",
        "1" + "0" * 29,
        "0.0000000001",
        "1.2.3",
    ],
)
def test_other_text_is_no_number(text: str) -> None:
    assert parse_decimal(text) is None


def test_minus_zero_is_zero() -> None:
    assert str(parse_decimal("-0.00")) == "0.00"


@pytest.mark.parametrize(
    ("value", "text"),
    [("0E-9", "0"), ("-0.0", "0"), ("75.000000000", "75"), ("1E+3", "1000"), ("-0.50", "-0.5"), ("100", "100")],
)
def test_plain_text_has_no_exponent_and_no_trailing_zeros(value: str, text: str) -> None:
    assert plain_text(Decimal(value)) == text


@given(numbers)
def test_plain_text_is_read_back(value: Decimal) -> None:
    assert parse_decimal(plain_text(value)) == value


@pytest.mark.parametrize(
    ("value", "fits"), [(LARGEST, True), (f"-{LARGEST}", True), ("1E+29", False), ("-1E+29", False)]
)
def test_numbers_with_more_than_29_digits_are_not_representable(value: str, fits: bool) -> None:
    assert representable(Decimal(value)) == (Decimal(value) if fits else None)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.4999", 0, "2"),
        ("0.6962", 2, "0.70"),
        ("-0.4", 0, "0"),
        ("7", 9, "7.000000000"),
        (LARGEST, 0, "1" + "0" * 29),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, digits: int, rounded: str) -> None:
    assert str(round_half_away(Decimal(value), digits)) == rounded


def test_the_ambient_context_has_no_say() -> None:
    value = Decimal(LARGEST)
    with localcontext(prec=3):
        assert str(add(value, Decimal("-0.999999999"))) == "9" * 29 + "." + "0" * 9
        assert str(round_half_away(value, 8)) == "1" + "0" * 29 + "." + "0" * 8
        assert plain_text(value) == LARGEST
        assert parse_decimal(LARGEST) == value
        assert snap(123456789.125) == Decimal("123456789.125")
        assert format_decimal(Decimal("12345.678"), Lang.EN) == "12,345.678"


@pytest.mark.parametrize(
    ("x", "snapped"),
    [
        (0.1 + 0.2, "0.3"),
        (200 / 3, "66.666666667"),
        (-200 / 3, "-66.666666667"),
        (0.0000000005, "0.000000001"),
        (0.00000000049, "0"),
        (-0.0, "0"),
        (4294967295.0, "4294967295"),
        (12345678901.0, "12345678901"),
        (5e-324, "0"),
        (0.1234567895, "0.12345679"),  # a half in its text; the double itself is 3·10⁻¹⁸ less
        (math.nextafter(0.1234567895, 0), "0.123456789"),
        (-0.1234567895, "-0.12345679"),
        # times 10⁹ these have too many digits for a double
        (-4194740.345334523, "-4194740.345334523"),
        (28555514124.0, "28555514124"),
        (9007199254740991.0, "9007199254740991"),
        (1e23, "1" + "0" * 23),  # the double is 8388608 less
        (math.nextafter(1e29, 0), "9999999999999997" + "0" * 13),  # the double is 99999999999999973840964812800
        (math.nextafter(-1e29, 0), "-9999999999999997" + "0" * 13),
    ],
)
def test_a_double_is_snapped_to_nine_places(x: float, snapped: str) -> None:
    assert snap(x) == Decimal(snapped)


@pytest.mark.parametrize("x", [math.inf, -math.inf, math.nan, 1e29, -1e29, 1.70141183460469e29, 1e300, 1.7e308])
def test_what_is_not_representable_is_not_snapped(x: float) -> None:
    assert snap(x) is None


near_halves = st.integers(-(10**13), 10**13).flatmap(
    lambda n: st.sampled_from(
        [(n + 0.5) / 1e9, math.nextafter((n + 0.5) / 1e9, 0), math.nextafter((n + 0.5) / 1e9, 1e9)]
    )
)


@settings(max_examples=500, deadline=None)
@given(st.floats() | st.floats(-1e6, 1e6) | st.floats(-2e29, 2e29) | near_halves)
@example(math.nextafter(1e29, 0))
@example(math.nextafter(1e29, math.inf))
@example(1.70141183460469e29)
@example(-4194740.345334523)
@example(28555514124.0)
@example(0.1234567895)
@example(0.49999999999999994e-9)
def test_duckdb_snaps_to_the_same_number(con: duckdb.DuckDBPyConnection, x: float) -> None:
    sql = "SELECT TRY_CAST(CAST(GREATEST(LEAST(CAST(? AS DOUBLE), 1e29), -1e29) AS VARCHAR) AS DECIMAL(38, 9))"
    row = con.execute(sql, [x]).fetchone()
    assert row == (snap(x),)


short = st.integers(-(10**15) + 1, 10**15 - 1).map(lambda steps: Decimal(f"{steps}E-9"))
whole = st.integers(-(2**53) + 1, 2**53 - 1).map(Decimal)


@given(short | whole)
@example(Decimal("999999.999999999"))
@example(Decimal("-4194740.345334523"))
@example(Decimal(2**53 - 1))
def test_a_number_short_enough_for_a_double_comes_back(value: Decimal) -> None:
    assert snap(float(value)) == value


@settings(deadline=None)
@given(numbers)
def test_duckdb_reads_a_decimal_as_the_same_double(con: duckdb.DuckDBPyConnection, value: Decimal) -> None:
    row = con.execute("SELECT CAST(CAST(? AS DECIMAL(38, 9)) AS DOUBLE)", [plain_text(value)]).fetchone()
    assert row == (float(value),)


@pytest.mark.parametrize(
    ("value", "digits", "russian", "english"),
    [
        ("0", None, "0", "0"),
        ("89.500000000", None, "89,5", "89.5"),
        ("-3", None, "−3", "-3"),
        ("999", None, "999", "999"),
        ("1234.5", None, "1234,5", "1,234.5"),
        ("12345.25", None, "12\u00a0345,25", "12,345.25"),
        ("-1234567", None, "−1\u00a0234\u00a0567", "-1,234,567"),
        ("0.6962", 2, "0,70", "0.70"),
        ("99999.995", 2, "100\u00a0000,00", "100,000.00"),
        ("-0.4", 0, "0", "0"),
        ("-0.5", 0, "−1", "-1"),
        ("7", 1, "7,0", "7.0"),
    ],
)
def test_numbers_as_people_read_them(value: str, digits: int | None, russian: str, english: str) -> None:
    assert format_decimal(Decimal(value), Lang.RU, digits) == russian
    assert format_decimal(Decimal(value), Lang.EN, digits) == english
