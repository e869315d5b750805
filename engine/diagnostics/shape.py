"""Mistakes in the shape of a file that is sound YAML (E1xx): keys, types and values that its schema does not allow.

One mistake may need different advice: such variants share their code and name and differ in words only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal

from engine.diagnostics.core import Code, Text
from engine.diagnostics.suggest import nearest

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off


def _code(code: str, name: str, en: str, ru: str, hint_en: str, hint_ru: str) -> Code:
    return Code(code, name, Text(en, ru), Text(hint_en, hint_ru))


def _advise(code: Code, hint_en: str, hint_ru: str) -> Code:
    return replace(code, hint=Text(hint_en, hint_ru))


def _reword(code: Code, en: str, ru: str, hint_en: str, hint_ru: str) -> Code:
    return replace(code, text=Text(en, ru), hint=Text(hint_en, hint_ru))


_DID_YOU_MEAN = ("Did you mean «{nearest}»?", "Возможно, имелось в виду «{nearest}»?")
_RETYPE = (
    "It has Russian letters among the Latin ones: type «{nearest}» anew with the Latin layout.",
    "Среди латинских букв есть русские: наберите «{nearest}» заново в латинской раскладке.")
_STRAIGHT_QUOTES = ('Use straight quotes: "{inner}".', 'Используйте прямые кавычки: "{inner}".')
UNKNOWN_KEY = _code(
    "E101", "unknown-key",
    "Unknown key «{key}» in «{place}»", "Недопустимый ключ «{key}» в «{place}»",
    "Allowed keys: {allowed}.", "Допустимые ключи: {allowed}.")
UNKNOWN_KEY_NEAR = _advise(UNKNOWN_KEY, *_DID_YOU_MEAN)
UNKNOWN_KEY_CYRILLIC = _advise(UNKNOWN_KEY, *_RETYPE)
UNKNOWN_KEY_INDENTED = _advise(
    UNKNOWN_KEY,
    "Its indentation is probably wrong: align it with «{beside}» in line {line}.",
    "Вероятно, неверен отступ: выровняйте его по «{beside}» в строке {line}.")
UNKNOWN_KEY_WITHIN = _advise(
    UNKNOWN_KEY,
    "Its indentation is probably wrong: it belongs within «{beside}» of line {line}.",
    "Вероятно, неверен отступ: его место внутри «{beside}» в строке {line}.")
MISSING_KEY = _code(
    "E102", "missing-key",
    "The key «{key}» is missing in «{place}»", "В «{place}» нет обязательного ключа «{key}»",
    "Add the {what_en} «{key}: {sample}».", "Добавьте {what_ru} «{key}: {sample}».")
MISSING_KEY_NEAR = _advise(
    MISSING_KEY, "Did you mean it by «{written}»?", "Возможно, он и имелся в виду под «{written}»?")
TEXT_WANTED = _code(
    "E103", "text-wanted",
    "A text is wanted, and {text} without quotes is a number", "Нужен текст, а {text} без кавычек – число",
    'Put it in quotes: "{text}".', 'Заключите в кавычки: "{text}".')
TEXT_NOT_YES_NO = replace(
    TEXT_WANTED,
    text=Text(
        "A text is wanted, and {text} without quotes is a yes/no value",
        "Нужен текст, а {text} без кавычек – значение «да» или «нет»"))
TEXT_NOT_NULL = _reword(
    TEXT_WANTED, "A text is wanted, and {text} means no value at all",
    "Нужен текст, а {text} означает «нет значения»", "Write the text, or delete the line.",
    "Укажите текст или удалите строку.")
TEXT_NOT_COLLECTION = _reword(
    TEXT_WANTED, "A text is wanted, not a list or nested keys",
    "Нужен текст, а не список и не вложенные ключи", "Write one text; a text with brackets goes in quotes.",
    "Укажите один текст; текст со скобками заключите в кавычки.")
NUMBER_WANTED = _code(
    "E104", "number-wanted",
    "A number is wanted, found «{text}»", "Нужно число, а указано «{text}»",
    "Write a number such as 12 or 0.5.", "Укажите число, например 12 или 0.5.")
NUMBER_IS = _advise(NUMBER_WANTED, "Write {number}.", "Запишите {number}.")
NUMBER_QUOTED = _advise(NUMBER_WANTED, "Remove the quotes: {number}.", "Уберите кавычки: {number}.")
NUMBER_PERCENT = _advise(
    NUMBER_WANTED,
    "Write {number}, without the percent sign.", "Запишите {number}, без знака процента.")
NUMBER_WITH_WORD = _advise(NUMBER_WANTED, "Write {number}, without words.", "Запишите {number}, без слов.")
NUMBER_COMPARISON = _advise(
    NUMBER_WANTED,
    "Write {number}; the comparison is told by the key: at_least, above, at_most, below, equals.",
    "Запишите {number}; сравнение задаётся ключом: at_least, above, at_most, below, equals.")
NUMBER_RANGE = _advise(
    NUMBER_WANTED,
    "Write the limits one by one, such as at_least: {low} and at_most: {high}.",
    "Запишите границы по отдельности, например at_least: {low} и at_most: {high}.")
NUMBER_WITH_COLON = _advise(
    NUMBER_WANTED,
    "A time or a proportion is written as one number: 1.5 for one and a half.",
    "Время и соотношение записываются одним числом: полтора – это 1.5.")
NUMBER_NOT_COLLECTION = _reword(
    NUMBER_WANTED, "A number is wanted, not a list or nested keys",
    "Нужно число, а не список и не вложенные ключи", "Write one number.",
    "Укажите одно число.")
WHOLE_NUMBER_WANTED = _code(
    "E105", "whole-number-wanted",
    "A whole number is wanted, found «{text}»", "Нужно целое число, а указано «{text}»",
    "Write a number without a fraction.", "Укажите число без дробной части.")
YES_NO_WANTED = _code(
    "E106", "yes-no-wanted",
    "true or false is wanted, found «{text}»", "Нужно true (да) или false (нет), а указано «{text}»",
    "Write true or false.", "Запишите true (да) или false (нет).")
YES_NO_IS = _advise(YES_NO_WANTED, "Write {word}.", "Запишите {word}.")
YES_NO_NOT_COLLECTION = replace(
    YES_NO_WANTED,
    text=Text(
        "true or false is wanted, not a list or nested keys",
        "Нужно true (да) или false (нет), а не список и не вложенные ключи"))
LIST_WANTED = _code(
    "E107", "list-wanted",
    "A list is wanted, found «{text}»", "Нужен список, а указано «{text}»",
    "Write it in square brackets: [{text}].", "Запишите в квадратных скобках: [{text}].")
LIST_OF_DASHES = _advise(
    LIST_WANTED,
    "Begin each item with a hyphen and a space, not with a dash.",
    "Начинайте каждый элемент с дефиса и пробела, а не с тире.")
LIST_NOT_KEYS = _reword(
    LIST_WANTED, "A list is wanted, not nested keys",
    "Нужен список, а не вложенные ключи", "Begin each item with a dash and a space.",
    "Начинайте каждый элемент с дефиса и пробела.")
KEYS_WANTED = _code(
    "E108", "keys-wanted",
    "Nested keys are wanted, found «{text}»", "Нужны вложенные ключи, а указано «{text}»",
    "Write «key: value» on indented lines.", "Запишите «ключ: значение» в строках с отступом.")
KEYS_COLON = _advise(KEYS_WANTED, "Put a space after the colon.", "Поставьте пробел после двоеточия.")
KEYS_ONE = _advise(KEYS_WANTED, "Write {{{key}: {text}}}.", "Запишите {{{key}: {text}}}.")
KEYS_NOT_LIST = _reword(
    KEYS_WANTED, "Nested keys are wanted, not a list",
    "Нужны вложенные ключи, а не список", "Write «key: value» lines without a dash.",
    "Запишите строки «ключ: значение» без дефиса.")
KEYS_NOT_LIST_ALL = _advise(
    KEYS_NOT_LIST,
    "Put the list under «all:» (all of them hold) or «any:» (one is enough).",
    "Поместите список под «all:» (выполнены все условия) или «any:» (достаточно одного).")
NO_VALUE_WANTED = _code(
    "E109", "no-value-wanted",
    "No value is wanted here", "Здесь не должно быть значения",
    "Write null.", "Запишите null.")
NOT_ONE_OF = _code(
    "E110", "not-one-of",
    "«{text}» is not an allowed value of «{place}»", "Недопустимое значение «{text}» для «{place}»",
    "Allowed values: {allowed}.", "Допустимые значения: {allowed}.")
NOT_ONE_OF_NEAR = _advise(
    NOT_ONE_OF,
    _DID_YOU_MEAN[0] + " Allowed values: {allowed}.", _DID_YOU_MEAN[1] + " Допустимые значения: {allowed}.")
NOT_ONE_OF_MEANT = _advise(
    NOT_ONE_OF, "Write {nearest}. Allowed values: {allowed}.", "Запишите {nearest}. Допустимые значения: {allowed}.")
NOT_ONE_OF_CYRILLIC = _advise(NOT_ONE_OF, *_RETYPE)
NOT_ONE_OF_QUOTES = _advise(NOT_ONE_OF, *_STRAIGHT_QUOTES)
NOT_THE_VALUE = _code(
    "E111", "not-the-value",
    "«{place}» must be «{wanted}», found «{text}»", "Значением «{place}» должно быть «{wanted}», а указано «{text}»",
    "Write {wanted}.", "Запишите {wanted}.")
PATTERN = _code(
    "E112", "pattern",
    "«{text}» does not have the form wanted in «{place}»", "«{text}» не соответствует форме, требуемой в «{place}»",
    "The form as a regular expression: {pattern}", "Форма в виде регулярного выражения: {pattern}")
PATTERN_NAMED = _reword(
    PATTERN, "Wanted {expected_en}, found «{text}»",
    "Требуется {expected_ru}, а указано «{text}»", "Write it in the form named.",
    "Приведите запись к указанному виду.")
PATTERN_QUOTES = _advise(PATTERN, *_STRAIGHT_QUOTES)
PATTERN_CYRILLIC = _advise(PATTERN_NAMED, *_RETYPE)
PATTERN_HYPHEN = _advise(
    PATTERN_NAMED,
    "A dash or a no-break hyphen stands for the hyphen: type «{nearest}» with the key «-».",
    "Вместо дефиса стоит тире или неразрывный дефис: наберите «{nearest}» с обычным дефисом «-».")
PATTERN_LATIN = _advise(
    PATTERN_NAMED,
    "Write it in Latin letters, such as {nearest}.", "Запишите латинскими буквами, например {nearest}.")
PATTERN_SEVERAL = _advise(
    PATTERN_NAMED,
    "Several values are written as a list: [{list}].", "Несколько значений записывают списком: [{list}].")
PATTERN_MEANT = _advise(PATTERN_NAMED, "Write {nearest}.", "Запишите {nearest}.")
TOO_FEW_ITEMS = _code(
    "E113", "too-few-items",
    "Too few items in «{place}»: {count}, at least {limit} wanted",
    "В «{place}» слишком мало элементов: {count}, нужно не менее {limit}",
    "Add what is missing.", "Добавьте недостающее.")
TOO_MANY_ITEMS = _code(
    "E114", "too-many-items",
    "Too many items in «{place}»: {count}, at most {limit} allowed",
    "В «{place}» слишком много элементов: {count}, допустимо не более {limit}",
    "Delete the superfluous ones.", "Удалите лишние.")
TOO_FEW_KEYS = _code(
    "E115", "too-few-keys",
    "Too few keys in «{place}»: {count}, at least {limit} wanted",
    "В «{place}» слишком мало ключей: {count}, нужно не менее {limit}",
    "Allowed keys: {allowed}.", "Допустимые ключи: {allowed}.")
TOO_MANY_KEYS = _code(
    "E116", "too-many-keys",
    "Too many keys in «{place}»: {count}, at most {limit} allowed",
    "В «{place}» слишком много ключей: {count}, допустимо не более {limit}",
    "Keep {limit}, delete the others.", "Оставьте {limit}, остальные удалите.")
OUT_OF_RANGE = _code(
    "E117", "out-of-range",
    "A number {sign} {limit} is wanted, found {text}", "Нужно число {sign} {limit}, а указано {text}",
    "Correct the number.", "Исправьте число.")
LEADING_ZERO = _code(
    "E118", "leading-zero",
    "The number {text} begins with a zero", "Число {text} начинается с нуля",
    'Write {number}; if it is a code, put it in quotes: "{text}".',
    'Запишите {number}; если это код, заключите его в кавычки: "{text}".')
REPEATED_ITEM = _code(
    "E119", "repeated-item",
    "The item repeats the one in line {line}", "Элемент повторяет указанный в строке {line}",
    "Delete one of the two.", "Удалите один из двух.")
TEXT_TOO_SHORT = _code(
    "E120", "text-too-short",
    "The text of «{place}» is too short: at least {limit} characters wanted, found {count}",
    "Текст «{place}» слишком короткий: нужно знаков не менее {limit}, указано {count}",
    "Write the text.", "Укажите текст.")
TEXT_TOO_LONG = _code(
    "E121", "text-too-long",
    "The text of «{place}» is too long: at most {limit} characters allowed, found {count}",
    "Текст «{place}» слишком длинный: допустимо знаков не более {limit}, указано {count}",
    "Shorten the text.", "Сократите текст.")
MISSING_ONE_OF = _code(
    "E122", "missing-one-of",
    "One of these keys is missing in «{place}»: {allowed}", "В «{place}» нет ни одного из ключей: {allowed}",
    "Add one of them.", "Добавьте один из них.")
MISSING_ONE_OF_NEAR = _advise(
    MISSING_ONE_OF, "Did you mean «{nearest}» by «{written}»?", "Возможно, под «{written}» имелось в виду «{nearest}»?")
KEYS_CLASH = _code(
    "E123", "keys-clash",
    "«{second}» cannot stand beside «{first}»", "«{second}» не может стоять рядом с «{first}»",
    "Keep one of the two.", "Оставьте что-то одно.")
KEY_ALONE = _code(
    "E124", "key-alone",
    "«{key}» needs «{needed}» beside it", "Рядом с «{key}» нужен ключ «{needed}»",
    "Add the line «{needed}: …», or delete «{key}».", "Добавьте строку «{needed}: …» или удалите «{key}».")
SHAPE = _code(
    "E199", "shape",
    "«{place}» does not agree with its schema: {keyword}", "«{place}» не соответствует схеме: {keyword}",
    "See the description of the file format.", "См. описание формата файла.")

CODES = (
    UNKNOWN_KEY, MISSING_KEY, TEXT_WANTED, NUMBER_WANTED, WHOLE_NUMBER_WANTED, YES_NO_WANTED, LIST_WANTED,
    KEYS_WANTED, NO_VALUE_WANTED, NOT_ONE_OF, NOT_THE_VALUE, PATTERN, TOO_FEW_ITEMS, TOO_MANY_ITEMS, TOO_FEW_KEYS,
    TOO_MANY_KEYS, OUT_OF_RANGE, LEADING_ZERO, REPEATED_ITEM, TEXT_TOO_SHORT, TEXT_TOO_LONG,
    MISSING_ONE_OF, KEYS_CLASH, KEY_ALONE, SHAPE,
)
# fmt: on

Advice = tuple[Code, dict[str, object]]
"""A kind of mistake, and the parameters of its words."""

_NUMBER = r"([-+−–—]?[0-9][0-9 _'\u00a0\u202f]*(?:[.,][0-9]+)?)"
_NUMBERS = (
    (re.compile(_NUMBER), NUMBER_IS),
    (re.compile(_NUMBER + r"\s*%"), NUMBER_PERCENT),
    (
        re.compile(r"(?:[<>=≤≥]+|не менее|не более|более|менее|больше|меньше|свыше|от|до) *" + _NUMBER),
        NUMBER_COMPARISON,
    ),
)
_WITH_WORD = re.compile(_NUMBER + r"(?:\s+[a-zа-яё]+|[а-яё]+)\.?")
_FRACTION = re.compile(r"([0-9]{1,3})/([1-9][0-9]{0,2})")
_NUMERALS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять")
_RANGE = re.compile(r"(?:от )?" + _NUMBER + r" *(?:-|–|—|\.\.|…|до) *" + _NUMBER)
_YES = frozenset(("yes", "y", "on", "true", "да", "истина", "1"))
_NO = frozenset(("no", "n", "off", "false", "нет", "ложь", "0"))
_CLOCK = re.compile(r"[0-9]+(?::[0-9]+)+")
_LATIN = str.maketrans("АВЕКМНОРСТХУІЈЅаеорсухіјѕ", "ABEKMHOPCTXYIJSaeopcyxijs")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_DAY_IN_WORDS = re.compile(r"([0-9]{1,2}) ([а-я]+) ([0-9]{4})(?: ?(?:г\.?|года))?")
_MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_TIME_SPAN = re.compile(r"p?([0-9]{1,3}) ?(d|дн[а-я.]*|день|m|мес[а-я.]*|months?|y|г|год[а-я]*|лет|years?|days?)")
_ROMAN = "a,b,v,g,d,e,zh,z,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,iu,ia"
_LETTERS = {ord("ё"): "e", ord(" "): "_", **{ord("а") + n: latin for n, latin in enumerate(_ROMAN.split(","))}}
"""Russian letters in Latin, as in ICAO Doc 9303."""
_SEVERAL = re.compile(r" (?:и|или|or|and) |[,;]\s*| ?[|/] ?")
_QUOTED = re.compile(r"[“”„‟«»‘’](.+)[“”„‟«»‘’]")


def tidy_number(text: str) -> str:
    """As YAML would have it: no spaces, a point for a comma, no zeros in front."""
    bare = re.sub(r"[ _'\u00a0\u202f]", "", text).replace(",", ".")
    bare = re.sub("^[−–—]", "-", bare)
    return re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", bare)


def number_advice(text: str, quoted: bool) -> Advice:
    """What to write instead of a text where a number is wanted."""
    short = text.strip().casefold() if len(text) <= 60 else ""
    for pattern, code in _NUMBERS:
        if found := pattern.fullmatch(short):
            number = tidy_number(found[1])
            return (NUMBER_QUOTED if quoted and number == text else code), {"number": number}
    if limits := _RANGE.fullmatch(short):
        return NUMBER_RANGE, {"low": tidy_number(limits[1]), "high": tidy_number(limits[2])}
    if found := _WITH_WORD.fullmatch(short):
        return NUMBER_WITH_WORD, {"number": tidy_number(found[1])}
    if short in _NUMERALS:
        return NUMBER_IS, {"number": _NUMERALS.index(short)}
    if (part := _FRACTION.fullmatch(short)) and (share := _decimal(int(part[1]), int(part[2]))):
        return NUMBER_IS, {"number": share}
    if _CLOCK.fullmatch(short):
        return NUMBER_WITH_COLON, {}
    return NUMBER_WANTED, {}


def _decimal(numerator: int, denominator: int) -> str | None:
    """A fraction as a decimal number, unless it has no end."""
    number = Decimal(numerator) / denominator
    return f"{number.normalize():f}" if number * denominator == numerator else None


def yes_no_advice(text: str) -> Advice:
    word = text.strip().casefold()
    if word in _YES | _NO:
        return YES_NO_IS, {"word": "true" if word in _YES else "false"}
    return YES_NO_WANTED, {}


def key_advice(key: str, absent: Collection[str]) -> Advice:
    """For a key that is not known: one of the known keys that are absent may be meant."""
    if (latin := key.translate(_LATIN)) != key and latin in absent:
        return UNKNOWN_KEY_CYRILLIC, {"nearest": latin}
    near = nearest(key, absent)
    return (UNKNOWN_KEY_NEAR, {"nearest": near}) if near else (UNKNOWN_KEY, {})


_GLOSS = re.compile(r"([a-z_]+) – ([^;.:,(]+)")


def value_advice(text: str, allowed: Collection[str], description: str = "") -> Advice:
    """For a value that is not allowed; the description of a schema may say what each allowed one means in Russian."""
    if (latin := text.translate(_LATIN)) != text and latin in allowed:
        return NOT_ONE_OF_CYRILLIC, {"nearest": latin}
    if (quoted := _QUOTED.fullmatch(text)) and quoted[1] in allowed:
        return NOT_ONE_OF_QUOTES, {"inner": quoted[1]}
    meanings = {meaning.strip().casefold(): word for word, meaning in _GLOSS.findall(description) if word in allowed}
    if meaning := nearest(text.strip().casefold(), meanings):
        return NOT_ONE_OF_MEANT, {"nearest": meanings[meaning]}
    near = nearest(text, allowed)
    return (NOT_ONE_OF_NEAR, {"nearest": near}) if near else (NOT_ONE_OF, {})


def _meant(text: str) -> Iterator[str]:
    """A version of two numbers, a date or a stretch of time as people write it, capital letters."""
    yield f"{text}.0"
    yield text.lower()
    if day := _DAY_FIRST.fullmatch(text):
        yield f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    if (day := _DAY_IN_WORDS.fullmatch(text.lower())) and day[2][:3] in _MONTHS:
        yield f"{day[3]}-{_MONTHS.index(day[2][:3]) + 1:0>2}-{day[1]:0>2}"
    if span := _TIME_SPAN.fullmatch(text.lower()):
        days, number = span[2][0] in "dд", int(span[1])
        if not days:
            yield f"P{number}{'M' if span[2][0] in 'mм' else 'Y'}"
        elif number % 30 == 0:
            yield f"P{number // 30}M"


def pattern_advice(text: str, pattern: str, named: bool) -> Advice:
    if (quoted := _QUOTED.fullmatch(text)) and re.search(pattern, quoted[1]):
        return PATTERN_QUOTES, {"inner": quoted[1]}
    if named and (latin := text.translate(_LATIN)) != text and re.search(pattern, latin):
        return PATTERN_CYRILLIC, {"nearest": latin}
    if named and (hyphen := text.translate(_HYPHENS)) != text and re.search(pattern, hyphen):
        return PATTERN_HYPHEN, {"nearest": hyphen}
    if named and (meant := next((other for other in _meant(text) if re.search(pattern, other)), None)):
        return PATTERN_MEANT, {"nearest": meant}
    several = _SEVERAL.split(text)
    if named and len(several) > 1 and all(re.search(pattern, part) for part in several):
        return PATTERN_SEVERAL, {"list": ", ".join(several)}
    latin = text.lower().translate(_LETTERS)
    if named and text[:1].isalpha() and latin != text and re.search(pattern, latin):
        return PATTERN_LATIN, {"nearest": latin}
    return (PATTERN_NAMED if named else PATTERN), {}
