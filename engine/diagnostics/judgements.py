"""Mistakes in how values are judged, totalled and placed (E37x, E38x): inputs, tests, tables, totals."""

from __future__ import annotations

from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

# Inputs and tests

INPUT_NAME_TAKEN = code(
    "E370", "input-name-taken",
    "“{name}” already means something here: {known}", "Имя «{name}» здесь уже занято: {known}",
    "Choose another name.", "Выберите другое имя.")
UNKNOWN_INPUT = code(
    "E371", "unknown-input",
    "There is no input “{name}”", "Входа «{name}» нет",
    "{near_en}Inputs known here: {known}.", "{near_ru}Здесь известны: {known}.")
NAMES_OF_NUMBER = code(
    "E372", "names-of-number",
    "“{input}” is a number, and it is tested by names", "«{input}» – число, а проверяется именами",
    "Write limits, such as {{at_least: 1}} or {{is: true}}.",
    "Задайте границы, например {{at_least: 1}} или {{is: true}}.")
LIMITS_OF_NAME = code(
    "E373", "limits-of-name",
    "“{input}” is a name, and it is tested by numbers", "«{input}» – имя, а проверяется числами",
    "Write a list of names, such as [{known}].", "Задайте перечень имён, например [{known}].")
IMPOSSIBLE_NAME = code(
    "E374", "impossible-name",
    "“{input}” is never “{name}”", "«{input}» не бывает «{name}»",
    "{near_en}What it can be: {known}.", "{near_ru}Возможные значения: {known}.")
REVERSED_TEST = code(
    "E375", "reversed-test",
    "No number passes the test of “{input}”: {low} is not less than {high}",
    "Условию на «{input}» не отвечает ни одно число: {low} не меньше {high}",
    "Swap or correct the limits.", "Поменяйте границы местами или исправьте их.")
NAME_RECKONED_WITH = code(
    "E376", "name-reckoned-with",
    "“{name}” is a name and no number, so no formula can use it",
    "«{name}» – имя, а не число, поэтому в формуле его быть не может",
    "Test it by a list of names, or take a number, such as “is: OUTCOME”, which is 1 or 0.",
    "Проверяйте его перечнем имён или возьмите число, например «is: ИСХОД»: это 1 или 0.")
INPUT_UNUSED = code(
    "W377", "unused-input",
    "The input “{name}” is not used", "Вход «{name}» не используется",
    "Use it in a test, a formula or a text, or delete it.", "Используйте его в условии, формуле, тексте или удалите.")
INPUT_CYCLE = code(
    "E378", "input-cycle",
    "The input “{name}” depends on itself: {path}", "Вход «{name}» зависит от самого себя: {path}",
    "Take one of the references out.", "Уберите одну из ссылок.")
REVERSED_SCALE = code(
    "E379", "reversed-scale",
    "“least” ({least}) is greater than “most” ({most})", "«least» ({least}) больше «most» ({most})",
    "Swap or correct the numbers.", "Поменяйте числа местами или исправьте их.")

# Tables

TABLE_WITHOUT_ROWS = code(
    "E380", "table-without-rows",
    "Indicator “{id}” decides by a table and has none", "Показатель «{id}» решает по таблице, а таблицы у него нет",
    "Write “judge” with a ladder or a grid.", "Задайте «judge» с «ladder» или «grid».")
UNTAKEN_CASE = code(
    "E381", "untaken-case",
    "No row of the table of indicator “{id}” takes the case {case}",
    "Ни одна строка таблицы показателя «{id}» не подходит для случая {case}",
    "Add a row (in a grid, a cell) for it, or a last row with “otherwise: true”.",
    "Добавьте для него строку (в grid – ячейку) или последнюю строку «otherwise: true».")
UNREACHED_ROW = code(
    "W382", "unreached-row",
    "Row {number} of the table of indicator “{id}” is never reached: the rows before it leave it no case",
    "Строка {number} таблицы показателя «{id}» недостижима: строки выше не оставляют ей ни одного случая",
    "Delete the row, move it up, or correct its tests.", "Удалите строку, поднимите её выше или исправьте условия.")
SHARED_CASE = code(
    "E383", "shared-case",
    "Two rows of the table of indicator “{id}” take the case {case}, and only one may: see {first}",
    "Две строки таблицы показателя «{id}» подходят для случая {case}, а должна одна: см. {first}",
    "Narrow one of the two, or write “match: first”.", "Сузьте условия одной из них или укажите «match: first».")
NO_VARIANT = code(
    "E384", "no-variant",
    "No variant of indicator “{id}” is for the case {case}",
    "Ни один вариант показателя «{id}» не подходит для случая {case}",
    "Add a variant for it, or a last one with “for: otherwise”.",
    "Добавьте для него вариант или последний вариант «for: otherwise».")
UNREACHED_VARIANT = code(
    "W385", "unreached-variant",
    "Variant {number} of indicator “{id}” is never used: the variants before it leave it no case",
    "Вариант {number} показателя «{id}» не применяется: варианты выше не оставляют ему ни одного случая",
    "Delete the variant, move it up, or correct “for”.", "Удалите вариант, поднимите его выше или исправьте «for».")

# Totals

OUTCOME_OF_NO_MEMBER = code(
    "E386", "outcome-of-no-member",
    "None of the indicators totalled ever has the outcome “{outcome}”",
    "Ни у одного из сводимых показателей не бывает исхода «{outcome}»",
    "{near_en}Their outcomes: {known}.", "{near_ru}Их исходы: {known}.")
MEMBER_NEVER_COUNTS = code(
    "E387", "member-never-counts",
    "Indicator “{member}” has none of the outcomes that “{id}” counts",
    "У показателя «{member}» нет ни одного исхода из тех, что считает «{id}»",
    "Add one of its outcomes, or leave it out. Its outcomes: {known}.",
    "Добавьте один из его исходов или исключите его. Его исходы: {known}.")
NEGATIVE_CAP = code(
    "E388", "negative-cap",
    "“cap” is {cap}: no total from zero up would be left", "«cap» равен {cap}: итога от нуля и выше не останется",
    "Correct the number, or delete “cap”.", "Исправьте число или удалите «cap».")
MAYBE_NOT_POSITIVE = code(
    "W389", "maybe-not-positive",
    "Indicator “{member}” can be {witness}, and then the {how} of “{id}” is zero or cannot be computed",
    "Показатель «{member}» бывает равен {witness}, и тогда {how} в «{id}» равен нулю или не вычисляется",
    "Use another “how”, or shift the numbers so that they are above zero.",
    "Используйте другой «how» или сдвиньте числа так, чтобы они были больше нуля.")
SILENT_TOTAL = code(
    "W390", "silent-total",
    "“{id}” judges a {how} and does not say what unknown members do: each counts as if it gave nothing",
    "«{id}» оценивает {how}, и неизвестный показатель считается в нём ничего не давшим: иное не указано",
    "Write “minimum_coverage: 100” (no outcome until all is known) or “unknown: block”, “leave” or “zero”.",
    "Укажите «minimum_coverage: 100» (исхода нет, пока не известно всё) или «unknown: block», «leave» либо «zero».")

CODES = (
    INPUT_NAME_TAKEN, UNKNOWN_INPUT, NAMES_OF_NUMBER, LIMITS_OF_NAME, IMPOSSIBLE_NAME, REVERSED_TEST,
    NAME_RECKONED_WITH, INPUT_UNUSED, INPUT_CYCLE, REVERSED_SCALE, TABLE_WITHOUT_ROWS, UNTAKEN_CASE, UNREACHED_ROW,
    SHARED_CASE, NO_VARIANT, UNREACHED_VARIANT, OUTCOME_OF_NO_MEMBER, MEMBER_NEVER_COUNTS, NEGATIVE_CAP,
    MAYBE_NOT_POSITIVE, SILENT_TOTAL,
)
# fmt: on
