from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics.core import Code, Diagnostic, Lang, Span, Text
from engine.report.problems import oneline, pretty, summary

ERROR = Code(
    "E101", "x", Text("Unknown key «{key}»", "Недопустимый ключ «{key}»"), Text("Try {key}.", "Попробуйте {key}.")
)
WARNING = Code("W201", "y", Text("Old", "Устарело"), Text("Renew.", "Обновите."))
NOTE = Code("N301", "z", Text("Long", "Длинно"), Text("Shorten.", "Сократите."))


def problem(span: Span, code: Code = ERROR, key: str = "ключ", related: tuple[Span, ...] = ()) -> Diagnostic:
    return Diagnostic(code, span, {"key": key}, related)


def at(line: int, col: int, end_line: int, end_col: int, file: str = "a.yaml") -> Span:
    return Span(file, line, col, end_line, end_col)


def shown(text: str | None, span: Span) -> list[str]:
    return pretty([problem(span)], Lang.EN, lambda file: text, colour=False).splitlines()


def test_a_diagnostic_in_russian() -> None:
    text = "id: x\n  ключ: 1\n"
    assert pretty([problem(at(2, 3, 2, 7))], Lang.RU, lambda file: text, colour=False) == (
        "a.yaml:2:3: ошибка E101: Недопустимый ключ «ключ»\n"
        " 2 |   ключ: 1\n"
        "   |   ^^^^\n"
        "   = подсказка: Попробуйте ключ.\n"
        "\n"
        "1 ошибка\n"
    )


def test_diagnostics_in_english_in_order_with_related_places() -> None:
    texts = {"a.yaml": "id: x\nid: y\n", "b.yaml": "\n" * 9 + "x"}
    problems = [
        problem(at(10, 1, 10, 2, "b.yaml"), WARNING),
        problem(at(2, 1, 2, 3), key="id", related=(at(1, 1, 1, 3), at(10, 1, 10, 2, "b.yaml"))),
    ]
    assert pretty(problems, Lang.EN, texts.get, colour=False) == (
        "a.yaml:2:1: error E101: Unknown key «id»\n"
        "  2 | id: y\n"
        "    | ^^\n"
        "    = see also: a.yaml:1:1\n"
        "  1 | id: x\n"
        "    | ^^\n"
        "    = see also: b.yaml:10:1\n"
        " 10 | x\n"
        "    | ^\n"
        "    = hint: Try id.\n"
        "\n"
        "b.yaml:10:1: warning W201: Old\n"
        " 10 | x\n"
        "    | ^\n"
        "    = hint: Renew.\n"
        "\n"
        "1 error, 1 warning\n"
    )


def test_colours() -> None:
    codes = [(ERROR, "31", "error E101:"), (WARNING, "33", "warning W201:"), (NOTE, "36", "note N301:")]
    for code, colour, label in codes:
        lines = pretty([problem(at(1, 2, 1, 4), code)], Lang.EN, lambda file: "abcd", colour=True).splitlines()
        assert lines[0].startswith(f"a.yaml:1:2: \x1b[1;{colour}m{label}\x1b[0m ")
        assert lines[1:3] == [" 1 | abcd", f"   |  \x1b[{colour}m^^\x1b[0m"]


@pytest.mark.parametrize(
    ("line", "col", "end_col", "source", "marks"),
    [
        ("漢字: ключ", 5, 9, "漢字: ключ", "      ^^^^"),
        ("a漢b", 2, 3, "a漢b", " ^^"),
        ("e\u0301e\u0301x", 5, 6, "e\u0301e\u0301x", "  ^"),
        ("xe\u0301y", 2, 4, "xe\u0301y", " ^"),
        ("☁\ufe0fa⃝b", 5, 6, "☁\ufe0fa⃝b", "  ^"),
        ("a\u0301", 2, 3, "a\u0301", " ^"),
        ("\ta\tb", 4, 5, " a b", "   ^"),
        ("😀ab", 2, 3, "😀ab", "  ^"),
        ("ab", 3, 4, "ab", "  ^"),
        ("ab", 5, 6, "ab", "  ^"),
        ("", 1, 2, "", "^"),
        ("ab", 2, 2, "ab", " ^"),
        ("a\x1b[31mb", 2, 3, "a␛[31mb", " ^"),
        ("a\x00\x7f\x9b\u202e\u200bb", 7, 8, "a␀␡\ufffd\ufffd\ufffdb", "      ^"),
        ("ａ１x", 3, 4, "ａ１x", "    ^"),
    ],
)
def test_the_mark_stands_under_its_characters(line: str, col: int, end_col: int, source: str, marks: str) -> None:
    assert shown(f"x\n{line}\ny", at(2, col, 2, end_col))[1:3] == [f" 2 | {source}".rstrip(), f"   | {marks}"]


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert shown("ab: |\n  x\n", at(1, 3, 2, 4))[1:3] == [" 1 | ab: |", "   |   ^^^"]


def test_a_line_of_a_hundred_columns_is_shown_whole() -> None:
    line = "x" * 99 + "y"
    assert shown(line, at(1, 100, 1, 101))[1:3] == [f" 1 | {line}", "   | " + " " * 99 + "^"]


def test_a_longer_line_is_shown_about_the_mark() -> None:
    line = "a" * 200 + "bcd" + "e" * 200
    source, marks = shown(line, at(1, 201, 1, 204))[1:3]
    assert source == " 1 | …" + "a" * 40 + "bcd" + "e" * 57 + "…"
    assert marks == "   | " + " " * 41 + "^^^"
    source, marks = shown(line, at(1, 1, 1, 202))[1:3]
    assert source == " 1 | " + "a" * 100 + "…"
    assert marks == "   | " + "^" * 100
    source, marks = shown(line, at(1, 403, 1, 404))[1:3]
    assert source == " 1 | …" + "e" * 41
    assert marks == "   | " + " " * 41 + "^"
    source, marks = shown(line, at(1, 404, 1, 405))[1:3]
    assert source == " 1 | …" + "e" * 40
    assert marks == "   | " + " " * 41 + "^"


def test_a_longer_line_of_wide_characters_is_cut_by_columns() -> None:
    source, marks = shown("漢" * 3000, at(1, 2001, 1, 2003))[1:3]
    assert source == " 1 | …" + "漢" * 50 + "…"
    assert marks == "   | " + " " * 41 + "^^^^"


def test_lines_are_those_of_the_reader_of_yaml() -> None:
    text = "\ufeffa\r\nb\rc\u2028d\x85e\x0cf\ng"
    assert [shown(text, at(line, 1, line, 2))[1] for line in (1, 2, 3, 4)] == [
        " 1 | a",
        " 2 | b",
        " 3 | c\ufffdd\ufffde␌f",
        " 4 | g",
    ]


def test_no_source_is_shown_when_there_is_none() -> None:
    bare = ["a.yaml:7:1: error E101: Unknown key «ключ»", "   = hint: Try ключ.", "", "1 error"]
    assert shown(None, at(7, 1, 7, 2)) == bare
    assert shown("one line", at(7, 1, 7, 2)) == bare


def test_a_cell_of_a_workbook_is_named_and_its_file_is_not_read() -> None:
    span = Span("a.xlsx", 2, 2, 2, 3, "Лист1!B2")

    def read_text(file: str) -> str:
        raise AssertionError(file)

    text = pretty([problem(span)], Lang.EN, read_text, colour=False)
    assert text == "a.xlsx:Лист1!B2: error E101: Unknown key «ключ»\n   = hint: Try ключ.\n\n1 error\n"


def test_each_file_is_read_once() -> None:
    asked: list[str] = []

    def read_text(file: str) -> str:
        asked.append(file)
        return "x"

    spans = [at(1, 1, 1, 2, "b"), at(1, 1, 1, 2, "a"), at(1, 2, 1, 3, "b")]
    pretty([problem(span, related=(at(1, 1, 1, 2, "c"),)) for span in spans], Lang.EN, read_text, colour=False)
    assert asked == ["a", "b", "c"]


def test_nothing_hostile_reaches_the_terminal() -> None:
    hostile = problem(at(1, 1, 1, 2, "a\x1b]0;x\x07.yaml"), key="\x1b[2J\r\nerror\u202e")
    text = pretty([hostile], Lang.EN, lambda file: "\x1b[0m", colour=False)
    assert text == (
        "a␛]0;x␇.yaml:1:1: error E101: Unknown key «␛[2J␍␊error\ufffd»\n"
        " 1 | ␛[0m\n"
        "   | ^\n"
        "   = hint: Try ␛[2J␍␊error\ufffd.\n"
        "\n"
        "1 error\n"
    )
    assert oneline([hostile], Lang.EN) == "a␛]0;x␇.yaml:1:1: error E101: Unknown key «␛[2J␍␊error\ufffd»\n"


def test_one_line_each_in_order() -> None:
    problems = [problem(at(2, 1, 2, 2), NOTE), problem(at(1, 5, 1, 6), WARNING), problem(at(1, 5, 1, 6))]
    assert oneline(problems, Lang.RU) == (
        "a.yaml:1:5: ошибка E101: Недопустимый ключ «ключ»\n"
        "a.yaml:1:5: предупреждение W201: Устарело\n"
        "a.yaml:2:1: замечание N301: Длинно\n"
    )


def test_no_problems_no_text() -> None:
    assert pretty([], Lang.RU, lambda file: None, colour=True) == ""
    assert oneline([], Lang.RU) == ""
    assert summary([], Lang.RU) == ""


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (1, "1 ошибка", "1 error"),
        (2, "2 ошибки", "2 errors"),
        (4, "4 ошибки", "4 errors"),
        (5, "5 ошибок", "5 errors"),
        (11, "11 ошибок", "11 errors"),
        (12, "12 ошибок", "12 errors"),
        (14, "14 ошибок", "14 errors"),
        (21, "21 ошибка", "21 errors"),
        (22, "22 ошибки", "22 errors"),
        (25, "25 ошибок", "25 errors"),
        (101, "101 ошибка", "101 errors"),
        (111, "111 ошибок", "111 errors"),
        (112, "112 ошибок", "112 errors"),
    ],
)
def test_counts_agree_with_their_noun(count: int, russian: str, english: str) -> None:
    problems = [problem(at(line, 1, line, 2)) for line in range(1, count + 1)]
    assert summary(problems, Lang.RU) == russian
    assert summary(problems, Lang.EN) == english


def test_the_summary_goes_from_errors_to_notes() -> None:
    problems = [
        problem(at(n, 1, n, 2), code)
        for n, code in enumerate([NOTE, WARNING, ERROR, NOTE, WARNING, NOTE, NOTE, NOTE], 1)
    ]
    assert summary(problems, Lang.RU) == "1 ошибка, 2 предупреждения, 5 замечаний"
    assert summary(problems, Lang.EN) == "1 error, 2 warnings, 5 notes"


@settings(deadline=None)
@given(st.text(max_size=150), st.integers(1, 160), st.integers(0, 20), st.text(max_size=20))
def test_any_text_is_shown_with_the_mark_in_sight(line: str, col: int, length: int, key: str) -> None:
    text = pretty([problem(at(1, col, 1, col + length), key=key)], Lang.EN, lambda file: line, colour=False)
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in text.replace("\n", ""))
    lines = text.split("\n")
    assert (len(lines), lines[-2], lines[-1]) == (7, "1 error", "")
    assert set(lines[2][5:].lstrip(" ")) == {"^"}
    assert len(lines[2]) <= 5 + 1 + 100 + 1
