"""Cells to values: by hand, and by properties over all that office programs write."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decimals import round_half_away
from engine.diagnostics.core import Code
from engine.facts.values import (
    Mistake,
    Raw,
    broken,
    clean,
    date_of,
    id_of,
    is_blank,
    is_made_date,
    loses_digits,
    members_of,
    name_of,
    number_of,
    shown,
    state_of,
    yes_no_of,
)
from engine.statuses import FactState

VOCABULARY = (("young", "Молодые педагоги"), ("heads", "Руководители, заместители"), ("other", "Прочие"))


def code(found: object) -> str:
    assert isinstance(found, Mistake)
    assert isinstance(found.code, Code)
    return found.code.name


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("412", "412"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567,50", "1234567.5"),
        ("12\u2009345", "12345"),
        ("-5", "-5"),
        ("−5,25", "-5.25"),
        ("– 5", "-5"),
        ("+3", "3"),
        ("007", "7"),
        ("-0", "0"),
        (" 7.250 ", "7.25"),
        ("0,000000001", "0.000000001"),
        ("0" * 40 + "12", "12"),
        ("9" * 18 + "," + "9" * 9, "9" * 18 + "." + "9" * 9),
        (412, "412"),
        (412.0, "412"),
        (0.1 + 0.2, "0.3"),
        (66.66666666666667, "66.666666667"),
        (1e17, "100000000000000000"),
        (10**18 - 1, "9" * 18),
        (Decimal("18.50"), "18.5"),
        (Decimal("1.0000000000000"), "1"),
    ],
)
def test_numbers(raw: Raw, expected: str) -> None:
    assert number_of(raw) == Decimal(expected)


@pytest.mark.parametrize(
    ("raw", "mistake"),
    [
        ("сорок", "not-a-number"),
        ("12 чел.", "not-a-number"),
        ("1,234,567", "not-a-number"),
        ("12 34", "not-a-number"),
        ("1 2345", "not-a-number"),
        ("1e5", "not-a-number"),
        (",5", "not-a-number"),
        ("5,", "not-a-number"),
        ("٤٢", "not-a-number"),
        ("", "not-a-number"),
        (True, "not-a-number"),
        (("1", "2"), "not-a-number"),
        ("NaN", "not-finite"),
        ("-inf", "not-finite"),
        ("∞", "not-finite"),
        (float("nan"), "not-finite"),
        (float("inf"), "not-finite"),
        (Decimal("sNaN"), "not-finite"),
        ("1," + "0" * 9 + "1", "too-many-digits"),
        ("1" + "0" * 18, "too-many-digits"),
        (f"-1{'0' * 18},5", "too-many-digits"),
        (1e18, "too-many-digits"),
        (10**18, "too-many-digits"),
        (Decimal(10**18), "too-many-digits"),
        (Decimal("1E+999999"), "too-many-digits"),
        (Decimal("1E-999999"), "too-many-digits"),
        ("45%", "percent-of-no-percentage"),
        ("02.апр", "turned-into-date"),
        ("2-Apr", "turned-into-date"),
        (date(2020, 4, 2), "turned-into-date"),
        (time(10, 30), "turned-into-date"),
    ],
)
def test_what_is_no_number(raw: Raw, mistake: str) -> None:
    assert code(number_of(raw)) == mistake


@pytest.mark.parametrize("text", ["45,5%", "45,5 %", "45.5\u00a0%"])
def test_a_percent_sign_where_the_unit_is_percent(text: str) -> None:
    assert number_of(text, percent=True) == Decimal("45.5")


spaces = st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f"])
numbers = st.decimals(min_value=Decimal("-1E17"), max_value=Decimal("1E17"), places=9)


@given(numbers, spaces, st.sampled_from(",."), st.sampled_from("-−–"), spaces)
def test_numbers_read_back_however_they_are_written(
    number: Decimal, thousands: str, point: str, minus: str, around: str
) -> None:
    whole, _, rest = f"{number.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    text = f"{around}{minus if number < 0 else ''}{grouped}{point}{rest}{around}"
    assert number_of(text) == number


@given(st.floats(min_value=-1e17, max_value=1e17))
def test_a_double_is_its_shortest_decimal_to_nine_places(number: float) -> None:
    assert number_of(number) == round_half_away(Decimal(repr(number)), 9)


@given(numbers)
def test_a_decimal_stays_as_it_is(number: Decimal) -> None:
    assert number_of(number) == number


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans() | st.dates() | st.none())
def test_anything_is_a_number_that_fits_or_a_mistake(raw: Raw) -> None:
    found = number_of(raw)
    assert isinstance(found, Mistake) or (abs(found) < 10**18 and found == round_half_away(found, 9))


@pytest.mark.parametrize(
    ("raw", "lost"),
    [
        (1 / 3, True),
        (0.1234567891, True),
        (0.1 + 0.2, False),
        (12345678.123456789, False),
        ("0.1", False),
        (1e300, False),
    ],
)
def test_digits_are_lost_only_when_they_are_no_noise(raw: Raw, lost: bool) -> None:
    assert loses_digits(raw) is lost


@pytest.mark.parametrize("raw", ["да", "Да", " ДА ", "yes", "TRUE", "истина", "1", 1, 1.0, True, Decimal(1)])
def test_yes(raw: Raw) -> None:
    assert yes_no_of(raw) == 1


@pytest.mark.parametrize("raw", ["нет", "No", "false", "ЛОЖЬ", "0", 0, 0.0, False])
def test_no(raw: Raw) -> None:
    assert yes_no_of(raw) == 0


@pytest.mark.parametrize("raw", ["есть", "2", 2, 0.5, "", None, float("nan"), date(2020, 1, 1)])
def test_neither_yes_nor_no(raw: Raw) -> None:
    assert code(yes_no_of(raw)) == "not-yes-or-no"


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["", " г.", " г", " 0:00:00", "  10:30"]))
def test_dates_read_back_however_they_are_written(day: date, tail: str) -> None:
    russian = f"{day:%d.%m.%Y}{tail}"
    assert date_of(russian) == day
    assert date_of(day.isoformat()) == day
    assert date_of(f"{day.isoformat()}T10:30:00") == day
    assert date_of(datetime(day.year, day.month, day.day, 10, 30)) == day


@pytest.mark.parametrize(
    "raw", ["31.02.2020", "2020-13-01", "12/08/2020", "12.08.20", "август 2020", "44055", 44055, True]
)
def test_what_is_no_date(raw: Raw) -> None:
    assert code(date_of(raw)) == "not-a-date"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("m-1", "m-1"), (" m\u00a01 ", "m 1"), (2020, "2020"), (2020.0, "2020"), (Decimal(7), "7"), ("и\u0306", "й")],
)
def test_ids(raw: Raw, expected: str) -> None:
    assert id_of(raw) == expected


@pytest.mark.parametrize(
    ("raw", "mistake"),
    [
        (2.4, "id-stored-as-number"),
        (Decimal("2.10"), "id-stored-as-number"),
        (True, "id-stored-as-number"),
        (float("nan"), "id-stored-as-number"),
        (date(2020, 4, 2), "turned-into-date"),
        (datetime(2020, 4, 2), "turned-into-date"),
    ],
)
def test_what_is_no_id(raw: Raw, mistake: str) -> None:
    assert code(id_of(raw)) == mistake


def test_the_name_in_a_cell() -> None:
    assert name_of(None) is None
    assert name_of(" – ") is None
    assert name_of(" m1 ") == "m1"
    assert name_of(2020) == "2020"
    assert code(name_of("#REF!")) == "formula-error"
    assert code(name_of(2.4)) == "id-stored-as-number"


@pytest.mark.parametrize(
    "text", ["02.апр", "2-апр", "04.фев.20", "апр.20", "Апрель 2020", "2-Apr", "Apr-20", "02.04.2020"]
)
def test_what_excel_makes_of_ids(text: str) -> None:
    assert is_made_date(text)


@pytest.mark.parametrize("text", ["2.4", "2020", "2020-1", "март", "март-Z", "1.2.3.4", "школа 2"])
def test_what_it_has_not_touched(text: str) -> None:
    assert not is_made_date(text)


@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\u00a0", "-", "–", "—", " … ", "...", "н/д", "Н/Д", "нет данных", " н.д. "]
)
def test_blank(raw: Raw) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", ["0", 0, False, "нет", "х", (), "--", "н/д по приказу"])
def test_not_blank(raw: Raw) -> None:
    assert not is_blank(raw)


@pytest.mark.parametrize(
    "text", ["#ДЕЛ/0!", "#DIV/0!", "#REF!", "#ссылка!", " #Н/Д ", "#ИМЯ?", "Err:502", "Ошибка:502"]
)
def test_failed_formulas_in_texts(text: str) -> None:
    found = broken(text)
    assert code(found) == "formula-error"
    assert found is not None
    assert found.params == {"text": text.strip()}


@pytest.mark.parametrize("raw", ["#1", "# Школа", "Err", None, 5])
def test_no_failed_formulas(raw: Raw) -> None:
    assert broken(raw) is None


@given(
    st.sets(st.sampled_from(VOCABULARY)),
    st.sampled_from([";", "; ", "\n", "\r\n", " ;\n"]),
    st.randoms(),
    st.booleans(),
)
def test_members_in_any_order_and_spelling(
    members: set[tuple[str, str]], separator: str, random: object, titles: bool
) -> None:
    names = [title.upper() if titles else id_ for id_, title in members]
    random.shuffle(names)  # type: ignore[attr-defined]
    assert members_of(separator.join(names), VOCABULARY) == tuple(sorted(id_ for id_, _ in members))


def test_members_apart_by_commas() -> None:
    assert members_of("young, other", VOCABULARY) == ("other", "young")
    assert members_of("Руководители, заместители; прочие", VOCABULARY) == ("heads", "other")
    assert members_of(("other", "young", "other"), VOCABULARY) == ("other", "young")
    assert members_of((), VOCABULARY) == ()


def test_an_unknown_member() -> None:
    found = members_of("young; старшие", VOCABULARY)
    assert code(found) == "unknown-member"
    assert isinstance(found, Mistake)
    assert found.params == {"text": "старшие"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("reported", FactState.REPORTED),
        ("Представлено", FactState.REPORTED),
        ("подтверждено  отсутствие", FactState.CONFIRMED_ABSENT),
        ("не применимо", FactState.NOT_APPLICABLE),
        ("UNCONFIRMED", FactState.UNCONFIRMED),
        ("не найдено", FactState.NOT_FOUND),
        ("скрыто", FactState.SUPPRESSED),
    ],
)
def test_states(text: str, state: FactState) -> None:
    assert state_of(text) is state


def test_rejected_is_no_state_to_give() -> None:
    assert code(state_of("rejected")) == "unknown-state"


@given(st.text())
def test_clean_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\n" not in once
    assert "  " not in once


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, ""),
        (412.0, "412"),
        (0.45, "0.45"),
        (True, "true"),
        (Decimal("1E+999999"), "1E+999999"),
        (date(2020, 8, 12), "12.08.2020"),
        (datetime(2020, 8, 12), "12.08.2020"),
        (datetime(2020, 8, 12, 9, 5), "12.08.2020 09:05"),
        (time(9, 5), "09:05:00"),
        (("a", 1), "a; 1"),
        ("a\u00adb\n c", "ab c"),
    ],
)
def test_a_cell_as_people_see_it(raw: Raw, expected: str) -> None:
    assert shown(raw) == expected
