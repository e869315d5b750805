"""Makes `inputs/illustrative-region`: a made-up region with everything that can befall facts, in many file formats.

    python scripts/make_illustrative.py            write the files
    python scripts/make_illustrative.py --check    compare them with what would be written; 1 when they differ

The bulk is random, from one seed; the planted cases stand in `illustrative_cases.py`, the names in
`illustrative_names.py`. Nothing depends on the clock, the locale or the machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random

import illustrative_cases as cases
import illustrative_files as files
import illustrative_names as names
from illustrative_cases import ADDITIONAL, ANALYSIS, CENTRES, GENERAL, MENTORING, REGIONAL, YOUNG, Case, Fact
from illustrative_readme import readme

FOLDER = Path(__file__).resolve().parent.parent / "inputs" / "illustrative-region"
SEED = 20200812
YEARS = ("2019", "2020", "2021", "2022")
EVALUATED = YEARS[1:]
TITLE = "ИЛЛЮСТРАТИВНЫЕ (УСЛОВНЫЕ) ДАННЫЕ / ILLUSTRATIVE DATA"

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


# ---- Files ----------------------------------------------------------------------------------------------------------


def register(region: Region) -> bytes:
    entities = [names.REGION, *names.regional()]
    for place in region.municipalities:
        entities += [place.entity, *place.offices(), *place.organisations()]
    entities += names.infrastructure(region.municipalities[0])
    entities += [names.college(name, number) for number, name in enumerate(cases.COLLEGES, start=1)]
    return files.delimited([names.COLUMNS, *(entity.row() for entity in entities)], ",", "utf-8")


def returns(region: Region) -> bytes:
    """2.4 and 2.5 as an accounting program exports them: cp1251, semicolons, decimal commas, no-break spaces."""
    head = ["Код сущности", "Период", "Код сведения", "Значение", "Источник"]
    more = ["Кем представлено", "По состоянию на", "Дата представления"]
    return files.delimited(
        [[*head, *more], *map(_return, region.facts[GENERAL] + region.facts[ADDITIONAL])], ";", "cp1251"
    )


def _return(fact: Fact) -> list[str]:
    days = [f"31.12.{fact.period}", f"20.01.{int(fact.period) + 1}"]
    return [fact.entity, fact.period, fact.key, _number(fact), cases.SOURCE[fact.key], fact.provider, *days]


def _number(fact: Fact) -> str:
    return f"{int(str(fact.value)):,}".replace(",", "\u00a0") + ",0"


def centres(region: Region) -> bytes:
    """1.1 as Excel saves «CSV UTF-8»."""
    head = ["entity", "period", "key", "value", "unit", "source", "observed_at"]
    rows = [
        [f.entity, f.period, f.key, str(f.value), "чел.", cases.SOURCE[f.key], f"{f.period}-12-31"]
        for f in region.facts[CENTRES]
    ]
    return files.delimited([head, *rows], ",", "utf-8-sig")


def events(region: Region) -> bytes:
    """2.2 and 2.7 as an information system exports them."""
    found = [f.fields() for key in (YOUNG, MENTORING, ANALYSIS, REGIONAL) for f in region.facts[key]]
    return files.json_text({"format": "fact-file/1", "facts": found})


def workbook(region: Region) -> bytes:
    """2.4 and 2.5 of organisations in a wide sheet, 1.4 in another."""
    kinds = {o.id: o for place in region.municipalities for o in place.organisations()}
    numbers: list[Sequence[files.Cell]] = [
        ["Код", "Организация", "Год", "Общее образование, чел.", "Дополнительное образование, чел.", "Представлено"]
    ]
    for id_, organisation in kinds.items():
        for year, value in zip(YEARS, region.organisations[id_], strict=True):
            cell = "н/д" if value is None else value
            pair = ("", cell) if organisation.kind == "additional-education" else (cell, "")
            numbers.append([id_, organisation.form("name"), int(year), *pair, date(int(year) + 1, 1, 25)])
    practices: list[Sequence[files.Cell]] = [["Код", "Год", "Практики", "Справка"]]
    for id_, year, answer in region.practices:
        practices.append(
            [id_, int(year), answer or "н/д", f"Справка по итогам экспертизы практик за {year} год (условная)"]
        )
    return files.xlsx((("Сведения", TITLE, numbers), ("Практики", TITLE, practices)))


def colleges(region: Region) -> bytes:
    rows: list[Sequence[files.Cell]] = [["Код", "Год", "Профессиональное образование, чел."]]
    for name in cases.COLLEGES:
        for year, value in zip(YEARS, region.organisations[f"college-{name}"], strict=True):
            rows.append([f"college-{name}", int(year), "н/д" if value is None else value])
    return files.ods("Колледжи", TITLE, rows)


def _mapping(file: str, sheet: str, columns: Mapping[str, str], facts: Mapping[str, str], source: str) -> bytes:
    lines = [
        "# yaml-language-server: $schema=../../schemas/mapping.schema.json",
        "# Иллюстративные (условные) данные.",
        "format: mapping/1",
        f"file: {file}",
        f"sheet: {sheet}",
        "header_row: 2",
        "layout: wide",
        "columns:",
        *(f'  {name}: "{header}"' for name, header in columns.items()),
        "facts:",
        *(f'  "{header}": {key}' for header, key in facts.items()),
        "fixed:",
        f'  source: "{source}"',
        "states:",
        f'  "{cases.NOT_YET}": not_applicable',
    ]
    return ("\n".join(lines) + "\n").encode()


def fact_list(intro: str, groups: Iterable[tuple[str, Iterable[Fact]]]) -> bytes:
    lines = [
        "# yaml-language-server: $schema=../../schemas/fact-file.schema.json",
        f"# Иллюстративные (условные) данные. {intro}",
        "format: fact-file/1",
        "",
        "facts:",
    ]
    for comment, facts in groups:
        if comment:
            lines.append(f"  # {comment}")
        lines += [f"  - {{{', '.join(f'{n}: {_scalar(n, v)}' for n, v in f.fields().items())}}}" for f in facts]
    return ("\n".join(lines) + "\n").encode()


def _scalar(name: str, value: int | str | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = isinstance(value, int) or name.endswith("_at") or value.replace("-", "").replace("_", "").isalpha()
    return str(value) if plain else f'"{value}"'


SET = """\
# yaml-language-server: $schema=../../schemas/fact-set.schema.json
# Условный регион: все наименования и числа вымышлены. Пометка label стоит на всём, что из них получено.
format: fact-set/1
id: illustrative-region
title: Условный регион (иллюстративные данные)
label: illustrative
pack: chelyabinsk-methodical-work
register: register.csv
evaluate: ["2020", "2021", "2022"]
"""


def made() -> dict[str, bytes]:
    """Every file of the folder by name."""
    region = make(Chance(SEED))
    where = {"entity": "Код", "period": "Год"}
    planted = [(f"{case.title}: {case.ru}", case.facts) for case in cases.CASES if case.facts]
    return {
        "README.md": readme().encode(),
        "set.yaml": SET.encode(),
        "register.csv": register(region),
        "municipal-returns.csv": returns(region),
        "centres.csv": centres(region),
        "events.json": events(region),
        "organisations.xlsx": workbook(region),
        "organisations.yaml": _mapping(
            "organisations.xlsx",
            "Сведения",
            {**where, "submitted_at": "Представлено"},
            {"Общее образование, чел.": GENERAL, "Дополнительное образование, чел.": ADDITIONAL},
            "organisations-materials",
        ),
        "practices.yaml": _mapping(
            "organisations.xlsx",
            "Практики",
            {**where, "evidence": "Справка"},
            {"Практики": cases.PRACTICES},
            "practices-review",
        ),
        "colleges.ods": colleges(region),
        "colleges.yaml": _mapping(
            "colleges.ods",
            "Колледжи",
            where,
            {"Профессиональное образование, чел.": cases.VOCATIONAL},
            "organisations-materials",
        ),
        "region.yaml": fact_list("Сведения регионального уровня.", [("", cases.REGION)]),
        "special-cases.yaml": fact_list("Особые случаи, см. README.md.", planted),
    }


def _write(files_made: Mapping[str, bytes]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in files_made.items():
        (FOLDER / name).write_bytes(data)
    return 0


def _check(files_made: Mapping[str, bytes]) -> int:
    there = {path.name for path in FOLDER.iterdir() if not path.name.startswith(".")}
    differ = sorted(there ^ files_made.keys())
    differ += [n for n, data in files_made.items() if n in there and (FOLDER / n).read_bytes() != data]
    for name in differ:
        sys.stderr.write(f"{name}: differs from what scripts/make_illustrative.py makes\n")
    return 1 if differ else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Makes inputs/illustrative-region.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing; 1 when something differs")
    act: Callable[[Mapping[str, bytes]], int] = _check if parser.parse_args(arguments).check else _write
    return act(made())


if __name__ == "__main__":
    raise SystemExit(main())
