"""Mistakes in tests of rules (E60x): what they name that is not there, and what makes a test no test at all."""

from __future__ import annotations

from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

NO_TESTS = code(
    "E600", "no-tests",
    "There are no tests of rules in {folder}", "В {folder} нет ни одной проверки правил",
    "Put files of the format tests/1 into the folder tests/ of the pack, or examples beside its rules; engine test "
    "--suggest writes the first ones.",
    "Поместите файлы формата tests/1 в папку tests/ комплекта или примеры (examples) рядом с правилами; первые "
    "проверки запишет engine test --suggest.")
UNKNOWN_NAME = code(
    "E601", "unknown-name-in-a-test",
    "There is no {what_en} “{name}” here", "Здесь нет такого: {what_ru} «{name}»",
    "{near_en}Known are: {known}.", "{near_ru}Есть: {known}.")
AMBIGUOUS_NAME = code(
    "E602", "ambiguous-name-in-a-test",
    "“{name}” is an entity of the test and a fact of the pack at once",
    "«{name}» – и сущность в проверке, и факт в комплекте",
    "Give the entity another id.", "Дайте сущности другое обозначение.")
TOO_MANY_VALUES = code(
    "E603", "too-many-values-in-a-test",
    "{count} values, and the calendar has only {periods} periods up to {period}",
    "Значений {count}, а периодов по {period} включительно в календаре только {periods}",
    "The last value belongs to the last period evaluated, those before it to the periods before it; "
    "a number with a fraction has a point: 100.5.",
    "Последнее значение относится к последнему оцениваемому периоду, предыдущие – к периодам перед ним; "
    "дробное число пишется с точкой: 100.5.")
NO_FACT_SET = code(
    "E604", "no-fact-set-in-a-test",
    "There is no fact set {folder}", "Набора сведений {folder} нет",
    "Write the path of a folder, beginning from the file of the test.",
    "Укажите путь к папке, считая от файла с проверкой.")
NOT_IN_FORCE = code(
    "E605", "test-of-a-rule-not-in-force",
    "{what_en} “{name}” is not in force in {period}", "В периоде {period} не действует: {what_ru} «{name}»",
    "Name a period whose last day the rule is in force on.",
    "Укажите период, в последний день которого правило действует.")
UNKNOWN_ELEMENT = code(
    "E606", "unknown-element-of-coverage",
    "Coverage has no element “{name}”", "В полноте проверки нет элемента «{name}»",
    "{near_en}Take the name from the list that engine test --format json gives.",
    "{near_ru}Возьмите обозначение из перечня, который даёт engine test --format json.")
ELEMENT_REACHED = code(
    "E607", "unreachable-element-reached",
    "“{name}” is said to be unreachable, and a test reaches it",
    "«{name}» объявлен недостижимым, а проверка до него доходит",
    "Delete the entry.", "Удалите эту запись.")
NOTHING_EXPECTED = code(
    "E608", "nothing-expected",
    "Nothing is expected of the {what_en} “{name}”", "Не указано, что ожидается: {what_ru} «{name}»",
    "Write here what must come out of it: {fields}.", "Укажите здесь, что должно получиться: {fields}.")
NOT_A_VALUE = code(
    "E609", "not-a-value-in-a-test",
    "This is no value of “{name}”", "Это не значение «{name}»",
    "Write a number, yes or no, a text, a list by periods, or {{value, state, source, …}}.",
    "Запишите число, да или нет, текст, список по периодам или {{value, state, source, …}}.")
REASON_NOT_SAID = code(
    "E610", "reason-of-a-test-not-said",
    "The test is confirmed, and its reason is still the sentence that the engine wrote",
    "Проверка подтверждена, а её основание – всё ещё фраза, записанная программой",
    "Write why this must come out, by the document; or put confirmed: false back.",
    "Укажите по документу, почему должно получиться именно это, либо верните confirmed: false.")
NOT_A_FILE = code(
    "E611", "no-file-of-tests",
    "This has the name of a file of tests and is no file", "Это названо как файл с проверками, но не файл",
    "Move it away, or give it a name without .yaml at the end.",
    "Перенесите или переименуйте так, чтобы имя не оканчивалось на .yaml.")
FACT_SET_OUTSIDE = code(
    "E612", "fact-set-outside-the-pack",
    "“{folder}” leads outside the folder of the rule pack", "«{folder}» ведёт за пределы папки комплекта правил",
    "Put the fact set into a folder beside the file of the test.",
    "Поместите набор сведений в папку рядом с файлом проверки.")
NOT_READ = code(
    "E613", "tests-not-run",
    "The tests in this file are not run", "Проверки из этого файла не выполняются",
    "Move it into the folder tests/ of the pack itself, and give it the ending .yaml.",
    "Переместите его непосредственно в папку tests/ комплекта и дайте ему расширение .yaml.")
# fmt: on

CODES = (
    NO_TESTS,
    UNKNOWN_NAME,
    AMBIGUOUS_NAME,
    TOO_MANY_VALUES,
    NO_FACT_SET,
    NOT_IN_FORCE,
    UNKNOWN_ELEMENT,
    ELEMENT_REACHED,
    NOTHING_EXPECTED,
    NOT_A_VALUE,
    REASON_NOT_SAID,
    NOT_A_FILE,
    FACT_SET_OUTSIDE,
    NOT_READ,
)
