"""The fields of facts and registers, and the column headers that they have in tables, in English and in Russian."""

from __future__ import annotations

from collections.abc import Mapping

from engine.facts.values import folded

FACT_HEADERS: Mapping[str, tuple[str, ...]] = {
    "entity": ("сущность", "код сущности", "код", "код организации", "код территории"),
    "period": ("период", "отчётный период"),
    "key": ("ключ", "ключ факта", "сведение", "код сведения"),
    "value": ("значение",),
    "state": ("состояние",),
    "source": ("источник", "источник данных"),
    "provider": ("поставщик", "поставщик сведений", "кем представлено"),
    "observed_at": ("дата наблюдения", "по состоянию на"),
    "submitted_at": ("дата представления",),
    "correction": ("исправление", "уточнение"),
    "evidence": ("подтверждение", "реквизиты", "ссылка"),
    "evidence_date": ("дата подтверждения", "дата документа"),
    "unit": ("единица", "единица измерения", "ед. изм."),
    "row_id": ("номер строки", "№", "№ п/п"),
}

REGISTER_HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("код", "обозначение", "идентификатор", "код сущности"),
    "level": ("уровень",),
    "kind": ("вид",),
    "parent": ("родитель", "вышестоящая", "вышестоящая сущность", "код вышестоящей"),
    "name": ("наименование", "название", "полное наименование"),
    "gen": ("родительный", "родительный падеж"),
    "dat": ("дательный", "дательный падеж"),
    "acc": ("винительный", "винительный падеж"),
    "ins": ("творительный", "творительный падеж"),
    "pre": ("предложный", "предложный падеж"),
    "short": ("кратко", "краткое наименование", "сокращённое наименование"),
    "owner": ("владелец",),
    "roles": ("роли", "роль"),
    "verb": ("обращение", "глагол"),
}

REQUIRED_OF_FACTS = ("entity", "period", "key", "value", "source")
REQUIRED_OF_WIDE_FACTS = ("entity", "period", "source")
REQUIRED_OF_REGISTER = ("id", "level", "kind")


def in_russian(field: str, headers: Mapping[str, tuple[str, ...]]) -> str:
    """The two headers that a column of the field may have, for «…»."""
    return f"{headers[field][0]}» или «{field}"


_FEWEST_KNOWN = 2
"""How many known headers make a table one of ours."""


def fields_by_header(headers: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The field of each header, folded; a field's own name is a header too."""
    return {folded(name): field for field, names in headers.items() for name in (field, *names)}


FACT_FIELDS = fields_by_header(FACT_HEADERS)
REGISTER_FIELDS = fields_by_header(REGISTER_HEADERS)


def is_ours(headers: tuple[str, ...], known: Mapping[str, str], telling: tuple[str, ...]) -> bool:
    """Whether the headers of a table tell what it is without a mapping: enough are known, and a telling one is."""
    fields = {known[folded(header)] for header in headers if folded(header) in known}
    return len(fields) >= _FEWEST_KNOWN and not fields.isdisjoint(telling)
