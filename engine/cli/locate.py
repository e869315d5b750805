"""The obvious pack and fact set, where there is only one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import click

from engine.cli.shown import UnknownName

_PASSPORT = "pack.yaml"
_FORMAT = re.compile(rb"""^(?:\xef\xbb\xbf)?["']?format["']?[ \t]*:[ \t]*["']?([a-z]+)\b""", re.MULTILINE)
_FIRST_LINES = 4096


def find_pack(given: Path | None, facts: Path | None = None) -> Path:
    """The pack named, else the one below `rules/` that the fact set names, else the only one there."""
    if given is not None:
        return given
    packs = sorted(p.parent for p in Path("rules").glob(f"*/{_PASSPORT}"))
    wanted = _said(facts / "set.yaml", "pack") if facts is not None else None
    named = [p for p in packs if wanted is not None and _said(p / _PASSPORT, "pack", "id") == wanted]
    return named[0] if len(named) == 1 else _only("pack", packs)


def find_packs(given: Sequence[Path]) -> list[Path]:
    """The packs named, each once: a file stands for the pack it lies in, a folder of packs for all those below it.

    Without any, the only one below `rules/`.
    """
    if not given:
        return [find_pack(None)]
    return list(dict.fromkeys(pack for path in given for pack in _packs_at(path)))


def pack_around(path: Path) -> Path | None:
    """The nearest folder, from the path upwards, with a passport; else the rules that a file lies among, or beside."""
    whole = Path(os.path.abspath(path))
    folders = [whole, *whole.parents] if path.is_dir() else [*whole.parents]
    found = next((folder for folder in folders if _has_passport(folder)), None)
    if found is None and path.is_file():
        among = folders if _holds_rules(folders[0]) else folders[1:]
        found = next(reversed([*takewhile(_holds_rules, among)]), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))


def _packs_at(path: Path) -> list[Path]:
    if not path.is_dir():
        return [pack_around(path) or path] if path.exists() else [path]
    if any(file.suffix == ".yaml" for file in _visible(path)):
        return [path]
    return [*_packs_below(path)] or [path]


def _packs_below(folder: Path) -> Iterator[Path]:
    """The topmost folders that hold rules: one without a passport is found, so that its absence is told.

    Of a link, only what it leads to is looked at: it may go in circles, or far away.
    """
    for inner in _visible(folder):
        if inner.is_dir():
            if _holds_rules(inner):
                yield inner
            elif not inner.is_symlink():
                yield from _packs_below(inner)


def _holds_rules(folder: Path) -> bool:
    """Whether a folder has a passport, or a file that says to be of a format of rules."""
    files = (file for file in _visible(folder) if file.suffix in (".yaml", ".yml") and file.is_file())
    return _has_passport(folder) or any(map(_says_rules, files))


def _has_passport(folder: Path) -> bool:
    return os.path.isfile(folder / _PASSPORT)


def _says_rules(file: Path) -> bool:
    from engine.pack.build import FORMATS

    with file.open("rb") as opened:
        said = _FORMAT.search(opened.read(_FIRST_LINES))
    return said is not None and said[1].decode() in FORMATS


def _visible(folder: Path) -> list[Path]:
    return sorted(inner for inner in folder.iterdir() if not inner.name.startswith("."))


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
