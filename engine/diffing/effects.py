"""Two evaluations of the same facts: what differs, and which changes of the pack it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from engine.diffing.causes import Cause


class What(StrEnum):
    """Kinds of results. `place` is the finding of an indicator that ranks entities, `total` that of a total."""

    FINDING = "finding"
    PLACE = "place"
    TOTAL = "total"
    DIRECTION = "direction"
    RECOMMENDATION = "recommendation"
    REQUEST = "request"


PRESENCE = "presence"
"""The field of a result as a whole: whether it is there."""


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One result: `item` is the indicator, direction, recommendation or request it is of."""

    what: What
    entity: str
    period: str
    item: str


Fields = Mapping[str, object]
Snapshot = Mapping[Row, Fields]
"""All results of an evaluation that are compared, with what each says."""

Field = tuple[Row, str]
Differences = dict[Field, tuple[object, object]]
"""What each field that differs said before and says after."""


def differences(old: Snapshot, new: Snapshot) -> Differences:
    found: Differences = {}
    for row in {**old, **new}:
        if row not in old or row not in new:
            found[row, PRESENCE] = (row in old, row in new)
            continue
        then, now = old[row], new[row]
        found |= {(row, f): (then.get(f), now.get(f)) for f in {**then, **now} if then.get(f) != now.get(f)}
    return found


class By(StrEnum):
    """How a difference comes about: each of the causes alone brings it; or only several of them together."""

    ALONE = "alone"
    TOGETHER = "together"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class FieldEffect:
    """`causes` are places in the list of causes: those that bring the new value alone, or those that take part."""

    name: str
    old: object
    new: object
    by: By
    causes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A result that differs; `added` and `removed` where it is there on one side only, with what it says there."""

    row: Row
    fields: tuple[FieldEffect, ...]
    said: Fields

    @property
    def added(self) -> bool:
        return any(f.name == PRESENCE and f.new is True for f in self.fields)

    @property
    def removed(self) -> bool:
        return any(f.name == PRESENCE and f.old is True for f in self.fields)

    @property
    def causes(self) -> tuple[int, ...]:
        return tuple(sorted({n for f in self.fields for n in f.causes}))

    @property
    def by(self) -> By:
        """The weakest explanation of its fields."""
        found = {f.by for f in self.fields}
        return next(by for by in (By.UNEXPLAINED, By.TOGETHER, By.ALONE) if by in found)


@dataclass(frozen=True, slots=True)
class CauseEffect:
    """What a cause does when it is applied alone: how many results differ then, and how many stay different in the end.

    `possible` is false where the old pack with these changes alone is not a pack without errors.
    """

    cause: Cause
    possible: bool
    alone: Mapping[What, int]
    hidden: tuple[Row, ...]

    @property
    def count(self) -> int:
        return sum(self.alone.values())


@dataclass(frozen=True, slots=True)
class Effects:
    """All that differs between the results of a fact set, in the order of the results, and what brings it about."""

    effects: tuple[Effect, ...]
    causes: tuple[CauseEffect, ...]

    @property
    def cancelled(self) -> tuple[CauseEffect, ...]:
        """Causes whose effects, or some of them, others take back."""
        return tuple(c for c in self.causes if c.hidden)


def attributed(old: Snapshot, new: Snapshot, causes: Sequence[Cause], alone: Sequence[Differences | None]) -> Effects:
    """The differences with their causes; `alone` has what each cause changes by itself, None where it makes no pack."""
    whole = differences(old, new)
    rows: dict[Row, list[FieldEffect]] = {}
    for (row, name), (then, now) in whole.items():
        rows.setdefault(row, []).append(_field((row, name), then, now, alone))
    order = {row: n for n, row in enumerate({**old, **new})}
    effects = [
        Effect(row, tuple(fields), new.get(row) or old.get(row) or {})
        for row, fields in sorted(rows.items(), key=lambda pair: (list(What).index(pair[0].what), order[pair[0]]))
    ]
    touched = {row for row, _ in whole}
    return Effects(tuple(effects), tuple(_of_cause(c, d, touched) for c, d in zip(causes, alone, strict=True)))


def _field(field: Field, then: object, now: object, alone: Iterable[Differences | None]) -> FieldEffect:
    bringing = [(n, found[field][1]) for n, found in enumerate(alone) if found and field in found]
    exact = tuple(n for n, value in bringing if value == now)
    if exact:
        return FieldEffect(field[1], then, now, By.ALONE, exact)
    if bringing:
        return FieldEffect(field[1], then, now, By.TOGETHER, tuple(n for n, _ in bringing))
    return FieldEffect(field[1], then, now, By.UNEXPLAINED, ())


def _of_cause(cause: Cause, found: Differences | None, touched: set[Row]) -> CauseEffect:
    rows = dict.fromkeys(row for row, _ in found or {})
    counts = {what: sum(row.what is what for row in rows) for what in What}
    hidden = tuple(row for row in rows if row not in touched)
    return CauseEffect(cause, found is not None, {w: n for w, n in counts.items() if n}, hidden)
