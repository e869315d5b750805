from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from engine.diagnostics import shape
from engine.diagnostics.core import Diagnostic, Lang, Span
from engine.pack import schema
from engine.pack.build import FORMATS
from engine.pack.schema import check_shape, linked_schema, load_schema
from engine.pack.source import Node, parse, plain

FOLDER = Path(__file__).parent / "shape"
BAD = sorted(FOLDER.glob("*.yaml"))
SCHEMA = json.loads((FOLDER / "schema.json").read_text("utf-8"), parse_float=Decimal)


def read(name: str, text: str) -> Node:
    node, problems = parse(name, text.encode())
    assert problems == ()
    assert node is not None
    return node


def found(text: str, wanted: dict[str, Any]) -> list[str]:
    return [f"{d.code.id} {d.span.line}:{d.span.col}" for d in check_shape(read("f.yaml", text), wanted)]


def place(span: Span) -> str:
    return f"{span.line}:{span.col}-{span.end_line}:{span.end_col}"


def told(problems: list[Diagnostic]) -> str:
    """Code and place, the places related, then message and hint in English and in Russian."""
    return "\n".join(
        f"{problem.code.id} {place(problem.span)}{''.join(f' see {place(span)}' for span in problem.related)}\n"
        + "".join(f"{problem.message(lang)}\n{problem.hint(lang)}\n" for lang in (Lang.EN, Lang.RU))
        for problem in problems
    )


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_is_told_of_in_full(path: Path) -> None:
    problems = list(check_shape(read(path.name, path.read_bytes().decode()), SCHEMA))
    assert told(problems) == path.with_suffix(".txt").read_text("utf-8")
    assert {problem.span.file for problem in problems} == {path.name}


def test_every_code_has_a_bad_file() -> None:
    lines = [line for path in BAD for line in path.with_suffix(".txt").read_text("utf-8").splitlines()]
    assert {code.id for code in shape.CODES} == {line[:4] for line in lines if line[:1] == "E" and line[1:4].isdigit()}


def test_codes_are_unique_and_in_order() -> None:
    assert [code.id for code in shape.CODES] == sorted({code.id for code in shape.CODES})
    assert len({code.name for code in shape.CODES}) == len(shape.CODES)


def test_a_file_that_agrees_with_its_schema_has_no_problems() -> None:
    text = (
        'format: sample/1\nitems:\n  - {id: "2.4", version: 1.0.0, open: true, points: 0.5, count: -3, share: 100}\n'
        "  - {id: x, measure: {kind: ratio, numerator: a, denominator: b, scale: 100}, effective: {from: 2020-08-12}}\n"
        '  - {id: y, sources: [a, b], until: null, order: 1, tags: ["01"]}\n  - {id: z, sources: a, when: {all: []}}\n'
        'weights: {"2.4": 0, "2.5": 0.00}\n'
    )
    assert list(check_shape(read("f", text), SCHEMA)) == []


def test_what_the_reader_refused_is_not_told_again() -> None:
    node, problems = parse("f", b"format: sample/1\nitems:\n  - id: *x\n    open:\n    points: .inf\n    kount: 1\n")
    assert [problem.code.id for problem in problems] == ["E011", "E015", "E017"]
    assert node is not None
    assert [problem.code.id for problem in check_shape(node, SCHEMA)] == ["E101"]


def test_one_scalar_gets_one_message() -> None:
    wanted = {"type": "string", "enum": ["a"], "pattern": "^a$", "minLength": 9}
    assert found("5", wanted) == ["E112 1:1"]
    assert found("b", wanted) == ["E110 1:1"]
    assert found("b", {"pattern": "^a$", "minLength": 9}) == ["E112 1:1"]
    assert found("5", {"type": ["string", "null"], "enum": ["a"]}) == ["E103 1:1"]


def test_a_node_of_the_wrong_type_gets_one_message_from_all_branches() -> None:
    wanted = {"allOf": [{"type": "object"}, {"type": "object", "minProperties": 2}, {"type": "array", "minItems": 3}]}
    assert found("[1]", wanted) == ["E108 1:1"]
    assert found("{a: 1}", wanted) == ["E107 1:1"]


def test_of_several_branches_of_one_type_the_nearest_is_told() -> None:
    wanted = {
        "anyOf": [
            {"type": "object", "required": ["a", "b"], "properties": {"c": {"type": "string"}}},
            {"type": "object", "required": ["a"]},
            {"type": "array"},
        ]
    }
    assert found("{c: 1}", wanted) == ["E102 1:2"]


def test_branches_that_hold_both_are_told_in_general() -> None:
    assert found("5", {"oneOf": [{"type": "number"}, {"type": "integer"}]}) == ["E199 1:1"]


def test_keys_of_a_pattern_are_known() -> None:
    wanted = {"additionalProperties": False, "properties": {"ab": {}}, "patternProperties": {"^x-": {}}}
    assert found("{x-a: 1, ab: 2, y: 3}", wanted) == ["E101 1:17"]


def test_a_missing_key_is_told_though_a_similar_one_stands_in_an_open_mapping() -> None:
    (problem,) = check_shape(read("f", "a: 1\nkinf: x\n"), {"required": ["kind"], "properties": {"kind": {}}})
    assert (problem.code.id, place(problem.span)) == ("E102", "1:1-1:2")
    assert problem.hint(Lang.EN) == "Did you mean it by «kinf»?"


def test_a_misspelt_key_that_another_branch_requires_is_told_once() -> None:
    closed = {"properties": {"role": {}, "target": {}, "to": {}}, "additionalProperties": False}
    wanted = {"allOf": [{"if": {"required": ["role"]}, "then": {"required": ["target", "to"]}}, closed]}
    assert found("role: 1\ntargit: 2\nto: 3\n", wanted) == ["E101 2:1"]
    assert found("role: 1\ntargit: 2\n", wanted) == ["E102 1:1", "E101 2:1"]


def test_unknown_keys_are_not_counted() -> None:
    wanted = {"properties": {"all": {}, "any": {}}, "additionalProperties": False, "maxProperties": 1}
    assert found("all: 1\nnone: 2\n", wanted) == ["E101 2:1"]
    assert found("all: 1\nany: 2\n", wanted) == ["E116 1:1"]


def test_one_of_several_keys_may_be_meant_by_one_that_stands_in_an_open_mapping() -> None:
    wanted = {"anyOf": [{"required": ["fact"]}, {"required": ["indicator"]}]}
    assert found("of: 1\nindicater: 2\n", wanted) == ["E122 1:1"]
    assert hint("of: 1\nindicater: 2\n", wanted) == "Did you mean «indicator» by «indicater»?"
    assert found("indicator: 2\nfact: 1\n", wanted) == []


def test_alternatives_of_more_than_one_key_are_branches_like_any_other() -> None:
    assert found("a: 1", {"anyOf": [{"required": ["b", "c"]}, {"required": ["d"]}]}) == ["E102 1:1"]


def test_what_must_not_be_is_told_of_two_keys_and_else_in_general() -> None:
    assert found("{b: 1, c: 2, a: 3}", {"not": {"required": ["a", "b"]}}) == ["E123 1:14"]
    assert found("{a: 1, b: 2, c: 3}", {"not": {"required": ["a", "b", "c"]}}) == ["E199 1:1"]
    assert found("5", {"not": {"type": "integer"}}) == ["E199 1:1"]


def test_each_key_that_lacks_another_is_told_once() -> None:
    wanted = {"dependencies": {"a": ["b", "c"], "d": ["b"], "e": {"type": "object"}}}
    assert found("{d: 1, a: 2, e: 3}", wanted) == ["E124 1:2", "E124 1:8", "E124 1:8"]


def hint(text: str, wanted: dict[str, Any]) -> str:
    (problem,) = check_shape(read("f", text), wanted)
    return problem.hint(Lang.EN)


def test_typographic_quotes_are_advised_against_only_when_they_are_around_the_whole() -> None:
    assert hint("«a»", {"enum": ["a"]}) == 'Use straight quotes: "a".'
    assert hint("«a» b", {"enum": ["a"]}) == "Allowed values: a."
    assert hint("«a»", {"pattern": "^a$"}) == 'Use straight quotes: "a".'
    assert hint("«a» b", {"pattern": "^a$"}) == "The form as a regular expression: ^a$"


def test_a_text_of_more_than_sixty_characters_is_not_searched_for_a_number() -> None:
    assert hint("1" + "0" * 57 + ",5", {"type": "number"}) == "Write 1" + "0" * 57 + ".5."
    assert hint("1" + "0" * 58 + ",5", {"type": "number"}) == "Write a number such as 12 or 0.5."


def test_items_are_repeated_whatever_the_order_of_their_keys() -> None:
    wanted = {"uniqueItems": True}
    assert found("- {a: 1, b: [2]}\n- {b: [2], a: 1.0}\n", wanted) == ["E119 2:3"]
    assert found("- 1\n- true\n- '1'\n- [1]\n- [true]\n", wanted) == []


def test_zeros_in_front_are_refused_whatever_is_wanted() -> None:
    assert found("- 07\n- 0.5\n- 0\n- '07'\n- 0x1F\n- -0\n- 00.5\n- a07\n", {}) == ["E118 1:3", "E118 7:3"]


def test_limits_are_exact() -> None:
    wanted = json.loads('{"maximum": 0.1, "multipleOf": 0.01}', parse_float=Decimal)
    assert found("0.1", wanted) == []
    assert found("0.100000001", {"maximum": Decimal("0.1")}) == ["E117 1:1"]


@pytest.mark.parametrize(("text", "closing", "levels"), [("{kind: ratio, of: ", "}", 49), ("{all: [", "]}", 24)])
def test_the_deepest_nesting_allowed_is_checked(text: str, closing: str, levels: int) -> None:
    dispatch = {
        "type": "object",
        "properties": {"kind": {"enum": ["ratio"]}},
        "allOf": [{"if": {"properties": {"kind": {"const": "ratio"}}}, "then": {"$ref": "#/definitions/ratio"}}],
    }
    nested = {"kind": {}, "of": {"$ref": "#"}, "all": {"items": {"$ref": "#"}}}
    ratio = {"type": "object", "properties": nested, "additionalProperties": False}
    node = read("f", text * levels + "{zz: 1}" + closing * levels)
    (problem,) = check_shape(node, {**dispatch, "definitions": {"ratio": ratio}})
    assert problem.code.id == "E101"
    assert problem.span.col == len(text) * levels + 2


def test_a_schema_that_nothing_fits_is_told_where_it_stands() -> None:
    (problem,) = check_shape(read("f", "a: {b: 1}"), {"properties": {"a": {"properties": {"b": False}}}})
    assert (problem.code.id, problem.message(Lang.EN)) == ("E199", "«a» does not agree with its schema: false")


@pytest.fixture
def schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the engine's own schemas."""

    def files(package: str) -> Path:
        assert package == "engine.schemas"
        return tmp_path

    monkeypatch.setattr(schema, "files", files)
    return tmp_path


def test_a_schema_is_loaded_by_name_with_exact_numbers(schemas: Path) -> None:
    (schemas / "sample.schema.json").write_text('{"maximum": 0.1, "title": "доля"}', "utf-8")
    assert load_schema("sample") == {"maximum": Decimal("0.1"), "title": "доля"}
    with pytest.raises(FileNotFoundError):
        load_schema("other")


@pytest.mark.parametrize("base", ["", "https://example.org/schemas/a/"])
def test_references_to_other_files_are_resolved_beside(schemas: Path, base: str) -> None:
    stem = f"common{len(base)}"
    version = {"type": "string", "pattern": "^[0-9]+$", "x-pattern-en": "a number", "x-pattern-ru": "номер"}
    common = {"definitions": {"version": version, "deep": {"$ref": "#/definitions/version"}}}
    (schemas / f"{stem}.schema.json").write_text(json.dumps(common), "utf-8")
    wanted = {
        **({"$id": f"{base}pack.schema.json"} if base else {}),
        "properties": {"version": {"$ref": f"{stem}.schema.json#/definitions/deep"}},
    }
    (problem,) = check_shape(read("f", "version: x"), wanted)
    assert (place(problem.span), problem.message(Lang.RU)) == ("1:10-1:11", "Требуется номер, а указано «x»")


KEYS = st.sampled_from(
    ["id", "kind", "kinf", "numerator", "denominator", "of", "tags", "from", "all", "indicator", "x"]
)
VALUES = st.sampled_from(["ratio", "value", "x", "Ratio", "1.0.0", "", 1, 0, -5, 300, True, None])
DATA = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=10
)


@settings(max_examples=300, deadline=None)
@given(DATA, st.sampled_from(sorted(SCHEMA["definitions"])))
def test_something_is_told_exactly_when_the_schema_is_violated(data: object, name: str) -> None:
    wanted = {"definitions": SCHEMA["definitions"], "$ref": f"#/definitions/{name}"}
    loose = {
        "definitions": SCHEMA["definitions"],
        "oneOf": [{"$ref": f"#/definitions/{name}"}, {"type": "array", "uniqueItems": True}],
    }
    node = read("f", yaml.safe_dump(data))
    assert plain(node) == data
    for one in (wanted, loose):
        assert (list(check_shape(node, one)) == []) == Draft7Validator(one).is_valid(data)


def _parts(part: object, seen: set[int]) -> Iterator[dict[str, object]]:
    """Every mapping of a schema, each once."""
    if isinstance(part, dict | list) and id(part) not in seen:
        seen.add(id(part))
        if isinstance(part, dict):
            yield part
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _parts(inner, seen)


@pytest.mark.parametrize("name", FORMATS)
def test_no_reference_is_left_in_a_linked_schema(name: str) -> None:
    assert not any(isinstance(part.get("$ref"), str) for part in _parts(linked_schema(name), set()))


@pytest.mark.parametrize(
    "text", ["levels: 1", "levels: [{id: a}, {id: 1, titel: x}]", "kinds: [{id: [], owner: true}]"]
)
def test_a_linked_schema_finds_the_same(text: str) -> None:
    node = read("f", f"format: entities/1\n{text}\n")
    found, other = (
        [(d.code.id, d.span, d.message(Lang.EN)) for d in check_shape(node, wanted)]
        for wanted in (linked_schema("entities"), load_schema("entities"))
    )
    assert found == other  # but hints show more of a schema that has everything in its place
    assert found


def test_a_schema_may_lead_to_itself(schemas: Path) -> None:
    within = {"type": "object", "additionalProperties": {"$ref": "within.schema.json#/definitions/again"}}
    written = {"$ref": "#/definitions/again", "definitions": {"again": within}}
    (schemas / "within.schema.json").write_text(json.dumps(written), "utf-8")
    schema.linked_schema.cache_clear()
    (problem,) = check_shape(read("f", "a: {b: {c: 1, d: {}}}"), schema.linked_schema("within"))
    assert (problem.code.id, problem.span.line, problem.span.col) == ("E108", 1, 12)
    schema.linked_schema.cache_clear()
