"""One layout: what it looks like, and that it never touches meaning, comments or itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.pack.digest import leaves
from engine.pack.edit import FileText
from engine.pack.layout import formatted, laid_out
from engine.pack.quotes import needs_quotes
from engine.pack.source import parse

CASES = Path(__file__).parent / "layout"
ROOT = Path(__file__).parents[2]


def new(text: str) -> str:
    data, problems = formatted("f.yaml", text.encode())
    assert data is not None, problems
    return data.decode()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_each_case_is_laid_out(path: Path) -> None:
    before, after = path.read_text("utf-8").split("=====\n")
    assert new(before) == after
    assert new(after) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("\ufeffa: 1\r\nb:\r\n- x\r\n", "\ufeffa: 1\r\n\r\nb:\r\n  - x\r\n"),
        ("a:   1\r\nb: 2\n", "a: 1\r\nb: 2\r\n"),
        ('a: ["x ?"]\n', 'a: ["x ?"]\n'),
        ("a: |\n  text", "a: |\n  text"),
        ("a: |-\n  text", "a: |-\n  text\n"),
        ("a: |+\n  text\n\n\n", "a: |+\n  text\n\n\n"),
        ("a: |+\n   text\n\n\n\nb: 1\n", "a: |+\n  text\n\n\n\nb: 1\n"),
        ("? a\n: b   \n", "? a\n: b   \n"),
        ("--- # c\na:   1\n", "--- # c\na: 1\n"),
        ("a: 1", "a: 1\n"),
        ("[a,   b]   ", "[a,   b]   "),
    ],
)
def test_ends_and_oddities(text: str, after: str) -> None:
    assert new(text) == after
    assert new(after) == after


def test_a_file_with_mistakes_is_left_alone() -> None:
    data, problems = formatted("f.yaml", b"a:\n\t- b\n")
    assert data is None
    assert [p.code.id for p in problems] == ["E010"] or problems


@pytest.mark.parametrize(
    ("text", "plain", "in_brackets"),
    [
        ("балл.", True, True),
        ("«Точка роста»", True, True),
        ("a: b", False, False),
        ("a, b", True, False),
        ("a, b", False, True),
        ("a ?", True, False),
        ("a ?", False, True),
        ("12", False, False),
        ("01/100", False, False),
        ("2014-11-19", False, False),
        ("no", False, False),
        ("Да", True, True),
        ("null", False, False),
        ("%", False, False),
        ("", False, False),
        (" a", False, False),
        ("a #b", False, False),
        ("a:", False, False),
        ("{value}", False, False),
        ("при {value}", False, False),
    ],
)
def test_where_quotes_are_needed(text: str, plain: bool, in_brackets: bool) -> None:
    assert needs_quotes(text, in_brackets=in_brackets) is not plain


# Random trees, written in random layouts.

WORDS = st.sampled_from(
    [
        "text",
        "12",
        "1.10",
        "no",
        "да",
        "2020-01-01",
        "a, b",
        "a: b",
        "с «кавычками»",
        "it's",
        'a "b"',
        "[x]",
        "x{y}",
        "%",
    ]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, min_size=1),
    max_leaves=12,
)
ROOTS = st.dictionaries(st.sampled_from(["one", "two", "items", "version"]), TREES, min_size=1)


class Writer:
    """Writes a tree in a layout that `draw` chooses at every turn."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def blanks(self, least: int, most: int) -> str:
        return " " * self.draw(st.integers(least, most))

    def noise(self, col: int) -> None:
        if self.chance():
            self.lines.append(self.draw(st.sampled_from(["", "   ", f"{' ' * col}# a comment", "# at the margin"])))

    def mapping(self, tree: dict[str, object], col: int, first: str | None) -> None:
        for key, value in tree.items():
            if first is None:
                self.noise(col)
            name = f'"{key}"' if self.chance() else key
            self.node(value, col, f"{first if first is not None else ' ' * col}{name}:", in_list=False)
            first = None

    def listing(self, tree: list[object], col: int) -> None:
        for value in tree:
            self.noise(col)
            self.node(value, col, f"{' ' * col}-", in_list=True)

    def node(self, tree: object, col: int, head: str, *, in_list: bool) -> None:
        if not isinstance(tree, str) and self.chance() and self.chance():
            self.lines += f"{head} {self.flow(tree)}".split("\n")
        elif isinstance(tree, dict):
            inner = col + self.draw(st.integers(1, 4))
            if in_list and self.chance():
                gap = self.blanks(1, 3)
                self.mapping(tree, len(head) + len(gap), head + gap)
            else:
                self.lines.append(head + self.comment())
                self.mapping(tree, inner, None)
        elif isinstance(tree, list):
            self.lines.append(head + self.comment())
            self.listing(tree, col + self.draw(st.integers(0 if not in_list else 1, 3)))
        else:
            assert isinstance(tree, str)
            self.scalar(tree, col, head)

    def comment(self) -> str:
        return "  # beside" if self.chance() else ""

    def scalar(self, text: str, col: int, head: str) -> None:
        pad = " " * (col + self.draw(st.integers(1, 5)))
        style = self.draw(st.sampled_from(["double", "single", "literal", "folded", "keep", "lines", "below"]))
        if style == "double":
            self.lines.append(f"{head}{self.blanks(1, 3)}{double(text)}{self.comment()}")
        elif style == "single":
            self.lines.append(f"{head} {single(text)}{self.blanks(0, 2)}")
        elif style == "literal":
            self.lines += [f"{head} |", f"{pad}{text}", "", f"{pad}  {text}  ", f"{pad}# no comment"]
        elif style == "folded":
            self.lines += [f"{head} >-", f"{pad}{text}", f"{pad}{text}"]
        elif style == "keep":
            self.lines += [f"{head} |+", f"{pad}{text}", "", ""]
        elif style == "lines":
            self.lines += [f"{head} {double(text)[:-1]}", "", f'{pad}and more"']
        else:
            self.lines += [head, f"{pad}{double(text)}"]

    def flow(self, tree: object) -> str:
        gap = "\n      " if self.chance() else " "
        if isinstance(tree, dict):
            return "{" + f",{gap}".join(f"{key}: {self.flow(value)}" for key, value in tree.items()) + "}"
        if isinstance(tree, list):
            return "[" + f",{gap}".join(self.flow(value) for value in tree) + "]"
        return double(str(tree)) if self.chance() else single(str(tree))


def double(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def written(draw: st.DrawFn) -> str:
    writer = Writer(draw)
    writer.mapping(draw(ROOTS), 0, None)
    return draw(st.sampled_from(["\n", "\r\n"])).join([*writer.lines, ""])


@settings(max_examples=400, deadline=None)
@given(written())
@example("a:\n- b: 1\n   # c\n")
def test_meaning_and_comments_stay_and_once_is_enough(text: str) -> None:
    root, problems = parse("f.yaml", text.encode())
    assert root is not None, (text, problems)
    assert problems == (), text
    after = laid_out(FileText.of(text.encode()), root)
    assert after is not None, text
    whole = new(text)
    assert whole.replace("\r\n", "\n") in (after, after + "\n")
    assert ("\r\n" in whole) is ("\r\n" in text)
    again, _ = parse("f.yaml", whole.encode())
    assert again is not None
    assert [*leaves(again)] == [*leaves(root)]
    assert re.sub(r"[\s\"'\\]", "", whole) == re.sub(r"[\s\"'\\]", "", text)
    assert comments(whole) == comments(text)
    assert new(whole) == whole


def comments(text: str) -> list[str]:
    return re.findall(r"# (?:a comment|at the margin|beside|no comment)", text)


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=str)
def test_shipped_packs_are_laid_out(path: Path) -> None:
    assert new(path.read_text("utf-8")) == path.read_text("utf-8")
