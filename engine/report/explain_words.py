"""The words of explanations, in both languages; statuses, reasons, marks and states of facts are in `words`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Text
from engine.report.words import Words


def table(rows: Mapping[str, tuple[str, str]]) -> Words:
    """Rows of Russian and English, in this order."""
    return MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in rows.items()})


LABEL = table(
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
        "at_zero": ("деление на ноль", "division by zero"),
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

SLOT = table(
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
        "zero_denominator": ("деление на ноль", "a division by zero"),
        "not_computable": ("не вычисляется", "it cannot be computed"),
        "nothing_earlier": ("предшествующего значения не существует", "there is no earlier value"),
        "earlier_missing": ("нет сведений за предшествующий период", "nothing reported for the earlier period"),
    }
)
"""Why nothing is known of an operand."""

STATE_OF_FACT = table(
    {
        "not_listed": ("источник не предусмотрен методикой", "only an unlisted source says so"),
        "conflict": ("сведения противоречат друг другу", "facts contradict each other"),
        "not_reported": ("не представлено", "not reported"),
    }
)
"""States that rules can test beside those a fact is given in."""

YES_NO = table({"yes": ("да", "yes"), "no": ("нет", "no")})

VERDICT = table(
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

NAME = table(
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

SOURCE = table(
    {
        "fact": ("сведения {id}", "fact {id}"),
        "indicator": ("показатель {id}", "indicator {id}"),
        "constant": ("постоянная {id}", "constant {id}"),
        "peers": ("показатель {id}", "indicator {id}"),
    }
)

TAKE = table(
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

FOLD = table(
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

AMONG = table(
    {
        "all": ("среди всех сущностей", "among all entities"),
        "level": ("среди сущностей того же уровня", "among entities of the same level"),
        "kind": ("среди сущностей того же вида", "among entities of the same kind"),
        "siblings": ("среди сущностей с той же вышестоящей", "among entities below the same one"),
    }
)

PLACE = table(
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

TIES = table(
    {
        "standard": ("равные делят лучшее место", "equal ones share the best place"),
        "dense": ("места без пропусков", "places without gaps"),
        "average": ("равные получают среднее место", "equal ones get the mean place"),
    }
)

ROUNDING = table(
    {
        "half_up": ("половина – от нуля", "halves away from zero"),
        "half_even": ("половина – к чётному", "halves to even"),
        "down": ("с отбрасыванием", "cut off"),
    }
)

HOW = table(
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
