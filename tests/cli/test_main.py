"""The command: help and usage errors in both languages, what goes where, exit codes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli.language import chosen
from engine.cli.main import build, main
from engine.diagnostics.core import Lang
from tests.workflows.small import FACTS, PACK, write

CYRILLIC = re.compile("[а-яё]")


@pytest.mark.parametrize("command", ["", *build(Lang.EN).commands])
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = [command] if command else []
    assert main([*words, "--help", "--lang", "en"] if not command else [*words, "--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    assert main([*words, "--help", "--lang", "ru"] if not command else [*words, "--lang", "ru", "--help"]) == 0
    russian = capsys.readouterr().out
    assert english.startswith("Usage: engine")
    assert not CYRILLIC.search(english)
    assert russian.startswith("Использование: engine")
    for line in russian.splitlines():
        if re.match(r"  --?[a-z]", line) and "  " in line.strip():
            assert CYRILLIC.search(line), line


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        ([], {}, Lang.EN),
        ([], {"LANG": "ru_RU.UTF-8"}, Lang.RU),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, Lang.EN),
        (["--lang", "ru"], {"LANG": "C"}, Lang.RU),
        (["evaluate", "--lang=en"], {"LANG": "ru_RU.UTF-8"}, Lang.EN),
        (["--lang", "de"], {"ENGINE_LANG": "ru"}, Lang.RU),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], lang: Lang) -> None:
    assert chosen(arguments, environment) is lang


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evalute"], "ошибка: нет команды «evalute»; возможно, «evaluate»?"),
        (["evaluate", "--fact", "x"], "ошибка: нет параметра --fact; возможно, --facts?"),
        (["evaluate", "--format", "pdf"], "ошибка: --format: допустимо table, json, csv, markdown"),
        (["validate", "--as-of", "2026-02-30"], "ошибка: --as-of: нет такой даты; нужно ГГГГ-ММ-ДД"),
        (["explain"], "ошибка: не указано: РЕЗУЛЬТАТ"),
        (["explain", "nowhere", "x"], "ошибка: нет результатов «nowhere»"),
    ],
)
def test_wrong_usage(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (
        main(
            [*arguments[:1], "--lang", "ru", *arguments[1:]]
            if arguments != ["evalute"]
            else ["evalute", "--lang", "ru"]
        )
        == 2
    )
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith(said)


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    facts = write(tmp_path / "facts")
    return ["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(tmp_path / "out"), "--lang", "ru"]


def test_standard_output_carries_only_the_report(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--format", "json"]) == 0
    out = capsys.readouterr()
    assert json.loads(out.out)["fact_set"]["id"] == "small"
    assert out.err.startswith("результаты: ")


def test_a_dry_run_writes_nothing(arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([*arguments, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "facts.csv" in out
    assert "Запросы сведений: 7" in out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("place", ["facts", "facts/out", "facts/../facts/a/b", "link", "link/out"])
def test_runs_are_not_written_where_facts_are_read(
    place: str, arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "facts")
    before = sorted(tmp_path.rglob("*"))
    assert main([*arguments, "--out", str(tmp_path / place)]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith(f"ошибка: --out {tmp_path / place} лежит внутри {tmp_path / 'facts'}, откуда читаются")
    assert sorted(tmp_path.rglob("*")) == before


def test_runs_are_not_written_into_the_pack(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = shutil.copytree(PACK, tmp_path / "pack")
    assert main([*arguments, "--pack", str(pack), "--out", str(pack / "outputs")]) == 2
    assert f"лежит внутри {pack}, откуда" in capsys.readouterr().err
    assert not (pack / "outputs").exists()
    assert main([*arguments, "--pack", str(pack), "--out", str(tmp_path), "--quiet"]) == 0


def test_a_folder_for_runs_that_is_no_utf_8_is_wrong_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / os.fsdecode(b"out\xff")
    assert main([*arguments, "--out", str(out)]) == 2
    assert capsys.readouterr().err.startswith("ошибка: --out: путь не в кодировке UTF-8")
    assert not out.exists()


@pytest.mark.parametrize(("arguments", "called"), [(["new"], "engine new"), ([], "engine")])
def test_without_a_command_the_help_is_shown(
    arguments: list[str], called: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENGINE_LANG", "en")
    assert main(arguments) == 2
    out = capsys.readouterr()
    assert main([*arguments, "--help"]) == 0
    assert (out.out, out.err) == ("", capsys.readouterr().out)
    assert out.err.startswith(f"Usage: {called} [OPTIONS] COMMAND")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["validate", ""], "[PATH]…"),
        (["test", ""], "[PATH]…"),
        (["lock", ""], "[PACK]"),
        (["docs", "--out", ""], "--out"),
        (["evaluate", "--pack="], "--pack"),
    ],
)
def test_no_path_is_not_the_present_folder(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENGINE_LANG", "en")
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(f"error: {named}: the path is empty\n")


@pytest.mark.parametrize("item", ["", "@", "@1.0.0"])
def test_no_name_is_not_the_pack(
    item: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENGINE_LANG", "en")
    shutil.copytree(PACK, tmp_path / "pack")
    before = (tmp_path / "pack/pack.yaml").read_bytes()
    assert main(["bump", item, str(tmp_path / "pack"), "--patch"]) == 2
    assert capsys.readouterr().err.startswith("error: no item «» in the pack")
    assert (tmp_path / "pack/pack.yaml").read_bytes() == before


HOSTILE = "a\n::error::x\x1b[31m"


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", HOSTILE],
        ["test", HOSTILE],
        ["lock", HOSTILE],
        ["lock", HOSTILE, "--check"],
        ["bump", "pack", HOSTILE, "--patch"],
        ["revise", "constant:enough-groups", HOSTILE, "--from", "2030-01-01", "--minor"],
        ["docs", HOSTILE],
        ["docs", HOSTILE, "--out", "docs" + HOSTILE],
        ["fmt", HOSTILE],
        ["new", "indicator", "1.9", HOSTILE],
        ["new", "recommendation", "r9", HOSTILE],
        ["new", "pack", "new" + HOSTILE, "--id", "p"],
        ["diff", HOSTILE, HOSTILE + "/other"],
        ["diff", HOSTILE, HOSTILE, "--format", "markdown"],
        ["evaluate", "--pack", HOSTILE, "--facts", HOSTILE],
    ],
)
def test_no_name_of_a_folder_begins_a_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(PACK, HOSTILE)
    main(arguments)
    out = capsys.readouterr()
    assert out.out + out.err != ""
    assert not re.search(r"^\s*::|\x1b", out.out + out.err, re.MULTILINE)


def test_an_invalid_pack_is_3_and_invalid_facts_are_5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("format: pack/1\n")
    assert main(["validate", str(pack), "--lang", "en"]) == 3
    assert f"{pack.as_posix()}/pack.yaml:1:1: error E102" in capsys.readouterr().out
    facts = write(tmp_path / "facts", FACTS.replace("D1;2019", "D9;2019"))
    words = ["evaluate", "--pack", str(PACK), "--facts", str(facts), "--out", str(tmp_path / "out"), "--lang", "ru"]
    assert main(words) == 5
    assert "facts.csv:2:1: ошибка E530" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main([*words, "--keep-going", "--quiet"]) == 0


def test_a_terminal_that_cannot_show_a_letter_is_no_error(arguments: list[str]) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "koi8-r"}
    done = subprocess.run(
        [sys.executable, "-m", "engine", *arguments], capture_output=True, check=True, env=environment
    )
    assert "Малый набор".encode("koi8-r") in done.stdout
    assert b"\\u2013" in done.stdout


def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    words = " ".join(f"'{a}'" for a in arguments)
    line = f"set -o pipefail; '{sys.executable}' -m engine {words} --format json | head -c 10"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "ошибка" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(("folder", "code"), [(PACK, 0), (PACK / "nothing", 3)])
def test_the_exit_code_does_not_depend_on_the_reader(folder: Path, code: int, unbuffered: str) -> None:
    """Standard output, or both streams, are a pipe whose reader is gone before anything is written."""
    for streams in (["stdout"], ["stdout", "stderr"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "engine", "validate", str(folder)],
            check=False,
            env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
            **dict.fromkeys(streams, writer),  # type: ignore[call-overload]
        )
        os.close(writer)
        assert done.returncode == code


def test_a_full_disk_is_told_by_the_name_of_the_stream() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "engine", "validate", str(PACK), "--lang", "en"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"error: <stdout>: No space left on device\n")


def test_reports_for_programs_are_utf_8(tmp_path: Path) -> None:
    pack = tmp_path / "комплект"
    command = [sys.executable, "-m", "engine", "validate", str(pack), "--lang", "ru", "--format"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1251"}
    for shown_as, encoding in (("pretty", "cp1251"), ("junit", "utf-8"), ("json", "utf-8"), ("github", "utf-8")):
        done = subprocess.run([*command, shown_as], capture_output=True, check=False, env=environment)
        assert done.returncode == 3
        assert "комплект" in done.stdout.decode(encoding)
