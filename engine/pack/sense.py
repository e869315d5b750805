"""What a schema cannot say of one file: that its dates exist, and that the limits of a band do not clash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from engine.diagnostics import pack as codes
from engine.diagnostics import rules
from engine.diagnostics.core import Diagnostic
from engine.pack.source import Mapping, Node, Scalar, Sequence

_DATES = {"effective": ("from", "to"), "periods": ("from", "to", "submit_by"), "acts": ("date",)}
"""What is a date, by the key it stands under; `to` and `from` mean something else elsewhere."""

_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOW = ("above", "at_least", "equals", "is")
_HIGH = ("below", "at_most", "equals", "is")


def nonsense(node: Node, under: str = "") -> Iterator[Diagnostic]:
    """Mistakes anywhere below a node whose shape is right; `under` is the nearest key above it."""
    match node:
        case Scalar():
            return
        case Sequence(items=items):
            for item in items:
                yield from nonsense(item, under)
        case Mapping(entries=entries):
            for name, value in entries:
                yield from _entry(under, name.text, value)


def _entry(under: str, key: str, value: Node) -> Iterator[Diagnostic]:
    if key in _DATES.get(under, ()) and isinstance(value, Scalar) and _FULL_DATE.fullmatch(value.text):
        yield from _date(value)
    if key == "bands" and isinstance(value, Sequence):
        for band in value.items:
            yield from _limits(band)
    yield from nonsense(value, key)


def _date(scalar: Scalar) -> Iterator[Diagnostic]:
    try:
        date.fromisoformat(scalar.text)
    except ValueError:
        yield Diagnostic(codes.NO_SUCH_DATE, scalar.span, {"date": scalar.text})


def _limits(band: Node) -> Iterator[Diagnostic]:
    """Two lower limits or two upper ones; `equals` and `is` are both."""
    if not isinstance(band, Mapping):
        return
    told: set[str] = set()
    for side in (_LOW, _HIGH):
        given = [name for name, _ in band.entries if name.text in side]
        for name in given[1:]:
            if name.text not in told:
                told.add(name.text)
                params = {"first": given[0].text, "second": name.text}
                yield Diagnostic(rules.LIMITS_CLASH, name.span, params, (given[0].span,))
