"""Dates and numbers in texts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.diagnostics.core import Lang
from engine.inference.wording import add_months, plural, render


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2020, 12, 31), 3, date(2021, 3, 31)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2021, 1, 15), -1, date(2020, 12, 15)),
        (date(9999, 12, 31), 3, date(9999, 12, 31)),
        (date(1, 1, 1), -12, date(1, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


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
