"""«Did you mean …»: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_LIKE = 0.6


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to `name`, or None when nothing is near; ties go to the alphabetically first."""
    near = sorted(get_close_matches(name, sorted(set(known)), n=10, cutoff=_LIKE))
    return max(near, key=lambda other: SequenceMatcher(None, other, name).ratio(), default=None)
