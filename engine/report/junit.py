"""Diagnostics as JUnit XML: a suite for each pack, a test case for each file, which fails by its mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree as ET

from engine.diagnostics.checked import CheckedPack
from engine.diagnostics.core import Diagnostic, Lang, Severity
from engine.report.problems import oneline, pretty, summary

ReadText = Callable[[str], str | None]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(packs: Sequence[CheckedPack], lang: Lang, read_text: ReadText, failing: frozenset[Severity]) -> str:
    """A file fails by diagnostics whose severity is `failing`; the others are its output."""
    root = ET.Element("testsuites", name="engine validate")
    for pack in packs:
        suite = ET.SubElement(root, "testsuite", name=_xml(pack.folder))
        suite.extend(_cases(pack, lang, read_text, failing))
        _count(suite)
    for counted in ("tests", "failures"):
        root.set(counted, str(sum(int(suite.get(counted, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))


def _cases(pack: CheckedPack, lang: Lang, read_text: ReadText, failing: frozenset[Severity]) -> Iterator[ET.Element]:
    """The folder itself is a case where something is wrong with it and not with a file."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in pack.files}
    for diagnostic in pack.diagnostics:
        by_file.setdefault(diagnostic.span.file, []).append(diagnostic)
    for file, told in sorted(by_file.items()):
        name = file.removeprefix(f"{pack.folder}/")
        case = ET.Element("testcase", classname=_xml(pack.folder), name=_xml(name), file=_xml(file))
        failures = [d for d in told if d.severity in failing]
        others = [d for d in told if d.severity not in failing]
        if failures:
            message = oneline(failures[:1], lang).rstrip("\n") if len(failures) == 1 else summary(failures, lang)
            failure = ET.SubElement(case, "failure", type=failures[0].code.id, message=_xml(message))
            failure.text = _xml(pretty(failures, lang, read_text, colour=False))
        if others:
            ET.SubElement(case, "system-out").text = _xml(pretty(others, lang, read_text, colour=False))
        yield case


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)
