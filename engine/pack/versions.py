"""Versions `x.y.z` and how far a change raises them."""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum


class Step(IntEnum):
    """How far a version is raised; the greater step is the greater change."""

    PATCH = 1
    MINOR = 2
    MAJOR = 3


Version = tuple[int, int, int]


def version_of(text: str) -> Version:
    """Raises ValueError when the text is no version."""
    major, minor, patch = (int(part) for part in text.split("."))
    return major, minor, patch


def written(version: Version) -> str:
    return ".".join(str(part) for part in version)


def raised(version: Version, step: Step) -> Version:
    """The next version: 1.2.3 → 1.2.4, 1.3.0 or 2.0.0."""
    major, minor, patch = version
    match step:
        case Step.PATCH:
            return major, minor, patch + 1
        case Step.MINOR:
            return major, minor + 1, 0
        case Step.MAJOR:
            return major + 1, 0, 0


def free(version: Version, step: Step, taken: Collection[Version]) -> Version:
    """The next version by a step that is not taken."""
    new = raised(version, step)
    while new in taken:
        new = raised(new, step)
    return new


def replacements(gone: Collection[Version], come: Collection[Version]) -> list[tuple[Version, Version]]:
    """Which new version of an item stands where which old one stood.

    In their order; where more went than came, each stands where the highest one below it stood.
    """
    if len(gone) <= len(come):
        return list(zip(sorted(gone), sorted(come), strict=False))
    left, pairs = sorted(gone), []
    for new in sorted(come, reverse=True):
        old = max((version for version in left if version < new), default=left[0])
        left.remove(old)
        pairs.append((old, new))
    return pairs[::-1]


def step_between(old: Version, new: Version) -> Step:
    """How far `new` lies above `old`, which is less."""
    if new[0] != old[0]:
        return Step.MAJOR
    return Step.MINOR if new[1] != old[1] else Step.PATCH
