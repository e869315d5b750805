"""`engine validate`: which packs, which report where, which exit code."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from engine.cli.main import main

MINIMAL = Path(__file__).parents[1] / "packs" / "minimal"
WARNING = ("acts.yaml", 'date: "2019-12-21", number: "01/101"', 'date: "2019-12-20", number: "01/100"')
ERROR = ("indicators.yaml", "{outcome: high, at_least: 50}", "{outcome: high, above: 50}")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only pack is `rules/one`, and the command runs beside `rules`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ENGINE_LANG", "ru")
    shutil.copytree(MINIMAL, "rules/one")
    return tmp_path / "rules"


def spoil(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text("utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new), "utf-8")


def test_the_only_pack_without_errors(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate"]) == 0
    out = capsys.readouterr()
    assert (out.out, out.err) == ("rules/one: ошибок нет\n", "")


def test_which_pack_is_asked_where_there_are_several(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, rules / "two")
    assert main(["validate"]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert "Укажите: rules/one / rules/two\n" in out.err


def test_a_pack_that_is_an_option_is_asked_with_it(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, rules / "two")
    assert main(["evaluate", "--facts", "."]) == 2
    assert "Укажите: --pack rules/one / --pack rules/two\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["rules"], ["rules/one", "rules/two"]),
        (["rules/two", "rules/one"], ["rules/two", "rules/one"]),
        (["rules/one/acts.yaml", "rules/one/pack.yaml"], ["rules/one"]),
        (["rules/one", "rules/one/acts.yaml"], ["rules/one"]),
        (["rules/two/more/deep.yaml"], ["rules/two"]),
    ],
)
def test_the_packs_named(rules: Path, paths: list[str], told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, rules / "two")
    (rules / "two/more").mkdir()
    shutil.move(rules / "two/acts.yaml", rules / "two/more/deep.yaml")
    assert main(["validate", *paths]) == 0
    assert capsys.readouterr().out == "".join(f"{folder}: ошибок нет\n" for folder in told)


def test_no_pack_in_a_folder_is_passed_over(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packs further down, with a passport of another name or none; not what is hidden or of another format."""
    (rules / "one").rename(rules / "ok")
    for name in ("deep/er/two", "named", "headless", ".hidden", "elsewhere/linked"):
        shutil.copytree(MINIMAL, rules / name)
    (rules / "named/pack.yaml").rename(rules / "named/passport.yaml")
    (rules / "headless/pack.yaml").unlink()
    (rules / "elsewhere/linked").rename(rules.parent / "linked")
    (rules / "link").symlink_to(rules.parent / "linked")
    (rules / "loop").symlink_to(rules)
    (rules / "facts").mkdir()
    (rules / "facts/set.yaml").write_text("format: fact-set/1\n")
    (rules / "deep/compose.yml").write_text("services: {}\n")
    assert main(["validate", "rules", "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert [pack["folder"] for pack in told["packs"]] == [
        "rules/deep/er/two",
        "rules/headless",
        "rules/link",
        "rules/named",
        "rules/ok",
    ]
    errors = {(d["code"], d["file"]) for d in told["diagnostics"] if d["severity"] == "error"}
    assert errors == {("E203", "rules/headless")}


@pytest.mark.parametrize(
    ("inside", "file", "told"),
    [
        ("rules/one/tests", "case.yaml", ".."),
        ("rules/one", "acts.yaml", "."),
        ("rules", "one/acts.yaml", "one"),
        ("rules/two/tests", "../../one/acts.yaml", "../../one"),
        ("rules/two/tests", "case.yaml", ".."),
        (".", "rules/two/acts.yaml", "rules/two"),
    ],
)
def test_a_file_stands_for_its_pack(
    inside: str, file: str, told: str, rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From wherever the command is run, and with or without a passport."""
    shutil.copytree(MINIMAL, rules / "two")
    (rules / "two/pack.yaml").unlink()
    for pack in ("one", "two"):
        (rules / pack / "tests").mkdir(exist_ok=True)
        (rules / pack / "tests/case.yaml").write_text("format: tests/1\n")
    monkeypatch.chdir(rules.parent / inside)
    main(["validate", file, "--format", "json"])
    assert [pack["folder"] for pack in json.loads(capsys.readouterr().out)["packs"]] == [told]


@pytest.mark.parametrize(
    ("path", "code"), [("nowhere", "E200"), ("other.txt", "E201"), ("empty", "E202"), ("rules/one/pack", "E200")]
)
def test_what_is_no_pack_is_an_invalid_pack(
    rules: Path, path: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("other.txt").write_text("x")
    Path("empty").mkdir()
    assert main(["validate", path]) == 3
    assert f"ошибка {code}:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("edits", "options", "code"),
    [
        ((), [], 0),
        ((), ["--fail-on", "note"], 0),
        ((WARNING,), [], 0),
        ((WARNING,), ["--fail-on", "warning"], 1),
        ((WARNING,), ["--fail-on", "note"], 1),
        ((ERROR,), [], 3),
        ((ERROR, WARNING), ["--fail-on", "warning"], 3),
        ((), ["--fail-on", "error"], 2),
        ((), ["--format", "xml"], 2),
        ((), ["--as-of", "2026-02-30"], 2),
        ((), ["--output", "sarif"], 2),
        ((), ["--output", "sarif="], 2),
        ((), ["--output", "sarf=x"], 2),
        ((), ["--output", "sarif=x", "--output", "json=x"], 2),
        ((), ["--output", "sarif=no/such/folder/x"], 2),
        ((), ["--output", "sarif=rules"], 2),
    ],
)
def test_exit_codes(
    edits: tuple[tuple[str, str, str], ...],
    options: list[str],
    code: int,
    rules: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for edit in edits:
        spoil(rules / "one", *edit)
    assert main(["validate", *options]) == code
    out = capsys.readouterr()
    assert out.err.startswith("ошибка: ") if code == 2 else out.err == ""


@pytest.mark.parametrize("file", ["rules/one/pack.yaml", "rules/one/report.xml", "rules/link/acts.yaml"])
@pytest.mark.parametrize("command", ["validate", "test"])
def test_reports_are_not_written_into_a_pack(
    command: str, file: str, rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (rules / "link").symlink_to("one")
    before = {path: path.read_bytes() for path in (rules / "one").rglob("*") if path.is_file()}
    assert main([command, "rules/one", "--output", f"junit={file}"]) == 2
    assert capsys.readouterr().err.startswith(
        f"ошибка: --output {file} лежит внутри rules/one, откуда читаются данные: укажите папку в другом месте\n"
    )
    assert {path: path.read_bytes() for path in (rules / "one").rglob("*") if path.is_file()} == before


def test_reports_are_written_whole(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report is renamed into its place, with nothing left beside it; what is no file is written to as it is."""
    Path("report").write_text("old")
    Path("kept").hardlink_to("report")
    assert main(["validate", "--output", "json=report", "--output", "junit=/dev/null"]) == 0
    assert Path("kept").read_text() == "old"
    assert json.loads(Path("report").read_bytes())["format"] == "problems/1"
    assert sorted(path.name for path in Path().iterdir()) == ["kept", "report", "rules"]
    capsys.readouterr()
    assert main(["validate", "--output", "json=/dev/full"]) == 2
    assert capsys.readouterr().err == "ошибка: /dev/full: No space left on device\n"


def test_an_unknown_format_of_a_file_is_guessed(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["validate", "--output", "sarf=x"])
    assert capsys.readouterr().err.startswith("ошибка: нет вида отчёта «sarf»; возможно, «sarif»?")


@pytest.mark.parametrize("shown_as", ["pretty", "json", "sarif", "junit", "github"])
def test_the_format_changes_neither_the_exit_code_nor_what_a_file_gets(
    shown_as: str, rules: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    spoil(rules / "one", *ERROR)
    assert main(["validate", "--format", shown_as, "--output", f"{shown_as}=report", "--output", "json=other"]) == 3
    out = capsysbinary.readouterr()
    assert out.err == b""
    assert out.out == Path("report").read_bytes()
    assert json.loads(Path("other").read_bytes())["summary"]["errors"] == 1


def test_each_format_names_the_mistake_and_its_place(rules: Path) -> None:
    spoil(rules / "one", *ERROR)
    formats = ("pretty", "json", "sarif", "junit", "github")
    assert main(["validate", *(f"--output={name}=report.{name}" for name in formats)]) == 3
    text, made, sarif, junit, github = (Path(f"report.{name}").read_text("utf-8") for name in formats)
    (told,) = json.loads(made)["diagnostics"]
    where = f"rules/one/indicators.yaml:{told['start']['line']}:{told['start']['column']}"
    assert text.startswith(f"{where}: ошибка E320: {told['message']}\n")
    assert told["messages"]["ru"] == told["message"] != told["messages"]["en"]
    (result,) = json.loads(sarif)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": told["start"]["line"],
        "startColumn": told["start"]["column"],
        "endLine": told["end"]["line"],
        "endColumn": told["end"]["column"],
    }
    failure = ET.fromstring(junit).find(".//testcase[@name='indicators.yaml']/failure")
    assert failure is not None
    assert told["message"] in (failure.text or "")
    assert github.startswith(f"::error file=rules/one/indicators.yaml,line={told['start']['line']},")


def test_dates_are_judged_by_the_day_given(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(rules / "one", *WARNING)
    with (rules / "one/pack.yaml").open("a", encoding="utf-8") as file:
        file.write("suppress:\n  - {code: W231, reason: проверено, until: 2027-06-30}\n")
    assert main(["validate", "--as-of", "2027-06-30", "--fail-on", "warning"]) == 0
    assert capsys.readouterr().out == "подавлено в комплекте: 1\nrules/one: ошибок нет\n"
    assert main(["validate", "--as-of", "2027-07-01", "--fail-on", "warning"]) == 1
    out = capsys.readouterr().out
    assert "предупреждение W231" in out
    assert "предупреждение W213: Срок подавления W231 истёк 2027-06-30" in out


def test_a_file_whose_name_is_no_utf_8_is_told_in_every_format(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (rules / "one" / os.fsdecode(b"x\xff.yaml")).write_bytes(b"")
    for name in ("pretty", "json", "sarif", "junit", "github"):
        assert main(["validate", "--format", name, "--output", f"{name}=report"]) == 3
        assert "E212" in capsys.readouterr().out
        assert b"E212" in Path("report").read_bytes()


def test_nothing_is_coloured_where_nobody_looks(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(rules / "one", *ERROR)
    main(["validate"])
    assert "\x1b" not in capsys.readouterr().out
