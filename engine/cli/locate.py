"""The obvious pack and fact set, where there is only one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from engine.cli.shown import UnknownName

_PASSPORT = "pack.yaml"


def find_pack(given: Path | None, facts: Path | None = None) -> Path:
    """The pack named, else the one below `rules/` that the fact set names, else the only one there."""
    if given is not None:
        return given
    packs = sorted(p.parent for p in Path("rules").glob(f"*/{_PASSPORT}"))
    wanted = _said(facts / "set.yaml", "pack") if facts is not None else None
    named = [p for p in packs if wanted is not None and _said(p / _PASSPORT, "pack", "id") == wanted]
    return named[0] if len(named) == 1 else _only("pack", packs)


def find_packs(given: Sequence[Path]) -> list[Path]:
    """The packs named, each once: a file stands for the pack it lies in, a folder of packs for those in it.

    Without any, the only one below `rules/`.
    """
    if not given:
        return [find_pack(None)]
    return list(dict.fromkeys(pack for path in given for pack in _packs_at(path)))


def _packs_at(path: Path) -> list[Path]:
    if path.is_file():
        return [next((folder for folder in path.parents if (folder / _PASSPORT).is_file()), path)]
    inside = sorted(file.parent for file in path.glob(f"*/{_PASSPORT}"))
    return inside if inside and not any(path.glob("*.yaml")) else [path]


def _said(file: Path, *keys: str) -> str | None:
    """The text at a path of keys in a YAML file; None when it does not say, or cannot be read."""
    from engine.pack.source import Mapping, Node, Scalar, parse

    node: Node | None = parse(file.as_posix(), file.read_bytes())[0] if file.is_file() else None
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else None


def find_facts(given: Path | None) -> Path:
    """The fact set named, else the only folder with files in `inputs/`."""
    if given is not None:
        return given
    folders = (p for p in Path("inputs").glob("*") if p.is_dir() and not p.name.startswith("."))
    return _only("facts", sorted(p for p in folders if any(file.is_file() for file in p.iterdir())))


def _only(what: str, found: list[Path]) -> Path:
    if len(found) == 1:
        return found[0]
    option = f"--{what} " if _has_option(f"--{what}") else ""
    names = [f"{option}{p.as_posix()}" for p in found] or [f"{option}…"]
    raise UnknownName(what, " / ".join(names), ())


def _has_option(name: str) -> bool:
    """Whether the command being run takes the name as an option; else it is a plain argument."""
    context = click.get_current_context(silent=True)
    return context is not None and any(name in parameter.opts for parameter in context.command.params)
