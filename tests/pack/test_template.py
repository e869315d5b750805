from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import rules
from engine.pack.template import Placeholder, Template, parse_template


def found(text: str) -> list[tuple[str, str]]:
    """The code and the characters of each problem."""
    return [(problem.code.name, text[problem.start : problem.end]) for problem in parse_template(text)[1]]


def test_literal_text_and_placeholders_in_order() -> None:
    template, problems = parse_template("в срок до {due} ({operator.dat})")
    assert problems == ()
    assert template == Template(
        (
            "в срок до ",
            Placeholder("due", None, None, (), 10, 15),
            " (",
            Placeholder("operator", "dat", None, (), 17, 31),
            ")",
        )
    )
    assert [placeholder.path for placeholder in template.placeholders] == ["due", "operator.dat"]


def test_the_part_is_everything_after_the_first_dot() -> None:
    (placeholder,) = parse_template("{constant.min-share.2020}")[0].placeholders
    assert (placeholder.name, placeholder.part) == ("constant", "min-share.2020")


def test_plural_keeps_its_three_forms() -> None:
    (placeholder,) = parse_template("{value|plural:педагог,педагога,педагогов}")[0].placeholders
    assert (placeholder.format, placeholder.arguments) == ("plural", ("педагог", "педагога", "педагогов"))
    assert placeholder.path == "value"


def test_doubled_braces_are_braces() -> None:
    assert parse_template("{{due}} и {{{due}}}") == (
        Template(("{due} и {", Placeholder("due", None, None, (), 12, 17), "}")),
        (),
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("до {due", [("unbalanced-brace", "{")]),
        ("до due}", [("unbalanced-brace", "}")]),
        ("{{due}", [("unbalanced-brace", "}")]),
        ("{due {due}", [("unbalanced-brace", "{")]),
        ("{}", [("malformed-placeholder", "{}")]),
        ("{ due }", [("malformed-placeholder", "{ due }")]),
        ("{Срок}", [("malformed-placeholder", "{Срок}")]),
        ("{due|}", [("malformed-placeholder", "{due|}")]),
        ("{value|round:2}", [("unknown-placeholder-format", "{value|round:2}")]),
        ("{value|plural:a,b}", [("plural-forms", "{value|plural:a,b}")]),
        ("{value|plural:a,,b}", [("plural-forms", "{value|plural:a,,b}")]),
        ("{value|plural}", [("plural-forms", "{value|plural}")]),
        ("{a.} и {", [("malformed-placeholder", "{a.}"), ("unbalanced-brace", "{")]),
    ],
)
def test_each_mistake_and_its_place(text: str, problems: list[tuple[str, str]]) -> None:
    assert found(text) == problems


def test_a_broken_placeholder_stays_as_text() -> None:
    template, (problem,) = parse_template("до {Срок} года")
    assert template == Template(("до {Срок} года",))
    assert problem.code is rules.NOT_IN_LATIN
    _, (problem,) = parse_template("до { due|plural:года,лет,лет}")
    assert problem.code is rules.NOT_A_PLACEHOLDER


@given(st.text(alphabet="ab{}.|:, \n"))
def test_parts_make_up_the_text_again(text: str) -> None:
    template, problems = parse_template(text)
    written = "".join(
        text[part.start : part.end] if isinstance(part, Placeholder) else part.replace("{", "{{").replace("}", "}}")
        for part in template.parts
    )
    if not problems:
        assert written == text
    assert all(problem.start < problem.end <= len(text) for problem in problems)
