from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Lang
from engine.report.markdown import escaped, escaped_within, to_markdown
from tests.report.fixture import EMPTY, HYPERLINK, LABELLED, LINES, RESULTS, SCRIPT, recommendation


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("просто текст", "просто текст"),
        (
            SCRIPT,
            r"\<script\>alert(1)\</script\> \| \*\*важно\*\* \[здесь\](http\://example.org) \`код\` \& \_так\_",
        ),
        (LINES, r"первая строка вторая строка \# третья"),
        (HYPERLINK, r'\=HYPERLINK("http\://example.org", "сайт")'),
        ("1. список", r"1\. список"),
        ("12) список", r"12\) список"),
        ("2.4", r"2\.4"),
        ("- список", r"\- список"),
        ("+ список", r"\+ список"),
        ("=== заголовок", r"\=== заголовок"),
        ("# заголовок", r"\# заголовок"),
        ("> цитата", r"\> цитата"),
        ("~~нет~~", r"\~\~нет\~\~"),
        ("$x^2$", r"\$x\^2\$"),
        ("конец\\", r"конец\\"),
        ("см. www.example.org", r"см. www\.example.org"),
        ("HTTPS://example.org", r"HTTPS\://example.org"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("файл: имя", "файл: имя"),
        ("", ""),
    ],
)
def test_nothing_becomes_markup(text: str, written: str) -> None:
    assert escaped(text) == written


def test_inside_a_line_digits_and_dashes_need_no_escape() -> None:
    assert escaped_within("2.4 – *да*") == r"2.4 – \*да\*"
    assert escaped_within("- x") == "- x"


@given(st.text())
def test_without_its_backslashes_a_text_is_what_it_was(text: str) -> None:
    plain = text.replace("\\", "/")
    assert escaped(plain).replace("\\", "") == escaped_within(plain).replace("\\", "")
    assert "\n" not in escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~$^&]", escaped(text))


def test_rows_have_as_many_cells_as_their_header() -> None:
    rows = [line for line in to_markdown(LABELLED, Lang.RU).split("\n") if line.startswith("|")]
    cells = [len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows]
    assert cells[:11] == [6] * 11
    assert set(cells) == {2, 3, 6}


def test_the_label_is_a_quotation_at_the_top() -> None:
    first = "> **Иллюстративные данные: сведения условные, о действительном положении дел по ним судить нельзя**"
    assert to_markdown(LABELLED, Lang.RU).split("\n")[0] == first
    assert to_markdown(RESULTS, Lang.RU).split("\n")[0] == "# Мониторинг эффективности методической работы"


def test_the_details_of_an_item_stand_below_it() -> None:
    told = to_markdown(replace(EMPTY, recommendations=(recommendation(1, text="1. сделать\n- это"),)), Lang.RU)
    assert (
        "#### Центр\n\n"
        "1. Поручить Центру непрерывного повышения мастерства: 1. сделать - это.\\\n"
        "   Челябинская область, 2020 год; показатель 1.1; срок 31.03.2021\n"
    ) in told
