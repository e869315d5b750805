"""Rules in words: limits that leave no doubt, operands with their periods, conditions, deadlines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.diagnostics.core import Lang, Span
from engine.pack.model import (
    Among,
    Assumed,
    At,
    CarryForward,
    Combination,
    Condition,
    ConditionMode,
    ConstantOperand,
    DirectionTest,
    FactOperand,
    FactTake,
    FindingTake,
    Fold,
    IndicatorOperand,
    IndicatorTest,
    MeanOf,
    Months,
    Operand,
    PeriodOperand,
    PeriodTake,
    Rounding,
    RoundingMode,
    Series,
    Window,
)
from engine.report.docs.blocks import Item, text_of
from engine.report.docs.conditions import condition
from engine.report.docs.counted import counted
from engine.report.docs.formulas import formula
from engine.report.docs.letters import Letters
from engine.report.docs.operands import Operands
from engine.report.docs.slots import letter
from tests.report.docs.kit import names

NOWHERE = Span("")


FACT = FactOperand("trained")


@pytest.mark.parametrize(
    ("operand", "ru", "en"),
    [
        (FACT, "«обучено педагогов», за отчётный период", "“обучено педагогов”, for the period assessed"),
        (
            replace(FACT, series=Series(At(1))),
            "«обучено педагогов», за предшествующий период",
            "“обучено педагогов”, for the period before",
        ),
        (
            replace(FACT, series=Series(At(3))),
            "«обучено педагогов», за период на 3 периода раньше отчётного",
            "“обучено педагогов”, for the period 3 periods before the one assessed",
        ),
        (
            replace(FACT, series=Series(At(period="2018"))),
            "«обучено педагогов», за период «2018 год»",
            "“обучено педагогов”, for the period “2018 год”",
        ),
        (
            replace(FACT, series=Series(Window(5, None, 1), Fold.MEAN, 2, False)),
            "«обучено педагогов», среднее арифметическое известных значений за 5 последних периодов перед отчётным; "
            "известно должно быть не менее 2 значений; пропуски не допускаются",
            "“обучено педагогов”, the mean of the known values over the last 5 periods before the one assessed; "
            "at least "
            "2 values must be known; no value may be missing",
        ),
        (
            replace(FACT, series=Series(Window(None, "2018"), Fold.RUN)),
            "«обучено педагогов», число периодов подряд, считая назад от последнего, значение за которые не "
            "равно 0 (за "
            "периоды с «2018 год» по отчётный включительно)",
            "“обучено педагогов”, how many periods in a row, counted back from the last, have a value other "
            "than 0 (over "
            "the periods from “2018 год” to the one assessed)",
        ),
        (
            replace(FACT, missing=CarryForward(1), rounding=Rounding(0, RoundingMode.DOWN), evidence=True),
            "«обучено педагогов», за отчётный период; без подтверждения сведения считаются неподтверждёнными; "
            "если сведения "
            "не представлены, берётся последнее известное значение из 1 предшествующего периода; округляется до "
            "целых (с "
            "отбрасыванием лишних знаков)",
            "“обучено педагогов”, for the period assessed; without evidence it counts as unconfirmed; where it "
            "is not "
            "reported, the latest value known of 1 earlier period is taken; rounded to whole numbers (towards zero)",
        ),
        (
            replace(FACT, missing=MeanOf(Among.SIBLINGS)),
            "«обучено педагогов», за отчётный период; если сведения не представлены, берётся среднее известных "
            "значений "
            "среди сущностей с той же вышестоящей",
            "“обучено педагогов”, for the period assessed; where it is not reported, the mean of the values "
            "known among "
            "the entities below the same one is taken",
        ),
        (
            replace(FACT, missing=Assumed(Decimal("3.5"))),
            "«обучено педагогов», за отчётный период; если сведения не представлены, принимается 3,5",
            "“обучено педагогов”, for the period assessed; where it is not reported, 3.5 is taken",
        ),
        (
            FactOperand("groups"),
            "число указанных элементов набора «охваченные группы», за отчётный период",
            "the number of members reported of “охваченные группы”, for the period assessed",
        ),
        (
            FactOperand("groups", take=FactTake.HAS, members=("young", "mentors")),
            "1, если в наборе «охваченные группы» есть «молодые педагоги» или «наставники», иначе 0, за "
            "отчётный период",
            "1 where “охваченные группы” has “молодые педагоги” or “наставники”, else 0, for the period assessed",
        ),
        (
            FactOperand("plan", take=FactTake.DATE),
            "дата подтверждения сведений «план работы», за отчётный период",
            "the date of the evidence of “план работы”, for the period assessed",
        ),
        (
            IndicatorOperand("share", take=FindingTake.IS, outcomes=("high", "low")),
            "1, если исход показателя share «Доля обученных, %» – «высокий уровень» или «низкий уровень», иначе "
            "0, за "
            "отчётный период",
            "1 where the outcome of indicator share “Доля обученных, %” is “высокий уровень” or “низкий "
            "уровень”, else 0, "
            "for the period assessed",
        ),
        (ConstantOperand("goal"), "постоянная «Целевой уровень»", "the constant “Целевой уровень”"),
        (
            PeriodOperand(PeriodTake.PERIODS_SINCE, "2019"),
            "число периодов, прошедших с периода «2019 год» до отчётного",
            "how many periods the period assessed lies after “2019 год”",
        ),
    ],
)
def test_operands(operand: Operand, ru: str, en: str) -> None:
    assert text_of(Operands(names()).told(operand)) == ru
    assert text_of(Operands(names(lang=Lang.EN)).told(operand)) == en


@pytest.mark.parametrize(
    ("written", "ru", "en"),
    [
        ("100*(value-base)/base", "100 × (значение − базовое) ÷ базовое", "100 × (value − base) ÷ base"),
        ("least(3, 0.5 * value)", "LEAST(3; 0,5 × значение)", "LEAST(3, 0.5 × value)"),
        ("-a - -1.5", "−a − −1,5", "−a − −1.5"),
        (
            "CASE WHEN a >= 10000 AND b <> 1 THEN a ELSE ROUND(b, 1) END",
            "CASE WHEN a ≥ 10 000 AND b ≠ 1 THEN a ELSE ROUND(b; 1) END",
            "CASE WHEN a ≥ 10,000 AND b ≠ 1 THEN a ELSE ROUND(b, 1) END",
        ),
    ],
)
def test_formulas(written: str, ru: str, en: str) -> None:
    assert formula(written, Lang.RU).replace("\N{NO-BREAK SPACE}", " ") == ru
    assert formula(written, Lang.EN) == en


def lines(item: Item, depth: int = 0) -> list[str]:
    return [f"{'  ' * depth}{text_of(item.text)}", *(line for below in item.below for line in lines(below, depth + 1))]


GROWTH = IndicatorTest("1.1", ("growth",), (), (), NOWHERE)
UNKNOWN = IndicatorTest("1.2", ("absent", "present"), ("no_data", "conflict"), ("coverage",), NOWHERE)
POOR = DirectionTest("training", ("poor",), NOWHERE)


@pytest.mark.parametrize(
    ("when", "ru"),
    [
        (GROWTH, ["показатель 1.1: исход «рост»"]),
        (
            UNKNOWN,
            [
                "показатель 1.2: исход «отсутствует» или «имеется» либо статус «нет данных» или «расхождение» "
                "либо причина "
                "«полнота сведений недостаточна»"
            ],
        ),
        (POOR, ["направление «Обучение»: заключение «плохо»"]),
        (Combination(ConditionMode.ALL, (GROWTH,), NOWHERE), ["показатель 1.1: исход «рост»"]),
        (
            Combination(ConditionMode.ANY, (POOR, Combination(ConditionMode.NONE, (GROWTH,), NOWHERE)), NOWHERE),
            [
                "выполнено хотя бы одно из условий:",
                "  направление «Обучение»: заключение «плохо»",
                "  не выполнено ни одно из условий:",
                "    показатель 1.1: исход «рост»",
            ],
        ),
    ],
)
def test_conditions_of_letters(when: Condition, ru: list[str]) -> None:
    assert lines(condition(when, names("minimal"))) == ru


def test_conditions_in_english() -> None:
    told = lines(condition(UNKNOWN, names("minimal", Lang.EN)))
    assert told == [
        "indicator 1.2: outcome “отсутствует” or “имеется”, or status “no data” or “conflict”, or reason "
        "“coverage is too low”"
    ]


@pytest.mark.parametrize(
    ("months", "ru", "en"),
    [
        (1, "в течение 1 месяца со дня подведения итогов", "within 1 month of the as-of date"),
        (3, "в течение 3 месяцев со дня подведения итогов", "within 3 months of the as-of date"),
        (21, "в течение 21 месяца со дня подведения итогов", "within 21 months of the as-of date"),
    ],
)
def test_deadlines(months: int, ru: str, en: str) -> None:
    assert text_of(Letters(names()).due(Months(months))) == ru
    assert text_of(Letters(names(lang=Lang.EN)).due(Months(months))) == en


@pytest.mark.parametrize(
    ("what", "n", "ru"),
    [
        ("month", 1, "1 месяц"),
        ("month", 22, "22 месяца"),
        ("month", 12, "12 месяцев"),
        ("last_period", 21, "21 последний период"),
        ("last_period", 3, "3 последних периода"),
        ("test", 111, "111 проверок"),
    ],
)
def test_numbers_go_with_their_words(what: str, n: int, ru: str) -> None:
    assert counted(what, n, Lang.RU) == ru


def test_placeholders_are_told_in_words_and_what_is_known_is_filled_in() -> None:
    text = "до {due} сообщить {operator.dat} о {value|plural:педагоге,педагогах,педагогах}, {{так}}"
    told = letter(text, names("minimal"))
    assert text_of(told) == "до срок сообщить Институту о значение педагогах, {так}"
    assert [run.text for run in told if run.style == "slot"] == ["срок", "значение педагогах"]
