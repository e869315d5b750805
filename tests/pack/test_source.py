from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.diagnostics import syntax
from engine.diagnostics.core import Code, Diagnostic, Lang, Span
from engine.pack import source
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt, parse, plain, resolve

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
LIBYAML = getattr(yaml, "CSafeLoader", None)


def read(text: str) -> Node:
    node, problems = parse("f.yaml", text.encode())
    assert problems == ()
    assert node is not None
    return node


def place(span: Span) -> str:
    return f"{span.line}:{span.col}-{span.end_line}:{span.end_col}"


def told(problems: tuple[Diagnostic, ...]) -> str:
    """Code and place, the places related, then message and hint in English and in Russian."""
    return "\n".join(
        f"{problem.code.id} {place(problem.span)}{''.join(f' see {place(span)}' for span in problem.related)}\n"
        + "".join(f"{problem.message(lang)}\n{problem.hint(lang)}\n" for lang in (Lang.EN, Lang.RU))
        for problem in problems
    )


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_is_told_of_in_full(path: Path) -> None:
    _, problems = parse(path.name, path.read_bytes())
    assert told(problems) == path.with_suffix(".txt").read_text("utf-8")
    assert {problem.span.file for problem in problems} == {path.name}


@pytest.mark.skipif(LIBYAML is None, reason="PyYAML is built without libyaml")
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_bad_file_is_told_of_alike_without_libyaml(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = parse(path.name, path.read_bytes())
    monkeypatch.setattr(source, "_LOADER", yaml.SafeLoader)
    assert parse(path.name, path.read_bytes()) == fast


OUT_OF_BAND = [syntax.NOT_UTF8, syntax.TOO_LARGE, syntax.TOO_DEEP, syntax.TOO_MANY, syntax.YAML_SYNTAX]


def test_every_code_has_a_bad_file_or_a_test_below() -> None:
    fired = {line[:4] for path in BAD for line in path.with_suffix(".txt").read_text("utf-8").splitlines()}
    assert {code.id for code in syntax.CODES} == {code.id for code in OUT_OF_BAND} | {
        i for i in fired if i[1:].isdigit()
    }


def test_codes_are_unique_and_in_order() -> None:
    assert [code.id for code in syntax.CODES] == sorted({code.id for code in syntax.CODES})
    assert len({code.name for code in syntax.CODES}) == len(syntax.CODES)


def only(data: bytes) -> tuple[Code, str, str]:
    node, problems = parse("f.yaml", data)
    assert node is None
    (problem,) = problems
    return problem.code, place(problem.span), problem.message(Lang.RU)


def test_bytes_that_are_not_utf8() -> None:
    assert only("id: x\nключ: 1".encode("cp1251")) == (
        syntax.NOT_UTF8,
        "2:1-2:2",
        "Файл сохранён не в UTF-8: байт 0xEA не читается",
    )
    assert only("я: \ud800".encode("utf-8", "surrogatepass"))[:2] == (syntax.NOT_UTF8, "1:4-1:5")
    assert only("id: x".encode("utf-16"))[:2] == (syntax.NOT_UTF8, "1:1-1:2")


def test_a_file_of_four_mebibytes_is_read_and_one_byte_more_is_not() -> None:
    limit = 4 * 1024 * 1024
    assert parse("f", b"a" * limit)[1] == ()
    assert only(b"a" * (limit + 1)) == (
        syntax.TOO_LARGE,
        "1:1-1:2",
        "Файл слишком велик: 4194305 байт, допустимо 4194304",
    )


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_fifty_levels_of_nesting_are_read_and_one_more_is_not(opening: str, closing: str) -> None:
    assert parse("f", (opening * 50 + "x" + closing * 50).encode())[1] == ()
    code, where, message = only((opening * 51 + "x" + closing * 51).encode())
    col = 50 * len(opening) + 1
    assert (code, where) == (syntax.TOO_DEEP, f"1:{col}-1:{col + 1}")
    assert message == "Вложенность глубже 50 уровней"


def test_very_deep_nesting_is_refused_and_no_recursion_error() -> None:
    assert only(b"[" * 100_000)[0] is syntax.TOO_DEEP
    assert only(b"- " * 100_000)[0] is syntax.TOO_DEEP
    assert only(b"? " * 100_000)[0] is syntax.TOO_DEEP
    assert only("".join(" " * level + "a:\n" for level in range(1200)).encode())[0] is syntax.TOO_DEEP


@pytest.mark.parametrize("levels", [51, 999, 1000, 1001, 5000])
@pytest.mark.parametrize(
    ("opening", "where"),
    [("[", "1:51-1:52"), ("[\n", "51:1-51:2"), ("{a: ", "1:201-1:202"), ("- ", "1:101-1:102"), ("? ", "1:101-1:102")],
)
def test_the_place_of_too_deep_nesting_is_the_same_however_deep_it_goes(opening: str, where: str, levels: int) -> None:
    assert only((opening * levels).encode())[:2] == (syntax.TOO_DEEP, where)


def test_mistakes_before_too_deep_nesting_are_told_once() -> None:
    told = [str(problem.span) for problem in parse("f", b"a: 1\na: 2\nb: " + b"[" * 5000)[1]]
    assert told == ["f:2:1", "f:3:53"]


def test_reading_ends_after_a_thousand_mistakes() -> None:
    node, problems = parse("f", b"a: 1\n" * 2000)
    assert node is None
    assert [problem.code for problem in problems] == [syntax.DUPLICATE_KEY] * 1000 + [syntax.TOO_MANY]
    assert problems[-1].span.line == 1002
    assert problems[-1].message(Lang.RU) == "Более 1000 ошибок: чтение прекращено"
    assert len(parse("f", b"\t" * 5 + b"\ta" * 2000)[1]) == 1000


def test_words_of_the_parser_that_are_not_known_are_told_in_general() -> None:
    found = syntax.explain(syntax.Failure("a: b\n", "while reading: something new", 0, 3, None))
    assert found == syntax.Explanation(syntax.YAML_SYNTAX, 3, 4, {})


def test_a_tab_or_unusual_space_hides_the_errors_that_follow_from_it_only() -> None:
    codes = [problem.code.id for problem in parse("f", b'a:\n  b: 1\n\tc: 2\nd: "x\n')[1]]
    assert codes == ["E006"]
    codes = [problem.code.id for problem in parse("f", b'a: "x" y\n\tc: 2\n')[1]]
    assert codes == ["E030", "E006"]
    codes = [problem.code.id for problem in parse("f", b'a: "x\ty\n')[1]]
    assert codes == ["E020", "E006"]


def test_all_mistakes_before_a_syntax_error_are_told_with_it() -> None:
    codes = [problem.code.id for problem in parse("f", b"a: 1\na: 2\nb: &x\nc: [\n")[1]]
    assert codes == ["E014", "E015", "E010", "E021"]


def test_a_sound_part_is_built_beside_what_is_refused() -> None:
    node, problems = parse("f", b"a: 1\na: 2\nb: *x\nc: .inf\nd: !t 5\n<<: 7\n[x]: 8\ne:\nf: >8\ng: ok\n")
    assert isinstance(node, Mapping)
    assert plain(node) == {"a": 1, "b": None, "c": None, "d": None, "e": None, "f": None, "g": "ok"}
    refused = [key.text for key, value in node.entries if isinstance(value, Scalar) and value.refused]
    assert refused == ["b", "c", "d", "e", "f"]
    assert len(problems) == 8


def test_an_explicit_null_and_an_empty_text_are_not_refused() -> None:
    node = read("a: null\nb: ~\nc: ''\nd: |\n")
    assert isinstance(node, Mapping)
    assert plain(node) == {"a": None, "b": None, "c": "", "d": ""}
    assert not any(isinstance(value, Scalar) and value.refused for _, value in node.entries)


CORE = {
    "null": None,
    "~": None,
    "Null": None,
    "NULL": None,
    "nULL": "nULL",
    "true": True,
    "True": True,
    "FALSE": False,
    "yes": "yes",
    "no": "no",
    "on": "on",
    "y": "y",
    "да": "да",
    "0": 0,
    "-12": -12,
    "+7": 7,
    "0123": 123,
    "0o14": 12,
    "0x1F": 31,
    "0o8": "0o8",
    "-0x1F": "-0x1F",
    "0b1": "0b1",
    "1_000": "1_000",
    "12:30": "12:30",
    "2020-08-12": "2020-08-12",
    "1.0.0": "1.0.0",
    "1,5": "1,5",
    "2.4": Decimal("2.4"),
    "2.40": Decimal("2.40"),
    "1.": Decimal(1),
    ".5": Decimal("0.5"),
    "-1.5e3": Decimal(-1500),
    "1e-9": Decimal("0.000000001"),
    "1E+3": Decimal(1000),
    ".": ".",
    "e3": "e3",
    "-": "-",
    "٣": "٣",
    "99999999999999999999999999999": 10**29 - 1,
    "<<": "<<",
    ".info": ".info",
    "-.infinity": "-.infinity",
    "=": "=",
}


@pytest.mark.parametrize(("text", "value"), CORE.items())
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".inf", "+.Inf", "-.INF", ".nan", ".NaN", ".NAN"])
def test_numbers_that_are_not_finite_are_refused(text: str) -> None:
    assert resolve(text) is syntax.NOT_A_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        str(10**29),
        "-1" + "0" * 29,
        "0x" + "f" * 25,
        "9" * 5000,
        "1e29",
        "1e-10",
        "0.0000000001",
        "1e" + "9" * 30,
        "1" * 61 + ".",
    ],
)
def test_numbers_that_do_not_fit_38_digits_9_of_them_fractional_are_refused(text: str) -> None:
    assert resolve(text) is syntax.NUMBER_TOO_LONG


def test_quoted_and_block_texts_are_never_retyped() -> None:
    node = read("- \"1\"\n- 'true'\n- |-\n  12\n- >-\n  null\n")
    assert plain(node) == ["1", "true", "12", "null"]
    assert isinstance(node, Sequence)
    assert [isinstance(item, Scalar) and item.quoted for item in node.items] == [True] * 4


def test_a_scalar_keeps_what_was_written() -> None:
    node = read("- 2.40\n- 0123\n- No\n- 'it''s'\n- TRUE\n")
    assert isinstance(node, Sequence)
    texts = [(item.text, item.quoted) for item in node.items if isinstance(item, Scalar)]
    assert texts == [("2.40", False), ("0123", False), ("No", False), ("it's", True), ("TRUE", False)]


def test_keys_are_texts_whatever_they_look_like() -> None:
    node = read("2.10: a\ntrue: b\nnull: c\n.inf: d\n0123: e\n")
    assert plain(node) == {"2.10": "a", "true": "b", "null": "c", ".inf": "d", "0123": "e"}
    assert isinstance(node, Mapping)
    assert [key.value for key, _ in node.entries] == ["2.10", "true", "null", ".inf", "0123"]


def test_a_mapping_finds_its_values_and_keys() -> None:
    node = read("a: 1\nключ: 2\n")
    assert isinstance(node, Mapping)
    value = node.get("ключ")
    assert isinstance(value, Scalar)
    assert value.value == 2
    assert node.get("b") is None
    assert place(node.key_span("ключ")) == "2:1-2:5"
    assert place(node.key_span("b")) == "1:1-2:8"


def spans(node: Node) -> list[str]:
    """Of the node and of all in it, in the order written, keys before values."""
    if isinstance(node, Scalar):
        return [place(node.span)]
    parts = node.items if isinstance(node, Sequence) else tuple(part for entry in node.entries for part in entry)
    return [place(node.span), *(span for part in parts for span in spans(part))]


SPANS = {
    "Cyrillic and wide characters count one column each": (
        "ключ: знач\n漢字: 😀 x\n",
        ["1:1-2:8", "1:1-1:5", "1:7-1:11", "2:1-2:3", "2:5-2:8"],
    ),
    "a combining accent is a character of its own": ("e\u0301: x", ["1:1-1:6", "1:1-1:3", "1:5-1:6"]),
    "quotes belong to the span": ("'a b': \"c\"\n", ["1:1-1:11", "1:1-1:6", "1:8-1:11"]),
    "a block text runs from its sign to its last line": (
        "a: |\n  один\n  два\n\n\nb: >-\n  x\n  # y\n# z\nc: 1\n",
        ["1:1-10:5", "1:1-1:2", "1:4-3:6", "6:1-6:2", "6:4-8:6", "10:1-10:2", "10:4-10:5"],
    ),
    "an empty block text is its sign": ("a: |\n\nb: 1\n", ["1:1-3:5", "1:1-1:2", "1:4-1:5", "3:1-3:2", "3:4-3:5"]),
    "a block ends with its last child": (
        "a:\n  - b: 1\n    c: 2\n  # x\n\nd: 3\n",
        ["1:1-6:5", "1:1-1:2", "2:3-3:9", "2:5-3:9", "2:5-2:6", "2:8-2:9", "3:5-3:6", "3:8-3:9", "6:1-6:2", "6:4-6:5"],
    ),
    "a list at the level of its key": (
        "a:\n- x\n- y\nb: z\n",
        ["1:1-4:5", "1:1-1:2", "2:1-3:4", "2:3-2:4", "3:3-3:4", "4:1-4:2", "4:4-4:5"],
    ),
    "brackets belong to the span": (
        "a: [b, {c: d} ] # e\nf: {}\ng: [ ]\n",
        [
            "1:1-3:7",
            "1:1-1:2",
            "1:4-1:16",
            "1:5-1:6",
            "1:8-1:14",
            "1:9-1:10",
            "1:12-1:13",
            "2:1-2:2",
            "2:4-2:6",
            "3:1-3:2",
            "3:4-3:7",
        ],
    ),
    "a pair in brackets ends with its value": ("[a: b , c]", ["1:1-1:11", "1:2-1:6", "1:2-1:3", "1:5-1:6", "1:9-1:10"]),
    "a text of several lines": ("a: x y\n  z\nb: 'p\n  q'\n", ["1:1-4:5", "1:1-1:2", "1:4-2:4", "3:1-3:2", "3:4-4:5"]),
    "lines end in CRLF, LF or CR": (
        "a: 1\r\nb: 2\rc: 3\n\r\nd: 4",
        ["1:1-5:5", *(p for n in (1, 2, 3, 5) for p in (f"{n}:1-{n}:2", f"{n}:4-{n}:5"))],
    ),
    "a byte order mark takes no column": ("\ufeffa: 1", ["1:1-1:5", "1:1-1:2", "1:4-1:5"]),
    "comments and a document mark come before": ("# c\n--- # d\na: 1\n...\n", ["3:1-3:5", "3:1-3:2", "3:4-3:5"]),
    "a key of its own line": ("? a\n: b\n", ["1:1-2:4", "1:3-1:4", "2:3-2:4"]),
    "a no-break space at the end of a text": (
        "a: x\u00a0\nb: y",
        ["1:1-2:5", "1:1-1:2", "1:4-1:6", "2:1-2:2", "2:4-2:5"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPANS.values(), ids=SPANS)
def test_spans(text: str, expected: list[str]) -> None:
    assert spans(read(text)) == expected


def test_an_excerpt_is_one_short_line() -> None:
    assert excerpt("a\n  b\tc") == "a b c"
    assert excerpt("x" * 40) == "x" * 40
    assert excerpt("x" * 41) == "x" * 39 + "…"


# Properties.

INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\ufeff\ufffe\uffff"
TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=12
)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
NUMBERS = st.integers(-(10**29) + 1, 10**29 - 1)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | LINES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(bool), inner, max_size=4),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    """Quotes every text; never an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def dumped(data: object, flow: bool, width: int) -> str:
    return str(
        yaml.dump(data, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False)
    )


def composed(node: Any) -> list[str]:
    """The spans of PyYAML's own nodes, in the order of `spans`; of a block collection only its beginning compares."""
    start, end = node.start_mark, node.end_mark
    whole = f"{start.line + 1}:{start.column + 1}-{end.line + 1}:{end.column + 1}"
    if isinstance(node, yaml.ScalarNode):
        return [whole]
    parts = node.value if isinstance(node, yaml.SequenceNode) else [part for entry in node.value for part in entry]
    return [whole if node.flow_style else whole.split("-")[0], *(span for part in parts for span in composed(part))]


@settings(deadline=None)
@given(DATA, st.booleans(), st.sampled_from([20, 80]))
def test_dumped_data_is_read_back(data: object, flow: bool, width: int) -> None:
    text = dumped(data, flow, width)
    assert plain(read(text)) == data


@settings(deadline=None)
@given(DATA, st.booleans(), st.sampled_from([20, 80]))
def test_spans_agree_with_the_composer_of_pyyaml(data: object, flow: bool, width: int) -> None:
    text = dumped(data, flow, width)
    oracle = composed(yaml.compose(text, yaml.SafeLoader))
    for ours, theirs in zip(spans(read(text)), oracle, strict=True):
        assert ours.startswith(theirs) if "-" not in theirs else ours == theirs


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
@example(b"\xef\xbb\xbf")
@example(b"'\\ud800")
@example(b'"\\UFFFFFFFF"')
@example("%\n\u2028".encode())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    node, problems = parse("f", data)
    assert node is not None or problems
    for problem in problems:
        assert problem.span.line >= 1
        assert problem.span.col >= 1
        assert (problem.span.end_line, problem.span.end_col) > (problem.span.line, problem.span.col)
        assert "\n" not in problem.message(Lang.RU) + problem.hint(Lang.EN)


PIECES = [
    *(
        "a",
        "ключ",
        "1",
        "true",
        ": ",
        ":",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        " # ",
        "|\n",
        ">-\n",
    ),
    *(
        "&x ",
        "*x",
        "!t ",
        "<<",
        "%",
        "@",
        "---\n",
        " ",
        "\\n",
        "漢",
        "\r\n",
        "~",
        "\t",
        "\u00a0",
        "key: v\n",
        "- x\n",
        "  k: v\n",
        ">=",
    ),
]


@pytest.mark.skipif(LIBYAML is None, reason="PyYAML is built without libyaml")
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_parsers_give_the_same_nodes(text: str) -> None:
    results = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in (LIBYAML, yaml.SafeLoader):
            patch.setattr(source, "_LOADER", loader)
            results.append(parse("f", text.encode()))
    (fast, wrong_fast), (slow, wrong_slow) = results
    assert fast == slow
    assert bool(wrong_fast) == bool(wrong_slow)
