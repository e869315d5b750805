"""What is recommended and what is asked, as lists to read; the first of each when there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics.core import Lang
from engine.report import shown
from engine.report.document import Heading, Item, Items, Paragraph, Part
from engine.report.letters import Addressed, asking_order, capitalised, grouped
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.report.words import PRIORITY, REQUEST_KIND, say
from engine.result import RecommendationResult, RequestResult, Results

MAX_LISTED = 20
"""Recommendations and requests shown."""


def recommendations(results: Results, names: Names) -> Iterator[Part]:
    """By group of addressees and addressee."""
    lang, count = names.lang, len(results.recommendations)
    if not count:
        yield Heading(2, phrase("no_recommendations", lang))
        return
    yield Heading(2, phrase("recommendations", lang, count=count))
    number = 1
    for group, addressed in grouped(results.recommendations, names):
        within = tuple(_first(addressed, MAX_LISTED + 1 - number))
        if within:
            yield Heading(3, group)
        for addressee, letters in within:
            yield Heading(4, addressee)
            yield Items(tuple(_letter(letter, names) for letter in letters), first=number)
            number += len(letters)
    yield from _and_more(count, "and_more", lang)


def _first(addressed: Iterable[Addressed], count: int) -> Iterator[Addressed]:
    """The first `count` letters, still by addressee."""
    for addressee, letters in addressed:
        if count > 0:
            yield addressee, letters[:count]
        count -= len(letters)


def _letter(letter: RecommendationResult, names: Names) -> Item:
    lang = names.lang
    told = [names.place(letter.entity, letter.period)]
    if letter.indicator is not None:
        told.append(phrase("indicator", lang, indicator=letter.indicator))
    if letter.due is not None:
        told.append(phrase("due", lang, day=shown.day(letter.due, lang)))
    return Item(shown.letter(letter, names), ("; ".join(told),))


def requests(results: Results, names: Names, more: str = "and_more") -> Iterator[Part]:
    """In the order of the results; `more` is the phrase for those that are not listed."""
    lang, count = names.lang, len(results.requests)
    if not count:
        yield Heading(2, phrase("no_requests", lang))
        return
    yield Heading(2, phrase("requests", lang, count=count))
    yield Items(tuple(_request(r, names) for r in results.requests[:MAX_LISTED]), first=1)
    yield from _and_more(count, more, lang)


def _request(request: RequestResult, names: Names) -> Item:
    lang = names.lang
    unit = f", {names.unit(request.unit)}" if request.unit else ""
    numbers = ", ".join(request.indicators)
    told = [
        names.place(request.entity, request.period),
        phrase("indicators" if len(request.indicators) > 1 else "indicator", lang, indicator=numbers),
        phrase("priority", lang, priority=say(PRIORITY, request.priority, lang)),
    ]
    if request.due is not None:
        told.append(phrase("due", lang, day=shown.day(request.due, lang)))
    sources = phrase("sources", lang, sources=asking_order(request, names))
    asked = f"{say(REQUEST_KIND, request.kind, lang)}: {request.title}{unit}"
    return Item(capitalised(asked), ("; ".join(told), *((sources,) if request.sources else ())))


def _and_more(count: int, more: str, lang: Lang) -> Iterator[Part]:
    if count > MAX_LISTED:
        yield Paragraph(phrase(more, lang, count=count - MAX_LISTED))
