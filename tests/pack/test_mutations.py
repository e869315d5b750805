"""A sample of the mutations of the shipped pack; `python scripts/mutate_pack.py --count 10000` makes many more."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPTS)
    import mutate_pack

    return mutate_pack


def test_two_hundred_mutations_are_told_as_they_must_be(scripts: ModuleType) -> None:
    outcomes = scripts.run(2020, range(200))
    assert [(outcome.number, outcome.kind, outcome.failure) for outcome in outcomes if outcome.failure] == []
    assert {outcome.kind for outcome in outcomes} == {kind.name for kind in sys.modules["mutations"].KINDS}


def test_there_are_thirty_kinds_and_more(scripts: ModuleType) -> None:
    names = [kind.name for kind in scripts.KINDS]
    assert len(names) == len(set(names))
    assert len(names) >= 30


def test_the_same_seed_gives_the_same_mutations(scripts: ModuleType) -> None:
    pack = scripts.Pack(scripts.SHIPPED)
    mutants = [scripts.KINDS[8].mutate(pack, scripts.Random(seed)) for seed in ("1/8", "1/8", "2/8", "3/8")]
    assert mutants[0] == mutants[1]
    assert len({str(mutant.changed) for mutant in mutants}) > 1


def test_what_is_not_allowed_fails(scripts: ModuleType) -> None:
    """The judge itself: an exit code of another kind, a code not told, and a pack that says something else."""
    pack = scripts.Pack(scripts.SHIPPED)
    kind = scripts.Kind("any", lambda pack, random: scripts.Mutant({}), frozenset((0, 3)), frozenset(("E101",)))
    words = pack.texts["constants.yaml"].replace("value: 2", "value: 3").encode()
    same, other = scripts.Mutant({}), scripts.Mutant({"constants.yaml": words})
    told = "pack/constants.yaml:1:1: error E102: x\n"

    def judged(mutant: object, outcome: str, report: str) -> str:
        return str(scripts._judged(pack, kind, mutant, outcome, report, Path("pack")))

    assert judged(same, "0", "no errors") == ""
    assert "accepted" in judged(other, "0", "no errors")
    assert "exit code 70" in judged(same, "70", "internal error")
    assert "none of ['E101']" in judged(same, "3", told)
    assert judged(same, "3", told.replace("E102", "E101")) == ""
    assert "not in constants.yaml" in judged(same, "3", told.replace("E102", "E101").replace(":1:1:", ":9999:1:"))
    assert "and yet told" in judged(same, "0", told)
