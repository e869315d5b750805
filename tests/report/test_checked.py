"""The report of `engine validate` in every format, and what those who read each of them need of it."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Diagnostic, Lang, Severity, Span
from engine.diagnostics.pack import UNKNOWN_FORMAT
from engine.report.checked import to_text
from engine.report.github import to_github
from engine.report.json_problems import to_json
from engine.report.junit import to_junit
from engine.report.problems import visible
from engine.report.sarif import to_sarif
from tests.published import published_schema
from tests.report.checked_fixture import CLEAN, FIRST, PACKS, TEXTS
from tests.report.golden import check

ERRORS = frozenset((Severity.ERROR,))


@pytest.fixture(autouse=True)
def _version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.report.json_problems.VERSION", "1.2.3")
    monkeypatch.setattr("engine.report.sarif.VERSION", "1.2.3")


def made(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("lang", Lang)
def test_text(lang: Lang) -> None:
    check(f"checked-{lang}.txt", made(to_text(PACKS, lang, TEXTS.get, colour=False)))


@pytest.mark.parametrize("lang", Lang)
def test_json(lang: Lang) -> None:
    check(f"checked-{lang}.json", made(to_json(PACKS, lang)))


@pytest.mark.parametrize("lang", Lang)
def test_sarif(lang: Lang) -> None:
    check(f"checked-{lang}.sarif", made(to_sarif(PACKS, lang)))


@pytest.mark.parametrize("lang", Lang)
def test_junit(lang: Lang) -> None:
    check(f"checked-{lang}.junit.xml", made(to_junit(PACKS, lang, TEXTS.get, ERRORS)))


@pytest.mark.parametrize("lang", Lang)
def test_github(lang: Lang) -> None:
    check(f"checked-{lang}.github.txt", made(to_github(PACKS, lang)))


SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("packs", [PACKS, (CLEAN,), ()], ids=["bad", "clean", "none"])
def test_sarif_is_valid_by_its_official_schema(packs: tuple[Any, ...], lang: Lang) -> None:
    errors = Draft7Validator(published_schema(SARIF)).iter_errors(json.loads(to_sarif(packs, lang)))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_official_schema_refuses_what_is_wrong() -> None:
    log = json.loads(to_sarif(PACKS, Lang.EN))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert len(list(Draft7Validator(published_schema(SARIF)).iter_errors(log))) == 2


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("{0} of {n}", "{{0}} of {{n}}"),
        ("[see](https://x.example)", r"\[see\](https://x.example)"),
        (r"\[see\](1)", r"\\\[see\\\](1)"),
        (r"[a, b] and \d", r"[a, b] and \d"),
    ],
)
def test_nothing_a_pack_says_is_a_placeholder_or_a_link_in_sarif(given: str, told: str) -> None:
    diagnostic = Diagnostic(UNKNOWN_FORMAT, Span("p/a.yaml"), {"format": given, "near_en": "", "known": ""})
    log = json.loads(to_sarif([CheckedPack("p", ("p/a.yaml",), (diagnostic,), ())], Lang.EN))
    assert log["runs"][0]["results"][0]["message"]["text"].splitlines()[0] == f"Unknown format “{told}”"


def test_every_result_of_sarif_has_its_rule_and_addresses_without_odd_characters() -> None:
    (run,) = json.loads(to_sarif(PACKS, Lang.RU))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    addresses = re.findall(r'"uri": "(.*)"', to_sarif(PACKS, Lang.RU))
    assert "rules/p/a%20b%2C%20100%25%3A%D0%B6.yaml" in addresses
    assert all(re.fullmatch(r"[A-Za-z0-9/._~%-]+", address) for address in addresses)


def test_suppressed_results_are_told_apart_in_sarif() -> None:
    (run,) = json.loads(to_sarif(PACKS, Lang.RU))["runs"]
    assert [r.get("suppressions", [{}])[0].get("justification") for r in run["results"]] == [
        *[None] * len(FIRST.diagnostics),
        "Дата уточняется в архиве (→ 2027-06-30)",
    ]


def test_junit_is_well_formed_and_has_a_case_for_each_file() -> None:
    root = ET.fromstring(to_junit(PACKS, Lang.EN, TEXTS.get, ERRORS))
    cases = [
        (case.get("classname"), case.get("name"), case.find("failure") is not None) for case in root.iter("testcase")
    ]
    assert [(place, name) for place, name, _ in cases][-1] == ("rules/q", "pack.yaml")
    failing = [name for _, name, failed in cases if failed]
    assert failing == ["a b, 100%:ж.yaml", "acts.yaml", "indicators.yaml", "pack.yaml", "Свод.xlsx"]
    assert (root.get("tests"), root.get("failures")) == (str(len(cases)), "5")


def test_in_junit_a_file_fails_by_what_is_made_to_count() -> None:
    counted = [
        len(list(ET.fromstring(to_junit(PACKS, Lang.EN, TEXTS.get, failing)).iter("failure")))
        for failing in (frozenset[Severity](), ERRORS, frozenset(Severity))
    ]
    assert counted == [0, 5, 6]


COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_commands_of_github_read_back_as_they_were_meant() -> None:
    lines = to_github(PACKS, Lang.EN).splitlines()
    assert len(lines) == len(FIRST.diagnostics)
    for line, diagnostic in zip(lines, FIRST.diagnostics, strict=True):
        command = COMMAND.fullmatch(line)
        assert command is not None
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert unescaped(properties["file"]) == visible(diagnostic.span.file)
        assert diagnostic.message(Lang.EN) in unescaped(command[3])
        assert ("col" in properties) == (diagnostic.span.line == diagnostic.span.end_line and not diagnostic.span.cell)
