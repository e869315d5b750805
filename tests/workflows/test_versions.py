"""The commands about versions, on copies of the minimal pack: what they write, and what they refuse."""

from __future__ import annotations

import os
import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from engine.cli.main import main
from engine.diagnostics.core import Lang, has_errors
from engine.pack import changelog
from engine.pack.model import IndicatorTest
from engine.pack.versions import Step
from engine.workflows.bump import bump
from engine.workflows.inputs import load_checked
from engine.workflows.lock import lock_pack
from engine.workflows.refused import InvalidPack, Refused, UnknownItem
from engine.workflows.replacing import replace_files
from engine.workflows.revise import revise

BRACES = "  - {{id: x, version: {}, status: draft, effective: {}, title: т, open: true}}\n"
MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "pack"))


def edit(pack: Path, file: str, old: str, new: str) -> None:
    data = (pack / file).read_bytes()
    assert data.count(old.encode()) == 1
    (pack / file).write_bytes(data.replace(old.encode(), new.encode()))


def changed(pack: Path) -> list[str]:
    """The lines that differ from the minimal pack's, changelog and lock aside."""
    lines: list[str] = []
    for file in sorted(pack.glob("*.yaml")):
        old, new = (f.read_bytes().decode().splitlines() for f in (MINIMAL / file.name, file))
        lines += [line for line in unified_diff(old, new, n=0, lineterm="") if line[:2] not in ("--", "++", "@@")]
    return lines


def errors(pack: Path) -> list[str]:
    return [d.code.id for d in load_checked(pack)[1] if d.severity == "error"]


def test_a_lock_is_written_once(pack: Path) -> None:
    first = lock_pack(pack, write=True)
    assert not first.is_current
    assert {sign for sign, _ in first.changes} == {"+"}
    data = (pack / "pack.lock").read_bytes()
    again = lock_pack(pack, write=True)
    assert again.is_current
    assert again.changes == []
    assert (pack / "pack.lock").read_bytes() == data
    assert data.decode().splitlines()[2].startswith("pack@1.0.0 ")


def test_a_lock_is_not_written_over_a_change_without_a_version(pack: Path) -> None:
    lock_pack(pack, write=True)
    data = (pack / "pack.lock").read_bytes()
    edit(pack, "constants.yaml", "value: 2\n", "value: 3\n")
    with pytest.raises(InvalidPack):
        lock_pack(pack, write=True)
    assert (pack / "pack.lock").read_bytes() == data


def test_what_is_retired_stays_on_record(pack: Path) -> None:
    edit(pack, "sources.yaml", "reports, version: 1.0.0, status: approved", "reports, version: 2.0.0, status: approved")
    with (pack / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {id: old, version: 1.0.0, status: retired, effective: {from: 2020-01-01}, title: x, open: true}\n"
        )
    lock_pack(pack, write=True)
    text = (pack / "sources.yaml").read_text("utf-8")
    (pack / "sources.yaml").write_text("".join(text.splitlines(keepends=True)[:-1]), "utf-8")
    assert errors(pack) == []
    assert lock_pack(pack, write=True).is_current
    with (pack / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - {id: old, version: 1.1.0, status: draft, effective: {from: 2020-01-01}, title: x, open: true}\n"
        )
    assert errors(pack) == ["E474"]


def test_the_last_version_of_an_item_retires_it_for_good(pack: Path) -> None:
    kept = (pack / "sources.yaml").read_text("utf-8")
    first = "  - {id: old, version: 1.0.0, status: approved, effective: {from: 2020-01-01, to: 2020-12-31}, OTHER}\n"
    last = "  - {id: old, version: 2.0.0, status: retired, effective: {from: 2021-01-01}, OTHER}\n"
    again = "  - {id: old, version: 2.1.0, status: draft, effective: {from: 2021-01-01}, OTHER}\n"

    def holds(*items: str) -> list[str]:
        (pack / "sources.yaml").write_text(kept + "".join(items).replace("OTHER", "title: x, open: true"), "utf-8")
        return errors(pack)

    assert holds(first, last) == []
    lock_pack(pack, write=True)
    assert holds(first) == []
    assert "source:old@2.0.0" in "\n".join(lock_pack(pack, write=True).new)
    assert holds(first, again) == ["E474"]
    assert holds() == []
    assert [line.split(" ")[0] for line in lock_pack(pack, write=True).new if ":old@" in line] == ["source:old@2.0.0"]
    assert holds(again) == ["E474"]


def test_check_tells_the_difference(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(pack)
    assert main(["lock", path, "--check", "--lang", "en"]) == 1
    assert not (pack / "pack.lock").exists()
    assert main(["lock", path, "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["lock", path, "--check", "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{path}/pack.lock: up to date\n"
    bump(pack, "site", None)
    assert main(["lock", path, "--check", "--lang", "ru"]) == 1
    said = capsys.readouterr().out
    assert said == f"+ source:site@1.0.1\n- source:site@1.0.0\n{path}/pack.lock: выполните «engine lock»\n"


def test_bump_raises_one_version_and_writes_the_changelog(pack: Path) -> None:
    assert bump(pack, "1.1", None, "Уточнено.").new == (1, 0, 1)
    assert changed(pack) == ["-    version: 1.0.0", "+    version: 1.0.1"]
    log = (pack / "CHANGELOG.md").read_text("utf-8")
    assert log == (
        "# Изменения комплекта правил\n\n## Новое\n\n- Показатель 1.1: версия 1.0.1 вместо 1.0.0. Уточнено.\n"
    )
    assert errors(pack) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "item", "version"),
    [
        ("indicators.yaml", "Рост числа обученных", "Рост числа", "1.1", (1, 0, 1)),
        ("indicators.yaml", "{outcome: growth, above: 0", "{outcome: growth, above: 0.0", "1.1", (1, 0, 1)),
        ("indicators.yaml", "minimum_coverage: 80", "minimum_coverage: 90", "1.1", (1, 1, 0)),
        ("indicators.yaml", "as: difference}", "as: percent}", "1.1", (2, 0, 0)),
        ("facts.yaml", "title: план работы", "title: план", "fact:plan", (1, 0, 1)),
        ("facts.yaml", "additive: true", "additive: false", "trained", (2, 0, 0)),
    ],
)
def test_bump_raises_as_far_as_the_change_asks_for(
    pack: Path, file: str, old: str, new: str, item: str, version: tuple[int, int, int]
) -> None:
    lock_pack(pack, write=True)
    edit(pack, file, old, new)
    assert bump(pack, item, None).new == version
    assert [e for e in errors(pack) if e.startswith("E47")] == []


def test_bump_goes_on_from_a_version_raised_too_little(pack: Path) -> None:
    lock_pack(pack, write=True)
    edit(pack, "indicators.yaml", "as: difference}", "as: percent}")
    assert bump(pack, "1.1", Step.PATCH).new == (1, 0, 1)
    edit(pack, "facts.yaml", "additive: true", "additive: false")
    assert bump(pack, "pack", Step.PATCH).new == (1, 0, 1)
    assert {d.code.id for d in load_checked(pack)[1]} >= {"W476"}
    assert bump(pack, "1.1", None).new == (2, 0, 0)
    assert bump(pack, "pack", None).new == (2, 0, 0)
    assert not {d.code.id for d in load_checked(pack)[1]} & {"W476"}
    assert bump(pack, "pack", None).new == (2, 0, 1)


def test_a_revision_is_above_a_corrected_version_before_it(pack: Path) -> None:
    bump(pack, "enough-groups@1.0.0", Step.MAJOR)
    assert revise(pack, "enough-groups@2.0.0", date(2022, 1, 1)).new == (3, 1, 0)


def test_the_version_of_the_pack_takes_over_what_is_new(pack: Path) -> None:
    bump(pack, "site", None)
    bump(pack, "pack", None, "Сверено.")
    bump(pack, "1.2", None)
    assert (pack / "CHANGELOG.md").read_text("utf-8") == (
        "# Изменения комплекта правил\n\n## Новое\n\n- Показатель 1.2: версия 1.0.1 вместо 1.0.0.\n\n## 1.0.1\n\n"
        "- Источник site: версия 1.0.1 вместо 1.0.0.\n- Комплект правил: версия 1.0.1 вместо 1.0.0. Сверено.\n"
    )


def test_a_changelog_of_ones_own_is_continued(pack: Path) -> None:
    (pack / "CHANGELOG.md").write_text(
        "# Журнал\r\n\r\nТекст.\r\n\r\n## 1.0.0\r\n\r\n- начало\r\n", "utf-8", newline=""
    )
    bump(pack, "site", None)
    assert (pack / "CHANGELOG.md").read_bytes().decode() == (
        "# Журнал\r\n\r\nТекст.\r\n\r\n## Новое\r\n\r\n- Источник site: версия 1.0.1 вместо 1.0.0.\r\n\r\n"
        "## 1.0.0\r\n\r\n- начало\r\n"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "# a\r\n\n## Новое\n\nx\x0cy\u2028z\x85\r## 1\n\n\n",
            "# a\r\n\n## Новое\n\nx\x0cy\u2028z\x85\r- ENTRY\r\n\r\n## 1\n\n\n",
        ),
        ("# a\r\r## Unreleased\r", "# a\r\r## Unreleased\r\r- ENTRY\r"),
        ("# a\n\n```\n## Новое\n```\n", "# a\n\n```\n## Новое\n```\n\n## Новое\n\n- ENTRY\n"),
        ("## [Unreleased]\n- x\n\n~~~~\n## y\n~~~\n~~~~", "## [Unreleased]\n- x\n\n~~~~\n## y\n~~~\n~~~~\n- ENTRY\n"),
        ("## Новое\n\n\n\n## 1\n", "## Новое\n\n- ENTRY\n\n\n\n## 1\n"),
    ],
)
def test_a_changelog_keeps_every_character(old: str, new: str) -> None:
    assert changelog.with_entry(old, "a\n\n## Unreleased", Lang.RU) == new.replace("ENTRY", "a ## Unreleased")


def test_a_changelog_and_a_message_that_are_not_text(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bump", "site", str(pack), "-m", "\udcff", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("error: the message is not text in UTF-8\n")
    (pack / "CHANGELOG.md").write_bytes("# Журнал".encode("cp1251"))
    for words in (["bump", "site", str(pack)], ["revise", "site", str(pack), "--from", "2021-01-01"]):
        assert main([*words, "--lang", "en"]) == 2
        said = f"error: {pack.as_posix()}/CHANGELOG.md is not in UTF-8: save it in that encoding\n"
        assert capsys.readouterr().err.startswith(said)
    assert changed(pack) == []


def test_a_comment_of_the_lock_that_is_not_text(pack: Path) -> None:
    lock_pack(pack, write=True)
    data = (pack / "pack.lock").read_bytes()
    (pack / "pack.lock").write_bytes(data + b"# \xff\n")
    assert errors(pack) == []
    assert not lock_pack(pack, write=True).is_current
    assert (pack / "pack.lock").read_bytes() == data


def test_endless_versions(pack: Path) -> None:
    lock_pack(pack, write=True)
    edit(pack, "pack.lock", "source:site@1.0.0", f"source:site@1.0.{'9' * 5000}")
    assert errors(pack) == ["E475"]
    edit(pack, "sources.yaml", "site, version: 1.0.0", f"site, version: 1.0.{'9' * 5000}")
    with pytest.raises(InvalidPack):
        bump(pack, "site", None)


def test_two_at_once(pack: Path) -> None:
    names = ("site", "reports", "training", "enough-groups")
    with ThreadPoolExecutor(len(names)) as several:
        assert len([*several.map(lambda name: bump(pack, name, None), names)]) == len(names)
    assert len(changed(pack)) == 2 * len(names)
    assert (pack / "CHANGELOG.md").read_text("utf-8").count("\n- ") == len(names)


@pytest.mark.parametrize(("step", "version"), [("--patch", "1.0.1"), ("--minor", "1.1.0"), ("--major", "2.0.0")])
def test_the_step_of_bump(pack: Path, step: str, version: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bump", "training", str(pack), step, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"direction:training: 1.0.0 → {version}"


def test_a_version_that_is_taken_is_passed_over(pack: Path) -> None:
    assert main(["bump", "enough-groups@1.0.0", str(pack), "--major"]) == 0
    assert changed(pack) == ["-    version: 1.0.0", "+    version: 3.0.0"]


def test_revise_sets_a_version_beside_the_old_one(pack: Path) -> None:
    edit(
        pack, "indicators.yaml", "    title: Рост числа обученных\n", "    # сверено\n    title: Рост числа обученных\n"
    )
    before = (pack / "indicators.yaml").read_text("utf-8")
    lock_pack(pack, write=True)
    assert revise(pack, "1.1", date(2021, 7, 1)).new == (1, 1, 0)
    after = (pack / "indicators.yaml").read_text("utf-8")
    start = before.index('  - id: "1.1"')
    old = before[start : before.index('\n  - id: "1.2"')]
    closed = old.replace("{from: 2020-01-01}", "{from: 2020-01-01, to: 2021-06-30}")
    new = old.replace("version: 1.0.0", "version: 1.1.0").replace("from: 2020-01-01", "from: 2021-07-01")
    assert after == before.replace(old, f"{closed}\n{new}")
    assert "# сверено" in new
    assert errors(pack) == []
    assert "с 01.07.2021 действует версия 1.1.0; версия 1.0.0 – по 30.06.2021." in (pack / "CHANGELOG.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("old", "closed", "new"),
    [
        (
            "  - id: x\n    version: 1.0.0\n    status: draft\n    effective:\n      # с начала года\n"
            "      from: 2020-01-01 # день\n    title: т\n    open: true # да\n",
            "  - id: x\n    version: 1.0.0\n    status: draft\n    effective:\n      # с начала года\n"
            "      from: 2020-01-01 # день\n      to: 2020-12-31\n    title: т\n    open: true # да\n",
            "\n  - id: x\n    version: 1.1.0\n    status: draft\n    effective:\n      # с начала года\n"
            "      from: 2021-01-01 # день\n    title: т\n    open: true # да\n",
        ),
        (
            BRACES.format("1.0.0", "{to: 2030-12-31, from: 2020-01-01}"),
            BRACES.format("1.0.0", "{to: 2020-12-31, from: 2020-01-01}"),
            BRACES.format("1.1.0", "{to: 2030-12-31, from: 2021-01-01}"),
        ),
        (
            BRACES.format("1.0.0", "{to: 2020-06-30, from: 2020-01-01}"),
            BRACES.format("1.0.0", "{to: 2020-06-30, from: 2020-01-01}"),
            BRACES.format("1.1.0", "{from: 2021-01-01}"),
        ),
        (
            "  - id: x\n    version: 1.0.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2020-01-01\n      to: 2020-06-30",
            "  - id: x\n    version: 1.0.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2020-01-01\n      to: 2020-06-30\n",
            "\n  - id: x\n    version: 1.1.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2021-01-01\n",
        ),
        (
            "  -\n    # item\n    id: x\n    version: 1.0.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2020-01-01",
            "  -\n    # item\n    id: x\n    version: 1.0.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2020-01-01\n      to: 2020-12-31\n",
            "\n  -\n    # item\n    id: x\n    version: 1.1.0\n    status: draft\n    title: т\n"
            "    open: true\n    effective:\n      from: 2021-01-01",
        ),
    ],
)
def test_dates_however_they_are_written(pack: Path, old: str, closed: str, new: str) -> None:
    head = (pack / "sources.yaml").read_text("utf-8")
    (pack / "sources.yaml").write_text(head + old, "utf-8")
    revise(pack, "x", date(2021, 1, 1))
    assert (pack / "sources.yaml").read_text("utf-8") == head + closed + new
    assert not has_errors(load_checked(pack)[1])


def test_a_list_in_brackets(pack: Path) -> None:
    item = "{id: site, version: 1.0.0, status: approved, effective: {from: 2020-01-01}, title: с, open: true}"
    other = item.replace("site", "reports")
    (pack / "sources.yaml").write_text(f"format: sources/1\nsources: [{item}, {other}]\n", "utf-8")
    revise(pack, "site", date(2021, 1, 1))
    closed = item.replace("2020-01-01", "2020-01-01, to: 2020-12-31")
    new = item.replace("1.0.0", "1.1.0").replace("2020-01-01", "2021-01-01")
    assert (pack / "sources.yaml").read_text("utf-8") == f"format: sources/1\nsources: [{closed}, {new}, {other}]\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bump", "trainin"], "ошибка: в комплекте нет «trainin»; возможно, «training»?"),
        (["bump", "1.1@3.0.0"], "ошибка: в комплекте нет «1.1@3.0.0»; есть: indicator:1.1@1.0.0"),
        (
            ["revise", "1.1", "--from", "2020-01-01"],
            "ошибка: версия 1.0.0 для «indicator:1.1» сама действует с 2020-01-01: в --from нужна более поздняя дата",
        ),
        (
            ["revise", "enough-groups@1.0.0", "--from", "2020-07-01"],
            "ошибка: версия 2.0.0 для «constant:enough-groups» уже действует с 2021-01-01: исправьте её или "
            "сделайте новую редакцию с неё",
        ),
        (
            ["revise", "plan", "--from", "2021-01-01"],
            "ошибка: у «plan» тот же срок действия, что у комплекта: исправьте и выполните «engine bump pack»",
        ),
        (["new", "indicator", "1.1"], "ошибка: обозначение «1.1» уже занято"),
        (["new", "indicator", "показатель"], "ошибка: «показатель» не может быть обозначением"),
        (["new", "recommendation", "r", "--indicator", "1"], "ошибка: в комплекте нет «1»"),
    ],
)
def test_what_is_refused(pack: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    verb = 3 if words[0] == "new" else 2
    assert main([*words[:verb], str(pack), *words[verb:], "--lang", "ru"]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert changed(pack) == []
    assert not (pack / "CHANGELOG.md").exists()


def test_an_ambiguous_name(pack: Path) -> None:
    edit(
        pack,
        "constants.yaml",
        "constants:\n",
        "constants:\n  - {id: site, version: 1.0.0, status: draft, "
        "effective: {from: 2020-01-01}, title: т, value: 1}\n",
    )
    with pytest.raises(Refused, match=r"site may mean: constant:site, source:site"):
        bump(pack, "site", None)
    assert bump(pack, "source:site", None).name == "source:site"
    with pytest.raises(UnknownItem):
        bump(pack, "direction:site", None)


@pytest.mark.parametrize(
    "words", [["bump", "site"], ["revise", "site", "--from", "2021-01-01"], ["new", "indicator", "n"]]
)
def test_a_file_with_mistakes_is_not_written(pack: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    edit(pack, "sources.yaml", "sources:\n", "sources:\n\t\n")
    before = {file: file.read_bytes() for file in pack.iterdir()}
    verb = 3 if words[0] == "new" else 2
    assert main([*words[:verb], str(pack), *words[verb:], "--lang", "en"]) == 3
    assert "sources.yaml:5:1: error E0" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in pack.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_one_clear_error(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied", "a temporary name")

    monkeypatch.setattr("engine.workflows.replacing.tempfile.mkstemp", refuse)
    for words in (["lock"], ["bump", "site"], ["revise", "site", "--from", "2021-01-01"], ["new", "indicator", "n"]):
        verb = len([*words[:3]]) if words[0] == "new" else min(len(words), 2)
        assert main([*words[:verb], str(pack), *words[verb:], "--lang", "en"]) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"error: {pack.as_posix()}/")
        assert error.endswith(": Permission denied\n")
        assert error.count("\n") == 1
    assert changed(pack) == []


def test_a_file_that_cannot_be_renamed_into_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "c":
            raise PermissionError(1, "Operation not permitted", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    (tmp_path / "a").write_text("old")
    with pytest.raises(PermissionError) as refused:
        replace_files({tmp_path / name: b"new" for name in "abc"})
    assert refused.value.filename == str(tmp_path / "c")
    assert (tmp_path / "a").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    with pytest.raises(OSError, match="nowhere"):
        replace_files({tmp_path / "a": b"new", tmp_path / "nowhere" / "b": b"new"})
    assert (tmp_path / "a").read_text() == "old"
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError) as refused:
        replace_files({tmp_path / "a": b"new", tmp_path / "c": b"new", tmp_path / "folder": b"new"})
    assert refused.value.filename == str(tmp_path / "folder")
    assert (tmp_path / "a").read_text() == "old"
    (tmp_path / "folder").rmdir()
    (tmp_path / "link").symlink_to("a")
    replace_files({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "link"]


@pytest.mark.parametrize("lang", [*Lang])
def test_skeletons_validate_and_are_laid_out(tmp_path: Path, lang: Lang, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "rules" / "demo"
    words = [str(folder), "--lang", lang.value]
    assert main(["new", "pack", *words, "--from", "2024-09-01"]) == 0
    for kind, name in (
        ("indicator", "2"),
        ("indicator", "third"),
        ("recommendation", "2-R"),
        ("recommendation", "last"),
    ):
        assert main(["new", kind, name, *words]) == 0
        pack, problems = load_checked(folder)
        assert pack is not None
        assert {d.code.id for d in problems} == {"W219"}
    assert len(problems) == 15
    capsys.readouterr()
    assert main(["fmt", *words, "--check"]) == 0
    assert main(["lock", *words]) == 0
    assert [i.header.rule for i in pack.indicators] == ["1@1.0.0", "2@1.0.0", "third@1.0.0"]
    tests = [r.when for r in pack.recommendations]
    assert [(t.indicator, t.outcomes) for t in tests if isinstance(t, IndicatorTest)] == [
        (name, ("not_met",)) for name in ("1", "2", "third")
    ]


@pytest.mark.parametrize("name", ["null", "true", "1e5", "2024-01-01", "0x1F", "1"])
@pytest.mark.parametrize("since", ["1900-01-01", "2999-12-31"])
def test_skeletons_of_any_name_and_day(tmp_path: Path, name: str, since: str) -> None:
    assert main(["new", "pack", str(tmp_path / "demo"), "--id", name, "--from", since]) == 0
    pack, problems = load_checked(tmp_path / "demo")
    assert pack is not None
    assert pack.passport.header.id == name
    assert [d.code.id for d in problems if d.code.id.startswith("E")] == []


@pytest.mark.parametrize("since", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_days_that_no_pack_begins_on(tmp_path: Path, since: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "pack", str(tmp_path / "demo"), "--from", since, "--lang", "en"]) == 2
    said = f"error: {since}: a pack begins in one of the years 1900–2999\n"
    assert capsys.readouterr().err.startswith(said)
    assert [*tmp_path.iterdir()] == []


def test_items_that_rest_on_ids_which_are_numbers(pack: Path) -> None:
    edit(
        pack,
        "sources.yaml",
        "sources:\n",
        'sources:\n  - {id: "1", version: 1.0.0, status: draft, effective: {from: 2020-01-01}, title: x, open: true}\n',
    )
    assert main(["new", "indicator", "more", str(pack)]) == 0
    assert errors(pack) == []


def test_a_new_pack_has_the_rights_of_any_new_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    (tmp_path / "plain").mkdir()
    assert main(["new", "pack", str(tmp_path / "demo")]) == 0
    assert (tmp_path / "demo").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_pack_in_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path / "demo")
    assert main(["new", "pack", "."]) == 0
    assert errors(tmp_path / "demo") == []


def test_an_item_is_not_written_where_nobody_looks(pack: Path) -> None:
    text = (pack / "recommendations.yaml").read_text("utf-8")
    item = text.index("  - id:", text.index("  - id:") + 1)
    (pack / "more.yaml").write_text(f"format: recommendations/1\nrecommendations:\n{text[item:]}", "utf-8")
    (pack / "recommendations.yaml").write_text(text[:item], "utf-8")
    assert errors(pack) == []
    assert main(["new", "recommendation", "README", str(pack)]) == 0
    loaded = load_checked(pack)[0]
    assert loaded is not None
    assert "README" in [r.header.id for r in loaded.recommendations]


def test_a_pack_is_not_made_where_something_is(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "pack", str(pack), "--lang", "ru"]) == 2
    assert capsys.readouterr().err.startswith(f"ошибка: {pack.as_posix()}: уже существует и не пусто")
    assert changed(pack) == []


def test_an_indicator_goes_where_the_others_are(pack: Path) -> None:
    before = (pack / "indicators.yaml").read_text("utf-8")
    assert main(["new", "indicator", "more", str(pack)]) == 0
    assert (pack / "indicators.yaml").read_text("utf-8").startswith(before)
    assert main(["new", "recommendation", "more-R", str(pack), "--indicator", "more"]) == 0
    assert errors(pack) == []


@pytest.mark.parametrize(
    ("tail", "after"),
    [
        ("    text: |+\n      учить {value}\n\n\n\n", "\n\n\n  - id: more-R\n"),
        ("    text: |+\n      учить {value}\n", "{value}\n  - id: more-R\n"),
        ("    text: учить # да\n    # это о ней\n# и это\n", "# и это\n\n  - id: more-R\n"),
        (
            "    text: учить\n    # это о ней\n\n# о поле\nformat: recommendations/1\n",
            "# это о ней\n\n  - id: more-R\n",
        ),
        ("    text: учить\n\n\n", "учить\n\n  - id: more-R\n"),
    ],
)
def test_what_is_added_leaves_the_last_item_as_it_is(tmp_path: Path, tail: str, after: str) -> None:
    pack = tmp_path / "demo"
    assert main(["new", "pack", str(pack), "--lang", "ru"]) == 0
    file = pack / "recommendations.yaml"
    text = file.read_bytes().decode()
    head = text[: text.index("    text: >-")]
    file.write_bytes(((head.replace("format: recommendations/1\n", "") if "format" in tail else head) + tail).encode())
    lock_pack(pack, write=True)
    assert main(["new", "recommendation", "more-R", str(pack), "--indicator", "1"]) == 0
    assert after in file.read_bytes().decode()
    assert [d.code.id for d in load_checked(pack)[1] if d.code.id.startswith("E")] == []


def test_what_cannot_be_added_without_changing_the_last_item_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "demo"
    assert main(["new", "pack", str(pack), "--lang", "en"]) == 0
    file = pack / "recommendations.yaml"
    text = file.read_bytes().decode()
    data = (text[: text.index("    text: >-")] + "    text: |\n      train {value}").encode()
    file.write_bytes(data)
    capsys.readouterr()
    assert main(["new", "recommendation", "more-R", str(pack), "--lang", "en"]) == 2
    assert f"{file.as_posix()} is written too unusually to be edited: change it by hand" in capsys.readouterr().err
    assert file.read_bytes() == data


def test_fmt(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock_pack(pack, write=True)
    assert main(["fmt", str(pack), "--lang", "en"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == f"files: 13, changed: {len(said) - 1}"
    assert main(["fmt", str(pack), "--check", "--lang", "en"]) == 0
    assert lock_pack(pack, write=False).is_current
    (pack / "sources.yaml").write_text("a: [\n", "utf-8")
    (pack / "acts.yaml").write_text("a:   1\n", "utf-8")
    assert main(["fmt", str(pack / "acts.yaml"), "--check", "--lang", "en"]) == 1
    assert main(["fmt", str(pack), "--lang", "en"]) == 3
    assert (pack / "sources.yaml").read_text("utf-8") == "a: [\n"
    assert (pack / "acts.yaml").read_text("utf-8") == "a: 1\n"


def test_fmt_waits_for_no_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert main(["fmt", str(tmp_path / "pipe.yaml"), "--lang", "en"]) == 3
    assert "error E209: The file cannot be read: Not a regular file" in capsys.readouterr().err.replace(
        "[", ""
    ).replace("]", "")


def test_what_cannot_be_read_is_not_taken_for_no_lock(pack: Path) -> None:
    (pack / "pack.lock").symlink_to("nowhere")
    assert errors(pack) == ["E209"]
    (pack / "pack.lock").unlink()
    (pack / "pack.lock").mkdir()
    assert errors(pack) == ["E209"]
    with pytest.raises(InvalidPack):
        bump(pack, "site", None)
    (pack / "pack.lock").rmdir()
    os.mkfifo(pack / "pack.lock")
    assert errors(pack) == ["E209"]


SHIPPED = [file.parent for file in sorted((Path(__file__).parents[2] / "rules").rglob("pack.lock"))]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_shipped_packs_agree_with_their_locks(folder: Path) -> None:
    assert lock_pack(folder, write=False).changes == []
