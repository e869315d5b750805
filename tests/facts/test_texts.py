"""Encodings, and places in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Diagnostic, Span
from engine.facts.texts import Text, decode

RUSSIAN = "код;Значение\nШкола № 4;«да» – 5\u00a0чел.\n"


def body(found: Text | Diagnostic) -> str:
    assert isinstance(found, Text)
    return found.body


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_the_usual_encodings_are_told_apart(encoding: str) -> None:
    assert body(decode("f.csv", RUSSIAN.encode(encoding), None)) == RUSSIAN


@pytest.mark.parametrize(
    ("name", "codec"), [("cp866", "cp866"), ("koi8-r", "koi8-r"), ("utf-16", "utf-16"), ("cp1251", "cp1251")]
)
def test_a_mapping_may_name_another(name: str, codec: str) -> None:
    text = "Наименование;Значение\nШкола;да\n"
    assert body(decode("f.csv", text.encode(codec), name)) == text


@pytest.mark.parametrize("codec", ["cp866", "koi8-r", "utf-16", "mac_cyrillic", "shift_jis"])
def test_what_is_neither_utf_8_nor_cp1251_is_told(codec: str) -> None:
    text = "Наименование;Значение\nШкола Первого района;да\n"
    found = decode("f.csv", text.encode(codec), None)
    assert isinstance(found, Diagnostic)
    assert (found.code.name, found.span, found.params) == (
        "wrong-encoding",
        Span("f.csv"),
        {"encoding": "UTF-8 / cp1251"},
    )


def test_a_wrong_encoding_named_is_told() -> None:
    found = decode("f.csv", RUSSIAN.encode("cp1251"), "utf-8")
    assert isinstance(found, Diagnostic)
    assert found.params == {"encoding": "utf-8"}


@pytest.mark.parametrize("char", ["\x00", "\ufffd", "\x85"])
def test_characters_that_another_encoding_leaves_are_told_with_their_place(char: str) -> None:
    found = decode("f.csv", f"a;b\n1;да{char}".encode(), None)
    assert isinstance(found, Diagnostic)
    assert found.span == Span("f.csv", 2, 5, 2, 6)
    assert found.params == {"encoding": "utf-8"}


@given(st.text(alphabet="aб\n\r;"), st.data())
def test_places_agree_with_counting(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].replace("\r\n", "\n") if text[offset - 1 : offset + 1] != "\r\n" else text[: offset - 1]
    lines = before.replace("\r", "\n").split("\n")
    span = Text.of("f", text).span(offset, offset + 1)
    if text[offset - 1 : offset + 1] != "\r\n":
        assert (span.line, span.col) == (len(lines), len(lines[-1]) + 1)
        assert (span.end_line, span.end_col) == (span.line, span.col + 1)


def test_a_span_of_several_lines() -> None:
    text = Text.of("f", 'a;"b\nc";d')
    assert text.span(2, 7) == Span("f", 1, 3, 2, 3)
    assert text.span(3, 3) == Span("f", 1, 4, 1, 5)
