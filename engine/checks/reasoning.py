"""What follows from the conditions of directions and recommendations; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.answers import directions, outcomes
from engine.checks.contradictions import contradictions, unmade_conclusions
from engine.checks.possible import Possibilities
from engine.checks.same_letters import same_letters
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Pack


def conditions(pack: Pack) -> Iterator[Diagnostic]:
    """Contradictions, letters sent twice, and failures and conclusions that nothing follows from."""
    possible = Possibilities(pack)
    unmade = unmade_conclusions(pack, possible)
    left = possible.leaving_open(frozenset().union(*(found.conclusions for found in unmade)))
    yield from contradictions(pack, left, unmade)
    yield from same_letters(pack, left)
    yield from outcomes(pack, left)
    yield from directions(pack)
