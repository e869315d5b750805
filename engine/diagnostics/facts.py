"""What can be wrong with facts (E530 to E559) and with registers of entities (E560 to E579); `CODES` is all of E5xx."""

from __future__ import annotations

from engine.diagnostics.fact_files import FILE_CODES
from engine.diagnostics.pack import code

# fmt: off  (a table: identity; message in English, in Russian; hint in English, in Russian)

UNKNOWN_ENTITY = code(
    "E530",
    "unknown-entity",
    "The register has no entity “{id}”",
    "Сущности «{id}» нет в реестре",
    "{near_en}Check the id (Latin or Cyrillic letters, zeros in front) and the register.",
    "{near_ru}Проверьте обозначение (латинские или русские буквы, нули в начале) и реестр.",
)
UNKNOWN_KEY = code(
    "E531",
    "unknown-fact-key",
    "The rule pack has no fact “{id}”",
    "Факта «{id}» нет в словаре комплекта правил",
    "{near_en}Check the key and the fact dictionary of the pack.",
    "{near_ru}Проверьте ключ и словарь фактов комплекта.",
)
UNKNOWN_PERIOD = code(
    "E532",
    "unknown-period",
    "The calendar has no period “{id}”",
    "Периода «{id}» нет в календаре",
    "{near_en}Periods of the calendar: {known}.",
    "{near_ru}Периоды календаря: {known}.",
)
UNKNOWN_SOURCE = code(
    "E533",
    "unknown-source",
    "The rule pack has no source “{id}”",
    "Источника «{id}» нет в комплекте правил",
    "{near_en}Sources of the pack: {known}.",
    "{near_ru}Источники комплекта: {known}.",
)
UNKNOWN_STATE = code(
    "E534",
    "unknown-state",
    "“{text}” is not a state of a fact",
    "«{text}» не является состоянием факта",
    "{near_en}Known states: {known}.",
    "{near_ru}Известные состояния: {known}.",
)
MISSING_CELL = code(
    "E535",
    "missing-cell",
    "“{column}” is empty",
    "Не заполнено «{column}»",
    "Fill it in: without it nobody can tell what the fact is about.",
    "Заполните: без этого неизвестно, к чему относится факт.",
)
TURNED_INTO_DATE = code(
    "E536",
    "turned-into-date",
    "Here stands the date “{text}”, which Excel makes of entries such as 2.4 or 4-2",
    "Здесь дата «{text}»: в неё Excel превращает записи вида 2.4 или 4-2",
    "Format the column as text and type the entry anew.",
    "Задайте столбцу текстовый формат и введите значение заново.",
)
ID_NOT_TEXT = code(
    "E537",
    "id-stored-as-number",
    "“{text}” is stored as a number or a logical value, not as an id",
    "«{text}» сохранено как число или логическое значение, а не как обозначение",
    "Format the column as text and type the id anew: of 2.10 a number keeps only 2.1.",
    "Задайте столбцу текстовый формат и введите обозначение заново: от 2.10 в числе остаётся только 2.1.",
)
FORMULA_ERROR = code(
    "E538",
    "formula-error",
    "The formula in this cell gives the error {text}",
    "Формула в этой ячейке даёт ошибку {text}",
    "Mend the formula, or put the value itself into the cell.",
    "Исправьте формулу или внесите в ячейку само значение.",
)
FORMULA_NOT_COMPUTED = code(
    "E539",
    "formula-not-computed",
    "The formula in this cell has never been computed",
    "Формула в этой ячейке ни разу не вычислялась",
    "Open the workbook in Excel or LibreOffice and save it.",
    "Откройте книгу в Excel или LibreOffice и сохраните её.",
)
MERGED_VALUE = code(
    "E540",
    "merged-value",
    "The value stands in merged cells: whose it is cannot be told",
    "Значение стоит в объединённых ячейках: неизвестно, к чему оно относится",
    "Unmerge the cells and give every row its own value.",
    "Разделите ячейки и укажите значение в каждой строке.",
)
NOT_A_NUMBER = code(
    "E541",
    "not-a-number",
    "“{text}” is not a number, and the fact “{key}” is one",
    "«{text}» не является числом, а факт «{key}» числовой",
    "Write digits only, such as 1234.5; give the unit in a column of its own.",
    "Укажите только число, например 1234,5; единицу укажите в отдельном столбце.",
)
NOT_YES_NO = code(
    "E542",
    "not-yes-or-no",
    "“{text}” is neither yes nor no, and “{key}” takes nothing else",
    "«{text}» не является ответом «да» или «нет», а «{key}» принимает только такие ответы",
    "Write yes or no.",
    "Укажите «да» или «нет».",
)
NOT_A_DATE = code(
    "E543",
    "not-a-date",
    "“{text}” is not a date",
    "«{text}» не является датой",
    "Write 12.08.2020 or 2020-08-12.",
    "Укажите дату в виде 12.08.2020 или 2020-08-12.",
)
NOT_FINITE = code(
    "E544",
    "not-finite",
    "“{text}” is not a finite number",
    "«{text}» не является конечным числом",
    "Give the number, or its absence as a state.",
    "Укажите число либо отметьте его отсутствие состоянием.",
)
TOO_MANY_DIGITS = code(
    "E545",
    "too-many-digits",
    "The number {text} has too many digits",
    "В числе {text} слишком много цифр",
    "At most 18 digits before the point and 9 after it are kept: round the number, or take a larger unit.",
    "Хранится не более 18 цифр до запятой и 9 после неё: округлите число или возьмите более крупную единицу.",
)
PERCENT_SIGN = code(
    "E546",
    "percent-of-no-percentage",
    "{text} is a percentage, and the fact “{key}” is not",
    "{text} – это процент, а факт «{key}» измеряется не в процентах",
    "Give the number itself in the unit of the fact.",
    "Укажите само число в единицах этого факта.",
)
NOT_WHOLE = code(
    "E547",
    "not-whole",
    "{text} is not a whole number, as “{key}” must be",
    "Число {text} не целое, а «{key}» принимает только целые значения",
    "Check the number, and whether its decimal point is right.",
    "Проверьте число и десятичную запятую в нём.",
)
BELOW_MINIMUM = code(
    "E548",
    "below-minimum",
    "{text} is below {limit}, the least that “{key}” can be",
    "Число {text} меньше {limit} – наименьшего значения «{key}»",
    "Check the number and its sign.",
    "Проверьте число и его знак.",
)
ABOVE_MAXIMUM = code(
    "E549",
    "above-maximum",
    "{text} is above {limit}, the most that “{key}” can be",
    "Число {text} больше {limit} – наибольшего значения «{key}»",
    "Check the number and its unit.",
    "Проверьте число и его единицу измерения.",
)
WRONG_UNIT = code(
    "E550",
    "wrong-unit",
    "The unit is “{text}”, and “{key}” is measured in: {unit}",
    "Указана единица «{text}», а «{key}» измеряется в единицах: {unit}",
    "Convert the number, or correct the unit.",
    "Пересчитайте число или исправьте единицу.",
)
VALUE_WITH_STATE = code(
    "E551",
    "value-with-state",
    "A value is given, and the state “{state}” has none",
    "Значение указано, а состояние «{state}» его не предполагает",
    "Keep the value or the state.",
    "Оставьте либо значение, либо состояние.",
)
STATE_WITHOUT_VALUE = code(
    "E552",
    "reported-without-value",
    "The fact is called reported, and no value is given",
    "Факт назван представленным, а значение не указано",
    "Give the value, zero included, or another state.",
    "Укажите значение (в том числе ноль) или другое состояние.",
)
UNKNOWN_MEMBER = code(
    "E553",
    "unknown-member",
    "“{text}” is not in the list of “{key}”",
    "«{text}» не входит в перечень «{key}»",
    "{near_en}The list: {known}.",
    "{near_ru}Перечень: {known}.",
)
INCOMPLETE_CORRECTION = code(
    "E554",
    "incomplete-correction",
    "A correction needs its provider and the date it was submitted",
    "Для исправления нужны поставщик сведений и дата представления",
    "Fill in provider and submitted_at: they tell what is corrected.",
    "Заполните provider и submitted_at: по ним определяется, что исправлено.",
)
DUPLICATE_ROW = code(
    "E555",
    "duplicate-row",
    "The fact is already stated at {first}, by the same source, provider and dates",
    "Этот факт уже указан в {first}: источник, поставщик и даты те же",
    "Delete one of the two; if one corrects the other, mark it as a correction and date it.",
    "Удалите один из двух; если один исправляет другой, отметьте исправление и укажите дату представления.",
)
REFUSED_ENTITY = code(
    "E556",
    "refused-entity",
    "The entity “{id}” stands in the register with mistakes",
    "Сущность «{id}» указана в реестре с ошибками",
    "Mend the register first.",
    "Сначала исправьте реестр.",
)
LONG_ID = code(
    "E557",
    "long-id",
    "The id “{text}” has {length} characters, and at most {limit} are allowed",
    "В обозначении «{text}» знаков – {length}, допустимо не более {limit}",
    "Give a short id; the full name goes into the column “name” of the register.",
    "Укажите короткое обозначение; полное наименование указывается в столбце «name» реестра.",
)
DUPLICATE_ENTITY = code(
    "E560",
    "duplicate-entity",
    "The entity “{id}” is already in the register: {first}",
    "Сущность «{id}» уже есть в реестре: {first}",
    "Give every entity its own id, and only one row.",
    "Каждой сущности – своё обозначение и только одна строка.",
)
UNKNOWN_LEVEL = code(
    "E561",
    "unknown-level",
    "The rule pack has no level “{id}”",
    "Уровня «{id}» нет в комплекте правил",
    "{near_en}Known levels: {known}.",
    "{near_ru}Известные уровни: {known}.",
)
UNKNOWN_KIND = code(
    "E562",
    "unknown-kind",
    "The rule pack has no kind of entity “{id}”",
    "Вида сущностей «{id}» нет в комплекте правил",
    "{near_en}Known kinds: {known}.",
    "{near_ru}Известные виды: {known}.",
)
KIND_OF_OTHER_LEVEL = code(
    "E563",
    "kind-of-other-level",
    "The kind “{kind}” belongs to the level “{expected}”, not “{level}”",
    "Вид «{kind}» относится к уровню «{expected}», а не «{level}»",
    "Correct the level or the kind.",
    "Исправьте уровень или вид.",
)
UNKNOWN_PARENT = code(
    "E564",
    "unknown-parent",
    "The parent “{id}” is not in the register",
    "Вышестоящей сущности «{id}» нет в реестре",
    "{near_en}Add it to the register, or correct the id.",
    "{near_ru}Добавьте её в реестр или исправьте обозначение.",
)
PARENT_CYCLE = code(
    "E565",
    "parent-cycle",
    "The entities stand above one another in a circle: {cycle}",
    "Сущности подчинены друг другу по кругу: {cycle}",
    "Correct the parent of one of them.",
    "Исправьте вышестоящую сущность у одной из них.",
)
PARENT_BELOW = code(
    "E566",
    "parent-of-lower-level",
    "The parent “{parent}” is of the level “{lower}”, which is below “{level}”",
    "Вышестоящая сущность «{parent}» относится к уровню «{lower}», который ниже уровня «{level}»",
    "Correct the parent or the level.",
    "Исправьте вышестоящую сущность или уровень.",
)
UNKNOWN_OWNER = code(
    "E567",
    "unknown-owner",
    "The owner “{id}” is not in the register",
    "Владельца «{id}» нет в реестре",
    "{near_en}Add it to the register, or correct the id.",
    "{near_ru}Добавьте его в реестр или исправьте обозначение.",
)
UNKNOWN_VERB = code(
    "E568",
    "unknown-verb",
    "“{text}” is not a way to address an entity",
    "«{text}» не является видом обращения",
    "Write recommend or instruct.",
    "Укажите «рекомендовать» или «поручить».",
)
MISSING_FORM = code(
    "E569",
    "missing-form",
    "The entity “{id}” lacks the form “{form}”, which the texts of the pack need: {rule}",
    "У сущности «{id}» нет формы «{form}», которая нужна текстам комплекта: {rule}",
    "Fill in the column “{form}” of the register.",
    "Заполните столбец «{form_ru}» реестра.",
)

CODES = (
    *FILE_CODES,
    UNKNOWN_ENTITY,
    UNKNOWN_KEY,
    UNKNOWN_PERIOD,
    UNKNOWN_SOURCE,
    UNKNOWN_STATE,
    MISSING_CELL,
    TURNED_INTO_DATE,
    ID_NOT_TEXT,
    FORMULA_ERROR,
    FORMULA_NOT_COMPUTED,
    MERGED_VALUE,
    NOT_A_NUMBER,
    NOT_YES_NO,
    NOT_A_DATE,
    NOT_FINITE,
    TOO_MANY_DIGITS,
    PERCENT_SIGN,
    NOT_WHOLE,
    BELOW_MINIMUM,
    ABOVE_MAXIMUM,
    WRONG_UNIT,
    VALUE_WITH_STATE,
    STATE_WITHOUT_VALUE,
    UNKNOWN_MEMBER,
    INCOMPLETE_CORRECTION,
    DUPLICATE_ROW,
    REFUSED_ENTITY,
    LONG_ID,
    DUPLICATE_ENTITY,
    UNKNOWN_LEVEL,
    UNKNOWN_KIND,
    KIND_OF_OTHER_LEVEL,
    UNKNOWN_PARENT,
    PARENT_CYCLE,
    PARENT_BELOW,
    UNKNOWN_OWNER,
    UNKNOWN_VERB,
    MISSING_FORM,
)
