"""What a schema cannot say of one file.

That its dates exist, that the limits of a band or a test do not clash, and that nothing follows `otherwise`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from engine.diagnostics import pack as codes
from engine.diagnostics import rules, sense
from engine.diagnostics.core import Diagnostic
from engine.pack.source import Mapping, Node, Scalar, Sequence

_DATES = {
    "effective": ("from", "to"),
    "periods": ("from", "to", "submit_by"),
    "acts": ("date", "valid_until", "checked"),
    "suppress": ("until",),
    "": ("as_of",),
    **dict.fromkeys(("tests", "examples"), ("as_of",)),
    **dict.fromkeys(("expect", "recommendations", "requests", "exactly"), ("due",)),
}
"""What is a date, by the key it stands under; `to` and `from` mean something else elsewhere."""

_FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOW = ("above", "at_least", "equals", "is")
_HIGH = ("below", "at_most", "equals", "is")
_TESTS = ("when", "for")
_ENDING = {"ladder": "otherwise", "variants": "for"}
"""Lists that may end with what is for all that is left over, and the key that says so."""


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
        yield from no_such_date(value)
    if key == "bands" and isinstance(value, Sequence):
        for band in value.items:
            yield from _limits(band)
    if key in _TESTS and isinstance(value, Mapping):
        for _, test in value.entries:
            yield from _limits(test)
    if key in _ENDING and isinstance(value, Sequence):
        yield from _after_otherwise(value, _ENDING[key])
    yield from nonsense(value, key)


def no_such_date(scalar: Scalar) -> Iterator[Diagnostic]:
    """That a date of the right shape is not in the calendar."""
    try:
        date.fromisoformat(scalar.text)
    except ValueError:
        yield Diagnostic(codes.NO_SUCH_DATE, scalar.span, {"date": scalar.text})


def _after_otherwise(rows: Sequence, key: str) -> Iterator[Diagnostic]:
    """Each row for all that is left over that is not the last one."""
    for row, following in pairwise(rows.items):
        if not isinstance(row, Mapping):
            continue
        for name, value in row.entries:
            said = value if key == "for" else name
            if name.text == key and isinstance(said, Scalar) and said.text == "otherwise":
                yield Diagnostic(sense.OTHERWISE_NOT_LAST, said.span, {"after": following.span}, (following.span,))


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
