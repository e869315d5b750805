"""Whole fact sets: every format, real-looking office tables, competing facts, the account of what was read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from engine.diagnostics.core import Span
from engine.facts import files as files_module
from engine.facts import intake as intake_module
from engine.facts.entities import Entity
from engine.facts.read import read_fact_set
from engine.pack.model import Forms, Resolution, Verb
from engine.statuses import FactState
from tests.facts.kit import LONG, PACK, REGISTER, messages, ods, ods_row, parquet, read, write, xlsx

REPORTED, ABSENT = int(FactState.REPORTED), int(FactState.CONFIRMED_ABSENT)
REJECTED = int(FactState.REJECTED)
RUSSIAN = "Сущность;Отчётный период;Ключ;Значение;Источник;По состоянию на\n"
ROWS = 'm1;2020;teachers;"1 234";report;12.08.2020\nm2;2020;share;45,5;site;\n2.4;2019;plan;нет;report;2019-12-31\n'
EXPECTED = [
    ("m1", "2020", "teachers", Decimal(1234), REPORTED, 1, date(2020, 8, 12)),
    ("m2", "2020", "share", Decimal("45.5"), REPORTED, 0, None),
    ("2.4", "2019", "plan", Decimal(0), REPORTED, 1, date(2019, 12, 31)),
]
COLUMNS = ("entity", "period", "key", "value", "st", "src", "observed")
TYPED = (
    ("entity", "period", "key", "value", "source", "observed_at"),
    ("m1", 2020, "teachers", 1234, "report", date(2020, 8, 12)),
    ("m2", 2020, "share", 45.5, "site", None),
    ("2.4", 2019, "plan", False, "report", date(2019, 12, 31)),
)
AS_JSON = """{"format": "fact-file/1", "facts": [
\t{"entity": "m1", "period": "2020", "key": "teachers", "value": 1234, "source": "report", "observed_at": "12.08.2020"},
\t{"entity": "m2", "period": "2020", "key": "share", "value": "45,5", "source": "site"},
\t{"entity": "2.4", "period": "2019", "key": "plan", "value": false, "source": "report", "observed_at": "2019-12-31"}
]}"""
AS_YAML = """format: fact-file/1
facts:
  - {entity: m1, period: "2020", key: teachers, value: 1234, source: report, observed_at: 2020-08-12}
  - {entity: m2, period: "2020", key: share, value: 45.5, source: site}
  - {entity: "2.4", period: "2019", key: plan, value: нет, source: report, observed_at: 31.12.2019}
"""
AS_SQL = """
SELECT * FROM (VALUES
  ('m1', 2020, 'teachers', '1 234', 'report', DATE '2020-08-12'), ('m2', 2020, 'share', '45,5', 'site', NULL),
  ('2.4', 2019, 'plan', 'нет', 'report', DATE '2019-12-31')) v(entity, period, key, value, source, observed_at)
"""


def cells(rows: tuple[tuple[object, ...], ...], first: int = 1) -> dict[str, object]:
    return {f"{'ABCDEFGH'[c]}{r}": v for r, row in enumerate(rows, first) for c, v in enumerate(row) if v is not None}


FORMATS: dict[str, tuple[str, str | bytes, list[str]]] = {
    "semicolons": ("f.csv", RUSSIAN + ROWS, ["2", "3", "4"]),
    "byte order mark": ("f.csv", (RUSSIAN + ROWS).encode("utf-8-sig"), ["2", "3", "4"]),
    "cp1251": ("f.csv", (RUSSIAN + ROWS).encode("cp1251"), ["2", "3", "4"]),
    "windows lines": ("f.csv", (RUSSIAN + ROWS).replace("\n", "\r\n"), ["2", "3", "4"]),
    "commas": ("f.csv", (RUSSIAN + ROWS).replace(";", ",").replace("45,5", '"45,5"'), ["2", "3", "4"]),
    "tabs": ("f.csv", (RUSSIAN + ROWS).replace(";", "\t"), ["2", "3", "4"]),
    "sep line": ("f.csv", "sep=;\n" + RUSSIAN + ROWS, ["3", "4", "5"]),
    "thin spaces": ("f.csv", (RUSSIAN + ROWS).replace("1 234", "1\u2009234"), ["2", "3", "4"]),
    "no-break spaces": ("f.csv", (RUSSIAN + ROWS).replace("1 234", "1\u00a0234").encode("cp1251"), ["2", "3", "4"]),
    "xlsx": ("f.xlsx", xlsx({"Свод": cells(TYPED, 4)}), ["Свод!D5", "Свод!D6", "Свод!D7"]),
    "ods": (
        "f.ods",
        ods({"Свод": [ods_row(repeated=2), *(ods_row(*row) for row in TYPED)]}),
        ["Свод!D4", "Свод!D5", "Свод!D6"],
    ),
    "json": ("f.json", AS_JSON, ["2", "3", "4"]),
    "yaml": ("f.yaml", AS_YAML, ["3", "4", "5"]),
    "parquet": ("f.parquet", parquet(AS_SQL), ["1", "2", "3"]),
}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_facts_in_every_format(form: str, tmp_path: Path) -> None:
    name, content, places = FORMATS[form]
    reading = read(tmp_path, {name: content})
    assert reading.told == []
    assert reading.facts(*COLUMNS) == EXPECTED
    assert [cell or str(line) for line, cell in reading.facts("line", "cell")] == places
    assert reading.counts(name) == (3, 3, 0, 0)


WIDE = xlsx(
    {
        "Свод за 2020 год": {
            "B2": "Сведения о методической работе",
            "B4": "№ п/п",
            "C4": "Код ",
            "D4": "Наименование",
            "E4": "Всего педагогов,\nчел.",
            "F4": "Охват",
            "G4": "План",
            "B5": 1,
            "C5": "m1",
            "D5": "Первый район",
            "E5": 1250,
            "F5": (0.455, "0.0%"),
            "G5": "да",
            "B6": 2,
            "C6": "m2",
            "D6": "Второй район",
            "E6": "н/д",
            "F6": "–",
            "G6": "не ведётся",
            "B7": 3,
            "C7": "r",
            "D7": "Область",
            "E7": "1 300",
            "G7": "Нет",
        },
        "Справочник": {"A1": "что-то другое"},
    }
)
MAPPING = """format: mapping/1
file: Отчёт.xlsx
sheet: Свод за 2020 год
header_row: 4
layout: wide
columns: {entity: код, row_id: № п/п}
fixed: {period: "2020", source: report, provider: "ОМСУ", observed_at: "31.12.2020"}
facts: {"Всего педагогов, чел.": teachers, Охват: share, План: plan}
states: {не ведётся: confirmed_absent}
"""


def test_a_wide_table_of_an_office(tmp_path: Path) -> None:
    reading = read(tmp_path, {"Отчёт.xlsx": WIDE, "отчёт.yaml": MAPPING})
    assert reading.told == ["Отчёт.xlsx:Справочник!A1 W502"]
    sheet = "Свод за 2020 год"
    assert reading.facts("fid", "entity", "period", "key", "value", "st", "cell", "row_id") == [
        (0, "m1", "2020", "teachers", Decimal(1250), REPORTED, f"{sheet}!E5", "1"),
        (1, "m1", "2020", "share", Decimal("45.5"), REPORTED, f"{sheet}!F5", "1"),
        (2, "m1", "2020", "plan", Decimal(1), REPORTED, f"{sheet}!G5", "1"),
        (3, "m2", "2020", "plan", None, ABSENT, f"{sheet}!G6", "2"),
        (4, "r", "2020", "teachers", Decimal(1300), REPORTED, f"{sheet}!E7", "3"),
        (5, "r", "2020", "plan", Decimal(0), REPORTED, f"{sheet}!G7", "3"),
    ]
    assert reading.facts("provider", "observed", "src")[0] == ("ОМСУ", date(2020, 12, 31), 1)
    assert reading.counts("Отчёт.xlsx") == (3, 6, 3, 0)


def test_a_row_at_fault_as_a_whole_is_refused_once_and_its_facts_still_compete(tmp_path: Path) -> None:
    mapping = (
        "format: mapping/1\n"
        "file: f.csv\n"
        "layout: wide\n"
        "columns: {entity: Код, source: Источник}\n"
        'fixed: {period: "2020"}\n'
    )
    table = "Код;Источник;Всего;План;Охват\nm1;сайт;5;да;\nm9;site;5;да;1\nm2;site;много;да;1\n"
    files = {"f.csv": table, "f.map.yaml": mapping + "facts: {Всего: teachers, План: plan, Охват: share}\n"}
    reading = read(tmp_path, files)
    assert reading.told == ["f.csv:2:4 E533", "f.csv:3:1 E530", "f.csv:4:9 E541"]
    assert reading.facts("entity", "key", "value", "st", "src", "line") == [
        ("m1", "teachers", None, REJECTED, None, 2),
        ("m1", "plan", None, REJECTED, None, 2),
        ("m2", "teachers", None, REJECTED, 0, 4),
        ("m2", "plan", Decimal(1), REPORTED, 0, 4),
        ("m2", "share", Decimal(1), REPORTED, 0, 4),
    ]
    assert reading.counts("f.csv") == (3, 2, 0, 3)
    assert reading.query("SELECT n, file, line, cell, code, message_ru, message_en, row FROM rejected ORDER BY n") == [
        (0, 0, 2, None, "E533", *messages(reading.diagnostics[0]), "m1 | сайт | 5 | да | "),
        (1, 0, 3, None, "E530", *messages(reading.diagnostics[1]), "m9 | site | 5 | да | 1"),
        (2, 0, 4, None, "E541", *messages(reading.diagnostics[2]), "m2 | site | много | да | 1"),
    ]


def test_all_mistakes_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    table = LONG.replace("\n", ";observed_at;unit\n") + "m1;2020;teachers;-1;сайт;вчера;шт.\n"
    reading = read(tmp_path, {"f.csv": table})
    assert reading.told == ["f.csv:2:18 E548", "f.csv:2:21 E533", "f.csv:2:26 E543", "f.csv:2:32 E550"]
    assert reading.counts("f.csv") == (1, 0, 0, 1)
    assert reading.facts("entity", "period", "key", "value", "st", "observed") == [
        ("m1", "2020", "teachers", None, REJECTED, None)
    ]


def test_states_and_values(tmp_path: Path) -> None:
    rows = [
        "m1;2020;teachers;5;site;",
        "m1;2020;share;;site;confirmed_absent",
        "m1;2020;rating;–;site;не применимо",
        "m1;2020;plan;да;site;unconfirmed",
        "m1;2020;comment;;site;unconfirmed",
        "m2;2020;teachers;н/д;site;not_found",
        "m2;2020;share;;site;",
        "m2;2020;plan;…;site;",
        "m2;2020;groups;Прочие, young;site;Представлено",
        "m2;2020;approved;12.08.2020;site;",
        "m2;2020;comment; План\u00a0работы ;site;",
    ]
    reading = read(tmp_path, {"f.csv": LONG.replace("\n", ";Состояние\n") + "\n".join(rows)})
    assert reading.told == []
    assert reading.facts("entity", "key", "value", "text", "st") == [
        ("m1", "teachers", Decimal(5), None, 1),
        ("m1", "share", None, None, 2),
        ("m1", "rating", None, None, 3),
        ("m1", "plan", Decimal(1), None, 4),
        ("m1", "comment", None, None, 4),
        ("m2", "teachers", None, None, 5),
        ("m2", "groups", Decimal(2), "other|young", 1),
        ("m2", "approved", Decimal(date(2020, 8, 12).toordinal()), "2020-08-12", 1),
        ("m2", "comment", Decimal(1), "План работы", 1),
    ]
    assert reading.counts("f.csv") == (11, 9, 2, 0)


def test_a_set_may_be_a_list_and_null_is_blank(tmp_path: Path) -> None:
    head = '{"format": "fact-file/1", "facts": [{"entity": "m1", "period": "2020", "source": "site", '
    values = [
        '"key": "groups", "value": ["young", "Прочие"]}',
        '"key": "groups", "value": []}',
        '"key": "plan", "value": null}',
    ]
    files = {f"{n}.json": head + value + "]}" for n, value in enumerate(values)}
    reading = read(tmp_path, files, replace(PACK, passport=replace(PACK.passport, resolution=Resolution((), True))))
    assert reading.told == []
    assert reading.facts("key", "value", "text") == [("groups", Decimal(2), "other|young"), ("groups", Decimal(0), "")]
    assert reading.counts("2.json") == (1, 0, 1, 0)


def test_units_are_checked_by_id_or_as_shown(tmp_path: Path) -> None:
    rows = [
        "m1;2020;teachers;5;site;person",
        "m2;2020;teachers;5;site;чел",
        "m1;2020;share;5;site;%",
        "m2;2020;share;5 %;site;",
    ]
    reading = read(tmp_path, {"f.csv": LONG.replace("\n", ";ед. изм.\n") + "\n".join(rows)})
    assert reading.told == []
    assert [value for (value,) in reading.facts("value")] == [5, 5, 5, 5]


def test_corrections_evidence_and_dates(tmp_path: Path) -> None:
    columns = "provider;submitted_at;correction;evidence;evidence_date;row_id"
    row = "ОМСУ;15.01.2021;да;https://example.org/a;14.01.2021;17"
    reading = read(tmp_path, {"f.csv": LONG.replace("\n", f";{columns}\n") + f"m1;2020;teachers;5;site;{row}\n"})
    assert reading.told == []
    found = reading.facts("provider", "submitted", "correction", "evidence", "evidence_date", "row_id")
    assert found == [("ОМСУ", date(2021, 1, 15), True, "https://example.org/a", date(2021, 1, 14), "17")]


def test_merged_ids_belong_to_all_their_rows(tmp_path: Path) -> None:
    rows = (
        ("entity", "period", "key", "value", "source"),
        (None, 2020, "teachers", 5, "site"),
        (None, 2020, "plan", "да", "site"),
    )
    book = xlsx({"A": cells(rows)}, {"A": [("A2:A3", "m1")]})
    reading = read(tmp_path, {"f.xlsx": book})
    assert reading.told == []
    assert reading.facts("entity", "key", "cell") == [("m1", "teachers", "A!D2"), ("m1", "plan", "A!D3")]


def test_merged_values_are_refused_unless_they_say_nothing(tmp_path: Path) -> None:
    rows = (("Код", "Всего", "Охват"), ("m1", None, None), ("m2", None, None))
    book = xlsx({"A": cells(rows)}, {"A": [("B2:B3", 5), ("C2:C3", "н/д")]})
    mapping = (
        'format: mapping/1\nfile: f.xlsx\nlayout: wide\ncolumns: {entity: Код}\nfixed: {period: "2020", source: site}\n'
    )
    reading = read(tmp_path, {"f.xlsx": book, "m.yaml": mapping + "facts: {Всего: teachers, Охват: share}\n"})
    assert reading.told == ["f.xlsx:A!B2 E540", "f.xlsx:A!B3 E540"]
    assert reading.counts("f.xlsx") == (2, 0, 2, 2)


def test_facts_are_numbered_by_file_and_place(tmp_path: Path) -> None:
    files = {
        "б.csv": LONG + "m1;2020;plan;да;site\n",
        "a.parquet": parquet("SELECT 'm1' AS entity, 2020 AS period, 'teachers' AS key, 1 AS value, 'site' AS source"),
        "Я.csv": LONG + "m2;2020;plan;да;site\nm1;2020;share;5;site\n",
    }
    reading = read(tmp_path, files)
    assert [f.name for f in reading.set.files] == ["a.parquet", "register.csv", "Я.csv", "б.csv"]
    assert reading.facts("fid", "file", "line", "key") == [
        (0, 0, 1, "teachers"),
        (1, 2, 2, "plan"),
        (2, 2, 3, "share"),
        (3, 3, 2, "plan"),
    ]


def test_two_mappings_of_one_sheet_are_read_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    table = "Код;2019;2020\nm1;4;5\nm2;6;7\n"
    head = "format: mapping/1\nfile: f.csv\nlayout: wide\ncolumns: {entity: Код}\n"
    files = {
        f"{y}.yaml": head + f'fixed: {{period: "{y}", source: site}}\nfacts: {{"{y}": teachers}}\n'
        for y in (2020, 2019)
    }
    reading = read(tmp_path, {"f.csv": table, **files})
    assert reading.told == []
    assert reading.facts("entity", "period", "value") == [
        ("m1", "2019", 4),
        ("m1", "2020", 5),
        ("m2", "2019", 6),
        ("m2", "2020", 7),
    ]
    assert reading.counts("f.csv") == (2, 4, 0, 0)


def test_a_workbook_may_hold_register_and_facts(tmp_path: Path) -> None:
    register = (("Код", "Название", "Тип"), ("r", "Область", "region"))
    facts = (("Код", "План"), ("r", "да"))
    book = xlsx({"Реестр": cells(register), "Факты": cells(facts)})
    of_register = (
        "format: mapping/1\n"
        "file: f.xlsx\n"
        "sheet: Реестр\n"
        "layout: register\n"
        "columns: {id: Код, name: Название, kind: Тип}\n"
        "fixed: {level: region}\n"
    )
    of_facts = (
        "format: mapping/1\n"
        "file: f.xlsx\n"
        "sheet: Факты\n"
        "layout: wide\n"
        "columns: {entity: Код}\n"
        'fixed: {period: "2020", source: site}\n'
        "facts: {План: plan}\n"
    )
    folder = write(tmp_path / "set", {"f.xlsx": book, "a.yaml": of_register, "b.yaml": of_facts})
    (folder / "register.csv").unlink()
    con = duckdb.connect()
    found, told = read_fact_set(folder, PACK, con, shown_as="")
    assert told == ()
    assert found is not None
    assert [e.name.name for e in found.register] == ["Область"]
    assert con.execute("SELECT e, value, cell FROM fact").fetchall() == [(0, Decimal(1), "Факты!B2")]


def test_repeats_are_refused_and_contradictory_ones_all(tmp_path: Path) -> None:
    rows = "m1;2020;teachers;5;site\nm1;2020;teachers;5;site\nm2;2020;teachers;5;site\n"
    reading = read(tmp_path, {"a.csv": LONG + rows, "b.csv": LONG + "m2;2020;teachers;6;site\n"})
    assert reading.told == ["a.csv:3:1 E555", "a.csv:4:1 E555", "b.csv:2:1 E555"]
    assert [d.params["first"] for d in reading.diagnostics] == ["a.csv:2", "b.csv:2", "a.csv:4"]
    assert reading.diagnostics[0].related == (Span("a.csv", 2, 1, 2, 2),)
    assert reading.facts("value", "st") == [
        (Decimal(5), REPORTED),
        (None, REJECTED),
        (None, REJECTED),
        (None, REJECTED),
    ]
    assert (reading.counts("a.csv"), reading.counts("b.csv")) == ((3, 1, 0, 2), (1, 0, 0, 1))
    assert reading.query("SELECT file, line, code, row FROM rejected ORDER BY n") == [
        (0, 3, "E555", "m1 | 2020 | teachers | 5"),
        (0, 4, "E555", "m2 | 2020 | teachers | 5"),
        (1, 2, "E555", "m2 | 2020 | teachers | 6"),
    ]


@pytest.mark.parametrize(
    "other", ["m1;2020;teachers;5;report;;", "m1;2020;teachers;5;site;12.08.2020;", "m1;2020;teachers;5;site;;ОМСУ"]
)
def test_what_differs_in_source_date_or_provider_is_no_repeat(other: str, tmp_path: Path) -> None:
    head = LONG.replace("\n", ";observed_at;provider\n")
    assert read(tmp_path, {"a.csv": f"{head}m1;2020;teachers;5;site;;\n{other}\n"}).told == []


def test_repeats_are_welcome_where_the_first_row_counts(tmp_path: Path) -> None:
    pack = replace(PACK, passport=replace(PACK.passport, resolution=Resolution((), True)))
    reading = read(tmp_path, {"a.csv": LONG + "m1;2020;teachers;5;site\nm1;2020;teachers;6;site\n"}, pack)
    assert reading.told == []
    assert reading.facts("value") == [(5,), (6,)]


def test_the_set_says_what_it_is(tmp_path: Path) -> None:
    settings = "format: fact-set/1\nid: s-1\ntitle: Набор\nlabel: illustrative\npack: test-pack\n"
    found = read(tmp_path, {"set.yaml": settings, "f.csv": LONG + "m1;2020;plan;да;site\nm1;2019;plan;да;site\n"}).set
    assert (found.id, found.title, found.label, found.periods) == ("s-1", "Набор", "illustrative", ("2019", "2020"))
    assert [f.role for f in found.files] == ["facts", "register", "set"]


def test_without_a_set_file_it_is_called_after_its_folder(tmp_path: Path) -> None:
    found = read(tmp_path, {"f.csv": LONG + "m1;2020;plan;да;site\n"}).set
    assert (found.id, found.title, found.label, found.periods) == ("set", "set", None, ("2020",))
    assert read(tmp_path, {"set.yaml": 'format: fact-set/1\nevaluate: ["2019"]\n'}).set.periods == ("2019",)


def test_hashes_are_of_the_files_as_they_are(tmp_path: Path) -> None:
    content = (LONG + "m1;2020;plan;да;site\n").encode("cp1251")
    hashes = {f.name: f.sha256 for f in read(tmp_path, {"f.csv": content}).set.files}
    assert hashes == {
        "f.csv": hashlib.sha256(content).hexdigest(),
        "register.csv": hashlib.sha256(REGISTER.encode()).hexdigest(),
    }


def test_what_is_passed_over_and_what_is_told_of_in_a_folder(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "set",
        {"README.md": "x", "заметки.txt": "x", ".hidden": "x", "~$f.xlsx": "x", "Thumbs.db": "x", "a.pdf": "x"},
    )
    (folder / "evidence").mkdir()
    (folder / "evidence" / "scan.pdf").write_text("x")
    (folder / "старое").mkdir()
    (folder / "inside.csv").symlink_to(folder / "register.csv")
    (tmp_path / "secret.csv").write_text(LONG)
    (folder / "outside.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "dangling.csv").symlink_to(folder / "nothing.csv")
    os.mkfifo(folder / "pipe.csv")
    assert read(tmp_path).told == [
        "a.pdf:1:1 E501",
        "dangling.csv:1:1 E502",
        "inside.csv:1:1 E515",
        "outside.csv:1:1 E503",
        "pipe.csv:1:1 E501",
        "старое:1:1 W501",
    ]


def test_names_of_files_are_taken_as_they_are_but_for_how_letters_are_composed(tmp_path: Path) -> None:
    mapping = "format: mapping/1\nfile: Отчёт  за год.csv\nlayout: wide\ncolumns: {entity: Код}\nfacts: {План: plan}\n"
    files = {
        "m.yaml": mapping + 'fixed: {period: "2020", source: site}\n',
        "Отче\u0308т  за год.csv": "Код;План\nm1;да\n",
    }
    reading = read(tmp_path, files)
    assert reading.told == []
    assert reading.counts("Отчёт  за год.csv") == (1, 1, 0, 0)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    found, (told,) = read_fact_set(tmp_path / "нет", PACK, duckdb.connect())
    assert found is None
    assert told.code.id == "E500"
    assert told.span == Span((tmp_path / "нет").as_posix())
    assert messages(told)[0] == f"Папки «{(tmp_path / 'нет').as_posix()}» нет"


def test_diagnostics_name_files_below_the_folder_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "set", {"f.csv": LONG + "m9;2020;plan;да;site\n"})
    monkeypatch.chdir(tmp_path)
    _, (told,) = read_fact_set(Path("set"), PACK, duckdb.connect())
    assert str(told.span) == "set/f.csv:2:1"


def test_a_set_without_a_register(tmp_path: Path) -> None:
    folder = write(tmp_path / "set", {})
    (folder / "register.csv").unlink()
    found, told = read_fact_set(folder, PACK, duckdb.connect(), shown_as="s")
    assert [f"{d.span} {d.code.id}" for d in told] == ["s:1:1 E523"]
    assert found is not None
    assert found.register == ()


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MAX_BYTES", 2 << 20)
    (told,) = read(tmp_path, {"f.csv": b"x" * (3 << 20)}).diagnostics
    assert (str(told.span), told.code.id, told.params) == ("f.csv:1:1", "E505", {"size": 3, "limit": 2})


def test_mistakes_beyond_the_limit_are_counted_and_all_in_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "MAX_TOLD", 3)
    monkeypatch.setattr(intake_module, "_MANY", 2)
    reading = read(tmp_path, {"f.csv": LONG + "".join(f"m1;2020;teachers;-{n};site\n" for n in range(1, 8))})
    assert reading.told == ["f.csv:1:1 E526", *(f"f.csv:{n}:18 E548" for n in (2, 3, 4))]
    assert reading.diagnostics[0].params == {"count": 4}
    assert reading.counts("f.csv") == (7, 0, 0, 7)
    assert reading.query("SELECT n, line FROM rejected ORDER BY n") == [(n, n + 2) for n in range(7)]
    assert reading.facts("fid", "line") == [(n, n + 2) for n in range(7)]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    files = {
        name: content for form, (name, content, _) in FORMATS.items() if form in ("xlsx", "ods", "json", "parquet")
    }
    tables = ("entity", "fact", "rejected")
    first, second = (read(tmp_path / n, {**files, "bad.csv": LONG + "m9;1;2;3;4\n"}) for n in "ab")
    assert first.told == second.told
    assert [first.query(f"FROM {t} ORDER BY 1") for t in tables] == [
        second.query(f"FROM {t} ORDER BY 1") for t in tables
    ]
    assert replace(first.set, folder=second.set.folder) == second.set


def test_text_of_cells_is_data_never_sql(tmp_path: Path) -> None:
    evil = "'); DROP TABLE fact; --"
    rows = f"m1;2020;comment;{evil};site\n{evil};2020;plan;да;site\n".replace("; DROP", ", DROP").replace("; --", " --")
    names = {f"f'{evil[:3].strip()}.csv": LONG.replace("value", "Знач'); --"), "g.csv": LONG + rows}
    reading = read(tmp_path, names)
    assert reading.facts("text") == [("'), DROP TABLE fact --",)]
    table = parquet("""SELECT 'm1' AS "en""tity; DROP", 2020 AS period, 'plan' AS key, 1 AS value, 'site' AS source""")
    mapping = (
        "format: mapping/1\nfile: f[1]*.parquet\nlayout: long\n"
        + """columns: {entity: 'en"tity; DROP', period: period, key: key, value: value, source: source}\n"""
    )
    reading = read(tmp_path / "p", {"f[1]*.parquet": table, "f1x.parquet": table, "m.yaml": mapping})
    assert reading.facts("entity", "value") == [("m1", 1)]


ENTITY_COLUMNS = (
    "код;уровень;вид;вышестоящая;наименование;родительный падеж;краткое наименование;роли;обращение;владелец\n"
)


def test_a_register_with_everything(tmp_path: Path) -> None:
    rows = (
        "r;region;region;;Область;Области;Обл.;operator; Поручить;\n"
        "c;region;contest;r;Конкурс;;;a;;r\n"
        "d;region;contest;r;;;; a ;b;;\n"
    )
    rows = rows.replace("; a ;b;;", ';" a ; b ";;')
    found = read(tmp_path, {"register.csv": ENTITY_COLUMNS + rows}).set.register
    assert found == (
        Entity(
            "r",
            "region",
            "region",
            None,
            Forms("Область", {"gen": "Области", "short": "Обл."}),
            None,
            ("operator",),
            Verb.INSTRUCT,
            Span("register.csv", 2, 1, 2, 2),
        ),
        Entity("c", "region", "contest", "r", Forms("Конкурс"), "r", ("a",), None, Span("register.csv", 3, 1, 3, 2)),
        Entity("d", "region", "contest", "r", Forms("d"), None, ("a", "b"), None, Span("register.csv", 4, 1, 4, 2)),
    )


def test_registers_in_yaml_and_json_and_several_of_them(tmp_path: Path) -> None:
    as_yaml = "format: register/1\nentities:\n  - {id: x, level: region, kind: region, roles: [a, b], dat: Иксу}\n"
    as_json = (
        '{"format": "register/1", "entities": [{"id": "y", "level": "region", "kind": "contest", '
        '"parent": "x", "roles": "a; b"}]}'
    )
    reading = read(tmp_path, {"x.yaml": as_yaml, "y.json": as_json})
    assert reading.told == []
    assert [e.id for e in reading.set.register] == ["r", "m1", "m2", "2.4", "x", "y"]
    assert reading.set.register[4].name.forms == {"dat": "Иксу"}
    assert [e.roles for e in reading.set.register[4:]] == [("a", "b"), ("a", "b")]
    assert reading.query("SELECT e, id, level, kind, parent FROM entity ORDER BY e") == [
        (0, "r", 0, 0, None),
        (1, "m1", 1, 2, 0),
        (2, "m2", 1, 2, 0),
        (3, "2.4", 2, 3, 1),
        (4, "x", 0, 0, None),
        (5, "y", 0, 1, 4),
    ]
    assert [(f.name, f.role, f.rows, f.facts) for f in reading.set.files] == [
        ("register.csv", "register", 4, 4),
        ("x.yaml", "register", 1, 1),
        ("y.json", "register", 1, 1),
    ]


def test_a_register_at_fault_keeps_what_can_be_kept(tmp_path: Path) -> None:
    rows = (
        "a;region;region;b;А\n"
        "b;region;region;a;Б\n"
        "m;municipality;municipality;zz;М\n"
        "n;municipality;municipality;o;Н\n"
        "o;region;zzz;;О\n"
    )
    reading = read(tmp_path, {"register.csv": REGISTER.splitlines()[0] + "\n" + rows})
    assert reading.told == ["register.csv:2:17 E565", "register.csv:4:29 E564", "register.csv:6:10 E562"]
    assert [(e.id, e.parent) for e in reading.set.register] == [("a", None), ("b", "a"), ("m", None), ("n", None)]
    assert [(f.rows, f.facts, f.rejected) for f in reading.set.files] == [(5, 4, 1)]


def test_a_register_with_a_broken_row_and_one_without_rows(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        {"register.csv": REGISTER + "x;region;region\n", "register.ods": ods({"A": [ods_row("id", "level", "kind")]})},
    )
    assert reading.told == ["register.csv:6:10 E520", "register.ods:A!A1 W504"]
    assert [e.id for e in reading.set.register] == ["r", "m1", "m2", "2.4"]
    assert reading.counts("register.csv") == (5, 4, 0, 1)


def test_a_mapped_register(tmp_path: Path) -> None:
    mapping = (
        "format: mapping/1\n"
        "file: список.csv\n"
        "layout: register\n"
        "columns: {id: Номер, name: Имя}\n"
        "fixed: {level: organisation, kind: school, parent: m1}\n"
    )
    reading = read(tmp_path, {"список.csv": "Номер;Имя\n17;Школа № 17\n", "m.yaml": mapping})
    assert reading.told == []
    assert [(e.id, e.level, e.kind, e.parent, e.name.name) for e in reading.set.register[4:]] == [
        ("17", "organisation", "school", "m1", "Школа № 17")
    ]
