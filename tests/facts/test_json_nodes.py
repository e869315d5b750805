"""JSON: the same nodes as YAML, with places, and nothing but JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Span
from engine.facts.json_nodes import parse_json
from engine.pack.source import Mapping, Scalar, Sequence, plain


def told(text: str | bytes) -> list[tuple[str, Span, object]]:
    _, problems = parse_json("f.json", text.encode() if isinstance(text, str) else text)
    return [(p.code.name, p.span, p.params.get("expected")) for p in problems]


values: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_json_writes_is_read(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only, default=float)
    node, problems = parse_json("f.json", text.encode())
    assert problems == ()
    assert node is not None
    assert plain(node) == json.loads(text, parse_float=Decimal)


def test_nodes_know_their_places() -> None:
    node, _ = parse_json("f.json", '{\n\t"а": [1, "x\\ud83d\\ude00"]\n}'.encode())
    assert isinstance(node, Mapping)
    ((key, value),) = node.entries
    assert node.span == Span("f.json", 1, 1, 3, 2)
    assert key == Scalar(Span("f.json", 2, 2, 2, 5), "а", "а", True)
    assert isinstance(value, Sequence)
    assert value.span == Span("f.json", 2, 7, 2, 27)
    assert value.items == (
        Scalar(Span("f.json", 2, 8, 2, 9), 1, "1", False),
        Scalar(Span("f.json", 2, 11, 2, 26), "x😀", "x😀", True),
    )


VALUE = '"…" 0 true false null [ {'


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ('{"a": 1,}', (1, 9, 1, 10), '"…"'),
        ('{"a" 1}', (1, 6, 1, 7), ":"),
        ('{"a": 1 "b": 2}', (1, 9, 1, 12), ", }"),
        ("{a: 1}", (1, 2, 1, 3), '"…" }'),
        ("[1,\n]", (2, 1, 2, 2), VALUE),
        ("[1 2]", (1, 4, 1, 5), ", ]"),
        ("[1", (1, 3, 1, 4), ", ]"),
        ("[01]", (1, 2, 1, 3), VALUE),
        ("[NaN]", (1, 2, 1, 3), VALUE),
        ("['a']", (1, 2, 1, 3), VALUE),
        ("[1] # x", (1, 5, 1, 6), ", ] }"),
        ("1 2", (1, 3, 1, 4), "—"),
        ('["a\nb"]', (1, 2, 1, 3), VALUE),
        ('["\\x"]', (1, 2, 1, 3), VALUE),
        ('["\\ud83d"]', (1, 2, 1, 10), '"…"'),
        ("[1e99999999999999999999]", (1, 2, 1, 24), "0"),
    ],
)
def test_what_is_no_json_is_told_where_it_stops_being_it(
    text: str, at: tuple[int, int, int, int], expected: str
) -> None:
    assert told(text) == [("bad-json", Span("f.json", *at), expected)]


def test_repeated_keys_are_told_and_the_first_counts() -> None:
    node, problems = parse_json("f.json", b'{"a": 1,\n "a": 2}')
    assert node is not None
    assert plain(node) == {"a": 1}
    assert [(p.code.name, p.span, p.params["line"]) for p in problems] == [
        ("duplicate-key", Span("f.json", 2, 2, 2, 5), 1)
    ]


def test_limits() -> None:
    assert told("[" * 51 + "]" * 51)[0][:2] == ("too-deep", Span("f.json", 1, 51, 1, 52))
    assert told("[" * 50 + "]" * 50) == []
    assert told(b" " * ((64 << 20) + 1))[0][0] == "facts-file-too-large"
    assert told(" \n")[0][0] == "empty-facts-file"
    assert told("я".encode("cp1251"))[0][0] == "wrong-encoding"


@given(st.text(alphabet='{}[]",:1-.eE\\u tn', max_size=30))
def test_anything_is_a_document_or_a_mistake_and_json_agrees(text: str) -> None:
    node, problems = parse_json("f.json", text.encode())
    try:
        json.loads(text, parse_constant=lambda name: 1 / 0)
        good = True
    except (ValueError, ZeroDivisionError):
        good = False
    serious = [p for p in problems if p.code.name != "duplicate-key"]
    assert (node is not None) == (not serious)
    assert not good or not serious or "\\u" in text
    assert good or serious
