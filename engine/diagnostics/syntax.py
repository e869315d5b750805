"""Mistakes in the YAML itself (E0xx), and how the parser words the ones that it finds."""

from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.core import Code, Text

NOT_UTF8 = Code(
    "E001",
    "not-utf8",
    Text("The file is not in UTF-8: byte {byte} cannot be read", "Файл сохранён не в UTF-8: байт {byte} не читается"),
    Text("Save the file in the UTF-8 encoding.", "Сохраните файл в кодировке UTF-8."),
)
INVISIBLE_CHARACTER = Code(
    "E002",
    "invisible-character",
    Text("The invisible character {char} is not allowed", "Недопустимый невидимый символ {char}"),
    Text("Delete it: type this place anew by hand.", "Удалите его: наберите это место заново вручную."),
)
TOO_LARGE = Code(
    "E003",
    "too-large",
    Text("The file is too large: {size} bytes of {limit} allowed", "Файл слишком велик: {size} байт, допустимо {limit}"),
    Text("Split it into several files.", "Разделите его на несколько файлов."),
)
EMPTY_FILE = Code(
    "E004",
    "empty-file",
    Text("The file is empty", "Файл пуст"),
    Text("Fill it in, or delete the file.", "Заполните файл или удалите его."),
)
TOO_DEEP = Code(
    "E005",
    "too-deep",
    Text("More than {limit} levels of nesting", "Вложенность глубже {limit} уровней"),
    Text("Nest less, or check the indentation.", "Уменьшите вложенность или проверьте отступы."),
)
TAB = Code(
    "E006",
    "tab",
    Text("Tab characters are not allowed", "Знак табуляции недопустим"),
    Text(
        'Replace it with spaces; a tab inside a text is written "\\t" in double quotes.',
        "Замените его пробелами; табуляция внутри текста записывается как "
        '"\\t" в двойных кавычках.',
    ),
)
SEVERAL_DOCUMENTS = Code(
    "E007",
    "several-documents",
    Text("A second document begins here", "Здесь начинается второй документ"),
    Text(
        "One file holds one document: delete the line, or move the rest to a file of its own.",
        "В одном файле может быть только один документ: удалите строку или перенесите остальное в отдельный файл.",
    ),
)
DIRECTIVE = Code(
    "E008",
    "directive",
    Text("YAML directives (%…) are not used", "Директивы YAML (%…) не используются"),
    Text("Delete the line; a text that begins with % goes in quotes.", "Удалите строку; текст, начинающийся с %, заключите в кавычки."),
)
ANCHOR = Code(
    "E010",
    "anchor",
    Text("The anchor {name} is not allowed", "Якорь {name} недопустим"),
    Text(
        "Delete it, and write the value out wherever it is needed; a text that begins with & goes in quotes.",
        "Удалите его и пропишите значение всюду, где оно нужно; текст, начинающийся с &, заключите в кавычки.",
    ),
)
ALIAS = Code(
    "E011",
    "alias",
    Text("The alias {name} is not allowed", "Ссылка на якорь {name} недопустима"),
    Text(
        "Write the value out; a text that begins with * goes in quotes.",
        "Пропишите значение полностью; текст, начинающийся с *, заключите в кавычки.",
    ),
)
MERGE_KEY = Code(
    "E012",
    "merge-key",
    Text("The merge key << is not allowed", "Ключ слияния << недопустим"),
    Text("Write the keys out.", "Пропишите ключи полностью."),
)
TAG = Code(
    "E013",
    "tag",
    Text("The tag {name} is not allowed", "Тег {name} недопустим"),
    Text(
        "Delete it; a text that begins with ! goes in quotes.",
        "Удалите его; текст, начинающийся с !, заключите в кавычки.",
    ),
)
DUPLICATE_KEY = Code(
    "E014",
    "duplicate-key",
    Text("The key «{key}» is written twice", "Ключ «{key}» указан дважды"),
    Text(
        "Keep one of them; the first is at line {line}.",
        "Оставьте один из них; первый находится в строке {line}.",
    ),
)
EMPTY_VALUE = Code(
    "E015",
    "empty-value",
    Text("Nothing is written after «{after}»", "После «{after}» ничего не указано"),
    Text("Write the value, or delete the line.", "Укажите значение или удалите строку."),
)
EMPTY_IN_BRACES = replace(
    EMPTY_VALUE,
    hint=Text(
        "Write the value; a text with braces goes in quotes.",
        "Укажите значение; текст с фигурными скобками заключите в кавычки.",
    ),
)
KEY_NOT_TEXT = Code(
    "E016",
    "key-not-text",
    Text("A key must be a word or a text", "Ключом может быть только слово или текст"),
    Text(
        "Write «key: value»; a text with brackets goes in quotes.",
        "Запишите «ключ: значение»; текст со скобками заключите в кавычки.",
    ),
)
NOT_A_NUMBER = Code(
    "E017",
    "not-a-number",
    Text("«{text}» is not a number to reckon with", "«{text}» не является числом, пригодным для расчёта"),
    Text(
        "Write a number; if it is a text, put it in quotes.",
        "Укажите число; если это текст, заключите его в кавычки.",
    ),
)
NUMBER_TOO_LONG = Code(
    "E018",
    "number-too-long",
    Text("The number «{text}» is too long", "Число «{text}» слишком длинное"),
    Text(
        "A number has at most 29 digits before the point and 9 after it; if it is a text, put it in quotes.",
        "В числе не более 29 цифр до точки и 9 после неё; если это текст, заключите его в кавычки.",
    ),
)
UNCLOSED_QUOTE = Code(
    "E020",
    "unclosed-quote",
    Text("The quotation mark {char} is not closed", "Кавычка {char} не закрыта"),
    Text("Add {char} at the end of the text.", "Поставьте {char} в конце текста."),
)
UNCLOSED_BRACKET = Code(
    "E021",
    "unclosed-bracket",
    Text(
        "The bracket {char} is not closed, or a comma is missing after it",
        "Скобка {char} не закрыта, или после неё пропущена запятая",
    ),
    Text(
        "Add the closing bracket or the comma; a text with brackets goes in quotes.",
        "Поставьте закрывающую скобку или запятую; текст со скобками заключите в кавычки.",
    ),
)
BRACKETED_LIST = Code(
    "E022",
    "bracketed-list",
    Text(
        "The list in brackets is broken here: a comma is missing or superfluous",
        "Запись в скобках здесь нарушена: пропущена или лишняя запятая",
    ),
    Text(
        "Separate the items with one comma each; a text with signs such as : , [ ] {{ }} goes in quotes.",
        "Разделите элементы запятыми, по одной; текст со знаками : , [ ] {{ }} заключите в кавычки.",
    ),
)
INDENTATION = Code(
    "E023",
    "indentation",
    Text("The indentation fits none of the lines above", "Отступ не согласован со строками выше"),
    Text(
        "Align the line with its neighbours of the same level; a text of several lines goes in quotes or after >-.",
        "Выровняйте строку по соседним того же уровня; текст из нескольких строк заключите в кавычки "
        "или поместите после >-.",
    ),
)
MISSING_COLON = Code(
    "E024",
    "missing-colon",
    Text("No colon after the key", "После ключа нет двоеточия"),
    Text(
        "Write «key: value»; a line that continues the text above must be indented.",
        "Запишите «ключ: значение»; строка, продолжающая текст выше, должна иметь отступ.",
    ),
)
SPACE_AFTER_COLON = Code(
    "E025",
    "space-after-colon",
    Text("No space after the colon", "После двоеточия нет пробела"),
    Text("Write «key: value», with a space.", "Запишите «ключ: значение» с пробелом."),
)
COLON_IN_TEXT = Code(
    "E026",
    "colon-in-text",
    Text("A second colon in the line: YAML takes it for a key", "Второе двоеточие в строке: YAML принимает текст за ключ"),
    Text("Put the whole text in quotes.", "Заключите весь текст в кавычки."),
)
FIRST_CHARACTER = Code(
    "E027",
    "first-character",
    Text("A value cannot begin with {char}", "Значение не может начинаться с {char}"),
    Text("If it is a text, put it in quotes.", "Если это текст, заключите его в кавычки."),
)
ESCAPE = Code(
    "E028",
    "escape",
    Text("Unknown escape {text} in double quotes", "Неизвестное сочетание {text} в двойных кавычках"),
    Text(
        "Double the backslash, or use single quotes.",
        "Удвойте обратную косую черту или используйте одинарные кавычки.",
    ),
)
TYPOGRAPHIC_QUOTES = Code(
    "E029",
    "typographic-quotes",
    Text("The typographic quotation mark {char} does not quote in YAML", "Типографская кавычка {char} не является кавычкой YAML"),
    Text("Use straight quotes: \" or '.", "Используйте прямые кавычки: \" или '."),
)
TEXT_AFTER_VALUE = Code(
    "E030",
    "text-after-value",
    Text(
        "Something is written after the end of the value",
        "После конца значения написано что-то ещё",
    ),
    Text(
        "Put the whole text in quotes; inside single quotes an apostrophe is doubled.",
        "Заключите весь текст в кавычки; внутри одинарных кавычек апостроф удваивается.",
    ),
)
LIST_BESIDE_KEY = Code(
    "E031",
    "list-beside-key",
    Text("A list cannot begin on this line", "Список не может начинаться в этой строке"),
    Text(
        "Begin it on the next line; a text that begins with a dash goes in quotes.",
        "Начните список с новой строки; текст, начинающийся с дефиса, заключите в кавычки.",
    ),
)
BLOCK_TEXT_HEADER = Code(
    "E032",
    "block-text-header",
    Text("After {char} the text must begin on the next line", "После {char} текст должен начинаться со следующей строки"),
    Text(
        "If the sign itself is meant, put the text in quotes; limits are written as at_least, above, at_most, below.",
        "Если имеется в виду сам знак, заключите текст в кавычки; границы задаются ключами "
        "at_least, above, at_most, below.",
    ),
)
YAML_SYNTAX = Code(
    "E039",
    "yaml-syntax",
    Text("The YAML cannot be read here", "Здесь нарушена запись YAML"),
    Text(
        "Check the quotes, colons and indentation in this line and the one above.",
        "Проверьте кавычки, двоеточия и отступы в этой и предыдущей строке.",
    ),
)

CODES = (
    NOT_UTF8,
    INVISIBLE_CHARACTER,
    TOO_LARGE,
    EMPTY_FILE,
    TOO_DEEP,
    TAB,
    SEVERAL_DOCUMENTS,
    DIRECTIVE,
    ANCHOR,
    ALIAS,
    MERGE_KEY,
    TAG,
    DUPLICATE_KEY,
    EMPTY_VALUE,
    KEY_NOT_TEXT,
    NOT_A_NUMBER,
    NUMBER_TOO_LONG,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACKET,
    BRACKETED_LIST,
    INDENTATION,
    MISSING_COLON,
    SPACE_AFTER_COLON,
    COLON_IN_TEXT,
    FIRST_CHARACTER,
    ESCAPE,
    TYPOGRAPHIC_QUOTES,
    TEXT_AFTER_VALUE,
    LIST_BESIDE_KEY,
    BLOCK_TEXT_HEADER,
    YAML_SYNTAX,
)

PHRASES = (
    ("escape", ESCAPE),
    ("hexdecimal", ESCAPE),
    ("quoted scalar: found unexpected", UNCLOSED_QUOTE),
    ("could not find expected ':'", MISSING_COLON),
    ("mapping values are not allowed", COLON_IN_TEXT),
    ("sequence entries are not allowed", LIST_BESIDE_KEY),
    ("mapping keys are not allowed", FIRST_CHARACTER),
    ("cannot start any token", FIRST_CHARACTER),
    ("an alias: ", FIRST_CHARACTER),
    ("an anchor: ", FIRST_CHARACTER),
    ("a block scalar: ", BLOCK_TEXT_HEADER),
    (" tag", TAG),
    ("directive", DIRECTIVE),
    ("YAML document", DIRECTIVE),
    (" flow ", BRACKETED_LIST),
    ("a plain scalar: ", BRACKETED_LIST),
    ("block node: ", FIRST_CHARACTER),
    (" block ", INDENTATION),
    ("document start", INDENTATION),
)
"""Words of «context: problem», in libyaml and in PyYAML alike, and the kind of mistake; the first that fits wins."""
