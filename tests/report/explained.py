"""A fact set for the pack in tests/packs/explained, which has every kind of rule."""

from __future__ import annotations

from pathlib import Path

PACK = Path(__file__).resolve().parents[1] / "packs/explained"

_REGISTER = """id,level,kind,parent,name,dat
R,region,region,,Область,области
A,site,school,R,Школа А,школе А
B,site,school,R,Школа Б,школе Б
C,site,college,R,Колледж,колледжу
D,site,school,R,Школа Д,школе Д
"""

_FACTS = """entity;period;key;value;state;source;observed_at;evidence;evidence_date
A;2018;trained;5;;reports;2019-01-10;;
A;2019;trained;8;;reports;2020-01-10;;
A;2020;trained;10;;reports;2021-01-10;;
A;2021;trained;12.5;;reports;2022-01-10;;
A;2018;total;20;;reports;2019-01-10;;
A;2019;total;20;;reports;2020-01-10;;
A;2020;total;16;;reports;2021-01-10;;
A;2021;total;16;;reports;2022-01-10;;
A;2018;balance;-4;;reports;2019-01-10;;
A;2019;balance;6;;reports;2020-01-10;;
A;2020;balance;2.25;;reports;2021-01-10;;
A;2020;plan;yes;;site;2021-01-10;https://example.org/plan;2020-02-03
A;2020;adopted;2020-02-03;;site;2021-01-10;;
A;2020;rank;высшая;;reports;2021-01-10;;
A;2020;groups;"young;mentors";;site;2021-01-10;https://example.org/groups;2020-05-01
B;2019;trained;8;;reports;2020-01-10;;
B;2020;trained;4;;reports;2021-01-10;;
B;2020;total;16;;reports;2021-01-10;;
B;2018;balance;0;;reports;2019-01-10;;
B;2020;balance;7;;reports;2021-01-10;;
B;2020;plan;yes;unconfirmed;site;2021-01-10;https://example.org/gone;
B;2020;groups;mentors;;site;2021-01-10;;
C;2019;trained;3;;reports;2020-01-10;;
C;2020;trained;3.5;;reports;2021-01-10;;
C;2020;total;7;;reports;2021-01-10;;
C;2020;adopted;;not_found;site;2021-01-10;;
C;2019;balance;1.5;;reports;2020-01-10;;
D;2019;trained;6;;reports;2020-01-10;;
D;2020;total;9;;reports;2021-01-10;;
"""


def write(folder: Path) -> Path:
    """The fact set as a folder."""
    folder.mkdir(parents=True)
    (folder / "register.csv").write_text(_REGISTER, encoding="utf-8")
    (folder / "facts.csv").write_text(_FACTS, encoding="utf-8")
    (folder / "set.yaml").write_text('format: fact-set/1\nid: explained\ntitle: Сведения\nevaluate: ["2020", "2021"]\n')
    return folder
