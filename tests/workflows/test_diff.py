"""What changes of a pack do to results, each effect worked out by hand from tests/workflows/small.py."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from engine.diffing.effects import By, Effects, What
from engine.diffing.outcome import Diff
from engine.workflows.diff import InvalidFacts, diff, opened
from engine.workflows.refused import InvalidPack
from tests.diffing.kit import CONSTANT, LIMIT, WEIGHT, Edit, edited
from tests.workflows.small import FACTS, PACK, write


def compared(tmp_path: Path, *edits: Edit, facts: str = FACTS) -> Diff:
    new = edited(tmp_path / "new", *edits)
    return diff(opened(str(PACK), None), opened(str(new), None), [write(tmp_path / "facts", facts)])


def effects_of(found: Diff) -> Effects:
    return found.facts[0].effects


def values(found: Effects, what: What) -> dict[tuple[str, str, str], tuple[object, object, By, tuple[int, ...]]]:
    """(entity, item, field) → before, after, how explained, by which causes."""
    return {
        (e.row.entity, e.row.item, f.name): (f.old, f.new, f.by, f.causes)
        for e in found.effects
        if e.row.what is what
        for f in e.fields
    }


def test_effects_of_three_changes(tmp_path: Path) -> None:
    """Causes: 0 the constant, 1 the limit of indicator 1.1, 2 the weight in the total."""
    found = effects_of(compared(tmp_path, *LIMIT, WEIGHT, CONSTANT))
    assert [c.cause.names for c in found.causes] == [
        ("constant:enough-groups",),
        ("indicator:1.1",),
        ("indicator:points",),
    ]
    # No group is enough where none is needed. Of the districts only the fourth grew by one, which is growth no more.
    assert values(found, What.FINDING) == {
        ("R", "1.3", "outcome"): ("few", "enough", By.ALONE, (0,)),
        ("R", "1.3", "points"): (Decimal(0), Decimal(1), By.ALONE, (0,)),
        ("D4", "1.1", "outcome"): ("growth", "no_growth", By.ALONE, (1,)),
        ("D4", "1.1", "points"): (Decimal(1), Decimal(0), By.ALONE, (1,)),
    }
    totals = values(found, What.TOTAL)
    # 2 × 1 + 0 + 0; with the constant 2 + 1, with the weight 3; with both 3 + 1. Three of five districts grew, now two.
    assert totals["R", "points", "value"] == (Decimal(2), Decimal(4), By.TOGETHER, (0, 2))
    assert totals["R", "points", "maximum"] == (Decimal(4), Decimal(5), By.ALONE, (2,))
    assert totals["R", "districts", "value"] == (Decimal(60), Decimal(40), By.ALONE, (1,))
    assert values(found, What.DIRECTION) == {
        ("D4", "training", "conclusion"): ("хорошо", "плохо", By.ALONE, (1,)),
    }
    assert values(found, What.RECOMMENDATION) == {
        ("R", "1.3-I/2020/R/all-institutes", "presence"): (True, False, By.ALONE, (0,)),
        ("D4", "1.1-A/2020/D4/D4", "presence"): (False, True, By.ALONE, (1,)),
    }
    assert not found.cancelled


def test_two_changes_that_cancel_out(tmp_path: Path) -> None:
    """Twice the points at half the weight: 1 × 2 = 2 × 1. Each alone gives the region 4, or 1, instead of 2."""
    points = ("indicators.yaml", "above: 0, points: 1", "above: 0, points: 2")
    half = ("indicators.yaml", '"1.1": 2,', '"1.1": 1,')
    found = effects_of(compared(tmp_path, points, half))
    assert [key for key in values(found, What.TOTAL) if key[2] == "value"] == []
    assert {key[:2] for key in values(found, What.FINDING)} == {(e, "1.1") for e in ("R", "D1", "D3", "D4")}
    hidden = {c.cause.names: [(r.entity, r.item) for r in c.hidden] for c in found.cancelled}
    assert hidden == {("indicator:1.1",): [("R", "points")], ("indicator:points",): [("R", "points")]}


def test_a_change_without_effect(tmp_path: Path) -> None:
    found = effects_of(compared(tmp_path, ("indicators.yaml", "строго больше", "строго выше")))
    assert (found.effects, found.causes) == ((), ())


def test_only_comments(tmp_path: Path) -> None:
    found = compared(tmp_path, ("constants.yaml", "format: constants/1", "# Комментарий\nformat: constants/1"))
    assert found.is_empty
    assert found.only_layout == ("constants.yaml",)
    assert effects_of(found).effects == ()


NEW_INDICATOR = """
  - id: "1.4"
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: Число обученных
    role: derived
    unit: person
    applies_to: {levels: [municipality], kinds: [district]}
    sources: [site, reports]
    measure: {kind: value, of: pupils}
"""


def test_a_new_indicator_comes_with_the_fact_it_reads(tmp_path: Path) -> None:
    """The old pack does not know the fact: its row is set aside there. The first district has 7, nobody else any."""
    indicator = ("indicators.yaml", "\n  - id: balance", NEW_INDICATOR + "\n  - id: balance")
    fact = (
        "facts.yaml",
        "  - {key: plan,",
        "  - {key: pupils, title: ученики, type: number, unit: person}\n  - {key: plan,",
    )
    found = compared(tmp_path, indicator, fact, facts=FACTS + "D1;2020;pupils;7;;site;;2021-01-10;2021-01-20\n")
    (cause,) = effects_of(found).causes
    assert (cause.cause.names, cause.cause.along, cause.possible) == (("indicator:1.4",), ("fact:pupils",), True)
    said = {e.row.entity: e.said["value"] for e in effects_of(found).effects if e.row.what is What.FINDING}
    assert said == {"D1": Decimal(7), "D2": None, "D3": None, "D4": None, "D5": None}
    before, after = found.facts[0].refused
    assert (len(before), after) == (1, ())


def test_a_renamed_outcome_is_tried_with_all_that_name_it(tmp_path: Path) -> None:
    edits = (
        ("pack.yaml", "  few: мало", "  scarce: мало"),
        ("indicators.yaml", "outcome: few", "outcome: scarce"),
        ("recommendations.yaml", '{indicator: "1.3", is: few}', '{indicator: "1.3", is: scarce}'),
    )
    found = effects_of(compared(tmp_path, *edits))
    (cause,) = found.causes
    assert set(cause.cause.names) == {"indicator:1.3", "recommendation:1.3-I"}
    assert set(cause.cause.along) == {"outcomes:few", "outcomes:scarce"}
    assert values(found, What.FINDING) == {("R", "1.3", "outcome"): ("few", "scarce", By.ALONE, (0,))}


def test_many_changes_are_tried_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.diffing.causes.MOST", 2)
    found = effects_of(compared(tmp_path, *LIMIT, WEIGHT, CONSTANT))
    assert [(c.cause.names, c.cause.grouped) for c in found.causes] == [
        (("constant:enough-groups", "indicator:1.1"), True),
        (("indicator:points",), False),
    ]


def test_facts_that_neither_pack_accepts(tmp_path: Path) -> None:
    with pytest.raises(InvalidFacts) as wrong:
        compared(tmp_path, CONSTANT, facts=FACTS + "D1;2020;nonsense;7;;site;;2021-01-10;2021-01-20\n")
    assert len(wrong.value.problems) == 1


def test_an_invalid_pack(tmp_path: Path) -> None:
    with pytest.raises(InvalidPack):
        opened(str(edited(tmp_path / "new", ("constants.yaml", "value: 1", "value: один"))), None)
