"""Runs as records: the same bytes every time, whole or not at all, explained from their folder alone."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from engine.cli.main import main
from tests.workflows.small import PACK, write


def evaluate(out: Path, facts: Path, *more: str) -> int:
    return main(["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(out), "--quiet", *more])


def only_run(out: Path) -> Path:
    (run,) = [p for p in out.iterdir() if p.is_dir()]
    return run


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_run_is_the_same_bytes_wherever_and_however_often(tmp_path: Path) -> None:
    facts = write(tmp_path / "facts", label="illustrative")
    assert evaluate(tmp_path / "a", facts) == 0
    assert evaluate(tmp_path / "a", facts) == 0
    moved = shutil.copytree(facts, tmp_path / "elsewhere" / "other")
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Yekaterinburg", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "engine", "evaluate", "--pack", str(PACK), "--facts", str(moved), "--lang", "en"]
    subprocess.run([*command, "--out", str(tmp_path / "b"), "--quiet"], check=True, env=environment)
    assert only_run(tmp_path / "a").name == only_run(tmp_path / "b").name
    assert hashes(only_run(tmp_path / "a")) == hashes(only_run(tmp_path / "b"))


def test_the_manifest_has_the_hash_of_every_file(tmp_path: Path) -> None:
    facts = write(tmp_path / "facts")
    evaluate(tmp_path / "out", facts)
    run = only_run(tmp_path / "out")
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"] == {name: h for name, h in hashes(run).items() if name != "manifest.json"}
    assert manifest["facts"]["files"] == hashes(facts)


def test_other_facts_are_another_run(tmp_path: Path) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"))
    evaluate(tmp_path / "out", write(tmp_path / "facts", label="illustrative"))
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts", label="illustrative"))
    tables = only_run(tmp_path / "out") / "tables"
    names = sorted(p.stem for p in tables.glob("*.csv"))
    assert names == sorted(p.stem for p in tables.glob("*.parquet"))
    for name in names:
        with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        told = duckdb.execute("SELECT * FROM read_parquet(?)", [str(tables / f"{name}.parquet")])
        columns = [c[0] for c in told.description or ()]
        stored = told.fetchall()
        assert len(stored) == len(rows), name
        for column in rows[0] if rows else ():
            assert column in columns, (name, column)


def test_a_damaged_run_is_replaced(tmp_path: Path) -> None:
    facts = write(tmp_path / "facts")
    evaluate(tmp_path / "out", facts)
    run = only_run(tmp_path / "out")
    before = hashes(run)
    (run / "results.json").write_text("{}")
    evaluate(tmp_path / "out", facts)
    assert hashes(run) == before


@pytest.mark.parametrize("name", ["s" * 250, "Я" * 120])
def test_a_set_in_a_folder_of_a_long_name_is_written(name: str, tmp_path: Path) -> None:
    facts = write(tmp_path / name)
    (facts / "set.yaml").unlink()
    assert evaluate(tmp_path / "out", facts) == 0
    run = only_run(tmp_path / "out")
    assert json.loads((run / "manifest.json").read_text(encoding="utf-8"))["facts"]["id"] == name
    assert run.name.startswith(f"minimal-{name[:50]}")


def test_nothing_is_left_beside_a_run(tmp_path: Path) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"))
    assert [p.name for p in (tmp_path / "out").iterdir()] == [only_run(tmp_path / "out").name]


def test_a_public_run_names_nobody(tmp_path: Path) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"), "--profile", "public")
    run = only_run(tmp_path / "out")
    assert not (run / "inputs").exists()
    for path in run.rglob("*"):
        if path.is_file():
            assert "Иванова".encode() not in path.read_bytes(), path


def test_a_run_is_explained_when_pack_and_facts_are_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = write(tmp_path / "facts")
    evaluate(tmp_path / "out", facts)
    run = only_run(tmp_path / "out")
    shutil.rmtree(facts)
    capsys.readouterr()
    assert main(["explain", str(run), "1.1-A/2020/D2/D2", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["root"] == "recommendation/1.1-A/2020/D2/D2"
    entry = told["entries"]["recommendation/1.1-A/2020/D2/D2"]
    assert entry["rule"] == "1.1-A@1.0.0"
    held = {"item": "1.1", "outcome": "no_growth", "title": "роста нет", "status": "scored", "reason": None}
    assert entry["conditions"] == [held]
    assert entry["dependencies"] == ["finding/1.1/D2/2020"]
    finding = told["entries"]["finding/1.1/D2/2020"]
    assert finding["dependencies"] == ["fact/3", "fact/2"]
    assert finding["derived"]["reckoned"]["calculation"] == "5 − 5"
    rows = [(r["outcome"], r["taken"], r["verdict"]) for r in finding["derived"]["rows"]]
    assert rows == [("growth", False, "failed"), ("no_growth", True, "met")]
    assert told["entries"]["fact/3"]["parameters"]["address"] == "facts.csv:5"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "error: the run «{}» is public: it keeps no facts and cannot be explained; explain the internal run of ",
        ),
        (
            "ru",
            "ошибка: результат «{}» публичный: сведений в нём нет, и объяснить его нельзя; внутренний результат по ",
        ),
    ],
)
def test_a_public_run_is_not_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"), "--profile", "public")
    run = only_run(tmp_path / "out")
    capsys.readouterr()
    assert main(["explain", str(run), "D3", "1.1", "2020", "--lang", lang]) == 2
    assert capsys.readouterr().err.startswith(said.format(run.name))


NO_RULES = {
    "en": "warning: no indicator is in force on 2019-12-31, the last day of the period «2019»: it has no results\n",
    "ru": "предупреждение: на 31.12.2019, последний день периода «2019», не действует ни один показатель: "
    "результатов за него нет\n",
}


@pytest.mark.parametrize("lang", NO_RULES)
def test_a_period_without_rules_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    facts = write(tmp_path / "facts")
    assert evaluate(tmp_path / "a", facts, "--period", "2019", "--period", "2020", "--lang", lang) == 0
    assert capsys.readouterr().err == NO_RULES[lang]
    assert evaluate(tmp_path / "b", facts, "--period", "2020", "--lang", lang) == 0
    assert capsys.readouterr().err == ""
    (facts / "set.yaml").unlink()
    assert evaluate(tmp_path / "c", facts, "--lang", lang) == 0  # 2019 has facts, which only serve 2020
    assert capsys.readouterr().err == ""


def test_facts_that_lost_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"))
    run = only_run(tmp_path / "out")
    capsys.readouterr()
    assert main(["explain", str(run), "D3", "1.1", "2020", "--lang", "ru"]) == 0
    text = capsys.readouterr().out
    assert "● Сведения 6: trained, D3, 2020 = 6 — использовано" in text
    assert "● Сведения 5: trained, D3, 2020 = 7 — противоречит использованному" in text


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (["DD1", "1.1"], "ошибка: в реестре нет сущности «DD1»; возможно, «D1»?"),
        (["D1", "1.11"], "ошибка: в комплекте нет показателя «1.11»; возможно, «1.1»?"),
        (["D1", "1.1", "2020-1"], "ошибка: в календаре комплекта нет периода «2020-1»; возможно, «2020»?"),
        (
            ["1.1-A/2020/D2/D3"],
            "ошибка: в результатах нет рекомендации «1.1-A/2020/D2/D3»; возможно, «1.1-A/2020/D2/D2»?",
        ),
    ],
)
def test_wrong_names_suggest_the_near_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: list[str], said: str
) -> None:
    evaluate(tmp_path / "out", write(tmp_path / "facts"))
    capsys.readouterr()
    assert main(["explain", str(only_run(tmp_path / "out")), *what, "--lang", "ru"]) == 2
    assert capsys.readouterr().err.startswith(said)
