"""The words that reports of tests are told in."""

from __future__ import annotations

from collections.abc import Sequence

from engine.diagnostics.core import Lang, Text

FAILED = Text("FAILED", "НЕ ПРОЙДЕНА")
INVALID = Text("INVALID", "ОШИБКА В ПРОВЕРКЕ")
UNCONFIRMED = Text("unconfirmed", "не подтверждена")
EXPECTED = Text("expected", "ожидалось")
GOT = Text("got", "получено")
WRITTEN_BY_THE_ENGINE = Text("Written by the engine, not confirmed yet.", "Записано программой, ещё не подтверждено.")
"""What suggested tests give as their reason, until a person gives one."""

NOTHING = Text("nothing of the kind", "ничего такого")
BECAUSE = Text("because", "почему")
WHY = Text("why it came out so", "почему получилось так")
NOT_REPORTED = Text(
    "{indicator} is reckoned for: {kinds}; and {entity} is: {kind}",
    "{indicator} рассчитывается для: {kinds}; а {entity} – это: {kind}",
)
FINE = Text("all passed", "все пройдены")
NOT_NOT_REPORTED = Text(
    "{indicator} is reckoned for: {kinds}; and {entity} is: {kind}",
    "{indicator} рассчитывается для: {kinds}; а {entity} – это: {kind}",
)
FINE = Text("failed", "есть непройденные")
COVERAGE = Text("reached by confirmed tests", "охвачено подтверждёнными проверками")
REACHED = Text("reached", "охвачено")
ALL = Text("all", "всего")
IN_ALL = Text("in all", "всего")
MISSING = Text("not reached", "не охвачено")
MORE = Text("… and {count} more; --format json names them all", "… и ещё {count}; все названы в --format json")
TOO_LITTLE = Text("{percent} % reached, {wanted} % required", "охвачено {percent} %, требуется {wanted} %")
PARTS = {
    "band": Text("bands", "полосы"),
    "row": Text("rows of ladders", "строки таблиц решений"),
    "cell": Text("cells of grids", "клетки сеток"),
    "limit": Text("numbers at and beside limits", "числа на границах и рядом с ними"),
    "status": Text("statuses", "статусы"),
    "direction": Text("conclusions on directions", "заключения по направлениям"),
    "recommendation": Text("recommendations", "рекомендации"),
    "text": Text("texts", "тексты"),
}

_TESTS = (("test", "tests"), ("проверка", "проверки", "проверок"))
_PASSED = (("passed", "passed"), ("пройдена", "пройдены", "пройдено"))
_FAILED = (("failed", "failed"), ("не пройдена", "не пройдены", "не пройдено"))
_UNCONFIRMED = (
    ("unconfirmed, which does not count", "unconfirmed, which do not count"),
    ("не подтверждена и не засчитывается", "не подтверждены и не засчитываются", "не подтверждено и не засчитывается"),
)


def side_by_side(expected: str, got: str | None, lang: Lang) -> str:
    """«expected: growth │ got: decline»; None is nothing at all."""
    shown = NOTHING.fill(lang, {}) if got is None else got
    return f"{EXPECTED.fill(lang, {})}: {expected} │ {GOT.fill(lang, {})}: {shown}"


def counted(total: int, failed: int, unconfirmed: int, lang: Lang) -> str:
    """«12 tests: 10 passed, 2 failed; 3 unconfirmed, which do not count»."""
    parts = [_number(total - failed, _PASSED, lang)]
    if failed:
        parts.append(_number(failed, _FAILED, lang))
    text = f"{_number(total, _TESTS, lang)}: {', '.join(parts)}"
    return f"{text}; {_number(unconfirmed, _UNCONFIRMED, lang)}" if unconfirmed else text


def _number(count: int, words: Sequence[Sequence[str]], lang: Lang) -> str:
    english, russian = words
    return f"{count} {russian[_form(count)] if lang is Lang.RU else english[count != 1]}"


def _form(count: int) -> int:
    """0 for 1, 21, 31 …; 1 for 2-4, 22-24 …; 2 for the rest, 11-14 among them."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2
