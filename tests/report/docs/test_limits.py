"""Limits and conditions of rows in words that leave no doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from engine.diagnostics.core import Lang, Span
from engine.pack.model import Band, Limit
from engine.pack.model import Test as RowTest
from engine.report.docs.blocks import text_of
from engine.report.docs.limits import Limits
from tests.report.docs.kit import names

NOWHERE = Span("")


def limit(value: str | None, *, closed: bool = True, constant: str | None = None) -> Limit:
    return (
        None
        if value is None and constant is None
        else Limit(Decimal(value) if value else None, constant, closed, NOWHERE)
    )


def at_least(x: str) -> Limit | None:
    return limit(x)


def beyond(x: str) -> Limit | None:
    return limit(x, closed=False)


@pytest.mark.parametrize(
    ("low", "high", "ru", "en"),
    [
        (at_least("50"), beyond("70"), "не менее 50 и менее 70", "at least 50 and less than 70"),
        (beyond("0"), at_least("0.5"), "более 0 и не более 0,5", "more than 0 and at most 0.5"),
        (beyond("-1"), None, "более −1", "more than -1"),
        (None, at_least("10000"), "не более 10 000", "at most 10,000"),
        (at_least("3"), at_least("3"), "равно 3", "equal to 3"),
        (None, None, "любое", "any"),
        (limit(None, constant="goal"), None, "не менее «Целевой уровень»", "at least “Целевой уровень”"),
    ],
)
def test_limits(low: Limit | None, high: Limit | None, ru: str, en: str) -> None:
    band = Band("high", low, high, None, False, NOWHERE)
    for lang, told in ((Lang.RU, ru), (Lang.EN, en)):
        limits = Limits.of(names(lang=lang), names().indicators["share"])
        assert text_of(limits.band(band)).replace("\N{NO-BREAK SPACE}", " ") == told


def test_a_constant_with_one_value_is_told_with_it() -> None:
    constants = {"goal": names().constants["goal"][:1]}
    told = replace(names(), constants=constants).constant("goal")
    assert text_of(told) == "«Целевой уровень» (50,5)"


@pytest.mark.parametrize(
    ("test", "ru"),
    [
        (RowTest("value", at_least("0.5"), beyond("0.9")), "значение: не менее 0,5 и менее 0,9"),
        (RowTest("kind", names=("school", "college")), "вид сущности – «школа» или «колледж»"),
        (RowTest("level", names=("site",), negated=True), "уровень – не «уровень организаций»"),
        (RowTest("level_of_share", names=("high",)), "level_of_share – «высокий уровень»"),
        (RowTest("known", names=("scored",), negated=True), "known – не «оценено»"),
        (RowTest("link", names=("unconfirmed", "not_reported")), "link – «не подтверждено» или «не представлено»"),
        (RowTest("=share", names=("high",), negated=True), "исход показателя share – не «высокий уровень»"),
        (RowTest("adopted", at_least("737425"), None), "adopted: не ранее 01.01.2020"),
        (RowTest("today", None, beyond("737425")), "today: ранее 01.01.2020"),
        (RowTest("age", None, at_least("400")), "age: не более 400"),
    ],
)
def test_conditions_of_rows(test: RowTest, ru: str) -> None:
    assert text_of(Limits.of(names(), names().indicators["ladder"]).test(test)) == ru
