"""What mends the bad examples that were not made by spoiling a good text: edits of them, or other files instead."""

from __future__ import annotations

from collections.abc import Mapping

from tests.facts.cases import ALL, TABLE
from tests.facts.kit import LONG, ods, ods_row, xlsx

Files = Mapping[str, str | bytes]


def mended(code: str, bad: Files) -> Files:
    """The files without the mistake that `code` tells of."""
    if code in REPLACED:
        found = {**bad, **REPLACED[code]}
        return {file: content for file, content in found.items() if content is not None}
    good = dict(bad)
    for old, new in EDITED[code]:
        there = [(file, text) for file, text in good.items() if isinstance(text, str) and old in text]
        assert there, f"{code}: {old!r} stands in none of {bad}"
        file, text = there[0]
        good[file] = text.replace(old, new, 1)
    return good


EDITED: Mapping[str, tuple[tuple[str, str], ...]] = {
    # the writing of YAML
    "E002": (("\u200b", ""), ("\xad", "")),
    "E006": (("\t", "    "),),
    "E007": (("---\nid: 2", "title: Показатель"),),
    "E008": (("%YAML 1.2\n---\n", ""),),
    "E009": (("\xa0\xa0\xa0\xa0title", "    title"),),
    "E010": (("&from ", ""),),
    "E011": (("&common ", ""), ("*common", "[region]")),
    "E012": (("  <<: x\n", "  numerator: x\n"),),
    "E013": (("!!str 2.4", '"2.4"'), ("!set [a]", "[a]")),
    "E014": (("    title: Ещё\n", ""),),
    "E015": (("version:\n", "version: 1.0.0\n"),),
    "E016": (("text: x\n: 5", "text: x\nvalue: 5"),),
    "E017": (("-.inf", "-100"), (".NaN", "100")),
    "E018": (
        ("100000000000000000000000000000", "10000000"),
        ("0.1234567891", "0.123456789"),
        ("1e99999999999999999999", "1e9"),
    ),
    "E020": (('"Область', '"Область"'),),
    "E021": (("[region, kinds", "[region], kinds"),),
    "E022": (("1,5", "1.5"),),
    "E023": (("   status", "    status"),),
    "E024": (("title\n", "title: Показатель\n"),),
    "E025": (("title:П", "title: П"),),
    "E026": (("Уровень: область", '"Уровень: область"'),),
    "E027": ((">= 80", "80"),),
    "E028": (('"a\\\\b\\data"', "'a\\b\\data'"),),
    "E029": (("“Год 2020, отчётный, первый”", '"Год 2020, отчётный, первый"'),),
    "E030": (('"Область "Южная"', '"Область «Южная»"'),),
    "E031": (("levels: - region", "levels:\n  - region"),),
    "E032": ((">= 80", "80"),),
    "E033": (("        – {", "        - {"), ("        – {", "        - {")),
    "E034": (("рост, 1 балл, спад, 0 баллов", '"рост, 1 балл, спад, 0 баллов"'),),
    # the shape of files
    "E101": (("efective", "effective"),),
    "E102": (("region, order", "region, title: Область, order"),),
    "E103": (("1.10", '"1.10"'),),
    "E104": (("1,5", "1.5"),),
    "E106": (("assessed: no", "assessed: false"),),
    "E107": (("– region", "- region"),),
    "E108": (("when:\n", "when:\n      all:\n"),),
    "E110": (("«approved»", "approved"),),
    "E111": (("sample/2", "sample/1"),),
    "E112": (("1.10", "1.10.0"),),
    "E114": (("  - id: x\n", ""),),
    "E115": (("{}", "{from: 2020-08-12}"),),
    "E118": (("012", "12"),),
    "E119": (("[a, b, a]", "[a, b]"),),
    "E120": (("title: я", "title: Число"),),
    "E121": (("      два\n", ""),),
    "E130": (
        (
            "{otherwise: true, outcome: x}, {when: {value: {above: 0}}, outcome: y}",
            "{when: {value: {above: 0}}, outcome: y}, {otherwise: true, outcome: x}",
        ),
    ),
    "E199": (("0.7", "0.5"),),
    # fact sets
    "E504": (("registr.csv", "register.csv"),),
    "E513": (("Лист2", "Лист1"),),
    "E516": (("Всго", "Всего"),),
    "E517": (
        (
            "сущность;период;Сущность;ключ;значение;источник\n",
            "сущность;период;ключ;значение;источник\nm1;2020;teachers;5;site\n",
        ),
    ),
    "E518": (
        ("value: Знач}\n", "value: Знач}\nfixed: {source: site}\n"),
        ("Код;Год;Ключ;Знач\n", "Код;Год;Ключ;Знач\nm1;2020;teachers;5\n"),
    ),
    "E519": ((", source: Откуда", ""), ("Код;Всего\n", "Код;Всего\nm1;5\n")),
    "E520": (("m1;2020;teachers;1\n", "m1;2020;teachers;1;site\n"),),
    "E521": (('"m1" ;', '"m1";'),),
    "E522": (("pack: other", "pack: test-pack"),),
    "E524": (("register: f.csv", "register: register.csv"),),
    "W503": (("обоснование", "row_id"), (";да\n", ";1\n")),
    "W504": ((LONG, f"{LONG}m1;2020;teachers;5;site\n"),),
    "E530": (("m11", "m1"),),
    "E531": (("teacher;", "teachers;"),),
    "E532": (("2022", "2020"),),
    "E533": (("sait", "site"),),
    "E534": (("не найденно", "не найдено"),),
    "E535": (("m1;;", "m1;2020;"),),
    "E536": (("02.апр", "2.4"),),
    "E538": (("#ДЕЛ/0!", "5"),),
    "E541": (("около 5", "5"),),
    "E542": (("имеется", "да"),),
    "E543": (("31.02.2020", "28.02.2020"),),
    "E544": (("NaN", "0"),),
    "E545": (("0,1234567891", "0,123456789"),),
    "E546": (("45%", "45"),),
    "E547": (("4,5", "4"),),
    "E548": (("-4", "4"),),
    "E549": (("101,5", "100"),),
    "E550": (("12;site;тыс. чел.", "12000;site;чел."),),
    "E551": ((";12;site;not_found", ";;site;not_found"),),
    "E552": (("н/д;site;представлено", "12;site;представлено"),),
    "E553": (("young, старшие", '"young, heads"'),),
    "E554": (
        (
            "source;correction\nm2;2020;teachers;1;site;\n",
            "source;correction;provider;submitted_at\nm2;2020;teachers;1;site;;;\n",
        ),
        ("12;site;да", "12;site;да;Первый район;2021-02-01"),
    ),
    "E555": (("site\nm2;", "site\nm1;"),),
    "E556": (("m3;municipality;region;", "m3;municipality;municipality;"),),
    "E557": (("Я" * 201, "m1"),),
    "E560": (("r;region;region;;Регион\nr;", "r;region;region;;Регион\nr2;"),),
    "E561": (("regional", "region"),),
    "E562": (("regin", "region"),),
    "E563": (("m3;municipality;region;", "m3;municipality;municipality;"),),
    "E564": (
        ("m;municipality;municipality;rr;Район\n", "rr;region;region;;Регион\nm;municipality;municipality;rr;Район\n"),
    ),
    "E565": (
        ("r;region;region;a;Регион\n", "r;region;region;;Регион\n"),
        ("b;region;region;a;Б", "b;region;region;r;Б"),
    ),
    "E566": (
        ("r;region;region;m;Регион", "r;region;region;;Регион"),
        ("m;municipality;municipality;;", "m;municipality;municipality;r;"),
    ),
    "E567": (("c;region;contest;;Конкурс;rr\n", "rr;region;region;;Регион;\nc;region;contest;;Конкурс;rr\n"),),
    "E568": (("просить", "рекомендовать"),),
    "E569": (
        (";gen\n", ";gen;dat;acc;ins;pre;short\n"),
        ("r;region;region;;Регион;\n", "r;region;region;;Регион;;;;;;\n"),
        ("Район;Района\n", "Район;Района;Району;Район;Районом;Районе;\n"),
    ),
}
"""Each text, where it stands first, becomes the other."""

_ITEMS = "format: sample/1\nitems:\n"
_ROW = {**TABLE, "A2": "m1", "B2": 2020, "C2": "teachers", "D2": 5, "E2": "site"}
_RIGHT = xlsx({"Свод": _ROW})
_RIGHT_ODS = ods({"A": [ods_row(*TABLE.values()), ods_row("m1", 2020, "teachers", 5, "site")]})
_FACT = '{"entity": "m1", "period": "2020", "key": "teachers", "value": 5, "source": "site"}'
_RIGHT_CSV = f"{LONG}m1;2020;teachers;5;site\n"
_CONSTANT = """format: constants/1
constants:
  - id: a
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: Порог
    value: 1
"""
_MAPPING = (
    'format: mapping/1\nfile: f.csv\nlayout: wide\ncolumns: {entity: Код}\nfixed: {period: "2020", source: site}\n'
)

REPLACED: Mapping[str, Mapping[str, str | bytes | None]] = {
    "E004": {"rules.yaml": _CONSTANT},
    "E105": {"rules.yaml": f"{_ITEMS}  - id: x\n    count: 2\n  - id: x\n    count: 100\n"},
    "E109": {"rules.yaml": f"{_ITEMS}  - id: x\n    until: null\n"},
    "E113": {"rules.yaml": f"{_ITEMS}  - id: x\n    sources: [a]\n"},
    "E116": {"rules.yaml": f"{_ITEMS}  - id: x\n    effective: {{from: a, to: b}}\n  - id: x\n    when: {{all: []}}\n"},
    "E117": {
        "rules.yaml": f"{_ITEMS}  - id: x\n    share: 0.5\n  - id: x\n    share: 100\n  - id: x\n    strict: 0.5\n"
    },
    "E122": {"rules.yaml": f"{_ITEMS}  - id: x\n    operand: {{fact: a, take: value}}\n"},
    "E123": {
        "rules.yaml": f"{_ITEMS}  - id: x\n    operand: {{fact: b}}\n  - id: y\n    operand: {{fact: b, has: c}}\n"
    },
    "E124": {"rules.yaml": f"{_ITEMS}  - id: x\n    operand: {{fact: b, over: 2, fold: sum}}\n"},
    "E501": {"a.docx": None, "a.csv": _RIGHT_CSV},
    "E503": {"map.yaml": f"{_MAPPING}facts: {{b: teachers}}\n", "f.csv": "Код;b\nm1;5\n"},
    "E506": {"f.csv": _RIGHT_CSV},
    "E507": {"f.csv": _RIGHT_CSV},
    "E508": {"f.json": '{"format": "fact-file/1", "facts": [' + _FACT + "]}\n"},
    "E509": {"f.yaml": f"format: fact-file/1\nfacts:\n  - {_FACT}\n"},
    "E510": {"f.xlsx": _RIGHT},
    "E511": {"f.xlsx": _RIGHT},
    "E512": {"f.ods": _RIGHT_ODS},
    "E514": {
        "map.yaml": f"format: mapping/1\nfile: f.xlsx\nsheet: А\n{ALL}",
        "f.xlsx": xlsx({"А": _ROW, "Б": {**_ROW, "A2": "m2"}}),
    },
    "E515": {"map.yaml": f"{_MAPPING}facts: {{Всего: teachers}}\n", "f.csv": "Код;Всего\nm1;5\n"},
    "E525": {"f.csv": _RIGHT_CSV},
    "E537": {"f.xlsx": xlsx({"Свод": {**_ROW, "A2": "2.4"}})},
    "E539": {"f.ods": _RIGHT_ODS},
    "E540": {"f.xlsx": xlsx({"Свод": {**_ROW, "A3": "m2", "B3": 2020, "C3": "teachers", "D3": 5, "E3": "site"}})},
    "W502": {"f.xlsx": _RIGHT},
    "W505": {"f.xlsx": xlsx({"Свод": {**_ROW, "C2": "share", "D2": 66.5}})},
}
"""The files of a fact set or pack that are mended by another text or workbook, or by no such file."""
