"""What can be written in a formula, and what is said of everything else, with its place."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics.core import Lang
from engine.diagnostics.formula import CODES
from engine.expression import Formula, FormulaProblem, fill, parse_formula
from engine.expression.size import work

KNOWN = ("a", "b", "c", "total", "trained", "end_date")

NESTED_DIVISORS = "a / (" * 9 + "a" + ")" * 9


def nested_conditions(depth: int) -> str:
    return "case when " * depth + "a > b" + " then 1 else 0 end > 0" * (depth - 1) + " then 1 else 0 end"


def formula(text: str) -> Formula:
    parsed = parse_formula(text, KNOWN)
    assert isinstance(parsed, Formula), parsed
    return parsed


def problems(text: str) -> tuple[FormulaProblem, ...]:
    parsed = parse_formula(text, KNOWN)
    assert not isinstance(parsed, Formula), parsed
    return parsed


def told(text: str) -> list[tuple[str, str]]:
    """The codes of all problems, each with the piece of the formula it points at."""
    return [(problem.code.id, text[problem.start : problem.end]) for problem in problems(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("100 * trained / total", ("total", "trained")),
        ("1", ()),
        ("0.000000001", ()),
        ("-a", ("a",)),
        ("a - -b", ("a", "b")),
        ("-(-a)", ("a",)),
        ("((a + b)) * 2", ("a", "b")),
        ("b + a + b", ("a", "b")),
        ("least(a, b, c)", ("a", "b", "c")),
        ("Greatest(a,b)+ABS(a)+SIGN(a)+POWER(a,2)+EXP(a)+LN(a)+SQRT(a)+ROUND(a,0)", ("a", "b")),
        ("CASE WHEN a > b THEN 1 ELSE 0 END", ("a", "b")),
        (
            "case when a=1 and not (b<>2 or c!=3) then a when a<=b then 1 else case when a>=1 then 2 else 3 end end",
            KNOWN[:3],
        ),
        ("a\n  / b", ("a", "b")),
        ("end_date", ("end_date",)),
        ("+".join(["a"] * 26), ("a",)),
        ("*".join(["a"] * 9), ("a",)),
        ("(" * 16 + "a" + ")" * 16, ("a",)),
        (nested_conditions(6), ("a", "b")),
    ],
)
def test_a_formula_and_its_names(text: str, names: tuple[str, ...]) -> None:
    assert formula(text).names == names
    assert formula(text).text == text


def test_equal_texts_are_equal_formulas() -> None:
    assert formula("a + b") == formula("a + b")
    assert len({formula("a + b"), formula("a + b"), formula("b + a")}) == 2


@pytest.mark.parametrize("word", ["abs", "round", "left", "interval", "date", "select", "values", "f_0", "position"])
def test_words_that_mean_something_to_sql_or_name_a_function_are_names_like_any_other(word: str) -> None:
    parsed = parse_formula(f"2 * {word}", [word])
    assert isinstance(parsed, Formula)
    assert parsed.names == (word,)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("a % b", "%"),
        ("a ^ b", "^"),
        ("a & b", "&"),
        ("a || b", "||"),
        ("a ** b", "**"),
        ("a // b", "//"),
        ("a::b", "::"),
        ("a == b", "=="),
        ("a; b", ";"),
        ("a.b", "."),
        ("a × b", "×"),
        ("a − b", "−"),
        ("?", "?"),
        ("$1", "$"),
        ("'a'", "'a'"),
        ("'it''s", "'it'"),
        ('"a"', '"a"'),
        ('"a', '"a'),
        ("a -- b", "-- b"),
        ("--a", "--a"),
        ("a /* b */ + 1", "/* b */"),
        ("a /* b", "/* b"),
        ("a\u200bb", "\u200b"),
        ("a\x00", "\x00"),
        ("#", "#"),
        ("@a", "@"),
        ("{a}", "{"),
    ],
)
def test_foreign_symbols(text: str, symbol: str) -> None:
    assert told(text)[0] == ("E301", symbol)


@pytest.mark.parametrize(
    "number",
    ["1e5", "1E5", "1_000", "0x1F", "5.", ".5", "1.2.3", "2a", "1" + "0" * 29, "0.0000000001", "1e400", "9" * 999],
)
def test_malformed_numbers(number: str) -> None:
    assert told(f"a + {number} * b") == [("E302", number)]


@pytest.mark.parametrize(
    ("text", "name", "suggestion"),
    [
        ("100 * traned / total", "traned", "trained"),
        ("trаined", "trаined", "trained"),  # a Cyrillic а
        ("Total", "Total", "total"),
        ("x", "x", "a, b, c, end_date, total, trained"),
        ("null", "null", "a, b, c, end_date, total, trained"),
    ],
)
def test_unknown_names(text: str, name: str, suggestion: str) -> None:
    assert told(text) == [("E303", name)]
    assert problems(text)[0].params == {"name": name, "suggestion": suggestion}


def test_a_formula_without_any_known_names() -> None:
    (problem,) = parse_formula("x + 1", ())  # type: ignore[misc]
    assert problem.params == {"name": "x", "suggestion": "–"}


@pytest.mark.parametrize(
    ("text", "name", "suggestion"),
    [
        ("LEST(a, b)", "LEST", "LEAST"),
        ("pow(a, 2)", "pow", "POWER"),
        ("log10(a)", "log10", "ABS, EXP, GREATEST, LEAST, LN, POWER, ROUND, SIGN, SQRT"),
        ("a (b)", "a", "ABS, EXP, GREATEST, LEAST, LN, POWER, ROUND, SIGN, SQRT"),
    ],
)
def test_unknown_functions(text: str, name: str, suggestion: str) -> None:
    assert told(text) == [("E304", name)]
    assert problems(text)[0].params == {"name": name, "suggestion": suggestion}


def test_all_foreign_parts_are_told_at_once_in_their_order() -> None:
    text = "cast(a AS int) % 1e5 + (SELECT 1)"
    assert told(text) == [
        ("E304", "cast"),
        ("E303", "AS"),
        ("E303", "int"),
        ("E301", "%"),
        ("E302", "1e5"),
        ("E303", "SELECT"),
    ]


@pytest.mark.parametrize(
    ("text", "start", "part"),
    [
        ("a b", 2, "b"),
        ("a 1", 2, "1"),
        ("1,5 * a", 1, ","),
        ("a)", 1, ")"),
        ("(a))", 3, ")"),
        ("()", 1, ")"),
        ("least()", 6, ")"),
        ("least(, a)", 6, ","),
        ("least(a, )", 9, ")"),
        ("least(a, (b, c))", 11, ","),
        ("(a, b)", 2, ","),
        ("+a", 0, "+"),
        ("a + + b", 4, "+"),
        ("a * / b", 4, "/"),
        ("- - a", 2, "-"),
        ("a - - - b", 6, "-"),
        ("(a)(b)", 3, "("),
        ("2(a)", 1, "("),
        ("a < = b", 4, "="),
        ("then", 0, "then"),
        ("end", 0, "end"),
        ("a then b", 2, "then"),
        ("case end", 5, "end"),
        ("case a when 1 then 2 else 3 end", 5, "a"),
        ("case when a = b else 1 end", 16, "else"),
        ("case when a = b then 1 then 2 else 3 end", 23, "then"),
        ("case when a = b then 1 else 2 else 3 end", 30, "else"),
        ("case when a = b then 1 else 2 when a = 1 then 3 end", 30, "when"),
        ("case when (a = b then 1) else 2 end", 17, "then"),
        ("(case when a = b then 1 else 2)", 30, ")"),
        ("a + not b > c", 4, "not"),
        ("not not a > b", 4, "not"),
    ],
)
def test_misplaced_parts(text: str, start: int, part: str) -> None:
    (problem,) = problems(text)
    assert (problem.code.id, problem.start, text[problem.start : problem.end]) == ("E305", start, part)
    assert problem.params == {"part": part}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(0, 0)]),
        (" \n ", [(0, 0)]),
        ("a +", [(2, 3)]),
        ("-", [(0, 1)]),
        ("(a", [(0, 1)]),
        ("a * (b + (c)", [(4, 5)]),
        ("round(a, 2", [(5, 6)]),
        ("case", [(0, 4), (0, 4)]),
        ("case when a > b then 1 else 2", [(0, 4)]),
        ("(a +", [(0, 1), (3, 4)]),
    ],
)
def test_unfinished_formulas(text: str, places: list[tuple[int, int]]) -> None:
    assert [(problem.code.id, problem.start, problem.end) for problem in problems(text)] == [
        ("E306", *p) for p in places
    ]


@pytest.mark.parametrize(
    ("text", "function", "usage"),
    [
        ("abs(a, b)", "abs", "ABS(x)"),
        ("least(a)", "least", "LEAST(x, y, …)"),
        ("greatest(a)", "greatest", "GREATEST(x, y, …)"),
        ("power(a)", "power", "POWER(x, y)"),
        ("power(a, b, c)", "power", "POWER(x, y)"),
        ("round(a)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
        ("round(a, 10)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
        ("round(a, b)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
        ("round(a, -1)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
        ("round(a, 1.0)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
        ("round(a, 1 + 1)", "round", "ROUND(x, 0), …, ROUND(x, 9)"),
    ],
)
def test_wrong_arguments(text: str, function: str, usage: str) -> None:
    assert told(f"b + {text}") == [("E307", function)]
    assert problems(text)[0].params == {"function": function.upper(), "usage": usage}


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("a > b", "a > b"),
        ("not a > b", "a > b"),
        ("1 + (a > b)", "a > b"),
        ("abs(a = b)", "a = b"),
        ("case when a then 1 else 2 end", "a"),
        ("case when a + b then 1 else 2 end", "a + b"),
        ("case when not a then 1 else 2 end", "a"),
        ("case when abs(a) then 1 else 2 end", "abs(a)"),
        ("case when round(abs(a), 2) * (b + (c)) then 1 else 2 end", "round(abs(a), 2) * (b + (c))"),
        ("case when a > b and c then 1 else 2 end", "c"),
        ("case when a > b > c then 1 else 2 end", "a > b"),
        ("case when a > b then b > c else 2 end", "b > c"),
        ("case when a > b then 1 else b > c end", "b > c"),
        ("case when (case when a > b then 1 else 2 end) then 1 else 2 end", "a > b then 1 else 2"),
    ],
)
def test_conditions_and_numbers_in_place_of_each_other(text: str, piece: str) -> None:
    assert told(text) == [("E308", piece)]


def test_every_case_needs_an_else() -> None:
    text = "1 + case when a > b then case when b > c then 1 end end"
    assert told(text) == [("E309", "case when b > c then 1 end"), ("E309", text[4:])]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a" * 2001, 2000, 2001),
        ("(" * 17 + "a" + ")" * 17, 16, 17),
        ("+".join(["a"] * 27), 0, 53),
        ("*".join(["a"] * 10), 0, 19),
        ("a+" * 150 + "a", 300, 301),
        ("a+" * 999 + "a", 300, 1999),
        (NESTED_DIVISORS, 0, len(NESTED_DIVISORS)),
        (nested_conditions(7), 0, len(nested_conditions(7))),
    ],
)
def test_oversized_formulas(text: str, start: int, end: int) -> None:
    (problem,) = problems(text)
    assert (problem.code.id, problem.start, problem.end) == ("E300", start, end)


@pytest.mark.parametrize("first", ["a", "2", "-a"])
def test_as_many_multiplications_as_the_hint_promises(first: str) -> None:
    promised = first + " * b" * 8
    assert isinstance(parse_formula(promised, KNOWN), Formula)
    (problem,) = problems(f"{promised} * b")
    assert problem.params == {"length": 2000, "brackets": 16, "sums": 25, "products": 8}
    assert "25 additions or 8 multiplications in a row" in problem.code.hint.fill(Lang.EN, problem.params)
    assert "25 сложений или 8 умножений подряд" in problem.code.hint.fill(Lang.RU, problem.params)


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("a + b", 3),
        ("a / (b / (c / 2))", 22),  # what is under each line counts twice: 1 + 1 + 2 × (1 + 1 + 2 × (1 + 1 + 2 × 1))
        ("case when a > b then -a else abs(b) end", 11),  # 1 + 2 × 3 + 2 + 2
        ("case when a > 1 and not b > 2 then 1 else 2 end", 19),  # 1 + 2 × (1 + 3 + 1 + 3) + 1 + 1
    ],
)
def test_work_counts_what_sql_repeats(text: str, operations: int) -> None:
    assert work(formula(text).tree) == operations


BAD = {
    "E300": "(" * 17 + "a" + ")" * 17,
    "E301": "a % b",
    "E302": "1e5",
    "E303": "traned",
    "E304": "lest(a, b)",
    "E305": "a b",
    "E306": "a +",
    "E307": "abs(a, b)",
    "E308": "a > b",
    "E309": "case when a > b then 1 end",
}


def test_every_code_has_a_formula_that_brings_it_up() -> None:
    assert {number: told(text)[0][0] for number, text in BAD.items()} == {number: number for number in BAD}
    assert [code.id for code in CODES] == list(BAD)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_messages_stand_in_one_line_in_both_languages(text: str) -> None:
    (problem,) = problems(text)
    for words in (problem.code.text, problem.code.hint):
        english, russian = words.fill(Lang.EN, problem.params), words.fill(Lang.RU, problem.params)
        assert english != russian
        assert not {"\n", "{", "}"} & set(english + russian)


def test_a_message_in_both_languages() -> None:
    (problem,) = problems("100 * traned / total")
    assert problem.code.text.fill(Lang.EN, problem.params) == "The formula uses the name “traned”, which is not given"
    assert problem.code.text.fill(Lang.RU, problem.params) == "В формуле использовано имя «traned», которое не задано"
    assert problem.code.hint.fill(Lang.EN, problem.params) == "Use a name given under “where”: trained."
    assert problem.code.hint.fill(Lang.RU, problem.params) == "Используйте имя, заданное в разделе «where»: trained."


def test_the_author_s_text_is_shown_short_and_printable() -> None:
    assert problems("\x07")[0].params == {"symbol": "\\u0007"}
    assert problems("'a\n  b'")[0].params == {"symbol": "'a b'"}
    assert problems("x" * 50)[0].params["name"] == "x" * 40 + "…"


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("100 * trained / total", "100 * 45 / 60"),
        ("trained*trained", "45*45"),
        ("ABS(a)\n- b", "ABS((-3))\n- (−3,5)"),
        ("CASE WHEN a > 1 THEN trained ELSE 0 END", "CASE WHEN (-3) > 1 THEN 45 ELSE 0 END"),
        ("1 + 2", "1 + 2"),
    ],
)
def test_numbers_in_place_of_names(text: str, filled: str) -> None:
    assert fill(formula(text), {"trained": "45", "total": "60", "a": "-3", "b": "−3,5"}) == filled


WORDS = (
    "case",
    "when",
    "then",
    "else",
    "end",
    "and",
    "or",
    "not",
    "over",
    "select",
    "least(",
    "ABS(",
    "round(",
    "count(",
)
LEXEMES = (*KNOWN, *WORDS, *"(),+-*/=<%';", "<>", ">=", "--", "::", "1", "2.5", "1e5", "x")


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(LEXEMES), max_size=30).map(" ".join))
def test_any_text_gives_an_answer_that_points_into_it(text: str) -> None:
    parsed = parse_formula(text, KNOWN)
    if isinstance(parsed, Formula):
        assert set(parsed.names) <= set(KNOWN)
    else:
        assert parsed
        for problem in parsed:
            assert 0 <= problem.start <= problem.end <= len(text)
            assert problem.code.text.fill(Lang.RU, problem.params)
            assert problem.code.hint.fill(Lang.EN, problem.params)


@pytest.mark.parametrize(
    "text",
    [
        piece * (2001 // len(piece))
        for piece in ("(", "-", "- ", "not ", "case when ", "a(", "abs(", "a+", "/*", "'", "1,")
    ],
)
def test_monotonous_text_is_refused_without_an_exception(text: str) -> None:
    assert problems(text)


def test_sqlglot_is_imported_only_for_a_formula() -> None:
    script = "import sys, engine.expression; print('sqlglot' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout == "False\n"
