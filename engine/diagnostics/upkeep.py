"""What a pack leaves undone (W2xx): things defined and not used, or without a basis, a source, a version in force."""

from __future__ import annotations

from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

# Skeletons

UNFILLED = code(
    "W219", "unfilled-text",
    "This text of the skeleton has not been replaced", "Текст заготовки не заменён своим",
    "Write your own words in place of {text}.", "Напишите вместо {text} свой текст.")

# What indicators rest on, and when items are in force

WITHOUT_BASIS = code(
    "W215", "indicator-without-basis",
    "Indicator “{id}” has no legal basis", "У показателя «{id}» не указано правовое основание",
    "Add “basis: {{act: …, clause: …}}”; if the document has no such indicator, write “role: derived”.",
    "Добавьте «basis: {{act: …, clause: …}}»; если в документе такого показателя нет, укажите «role: derived».")
WITHOUT_SOURCES = code(
    "W216", "indicator-without-sources",
    "Indicator “{id}” lists no sources: facts from any source count for it",
    "У показателя «{id}» не указаны источники: для него учитываются сведения из любого источника",
    "Add “sources: […]”: the ids of the sources that may be relied on, in the order of asking.",
    "Добавьте «sources: […]» – обозначения источников в том порядке, в котором к ним обращаются.")
HOLE_BETWEEN_VERSIONS = code(
    "W217", "hole-between-versions",
    "From {first} to {last} no version of “{id}” is in force",
    "С {first} по {last} не действует ни одна версия «{id}»",
    "Let this version begin on {first}, or version {earlier} end on {last}.",
    "Укажите для этой версии «from: {first}» или для версии {earlier} – «to: {last}».")

# Acts

ENDS_BEFORE_ITS_DATE = code(
    "W218", "act-ends-before-its-date",
    "Act “{id}” ends ({until}) before its own date ({date})",
    "Срок действия акта «{id}» истекает ({until}) раньше даты самого акта ({date})",
    "Correct one of the two dates.", "Исправьте одну из двух дат.")
ACT_EXPIRED = code(
    "W232", "act-expired",
    "Act “{id}” was in force until {until}, and “{item}” rests on it: see {place}",
    "Акт «{id}» действовал по {until}, а на нём основано «{item}»: см. {place}",
    "Name the act that took its place in “basis”, or correct “valid_until”.",
    "Укажите в «basis» заменивший его акт или исправьте «valid_until».")
ACT_CHECK_OVERDUE = code(
    "W233", "act-check-overdue",
    "Act “{id}” was last checked on {checked}, and should have been checked again by {due}",
    "Акт «{id}» последний раз проверен {checked}, а повторно его следовало проверить не позднее {due}",
    "Find out whether the act is in force in the edition named, and write the day of that in “checked”.",
    "Выясните, действует ли акт в указанной редакции, и запишите в «checked» дату проверки.")
ACT_NEVER_CHECKED = code(
    "W234", "act-never-checked",
    "Act “{id}” does not say when it was checked, and the pack asks for that (check_acts_every: {every})",
    "У акта «{id}» нет даты проверки, а комплект её требует (check_acts_every: {every})",
    "Find out whether the act is in force in the edition named, and add “checked: DATE”.",
    "Выясните, действует ли акт в указанной редакции, и добавьте «checked: ДАТА».")

# Defined and not used

UNUSED_GROUP = code(
    "W237", "unused-group",
    "No addressee belongs to group “{name}”", "В группе «{name}» нет ни одного адресата",
    "Name it in “group” of an addressee, or delete it.", "Укажите её в поле «group» адресата или удалите.")
UNUSED_ADDRESSEE = code(
    "W238", "unused-addressee",
    "No recommendation is for addressee “{name}”", "Адресату «{name}» не предназначена ни одна рекомендация",
    "Name it in “to” of a recommendation, or delete it.", "Укажите его в поле «to» рекомендации или удалите.")
UNUSED_FACT = code(
    "W255", "unused-fact",
    "No rule reads fact “{name}”", "Факт «{name}» не используется ни в одном правиле",
    "Read it in a rule, or delete it: what no rule needs is not to be asked for.",
    "Используйте его в правиле или удалите: сведения, ненужные правилам, не запрашиваются.")
UNUSED_CONSTANT = code(
    "W256", "unused-constant",
    "No rule and no text uses constant “{name}”",
    "Постоянная величина «{name}» не используется ни в правилах, ни в текстах",
    "Use it, or delete it (retire it if it is locked); what is only stated stands under “reference”.",
    "Используйте её или удалите (зафиксированную – отмените); сообщаемое для сведения указывают в «reference».")
UNUSED_UNIT = code(
    "W257", "unused-unit",
    "Nothing is measured in the unit “{name}”", "Единица измерения «{name}» нигде не используется",
    "Name it in “unit” where it belongs, or delete it.", "Укажите её в поле «unit» там, где нужно, или удалите.")
UNUSED_OUTCOME = code(
    "W258", "unused-outcome",
    "No indicator has the outcome “{name}”", "Исхода «{name}» нет ни у одного показателя",
    "Name it in “outcome” of a band or a row, or delete its title.",
    "Укажите его в поле «outcome» полосы или строки или удалите его название.")
UNUSED_SOURCE = code(
    "W259", "unused-source",
    "No indicator lists source “{name}”: facts from it stay unconfirmed",
    "Источник «{name}» не указан ни у одного показателя: сведения из него остаются неподтверждёнными",
    "Add it to “sources” of the indicators it is good for, or delete it (retire it if it is locked).",
    "Добавьте его в «sources» нужных показателей или удалите (зафиксированный – отмените).")

CODES = (
    UNFILLED,
    WITHOUT_BASIS, WITHOUT_SOURCES, HOLE_BETWEEN_VERSIONS, ENDS_BEFORE_ITS_DATE, ACT_EXPIRED, ACT_CHECK_OVERDUE,
    ACT_NEVER_CHECKED, UNUSED_GROUP, UNUSED_ADDRESSEE, UNUSED_FACT, UNUSED_CONSTANT, UNUSED_UNIT, UNUSED_OUTCOME,
    UNUSED_SOURCE,
)
# fmt: on
