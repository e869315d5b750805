"""Conclusions for the directions of analysis, worked out by hand from the conditions of the pack."""

from __future__ import annotations

import pytest

from tests.illustrative.lookup import Lookup

# Entity, period → outcome for associations, outcome for young teachers, what is missing in each.
CONCLUSIONS = [
    ("region", "2020", "partial", "partial", (), ()),
    ("region", "2021", "needs_attention", "needs_attention", (), ()),
    ("region", "2022", "effective", "effective", (), ()),
    ("m-growth", "2021", "effective", "effective", (), ()),
    ("m-equal", "2021", "needs_attention", "needs_attention", (), ()),
    # 2.7 is achieved, nothing else is.
    ("m-decline", "2021", "partial", "needs_attention", (), ()),
    ("m-mixed", "2021", "partial", "partial", (), ()),
    # 2.5 does not apply and does not stand in the way.
    ("m-no-additional", "2021", "effective", "effective", (), ()),
    (
        "m-silent",
        "2021",
        "cannot_be_assessed",
        "cannot_be_assessed",
        ("2.4", "2.5", "2.7"),
        ("2.2", "2.4", "2.5", "2.7"),
    ),
]


@pytest.mark.parametrize(("entity", "period", "associations", "young", "missing", "missing_young"), CONCLUSIONS)
def test_conclusion(
    region: Lookup,
    entity: str,
    period: str,
    associations: str,
    young: str,
    missing: tuple[str, ...],
    missing_young: tuple[str, ...],
) -> None:
    suffix = "" if entity == "region" else "-municipal"
    first = region.directions[entity, period, f"associations{suffix}"]
    second = region.directions[entity, period, f"young-teachers{suffix}"]
    assert (first.outcome, first.missing) == (associations, missing)
    assert (second.outcome, second.missing) == (young, missing_young)


def test_every_municipality_has_a_conclusion_in_every_period(region: Lookup) -> None:
    for direction in ("associations-municipal", "young-teachers-municipal"):
        assert len([d for d in region.results.directions if d.direction == direction]) == 43 * 3
