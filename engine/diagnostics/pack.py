"""Mistakes in a pack as a whole (E2xx, W2xx): its files, ids, versions, dates, and what its items refer to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.diagnostics.core import Code, Text
from engine.diagnostics.suggest import nearest

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off


def code(number: str, name: str, en: str, ru: str, hint_en: str, hint_ru: str) -> Code:
    return Code(number, name, Text(en, ru), Text(hint_en, hint_ru))


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """Parameters `near_en` and `near_ru`: «did you mean …» with a space after it, or nothing."""
    meant = nearest(name, known)
    if meant is None:
        return {"near_en": "", "near_ru": ""}
    return {"near_en": f"Did you mean “{meant}”? ", "near_ru": f"Возможно, имелось в виду «{meant}». "}


_NAMED = 10


def named(names: Iterable[str]) -> dict[str, str]:
    """Parameters `names_en` and `names_ru`: the first few of the names, and how many more there are."""
    known = list(dict.fromkeys(names))
    shown, more = ", ".join(known[:_NAMED]), len(known) - _NAMED
    if more > 0:
        return {"names_en": f"{shown} and {more} more", "names_ru": f"{shown} и ещё {more}"}
    return {"names_en": shown or "nothing yet", "names_ru": shown or "пока ничего"}


# Files

NO_SUCH_FOLDER = code(
    "E200", "no-such-pack",
    "There is no rule pack at {folder}: no such folder", "Комплекта правил {folder} нет: такой папки не существует",
    "Check the path; a pack is a folder of YAML files.", "Проверьте путь; комплект правил – это папка с файлами YAML.")
NOT_A_FOLDER = code(
    "E201", "pack-not-a-folder",
    "{folder} is a file, and a rule pack is a folder", "{folder} – файл, а комплект правил – это папка",
    "Give the folder the file lies in.", "Укажите папку, в которой лежит файл.")
EMPTY_FOLDER = code(
    "E202", "empty-pack",
    "The folder {folder} has no YAML files", "В папке {folder} нет файлов YAML",
    "Put the files of the pack there, or give another folder.",
    "Поместите в неё файлы комплекта или укажите другую папку.")
NO_PASSPORT = code(
    "E203", "no-passport",
    "The pack has no file pack.yaml of the format pack/1", "В комплекте нет файла pack.yaml формата pack/1",
    "Create pack.yaml with the id, version and title of the pack.",
    "Создайте pack.yaml с обозначением, версией и названием комплекта.")
SECOND_PASSPORT = code(
    "E204", "second-passport",
    "A second file of the format pack/1; the first is {first}", "Второй файл формата pack/1; первый – {first}",
    "Keep one of the two.", "Оставьте один из двух.")
FOREIGN_FILE = code(
    "W205", "foreign-file",
    "The file is not part of a rule pack and is not read", "Файл не относится к комплекту правил и не читается",
    "Rules are read from *.yaml files; move the file away or give it this ending.",
    "Правила читаются из файлов *.yaml; перенесите файл или исправьте его расширение.")
LINK_OUTSIDE = code(
    "E206", "link-outside",
    "The link leads out of the pack's folder", "Ссылка ведёт за пределы папки комплекта",
    "Put the file itself into the pack.", "Поместите в комплект сам файл.")
UNKNOWN_FORMAT = code(
    "E207", "unknown-format",
    "Unknown format “{format}”", "Формат «{format}» неизвестен",
    "{near_en}The formats are: {known}.", "{near_ru}Возможные форматы: {known}.")
NO_FORMAT = code(
    "E208", "no-format",
    "The file does not say its format", "Не указан формат файла",
    "Begin with the line “format: NAME/1”; the formats are: {known}.",
    "Начните файл со строки «format: ИМЯ/1»; возможные форматы: {known}.")
UNREADABLE_FILE = code(
    "E209", "unreadable-file",
    "The file cannot be read: {reason}", "Файл не удаётся прочитать: {reason}",
    "Check the rights to the file, and that no other program holds it.",
    "Проверьте права доступа и не занят ли файл другой программой.")
MISSING_PART = code(
    "E210", "missing-part",
    "The pack has no {part}", "В комплекте нет раздела {part}",
    "Add a file of the format {format} with the list “{part}”.", "Добавьте файл формата {format} со списком «{part}».")
NAME_NOT_TEXT = code(
    "E212", "name-not-text",
    "The path of the file is not UTF-8", "Путь к файлу не в кодировке UTF-8",
    "Rename the file or the folder it lies in.", "Переименуйте файл или папку, в которой он лежит.")

# Values

NO_SUCH_DATE = code(
    "E211", "no-such-date",
    "There is no such day: {date}", "Такой даты нет: {date}",
    "Correct the day or the month.", "Исправьте день или месяц.")

# Suppressions

SUPPRESSION_EXPIRED = code(
    "W213", "suppression-expired",
    "The suppression of {code} ended on {day}", "Срок подавления {code} истёк {day}",
    "Mend what it hid, or set a later “until” and say in “reason” why.",
    "Устраните причину или укажите более поздний срок «until» и обоснуйте его в «reason».")
SUPPRESSION_UNUSED = code(
    "W214", "suppression-unused",
    "The suppression of {code} hides nothing", "Подавление {code} ничего не скрывает",
    "Delete it, or correct “code”, “file” and “item”.", "Удалите его или исправьте «code», «file» и «item».")

# Ids, versions, dates

DUPLICATE_ID = code(
    "E220", "duplicate-id",
    "“{id}” is already used: see {first}", "Обозначение «{id}» уже занято: см. {first}",
    "Give one of the two another id.", "Дайте одному из двух другое обозначение.")
DUPLICATE_VERSION = code(
    "E221", "duplicate-version",
    "“{id}” of version {version} is written twice: see {first}", "«{id}» версии {version} описано дважды: см. {first}",
    "Raise the version of the new one, or delete one of the two.", "Увеличьте версию нового или удалите одно из двух.")
OVERLAPPING_VERSIONS = code(
    "E222", "overlapping-versions",
    "Versions {earlier} and {later} of “{id}” are both in force on {day}: see {first}",
    "Версии {earlier} и {later} для «{id}» действуют одновременно {day}: см. {first}",
    "End the older one with “to:” on the day before the newer one begins.",
    "Завершите более раннюю полем «to:» за день до начала более поздней.")
REVERSED_EFFECTIVE = code(
    "E223", "reversed-effective",
    "“{id}” ends ({until}) before it begins ({since})", "«{id}» заканчивает действие ({until}) раньше начала ({since})",
    "Swap or correct the dates.", "Поменяйте даты местами или исправьте их.")
RESERVED_NAME = code(
    "E224", "reserved-name",
    "A party cannot be called “{name}”: texts use this name for something else",
    "Участника нельзя назвать «{name}»: в текстах это имя занято",
    "Choose another name, such as “{name}_body”.", "Выберите другое имя, например «{name}_body».")
DUPLICATE_NUMBER = code(
    "E225", "duplicate-number",
    "The number {number} is already taken by “{other}”: see {first}",
    "Номер {number} уже занят: «{other}», см. {first}",
    "Number them without repeats.", "Пронумеруйте без повторов.")
REVERSED_PERIOD = code(
    "E226", "reversed-period",
    "Period “{id}” ends ({until}) before it begins ({since})",
    "Период «{id}» кончается ({until}) раньше начала ({since})",
    "Swap or correct the dates.", "Поменяйте даты местами или исправьте их.")
SAME_PERIOD = code(
    "E227", "same-period",
    "Periods “{id}” and “{other}” have the same days: see {first}",
    "Периоды «{id}» и «{other}» – одни и те же дни: см. {first}",
    "Delete one of the two, or correct its dates.", "Удалите один из двух или исправьте его даты.")
OVERLAPPING_PERIODS = code(
    "E228", "overlapping-periods",
    "Periods “{id}” and “{other}” share {day}, and neither of them lies within the other: see {first}",
    "Периоды «{id}» и «{other}» пересекаются ({day}), и ни один не входит в другой: см. {first}",
    "Correct the dates; only a shorter period may lie within a longer one.",
    "Исправьте даты; только более короткий период может входить в более длинный.")
UNUSUAL_NESTING = code(
    "W229", "unusual-nesting",
    "Periods “{id}” (months: {length}) and “{other}” (months: {other_length}) overlap: see {first}",
    "Периоды «{id}» (месяцев: {length}) и «{other}» (месяцев: {other_length}) пересекаются: см. {first}",
    "Check the dates: only months, quarters, half-years and years usually lie within one another.",
    "Проверьте даты: обычно один в другой входят только месяцы, кварталы, полугодия и годы.")

# Acts

INCOMPLETE_ACT_DATE = code(
    "W230", "incomplete-act-date",
    "The date of act “{id}” is incomplete: {date}", "Дата акта «{id}» указана не полностью: {date}",
    "Write the day too, once it is known: YYYY-MM-DD.", "Укажите и день, когда он станет известен: ГГГГ-ММ-ДД.")
SAME_REQUISITES = code(
    "W231", "same-requisites",
    "Acts “{id}” and “{other}” have the same issuer, date and number: see {first}",
    "У актов «{id}» и «{other}» одинаковые орган, дата и номер: см. {first}",
    "Check the requisites of both against the documents.", "Сверьте реквизиты обоих с документами.")

# Requests

NO_REQUEST = code(
    "E235", "no-request",
    "No requests of these kinds are in force on {day}: {kinds}",
    "Нет запросов следующих видов, действующих {day}: {kinds}",
    "Add them, correct “effective”, or remove all requests.",
    "Добавьте их, исправьте срок действия или удалите все запросы.")
SECOND_REQUEST = code(
    "E236", "second-request",
    "Requests “{id}” and “{other}” of the kind “{kind}” are both in force on {day}: see {first}",
    "Запросы «{id}» и «{other}» вида «{kind}» действуют одновременно {day}: см. {first}",
    "Keep one of the two, or divide their dates.", "Оставьте один из двух или разведите сроки их действия.")

# References


def _unknown(number: str, name: str, en: str, ru: str, section: str) -> Code:
    return code(
        number, f"unknown-{name}", f"{en} “{{name}}” is not in the pack", f"{ru} «{{name}}» в комплекте нет",
        f"{{near_en}}Under “{section}”{{file}} there are: {{names_en}}.",
        f"{{near_ru}}В разделе «{section}»{{file}} есть: {{names_ru}}.")


def _untitled(number: str, name: str, en: str, ru: str, section: str) -> Code:
    """What is no more than a title, so that a line adds it."""
    return replace(_unknown(number, name, en, ru, section), hint=Text(
        f"{{near_en}}Add the line “{{name}}: title” under “{section}”{{file}}; there are: {{names_en}}.",
        f"{{near_ru}}Добавьте строку «{{name}}: название» в раздел «{section}»{{file}}; там есть: {{names_ru}}."))


UNKNOWN_ACT = _unknown("E240", "act", "Act", "Акта", "acts")
UNKNOWN_SOURCE = _unknown("E241", "source", "Source", "Источника", "sources")
UNKNOWN_LEVEL = _unknown("E242", "level", "Level", "Уровня", "levels")
UNKNOWN_KIND = _unknown("E243", "kind", "Kind of entity", "Вида сущности", "kinds")
UNKNOWN_UNIT = _untitled("E244", "unit", "Unit", "Единицы измерения", "units")
UNKNOWN_OUTCOME = _untitled("E245", "outcome", "Outcome", "Исхода", "outcomes")
UNKNOWN_FACT = _unknown("E246", "fact", "Fact", "Факта", "facts")
UNKNOWN_CONSTANT = _unknown("E247", "constant", "Constant", "Постоянной величины", "constants")
UNKNOWN_INDICATOR = _unknown("E248", "indicator", "Indicator", "Показателя", "indicators")
UNKNOWN_DIRECTION = _unknown("E249", "direction", "Direction", "Направления", "directions")
UNKNOWN_GROUP = _unknown("E250", "group", "Group of addressees", "Группы адресатов", "groups")
UNKNOWN_ADDRESSEE = _unknown("E251", "addressee", "Addressee", "Адресата", "addressees")
UNKNOWN_PERIOD = _unknown("E254", "period", "Period", "Периода", "periods")
NEEDED_NOT_IN_FORCE = code(
    "E252", "needed-not-in-force",
    "“{id}” needs “{name}” for period “{period}”, and no version of it is in force on {day}",
    "Для «{id}» за период «{period}» нужно «{name}», но {day} не действует ни одна его версия",
    "Correct “effective” of one of the two, or add a version for that day.",
    "Исправьте срок действия одного из двух или добавьте версию на этот день.")
NOT_IN_FORCE = code(
    "W253", "not-in-force",
    "“{id}” refers to “{name}”, which is not in force on {day}, the last day of period “{period}”",
    "«{id}» ссылается на «{name}», а «{name}» не действует {day}, в последний день периода «{period}»",
    "Correct “effective” of one of the two, or add a version for that day.",
    "Исправьте срок действия одного из двух или добавьте версию на этот день.")

# What an indicator applies to

KIND_OUTSIDE_LEVELS = code(
    "E260", "kind-outside-levels",
    "Kind “{kind}” is of level “{level}”, at which indicator “{id}” is not measured",
    "Вид «{kind}» относится к уровню «{level}», на котором показатель «{id}» не измеряется",
    "Add the level, or delete the kind.", "Добавьте уровень или удалите вид.")
LEVEL_WITHOUT_KINDS = code(
    "E261", "level-without-kinds",
    "Indicator “{id}” names no kind of entity of level “{level}”",
    "У показателя «{id}» не назван ни один вид сущностей уровня «{level}»",
    "Add a kind of that level, or delete the level.", "Добавьте вид этого уровня или удалите уровень.")
KIND_NOT_ASSESSED = code(
    "E262", "kind-not-assessed",
    "Kind “{kind}” is not assessed, so indicator “{id}” cannot apply to it",
    "Вид «{kind}» не оценивается, поэтому показатель «{id}» не может к нему относиться",
    "Write “assessed: true” for the kind, or delete it here.",
    "Укажите для вида «assessed: true» или удалите его здесь.")
NO_PARENT = code(
    "E263", "no-parent",
    "Supporting indicator “{id}” has no parent", "У обеспечивающего показателя «{id}» нет индикативного",
    "Add “parent:” with the id of an indicative indicator.",
    "Добавьте «parent:» с обозначением индикативного показателя.")
PARENT_NOT_INDICATIVE = code(
    "E264", "parent-not-indicative",
    "The parent “{parent}” of indicator “{id}” is not indicative",
    "Показатель «{parent}», указанный для «{id}» как «parent», не индикативный",
    "Name an indicative indicator, or correct the role.", "Укажите индикативный показатель или исправьте роль.")
DIRECTION_DISAGREES = code(
    "W265", "direction-disagrees",
    "Indicator “{id}” and direction “{direction}” do not name each other: see {other}",
    "Показатель «{id}» и направление «{direction}» не называют друг друга: см. {other}",
    "Add the missing mention, or delete the superfluous one.", "Добавьте недостающее упоминание или удалите лишнее.")

# Conditions

IMPOSSIBLE_OUTCOME = code(
    "E270", "impossible-outcome",
    "Indicator “{id}” never has the outcome “{outcome}”", "У показателя «{id}» не бывает исхода «{outcome}»",
    "{near_en}Its outcomes: {known}.", "{near_ru}Его исходы: {known}.")
IMPOSSIBLE_CONCLUSION = code(
    "E271", "impossible-conclusion",
    "Direction “{id}” never has the outcome “{outcome}”", "У направления «{id}» не бывает заключения «{outcome}»",
    "{near_en}Its outcomes: {known}.", "{near_ru}Его заключения: {known}.")
NOT_MEASURED_THERE = code(
    "E272", "not-measured-there",
    "Indicator “{id}” is not measured at level “{level}”", "Показатель «{id}» не измеряется на уровне «{level}»",
    "Correct the levels here or of the indicator.", "Исправьте уровни здесь или у показателя.")
NEVER_HOLDS = code(
    "E273", "never-holds",
    "At level “{level}” the condition of “{id}” can never hold; not measured there: {missing}",
    "На уровне «{level}» условие «{id}» не выполнится никогда; там не измеряется: {missing}",
    "Take the level out, or test an indicator of that level.",
    "Уберите уровень или проверяйте показатель этого уровня.")
REASON_OF_OTHER_STATUS = code(
    "E274", "reason-of-other-status",
    "Reason “{reason}” does not belong to status {statuses}", "Причина «{reason}» не относится к состоянию {statuses}",
    "It belongs to “{owner}”: correct one of the two.", "Она относится к «{owner}»: исправьте одно из двух.")
REDUNDANT_REASON = code(
    "W275", "redundant-reason",
    "Reason “{reason}” changes nothing: the test holds for every reason of status “{status}”",
    "Причина «{reason}» ничего не меняет: проверка выполнена при любой причине состояния «{status}»",
    "Delete “status” to test this reason alone.", "Удалите «status», чтобы проверять только эту причину.")
DIRECTION_IN_DIRECTION = code(
    "E276", "direction-in-direction",
    "A direction cannot test direction “{direction}”", "Направление не может проверять направление «{direction}»",
    "Test indicators here; directions are tested in recommendations.",
    "Проверяйте здесь показатели; направления проверяются в рекомендациях.")
DIRECTION_UNDER_NONE = code(
    "E277", "direction-under-none",
    "Direction “{direction}” cannot be tested under “none”", "Направление «{direction}» нельзя проверять внутри «none»",
    "Name the outcomes it should have, without “none”.", "Перечислите нужные заключения, без «none».")
NOT_CONCLUDED_THERE = code(
    "E278", "not-concluded-there",
    "Direction “{id}” is not concluded at level “{level}”", "По направлению «{id}» на уровне «{level}» нет заключения",
    "Correct the levels here or of the direction.", "Исправьте уровни здесь или у направления.")
EXCLUDING_PARTS = code(
    "E266", "excluding-parts",
    "At level “{level}” the condition of “{id}” can never hold: its parts {first} and {second} exclude each other",
    "На уровне «{level}» условие «{id}» не выполнится никогда: его части {first} и {second} исключают друг друга",
    "No entity meets both: correct one of them, or write “any” instead of “all”.",
    "Обеим не отвечает ни одна сущность: исправьте одну из них или напишите «any» вместо «all».")
NEVER_MET = code(
    "E267", "never-met",
    "At level “{level}” the condition of “{id}” can never hold: no entity can meet it",
    "На уровне «{level}» условие «{id}» не выполнится никогда: ему не может отвечать ни одна сущность",
    "Correct the condition, or take the level out.", "Исправьте условие или уберите уровень.")
IDLE_PART = code(
    "W268", "idle-part",
    "This part of the condition of “{id}” never holds and so changes nothing",
    "Эта часть условия «{id}» никогда не выполняется и поэтому ничего не меняет",
    "Correct it, or delete it.", "Исправьте или удалите её.")
PRECEDED_CONCLUSION = code(
    "E269", "preceded-conclusion",
    "Direction “{id}” never concludes “{outcome}”: whenever its condition holds, so does one before it",
    "Направление «{id}» никогда не даёт заключения «{outcome}»: если выполнено его условие, то и одно из условий выше",
    "Move it up, or narrow the conditions before it.", "Поднимите его выше или сузьте условия, стоящие перед ним.")
UNUSED_OTHERWISE = code(
    "W279", "unused-otherwise",
    "Direction “{id}” never concludes “{outcome}”: one of its conditions always holds",
    "Направление «{id}» никогда не даёт заключения «{outcome}»: всегда выполнено одно из его условий",
    "Make the last of the outcomes the one of “otherwise”, or narrow the conditions.",
    "Сделайте последнее из заключений заключением «otherwise» или сузьте условия.")

# Recommendations

SAME_LETTER = code(
    "W283", "same-letter",
    "Recommendations “{first}” and “{id}” can send “{to}” the same text about one entity twice: see {other}",
    "Рекомендации «{first}» и «{id}» могут дважды направить «{to}» один и тот же текст об одной сущности: см. {other}",
    "Join them into one whose condition is “any” of the two, or let the texts differ.",
    "Объедините их в одну с условием «any» из двух или сделайте тексты разными.")
UNANSWERED_OUTCOME = code(
    "W284", "unanswered-outcome",
    "At level “{level}” no recommendation follows from the outcome “{outcome}” of indicator “{id}”",
    "На уровне «{level}» из исхода «{outcome}» показателя «{id}» не следует ни одной рекомендации",
    "The target is missed then: add one, as for its other outcomes, or suppress the warning if none is meant.",
    "Целевое значение при нём не достигнуто: добавьте её, как для других исходов, или подавите предупреждение.")
UNUSED_DIRECTION = code(
    "W285", "unused-direction",
    "No recommendation follows from direction “{id}”, though some follow from other directions of its level",
    "Из направления «{id}» не следует ни одной рекомендации, хотя из других направлений его уровня они следуют",
    "Test its outcomes in a recommendation, or suppress the warning if none is meant.",
    "Проверьте его заключения в рекомендации или подавите предупреждение, если рекомендация не нужна.")
ADDRESSEE_OUT_OF_REACH = code(
    "E286", "addressee-out-of-reach",
    "From level “{level}” nobody of addressee “{to}” can be found, so “{id}” reaches no one",
    "С уровня «{level}» никого из адресата «{to}» найти нельзя, поэтому «{id}» никто не получит",
    "Entities are looked for at the one assessed and below it; to look higher write “within: LEVEL” in its “find”.",
    "Адресата ищут в самой сущности и ниже неё; чтобы искать выше, добавьте в его «find» «within: УРОВЕНЬ».")

# Circles

INDICATOR_CYCLE = code(
    "E280", "indicator-cycle",
    "Indicator “{id}” depends on itself: {path}", "Показатель «{id}» зависит от самого себя: {path}",
    "Take one of the references out.", "Уберите одну из ссылок.")
PREVIOUS_OF_ITSELF = code(
    "E281", "previous-of-itself",
    "Indicator “{id}” uses its own value of another period",
    "Показатель «{id}» использует собственное значение за другой период",
    "Measure the value in an indicator of its own, and refer to that.",
    "Измеряйте значение отдельным показателем и ссылайтесь на него.")
PARENT_CYCLE = code(
    "E282", "parent-cycle",
    "The parents of indicator “{id}” lead back to it: {path}", "Цепочка «parent» показателя «{id}» замкнута: {path}",
    "Correct one of the parents.", "Исправьте одну из ссылок.")

# Facts

REVERSED_DOMAIN = code(
    "E290", "reversed-domain",
    "The minimum {minimum} is greater than the maximum {maximum}",
    "Наименьшее значение {minimum} больше наибольшего {maximum}",
    "Swap or correct the numbers.", "Поменяйте числа местами или исправьте их.")
OUTSIDE_DOMAIN = code(
    "E291", "outside-domain",
    "“absent_means” is {value}, which is outside the domain", "Значение «absent_means» ({value}) вне области значений",
    "Correct the number or the domain.", "Исправьте число или область значений.")

CODES = (
    NO_SUCH_FOLDER, NOT_A_FOLDER, EMPTY_FOLDER, NO_PASSPORT, SECOND_PASSPORT, FOREIGN_FILE, LINK_OUTSIDE,
    NAME_NOT_TEXT,
    UNKNOWN_FORMAT, NO_FORMAT, UNREADABLE_FILE, MISSING_PART, NO_SUCH_DATE, SUPPRESSION_EXPIRED,
    SUPPRESSION_UNUSED, DUPLICATE_ID, DUPLICATE_VERSION,
    OVERLAPPING_VERSIONS, REVERSED_EFFECTIVE, RESERVED_NAME, DUPLICATE_NUMBER, REVERSED_PERIOD, SAME_PERIOD,
    OVERLAPPING_PERIODS, UNUSUAL_NESTING, INCOMPLETE_ACT_DATE, SAME_REQUISITES, NO_REQUEST, SECOND_REQUEST, UNKNOWN_ACT,
    UNKNOWN_SOURCE, UNKNOWN_LEVEL, UNKNOWN_KIND, UNKNOWN_UNIT, UNKNOWN_OUTCOME, UNKNOWN_FACT, UNKNOWN_CONSTANT,
    UNKNOWN_INDICATOR, UNKNOWN_DIRECTION, UNKNOWN_GROUP, UNKNOWN_ADDRESSEE, UNKNOWN_PERIOD,
    NEEDED_NOT_IN_FORCE, NOT_IN_FORCE,
    KIND_OUTSIDE_LEVELS, LEVEL_WITHOUT_KINDS, KIND_NOT_ASSESSED, NO_PARENT, PARENT_NOT_INDICATIVE,
    DIRECTION_DISAGREES, IMPOSSIBLE_OUTCOME, IMPOSSIBLE_CONCLUSION, NOT_MEASURED_THERE, NEVER_HOLDS,
    REASON_OF_OTHER_STATUS, REDUNDANT_REASON, DIRECTION_IN_DIRECTION, DIRECTION_UNDER_NONE, NOT_CONCLUDED_THERE,
    EXCLUDING_PARTS, NEVER_MET, IDLE_PART, PRECEDED_CONCLUSION, UNUSED_OTHERWISE,
    SAME_LETTER, UNANSWERED_OUTCOME, UNUSED_DIRECTION, ADDRESSEE_OUT_OF_REACH,
    INDICATOR_CYCLE, PREVIOUS_OF_ITSELF, PARENT_CYCLE, REVERSED_DOMAIN, OUTSIDE_DOMAIN,
)
# fmt: on
