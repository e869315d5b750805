"""results.json: everything of an evaluation for machines, as `schemas/results.schema.json` describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring

from engine.decimals import plain_text
from engine.report.profile import for_profile
from engine.result import Results
from engine.version import VERSION

FORMAT = "results/1"

_LISTS = (
    "entities",
    "findings",
    "totals",
    "directions",
    "recommendations",
    "requests",
    "conflicts",
    "facts",
    "rejected",
    "notes",
)


def to_json(results: Results) -> bytes:
    """UTF-8, one result per line, keys in a fixed order; numbers are written digit by digit and never were floats."""
    shown = for_profile(results)
    parts: dict[str, str] = {key: _value(value) for key, value in _head(shown).items()}
    parts["periods"] = _list(_periods(shown))
    parts |= {name: _list(_record(item) for item in getattr(shown, name)) for name in _LISTS}
    body = ",\n".join(f" {_text(key)}: {value}" for key, value in parts.items())
    return f"{{\n{body}\n}}\n".encode()


def _head(results: Results) -> dict[str, object]:
    header = results.pack.passport.header
    return {
        "format": FORMAT,
        "engine": VERSION,
        "pack": {
            "id": header.id,
            "version": header.version,
            "status": header.status,
            "title": results.pack.passport.title,
            "language": results.pack.passport.language,
        },
        "fact_set": {"id": results.fact_set, "title": results.fact_set_title},
        "label": results.label,
        "profile": results.profile,
    }


def _periods(results: Results) -> Iterable[Mapping[str, object]]:
    for period, as_of in zip(results.periods, results.as_of, strict=True):
        yield {
            "id": period.id,
            "title": period.title,
            "from": period.start,
            "to": period.end,
            "submit_by": period.submit_by,
            "as_of": as_of,
        }


def _record(item: object) -> dict[str, object]:
    return {field.name: getattr(item, field.name) for field in fields(item)}  # type: ignore[arg-type]


def _list(items: Iterable[Mapping[str, object]]) -> str:
    lines = ",\n".join(f"  {_value(item)}" for item in items)
    return f"[\n{lines}\n ]" if lines else "[]"


def _value(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case int():
            return str(value)
        case Decimal():
            return plain_text(value)
        case date():
            return _text(value.isoformat())
        case dict():
            return "{{{}}}".format(", ".join(f"{_text(key)}: {_value(part)}" for key, part in value.items()))
        case tuple():
            return "[{}]".format(", ".join(_value(part) for part in value))
        case _:
            raise TypeError(type(value).__name__)


def _text(text: str) -> str:
    return encode_basestring(text)
