"""Small packs built of model objects, for the tests of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from engine.diagnostics.core import Span
from engine.intervals import Domain
from engine.pack.model import (
    Band,
    Constant,
    Effective,
    FactKey,
    FactType,
    Header,
    Indicator,
    ItemStatus,
    Judgement,
    Kind,
    Level,
    Limit,
    Measure,
    Nature,
    Pack,
    Passport,
    Period,
    Resolution,
    Role,
    Rollup,
    Rounding,
    Rung,
    Source,
)

NOWHERE = Span("")
LEVELS = ("region", "town", "school")
KINDS = (("region", "region"), ("town", "town"), ("city", "town"), ("school", "school"))
KEYS = (
    ("a", FactType.NUMBER, Decimal(0)),
    ("b", FactType.NUMBER, Decimal(0)),
    ("c", FactType.NUMBER, None),
    ("x", FactType.YES_NO, None),
    ("y", FactType.YES_NO, None),
    ("z", FactType.YES_NO, None),
    ("m", FactType.SET, None),
    ("d", FactType.DATE, None),
    ("w", FactType.TEXT, None),
)
"""`c` gives no number when it is absent."""

HALVES = (("h1", date(2021, 1, 1), date(2021, 6, 30)), ("h2", date(2021, 7, 1), date(2021, 12, 31)))
YEARS = tuple((str(y), date(y, 1, 1), date(y, 12, 31)) for y in (2019, 2020))
SIX_YEARS = tuple((str(y), date(y, 1, 1), date(y, 12, 31)) for y in range(2016, 2022))


def head(name: str, version: str = "1.0.0", since: int = 2000, until: int | None = None) -> Header:
    effective = Effective(date(since, 1, 1), date(until, 12, 31) if until else None)
    return Header(name, version, ItemStatus.APPROVED, effective, None, NOWHERE)


def limit(value: str, *, closed: bool) -> Limit:
    return Limit(Decimal(value), None, closed, NOWHERE)


def below(outcome: str, value: str, points: str | None = None, *, meets: bool = False) -> Band:
    return _band(outcome, None, limit(value, closed=False), points, meets)


def at_least(outcome: str, value: str, points: str | None = None, *, meets: bool = False) -> Band:
    return _band(outcome, limit(value, closed=True), None, points, meets)


def above(outcome: str, value: str, points: str | None = None, *, meets: bool = False) -> Band:
    return _band(outcome, limit(value, closed=False), None, points, meets)


def between(outcome: str, low: str, high: str, points: str | None = None) -> Band:
    """The lower end included."""
    return _band(outcome, limit(low, closed=True), limit(high, closed=False), points, False)


def equals(outcome: str, value: str, points: str | None = None, *, meets: bool = False) -> Band:
    return _band(outcome, limit(value, closed=True), limit(value, closed=True), points, meets)


def _band(outcome: str, low: Limit | None, high: Limit | None, points: str | None, meets: bool) -> Band:
    return Band(outcome, low, high, None if points is None else Decimal(points), meets, NOWHERE)


YES_NO = (equals("yes", "1", "1", meets=True), equals("no", "0", "0"))


def indicator(
    name: str,
    measure: Measure,
    bands: Sequence[Band] = (),
    *,
    levels: Sequence[str] = ("town",),
    kinds: Sequence[str] = ("region", "town", "school"),
    sources: Sequence[str] = (),
    rollup: str | None = None,
    judge: Judgement | None = None,
    rounding: Rounding | None = None,
    version: str = "1.0.0",
    since: int = 2000,
    until: int | None = None,
) -> Indicator:
    """`kinds` are those of any level; `rollup` is the least coverage in percent; a version is in force for years."""
    of_levels = tuple(kind for kind, level in KINDS if level in levels and kind in kinds)
    return Indicator(
        head(name, version, since, until),
        *(name, Role.SUPPORTING, None, None, tuple(levels), of_levels, (), tuple(sources), None, None, ()),
        measure,
        None if rollup is None else Rollup(Decimal(rollup)),
        judge or (Judgement(Domain(), tuple(bands)) if bands else None),
        rounding,
    )


def constant(name: str, value: str, version: str = "1.0.0", since: int = 2000, until: int | None = None) -> Constant:
    return Constant(head(name, version, since, until), name, Decimal(value), None)


def pack(
    indicators: Iterable[Indicator],
    *,
    resolution: Resolution | None = None,
    constants: Sequence[tuple[str, str] | Constant] = (),
    periods: Sequence[tuple[str, date, date]] = (*YEARS, *HALVES),
) -> Pack:
    made = tuple(indicators)
    outcomes = {row.outcome: row.outcome for i in made for row in _rows(i.judge) if row.outcome}
    return Pack(
        "pack",
        Passport(head("pack"), "pack", "en", (), (), {}, outcomes, resolution or Resolution()),
        (),
        tuple(Source(head(s), s, True, None, None) for s in ("s1", "s2", "s3")),
        tuple(Level(name, name, n) for n, name in enumerate(LEVELS, 1)),
        tuple(Kind(k, level, k, Nature.AUTHORITY, True, True, None, NOWHERE) for k, level in KINDS),
        (),
        (),
        tuple(
            FactKey(key, key, kind, None, Domain(), (), absent, kind is FactType.NUMBER, NOWHERE)
            for key, kind, absent in KEYS
        ),
        tuple(c if isinstance(c, Constant) else constant(*c) for c in constants),
        tuple(Period(name, name, start, end, None, None, NOWHERE) for name, start, end in periods),
        made,
        *((), (), (), (), ()),
    )


def _rows(judge: Judgement | None) -> Sequence[Band | Rung]:
    return [*judge.bands, *(b for v in judge.variants for b in v.bands), *judge.rungs] if judge else ()
