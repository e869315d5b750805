"""A small fact set for the pack in tests/packs/minimal, worked out by hand."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "tests/packs/minimal"

REGISTER = """id,level,kind,parent,name,dat,pre
R,region,region,,Область,области,области
D1,municipality,district,R,Первый район,первому району,первом районе
D2,municipality,district,R,Второй район,второму району,втором районе
D3,municipality,district,R,Третий район,третьему району,третьем районе
D4,municipality,district,R,Четвёртый район,четвёртому району,четвёртом районе
D5,municipality,district,R,Пятый район,пятому району,пятом районе
I,region,institute,R,Институт,институту,институте
"""

FACTS = """entity;period;key;value;state;source;provider;observed_at;submitted_at
D1;2019;trained;10;;reports;Иванова И. И.;2020-01-10;2020-01-20
D1;2020;trained;12;;reports;Иванова И. И.;2021-01-10;2021-01-20
D2;2019;trained;5;;reports;;2020-01-10;2020-01-20
D2;2020;trained;5;;reports;;2021-01-10;2021-02-05
D3;2019;trained;3;;reports;;2020-01-10;2020-01-20
D3;2020;trained;7;;site;;2021-01-11;2021-01-20
D3;2020;trained;6;;site;Петров П. П.;2021-01-11;2021-01-20
R;2020;plan;;not_found;site;;2021-01-15;
R;2020;decision;;not_found;site;;2021-01-15;
R;2020;groups;;confirmed_absent;site;;2021-01-15;
R;2020;total;60;;reports;;2021-01-15;
D4;2019;trained;1;;reports;;2020-01-10;2020-01-20
D4;2020;trained;2;;reports;;2021-01-10;2021-01-20
D5;2019;trained;1;;reports;;2020-01-10;2020-01-20
D5;2020;trained;1;;reports;;2021-01-10;2021-01-20
"""


def write(folder: Path, facts: str = FACTS, label: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "facts.csv").write_text(facts, encoding="utf-8")
    marked = f"label: {label}\n" if label else ""
    (folder / "set.yaml").write_text(f'format: fact-set/1\nid: small\ntitle: Малый набор\nevaluate: ["2020"]\n{marked}')
    return folder
