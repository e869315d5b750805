"""Findings of the planted cases, worked out by hand from the facts, the pack and the table of statuses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.illustrative.lookup import Lookup

# Entity, period, indicator → outcome, value, points. Each supporting indicator both ways, at every level it has.
SCORED = [
    # 1.1: the region's own numbers are 500, 640, 640, 610
    ("region", "2020", "1.1", "growth", 140, 1),
    ("region", "2021", "1.1", "no_change", 0, 0),
    ("region", "2022", "1.1", "decline", -30, 0),
    ("m-growth", "2021", "1.1", "growth", 3, 1),
    ("m-equal", "2021", "1.1", "no_change", 0, 0),
    ("m-decline", "2021", "1.1", "decline", -4, 0),
    # 1.2
    ("region", "2020", "1.2", "absent", 0, 0),
    ("region", "2021", "1.2", "present", 1, 1),
    # 1.3: confirmed absent in 2021
    ("region", "2020", "1.3", "present", 1, 1),
    ("region", "2021", "1.3", "absent", 0, 0),
    # 1.4
    ("region", "2020", "1.4", "present", 1, 1),
    ("region", "2021", "1.4", "absent", 0, 0),
    ("organisations-kindergarten-1", "2021", "1.4", "present", 1, 1),
    ("organisations-school-1", "2021", "1.4", "absent", 0, 0),
    ("organisations-house-1", "2021", "1.4", "present", 1, 1),
    ("college-growth", "2021", "1.4", "present", 1, 1),
    ("college-decline", "2021", "1.4", "absent", 0, 0),
    # 2.1: one group, confirmed absent, five groups
    ("region", "2020", "2.1", "narrow", 1, 0),
    ("region", "2021", "2.1", "absent", 0, 0),
    ("region", "2022", "2.1", "present", 5, 1),
    # 2.2: one of two is enough
    ("region", "2020", "2.2", "present", 1, 1),
    ("region", "2021", "2.2", "absent", 0, 0),
    ("m-growth", "2021", "2.2", "present", 1, 1),
    ("m-equal", "2021", "2.2", "absent", 0, 0),
    ("m-mixed", "2021", "2.2", "present", 1, 1),
    ("m-one-is-enough", "2021", "2.2", "present", 1, 1),
    # 2.3: both are needed
    ("region", "2020", "2.3", "present", 1, 1),
    ("region", "2021", "2.3", "absent", 0, 0),
    # 2.4
    ("region", "2020", "2.4", "decline", -160, 0),
    ("region", "2022", "2.4", "growth", 215, 1),
    ("m-growth", "2021", "2.4", "growth", 3, 1),
    ("m-equal", "2021", "2.4", "no_change", 0, 0),
    ("m-decline", "2021", "2.4", "decline", -4, 0),
    ("organisations-school-1", "2021", "2.4", "growth", 4, 1),
    ("organisations-school-2", "2021", "2.4", "no_change", 0, 0),
    ("organisations-school-3", "2021", "2.4", "decline", -7, 0),
    ("organisations-kindergarten-2", "2021", "2.4", "growth", 1, 1),
    # 2.5
    ("region", "2020", "2.5", "no_change", 0, 0),
    ("region", "2022", "2.5", "growth", 52, 1),
    ("m-growth", "2021", "2.5", "growth", 3, 1),
    ("m-equal", "2021", "2.5", "no_change", 0, 0),
    ("m-decline", "2021", "2.5", "decline", -4, 0),
    ("organisations-house-1", "2021", "2.5", "growth", 3, 1),
    ("organisations-house-2", "2021", "2.5", "no_change", 0, 0),
    ("organisations-house-3", "2021", "2.5", "decline", -4, 0),
    # 2.6: ten colleges of eleven: 365, 356, 356, 374
    ("region", "2020", "2.6", "decline", -9, 0),
    ("region", "2021", "2.6", "no_change", 0, 0),
    ("region", "2022", "2.6", "growth", 18, 1),
    ("college-growth", "2021", "2.6", "growth", 4, 1),
    ("college-equal", "2021", "2.6", "no_change", 0, 0),
    ("college-decline", "2021", "2.6", "decline", -4, 0),
    # 2.7: one of two is enough
    ("region", "2020", "2.7", "present", 1, 1),
    ("region", "2021", "2.7", "absent", 0, 0),
    ("region", "2022", "2.7", "present", 1, 1),
    ("m-growth", "2021", "2.7", "present", 1, 1),
    ("m-equal", "2021", "2.7", "absent", 0, 0),
    ("m-one-is-enough", "2021", "2.7", "present", 1, 1),
    # Zeros and confirmed absence are values.
    ("m-confirmed-zero", "2020", "1.1", "decline", -3, 0),
    ("m-confirmed-zero", "2021", "1.1", "no_change", 0, 0),
    ("m-confirmed-zero", "2022", "1.1", "growth", 5, 1),
    ("m-confirmed-absent", "2021", "1.1", "decline", -12, 0),
    ("m-confirmed-absent", "2022", "1.1", "growth", 4, 1),
    ("m-confirmed-absent", "2021", "2.2", "absent", 0, 0),
    ("m-confirmed-absent", "2021", "2.7", "absent", 0, 0),
    # The period after the first one.
    ("m-first-period", "2021", "1.1", "growth", 4, 1),
    ("m-previous-missing", "2022", "1.1", "growth", 5, 1),
    # Facts that compete.
    ("m-correction", "2021", "1.1", "growth", 5, 1),
    ("m-correction", "2022", "1.1", "growth", 2, 1),
    ("m-newer", "2021", "1.1", "growth", 30, 1),
    ("m-newer", "2022", "1.1", "growth", 1, 1),
    ("m-found-after-search", "2021", "2.2", "present", 1, 1),
    ("m-harmless-dispute", "2021", "2.2", "present", 1, 1),
    ("m-harmless-dead-link", "2021", "2.2", "present", 1, 1),
    ("m-late", "2021", "1.1", "growth", 12, 1),
    ("m-resubmit", "2021", "1.1", "growth", 20, 1),
    # Sums over organisations compare the same organisations in both years.
    ("m-rollup-above", "2020", "2.4", "no_change", 0, 0),
    ("m-rollup-above", "2021", "2.4", "growth", 12, 1),
    ("m-rollup-above", "2022", "2.4", "growth", 6, 1),
    ("m-rollup-exact", "2021", "2.4", "decline", -2, 0),
    ("m-rollup-new-child", "2021", "2.4", "no_change", 0, 0),
    ("m-rollup-new-child", "2022", "2.4", "growth", 2, 1),
    ("m-own-first", "2021", "2.4", "growth", 10, 1),
    ("m-rollup-own-before", "2020", "2.4", "growth", 10, 1),
]


@pytest.mark.parametrize(("entity", "period", "indicator", "outcome", "value", "points"), SCORED)
def test_scored(
    region: Lookup, entity: str, period: str, indicator: str, outcome: str, value: int, points: int
) -> None:
    found = region.findings[entity, period, indicator]
    assert (found.status, found.reason) == ("scored", None)
    assert (found.outcome, found.value, found.points) == (outcome, Decimal(value), Decimal(points))
    assert (found.lower, found.upper) == (Decimal(points), Decimal(points))


# The numbers of an entity itself and the sums over the entities below it are never mixed in one change.
MATCHED = [
    ("region", "2021", "2.4", "no_change", 0),  # own number for 2020: 31480
    ("region", "2021", "2.5", "decline", -37),  # own number for 2020: 3150
    ("m-rollup-own-before", "2021", "2.4", "growth", 7),  # own number for 2020: 500; the sums are 140 and 147
]


@pytest.mark.parametrize(("entity", "period", "indicator", "outcome", "value"), MATCHED)
def test_own_number_of_the_year_before_does_not_enter_a_rolled_up_change(
    region: Lookup, entity: str, period: str, indicator: str, outcome: str, value: int
) -> None:
    found = region.findings[entity, period, indicator]
    assert (found.status, found.outcome, found.value) == ("scored", outcome, Decimal(value))


# Entity, period, indicator → status, reason, in the maximum: the table of statuses, row by row.
UNSCORED = [
    # the rule's applicability says no; the fact says so
    ("organisations-school-1", "2021", "2.5", "not_applicable", "kind", False),
    ("m-no-additional", "2020", "2.5", "not_applicable", "fact_says_so", False),
    ("m-no-additional", "2021", "2.5", "not_applicable", "fact_says_so", False),
    ("m-first-unknown", "2021", "1.1", "not_applicable", "fact_says_so", False),
    ("college-new", "2021", "2.6", "not_applicable", "fact_says_so", False),
    # contradiction with different outcomes
    ("m-conflict", "2021", "1.1", "conflict", "contradiction", True),
    ("m-disputed-presence", "2021", "2.7", "conflict", "contradiction", True),
    # the earlier value is known not to exist
    ("m-first-period", "2020", "1.1", "not_assessed", "no_predecessor", False),
    ("m-first-unknown", "2022", "1.1", "not_assessed", "no_predecessor", False),
    ("organisations-kindergarten-1", "2021", "2.4", "not_assessed", "no_predecessor", False),
    ("college-new", "2022", "2.6", "not_assessed", "no_predecessor", False),
    # the earlier value is not reported
    ("m-previous-missing", "2021", "1.1", "no_data", "previous_missing", True),
    # evidence cannot be opened
    ("m-dead-link", "2021", "1.1", "unconfirmed", "evidence", True),
    ("m-dead-link", "2021", "2.7", "unconfirmed", "evidence", True),
    # only a source that the rule does not list
    ("m-unlisted-source", "2021", "2.2", "unconfirmed", "source_not_listed", True),
    # checked and not found, which proves nothing here; not reported
    ("m-not-found", "2021", "2.2", "no_data", "not_found", True),
    ("m-previous-missing", "2020", "1.1", "no_data", "not_reported", True),
    ("m-half-known", "2021", "2.2", "no_data", "not_reported", True),
    ("organisations-school-4", "2021", "1.4", "no_data", "not_reported", True),
    ("organisations-school-4", "2021", "2.4", "no_data", "not_reported", True),
    ("college-silent", "2021", "2.6", "no_data", "not_reported", True),
    ("m-silent", "2021", "1.1", "no_data", "not_reported", True),
    ("m-silent", "2021", "2.2", "no_data", "not_reported", True),
    ("m-silent", "2021", "2.4", "no_data", "not_reported", True),
    ("m-silent", "2021", "2.5", "no_data", "not_reported", True),
    ("m-silent", "2021", "2.7", "no_data", "not_reported", True),
    # less than 80 % of the organisations below
    ("m-rollup-below", "2021", "2.4", "no_data", "coverage", True),
    ("m-suppressed", "2021", "1.1", "suppressed", "suppressed", True),
]


@pytest.mark.parametrize(("entity", "period", "indicator", "status", "reason", "bounded"), UNSCORED)
def test_not_scored(
    region: Lookup, entity: str, period: str, indicator: str, status: str, reason: str, bounded: bool
) -> None:
    found = region.findings[entity, period, indicator]
    assert (found.status, found.reason) == (status, reason)
    assert (found.outcome, found.value, found.points) == (None, None, None)
    assert (found.lower, found.upper) == ((Decimal(0), Decimal(1)) if bounded else (None, None))


# 1.1 is the only one of 1.1–1.4 that applies to a municipality, so the sum shows what its status does to the maximum.
TOTALS = [
    # entity, period, total → value, assessed, applicable, lower, upper
    ("m-growth", "2021", "1.points", 1, 1, 1, 1, 1),
    ("m-equal", "2021", "1.points", 0, 1, 1, 0, 0),
    ("m-conflict", "2021", "1.points", 0, 0, 1, 0, 1),
    ("m-previous-missing", "2021", "1.points", 0, 0, 1, 0, 1),
    ("m-dead-link", "2021", "1.points", 0, 0, 1, 0, 1),
    ("m-suppressed", "2021", "1.points", 0, 0, 1, 0, 1),
    ("m-growth", "2021", "2.points", 4, 4, 4, 4, 4),
    ("m-equal", "2021", "2.points", 0, 4, 4, 0, 0),
    ("m-decline", "2021", "2.points", 1, 4, 4, 1, 1),
    ("m-mixed", "2021", "2.points", 2, 4, 4, 2, 2),
    ("m-no-additional", "2021", "2.points", 3, 3, 3, 3, 3),
    ("m-silent", "2021", "2.points", 0, 0, 4, 0, 4),
    ("m-silent", "2021", "total", 0, 0, 5, 0, 5),
    ("region", "2020", "1.points", 3, 4, 4, 3, 3),
    ("region", "2020", "2.points", 3, 7, 7, 3, 3),
    ("region", "2020", "total", 6, 11, 11, 6, 6),
    ("region", "2021", "total", 1, 11, 11, 1, 1),
    ("region", "2022", "1.points", 3, 4, 4, 3, 3),
    ("region", "2022", "2.points", 7, 7, 7, 7, 7),
    ("region", "2022", "total", 10, 11, 11, 10, 10),
]


@pytest.mark.parametrize(("entity", "period", "indicator", "value", "assessed", "applicable", "lower", "upper"), TOTALS)
def test_total(
    region: Lookup,
    entity: str,
    period: str,
    indicator: str,
    value: int,
    assessed: int,
    applicable: int,
    lower: int,
    upper: int,
) -> None:
    total = region.totals[entity, period, indicator]
    assert (total.assessed, total.applicable) == (assessed, applicable)
    assert (total.value, total.lower, total.upper) == (Decimal(value), Decimal(lower), Decimal(upper))


@pytest.mark.parametrize(
    "place", [("m-first-period", "2020"), ("m-first-unknown", "2021"), ("m-first-unknown", "2022")]
)
def test_what_is_not_assessed_or_not_applicable_leaves_the_maximum(region: Lookup, place: tuple[str, str]) -> None:
    assert (*place, "1.points") not in region.totals
    total = region.totals[*place, "total"]
    assert (total.assessed, total.applicable) == (4, 4)
    assert (total.maximum, total.nominal) == (Decimal(4), Decimal(5))


# What the shares of the region are: 8000, 9000, 8800 of 20000; 12000 of 30000, 12200 of 30500, 15500 of 31000.
INDICATIVE = [
    ("2020", "1", "40"),
    ("2021", "1", "45"),
    ("2022", "1", "44"),
    ("2020", "2", "40"),
    ("2021", "2", "40"),
    ("2022", "2", "50"),
]


@pytest.mark.parametrize(("period", "indicator", "value"), INDICATIVE)
def test_indicative(region: Lookup, period: str, indicator: str, value: str) -> None:
    found = region.findings["region", period, indicator]
    assert (found.status, found.value, found.unit, found.points) == ("scored", Decimal(value), "percent", None)


DYNAMICS = [
    ("2021", "1.dynamics", "growth", 5),
    ("2022", "1.dynamics", "decline", -1),
    ("2021", "2.dynamics", "no_change", 0),
    ("2022", "2.dynamics", "growth", 10),
]


@pytest.mark.parametrize(("period", "indicator", "outcome", "value"), DYNAMICS)
def test_dynamics_of_the_indicative_indicators(
    region: Lookup, period: str, indicator: str, outcome: str, value: int
) -> None:
    found = region.findings["region", period, indicator]
    assert (found.status, found.outcome, found.value) == ("scored", outcome, Decimal(value))


# Whichever of the rival facts is right, 2021 and 2022 grow.
@pytest.mark.parametrize("place", [("m-harmless-conflict", "2021"), ("m-conflict", "2022")])
def test_a_disagreement_that_changes_nothing_is_scored_with_a_mark(region: Lookup, place: tuple[str, str]) -> None:
    found = region.findings[*place, "1.1"]
    assert (found.status, found.outcome, found.points) == ("scored", "growth", Decimal(1))
    assert "sources_disagree" in found.marks


MARKS = [
    ("m-late", "2021", "1.1", "late", True),
    ("m-growth", "2021", "1.1", "late", False),
    ("m-harmless-dispute", "2021", "2.2", "sources_disagree", True),
    ("m-found-after-search", "2021", "2.2", "sources_disagree", False),
    ("m-correction", "2021", "1.1", "sources_disagree", False),
    ("m-newer", "2021", "1.1", "sources_disagree", False),
    ("m-rollup-above", "2021", "2.4", "partial_coverage", True),
    ("m-rollup-new-child", "2021", "2.4", "partial_coverage", False),
    ("region", "2021", "2.6", "partial_coverage", True),
    ("region", "2021", "2.4", "partial_coverage", True),
    ("m-growth", "2021", "2.7", "restored_reading", True),
    ("m-growth", "2021", "2.4", "restored_reading", False),
]


@pytest.mark.parametrize(("entity", "period", "indicator", "mark", "stands"), MARKS)
def test_mark(region: Lookup, entity: str, period: str, indicator: str, mark: str, stands: bool) -> None:
    assert (mark in region.findings[entity, period, indicator].marks) is stands


def test_conflicts(region: Lookup) -> None:
    found = {(c.entity, c.period, c.key): c.decisive for c in region.results.conflicts}
    assert found == {
        ("m-conflict", "2021", "teachers_in_centres"): True,
        ("m-harmless-conflict", "2021", "teachers_in_centres"): False,
        ("m-disputed-presence", "2021", "decisions_on_analysis"): True,
        ("m-harmless-dispute", "2021", "young_teacher_events"): False,
    }


def test_statuses_add_up_to_the_number_of_indicators(region: Lookup) -> None:
    counts: dict[tuple[str, str], int] = {}
    for found in region.results.findings:
        counts[found.entity, found.period] = counts.get((found.entity, found.period), 0) + 1
    of_level = {e.id: e.level for e in region.results.entities}
    numbers = {
        level: {n for (entity, _), n in counts.items() if of_level[entity] == level} for level in of_level.values()
    }
    assert {level: len(n) for level, n in numbers.items()} == {"region": 1, "municipality": 1, "organisation": 1}
    assert len(region.findings) == len(region.results.findings)


def test_everything_made_from_the_set_is_marked(region: Lookup) -> None:
    results = region.results
    assert results.label == "illustrative"
    parts = (
        results.findings,
        results.totals,
        results.directions,
        results.recommendations,
        results.requests,
        results.conflicts,
        results.facts,
    )
    for part in parts:
        assert part
        assert all("illustrative" in item.marks for item in part)
