from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Lang
from engine.pack.model import RequestKind, Target
from engine.report.text import requests_text, to_text
from engine.result import EntityResult, Results
from tests.report.fixture import (
    EMPTY,
    ENTITIES,
    FINDINGS,
    LABELLED,
    LONG,
    PACK,
    PUBLIC,
    RESULTS,
    TOTALS,
    recommendation,
    request,
)

TOWNS = tuple(f"town-{n}" for n in range(43))
MANY = replace(
    RESULTS,
    entities=(*ENTITIES[:1], *(EntityResult(town, town, "municipality", "municipality", "region") for town in TOWNS)),
    findings=tuple(replace(f, entity=e) for e in ("region", *TOWNS) for f in FINDINGS[:12]),
    totals=tuple(replace(TOTALS[0], entity=e) for e in ("region", *TOWNS)),
    recommendations=tuple(recommendation(n, recipient_dative=f"получателю {n}") for n in range(1, 101)),
    requests=tuple(request(RequestKind.NO_DATA, title=f"сведения {n}") for n in range(1, 1001)),
)
"""The region and 43 towns: each with twelve findings and a total."""


_FILLING = replace(PACK.indicators[2], title="ы" * 300, target=Target("ы" * 300, None))
FULL = replace(
    EMPTY,
    pack=replace(PACK, indicators=(_FILLING,), passport=replace(PACK.passport, outcomes={"present": "ы" * 300})),
    findings=(replace(FINDINGS[2], status="scored", reason=None, outcome="present"),),
)
"""Every column of the table is as wide as it may be."""


def lines(results: Results, width: int = 80, lang: Lang = Lang.RU) -> list[str]:
    return to_text(results, lang, width).split("\n")


@pytest.mark.parametrize("width", [60, 72, 80, 109, 110, 120, 200])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("results", [RESULTS, LABELLED, MANY])
def test_no_line_is_wider_than_told(results: Results, lang: Lang, width: int) -> None:
    assert max(map(len, lines(results, width, lang))) <= width


def test_headers_fit_at_every_width() -> None:
    assert all(max(map(len, lines(FULL, width))) <= width for width in range(60, 125))


def test_a_terminal_too_narrow_gets_the_narrowest_report() -> None:
    assert to_text(RESULTS, Lang.RU, 5) == to_text(RESULTS, Lang.RU, 60)


def test_sources_are_shown_where_there_is_room() -> None:
    assert not any("Источник данных" in line for line in lines(RESULTS, 109))
    assert any("Источник данных" in line for line in lines(RESULTS, 110))


def test_it_ends_with_one_line_end() -> None:
    made = to_text(RESULTS, Lang.RU, 80)
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


def test_labelled_results_begin_with_the_banner() -> None:
    assert lines(LABELLED)[:4] == [
        "*" * 80,
        "Иллюстративные данные: сведения условные, о действительном положении дел по ним",
        "судить нельзя",
        "*" * 80,
    ]
    assert lines(LABELLED, 120, Lang.EN)[1].startswith("Illustrative data: the facts are made up")
    assert lines(RESULTS)[0] == "Мониторинг эффективности методической работы"


def test_nothing_can_steer_the_terminal() -> None:
    hostile = replace(RESULTS, recommendations=(recommendation(1, text="\x1b]0;x\x07 \u202e\u2066 \x9b31m \x00"),))
    told = to_text(hostile, Lang.RU, 80)
    assert not [c for c in told if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]


def test_a_legend_only_where_a_star_is_shown() -> None:
    """In 2021 only sources are restored, and at 80 columns they are not shown."""
    assert sum(line.startswith("* Ячейка документа") for line in lines(RESULTS, 80)) == 1
    assert sum(line.startswith("* Ячейка документа") for line in lines(RESULTS, 120)) == 2


def test_of_many_entities_the_highest_is_shown_and_the_others_are_counted() -> None:
    told = lines(MANY)
    assert told.count("Челябинская область, 2020 год") == 1
    assert not any(line.startswith("town-0") for line in told)
    start = told.index("Статусы показателей по уровням, 2020 год")
    assert [line.split() for line in told[start + 2 : start + 8]] == [
        [],
        ["Статус", "региональный", "муниципальный"],
        ["-" * 15, "-" * 14, "-" * 15],
        ["Сущностей", "1", "43"],
        ["оценено", "3", "129"],
        ["нет", "данных", "1", "43"],
    ]
    assert "Итоги остальных сущностей: 43, см. results.xlsx, лист «Итоги»." in told
    assert len(told) < 250


def test_of_many_letters_and_requests_the_first_twenty() -> None:
    told = lines(MANY)
    assert sum(line.startswith("20. Поручить получателю 20:") for line in told) == 1
    assert not any("получателю 21:" in line for line in told)
    assert not any("сведения 21," in line for line in told)
    assert "20. Представить сведения: сведения 20, чел." in told
    assert told.count("и ещё 80, см. results.xlsx") == 1
    assert told.count("и ещё 980, см. results.xlsx") == 1
    assert "Рекомендации: 100" in told
    assert "Запросы сведений: 1000" in told


def test_twenty_are_listed_whole_and_groups_without_a_listed_letter_are_left_out() -> None:
    letters = tuple(recommendation(n) for n in range(20))
    assert not any("и ещё" in line for line in lines(replace(RESULTS, recommendations=letters)))
    more = replace(RESULTS, recommendations=(*letters, recommendation(20, group="municipal", addressee="authorities")))
    assert "и ещё 1, см. results.xlsx" in lines(more)
    assert not any("Группа 2" in line for line in lines(more))


def test_of_many_highest_entities_six_tables() -> None:
    flat = replace(MANY, entities=tuple(replace(e, parent=None) for e in MANY.entities))
    told = lines(flat)
    assert [line for line in told if line.endswith(", 2020 год") and not line.startswith((" ", "Статусы"))] == [
        "Челябинская область, 2020 год",
        *(f"town-{n}, 2020 год" for n in range(5)),
    ]
    assert "Таблиц показателей не показано: 38, см. results.xlsx, лист «Показатели»." in told
    assert "Итоги остальных сущностей: 38, см. results.xlsx, лист «Итоги»." in told


def test_a_single_entity_has_no_summary_by_level() -> None:
    alone = replace(RESULTS, findings=FINDINGS[:12], totals=TOTALS[:2], directions=())
    assert not any("Статусы" in line or "остальных" in line for line in lines(alone))


def test_an_entity_with_derived_indicators_only_has_no_table() -> None:
    told = lines(replace(EMPTY, findings=FINDINGS[9:10]))
    assert told[10:18] == [
        "Челябинская область, 2020 год",
        "-----------------------------",
        "",
        "Итоги",
        "",
        "– Динамика индикативного показателя 1 (расчётная): нет данных (нет сведений за",
        "  предшествующий период)",
        "",
    ]


def test_letters_stand_by_group_and_addressee_numbered_through() -> None:
    told = lines(RESULTS)
    start, end = told.index("Рекомендации: 4"), told.index("Запросы сведений: 7")
    assert [line for line in told[start:end] if line and not line.startswith((" ", "-"))] == [
        "Рекомендации: 4",
        "Группа 1. Сущности",
        "Центр:",
        "1. Поручить Центру непрерывного повышения мастерства: разместить план работы в",
        "2. Поручить Центру непрерывного повышения мастерства: первая строка вторая",
        "Группа 2. Органы местного самоуправления",
        "Руководители органов местного самоуправления:",
        "3. Рекомендовать руководителям органов местного самоуправления: принять",
        "Вне групп",
        "somebody:",
        "4. Поручить Центру непрерывного повышения мастерства: <script>alert(1)</script>",
    ]


def test_with_no_results_it_says_so() -> None:
    assert lines(EMPTY)[10:] == [
        "Рекомендации: нет",
        "-----------------",
        "",
        "Запросы сведений: нет",
        "---------------------",
        "",
        "Также в результатах",
        "-------------------",
        "",
        "– Расхождения в сведениях: 0, из них меняют вывод: 0",
        "– Отклонённые строки сведений: 0",
        "– Примечания: 0",
        "",
    ]


def test_very_long_texts_are_cut() -> None:
    told = lines(replace(RESULTS, recommendations=(recommendation(1, text=LONG),)))
    assert len(told) < len(lines(RESULTS)) + 20
    assert any(line.endswith("слово…") for line in told)


def test_requests_alone() -> None:
    assert requests_text(RESULTS, Lang.RU, 80).startswith("Запросы сведений: 7\n-------------------\n\n1. Представить")
    assert requests_text(MANY, Lang.RU, 80).endswith("\n\nи ещё 980")
    assert requests_text(MANY, Lang.EN, 80).endswith("\n\nand 980 more")


def test_the_public_report_says_so() -> None:
    assert "– Профиль: открытый, без персональных данных" in lines(PUBLIC)
    assert "Иванова" not in to_text(PUBLIC, Lang.RU, 80)


@given(st.text(), st.integers(60, 130))
def test_any_text_fits(text: str, width: int) -> None:
    results = replace(EMPTY, fact_set_title=text, recommendations=(recommendation(1, text=text),))
    assert max(map(len, to_text(results, Lang.EN, width).split("\n"))) <= width
