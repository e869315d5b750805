"""How operands are put, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.pack.model import Among, FactType, FindingTake, Fold, RoundingMode

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
