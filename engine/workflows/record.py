"""A run as a record: a folder with results, its own copy of the pack and the facts, and a manifest of hashes.

The folder's name is derived from the hashes of everything that the results depend on, so the same run written twice
is the same folder with the same bytes. It is written beside its place and renamed into it at the end.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from engine.backend.duckdb import Database
from engine.diagnostics.core import Lang
from engine.pack.files import files_of
from engine.plan.naming import FACT_COLUMNS, FINDING_COLUMNS, REQUEST_COLUMNS, TOTAL_COLUMNS
from engine.plan.tables import Table
from engine.report.csv import to_csv
from engine.report.json import to_json
from engine.report.tables import OutTable, out_tables
from engine.result import Profile
from engine.version import VERSION
from engine.workflows.evaluate import Evaluation, as_of
from engine.workflows.partial import partial_folder, remove_leftovers
from engine.workflows.replacing import umask

FORMAT = "run/1"
_LONGEST_NAME = 100
"""In bytes: systems allow 255 for the name of a folder, which also has the pack's id and a hash."""


class Output(StrEnum):
    """What a run can write beside its manifest and copies; `facts` is the table of all facts as they were read."""

    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FACTS = "facts"


ALL_OUTPUTS = tuple(Output)


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run was written, and whether the very same one stood there already."""

    folder: Path
    repeated: bool


def write_run(evaluation: Evaluation, out: Path, outputs: tuple[Output, ...], lang: Lang) -> Run:
    """Write the run below `out`; an equal one that is already there is left as it is."""
    identity = _identity(evaluation, outputs, lang)
    name = f"{evaluation.pack.passport.header.id}-{_short(evaluation.fact_set.id)}-{_digest(_json(identity))[:12]}"
    out.mkdir(parents=True, exist_ok=True)
    remove_leftovers(out)
    with partial_folder(out, name) as partial:
        partial.chmod(0o777 & ~umask())
        _copies(evaluation, partial)
        _outputs(evaluation, partial, outputs, lang)
        manifest = {"format": FORMAT, "name": name, **identity, "outputs": _hashes(partial)}
        (partial / "manifest.json").write_bytes(_json(manifest))
        return _place(partial, out / name)


def _short(name: str) -> str:
    """What of the name of a set, which may be that of its folder, fits into the name of another folder."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _place(partial: Path, folder: Path) -> Run:
    """Rename into place. Another run that got there first with the same bytes is as good; a damaged one is replaced."""
    if folder.exists() and _hashes(folder) == _hashes(partial):
        return Run(folder, repeated=True)
    if folder.exists():
        with partial_folder(folder.parent, "old") as old:
            folder.rename(old / folder.name)
    try:
        partial.rename(folder)
    except OSError:
        if _hashes(folder) != _hashes(partial):
            raise
        return Run(folder, repeated=True)
    return Run(folder, repeated=False)


def _identity(evaluation: Evaluation, outputs: tuple[Output, ...], lang: Lang) -> dict[str, object]:
    header, facts, parameters = evaluation.pack.passport.header, evaluation.fact_set, evaluation.parameters
    return {
        "engine": VERSION,
        "pack": {
            "id": header.id,
            "version": header.version,
            "files": {name: _digest(data) for name, data in _pack_files(evaluation)},
        },
        "facts": {"id": facts.id, "label": facts.label, "files": {f.name: f.sha256 for f in facts.files}},
        "parameters": {
            "periods": [p.id for p in evaluation.periods],
            "as_of": [as_of(p, parameters).isoformat() for p in evaluation.periods],
            "profile": parameters.profile,
            "entity": parameters.entity,
            "reevaluate": parameters.reevaluate,
            "lang": lang,
            "outputs": sorted(outputs),
        },
    }


def _pack_files(evaluation: Evaluation) -> Iterator[tuple[str, bytes]]:
    """The files the pack was loaded from, and no others that may lie in its folder."""
    for file in files_of(Path(evaluation.pack.folder), "pack")[0]:
        yield file.shown.removeprefix("pack/"), file.data


def _copies(evaluation: Evaluation, run: Path) -> None:
    """The pack, and unless the run is public, the fact set with the persons it names."""
    for name, data in _pack_files(evaluation):
        _put(run / "pack" / name, data)
    if evaluation.parameters.profile is Profile.INTERNAL:
        for file in evaluation.fact_set.files:
            target = run / "inputs" / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(evaluation.fact_set.folder / file.name, target)


def _outputs(evaluation: Evaluation, run: Path, outputs: tuple[Output, ...], lang: Lang) -> None:
    if Output.PARQUET in outputs:
        _parquet(evaluation, run / "tables", facts=Output.FACTS in outputs)
    if Output.XLSX in outputs:
        from engine.report.xlsx import to_xlsx

        _put(run / "results.xlsx", to_xlsx(evaluation.results, lang))
    if Output.JSON in outputs:
        _put(run / "results.json", to_json(evaluation.results))
    if Output.CSV in outputs:
        for table in out_tables(evaluation.results):
            if table.name != "facts" or Output.FACTS in outputs:
                _put(run / "tables" / f"{table.name}.csv", to_csv(table))


_VIEWS = {
    "findings": (FINDING_COLUMNS, "p, e, item"),
    "totals": (TOTAL_COLUMNS + ", weighted, weights", "p, e, item"),
    "facts": (FACT_COLUMNS, "id"),
    "requests": (REQUEST_COLUMNS, "n"),
}


def _parquet(evaluation: Evaluation, folder: Path, *, facts: bool) -> None:
    """What there may be very many of straight from the database; the rest from the results."""
    folder.mkdir(parents=True, exist_ok=True)
    db = evaluation.db
    kept = _kept(evaluation)
    for name, (columns, order) in _VIEWS.items():
        if name != "facts" or facts:
            _copy(db, f"SELECT {columns} FROM {name}{kept} ORDER BY {order}", folder / f"{name}.parquet")
    for table in out_tables(evaluation.small_results):
        if table.name not in _VIEWS:
            db.create(_stored(table))
            _copy(db, f"SELECT * EXCLUDE (n) FROM out_{table.name} ORDER BY n", folder / f"{table.name}.parquet")
            db.run(f"DROP TABLE out_{table.name}")


def _kept(evaluation: Evaluation) -> str:
    """The condition that keeps the chosen entities, if some were chosen."""
    if evaluation.parameters.entity is None:
        return ""
    rows = tuple((n,) for n, e in enumerate(evaluation.fact_set.register) if evaluation.kept(e.id))
    evaluation.db.create(Table("kept", (("e", "INTEGER"),), rows))
    return " WHERE e IN (SELECT e FROM kept)"


_SQL_TYPE = {"text": "VARCHAR", "number": "DECIMAL(38, 9)", "integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}


def _stored(table: OutTable) -> Table:
    columns = (("n", "BIGINT"), *((name, _SQL_TYPE[kind]) for name, kind in table.columns))
    return Table(f"out_{table.name}", columns, tuple((n, *row) for n, row in enumerate(table.rows)))


def _copy(db: Database, query: str, path: Path) -> None:
    target = str(path).replace("'", "''")
    db.run(f"COPY ({query}) TO '{target}' (FORMAT parquet)")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _hashes(folder: Path) -> dict[str, str]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): _digest(p.read_bytes()) for p in paths}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Mapping[str, object] | None:
    """The manifest of a run, or None when the folder holds none that can be read."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def keeps_facts(folder: Path) -> bool:
    """Whether the run has a copy of the facts it used: a public one has none, for facts name persons."""
    parameters = (read_manifest(folder) or {}).get("parameters")
    return not isinstance(parameters, dict) or parameters.get("profile") != Profile.PUBLIC


def is_intact(folder: Path) -> bool:
    """Whether the run's copies of pack and facts are those its manifest names."""
    outputs = (read_manifest(folder) or {}).get("outputs")
    copies = {name: h for name, h in _hashes(folder).items() if name.startswith(("pack/", "inputs/"))}
    named = outputs.items() if isinstance(outputs, dict) else ()
    return copies == {name: h for name, h in named if name.startswith(("pack/", "inputs/"))}
