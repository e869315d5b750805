"""The sentences that reports say themselves, in both languages; `{name}` marks what is put in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Lang, Text

_PHRASES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "label": ("Иллюстративные данные", "Illustrative data"),
        "label_why": (
            "Иллюстративные данные: сведения условные, о действительном положении дел по ним судить нельзя",
            "Illustrative data: the facts are made up, and nothing follows from them about the real state of things",
        ),
        "pack": ("Комплект правил: {id}, версия {version}, {status}", "Rule pack: {id}, version {version}, {status}"),
        "fact_set": ("Набор сведений: {title}", "Fact set: {title}"),
        "engine": ("Версия программы: {version}", "Engine version: {version}"),
        "period_as_of": ("{period} (по состоянию на {day})", "{period} (as of {day})"),
        "periods": ("Периоды: {periods}", "Periods: {periods}"),
        "profile": ("Профиль: {profile}", "Profile: {profile}"),
        "not_set": ("не установлено", "not set"),
        "none": ("–", "–"),
        "yes": ("да", "yes"),
        "no": ("нет", "no"),
        "restored_legend": (
            "* Ячейка документа пуста и восстановлена по смыслу; прочтение объяснено в примечаниях.",
            "* The cell is empty in the document and was restored by its sense; the notes explain the reading.",
        ),
        "derived": ("Расчётные показатели", "Derived indicators"),
        "totals": ("Итоги", "Totals"),
        "directions": ("Направления анализа", "Directions of analysis"),
        "of": ("{value} из {maximum}", "{value} of {maximum}"),
        "assessed": ("оценено {assessed} из {applicable} применимых", "assessed {assessed} of {applicable} applicable"),
        "bounds": ("границы {lower}–{upper}", "bounds {lower}–{upper}"),
        "bounds_signed": ("границы от {lower} до {upper}", "bounds from {lower} to {upper}"),
        "nominal": ("номинальный максимум {nominal}", "nominal maximum {nominal}"),
        "missing": ("Нет сведений по показателям: {indicators}", "Nothing known of: {indicators}"),
        "levels": ("Статусы показателей по уровням, {period}", "Statuses of indicators by level, {period}"),
        "findings": ("Выводов", "Findings"),
        "without_derived": ("Расчётные показатели не учтены.", "Derived indicators are not counted."),
        "other_totals": (
            "Итоги остальных сущностей: {count}, см. results.xlsx, лист «{sheet}».",
            "Totals of the other entities: {count}, see results.xlsx, sheet “{sheet}”.",
        ),
        "other_directions": (
            "Направления анализа остальных сущностей: {count}, см. results.xlsx, лист «{sheet}».",
            "Directions of the other entities: {count}, see results.xlsx, sheet “{sheet}”.",
        ),
        "other_tables": (
            "Таблиц показателей не показано: {count}, см. results.xlsx, лист «{sheet}».",
            "Tables of indicators not shown: {count}, see results.xlsx, sheet “{sheet}”.",
        ),
        "recommendations": ("Рекомендации: {count}", "Recommendations: {count}"),
        "no_recommendations": ("Рекомендации: нет", "Recommendations: none"),
        "requests": ("Запросы сведений: {count}", "Requests for facts: {count}"),
        "no_requests": ("Запросы сведений: нет", "Requests for facts: none"),
        "group": ("Группа {number}. {title}", "Group {number}. {title}"),
        "other_group": ("Вне групп", "Outside the groups"),
        "and_more": ("и ещё {count}, см. results.xlsx", "and {count} more, see results.xlsx"),
        "and_more_unwritten": ("и ещё {count}", "and {count} more"),
        "indicator": ("показатель {indicator}", "indicator {indicator}"),
        "indicators": ("показатели {indicator}", "indicators {indicator}"),
        "due": ("срок {day}", "due {day}"),
        "sources": ("Источники: {sources}", "Sources: {sources}"),
        "priority": ("приоритет {priority}", "{priority} priority"),
        "also": ("Также в результатах", "Also in the results"),
        "conflicts": (
            "Расхождения в сведениях: {count}, из них меняют вывод: {decisive}",
            "Conflicts: {count}, of which decisive: {decisive}",
        ),
        "rejected": ("Отклонённые строки сведений: {count}", "Rejected rows of facts: {count}"),
        "notes": ("Примечания: {count}", "Notes: {count}"),
        "coverage": (
            "Сведения есть по {known} из {all} подведомственных сущностей",
            "Facts of {known} of {all} entities below",
        ),
        "unused": (
            "Ни один показатель не использует этих сведений: {count}, первая сущность – {entity}",
            "No indicator uses these facts: {count}, the first entity is {entity}",
        ),
        "series_break": (
            "Показатель {indicator}: значения за периоды «{then}» и «{now}» не сопоставляются, поскольку получены по "
            "разным версиям правил ({rules}). Чтобы пересчитать прежние сведения по действующей версии, выполните "
            "engine evaluate --reevaluate",
            "Indicator {indicator}: the values of “{then}” and “{now}” are not compared, since they come from "
            "different versions of the rules ({rules}). To evaluate the older facts under the present version, run "
            "engine evaluate --reevaluate",
        ),
        "reevaluated": (
            "Показатель {indicator}: сведения за период «{then}» для сопоставления с периодом «{now}» пересчитаны по "
            "более новой версии правил ({rules})",
            "Indicator {indicator}: to be compared with “{now}”, the facts of “{then}” were evaluated under a newer "
            "version of the rules ({rules})",
        ),
        "more_members": ("и ещё {count}", "and {count} more"),
        "more_facts": ("… и ещё {count}, см. tables/findings.csv", "… and {count} more, see tables/findings.csv"),
        "cell_cut": ("… [сокращено, полностью – в {file}]", "… [cut, in full in {file}]"),
        "rows_cut": (
            "Показаны первые строки: {shown} из {total}. Полностью – в файле {file}.",
            "The first rows: {shown} of {total}. All of them are in {file}.",
        ),
        "page": ("Страница {page} из {pages}", "Page {page} of {pages}"),
    }
)

_TEXTS = MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in _PHRASES.items()})


def phrase(key: str, lang: Lang, **params: object) -> str:
    """The sentence `key` in `lang` with its parameters put in; parameters are data and are never parsed."""
    return _TEXTS[key].fill(lang, params)
