"""Names that facts refer to, and the advice given for wrong ones."""

from __future__ import annotations

from engine.facts import vocabulary as module
from engine.facts.values import Mistake
from engine.facts.vocabulary import Vocabulary
from tests.facts.kit import PACK


def advice(vocabulary: Vocabulary, name: str) -> object:
    mistake = vocabulary.entity(name)
    assert isinstance(mistake, Mistake)
    return mistake.params["near_en"]


def test_the_nearest_name_is_looked_for_as_long_as_few_names_are_wrong() -> None:
    vocabulary = Vocabulary(PACK, {f"school-{n}": n for n in range(1000)}, frozenset())
    wrong = [f"scool-{n}" for n in range(module._MOST_ADVISED + 1)]
    assert [advice(vocabulary, name) for name in wrong[:2]] == [
        "Did you mean “school-0”? ",
        "Did you mean “school-1”? ",
    ]
    told = [advice(vocabulary, name) for name in wrong]
    assert all(told[:-1])
    assert told[-1] == ""
    assert advice(vocabulary, wrong[0]) == told[0]


def test_the_same_mistake_is_made_once() -> None:
    vocabulary = Vocabulary(PACK, {"r": 0}, frozenset())
    assert vocabulary.key("techers") is vocabulary.key("techers")
    assert vocabulary.key("techers") is not vocabulary.source("techers")
