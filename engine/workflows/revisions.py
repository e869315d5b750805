"""A pack as it stands in a git revision, written into a folder of its own; the work tree and index are not touched.

Names of revisions and paths come from people, and trees from whoever wrote the repository. A revision is turned into
the hash of a commit by a command that takes it for nothing else; from then on git is given hashes only, and paths
inside a tree are compared here.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.pack.source import MAX_BYTES
from engine.workflows.refused import Refused

_HASH = re.compile(r"[0-9a-f]{40,64}")
_TREE = "tree"
_LINK = "120000"
_FILES = ("100644", "100755", "100664")
_MOST_FILES = 10_000
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}


_NOT_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks; the repository is the one around the folder."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a folder; `prefix` is the folder's path in it, with a slash at the end, or nothing."""

    folder: Path
    prefix: str

    @classmethod
    def around(cls, folder: Path, revision: str) -> Repository:
        """Raises Refused when there is none, or no git."""
        prefix = _git(folder, "rev-parse", "--show-prefix")
        if prefix is None:
            raise Refused(
                "“{name}” is no folder, and {folder} is in no git repository where it could be a revision",
                "«{name}» – не папка, а {folder} не входит в репозиторий git, где это могла бы быть ревизия",
                name=revision,
                folder=folder.as_posix(),
            )
        return cls(folder, os.fsdecode(prefix).rstrip("\n"))

    def inside(self, path: str) -> str:
        """A path below the folder as one from the root of the repository; the root itself is nothing."""
        inside = posixpath.normpath(posixpath.join("/", self.prefix, path))
        return inside.strip("/")


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    kind: str
    hash: str
    size: int
    name: str


def extract(repository: Repository, revision: str, path: str, target: Path) -> None:
    """Write what lies at `path`, from the root of the repository, into the empty folder `target`.

    Raises Refused when there is no such revision, or no such folder in it.
    """
    tree = _folder_in(repository, _tree_of(repository, revision), path)
    if tree is None:
        raise Refused(
            "there is no folder “{path}” in the revision “{name}”",
            "в ревизии «{name}» нет папки «{path}»",
            name=revision,
            path=path or ".",
        )
    entries = [entry for entry in _entries(repository, tree, "-r") if _is_safe(entry.name)]
    if len(entries) > _MOST_FILES:
        raise Refused(
            "“{path}” has more than {limit} files: name the folder of a pack",
            "в папке «{path}» больше {limit} файлов: укажите папку комплекта",
            path=path or ".",
            limit=_MOST_FILES,
        )
    _write(repository, entries, target)


def _tree_of(repository: Repository, revision: str) -> str:
    commit = None
    if revision and not revision.startswith("-") and revision.isprintable():
        commit = _git(
            repository.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
    name = "" if commit is None else commit.decode("ascii", errors="replace").strip()
    if not _HASH.fullmatch(name):
        raise Refused(
            "“{name}” is neither a folder nor a revision of the git repository",
            "«{name}» – не папка и не ревизия репозитория git",
            name=revision,
        )
    return name


def _folder_in(repository: Repository, tree: str, path: str) -> str | None:
    """The hash of the tree at a path; walked step by step, so that no part of the path is ever given to git."""
    for part in (part for part in path.split("/") if part):
        found = [e for e in _entries(repository, tree) if e.name == part and e.kind == _TREE]
        if not found:
            return None
        tree = found[0].hash
    return tree


def _entries(repository: Repository, tree: str, *options: str) -> Iterator[_Entry]:
    listed = _git(repository.folder, "ls-tree", "-z", "-l", "--full-tree", *options, tree) or b""
    for line in listed.split(b"\0"):
        about, tab, name = line.partition(b"\t")
        if tab:
            mode, kind, hash_, size = about.decode("ascii").split()
            yield _Entry(mode, kind, hash_, int(size) if size.isdigit() else 0, os.fsdecode(name))


def _is_safe(name: str) -> bool:
    """Whether a path of a tree stays below the folder it is written to."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)


def _write(repository: Repository, entries: Sequence[_Entry], target: Path) -> None:
    """Files first, links last, so that nothing is ever written through a link."""
    files = [entry for entry in entries if entry.mode in _FILES]
    links = [entry for entry in entries if entry.mode == _LINK]
    wanted = [entry for entry in files if entry.name.endswith(".yaml") and entry.size <= MAX_BYTES]
    contents = _contents(repository, [*wanted, *links])
    for entry in files:
        path = target / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry in wanted:
            path.write_bytes(contents[entry.hash])
        else:
            _stand_in(path, entry)
    for entry in links:
        path = target / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            path.symlink_to(os.fsdecode(contents[entry.hash]))


def _stand_in(path: Path, entry: _Entry) -> None:
    """A file that is no rule of a pack is only there; one that is too large is told so without being read."""
    with path.open("wb") as file:
        if entry.name.endswith(".yaml"):
            file.truncate(MAX_BYTES + 1)


def _contents(repository: Repository, entries: Iterable[_Entry]) -> dict[str, bytes]:
    hashes = list(dict.fromkeys(entry.hash for entry in entries))
    asked = "".join(f"{hash_}\n" for hash_ in hashes).encode("ascii")
    answer = _git(repository.folder, "cat-file", "--batch", given=asked) or b""
    found: dict[str, bytes] = {}
    place = 0
    for hash_ in hashes:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split()[-1])
        found[hash_] = answer[end + 1 : end + 1 + size]
        place = end + 1 + size + 1
    return found


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None when it refuses. Raises Refused when it is not there."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            env=inherited | _ENVIRONMENT,
        )
    except FileNotFoundError:
        raise Refused(
            "git is not installed: name two folders", "программа git не установлена: укажите две папки"
        ) from None
    return done.stdout if done.returncode == 0 else None
