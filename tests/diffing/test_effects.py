"""Differences are put down to the changes that bring them alone, to several together, or to none that stands alone."""

from __future__ import annotations

from engine.diffing.causes import Cause
from engine.diffing.effects import By, Row, What, attributed, differences

ROWS = {name: Row(What.FINDING, name, "2020", "1") for name in "abcd"}
CAUSES = (Cause(("constant:x",)), Cause(("constant:y",)))


def snapshot(**values: int) -> dict[Row, dict[str, object]]:
    return {ROWS[name]: {"value": value} for name, value in values.items()}


def test_attribution() -> None:
    old, new = snapshot(a=1, b=1, c=1, d=1), snapshot(a=2, b=4, c=5, d=1)
    alone = (differences(old, snapshot(a=2, b=2, c=1, d=3)), differences(old, snapshot(a=1, b=3, c=1, d=1)))
    found = attributed(old, new, CAUSES, alone)
    told = {e.row.entity: (e.by, e.causes) for e in found.effects}
    assert told == {"a": (By.ALONE, (0,)), "b": (By.TOGETHER, (0, 1)), "c": (By.UNEXPLAINED, ())}
    assert [[row.entity for row in cause.hidden] for cause in found.causes] == [["d"], []]
    assert [cause.count for cause in found.causes] == [3, 1]


def test_results_that_come_and_go() -> None:
    found = attributed(snapshot(a=1), snapshot(b=1), CAUSES, (None, differences(snapshot(a=1), {})))
    assert [(e.row.entity, e.added, e.removed, e.causes) for e in found.effects] == [
        ("a", False, True, (1,)),
        ("b", True, False, ()),
    ]
    assert [cause.possible for cause in found.causes] == [False, True]
