"""The words of explanations, in both languages; statuses, reasons, marks and states of facts are in `words`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Text
from engine.report.words import Words


def _table(rows: Mapping[str, tuple[str, str]]) -> Words:
    return MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in rows.items()})


LABEL = _table(
    {
        "recommendation": ("Рекомендация", "Recommendation"),
        "direction": ("Направление анализа", "Direction of analysis"),
        "finding": ("Показатель", "Indicator"),
        "fact": ("Сведения", "Fact"),
        "text": ("текст", "text"),
        "rule": ("правило", "rule"),
        "basis": ("правовое основание", "legal basis"),
        "to": ("адресат", "to"),
        "due": ("срок", "due"),
        "because": ("условия, которые выполнены", "because"),
        "missing": ("нет сведений по показателям", "nothing is known of"),
        "concluded": ("заключение", "concluded"),
        "status": ("статус", "status"),
        "marks": ("пометки", "marks"),
        "value": ("значение", "value"),
        "outcome": ("исход", "outcome"),
        "points": ("баллы", "points"),
        "bounds": ("баллы в границах", "points between"),
        "band": ("выполненная граница", "limit met"),
        "bands": ("границы в правиле", "limits of the rule"),
        "inputs": ("исходные данные оценки", "looked at by the judgement"),
        "rows": ("строки правила", "rows of the rule"),
        "says": ("пояснение", "explanation"),
        "points_formula": ("баллы по формуле", "points by formula"),
        "target": ("целевое значение в документе", "target in the document"),
        "formula": ("формула", "formula"),
        "calculation": ("с числами", "with the numbers"),
        "rounding": ("округление", "rounding"),
        "base_zero": ("база равна нулю", "the base is zero"),
        "dead_zone": ("порог нечувствительности", "dead zone"),
        "presence": ("наличие", "presence"),
        "counted": ("подсчёт", "counted"),
        "operands": ("исходные значения", "taken from"),
        "total": ("итог", "total"),
        "members": ("составные части", "parts"),
        "coefficient": ("коэффициент", "coefficient"),
        "cap": ("предел", "limited to"),
        "coverage": ("необходимая полнота", "coverage needed"),
        "below": ("нижестоящих, по которым есть сведения, из всех", "entities below that are known, of all"),
        "unknown_below": ("нет сведений по нижестоящим", "nothing is known of"),
        "letters": ("вызванные рекомендации", "recommendations that rest on it"),
        "title": ("что означает", "what it says"),
        "state": ("состояние", "state"),
        "source": ("источник", "source"),
        "provider": ("поставщик", "provider"),
        "observed_at": ("дата наблюдения", "observed"),
        "submitted_at": ("дата представления", "submitted"),
        "evidence": ("подтверждение", "evidence"),
        "evidence_date": ("дата подтверждения", "evidence dated"),
        "address": ("записано в", "stands in"),
        "see_above": ("см. выше", "see above"),
    }
)

SLOT = _table(
    {
        "not_applicable": ("не применимо", "not applicable"),
        "suppressed": ("сведения не подлежат раскрытию", "not to be disclosed"),
        "conflict": ("сведения противоречат друг другу", "the facts contradict each other"),
        "unconfirmed": ("подтверждение недоступно", "the evidence cannot be opened"),
        "not_listed": ("источник не предусмотрен методикой", "the source is not a listed one"),
        "rejected": ("представленные сведения отклонены", "what was reported was rejected"),
        "not_found": ("при проверке источников не найдено", "sources checked, nothing found"),
        "missing": ("сведения не представлены", "not reported"),
        "coverage": ("полнота сведений недостаточна", "coverage is too low"),
        "no_number": ("числа нет", "there is no number"),
        "operand": ("нет значения", "there is no value"),
        "series_break": ("разрыв ряда", "break in the series"),
        "too_short": ("ряд наблюдений слишком короток", "the series is too short"),
        "nothing_earlier": ("предшествующего значения не существует", "there is no earlier value"),
        "earlier_missing": ("нет сведений за предшествующий период", "nothing reported for the earlier period"),
    }
)
"""Why nothing is known of an operand."""

STATE_OF_FACT = _table(
    {
        "not_listed": ("источник не предусмотрен методикой", "only an unlisted source says so"),
        "conflict": ("сведения противоречат друг другу", "facts contradict each other"),
        "not_reported": ("не представлено", "not reported"),
    }
)
"""States that rules can test beside those a fact is given in."""

YES_NO = _table({"yes": ("да", "yes"), "no": ("нет", "no")})

VERDICT = _table(
    {
        "used": ("использовано", "used"),
        "weaker": ("не учтено: более слабое сведение", "lost: a weaker statement"),
        "source_order": (
            "не учтено: источник стоит ниже в установленном порядке",
            "lost: a source that comes later",
        ),
        "older": ("не учтено: более раннее наблюдение", "lost: an older observation"),
        "agrees": ("совпадает с использованным", "says the same"),
        "later_row": ("не учтено: строка ниже", "lost: a later row"),
        "contradicts": ("противоречит использованному", "contradicts the one used"),
        "superseded": ("не учтено: исправлено поставщиком", "lost: corrected by its provider"),
    }
)

NAME = _table(
    {
        "value": ("значение", "value"),
        "kind": ("вид сущности", "kind of entity"),
        "level": ("уровень", "level"),
        "numerator": ("числитель", "numerator"),
        "denominator": ("знаменатель", "denominator"),
        "present": ("текущее", "present"),
        "base": ("базовое", "base"),
        "periods": ("периодов", "periods"),
    }
)
"""The engine's own names of operands and inputs."""

SOURCE = _table(
    {
        "fact": ("сведения {id}", "fact {id}"),
        "indicator": ("показатель {id}", "indicator {id}"),
        "constant": ("постоянная {id}", "constant {id}"),
        "peers": ("показатель {id}", "indicator {id}"),
    }
)

TAKE = _table(
    {
        "presence": ("наличие", "presence"),
        "date": ("дата", "date"),
        "state": ("состояние", "state"),
        "has": ("есть хотя бы одно из: {of}", "has one of: {of}"),
        "map": ("числа: {of}", "numbers: {of}"),
        "points": ("баллы", "points"),
        "outcome": ("исход", "outcome"),
        "status": ("статус", "status"),
        "is": ("исход – один из: {of}", "outcome one of: {of}"),
        "first_day": ("первый день периода", "first day of the period"),
        "last_day": ("последний день периода", "last day of the period"),
        "periods_since": ("периодов после {id}", "periods since {id}"),
        "periods_between": ("периодов между значениями", "periods between the two"),
        "trajectory": ("целевая траектория ({points})", "trajectory ({points})"),
    }
)

FOLD = _table(
    {
        "first": ("первое известное", "first known"),
        "last": ("последнее известное", "last known"),
        "sum": ("сумма", "sum"),
        "mean": ("среднее", "mean"),
        "least": ("наименьшее", "least"),
        "greatest": ("наибольшее", "greatest"),
        "count": ("число известных", "number known"),
        "mean_rate": ("средний темп прироста, %", "mean rate of change, %"),
        "span": ("периодов от первого известного", "periods since the first known"),
        "age": ("периодов от последнего известного", "periods since the last known"),
        "run": ("периодов подряд", "periods in a row"),
    }
)

AMONG = _table(
    {
        "all": ("среди всех сущностей", "among all entities"),
        "level": ("среди сущностей того же уровня", "among entities of the same level"),
        "kind": ("среди сущностей того же вида", "among entities of the same kind"),
        "siblings": ("среди сущностей с той же вышестоящей", "among entities below the same one"),
    }
)

PLACE = _table(
    {
        "min_max": ("положение между худшим и лучшим", "position between worst and best"),
        "share_of_best": ("доля от лучшего", "share of the best"),
        "z_score": ("отклонение от среднего в стандартных отклонениях", "standard score"),
        "rank": ("место", "rank"),
        "percentile": ("процентиль", "percentile"),
        "zone": ("зона", "zone"),
        "mean": ("среднее", "mean"),
        "least": ("наименьшее", "least"),
        "greatest": ("наибольшее", "greatest"),
        "count": ("число сущностей", "number of entities"),
    }
)

TIES = _table(
    {
        "standard": ("равные делят лучшее место", "equal ones share the best place"),
        "dense": ("места без пропусков", "places without gaps"),
        "average": ("равные получают среднее место", "equal ones get the mean place"),
    }
)

ROUNDING = _table(
    {
        "half_up": ("половина – от нуля", "halves away from zero"),
        "half_even": ("половина – к чётному", "halves to even"),
        "down": ("с отбрасыванием", "cut off"),
    }
)

HOW = _table(
    {
        "sum": ("сумма", "sum"),
        "mean": ("среднее арифметическое", "mean"),
        "weighted_mean": ("взвешенное среднее", "weighted mean"),
        "geometric_mean": ("среднее геометрическое", "geometric mean"),
        "harmonic_mean": ("среднее гармоническое", "harmonic mean"),
        "min": ("наименьшее", "least"),
        "max": ("наибольшее", "greatest"),
        "percent_of_maximum": ("процент от наибольшего возможного", "percent of the maximum"),
        "count_meeting": ("число достигших цели", "number meeting the target"),
        "share_meeting": ("доля достигших цели, %", "share meeting the target, %"),
    }
)

EFFECT = _table(
    {
        "leave": ("в итог не входит", "left out of the total"),
        "widens": ("в итог не входит, расширяет его границы", "left out of the total, widens its bounds"),
        "zero": ("учитывается как 0", "counts as 0"),
        "block": ("итог не определяется", "leaves the total unknown"),
    }
)
"""What a part without a number does to a total."""

LIMIT = _table(
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

PHRASE = _table(
    {
        "not_computed": ("не вычисляется", "cannot be computed"),
        "known": ("имеется: {x}", "is {x}"),
        "unknown": ("неизвестно: {x}", "unknown: {x}"),
        "outcome_of": ("исход показателя {x}", "outcome of indicator {x}"),
        "row_met": ("{n} – выполнена: {conditions} → {result}", "{n} – holds: {conditions} → {result}"),
        "row_failed": ("{n} – не выполнена: {conditions}", "{n} – does not hold: {conditions}"),
        "row_unknown": ("{n} – нельзя проверить: {conditions}", "{n} – cannot be decided: {conditions}"),
        "row_also": (
            "{n} – тоже выполнена: {conditions} → {result}",
            "{n} – holds as well: {conditions} → {result}",
        ),
        "otherwise": ("во всех остальных случаях", "otherwise"),
        "no_row": ("ни одна строка не выполнена", "no row holds"),
        "no_band": ("ни одна граница варианта не выполнена", "no limit of the variant is met"),
        "points": ("{title}, баллы: {x}", "{title}, points: {x}"),
        "rounded": ("до {n} знаков после запятой, {mode}", "to {n} places after the point, {mode}"),
        "rounded_to": ("{how}: {before} → {after}", "{how}: {before} → {after}"),
        "rounded_operand": ("округлено {how}", "rounded {how}"),
        "base_zero": ("по правилу значение равно {x}", "the rule says that the value is {x}"),
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
