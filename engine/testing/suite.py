"""One pack and what came of all its tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from engine.diagnostics.core import Diagnostic
from engine.pack.model import Pack
from engine.testing.coverage import Coverage, coverage
from engine.testing.model import Outcome, Suite
from engine.testing.read import read_suite
from engine.testing.rules import Rules
from engine.testing.run import Telling, run_tests


@dataclass(frozen=True)
class Report:
    """The outcomes of the tests of one pack, and what is wrong with their files."""

    folder: str
    pack: Pack
    suite: Suite
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        return (*self.suite.problems, *self.coverage.problems)

    @property
    def passed(self) -> bool:
        return not self.problems and all(outcome.passed for outcome in self.outcomes)


@dataclass(frozen=True)
class Refused:
    """A pack with mistakes, whose tests are not run."""

    folder: str
    problems: tuple[Diagnostic, ...]


def enough(report: Report, wanted: Decimal | None) -> bool:
    """Whether confirmed tests reach so many percent of the rules."""
    return wanted is None or report.coverage.percent >= wanted


def tested(folder: Path, pack: Pack, only: Iterable[Path], telling: Telling) -> Report:
    """Run the tests of a pack that was loaded from `folder` without errors; `only` are files or folders of tests."""
    rules = Rules(pack)
    suite = read_suite(folder, rules, tuple(only))
    outcomes = run_tests(suite.tests, pack, telling)
    return Report(folder.as_posix(), pack, suite, outcomes, coverage(rules, outcomes, suite.waived))
