"""How measures and the functions of formulas are put, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from engine.diagnostics.core import Text

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
RATIO_ZERO = Text("Where the denominator is zero, {result}.", "Если знаменатель равен нулю, {result}.")
BASE_ZERO = Text("Where the base is zero, {result}.", "Если базовое значение равно нулю, {result}.")
FORMULA_ZERO = Text(
    "Where the formula divides by zero, {result}.", "Если в формуле происходит деление на ноль, {result}."
)
VALUE_IS = Text("the value is {x}", "значение показателя принимается равным {x}")
NOT_COMPUTED = Text("the value cannot be computed", "значение показателя не вычисляется")
NOT_ASSESSED = Text("the indicator is not assessed", "показатель не оценивается")
CHANGE_POINTS = Text(
    "The change is given in percentage points.",
    "Изменение выражается в процентных пунктах.",
)
MEAN_RATE = Text(
    "The value is the mean of the changes from each period to the next, each of them:",
    "Значение – среднее арифметическое приростов от каждого периода к следующему; каждый из них:",
)
MEAN_RATE_NONE = Text(
    "Where an earlier value is zero or negative, the value cannot be computed.",
    "Если какое-либо из предыдущих значений равно нулю или отрицательно, значение показателя не вычисляется.",
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
