"""A bad example for each code of the engine, taken from the cases that the tests run, and told as the engine tells it.

The good example beside it, where there is one, is the same text before it was spoilt.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import duckdb  # noqa: E402

from engine.diagnostics.core import Diagnostic, Lang, Span, has_errors, in_order  # noqa: E402
from engine.facts.read import read_fact_set  # noqa: E402
from engine.pack.build import load_pack, read_document  # noqa: E402
from engine.pack.files import File  # noqa: E402
from engine.pack.schema import check_shape  # noqa: E402
from engine.pack.source import parse  # noqa: E402
from engine.report.problems import pretty  # noqa: E402
from engine.testing.read import read_suite  # noqa: E402
from engine.testing.rules import Rules  # noqa: E402
from engine.testing.run import Telling  # noqa: E402
from engine.testing.suite import tested  # noqa: E402
from engine.workflows.inputs import load_and_check  # noqa: E402
from engine.workflows.lock import lock_pack  # noqa: E402
from engine.workflows.validate import validate  # noqa: E402
from tests.checks.variants import MINIMAL, Edit, read_case  # noqa: E402
from tests.expression.test_parse_formula import BAD as FORMULAS  # noqa: E402
from tests.facts import cases as fact_cases  # noqa: E402
from tests.facts import kit as fact_kit  # noqa: E402
from tests.pack import kit as pack_kit  # noqa: E402
from tests.pack.test_habits import CASES as HABITS  # noqa: E402
from tests.pack.test_habits import parts as habit_parts  # noqa: E402
from tests.pack.test_schema import SCHEMA  # noqa: E402
from tests.pack.test_told import AROUND, cases  # noqa: E402

Texts = Mapping[str, str]

_AROUND = 2
_SHORT = 16


@dataclass(frozen=True)
class Example:
    """Excerpts of the bad files and of the same places in the good ones, and what is told of the bad ones."""

    bad: Texts
    good: Texts
    shown: Mapping[str, str]


Found = Iterator[tuple[str, Example]]


def examples() -> dict[str, Example]:
    """One for each code that has any: the first found."""
    found: dict[str, Example] = {}
    with in_empty_folder(), patch("engine.pack.build.read_document", cache(read_document)):
        for source in SOURCES:
            for code, example in source():
                found.setdefault(code, example)
    return dict(sorted(found.items(), key=lambda pair: (pair[0][1:], pair[0])))


@contextmanager
def in_empty_folder() -> Iterator[None]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def example(code: str, problems: Sequence[Diagnostic], bad: Texts, good: Texts, show: bool = True) -> Example:
    """`bad` and `good` are whole texts; the excerpts shown are those where they differ."""
    told = [problem for problem in problems if problem.code.id == code][:1]
    assert told, (code, [problem.code.id for problem in problems])
    shown = {str(lang): pretty(told, lang, bad.get, colour=False).rsplit("\n\n", 1)[0] + "\n" for lang in Lang}
    if not show:
        return Example({}, {}, shown)
    excerpts = {file: excerpt(text, good.get(file), told[0].span, file) for file, text in bad.items()}
    return Example(
        {file: pair[0] for file, pair in excerpts.items() if pair[0]},
        {file: pair[1] for file, pair in excerpts.items() if pair[1]},
        shown,
    )


def excerpt(bad: str, good: str | None, span: Span, file: str) -> tuple[str, str]:
    """Where the bad text differs from the good one; without a good one, the place that is told of."""
    lines = bad.splitlines(keepends=True)
    if good is None:
        first, last = (0, len(lines)) if len(lines) <= _SHORT else (span.line - 7, span.line + 5)
        return ("".join(lines[max(0, first) : last]) if span.file == file else ""), ""
    if bad == good:
        return "", ""
    right = good.splitlines(keepends=True)
    changed = [op for op in SequenceMatcher(None, right, lines, autojunk=False).get_opcodes() if op[0] != "equal"]
    begin_right, begin = changed[0][1] - _AROUND, changed[0][3] - _AROUND
    end_right, end = changed[-1][2] + _AROUND, changed[-1][4] + _AROUND
    return _cut(lines, begin, end), _cut(right, begin_right, end_right)


def _cut(lines: list[str], begin: int, end: int) -> str:
    """Without blank lines at either end."""
    return "".join(lines[max(0, begin) : end]).strip("\n") + "\n"


# Packs


def minimal() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(MINIMAL.glob("*.yaml"))}


def spoilt(edits: Sequence[Edit]) -> dict[str, str]:
    texts = minimal()
    for file, old, new in edits:
        text = texts.get(file, "")
        texts[file] = text.replace(old, new, 1) if old else text + new
    return {file: re.sub("[⟦⟧]", "", text) for file, text in texts.items()}


def placed(texts: Texts, folder: str = "pack") -> dict[str, str]:
    return {f"{folder}/{file}": text for file, text in texts.items()}


def write(texts: Texts, folder: str = "pack") -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for file, text in placed(texts, folder).items():
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(text, "utf-8")
    return Path(folder)


def of_checks() -> Found:
    """The case of a code whose name is shortest."""
    for path in sorted((ROOT / "tests/checks/bad").glob("*.txt"), key=lambda path: (len(path.stem), path.stem)):
        code = path.stem[:4]
        edits, _ = read_case(path.read_text("utf-8"))
        texts = spoilt(edits)
        _, problems = load_and_check(write(texts))
        yield code, example(code, problems, placed(texts), placed(minimal()))


def of_formulas() -> Found:
    old = "100 * (all_people - trained)\n        / all_people"
    for code, formula in FORMULAS.items():
        written = re.sub(r"\ba\b", "all_people", re.sub(r"\bb\b", "trained", formula))
        texts = spoilt([Edit("indicators.yaml", old, written)])
        _, problems = load_and_check(write(texts))
        yield code, example(code, problems, placed(texts), placed(minimal()))


SAME_ACTS = Edit("acts.yaml", 'date: "2019-12-21", number: "01/101"', 'date: "2019-12-20", number: "01/100"')
SUPPRESSIONS = {
    "W213": "\nsuppress:\n  - {code: W231, reason: Сверяется с архивом, until: 2026-06-30}\n",
    "W214": "\nsuppress:\n  - {code: W230, file: acts.yaml, reason: Сверяется с архивом, until: 2027-06-30}\n",
}


def of_suppressions() -> Found:
    good = spoilt([SAME_ACTS])
    for code, text in SUPPRESSIONS.items():
        texts = spoilt([SAME_ACTS, Edit("pack.yaml", "", text)])
        problems = validate(write(texts), date(2026, 7, 1)).diagnostics
        right = good | {"pack.yaml": good["pack.yaml"] + text.replace("W230", "W231").replace("2026-06", "2027-06")}
        yield code, example(code, problems, placed(texts), placed(right))


EVERY_YEAR = Edit("pack.yaml", "", "\ncheck_acts_every: P12M\n")
ACTS = {
    "W232": ("valid_until: 2025-12-31, checked: 2026-02-01", "valid_until: 2026-12-31, checked: 2026-02-01"),
    "W233": ("checked: 2025-02-01", "checked: 2026-02-01"),
    "W234": ("", "checked: 2026-02-01"),
}
"""What is said of the act that is told, and what should be."""


def of_days() -> Found:
    """Mistakes that a pack has from some day on."""

    def said(of_order: str) -> dict[str, str]:
        texts = {"01/100": of_order, "01/101": "checked: 2026-02-01"}
        edits = [Edit("acts.yaml", f'"{n}"', f'"{n}", {said}') for n, said in texts.items() if said]
        return spoilt([*edits, EVERY_YEAR])

    for code, (wrong, right) in ACTS.items():
        texts = said(wrong)
        problems = validate(write(texts), date(2026, 7, 1)).diagnostics
        yield code, example(code, problems, placed(texts), placed(said(right)))


def of_folders() -> Found:
    """Mistakes of a folder rather than of a text in it."""

    def told(code: str, folder: Path = Path("pack")) -> tuple[str, Example]:
        return code, example(code, load_pack(folder)[1], {}, {}, show=False)

    shutil.rmtree("pack", ignore_errors=True)
    yield told("E200")
    Path("pack.txt").write_text("")
    yield told("E201", Path("pack.txt"))
    Path("pack").mkdir()
    yield told("E202")
    texts = minimal()
    write({file: text for file, text in texts.items() if file != "pack.yaml"})
    yield told("E203")
    (write(texts) / "notes.txt").write_text("")
    yield told("W205")
    Path("elsewhere.yaml").write_text("")
    (write(texts) / "link.yaml").symlink_to(Path("elsewhere.yaml").absolute())
    yield told("E206")
    (write(texts) / "link.yaml").symlink_to("nowhere.yaml")
    yield told("E209")
    write({file: text for file, text in texts.items() if file != "calendar.yaml"})
    yield told("E210")
    (write(texts) / os.fsdecode(b"acts-\xff.yaml")).write_text("")
    yield told("E212")


LIMITS = (
    Edit("indicators.yaml", "{outcome: high, at_least: 50}", "{outcome: high, at_least: 60}"),
    Edit("indicators.yaml", "{outcome: low, below: 50}", "{outcome: low, below: 60}"),
)
BALANCE = "- id: balance\n    version: 1.0.0\n    status: approved"
LOCKED: dict[str, tuple[Edit, ...]] = {
    "E470": LIMITS,
    "E471": (Edit("pack.yaml", 'percent: "%"', "percent: проц."),),
    "E472": (Edit("indicators.yaml", BALANCE, BALANCE.replace("1.0.0", "0.9.0")),),
    "W476": (*LIMITS, Edit("indicators.yaml", BALANCE, BALANCE.replace("1.0.0", "1.0.1"))),
}


def of_locks() -> Found:
    for code, edits in LOCKED.items():
        lock_pack(write(minimal()), write=True)
        texts = spoilt(edits)
        yield code, example(code, rewritten(texts), placed(texts), placed(minimal()))
    right = minimal()["indicators.yaml"]
    item = right[right.index("  - id: doubled") :]
    lock_pack(write(minimal()), write=True)
    texts = minimal() | {"indicators.yaml": right.replace(item, "").rstrip("\n") + "\n"}
    yield "E473", example("E473", rewritten(texts), placed(texts), placed(minimal()))
    retired = item.replace("version: 1.0.0", "version: 2.0.0", 1).replace("approved", "retired", 1)
    assert not has_errors(rewritten(minimal() | {"indicators.yaml": right.replace(item, retired)}))
    lock_pack(Path("pack"), write=True)
    texts = minimal() | {"indicators.yaml": right.replace(item, retired.replace("retired", "approved"))}
    renamed = texts["indicators.yaml"].replace("id: doubled", "id: twofold")
    yield "E474", example("E474", rewritten(texts), placed(texts), placed(texts | {"indicators.yaml": renamed}))
    lock_pack(write(minimal()), write=True)
    (Path("pack") / "pack.lock").write_text("format: lock/1\npack@1.0.0 d6f4\n", "utf-8")
    yield "E475", example("E475", load_and_check(Path("pack"))[1], {}, {}, show=False)


_PLAN = """
  - id: q{number}
    version: 1.0.0
    status: approved
    effective: {{from: 2020-01-01}}
    title: Наличие плана, {number}
    role: derived
    applies_to: {{levels: [region], kinds: [region]}}
    sources: [site]
    measure: {{kind: presence, of: [plan], need: any, when_not_found: absent}}
    judge:
      bands:
        - {{outcome: present, is: true, points: 1}}
        - {{outcome: absent, is: false, points: 0}}
"""
_LETTER = """
  - id: linked-{number}
    version: 1.0.0
    status: approved
    effective: {{from: 2020-01-01}}
    levels: [region]
    when: {when}
    about: q0
    to: authority
    purpose: improve
    text: принять меры
"""


def _all(*tests: str) -> str:
    return f"{{all: [{', '.join(tests)}]}}"


def _absent(numbers: Iterable[int]) -> list[str]:
    return [f"{{indicator: q{number}, is: absent}}" for number in numbers]


def _any(numbers: Iterable[int]) -> str:
    return f"{{any: [{', '.join(_absent(numbers))}]}}"


LINKED: dict[str, tuple[str, ...]] = {
    "E450": (_all(*_absent(range(17))),),
    "E451": (_all(*(_any((2 * n, 2 * n + 1)) for n in range(8))),),
    "E452": (_any(range(200)), _any(range(199, 399)), _any((0, 398, 399, 400, 401))),
    "E453": (_all(*_absent([0]), _any(range(1, 200))), _all(*_absent([0]), _any(range(2, 201)))),
    "E454": (_all(*_absent(range(15)), _any(range(15, 215))),) * 2,
}
"""The conditions of recommendations that are too much for the rule engine: too long to be shown."""


def of_limits() -> Found:
    for code, conditions in LINKED.items():
        last = max(int(number) for number in re.findall(r"q(\d+)", " ".join(conditions)))
        texts = minimal()
        texts["indicators.yaml"] += "".join(_PLAN.format(number=number) for number in range(last + 1))
        texts["recommendations.yaml"] += "".join(
            _LETTER.format(number=number, when=when) for number, when in enumerate(conditions, start=1)
        )
        yield code, example(code, load_and_check(write(texts))[1], placed(texts), {}, show=False)


def rewritten(texts: Texts) -> tuple[Diagnostic, ...]:
    """What is told of the pack that lies there locked when its files become these."""
    for file, text in texts.items():
        (Path("pack") / file).write_text(text, "utf-8")
    return load_and_check(Path("pack"))[1]


# Single files


def of_habits() -> Found:
    for case in HABITS:
        written, told = habit_parts(case)
        codes = set(re.findall(r"^([EWN]\d{3}) ", told, re.MULTILINE))
        if len(codes) == 1:
            text = re.sub("[⟦⟧]", "", written)
            _, problems = read_document(File("rules.yaml", text.encode()))
            code = codes.pop()
            yield code, example(code, in_order(problems), {"rules.yaml": text}, {})


def of_yaml() -> Found:
    for path in sorted((ROOT / "tests/pack/bad").glob("*.yaml"), key=lambda path: (len(path.stem), path.stem)):
        data = path.read_bytes()
        _, problems = parse("rules.yaml", data)
        for code in sorted({problem.code.id for problem in problems}):
            yield code, example(code, problems, {"rules.yaml": data.decode()}, {})


def of_shapes() -> Found:
    for path in sorted((ROOT / "tests/pack/shape").glob("*.yaml"), key=lambda path: (len(path.stem), path.stem)):
        text = path.read_text("utf-8")
        node, _ = parse("rules.yaml", text.encode())
        assert node is not None
        problems = list(check_shape(node, SCHEMA))
        for code in sorted({problem.code.id for problem in problems}):
            yield code, example(code, problems, {"rules.yaml": text}, {})


def of_rules() -> Found:
    for name, written, told in cases():
        code = told[0][:4]
        text = pack_kit.document(AROUND[name].format(written))
        _, problems = read_document(File("indicators.yaml", text))
        yield code, example(code, problems, {"indicators.yaml": text.decode()}, {})


def of_bytes() -> Found:
    """Files that no text shows."""
    made = {
        "E001": "ключ: значение\n".encode("cp1251"),
        "E003": b"#" * (4 * 1024 * 1024 + 1),
        "E005": b"[" * 51 + b"]" * 51,
        "E019": b"a: 1\n" * 1002,
    }
    for code, data in made.items():
        yield code, example(code, parse("rules.yaml", data)[1], {}, {}, show=False)


# Fact sets


def of_facts() -> Found:
    for case in fact_cases.CASES:
        shutil.rmtree("facts", ignore_errors=True)
        reading = fact_kit.read(Path("facts"), case.files, case.pack)
        texts = {"register.csv": fact_kit.REGISTER} | {f: t for f, t in case.files.items() if isinstance(t, str)}
        for code in sorted({problem.code.id for problem in reading.diagnostics}):
            yield code, example(code, reading.diagnostics, texts, {})


def of_fact_folders() -> Found:
    def told(code: str, files: Mapping[str, str | bytes], prepare: Callable[[Path], object]) -> tuple[str, Example]:
        shutil.rmtree("facts", ignore_errors=True)
        folder = fact_kit.write(Path("facts"), files)
        prepare(folder)
        problems = read_fact_set(folder, fact_kit.PACK, duckdb.connect())[1]
        return code, example(code, problems, {}, {}, show=False)

    yield told("E500", {}, shutil.rmtree)
    yield told("E502", {}, lambda folder: (folder / "facts.csv").symlink_to("nowhere.csv"))
    with patch("engine.facts.files.MAX_BYTES", 2 << 20):
        yield told("E505", {"facts.csv": b"x" * (3 << 20)}, lambda folder: None)
    yield told("E523", {}, lambda folder: (folder / "register.csv").unlink())
    rows = fact_kit.LONG + "".join(f"m1;2020;teachers;-{n};site\n" for n in range(1, 8))
    with patch("engine.facts.intake.MAX_TOLD", 3), patch("engine.facts.intake._MANY", 2):
        yield told("E526", {"facts.csv": rows}, lambda folder: None)
    yield told("E527", {}, lambda folder: (folder / os.fsdecode(b"facts-\xff.csv")).write_text(""))
    yield told("W501", {}, lambda folder: (folder / "старое").mkdir())


# Tests of rules

TEST = """format: tests/1
tests:
  - name: Обучено меньше половины
    because: по формуле показателя
    register: {id: center, kind: region}
    period: "2020"
    given: {total: 100, trained: 40}
    expect:
      findings: {balance: high}
"""
_UNREACHABLE = """unreachable:
  - element: {}
    because: доля не бывает такой
"""
TESTS: dict[str, tuple[str, str]] = {
    "E601": ("balance:", "balence:"),
    "E602": ("id: center", "id: total"),
    "E603": ("trained: 40", "trained: [10, 20, 30, 40]"),
    "E604": ("{total: 100, trained: 40}", "{file: no-such-folder}"),
    "E605": ('"2020"', '"2019"'),
    "E606": ("", _UNREACHABLE.format("band:balence@1.0.0:2")),
    "E607": ("", _UNREACHABLE.format("band:balance@1.0.0:1")),
    "E609": ("trained: 40", "trained: [[{value: 40}]]"),
}


def of_tests() -> Found:
    folder = write(minimal())
    pack, _ = load_and_check(folder)
    assert pack is not None
    yield "E600", example("E600", read_suite(folder, Rules(pack)).problems, {}, {}, show=False)
    file = "pack/tests/first.yaml"
    for code, (old, new) in TESTS.items():
        texts = {file: TEST.replace(old, new) if old else TEST + new}
        write(minimal() | {"tests/first.yaml": texts[file]})
        report = tested(folder, pack, (), Telling(Lang.EN, 80))
        problems = [*report.problems, *(problem for outcome in report.outcomes for problem in outcome.problems)]
        yield code, example(code, problems, texts, {file: TEST})


WITHOUT = {
    "E039": "the parser is not known to use any words that are not explained better",
    "E608": "the schema of tests refuses what it is told of first",
    "E455": "directions cannot test directions, so no pack has such a circle: see tests/inference/test_groups.py",
}
"""Codes that no example fires, and why."""

SOURCES: tuple[Callable[[], Found], ...] = (
    of_habits,
    of_checks,
    of_formulas,
    of_suppressions,
    of_days,
    of_folders,
    of_locks,
    of_limits,
    of_yaml,
    of_shapes,
    of_rules,
    of_bytes,
    of_facts,
    of_fact_folders,
    of_tests,
)
