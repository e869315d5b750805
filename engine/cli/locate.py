"""The obvious pack and fact set, where there is only one."""

from __future__ import annotations

from pathlib import Path

from engine.cli.shown import UnknownName


def find_pack(given: Path | None) -> Path:
    """The pack named, else the only folder below `rules/` that is a pack."""
    if given is not None:
        return given
    return _only("pack", sorted(p.parent for p in Path("rules").glob("*/pack.yaml")))


def find_facts(given: Path | None) -> Path:
    """The fact set named, else the only folder in `inputs/`."""
    if given is not None:
        return given
    return _only("facts", sorted(p for p in Path("inputs").glob("*") if p.is_dir() and not p.name.startswith(".")))


def _only(what: str, found: list[Path]) -> Path:
    if len(found) == 1:
        return found[0]
    option = "--pack" if what == "pack" else "--facts"
    names = [f"{option} {p.as_posix()}" for p in found] or [f"{option} …"]
    raise UnknownName(what, ", ".join(names), ())
