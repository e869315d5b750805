"""A pack as it stands in a git revision, written into a folder of its own; the work tree and index are not touched.

Names of revisions and paths come from people, and trees from whoever wrote the repository. A revision is turned into
the hash of a commit by a command that takes it for nothing else; from then on git is given hashes only, and paths
inside a tree are compared here.
"""

from __future__ import annotations

import errno
import os
import posixpath
import re
import subprocess
import unicodedata
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from engine.diagnostics.core import Diagnostic, Span, in_order
from engine.diagnostics.pack import LINK_OUTSIDE, UNREADABLE_FILE
from engine.pack.files import is_passed_over
from engine.pack.source import MAX_BYTES
from engine.workflows.refused import InvalidPack, Refused

_HASH = re.compile(r"[0-9a-f]{40,64}")
_TREE = "tree"
_LINK = "120000"
_FILES = ("100644", "100755", "100664")
_MOST_FILES = 10_000
_LONGEST_LINK = 4096
_MOST_STEPS = 1000
_CHUNK = 65_536
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

    No link is ever written: a link to a file of the pack becomes that file. Raises Refused when there is no such
    revision, or no such folder in it, or it cannot be read; InvalidPack when a link leads to no file of the pack.
    """
    try:
        tree = _folder_in(repository, _tree_of(repository, revision), path)
        if tree is None:
            raise Refused(
                "there is no folder “{path}” in the revision “{name}”",
                "в ревизии «{name}» нет папки «{path}»",
                name=revision,
                path=path or ".",
            )
        listed = _listed(repository, tree, path)
        files = [entry for entry in listed if entry.mode in _FILES]
        links = [entry for entry in listed if entry.mode == _LINK and not is_passed_over(entry.name)]
        files += _led_to(repository, files, links, revision, path)
        _write(repository, files, target)
    except _Unreadable:
        raise Refused(
            "objects of the revision “{name}” are missing from the git repository or damaged: run git fetch (in a "
            "partial clone, git fetch --refetch --no-filter; in a shallow one, git fetch --unshallow)",
            "объектов ревизии «{name}» нет в репозитории git, или они повреждены: выполните git fetch (в частичной "
            "копии – git fetch --refetch --no-filter, в неглубокой – git fetch --unshallow)",
            name=revision,
        ) from None


class _Unreadable(Exception):
    """Git has not the object that it was asked for."""


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
        with closing(_entries(repository, tree)) as entries:
            found = next((e.hash for e in entries if e.name == part and e.kind == _TREE), None)
        if found is None:
            return None
        tree = found
    return tree


def _listed(repository: Repository, tree: str, path: str) -> list[_Entry]:
    """Everything below a tree, folders too; no more of it is read than may be there."""
    with closing(_entries(repository, tree, "-l", "-r", "-t")) as entries:
        found = list(islice(entries, _MOST_FILES + 1))
    if len(found) > _MOST_FILES:
        raise Refused(
            "“{path}” has more than {limit} files: name the folder of a pack",
            "в папке «{path}» больше {limit} файлов: укажите папку комплекта",
            path=path or ".",
            limit=_MOST_FILES,
        )
    safe = [entry for entry in found if _is_safe(entry.name)]
    _refuse_names_alike(safe)
    return safe


def _refuse_names_alike(entries: Iterable[_Entry]) -> None:
    """Two entries that some file system would take for one could be written one through the other."""
    first: dict[str, str] = {}
    for entry in entries:
        alike = unicodedata.normalize("NFC", entry.name.casefold())
        if alike in first:
            raise Refused(
                "the revision has two entries whose names are the same but for letter case: “{one}” and “{other}”",
                "в ревизии есть два имени, различающихся разве что регистром букв: «{one}» и «{other}»",
                one=first[alike],
                other=entry.name,
            )
        first[alike] = entry.name


def _entries(repository: Repository, tree: str, *options: str) -> Generator[_Entry, None, None]:
    """What a tree holds, as git tells it; git is stopped when no more is wanted. Raises _Unreadable."""
    with _started(repository.folder, "ls-tree", "-z", "--full-tree", *options, tree) as git:
        assert git.stdout is not None
        try:
            for line in _pieces(git.stdout):
                about, _, name = line.partition(b"\t")
                mode, kind, hash_, *size = about.decode("ascii").split()
                yield _Entry(mode, kind, hash_, int(size[0]) if size and size[0].isdigit() else 0, os.fsdecode(name))
        except GeneratorExit:
            git.kill()
            raise
        if git.wait() != 0:
            raise _Unreadable


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands before each zero byte."""
    rest = b""
    while read := stream.read(_CHUNK):
        *whole, rest = (rest + read).split(b"\0")
        yield from whole


def _is_safe(name: str) -> bool:
    """Whether a path of a tree stays below the folder it is written to."""
    parts = name.split("/")
    return not any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts)


def _led_to(
    repository: Repository, files: Iterable[_Entry], links: Sequence[_Entry], revision: str, path: str
) -> list[_Entry]:
    """For each link, the file it leads to under the name of the link. Raises InvalidPack when one leads to none."""
    folder = f"{path}/" if path else ""
    texts = _contents(repository, [link for link in links if link.size <= _LONGEST_LINK])
    leads = {folder + link.name: os.fsdecode(texts.get(link.hash, b"/")) for link in links}
    there = {folder + file.name: file for file in files}
    ends = {link.name: _end_of(folder + link.name, leads) for link in links}
    problems = [
        Diagnostic(LINK_OUTSIDE, Span(f"{revision}:{path}/{name}"))
        if end is None or not f"{end}/".startswith(folder)
        else Diagnostic(UNREADABLE_FILE, Span(f"{revision}:{path}/{name}"), {"reason": os.strerror(errno.ENOENT)})
        for name, end in ends.items()
        if end not in there
    ]
    if problems:
        raise InvalidPack(in_order(problems))
    return [replace(there[end], name=name) for name, end in ends.items() if end is not None]


def _end_of(name: str, leads: Mapping[str, str]) -> str | None:
    """Where a path leads by the links of a tree, from its root; None when out of it, or in circles."""
    reached: list[str] = []
    ahead = name.split("/")
    for _ in range(_MOST_STEPS):
        if not ahead:
            return "/".join(reached)
        part = ahead.pop(0)
        if part == ".." and not reached:
            return None
        if part == "..":
            reached.pop()
        elif part not in ("", "."):
            reached.append(part)
        lead = leads.get("/".join(reached))
        if lead is not None:
            if lead.startswith("/"):
                return None
            reached.pop()
            ahead = [*lead.split("/"), *ahead]
    return None


def _write(repository: Repository, files: Sequence[_Entry], target: Path) -> None:
    wanted = [entry for entry in files if entry.name.endswith(".yaml") and entry.size <= MAX_BYTES]
    contents = _contents(repository, wanted)
    for entry in files:
        path = target / entry.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry in wanted:
            path.write_bytes(contents[entry.hash])
        else:
            _stand_in(path, entry)


def _stand_in(path: Path, entry: _Entry) -> None:
    """A file that is no rule of a pack is only there; one that is too large is told so without being read."""
    with path.open("wb") as file:
        if entry.name.endswith(".yaml"):
            file.truncate(MAX_BYTES + 1)


def _contents(repository: Repository, entries: Iterable[_Entry]) -> dict[str, bytes]:
    hashes = list(dict.fromkeys(entry.hash for entry in entries))
    asked = "".join(f"{hash_}\n" for hash_ in hashes).encode("ascii")
    answer = _git(repository.folder, "cat-file", "--batch", given=asked)
    if answer is None:
        raise _Unreadable
    found: dict[str, bytes] = {}
    place = 0
    for hash_ in hashes:
        end = answer.index(b"\n", place)
        size = answer[place:end].split()[-1]
        if not size.isdigit():  # the word “missing”
            raise _Unreadable
        place = end + 1 + int(size)
        found[hash_] = answer[end + 1 : place]
        place += 1
    return found


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None when it refuses. Raises Refused when it is not there."""
    with _started(folder, *arguments) as git:
        told, _ = git.communicate(given)
    return told if git.returncode == 0 else None


def _started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Git at work; what it complains of is not shown. Raises Refused when it is not there."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    try:
        return subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=inherited | _ENVIRONMENT,
        )
    except FileNotFoundError:
        raise Refused(
            "git is not installed: name two folders", "программа git не установлена: укажите две папки"
        ) from None
