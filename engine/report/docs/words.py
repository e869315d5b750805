"""The words that the documentation of a pack names things with, in both languages."""

from __future__ import annotations

from engine.diagnostics.core import Lang
from engine.report.explain_words import table
from engine.report.words import say as _say

PAGE = table(
    {
        "README": ("Методика", "Methodology"),
        "indicators": ("Паспорта показателей", "Passports of the indicators"),
        "recommendations": (
            "Рекомендации, запросы и направления анализа",
            "Recommendations, requests and directions of analysis",
        ),
        "reference": ("Словари и справочные сведения", "Dictionaries and reference"),
        "tests": ("Проверки правил", "Tests of the rules"),
    }
)

SECTION = table(
    {
        "about": ("Общие положения", "General provisions"),
        "entity_table": ("Уровни и сущности", "Levels and entities"),
        "indicator_table": ("Таблица показателей", "Table of indicators"),
        "calendar": ("Периоды", "Periods"),
        "groups": ("Кому что рекомендуется", "Who is recommended what"),
        "directions": ("Направления анализа", "Directions of analysis"),
        "requests": ("Запросы сведений", "Requests for facts"),
        "addressees": ("Адресаты", "Addressees"),
        "facts": ("Сведения", "Facts"),
        "sources": ("Источники", "Sources"),
        "constants": ("Постоянные", "Constants"),
        "outcomes": ("Исходы", "Outcomes"),
        "units": ("Единицы измерения", "Units"),
        "kinds": ("Виды сущностей", "Kinds of entities"),
        "acts": ("Нормативные акты", "Acts"),
        "resolution": ("Расхождения в сведениях", "Facts that contradict each other"),
        "statuses": ("Статусы выводов", "Statuses of findings"),
        "reference": ("Справочные данные документа", "What the document states for reference"),
        "tests": ("Проверки", "Tests"),
        "unreachable": ("Недостижимое", "Out of reach"),
    }
)

FIELD = table(
    {
        "number": ("Номер", "Number"),
        "title": ("Наименование", "Name"),
        "role": ("Вид показателя", "Kind of indicator"),
        "unit": ("Единица измерения", "Unit"),
        "applies": ("Объекты оценки", "What is assessed"),
        "directions": ("Направления анализа", "Directions of analysis"),
        "target": ("Целевое значение", "Target"),
        "measure": ("Порядок расчёта", "Order of calculation"),
        "judge": ("Порядок оценки", "Order of judgement"),
        "sources": ("Источники сведений в порядке обращения", "Sources in the order of asking"),
        "periodicity": ("Периодичность", "Periodicity"),
        "responsible": ("Ответственные", "Responsible bodies"),
        "basis": ("Правовое основание", "Legal basis"),
        "readings": ("Прочтения документа", "Readings of the document"),
        "used": ("Где используется", "Where it is used"),
        "version": ("Версия", "Version"),
        "versions": ("История версий", "Version history"),
        "status": ("Статус", "Status"),
        "effective": ("Действует", "In force"),
        "levels": ("Уровень", "Level"),
        "indicators": ("Показатели", "Indicators"),
        "conclusions": ("Заключения", "Conclusions"),
    }
)

COLUMN = table(
    {
        "number": ("№ п/п", "No."),
        "n": ("№", "No."),
        "id": ("Обозначение", "Id"),
        "indicative": ("Индикативный показатель", "Indicative indicator"),
        "supporting": ("Обеспечивающий показатель", "Supporting indicator"),
        "indicator": ("Показатель", "Indicator"),
        "targets": ("Целевые значения", "Targets"),
        "source": ("Источник данных", "Source"),
        "level": ("Уровень", "Level"),
        "entities": ("Сущности", "Entities"),
        "kinds": ("Виды сущностей", "Kinds of entities"),
        "value": ("Значение", "Value"),
        "presence": ("Наличие", "Presence"),
        "condition": ("Условие", "Condition"),
        "conditions": ("Условия", "Conditions"),
        "outcome": ("Исход", "Outcome"),
        "result": ("Исход или статус", "Outcome or status"),
        "points": ("Баллы", "Points"),
        "target": ("Цель", "Target"),
        "says": ("Пояснение", "Explanation"),
        "weight": ("Вес", "Weight"),
        "version": ("Версия", "Version"),
        "effective": ("Действует", "In force"),
        "status": ("Статус", "Status"),
        "basis": ("Основание", "Basis"),
        "changed": ("Отличия от предыдущей версии", "Differences from the version before"),
        "rule": ("Правило", "Rule"),
        "when": ("Когда", "When"),
        "what": ("Что рекомендуется", "What is recommended"),
        "due": ("Срок", "Due"),
        "title": ("Название", "Title"),
        "type": ("Тип", "Type"),
        "unit": ("Единица", "Unit"),
        "features": ("Особенности", "Remarks"),
        "used": ("Где используется", "Used by"),
        "open": ("Открытый", "Open"),
        "holder": ("Держатель", "Holder"),
        "address": ("Адрес", "Address"),
        "period": ("Период", "Period"),
        "days": ("Дни", "Days"),
        "submit_by": ("Сведения представляются до", "Facts are due by"),
        "nature": ("Природа", "Nature"),
        "assessed": ("Оценивается", "Assessed"),
        "owner": ("Отвечает", "Answers for it"),
        "act": ("Акт", "Act"),
        "requisites": ("Реквизиты", "Requisites"),
        "valid_until": ("Действует по", "In force until"),
        "checked": ("Проверен", "Checked"),
        "conclusion": ("Заключение", "Conclusion"),
        "addressee": ("Адресат", "Addressee"),
        "found": ("Как находится", "How it is found"),
        "verb": ("Глагол", "Verb"),
        "request": ("Вид запроса", "Kind of request"),
        "priority": ("Приоритет", "Priority"),
        "text": ("Текст", "Text"),
        "test": ("Проверка", "Test"),
        "subject": ("Что проверяется", "What is tested"),
        "because": ("Обоснование", "Because"),
        "reason": ("Причины", "Reasons"),
        "cell": ("Графа", "Cell"),
        "confidence": ("Уверенность", "Confidence"),
        "element": ("Элемент", "Element"),
    }
)

ROLE = table(
    {
        "indicative": ("индикативный", "indicative"),
        "supporting": ("обеспечивающий", "supporting"),
        "derived": ("расчётный: выведен из остальных показателей", "derived from the other indicators"),
    }
)

CELL = table(
    {
        "parent": ("Индикативный показатель", "Indicative indicator"),
        "number": ("Номер", "Number"),
        "title": ("Наименование", "Name"),
        "target": ("Целевое значение", "Target"),
        "sources": ("Источник данных", "Source"),
        "level": ("Уровень", "Level"),
        "unit": ("Единица измерения", "Unit"),
    }
)
"""Cells of the document that a reading can be about; others stand for themselves."""

CONFIDENCE = table({"high": ("высокая", "high"), "medium": ("средняя", "medium"), "low": ("низкая", "low")})

FACT_TYPE = table(
    {
        "number": ("число", "number"),
        "yes_no": ("да или нет", "yes or no"),
        "text": ("текст", "text"),
        "date": ("дата", "date"),
        "set": ("набор из перечня", "set over a list"),
    }
)

NATURE = table(
    {
        "legal_person": ("юридическое лицо", "legal person"),
        "authority": ("орган власти", "authority"),
        "association": ("объединение", "association"),
        "event": ("мероприятие", "event"),
        "resource": ("ресурс", "resource"),
        "site_network": ("сеть площадок", "network of sites"),
        "territory": ("территория", "territory"),
    }
)

LIMIT = table(
    {
        "equals": ("равно {x}", "equal to {x}"),
        "at_least": ("не менее {x}", "at least {x}"),
        "above": ("более {x}", "more than {x}"),
        "at_most": ("не более {x}", "at most {x}"),
        "below": ("менее {x}", "less than {x}"),
        "on": ("равно {x}", "is {x}"),
        "from": ("не ранее {x}", "not before {x}"),
        "after": ("позже {x}", "after {x}"),
        "until": ("не позднее {x}", "not after {x}"),
        "before": ("ранее {x}", "before {x}"),
        "and": (" и ", " and "),
        "any": ("любое", "any"),
    }
)

SAY = table(
    {
        "yes": ("да", "yes"),
        "no": ("нет", "no"),
        "none": ("–", "–"),
        "restored_mark": ("восстановлено", "restored"),
        "met": ("достигнута", "met"),
        "present": ("имеется", "there is"),
        "absent": ("отсутствует", "there is none"),
        "fulfilled": ("условие выполнено", "condition met"),
        "not_fulfilled": ("условие не выполнено", "condition not met"),
        "or": (" или ", " or "),
        "contents": ("Содержание", "Contents"),
        "top": ("К содержанию", "To the contents"),
    }
)


def say(key: str, lang: Lang) -> str:
    return _say(SAY, key, lang)


def section(key: str, lang: Lang) -> str:
    return _say(SECTION, key, lang)


def page(key: str, lang: Lang) -> str:
    return _say(PAGE, key, lang)


def column(key: str, lang: Lang) -> str:
    return _say(COLUMN, key, lang)


def field(key: str, lang: Lang) -> str:
    return _say(FIELD, key, lang)
