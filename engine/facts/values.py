"""What a cell says: pure functions from what stands in a file to a value, or to the mistake that it is.

Cells hold text (CSV, JSON, YAML) or typed values (workbooks, Parquet). Nothing is guessed: what could mean two things
is a `Mistake`, and so is an id that a spreadsheet program has turned into a date.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from engine.decimals import INTEGER_DIGITS, PLACES, plain_text, round_half_away
from engine.diagnostics import facts as codes
from engine.diagnostics.core import Code
from engine.pack.source import excerpt
from engine.statuses import FactState


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a cell cannot be used; who knows its place makes a diagnostic of it."""

    code: Code
    params: Mapping[str, object] = field(default_factory=dict)


Raw = None | str | bool | int | float | Decimal | date | time | timedelta | tuple["Raw", ...] | Mistake
"""What a reader finds in a cell. A `Mistake` stands where the reader itself met one, such as a failed formula."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANKS = frozenset(("", "-", "–", "—", "−", "…", "...", "н/д", "н.д.", "н. д.", "нд", "нет данных"))
_LONGEST_BLANK = 40
LONGEST_ID = 200
"""Characters of the id of an entity."""
_NUMBER = re.compile(r"([-+−–]?) ?([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,]([0-9]+))?")
_PERCENT = re.compile(r"(.*[0-9]) ?%")
_NOT_FINITE = frozenset(f"{sign}{word}" for sign in ("", "+", "-", "−") for word in ("nan", "inf", "infinity", "∞"))
_YES = frozenset(("да", "yes", "true", "истина", "1"))
_NO = frozenset(("нет", "no", "false", "ложь", "0"))
_TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_ISO_DATE = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_TIME}")
_RUSSIAN_DATE = re.compile(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{4}}){_TIME}(?: ?г\.?)?")
_MONTH = (
    r"(?:янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?"
)
_MADE_DATE = re.compile(
    rf"[0-9]{{1,2}}[-. ]{_MONTH}(?:[-. ][0-9]{{2,4}})?|{_MONTH}[-. ][0-9]{{2,4}}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}",
    re.IGNORECASE,
)
_FORMULA_ERROR = re.compile(
    r"#(?:ДЕЛ/0!|DIV/0!|ССЫЛКА!|REF!|Н/Д|N/A|ИМЯ\?|NAME\?|ЗНАЧ!|VALUE!|ЧИСЛО!|NUM!|ПУСТО!|NULL!|ПЕРЕНОС!|SPILL!"
    r"|ВЫЧИСЛ!|CALC!)|(?:Err|Ошибка):[0-9]{3}",
    re.IGNORECASE,
)
_STATES = {
    **{state.name.lower(): state for state in FactState if state is not FactState.REJECTED},
    "представлено": FactState.REPORTED,
    "подтверждено отсутствие": FactState.CONFIRMED_ABSENT,
    "не применимо": FactState.NOT_APPLICABLE,
    "неприменимо": FactState.NOT_APPLICABLE,
    "не подтверждено": FactState.UNCONFIRMED,
    "не найдено": FactState.NOT_FOUND,
    "скрыто": FactState.SUPPRESSED,
}
STATE_NAMES = tuple(_STATES)
DIGITS_OF_FACTS = 18
"""Before the point, of the 29 that the tables hold: so sums over a whole register, and weights, find room."""


def clean(text: str) -> str:
    """One line, composed letters, ordinary single spaces, nothing invisible."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def folded(text: str) -> str:
    """How headers, states and titles are compared: without regard to case, spaces and ё."""
    return clean(text).casefold().replace("ё", "е")


def shown(raw: Raw) -> str:
    """The cell as a person sees it."""
    match raw:
        case None:
            return ""
        case str():
            return clean(raw)
        case bool():
            return "true" if raw else "false"
        case float():
            return repr(raw).removesuffix(".0")
        case Decimal():
            return plain_text(raw) if raw.is_finite() and abs(raw.adjusted()) <= INTEGER_DIGITS else str(raw)
        case datetime() if raw.time() != time():
            return f"{raw:%d.%m.%Y %H:%M}"
        case date():
            return f"{raw:%d.%m.%Y}"
        case tuple():
            return "; ".join(shown(item) for item in raw)
        case Mistake():
            return str(raw.params.get("text", ""))
        case _:
            return str(raw)


def is_blank(raw: Raw) -> bool:
    """Whether the cell says that there is nothing to say: empty, a dash, «н/д»."""
    if not isinstance(raw, str):
        return raw is None
    return not raw.strip() or (len(raw) <= _LONGEST_BLANK and clean(raw).casefold() in _BLANKS)


def broken(raw: Raw) -> Mistake | None:
    """The mistake that a cell is whatever was to be read from it."""
    if isinstance(raw, Mistake):
        return raw
    if isinstance(raw, str) and _FORMULA_ERROR.fullmatch(raw.strip()):
        return Mistake(codes.FORMULA_ERROR, {"text": raw.strip()})
    return None


def text_of(raw: Raw) -> str:
    return shown(raw)


def _longer(text: str) -> Mistake | None:
    """The mistake that an id longer than anybody writes is: such ids cannot name sheets, files and letters."""
    if len(text) <= LONGEST_ID:
        return None
    return Mistake(codes.LONG_ID, {"text": excerpt(text), "length": len(text), "limit": LONGEST_ID})


def id_of(raw: Raw) -> str | Mistake:
    """An id; a whole number is one (`2020`), a fraction is not: of 2.10 only 2.1 would be left."""
    if isinstance(raw, date | time | timedelta):
        return Mistake(codes.TURNED_INTO_DATE, {"text": shown(raw)})
    if isinstance(raw, bool | tuple) or (isinstance(raw, float | Decimal) and not _is_whole(raw)):
        return Mistake(codes.ID_NOT_TEXT, {"text": excerpt(shown(raw))})
    return str(int(raw)) if isinstance(raw, float | Decimal) else shown(raw)


def name_of(raw: Raw) -> str | Mistake | None:
    """The id in a cell that must hold one, or the mistake it is; None when the cell is blank."""
    if isinstance(raw, str):
        return _name_in_text(raw)
    return None if raw is None else broken(raw) or id_of(raw)


@lru_cache(maxsize=100_000)
def _name_in_text(text: str) -> str | Mistake | None:
    cleaned = clean(text)
    return None if cleaned.casefold() in _BLANKS else broken(cleaned) or _longer(cleaned) or cleaned


def _is_whole(raw: float | Decimal) -> bool:
    return math.isfinite(raw) and abs(raw) < 10**INTEGER_DIGITS and raw == int(raw)


def is_made_date(text: str) -> bool:
    """Whether a text is what spreadsheet programs write in place of `2.4`: `02.апр`, `2-Apr`, `02.04.2020`."""
    return _MADE_DATE.fullmatch(clean(text)) is not None


def number_of(raw: Raw, *, percent: bool = False) -> Decimal | Mistake:
    """A number of at most 18 digits before the point and nine after it.

    A percent sign is only understood where the unit is percent.
    A double from a workbook is taken at its shortest decimal and rounded to nine places, half away from zero; text and
    decimals must have no more than nine.
    """
    match raw:
        case bool() | tuple() | None:
            return Mistake(codes.NOT_A_NUMBER, {"text": excerpt(shown(raw))})
        case int():
            return _fitting(Decimal(raw), shown(raw))
        case float():
            return _double(raw)
        case Decimal():
            return _fitting(raw, shown(raw))
        case str():
            return _number_in_text(clean(raw), percent)
        case _:
            return Mistake(codes.TURNED_INTO_DATE, {"text": shown(raw)})


def _double(raw: float) -> Decimal | Mistake:
    if not math.isfinite(raw):
        return Mistake(codes.NOT_FINITE, {"text": shown(raw)})
    exact = Decimal(repr(raw))
    if exact.adjusted() >= DIGITS_OF_FACTS:
        return Mistake(codes.TOO_MANY_DIGITS, {"text": excerpt(shown(raw))})
    return _fitting(round_half_away(exact, PLACES), shown(raw))


def loses_digits(raw: Raw) -> bool:
    """Whether a double has digits after the ninth that are not mere noise of its 15 significant ones."""
    if not isinstance(raw, float) or not math.isfinite(raw):
        return False
    return int(Decimal(f"{raw:.15g}").normalize().as_tuple().exponent) < -PLACES


def _number_in_text(text: str, percent: bool) -> Decimal | Mistake:
    if text.casefold() in _NOT_FINITE:
        return Mistake(codes.NOT_FINITE, {"text": text})
    if signed := _PERCENT.fullmatch(text):
        return _number_in_text(signed[1], percent) if percent else Mistake(codes.PERCENT_SIGN, {"text": excerpt(text)})
    if is_made_date(text):
        return Mistake(codes.TURNED_INTO_DATE, {"text": text})
    found = _NUMBER.fullmatch(text)
    if found is None:
        return Mistake(codes.NOT_A_NUMBER, {"text": excerpt(text)})
    sign, digits, fraction = found.groups("")
    whole = digits.replace(" ", "").lstrip("0") or "0"
    rest = fraction.rstrip("0")
    if len(whole) > DIGITS_OF_FACTS or len(rest) > PLACES:
        return Mistake(codes.TOO_MANY_DIGITS, {"text": excerpt(text)})
    value = Decimal(f"{whole}.{rest}" if rest else whole)
    return value.copy_negate() if sign in ("-", "−", "–") and sign and value else value


def _fitting(value: Decimal, text: str) -> Decimal | Mistake:
    if not value.is_finite():
        return Mistake(codes.NOT_FINITE, {"text": text})
    try:
        fits = value == round_half_away(value, PLACES) and value.adjusted() < DIGITS_OF_FACTS
    except InvalidOperation:
        fits = False
    return value if fits else Mistake(codes.TOO_MANY_DIGITS, {"text": excerpt(text)})


def yes_no_of(raw: Raw) -> Decimal | Mistake:
    """1 for yes, 0 for no."""
    if isinstance(raw, int | float | Decimal):
        answer = str(int(raw)) if raw in (0, 1) else ""
    else:
        answer = folded(raw) if isinstance(raw, str) else ""
    if answer in _YES or answer in _NO:
        return Decimal(answer in _YES)
    return Mistake(codes.NOT_YES_NO, {"text": excerpt(shown(raw))})


def date_of(raw: Raw) -> date | Mistake:
    """A day: a typed date, `2020-08-12` or `12.08.2020`; a time of day is dropped."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = shown(raw) if isinstance(raw, str) else ""
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
    elif found := _RUSSIAN_DATE.fullmatch(text):
        day, month, year = found.groups()
    else:
        return Mistake(codes.NOT_A_DATE, {"text": excerpt(shown(raw))})
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return Mistake(codes.NOT_A_DATE, {"text": excerpt(text)})


def members_of(raw: Raw, vocabulary: tuple[tuple[str, str], ...]) -> tuple[str, ...] | Mistake:
    """The ids of the members named, sorted: ids or titles apart by `;`, `,` or new lines; titles may have commas."""
    known = {folded(name): member for member, title in vocabulary for name in (title, member)}
    parts = [shown(item) for item in raw] if isinstance(raw, tuple) else re.split(r"[;\n]", _lines(raw))
    found: set[str] = set()
    for part in filter(None, map(clean, parts)):
        for name in [part] if folded(part) in known else filter(None, map(clean, part.split(","))):
            if folded(name) not in known:
                return Mistake(codes.UNKNOWN_MEMBER, {"text": excerpt(name)})
            found.add(known[folded(name)])
    return tuple(sorted(found))


def _lines(raw: Raw) -> str:
    return raw.replace("\r", "\n") if isinstance(raw, str) else shown(raw)


def state_of(raw: Raw) -> FactState | Mistake:
    text = shown(raw)
    return _STATES.get(folded(text)) or Mistake(codes.UNKNOWN_STATE, {"text": excerpt(text)})
