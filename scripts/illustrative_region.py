"""The made-up region before it is written: the random bulk around the planted cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import illustrative_cases as cases
import illustrative_names as names
from illustrative_cases import ADDITIONAL, ANALYSIS, CENTRES, GENERAL, MENTORING, REGIONAL, YOUNG, Case, Fact

YEARS = ("2019", "2020", "2021", "2022")
EVALUATED = YEARS[1:]
ORDINARY = tuple(f"m-{case.slug}" for case in cases.CASES if case.slug.startswith("ordinary"))

Series = list[int]
"""One number for each year of YEARS."""


class Chance:
    """Random choices by `Random.random` alone, whose sequence is the same in every Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def between(self, least: int, most: int) -> int:
        return least + int(self._random.random() * (most - least + 1))

    def happens(self, percent: int) -> bool:
        return self.between(1, 100) <= percent

    def series(self, start: int, least: int, most: int) -> Series:
        """Numbers of people that change by `least` … `most` a year."""
        values = [start]
        for _ in YEARS[1:]:
            values.append(max(values[-1] + self.between(least, most), 1))
        return values


@dataclass
class Region:
    """Everything made up, before it is written."""

    municipalities: list[names.Municipality] = field(default_factory=list)
    facts: dict[str, list[Fact]] = field(default_factory=lambda: {key: [] for key in cases.SOURCE})
    organisations: dict[str, list[int | str | None]] = field(default_factory=dict)
    practices: list[tuple[str, str, str]] = field(default_factory=list)


def municipality(case: Case) -> names.Municipality:
    counts = {
        "no-additional": (3, 4, 0),
        "rollup-exact": (2, 3, 1),
        "organisations": (3, 4, 3),
    }.get(case.slug, (4, 5, 2) if case.head == "urban" else (3, 4, 1))
    return names.Municipality(case.slug, case.head, case.title, *counts)


def make(chance: Chance) -> Region:
    region = Region([municipality(case) for case in cases.CASES])
    for place, case in zip(region.municipalities, cases.CASES, strict=True):
        _organisations(region, chance, place, case)
    for place, case in zip(region.municipalities, cases.CASES, strict=True):
        _numbers(region, chance, place, case)
        _events(region, chance, case)
    for name, values in cases.COLLEGES.items():
        region.organisations[f"college-{name}"] = list(values)
        _practices(region, chance, f"college-{name}")
    for key, wanted in cases.REGION_CHANGES.items():
        _balance(region, key, wanted)
    return region


def _organisations(region: Region, chance: Chance, place: names.Municipality, case: Case) -> None:
    for organisation in place.organisations():
        few = (5, 25) if organisation.kind == "additional-education" else (8, 40)
        drawn: list[int | str | None] = list(chance.series(chance.between(*few), -2, 3))
        silent = chance.happens(8) and case.slug.startswith("ordinary")
        if case.slug == cases.SILENT_MUNICIPALITY or silent:
            drawn = [None] * len(YEARS)
        region.organisations[organisation.id] = list(cases.ORGANISATION_NUMBERS.get(organisation.id, drawn))
        if case.slug != cases.SILENT_MUNICIPALITY:
            _practices(region, chance, organisation.id)


def _practices(region: Region, chance: Chance, organisation: str) -> None:
    known, present = chance.happens(80), chance.happens(65)
    drawn = (cases.YES if present else cases.NO) if known else ""
    answer = cases.ORGANISATION_PRACTICES.get(organisation, drawn)
    region.practices.extend((organisation, year, answer) for year in EVALUATED)


def _numbers(region: Region, chance: Chance, place: names.Municipality, case: Case) -> None:
    """1.1, 2.4 and 2.5 of a municipality, unless its case has them."""
    for key, few, step in (
        (CENTRES, (20, 120), (-6, 9)),
        (GENERAL, (700, 1200) if case.head == "urban" else (60, 160), (-6, 8)),
        (ADDITIONAL, (20, 60), (-3, 4)),
    ):
        drawn = chance.series(chance.between(*few), *step)
        if key not in case.keys:
            region.facts[key].extend(_fact(place, year, key, n) for year, n in zip(YEARS, drawn, strict=True))


def _events(region: Region, chance: Chance, case: Case) -> None:
    """2.2 and 2.7 of a municipality, unless its case has them."""
    for key in (YOUNG, MENTORING, ANALYSIS, REGIONAL):
        for year in EVALUATED:
            answer = cases.YES if chance.happens(60) else cases.NO
            if key not in case.keys:
                region.facts[key].append(Fact(f"m-{case.slug}", year, key, answer))


def _fact(place: names.Municipality, year: str, key: str, number: int) -> Fact:
    provider = f"Методическая служба{place.tail}"
    return Fact(place.id, year, key, number, provider=provider, submitted_at=f"{int(year) + 1}-01-20")


def _balance(region: Region, key: str, wanted: Sequence[int]) -> None:
    """Make the sums over the municipalities change by exactly `wanted` in 2021 and 2022, at the ordinary ones."""
    for year, change in zip(YEARS[2:], wanted, strict=True):
        lacking = change - sum(n - p for p, n in _panel(region, key, year))
        for n, place in enumerate(ORDINARY, start=1):
            share = lacking // (len(ORDINARY) - n + 1)
            lacking -= share
            region.facts[key] = [_shifted(f, share) if _from(f, place, year) else f for f in region.facts[key]]


def _from(fact: Fact, place: str, year: str) -> bool:
    return fact.entity == place and fact.period >= year


def _shifted(fact: Fact, by: int) -> Fact:
    return replace(fact, value=int(str(fact.value)) + by)


def _panel(region: Region, key: str, year: str) -> Iterable[tuple[int, int]]:
    """The numbers of the year before and of the year, of each municipality that is compared."""
    now, before = YEARS.index(year), YEARS.index(year) - 1
    planted = [fact for case in cases.CASES for fact in case.facts if fact.key == key]
    own = {(f.entity, f.period): f.value for f in (*region.facts[key], *planted) if isinstance(f.value, int)}
    for place in region.municipalities:
        pair = (own.get((place.id, YEARS[before])), own.get((place.id, year)))
        if pair[0] is not None and pair[1] is not None:
            yield pair[0], pair[1]
        elif pair[1] is None:
            yield from _rolled(region, place, key, before, now)


def _rolled(region: Region, place: names.Municipality, key: str, before: int, now: int) -> Iterable[tuple[int, int]]:
    """The sums over the organisations that reported both years, when they are 80 % of those that existed."""
    general = key == GENERAL
    below = [o for o in place.organisations() if (o.kind != "additional-education") is general]
    rows = [(region.organisations[o.id][before], region.organisations[o.id][now]) for o in below]
    existing = [row for row in rows if cases.NOT_YET not in row]
    whole = [(a, b) for a, b in existing if isinstance(a, int) and isinstance(b, int)]
    if existing and whole and 100 * len(whole) >= 80 * len(existing):
        yield sum(a for a, _ in whole), sum(b for _, b in whole)
