"""How operands and measures are put, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.pack.model import (
    Among,
    FactType,
    FindingTake,
    Fold,
    How,
    PeerAs,
    RoundingMode,
    Ties,
)

# ---- Operands ----

VALUE_OF = {
    FactType.NUMBER: Text("{fact}", "{fact}"),
    FactType.YES_NO: Text("{fact} (yes is 1, no is 0)", "{fact} (да – 1, нет – 0)"),
    FactType.TEXT: Text("{fact}", "{fact}"),
    FactType.DATE: Text("{fact}", "{fact}"),
    FactType.SET: Text("the number of members reported of {fact}", "число указанных элементов набора {fact}"),
}
PRESENCE = Text("1 where there is {fact}, else 0", "1, если имеется {fact}, иначе 0")
HAS = Text("1 where {fact} has {members}, else 0", "1, если в наборе {fact} есть {members}, иначе 0")
MAP = Text("a number by the value of {fact} ({numbers})", "число по значению сведений {fact} ({numbers})")
DATE_ITSELF = Text("the date {fact}", "дата: {fact}")
DATE_OF_EVIDENCE = Text("the date of the evidence of {fact}", "дата подтверждения сведений {fact}")
STATE = Text("the state of the fact {fact}", "состояние сведений {fact}")
IS = Text(
    "1 where the outcome of indicator {indicator} is {outcomes}, else 0",
    "1, если исход показателя {indicator} – {outcomes}, иначе 0",
)
OF_INDICATOR = {
    FindingTake.VALUE: Text("the value of indicator {indicator}", "значение показателя {indicator}"),
    FindingTake.POINTS: Text("the points of indicator {indicator}", "баллы показателя {indicator}"),
    FindingTake.OUTCOME: Text("the outcome of indicator {indicator}", "исход показателя {indicator}"),
    FindingTake.STATUS: Text("the status of indicator {indicator}", "статус показателя {indicator}"),
}
CONSTANT = Text("the constant {x}", "постоянная {x}")
FIRST_DAY = Text("the first day of the period assessed", "первый день отчётного периода")
LAST_DAY = Text("the last day of the period assessed", "последний день отчётного периода")
PERIODS_SINCE = Text(
    "how many periods the period assessed lies after {x}",
    "число периодов, прошедших с периода {x} до отчётного",
)
TRAJECTORY = Text(
    "the target for the period ({points}; {path})", "плановое число на отчётный период ({points}; {path})"
)
PATH_NONE = Text("for other periods there is none", "для остальных периодов не установлено")
PATH_LINEAR = Text("between them it changes by equal steps", "между ними – равными приращениями")
PATH_COMPOUND = Text("between them it changes at an equal rate", "между ними – с одинаковым темпом")

THE_SAME = Text("the same", "то же")
NOW = Text("for the period assessed", "за отчётный период")
PREVIOUS = Text("for the period before", "за предшествующий период")
BACK = Text("for the period {n} before the one assessed", "за период на {n} раньше отчётного")
AT_PERIOD = Text("for the period {x}", "за период {x}")
SINCE = {
    "until_now": Text("over the periods from {x} to the one assessed", "за периоды с {x} по отчётный включительно"),
    "until_previous": Text(
        "over the periods from {x} to the one before the one assessed",
        "за периоды с {x} по предшествующий отчётному включительно",
    ),
}
LAST = {
    "until_now": Text("over {n}, the one assessed included", "за {n}, включая отчётный"),
    "until_previous": Text("over {n} before the one assessed", "за {n} перед отчётным"),
}
FOLD = {
    Fold.FIRST: Text("the earliest known value", "самое раннее известное значение"),
    Fold.LAST: Text("the latest known value", "самое позднее известное значение"),
    Fold.SUM: Text("the sum of the known values", "сумма известных значений"),
    Fold.MEAN: Text("the mean of the known values", "среднее арифметическое известных значений"),
    Fold.LEAST: Text("the least of the known values", "наименьшее из известных значений"),
    Fold.GREATEST: Text("the greatest of the known values", "наибольшее из известных значений"),
    Fold.MEAN_RATE: Text(
        "the mean of the changes in percent from each period to the next",
        "среднее арифметическое приростов от каждого периода к следующему, в процентах,",
    ),
    Fold.COUNT: Text("the number of values known {window}", "число известных значений {window}"),
    Fold.SPAN: Text(
        "how many periods the one assessed lies after the earliest known value {window}",
        "число периодов от самого раннего известного значения до отчётного ({window})",
    ),
    Fold.AGE: Text(
        "how many periods the one assessed lies after the latest known value {window}",
        "число периодов от самого позднего известного значения до отчётного ({window})",
    ),
    Fold.RUN: Text(
        "how many periods in a row, counted back from the last, have a value other than 0 ({window})",
        "число периодов подряд, считая назад от последнего, значение за которые не равно 0 ({window})",
    ),
}
AT_LEAST = Text("at least {n} must be known", "известно должно быть не менее {n}")
NO_GAPS = Text("no value may be missing", "пропуски не допускаются")
EVIDENCE = Text(
    "without evidence it counts as unconfirmed",
    "без подтверждения сведения считаются неподтверждёнными",
)
CARRIED = Text(
    "where it is not reported, the latest value known of {n} is taken",
    "если сведения не представлены, берётся последнее известное значение из {n}",
)
MEAN_OF = Text(
    "where it is not reported, the mean of the values known {among} is taken",
    "если сведения не представлены, берётся среднее известных значений {among}",
)
ASSUMED = Text("where it is not reported, {x} is taken", "если сведения не представлены, принимается {x}")
ROUNDED = Text("rounded {how}", "округляется {how}")
TO_WHOLE = Text("to whole numbers ({mode})", "до целых ({mode})")
TO_PLACES = Text("to {n} after the point ({mode})", "до {n} после запятой ({mode})")
MODE = {
    RoundingMode.HALF_UP: Text("halves away from zero", "половина – от нуля"),
    RoundingMode.HALF_EVEN: Text("halves to the even digit", "половина – к чётной цифре"),
    RoundingMode.DOWN: Text("towards zero", "с отбрасыванием лишних знаков"),
}
AMONG = {
    Among.ALL: Text("among all entities", "среди всех сущностей"),
    Among.LEVEL: Text("among the entities of the same level", "среди сущностей того же уровня"),
    Among.KIND: Text("among the entities of the same kind", "среди сущностей того же вида"),
    Among.SIBLINGS: Text("among the entities below the same one", "среди сущностей с той же вышестоящей"),
}

# ---- Measures ----

TAKEN = Text("The value is: {x}", "Значение показателя: {x}")
WHERE = Text("where:", "где:")
IS_PRESENT = Text(
    "What is established is whether there is: {x}. There is: 1, there is not: 0",
    "Устанавливается, имеется ли: {x}. Имеется – 1, отсутствует – 0",
)
ANY_OF = Text(
    "The condition is met (1) where there is at least one of these, else it is not (0):",
    "Условие выполнено (1), если имеется хотя бы одно из перечисленного, иначе не выполнено (0):",
)
ALL_OF = Text(
    "The condition is met (1) where there are all of these, else it is not (0):",
    "Условие выполнено (1), если имеется всё перечисленное, иначе не выполнено (0):",
)
SOME_OF = Text(
    "The condition is met (1) where there are at least {n} of these, else it is not (0):",
    "Условие выполнено (1), если из перечисленного имеется не менее {n}, иначе не выполнено (0):",
)
NOT_FOUND_IS_ABSENT = Text(
    "Where the sources were searched and nothing was found, that counts as absence.",
    "Если при проверке источников ничего не найдено, это считается отсутствием.",
)
NOT_FOUND_IS_NO_DATA = Text(
    "Where the sources were searched and nothing was found, that does not count as absence: there are no data, and the "
    "facts are asked for.",
    "Если при проверке источников ничего не найдено, отсутствием это не считается: данных нет, сведения запрашиваются.",
)
COUNT_OF = Text(
    "What is counted is how many of these there are; of a set, how many of its members are reported:",
    "Подсчитывается, сколько имеется из перечисленного; в наборе – сколько его элементов указано:",
)
BY_FORMULA = Text("The value is reckoned by the formula:", "Значение вычисляется по формуле:")
TABLE = Text(
    "No number is reckoned: the outcome is found by conditions (see the order of judgement).",
    "Число не вычисляется: исход устанавливается по условиям (см. порядок оценки).",
)
RATIO_ZERO = Text(
    "Where the denominator is zero, the value cannot be computed.",
    "Если знаменатель равен нулю, значение показателя не вычисляется.",
)
CHANGE_POINTS = Text(
    "The change is given in percentage points.",
    "Изменение выражается в процентных пунктах.",
)
MEAN_RATE = Text(
    "The value is the mean of the changes from each period to the next, each of them:",
    "Значение – среднее арифметическое приростов от каждого периода к следующему; каждый из них:",
)
BASE_ZERO = Text(
    "Where the base is zero, the value is {x}.",
    "Если базовое значение равно нулю, значение показателя принимается равным {x}.",
)
BASE_ZERO_NONE = Text(
    "Where the base is zero, the value cannot be computed.",
    "Если базовое значение равно нулю, значение показателя не вычисляется.",
)
BASE_NEGATIVE = Text(
    "Where the base is negative, its absolute value is divided by.",
    "Если базовое значение отрицательно, делитель берётся по модулю.",
)
BASE_NEGATIVE_NONE = Text(
    "Where the base is negative, the value cannot be computed.",
    "Если базовое значение отрицательно, значение показателя не вычисляется.",
)
DEAD_ZONE = Text(
    "What is no further than {x} from zero counts as zero.",
    "Изменение, не превышающее {x} по модулю, принимается равным нулю.",
)
VALUE_ROUNDED = Text("The value is rounded {how}.", "Значение округляется {how}.")
DISPLAYED = Text(
    "Reports show it rounded {how}; what is judged is the exact value.",
    "В отчётах показывается с округлением {how}; оценивается точное значение.",
)
ROLLUP = Text(
    "An entity that reports none of its own is given the sum over the entities below it that the indicator applies to "
    "(the same ones for every number).",
    "Если у сущности собственных сведений нет, берётся сумма по нижестоящим сущностям, к которым относится показатель "
    "(по одним и тем же для всех величин).",
)
ROLLUP_NEEDED = Text(
    "The sum is taken where at least {x}% of them are known.",
    "Сумма берётся, если сведения известны не менее чем по {x}\N{NO-BREAK SPACE}% таких сущностей.",
)

# ---- Places among peers ----

PEER = {
    PeerAs.MIN_MAX: Text(
        "The position between the worst and the best, from 0 to {scale}. What is compared: {x}.",
        "Положение между худшим и лучшим, от 0 до {scale}. Сравниваемая величина: {x}.",
    ),
    PeerAs.SHARE_OF_BEST: Text(
        "The share of the best. What is compared: {x}.", "Доля от лучшего. Сравниваемая величина: {x}."
    ),
    PeerAs.Z_SCORE: Text(
        "The distance from the mean in standard deviations. What is compared: {x}.",
        "Отклонение от среднего в стандартных отклонениях. Сравниваемая величина: {x}.",
    ),
    PeerAs.RANK: Text(
        "The rank; the best has rank 1. What is compared: {x}.",
        "Место; первое – лучшее. Сравниваемая величина: {x}.",
    ),
    PeerAs.PERCENTILE: Text("The percentile. What is compared: {x}.", "Процентиль. Сравниваемая величина: {x}."),
    PeerAs.ZONE: Text(
        "The number of the zone: all, from the best to the worst, are parted into {zones}; the first is the best. What "
        "is compared: {x}.",
        "Номер зоны: все сущности, от лучшей к худшей, делятся на {zones}; первая зона – лучшая. Сравниваемая "
        "величина: {x}.",
    ),
    PeerAs.MEAN: Text("The mean over those compared: {x}.", "Среднее арифметическое по сравниваемым: {x}."),
    PeerAs.LEAST: Text("The least of those compared: {x}.", "Наименьшее среди сравниваемых: {x}."),
    PeerAs.GREATEST: Text("The greatest of those compared: {x}.", "Наибольшее среди сравниваемых: {x}."),
    PeerAs.COUNT: Text(
        "How many entities are compared. What is compared: {x}.",
        "Число сравниваемых сущностей. Сравниваемая величина: {x}.",
    ),
}
PEER_FORMULA = {
    PeerAs.MIN_MAX: Text(
        "{scale} × (own − worst) ÷ (best − worst)", "{scale} × (собственное − худшее) ÷ (лучшее − худшее)"
    ),
    PeerAs.Z_SCORE: Text("(own − mean) ÷ standard deviation", "(собственное − среднее) ÷ стандартное отклонение"),
    PeerAs.PERCENTILE: Text(
        "100 × number of those not better, itself included ÷ number of all",
        "100 × число не лучших, включая саму сущность ÷ число всех",
    ),
    PeerAs.ZONE: Text(
        "1 + whole part of ((rank − 1) × {zones} ÷ number of all)",
        "1 + целая часть ((место − 1) × {zones} ÷ число всех)",
    ),
}
SHARE_HIGHER = Text("{scale} × own ÷ greatest", "{scale} × собственное ÷ наибольшее")
SHARE_LOWER = Text("{scale} × least ÷ own", "{scale} × наименьшее ÷ собственное")
LOWER_IS_BETTER = Text("The smaller number is the better one.", "Лучше меньшее значение.")
HIGHER_IS_BETTER = Text("The greater number is the better one.", "Лучше большее значение.")
SIGN_TURNED = Text("The sign is turned.", "Знак меняется на противоположный.")
COMPARED = Text("The comparison is {among}.", "Сравнение проводится {among}.")
SAME_OUTCOME = Text(
    "Only those with the same outcome of indicator {x} are compared.",
    "Сравниваются только сущности с тем же исходом показателя {x}.",
)
LEFT_OUT = Text(
    "Those whose outcome of indicator {x} is {outcomes} do not form the set; they are given their own place in it.",
    "Сущности, у которых исход показателя {x} – {outcomes}, в ряд для сравнения не входят, но место в нём получают.",
)
ALL_EQUAL = Text("Where all are equal, the value is {x}.", "Если все значения равны, принимается {x}.")
ALL_EQUAL_NONE = Text(
    "Where all are equal, the value cannot be computed.", "Если все значения равны, значение показателя не вычисляется."
)
DEVIATION = {
    False: Text("The deviation is that of the population.", "Стандартное отклонение – по генеральной совокупности."),
    True: Text("The deviation is that of a sample.", "Стандартное отклонение – по выборке."),
}
TIES = {
    Ties.STANDARD: Text(
        "Equal ones share the best of their ranks, and the ranks after them are left out (1, 2, 2, 4).",
        "Равные получают лучшее из своих мест, следующие за ними места пропускаются (1, 2, 2, 4).",
    ),
    Ties.DENSE: Text(
        "Equal ones have one rank, and none is left out (1, 2, 2, 3).",
        "Равные получают одно место, пропусков нет (1, 2, 2, 3).",
    ),
    Ties.AVERAGE: Text(
        "Equal ones have the mean of their ranks (1, 2.5, 2.5, 4).",
        "Равные получают среднее из своих мест (1; 2,5; 2,5; 4).",
    ),
}

# ---- Totals ----

TAKE = {
    "points": Text("points", "баллов"),
    "value": Text("values", "значений"),
}
TOTAL = {
    How.SUM: Text("The sum of the {take} of the indicators", "Сумма {take} показателей"),
    How.MEAN: Text("The mean of the {take} of the indicators", "Среднее арифметическое {take} показателей"),
    How.WEIGHTED_MEAN: Text(
        "The weighted mean of the {take} of the indicators: the sum of weight × number, divided by that of the weights",
        "Взвешенное среднее {take} показателей: сумма произведений веса на число, делённая на сумму весов",
    ),
    How.GEOMETRIC_MEAN: Text(
        "The geometric mean of the {take} of the indicators", "Среднее геометрическое {take} показателей"
    ),
    How.HARMONIC_MEAN: Text(
        "The harmonic mean of the {take} of the indicators", "Среднее гармоническое {take} показателей"
    ),
    How.MIN: Text("The least of the {take} of the indicators", "Наименьшее из {take} показателей"),
    How.MAX: Text("The greatest of the {take} of the indicators", "Наибольшее из {take} показателей"),
    How.PERCENT_OF_MAXIMUM: Text(
        "The points gained, in percent of the greatest that the assessed indicators could give",
        "Набранные баллы в процентах от наибольших, возможных по оценённым показателям",
    ),
    How.COUNT_MEETING: Text("The number of findings {met} on the indicators", "Число выводов {met}, по показателям"),
    How.SHARE_MEETING: Text(
        "The share, in percent of those assessed, of findings {met} on the indicators",
        "Доля выводов {met}, в процентах от числа оценённых, по показателям",
    ),
}
MET_TARGET = Text("that meet the target", "с достигнутой целью")
MET_OUTCOMES = Text("with the outcome {outcomes}", "с исходом {outcomes}")
ACROSS = Text(
    "The findings are those of the entities below, at the level {level}.",
    "Берутся выводы по нижестоящим сущностям; их уровень – {level}.",
)
WEIGHED_BY = Text(
    "The weight of each finding is the value of indicator {x} at the same entity.",
    "Вес каждого вывода – значение показателя {x} той же сущности.",
)
WEIGHTED = Text(
    "Each number is multiplied by the weight of its indicator.", "Каждое число умножается на вес показателя."
)
COEFFICIENT = Text("The total is multiplied by: {x}.", "Итог умножается на: {x}.")
CAP = Text("The total is at most {x}.", "Итог не превышает {x}.")
COVERAGE = Text(
    "The total is given where at least {x}% of the applicable findings are assessed.",
    "Итог даётся, если оценено не менее {x}\N{NO-BREAK SPACE}% применимых показателей.",
)
COVERAGE_ACROSS = Text(
    "The total is given where at least {x}% of the applicable findings are assessed.",
    "Итог даётся, если оценено не менее {x}\N{NO-BREAK SPACE}% применимых выводов.",
)
UNKNOWN = {
    "leave": Text(
        "What is not known is left out of the total.",
        "Неизвестное в итог не входит.",
    ),
    "zero": Text(
        "What is not known counts as zero in the total.",
        "Неизвестное входит в итог нулём.",
    ),
    "block": Text("While anything is not known, there is no total.", "Пока что-либо неизвестно, итога нет."),
}
NOT_APPLICABLE = {
    "leave": Text("What does not apply is left out of the total.", "Неприменимое в итог не входит."),
    "zero": Text("What does not apply counts as zero in the total.", "Неприменимое входит в итог нулём."),
    "block": Text("Where anything does not apply, there is no total.", "Если что-либо неприменимо, итога нет."),
}

# ---- Formulas ----

FUNCTION = {
    "LEAST": Text("LEAST is the least of the numbers in brackets", "LEAST – наименьшее из чисел в скобках"),
    "GREATEST": Text("GREATEST is the greatest of the numbers in brackets", "GREATEST – наибольшее из чисел в скобках"),
    "ABS": Text("ABS is the absolute value", "ABS – модуль числа"),
    "SIGN": Text("SIGN is −1, 0 or 1, as the number is", "SIGN – −1, 0 или 1 по знаку числа"),
    "POWER": Text(
        "POWER is the first number to the power of the second", "POWER – первое число в степени, равной второму"
    ),
    "EXP": Text("EXP is e to the power of the number", "EXP – число e в указанной степени"),
    "LN": Text("LN is the natural logarithm", "LN – натуральный логарифм"),
    "SQRT": Text("SQRT is the square root", "SQRT – квадратный корень"),
    "ROUND": Text(
        "ROUND rounds the first number to so many places as the second says, halves away from zero",
        "ROUND – округление первого числа до стольких знаков, сколько указано вторым (половина – от нуля)",
    ),
    "CASE": Text(
        "CASE gives the number after THEN of the first condition that holds, else the one after ELSE",
        "CASE – число после THEN у первого выполненного условия WHEN, иначе число после ELSE",
    ),
}
