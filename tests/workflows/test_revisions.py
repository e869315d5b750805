"""Packs in git revisions: read without touching the work tree, and hostile names get no further than a message."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.workflows.diff import diff, opened
from engine.workflows.refused import InvalidPack, Refused
from tests.diffing.kit import CONSTANT, edited
from tests.workflows.small import PACK

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, given: bytes | None = None) -> str:
    who = (
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.autocrlf=false",
    )
    return (
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, input=given)
        .stdout.decode()
        .strip()
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three revisions of rules/m: as it is; with a comment, tagged `spoken`; with a constant changed and raised."""
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init", "-q")
    pack = root / "rules" / "m"
    shutil.copytree(PACK, pack)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    constants = pack / "constants.yaml"
    constants.write_text("# Комментарий\n" + constants.read_text(encoding="utf-8"), encoding="utf-8")
    git(root, "commit", "-qam", "two")
    git(root, "tag", "spoken")
    shutil.rmtree(pack)
    edited(pack, CONSTANT, ("constants.yaml", "version: 1.0.0", "version: 1.1.0"))
    git(root, "commit", "-qam", "three")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("HEAD~2", "HEAD~1", ()),
        ("HEAD~2", "HEAD", ("constant:enough-groups",)),
        ("spoken", "HEAD:rules/m", ("constant:enough-groups",)),
        ("HEAD:./rules/m", "rules/m", ()),
        ("rules/m", "HEAD^{/two}", ("constant:enough-groups",)),
    ],
)
def test_revisions(old: str, new: str, names: tuple[str, ...], repository: Path) -> None:
    found = diff(opened(old, Path("rules/m")), opened(new, Path("rules/m")))
    assert found.packs.names == names
    assert found.is_empty is (not names)
    assert git(repository, "status", "--porcelain") == ""


def test_places_name_the_revision(repository: Path) -> None:
    found = diff(opened("HEAD~1", Path("rules/m")), opened("rules/m", None))
    (item,) = found.packs.items
    (change,) = item.changes
    assert str(change.old_place) == "HEAD~1:rules/m/constants.yaml:11:12"
    assert str(change.new_place) == "rules/m/constants.yaml:10:12"


def test_a_folder_that_is_there_no_more(repository: Path) -> None:
    shutil.rmtree(repository / "rules")
    assert opened("HEAD", Path("rules/m")).pack.passport.header.id == "minimal"


def test_from_a_folder_inside(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "rules")
    assert opened("HEAD", Path("m")).shown == "HEAD:rules/m"
    assert opened("HEAD:./m", None).shown == "HEAD:rules/m"
    assert opened("HEAD:rules/m", None).shown == "HEAD:rules/m"


@pytest.mark.parametrize(
    "revision",
    [
        "--output=evil",
        "-h",
        "--all",
        "",
        "HEAD\n",
        "HEAD --all",
        "nothing",
        "HEAD~9",
        "$(touch evil)",
        "HEAD;touch evil",
        "a\0b",
        "..",
    ],
)
def test_no_revision(revision: str, repository: Path) -> None:
    if revision == "..":
        revision = "HEAD..HEAD~1"
    with pytest.raises(Refused) as refused:
        opened(revision, Path("rules/m"))
    assert refused.value.message(Lang.EN) == f"“{revision}” is neither a folder nor a revision of the git repository"
    assert refused.value.message(Lang.RU) == f"«{revision}» – не папка и не ревизия репозитория git"
    assert not (repository / "evil").exists()


@pytest.mark.parametrize(
    "path", ["rules/x", "--output=evil", ":(top)rules/m", "../../etc", "rules/m/pack.yaml", "rules/*"]
)
def test_no_such_folder(path: str, repository: Path) -> None:
    with pytest.raises(Refused) as refused:
        opened(f"HEAD:{path}", None)
    shown = path.removeprefix("../../")
    assert refused.value.message(Lang.RU) == f"в ревизии «HEAD» нет папки «{shown}»"


def test_in_a_hook(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where its folder is, and then takes any folder for the top of the work tree."""
    monkeypatch.setenv("GIT_DIR", ".git")
    assert opened("HEAD", Path("rules/m")).shown == "HEAD:rules/m"


def test_outside_of_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    monkeypatch.chdir(tmp_path / "plain")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(Refused, match="is in no git repository"):
        opened("HEAD", Path())


def tree(root: Path, *lines: str) -> str:
    return git(root, "mktree", "-z", given="".join(f"{line}\0" for line in lines).encode())


def test_links_of_a_tree_lead_nowhere(repository: Path, tmp_path: Path) -> None:
    """A link out of the pack is refused, as it is in a folder; nothing is written through it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("format: pack/1\n")
    link = git(repository, "hash-object", "-w", "--stdin", given=os.fsencode(outside / "secret.yaml"))
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"format: acts/1\n")
    hostile = tree(repository, f"120000 blob {link}\tlinked.yaml", f"100644 blob {blob}\tacts.yaml")
    commit = git(repository, "commit-tree", "-m", "x", hostile)
    with pytest.raises(InvalidPack) as invalid:
        opened(f"{commit}:", None)
    assert "E" in {d.code.id[0] for d in invalid.value.problems}
    assert [str(d.span) for d in invalid.value.problems if "linked" in d.span.file] == [f"{commit}:/linked.yaml:1:1"]


def test_names_of_a_tree_stay_inside(repository: Path, tmp_path: Path) -> None:
    """A tree may be written by hand, with names that git itself would never write."""
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"format: acts/1\n")
    raw = b"100644 ..\0" + bytes.fromhex(blob)
    made = git(repository, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)
    commit = git(repository, "commit-tree", "-m", "x", made)
    with pytest.raises((InvalidPack, Refused)):
        opened(f"{commit}:", None)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["repo"]


def raw_tree(root: Path, *entries: tuple[str, bytes, str]) -> str:
    """A tree written by hand, as git itself would never write it: mode, name and hash of each entry."""
    raw = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(hash_) for mode, name, hash_ in entries)
    return git(root, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)


def blob(root: Path, data: bytes) -> str:
    return git(root, "hash-object", "-w", "--stdin", given=data)


def commit(root: Path, tree: str) -> str:
    return git(root, "commit-tree", "-m", "x", tree)


def refusal(side: str) -> str:
    with pytest.raises(Refused) as refused:
        opened(side, None)
    return refused.value.message(Lang.EN)


@pytest.mark.parametrize(("name", "other"), [("zz", "zz"), ("zz", "ZZ"), ("z", "z")])
def test_nothing_is_written_below_a_link(name: str, other: str, repository: Path, tmp_path: Path) -> None:
    """One name both for a link out of the folder and for a folder that holds another link."""
    outside = tmp_path / "outside"
    outside.mkdir()
    inner = raw_tree(repository, ("120000", b"evil.yaml", blob(repository, b"/etc/passwd")))
    hostile = raw_tree(
        repository,
        ("120000", name.encode(), blob(repository, os.fsencode(outside))),
        ("40000", other.encode(), inner),
    )
    made = commit(repository, hostile)
    assert refusal(f"{made}:") == (
        f"the revision has two entries whose names are the same but for letter case: “{name}” and “{other}”"
    )
    assert [*outside.iterdir()] == []


def test_links_within_a_tree_are_the_files_they_lead_to(repository: Path) -> None:
    pack = repository / "rules" / "m"
    (pack / "parts").mkdir()
    (pack / "constants.yaml").rename(pack / "parts" / "real.txt")
    (pack / "parts" / "chain").symlink_to("../../m/parts/real.txt")
    (pack / "constants.yaml").symlink_to("parts/chain")
    (pack / "README.link").symlink_to("/etc/passwd")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "links")
    assert diff(opened("HEAD~1", pack), opened("HEAD", pack)).packs.is_empty


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (b"/etc/passwd", "E206"),
        (b"../pack.yaml", "E206"),
        (b"../../../x.yaml", "E206"),
        (b"/" * 5000, "E206"),
        (b"nothing.yaml", "E209"),
    ],
)
def test_links_to_no_file_of_the_pack(target: bytes, code: str, repository: Path) -> None:
    link = blob(repository, target)
    inner = tree(repository, f"120000 blob {link}\tlinked.yaml")
    made = commit(repository, tree(repository, f"040000 tree {inner}\tm"))
    with pytest.raises(InvalidPack) as invalid:
        opened(f"{made}:m", None)
    assert [(d.code.id, str(d.span)) for d in invalid.value.problems] == [(code, f"{made}:m/linked.yaml:1:1")]


MISSING = (
    "objects of the revision “{}” are missing from the git repository or damaged: run git fetch (in a partial clone, "
    "git fetch --refetch --no-filter; in a shallow one, git fetch --unshallow)"
)


@pytest.mark.parametrize("damage", [None, b"junk"])
def test_objects_that_are_missing(damage: bytes | None, repository: Path) -> None:
    hash_ = git(repository, "rev-parse", "HEAD~1:rules/m/constants.yaml")
    file = repository / ".git" / "objects" / hash_[:2] / hash_[2:]
    file.unlink()
    if damage:
        file.write_bytes(damage)
    assert refusal("HEAD~1:rules/m") == MISSING.format("HEAD~1")


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_partial_clones(kind: str, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", f"--filter={kind}", repository.as_uri(), "partial")
    monkeypatch.chdir(tmp_path / "partial")
    shutil.rmtree(repository)
    assert refusal("HEAD~1:rules/m") == MISSING.format("HEAD~1")


def test_a_tree_of_trees_without_end(repository: Path) -> None:
    """Ten trees, each ten times in the next, are ten thousand million files: they are not listed to the end."""
    made = blob(repository, b"x")
    made = raw_tree(repository, *(("100644", b"%d.yaml" % n, made) for n in range(10)))
    for _ in range(9):
        made = raw_tree(repository, *(("40000", b"%d" % n, made) for n in range(10)))
    began = time.monotonic()
    assert refusal(f"{commit(repository, made)}:") == "“.” has more than 10000 files: name the folder of a pack"
    assert time.monotonic() - began < 5
