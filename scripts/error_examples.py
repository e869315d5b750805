"""A bad and a good example for each code of the engine, as the engine tells them.

The bad ones are taken from the cases that the tests run. A good one is the same before it was spoilt, or mended by the
edits of `error_mends`; what is told of it is kept, so that a test can see that the code is gone.
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
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import duckdb  # noqa: E402
from error_mends import mended  # noqa: E402

from engine.diagnostics.core import Diagnostic, Lang, Span, has_errors, in_order  # noqa: E402
from engine.facts.read import read_fact_set  # noqa: E402
from engine.pack.build import load_pack, read_document  # noqa: E402
from engine.pack.files import File  # noqa: E402
from engine.pack.model import Pack  # noqa: E402
from engine.pack.schema import check_shape  # noqa: E402
from engine.pack.source import parse  # noqa: E402
from engine.report.problems import pretty  # noqa: E402
from engine.testing.read import read_suite  # noqa: E402
from engine.testing.rules import Rules  # noqa: E402
from engine.testing.run import Telling  # noqa: E402
from engine.testing.suite import tested  # noqa: E402
from engine.testing.words import WRITTEN_BY_THE_ENGINE  # noqa: E402
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

Files = Mapping[str, str | bytes]
Told = Sequence[Diagnostic]

_AROUND = 2
_SHORT = 16
_WIDE = 300
_SMALL = 1000


@dataclass(frozen=True)
class Example:
    """Excerpts of the bad files and of the same places in the good ones, and what is told of the bad ones.

    `of_good` are the codes that are told of the good ones.
    """

    bad: Mapping[str, str]
    good: Mapping[str, str]
    shown: Mapping[str, str]
    of_good: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """Bad files with what is told of them, and good ones, made and told of only when they are wanted."""

    code: str
    bad: Files
    told: Told
    tell: Callable[[Files], Told]
    good: Callable[[], Files]
    show: bool = True

    def example(self) -> Example:
        first = next(problem for problem in self.told if problem.code.id == self.code)
        files = self.good()
        of_good = tuple(problem.code.id for problem in self.tell(files))
        texts = {file: text for file, text in self.bad.items() if isinstance(text, str)}
        told = {str(lang): pretty([first], lang, texts.get, colour=False) for lang in Lang}
        shown = {lang: text.rsplit("\n\n", 1)[0] + "\n" for lang, text in told.items()}
        if not self.show:
            return Example({}, {}, shown, of_good)
        bad, good = (dict(readable(files)) for files in (self.bad, files))
        excerpts = {file: excerpt(bad.get(file), good.get(file)) for file in dict.fromkeys((*bad, *good))}
        wrong = {file: pair[0] for file, pair in excerpts.items()}
        file = first.span.file
        if file in bad and not wrong[file]:
            wrong[file] = around(bad[file], first.span)
        right = {file: pair[1] for file, pair in excerpts.items()}
        return Example(
            *({file: text for file, text in texts.items() if text} for texts in (wrong, right)), shown, of_good
        )


Found = Iterator[Case]


@cache
def examples() -> Mapping[str, Example]:
    """One for each code that has any: the first found."""
    found: dict[str, Example] = {}
    with in_empty_folder(), patch("engine.pack.build.read_document", cache(read_document)):
        for source in SOURCES:
            for case in source():
                if case.code not in found:
                    found[case.code] = case.example()
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


def each_code(bad: Files, tell: Callable[[Files], Told]) -> Found:
    """A case for every code that is told of the bad files, with what mends it."""
    told = tell(bad)
    for code in sorted({problem.code.id for problem in told}):
        yield Case(code, bad, told, tell, partial(mended, code, bad))


def readable(files: Files) -> Iterator[tuple[str, str]]:
    """Those that an editor would show, in a wrong encoding too."""
    for file, content in files.items():
        if isinstance(content, str):
            yield file, content
        elif file.endswith((".yaml", ".csv")) and len(content) < _SMALL:
            yield file, content.decode("utf-8", "replace")


def around(text: str, span: Span) -> str:
    """The whole text when it is short, else the place that is told of."""
    lines = text.splitlines(keepends=True)
    return _cut(lines, *((0, len(lines)) if len(lines) <= _SHORT else (span.line - 7, span.line + 5)))


def excerpt(bad: str | None, good: str | None) -> tuple[str, str]:
    """Where two texts differ; nothing of a text that is the same in both."""
    lines, right = ((text or "").splitlines(keepends=True) for text in (bad, good))
    if lines == right:
        return "", ""
    changed = [op for op in SequenceMatcher(None, right, lines, autojunk=False).get_opcodes() if op[0] != "equal"]
    begin_right, begin = changed[0][1] - _AROUND, changed[0][3] - _AROUND
    end_right, end = changed[-1][2] + _AROUND, changed[-1][4] + _AROUND
    return _cut(lines, begin, end), _cut(right, begin_right, end_right)


def _cut(lines: list[str], begin: int, end: int) -> str:
    """Without blank lines at either end, and nothing of lines that are far too long."""
    shown = [line if len(line) <= _WIDE else f"{line[:_WIDE]}…\n" for line in lines[max(0, begin) : end]]
    text = "".join(shown).strip("\n")
    return f"{text}\n" if text else ""


# Packs


def minimal() -> dict[str, str]:
    return {f"pack/{path.name}": path.read_text("utf-8") for path in sorted(MINIMAL.glob("*.yaml"))}


def spoilt(edits: Sequence[Edit]) -> dict[str, str]:
    texts = minimal()
    for name, old, new in edits:
        file = f"pack/{name}"
        text = texts.get(file, "")
        texts[file] = text.replace(old, new, 1) if old else text + new
    return {file: re.sub("[⟦⟧]", "", text) for file, text in texts.items()}


def put(files: Files) -> None:
    for file, content in files.items():
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_bytes(content.encode() if isinstance(content, str) else content)


def write(files: Files) -> Path:
    """The files of a pack in a folder of their own."""
    shutil.rmtree("pack", ignore_errors=True)
    put(files)
    return Path("pack")


def of_pack(files: Files) -> Told:
    return load_and_check(write(files))[1]


def case_of_pack(code: str, bad: Files, good: Files) -> Case:
    return Case(code, bad, of_pack(bad), of_pack, lambda: good)


def of_checks() -> Found:
    """The case of a code whose name is shortest."""
    for path in sorted((ROOT / "tests/checks/bad").glob("*.txt"), key=lambda path: (len(path.stem), path.stem)):
        edits, _ = read_case(path.read_text("utf-8"))
        yield case_of_pack(path.stem[:4], spoilt(edits), minimal())


def of_formulas() -> Found:
    old = "100 * (all_people - trained)\n        / all_people"
    for code, formula in FORMULAS.items():
        written = re.sub(r"\ba\b", "all_people", re.sub(r"\bb\b", "trained", formula))
        yield case_of_pack(code, spoilt([Edit("indicators.yaml", old, written)]), minimal())


SAME_ACTS = Edit("acts.yaml", 'date: "2019-12-21", number: "01/101"', 'date: "2019-12-20", number: "01/100"')
SUPPRESSIONS = {
    "W213": "\nsuppress:\n  - {code: W231, reason: Сверяется с архивом, until: 2026-06-30}\n",
    "W214": "\nsuppress:\n  - {code: W230, file: acts.yaml, reason: Сверяется с архивом, until: 2027-06-30}\n",
}


def of_suppressions() -> Found:
    def tell(files: Files) -> Told:
        return validate(write(files), date(2026, 7, 1)).diagnostics

    for code, text in SUPPRESSIONS.items():
        right = text.replace("W230", "W231").replace("2026-06", "2027-06")
        bad, good = (spoilt([SAME_ACTS, Edit("pack.yaml", "", t)]) for t in (text, right))
        yield Case(code, bad, tell(bad), tell, lambda good=good: good)


EVERY_YEAR = Edit("pack.yaml", "", "\ncheck_acts_every: P12M\n")
ACTS = {
    "W232": ("valid_until: 2025-12-31, checked: 2026-02-01", "valid_until: 2026-12-31, checked: 2026-02-01"),
    "W233": ("checked: 2025-02-01", "checked: 2026-02-01"),
    "W234": ("", "checked: 2026-02-01"),
}
"""What is said of the act that is told, and what should be."""


def of_days() -> Found:
    """Mistakes that a pack has from some day on."""

    def tell(files: Files) -> Told:
        return validate(write(files), date(2026, 7, 1)).diagnostics

    def said(of_order: str) -> Files:
        texts = {"01/100": of_order, "01/101": "checked: 2026-02-01"}
        edits = [Edit("acts.yaml", f'"{n}"', f'"{n}", {said}') for n, said in texts.items() if said]
        return spoilt([*edits, EVERY_YEAR])

    for code, (wrong, right) in ACTS.items():
        bad = said(wrong)
        yield Case(code, bad, tell(bad), tell, lambda right=right: said(right))


def of_folders() -> Found:
    """Mistakes of a folder rather than of a text in it; what is in it is shown where there is anything."""

    def case(code: str, prepare: Callable[[Path], object], folder: Path = Path("pack")) -> Case:
        prepare(write(minimal()))
        bad, told = listing(folder), load_pack(folder)[1]
        return Case(code, bad, told, lambda _: load_pack(write(minimal()))[1], lambda: listing(write(minimal())))

    Path("elsewhere.yaml").write_text("")
    Path("pack.txt").write_text("")
    yield case("E200", shutil.rmtree)
    yield case("E201", lambda folder: None, Path("pack.txt"))
    yield case("E202", lambda folder: [path.unlink() for path in folder.iterdir()])
    yield case("E203", lambda folder: (folder / "pack.yaml").unlink())
    yield case("W205", lambda folder: (folder / "notes.txt").write_text(""))
    yield case("E206", lambda folder: (folder / "link.yaml").symlink_to("../elsewhere.yaml"))
    yield case("E209", lambda folder: (folder / "link.yaml").symlink_to("nowhere.yaml"))
    yield case("E210", lambda folder: (folder / "calendar.yaml").unlink())
    yield case("E212", lambda folder: (folder / os.fsdecode(b"acts-\xff.yaml")).write_text(""))


def listing(folder: Path) -> dict[str, str]:
    """What a folder holds, as a text."""
    lines = "".join(f"{path.relative_to(folder)}{_kind(path)}\n" for path in sorted(folder.rglob("*")))
    return {f"{folder}/": os.fsencode(lines).decode("utf-8", "replace")}


def _kind(path: Path) -> str:
    if path.is_symlink():
        return f" -> {os.readlink(path)}"
    return "/" if path.is_dir() else ""


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
INDICATORS = "pack/indicators.yaml"
LOCK = Path("pack/pack.lock")


def of_locks() -> Found:
    def case(code: str, bad: Files, good: Files) -> Case:
        return Case(code, bad, rewritten(bad), rewritten, lambda: good)

    for code, edits in LOCKED.items():
        lock_pack(write(minimal()), write=True)
        yield case(code, spoilt(edits), minimal())
    right = minimal()[INDICATORS]
    item = right[right.index("  - id: doubled") :]
    lock_pack(write(minimal()), write=True)
    yield case("E473", {INDICATORS: right.replace(item, "").rstrip("\n") + "\n"}, minimal())
    retired = item.replace("version: 1.0.0", "version: 2.0.0", 1).replace("approved", "retired", 1)
    assert not has_errors(rewritten(minimal() | {INDICATORS: right.replace(item, retired)}))
    lock_pack(Path("pack"), write=True)
    back = right.replace(item, retired.replace("retired", "approved"))
    both = right.replace(item, retired + "\n" + item.replace("id: doubled", "id: twofold"))
    yield case("E474", minimal() | {INDICATORS: back}, minimal() | {INDICATORS: both})
    lock_pack(write(minimal()), write=True)
    lock = LOCK.read_text("utf-8")
    first = next(line for line in lock.splitlines() if "@" in line)
    yield case("E475", {str(LOCK): lock.replace(first, first[:-8])}, {str(LOCK): lock})


def rewritten(files: Files) -> Told:
    """What is told of the pack that lies there locked when its files become these."""
    put(files)
    return load_and_check(Path("pack"))[1]


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


def _together(mode: str, *parts: str) -> str:
    """One test or combination a line, so that a part too many can be seen."""
    return f"{{{mode}: [\n" + ",\n".join(f"      {part}" for part in parts) + "]}"


def _all(*parts: str) -> str:
    return _together("all", *parts)


def _any(numbers: Iterable[int]) -> str:
    return _together("any", *_absent(numbers))


def _absent(numbers: Iterable[int]) -> list[str]:
    return [f"{{indicator: q{number}, is: absent}}" for number in numbers]


LINKED: dict[str, Sequence[Sequence[str]]] = {
    "E450": ((_all(*_absent(range(17))),), (_all(*_absent(range(16))),)),
    "E451": tuple((_all(*(_any((2 * n, 2 * n + 1)) for n in range(pairs))),) for pairs in (8, 7)),
    "E452": tuple(
        (_any(range(200)), _any(range(199, 399)), _any((0, 398, *more))) for more in ((399, 400, 401), (399,))
    ),
    "E453": tuple(
        (_all(*_absent([0]), _any(range(1, 200))), _all(*_absent([0]), _any(range(2, 2 + n)))) for n in (52, 51)
    ),
    "E454": tuple(
        (_all(*_absent(range(15)), _any(range(15, 215))), _all(*_absent(range(15)), _any(range(15, 15 + n))))
        for n in (51, 50)
    ),
}
"""Conditions of recommendations that are too much for the rule engine, and others that it can just bear."""


def of_limits() -> Found:
    for code, pair in LINKED.items():
        last = max(int(number) for number in re.findall(r"q(\d+)", " ".join(pair[0])))
        bad, good = (_linked(conditions, last) for conditions in pair)
        yield case_of_pack(code, bad, good)


def _linked(conditions: Sequence[str], last: int) -> dict[str, str]:
    texts = minimal()
    texts["pack/indicators.yaml"] += "".join(_PLAN.format(number=number) for number in range(last + 1))
    texts["pack/recommendations.yaml"] += "".join(
        _LETTER.format(number=number, when=when) for number, when in enumerate(conditions, start=1)
    )
    return texts


# Single files


RULES = "rules.yaml"


def of_habits() -> Found:
    def tell(files: Files) -> Told:
        return in_order(read_document(File(RULES, _bytes(files[RULES])))[1])

    for case in HABITS:
        written, told = habit_parts(case)
        if len(set(re.findall(r"^([EWN]\d{3}) ", told, re.MULTILINE))) == 1:
            yield from each_code({RULES: re.sub("[⟦⟧]", "", written)}, tell)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def of_text(files: Files) -> Told:
    return parse(RULES, _bytes(files[RULES]))[1]


def of_yaml() -> Found:
    for path in sorted((ROOT / "tests/pack/bad").glob("*.yaml"), key=lambda path: (len(path.stem), path.stem)):
        yield from each_code({RULES: path.read_text("utf-8")}, of_text)


def of_shapes() -> Found:
    def tell(files: Files) -> Told:
        node, _ = parse(RULES, _bytes(files[RULES]))
        assert node is not None
        return list(check_shape(node, SCHEMA))

    for path in sorted((ROOT / "tests/pack/shape").glob("*.yaml"), key=lambda path: (len(path.stem), path.stem)):
        yield from each_code({RULES: path.read_text("utf-8")}, tell)


def of_rules() -> Found:
    def tell(files: Files) -> Told:
        return read_document(File("indicators.yaml", _bytes(files["indicators.yaml"])))[1]

    for name, written, _ in cases():
        text = pack_kit.document(AROUND[name].format(written)).decode()
        yield from each_code({"indicators.yaml": text}, tell)


def of_bytes() -> Found:
    """Files that no text shows."""
    made: dict[str, tuple[bytes, bytes]] = {
        "E001": ("ключ: значение\n".encode("cp1251"), "ключ: значение\n".encode()),
        "E003": (b"#" * (4 * 1024 * 1024 + 1), b"# much less\na: 1\n"),
        "E019": (b"a: 1\n" * 1002, b"a: 1\n"),
    }
    for code, (bad, good) in made.items():
        yield Case(code, {RULES: bad}, of_text({RULES: bad}), of_text, lambda good=good: {RULES: good})


def of_depth() -> Found:
    bad, good = ({RULES: "a: " + "[" * n + "]" * n + "\n"} for n in (51, 2))
    yield Case("E005", bad, of_text(bad), of_text, lambda: good)


def of_unknown_words() -> Found:
    """What a parser says in words that the engine does not know: those of a later one, perhaps."""
    bad, good = {RULES: 'title: "Показатель\n'}, {RULES: 'title: "Показатель"\n'}
    with patch("engine.diagnostics.syntax._PHRASES", ()):
        told = of_text(bad)
    yield Case("E039", bad, told, of_text, lambda: good, show=False)


# Fact sets


def of_facts() -> Found:
    for case in fact_cases.CASES:

        def tell(files: Files, pack: Pack = case.pack) -> Told:
            shutil.rmtree("facts", ignore_errors=True)
            return fact_kit.read(Path("facts"), files, pack).diagnostics

        yield from each_code({"register.csv": fact_kit.REGISTER} | dict(case.files), tell)


def of_fact_folders() -> Found:
    """Mistakes of a folder rather than of a file in it."""
    row = fact_kit.LONG + "m1;2020;teachers;1;site\n"

    def folder(files: Files) -> Path:
        shutil.rmtree("facts", ignore_errors=True)
        return fact_kit.write(Path("facts"), {"facts.csv": row} | dict(files))

    def told(of: Path) -> Told:
        return read_fact_set(of, fact_kit.PACK, duckdb.connect())[1]

    def case(code: str, prepare: Callable[[Path], object], **files: str | bytes) -> Case:
        found = folder(files)
        prepare(found)
        return Case(code, listing(found), told(found), lambda _: told(folder({})), lambda: listing(folder({})))

    yield case("E500", shutil.rmtree)
    yield case("E502", lambda folder: (folder / "more.csv").symlink_to("nowhere.csv"))
    with patch("engine.facts.files.MAX_BYTES", 2 << 20):
        yield case("E505", lambda folder: None, **{"facts.csv": b"x" * (3 << 20)})
    yield case("E523", lambda folder: (folder / "register.csv").unlink())
    rows = fact_kit.LONG + "".join(f"m1;2020;teachers;-{n};site\n" for n in range(1, 8))
    with patch("engine.facts.intake.MAX_TOLD", 3), patch("engine.facts.intake._MANY", 2):
        yield case("E526", lambda folder: None, **{"facts.csv": rows})
    yield case("E527", lambda folder: (folder / os.fsdecode(b"facts-\xff.csv")).write_text(""))
    yield case("W501", lambda folder: (folder / "старое").mkdir())


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
    "E608": ("{balance: high}", "[{indicator: balance, entity: center}]"),
    "E609": ("trained: 40", "trained: [[{value: 40}]]"),
    "E610": ("по формуле показателя", WRITTEN_BY_THE_ENGINE.fill(Lang.RU, {})),
    "E612": ("{total: 100, trained: 40}", "{file: ../..}"),
}


def of_tests() -> Found:
    pack, _ = load_and_check(write(minimal()))
    assert pack is not None
    file = "pack/tests/first.yaml"

    def tell(files: Files) -> Told:
        report = tested(write(minimal() | dict(files)), pack, (), Telling(Lang.EN, 80))
        return [*report.problems, *(problem for outcome in report.outcomes for problem in outcome.problems)]

    def good() -> Files:
        return {file: TEST}

    yield Case("E600", {}, read_suite(write(minimal()), Rules(pack)).problems, tell, good)
    folder = write(minimal())
    (folder / "tests" / "first.yaml").mkdir(parents=True)
    yield Case("E611", listing(folder), read_suite(folder, Rules(pack)).problems, tell, good)
    for code, (old, new) in TESTS.items():
        bad = {file: TEST.replace(old, new) if old else TEST + new}
        yield Case(code, bad, tell(bad), tell, good)
    moved = {"pack/tests/more/first.yaml": TEST}
    yield Case("E613", moved, tell(moved), tell, good)


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
    of_depth,
    of_unknown_words,
    of_facts,
    of_fact_folders,
    of_tests,
)
