"""What is asked in the planted cases: of whom, about which fact, for which period, and what is not asked."""

from __future__ import annotations

import pytest

from tests.illustrative.lookup import Lookup

CENTRES = "teachers_in_centres"
GENERAL = "teachers_supported_general"

# Entity, fact → (kind, period) of everything asked about it in the three periods.
ASKED = [
    ("m-growth", CENTRES, []),
    ("m-equal", CENTRES, []),
    ("m-first-period", CENTRES, []),
    ("m-first-unknown", CENTRES, [("base_line", "2022")]),
    ("m-previous-missing", CENTRES, [("no_data", "2020")]),
    ("m-silent", CENTRES, [("no_data", "2019"), ("no_data", "2020"), ("no_data", "2021"), ("no_data", "2022")]),
    ("m-confirmed-zero", CENTRES, []),
    ("m-confirmed-absent", CENTRES, []),
    ("m-dead-link", "decisions_on_analysis", [("restore_access", "2021")]),
    ("m-dead-link", "decisions_on_regional_monitoring", []),
    ("m-dead-link", CENTRES, [("restore_access", "2021"), ("no_data", "2022")]),
    ("m-unlisted-source", "young_teacher_events", [("confirm", "2021")]),
    # One of the two would be enough, and it only needs confirmation.
    ("m-unlisted-source", "mentoring_events", []),
    ("m-not-found", "young_teacher_events", [("no_data", "2021")]),
    ("m-not-found", "mentoring_events", [("no_data", "2021")]),
    ("m-half-known", "young_teacher_events", []),
    ("m-half-known", "mentoring_events", [("no_data", "2021")]),
    ("m-one-is-enough", "decisions_on_analysis", []),
    ("m-conflict", CENTRES, [("clarify", "2021")]),
    ("m-harmless-conflict", CENTRES, []),
    ("m-disputed-presence", "decisions_on_analysis", [("clarify", "2021")]),
    ("m-disputed-presence", "decisions_on_regional_monitoring", []),
    ("m-harmless-dispute", "young_teacher_events", []),
    ("m-harmless-dead-link", "young_teacher_events", []),
    ("m-found-after-search", "young_teacher_events", []),
    ("m-correction", CENTRES, []),
    ("m-newer", CENTRES, []),
    ("m-late", CENTRES, [("late", "2021")]),
    ("m-no-additional", "teachers_supported_additional", []),
    # What is missing in a sum is asked of those who said nothing, not of the municipality.
    ("m-rollup-below", GENERAL, []),
    ("rollup-below-school-2", GENERAL, []),
    (
        "rollup-below-school-3",
        GENERAL,
        [("no_data", "2019"), ("no_data", "2020"), ("no_data", "2021"), ("no_data", "2022")],
    ),
    ("organisations-school-4", "motivation_practices", [("no_data", "2020"), ("no_data", "2021"), ("no_data", "2022")]),
    ("organisations-school-1", "motivation_practices", []),
    ("college-new", "teachers_supported_vocational", []),
]


@pytest.mark.parametrize(("entity", "key", "asked"), ASKED)
def test_asked(region: Lookup, entity: str, key: str, asked: list[tuple[str, str]]) -> None:
    assert [(str(r.kind), r.period) for r in region.requests(entity, key)] == asked


PRIORITIES = [
    ("m-first-unknown", CENTRES, "low"),
    ("m-previous-missing", CENTRES, "normal"),
    ("m-unlisted-source", "young_teacher_events", "normal"),
    ("m-conflict", CENTRES, "high"),
    ("m-late", CENTRES, "low"),
]


@pytest.mark.parametrize(("entity", "key", "priority"), PRIORITIES)
def test_priority(region: Lookup, entity: str, key: str, priority: str) -> None:
    assert [str(r.priority) for r in region.requests(entity, key)] == [priority]


TOLD = [
    ("m-dead-link", "decisions_on_analysis", ["https://illustrative.example/decision-17.pdf"]),
    ("m-conflict", CENTRES, ["110", "90", "сайт ГБУ ДПО ЧИППКРО", "сайт ГБУ ДПО РЦОКИО"]),
    ("m-late", CENTRES, ["15.02.2022", "31.01.2022"]),
    ("m-unlisted-source", "young_teacher_events", ["сайт ГБУ ДПО ЧИППКРО", "за 2021 год"]),
]


@pytest.mark.parametrize(("entity", "key", "told"), TOLD)
def test_text_names_what_it_is_about(region: Lookup, entity: str, key: str, told: list[str]) -> None:
    (request,) = region.requests(entity, key)
    assert [text for text in told if text not in request.text] == []


def test_sources_stand_in_the_order_of_asking(region: Lookup) -> None:
    (request,) = region.requests("m-not-found", "mentoring_events")
    assert request.sources == (
        "chippkro-site",
        "union-site",
        "municipal-services-materials",
        "organisations-materials",
    )


def test_each_fact_is_asked_once(region: Lookup) -> None:
    asked = [(r.entity, r.period, r.key) for r in region.results.requests if r.kind != "late"]
    assert len(asked) == len(set(asked))
