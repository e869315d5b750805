"""Normative acts: requisites that identify them, and whether what rests on them still may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.checks.bases import Based, bases_on
from engine.diagnostics import pack as codes
from engine.diagnostics import upkeep
from engine.diagnostics.core import Diagnostic
from engine.months import add_months
from engine.pack.model import Act, Pack

_LENGTH_OF_FULL_DATE = len("2020-08-12")


def incomplete_dates(pack: Pack) -> Iterator[Diagnostic]:
    """An act of which only the month or the year is known."""
    for act in pack.acts:
        if act.date is not None and len(act.date) < _LENGTH_OF_FULL_DATE:
            params = {"id": act.id, "date": act.date}
            yield Diagnostic(codes.INCOMPLETE_ACT_DATE, pack.places.value(act.span, "date"), params)


def same_requisites(pack: Pack) -> Iterator[Diagnostic]:
    """Two acts with the issuer, date and number of one."""
    first: dict[tuple[str | None, ...], Act] = {}
    for act in pack.acts:
        requisites = (act.issuer, act.date, act.number)
        if None in requisites:
            continue
        other = first.setdefault(requisites, act)
        if other is not act:
            params = {"id": act.id, "other": other.id, "first": other.span}
            place = pack.places.value(act.span, "number")
            yield Diagnostic(codes.SAME_REQUISITES, place, params, (other.span,))


def reversed_dates(pack: Pack) -> Iterator[Diagnostic]:
    """An act that ends before it is issued, as far as its date is known."""
    for act in pack.acts:
        # A date that lacks its day or month stands before all of its days in the order of texts.
        if act.date is not None and act.valid_until is not None and act.valid_until.isoformat() < act.date:
            params = {"id": act.id, "until": act.valid_until, "date": act.date}
            yield Diagnostic(upkeep.ENDS_BEFORE_ITS_DATE, pack.places.value(act.span, "valid_until"), params)


def on_day(pack: Pack, day: date) -> Iterator[Diagnostic]:
    """Acts that something in force on `day` rests on, and that are not in force or have not been looked up for long."""
    resting: dict[str, Based] = {}
    for based in bases_on(pack, day):
        resting.setdefault(based.basis.act, based)
    for act in pack.acts:
        if act.id not in resting:
            continue
        if act.valid_until is not None and act.valid_until < day:
            yield _expired(pack, act, resting[act.id])
        else:
            yield from _unchecked(pack, act, day)


def _expired(pack: Pack, act: Act, based: Based) -> Diagnostic:
    there = pack.places.value(based.span, "basis", "act")
    params = {"id": act.id, "until": act.valid_until, "item": based.id, "place": there}
    return Diagnostic(upkeep.ACT_EXPIRED, pack.places.value(act.span, "valid_until"), params, (there,))


def _unchecked(pack: Pack, act: Act, day: date) -> Iterator[Diagnostic]:
    every = pack.passport.check_acts_every
    if every is None:
        return
    if act.checked is None:
        never = {"id": act.id, "every": f"P{every.count}M"}
        yield Diagnostic(upkeep.ACT_NEVER_CHECKED, pack.places.value(act.span, "id"), never)
    elif (due := add_months(act.checked, every.count)) < day:
        overdue = {"id": act.id, "checked": act.checked, "due": due}
        yield Diagnostic(upkeep.ACT_CHECK_OVERDUE, pack.places.value(act.span, "checked"), overdue)
