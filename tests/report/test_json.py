from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from enum import EnumMeta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engine.pack.model import ItemStatus, Priority, RequestKind, Verb
from engine.report.json import to_json
from engine.result import (
    ConflictResult,
    DirectionResult,
    EntityResult,
    FactResult,
    Finding,
    Note,
    Profile,
    RecommendationResult,
    RejectedResult,
    RequestResult,
    Results,
    Total,
)
from engine.statuses import FactState, Mark, Reason, Status
from tests.report.fixture import EMPTY, FINDINGS, LABELLED, LONG, PUBLIC, RECOMMENDATIONS, RESULTS

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "results.schema.json").read_text("utf-8"))
LONG_RESULTS = replace(RESULTS, recommendations=(replace(RECOMMENDATIONS[0], text=LONG),))


def read(results: Results) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(to_json(results), parse_float=Decimal)
    return parsed


@pytest.mark.parametrize("results", [RESULTS, PUBLIC, LABELLED, EMPTY, LONG_RESULTS])
def test_it_is_as_the_schema_says(results: Results) -> None:
    assert [e.message for e in Draft7Validator(SCHEMA).iter_errors(json.loads(to_json(results)))] == []


def test_the_head() -> None:
    made = read(replace(LABELLED, profile=Profile.PUBLIC))
    assert made["format"] == "results/1"
    assert list(made["pack"].items()) == [
        ("id", "demo"),
        ("version", "1.2.0"),
        ("status", "recommended"),
        ("title", "Мониторинг эффективности методической работы"),
        ("language", "ru"),
    ]
    assert made["fact_set"] == {"id": "hand-made", "title": "Составлено вручную"}
    assert made["label"] == "illustrative"
    assert made["profile"] == "public"
    assert made["periods"][1] == {
        "id": "2021",
        "title": "2021 год",
        "from": "2021-01-01",
        "to": "2021-12-31",
        "submit_by": None,
        "as_of": "2022-02-01",
    }


def test_numbers_are_written_digit_by_digit() -> None:
    values = ("12345678901234567890123456789.123456789", "-0.000000001", "1.500000000", "0E-9")
    findings = tuple(replace(FINDINGS[0], value=Decimal(value)) for value in values)
    written = re.findall(r'"value": ([^,]*)', to_json(replace(EMPTY, findings=findings)).decode())
    assert written == ["12345678901234567890123456789.123456789", "-0.000000001", "1.5", "0"]


def test_texts_come_back_as_they_were() -> None:
    assert read(LONG_RESULTS)["recommendations"][0]["text"] == LONG
    assert [r["text"] for r in read(RESULTS)["recommendations"]] == [r.text for r in RECOMMENDATIONS]
    assert "Составлено" in to_json(RESULTS).decode()


def test_one_result_per_line_and_a_line_end() -> None:
    made = to_json(RESULTS).decode()
    assert made.endswith("]\n}\n")
    assert sum(line.startswith("  {") for line in made.split("\n")) == sum(
        len(part) for part in read(RESULTS).values() if isinstance(part, list)
    )


def test_the_public_profile_names_no_person() -> None:
    assert "Иванова" in to_json(RESULTS).decode()
    assert "Иванова" not in to_json(PUBLIC).decode()
    assert read(PUBLIC)["facts"][0]["provider"] is None


@pytest.mark.parametrize(
    ("definition", "shape"),
    [
        ("entity", EntityResult),
        ("finding", Finding),
        ("total", Total),
        ("direction", DirectionResult),
        ("recommendation", RecommendationResult),
        ("request", RequestResult),
        ("conflict", ConflictResult),
        ("fact", FactResult),
        ("rejected", RejectedResult),
        ("note", Note),
    ],
)
def test_the_schema_has_the_fields_of_the_results(definition: str, shape: type[Any]) -> None:
    node = SCHEMA["definitions"][definition]
    assert list(node["properties"]) == [field.name for field in fields(shape)] == node["required"]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("status", Status),
        ("reason", Reason),
        ("mark", Mark),
        ("pack/properties/status", ItemStatus),
        ("recommendation/properties/verb", Verb),
        ("request/properties/kind", RequestKind),
        ("request/properties/priority", Priority),
    ],
)
def test_closed_lists_of_the_schema_are_those_of_the_engine(path: str, values: EnumMeta) -> None:
    node = SCHEMA["definitions"]
    for step in path.split("/"):
        node = node[step]
    assert node["enum"] == list(values)


def test_states_and_profiles_of_the_schema_are_those_of_the_engine() -> None:
    assert SCHEMA["definitions"]["fact"]["properties"]["state"]["enum"] == [s.name.lower() for s in FactState]
    assert SCHEMA["properties"]["profile"]["enum"] == list(Profile)


def test_the_schema_is_closed_and_explained_in_two_languages() -> None:
    Draft7Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *SCHEMA["definitions"].values()]
    for node in (*objects, *properties(objects)):
        assert re.fullmatch(r"[А-ЯЁ].* / [A-Z].*", node["title"])
        assert re.fullmatch(r"[А-ЯЁ].*\.\n\n[A-Z].*\.", node["description"], re.DOTALL), node["description"]
        assert node.get("type") != "object" or node["additionalProperties"] is False
        assert ("pattern" in node) == ("x-pattern-ru" in node) == ("x-pattern-en" in node)


def properties(objects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in objects:
        yield from node.get("properties", {}).values()
