"""Numbers with the words that go with them, in the case that sentences of the documentation need."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Lang

_FORMS: Mapping[str, tuple[tuple[str, str, str], tuple[str, str]]] = MappingProxyType(
    {
        "month": (("{n} месяц", "{n} месяца", "{n} месяцев"), ("{n} month", "{n} months")),
        "within_months": (
            ("{n} месяца", "{n} месяцев", "{n} месяцев"),
            ("{n} month", "{n} months"),
        ),
        "period": (("{n} период", "{n} периода", "{n} периодов"), ("{n} period", "{n} periods")),
        "last_period": (
            ("{n} последний период", "{n} последних периода", "{n} последних периодов"),
            ("the last {n} period", "the last {n} periods"),
        ),
        "earlier_period": (
            ("{n} предшествующего периода", "{n} предшествующих периодов", "{n} предшествующих периодов"),
            ("{n} earlier period", "{n} earlier periods"),
        ),
        "place": (("{n} знака", "{n} знаков", "{n} знаков"), ("{n} place", "{n} places")),
        "value": (("{n} значения", "{n} значений", "{n} значений"), ("{n} value", "{n} values")),
        "zone": (("{n} зону", "{n} зоны", "{n} зон"), ("{n} zone", "{n} zones")),
        "test": (("{n} проверка", "{n} проверки", "{n} проверок"), ("{n} test", "{n} tests")),
        "unconfirmed": (
            ("{n} не подтверждена", "{n} не подтверждены", "{n} не подтверждены"),
            ("{n} unconfirmed", "{n} unconfirmed"),
        ),
    }
)


def counted(what: str, n: int, lang: Lang) -> str:
    """The number with its word; in Russian those for 1, 2 and 5 things differ."""
    russian, english = _FORMS[what]
    form = russian[_form(n)] if lang is Lang.RU else english[n != 1]
    return form.format(n=n)


def _form(n: int) -> int:
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
