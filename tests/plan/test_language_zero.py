"""What comes of a division by zero, where the rule says so and where it does not; worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.pack.model import (
    AtZero,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FormulaMeasure,
    Measure,
    RatioMeasure,
    Rounding,
    RoundingMode,
)
from engine.statuses import Status
from tests.plan.asked_of_both import Ask, ask_each, at_least, below, equals, ladder, number, rung
from tests.plan.given import Fact
from tests.plan.packs import NOWHERE, indicator
from tests.plan.packs import at_least as from_band
from tests.plan.packs import below as below_band

A, B = FactOperand("a"), FactOperand("b")
NOT_ASSESSED = Status.NOT_ASSESSED
ZERO = ["not_assessed", "zero_denominator", None]


def formula(text: str, at_zero: AtZero = None) -> FormulaMeasure:
    return FormulaMeasure(text, (("a", A), ("b", B)), NOWHERE, at_zero)


def percent(at_zero: AtZero, **more: Any) -> ChangeMeasure:
    return ChangeMeasure(B, ChangeAs.PERCENT, base_zero=at_zero, **more)


def given(a: str, b: str) -> list[Fact]:
    """`b` was the same a year before."""
    return [number("a", a), number("b", b), number("b", b, "2019")]


GUARDED, JOINED = "CASE WHEN a > 0 THEN a / b ELSE b END", "CASE WHEN a / b > 1 AND a < 5 THEN 1 ELSE 2 END"

CASES: dict[str, tuple[Measure, str, str, list[Any]]] = {
    "a ratio says nothing": (RatioMeasure(A, B, 100), "2", "0", ZERO),
    "a ratio is not assessed": (RatioMeasure(A, B, 100, NOT_ASSESSED), "2", "0", ZERO),
    "a ratio is a number": (RatioMeasure(A, B, 100, Decimal(7)), "2", "0", ["scored", None, "7"]),
    "a share is a number": (RatioMeasure(A, B, 1, Decimal(0)), "2", "0", ["scored", None, "0"]),
    "of nothing too": (RatioMeasure(A, B, 1, Decimal(1)), "0", "0", ["scored", None, "1"]),
    # 100 × 2 ÷ 4
    "a ratio of another denominator": (RatioMeasure(A, B, 100, Decimal(7)), "2", "4", ["scored", None, "50"]),
    "a change is not assessed": (percent(NOT_ASSESSED), "2", "0", ZERO),
    "a change is a number": (percent(Decimal(100)), "2", "0", ["scored", None, "100"]),
    "a number within the dead zone": (percent(Decimal(3), dead_zone=Decimal(5)), "2", "0", ["scored", None, "0"]),
    "a formula says nothing": (formula("100 * a / b"), "2", "0", ZERO),
    "a formula is not assessed": (formula("100 * a / b", NOT_ASSESSED), "2", "0", ZERO),
    "a formula is a number": (formula("100 * a / b", Decimal("-1")), "2", "0", ["scored", None, "-1"]),
    "a formula of another divisor": (formula("100 * a / b", Decimal("-1")), "2", "4", ["scored", None, "50"]),
    "a difference is zero": (formula("a / (a - b)", Decimal(9)), "3", "3", ["scored", None, "9"]),
    "a difference is not zero": (formula("a / (a - b)", Decimal(9)), "3", "0", ["scored", None, "1"]),
    "the branch that divides is taken": (formula(GUARDED, Decimal(9)), "3", "0", ["scored", None, "9"]),
    "and the rule says nothing": (formula(GUARDED), "3", "0", ZERO),
    "the other branch is taken": (formula(GUARDED, Decimal(9)), "0", "0", ["scored", None, "0"]),
    # 5 < 5 is false, and so is the whole condition, whatever 5 ÷ 0 is
    "the quotient does not matter": (formula(JOINED, Decimal(9)), "5", "0", ["scored", None, "2"]),
    "the quotient decides": (formula(JOINED, Decimal(9)), "4", "0", ["scored", None, "9"]),
    "a logarithm of zero": (formula("LN(a) + a / b", Decimal(9)), "0", "1", ["not_assessed", "not_computable", None]),
    "a logarithm of zero divides too": (formula("LN(a) + a / b", Decimal(9)), "0", "0", ["scored", None, "9"]),
    "a logarithm and a division, nothing said": (formula("LN(a) + a / b"), "0", "0", ZERO),
    "only a logarithm": (formula("a + LN(b)", Decimal(9)), "1", "0", ["not_assessed", "not_computable", None]),
    # beyond what is computed
    "too large a number": (RatioMeasure(A, B, 1, Decimal("1e21")), "2", "0", ["not_assessed", "not_computable", None]),
}


def test_what_comes_of_zero(ask: Ask) -> None:
    cases = {name: (indicator("i", measure), given(a, b)) for name, (measure, a, b, _) in CASES.items()}
    assert ask_each(ask, cases, "status reason value") == {name: expected for name, (*_, expected) in CASES.items()}


def test_all_operands_must_be_known(ask: Ask) -> None:
    """The denominator is zero, the numerator is not reported."""
    measures = (RatioMeasure(A, B, 100, Decimal(7)), formula("100 * a / b", Decimal(7)))
    facts = [number("b", "0")]
    got = ask(*(indicator(f"i{n}", measure) for n, measure in enumerate(measures)), facts=facts)
    for n in range(len(measures)):
        assert got("status reason value", of=f"i{n}") == ["no_data", "not_reported", None]


def test_the_number_is_rounded_as_any_value(ask: Ask) -> None:
    """2.46 to one place."""
    one = Rounding(1, RoundingMode.HALF_UP)
    measures = (RatioMeasure(A, B, 100, Decimal("2.46")), formula("100 * a / b", Decimal("2.46")))
    got = ask(*(indicator(f"i{n}", m, rounding=one) for n, m in enumerate(measures)), facts=given("1", "0"))
    assert [got("value", of=f"i{n}") for n in range(len(measures))] == [["2.5"], ["2.5"]]


def test_the_number_is_judged_as_any_value(ask: Ask) -> None:
    bands = (from_band("high", "3", "2"), below_band("low", "3", "1"))
    rule = indicator("i", RatioMeasure(A, B, 100, Decimal(3)), bands)
    assert ask(rule, facts=given("1", "0"))("outcome points") == ["high", "2"]


def test_a_row_of_the_judgement_comes_before_not_assessed(ask: Ask) -> None:
    """The key says what happens without it: where a row decides, that counts."""
    rows = (rung("none", "0", equals("denominator", "0")), rung("some", "1", at_least("value", "0")))
    rule = indicator(
        "i", RatioMeasure(A, B, 100, NOT_ASSESSED), judge=ladder(*rows, rung("other", "0", below("value", "0")))
    )
    assert ask(rule, facts=given("1", "0"))("status outcome value") == ["scored", "none", None]
