from __future__ import annotations

from datetime import date

import pytest

from engine.months import add_months


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
