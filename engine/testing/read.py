"""The tests of a pack: files of the format tests/1 in its folder `tests/`, and examples beside its rules."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.diagnostics import pack as pack_codes
from engine.diagnostics import rule_tests as codes
from engine.diagnostics.core import Code, Diagnostic, Lang, Span, has_errors
from engine.diagnostics.pack import near
from engine.pack.files import SKIPPED_FOLDER, File, files_of, real
from engine.pack.nodes import as_mapping, as_scalar, child, children, text, text_or_none, texts, truth
from engine.pack.schema import check_shape, linked_schema
from engine.pack.sense import nonsense
from engine.pack.source import Mapping, Node, Scalar, Sequence, excerpt, parse
from engine.testing.expect import (
    ENTITY,
    FINDING_FIELDS,
    INDICATOR,
    LETTER_FIELDS,
    RECOMMENDATION,
    Expectations,
)
from engine.testing.given import FILE, Facts, entities_of
from engine.testing.model import Suite, Test, Waived, What
from engine.testing.rules import Rules, unknown
from engine.testing.words import WRITTEN_BY_THE_ENGINE

FORMAT = "tests/1"
_FORMAT_LINE = re.compile(rb"^format:\s*[\"']?tests/", re.MULTILINE)
_HEAD = 2_000
"""Bytes at the beginning of a file in which its format stands."""
_EXAMPLES = b"examples:"
_SUFFIXES = (".yaml", ".yml")
_ACT = ("act", "акт")
_PERIOD = ("period", "период")


def read_suite(folder: Path, rules: Rules, only: tuple[Path, ...] = ()) -> Suite:
    """All tests of a pack that was loaded from `folder` without errors; `only` those in some files or folders."""
    tests: list[Test] = []
    waived: list[Waived] = []
    problems: list[Diagnostic] = []
    for file in _files(folder):
        found, others, wrong = _read_file(file, folder, rules) if isinstance(file, File) else ([], [], [file])
        tests += found
        waived += others
        problems += wrong
    tests += _examples(folder, rules)
    if only:
        tests = [test for test in tests if any(_is_in(test.span, path) for path in only)]
        problems = [p for p in problems if any(_is_in(p.span, path) for path in only)]
    spans = [*(test.span for test in tests), *(problem.span for problem in problems)]
    for path in only or (folder,):
        if not any(_is_in(span, path) for span in spans):
            problems.append(Diagnostic(codes.NO_TESTS, Span(path.as_posix()), {"folder": path.as_posix()}))
    return Suite(tuple(tests), tuple(waived), tuple(problems))


def _is_in(span: Span, path: Path) -> bool:
    return Path(span.file).is_relative_to(path)


def _files(folder: Path) -> Iterator[File | Diagnostic]:
    """The YAML files directly in `tests/`, or why one cannot be read; and tests elsewhere in it, which are not run.

    Folders there hold fact sets.
    """
    tests = folder / SKIPPED_FOLDER
    for path in sorted(tests.rglob("*")) if tests.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.parent == tests and path.suffix.lower() in _SUFFIXES:
            yield _opened(path)
        elif path.is_file() and _holds_tests(path):
            yield Diagnostic(codes.NOT_READ, Span(path.as_posix()))


def _holds_tests(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _FORMAT_LINE.search(file.read(_HEAD)) is not None
    except OSError:
        return False


def _opened(path: Path) -> File | Diagnostic:
    shown = path.as_posix()
    if path.exists() and not path.is_file():  # reading a pipe would never end
        return Diagnostic(codes.NOT_A_FILE, Span(shown))
    try:
        return File(shown, path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Diagnostic(pack_codes.UNREADABLE_FILE, Span(shown), {"reason": reason})


def _read_file(file: File, folder: Path, rules: Rules) -> tuple[list[Test], list[Waived], list[Diagnostic]]:
    root, found = parse(file.shown, file.data)
    problems = list(found)
    if root is None:
        return [], [], problems
    said = root.get("format") if isinstance(root, Mapping) else None
    if not isinstance(said, Scalar) or said.text != FORMAT:
        return [], [], [*problems, _format_problem(root, said)]
    problems += check_shape(root, linked_schema("tests"))
    problems += nonsense(root)
    if has_errors(problems):
        return [], [], problems
    root = as_mapping(root)
    reader = _Reader(rules, folder, Path(file.shown).parent, root)
    tests = [reader.test(item) for item in children(root, "tests")]
    waived = [Waived(text(item, "element"), _because(item), item.span) for item in children(root, "unreachable")]
    return tests, waived, [*problems, *_reasons(root, rules)]


def _reasons(root: Mapping, rules: Rules) -> Iterator[Diagnostic]:
    for item in children(root, "unreachable"):
        yield from _act_problems(item, rules)


def _format_problem(root: Node, said: Node | None) -> Diagnostic:
    start = Span(root.span.file, root.span.line, root.span.col, root.span.line, root.span.col + 1)
    if not isinstance(said, Scalar):
        return Diagnostic(pack_codes.NO_FORMAT, start, {"known": FORMAT})
    params = {"format": said.text, "known": FORMAT, **near(said.text, [FORMAT])}
    return Diagnostic(pack_codes.UNKNOWN_FORMAT, said.span, params)


def _examples(folder: Path, rules: Rules) -> Iterator[Test]:
    """Examples beside indicators and recommendations; the shape of the files has been checked with the pack."""
    files, _ = files_of(folder, folder.as_posix())
    for file in files:
        if _EXAMPLES not in file.data:
            continue
        root, _ = parse(file.shown, file.data)
        reader = _Reader(rules, folder, Path(file.shown).parent, Mapping(Span(file.shown), ()))
        for list_key in ("indicators", "recommendations"):
            found = root.get(list_key) if isinstance(root, Mapping) else None
            for item in found.items if isinstance(found, Sequence) else ():
                for n, example in enumerate(children(as_mapping(item), "examples"), start=1):
                    yield reader.example(example, as_mapping(item), n, is_indicator=list_key == "indicators")


class _Reader:
    """Reads the tests of one file in `folder`; `root` may hold what its tests do not say themselves."""

    def __init__(self, rules: Rules, pack_folder: Path, folder: Path, root: Mapping) -> None:
        self.rules, self.pack_folder, self.folder, self.root = rules, pack_folder, folder, root

    def test(self, node: Mapping) -> Test:
        return self._read(node, text(node, "name"), self.rules.first_kind, None, None)

    def example(self, node: Mapping, rule: Mapping, n: int, *, is_indicator: bool) -> Test:
        name = text_or_none(node, "name") or f"{text(rule, 'id')}, {n}"
        if is_indicator:
            kinds = texts(child(rule, "applies_to"), "kinds")
            return self._read(node, name, kinds[0], rule, What.FINDING)
        levels = texts(rule, "levels")
        kinds = tuple(k.id for k in self.rules.pack.kinds if k.assessed and k.level in levels)
        return self._read(node, name, (*kinds, self.rules.first_kind)[0], rule, What.LETTER)

    def _read(self, node: Mapping, name: str, kind: str, rule: Mapping | None, what: What | None) -> Test:
        confirmed, unsaid = truth(node, "confirmed", default=True), _unsaid_reason(node)
        problems: list[Diagnostic] = list(_act_problems(node, self.rules))
        if confirmed and unsaid is not None:
            problems.append(Diagnostic(codes.REASON_NOT_SAID, unsaid.span))
        given, expect = node.get("given"), child(node, "expect")
        fact_set, folder = self._fact_set(given)
        if fact_set is not None and folder is not None and (wrong_set := self._wrong_set(fact_set)):
            problems.append(Diagnostic(wrong_set, folder.span, {"folder": excerpt(folder.text)}))
        entities, wrong = entities_of(self._own(node, "register"), kind, self.rules)
        ids = tuple(entity.id for entity in entities)
        problems += wrong
        periods = self._periods(node, rule, problems)
        about = node.get("entity")
        subject = about.text if isinstance(about, Scalar) else (ids or (kind,))[0]
        if fact_set is None and about is not None and subject not in ids:
            problems.append(unknown(subject, ids, ENTITY, about.span))
        facts = Facts(self.rules, ids, subject, periods[-1])
        read = tuple(facts.read(given)) if fact_set is None else ()
        expected = Expectations(self.rules, ids if fact_set is None else None, subject, periods)
        if not has_errors(problems):
            if rule is not None and what is not None and self._is_in_force(rule, what, periods[-1], problems):
                fields = FINDING_FIELDS if what is What.FINDING else LETTER_FIELDS
                expected.own(what, text(rule, "id"), expect, fields)
            expected.read(expect)
        problems += [*facts.problems, *expected.problems]
        as_of = text_or_none(node, "as_of") or text_or_none(self.root, "as_of")
        return Test(
            name=name,
            span=node.span,
            because=_because(node),
            confirmed=confirmed and unsaid is None,
            entities=entities,
            subject=subject,
            periods=periods,
            as_of=date.fromisoformat(as_of) if as_of else None,
            facts=read,
            fact_set=fact_set,
            expected=tuple(expected.items),
            exactly=tuple(expected.exactly),
            mentioned=(*([(subject, about.span)] if about is not None else []), *expected.mentioned),
            problems=tuple(problems),
        )

    def _is_in_force(self, rule: Mapping, what: What, period: str, problems: list[Diagnostic]) -> bool:
        """Whether an example is evaluated under the version that it stands beside."""
        here = self.rules.pack.at(self.rules.periods[period].end)
        found = here.indicators if what is What.FINDING else here.recommendations
        if f"{text(rule, 'id')}@{text(rule, 'version')}" in {f"{r.header.id}@{r.header.version}" for r in found}:
            return True
        en, ru = INDICATOR if what is What.FINDING else RECOMMENDATION
        name = f"{text(rule, 'id')}@{text(rule, 'version')}"
        params = {"what_en": en, "what_ru": ru, "name": name, "period": period}
        problems.append(Diagnostic(codes.NOT_IN_FORCE, rule.span, params))
        return False

    def _own(self, node: Mapping, key: str) -> Node | None:
        found = node.get(key)
        return found if found is not None else self.root.get(key)

    def _fact_set(self, given: Node | None) -> tuple[Path | None, Scalar | None]:
        """The folder of `given: {file: …}`, beginning from the folder of the test."""
        if not isinstance(given, Mapping) or [name.text for name, _ in given.entries] != [FILE]:
            return None, None
        folder = given.get(FILE)
        if not isinstance(folder, Scalar) or FILE in self.rules.facts:
            return None, None
        return Path(os.path.normpath(self.folder / folder.text)), folder

    def _wrong_set(self, folder: Path) -> Code | None:
        """Why a folder is not read: what stands elsewhere is not the pack's, and would be quoted."""
        if not os.path.isdir(folder):  # also of names that no system allows
            return codes.NO_FACT_SET
        return None if real(folder).is_relative_to(real(self.pack_folder)) else codes.FACT_SET_OUTSIDE

    def _periods(self, node: Mapping, rule: Mapping | None, problems: list[Diagnostic]) -> tuple[str, ...]:
        """Those evaluated, in the order of time; the last one of the calendar when none is named."""
        last = self.rules.last_period
        if rule is not None:
            last = self.rules.last_period_of(f"{text(rule, 'id')}@{text(rule, 'version')}")
        for holder in (node, self.root):
            for key in ("period", "periods"):
                written = holder.get(key)
                if written is None:
                    continue
                named = [as_scalar(n) for n in (written.items if isinstance(written, Sequence) else (written,))]
                wrong = [
                    unknown(n.text, self.rules.periods, _PERIOD, n.span)
                    for n in named
                    if n.text not in self.rules.periods
                ]
                problems += wrong
                return (last.id,) if wrong else tuple(n.text for n in named)
        return (last.id,)


def _because(node: Mapping) -> str:
    """The reason as one text."""
    written = node.get("because")
    if isinstance(written, Mapping):
        return ", ".join(value.text for _, value in written.entries if isinstance(value, Scalar))
    return as_scalar(written).text


def _unsaid_reason(node: Mapping) -> Scalar | None:
    """The sentence that stands in a suggested test until a person says why."""
    written = node.get("because")
    said = [value for _, value in written.entries] if isinstance(written, Mapping) else [written]
    sentences = [WRITTEN_BY_THE_ENGINE.fill(lang, {}) for lang in Lang]
    return next((one for one in said if isinstance(one, Scalar) and " ".join(one.text.split()) in sentences), None)


def _act_problems(node: Mapping, rules: Rules) -> Iterator[Diagnostic]:
    """An act that the pack does not have."""
    written = node.get("because")
    act = written.get("act") if isinstance(written, Mapping) else None
    acts = tuple(found.id for found in rules.pack.acts)
    if isinstance(act, Scalar) and act.text not in acts:
        yield unknown(act.text, acts, _ACT, act.span)
