"""Diagnostics as JUnit XML: a suite for each pack, a test case for each file, which fails by its mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Diagnostic, Lang, Severity
from engine.report.problems import oneline, pretty, summary

ReadText = Callable[[str], str | None]

_COUNTED = {"failure": "failures", "skipped": "skipped"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(packs: Sequence[CheckedPack], lang: Lang, read_text: ReadText, failing: frozenset[Severity]) -> str:
    """A file fails by diagnostics whose severity is `failing`; the others are its output."""
    suites = ((pack.folder, _cases(pack, lang, read_text, failing)) for pack in packs)
    return junit("engine validate", suites, ("failure",))


def junit(name: str, suites: Iterable[tuple[str, Iterable[ET.Element]]], counted: Sequence[str]) -> str:
    """The document of suites with their cases; it says how many cases have each of the parts that are `counted`."""
    root = ET.Element("testsuites", name=name)
    for folder, cases in suites:
        ET.SubElement(root, "testsuite", name=xml_text(folder)).extend(cases)
    for suite in (*root, root):
        found = list(suite.iter("testcase"))
        suite.set("tests", str(len(found)))
        for part in counted:
            suite.set(_COUNTED[part], str(sum(case.find(part) is not None for case in found)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def failure_of(told: Sequence[Diagnostic], lang: Lang, read_text: ReadText) -> ET.Element:
    message = oneline(told[:1], lang).rstrip("\n") if len(told) == 1 else summary(told, lang)
    failure = ET.Element("failure", type=told[0].code.id, message=xml_text(message))
    failure.text = xml_text(pretty(told, lang, read_text, colour=False))
    return failure


def _cases(pack: CheckedPack, lang: Lang, read_text: ReadText, failing: frozenset[Severity]) -> Iterator[ET.Element]:
    """The folder itself is a case where something is wrong with it and not with a file."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in pack.files}
    for diagnostic in pack.diagnostics:
        by_file.setdefault(diagnostic.span.file, []).append(diagnostic)
    for file, told in sorted(by_file.items()):
        name = file.removeprefix(f"{pack.folder}/")
        case = ET.Element("testcase", classname=xml_text(pack.folder), name=xml_text(name), file=xml_text(file))
        failures = [d for d in told if d.severity in failing]
        others = [d for d in told if d.severity not in failing]
        if failures:
            case.append(failure_of(failures, lang, read_text))
        if others:
            ET.SubElement(case, "system-out").text = xml_text(pretty(others, lang, read_text, colour=False))
        yield case


def xml_text(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)
