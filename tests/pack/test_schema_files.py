"""The schemas of a pack: complete for editors, and saying the same as the model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from engine.diagnostics import shape
from engine.pack import model
from engine.pack.build import FORMATS
from engine.pack.schema import check_shape
from engine.pack.source import Node, parse
from engine.statuses import Reason, Status

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    name: json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
    for name in ("common", "tests", *FORMATS)
}
OF_PERIOD = "common.schema.json#/definitions/period_id"
PERIOD = {"$ref": OF_PERIOD}
TWO_LANGUAGES = re.compile(r"[А-ЯЁ].*\.\n\n[A-Z{].*\.", re.DOTALL)


def within(node: object, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema, with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from within(value, f"{path}/{key}")
    elif isinstance(node, list):
        for n, value in enumerate(node):
            yield from within(value, f"{path}/{n}")


def scalar(text: str) -> Node:
    node, _ = parse("f", json.dumps(text).encode())
    assert node is not None
    return node


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_a_schema_of_draft_7(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", SCHEMAS)
def test_everything_that_can_be_written_is_explained_in_two_languages(name: str) -> None:
    explained = [SCHEMAS[name], *SCHEMAS[name]["definitions"].values()]
    for path, node in within(SCHEMAS[name]):
        if path.endswith("/properties") and not re.search(r"/(if|then|else|not)/", path):
            explained += node.values()
    for node in explained:
        if "title" not in node:  # an editor shows the explanation of what is referred to
            node = SCHEMAS[name]["definitions"][node["$ref"].removeprefix("#/definitions/")]
        assert " / " in node["title"]
        assert TWO_LANGUAGES.fullmatch(node["description"]), node["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed_and_every_reference_leads_somewhere(name: str) -> None:
    for path, node in within(SCHEMAS[name]):
        if "properties" in node and "required" in node and "description" in node and "allOf" not in node:
            assert node["additionalProperties"] is False, path
        if "$ref" in node:
            file, _, pointer = node["$ref"].partition("#/definitions/")
            there = SCHEMAS[file.removesuffix(".schema.json")] if file else SCHEMAS[name]
            assert pointer in there["definitions"], node["$ref"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_pattern_is_named_in_two_languages_and_fits_its_examples(name: str) -> None:
    for _, node in within(SCHEMAS[name]):
        if isinstance(node.get("pattern"), str):
            assert node["x-pattern-ru"]
            assert node["x-pattern-en"]
            assert all(re.search(node["pattern"], example) for example in node.get("examples", ()))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_its_format(name: str) -> None:
    assert SCHEMAS[name]["properties"]["format"]["const"] == f"{name}/1"
    assert "format" in SCHEMAS[name]["required"]


@pytest.mark.parametrize(
    ("schema", "path", "values"),
    [
        ("common", "definitions/item_status", model.ItemStatus),
        ("common", "definitions/finding_status", Status),
        ("common", "definitions/finding_reason", Reason),
        ("facts", "definitions/fact/properties/type", model.FactType),
        ("entities", "definitions/kind/properties/nature", model.Nature),
        ("indicators", "definitions/indicator/properties/role", model.Role),
        ("indicators", "definitions/reading/properties/confidence", model.Confidence),
        ("indicators", "definitions/change/properties/as", model.ChangeAs),
        ("indicators", "definitions/aggregate/properties/how", model.How),
        ("indicators", "definitions/fold", model.Fold),
        ("indicators", "definitions/among", model.Among),
        ("indicators", "definitions/rounding/properties/mode", model.RoundingMode),
        ("indicators", "definitions/trajectory/properties/between", model.Path),
        ("indicators", "definitions/peers/properties/as", model.PeerAs),
        ("indicators", "definitions/peers/properties/ties", model.Ties),
        ("indicators", "definitions/aggregate/properties/unknown", model.Gap),
        ("indicators", "definitions/aggregate/properties/not_applicable", model.Gap),
        ("indicators", "definitions/judge/properties/match", model.Matching),
        ("addressees", "definitions/addressee/properties/verb", model.Verb),
        ("requests", "definitions/request/properties/kind", model.RequestKind),
        ("requests", "definitions/request/properties/priority", model.Priority),
    ],
)
def test_closed_lists_are_those_of_the_model(schema: str, path: str, values: type[StrEnum]) -> None:
    node = SCHEMAS[schema]
    for step in path.split("/"):
        node = node[step]
    assert node["enum"] == list(values)


@pytest.mark.parametrize("name", ["2020", "2020-H1", "2020/2021", "2020/2021/1", "v1.2", "a_b/C.d-e"])
def test_ids_of_periods(name: str) -> None:
    assert list(check_shape(scalar(name), PERIOD)) == []


@pytest.mark.parametrize(
    "name",
    ["/2020", "2020/", "2020//2021", "2020/..", "2020..2021", "../2020", "./a", "a/./b", "a/.b", "2020 г", "/", ""],
)
def test_ids_of_periods_lead_out_of_no_folder(name: str) -> None:
    (problem,) = check_shape(scalar(name), PERIOD)
    assert problem.code is shape.PATTERN_NAMED


def test_the_id_of_a_period_is_of_one_form_wherever_it_stands() -> None:
    there = {
        path
        for name in ("calendar", "indicators")
        for path, node in within(SCHEMAS[name])
        if node.get("$ref") == OF_PERIOD
    }
    assert {path.removeprefix("/definitions/") for path in there} == {
        "period/properties/id",
        "period_operand/properties/periods_since",
        "trajectory/properties/values/propertyNames",
        "at_period/else",
        "over/properties/since",
        "base/properties/period",
        "base/properties/first_since",
    }


def test_modelines_lead_to_the_schema_of_the_format() -> None:
    for path in sorted((ROOT / "tests/packs/minimal").glob("*.yaml")):
        first, second = path.read_text("utf-8").split("\n")[:2]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema == ROOT / "schemas" / f"{second.removeprefix('format: ').removesuffix('/1')}.schema.json"
