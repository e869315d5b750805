"""Mistakes in what the rules reckon and say: bands (E32x), measures (E33x, E34x), templates (E4xx)."""

from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.core import Text
from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

# Bands

GAP = code(
    "E320", "gap-between-bands",
    "Indicator “{id}” has a gap {where_en}: {witness} belongs to no band",
    "У показателя «{id}» пропуск {where_ru}: значение {witness} не входит ни в одну полосу",
    "Let one limit be at_least and the neighbouring one below, with the same number{or_whole_en}.",
    "Поставьте соседним полосам at_least и below с одним и тем же числом{or_whole_ru}.")
GAP_OF_ONE = replace(
    GAP,
    hint=Text(
        "Add a band “equals: {witness}”, or write at_least or at_most at one of the two limits.",
        "Добавьте полосу «equals: {witness}» или укажите у одной из двух границ at_least или at_most."))
GAP_AT_END = replace(
    GAP,
    hint=Text(
        "Widen the band, or say in the domain that there are no such values: minimum, maximum.",
        "Расширьте полосу или укажите в области значений, что таких значений нет: minimum, maximum."))
OVERLAP = code(
    "E321", "overlapping-bands",
    "Bands “{outcome}” and “{other}” of indicator “{id}” overlap: {witness} belongs to both, see {first}",
    "Полосы «{outcome}» и «{other}» показателя «{id}» пересекаются: значение {witness} входит в обе, см. {first}",
    "Let one limit be at_least and the neighbouring one below, with the same number.",
    "Поставьте соседним полосам at_least и below с одним и тем же числом.")
REVERSED_BAND = code(
    "E322", "reversed-band",
    "Band “{outcome}” holds no number: {low} is not less than {high}",
    "В полосу «{outcome}» не входит ни одно число: {low} не меньше {high}",
    "Swap or correct the limits.", "Поменяйте границы местами или исправьте их.")
UNREACHABLE_BAND = code(
    "W323", "unreachable-band",
    "Band “{outcome}” is never reached: no value that indicator “{id}” can have lies in it",
    "Полоса «{outcome}» недостижима: ни одно возможное значение показателя «{id}» в неё не входит",
    "Delete the band, or correct its limits or the domain, which is {domain_en}.",
    "Удалите полосу, исправьте её границы или область значений: сейчас это {domain_ru}.")
LIMITS_CLASH = code(
    "E324", "limits-clash",
    "“{second}” cannot stand beside “{first}”", "«{second}» не может стоять рядом с «{first}»",
    "Keep one of the two.", "Оставьте что-то одно.")

# Measures

NO_PRESENCE = code(
    "E330", "no-presence-of-number",
    "The presence of “{key}” means nothing: it is a number", "О наличии «{key}» говорить нельзя: это число",
    "Take its value and judge it by bands, or name a fact of another type.",
    "Возьмите его значение (kind: value) и оцените полосами или укажите факт другого типа.")
NO_COUNT = code(
    "E331", "no-count-of-number",
    "“{key}” cannot be counted: it is a number already", "«{key}» нельзя посчитать: это уже число",
    "Take its value, or name facts of another type.",
    "Возьмите его значение (kind: value) или укажите факты другого типа.")
NOT_A_NUMBER = code(
    "E332", "fact-not-a-number",
    "Only a number can be reckoned with here, and the type of “{key}” is {type}",
    "Здесь допустимо только число, а тип факта «{key}» – {type}",
    "Use kind: presence or kind: count, take: presence, or name a fact that is a number.",
    "Используйте kind: presence, kind: count или take: presence или укажите факт-число.")
NEED_TOO_GREAT = code(
    "E333", "need-too-great",
    "{need} facts are needed, but only {count} are listed", "Нужно фактов: {need}, а перечислено: {count}",
    "Correct “need”, or add facts.", "Исправьте «need» или добавьте факты.")
NO_POINTS = code(
    "E334", "member-without-points",
    "Indicator “{member}” gives no points, so “{id}” cannot total them",
    "Показатель «{member}» не даёт баллов, поэтому «{id}» не может подвести по ним итог",
    "Give points in all its bands, write “take: value”, or leave it out.",
    "Укажите баллы во всех его полосах, напишите «take: value» или исключите его.")
NOTHING_MEETS = code(
    "E335", "nothing-meets",
    "No band of indicator “{member}” meets a target, so “{id}” has nothing to count",
    "Ни одна полоса показателя «{member}» не достигает цели, поэтому «{id}» нечего считать",
    "Write “meets: true” in the bands that reach the target.",
    "Укажите «meets: true» в полосах, в которых цель достигнута.")
NOT_ADDITIVE = code(
    "E336", "not-additive",
    "“{key}” must not be summed over entities, so indicator “{id}” cannot be rolled up",
    "«{key}» нельзя складывать по сущностям, поэтому показатель «{id}» нельзя сводить",
    "Write “additive: true” for the fact if nothing is counted twice, or delete “rollup”.",
    "Укажите для факта «additive: true», если ничего не считается дважды, или удалите «rollup».")
ROLLUP_WITHOUT_FACTS = code(
    "E337", "rollup-without-facts",
    "Indicator “{id}” cannot be rolled up: only facts are", "Показатель «{id}» нельзя сводить: сводятся только факты",
    "Delete “rollup”, or measure facts; indicators of a level below are totalled by “across”.",
    "Удалите «rollup» или измеряйте факты; показатели нижнего уровня сводит «across».")
WEIGHT_OF_STRANGER = code(
    "E338", "weight-of-stranger",
    "A weight is given to “{member}”, which is not in the total", "Вес указан для «{member}», а в итог он не входит",
    "{near_en}Add it to “of”, or delete the weight.", "{near_ru}Добавьте его в «of» или удалите вес.")
WEIGHTS_UNUSED = code(
    "E339", "weights-unused",
    "Weights have no meaning for “how: {how}”", "Для «how: {how}» веса не имеют смысла",
    "Use sum or weighted_mean, or delete the weights.", "Используйте sum или weighted_mean или удалите веса.")
WEIGHT_MISSING = code(
    "W340", "weight-missing",
    "Indicator “{member}” has no weight in the weighted mean, so it counts as 1",
    "Показателю «{member}» не дан вес во взвешенном среднем, поэтому он равен 1",
    "Write its weight.", "Укажите его вес.")
NOT_BELOW = code(
    "E341", "level-not-below",
    "Level “{across}” is not below level “{level}” of indicator “{id}”",
    "Уровень «{across}» не ниже уровня «{level}» показателя «{id}»",
    "Name a lower level, or delete “across”.", "Укажите нижестоящий уровень или удалите «across».")
NO_MAXIMUM = code(
    "E342", "no-maximum-of-values",
    "Values have no greatest possible total, so there is no percentage of it",
    "У значений нет наибольшей возможной суммы, поэтому процента от неё нет",
    "Write “take: points”, or another “how”.", "Укажите «take: points» или другой «how».")
WEIGHTS_ALL_ZERO = code(
    "E343", "weights-all-zero",
    "All weights are zero", "Все веса равны нулю",
    "Give at least one indicator a weight above zero.", "Дайте хотя бы одному показателю вес больше нуля.")
NAME_UNUSED = code(
    "E345", "unused-name-in-formula",
    "The formula does not use the name “{name}”", "В формуле не используется имя «{name}»",
    "Use it in the expression, or delete it from “where”.", "Используйте его в выражении или удалите из «where».")
RESERVED_WORD = code(
    "E346", "reserved-word-in-formula",
    "“{name}” cannot be a name in a formula: it is a word of the formula language",
    "«{name}» не может быть именем в формуле: это служебное слово языка формул",
    "Choose another name, such as “{name}_value”, here and in the expression.",
    "Выберите другое имя, например «{name}_value», здесь и в выражении.")

# Templates

UNBALANCED_BRACE = code(
    "E400", "unbalanced-brace",
    "The brace {brace} has no pair", "У скобки {brace} нет пары",
    "Put the other brace; a brace as such is written twice: {brace}{brace}.",
    "Поставьте вторую скобку; сама скобка как знак пишется дважды: {brace}{brace}.")
NOT_A_PLACEHOLDER = code(
    "E401", "malformed-placeholder",
    "{text} is not a placeholder", "{text} – не подстановка",
    "Write {{name}}, {{name.part}} or {{name|plural:one,few,many}}, without spaces in the name.",
    "Пишите {{имя}}, {{имя.часть}} или {{имя|plural:один,два,пять}}, имя – без пробелов.")
NOT_IN_LATIN = replace(
    NOT_A_PLACEHOLDER,
    hint=Text(
        "Names are in Latin letters, such as {{value}} or {{entity.dat}}.",
        "Имена пишутся латинскими буквами, например {{value}} или {{entity.dat}}."))
UNKNOWN_PLACEHOLDER = code(
    "E402", "unknown-placeholder",
    "There is no placeholder {{{path}}}", "Подстановки {{{path}}} нет",
    "{near_en}There are: {names_en}.", "{near_ru}Есть: {names_ru}.")
UNKNOWN_FORMAT = code(
    "E403", "unknown-placeholder-format",
    "There is no format “{format}”", "Формата «{format}» нет",
    "{near_en}The only format is plural.", "{near_ru}Есть только формат plural.")
PLURAL_FORMS = code(
    "E404", "plural-forms",
    "plural needs three forms of the word", "Формату plural нужны три формы слова",
    "Write {{{path}|plural:педагог,педагога,педагогов}}.", "Пишите {{{path}|plural:педагог,педагога,педагогов}}.")
NOT_A_COUNT = code(
    "E405", "plural-of-text",
    "{{{path}}} is not a number, so it has no plural form", "{{{path}}} – не число, формат plural к нему не подходит",
    "Delete “|plural:…”.", "Удалите «|plural:…».")
ABOUT_UNCLEAR = code(
    "E410", "about-unclear",
    "{{{path}}}: it is not clear which indicator is meant", "{{{path}}}: неясно, о каком показателе речь",
    "Add “about:” with the id of the indicator.", "Добавьте «about:» с обозначением показателя.")
NOT_ALWAYS_SCORED = code(
    "E411", "not-always-scored",
    "{{{path}}} may stay empty: the text is also given when indicator “{id}” is {status}",
    "{{{path}}} может остаться пустым: текст выдаётся и тогда, когда показатель «{id}» в состоянии {status}",
    "Let “when” admit outcomes of this indicator only, or take the placeholder out.",
    "Оставьте в «when» только исходы этого показателя или уберите подстановку.")
WRONG_MEASURE = code(
    "E412", "wrong-measure-for-placeholder",
    "{{{path}}} is filled only for {needed_en}, and indicator “{id}” measures otherwise",
    "{{{path}}} заполняется только для {needed_ru}, а показатель «{id}» измеряется иначе",
    "Take the placeholder out, or name another indicator in “about”.",
    "Уберите подстановку или укажите в «about» другой показатель.")
NO_POINTS_TO_TELL = code(
    "E413", "no-points-to-tell",
    "{{{path}}} may stay empty: indicator “{id}” does not give points for every outcome",
    "{{{path}}} может остаться пустым: показатель «{id}» даёт баллы не за каждый исход",
    "Give points in all its bands, or take the placeholder out.",
    "Укажите баллы во всех его полосах или уберите подстановку.")
NO_DUE = code(
    "E415", "no-due",
    "{{{path}}} cannot be filled: no “due” is given", "{{{path}}} не заполнится: срок «due» не указан",
    "Add “due: P3M”, or take the placeholder out.", "Добавьте «due: P3M» или уберите подстановку.")
MAYBE_EMPTY_LIST = code(
    "E416", "maybe-empty-list",
    "{{{path}}} may be an empty list: the outcome “{outcome}” includes {count}",
    "{{{path}}} может оказаться пустым перечнем: в исход «{outcome}» входит {count}",
    "Let “when” admit other outcomes only, or take the placeholder out.",
    "Оставьте в «when» только другие исходы или уберите подстановку.")
MAYBE_ZERO_BEFORE = code(
    "E417", "maybe-zero-before",
    "{{{path}}} may stay empty: the previous value may be zero",
    "{{{path}}} может остаться пустым: прежнее значение бывает нулём",
    "Use {{change}}, or measure the change as percent.", "Используйте {{change}} или измеряйте изменение как percent.")
NO_FORM = code(
    "E418", "no-form",
    "“{id}” has no form “{form}”, which {{{path}}} needs", "У «{id}» нет формы «{form}», которая нужна для {{{path}}}",
    "Add it under “forms”.", "Добавьте её в «forms».")
DIRECTION_UNCLEAR = code(
    "E419", "direction-unclear",
    "{{{path}}}: the condition tests {count} directions instead of one",
    "{{{path}}}: в условии проверяется направлений: {count}, а нужно одно",
    "Test one direction in “when”, or take the placeholder out.",
    "Проверяйте в «when» одно направление или уберите подстановку.")
WRONG_REQUEST = code(
    "E420", "wrong-request-for-placeholder",
    "{{{path}}} is not filled in requests of the kind “{kind}”", "{{{path}}} не заполняется в запросах вида «{kind}»",
    "Take it out; it is filled only in: {kinds}.", "Уберите её; она заполняется только в запросах: {kinds}.")
FACT_WITHOUT_UNIT = code(
    "E421", "fact-without-unit",
    "{{{path}}} may stay empty: fact “{key}” has no unit",
    "{{{path}}} может остаться пустым: у факта «{key}» нет единицы",
    "Take the placeholder out; a fact that is a number may also be given a unit.",
    "Уберите подстановку; факту-числу можно также указать единицу.")
NO_SOURCES = code(
    "E422", "no-sources-to-tell",
    "{{{path}}} may stay empty: indicator “{id}” has no sources",
    "{{{path}}} может остаться пустым: у показателя «{id}» нет источников",
    "List its sources, or take the placeholder out.", "Укажите его источники или уберите подстановку.")
MAYBE_NO_VALUE = code(
    "E423", "maybe-no-value",
    "{{{path}}} may stay empty: the outcome “{outcome}” is also given where the value cannot be computed",
    "{{{path}}} может остаться пустым: исход «{outcome}» даётся и тогда, когда значение не вычисляется",
    "Test “value” in its row, let “when” admit other outcomes only, or take the placeholder out.",
    "Проверяйте «value» в его строке, оставьте в «when» другие исходы или уберите подстановку.")

CODES = (
    GAP, OVERLAP, REVERSED_BAND, UNREACHABLE_BAND, LIMITS_CLASH, NO_PRESENCE, NO_COUNT, NOT_A_NUMBER, NEED_TOO_GREAT,
    NO_POINTS, NOTHING_MEETS, NOT_ADDITIVE, ROLLUP_WITHOUT_FACTS, WEIGHT_OF_STRANGER, WEIGHTS_UNUSED, WEIGHT_MISSING,
    NOT_BELOW, NO_MAXIMUM, WEIGHTS_ALL_ZERO, NAME_UNUSED, RESERVED_WORD, UNBALANCED_BRACE, NOT_A_PLACEHOLDER,
    UNKNOWN_PLACEHOLDER, UNKNOWN_FORMAT, PLURAL_FORMS, NOT_A_COUNT, ABOUT_UNCLEAR, NOT_ALWAYS_SCORED, WRONG_MEASURE,
    NO_POINTS_TO_TELL, NO_DUE, MAYBE_EMPTY_LIST, MAYBE_ZERO_BEFORE, NO_FORM, DIRECTION_UNCLEAR, WRONG_REQUEST,
    FACT_WITHOUT_UNIT, NO_SOURCES, MAYBE_NO_VALUE,
)
# fmt: on
