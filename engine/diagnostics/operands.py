"""Mistakes in what is taken from facts, findings and periods (E35x, E36x)."""

from __future__ import annotations

from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

SHORT_WINDOW = code(
    "E350", "short-window",
    "The window has {most} periods at most, and {least} known values are needed",
    "В окне периодов не больше {most}, а известных значений нужно {least}",
    "Lengthen the window, or lower “at_least”.", "Увеличьте окно или уменьшите «at_least».")
WINDOW_NEVER_FULL = code(
    "W351", "window-never-full",
    "In this calendar the window has {most} periods at most, and {least} known values are needed",
    "В этом календаре периодов в окне не больше {most}, а известных значений нужно {least}",
    "Add periods to the calendar, correct the window, or lower “at_least”.",
    "Добавьте периоды в календарь, исправьте окно или уменьшите «at_least».")
OTHER_LENGTH = code(
    "W352", "period-of-other-length",
    "“{id}” is never evaluated for periods as long as “{period}” (months: {length}), so this one is never found",
    "«{id}» не оценивается за периоды той же длины, что «{period}» (месяцев: {length}), поэтому он не будет найден",
    "Name a period of one of these lengths in months: {lengths}.",
    "Укажите период одной из этих длин в месяцах: {lengths}.")
NO_OUTCOMES = code(
    "E354", "indicator-without-outcomes",
    "Indicator “{id}” has no outcomes", "У показателя «{id}» нет исходов",
    "Give it outcomes in “judge”, or name another indicator.",
    "Задайте ему исходы в «judge» или укажите другой показатель.")
NO_POINTS_TO_TAKE = code(
    "E355", "indicator-without-points",
    "Indicator “{id}” gives no points", "Показатель «{id}» не даёт баллов",
    "Take its value, or give points in its judgement.", "Возьмите его значение или задайте баллы в его «judge».")
NO_VALUE_TO_TAKE = code(
    "E356", "indicator-without-value",
    "Indicator “{id}” has no value: it only decides by a table",
    "У показателя «{id}» нет значения: он лишь решает по таблице",
    "Take its points or its outcome.", "Возьмите его баллы или исход.")
NO_MEMBERS = code(
    "E357", "fact-without-members",
    "“{key}” has no members: its type is {type}", "У «{key}» нет элементов: его тип – {type}",
    "Name a fact of the type set, or take something else of this one.",
    "Укажите факт типа set или возьмите у этого что-то другое.")
NO_TEXTS = code(
    "E358", "fact-without-texts",
    "“numbers” stand for texts or members, and the type of “{key}” is {type}",
    "«numbers» задаются для текстов или элементов, а тип «{key}» – {type}",
    "Name a fact of the type text or set, or delete “numbers”.",
    "Укажите факт типа text или set или удалите «numbers».")
UNKNOWN_MEMBER = code(
    "E359", "unknown-member",
    "“{key}” has no member “{member}”", "У «{key}» нет элемента «{member}»",
    "{near_en}Its members: {known}.", "{near_ru}Его элементы: {known}.")
NO_AMOUNT = code(
    "E360", "fold-of-no-amount",
    "“{fold}” means nothing for {what_en}", "«{fold}» не имеет смысла для {what_ru}",
    "Use another fold, such as first, last or count.", "Используйте другую свёртку, например first, last или count.")
PART_ROLLED_UP = code(
    "E361", "part-rolled-up",
    "Indicator “{id}” is rolled up, and only values can be summed over entities, not “{key}”",
    "Показатель «{id}» сводится, а складывать по сущностям можно только значения, а не «{key}»",
    "Delete “rollup”, or “{key}”.", "Удалите «rollup» или «{key}».")
MIXED_UNITS = code(
    "W363", "mixed-units",
    "The formula adds, subtracts or compares numbers of different units: {one} and {other}",
    "В формуле складываются, вычитаются или сравниваются числа в разных единицах: {one} и {other}",
    "Bring both to one unit, by a ratio or a constant that has a unit, or correct the units of the facts.",
    "Приведите оба числа к одной единице – отношением или постоянной с единицей – или исправьте единицы сведений.")
ZERO_DENOMINATOR = code(
    "W364", "maybe-zero-denominator",
    "The denominator of indicator “{id}” (“{divisor}”) can be zero, which the rule does not provide for",
    "Знаменатель показателя «{id}» («{divisor}») может быть равен нулю, но правило этого случая не предусматривает",
    "Write “denominator_zero: not_assessed”, or the value that the indicator has then.{or_en}",
    "Укажите «denominator_zero: not_assessed» или значение показателя в этом случае.{or_ru}")
ZERO_BASE = code(
    "W365", "maybe-zero-base",
    "The base of indicator “{id}” (“{divisor}”) can be zero, which the rule does not provide for",
    "База показателя «{id}» («{divisor}») может быть равна нулю, но правило этого случая не предусматривает",
    "Write “base_zero: not_assessed”, or the value that the indicator has then.{or_en}",
    "Укажите «base_zero: not_assessed» или значение показателя в этом случае.{or_ru}")
ZERO_DIVISOR = code(
    "W366", "maybe-zero-divisor",
    "In the formula of indicator “{id}” the divisor “{divisor}” can be zero{near_case}, which the rule does not "
    "provide for",
    "В формуле показателя «{id}» делитель «{divisor}» может быть равен нулю{near_case}, но правило этого случая не "
    "предусматривает",
    "Write “division_by_zero: not_assessed”, or the value of the whole formula then, or in the formula “CASE WHEN "
    "{divisor} = 0 THEN … ELSE … END”.{or_en}",
    "Укажите «division_by_zero: not_assessed» или значение всей формулы в этом случае либо напишите в формуле "
    "«CASE WHEN {divisor} = 0 THEN … ELSE … END».{or_ru}")
ZERO_IN_JUDGEMENT = code(
    "W367", "maybe-zero-in-judgement",
    "In the judgement of indicator “{id}” the divisor “{divisor}” can be zero{near_case}, which the rule does not "
    "provide for",
    "В оценке показателя «{id}» делитель «{divisor}» может быть равен нулю{near_case}, но правило этого случая не "
    "предусматривает",
    "Write “CASE WHEN {divisor} = 0 THEN … ELSE … END” in the formula, or a row for that case.{or_en}",
    "Напишите в формуле «CASE WHEN {divisor} = 0 THEN … ELSE … END» или задайте строку для этого случая.{or_ru}")
TOP_SIBLINGS = code(
    "W362", "siblings-at-the-top",
    "Entities of level “{level}” have nobody above them, and so no siblings",
    "Над сущностями уровня «{level}» никого нет, поэтому нет и соседей по вышестоящей (siblings)",
    "Use “among: level”, or take the level out.", "Используйте «among: level» или уберите этот уровень.")

CODES = (
    SHORT_WINDOW, WINDOW_NEVER_FULL, OTHER_LENGTH, NO_OUTCOMES, NO_POINTS_TO_TAKE, NO_VALUE_TO_TAKE, NO_MEMBERS,
    NO_TEXTS, UNKNOWN_MEMBER, NO_AMOUNT, PART_ROLLED_UP, MIXED_UNITS, TOP_SIBLINGS,
    ZERO_DENOMINATOR, ZERO_BASE, ZERO_DIVISOR, ZERO_IN_JUDGEMENT,
)
# fmt: on
