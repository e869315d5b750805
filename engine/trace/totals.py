"""How a total came about: its members, their weights, what unknown ones did, and what was done to the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from engine.pack.model import Gap, How
from engine.plan.codes import REASON_OF_CODE, SCORED, STATUS_OF_REASON
from engine.plan.compile import Compiled, Total
from engine.plan.operands import uncontested
from engine.statuses import IN_THE_MAXIMUM, Status
from engine.trace.entries import Member, Rounded, Summed, plain
from engine.trace.reckoning import bracketed
from engine.trace.scene import Scene

_LONGEST = 20
_FEW = 3
_Found = tuple[str, Decimal | None, tuple[Any, ...]]
"""Members of which a calculation is written out."""

_OWN = f"SELECT f.reason, {uncontested('f')}, f.points FROM finding f WHERE f.e = ? AND f.p = ? AND f.ind = ?"
_COUNTED = "SELECT value, weighted, assessed, applicable FROM total WHERE e = ? AND p = ? AND ind = ?"
_BELOW = f"""
SELECT f.reason, {uncontested("f")}, f.points, n.id FROM below d
JOIN finding f ON f.e = d.below AND f.p = ? AND f.ind = ?
JOIN entity n ON n.e = d.below
WHERE d.e = ? AND d.level = ? ORDER BY d.below
"""


class Totals:
    """The total of one finding."""

    def __init__(self, scene: Scene, total: Total) -> None:
        self.scene, self.total = scene, total

    def summed(self) -> Summed:
        scene, t = self.scene, self.total
        rows = scene.db.rows(_COUNTED, (scene.entity, scene.period, scene.number))
        value, weighted, assessed, applicable = rows[0] if rows else (None, None, 0, 0)
        found = list(self._findings())
        numbers = [n for n in (self._number(row) for _, _, row in found) if n is not None]
        members = tuple(self._member(item, weight, row) for item, weight, row in found) if not t.across else ()
        statuses = [STATUS_OF_REASON[row[0]] for _, _, row in found if self._number(row) is None]
        return Summed(
            how=str(t.how),
            take="points" if t.points else "value",
            across=t.across,
            across_title=scene.titled("level", t.across) if t.across else None,
            indicators=tuple(m.item for m in t.members),
            members=members,
            calculation=self._calculation(members, value) if not t.across else None,
            exact=plain(self._exact(value, weighted)),
            weight_by=t.weight_by,
            outcomes=tuple(map(scene.outcome, t.outcomes)),
            minimum_coverage=plain(t.minimum_coverage) or "0",
            unknown=str(t.unknown),
            not_applicable=str(t.not_applicable),
            left=sum(s in IN_THE_MAXIMUM for s in statuses),
            left_not_applicable=sum(s is Status.NOT_APPLICABLE for s in statuses),
            coefficient=t.coefficient[0] if t.coefficient else None,
            coefficient_value=plain(self._coefficient()),
            cap=plain(t.cap),
            rounded=Rounded(t.rounding.digits, str(t.rounding.mode)) if t.rounding else None,
            findings=len(found),
            assessed=assessed,
            applicable=applicable,
            least=plain(min(numbers, default=None)),
            greatest=plain(max(numbers, default=None)),
            least_at=self._at(found, min(numbers, default=None)),
            greatest_at=self._at(found, max(numbers, default=None)),
        )

    def _at(self, found: Sequence[_Found], number: Decimal | None) -> tuple[str, ...]:
        """The first entities below that have the number."""
        if not self.total.across or number is None:
            return ()
        ids = dict.fromkeys(row[3] for _, _, row in found if self._number(row) == number)
        return tuple(ids)[:_FEW]

    def used(self) -> Iterator[Compiled]:
        """The other indicators of the entity itself that are read."""
        t, needed = self.total, self.scene.program.needed
        members = [] if t.across else [m.item for m in t.members]
        others = [*members, *([t.weight_by] if t.weight_by and not t.across else [])]
        others += [t.coefficient[0]] if t.coefficient else []
        for item in dict.fromkeys(others):
            yield needed(self.scene.compiled, item)

    def _findings(self) -> Iterator[_Found]:
        """Each member's indicator, weight and row."""
        scene, t = self.scene, self.total
        levels = {level.id: n for n, level in enumerate(scene.pack.levels)}
        for m in t.members:
            used = scene.program.numbers[scene.program.needed(scene.compiled, m.item)]
            if t.across:
                for row in scene.db.rows(_BELOW, (scene.period, used, scene.entity, levels[t.across])):
                    yield m.item, m.weight, row
                continue
            weight = self._own(t.weight_by)[0] if t.weight_by else m.weight
            for row in scene.db.rows(_OWN, (scene.entity, scene.period, used)):
                yield m.item, weight, row

    def _own(self, item: str) -> tuple[Decimal | None, Decimal | None]:
        """Value and points of another indicator of the entity itself, where it is scored."""
        used = self.scene.program.numbers[self.scene.program.needed(self.scene.compiled, item)]
        rows = self.scene.db.rows(_OWN, (self.scene.entity, self.scene.period, used))
        return (rows[0][1], rows[0][2]) if rows and rows[0][0] == SCORED else (None, None)

    def _coefficient(self) -> Decimal | None:
        if self.total.coefficient is None:
            return None
        item, by_points = self.total.coefficient
        return self._own(item)[by_points]

    def _exact(self, value: Decimal | None, weighted: Decimal | None) -> Decimal | None:
        """What the members come to, where it is known."""
        t = self.total
        plain_total = t.coefficient is None and t.cap is None and t.rounding is None
        return value if plain_total else weighted if t.how is How.SUM else None

    def _number(self, row: Sequence[Any]) -> Decimal | None:
        number: Decimal | None = row[2] if self.total.points else row[1]
        return number if row[0] == SCORED else None

    def _member(self, item: str, weight: Decimal | None, row: Sequence[Any]) -> Member:
        number, status = self._number(row), STATUS_OF_REASON[row[0]]
        effect = None
        if number is None or (self.total.weight_by and not (weight is not None and weight > 0)):
            number = None
            gap = self.total.not_applicable if status is Status.NOT_APPLICABLE else self.total.unknown
            effect = str(gap if status is Status.NOT_APPLICABLE or status in IN_THE_MAXIMUM else Gap.LEAVE)
        reason = None if row[0] == SCORED else str(REASON_OF_CODE[row[0]])
        return Member(item, plain(weight), plain(number), str(status), reason, effect)

    def _calculation(self, members: Sequence[Member], value: Decimal | None) -> str | None:
        """What is written out for few members; zeros of unknown ones included."""
        counted = [m for m in members if m.number is not None or m.effect == Gap.ZERO]
        if value is None or not counted or len(counted) > _LONGEST:
            return None
        pairs = [(m.weight or "1", bracketed(m.number or "0")) for m in counted]
        products = " + ".join(n if w == "1" else f"{w} × {n}" for w, n in pairs)
        match self.total.how:
            case How.SUM:
                return products
            case How.MEAN:
                return f"({products}) ÷ {len(pairs)}"
            case How.WEIGHTED_MEAN:
                return f"({products}) ÷ ({' + '.join(w for w, _ in pairs)})"
            case How.GEOMETRIC_MEAN:
                powers = " × ".join(n if w == "1" else f"{n} ^ {w}" for w, n in pairs)
                return f"({powers}) ^ (1 ÷ ({' + '.join(w for w, _ in pairs)}))"
            case How.HARMONIC_MEAN:
                return f"({' + '.join(w for w, _ in pairs)}) ÷ ({' + '.join(f'{w} ÷ {n}' for w, n in pairs)})"
            case How.MIN | How.MAX:
                return f"{self.total.how}({'; '.join(n for _, n in pairs)})"
            case _:
                return None
