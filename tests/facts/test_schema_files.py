"""The schemas of fact sets: complete for editors, and saying the same as the code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engine.facts.delimited import DELIMITERS
from engine.facts.documents import FACTS, MAPPING, REGISTER, SET
from engine.facts.headers import FACT_FIELDS, FACT_HEADERS, REGISTER_FIELDS, REGISTER_HEADERS
from engine.facts.mapping import Layout
from engine.facts.texts import ENCODINGS
from engine.facts.values import folded
from engine.pack.model import Verb
from engine.statuses import FactState

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    n: json.loads((ROOT / f"schemas/{n}.schema.json").read_text("utf-8")) for n in (SET, MAPPING, REGISTER, FACTS)
}
COMMON = json.loads((ROOT / "schemas/common.schema.json").read_text("utf-8"))
TWO_LANGUAGES = re.compile(r"[А-ЯЁa-z].*\.\n\n[A-Za-z{].*\.", re.DOTALL)
STATES = [state.name.lower() for state in FactState if state is not FactState.REJECTED]


def within(node: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema, with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from within(value, f"{path}/{key}")
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from within(value, f"{path}/{n}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_draft_7(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", SCHEMAS)
def test_everything_that_can_be_written_is_explained_in_two_languages(name: str) -> None:
    explained = [SCHEMAS[name], *SCHEMAS[name].get("definitions", {}).values()]
    for path, node in within(SCHEMAS[name]):
        if path.endswith("/properties") and not re.search(r"/(if|then|else)/", path):
            explained += node.values()
    for node in explained:
        assert " / " in node["title"]
        assert TWO_LANGUAGES.fullmatch(node["description"]), node["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed_and_every_reference_leads_somewhere(name: str) -> None:
    for path, node in within(SCHEMAS[name]):
        if "properties" in node and "required" in node and "allOf" not in node and "/if" not in path:
            assert node["additionalProperties"] is False, path
        if "$ref" in node:
            file, _, pointer = node["$ref"].partition("#/definitions/")
            assert pointer in (COMMON if file else SCHEMAS[name])["definitions"], node["$ref"]


def properties(name: str, *path: str) -> dict[str, Any]:
    found: Any = SCHEMAS[name]["definitions"]
    for step in path:
        found = found[step]
    assert isinstance(found["properties"], dict)
    return found["properties"]


def test_fields_are_those_of_the_code() -> None:
    facts, register = list(FACT_HEADERS), list(REGISTER_HEADERS)
    of_rows = [f for f in facts if f not in ("key", "value", "state", "unit")]
    assert list(properties(FACTS, "fact")) == facts
    assert list(properties(REGISTER, "entity")) == register
    for layout, fields in (("long", facts), ("wide", of_rows), ("register", register)):
        assert list(properties(MAPPING, layout, "properties", "columns")) == fields
        assert list(properties(MAPPING, layout, "properties", "fixed")) == [
            f for f in fields if f not in ("value", "id")
        ]


def test_lists_are_those_of_the_code() -> None:
    assert SCHEMAS[MAPPING]["properties"]["layout"]["enum"] == list(Layout)
    long = properties(MAPPING, "long")
    assert long["encoding"]["enum"] == list(ENCODINGS)
    assert sorted(long["delimiter"]["enum"]) == sorted(DELIMITERS)
    assert long["states"]["additionalProperties"]["enum"] == STATES
    assert properties(FACTS, "fact")["state"]["enum"] == STATES
    assert properties(REGISTER, "entity")["verb"]["enum"] == list(Verb)


@pytest.mark.parametrize(("headers", "fields"), [(FACT_HEADERS, FACT_FIELDS), (REGISTER_HEADERS, REGISTER_FIELDS)])
def test_no_header_stands_for_two_fields(headers: dict[str, tuple[str, ...]], fields: dict[str, str]) -> None:
    written = [folded(name) for field, names in headers.items() for name in (field, *names)]
    assert len(written) == len(set(written)) == len(fields)
