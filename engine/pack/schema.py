"""Nodes against a JSON Schema (draft-07): each violation told in our own words, at the place where it was written.

A schema may name what its `pattern` expects in `x-pattern-en` and `x-pattern-ru`, such as «a version like 1.0.0».
`x-also` beside an `enum` names what may be written besides its values, such as nested keys.
Three idioms of JSON Schema about the keys of a mapping are told as what they mean: `anyOf` or `oneOf` over
`{"required": [key]}` (one of these keys), `{"not": {"required": [key, other]}}` (not both, where `properties` may say
with which value of one of them), and `dependencies` (not one without the other).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7
from referencing.retrieval import to_cached_resource

from engine.diagnostics import shape
from engine.diagnostics.core import Diagnostic, in_order
from engine.pack.misplaced import misplaced
from engine.pack.source import Mapping, Node, Scalar, Sequence, plain
from engine.pack.telling import tell
from engine.pack.violations import Schema, most_telling, violations

_SUFFIX = ".schema.json"
_read_json = partial(json.loads, parse_float=Decimal)


def load_schema(name: str) -> dict[str, Any]:
    """The schema kept in `<name>.schema.json` among the engine's own; its numbers are exact.

    Raises FileNotFoundError when there is none.
    """
    loaded: dict[str, Any] = _read_json(_schema_text(name + _SUFFIX))
    return loaded


@cache
def linked_schema(name: str) -> dict[str, Any]:
    """As `load_schema`, with what each `$ref` leads to in its place, so that nothing has to be looked up.

    Parts are shared and may lie within themselves: it is for checking only, and must not be changed.
    """
    return _Linker().whole(name + _SUFFIX)


class _Linker:
    """Puts what references lead to in their place, in files that nobody else has read."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        self.linked: set[int] = set()

    def whole(self, file: str) -> dict[str, Any]:
        linked: dict[str, Any] = self._link(self._read(file), file)
        return linked

    def _read(self, file: str) -> dict[str, Any]:
        if file not in self.files:
            self.files[file] = _read_json(_schema_text(file))
        return self.files[file]

    def _link(self, part: Any, file: str) -> Any:
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            return self._link(*self._target(part["$ref"], file))
        if isinstance(part, dict | list) and id(part) not in self.linked:
            self.linked.add(id(part))
            for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
                part[key] = self._link(inner, file)
        return part

    def _target(self, reference: str, file: str) -> tuple[Any, str]:
        """What a reference leads to, and the file it lies in."""
        address, _, pointer = reference.partition("#")
        file = address.rsplit("/", 1)[-1] or file
        part: Any = self._read(file)
        for step in pointer.split("/")[1:]:
            part = part[step]
        return part, file


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
    validator = Draft7Validator(schema, registry=_registry())
    yield from in_order(misplaced(node, _told(node, validator), lambda other: _told(other, validator)))


def _told(node: Node, validator: Draft7Validator) -> list[Diagnostic]:
    found = tuple(most_telling(violations(node, validator.iter_errors(plain(node)))))
    told = {id(violation.node) for violation in found}
    return [
        *(diagnostic for violation in found for diagnostic in tell(violation)),
        *(_leading_zero(scalar) for scalar in _scalars(node) if id(scalar) not in told and _zero_padded(scalar)),
    ]


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
