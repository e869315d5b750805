"""The files of the made-up region: what the script makes, and what the set was promised to hold."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from collections import Counter

from tests.illustrative.lookup import FACTS, ROOT, Lookup


def test_the_files_are_what_the_script_makes() -> None:
    script = ROOT / "scripts" / "make_illustrative.py"
    checked = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def _register() -> list[dict[str, str]]:
    with (FACTS / "register.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_how_many_there_are() -> None:
    rows = _register()
    kinds = Counter(row["kind"] for row in rows)
    names = [row["name"] for row in rows if row["kind"] == "municipality"]
    assert len(names) == 43
    assert len([n for n in names if n.startswith("Условный городской округ «")]) == 16
    assert len([n for n in names if n.startswith("Условный муниципальный район «")]) == 27
    organisations = {k: kinds[k] for k in ("preschool", "school", "additional-education", "vocational")}
    # 16 × 4 + 26 × 3 + 2; 16 × 5 + 26 × 4 + 3; 16 × 2 + 25 + 3 + 0
    assert organisations == {"preschool": 144, "school": 187, "additional-education": 60, "vocational": 12}


def test_no_name_can_be_mistaken_for_a_real_one() -> None:
    assert [row["name"] for row in _register() if "Условн" not in row["name"]] == []


def test_three_periods(region: Lookup) -> None:
    assert [p.id for p in region.results.periods] == ["2020", "2021", "2022"]


def test_every_format_is_there() -> None:
    assert (FACTS / "centres.csv").read_bytes().startswith(b"\xef\xbb\xbfentity,")
    returns = (FACTS / "municipal-returns.csv").read_bytes()
    assert returns.startswith("Код сущности;Период;".encode("cp1251"))
    assert b"\xa0" in returns
    assert b",0;" in returns
    assert json.loads((FACTS / "events.json").read_text(encoding="utf-8"))["format"] == "fact-file/1"
    for name in ("organisations.xlsx", "colleges.ods"):
        with zipfile.ZipFile(FACTS / name) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_case_forms() -> None:
    rows = {row["id"]: row for row in _register()}
    assert [rows["s-equal"][form] for form in ("name", "gen", "dat", "acc", "ins", "pre")] == [
        "Методическая служба Условного городского округа «Равные значения»",
        "Методической службы Условного городского округа «Равные значения»",
        "Методической службе Условного городского округа «Равные значения»",
        "Методическую службу Условного городского округа «Равные значения»",
        "Методической службой Условного городского округа «Равные значения»",
        "Методической службе Условного городского округа «Равные значения»",
    ]
    assert rows["m-silent"]["dat"] == "Условному муниципальному району «Сведений нет»"
    assert rows["growth-kindergarten-1"]["ins"] == "Условным детским садом № 1 Условного городского округа «Рост»"
