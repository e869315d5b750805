"""Explanations have words for every member of every closed list, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from engine.diagnostics.core import Lang
from engine.pack.model import (
    Among,
    FactTake,
    FindingTake,
    Fold,
    Gap,
    How,
    PeerAs,
    PeriodTake,
    RoundingMode,
    Ties,
)
from engine.plan.codes import FACT_STATES, Slot
from engine.report import explain_phrases as phrases
from engine.report import explain_words as words
from engine.report.explain_values import calculation, formula, number
from engine.report.words import FACT_STATE, Words

TABLES = {
    f"{module.__name__}.{name}": table
    for module in (words, phrases)
    for name, table in vars(module).items()
    if name.isupper()
}


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.FOLD, Fold),
        (words.HOW, How),
        (words.PLACE, PeerAs),
        (words.AMONG, Among),
        (words.TIES, Ties),
        (words.ROUNDING, RoundingMode),
        (words.SLOT, [s.name.lower() for s in Slot if s is not Slot.OK]),
        (words.TAKE, [t for t in (*FactTake, *FindingTake, *PeriodTake) if t != "value"]),
        (phrases.EFFECT, Gap),
        ({**FACT_STATE, **words.STATE_OF_FACT}, FACT_STATES),
    ],
)
def test_every_member_has_its_word(table: Words, keys: Iterable[str]) -> None:
    assert {str(key) for key in keys} <= set(table)


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_are_told_and_take_the_same_parameters(name: str) -> None:
    for key, text in TABLES[name].items():
        assert sorted(re.findall(r"\{(\w+)\}", text.ru)) == sorted(re.findall(r"\{(\w+)\}", text.en)), key
        assert not re.search("[а-яё]", text.en), key
        bare = re.sub(r"\{\w+\}", "", text.ru)
        assert not re.search("[A-Za-z]", bare), key


@pytest.mark.parametrize(
    ("text", "ru"),
    [
        ("100 × (2.25 − (-4)) ÷ |-4|", "100 × (2,25 − (−4)) ÷ |−4|"),
        ("LEAST(3, 0.5 * 2)", "LEAST(3; 0,5 * 2)"),
        ("2020-12-31 - 2020-02-03", "31.12.2020 - 03.02.2020"),
        ("? + 1", "? + 1"),
    ],
)
def test_numbers_in_formulas(text: str, ru: str) -> None:
    assert calculation(text, Lang.RU) == ru
    assert calculation(text, Lang.EN) == text


def test_names_of_the_engine_are_translated_in_formulas() -> None:
    assert formula("100 × (present − base) ÷ base", Lang.RU) == "100 × (текущее − базовое) ÷ базовое"
    assert formula("present − own", Lang.EN) == "present − own"


@pytest.mark.parametrize(("text", "ru"), [("45.833333333", "45,833333333"), ("-4", "−4"), (None, "–"), ("?", "?")])
def test_numbers(text: str | None, ru: str) -> None:
    assert number(text, Lang.RU) == ru
