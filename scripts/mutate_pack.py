"""Mutate the shipped pack and hold `engine validate` to what each kind of mutation allows.

    python scripts/mutate_pack.py --seed 1 --count 10000 [--jobs 2] [--kind NAME] [--show]

Each mutation is validated in this process by the command itself. It fails when the engine has a bug (exit code 70 or an
exception), takes too long, ends with an exit code its kind does not allow, does not tell what must be told, tells of a
place that is not in the file, or accepts a pack that no longer says the same. The same seed gives the same mutations,
whatever the number of jobs. Prints a table of kinds and outcomes; exit code 1 when a mutation failed.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import functools
import io
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType

import yaml
from mutation_sites import LOCK, Mutant, Pack, meaning_of
from mutations import KINDS, Kind

from engine.cli.main import main as engine
from engine.pack import build

SHIPPED = Path(__file__).resolve().parents[1] / "rules" / "chelyabinsk-methodical-work"
SECONDS = 20
"""Of the processor's time; the whole clock has ten times as much."""
SHARE = 500
"""Mutations that one process makes in a row."""
FORMATS = ("json", "sarif", "junit", "github")
_TOLD = re.compile(r"(?m)^(?P<file>[^\n]*?)(?::(?P<line>\d+):(?P<col>\d+))?: (?:error|ошибка) (?P<code>E\d{3}): ")


class TooLong(BaseException):
    """Not an Exception: the command must not take it for a bug of its own."""


@dataclass(frozen=True)
class Outcome:
    number: int
    kind: str
    outcome: str
    failure: str


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Mutate the shipped pack and validate it.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kind", choices=[kind.name for kind in KINDS])
    parser.add_argument("--show", action="store_true", help="print what the engine told of each mutation")
    given = parser.parse_args(arguments)
    began = time.monotonic()
    outcomes = list(_outcomes(given.seed, given.count, given.jobs, given.kind, given.show))
    print(table(outcomes))
    failures = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failures:
        print(f"mutation {outcome.number} ({outcome.kind}): {outcome.failure}")
    kinds, seconds = len({outcome.kind for outcome in outcomes}), time.monotonic() - began
    print(f"{len(outcomes)} mutations of {kinds} kinds, seed {given.seed}: {len(failures)} failed ({seconds:.0f} s)")
    return 1 if failures else 0


def _outcomes(seed: int, count: int, jobs: int, kind: str | None, show: bool) -> Iterator[Outcome]:
    shares = [range(first, min(first + SHARE, count)) for first in range(0, count, SHARE)]
    work = functools.partial(run, seed, only=kind, show=show)
    if jobs == 1:
        for share in shares:
            yield from work(share)
        return
    with ProcessPoolExecutor(jobs) as pool:
        for share, outcomes in zip(shares, pool.map(work, shares), strict=True):
            print(f"{share.stop} of {count}", file=sys.stderr)
            yield from outcomes


def run(seed: int, numbers: Sequence[int], only: str | None = None, show: bool = False) -> list[Outcome]:
    """The mutations with these numbers; what became of each depends on the seed and its number alone."""
    pack = Pack(SHIPPED)
    kinds = [kind for kind in KINDS if only in (None, kind.name)]
    with _scene() as folder, _unchanged_files_read_once():
        return [_one(pack, kinds[number % len(kinds)], seed, number, folder, show) for number in numbers]


@contextlib.contextmanager
def _scene() -> Iterator[Path]:
    """A copy of the pack, in memory where the system has a place for that."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        folder = Path(name) / "pack"
        shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("tests"))
        yield folder


@contextlib.contextmanager
def _unchanged_files_read_once() -> Iterator[None]:
    """What a file says depends on nothing but its name and bytes, so each is read once and not for every mutation."""
    read = build.read_document
    known: dict[tuple[str, bytes], object] = {}

    def remembered(file: build.File) -> object:
        key = (file.shown, file.data)
        if key not in known:
            if len(known) > 100:
                known.clear()
            known[key] = read(file)
        return known[key]

    build.read_document = remembered  # type: ignore[assignment]
    try:
        yield
    finally:
        build.read_document = read


def _one(pack: Pack, kind: Kind, seed: int, number: int, folder: Path, show: bool) -> Outcome:
    mutant = kind.mutate(pack, Random(f"{seed}/{number}"))
    lang = ("en", "ru")[number % 2]
    _write(folder, mutant)
    try:
        outcome, report, failure = _validated(folder, lang, FORMATS[number // 2 % len(FORMATS)])
    finally:
        _restore(folder, pack, mutant)
    if show:
        print(f"---- {number} {kind.name} {outcome}\n{report}")
    return Outcome(number, kind.name, outcome, failure or _judged(pack, kind, mutant, outcome, report, folder))


def _write(folder: Path, mutant: Mutant) -> None:
    for name, data in mutant.changed.items():
        if data is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(data)


def _restore(folder: Path, pack: Pack, mutant: Mutant) -> None:
    for name in mutant.changed:
        text = pack.lock if name == LOCK else pack.texts.get(name)
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(text.encode())


def _validated(folder: Path, lang: str, shown_as: str) -> tuple[str, str, str]:
    """The exit code, what was printed, and how it failed if it did."""
    written = io.StringIO()
    report = folder.parent / "report"
    arguments = ["validate", str(folder), "--lang", lang, "--as-of", "2024-01-01", "--output", f"{shown_as}={report}"]
    faulthandler.dump_traceback_later(10 * SECONDS, exit=True)
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with contextlib.redirect_stdout(written), contextlib.redirect_stderr(written):
            code = engine(arguments)
    except TooLong:
        return "too long", written.getvalue(), f"more than {SECONDS} s"
    except BaseException:
        return "exception", written.getvalue(), traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    return str(code), written.getvalue(), ""


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TooLong


def _judged(pack: Pack, kind: Kind, mutant: Mutant, outcome: str, report: str, folder: Path) -> str:
    """What is wrong with an outcome; nothing when it is as it must be."""
    told = {found["code"] for found in _TOLD.finditer(report)}
    if outcome not in map(str, kind.exits):
        return f"exit code {outcome}, told {sorted(told)}: {report[-300:] if not told else ''}"
    if (outcome == "0") != (not told):
        return f"exit code {outcome}, and yet told {sorted(told)}"
    if outcome == "0":
        return "" if _says_the_same(pack, mutant) else "accepted, and yet it says something else"
    wanted = mutant.codes if mutant.codes is not None else kind.codes
    if wanted and not told & wanted:
        return f"told {sorted(told)}, none of {sorted(wanted)}"
    return _stray_place(pack, mutant, report, folder)


def _says_the_same(pack: Pack, mutant: Mutant) -> bool:
    if LOCK in mutant.changed or mutant.renewed:
        return True
    texts = dict(pack.texts)
    for name, data in mutant.changed.items():
        texts.pop(name, None)
        if data is not None:
            texts[name] = data.decode("utf-8-sig")
    try:
        return meaning_of(texts) == pack.meaning
    except (yaml.YAMLError, ValueError):
        return False


def _stray_place(pack: Pack, mutant: Mutant, report: str, folder: Path) -> str:
    """A place told that is not in the file told."""
    for found in _TOLD.finditer(report):
        name = found["file"].removeprefix(f"{folder.as_posix()}/")
        data = mutant.changed.get(name)
        text = data.decode("utf-8", "replace") if data is not None else pack.texts.get(name, "")
        if found["line"] is None or name == LOCK:
            continue
        lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
        line, col = int(found["line"]), int(found["col"])
        if not 1 <= line <= len(lines) or not 1 <= col <= len(lines[line - 1]) + 1:
            return f"{found['code']} is told at {line}:{col}, which is not in {name}"
    return ""


def table(outcomes: Sequence[Outcome]) -> str:
    """Kinds and how often each outcome was met."""
    met = Counter((outcome.kind, outcome.outcome) for outcome in outcomes)
    columns = sorted({outcome for _, outcome in met})
    width = max(len(kind.name) for kind in KINDS)
    rows = [f"{'kind':{width}}" + "".join(f"{column:>10}" for column in columns) + f"{'failed':>10}"]
    for kind in KINDS:
        failed = sum(1 for outcome in outcomes if outcome.kind == kind.name and outcome.failure)
        counts = [met[kind.name, column] for column in columns]
        if sum(counts):
            rows.append(f"{kind.name:{width}}" + "".join(f"{count:>10}" for count in counts) + f"{failed:>10}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
