"""The tests of the rules, as far as their files tell: what is tested, and because of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.diagnostics.core import Text
from engine.report.docs import words
from engine.report.docs.blocks import Block, Grid, Heading, Inline, Para, Run, Style, cell, joined, link, plain, put
from engine.report.docs.counted import counted
from engine.report.docs.names import Names, anchor

_NONE = Text("There are no tests.", "Проверок нет.")
_COUNT = Text("{all}; {unconfirmed}.", "{all}; {unconfirmed}.")
_ALL = Text("{all}.", "{all}.")
_COVERED = Text(
    "They expect something of {n} of {m} indicators and {r} of {s} recommendations.",
    "Ожидания записаны для {n} из {m} показателей и {r} из {s} рекомендаций.",
)
_UNREACHED = Text("Without a test: {x}.", "Без проверок: {x}.")
_UNCONFIRMED = Text("unconfirmed", "не подтверждена")
_UNREACHABLE = Text(
    "These elements of the rules no facts can reach:",
    "До этих элементов правил не доводят никакие сведения:",
)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test: `names` are the indicators, directions and recommendations that it expects something of."""

    file: str
    name: str
    because: str
    confirmed: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiver:
    """An element of the rules that cannot be reached, and why."""

    element: str
    because: str


@dataclass(frozen=True, slots=True)
class Tests:
    __test__ = False

    tests: tuple[Tested, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def tests(found: Tests, names: Names) -> Iterator[Block]:
    lang = names.lang
    if not found.tests:
        yield Para(put(_NONE, lang))
        return
    yield Para(_counted(found.tests, names))
    yield from _covered(found.tests, names)
    for file, group in groupby(found.tests, key=lambda t: t.file):
        yield Heading(4, plain(file), anchor("tests", file.replace("/", "-").replace(" ", "-")), file)
        rows = tuple((_name(test, names), cell(_names(test, names)), cell(_because(test, names))) for test in group)
        columns = tuple(words.column(c, lang) for c in ("test", "subject", "because"))
        yield Grid(columns, tuple((cell(name), subject, because) for name, subject, because in rows))
    if found.waivers:
        title = words.section("unreachable", lang)
        yield Heading(3, plain(title), "unreachable", title)
        yield Para(put(_UNREACHABLE, lang))
        columns = tuple(words.column(c, lang) for c in ("element", "because"))
        yield Grid(columns, tuple((cell(w.element), cell(w.because)) for w in found.waivers))


def _counted(all_tests: Sequence[Tested], names: Names) -> Inline:
    unconfirmed = sum(not test.confirmed for test in all_tests)
    told = {"all": counted("test", len(all_tests), names.lang)}
    if not unconfirmed:
        return put(_ALL, names.lang, **told)
    return put(_COUNT, names.lang, **told, unconfirmed=counted("unconfirmed", unconfirmed, names.lang))


def _covered(all_tests: Sequence[Tested], names: Names) -> Iterator[Block]:
    expected = {name for test in all_tests for name in test.names}
    indicators = list(names.indicators)
    letters = list(dict.fromkeys(r.header.id for r in names.pack.recommendations))
    numbers = {
        "n": str(sum(i in expected for i in indicators)),
        "m": str(len(indicators)),
        "r": str(sum(r in expected for r in letters)),
        "s": str(len(letters)),
    }
    yield Para(put(_COVERED, names.lang, **numbers))
    lacking = [_linked(id, names) for id in (*indicators, *letters) if id not in expected]
    if lacking:
        yield Para(put(_UNREACHED, names.lang, x=joined(lacking)))


def _name(test: Tested, names: Names) -> Inline:
    if test.confirmed:
        return plain(test.name)
    return (Run(f"{test.name} "), Run(_UNCONFIRMED.fill(names.lang, {}), Style.SLOT))


def _because(test: Tested, names: Names) -> Inline:
    """The reason; an act that it begins with, by its requisites."""
    act, comma, rest = test.because.partition(", ")
    if comma and act in names.acts:
        return joined([link(names.requisites(names.acts[act]), anchor("act", act)), rest])
    return plain(test.because)


def _names(test: Tested, names: Names) -> Inline:
    return joined(_linked(id, names) for id in test.names)


def _linked(id: str, names: Names) -> Inline:
    kind = "indicator" if id in names.indicators else "direction" if id in names.directions else "recommendation"
    return link(id, anchor(kind, id))
