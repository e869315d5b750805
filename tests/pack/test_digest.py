"""The canonical content of items: what counts, what does not, and that nothing is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from engine.pack.build import Document, load_documents
from engine.pack.digest import Digests, digests, leaves
from engine.pack.items import items_of
from engine.pack.lockfile import lock_of, text_of
from engine.pack.source import Mapping, Node, Scalar, Sequence, parse
from engine.pack.versions import Step, raised, step_between, version_of, written

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"


def content(text: str) -> list[object]:
    node, problems = parse("f.yaml", text.encode())
    assert node is not None, problems
    return [*leaves(node)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: 1\nb: x\n", "# c\nb: 'x'\na: 1.0\n"),
        ("a: [1, 2]\n", "a:\n  - 1\n\n  - 2 # two\n"),
        ("a: 0x10\n", "a: 16\n"),
        ("a: -0.0\n", "a: 0\n"),
        ("a: 1e3\n", "a: 1000\n"),
        ("a: true\n", "a: True\n"),
        ("a: >-\n  x\n  y\n", 'a: "x y"\n'),
        ("a: 2020-01-01\n", 'a: "2020-01-01"\n'),
    ],
)
def test_the_same_meaning_is_the_same_content(one: str, other: str) -> None:
    assert content(one) == content(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: [1, 2]\n", "a: [2, 1]\n"),
        ("a: 1\n", 'a: "1"\n'),
        ("a: true\n", 'a: "true"\n'),
        ("a: []\n", 'a: "[]"\n'),
        ("a: []\n", "a: {}\n"),
        ("a: [x]\n", "a: x\n"),
        ("a: {b: x}\n", "a: [{b: x}]\n"),
        ("a: 12345678901234567890123456789.123456789\n", "a: 12345678901234567890123456789.123456788\n"),
        ('a: "x\\ny"\n', "a: x y\n"),
    ],
)
def test_another_meaning_is_another_content(one: str, other: str) -> None:
    assert content(one) != content(other)
    assert digests("indicator", content(one)) != digests("indicator", content(other))  # type: ignore[arg-type]


def changed(node: Node) -> Iterator[Node]:
    """The tree with one of its values changed, each in turn; days and versions stay such."""
    match node:
        case Scalar():
            digit = re.search(r"[1-8]", node.text)
            text = f"{node.text[: digit.start()]}{int(digit[0]) + 1}{node.text[digit.end() :]}" if digit else "other"
            yield Scalar(node.span, text, text, node.quoted)
        case Sequence(items=items):
            yield from (
                Sequence(node.span, (*items[:n], c, *items[n + 1 :]))
                for n in range(len(items))
                for c in changed(items[n])
            )
            if len(items) > 1:
                yield Sequence(node.span, items[::-1])
        case Mapping(entries=entries):
            for n, (key, value) in enumerate(entries):
                if key.text not in ("format", "examples"):
                    for new in changed(value):
                        yield Mapping(node.span, (*entries[:n], (key, new), *entries[n + 1 :]))


def test_every_value_of_a_pack_counts() -> None:
    """So does the order of every list, but for those of items."""
    documents = load_documents(MINIMAL)[2]
    before = text_of(lock_of(items_of(documents), None))
    unseen = []
    for place, document in enumerate(documents):
        for root in changed(document.root):
            assert isinstance(root, Mapping)
            new = (*documents[:place], replace(document, root=root), *documents[place + 1 :])
            if text_of(lock_of(items_of(new), None)) == before:
                unseen.append(root)
    lists = [v for d in documents for _, v in d.root.entries if isinstance(v, Sequence) and len(v.items) > 1]
    assert len(unseen) == len(lists)


WITH_ACTS = """
format: pack/1
pack: {{version: 1.0.0}}
acts:
  - {{id: order, title: О мониторинге{}}}
{}"""


@pytest.mark.parametrize(
    ("of_the_act", "of_the_pack", "step"),
    [
        (", checked: 2026-01-15", "", None),
        ("", "check_acts_every: P12M\n", None),
        (", valid_until: 2026-12-31", "", Step.PATCH),
    ],
)
def test_when_an_act_was_checked_is_no_content_and_how_long_it_is_valid_is_words(
    of_the_act: str, of_the_pack: str, step: Step | None
) -> None:
    def parts(*written: str) -> dict[str, Digests]:
        root, _ = parse("pack.yaml", WITH_ACTS.format(*written).encode())
        assert isinstance(root, Mapping)
        return {part.name: part.digests for part in items_of([Document("pack", root, ())]).parts}

    before, after = parts("", ""), parts(of_the_act, of_the_pack)
    assert {name: digests.step_to(after[name]) for name, digests in before.items()} == {"pack": None, "act:order": step}
    assert after.keys() == before.keys()


def test_versions() -> None:
    version = version_of("1.2.3")
    assert [written(raised(version, step)) for step in Step] == ["1.2.4", "1.3.0", "2.0.0"]
    assert [step_between(version, raised(version, step)) for step in Step] == [*Step]
