"""For each kind of mistake a fact set that has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.pack.model import Addressee, Find, Forms, Months, Pack, Recommendation, Verb
from tests.facts.kit import LONG, PACK, REGISTER, SPAN, Files, header, ods, ods_row, xlsx

HEADER = "id;level;kind;parent;name\n"


TABLE = {"A1": "entity", "B1": "period", "C1": "key", "D1": "value", "E1": "source"}


@dataclass(frozen=True)
class Case:
    """What is told of it stands under its name in `told.txt`."""

    name: str
    files: Files
    pack: Pack = field(default=PACK)


def long(name: str, row: str, columns: str = "") -> Case:
    """A mistake in the second row of a long table; `columns` are those beside the usual ones."""
    head = LONG.rstrip("\n") + columns
    return Case(name, {"f.csv": f"{head}\nm2;2020;teachers;1;site{';' * columns.count(';')}\n{row}\n"})


def workbook(name: str, *row: object, merges: Mapping[str, Sequence[tuple[str, object]]] = {}, **cells: object) -> Case:
    """A long table in a workbook with one row, which begins in A2."""
    values = {f"{letter}2": value for letter, value in zip("ABCDE", row, strict=False)}
    return Case(name, {"f.xlsx": xlsx({"Свод": {**TABLE, **values, **cells}}, merges)})


def register(name: str, rows: str, head: str = HEADER, pack: Pack = PACK) -> Case:
    return Case(name, {"register.csv": head + rows}, pack)


def mapped(name: str, mapping: str, table: str, **files: str | bytes) -> Case:
    mapping = "format: mapping/1\nfile: f.csv\n" + mapping
    return Case(name, {"map.yaml": mapping, "f.csv": table, **files})


def book(name: str, mapping: str, *sheets: str) -> Case:
    """A workbook with long tables in its sheets, and a mapping of it."""
    cells = {**TABLE, "A2": "m1", "B2": 2020, "C2": "teachers", "D2": 5, "E2": "site"}
    files = {"map.yaml": f"format: mapping/1\nfile: f.xlsx\n{mapping}", "f.xlsx": xlsx(dict.fromkeys(sheets, cells))}
    return Case(name, files)


def settings(name: str, text: str) -> Case:
    return Case(name, {"set.yaml": f"format: fact-set/1\n{text}\n"})


WIDE = 'layout: wide\ncolumns: {entity: Код}\nfixed: {period: "2020", source: site}\n'
ALL = "layout: long\ncolumns: {entity: entity, period: period, key: key, value: value, source: source}\n"
LETTER = Recommendation(
    header=header("1"),
    levels=("municipality",),
    when=None,  # type: ignore[arg-type]
    about=None,
    to="itself",
    unless=None,
    purpose="improve",
    due=Months(3),
    text="для {entity.gen}",
    text_span=SPAN,
)
ITSELF = Addressee("itself", "1", Forms("сама"), Find(True, None, (), None), False, Verb.RECOMMEND, SPAN)
WITH_LETTER = replace(PACK, recommendations=(LETTER,), addressees=(ITSELF,))
UNCOMPUTED = '<table:table-cell table:formula="of:=1+1"/>'
FAR = '<table:table-cell table:number-columns-repeated="20000"/>'

CASES = (
    # files
    Case("unsupported-file", {"a.docx": "x"}),
    Case("mapping-outside", {"map.yaml": f"format: mapping/1\nfile: ../f.csv\n{WIDE}facts: {{b: teachers}}\n"}),
    settings("register-outside", "register: /etc/passwd"),
    settings("register-not-there", "register: registr.csv"),
    Case("empty-file", {"f.csv": ""}),
    Case("unreadable-encoding", {"f.csv": "Сущность;Период;Ключ;Значение\n".encode("cp866")}),
    Case("invisible-characters", {"f.csv": "Сущность;Период;Ключ;Значение\nA;2021;план\x0bработы;да\x07\n"}),
    Case("invisible-in-cp1251", {"f.csv": "Сущность;Период\x0b;Ключ;Значение\n".encode("cp1251")}),
    Case("not-json", {"f.json": '{"format": fact-file/1}'}),
    Case("unknown-format", {"f.yaml": "format: facts/1\nfacts: []\n"}),
    Case("protected-workbook", {"f.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)}),
    Case("corrupt-workbook", {"f.xlsx": b"PK not really"}),
    Case("corrupt-parquet", {"f.parquet": b"PAR1" + bytes(100)}),
    Case("cell-far-away", {"f.ods": ods({"A": [ods_row(FAR, 5)]})}),
    book("no-such-sheet", "sheet: Лист2\n" + ALL, "Лист1"),
    book("sheet-not-named", ALL, "А", "Б"),
    Case("unknown-table", {"f.csv": "Район;Всего\nПервый;5\n"}),
    mapped("missing-column", WIDE + "facts: {Всго: teachers}\n", "Код;Всего\nm1;5\n"),
    Case("missing-standard-column", {"f.csv": "сущность;период;ключ;значение\nm1;2020;teachers;5\n"}),
    Case("duplicated-column", {"f.csv": "сущность;период;Сущность;ключ;значение;источник\n"}),
    mapped("duplicated-mapped-column", WIDE + "facts: {Всего: teachers}\n", "Код;Всего;всего\nm1;5;6\n"),
    mapped(
        "field-without-column",
        "layout: long\ncolumns: {entity: Код, period: Год, key: Ключ, value: Знач}\n",
        "Код;Год;Ключ;Знач\n",
    ),
    mapped(
        "field-given-twice", WIDE.replace("Код", "Код, source: Откуда") + "facts: {Всего: teachers}\n", "Код;Всего\n"
    ),
    long("row-too-short", "m1;2020;teachers;1"),
    long("row-too-long", "m1;2020;teachers;1;5;site"),
    long("broken-quotes", '"m1" ;2020;teachers;1;site'),
    settings("other-pack", "pack: other"),
    mapped(
        "register-mapped-as-facts",
        WIDE + "facts: {Всего: teachers}\n",
        "Код;Всего\nm1;5\n",
        **{"set.yaml": "format: fact-set/1\nregister: f.csv\n"},
    ),
    Case("too-many-columns", {"f.csv": "a;" * 16_384 + "a\n"}),
    Case(
        "unread-sheet",
        {
            "f.xlsx": xlsx(
                {
                    "Факты": {**TABLE, "A2": "m1", "B2": 2020, "C2": "teachers", "D2": 5, "E2": "site"},
                    "Прочее": {"B2": "Примечание"},
                }
            )
        },
    ),
    Case("unread-column", {"f.csv": "entity;period;key;value;source;обоснование\nm1;2020;teachers;5;site;да\n"}),
    Case("no-rows", {"f.csv": LONG}),
    workbook("rounded", "m1", "2020", "share", 200 / 3, "site", A3="m2", B3=2020, C3="share", D3=100 / 3, E3="site"),
    # facts
    long("unknown-entity", "m11;2020;teachers;1;site"),
    long("unknown-key", "m1;2020;teacher;1;site"),
    mapped("unknown-key-in-mapping", WIDE + "facts: {Всего: teacherss}\n", "Код;Всего\nm1;5\n"),
    mapped(
        "unknown-period-in-mapping",
        WIDE.replace("2020", "2022") + "facts: {Всего: teachers}\n",
        "Код;Всего\nm1;5\nm2;6\n",
    ),
    long("unknown-period", "m1;2018;teachers;1;site"),
    settings("unknown-period-in-set", 'evaluate: ["2022"]'),
    long("unknown-source", "m1;2020;teachers;1;sait"),
    long("unknown-state", "m1;2020;teachers;;site;не найденно", ";state"),
    long("missing-cell", "m1;;teachers;1;site"),
    long("id-turned-into-date", "02.апр;2020;teachers;1;site"),
    workbook("id-turned-into-date-in-workbook", date(2020, 4, 2), 2020, "teachers", 5, "site"),
    workbook("number-turned-into-date", "m1", 2020, "rating", date(2020, 4, 2), "site"),
    workbook("id-turned-into-number", 2.4, 2020, "teachers", 5, "site"),
    long("formula-error", "m1;2020;teachers;#ДЕЛ/0!;site"),
    workbook("formula-error-in-workbook", "m1", 2020, "teachers", ("=1/0", "#DIV/0!"), "site"),
    Case(
        "formula-not-computed",
        {"f.ods": ods({"A": [ods_row(*TABLE.values()), ods_row("m1", 2020, "teachers", UNCOMPUTED, "site")]})},
    ),
    workbook(
        "merged-value",
        "m1",
        2020,
        "teachers",
        merges={"Свод": [("D2:D3", 5)]},
        E2="site",
        A3="m2",
        B3=2020,
        C3="teachers",
        E3="site",
    ),
    long("not-a-number", "m1;2020;teachers;около 5;site"),
    long("not-yes-no", "m1;2020;plan;имеется;site"),
    long("not-a-date", "m1;2020;approved;31.02.2020;site"),
    long("not-a-date-of-observation", "m1;2020;teachers;1;site;вчера", ";observed_at"),
    long("not-finite", "m1;2020;rating;NaN;site"),
    long("too-many-digits", "m1;2020;rating;0,1234567891;site"),
    long("too-large-a-number", f"m1;2020;rating;1{'0' * 18};site"),
    long("percent-sign", "m1;2020;teachers;45%;site"),
    long("not-whole", "m1;2020;teachers;4,5;site"),
    long("below-minimum", "m1;2020;teachers;-4;site"),
    long("above-maximum", "m1;2020;share;101,5;site"),
    long("wrong-unit", "m1;2020;teachers;12;site;тыс. чел.", ";unit"),
    long("unit-of-a-fact-without-one", "m1;2020;rating;12;site;чел.", ";unit"),
    long("value-with-state", "m1;2020;teachers;12;site;not_found", ";state"),
    long("state-without-value", "m1;2020;teachers;н/д;site;представлено", ";state"),
    long("unknown-member", "m1;2020;groups;young, старшие;site"),
    long("correction-not-yes-no", "m1;2020;teachers;12;site;5", ";correction"),
    long("incomplete-correction", "m1;2020;teachers;12;site;да", ";correction"),
    long("duplicate", "m2;2020;teachers;1;site"),
    long("contradictory-duplicate", "m2;2020;teachers;2;site"),
    long("several-mistakes-in-a-row", "m11;2018;teacher;x;sait"),
    Case(
        "refused-entity",
        {"register.csv": REGISTER + "m3;municipality;region;;Третий\n", "f.csv": LONG + "m3;2020;teachers;1;site\n"},
    ),
    long("long-id", f"{'Я' * 201};2020;teachers;1;site"),
    settings("long-id-of-a-set", f"id: {'s' * 101}"),
    # registers
    register("long-id-of-an-entity", f"r;region;region;;Регион\n№{'1' * 200};organisation;school;r;Школа\n"),
    register("duplicate-entity", "r;region;region;;Регион\nr;region;region;;Регион\n"),
    register("unknown-level", "r;regional;region;;Регион\n"),
    register("unknown-kind", "r;region;regin;;Регион\n"),
    register("kind-of-other-level", "r;region;school;;Регион\n"),
    register("unknown-parent", "m;municipality;municipality;rr;Район\n"),
    register("parent-cycle", "r;region;region;a;Регион\nb;region;region;a;Б\na;region;region;b;А\n"),
    register("parent-below", "r;region;region;m;Регион\nm;municipality;municipality;;Район\n"),
    register("unknown-owner", "c;region;contest;;Конкурс;rr\n", HEADER.rstrip("\n") + ";owner\n"),
    register("unknown-verb", "r;region;region;;Регион;просить\n", HEADER.rstrip("\n") + ";verb\n"),
    register(
        "missing-form",
        "r;region;region;;Регион;\nm;municipality;municipality;r;Район;Района\n",
        HEADER.rstrip("\n") + ";gen\n",
        WITH_LETTER,
    ),
)
