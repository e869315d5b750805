"""Where a file violates its JSON Schema: the violations worth telling, each at the node where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Any

from jsonschema.exceptions import ValidationError

from engine.diagnostics import shape
from engine.diagnostics.core import Code, Diagnostic, Span
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt

Schema = Dict[str, Any]
Params = Dict[str, object]

ALTERNATIVES = "alternatives"
"""Stands for `anyOf` and `oneOf` where each branch only requires one key."""


@dataclass(frozen=True, slots=True)
class Violation:
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


def violations(root: Node, errors: Iterable[ValidationError]) -> Iterator[Violation]:
    for error in errors:
        if alternatives := _alternatives(error):
            yield _violation(root, error, ALTERNATIVES, alternatives)
        elif error.validator in ("oneOf", "anyOf") and error.context:
            yield from _of_branches(root, error)
        else:
            yield _violation(root, error, str(error.validator or "false"), error.validator_value)


def _alternatives(error: ValidationError) -> list[str]:
    """The keys one of which is wanted, where that is all that the branches say."""
    branches: Any = error.validator_value
    if error.validator not in ("oneOf", "anyOf"):
        return []
    required = [branch["required"] for branch in branches if list(branch) == ["required"]]
    alike = len(required) == len(branches) and all(len(keys) == 1 for keys in required)
    return [key for (key,) in required] if alike else []


def _of_branches(root: Node, error: ValidationError) -> Iterator[Violation]:
    """What is wrong by the branch that has the type written; when none has it, that one of their types is wanted."""
    branches: dict[object, list[ValidationError]] = {}
    for part in error.context or ():
        branches.setdefault(part.schema_path[0], []).append(part)
    of_type = [branch for branch in branches.values() if not any(map(_is_wrong_type, branch))]
    if of_type:
        yield from violations(root, sorted(of_type, key=len)[0])
    else:
        wrong = (part for branch in branches.values() for part in branch if _is_wrong_type(part))
        names: list[str] = [name for part in wrong for name in names_of(part.validator_value)]
        yield _violation(root, error, "type", names)


def _is_wrong_type(part: ValidationError) -> bool:
    return part.validator == "type" and not part.relative_path


def _violation(root: Node, error: ValidationError, keyword: str, wanted: Any) -> Violation:
    path = tuple(error.absolute_path)
    node = _find(root, path)
    place = _place(root, node, path)
    if "propertyNames" in error.absolute_schema_path and isinstance(node, Mapping):
        node = next((key for key, _ in node.entries if key.text == error.instance), node)
    return Violation(node, place, keyword, wanted, error.schema if isinstance(error.schema, Dict) else {})


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


def most_telling(found: Iterable[Violation]) -> Iterator[Violation]:
    """One for each scalar, and one for a node of the wrong type: the others follow from it."""
    by_node: dict[int, list[Violation]] = {}
    for violation in found:
        if not (isinstance(violation.node, Scalar) and violation.node.refused):
            by_node.setdefault(id(violation.node), []).append(violation)
    for group in by_node.values():
        decisive = [v for keyword in _DECISIVE for v in group if v.keyword == keyword]
        first = (decisive or group)[0]
        yield from [first] if isinstance(first.node, Scalar) or first.keyword == "type" else _but_unknown_keys(group)


def _but_unknown_keys(group: list[Violation]) -> Iterator[Violation]:
    """Of one mapping: a key told as unknown is not told again as the one that is missing, nor as one too many."""
    unknown = [advice for v in group if v.keyword == "additionalProperties" for _, advice in keys_of(v)[1]]
    misspelt = {params.get("nearest") for _, params in unknown}
    for violation in group:
        match violation.keyword:
            case "required":
                yield replace(violation, wanted=[key for key in violation.wanted if key not in misspelt])
            case "alternatives" if misspelt.intersection(violation.wanted):
                continue
            case "dependencies":
                lists = {key: needed for key, needed in violation.wanted.items() if isinstance(needed, list)}
                yield replace(violation, wanted={key: set(needed) - misspelt for key, needed in lists.items()})
            case "minProperties" | "maxProperties" if unknown:
                continue
            case _:
                yield violation


def names_of(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else types


def keys_of(violation: Violation) -> tuple[list[str], list[tuple[Scalar, shape.Advice]]]:
    """The keys that the schema knows, and those written that it does not, with what may have been meant.

    What has no value in braces may be no key at all, but a part of the text before it: it has been told of.
    """
    known = list(violation.schema.get("properties", ()))
    patterns = violation.schema.get("patternProperties", ())
    node = violation.node
    entries = node.entries if isinstance(node, Mapping) else ()
    in_braces = isinstance(node, Mapping) and not node.is_block
    written = {key.text for key, _ in entries}
    absent = [name for name in known if name not in written]
    unknown = [
        key
        for key, value in entries
        if key.text not in known
        and not any(re.search(p, key.text) for p in patterns)
        and not (in_braces and isinstance(value, Scalar) and value.refused)
    ]
    return known, [(key, shape.key_advice(excerpt(key.text), absent)) for key in unknown]
