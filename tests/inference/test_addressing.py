"""The register as a tree: whoever stands below, however deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics.core import Span
from engine.facts.entities import Entity
from engine.inference.addressing import Directory
from engine.pack.model import Find, Forms

SPAN = Span("register.csv")


def register(parents: Sequence[int | None]) -> list[Entity]:
    """Entities under the parents given by place."""
    return [
        Entity(str(n), "level", "kind", None if above is None else str(above), Forms(str(n)), None, (), None, SPAN)
        for n, above in enumerate(parents)
    ]


def written_out(parents: Sequence[int | None], e: int) -> Iterator[int]:
    for n, above in enumerate(parents):
        if above == e:
            yield n
            yield from written_out(parents, n)


@st.composite
def forests(draw: st.DrawFn) -> list[int | None]:
    """Parents of up to twelve entities, which may stand before or after their parents in the register."""
    size = draw(st.integers(1, 12))
    places = draw(st.permutations(range(size)))
    above = [draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(size)]
    parents: list[int | None] = [None] * size
    for n, parent in enumerate(above):
        parents[places[n]] = None if parent is None else places[parent]
    return parents


@given(forests())
def test_those_below_follow_in_the_order_of_the_register(parents: list[int | None]) -> None:
    directory = Directory(register(parents))
    for e in range(len(parents)):
        assert list(directory.below(e)) == list(written_out(parents, e))


def test_a_register_of_very_many_levels() -> None:
    depth = 20_000
    directory = Directory(register([None, *range(depth - 1)]))
    assert list(directory.below(0)) == list(range(1, depth))
    assert directory.find(Find(False, None, ("kind",), None), depth - 2) == (depth - 2, depth - 1)
