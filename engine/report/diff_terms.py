"""What comparisons of packs call things: kinds of items, values, places in items; in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from engine.diagnostics.core import Lang, Text
from engine.pack.schema import load_schema


def _table(**rows: tuple[str, str]) -> Mapping[str, Text]:
    """Rows of Russian and English, in this order."""
    return MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in rows.items()})


KIND = _table(
    act=("Акт", "Act"),
    addressee=("Адресат", "Addressee"),
    constant=("Постоянная", "Constant"),
    direction=("Направление анализа", "Direction of analysis"),
    entity_table=("Таблица сущностей", "Table of entities"),
    fact=("Сведения", "Fact"),
    group=("Группа адресатов", "Group of addressees"),
    indicator=("Показатель", "Indicator"),
    kind=("Вид сущностей", "Kind of entities"),
    level=("Уровень", "Level"),
    outcomes=("Исход", "Outcome"),
    pack=("Паспорт комплекта", "Passport of the pack"),
    party=("Участник", "Party"),
    period=("Период", "Period"),
    recommendation=("Рекомендация", "Recommendation"),
    reference=("Справка", "Reference"),
    request=("Запрос", "Request"),
    resolution=("Разрешение расхождений", "Resolution of contradictions"),
    source=("Источник", "Source"),
    statement=("Положение методики", "Statement of the methodology"),
    units=("Единица измерения", "Unit"),
)

REFERS = {
    "act": "act",
    "addressee": "addressee",
    "constant": "constant",
    "denominator": "fact",
    "direction": "direction",
    "directions": "direction",
    "fact": "fact",
    "group": "group",
    "is": "outcomes",
    "kinds": "kind",
    "level": "level",
    "levels": "level",
    "numerator": "fact",
    "of": "fact",
    "outcome": "outcomes",
    "source_order": "source",
    "sources": "source",
    "to": "addressee",
    "unit": "units",
}
"""Keys whose values are ids, and of what."""

ADDED = _table(
    bands=("добавлен исход", "outcome added"),
    directions=("добавлено направление анализа", "direction of analysis added"),
    indicators=("добавлен показатель", "indicator added"),
    kinds=("добавлен вид сущностей", "kind of entities added"),
    levels=("добавлен уровень", "level added"),
    outcomes=("добавлено заключение", "conclusion added"),
    readings=("добавлено прочтение ячейки", "reading of a cell added"),
    source_order=("добавлен источник", "source added"),
    sources=("добавлен источник", "source added"),
    vocabulary=("добавлен элемент перечня", "member of the vocabulary added"),
    weights=("добавлен вес показателя", "weight of an indicator added"),
)
REMOVED = _table(
    bands=("исключён исход", "outcome removed"),
    directions=("исключено направление анализа", "direction of analysis removed"),
    indicators=("исключён показатель", "indicator removed"),
    kinds=("исключён вид сущностей", "kind of entities removed"),
    levels=("исключён уровень", "level removed"),
    outcomes=("исключено заключение", "conclusion removed"),
    readings=("исключено прочтение ячейки", "reading of a cell removed"),
    source_order=("исключён источник", "source removed"),
    sources=("исключён источник", "source removed"),
    vocabulary=("исключён элемент перечня", "member of the vocabulary removed"),
    weights=("исключён вес показателя", "weight of an indicator removed"),
)

LIMIT = _table(
    above=("более {value}", "above {value}"),
    at_least=("не менее {value}", "at least {value}"),
    at_most=("не более {value}", "at most {value}"),
    below=("менее {value}", "below {value}"),
    equals=("ровно {value}", "exactly {value}"),
)

LABEL: Mapping[tuple[str, ...], Text] = MappingProxyType(
    {
        keys: Text(en=en, ru=ru)
        for keys, ru, en in (
            (("bands", "points"), "баллы за исход «{member}»", "points for the outcome “{member}”"),
            (("bands", "limit"), "граница исхода «{member}»", "limit of the outcome “{member}”"),
            (("bands", "says"), "пояснение к исходу «{member}»", "explanation of the outcome “{member}”"),
            (("bands",), "порядок исходов", "order of the outcomes"),
            (("readings", "text"), "прочтение ячейки «{member}»", "reading of the cell “{member}”"),
            (
                ("readings", "confidence"),
                "уверенность прочтения ячейки «{member}»",
                "confidence of the reading of the cell “{member}”",
            ),
            (("readings", "restored"), "ячейка «{member}» восстановлена", "the cell “{member}” is restored"),
            (("vocabulary", "title"), "элемент перечня «{member}»", "member of the vocabulary “{member}”"),
            (("effective", "from"), "действует с", "in force from"),
            (("effective", "to"), "действует по", "in force until"),
            (("basis", "act"), "правовое основание, акт", "legal basis, act"),
            (("basis", "clause"), "правовое основание, пункт", "legal basis, clause"),
            (("basis", "edition"), "правовое основание, редакция", "legal basis, edition"),
            (("target", "text"), "целевое значение", "target"),
            (("target", "not_set"), "почему целевое значение не установлено", "why no target is set"),
            (("measure", "kind"), "вид измерения", "kind of measure"),
            (("rollup", "minimum_coverage"), "наименьшая полнота свода", "minimum coverage of the roll-up"),
            (("measure", "minimum_coverage"), "наименьшая полнота итога", "minimum coverage of the total"),
            (("sources",), "порядок источников", "order of the sources"),
            (("source_order",), "порядок источников", "order of the sources"),
            (("levels",), "порядок уровней", "order of the levels"),
            (("to",), "адресат", "addressee"),
            (("when",), "условие", "condition"),
            (("when", "…"), "условие", "condition"),
            (("otherwise", "title"), "заключение в остальных случаях", "conclusion otherwise"),
            (("otherwise", "outcome"), "исход в остальных случаях", "outcome otherwise"),
            (("outcomes", "title"), "заключение «{member}»", "conclusion “{member}”"),
            (("unless", "…"), "исключение из адресатов", "exception among the addressees"),
            (("unless",), "исключение из адресатов", "exception among the addressees"),
            (("weights", "…"), "вес показателя {last}", "weight of the indicator {last}"),
        )
    }
)
"""What stands at the end of a path of keys; `limit` is any of the keys of `LIMIT`, `…` is any key."""

VALUE: Mapping[tuple[str, str], Text] = MappingProxyType(
    {
        (key, value): Text(en=en, ru=ru)
        for key, value, ru, en in (
            ("kind", "value", "значение", "value"),
            ("kind", "presence", "наличие", "presence"),
            ("kind", "ratio", "отношение", "ratio"),
            ("kind", "change", "изменение", "change"),
            ("kind", "count", "количество", "count"),
            ("kind", "formula", "формула", "formula"),
            ("kind", "peers", "место среди других", "place among others"),
            ("kind", "aggregate", "итог по показателям", "total over indicators"),
            ("kind", "table", "таблица условий", "table of conditions"),
            ("as", "difference", "разность", "difference"),
            ("as", "percent", "проценты", "percent"),
            ("as", "points", "процентные пункты", "percentage points"),
            ("as", "growth_rate", "темп роста", "growth rate"),
            ("as", "share", "доля", "share"),
            ("as", "rank", "место", "rank"),
            ("confidence", "high", "высокая", "high"),
            ("confidence", "medium", "средняя", "medium"),
            ("confidence", "low", "низкая", "low"),
            ("role", "indicative", "индикативный", "indicative"),
            ("role", "supporting", "обеспечивающий", "supporting"),
            ("role", "derived", "расчётный", "derived"),
            ("when_not_found", "absent", "считается отсутствием", "counts as absence"),
            ("when_not_found", "no_data", "считается отсутствием данных", "counts as no data"),
            ("verb", "recommend", "рекомендовать", "recommend"),
            ("verb", "instruct", "поручить", "instruct"),
            ("priority", "high", "высокий", "high"),
            ("priority", "normal", "обычный", "normal"),
            ("priority", "low", "низкий", "low"),
            ("how", "sum", "сумма", "sum"),
            ("how", "mean", "среднее", "mean"),
            ("how", "weighted_mean", "среднее взвешенное", "weighted mean"),
            ("how", "geometric_mean", "среднее геометрическое", "geometric mean"),
            ("how", "harmonic_mean", "среднее гармоническое", "harmonic mean"),
            ("how", "min", "наименьшее", "least"),
            ("how", "max", "наибольшее", "greatest"),
        )
    }
)

_FORMATS = {
    "groups": "addressees",
    "kinds": "entities",
    "levels": "entities",
    "entity_table": "entities",
    "periods": "calendar",
    "parties": "pack",
    "passport": "pack",
    "units": "pack",
    "outcomes": "pack",
    "resolution": "pack",
    "pack": "pack",
}
"""Keys of files → the format they belong to, where that is called otherwise."""


def key_title(root: str, key: str, lang: Lang) -> str:
    """What a key is called in an item that stands under `root`; keys without a title stand for themselves."""
    found = _titles(_FORMATS.get(root, root)).get(key) or _titles("common").get(key)
    return found.fill(lang, {}) if found else key


@cache
def _titles(name: str) -> dict[str, Text]:
    """The titles that a schema gives to keys, the first of each."""
    found: dict[str, Text] = {}
    schema = load_schema(name)
    _collect(schema, schema.get("definitions") or {}, found)
    return found


def _collect(node: object, definitions: Mapping[str, object], found: dict[str, Text]) -> None:
    if isinstance(node, dict):
        for key, told in (node.get("properties") or {}).items():
            title = _title(told, definitions)
            if " / " in title:
                ru, _, en = title.partition(" / ")
                found.setdefault(key, Text(en=_lower(en), ru=_lower(ru)))
        for part in node.values():
            _collect(part, definitions, found)
    elif isinstance(node, list):
        for part in node:
            _collect(part, definitions, found)


def _title(told: object, definitions: Mapping[str, object]) -> str:
    """The title where the key stands, or that of the definition it refers to."""
    if not isinstance(told, dict):
        return ""
    defined = definitions.get(str(told.get("$ref", "")).removeprefix("#/definitions/"))
    title = told.get("title") or (defined.get("title") if isinstance(defined, dict) else None)
    return title if isinstance(title, str) else ""


def _lower(text: str) -> str:
    """Not a word in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
