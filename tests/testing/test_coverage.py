"""Which elements rules have, and which a test reaches."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics.core import Lang
from engine.testing.coverage import Part, elements_of
from engine.testing.rules import Rules
from tests.testing.kit import PACK, loaded, report


def names(part: Part, rule: str) -> list[str]:
    return [e.detail for e in elements_of(Rules(loaded(PACK))) if e.part is part and e.rule == f"{rule}@1.0.0"]


def test_limits_have_two_sides_on_the_grid_of_their_numbers() -> None:
    assert names(Part.LIMIT, "1.1") == ["value=0", "value=1"]
    assert names(Part.LIMIT, "1.2") == ["value=1", "value=0"]
    assert names(Part.LIMIT, "1.3") == ["value=1", "value=0", "value=2"]
    assert names(Part.LIMIT, "balance") == ["value=50", "value=49.999999999"]


def test_rows_are_told_by_their_limits() -> None:
    told = [e.told for e in elements_of(Rules(loaded(PACK))) if e.name.startswith("band:1.1@")]
    assert told == ["value > 0 → growth", "value ≤ 0 → no_growth"]


def test_elements_are_told_in_the_language_of_the_report() -> None:
    elements = {e.name: e for e in elements_of(Rules(loaded(PACK)))}
    told = [
        [elements[name].words(lang) for lang in (Lang.RU, Lang.EN)]
        for name in ("band:1.1@1.0.0:1", "limit:balance@1.0.0:value=49.999999999", "status:1.1@1.0.0:no_data")
    ]
    assert told == [
        ["значение > 0 → рост", "value > 0 → рост"],
        ["значение = 49,999999999", "value = 49.999999999"],
        ["нет данных", "no data"],
    ]


def test_statuses_are_those_that_the_measure_can_come_to() -> None:
    every = ["scored", "no_data", "not_assessed", "not_applicable", "unconfirmed", "conflict", "suppressed"]
    assert names(Part.STATUS, "1.1") == every
    assert names(Part.STATUS, "1.2") == [s for s in every if s != "not_assessed"]
    assert names(Part.STATUS, "points") == ["scored", "not_applicable"]
    assert names(Part.STATUS, "districts") == ["scored", "no_data", "not_applicable"]


def test_only_what_is_looked_at_is_reached(tmp_path: Path) -> None:
    text = """  - name: one
    because: worked out
    register: {id: d, kind: district}
    given: {trained: [10, 10]}
    expect:
      findings: {"1.1": {%s}}
      recommendations: [{rule: "1.1-A"%s}]
"""
    looked = report(tmp_path, a=text % ("value: 0", "")).coverage.reached
    assert looked == {"status:1.1@1.0.0:scored", "recommendation:1.1-A@1.0.0"}
    more = report(tmp_path, a=text % ("points: 0", ", contains: обучено")).coverage.reached
    assert more - looked == {"band:1.1@1.0.0:2", "limit:1.1@1.0.0:value=0", "text:1.1-A@1.0.0"}


def test_what_cannot_be_reached_is_waived_with_a_reason(tmp_path: Path) -> None:
    text = """format: tests/1
period: "2020"
unreachable:
  - {element: "%s", because: no facts are so}
tests:
  - name: one
    because: worked out
    register: {id: d, kind: district}
    given: {trained: [10, 11]}
    expect: {findings: {"1.1": growth}}
"""
    whole = report(tmp_path, a=text % "band:1.1@1.0.0:2").coverage
    assert "band:1.1@1.0.0:2" not in {e.name for e in whole.missing}
    assert whole.problems == ()
    (reached,) = report(tmp_path, a=text % "band:1.1@1.0.0:1").problems
    (unknown,) = report(tmp_path, a=text % "band:1.1@1.0.0:9").problems
    assert (reached.code.id, unknown.code.id) == ("E607", "E606")
