"""The whole documentation of a pack: what stands on which page."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics.core import Lang, Text
from engine.pack.model import Pack, Statement
from engine.report.docs import words
from engine.report.docs.blocks import Block, Book, Bullets, Card, Heading, Item, Note, Page, Para, plain, put, text_of
from engine.report.docs.letters import Letters
from engine.report.docs.names import Names
from engine.report.docs.passports import Passports
from engine.report.docs.reference import Reference
from engine.report.docs.tables import entity_table, indicator_table
from engine.report.docs.tested import Tests, tests
from engine.report.words import ITEM_STATUS, say

_STANDING = Text("{status}; version {version}, in force {days}", "{status}; версия {version}, действует {days}")


def book(pack: Pack, lang: Lang, found: Tests) -> Book:
    names = Names.of(pack, lang)
    letters = Letters(names)
    pages = (
        ("README", (*_general(names), *entity_table(names), *indicator_table(names))),
        ("indicators", tuple(Passports(names).all())),
        (
            "recommendations",
            (*letters.recommendations(), *letters.directions(), *letters.requests(), *letters.addressees()),
        ),
        ("reference", tuple(Reference(names).blocks())),
        ("tests", tuple(tests(found, names))),
    )
    made = tuple(Page(name, words.page(name, lang), blocks) for name, blocks in pages if blocks)
    return Book(pack.passport.title, lang, pack.passport.language, tuple(_lead(names)), made)


def _lead(names: Names) -> Iterator[Block]:
    passport = names.pack.passport
    told = {
        "status": say(ITEM_STATUS, passport.header.status, names.lang),
        "version": passport.header.version,
        "days": names.effective(passport),
    }
    standing = text_of(put(_STANDING, names.lang, **told))
    rows: list[tuple[str, tuple[Block, ...]]] = [
        (words.field("status", names.lang), (Para(plain(f"{standing[:1].upper()}{standing[1:]}")),))
    ]
    if basis := names.basis(passport.header.basis):
        rows.append((words.field("basis", names.lang), (Para(basis),)))
    rows += [(party.title, (Para(plain(party.name.name)), *_basis(party, names))) for party in passport.parties]
    yield Card(tuple(rows))


def _basis(stated: object, names: Names) -> tuple[Block, ...]:
    basis = names.basis(getattr(stated, "basis", None))
    return (Note(basis),) if basis else ()


def _general(names: Names) -> Iterator[Block]:
    statements = names.pack.passport.statements
    if not statements:
        return
    title = words.section("about", names.lang)
    yield Heading(3, plain(title), "about", title)
    yield Card(tuple((statement.title, tuple(_stated(statement, names))) for statement in statements))


def _stated(statement: Statement, names: Names) -> Iterator[Block]:
    if statement.text is not None:
        yield Para(plain(statement.text))
    if statement.items:
        yield Bullets(tuple(Item(plain(item)) for item in statement.items))
    yield from _basis(statement, names)
