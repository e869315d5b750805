"""How places among peers and totals are put, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.pack.model import How, PeerAs, Ties

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
