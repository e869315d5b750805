"""Load what an evaluation needs, with everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.backend.duckdb import Database
from engine.checks.lock import check_lock
from engine.checks.registry import check_pack
from engine.checks.suppressions import suppressed_apart
from engine.diagnostics.core import Diagnostic, has_errors, in_order
from engine.facts.read import FactSet, read_fact_set
from engine.inference.checks import inference_problems
from engine.pack.build import load_documents
from engine.pack.model import Pack


@dataclass(frozen=True)
class Opened:
    """A pack and a fact set as they were read; each is None when it cannot be used at all."""

    pack: Pack | None
    pack_problems: tuple[Diagnostic, ...]
    fact_set: FactSet | None
    fact_problems: tuple[Diagnostic, ...]
    db: Database


def load_checked(folder: Path) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack, and all diagnostics of its files and of what they say that it does not suppress itself."""
    pack, problems = load_and_check(folder)
    return pack, suppressed_apart(pack, problems, None)[0] if pack else problems


def load_and_check(folder: Path) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack, and all diagnostics, those that it suppresses among them."""
    pack, problems, documents = load_documents(folder)
    if pack is not None:
        problems = (*problems, *check_pack(pack), *check_lock(folder, documents))
    if pack is not None and not has_errors(problems):
        problems = (*problems, *inference_problems(pack))
    return pack, in_order(problems)


def opened(pack_folder: Path, facts_folder: Path) -> Opened:
    """Read both; facts only under a pack without errors, since it says what they may be."""
    db = Database()
    pack, problems = load_checked(pack_folder)
    if pack is None or has_errors(problems):
        return Opened(None, problems, None, (), db)
    fact_set, fact_problems = read_fact_set(facts_folder, pack, db.con)
    return Opened(pack, problems, fact_set, fact_problems, db)
