"""Every pack becomes whole pages: everything in it told, every link leading somewhere, nothing in it markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from engine.diagnostics.core import Lang
from engine.pack.model import Pack
from engine.report.docs.book import book
from engine.report.docs.html import to_html
from engine.report.docs.markdown import to_markdown
from engine.report.docs.tested import Tests
from tests.plan.drawn.rules import PLAIN, Focus, versioned_packs
from tests.plan.drawn.steady import steady
from tests.report.docs.kit import EXAMPLES, PACKS, SHIPPED, TESTS, booked, changed, loaded

ALL = (SHIPPED, *EXAMPLES, PACKS / "minimal", PACKS / "explained")
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "nav", "main", "header", "section", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "a", "wbr"),
    *("table", "thead", "tbody", "tr", "th", "td", "strong", "code", "small", "i"),
}
VOID = {"meta", "wbr"}
ATTRIBUTES = {
    *("id", "class", "href", "lang", "charset", "name", "content", "http-equiv", "aria-label"),
    *("scope", "rowspan", "data-label"),
}


class Page(HTMLParser):
    """The tags, attributes, anchors and texts of a page; fails where tags are not closed in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.metas: dict[str, str] = {}
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        assert len(given) == len(attributes)
        self.tags.add(tag)
        self.attributes |= given.keys()
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag == "meta" and (name := given.get("http-equiv") or given.get("name")):
            self.metas[name] = given["content"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def ids_of(pack: Pack) -> Iterator[str]:
    """The anchors of all that has a place of its own."""
    for kind, versioned in (
        ("indicator", pack.indicators),
        ("recommendation", pack.recommendations),
        ("request", pack.requests),
        ("direction", pack.directions),
        ("source", pack.sources),
        ("constant", pack.constants),
    ):
        yield from (f"{kind}-{item.header.id}" for item in versioned)
    yield from (f"fact-{fact.key}" for fact in pack.facts)
    yield from (f"kind-{kind.id}" for kind in pack.kinds)
    yield from (f"act-{act.id}" for act in pack.acts)
    yield from (f"addressee-{addressee.id}" for addressee in pack.addressees)
    yield from (f"reference-{reference.id}" for reference in pack.references)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_html_is_whole_and_tells_everything(folder: Path, lang: Lang) -> None:
    page = Page(to_html(booked(folder, lang, TESTS if folder.name == "minimal" else None)))
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert set(ids_of(loaded(folder))) <= set(page.ids)


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_every_version_is_told(folder: Path) -> None:
    page = Page(to_html(booked(folder)))
    told = " ".join(" ".join(page.texts).split())
    for indicator in loaded(folder).indicators:
        assert " ".join(indicator.title.split()) in told
        assert indicator.header.version in told
    for period in loaded(folder).periods:
        assert period.title in told
    for party in loaded(folder).passport.parties:
        assert party.name.name in told


@pytest.mark.parametrize("folder", ALL, ids=lambda folder: folder.name)
def test_links_between_markdown_pages_lead_somewhere(folder: Path) -> None:
    files = to_markdown(booked(folder))
    anchors = {name: set(re.findall(r'<a id="([^"]*)"></a>', text)) for name, text in files.items()}
    assert set(ids_of(loaded(folder))) <= set().union(*anchors.values())
    for name, text in files.items():
        for file, anchor in re.findall(r"\]\(([^()#]*)(?:#([^()]*))?\)", text):
            target = file or name
            assert target in files
            assert not anchor or anchor in anchors[target]


def test_the_page_allows_its_own_style_sheet_and_nothing_else() -> None:
    text = to_html(booked(PACKS / "minimal"))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = Page(text).metas["Content-Security-Policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]


HOSTILE = "</style><script>alert(1)</script> \"'><img src=x onerror=y> **b** | `c` [d](javascript:e) &amp; ![f](//g)"


@pytest.fixture
def hostile(tmp_path: Path) -> Pack:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    changed(PACKS / "minimal", tmp_path, "indicators.yaml", ("title: Доля обученных, %", f"title: {quoted}"))
    changed(PACKS / "minimal", tmp_path, "facts.yaml", ("title: всего педагогов", f"title: {quoted}"))
    changed(PACKS / "minimal", tmp_path, "pack.yaml", ("title: Наименьшая методика", f"title: {quoted}"))
    changed(PACKS / "minimal", tmp_path, "sources.yaml", ("title: отчёты", f"title: {quoted}"))
    return changed(PACKS / "minimal", tmp_path, "calendar.yaml", ("title: 2020 год", f"title: {quoted}"))


def test_nothing_in_a_pack_becomes_html(hostile: Pack) -> None:
    text = to_html(book(hostile, Lang.RU, Tests()))
    page = Page(text)
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert text.count("<style>") == text.count("</style>") == 1
    assert sum(HOSTILE in part for part in page.texts) >= 5
    assert all(link.startswith("#") for link in page.links)


def test_nothing_in_a_pack_becomes_markdown(hostile: Pack) -> None:
    for text in to_markdown(book(hostile, Lang.RU, Tests())).values():
        assert "<script" not in text.replace("\\<script", "")
        assert "<img" not in text.replace("\\<img", "")
        assert "](javascript" not in text.replace("\\](javascript", "")
        assert not re.search(r"(?<!\\)\*\*b", text)


@steady(30)
@given(versioned_packs(Focus((*PLAIN, "peers", "table"), rolled_up=30, plain=(2, 6), totals=(0, 3))))
def test_any_rules_can_be_put_into_words(pack: Pack) -> None:
    for lang in Lang:
        made = book(pack, lang, Tests())
        page = Page(to_html(made))
        assert page.tags <= TAGS
        assert {link[1:] for link in page.links} <= set(page.ids)
        assert len(page.ids) == len(set(page.ids))
        assert "indicators.md" in to_markdown(made)


def test_an_indicative_indicator_with_a_target_of_its_own_has_a_row_of_its_own(tmp_path: Path) -> None:
    old = "    target: {not_set: документ цели не устанавливает}\n"
    pack = changed(PACKS / "minimal", tmp_path, "indicators.yaml", (old, "    target: {text: не менее 45 %}\n"))
    rows = "\n".join(to_markdown(book(pack, Lang.RU, Tests())).values()).splitlines()
    start = next(n for n, row in enumerate(rows) if "не менее 45 %" in row and row.startswith("|"))
    assert [cell.strip() for cell in rows[start].split("|")[3:6]] == ["", "не менее 45 %", "Сайт Института; отчёты"]
    assert [cell.strip() for cell in rows[start + 1].split("|")[4:6]] == ["рост – 1 балл", "Сайт Института; отчёты"]
