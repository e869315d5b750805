"""What can be wrong with a formula: E300 to E309."""

from __future__ import annotations

from engine.diagnostics.core import Code, Text

OVERSIZED = Code(
    "E300",
    "oversized-formula",
    Text(
        en="The formula is too long or too complex",
        ru="Формула слишком длинная или слишком сложная",
    ),
    Text(
        en="Split it into several indicators: at most {length} characters, {brackets} brackets or CASE inside one "
        "another, {sums} additions or {products} multiplications in a row; conditions and divisors inside one another "
        "count repeatedly.",
        ru="Разделите её на несколько показателей: допускается не более {length} символов, {brackets} уровней "
        "вложенности скобок и CASE, {sums} сложений или {products} умножений подряд; условия и делители, вложенные "
        "друг в друга, учитываются многократно.",
    ),
)

FOREIGN_SYMBOL = Code(
    "E301",
    "foreign-symbol-in-formula",
    Text(
        en="“{symbol}” cannot be used in a formula",
        ru="В формуле не допускается «{symbol}»",
    ),
    Text(
        en="Use numbers, names, + - * / ( ), the functions LEAST, GREATEST, ABS, SIGN, POWER, EXP, LN, SQRT, ROUND, "
        "and CASE WHEN … THEN … ELSE … END with = <> < <= > >= AND OR NOT.",
        ru="Используйте числа, имена, + - * / ( ), функции LEAST, GREATEST, ABS, SIGN, POWER, EXP, LN, SQRT, ROUND "
        "и CASE WHEN … THEN … ELSE … END с = <> < <= > >= AND OR NOT.",
    ),
)

MALFORMED_NUMBER = Code(
    "E302",
    "malformed-number-in-formula",
    Text(
        en="“{number}” is not a number that a formula can use",
        ru="«{number}» не является числом, допустимым в формуле",
    ),
    Text(
        en="Write digits and a decimal point, such as 0.25: at most 29 digits before the point and 9 after it, "
        "no exponent.",
        ru="Запишите число цифрами с десятичной точкой, например 0.25: не более 29 цифр до точки и 9 после неё, "
        "без показателя степени.",
    ),
)

UNKNOWN_NAME = Code(
    "E303",
    "unknown-name-in-formula",
    Text(
        en="The formula uses the name “{name}”, which is not given",
        ru="В формуле использовано имя «{name}», которое не задано",
    ),
    Text(
        en="Use a name given under “where”: {suggestion}.",
        ru="Используйте имя, заданное в разделе «where»: {suggestion}.",
    ),
)

UNKNOWN_FUNCTION = Code(
    "E304",
    "unknown-function-in-formula",
    Text(
        en="There is no function “{name}” for formulas",
        ru="Функции «{name}» для формул нет",
    ),
    Text(
        en="Use one of the functions there are: {suggestion}. A product is written with the sign *.",
        ru="Используйте имеющуюся функцию: {suggestion}. Произведение записывается знаком *.",
    ),
)

MISPLACED_PART = Code(
    "E305",
    "misplaced-part-of-formula",
    Text(
        en="The formula cannot be read at “{part}”",
        ru="Формулу не удаётся прочитать в месте «{part}»",
    ),
    Text(
        en="Put one sign + - * / between two numbers, names or brackets; brackets go in pairs; a decimal fraction is "
        "written with a point; a choice is written CASE WHEN … THEN … ELSE … END.",
        ru="Между двумя числами, именами или скобками поставьте один знак + - * /; скобки должны быть парными; дробная "
        "часть отделяется точкой; выбор записывается так: CASE WHEN … THEN … ELSE … END.",
    ),
)

UNFINISHED = Code(
    "E306",
    "unfinished-formula",
    Text(
        en="The formula is empty or not finished",
        ru="Формула пуста или не завершена",
    ),
    Text(
        en="Write what is missing: a sign needs a number or name after it, an opening bracket a closing one, CASE "
        "an END.",
        ru="Допишите недостающее: после знака действия нужно число или имя, у открывающей скобки – закрывающая, "
        "у CASE – слово END.",
    ),
)

WRONG_ARGUMENTS = Code(
    "E307",
    "wrong-arguments-in-formula",
    Text(
        en="The arguments of {function} are wrong",
        ru="Неверно указаны аргументы функции {function}",
    ),
    Text(
        en="The function is written {usage}.",
        ru="Функция записывается так: {usage}.",
    ),
)

MISPLACED_CONDITION = Code(
    "E308",
    "misplaced-condition-in-formula",
    Text(
        en="A number stands where a condition is needed, or a condition where a number is",
        ru="Число стоит там, где нужно условие, либо условие там, где нужно число",
    ),
    Text(
        en="A condition compares two numbers (a >= b), may be joined by AND, OR, NOT, and stands between WHEN and "
        "THEN; everywhere else there are numbers.",
        ru="Условие сравнивает два числа (a >= b), может соединяться словами AND, OR, NOT и записывается между WHEN "
        "и THEN; во всех остальных местах записываются числа.",
    ),
)

CASE_WITHOUT_ELSE = Code(
    "E309",
    "case-without-else-in-formula",
    Text(
        en="CASE has no ELSE, so the formula has no value when no condition holds",
        ru="В CASE нет ELSE: если ни одно условие не выполнено, у формулы нет значения",
    ),
    Text(
        en="Add ELSE and the value for all other cases before END.",
        ru="Добавьте перед END слово ELSE и значение для всех остальных случаев.",
    ),
)

CODES = (
    OVERSIZED,
    FOREIGN_SYMBOL,
    MALFORMED_NUMBER,
    UNKNOWN_NAME,
    UNKNOWN_FUNCTION,
    MISPLACED_PART,
    UNFINISHED,
    WRONG_ARGUMENTS,
    MISPLACED_CONDITION,
    CASE_WITHOUT_ELSE,
)
