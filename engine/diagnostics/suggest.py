"""«Did you mean …»: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_LIKE = 0.6
_LIKE_BUT_FOR_THE_BEGINNING = 0.75
"""Whoever mistypes a name seldom mistypes its first letter."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to `name`, or None when nothing is near; ties go to the alphabetically first."""
    near = sorted(get_close_matches(name, sorted(set(known)), n=10, cutoff=_LIKE))
    likeness = {other: SequenceMatcher(None, other, name).ratio() for other in near}
    best = max(near, key=likeness.__getitem__, default=None)
    if best is None or (best[0] != name[0] and likeness[best] < _LIKE_BUT_FOR_THE_BEGINNING):
        return None
    return best
