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
from datetime import date
from pathlib import Path

import illustrative_cases as cases
import illustrative_files as files
import illustrative_names as names
from illustrative_cases import ADDITIONAL, ANALYSIS, CENTRES, GENERAL, MENTORING, REGIONAL, YOUNG, Fact
from illustrative_readme import readme
from illustrative_region import YEARS, Chance, Region, make

FOLDER = Path(__file__).resolve().parent.parent / "inputs" / "illustrative-region"
SEED = 20200812
TITLE = "ИЛЛЮСТРАТИВНЫЕ (УСЛОВНЫЕ) ДАННЫЕ / ILLUSTRATIVE DATA"


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
