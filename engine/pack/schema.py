"""Nodes against a JSON Schema (draft-07): each violation told in our own words, at the place where it was written.

A schema may name what its `pattern` expects in `x-pattern-en` and `x-pattern-ru`, such as «a version like 1.0.0».
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT7
from referencing.retrieval import to_cached_resource

from engine.diagnostics import shape
from engine.diagnostics.core import Code, Diagnostic, Span, in_order
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt, plain

Schema = Dict[str, Any]
Params = Dict[str, object]

_SUFFIX = ".schema.json"
_read_json = partial(json.loads, parse_float=Decimal)


def load_schema(name: str) -> dict[str, Any]:
    """The schema kept in `<name>.schema.json` among the engine's own; its numbers are exact.

    Raises FileNotFoundError when there is none.
    """
    loaded: dict[str, Any] = _read_json(_schema_text(name + _SUFFIX))
    return loaded


def _schema_text(file: str) -> str:
    return files("engine.schemas").joinpath(file).read_text("utf-8")


@to_cached_resource(loads=_read_json, from_contents=DRAFT7.create_resource)
def _retrieve(uri: str) -> str:
    """A `$ref` to another file means the one of that name beside it, whatever address stands before."""
    return _schema_text(uri.rsplit("/", 1)[-1])


@cache
def _registry() -> Registry[Any]:
    """All of the engine's own schemas, known beforehand: a registry forgets what it has to look up."""
    names = sorted(f.name for f in files("engine.schemas").iterdir() if f.name.endswith(_SUFFIX))
    known = [(name, DRAFT7.create_resource(_read_json(_schema_text(name)))) for name in names]
    return Registry(retrieve=_retrieve).with_resources(known).crawl()  # type: ignore[call-arg]


def check_shape(node: Node, schema: Schema) -> Iterator[Diagnostic]:
    """All violations of `schema` in `node`, in order; what `parse` has refused already is passed over."""
    errors = Draft7Validator(schema, registry=_registry()).iter_errors(plain(node))
    violations = tuple(_most_telling(_violations(node, errors)))
    told = {id(violation.node) for violation in violations}
    yield from in_order(
        [
            *(found for violation in violations for found in _TELL.get(violation.keyword, _other)(violation)),
            *(_leading_zero(scalar) for scalar in _scalars(node) if id(scalar) not in told and _zero_padded(scalar)),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Violation:
    """`keyword` of `schema` wants `wanted` of `node`, which has it not; `place` is the author's name for the node."""

    node: Node
    place: str
    keyword: str
    wanted: Any
    schema: Schema

    def diagnostic(self, code: Code, params: Params | None = None) -> Diagnostic:
        return self.elsewhere(self.node.span, code, params)

    def elsewhere(self, span: Span, code: Code, params: Params | None = None, *related: Span) -> Diagnostic:
        return Diagnostic(code, span, {"place": self.place, "text": self.text, **(params or {})}, related)

    @property
    def text(self) -> str:
        match self.node:
            case Scalar():
                return excerpt(self.node.text)
            case Sequence():
                return "[…]"
            case Mapping():
                return "{…}"


def _violations(root: Node, errors: Iterable[ValidationError]) -> Iterator[_Violation]:
    for error in errors:
        if error.validator in ("oneOf", "anyOf") and error.context:
            yield from _of_branches(root, error)
        else:
            yield _violation(root, error, str(error.validator or "false"), error.validator_value)


def _of_branches(root: Node, error: ValidationError) -> Iterator[_Violation]:
    """What is wrong by the branch that has the type written; when none has it, that one of their types is wanted."""
    branches: dict[object, list[ValidationError]] = {}
    for part in error.context or ():
        branches.setdefault(part.schema_path[0], []).append(part)
    of_type = [branch for branch in branches.values() if not any(map(_is_wrong_type, branch))]
    if of_type:
        yield from _violations(root, sorted(of_type, key=len)[0])
    else:
        wrong = (part for branch in branches.values() for part in branch if _is_wrong_type(part))
        names: list[str] = [name for part in wrong for name in _names(part.validator_value)]
        yield _violation(root, error, "type", names)


def _is_wrong_type(part: ValidationError) -> bool:
    return part.validator == "type" and not part.relative_path


def _violation(root: Node, error: ValidationError, keyword: str, wanted: Any) -> _Violation:
    path = tuple(error.absolute_path)
    node = _find(root, path)
    place = _place(root, node, path)
    if "propertyNames" in error.absolute_schema_path and isinstance(node, Mapping):
        node = next((key for key, _ in node.entries if key.text == error.instance), node)
    return _Violation(node, place, keyword, wanted, error.schema if isinstance(error.schema, Dict) else {})


def _find(root: Node, path: Iterable[str | int]) -> Node:
    node = root
    for step in path:
        child = node.get(str(step)) if isinstance(node, Mapping) else None
        node = node.items[int(step)] if isinstance(node, Sequence) else child or node
    return node


def _place(root: Node, node: Node, path: Iterable[str | int]) -> str:
    """The kind of thing that stands there, else the nearest key, else the file."""
    kind = node.get("kind") if isinstance(node, Mapping) else None
    if isinstance(kind, Scalar) and kind.text:
        return f"kind: {excerpt(kind.text)}"
    keys = [root.span.file, *(excerpt(step) for step in path if isinstance(step, str))]
    return keys[-1]


_DECISIVE = ("type", "const", "enum")


def _most_telling(violations: Iterable[_Violation]) -> Iterator[_Violation]:
    """One for each scalar, and one for a node of the wrong type: the others follow from it."""
    by_node: dict[int, list[_Violation]] = {}
    for violation in violations:
        if not (isinstance(violation.node, Scalar) and violation.node.refused):
            by_node.setdefault(id(violation.node), []).append(violation)
    for group in by_node.values():
        decisive = [v for keyword in _DECISIVE for v in group if v.keyword == keyword]
        first = (decisive or group)[0]
        yield from [first] if isinstance(first.node, Scalar) or first.keyword == "type" else _but_unknown_keys(group)


def _but_unknown_keys(group: list[_Violation]) -> Iterator[_Violation]:
    """Of one mapping: a key told as unknown is not told again as the one that is missing, nor as one too many."""
    unknown = [advice for v in group if v.keyword == "additionalProperties" for _, advice in _keys(v)[1]]
    misspelt = {params.get("nearest") for _, params in unknown}
    for violation in group:
        if violation.keyword == "required":
            yield replace(violation, wanted=[key for key in violation.wanted if key not in misspelt])
        elif not unknown or violation.keyword not in ("minProperties", "maxProperties"):
            yield violation


def _names(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else types


def _shown(value: object) -> str:
    """A value of the schema as YAML has it."""
    return value if isinstance(value, str) else json.dumps(value, default=str)


def _wrong_type(violation: _Violation) -> Iterator[Diagnostic]:
    wanted = _names(violation.wanted)
    kinds = {Scalar: _FOR_SCALAR, Sequence: _FOR_SEQUENCE, Mapping: _FOR_MAPPING}[type(violation.node)]
    yield next((tell(violation) for name, tell in kinds if name in wanted), violation.diagnostic(shape.NO_VALUE_WANTED))


def _text_wanted(violation: _Violation) -> Diagnostic:
    pattern = violation.schema.get("pattern")
    if pattern is not None and not re.search(pattern, violation.text):
        return _pattern(violation, pattern)
    value = violation.node.value if isinstance(violation.node, Scalar) else None
    number = shape.TEXT_NOT_YES_NO if isinstance(value, bool) else shape.TEXT_WANTED
    return violation.diagnostic(shape.TEXT_NOT_NULL if value is None else number)


def _number_wanted(violation: _Violation) -> Diagnostic:
    return violation.diagnostic(*_number_advice(violation.node))


def _whole_number_wanted(violation: _Violation) -> Diagnostic:
    code, params = _number_advice(violation.node)
    return violation.diagnostic(shape.WHOLE_NUMBER_WANTED if code is shape.NUMBER_WANTED else code, params)


def _number_advice(node: Node) -> shape.Advice:
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return shape.number_advice(node.text, node.quoted)
    return shape.NUMBER_WANTED, {}


def _yes_no_wanted(violation: _Violation) -> Diagnostic:
    return violation.diagnostic(*shape.yes_no_advice(violation.text))


def _keys_wanted(violation: _Violation) -> Diagnostic:
    glued = re.search(r"\w:[^\s/]", violation.text)
    return violation.diagnostic(shape.KEYS_COLON if glued else shape.KEYS_WANTED)


def _just(code: Code) -> Callable[[_Violation], Diagnostic]:
    return lambda violation: violation.diagnostic(code)


_FOR_SCALAR = (
    ("string", _text_wanted),
    ("boolean", _yes_no_wanted),
    ("number", _number_wanted),
    ("integer", _whole_number_wanted),
    ("array", _just(shape.LIST_WANTED)),
    ("object", _keys_wanted),
)
_OF_COLLECTION = (
    ("string", _just(shape.TEXT_NOT_COLLECTION)),
    ("boolean", _just(shape.YES_NO_NOT_COLLECTION)),
    ("number", _just(shape.NUMBER_NOT_COLLECTION)),
    ("integer", _just(shape.NUMBER_NOT_COLLECTION)),
)
_FOR_SEQUENCE = (("object", _just(shape.KEYS_NOT_LIST)), *_OF_COLLECTION)
_FOR_MAPPING = (("array", _just(shape.LIST_NOT_KEYS)), *_OF_COLLECTION)


def _unknown_keys(violation: _Violation) -> Iterator[Diagnostic]:
    known, unknown = _keys(violation)
    for key, (code, params) in unknown:
        named = {"key": excerpt(key.text), "allowed": ", ".join(known)}
        yield violation.elsewhere(key.span, code, {**named, **params})


def _keys(violation: _Violation) -> tuple[list[str], list[tuple[Scalar, shape.Advice]]]:
    """The keys that the schema knows, and those written that it does not, with what may have been meant."""
    known = list(violation.schema.get("properties", ()))
    patterns = violation.schema.get("patternProperties", ())
    entries = violation.node.entries if isinstance(violation.node, Mapping) else ()
    written = {key.text for key, _ in entries}
    absent = [name for name in known if name not in written]
    unknown = [key for key, _ in entries if key.text not in known and not any(re.search(p, key.text) for p in patterns)]
    return known, [(key, shape.key_advice(excerpt(key.text), absent)) for key in unknown]


def _missing_keys(violation: _Violation) -> Iterator[Diagnostic]:
    """At the first key; where unknown keys are allowed, one of them may be the missing one misspelt."""
    misspelt = {params["nearest"]: key.text for key, (_, params) in _keys(violation)[1] if "nearest" in params}
    node = violation.node
    for key in violation.wanted:
        if isinstance(node, Mapping) and node.get(key) is None:
            first = node.entries[0][0].span if node.entries else node.span
            code = shape.MISSING_KEY_NEAR if key in misspelt else shape.MISSING_KEY
            yield violation.elsewhere(first, code, {"key": key, "written": excerpt(misspelt.get(key, ""))})


def _enum(violation: _Violation) -> Iterator[Diagnostic]:
    allowed = [_shown(value) for value in violation.wanted]
    code, params = shape.value_advice(violation.text, allowed)
    yield violation.diagnostic(code, {"allowed": ", ".join(allowed), **params})


def _const(violation: _Violation) -> Iterator[Diagnostic]:
    yield violation.diagnostic(shape.NOT_THE_VALUE, {"wanted": _shown(violation.wanted)})


def _pattern(violation: _Violation, pattern: str) -> Diagnostic:
    expected = {f"expected_{lang}": violation.schema.get(f"x-pattern-{lang}") for lang in ("en", "ru")}
    code, params = shape.pattern_advice(violation.text, pattern, None not in expected.values())
    return violation.diagnostic(code, {"pattern": pattern, **expected, **params})


def _counted(code: Code) -> Callable[[_Violation], Iterator[Diagnostic]]:
    def tell(violation: _Violation) -> Iterator[Diagnostic]:
        allowed = ", ".join(violation.schema.get("properties", ()))
        count = len(plain(violation.node))
        yield violation.diagnostic(code, {"count": count, "limit": violation.wanted, "allowed": allowed})

    return tell


def _limited(sign: str) -> Callable[[_Violation], Iterator[Diagnostic]]:
    def tell(violation: _Violation) -> Iterator[Diagnostic]:
        yield violation.diagnostic(shape.OUT_OF_RANGE, {"sign": sign, "limit": violation.wanted})

    return tell


def _repeated(violation: _Violation) -> Iterator[Diagnostic]:
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


def _other(violation: _Violation) -> Iterator[Diagnostic]:
    yield violation.diagnostic(shape.SHAPE, {"keyword": violation.keyword})


_TELL: dict[str, Callable[[_Violation], Iterator[Diagnostic]]] = {
    "type": _wrong_type,
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
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


def _scalars(node: Node) -> Iterator[Scalar]:
    """The values, not the keys, of a tree."""
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for _, value in node.entries:
                yield from _scalars(value)


def _zero_padded(scalar: Scalar) -> bool:
    """YAML 1.2 reads 0123 as 123, older readers as 83: neither is taken."""
    number = isinstance(scalar.value, int | Decimal) and not isinstance(scalar.value, bool)
    return number and re.match(r"[-+]?0[0-9]", scalar.text) is not None


def _leading_zero(scalar: Scalar) -> Diagnostic:
    params = {"text": scalar.text, "number": shape.tidy_number(scalar.text)}
    return Diagnostic(shape.LEADING_ZERO, scalar.span, params)
