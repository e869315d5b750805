"""Series across versions of the rules: broken, unless older facts are evaluated under the newer ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import engine
from engine.cli.main import main
from engine.result import Finding, Note, Results
from tests.report.explained import PACK, write

RULES = "stable@1.0.0 ↔ stable@2.0.0"


def results(folder: Path, *, reevaluate: bool) -> Results:
    return engine.evaluate(engine.load_pack(PACK), write(folder / "facts"), reevaluate=reevaluate).results


def finding(results: Results, entity: str, period: str, indicator: str) -> Finding:
    return next(f for f in results.findings if (f.entity, f.period, f.indicator) == (entity, period, indicator))


def of_series(results: Results) -> list[Note]:
    return [n for n in results.notes if n.kind in ("series_break", "reevaluated")]


def test_values_under_different_versions_are_not_compared(tmp_path: Path) -> None:
    found = results(tmp_path, reevaluate=False)
    broken = finding(found, "A", "2021", "broken")
    assert (broken.status, broken.reason, broken.marks) == ("not_assessed", "series_break", ("series_break",))
    assert of_series(found) == [Note("series_break", "broken / 2020 / 2021", RULES)]
    assert finding(found, "A", "2020", "broken").value == 4


def test_older_facts_are_evaluated_under_the_newer_version(tmp_path: Path) -> None:
    found = results(tmp_path, reevaluate=True)
    again = finding(found, "A", "2021", "broken")
    assert (again.status, again.value, again.marks) == ("scored", 0, ())
    assert of_series(found) == [Note("reevaluated", "broken / 2020 / 2021", RULES)]
    assert finding(found, "A", "2020", "stable").rule == "stable@1.0.0"


def test_a_run_records_it_and_is_explained_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts, out = write(tmp_path / "facts"), tmp_path / "out"
    given = ["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(out), "--quiet"]
    runs = []
    for more in ([], ["--reevaluate"]):
        assert main([*given, *more]) == 0
        runs.append(Path(capsys.readouterr().out.strip()))
    assert runs[0].name != runs[1].name
    manifests = [json.loads((run / "manifest.json").read_text(encoding="utf-8")) for run in runs]
    assert [m["parameters"]["reevaluate"] for m in manifests] == [False, True]
    told = []
    for run in runs:
        assert main(["explain", str(run), "A", "broken", "2021", "--lang", "ru"]) == 0
        told.append(capsys.readouterr().out)
    assert "в периодах 2020 и 2021 действуют разные версии" in " ".join(told[0].split())
    assert "с числами: 32 − 32 = 0" in told[1]
    assert "правило: stable@2.0.0" in told[1]
    assert "stable@1.0.0" not in told[1]


def test_a_manifest_that_says_nonsense_is_damaged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts, out = write(tmp_path / "facts"), tmp_path / "out"
    assert main(["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(out), "--quiet"]) == 0
    run = Path(capsys.readouterr().out.strip())
    manifest = run / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"reevaluate": false', '"reevaluate": "no"'), "utf-8")
    assert main(["explain", str(run), "A", "share", "2020", "--lang", "en"]) == 2
