"""Normative acts: requisites that identify them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import pack as codes
from engine.diagnostics.core import Diagnostic
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
