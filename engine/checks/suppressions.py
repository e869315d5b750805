"""Warnings and notes that a pack itself declares to be known, each with a reason and a last day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from engine.diagnostics import pack as codes
from engine.diagnostics.checked import Suppressed
from engine.diagnostics.core import Diagnostic, Severity, Span, has_errors
from engine.pack.model import Pack, Suppression


def suppressed_apart(
    pack: Pack, diagnostics: Iterable[Diagnostic], day: date | None
) -> tuple[tuple[Diagnostic, ...], tuple[Suppressed, ...]]:
    """What is told and what is suppressed; suppressions ended before `day`, or that hide nothing, are told of too.

    Without a day nothing depends on one: every suppression holds, and none is told of.
    """
    given = tuple(diagnostics)
    valid = [s for s in pack.passport.suppress if day is None or day <= s.until]
    places = list(_items(pack))
    told: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    used: set[Span] = set()
    for diagnostic in given:
        by = [s for s in valid if _hides(s, diagnostic, pack.folder, places)]
        used |= {s.span for s in by}
        if by:
            suppressed.append(Suppressed(diagnostic, by[0].reason, by[0].until.isoformat()))
        else:
            told.append(diagnostic)
    if day is not None:
        told += _reported(pack, valid, used, complete=not has_errors(given))
    return tuple(told), tuple(suppressed)


def _reported(pack: Pack, valid: list[Suppression], used: set[Span], *, complete: bool) -> Iterator[Diagnostic]:
    """That a suppression hides nothing is known only when every check has run, which errors prevent."""
    for suppression in pack.passport.suppress:
        if suppression not in valid:
            params = {"code": suppression.code, "day": suppression.until.isoformat()}
            yield Diagnostic(codes.SUPPRESSION_EXPIRED, pack.places.value(suppression.span, "until"), params)
        elif complete and suppression.span not in used:
            place = pack.places.value(suppression.span, "code")
            yield Diagnostic(codes.SUPPRESSION_UNUSED, place, {"code": suppression.code})


def _hides(suppression: Suppression, diagnostic: Diagnostic, folder: str, places: list[tuple[str, Span]]) -> bool:
    if diagnostic.severity is Severity.ERROR or diagnostic.code.id != suppression.code:
        return False
    if suppression.file is not None and diagnostic.span.file != f"{folder}/{suppression.file}":
        return False
    return suppression.item is None or any(
        name == suppression.item and _within(diagnostic.span, place) for name, place in places
    )


def _within(inner: Span, outer: Span) -> bool:
    begins = (outer.line, outer.col) <= (inner.line, inner.col)
    ends = (inner.end_line, inner.end_col) <= (outer.end_line, outer.end_col)
    return inner.file == outer.file and begins and ends


def _items(pack: Pack) -> Iterator[tuple[str, Span]]:
    """The id and the place of everything in the pack that has both, and the name of each unit and outcome."""
    listed = (value for field in fields(pack) if isinstance(value := getattr(pack, field.name), tuple))
    for item in (pack.passport, *(item for items in listed for item in items)):
        header = getattr(item, "header", item)
        name = getattr(header, "id", None) or getattr(header, "key", None)
        if isinstance(name, str) and isinstance(getattr(header, "span", None), Span):
            yield name, header.span
    for section in ("units", "outcomes"):
        written = pack.places.value(pack.passport.span, section)
        for name in getattr(pack.passport, section):
            yield name, pack.places.key(written, name)
