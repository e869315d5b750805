from __future__ import annotations

from dataclasses import replace

from engine.diagnostics.core import Lang
from engine.report.names import names_of
from engine.report.protocol import Block, blocks, highest
from engine.result import EntityResult, Results
from tests.report.fixture import EMPTY, ENTITIES, FINDINGS, RESULTS


def made(results: Results) -> tuple[Block, ...]:
    return blocks(results, names_of(results, Lang.RU))


def test_the_highest_are_those_assessed_below_nobody_assessed() -> None:
    assert highest(RESULTS) == ("region",)
    assert highest(replace(RESULTS, findings=FINDINGS[12:14])) == ("town", "village")
    assert highest(EMPTY) == ()


def test_entities_between_that_are_not_assessed_hide_nothing() -> None:
    district = EntityResult("district", "Округ", "municipality", "municipality", "region")
    entities = (
        ENTITIES[0],
        district,
        replace(ENTITIES[1], parent="district"),
        replace(ENTITIES[2], parent="elsewhere"),
    )
    assert highest(replace(RESULTS, entities=entities)) == ("region", "village")


def test_a_block_has_the_documents_indicators_then_derived_ones_then_totals() -> None:
    first, second = made(RESULTS)
    assert (first.entity, first.period) == ("region", "2020")
    assert [line.number for line in first.lines] == ["1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "2.2", "2.3"]
    assert [line.number for line in first.derived] == ["1.dynamics"]
    assert [total.indicator for total, _ in first.totals] == ["total", "balance"]
    assert [finding.indicator for _, finding in first.totals if finding] == ["total", "balance"]
    assert (second.entity, second.period, second.derived, second.totals) == ("region", "2021", (), ())


def test_a_parent_that_is_not_measured_heads_its_children_once() -> None:
    lines = made(RESULTS)[1].lines
    assert [(line.number, line.finding is None) for line in lines] == [("1", True), ("1.1", False)]
    two = replace(RESULTS, findings=(*FINDINGS[1:3], FINDINGS[8]))
    assert [line.number for line in made(two)[0].lines] == ["1", "1.1", "1.2", "2", "2.3"]


def test_targets_and_sources() -> None:
    lines = {line.number: line for line in made(RESULTS)[0].lines}
    assert lines["1"].target == "не установлено"
    assert lines["1.1"].target == "Положительная динамика – 1 балл / отсутствие – 0 баллов"
    assert lines["2"].target == ""
    assert lines["1.2"].sources == "Сайт института"
    assert lines["1.1"].sources == "сайт института; письмо; муниципальной службы"
    assert lines["1.4"].restored == {"target", "sources"}


def test_a_rule_that_the_pack_does_not_know_is_shown_by_its_number() -> None:
    unknown = replace(RESULTS, findings=(replace(FINDINGS[1], indicator="9.9", rule="9.9@1.0.0"),))
    (line,) = made(unknown)[0].lines
    assert (line.number, line.title, line.target, line.sources) == ("9.9", "9.9", "", "")


def test_periods_go_before_entities() -> None:
    findings = tuple(
        replace(FINDINGS[1], entity=entity, period=period)
        for entity in ("village", "town")
        for period in ("2021", "2020")
    )
    found = made(replace(RESULTS, findings=findings, totals=()))
    assert [(b.period, b.entity) for b in found] == [
        ("2020", "town"),
        ("2020", "village"),
        ("2021", "town"),
        ("2021", "village"),
    ]
