"""Entities and facts of whatever kind, for Hypothesis to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from engine.pack.model import FactOperand, Pack
from engine.statuses import FactState
from tests.plan.given import Fact, Place
from tests.plan.oracle.measures import needed

SOURCES = ("s1", "s2", "s3")
DAYS = (date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3))
STATES = (*[FactState.REPORTED] * 8, *FactState)
RATHER_KNOWN = (*[FactState.REPORTED] * 16, *FactState)
WITH_VALUE = (FactState.REPORTED, FactState.UNCONFIRMED)
SETS = ("", "p", "p|q", "q", "p|q|r", "r")
NUMBERS = ("0", "1", "2", "3", "7", "0.3", "-1", "2.5", "1.25")
TEXTS = ("good", "bad", "other")

days = st.sampled_from([None, *DAYS])


def _tree(towns: int, schools: Sequence[int], kinds: Sequence[bool]) -> tuple[Place, ...]:
    """A region, its towns and their schools; a school of no town stands right below the region."""
    made = [Place("r", "region")]
    made += [Place(f"t{n}", "city" if kinds[n] else "town", "r") for n in range(towns)]
    made += [Place(f"o{n}", "school", f"t{at}" if at < towns else "r") for n, at in enumerate(schools)]
    return tuple(made)


def trees(towns: int = 3, schools: int = 4) -> st.SearchStrategy[tuple[Place, ...]]:
    return st.builds(
        _tree,
        st.integers(1, towns),
        st.lists(st.integers(0, towns), max_size=schools),
        st.lists(st.sampled_from([False, False, False, True]), min_size=towns, max_size=towns),
    )


def used_keys(rules: Pack) -> list[str]:
    read = [o for i in rules.indicators for _, o in (*needed(i), *(i.judge.inputs if i.judge else ()))]
    return sorted({o.key for o in read if isinstance(o, FactOperand)}) or ["a"]


@st.composite
def facts(
    draw: st.DrawFn, places: Sequence[Place], keys: Sequence[str], periods: Sequence[str], states: Sequence[FactState]
) -> Fact:
    key, state = draw(st.sampled_from(keys)), draw(st.sampled_from(states))
    value, text = None, None
    if state in WITH_VALUE:
        match key:
            case "m":
                text = draw(st.sampled_from(SETS))
                value = Decimal(len(text.split("|")) if text else 0)
            case "d":
                day = draw(st.sampled_from(DAYS))
                value, text = Decimal(day.toordinal()), day.isoformat()
            case "w":
                value, text = Decimal(1), draw(st.sampled_from(TEXTS))
            case "x" | "y" | "z":
                value = Decimal(draw(st.sampled_from(["0", "1", "1"])))
            case _:
                value = Decimal(draw(st.sampled_from(NUMBERS)))
    found = Fact(
        draw(st.sampled_from(places)).id,
        draw(st.sampled_from(periods)),
        key,
        value,
        draw(st.sampled_from(["s1", "s1", "s1", "s2", "s3"])),
        state,
        evidence=draw(st.sampled_from([None, "page", "page"])),
        evidence_date=draw(days),
        text=text,
    )
    return draw(competing(found)) if draw(st.integers(0, 9)) > 7 else found


@st.composite
def competing(draw: st.DrawFn, found: Fact) -> Fact:
    """A fact that has what decides between it and others."""
    correction = draw(st.booleans())
    return replace(
        found,
        provider=draw(st.sampled_from(["p1", "p2"] if correction else [None, None, "p1", "p2"])),
        observed=draw(days),
        submitted=draw(st.sampled_from(DAYS) if correction else days),
        correction=correction,
    )


@st.composite
def one_each(
    draw: st.DrawFn,
    places: Sequence[Place],
    keys: Sequence[str],
    periods: Sequence[str],
    states: Sequence[FactState],
    silent: int,
) -> list[Fact]:
    """One fact for each entity, key and period, but for those of which nothing is said: `silent` in a hundred."""
    return [
        draw(facts([place], [key], [period], states))
        for place in places
        for key in keys
        for period in periods
        if draw(st.integers(0, 99)) >= silent
    ]


@st.composite
def crowd(
    draw: st.DrawFn, places: Sequence[Place], keys: Sequence[str], periods: Sequence[str], most: int
) -> list[Fact]:
    """Facts that compete."""
    return [draw(competing(f)) for f in draw(st.lists(facts(places, keys, periods, STATES), max_size=most))]
