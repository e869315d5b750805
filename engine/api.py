"""The engine as a library: load a pack, read facts, evaluate, walk the results.

import engine

pack = engine.load_pack("rules/my-pack")
results = engine.evaluate(pack, "inputs/my-facts").results
for finding in results.findings:
    print(finding.entity, finding.indicator, finding.status, finding.points)
"""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path

from engine.backend.duckdb import Database
from engine.diagnostics.core import Diagnostic, Lang, has_errors
from engine.facts.read import read_fact_set
from engine.pack.model import Pack
from engine.workflows.evaluate import Evaluation, Parameters
from engine.workflows.evaluate import evaluate as run_evaluation
from engine.workflows.inputs import load_checked


class InvalidInputError(ValueError):
    """A pack or fact set with errors; `diagnostics` are all of them, warnings included."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(f"{d.span}: {d.code.id} {d.message(Lang.EN)}" for d in diagnostics))
        self.diagnostics = diagnostics


def load_pack(folder: str | PathLike[str]) -> Pack:
    """The rule pack in a folder, checked. Raises `InvalidInputError` when it has errors."""
    pack, problems = load_checked(Path(folder))
    if pack is None or has_errors(problems):
        raise InvalidInputError(problems)
    return pack


def evaluate(
    pack: Pack,
    facts: str | PathLike[str],
    *,
    periods: tuple[str, ...] = (),
    as_of: date | None = None,
    keep_going: bool = False,
    reevaluate: bool = False,
) -> Evaluation:
    """Evaluate the fact set in a folder under a pack.

    `periods` are ids of the pack's calendar; without them those the fact set names, or has facts for. Raises
    `InvalidInputError` when the facts have errors; with `keep_going` bad rows are set aside instead (`rejected`). With
    `reevaluate` older facts are evaluated under the present rules where they are compared with present ones.
    """
    db = Database()
    fact_set, problems = read_fact_set(Path(facts), pack, db.con)
    if fact_set is None or (has_errors(problems) and not keep_going):
        raise InvalidInputError(problems)
    return run_evaluation(pack, fact_set, db, Parameters(periods=periods, as_of=as_of, reevaluate=reevaluate))
