from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Span
from engine.pack.places import Places, runs_of
from engine.pack.source import Mapping, Scalar, parse


def located(source: str) -> tuple[str, Places, Scalar]:
    """The only value of a document, and a `Places` that knows how its characters lie."""
    root, problems = parse("f", source.encode())
    assert problems == ()
    assert isinstance(root, Mapping)
    scalar = root.entries[0][1]
    assert isinstance(scalar, Scalar)
    lines = source.split("\n")
    return scalar.text, Places(texts={scalar.span: runs_of(scalar.text, scalar.span, lines)}), scalar


def place(source: str, part: str) -> str:
    """Where `part` of the value stands, as line:col-line:col."""
    text, places, scalar = located(source)
    start = text.index(part)
    span = places.inside(scalar.span, start, start + len(part))
    return f"{span.line}:{span.col}-{span.end_line}:{span.end_col}"


@pytest.mark.parametrize(
    ("source", "part", "expected"),
    [
        ("t: до {due} мая", "{due}", "1:7-1:12"),
        ("t: 'до {due} мая'", "{due}", "1:8-1:13"),
        ("t: 'д''о {due} мая'", "{due}", "1:10-1:15"),
        ("t: '\\ до '' {due}'", "{due}", "1:13-1:18"),
        ('t: "до \\"{due}\\" мая"', "{due}", "1:10-1:15"),
        ('t: "\\u0434\\u043e {due}"', "{due}", "1:18-1:23"),
        ('t: "\\tдо {due}"', "{due}", "1:10-1:15"),
        ("t: >-\n  до\n  {due} мая\n", "{due}", "3:3-3:8"),
        ("t: >-\n  до {due}\n\n  мая {year}\n", "{year}", "4:7-4:13"),
        ("t: |\n  до\n    {due} мая\n", "{due}", "3:5-3:10"),
        ("t: до\n  мая {due}\n", "{due}", "2:7-2:12"),
        ('t: "до\n  мая {due}"\n', "{due}", "2:7-2:12"),
        ('t: "до \\\n  мая {due}"\n', "{due}", "2:7-2:12"),
        ("t: >-\n  до {value|plural:один,два,\n  пять} мая\n", "{value|plural:один,два, пять}", "2:6-3:8"),
        ("# комментарий\n\nt: >- # ещё\n  до {due}\n", "{due}", "4:6-4:11"),
        ("t: >-\n  да да\n  да {due}\n", "{due}", "3:6-3:11"),
    ],
)
def test_a_part_of_a_text_is_found_in_every_style(source: str, part: str, expected: str) -> None:
    assert place(source, part) == expected


words = st.lists(st.sampled_from(["до", "{due}", "a'b", 'c"d', "x", "—", "\\"]), min_size=1, max_size=4).map(" ".join)


def folded(lines: list[str]) -> str:
    return ">-\n" + "".join(f"  {line}\n" for line in lines)


def literal(lines: list[str]) -> str:
    return "|-\n" + "".join(f"  {line}\n" for line in lines)


def single(lines: list[str]) -> str:
    return "'" + "\n\n  ".join(line.replace("'", "''") for line in lines) + "'\n"


def double(lines: list[str]) -> str:
    return '"' + "\n  ".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"\n'


@given(st.lists(words, min_size=1, max_size=4), st.sampled_from([folded, literal, single, double]))
def test_every_character_stands_where_it_is_said_to(lines: list[str], style: object) -> None:
    assert callable(style)
    source = f"t: {style(lines)}"
    text, places, scalar = located(source)
    written = source.split("\n")
    assert text.split() == " ".join(lines).split()
    for n, char in enumerate(text):
        span = places.inside(scalar.span, n, n + 1)
        if not char.isspace():
            there = written[span.line - 1][span.col - 1 :]
            assert there.startswith((char, f"\\{char}"))


def test_values_and_keys_as_far_as_they_are_written() -> None:
    item, inner, value, key = (Span("f", n) for n in (1, 2, 3, 4))
    places = Places({(item, "when"): inner, (inner, 0): value}, {(inner, "is"): key})
    assert places.value(item, "when", 0) == value
    assert places.value(item, "when", 1) == inner
    assert places.value(item, "absent") == item
    assert places.key(inner, "is") == key
    assert places.key(inner, "absent") == inner


def test_a_text_that_was_not_recorded_is_told_of_as_a_whole() -> None:
    assert Places().inside(Span("f", 7), 0, 3) == Span("f", 7)
