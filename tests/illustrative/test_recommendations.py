"""Every recommendation rule of the pack both ways: where it fires and to whom, and where it must not fire."""

from __future__ import annotations

import pytest

from tests.illustrative.lookup import Lookup

ALL = None
"""One letter to all that are found, under the collective name."""

Place = tuple[str, str]

R20, R21, R22 = ("region", "2020"), ("region", "2021"), ("region", "2022")
GROWTH, EQUAL, DECLINE, MIXED = (("m-growth", "2021"), ("m-equal", "2021"), ("m-decline", "2021"), ("m-mixed", "2021"))
DPO = ("institute", "quality-centre", "vocational-institute")


def _organisation(name: str) -> Place:
    return f"organisations-{name}", "2021"


# Rule, where it fires, whom the letters go to, where it does not fire. What happened in the region:
#        1.1        1.2      1.3      1.4      2.1      2.2      2.3      2.4        2.5        2.6        2.7
# 2020   growth     absent   present  present  narrow   present  present  decline    no_change  decline    present
# 2021   no_change  present  absent   absent   absent   absent   absent   no_change  decline    no_change  absent
# 2022   decline    present  present  present  present  present  present  growth     growth     growth     present
RULES: list[tuple[str, Place, tuple[str | None, ...], Place]] = [
    ("1.1-S.growth.region", R20, ("institute",), R21),
    ("1.1-S.no_change.region", R21, ("institute",), R22),
    ("1.1-S.decline.region", R22, ("institute",), R21),
    ("1.1-M.no_change.region", R21, (ALL,), R22),
    ("1.1-M.decline.region", R22, (ALL,), R21),
    ("1.1-V.no_change.region", R21, ("institute",), R22),
    ("1.1-V.decline.region", R22, ("institute",), R20),
    ("1.1-O.no_change.region", R21, (ALL,), R20),
    ("1.1-O.decline.region", R22, (ALL,), R20),
    ("1.1-M.growth.municipality", GROWTH, ("a-growth",), EQUAL),
    ("1.1-M.no_change.municipality", EQUAL, ("a-equal",), DECLINE),
    ("1.1-M.decline.municipality", DECLINE, ("a-decline",), EQUAL),
    ("1.1-O.no_change.municipality", EQUAL, (ALL,), DECLINE),
    ("1.1-O.decline.municipality", DECLINE, (ALL,), EQUAL),
    ("1.2-V.absent", R20, ("institute",), R21),
    ("1.2-M.absent", R20, (ALL,), R21),
    ("1.2-V.present", R21, ("institute",), R20),
    ("1.3-S.absent", R21, ("umo",), R20),
    ("1.3-V.absent", R21, ("institute",), R20),
    ("1.3-S.present", R20, ("umo",), R21),
    ("1.4-V.absent.region", R21, ("institute",), R20),
    ("1.4-S.absent.sites", R21, (ALL,), R20),
    ("1.4-S.absent.communities", R21, (ALL,), R20),
    ("1.4-O.absent.region", R21, (ALL,), R20),
    ("1.4-V.present.region", R20, ("institute",), R21),
    (
        "1.4-O.absent.organisation",
        _organisation("school-1"),
        ("organisations-school-1",),
        _organisation("kindergarten-1"),
    ),
    (
        "1.4-O.present.organisation",
        _organisation("kindergarten-1"),
        ("organisations-kindergarten-1",),
        _organisation("school-4"),
    ),
    ("2.1-S.absent.communities", R21, (ALL,), R20),
    ("2.1-S.narrow.communities", R20, (ALL,), R21),
    ("2.1-S.absent.union", R21, ("union",), R22),
    ("2.1-S.narrow.union", R20, ("union",), R22),
    ("2.1-V.absent", R21, DPO, R20),
    ("2.1-V.narrow", R20, DPO, R21),
    ("2.1-V.present", R22, DPO, R20),
    ("2.2-S.absent.club", R21, ("club",), R20),
    ("2.2-S.absent.union", R21, ("union",), R20),
    ("2.2-M.absent.region", R21, (ALL,), R20),
    ("2.2-V.absent.dpo", R21, DPO, R20),
    ("2.2-V.absent.universities", R21, (ALL,), R20),
    ("2.2-O.absent.region", R21, (ALL,), R20),
    ("2.2-S.present.region", R20, ("club",), R21),
    ("2.2-S.absent.municipality", EQUAL, ("s-equal",), GROWTH),
    ("2.2-M.absent.municipality", EQUAL, ("a-equal",), MIXED),
    ("2.2-O.absent.municipality", EQUAL, (ALL,), GROWTH),
    ("2.2-M.present.municipality", GROWTH, ("a-growth",), EQUAL),
    ("2.3-S.absent", R21, (ALL,), R20),
    ("2.3-V.absent", R21, DPO, R20),
    ("2.3-M.absent", R21, (ALL,), R20),
    ("2.3-S.present", R20, (ALL,), R21),
    ("2.4-S.no_change.region", R21, (ALL,), R20),
    ("2.4-S.decline.region", R20, (ALL,), R21),
    ("2.4-M.no_change.region", R21, (ALL,), R20),
    ("2.4-M.decline.region", R20, (ALL,), R21),
    ("2.4-V.no_change.region", R21, ("institute",), R20),
    ("2.4-V.decline.region", R20, ("institute",), R21),
    ("2.4-O.no_change.region", R21, (ALL,), R20),
    ("2.4-O.decline.region", R20, (ALL,), R21),
    ("2.4-S.growth.region", R22, (ALL,), R21),
    ("2.4-S.no_change.municipality", EQUAL, ("s-equal",), DECLINE),
    ("2.4-S.decline.municipality", DECLINE, ("s-decline",), EQUAL),
    ("2.4-M.no_change.municipality", EQUAL, ("a-equal",), DECLINE),
    ("2.4-M.decline.municipality", DECLINE, ("a-decline",), EQUAL),
    ("2.4-M.growth.municipality", GROWTH, ("a-growth",), EQUAL),
    ("2.4-O.no_change.municipality", EQUAL, (ALL,), DECLINE),
    ("2.4-O.decline.municipality", DECLINE, (ALL,), EQUAL),
    (
        "2.4-O.no_change.organisation",
        _organisation("school-2"),
        ("organisations-school-2",),
        _organisation("school-3"),
    ),
    ("2.4-O.decline.organisation", _organisation("school-3"), ("organisations-school-3",), _organisation("school-2")),
    ("2.4-O.growth.organisation", _organisation("school-1"), ("organisations-school-1",), _organisation("school-4")),
    ("2.5-S.no_change.region", R20, (ALL,), R21),
    ("2.5-S.decline.region", R21, (ALL,), R20),
    ("2.5-M.no_change.region", R20, (ALL,), R21),
    ("2.5-M.decline.region", R21, (ALL,), R20),
    ("2.5-V.no_change.region", R20, ("institute",), R21),
    ("2.5-V.decline.region", R21, ("institute",), R20),
    ("2.5-O.no_change.region", R20, (ALL,), R21),
    ("2.5-O.decline.region", R21, (ALL,), R20),
    ("2.5-S.growth.region", R22, (ALL,), R21),
    ("2.5-S.no_change.municipality", EQUAL, ("s-equal",), DECLINE),
    ("2.5-S.decline.municipality", DECLINE, ("s-decline",), EQUAL),
    ("2.5-M.no_change.municipality", EQUAL, ("a-equal",), DECLINE),
    ("2.5-M.decline.municipality", DECLINE, ("a-decline",), GROWTH),
    ("2.5-M.growth.municipality", GROWTH, ("a-growth",), MIXED),
    ("2.5-O.no_change.municipality", EQUAL, (ALL,), DECLINE),
    ("2.5-O.decline.municipality", DECLINE, (ALL,), EQUAL),
    ("2.5-O.no_change.organisation", _organisation("house-2"), ("organisations-house-2",), _organisation("house-3")),
    ("2.5-O.decline.organisation", _organisation("house-3"), ("organisations-house-3",), _organisation("house-2")),
    ("2.5-O.growth.organisation", _organisation("house-1"), ("organisations-house-1",), _organisation("house-2")),
    ("2.6-S.no_change.region", R21, (ALL,), R20),
    ("2.6-S.decline.region", R20, (ALL,), R21),
    ("2.6-V.no_change.region", R21, ("vocational-institute",), R20),
    ("2.6-V.decline.region", R20, ("vocational-institute",), R21),
    ("2.6-O.no_change.region", R21, (ALL,), R20),
    ("2.6-O.decline.region", R20, (ALL,), R21),
    ("2.6-V.growth.region", R22, ("vocational-institute",), R21),
    ("2.6-O.no_change.organisation", ("college-equal", "2021"), ("college-equal",), ("college-decline", "2021")),
    ("2.6-O.decline.organisation", ("college-decline", "2021"), ("college-decline",), ("college-equal", "2021")),
    ("2.6-O.growth.organisation", ("college-growth", "2021"), ("college-growth",), ("college-silent", "2021")),
    ("2.7-S.absent.initiator", R21, ("ministry",), R20),
    ("2.7-M.absent.region", R21, (ALL,), R20),
    ("2.7-S.absent.region", R21, (ALL,), R20),
    ("2.7-O.absent.region", R21, (ALL,), R20),
    ("2.7-M.absent.municipality", EQUAL, ("a-equal",), DECLINE),
    ("2.7-S.absent.municipality", EQUAL, ("s-equal",), GROWTH),
    ("2.7-O.absent.municipality", EQUAL, (ALL,), GROWTH),
    ("2.7-S.present.region", R20, ("ministry",), R21),
    ("2.7-M.present.municipality", GROWTH, ("a-growth",), EQUAL),
    ("associations.partial", R20, ("ministry",), R21),
    ("associations.needs_attention", R21, ("ministry",), R22),
    ("associations.effective", R22, ("ministry",), R20),
    ("associations-municipal.partial", DECLINE, ("a-decline",), EQUAL),
    ("associations-municipal.needs_attention", EQUAL, ("a-equal",), DECLINE),
    ("associations-municipal.effective", GROWTH, ("a-growth",), ("m-silent", "2021")),
    ("young-teachers.partial", R20, ("ministry",), R21),
    ("young-teachers.needs_attention", R21, ("ministry",), R22),
    ("young-teachers.effective", R22, ("ministry",), R20),
    ("young-teachers-municipal.partial", MIXED, ("a-mixed",), DECLINE),
    ("young-teachers-municipal.needs_attention", DECLINE, ("a-decline",), MIXED),
    ("young-teachers-municipal.effective", GROWTH, ("a-growth",), ("m-silent", "2021")),
]


@pytest.mark.parametrize(("rule", "where", "recipients", "elsewhere"), RULES, ids=[rule for rule, *_ in RULES])
def test_rule_fires_here_and_not_there(
    region: Lookup, rule: str, where: Place, recipients: tuple[str | None, ...], elsewhere: Place
) -> None:
    assert tuple(letter.recipient for letter in region.letters(rule, *where)) == recipients
    assert region.letters(rule, *elsewhere) == []


def test_every_rule_of_the_pack_is_in_the_table(region: Lookup) -> None:
    assert sorted(rule for rule, *_ in RULES) == sorted(r.header.id for r in region.results.pack.recommendations)


# Nobody whose indicator is unknown gets a recommendation on substance about it.
UNKNOWN = [
    ("m-silent", "2021"),
    ("m-conflict", "2021"),
    ("m-previous-missing", "2021"),
    ("m-first-period", "2020"),
    ("m-dead-link", "2021"),
    ("m-suppressed", "2021"),
]


@pytest.mark.parametrize("place", UNKNOWN)
def test_nothing_is_recommended_on_what_is_unknown(region: Lookup, place: Place) -> None:
    found = [r for r in region.results.recommendations if (r.entity, r.period, r.indicator) == (*place, "1.1")]
    assert found == []


def _members(region: Lookup, rule: str, place: Place) -> tuple[str, ...]:
    (letter,) = region.letters(rule, *place)
    return letter.members


# Letters about the region go, for the municipalities, to the authorities of those that were not scored themselves.
OTHERS = [
    (
        "1.1-M.no_change.region",
        R21,
        ("previous-missing", "dead-link", "conflict", "suppressed", "silent"),
    ),
    ("1.1-M.decline.region", R22, ("dead-link", "suppressed", "silent", "first-unknown")),
    ("2.2-M.absent.region", R21, ("unlisted-source", "not-found", "silent", "half-known")),
    ("2.7-M.absent.region", R21, ("dead-link", "silent", "disputed-presence")),
    ("2.4-M.decline.region", R20, ("rollup-below", "silent")),
    ("2.4-M.no_change.region", R21, ("rollup-below", "silent")),
]


@pytest.mark.parametrize(("rule", "place", "slugs"), OTHERS, ids=[rule for rule, *_ in OTHERS])
def test_who_was_scored_gets_no_letter_about_the_region(
    region: Lookup, rule: str, place: Place, slugs: tuple[str, ...]
) -> None:
    assert _members(region, rule, place) == tuple(f"a-{slug}" for slug in slugs)


# Rule, place, who is among the members, who is not.
AMONG = [
    ("1.2-M.absent", R20, ("a-growth", "a-silent"), ()),
    ("1.4-S.absent.sites", R21, ("growth-school-1", "college-growth"), ("site-federal", "site-regional")),
    ("1.4-S.absent.communities", R21, ("community", "association"), ("club",)),
    (
        "1.4-O.absent.region",
        R21,
        ("organisations-school-4", "silent-school-1", "college-silent"),
        ("organisations-school-1", "organisations-kindergarten-1", "college-growth"),
    ),
    ("2.2-V.absent.universities", R21, ("pedagogical-university", "university"), ("institute",)),
    ("2.2-O.absent.region", R21, ("a-not-found", "college-1"), ("a-growth", "a-equal")),
    ("2.4-O.no_change.municipality", EQUAL, ("equal-school-1",), ("equal-school-2", "equal-house-1")),
    ("2.4-O.decline.municipality", DECLINE, ("decline-school-1",), ("decline-kindergarten-1", "equal-school-1")),
    ("2.5-O.no_change.municipality", EQUAL, ("equal-house-1",), ("equal-house-2", "equal-school-1")),
    ("2.5-O.decline.municipality", DECLINE, ("decline-house-1",), ("decline-house-2",)),
    ("2.5-M.decline.region", R21, ("a-silent",), ("a-growth", "a-decline")),
    ("2.6-O.no_change.region", R21, ("college-silent",), ("college-growth", "college-1")),
]


@pytest.mark.parametrize(("rule", "place", "there", "not_there"), AMONG, ids=[rule for rule, *_ in AMONG])
def test_members(region: Lookup, rule: str, place: Place, there: tuple[str, ...], not_there: tuple[str, ...]) -> None:
    members = set(_members(region, rule, place))
    assert set(there) - members == set()
    assert set(not_there) & members == set()


def test_growth_against_a_declining_region_gets_only_the_letter_to_go_on(region: Lookup) -> None:
    of_growth = [
        (r.rule.split("@")[0], r.purpose)
        for r in region.results.recommendations
        if r.period == "2022" and r.indicator == "1.1" and (r.recipient == "a-growth" or "a-growth" in r.members)
    ]
    assert of_growth == [("1.1-M.growth.municipality", "sustain")]


def test_the_verb_is_decided_by_the_addressee(region: Lookup) -> None:
    (to_centre,) = region.letters("1.1-S.decline.region", *R22)
    (to_authority,) = region.letters("1.1-M.decline.municipality", *DECLINE)
    assert (str(to_centre.verb), str(to_authority.verb)) == ("instruct", "recommend")
    assert to_centre.recipient_dative == "Институту развития образования Условной области"
    assert to_authority.recipient_dative == "Управлению образования Условного городского округа «Снижение»"


def test_the_authority_answers_for_a_service_that_is_no_legal_person(region: Lookup) -> None:
    (letter,) = region.letters("2.2-S.absent.municipality", "m-service-in-office", "2021")
    assert letter.recipient == "a-service-in-office"


def test_a_letter_without_recipient_is_not_lost(region: Lookup) -> None:
    (letter,) = region.letters("2.2-S.absent.municipality", "m-no-service", "2021")
    assert (letter.recipient, letter.members) == (None, ())
    assert letter.recipient_name == "муниципальная методическая служба"
    assert "addressee_not_found" in {note.kind for note in region.results.notes}


# Equal is not a decline, and the texts say which it is.
WORDS = [
    ("1.1-M.no_change.municipality", EQUAL, "не изменилось", "снизилось"),
    ("1.1-M.decline.municipality", DECLINE, "снизилось", "не изменилось"),
]


@pytest.mark.parametrize(("rule", "place", "said", "not_said"), WORDS)
def test_text_says_what_happened(region: Lookup, rule: str, place: Place, said: str, not_said: str) -> None:
    (letter,) = region.letters(rule, *place)
    assert said in letter.text
    assert not_said not in letter.text


def test_each_recommendation_has_an_id_of_its_own(region: Lookup) -> None:
    ids = [r.id for r in region.results.recommendations]
    assert len(ids) == len(set(ids))
