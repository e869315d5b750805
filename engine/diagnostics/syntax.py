"""Mistakes in the YAML itself (E0xx), and what the parser's own errors mean to the author of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from engine.diagnostics.core import Code, Text

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off


def _code(code: str, name: str, en: str, ru: str, hint_en: str, hint_ru: str) -> Code:
    return Code(code, name, Text(en, ru), Text(hint_en, hint_ru))


NOT_UTF8 = _code(
    "E001",
    "not-utf8",
    "The file is not in UTF-8: byte {byte} cannot be read",
    "Файл сохранён не в UTF-8: байт {byte} не читается",
    "Save the file in the UTF-8 encoding.",
    "Сохраните файл в кодировке UTF-8.",
)
INVISIBLE_CHARACTER = _code(
    "E002", "invisible-character",
    "The invisible character {char} is not allowed", "Невидимый символ {char} недопустим",
    "Delete it: type this place anew by hand.", "Удалите его: наберите это место заново вручную.")
TOO_LARGE = _code(
    "E003", "too-large",
    "The file is too large: {size} bytes of {limit} allowed", "Файл слишком велик: {size} байт, допустимо {limit}",
    "Split it into several files.", "Разделите его на несколько файлов.")
EMPTY_FILE = _code(
    "E004", "empty-file",
    "The file is empty", "Файл пуст",
    "Fill it in, or delete it.", "Заполните или удалите его.")
TOO_DEEP = _code(
    "E005", "too-deep",
    "More than {limit} levels of nesting", "Вложенность глубже {limit} уровней",
    "Nest less, and check the indentation.", "Уменьшите вложенность и проверьте отступы.")
TAB = _code(
    "E006", "tab",
    "Tab characters are not allowed", "Знак табуляции недопустим",
    'Replace it with spaces; a tab inside a text is written "\\t" in double quotes.',
    'Замените его пробелами; табуляция внутри текста записывается как "\\t" в двойных кавычках.')
SEVERAL_DOCUMENTS = _code(
    "E007", "several-documents",
    "A second document begins here", "Здесь начинается второй документ",
    "A file holds one document: delete this line, or move the rest to a file of its own.",
    "В файле может быть только один документ: удалите эту строку или перенесите остальное в отдельный файл.")
DIRECTIVE = _code(
    "E008", "directive",
    "YAML directives (%…) are not allowed", "Директивы YAML (%…) недопустимы",
    "Delete the line; a text that begins with % goes in quotes.",
    "Удалите строку; текст, начинающийся с %, заключите в кавычки.")
UNUSUAL_SPACE = _code(
    "E009", "unusual-space",
    "Instead of an ordinary space there is {char_en}", "Вместо обычного пробела стоит {char_ru}",
    "Replace it with an ordinary space.", "Замените его обычным пробелом.")
ANCHOR = _code(
    "E010", "anchor",
    "The anchor {name} is not allowed", "Якорь {name} недопустим",
    "Delete it and write the value out wherever it is needed; a text that begins with & goes in quotes.",
    "Удалите его и укажите значение всюду, где оно нужно; текст, начинающийся с &, заключите в кавычки.")
ALIAS = _code(
    "E011", "alias",
    "The alias {name} is not allowed", "Ссылка на якорь {name} недопустима",
    "Write the value out; a text that begins with * goes in quotes.",
    "Укажите само значение; текст, начинающийся с *, заключите в кавычки.")
MERGE_KEY = _code(
    "E012", "merge-key",
    "The merge key << is not allowed", "Ключ слияния << недопустим",
    "Write the keys and values out.", "Перечислите сами ключи и значения.")
TAG = _code(
    "E013", "tag",
    "The tag {name} is not allowed", "Тег {name} недопустим",
    "Delete it; a text that begins with ! goes in quotes.",
    "Удалите его; текст, начинающийся с !, заключите в кавычки.")
DUPLICATE_KEY = _code(
    "E014", "duplicate-key",
    "The key «{key}» is already written in line {line}", "Ключ «{key}» уже указан в строке {line}",
    "Keep one of the two.", "Оставьте один из двух.")
DUPLICATE_IN_ITEM = replace(
    DUPLICATE_KEY,
    hint=Text(
        "If a new item begins here, put a hyphen and a space before it; else keep one of the two.",
        "Если здесь начинается новый элемент, поставьте перед ним дефис и пробел; если нет, оставьте один из двух."))
DUPLICATE_IN_BRACES = replace(
    DUPLICATE_KEY,
    hint=Text(
        "A second item needs braces of its own, two conditions are a list: all: [{{…}}, {{…}}]; "
        "else keep one of the two.",
        "Второму элементу нужны свои скобки, два условия – это список: all: [{{…}}, {{…}}]; если это не так, "
        "оставьте один из двух."))
EMPTY_VALUE = _code(
    "E015", "empty-value",
    "Nothing is written after «{after}»", "После «{after}» ничего не указано",
    "Write the value, or delete the line.", "Укажите значение или удалите строку.")
EMPTY_IN_BRACES = replace(
    EMPTY_VALUE,
    hint=Text(
        "Write the value; a text with braces goes in quotes.",
        "Укажите значение; текст с фигурными скобками заключите в кавычки."))
EMPTY_AFTER_COMMA = replace(
    EMPTY_VALUE,
    hint=Text(
        "Write several values in brackets: [{whole}]; if it is a key, write its value.",
        "Несколько значений запишите в квадратных скобках: [{whole}]; если это ключ, укажите его значение."))
EMPTY_BLOCK_TEXT = replace(
    EMPTY_VALUE,
    hint=Text(
        "The lines of the text must be indented more than the key: move them to the right.",
        "Строки текста должны иметь больший отступ, чем ключ: сдвиньте их вправо."))
KEY_NOT_TEXT = _code(
    "E016", "key-not-text",
    "A key must be a word or a text", "Ключом может быть только слово или текст",
    "Write «key: value»; a text with brackets goes in quotes.",
    "Запишите «ключ: значение»; текст со скобками заключите в кавычки.")
NOT_A_NUMBER = _code(
    "E017", "not-a-number",
    "«{text}» is not a finite number", "«{text}» не является конечным числом",
    "Write a number; if it is a text, put it in quotes.", "Укажите число; если это текст, заключите его в кавычки.")
NUMBER_TOO_LONG = _code(
    "E018", "number-too-long",
    "The number {text} is too long", "Число {text} слишком длинное",
    "A number has at most 29 digits before the point and 9 after it; if it is a text, put it in quotes.",
    "В числе не более 29 цифр до точки и 9 после неё; если это текст, заключите его в кавычки.")
TOO_MANY = _code(
    "E019", "too-many",
    "More than {limit} mistakes: reading ends here", "Более {limit} ошибок: чтение прекращено",
    "Mend those above first.", "Сначала исправьте указанные выше.")
UNCLOSED_QUOTE = _code(
    "E020", "unclosed-quote",
    "The quotation mark {char} is not closed", "Кавычка {char} не закрыта",
    "Put {char} at the end of the text.", "Поставьте {char} в конце текста.")
UNCLOSED_BRACKET = _code(
    "E021", "unclosed-bracket",
    "The bracket {char} is not closed, or a comma is missing after it",
    "Скобка {char} не закрыта, или после неё пропущена запятая",
    "Put the closing bracket or the comma; a text with brackets goes in quotes.",
    "Поставьте закрывающую скобку или запятую; текст со скобками заключите в кавычки.")
BRACKETED_LIST = _code(
    "E022", "bracketed-list",
    "What stands in brackets is broken here: a comma is missing or superfluous",
    "Запись в скобках здесь нарушена: запятая пропущена или лишняя",
    "Put one comma between the items; a text with the signs : , [ ] {{ }} goes in quotes.",
    "Поставьте между элементами по одной запятой; текст со знаками : , [ ] {{ }} заключите в кавычки.")
DECIMAL_COMMA = replace(
    BRACKETED_LIST,
    text=Text("The number {text} is written with a comma", "Число {text} записано через запятую"),
    hint=Text("Write {number}.", "Запишите {number}."))
INDENTATION = _code(
    "E023", "indentation",
    "The indentation of this line fits none of the lines above", "Отступ этой строки не согласован со строками выше",
    "Align it with the lines of its level; a text of several lines goes in quotes, or after >-.",
    "Выровняйте её по строкам того же уровня; текст из нескольких строк заключите в кавычки или поместите после >-.")
INDENTATION_LOST = replace(
    INDENTATION,
    text=Text("This line has lost its indentation", "У этой строки пропал отступ"),
    hint=Text(
        "Move it to the right, like the line below: it belongs within «{above}».",
        "Сдвиньте её вправо, как следующую строку: её место внутри «{above}»."))
MISSING_COLON = _code(
    "E024", "missing-colon",
    "There is no colon after the key", "После ключа нет двоеточия",
    "Write «key: value»; a line that continues the text above must be indented.",
    "Запишите «ключ: значение»; строка, продолжающая текст выше, должна иметь отступ.")
SPACE_AFTER_COLON = _code(
    "E025", "space-after-colon",
    "There is no space after the colon", "После двоеточия нет пробела",
    "Write «key: value» with a space.", "Запишите «ключ: значение» с пробелом.")
COLON_IN_TEXT = _code(
    "E026", "colon-in-text",
    "A second colon in one line: YAML takes the text for a key",
    "Второе двоеточие в строке: YAML принимает текст за ключ",
    "Put the whole text in quotes.", "Заключите весь текст в кавычки.")
COLON_IN_BRACES = replace(
    COLON_IN_TEXT,
    text=Text("A second colon after one key", "После одного ключа стоит второе двоеточие"),
    hint=Text(
        "Put the whole text in quotes; between two keys there is a comma.",
        "Заключите весь текст в кавычки; между двумя ключами ставится запятая."))
FIRST_CHARACTER = _code(
    "E027", "first-character",
    "A value cannot begin with {char}", "Значение не может начинаться с {char}",
    "If it is a text, put it in quotes.", "Если это текст, заключите его в кавычки.")
FIRST_CHARACTER_SIGN = replace(
    FIRST_CHARACTER,
    hint=Text(
        "Limits are written as at_least, above, at_most, below; if it is a text, put it in quotes.",
        "Границы задаются ключами at_least, above, at_most, below; если это текст, заключите его в кавычки."))
ESCAPE = _code(
    "E028", "escape",
    "{text} in double quotes means nothing", "Сочетание {text} в двойных кавычках ничего не означает",
    "Double the backslash, or use single quotes.", "Удвойте обратную косую черту или используйте одинарные кавычки.")
TYPOGRAPHIC_QUOTES = _code(
    "E029", "typographic-quotes",
    "The quotation mark {char} does not quote in YAML", "Кавычка {char} не является кавычкой YAML",
    "Use straight quotes: \" or '.", "Используйте прямые кавычки: \" или '.")
TEXT_AFTER_VALUE = _code(
    "E030", "text-after-value",
    "Something follows the end of the value", "После конца значения написано что-то ещё",
    "Put the whole text in quotes; inside single quotes an apostrophe is doubled.",
    "Заключите весь текст в кавычки; внутри одинарных кавычек апостроф удваивается.")
TEXT_AFTER_QUOTE = replace(
    TEXT_AFTER_VALUE,
    text=Text(
        "The quotation mark {char} ends the text, and something follows it",
        "Кавычка {char} завершает текст, а после неё написано что-то ещё"),
    hint=Text(
        "Put the whole text in quotes, and write those inside it as «…».",
        "Заключите в кавычки весь текст, а внутри него используйте «ёлочки»."))
LIST_BESIDE_KEY = _code(
    "E031", "list-beside-key",
    "A list cannot begin in the middle of a line", "Список не может начинаться в середине строки",
    "Begin the list on the next line; a text that begins with a dash goes in quotes.",
    "Начните список с новой строки; текст, начинающийся с дефиса, заключите в кавычки.")
BLOCK_TEXT_HEADER = _code(
    "E032", "block-text-header",
    "After {char} the text must begin on the next line", "После {char} текст должен начинаться со следующей строки",
    "If the sign itself is meant, put the text in quotes; limits are written as at_least, above, at_most, below.",
    "Если имеется в виду сам знак, заключите текст в кавычки; "
    "границы задаются ключами at_least, above, at_most, below.")
LIST_DASH = _code(
    "E033", "list-dash",
    "A dash stands where a hyphen is wanted", "Вместо дефиса стоит тире",
    "An item of a list begins with a hyphen and a space: «- »; if it is a text, put it in quotes.",
    "Элемент списка начинается с дефиса и пробела: «- »; если это текст, заключите его в кавычки.")
GLUED_HYPHEN = replace(LIST_DASH, text=Text("There is no space after the hyphen", "После дефиса нет пробела"))
COMMA_IN_TEXT = _code(
    "E034", "comma-in-text",
    "The comma ends the text, and «{after}» is taken for a key",
    "Запятая завершает текст, и «{after}» считается ключом",
    'Put the whole text in quotes: "{whole}".', 'Заключите весь текст в кавычки: "{whole}".')
YAML_SYNTAX = _code(
    "E039", "yaml-syntax",
    "The YAML cannot be read here", "Здесь нарушена запись YAML",
    "Check the quotes, colons and indentation of this line and of the one above.",
    "Проверьте кавычки, двоеточия и отступы в этой строке и в предыдущей.")

CODES = (
    NOT_UTF8, INVISIBLE_CHARACTER, TOO_LARGE, EMPTY_FILE, TOO_DEEP, TAB, SEVERAL_DOCUMENTS, DIRECTIVE, UNUSUAL_SPACE,
    ANCHOR, ALIAS, MERGE_KEY, TAG, DUPLICATE_KEY, EMPTY_VALUE, KEY_NOT_TEXT, NOT_A_NUMBER, NUMBER_TOO_LONG, TOO_MANY,
    UNCLOSED_QUOTE, UNCLOSED_BRACKET, BRACKETED_LIST, INDENTATION, MISSING_COLON, SPACE_AFTER_COLON, COLON_IN_TEXT,
    FIRST_CHARACTER, ESCAPE, TYPOGRAPHIC_QUOTES, TEXT_AFTER_VALUE, LIST_BESIDE_KEY, BLOCK_TEXT_HEADER, LIST_DASH,
    COMMA_IN_TEXT, YAML_SYNTAX,
)

# Words of the parser's «context: problem», in libyaml and in PyYAML alike; the first that fits wins.
_PHRASES = (
    ("directive", DIRECTIVE), ("duplicate tag handle", DIRECTIVE), ("YAML document", DIRECTIVE), (" tag", TAG),
    ("escape", ESCAPE), ("hexdecimal", ESCAPE), ("quoted scalar: found unexpected", UNCLOSED_QUOTE),
    ("could not find expected ':'", MISSING_COLON), ("mapping values are not allowed", COLON_IN_TEXT),
    ("sequence entries are not allowed", LIST_BESIDE_KEY), ("mapping keys are not allowed", FIRST_CHARACTER),
    ("cannot start any token", FIRST_CHARACTER), ("an alias: ", FIRST_CHARACTER), ("an anchor: ", FIRST_CHARACTER),
    ("a block scalar: ", BLOCK_TEXT_HEADER), (" flow ", BRACKETED_LIST), ("a plain scalar: ", BRACKETED_LIST),
    ("block node: ", FIRST_CHARACTER), (" block ", INDENTATION), ("document start", INDENTATION),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the parser gave up: its words, offsets in `text` of what it was reading (`since`) and where it stopped
    (`at`), of the innermost bracket still open, and of the start and end of the last quoted text."""

    text: str
    phrase: str
    since: int
    at: int
    bracket: int | None
    quoted: tuple[int, int] | None = None

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def line_end(self, offset: int) -> int:
        line = re.compile(r"[^\r\n]*").match(self.text, offset)
        return offset + len(line[0].rstrip()) if line else offset


@dataclass(frozen=True, slots=True)
class Explanation:
    """A mistake from offset `start` to `end`; `related` is the offset of another place to look at."""

    code: Code
    start: int
    end: int
    params: dict[str, object]
    related: int | None = None


def explain(failure: Failure) -> Explanation:
    """What the author did wrong, for the parser's words speak of tokens and not of texts."""
    code = next((code for words, code in _PHRASES if words in failure.phrase), YAML_SYNTAX)
    dash = list_dash(failure.text, failure.line_start(failure.at)) if failure.bracket is None else None
    return dash or _EXPLAIN.get(code.id, _unknown)(failure)


_DASH = re.compile(r" *(?:([–—−‒‑])|-(?=[^\s-]))")


def list_dash(text: str, offset: int) -> Explanation | None:
    """What stands there begins with a dash, or with a hyphen and no space, where an item of a list should begin."""
    dash = _DASH.match(text, offset)
    return dash and Explanation(LIST_DASH if dash[1] else GLUED_HYPHEN, dash.end() - 1, dash.end(), {})


def _unknown(failure: Failure) -> Explanation:
    return Explanation(YAML_SYNTAX, failure.at, failure.at + 1, {})


def _one(code: Code, failure: Failure, offset: int) -> Explanation:
    """A mistake of one character, which the message names."""
    char = failure.text[offset : offset + 1]
    return Explanation(code, offset, offset + 1, {"char": char}) if char else _unknown(failure)


def _escape(failure: Failure) -> Explanation:
    start = failure.text.rfind("\\", 0, failure.at + 1)
    escape = re.compile(r"\\(?:[xuU][0-9a-fA-F]*|.)").match(failure.text, start)
    if escape is None:  # the file ends after the backslash
        return _unclosed_quote(failure)
    return Explanation(ESCAPE, start, escape.end(), {"text": escape[0]})


def _unclosed_quote(failure: Failure) -> Explanation:
    return _one(UNCLOSED_QUOTE, failure, failure.since)


def _missing_colon(failure: Failure) -> Explanation:
    end = failure.line_end(failure.since)
    line = failure.text[failure.since : end]
    if space := re.match(r"(?:[^\s:]+:)?([^\S ])", line):
        return _unusual_space(failure, failure.since + space.start(1))
    glued = re.match(r"[^\s:]+:\S", line)
    return Explanation(SPACE_AFTER_COLON if glued else MISSING_COLON, failure.since, end, {})


def _unusual_space(failure: Failure, offset: int) -> Explanation:
    return Explanation(UNUSUAL_SPACE, offset, offset + 1, space_names(failure.text[offset]))


_SPACES = {
    "\u00a0": ("a no-break space", "неразрывный пробел"),
    "\u202f": ("a narrow no-break space", "узкий неразрывный пробел"),
}


def space_names(char: str) -> dict[str, object]:
    point = f"U+{ord(char):04X}"
    if char not in _SPACES:
        return {"char_en": point, "char_ru": point}
    en, ru = _SPACES[char]
    return {"char_en": f"{en} ({point})", "char_ru": f"{ru} ({point})"}


def _colon(failure: Failure) -> Explanation:
    start = failure.line_start(failure.at)
    before = failure.text[start : failure.at]
    if not before.strip():
        return Explanation(KEY_NOT_TEXT, failure.at, failure.at + 1, {})
    if quote := re.search(r"[:-]\s+([“”„‘’])", before):
        return _one(TYPOGRAPHIC_QUOTES, failure, start + quote.start(1))
    if re.search(r":\s", before):
        return Explanation(COLON_IN_TEXT, failure.at, failure.at + 1, {})
    first = start + len(before) - len(before.lstrip())
    if above := _glued_line_above(failure, start, first - start) or _unindented_line_above(failure, start):
        return above
    return Explanation(INDENTATION, first, failure.line_end(first), {})


def _glued_line_above(failure: Failure, start: int, indent: int) -> Explanation | None:
    """`a:1` above `b: 2` reads as one text, `a:1 b`, and the parser complains of the second colon only."""
    above = failure.line_start(len(failure.text[:start].rstrip()))
    glued = re.compile(r"((?:- +| )*)[^\s:]+:(?=[^ \r\n])").match(failure.text, above)
    if glued is None or len(glued[1]) != indent or above == start:
        return None
    return _missing_colon(replace(failure, since=above + indent))


_KEY_AND_LINE = re.compile(r"( *)([^\s:]+): *\r?\n\1[^\s#-][^\r\n]*\r?\n")


def _unindented_line_above(failure: Failure, start: int) -> Explanation | None:
    """`a: 1` below `key:` and above an indented `b: 2`: the line between the two has lost its indentation."""
    lost = failure.line_start(max(start - 1, 0))
    lines = _KEY_AND_LINE.match(failure.text, failure.line_start(max(lost - 1, 0)))
    if lines is None or lines.end() != start:
        return None
    return Explanation(INDENTATION_LOST, lost + len(lines[1]), failure.line_end(lost), {"above": lines[2]})


def _list_beside_key(failure: Failure) -> Explanation:
    return Explanation(LIST_BESIDE_KEY, failure.at, failure.at + 1, {})


def _first_character(failure: Failure) -> Explanation:
    word_read = failure.text[failure.since : failure.since + 1] in ("*", "&")
    offset = failure.since if word_read else failure.at
    return _one(FIRST_CHARACTER_SIGN if failure.text[offset : offset + 1] == ">" else FIRST_CHARACTER, failure, offset)


def _block_text(failure: Failure) -> Explanation:
    char = failure.text[failure.since]
    return Explanation(BLOCK_TEXT_HEADER, failure.since, failure.line_end(failure.since), {"char": char})


def _tag(failure: Failure) -> Explanation:
    tag = re.compile(r"![^\s,\[\]{}]*").search(failure.text, failure.since)
    return Explanation(TAG, tag.start(), tag.end(), {"name": tag[0]}) if tag else _unknown(failure)


def _directive(failure: Failure) -> Explanation:
    start = failure.line_start(failure.at)
    return Explanation(DIRECTIVE, start, failure.line_end(start), {})


def _brackets(failure: Failure) -> Explanation:
    if failure.bracket is None:
        return _first_character(failure)
    opening = _one(UNCLOSED_BRACKET, failure, failure.bracket)
    if after := _after_quote(failure):
        return after
    if _PAIRS.get(failure.text[failure.at : failure.at + 1], opening.params["char"]) != opening.params["char"]:
        return replace(opening, related=failure.at)
    at_end = not failure.text[failure.at :].strip()
    if not at_end and failure.line_start(failure.at) == failure.line_start(failure.bracket):
        before = failure.text[failure.line_start(failure.at) : failure.at]
        if quote := re.search(r"[:,\[{]\s*([“”„«‘’])[^”“»’]*$", before):
            return _one(TYPOGRAPHIC_QUOTES, failure, failure.line_start(failure.at) + quote.start(1))
        colon = re.search(r"[^\s,\[{]\s*:$", before + failure.text[failure.at])
        return Explanation(COLON_IN_BRACES if colon else BRACKETED_LIST, failure.at, failure.at + 1, {})
    return opening if at_end else replace(opening, related=failure.at)


_PAIRS = {"]": "[", "}": "{"}
_NEXT_ITEM = re.compile(r"""\s+(?:["'\[{]|[\w.-]+:\s)""")


def _after_quote(failure: Failure) -> Explanation | None:
    """Something follows a quoted text: the quotation mark that ended it was meant to open another text, or was meant
    as a part of it; not where the next item follows, and only a comma is missing."""
    start, end = failure.quoted or (0, 0)
    if not start or end > failure.at or failure.text[end : failure.at].strip(" "):
        return None
    quoted = failure.text[start + 1 : end - 1]
    if "\n" in quoted and quoted.rstrip()[-1:] in (":", ",", "[", "{", "-"):
        return _one(UNCLOSED_QUOTE, failure, start)
    if _NEXT_ITEM.match(failure.text, end) or failure.text[failure.at] in ":,]}":
        return None
    char = failure.text[start]
    code = TEXT_AFTER_QUOTE if char == '"' else TEXT_AFTER_VALUE
    return Explanation(code, failure.at, failure.line_end(failure.at), {"char": char})


def _block(failure: Failure) -> Explanation:
    if failure.text[failure.at : failure.at + 1] == ":":
        return _colon(failure)
    above = failure.line_start(len(failure.text[: failure.at].rstrip()))
    if "document start" in failure.phrase and failure.text[above : above + 1] == "%":
        return _directive(replace(failure, at=above))
    if after := _after_quote(failure):
        return after
    before = failure.text[failure.line_start(failure.at) : failure.at]
    end = failure.line_end(failure.at)
    return Explanation(TEXT_AFTER_VALUE if before.strip() else INDENTATION, failure.at, end, {})


_EXPLAIN: dict[str, Callable[[Failure], Explanation]] = {
    UNCLOSED_QUOTE.id: _unclosed_quote,
    BRACKETED_LIST.id: _brackets,
    INDENTATION.id: _block,
    MISSING_COLON.id: _missing_colon,
    COLON_IN_TEXT.id: _colon,
    FIRST_CHARACTER.id: _first_character,
    ESCAPE.id: _escape,
    LIST_BESIDE_KEY.id: _list_beside_key,
    BLOCK_TEXT_HEADER.id: _block_text,
    TAG.id: _tag,
    DIRECTIVE.id: _directive,
}
