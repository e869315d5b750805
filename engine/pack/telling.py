"""What is said of each kind of violation of a schema."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dict
from typing import Any

from engine.diagnostics import shape
from engine.diagnostics.core import Code, Diagnostic
from engine.pack.quotes import needs_quotes
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt, plain
from engine.pack.violations import ALTERNATIVES, Violation, keys_of, names_of


def tell(violation: Violation) -> Iterator[Diagnostic]:
    """One violation in our own words."""
    return _TELL.get(violation.keyword, _other)(violation)


def _shown(value: object) -> str:
    """A value of the schema as YAML has it."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _wrong_type(violation: Violation) -> Iterator[Diagnostic]:
    wanted = names_of(violation.wanted)
    kinds = {Scalar: _FOR_SCALAR, Sequence: _FOR_SEQUENCE, Mapping: _FOR_MAPPING}[type(violation.node)]
    yield next((tell(violation) for name, tell in kinds if name in wanted), violation.diagnostic(shape.NO_VALUE_WANTED))


def _text_wanted(violation: Violation) -> Diagnostic:
    pattern = violation.schema.get("pattern")
    if pattern is not None and not re.search(pattern, violation.text):
        return _pattern(violation, pattern)
    value = violation.node.value if isinstance(violation.node, Scalar) else None
    number = shape.TEXT_NOT_YES_NO if isinstance(value, bool) else shape.TEXT_WANTED
    return violation.diagnostic(shape.TEXT_NOT_NULL if value is None else number)


def _number_wanted(violation: Violation) -> Diagnostic:
    return violation.diagnostic(*_number_advice(violation.node))


def _whole_number_wanted(violation: Violation) -> Diagnostic:
    code, params = _number_advice(violation.node)
    return violation.diagnostic(shape.WHOLE_NUMBER_WANTED if code is shape.NUMBER_WANTED else code, params)


def _number_advice(node: Node) -> shape.Advice:
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return shape.number_advice(node.text, node.quoted)
    return shape.NUMBER_WANTED, {}


def _yes_no_wanted(violation: Violation) -> Diagnostic:
    return violation.diagnostic(*shape.yes_no_advice(violation.text))


def _keys_wanted(violation: Violation) -> Diagnostic:
    glued = re.search(r"\w:[^\s/]", violation.text)
    needed = violation.schema.get("required", ())
    if len(needed) == 1 and not glued:
        return violation.diagnostic(shape.KEYS_ONE, {"key": needed[0]})
    return violation.diagnostic(shape.KEYS_COLON if glued else shape.KEYS_WANTED)


def _list_wanted(violation: Violation) -> Diagnostic:
    return violation.diagnostic(shape.LIST_OF_DASHES if violation.text[:1] in "–—" else shape.LIST_WANTED)


def _keys_not_list(violation: Violation) -> Diagnostic:
    """The last alternative of a condition is a combination of conditions."""
    combination = violation.schema.get("else", {}).get("else", {})
    conditions = "all" in combination.get("properties", ())
    return violation.diagnostic(shape.KEYS_NOT_LIST_ALL if conditions else shape.KEYS_NOT_LIST)


def _just(code: Code) -> Callable[[Violation], Diagnostic]:
    return lambda violation: violation.diagnostic(code)


_FOR_SCALAR = (
    ("string", _text_wanted),
    ("boolean", _yes_no_wanted),
    ("number", _number_wanted),
    ("integer", _whole_number_wanted),
    ("array", _list_wanted),
    ("object", _keys_wanted),
)
_OF_COLLECTION = (
    ("string", _just(shape.TEXT_NOT_COLLECTION)),
    ("boolean", _just(shape.YES_NO_NOT_COLLECTION)),
    ("number", _just(shape.NUMBER_NOT_COLLECTION)),
    ("integer", _just(shape.NUMBER_NOT_COLLECTION)),
)
_FOR_SEQUENCE = (("object", _keys_not_list), *_OF_COLLECTION)
_FOR_MAPPING = (("array", _just(shape.LIST_NOT_KEYS)), *_OF_COLLECTION)


def _unknown_keys(violation: Violation) -> Iterator[Diagnostic]:
    known, unknown = keys_of(violation)
    for key, (code, params) in unknown:
        named = {"key": excerpt(key.text), "allowed": ", ".join(known)}
        yield violation.elsewhere(key.span, code, {**named, **params})


def _missing_keys(violation: Violation) -> Iterator[Diagnostic]:
    """At the first key; where unknown keys are allowed, one of them may be the missing one misspelt."""
    misspelt = {params["nearest"]: key.text for key, (_, params) in keys_of(violation)[1] if "nearest" in params}
    node = violation.node
    for key in violation.wanted:
        if isinstance(node, Mapping) and node.get(key) is None:
            first = node.entries[0][0].span if node.entries else node.span
            code = shape.MISSING_KEY_NEAR if key in misspelt else shape.MISSING_KEY
            params = {"key": key, "written": excerpt(misspelt.get(key, "")), **(_LINE if node.is_block else _KEY)}
            yield violation.elsewhere(first, code, {**params, "sample": _sample_of(violation.schema, key)})


_LINE = {"what_en": "line", "what_ru": "строку"}
_KEY = {"what_en": "key", "what_ru": "ключ"}


def _sample_of(schema: Dict[str, Any], key: str) -> str:
    """What may be written after the key; «…» where the schema does not tell: an id of something else is not its id."""
    parts = schema.get("properties", {})
    wanted = parts.get(key, {})
    return "…" if key != "id" and wanted is parts.get("id") else _sample(wanted, 2)


def _sample(schema: Dict[str, Any], depth: int) -> str:
    match schema:
        case {"examples": [str() as example, *_]} if depth and len(example) <= 40:
            return f'"{example}"' if needs_quotes(example, in_brackets=True) else example
        case {"const": value}:
            return _shown(value)
        case {"enum": values}:
            return " / ".join(map(_shown, values))
        case {"type": "object", "required": keys} if depth:
            within = ((key, _sample(schema.get("properties", {}).get(key, {}), depth - 1)) for key in keys)
            return f"{{{', '.join(f'{key}: {value}' for key, value in within)}}}"
        case {"type": "array", "items": items} if depth:
            return f"[{_sample(items, 0)}]"
        case _:
            return "…"


def _alternative_keys(violation: Violation) -> Iterator[Diagnostic]:
    """None of the keys one of which is wanted, or several."""
    node = violation.node
    entries = node.entries if isinstance(node, Mapping) else ()
    given = list({key.text: key for key, _ in entries if key.text in violation.wanted}.values())
    for key in given[1:]:
        params = {"first": given[0].text, "second": key.text}
        yield violation.elsewhere(key.span, shape.KEYS_CLASH, params, given[0].span)
    if not given and isinstance(node, Mapping):
        first = node.entries[0][0].span if node.entries else node.span
        yield violation.elsewhere(first, *_one_of_advice([key.text for key, _ in node.entries], violation.wanted))


def _one_of_advice(written: list[str], wanted: list[str]) -> shape.Advice:
    """One of the keys written may be one of those wanted misspelt."""
    params: dict[str, object] = {"allowed": ", ".join(wanted)}
    for key in written:
        if "nearest" in (advice := shape.key_advice(key, wanted)[1]):
            return shape.MISSING_ONE_OF_NEAR, {**params, "written": excerpt(key), **advice}
    return shape.MISSING_ONE_OF, params


def _clash(violation: Violation) -> Iterator[Diagnostic]:
    """Two keys that exclude each other; the one of which a value is named is the one that stays."""
    node, wanted = violation.node, violation.wanted
    required = wanted.get("required", ()) if isinstance(wanted, Dict) else ()
    if len(required) != 2 or not isinstance(node, Mapping):
        yield from _other(violation)
        return
    named = wanted.get("properties", {})
    entries = {key.text: (key, value) for key, value in node.entries if key.text in required}
    (first, value), (second, _) = sorted(entries.values(), key=lambda entry: entry[0].text not in named)
    said = ", ".join([value.text] if isinstance(value, Scalar) else named.get(first.text, {}).get("required", ()))
    params = {"first": f"{first.text}: {said}" if first.text in named else first.text, "second": second.text}
    yield violation.elsewhere(second.span, shape.KEYS_CLASH, params, first.span)


def _lonely_keys(violation: Violation) -> Iterator[Diagnostic]:
    written = violation.node.entries if isinstance(violation.node, Mapping) else ()
    names = {key.text for key, _ in written}
    for key, _ in written:
        for needed in sorted(violation.wanted.get(key.text, ())):
            if needed not in names:
                yield violation.elsewhere(key.span, shape.KEY_ALONE, {"key": key.text, "needed": needed})


def _enum(violation: Violation) -> Iterator[Diagnostic]:
    allowed = [_shown(value) for value in (*violation.wanted, *violation.schema.get("x-also", ()))]
    code, params = shape.value_advice(violation.text, allowed, violation.schema.get("description", ""))
    yield violation.diagnostic(code, {"allowed": ", ".join(allowed), **params})


def _const(violation: Violation) -> Iterator[Diagnostic]:
    yield violation.diagnostic(shape.NOT_THE_VALUE, {"wanted": _shown(violation.wanted)})


def _pattern(violation: Violation, pattern: str) -> Diagnostic:
    expected = {f"expected_{lang}": violation.schema.get(f"x-pattern-{lang}") for lang in ("en", "ru")}
    code, params = shape.pattern_advice(violation.text, pattern, None not in expected.values())
    return violation.diagnostic(code, {"pattern": pattern, **expected, **params})


def _counted(code: Code) -> Callable[[Violation], Iterator[Diagnostic]]:
    def tell(violation: Violation) -> Iterator[Diagnostic]:
        allowed = ", ".join(violation.schema.get("properties", ()))
        count = len(plain(violation.node))
        yield violation.diagnostic(code, {"count": count, "limit": violation.wanted, "allowed": allowed})

    return tell


def _limited(sign: str) -> Callable[[Violation], Iterator[Diagnostic]]:
    def tell(violation: Violation) -> Iterator[Diagnostic]:
        yield violation.diagnostic(shape.OUT_OF_RANGE, {"sign": sign, "limit": violation.wanted})

    return tell


def _repeated(violation: Violation) -> Iterator[Diagnostic]:
    seen: dict[object, Node] = {}
    for item in violation.node.items if isinstance(violation.node, Sequence) else ():
        first = seen.setdefault(_comparable(plain(item)), item)
        if first is not item:
            yield violation.elsewhere(item.span, shape.REPEATED_ITEM, {"line": first.span.line}, first.span)


def _comparable(value: Any) -> object:
    """Equal for what JSON Schema holds equal: the order of keys is nothing, and `true` is not 1."""
    match value:
        case dict():
            return ("keys", frozenset((key, _comparable(item)) for key, item in value.items()))
        case list():
            return ("items", tuple(map(_comparable, value)))
        case _:
            return (isinstance(value, bool), value)


def _other(violation: Violation) -> Iterator[Diagnostic]:
    yield violation.diagnostic(shape.SHAPE, {"keyword": violation.keyword})


_TELL: dict[str, Callable[[Violation], Iterator[Diagnostic]]] = {
    "type": _wrong_type,
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    ALTERNATIVES: _alternative_keys,
    "not": _clash,
    "dependencies": _lonely_keys,
    "enum": _enum,
    "const": _const,
    "pattern": lambda violation: iter([_pattern(violation, violation.wanted)]),
    "minItems": _counted(shape.TOO_FEW_ITEMS),
    "maxItems": _counted(shape.TOO_MANY_ITEMS),
    "minProperties": _counted(shape.TOO_FEW_KEYS),
    "maxProperties": _counted(shape.TOO_MANY_KEYS),
    "minLength": _counted(shape.TEXT_TOO_SHORT),
    "maxLength": _counted(shape.TEXT_TOO_LONG),
    "minimum": _limited("≥"),
    "exclusiveMinimum": _limited(">"),
    "maximum": _limited("≤"),
    "exclusiveMaximum": _limited("<"),
    "uniqueItems": _repeated,
}
