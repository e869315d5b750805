"""Changes in words, in both languages, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.diffing.compared import compared
from engine.pack.build import load_documents
from engine.report.diff_words import Words
from engine.report.rich import as_markdown, as_text
from tests.diffing.kit import Edit, edited
from tests.workflows.small import PACK, ROOT

INDICATORS, CONSTANTS, LETTERS, PASSPORT, SOURCES = (
    f"{name}.yaml" for name in ("indicators", "constants", "recommendations", "pack", "sources")
)

REST = "меры: обучено {value|plural:педагог,педагога,педагогов} против {previous_value} в …"

CASES: dict[str, tuple[tuple[Edit, ...], str, str]] = {
    "constant": (((CONSTANTS, "value: 1", "value: 1.5"),), "значение: 1 → 1,5", "value: 1 → 1.5"),
    "limit": (
        ((INDICATORS, "at_least: 50}", "at_least: 60}"),),
        "граница исхода «высокий»: не менее 50 → не менее 60",
        "limit of the outcome “высокий”: at least 50 → at least 60",
    ),
    "other side of a limit": (
        ((INDICATORS, "at_least: 50}", "above: 50}"),),
        "граница исхода «высокий»: не менее 50 → более 50",
        "limit of the outcome “высокий”: at least 50 → above 50",
    ),
    "limit from a constant": (
        ((INDICATORS, "below: 50}", "below: {constant: enough-groups}}"),),
        "граница исхода «низкий»: менее 50 → менее «Сколько групп достаточно»",
        "limit of the outcome “низкий”: below 50 → below “Сколько групп достаточно”",
    ),
    "points": (
        ((INDICATORS, "above: 0, points: 1", "above: 0, points: 2"),),
        "баллы за исход «рост»: 1 → 2",
        "points for the outcome “рост”: 1 → 2",
    ),
    "band added": (
        (
            (
                INDICATORS,
                "        - {outcome: low, below: 50}",
                "        - {outcome: few, below: 50, points: 1}\n        - {outcome: low, below: 50}",
            ),
        ),
        "добавлен исход: «мало» (менее 50, баллы: 1)",
        "outcome added: “мало” (below 50, points: 1)",
    ),
    "source order": (
        ((INDICATORS, "sources: [site, reports]", "sources: [reports, site]"),),
        "порядок источников: «сайт Института», «отчёты» → «отчёты», «сайт Института»",
        "order of the sources: “сайт Института”, “отчёты” → “отчёты”, “сайт Института”",
    ),
    "source removed": (
        ((INDICATORS, "sources: [site, reports]", "sources: [site]"),),
        "исключён источник: «отчёты»",
        "source removed: “отчёты”",
    ),
    "level removed": (
        ((INDICATORS, "levels: [region, municipality]", "levels: [region]"),),
        "исключён уровень: «муниципальный»",
        "level removed: “муниципальный”",
    ),
    "target": (
        ((INDICATORS, "{text: рост – 1 балл}", "{text: рост – 2 балла}"),),
        "целевое значение: «рост – 1 балл» → «рост – 2 балла»",
        "target: “рост – 1 балл” → “рост – 2 балла”",
    ),
    "reading": (
        ((INDICATORS, "confidence: high, text: строго больше", "confidence: low, text: строго больше"),),
        "уверенность прочтения ячейки «целевое значение»: высокая → низкая",
        "confidence of the reading of the cell “target”: high → low",
    ),
    "measure": (
        ((INDICATORS, "as: difference", "as: percent"),),
        "измерение, как выражено: разность → проценты",
        "measure, as: difference → percent",
    ),
    "roll-up": (
        ((INDICATORS, "    rollup: {how: sum, minimum_coverage: 80}\n", ""),),
        "исключено: свод по уровням: {как: сумма, наименьшая полнота: 80}",
        "removed: roll-up: {how: sum, minimum coverage: 80}",
    ),
    "weight": (
        ((INDICATORS, '"1.1": 2,', '"1.1": 0.5,'),),
        "вес показателя 1.1: 2 → 0,5",
        "weight of the indicator 1.1: 2 → 0.5",
    ),
    "addressee": (
        ((LETTERS, "to: authority", "to: union"),),
        "адресат: «орган управления» → «профсоюз»",
        "addressee: “орган управления” → “профсоюз”",
    ),
    "deadline": (((LETTERS, "due: P3M", "due: P1Y"),), "срок: 3 мес. → 12 мес.", "due: 3 months → 12 months"),
    "text": (
        ((LETTERS, "принять меры: обучено", "принять неотложные меры: обучено"),),
        f"текст: принять {{+неотложные+}} {REST}",
        f"text: принять {{+неотложные+}} {REST}",
    ),
    "condition": (
        ((LETTERS, "is: [poor, unknown]", "is: [poor]"),),
        "исключено: условие: unknown",
        "removed: condition: unknown",
    ),
    "otherwise": (
        (("directions.yaml", "title: плохо", "title: неважно"),),
        "заключение в остальных случаях: плохо → неважно",
        "conclusion otherwise: плохо → неважно",
    ),
    "exception": (
        ((LETTERS, 'unless: {indicator: "1.1", is: growth}', 'unless: {indicator: "1.1", status: not_applicable}'),),
        "исключение из адресатов: исход: «рост» → состояние: не применимо",
        "exception among the addressees: outcome: “рост” → status: not applicable",
    ),
    "dates": (
        ((CONSTANTS, "to: 2020-12-31", "to: 2020-11-30"),),
        "действует по: 31.12.2020 → 30.11.2020",
        "in force until: 2020-12-31 → 2020-11-30",
    ),
    "status": (
        (
            (
                SOURCES,
                "status: approved, effective: {from: 2020-01-01}, title: сайт",
                "status: draft, effective: {from: 2020-01-01}, title: сайт",
            ),
        ),
        "состояние: утверждён → проект",
        "status: approved → draft",
    ),
    "yes and no": (((SOURCES, "open: true", "open: false"),), "открытый: да → нет", "open: yes → no"),
    "basis": (
        ((INDICATORS, 'clause: "п. 2"', 'clause: "п. 3"'),),
        "правовое основание, пункт: «п. 2» → «п. 3»",
        "legal basis, clause: “п. 2” → “п. 3”",
    ),
    "end of an act": (
        (("acts.yaml", 'number: "01/100"', 'number: "01/100", valid_until: 2026-12-31'),),
        "добавлено: действует по: 31.12.2026",
        "added: in force until: 2026-12-31",
    ),
    "resolution": (
        ((PASSPORT, "source_order: [site, reports]", "source_order: [reports, site]"),),
        "порядок источников: «сайт Института», «отчёты» → «отчёты», «сайт Института»",
        "order of the sources: “сайт Института”, “отчёты” → “отчёты”, “сайт Института”",
    ),
    "outcome": (
        ((PASSPORT, "high: высокий", "high: высочайший"),),
        "название: высокий → высочайший",
        "title: высокий → высочайший",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_change_in_words(case: str, tmp_path: Path) -> None:
    edits, ru, en = CASES[case]
    assert told(tmp_path, edits) == {Lang.RU: [ru], Lang.EN: [en]}


def told(tmp_path: Path, edits: tuple[Edit, ...], pack: Path = PACK) -> dict[Lang, list[str]]:
    old, _, before = load_documents(pack)
    new, problems, after = load_documents(edited(tmp_path / "new", *edits, pack=pack))
    assert old is not None
    assert new is not None, problems
    items = compared(before, after).items
    words = {lang: Words(lang, old, new) for lang in (Lang.RU, Lang.EN)}
    return {lang: [as_text(rich) for i in items for rich, _ in w.changes(i)] for lang, w in words.items()}


def test_rows_of_a_ladder_by_their_numbers(tmp_path: Path) -> None:
    pack = ROOT / "rules/examples/ru-management-cycle"
    edits = (
        (
            INDICATORS,
            "late: {above: 0}}, outcome: outside, points: 0",
            "late: {above: 30}}, outcome: outside, points: 1",
        ),
        (
            INDICATORS,
            '        - {when: {fits: {is: false}}, outcome: partial, points: 1, says: "1 из 2: не отвечает цели"}\n',
            "",
        ),
    )
    assert told(tmp_path, edits, pack) == {
        Lang.RU: [
            "оценка, лестница, № 4, когда, late: более 0 → более 30",
            "оценка, лестница, № 4, баллы: 0 → 1",
            "исключено: оценка, лестница, № 5: {когда: {fits: нет}, исход: «выполнено частично», баллы: 1, "
            "пояснение: «1 из 2: не отвечает цели»}",
        ],
        Lang.EN: [
            "judgement, ladder, No. 4, when, late: above 0 → above 30",
            "judgement, ladder, No. 4, points: 0 → 1",
            "removed: judgement, ladder, No. 5: {when: {fits: no}, outcome: “выполнено частично”, "
            "points: 1, says: “1 из 2: не отвечает цели”}",
        ],
    }


ITEMS: dict[str, tuple[tuple[Edit, ...], str, str]] = {
    "period added": (
        (
            (
                "calendar.yaml",
                "periods:\n",
                'periods:\n  - {id: "2022", title: 2022 год, from: 2022-01-01, to: 2022-12-31}\n',
            ),
        ),
        "Период 2022 «2022 год» – добавление: начало: 01.01.2022; конец: 31.12.2022",
        "Period 2022 “2022 год” – added: from: 2022-01-01; to: 2022-12-31",
    ),
    "source retired": (
        ((SOURCES, "reports, version: 1.0.0, status: approved", "reports, version: 2.0.0, status: retired"),),
        "Источник reports «отчёты» – вывод из действия: состояние: утверждён → выведен из действия",
        "Source reports “отчёты” – retired: status: approved → retired",
    ),
    "only a number": (
        ((CONSTANTS, "version: 1.0.0", "version: 1.0.1"),),
        "Постоянная enough-groups «Сколько групп достаточно» – изменён только номер версии: ",
        "Constant enough-groups “Сколько групп достаточно” – only another version number: ",
    ),
}


@pytest.mark.parametrize("case", ITEMS)
def test_an_item_in_words(case: str, tmp_path: Path) -> None:
    edits, ru, en = ITEMS[case]
    old, _, before = load_documents(PACK)
    new, _, after = load_documents(edited(tmp_path / "new", *edits))
    assert old is not None
    assert new is not None
    (item,) = compared(before, after).items
    for lang, expected in ((Lang.RU, ru), (Lang.EN, en)):
        words = Words(lang, old, new)
        changes = "; ".join(as_text(rich) for rich, _ in words.changes(item))
        assert f"{words.item(item)} – {words.fate(item)}: {changes}" == expected


def test_words_that_changed_in_markdown(tmp_path: Path) -> None:
    old, _, before = load_documents(PACK)
    new, _, after = load_documents(
        edited(tmp_path / "new", (LETTERS, "и сообщить {operator.dat} о", "и *сообщить* {operator.dat} о"))
    )
    assert old is not None
    assert new is not None
    (item,) = compared(before, after).items
    ((rich, _),) = Words(Lang.EN, old, new).changes(item)
    assert "<del>сообщить</del> <ins>\\*сообщить\\*</ins>" in as_markdown(rich)
