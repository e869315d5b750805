"""What is no test, is no pass."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.diagnostics.core import Lang
from engine.testing import suite
from engine.workflows.inputs import load_checked
from tests.testing.kit import HEAD, PACK, TELLING, loaded, outcome, pack_in, report, run, told
from tests.workflows.small import write

TEST = """  - name: growth
    because: 11 is more than 10
    register: {id: d, kind: district}
    given: {trained: [10, 11]}
    expect:
      findings: {"1.1": growth}
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"1.1"', '"1.l"', "9:18 E601 There is no indicator “1.l” here"),
        ("growth}", "grow}", "9:25 E601 There is no outcome “grow” here"),
        ("growth}", "{marks: [latte]}}", "9:33 E601 There is no mark “latte” here"),
        ("growth}", "{reason: kindly}}", "9:34 E601 There is no reason “kindly” here"),
        ("trained:", "trainde:", "7:13 E601 There is no fact or entity “trainde” here"),
        ("district", "distrikt", "6:29 E601 There is no kind of entity “distrikt” here"),
        ("id: d,", "id: trained,", "7:13 E602 “trained” is an entity of the test and a fact of the pack at once"),
        ("[10, 11]", "[1, 2, 3]", "7:22 E603 3 values, and the calendar has only 2 periods up to 2020"),
        ("{trained: [10, 11]}", "{file: nowhere}", "7:19 E604 There is no fact set "),
        ("{trained: [10, 11]}", "{file: /etc}", "7:19 E612 “/etc” leads outside the folder of the rule pack"),
        ("{trained: [10, 11]}", "{file: ../..}", "7:19 E612 “../..” leads outside the folder of the rule pack"),
        ("{trained: [10, 11]}", "{file: " + "x" * 5000 + "}", "7:19 E604 There is no fact set x"),
        ("[10, 11]", "{value: {a: 1}}", "7:30 E609 This is no value of “trained”"),
        ("[10, 11]", "{value: 1, row_id: [1, 2]}", "7:41 E609 This is no value of “row_id”"),
        ("[10, 11]", "[[[1]], 2]", "7:23 E609 This is no value of “trained”"),
        ("[10, 11]", "[10, -1]", "7:27 E5"),
        ("[10, 11]", "{value: 10, correction: 5}", "7:46 E542 “5” is neither yes nor no, and “correction” takes"),
        ("[10, 11]", "[10, {valu: 1}]", "7:28 E601 There is no field of a fact “valu” here"),
        ("because: 11 is more than 10", "because: {act: ordre}", "5:20 E601 There is no act “ordre” here"),
        ("    expect", "    entity: e\n    expect", "8:13 E601 There is no entity “e” here"),
    ],
)
def test_a_test_that_is_wrong_is_no_pass(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TEST
    one = outcome(tmp_path, TEST.replace(old, new))
    assert not one.passed
    assert told(one)[0].startswith(says)


@pytest.mark.parametrize(
    ("expect", "told_of_it"),
    [
        (
            'findings: [{indicator: "1.1", entity: d}, {indicator: "1.1", outcome: growth}]',
            "9:18 E608 Nothing is expected of the indicator “1.1”",
        ),
        (
            "directions: [{direction: training, entity: d}]",
            "9:20 E608 Nothing is expected of the direction “training”",
        ),
    ],
)
def test_an_item_that_compares_nothing_is_no_pass(tmp_path: Path, expect: str, told_of_it: str) -> None:
    one = outcome(tmp_path, TEST.replace('findings: {"1.1": growth}', expect))
    assert told(one) == [told_of_it]


def test_what_can_be_expected_is_named(tmp_path: Path) -> None:
    text = TEST.replace('findings: {"1.1": growth}', "directions: [{direction: training, period: '2020'}]")
    (problem,) = outcome(tmp_path, text).problems
    assert problem.message(Lang.RU) == "Не указано, что ожидается: направление «training»"
    assert problem.hint(Lang.EN) == "Write here what must come out of it: outcome, missing."
    assert problem.hint(Lang.RU) == "Укажите здесь, что должно получиться: outcome, missing."


def test_an_example_of_a_recommendation_may_say_only_that_it_is_there(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    path = copy / "recommendations.yaml"
    beside = (
        "    to: authority\n    examples:\n"
        "      - {because: none, given: {trained: [1, 1]}, expect: {absent: false}}\n"
        "      - {because: more, given: {trained: [1, 2]}, expect: {absent: false}}\n"
    )
    path.write_text(path.read_text("utf-8").replace("    to: authority\n", beside, 1), encoding="utf-8")
    found = suite.tested(copy, loaded(PACK), (), TELLING)
    assert [o.passed for o in found.outcomes] == [True, False]
    assert found.outcomes[0].met != ()


def test_one_wrong_test_does_not_disturb_the_others(tmp_path: Path) -> None:
    found = report(tmp_path, a=TEST, b=TEST.replace("[10, 11]", "[10, -1]"), c=TEST.replace("growth}", "no_growth}"))
    assert [o.passed for o in found.outcomes] == [True, False, False]
    assert [bool(o.problems) for o in found.outcomes] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: tests/1\ntests:\n  - {name: a, because: why, expect: {}}\n", "E1"),
        ("format: tests/1\ntests:\n  - {name: a, because: why}\n", "E1"),
        ("format: tests/1\ntests:\n  - {name: a, expect: {findings: {points: {value: 1}}}}\n", "E1"),
        ("format: tests/1\ntests: []\n", "E1"),
        ("format: tests/1\ntests:\n  - {name: a, because: why, expect: {requests: [{contains: []}]}}\n", "E1"),
        ("format: test/1\ntests: []\n", "E207"),
        ("tests: []\n", "E208"),
        ("format: tests/1\ntests: [\n", "E0"),
        ("", "E0"),
    ],
)
def test_a_file_that_cannot_be_read_is_no_pass(tmp_path: Path, text: str, code: str) -> None:
    copy = pack_in(tmp_path)
    (copy / "tests" / "a.yaml").write_text(text, encoding="utf-8")
    found = suite.tested(copy, loaded(PACK), (), TELLING)
    assert not found.passed
    assert all(problem.code.id.startswith(code) for problem in found.problems), found.problems


OF_FILES = """  - name: of a fact set
    because: why it is so
%s    given: {file: small}
    expect: {%s}
"""


@pytest.mark.parametrize(
    ("about", "expect", "where"),
    [
        ("    entity: D9\n", 'findings: {"1.1": {status: scored}}', "6:13"),
        ("", 'findings: [{indicator: "1.1", entity: D9, outcome: growth}]', "7:52"),
        ("", 'recommendations: [{rule: "1.1-A", entity: D9, absent: true}]', "7:56"),
        ("", 'recommendations: [{rule: "1.1-A", recipient: D9, absent: true}]', "7:59"),
        ("", 'recommendations: [{rule: "1.1-A", members: [D1, D9], absent: true}]', "7:57"),
        ("", "requests: [{key: total, entity: D9, absent: true}]", "7:46"),
    ],
)
def test_an_entity_that_a_fact_set_does_not_have_is_no_pass(
    tmp_path: Path, about: str, expect: str, where: str
) -> None:
    write(tmp_path / "pack" / "tests" / "small")
    assert told(outcome(tmp_path, OF_FILES % (about, expect))) == [f"{where} E601 There is no entity “D9” here"]
    write(tmp_path / "right" / "pack" / "tests" / "small")
    right = outcome(tmp_path / "right", (OF_FILES % (about, expect)).replace("D9", "D2"))
    assert right.problems == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    given", "    as_of: 2020-02-30\n    given", "E211 7:12"),
        ("    given", "    as_of: soon\n    given", "E112 7:12"),
        ('findings: {"1.1": growth}', "recommendations: [{due: 2021-13-01, absent: true}]", "E211 9:31"),
        ('findings: {"1.1": growth}', "recommendations: [{due: P3M, absent: true}]", "E112 9:31"),
        ('findings: {"1.1": growth}', "requests: {exactly: [{due: 2021-02-29}]}", "E211 9:34"),
        ('findings: {"1.1": growth}', "requests: [{priority: hihg, absent: true}]", "E110 9:29"),
    ],
)
def test_days_and_words_that_cannot_be_are_no_pass(tmp_path: Path, old: str, new: str, says: str) -> None:
    (problem,) = report(tmp_path, a=TEST.replace(old, new)).problems
    assert f"{problem.code.id} {problem.span.line}:{problem.span.col}" == says


def test_a_day_that_cannot_be_in_an_example_makes_the_pack_invalid(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    path = copy / "indicators.yaml"
    anchor = "    measure: {kind: change, of: trained"
    example = "    examples:\n      - {because: more, as_of: 2020-02-30, expect: {points: 1}}\n"
    path.write_text(path.read_text("utf-8").replace(anchor, example + anchor), encoding="utf-8")
    _, problems = load_checked(copy)
    assert [problem.code.id for problem in problems] == ["E211"]


@pytest.mark.parametrize("name", ["sub/more.yaml", "sub/deeper/more.yml", "more.yaml.txt"])
def test_tests_that_are_not_run_are_told(tmp_path: Path, name: str) -> None:
    copy = pack_in(tmp_path, a=TEST)
    file = copy / "tests" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + TEST, encoding="utf-8")
    found = suite.tested(copy, loaded(PACK), (), TELLING)
    assert [(p.code.id, p.span.file) for p in found.problems] == [("E613", file.as_posix())]
    assert not found.passed


def test_other_files_beside_tests_are_none_of_them(tmp_path: Path) -> None:
    copy = pack_in(tmp_path, a=TEST)
    write(copy / "tests" / "small")
    (copy / "tests" / "README.md").write_text("A file begins with `format: tests/1`.\n", encoding="utf-8")
    (copy / "tests" / "small" / "scan.pdf").write_bytes(b"%PDF\xff")
    (copy / "tests" / "small" / "gone.yaml").symlink_to("nowhere.yaml")
    assert suite.tested(copy, loaded(PACK), (), TELLING).passed


def test_a_file_of_tests_that_cannot_be_opened_is_no_pass(tmp_path: Path) -> None:
    copy = pack_in(tmp_path, a=TEST)
    (copy / "tests" / "gone.yaml").symlink_to("nowhere.yaml")
    (problem,) = suite.tested(copy, loaded(PACK), (), TELLING).problems
    assert (problem.code.id, problem.span.file) == ("E209", f"{copy.as_posix()}/tests/gone.yaml")


def test_a_pack_without_tests_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("test", pack_in(tmp_path), "--lang", "en") == 4
    assert "E600" in capsys.readouterr().out


def test_an_invalid_pack_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=TEST)
    path = copy / "indicators.yaml"
    path.write_text(path.read_text("utf-8").replace("above: 0", "abov: 0"), encoding="utf-8")
    assert run("test", copy, "--lang", "en") == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "abov" in shown.err


def test_names_are_told_in_russian_too(tmp_path: Path) -> None:
    (problem,) = outcome(tmp_path, TEST.replace('"1.1"', '"1.l"')).problems
    assert problem.message(Lang.RU) == "Здесь нет такого: показатель «1.l»"
    assert "Возможно, имелось в виду «1»" in problem.hint(Lang.RU) or "Есть: " in problem.hint(Lang.RU)


def test_an_example_is_about_the_version_it_stands_beside(tmp_path: Path) -> None:
    copy = pack_in(tmp_path)
    path = copy / "indicators.yaml"
    anchor = "    measure: {kind: change, of: trained"
    example = '    examples:\n      - {because: a, period: "2019", given: {trained: 1}, expect: {points: 1}}\n'
    path.write_text(path.read_text("utf-8").replace(anchor, example + anchor), encoding="utf-8")
    (one,) = suite.tested(copy, loaded(PACK), (), TELLING).outcomes
    assert [problem.code.id for problem in one.problems] == ["E605"]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda path: path.symlink_to("/nonexistent"), "E209 The file cannot be read: No such file or directory"),
        (lambda path: path.mkdir(), "E611 This has the name of a file of tests and is no file"),
        (os.mkfifo, "E611 This has the name of a file of tests and is no file"),
    ],
)
def test_what_cannot_be_read_is_not_passed_over(tmp_path: Path, made: Callable[[Path], None], says: str) -> None:
    copy = pack_in(tmp_path, a=TEST)
    made(copy / "tests" / "b.yaml")
    found = suite.tested(copy, loaded(PACK), (), TELLING)
    assert not found.passed
    (problem,) = found.problems
    assert f"{problem.code.id} {problem.message(Lang.EN)}" == says
    assert problem.span.file.endswith("pack/tests/b.yaml")


def test_the_case_of_an_ending_does_not_hide_tests(tmp_path: Path) -> None:
    copy = pack_in(tmp_path, a=TEST)
    (copy / "tests" / "a.yaml").rename(copy / "tests" / "z.YAML")
    assert [o.passed for o in suite.tested(copy, loaded(PACK), (), TELLING).outcomes] == [True]


def test_every_path_must_have_tests(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = pack_in(tmp_path, a=TEST)
    assert run("test", copy / "tests" / "a.yaml", copy / "indicators.yaml", "--lang", "en") == 4
    assert f"error E600: There are no tests of rules in {copy}/indicators.yaml" in capsys.readouterr().out


def test_a_day_that_is_not_in_the_calendar_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = TEST.replace("    register", "    as_of: 2026-02-30\n    register")
    found = report(tmp_path, a=wrong, b="format: tests/1\nas_of: 2026-02-30\ntests:\n" + TEST)
    assert [(p.span.line, p.span.col, p.code.id) for p in found.problems] == [(6, 12, "E211"), (2, 8, "E211")]
    assert run("docs", tmp_path / "pack", "--out", tmp_path / "out") == 0
    copy = pack_in(tmp_path)
    path = copy / "indicators.yaml"
    anchor = "    measure: {kind: change, of: trained"
    example = "    examples:\n      - {because: why, as_of: 2026-02-30, expect: {points: 1}}\n"
    path.write_text(path.read_text("utf-8").replace(anchor, example + anchor), encoding="utf-8")
    capsys.readouterr()
    assert run("test", copy, "--lang", "en") == 3
    assert "33:31: error E211: " in capsys.readouterr().err
