"""The sentences of explanations, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from engine.report.explain_words import table

EFFECT = table(
    {
        "leave": ("в итог не входит", "left out of the total"),
        "widens": ("в итог не входит, расширяет его границы", "left out of the total, widens its bounds"),
        "zero": ("учитывается как 0", "counts as 0"),
        "block": ("итог не определяется", "leaves the total unknown"),
    }
)
"""What a part without a number does to a total."""

LIMIT = table(
    {
        "equals": ("равно {x}", "equal to {x}"),
        "at_least": ("не менее {x}", "at least {x}"),
        "above": ("больше {x}", "above {x}"),
        "at_most": ("не более {x}", "at most {x}"),
        "below": ("меньше {x}", "below {x}"),
        "from": ("не ранее {x}", "not before {x}"),
        "after": ("позже {x}", "after {x}"),
        "until": ("не позднее {x}", "not after {x}"),
        "before": ("ранее {x}", "before {x}"),
        "and": (" и ", " and "),
        "any": ("любое число", "any number"),
        "is": ("«{x}»", "“{x}”"),
        "one_of": ("одно из: {x}", "one of: {x}"),
        "is_not": ("не «{x}»", "not “{x}”"),
        "none_of": ("ни одно из: {x}", "none of: {x}"),
    }
)

PHRASE = table(
    {
        "not_computed": ("не вычисляется", "cannot be computed"),
        "known": ("имеется: {x}", "is {x}"),
        "unknown": ("неизвестно: {x}", "unknown: {x}"),
        "outcome_of": ("исход показателя {x}", "outcome of indicator {x}"),
        "row_met": ("{n} – выполнена: {conditions} → {result}", "{n} – holds: {conditions} → {result}"),
        "row_failed": ("{n} – не выполнена: {conditions}", "{n} – does not hold: {conditions}"),
        "row_unknown": ("{n} – нельзя проверить: {conditions}", "{n} – cannot be decided: {conditions}"),
        "variant": ("вариант: {conditions} → {result}", "variant: {conditions} → {result}"),
        "row_also": (
            "{n} – тоже выполнена: {conditions} → {result}",
            "{n} – holds as well: {conditions} → {result}",
        ),
        "otherwise": ("во всех остальных случаях", "otherwise"),
        "no_row": ("ни одна строка не выполнена", "no row holds"),
        "no_band": ("ни одна граница варианта не выполнена", "no limit of the variant is met"),
        "points": ("{title}, баллы: {x}", "{title}, points: {x}"),
        "rounded": ("до {n} знаков после запятой, {mode}", "to {n} places after the point, {mode}"),
        "rounded_to_one": ("до одного знака после запятой, {mode}", "to one place after the point, {mode}"),
        "rounded_to_whole": ("до целых, {mode}", "to whole numbers, {mode}"),
        "changed": ("{how}: {before} → {after}", "{how}: {before} → {after}"),
        "rounded_operand": ("округлено {how}", "rounded {how}"),
        "at_zero": ("по правилу значение равно {x}", "the rule says that the value is {x}"),
        "dead_zone": (
            "не далее {x} от нуля считается нулём",
            "what is no further than {x} from zero is zero",
        ),
        "presence": (
            "имеется {present} из необходимых {needed}; отсутствует {absent}, неизвестно {unknown}",
            "{present} present of {needed} needed; {absent} absent, {unknown} unknown",
        ),
        "counted": (
            "имеется {present}, отсутствует {absent}, неизвестно {unknown}",
            "{present} present, {absent} absent, {unknown} unknown",
        ),
        "covered": ("известно по {known} из {all} нижестоящих", "known of {known} of {all} entities below"),
        "carried_forward": ("перенесено из периода {x}", "carried forward from {x}"),
        "mean_of": ("восполнено средним {x}", "imputed by the mean {x}"),
        "assumed": ("восполнено числом {x} по правилу", "imputed by the number {x} of the rule"),
        "break": (
            "в периодах {then} и {now} действуют разные версии: {rules}",
            "different versions are in force in {then} and {now}: {rules}",
        ),
        "no_period": ("такого периода нет в календаре", "no such period in the calendar"),
        "set": (
            "{among}: {n}; наименьшее {least}, наибольшее {greatest}, среднее {mean}",
            "{among}: {n}; least {least}, greatest {greatest}, mean {mean}",
        ),
        "empty_set": ("{among}: сравнивать не с кем", "{among}: there is nobody to compare with"),
        "same_outcome": ("с тем же исходом показателя {x}", "with the same outcome of indicator {x}"),
        "left_out": (
            "без тех, у кого показатель {x} – {of}",
            "without those whose indicator {x} is {of}",
        ),
        "lower_is_better": ("лучше меньшее", "less is better"),
        "own": ("собственное значение {x}", "own value {x}"),
        "rank": ("место {x}", "rank {x}"),
        "zones": ("зон: {x}", "zones: {x}"),
        "points_between": ("{x}, в пределах от {least} до {most}", "{x}, between {least} and {most}"),
        "total_own": ("{how}: {take} показателей {items}", "{how}: {take} of indicators {items}"),
        "total_across": (
            "{how}: {take} показателей {items} по нижестоящим уровня «{level}»",
            "{how}: {take} of indicators {items} over the entities below at level “{level}”",
        ),
        "meeting_own": ("{how}: показатели {items}", "{how}: indicators {items}"),
        "meeting_across": (
            "{how}: показатели {items} по нижестоящим уровня «{level}»",
            "{how}: indicators {items} over the entities below at level “{level}”",
        ),
        "take_points": ("баллы", "points"),
        "take_value": ("значения", "values"),
        "assessed": (
            "оценено {assessed} из {applicable} применимых",
            "assessed {assessed} of {applicable} applicable",
        ),
        "spread": ("наименьшее {least}, наибольшее {greatest}", "least {least}, greatest {greatest}"),
        "left": ("без числа: {n} – {effect}", "without a number: {n} – {effect}"),
        "left_na": ("не применимо: {n} – {effect}", "not applicable: {n} – {effect}"),
        "weight": ("вес {x}", "weight {x}"),
        "weight_by": ("вес – значение показателя {x}", "weighed by the value of indicator {x}"),
        "counted_outcomes": ("засчитываются исходы: {x}", "outcomes that count: {x}"),
        "cap": ("не более {x}", "not more than {x}"),
        "needed": ("не менее {x} % применимых", "at least {x}% of those applicable"),
    }
)
