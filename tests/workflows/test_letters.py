"""What letters tell of a rate: the numbers it was reckoned from as they are, and the rate as it is shown."""

from __future__ import annotations

import shutil
from pathlib import Path

from engine.backend.duckdb import Database
from engine.diagnostics.core import has_errors
from engine.facts.read import read_fact_set
from engine.workflows.evaluate import Parameters, evaluate
from engine.workflows.inputs import load_checked
from tests.workflows import small


def test_a_rate_is_told_beside_the_numbers_it_comes_from(tmp_path: Path) -> None:
    pack_folder = shutil.copytree(small.PACK, tmp_path / "pack")
    (pack_folder / "pack.lock").unlink(missing_ok=True)
    indicators, letters = pack_folder / "indicators.yaml", pack_folder / "recommendations.yaml"
    indicators.write_text(
        indicators.read_text("utf-8").replace(
            "compare_with: previous_period, as: difference}",
            "compare_with: previous_period, as: percent}\n    display: {digits: 1}",
        ),
        "utf-8",
    )
    text = letters.read_text("utf-8")
    start, end = text.index("      принять меры"), text.index('  - id: "1.3-I"')
    letters.write_text(text[:start] + "      {value} против {previous_value}: {measured} %\n\n" + text[end:], "utf-8")
    pack, problems = load_checked(pack_folder)
    assert pack is not None
    assert not has_errors(problems)
    db = Database()
    facts = small.FACTS.replace("D2;2020;trained;5;", "D2;2020;trained;3;").replace(
        "D2;2019;trained;5;", "D2;2019;trained;7;"
    )
    fact_set, _ = read_fact_set(small.write(tmp_path / "facts", facts), pack, db.con)
    assert fact_set is not None
    letters_written = evaluate(pack, fact_set, db, Parameters()).recommendations
    # 100 · (3 − 7) ÷ 7 = −57,142857143
    assert [r.text for r in letters_written if r.entity == "D2"] == ["3 против 7: −57,1 %"]
