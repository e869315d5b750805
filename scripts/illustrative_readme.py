# ruff: noqa: E501
"""The page that explains the made-up region, with the table of its planted cases."""

from __future__ import annotations

from collections.abc import Iterator

from illustrative_cases import CASES

_HEAD = """\
# Условный регион / A made-up region

**Иллюстративные данные.** Область, муниципальные образования, организации и числа вымышлены и ни к кому не относятся.
Набор помечен `label: illustrative` (`set.yaml`); пометка стоит на всём, что из него получено.

**Illustrative data.** The region, its municipalities, organisations and numbers are made up and refer to nobody. The set
is labelled `label: illustrative` (`set.yaml`), and so is everything made from it.

43 муниципальных образования (16 городских округов, 27 районов), 403 организации четырёх видов, периоды 2020–2022
(2019 год – для сравнения). / 43 municipalities (16 urban, 27 rural), 403 organisations of the four kinds, periods
2020–2022 (2019 for comparison).

Файлы делает `python scripts/make_illustrative.py`; вручную их не правят. С ключом `--check` он сравнивает их побайтно.
/ The files are made by `python scripts/make_illustrative.py` and not edited by hand; `--check` compares them byte by byte.

| файл / file | что в нём / contents | как записано / format |
|---|---|---|
| `register.csv` | реестр / register | CSV, UTF-8 |
| `region.yaml` | область / the region | YAML |
| `special-cases.yaml` | особые случаи муниципалитетов / planted cases | YAML |
| `municipal-returns.csv` | 2.4, 2.5 | CSV, cp1251, `;`, десятичные запятые, неразрывные пробелы / decimal commas, no-break spaces |
| `centres.csv` | 1.1 | CSV, UTF-8 с BOM / with BOM |
| `events.json` | 2.2, 2.7 | JSON |
| `organisations.xlsx` | 2.4, 2.5 и 1.4 организаций / of organisations | XLSX, строка заголовка, два листа / title row, two sheets; `organisations.yaml`, `practices.yaml` |
| `colleges.ods` | 2.6 | ODS, `colleges.yaml` |

## Область / The region

| | 2020 | 2021 | 2022 |
|---|---|---|---|
| 1.1 (свои числа / own numbers) | рост / growth 500 → 640 | без изменений / no change 640 | снижение / decline → 610 |
| 1.2 | нет / absent | есть / present | есть / present |
| 1.3 | есть / present | подтверждено отсутствие / confirmed absent | есть / present |
| 1.4 | есть / present | нет / absent | есть / present |
| 2.1 | 1 группа / group: narrow | подтверждено отсутствие / confirmed absent | 5 групп / groups: present |
| 2.2 | есть (одно из двух) / present (one of two) | нет / absent | есть / present |
| 2.3 | есть / present | нет (одно из двух) / absent (one of two) | есть / present |
| 2.4 | снижение / decline 31640 → 31480 (свои / own) | без изменений / no change (свод / rolled up) | рост / growth +215 (свод / rolled up) |
| 2.5 | без изменений / no change 3150 (свои / own) | снижение / decline −37 (свод / rolled up) | рост / growth +52 (свод / rolled up) |
| 2.6 (свод / rolled up) | снижение / decline 365 → 356 | без изменений / no change 356 | рост / growth → 374 |
| 2.7 | есть / present | нет / absent | есть / present |
| направления / directions | partial | needs_attention | effective |

Свод 2.6: 10 колледжей из 11 (молчит `college-silent`; `college-new` до 2022 года не существовал). Сводам 2.4 и 2.5 за
2021 год не мешает, что за 2020 год у области есть и свои числа. / 2.6 rests on 10 of 11 colleges (`college-silent` says
nothing, `college-new` did not exist before 2022). The region's own numbers for 2020 do not enter the sums for 2021.

## Муниципальные образования / Municipalities

Год, если он не назван, – 2021. / The year is 2021 where none is named.

| сущность / entity | наименование / name | что показывает | what it shows |
|---|---|---|---|
"""

_TAIL = """
## Организации / Organisations (2021)

| сущность / entity | что показывает / what it shows |
|---|---|
| `organisations-kindergarten-1` | 2.4: за 2020 год не применимо – no_predecessor / not applicable for 2020; 1.4 есть / present |
| `organisations-school-1`, `-2`, `-3` | 2.4: рост / growth 30 → 34, без изменений / no change 25, снижение / decline 28 → 21; 1.4 у первой – нет / absent at the first |
| `organisations-school-4` | молчит / silent |
| `organisations-house-1`, `-2`, `-3` | 2.5: рост / growth 12 → 15, без изменений / no change 9, снижение / decline 14 → 10 |
| `equal-school-1`, `equal-house-1`, `decline-school-1`, `decline-house-1` | молчат, получают письмо муниципального уровня / silent, get the municipality's letter |
| `college-growth`, `college-equal`, `college-decline` | 2.6: 40 → 44, 30 → 30, 47 → 43 |
| `college-new` | 2.6: не применимо до 2022 года / not applicable before 2022 |
| `college-silent` | молчит / silent |
"""


def readme() -> str:
    return _HEAD + "".join(_rows()) + _TAIL


def _rows() -> Iterator[str]:
    for case in CASES:
        yield f"| `m-{case.slug}` | {case.title} | {case.ru} | {case.en} |\n"
