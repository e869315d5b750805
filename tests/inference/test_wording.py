"""Numbers in texts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.diagnostics.core import Lang
from engine.inference.wording import Displayed, display, plural, render
from engine.pack.model import Rounding, RoundingMode


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("1", 0),
        ("21", 0),
        ("11", 2),
        ("2", 1),
        ("4", 1),
        ("12", 2),
        ("22", 1),
        ("5", 2),
        ("0", 2),
        ("111", 2),
        ("2.5", 1),
    ],
)
def test_russian_plurals(number: str, form: int) -> None:
    assert plural(Decimal(number), Lang.RU) == form


def test_a_text_is_filled_in_the_language_of_the_pack() -> None:
    values = {"value": Decimal("12345.5"), "entity.dat": "району"}
    text = "{entity.dat}: {value|plural:педагог,педагога,педагогов}, {{так}}"
    assert render(text, values, Lang.RU) == "району: 12\N{NO-BREAK SPACE}345,5 педагога, {так}"


@pytest.mark.parametrize(
    ("value", "digits", "ru", "en"),
    [
        ("6.25", 1, "6,2 педагога", "6.2 teachers"),
        ("1", 1, "1,0 педагога", "1.0 teachers"),
        ("16.04", 0, "16 педагогов", "16 teachers"),
        ("0.6", 0, "1 педагог", "1 teacher"),
    ],
)
def test_a_number_is_shown_as_its_indicator_says(value: str, digits: int, ru: str, en: str) -> None:
    shown = display(Decimal(value), Rounding(digits, RoundingMode.HALF_EVEN))
    assert isinstance(shown, Displayed)
    assert render("{value|plural:педагог,педагога,педагогов}", {"value": shown}, Lang.RU) == ru
    assert render("{value|plural:teacher,teachers,teachers}", {"value": shown}, Lang.EN) == en


def test_without_a_way_to_show_it_a_number_stays_as_it_is() -> None:
    assert display(Decimal("6.25"), None) == Decimal("6.25")


def test_quotation_marks_within_quotation_marks_are_others() -> None:
    values = {"source.title": "отчётность «Учитель будущего»"}
    within = render("источник «{source.title}», {source.title}", values, Lang.RU)
    assert within == "источник «отчётность „Учитель будущего“», отчётность «Учитель будущего»"
