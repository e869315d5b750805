"""What an operand takes of a fact, of a finding and of the period; numbers worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from engine.pack.model import (
    At,
    FactOperand,
    FactTake,
    FindingTake,
    FormulaMeasure,
    IndicatorOperand,
    Path,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    RatioMeasure,
    Rounding,
    RoundingMode,
    Series,
    Trajectory,
    ValueMeasure,
)
from engine.statuses import FactState, Status
from tests.plan.asked_of_both import (
    LETTERS,
    Ask,
    ask_each,
    back,
    day,
    ladder,
    members,
    number,
    numbers,
    one_of,
    rung,
    state,
    status,
    text,
)
from tests.plan.given import Fact
from tests.plan.packs import NOWHERE, YES_NO, at_least, below, equals, indicator

HIGH_LOW = (at_least("high", "3", "2", meets=True), below("low", "3", "1"))


def fact(key: str, take: FactTake = FactTake.VALUE, **more: Any) -> FactOperand:
    return FactOperand(key, take=take, **more)


HAS_P_OR_Q = fact("m", FactTake.HAS, members=("p", "q"))
MAPPED = fact("w", FactTake.MAP, numbers=(("good", Decimal(3)), ("bad", Decimal("-1"))))
MAPPED_SET = fact("m", FactTake.MAP, numbers=(("p", Decimal(2)),))

TAKES: dict[str, tuple[FactOperand, list[Fact], list[Any]]] = {
    "a number above 0 is present": (fact("a", FactTake.PRESENCE), [number("a", "0.5")], ["scored", None, "1"]),
    "zero is not": (fact("a", FactTake.PRESENCE), [number("a", "0")], ["scored", None, "0"]),
    "nor is a negative number": (fact("a", FactTake.PRESENCE), [number("a", "-2")], ["scored", None, "0"]),
    "nor what is confirmed absent": (
        fact("c", FactTake.PRESENCE),
        [state("c", FactState.CONFIRMED_ABSENT)],
        ["scored", None, "0"],
    ),
    "a text is present": (fact("w", FactTake.PRESENCE), [text("w", "x")], ["scored", None, "1"]),
    "a set with a member": (fact("m", FactTake.PRESENCE), [members("m", "p|q")], ["scored", None, "1"]),
    "an empty set is not": (fact("m", FactTake.PRESENCE), [members("m", "")], ["scored", None, "0"]),
    "presence of what is not found is unknown": (
        fact("a", FactTake.PRESENCE),
        [state("a", FactState.NOT_FOUND)],
        ["no_data", "not_found", None],
    ),
    # date.toordinal(): 2020-01-01 is day 737425 (719162 days to 1970-01-01, 18262 days on, and the first is day 1)
    "the day of a date": (fact("d", FactTake.DATE), [day("d", date(2020, 1, 1))], ["scored", None, "737425"]),
    "the day of the evidence of a number": (
        fact("a", FactTake.DATE),
        [number("a", "5", evidence="page", evidence_date=date(2020, 1, 3))],
        ["scored", None, "737427"],
    ),
    "evidence without a day": (fact("a", FactTake.DATE), [number("a", "5")], ["no_data", "not_reported", None]),
    "no day of a confirmed absence": (
        fact("a", FactTake.DATE),
        [state("a", FactState.CONFIRMED_ABSENT)],
        ["no_data", "no_number", None],
    ),
    "a set has one of the members": (HAS_P_OR_Q, [members("m", "r|q")], ["scored", None, "1"]),
    "a set has none of them": (HAS_P_OR_Q, [members("m", "r|pq")], ["scored", None, "0"]),
    "an empty set has none": (HAS_P_OR_Q, [members("m", "")], ["scored", None, "0"]),
    "a set that is confirmed absent has none": (
        HAS_P_OR_Q,
        [state("m", FactState.CONFIRMED_ABSENT)],
        ["scored", None, "0"],
    ),
    "the number of a text": (MAPPED, [text("w", "bad")], ["scored", None, "-1"]),
    "a text that has no number": (MAPPED, [text("w", "goo")], ["no_data", "no_number", None]),
    "absence has no number": (MAPPED, [state("w", FactState.CONFIRMED_ABSENT)], ["no_data", "no_number", None]),
    "the number of a set of one": (MAPPED_SET, [members("m", "p")], ["scored", None, "2"]),
    "a set of two has no number": (MAPPED_SET, [members("m", "p|q")], ["no_data", "no_number", None]),
    "evidence is required and given": (
        fact("a", evidence=True),
        [number("a", "5", evidence="https://a")],
        ["scored", None, "5"],
    ),
    "evidence is required and not given": (
        fact("a", evidence=True),
        [number("a", "5")],
        ["unconfirmed", "evidence", None],
    ),
    "absence needs no evidence": (
        fact("a", evidence=True),
        [state("a", FactState.CONFIRMED_ABSENT)],
        ["scored", None, "0"],
    ),
}


def test_what_is_taken_of_a_fact(ask: Ask) -> None:
    cases = {name: (indicator("i", ValueMeasure(operand)), facts) for name, (operand, facts, _) in TAKES.items()}
    assert ask_each(ask, cases, "status reason value") == {name: expected for name, (*_, expected) in TAKES.items()}


STATES = {
    "reported": [number("a", "0")],
    **{name.name.lower(): [state("a", name)] for name in LETTERS.values()},
    "not_listed": [number("a", "1", source="s2")],
    "conflict": [number("a", "1"), number("a", "2", source="s3")],
    "not_reported": [],
}


def test_the_state_of_a_fact_is_always_known(ask: Ask) -> None:
    """The one rung that names the state decides; b is measured beside it."""
    cases = {}
    for name, facts in STATES.items():
        inputs = [("s", fact("a", FactTake.STATE))]
        judge = ladder(rung("named", "2", one_of("s", name)), rung("other", "1"), inputs=inputs)
        rule = indicator("i", ValueMeasure(fact("b")), judge=judge, sources=("s1", "s3"))
        cases[name] = (rule, [*facts, number("b", "1")])
    assert ask_each(ask, cases, "status outcome value") == {key: ["scored", "named", "1"] for key in STATES}


def test_a_fact_without_the_evidence_required_is_in_the_state_unconfirmed(ask: Ask) -> None:
    inputs = [("s", fact("a", FactTake.STATE, evidence=True))]
    judge = ladder(status(Status.UNCONFIRMED, one_of("s", "unconfirmed")), rung("fine", "1"), inputs=inputs)
    rule = indicator("i", ValueMeasure(fact("b")), judge=judge)
    without = ask(rule, facts=[number("b", "1"), number("a", "1")])
    assert without("status reason lower upper") == ["unconfirmed", "rule_does_not_confirm", "1", "1"]
    assert ask(rule, facts=[number("b", "1"), number("a", "1", evidence="x")])("status outcome") == ["scored", "fine"]


def test_presence_and_count_ask_for_what_operands_take(ask: Ask) -> None:
    """has p or q: 1; x: yes: 1. Two of two are there."""
    rule = indicator("i", PresenceMeasure((HAS_P_OR_Q, fact("x", evidence=True)), None, False), YES_NO)
    facts = [members("m", "p|r"), number("x", "1", evidence="page")]
    assert ask(rule, facts=facts)("status outcome value points") == ["scored", "yes", "1", "1"]
    assert ask(rule, facts=[*facts[:1], number("x", "1")])("status reason") == ["unconfirmed", "evidence"]


# Other findings

SCORED = indicator("j", ValueMeasure(fact("a")), HIGH_LOW)
SUPPRESSED = state("a", FactState.SUPPRESSED)
FINDING_TAKES = {
    "value": (FindingTake.VALUE, number("a", "4"), ["scored", None, "4"]),
    "points": (FindingTake.POINTS, number("a", "4"), ["scored", None, "2"]),
    "is": (FindingTake.IS, number("a", "4"), ["scored", None, "1"]),
    "is not": (FindingTake.IS, number("a", "2"), ["scored", None, "0"]),
    "no value": (FindingTake.VALUE, SUPPRESSED, ["suppressed", "suppressed", None]),
    "no points": (FindingTake.POINTS, SUPPRESSED, ["suppressed", "suppressed", None]),
    "not known whether it is": (FindingTake.IS, SUPPRESSED, ["suppressed", "suppressed", None]),
}


def test_what_is_taken_of_a_finding(ask: Ask) -> None:
    cases = {
        name: (indicator("i", ValueMeasure(IndicatorOperand("j", take=take, outcomes=("high",)))), [given])
        for name, (take, given, _) in FINDING_TAKES.items()
    }
    expected = {name: row for name, (*_, row) in FINDING_TAKES.items()}
    assert ask_each(ask, cases, "status reason value", SCORED) == expected


def test_points_of_a_finding_without_points_are_unknown(ask: Ask) -> None:
    pointless = indicator("j", ValueMeasure(fact("a")))
    rule = indicator("i", ValueMeasure(IndicatorOperand("j", take=FindingTake.POINTS)))
    assert ask(pointless, rule, facts=[number("a", "1")])("status reason") == ["no_data", "operand"]


def test_status_and_outcome_are_tested_by_names(ask: Ask) -> None:
    inputs = [
        ("how", IndicatorOperand("j", take=FindingTake.STATUS)),
        ("what", IndicatorOperand("j", take=FindingTake.OUTCOME)),
    ]
    judge = ladder(
        rung("silent", "0", one_of("how", "no_data", "not_applicable")),
        rung("good", "3", one_of("what", "high")),
        rung("bad", "1"),
        inputs=inputs,
    )
    rule = indicator("i", ValueMeasure(fact("b")), judge=judge)
    here = number("b", "1")
    assert ask(SCORED, rule, facts=[here])("status outcome points") == ["scored", "silent", "0"]
    assert ask(SCORED, rule, facts=[here, number("a", "9")])("status outcome points") == ["scored", "good", "3"]
    assert ask(SCORED, rule, facts=[here, number("a", "1")])("status outcome points") == ["scored", "bad", "1"]
    # unconfirmed: the first rung is false, the second unknown, for want of an outcome
    unknown = ask(SCORED, rule, facts=[here, state("a", FactState.UNCONFIRMED)])
    assert unknown("status reason lower upper") == ["unconfirmed", "evidence", "0", "3"]


# The period alone


def trajectory(path: Path | None, **points: str) -> PeriodOperand:
    written = tuple((name.removeprefix("y"), Decimal(x)) for name, x in points.items())
    return PeriodOperand(PeriodTake.TRAJECTORY, trajectory=Trajectory(written, path))


PERIOD_NUMBERS: dict[str, tuple[PeriodOperand, list[Any]]] = {
    # day 737425 is 2020-01-01 (above), and 2020 has 366 days
    "first day": (PeriodOperand(PeriodTake.FIRST_DAY), ["scored", None, "737425"]),
    "last day": (PeriodOperand(PeriodTake.LAST_DAY), ["scored", None, "737790"]),
    "periods since": (PeriodOperand(PeriodTake.PERIODS_SINCE, "2018"), ["scored", None, "2"]),
    "periods since itself": (PeriodOperand(PeriodTake.PERIODS_SINCE, "2020"), ["scored", None, "0"]),
    "periods until": (PeriodOperand(PeriodTake.PERIODS_SINCE, "2021"), ["scored", None, "-1"]),
    "periods since one not of the calendar": (
        PeriodOperand(PeriodTake.PERIODS_SINCE, "1999"),
        ["no_data", "no_number", None],
    ),
    "a target that is written": (trajectory(None, y2019="7", y2020="8"), ["scored", None, "8"]),
    "no target written": (trajectory(None, y2019="7", y2021="8"), ["no_data", "no_number", None]),
    # 40 + (50 − 40) × 1/3 = 43.333…
    "on the way": (trajectory(Path.LINEAR, y2019="40", y2016="0"), ["no_data", "no_number", None]),
    "a third of the way": (trajectory(Path.LINEAR, y2018="40", y2021="50"), ["scored", None, "46.666666667"]),
    # 40 × (90 / 40)^(2/4) = 40 × 1.5 = 60
    "half of a compound way": (trajectory(Path.COMPOUND, y2019="40", y2021="90"), ["scored", None, "60"]),
    "no compound way from zero": (trajectory(Path.COMPOUND, y2019="0", y2021="90"), ["no_data", "no_number", None]),
    "before the first target": (trajectory(Path.LINEAR, y2021="40"), ["no_data", "no_number", None]),
}


def test_numbers_that_depend_on_the_period(ask: Ask) -> None:
    cases = {
        name: (indicator("i", RatioMeasure(operand, fact("b"), 1)), [number("b", "1")])
        for name, (operand, _) in PERIOD_NUMBERS.items()
    }
    assert ask_each(ask, cases, "status reason value") == {name: row for name, (_, row) in PERIOD_NUMBERS.items()}


# Periods


EARLIER: dict[str, tuple[Series, list[Any]]] = {
    # 2016 … 2020: 1 2 4 8 16
    "previous": (back(1), ["scored", None, "8"]),
    "three back": (back(3), ["scored", None, "2"]),
    "named": (Series(At(period="2017")), ["scored", None, "2"]),
    "more than there are": (back(5), ["not_assessed", "no_predecessor", None]),
    "named and not there": (Series(At(period="2013")), ["not_assessed", "no_predecessor", None]),
}


def test_an_earlier_period(ask: Ask) -> None:
    facts = numbers("a", "1 2 4 8 16")
    cases = {name: (indicator("i", ValueMeasure(FactOperand("a", at))), facts) for name, (at, _) in EARLIER.items()}
    assert ask_each(ask, cases, "status reason value") == {name: row for name, (_, row) in EARLIER.items()}


def test_a_named_period_reads_as_an_earlier_one(ask: Ask) -> None:
    """It is the base that is missing, not the present value."""
    rule = indicator("i", RatioMeasure(fact("a"), FactOperand("a", Series(At(period="2017"))), 1))
    facts = numbers("a", "1 - 4 8 16")
    assert ask(rule, facts=facts)("status reason") == ["no_data", "previous_missing"]
    not_then = [*facts, state("a", FactState.NOT_APPLICABLE, "2017")]
    assert ask(rule, facts=not_then)("status reason") == ["not_assessed", "no_predecessor"]


# Rounding

ROUNDED = {
    "half up": (RoundingMode.HALF_UP, "2.5", "3"),
    "half up is away from zero": (RoundingMode.HALF_UP, "-2.5", "-3"),
    "half even": (RoundingMode.HALF_EVEN, "2.5", "2"),
    "half even goes up from an odd number": (RoundingMode.HALF_EVEN, "3.5", "4"),
    "half even below zero": (RoundingMode.HALF_EVEN, "-3.5", "-4"),
    "more than a half": (RoundingMode.HALF_EVEN, "2.500000001", "3"),
    "down": (RoundingMode.DOWN, "2.999999999", "2"),
    "down is towards zero": (RoundingMode.DOWN, "-2.9", "-2"),
}


def test_an_operand_is_rounded(ask: Ask) -> None:
    cases = {
        name: (indicator("i", ValueMeasure(fact("a", rounding=Rounding(0, mode)))), [number("a", value)])
        for name, (mode, value, _) in ROUNDED.items()
    }
    assert ask_each(ask, cases, "value") == {name: [expected] for name, (*_, expected) in ROUNDED.items()}


def test_a_value_is_rounded(ask: Ask) -> None:
    cases = {
        name: (indicator("i", ValueMeasure(fact("a")), rounding=Rounding(0, mode)), [number("a", value)])
        for name, (mode, value, _) in ROUNDED.items()
    }
    assert ask_each(ask, cases, "value") == {name: [expected] for name, (*_, expected) in ROUNDED.items()}


def test_a_value_is_rounded_before_it_is_judged_and_used(ask: Ask) -> None:
    """2.96 is below 3, its rounding is not; the half of the rounding is 1.5, that of the value would be 1.48."""
    rounded = indicator("j", ValueMeasure(fact("a")), HIGH_LOW, rounding=Rounding(1, RoundingMode.HALF_UP))
    rule = indicator("i", RatioMeasure(IndicatorOperand("j"), fact("b"), 1))
    got = ask(rounded, rule, facts=[number("a", "2.96"), number("b", "2")])
    assert got("value outcome", of="j") == ["3", "high"]
    assert got("value") == ["1.5"]


def test_operands_are_rounded_each_for_itself(ask: Ask) -> None:
    """1.26 and 1.24 to one place: 1.3 − 1.2 = 0.1; to no place both are 1."""
    one = Rounding(1, RoundingMode.HALF_UP)
    where = (("a", fact("a", rounding=one)), ("b", fact("b", rounding=one)))
    facts = [number("a", "1.26"), number("b", "1.24")]
    assert ask(indicator("i", FormulaMeasure("a - b", where, NOWHERE)), facts=facts)("value") == ["0.1"]
    none = tuple((name, replace(o, rounding=Rounding(0, RoundingMode.HALF_UP))) for name, o in where)
    assert ask(indicator("i", FormulaMeasure("a - b", none, NOWHERE)), facts=facts)("value") == ["0"]


def test_a_ratio_is_judged_at_nine_places_or_as_rounded(ask: Ask) -> None:
    """2 / 3 = 0.666666667; to two places 0.67."""
    bands = (equals("two thirds", "0.67", "1"), from_band("more", "0.68"), below("less", "0.67"))
    rule = indicator("i", RatioMeasure(fact("a"), fact("b"), 1), bands, rounding=Rounding(2, RoundingMode.HALF_UP))
    assert ask(rule, facts=[number("a", "2"), number("b", "3")])("value outcome") == ["0.67", "two thirds"]


def from_band(outcome: str, value: str) -> Any:
    return at_least(outcome, value, "0")
