"""Values of several periods folded to one, and changes against every kind of base; numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine.pack.model import (
    At,
    ChangeAs,
    ChangeMeasure,
    FactOperand,
    FindingTake,
    Fold,
    IndicatorOperand,
    Rounding,
    RoundingMode,
    Series,
    ValueMeasure,
)
from tests.plan.asked_of_both import Ask, ask_each, back, last, number, numbers, over, since
from tests.plan.packs import at_least, below, indicator

A = FactOperand("a")

# The years 2016 to 2020, seen from 2020; `-` not reported, N not applicable, U unconfirmed, A confirmed absent (0)
FOLDS: dict[str, tuple[Series, str, list[Any]]] = {
    "first": (since("2017", Fold.FIRST), "9 - 3 4 5", ["scored", None, "3"]),
    "last": (since("2017", Fold.LAST), "9 2 3 4 -", ["scored", None, "4"]),
    "last until the previous": (last(2, Fold.LAST, until=1), "9 8 7 - 5", ["scored", None, "7"]),
    "sum": (last(3, Fold.SUM), "1 1 0.1 0.2 0.3", ["scored", None, "0.6"]),
    "sum of what is known": (last(3, Fold.SUM), "1 1 2 - 3", ["scored", None, "5"]),
    "sum with a confirmed absence": (last(3, Fold.SUM), "1 1 2 A 3", ["scored", None, "5"]),
    # (1 + 1 + 3) ÷ 3 = 1.666…
    "mean": (last(3, Fold.MEAN), "9 9 1 1 3", ["scored", None, "1.666666667"]),
    # (1 + 3) ÷ 2: of the known ones
    "mean of what is known": (last(3, Fold.MEAN), "9 9 1 U 3", ["scored", None, "2"]),
    "least": (last(4, Fold.LEAST), "0 5 -2 3 1", ["scored", None, "-2"]),
    "greatest": (last(4, Fold.GREATEST), "9 5 -2 3 1", ["scored", None, "5"]),
    "count": (last(4, Fold.COUNT), "1 1 - 0 U", ["scored", None, "2"]),
    "count of none": (last(3, Fold.COUNT), "1 1 - - -", ["no_data", "not_reported", None]),
    "count of none, zero written": (last(3, Fold.COUNT, at_least=0), "1 1 - U -", ["scored", None, "0"]),
    # 10 → 12: +20 %, 12 → 9: −25 %; mean −2.5
    "mean rate": (since("2018", Fold.MEAN_RATE), "1 1 10 12 9", ["scored", None, "-2.5"]),
    # 1 → 2
    "mean rate of one pair": (last(4, Fold.MEAN_RATE), "1 1 2 - -", ["scored", None, "100"]),
    # 10 → 12 only, since 2019 is not known
    "mean rate of adjacent periods": (last(4, Fold.MEAN_RATE), "1 10 12 - 9", ["scored", None, "20"]),
    "mean rate of no pair": (last(4, Fold.MEAN_RATE), "1 10 - 12 -", ["no_data", "series_too_short", None]),
    "mean rate from zero": (last(3, Fold.MEAN_RATE), "1 1 0 12 9", ["not_assessed", "zero_denominator", None]),
    # 12 → −9: −175 %; only bases count
    "mean rate to less": (last(2, Fold.MEAN_RATE), "1 1 1 12 -9", ["scored", None, "-175"]),
    "mean rate from less": (last(3, Fold.MEAN_RATE), "1 1 -10 12 9", ["not_assessed", "not_computable", None]),
    "mean rate from less, and to it": (
        last(3, Fold.MEAN_RATE),
        "1 1 -10 -12 9",
        ["not_assessed", "not_computable", None],
    ),
    "mean rate from less and from zero": (
        last(3, Fold.MEAN_RATE),
        "1 1 -1 0 9",
        ["not_assessed", "zero_denominator", None],
    ),
    # 12 → 9 only: what is before 2019 is no base, since 2018 is not known
    "mean rate from less to what is not known": (last(4, Fold.MEAN_RATE), "1 -1 - 12 9", ["scored", None, "-25"]),
    # 3 → 4: 100 × 1 ÷ 3 = 33.333333333; 4 → 3: −25; their mean 4.1666666665, away from zero 4.166666667
    "mean rate is snapped twice": (last(3, Fold.MEAN_RATE), "1 1 3 4 3", ["scored", None, "4.166666667"]),
    "span": (since("2016", Fold.SPAN), "- 7 - 7 -", ["scored", None, "3"]),
    "span until the previous": (since("2016", Fold.SPAN, until=1), "- - - 7 7", ["scored", None, "1"]),
    "age": (since("2016", Fold.AGE), "5 7 - - -", ["scored", None, "3"]),
    "age of a value of now": (since("2016", Fold.AGE), "- - - - 7", ["scored", None, "0"]),
    "run": (last(4, Fold.RUN), "1 1 0 2 3", ["scored", None, "2"]),
    "run of all": (last(3, Fold.RUN), "1 1 1 2 3", ["scored", None, "3"]),
    "no run": (last(3, Fold.RUN), "1 1 1 2 0", ["scored", None, "0"]),
    "an unknown period ends a run": (last(4, Fold.RUN), "1 1 U 2 3", ["scored", None, "2"]),
    "the end of a run is unknown": (last(4, Fold.RUN), "1 1 1 2 U", ["unconfirmed", "evidence", None]),
    "too few": (last(4, Fold.SUM, at_least=3), "1 1 - U 3", ["no_data", "series_too_short", None]),
    "enough": (last(4, Fold.SUM, at_least=3), "1 1 - 2 3", ["scored", None, "6"]),
    "no gaps allowed": (last(3, Fold.SUM, gaps=False), "1 1 1 - 3", ["no_data", "series_too_short", None]),
    "no gaps there": (last(3, Fold.SUM, gaps=False), "- - 1 2 3", ["scored", None, "6"]),
    "all unconfirmed": (last(2, Fold.SUM), "1 1 1 U U", ["unconfirmed", "evidence", None]),
    "all unknown for different reasons": (last(2, Fold.SUM), "1 1 1 U S", ["no_data", "not_reported", None]),
    "none reported": (last(2, Fold.SUM), "1 1 1 - -", ["no_data", "not_reported", None]),
    "none reported before": (last(2, Fold.SUM, until=1), "1 1 - - 1", ["no_data", "previous_missing", None]),
    "none applicable": (last(2, Fold.SUM), "1 1 1 N N", ["not_applicable", "fact_says_so", None]),
    "none applicable before": (last(2, Fold.SUM, until=1), "1 1 N N 1", ["not_assessed", "no_predecessor", None]),
    "one not applicable": (last(2, Fold.SUM), "1 1 1 N 7", ["scored", None, "7"]),
    "before the calendar": (last(9, Fold.SUM), "1 2 3 4 5", ["scored", None, "15"]),
    "a window that is empty": (since("2020", Fold.SUM, until=1), "1 2 3 4 5", ["not_assessed", "no_predecessor", None]),
    "a window of one": (since("2020", Fold.SUM), "1 2 3 4 5", ["scored", None, "5"]),
    "since a period not there": (since("2009", Fold.SUM), "1 2 3 4 5", ["not_assessed", "no_predecessor", None]),
}


def test_folds(ask: Ask) -> None:
    cases = {
        name: (indicator("i", ValueMeasure(over("a", series))), numbers("a", years))
        for name, (series, years, _) in FOLDS.items()
    }
    assert ask_each(ask, cases, "status reason value") == {name: expected for name, (*_, expected) in FOLDS.items()}


def test_the_fold_is_rounded_not_its_parts(ask: Ask) -> None:
    """0.4 + 0.4 = 0.8, rounded 1; each rounded they would come to 0."""
    operand = replace(over("a", last(2, Fold.SUM)), rounding=Rounding(0, RoundingMode.HALF_UP))
    assert ask(indicator("i", ValueMeasure(operand)), facts=numbers("a", "9 9 9 0.4 0.4"))("value") == ["1"]


def test_a_contested_period_is_not_known_in_a_window(ask: Ask) -> None:
    """4 and 5 contend for 2019: only 2020 is summed; by itself that year is a conflict."""
    facts = [*numbers("a", "1 1 1 4 3"), number("a", "5", "2019", source="s2")]
    both = indicator("i", ValueMeasure(over("a", last(2, Fold.SUM))))
    alone = indicator("j", ValueMeasure(over("a", last(1, Fold.SUM, until=1))))
    got = ask(both, alone, facts=facts)
    assert got("status value") == ["scored", "3"]
    assert got("status reason", of="j") == ["conflict", "contradiction"]


def test_facts_of_the_whole_window_are_told(ask: Ask) -> None:
    """Of the three last years; the one not applicable is among them, the year before them is not."""
    got = ask(indicator("i", ValueMeasure(over("a", last(3, Fold.SUM)))), facts=numbers("a", "1 1 1 N 3"))
    assert got("status value facts") == ["scored", "4", [2, 3, 4]]


def test_findings_in_a_window(ask: Ask) -> None:
    """High in 2018 and 2020: two of three; the run of being high is one."""
    high = indicator("j", ValueMeasure(A), (at_least("high", "3", "2"), below("low", "3", "1")))
    is_high = IndicatorOperand("j", last(3, Fold.SUM), FindingTake.IS, ("high",))
    rules = (
        high,
        indicator("i", ValueMeasure(is_high)),
        indicator("k", ValueMeasure(replace(is_high, series=last(3, Fold.RUN)))),
        indicator("p", ValueMeasure(IndicatorOperand("j", last(3, Fold.SUM), FindingTake.POINTS))),
    )
    got = ask(*rules, facts=numbers("a", "9 9 9 1 4"))
    assert [got("value", of=name) for name in ("i", "k", "p")] == [["2"], ["1"], ["5"]]


# Changes

PREVIOUS = Series(At(1))


def change(shown_as: ChangeAs, base: Series = PREVIOUS, **more: Any) -> ChangeMeasure:
    return ChangeMeasure(A, shown_as, base, **more)


CHANGES: dict[str, tuple[ChangeMeasure, str, list[Any]]] = {
    "difference": (change(ChangeAs.DIFFERENCE), "1 1 1 0.1 0.3", ["scored", None, "0.2"]),
    "to two periods back": (change(ChangeAs.DIFFERENCE, back(2)), "1 1 1 4 6", ["scored", None, "5"]),
    "to a named period": (change(ChangeAs.DIFFERENCE, Series(At(period="2017"))), "1 2 1 4 6", ["scored", None, "4"]),
    "to the first since": (
        change(ChangeAs.DIFFERENCE, since("2016", Fold.FIRST, until=1)),
        "- 2 3 4 9",
        ["scored", None, "7"],
    ),
    "to the last known": (
        change(ChangeAs.DIFFERENCE, last(3, Fold.LAST, until=1)),
        "1 2 3 - 9",
        ["scored", None, "6"],
    ),
    "to none known": (
        change(ChangeAs.DIFFERENCE, last(2, Fold.LAST, until=1)),
        "1 2 - - 9",
        ["no_data", "previous_missing", None],
    ),
    "to none there can be": (
        change(ChangeAs.DIFFERENCE, last(2, Fold.LAST, until=1)),
        "1 2 N N 9",
        ["not_assessed", "no_predecessor", None],
    ),
    # 100 × (5 − 3) ÷ 3
    "percent": (change(ChangeAs.PERCENT), "1 1 1 3 5", ["scored", None, "66.666666667"]),
    # 100 × 5 ÷ 3
    "growth rate": (change(ChangeAs.GROWTH_RATE), "1 1 1 3 5", ["scored", None, "166.666666667"]),
    "percent of zero": (change(ChangeAs.PERCENT), "1 1 1 0 5", ["not_assessed", "zero_denominator", None]),
    "what percent of zero is": (change(ChangeAs.PERCENT, base_zero=Decimal(100)), "1 1 1 0 5", ["scored", None, "100"]),
    "percent of what is below zero": (change(ChangeAs.PERCENT), "1 1 1 -4 2", ["not_assessed", "not_computable", None]),
    # 100 × (2 − −4) ÷ 4
    "percent of the size of it": (change(ChangeAs.PERCENT, negative_base=True), "1 1 1 -4 2", ["scored", None, "150"]),
    # 100 × 2 ÷ 4
    "growth rate of the size of it": (
        change(ChangeAs.GROWTH_RATE, negative_base=True),
        "1 1 1 -4 2",
        ["scored", None, "50"],
    ),
    # (16 ÷ 1)^(1 ÷ 4) = 2: doubled each year
    "compound rate": (change(ChangeAs.COMPOUND_RATE, back(4)), "1 - - - 16", ["scored", None, "100"]),
    # from 2017, three years before: (27 ÷ 8)^(1 ÷ 3) = 1.5
    "compound rate since the first": (
        change(ChangeAs.COMPOUND_RATE, since("2016", Fold.FIRST, until=1)),
        "- 8 9 - 27",
        ["scored", None, "50"],
    ),
    # from 2018, two years before: (9 ÷ 4)^(1 ÷ 2) = 1.5
    "compound rate since the last known": (
        change(ChangeAs.COMPOUND_RATE, last(4, Fold.LAST, until=1)),
        "1 1 4 - 9",
        ["scored", None, "50"],
    ),
    "compound rate to zero": (change(ChangeAs.COMPOUND_RATE, back(2)), "1 1 4 - 0", ["scored", None, "-100"]),
    "compound rate to less": (
        change(ChangeAs.COMPOUND_RATE, back(2)),
        "1 1 4 - -1",
        ["not_assessed", "not_computable", None],
    ),
    "compound rate from less": (
        change(ChangeAs.COMPOUND_RATE, back(2), negative_base=True),
        "1 1 -4 - 1",
        ["not_assessed", "not_computable", None],
    ),
    "compound rate from zero": (
        change(ChangeAs.COMPOUND_RATE, back(2)),
        "1 1 0 - 1",
        ["not_assessed", "zero_denominator", None],
    ),
    "compound rate of itself": (
        change(ChangeAs.COMPOUND_RATE, Series(At(period="2020"))),
        "1 1 1 1 7",
        ["scored", None, "0"],
    ),
    # +20 %, −25 %
    "mean rate": (
        change(ChangeAs.MEAN_RATE, since("2018", Fold.MEAN_RATE)),
        "1 1 10 12 9",
        ["scored", None, "-2.5"],
    ),
    "mean rate from zero": (
        change(ChangeAs.MEAN_RATE, since("2018", Fold.MEAN_RATE)),
        "1 1 0 12 9",
        ["not_assessed", "zero_denominator", None],
    ),
    "mean rate through a change of sign": (
        change(ChangeAs.MEAN_RATE, since("2018", Fold.MEAN_RATE)),
        "1 1 10 -12 9",
        ["not_assessed", "not_computable", None],
    ),
    "within the dead zone": (change(ChangeAs.DIFFERENCE, dead_zone=Decimal(2)), "1 1 1 4 2", ["scored", None, "0"]),
    "beyond the dead zone": (
        change(ChangeAs.DIFFERENCE, dead_zone=Decimal(2)),
        "1 1 1 4 1.9",
        ["scored", None, "-2.1"],
    ),
}


def test_changes(ask: Ask) -> None:
    cases = {name: (indicator("i", rule), numbers("a", years)) for name, (rule, years, _) in CHANGES.items()}
    assert ask_each(ask, cases, "status reason value") == {name: expected for name, (*_, expected) in CHANGES.items()}


def test_the_dead_zone_is_of_the_rounded_value(ask: Ask) -> None:
    """2.04 is beyond 2, but to one place it is 2."""
    half_up = Rounding(1, RoundingMode.HALF_UP)
    rule = indicator("i", change(ChangeAs.DIFFERENCE, dead_zone=Decimal(2)), rounding=half_up)
    assert ask(rule, facts=numbers("a", "1 1 1 1 3.04"))("value") == ["0"]


def test_a_change_of_another_indicator(ask: Ask) -> None:
    """The points of 2020 against those of 2018: 2 − 1."""
    high = indicator("j", ValueMeasure(A), (at_least("high", "3", "2"), below("low", "3", "1")))
    points = IndicatorOperand("j", take=FindingTake.POINTS)
    rule = indicator("i", ChangeMeasure(points, ChangeAs.DIFFERENCE, back(2)))
    assert ask(high, rule, facts=numbers("a", "9 9 1 9 4"))("status value facts") == ["scored", "1", [2, 4]]


def test_a_change_of_rounded_operands(ask: Ask) -> None:
    """round(2.5) − round(1.4) = 3 − 1."""
    rounded = replace(A, rounding=Rounding(0, RoundingMode.HALF_UP))
    rule = indicator("i", ChangeMeasure(rounded, ChangeAs.DIFFERENCE, PREVIOUS))
    assert ask(rule, facts=numbers("a", "1 1 1 1.4 2.5"))("value") == ["2"]
