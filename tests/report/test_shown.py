from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from engine.diagnostics.core import Lang
from engine.report import shown
from engine.report.names import names_of
from engine.result import Note
from tests.report.fixture import FINDINGS, RECOMMENDATIONS, RESULTS, TOTALS

RU, EN = names_of(RESULTS, Lang.RU), names_of(RESULTS, Lang.EN)


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [
        ("0", "0", "0"),
        ("1.000000000", "1", "1"),
        ("12.5", "12,5", "12.5"),
        ("63.157894737", "63,16", "63.16"),
        ("79.998", "80,00", "80.00"),
        ("0.6962", "0,6962", "0.6962"),
        ("0.69625", "0,6963", "0.6963"),
        ("0.00004", "0,0000", "0.0000"),
        ("-1234567.125", "−1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,13", "-1,234,567.13"),
    ],
)
def test_numbers(value: str, ru: str, en: str) -> None:
    assert shown.number(Decimal(value), Lang.RU) == ru
    assert shown.number(Decimal(value), Lang.EN) == en


def test_days() -> None:
    assert shown.day(date(2021, 3, 1), Lang.RU) == "01.03.2021"
    assert shown.day(date(2021, 3, 1), Lang.EN) == "2021-03-01"
    assert shown.day(date(988, 3, 1), Lang.RU) == "01.03.0988"


@pytest.mark.parametrize(
    ("number", "ru", "en"),
    [
        ("1", "63,16\N{NO-BREAK SPACE}%", "63.16\N{NO-BREAK SPACE}%"),
        (
            "1.1",
            "положительная динамика (+1412\N{NO-BREAK SPACE}чел.); представлено с опозданием, источники расходятся",
            "положительная динамика (+1,412\N{NO-BREAK SPACE}чел.); reported late, sources disagree",
        ),
        ("1.2", "нет данных (сведения не представлены)", "no data (not reported)"),
        ("1.3", "не подтверждено (источник не предусмотрен методикой)", "unconfirmed (the source is not a listed one)"),
        (
            "1.4",
            "не оценивается (предшествующего значения не существует)",
            "not assessed (there is no earlier value)",
        ),
        ("2", "не применимо (указано в представленных сведениях)", "not applicable (as reported)"),
        ("2.1", "расхождение (сведения противоречат друг другу)", "conflict (the facts contradict each other)"),
        (
            "2.2",
            "скрыто (сведения не подлежат раскрытию); "
            "значение восполнено расчётом, перенесено из предшествующего периода",
            "suppressed (not to be disclosed); imputed, carried forward",
        ),
        ("2.3", "наличие; неполный охват, разрыв ряда", "наличие; partial coverage, break in the series"),
        (
            "1.dynamics",
            "нет данных (нет сведений за предшествующий период)",
            "no data (nothing reported for the previous period)",
        ),
    ],
)
def test_outcomes(number: str, ru: str, en: str) -> None:
    finding = next(f for f in FINDINGS if f.indicator == number)
    assert shown.outcome(finding, RU) == ru
    assert shown.outcome(finding, EN) == en


def test_a_growth_rate_has_no_sign_and_a_decline_a_minus() -> None:
    rate = replace(FINDINGS[4], status="scored", reason=None, marks=(), value=Decimal("104.5"), outcome="growth")
    assert shown.outcome(rate, RU) == "положительная динамика (104,5\N{NO-BREAK SPACE}%)"
    fewer = replace(FINDINGS[1], value=Decimal(-3), outcome="decline", marks=())
    assert shown.outcome(fewer, RU) == "decline (−3\N{NO-BREAK SPACE}чел.)"


def test_a_scored_finding_without_outcome_and_number_says_its_status() -> None:
    assert shown.outcome(replace(FINDINGS[8], outcome=None, marks=()), RU) == "оценено"


@pytest.mark.parametrize(
    ("n", "ru", "en"),
    [
        (
            0,
            "1,5 из 7; оценено 2 из 7 применимых; границы 1,5–6,5; номинальный максимум 8",
            "1.5 of 7; assessed 2 of 7 applicable; bounds 1.5–6.5; nominal maximum 8",
        ),
        (
            1,
            "−12\N{NO-BREAK SPACE}345,5; оценено 2 из 2 применимых; границы от −12\N{NO-BREAK SPACE}400 до 3",
            "-12,345.5; assessed 2 of 2 applicable; bounds from -12,400 to 3",
        ),
        (2, "нет данных; оценено 0 из 1 применимых", "no data; assessed 0 of 1 applicable"),
    ],
)
def test_totals(n: int, ru: str, en: str) -> None:
    assert shown.total(TOTALS[n], None, RU) == ru
    assert shown.total(TOTALS[n], None, EN) == en


def test_a_total_as_the_source_document_proves_it() -> None:
    total = replace(
        TOTALS[0],
        value=Decimal(1),
        assessed=1,
        applicable=3,
        lower=Decimal(1),
        upper=Decimal(3),
        maximum=Decimal(3),
        nominal=Decimal(3),
    )
    assert shown.total(total, None, RU) == "1 из 3; оценено 1 из 3 применимых; границы 1–3"


def test_a_total_without_open_parts_has_no_bounds_and_without_value_its_reason() -> None:
    closed = replace(TOTALS[0], lower=Decimal(2), upper=Decimal(2), nominal=Decimal(7))
    assert shown.total(closed, None, RU) == "1,5 из 7; оценено 2 из 7 применимых"
    finding = replace(FINDINGS[2], reason="coverage")
    told = "нет данных (полнота сведений недостаточна); оценено 0 из 1 применимых"
    assert shown.total(TOTALS[2], finding, RU) == told


def test_a_letter_is_one_sentence_in_the_language_of_the_pack() -> None:
    told = "Рекомендовать руководителям органов местного самоуправления: принять управленческие решения."
    assert shown.letter(RECOMMENDATIONS[0], RU) == shown.letter(RECOMMENDATIONS[0], EN) == told
    assert shown.letter(RECOMMENDATIONS[1], RU) == (
        "Поручить Центру непрерывного повышения мастерства: разместить план работы в срок до 31.03.2021."
    )


@pytest.mark.parametrize(
    ("text", "key", "ru", "en"),
    [
        ("12345.5", "teachers", "12\N{NO-BREAK SPACE}345,5", "12,345.5"),
        ("0.123456789", "teachers", "0,123456789", "0.123456789"),
        ("yes", "plan", "да", "yes"),
        ("no", "plan", "нет", "no"),
        ("confirmed_absent", "plan", "подтверждено отсутствие", "confirmed absent"),
        ("suppressed", "teachers", "скрыто", "suppressed"),
        ("young|heads", "groups", "молодые педагоги; руководители", "молодые педагоги; руководители"),
        ("not_found", "groups", "не найдено", "not found"),
        ("2020-08-12", "adopted", "12.08.2020", "2020-08-12"),
        ("август", "adopted", "август", "август"),
        ("=1", "нет такого", "=1", "=1"),
    ],
)
def test_values_of_facts(text: str, key: str, ru: str, en: str) -> None:
    assert shown.fact_value(text, key, RU) == ru
    assert shown.fact_value(text, key, EN) == en


@pytest.mark.parametrize(
    ("note", "subject", "ru", "en"),
    [
        (
            Note("partial_coverage", "2.3 / region / 2020", "41/43"),
            "2.3 / Челябинская область, 2020 год",
            "Сведения есть по 41 из 43 подведомственных сущностей",
            "Facts of 41 of 43 entities below",
        ),
        (Note("partial_coverage", "2.3", "почти все"), "2.3", "почти все", "почти все"),
        (
            Note("unused_facts", "teachers", "12 (town…)"),
            "число педагогов",
            "Ни один показатель не использует этих сведений: 12, первая сущность – Город «А»",
            "No indicator uses these facts: 12, the first entity is Город «А»",
        ),
        (
            Note("unused_facts", "teachers", "elsewhere"),
            "число педагогов",
            "Ни один показатель не использует этих сведений: 1, первая сущность – elsewhere",
            "No indicator uses these facts: 1, the first entity is elsewhere",
        ),
        (Note("restored_reading", "1 / 2 / 3", "41/43"), "1 / 2 / 3", "41/43", "41/43"),
        (
            Note("series_break", "2.3 / 2019 / 2020", "2.3@1.0.0 ↔ 2.3@2.0.0"),
            "2.3 / 2019 – 2020 год",
            "Показатель 2.3: значения за периоды «2019» и «2020 год» не сопоставляются, поскольку получены по разным "
            "версиям правил (2.3@1.0.0 ↔ 2.3@2.0.0). Чтобы пересчитать прежние сведения по действующей версии, "
            "выполните engine evaluate --reevaluate",
            "Indicator 2.3: the values of “2019” and “2020 год” are not compared, since they come from different "
            "versions of the rules (2.3@1.0.0 ↔ 2.3@2.0.0). To evaluate the older facts under the present version, "
            "run engine evaluate --reevaluate",
        ),
        (
            Note("reevaluated", "2.3 / 2019 / 2020", "2.3@1.0.0 ↔ 2.3@2.0.0"),
            "2.3 / 2019 – 2020 год",
            "Показатель 2.3: сведения за период «2019» для сопоставления с периодом «2020 год» пересчитаны по более "
            "новой версии правил (2.3@1.0.0 ↔ 2.3@2.0.0)",
            "Indicator 2.3: to be compared with “2020 год”, the facts of “2019” were evaluated under a newer version "
            "of the rules (2.3@1.0.0 ↔ 2.3@2.0.0)",
        ),
    ],
)
def test_notes(note: Note, subject: str, ru: str, en: str) -> None:
    assert shown.subject(note, RU) == shown.subject(note, EN) == subject
    assert shown.note(note, RU) == ru
    assert shown.note(note, EN) == en
