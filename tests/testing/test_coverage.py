"""Which elements rules have, and which a test reaches."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from engine.diagnostics.core import Lang
from engine.testing.coverage import Part, elements_of
from engine.testing.rules import Rules
from tests.testing.kit import PACK, ROOT, loaded, report


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


def test_states_that_earlier_rows_decide_are_no_statuses() -> None:
    rules = Rules(loaded(ROOT / "rules/examples/ru-management-cycle"))
    statuses = defaultdict(list)
    for element in elements_of(rules):
        if element.part is Part.STATUS:
            statuses[element.rule].append(element.detail)
    every = ["scored", "no_data", "not_applicable", "conflict", "suppressed"]
    assert statuses["C1@1.0.0"] == every
    # The date of the measures is looked at without a row for what is unconfirmed.
    assert statuses["E1@1.0.0"] == [*every[:3], "unconfirmed", *every[3:]]
    # What counts as zero where it is unknown is never without a number.
    assert statuses["percent@1.0.0"] == ["scored", "not_assessed", "not_applicable"]


def test_limits_of_a_sum_lie_within_what_it_can_come_to() -> None:
    rules = Rules(loaded(ROOT / "rules/examples/ru-management-cycle"))
    limits = [e.detail for e in elements_of(rules) if e.part is Part.LIMIT and e.rule == "first-break@1.0.0"]
    assert limits[:2] == ["goals=0", "goals=1"]
    assert not any("-" in limit for limit in limits)


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
