"""Tests are evaluated together unless they could tell that others are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.testing import run, suite
from engine.testing.apart import Mixing
from engine.testing.model import Test
from engine.testing.read import read_suite
from engine.testing.rules import Rules
from tests.testing.kit import PACK, TELLING, loaded, pack_in

PEERS = """
  - id: place
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: Место по числу обученных
    role: derived
    applies_to: {levels: [municipality], kinds: [district]}
    sources: [site]
    measure: {kind: peers, of: {indicator: trained-now}, as: rank, among: level}
    judge:
      bands:
        - {outcome: high, at_most: 1, points: 1}
        - {outcome: low, above: 1, points: 0}

  - id: trained-now
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: Обучено
    role: derived
    applies_to: {levels: [municipality], kinds: [district]}
    sources: [site]
    measure: {kind: value, of: trained}

  - id: above
    version: 1.0.0
    status: approved
    effective: {from: 2020-01-01}
    title: Над местом
    role: derived
    applies_to: {levels: [municipality], kinds: [district]}
    measure: {kind: aggregate, how: sum, of: [place]}
"""
TEST = """  - name: test %s
    because: worked out by hand
    register: {id: d, kind: district}
    given: {trained: [10, %s]}
    expect: {%s}
"""
ALONE = {
    "findings: {place: high}": True,
    "findings: {above: {value: 1}}": True,
    'findings: {"1.1": growth}': False,
    "findings: {trained-now: {value: 11}}": False,
    "recommendations: [{rule: 1.1-A, absent: true}]": False,
    "recommendations: {exactly: []}": True,
    "requests: [{key: plan, absent: true}]": True,
}


def with_peers(folder: Path, *tests: tuple[int, str]) -> Path:
    copy = pack_in(folder, a="".join(TEST % (n, trained, expect) for n, (trained, expect) in enumerate(tests)))
    with (copy / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write(PEERS)
    return copy


def suite_of(folder: Path) -> tuple[Test, ...]:
    found = read_suite(folder, Rules(loaded(folder)))
    assert found.problems == ()
    return found.tests


def test_what_stands_alone(tmp_path: Path) -> None:
    copy = with_peers(tmp_path, *((11, expect) for expect in ALONE))
    mixing = Mixing(loaded(copy))
    assert mixing.indicators == {"place", "above"}
    assert [mixing.stands_alone(test) for test in suite_of(copy)] == list(ALONE.values())


def test_nothing_stands_alone_without_such_rules(tmp_path: Path) -> None:
    mixing = Mixing(loaded(PACK))
    (test,) = suite_of(pack_in(tmp_path, a=TEST % (0, 11, "recommendations: {exactly: []}")))
    assert not mixing.stands_alone(test)


def test_places_are_those_of_the_test_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = "findings: {place: {value: 1, outcome: high}}"
    copy = with_peers(tmp_path, (11, first), (12, first), (9, 'findings: {"1.1": no_growth}'), (8, first))
    evaluations = []
    evaluate = run.evaluate
    monkeypatch.setattr(run, "evaluate", lambda *args: evaluations.append(args) or evaluate(*args))
    assert [o.passed for o in suite.tested(copy, loaded(copy), (), TELLING).outcomes] == [True] * 4
    assert len(evaluations) == 4
