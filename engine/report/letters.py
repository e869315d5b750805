"""Recommendations in the order people read them: by group of addressees, then by addressee."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from engine.report.names import Names
from engine.report.phrases import phrase
from engine.result import RecommendationResult, RequestResult

Addressed = tuple[str, tuple[RecommendationResult, ...]]
"""The name of an addressee and what is recommended to it, in the order of the results."""


def grouped(letters: Iterable[RecommendationResult], names: Names) -> tuple[tuple[str, tuple[Addressed, ...]], ...]:
    """Titles of groups, each with its addressees in the order of the pack."""
    order = {addressee: n for n, addressee in enumerate(names.addressees)}

    def place(letter: RecommendationResult) -> tuple[int, str, int, str]:
        group = names.groups.get(letter.group)
        number = group.number if group else len(names.groups) + 1
        return number, letter.group, order.get(letter.addressee, len(order)), letter.addressee

    ordered = sorted(letters, key=place)
    return tuple(
        (group_title(group, names), tuple(_addressed(list(within), names)))
        for group, within in groupby(ordered, key=lambda letter: letter.group)
    )


def _addressed(letters: Iterable[RecommendationResult], names: Names) -> Iterable[Addressed]:
    for addressee, same in groupby(letters, key=lambda letter: letter.addressee):
        known = names.addressees.get(addressee)
        yield capitalised(known.name.name) if known else addressee, tuple(same)


def group_title(group: str, names: Names) -> str:
    known = names.groups.get(group)
    if known is None:
        return phrase("other_group", names.lang)
    return phrase("group", names.lang, number=known.number, title=capitalised(known.short))


def capitalised(text: str) -> str:
    """The text as a title: packs write names of addressees and groups as they stand inside a sentence."""
    return text[:1].upper() + text[1:]


def asking_order(request: RequestResult, names: Names) -> str:
    """The titles of the sources, numbered when there are several."""
    titles = [names.source(source) for source in request.sources]
    return "; ".join(f"{n}) {title}" for n, title in enumerate(titles, start=1)) if len(titles) > 1 else "".join(titles)
