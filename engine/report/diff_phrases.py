"""The sentences of comparisons of packs, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Text
from engine.diffing.effects import What

WHAT: Mapping[What, Text] = MappingProxyType(
    {
        What.FINDING: Text("Findings", "Выводы"),
        What.PLACE: Text("Places among peers", "Места среди других"),
        What.TOTAL: Text("Totals", "Итоги"),
        What.DIRECTION: Text("Conclusions", "Заключения"),
        What.RECOMMENDATION: Text("Recommendations", "Рекомендации"),
        What.REQUEST: Text("Requests", "Запросы"),
    }
)


def _table(**rows: tuple[str, str]) -> Mapping[str, Text]:
    """Rows of Russian and English, in this order."""
    return MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in rows.items()})


PHRASE = _table(
    title=("Сравнение комплектов правил: {pack}", "Comparison of rule packs: {pack}"),
    sides=("Было: {old}. Стало: {new}.", "Before: {old}. After: {new}."),
    nothing=("Содержание комплекта не изменилось.", "Nothing in the pack has changed."),
    only_layout=(
        "Различаются только комментарии, оформление, порядок записей, примеры, подавления предупреждений или "
        "проверки актов: {files}.",
        "Only comments, layout, the order of items, examples, suppressions or checks of acts differ: {files}.",
    ),
    count=("Изменений: {count}", "Changes: {count}"),
    step=("требуемое увеличение версии: {step}", "version step needed: {step}"),
    no_step=("увеличивать версии не требуется", "no version step is needed"),
    right=("версии увеличены как требуется", "versions are raised accordingly"),
    wrong=(
        "версии, не соответствующие изменениям: {count}",
        "versions that do not tell of their change: {count}",
    ),
    results=(
        "набор сведений «{set}»: изменившихся результатов – {count}, затронутых сущностей – {entities}",
        "fact set “{set}”: results that change – {count}, entities concerned – {entities}",
    ),
    no_results=("набор сведений «{set}»: результаты прежние", "fact set “{set}”: no result changes"),
    changes=("Что изменилось", "What has changed"),
    pack_version=("Версия комплекта: {told} ({place}).", "Version of the pack: {told} ({place})."),
    facts=("Влияние на результаты: {set}", "Effect on the results: {set}"),
    illustrative=(
        "Сведения условные: о действительном положении дел по ним судить нельзя.",
        "The facts are made up: nothing follows from them about the real state of things.",
    ),
    periods=("Периоды: {periods}.", "Periods: {periods}."),
    same_results=("Результаты прежние.", "The results are the same."),
    refused=(
        "«{side}» не принимает часть сведений ({count}), они отложены; первое замечание: {first}",
        "“{side}” does not accept some of the facts ({count}), they are set aside; the first: {first}",
    ),
    causes=(
        "Действие каждого изменения, если внести только его: сколько результатов изменится",
        "What each change does by itself: how many results change",
    ),
    change=("Изменение", "Change"),
    along=("{told} (вместе с тем, на что ссылается: {along})", "{told} (with what it names: {along})"),
    grouped=(
        "Изменений много, поэтому они проверены группами (групп: {count}): изменения одной строки внесены вместе.",
        "There are many changes, so they were tried out in groups ({count}): those of one row were made together.",
    ),
    impossible=(
        "Отдельно не вносятся, без остальных изменений комплект содержит ошибки: № {numbers}.",
        "Cannot be made alone, the pack would have errors without the other changes: No. {numbers}.",
    ),
    cancelled=(
        "Взаимно погашаются: результаты, которые изменение меняет само по себе, но вместе с остальными они прежние: "
        "{numbers}.",
        "Cancel out: results that a change alone alters, and that are the same with all of them: {numbers}.",
    ),
    hidden_of=("№ {n} – {count}", "No. {n} – {count}"),
    combined=(
        "Только сочетанием изменений объясняется результатов: {count}.",
        "Results that only a combination of changes explains: {count}.",
    ),
    effects=("{what}: {count} (сущностей: {entities})", "{what}: {count} (entities: {entities})"),
    item_finding=("Показатель", "Indicator"),
    item_place=("Показатель", "Indicator"),
    item_total=("Итог", "Total"),
    item_direction=("Направление", "Direction"),
    item_recommendation=("Рекомендация", "Recommendation"),
    item_request=("Сведения", "Fact"),
    before=("Было", "Before"),
    after=("Стало", "After"),
    cause=("Изменение №", "Change No."),
    together=("только вместе: {numbers}", "only together: {numbers}"),
    combination=("только сочетание", "a combination"),
    nothing_there=("–", "–"),
    none=("нет", "none"),
    more=(
        "И ещё: {count}; полностью – в отчёте «--format json».",
        "And {count} more; all of them are in “--format json”.",
    ),
    field_status=("статус", "status"),
    field_reason=("причина", "reason"),
    field_value=("значение", "value"),
    field_outcome=("исход", "outcome"),
    field_points=("баллы", "points"),
    field_assessed=("оценено", "assessed"),
    field_applicable=("применимо", "applicable"),
    field_lower=("нижняя граница", "lower bound"),
    field_upper=("верхняя граница", "upper bound"),
    field_maximum=("наибольшее возможное", "maximum"),
    field_conclusion=("заключение", "conclusion"),
    field_text=("текст", "text"),
    field_due=("срок", "due"),
    field_verb=("обращение", "verb"),
    field_recipient=("получатель", "recipient"),
    field_members=("кому направляется", "sent to"),
    field_priority=("приоритет", "priority"),
    field_sources=("источники", "sources"),
)
