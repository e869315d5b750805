"""What differs between two versions of a pack, and what that does to the results of fact sets.

open both → compare item by item → evaluate the facts under both → apply each change alone → name the causes
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from engine.backend.duckdb import Database
from engine.checks.registry import check_pack
from engine.diagnostics.core import Diagnostic, Severity, has_errors, in_order
from engine.diffing.causes import Cause, causes_of
from engine.diffing.compared import PackDiff, compared
from engine.diffing.effects import Differences, Fields, Row, Snapshot, What, attributed, differences
from engine.diffing.outcome import Diff, FactsDiff, Side
from engine.diffing.pieces import Piece, documents_of, pieces_of, with_changes
from engine.facts.read import read_fact_set
from engine.inference.checks import inference_problems
from engine.pack.build import assemble, load_documents
from engine.pack.files import files_of
from engine.pack.model import AggregateMeasure, Pack, PeersMeasure
from engine.result import EntityResult
from engine.workflows.collect import findings, totals
from engine.workflows.evaluate import Evaluation, Parameters, Progress, evaluate
from engine.workflows.refused import InvalidPack, Refused
from engine.workflows.revisions import Repository, extract


class InvalidFacts(Exception):
    """The facts have errors under both packs, or cannot be read at all."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__()
        self.problems = problems


def diff(old: Side, new: Side, facts: Sequence[Path] = (), progress: Progress = lambda *_: None) -> Diff:
    """Raises InvalidFacts."""
    packs = compared(old.documents, new.documents)
    only_layout = _changed_files(old, new) if packs.is_empty else ()
    trial = _Trial(old, new, packs, progress, len(facts))
    return Diff(old, new, packs, only_layout, tuple(trial.of(folder) for folder in facts))


def opened(text: str, pack: Path | None) -> Side:
    """The pack in a folder, or in a revision of the repository around it: `REV`, or `REV:path`.

    In a revision without a path, the pack lies in the folder `pack`. Raises InvalidPack, Refused.
    """
    if text and Path(text).is_dir():
        return _side(Path(text), Path(text).as_posix())
    revision, separator, path = text.partition(":")
    if separator:
        repository = Repository.around(Path(), text)
        inside = repository.inside(path) if path.startswith(".") else Repository(Path(), "").inside(path)
    elif pack is not None:
        repository, inside = _located(pack, text)
    else:
        raise Refused(
            "which folder of the revision “{name}”? Name it: --pack PATH, or {name}:PATH",
            "какая папка ревизии «{name}»? Укажите её: --pack ПУТЬ или {name}:ПУТЬ",
            name=text,
        )
    with tempfile.TemporaryDirectory(prefix="engine-diff-") as temporary:
        extract(repository, revision, inside, Path(temporary))
        return _side(Path(temporary), f"{revision}:{inside}")


def _located(folder: Path, revision: str) -> tuple[Repository, str]:
    """The repository that a folder lies in, and the folder's path there; the folder itself may be gone by now."""
    near = next((p for p in (folder, *folder.parents) if p.is_dir()), Path())
    repository = Repository.around(near, revision)
    return repository, repository.inside(folder.relative_to(near).as_posix())


def _side(folder: Path, shown: str) -> Side:
    """Only errors stand in the way. Whether versions fit is told by the comparison: the lock is not asked."""
    pack, problems, documents = load_documents(folder, shown)
    problems = _checked(pack, problems) if pack else problems
    if pack is None or has_errors(problems):
        raise InvalidPack(tuple(d for d in problems if d.severity is Severity.ERROR))
    files = {file.shown.removeprefix("pack/"): file.data for file in files_of(folder, "pack")[0]}
    return Side(shown, pack, documents, files)


def _checked(pack: Pack, problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    problems = in_order((*problems, *check_pack(pack)))
    return problems if has_errors(problems) else in_order((*problems, *inference_problems(pack)))


def _changed_files(old: Side, new: Side) -> tuple[str, ...]:
    names = sorted({*old.files, *new.files})
    return tuple(name for name in names if old.files.get(name) != new.files.get(name))


class _Trial:
    """Evaluates facts under the old pack, the new one, and the old one with each change alone."""

    def __init__(self, old: Side, new: Side, packs: PackDiff, progress: Progress, sets: int) -> None:
        self.old, self.new = old, new
        self.pieces = pieces_of(old.documents), pieces_of(new.documents)
        self.families = families(old.pack, new.pack)
        self.variants: dict[frozenset[str], Pack | None] = {}
        self.causes: tuple[Cause, ...] = ()
        if sets:
            self.causes = causes_of(packs, *self.pieces, self._is_valid)
        self.progress = progress
        self.done, self.steps = 0, sets * (len(self.causes) + 2)

    def of(self, folder: Path) -> FactsDiff:
        """Raises InvalidFacts."""
        before, then, refused_before = self._evaluated(self.old.pack, folder)
        after, now, refused_after = self._evaluated(self.new.pack, folder)
        _refuse_what_neither_accepts(refused_before, refused_after)
        alone = [self._alone(cause, folder, then) for cause in self.causes]
        entities = {e.id: EntityResult(e.id, e.name.name, e.level, e.kind, e.parent) for e in after.fact_set.register}
        return FactsDiff(
            folder.as_posix(),
            after.fact_set.title,
            after.fact_set.label or before.fact_set.label,
            tuple(dict.fromkeys(p.id for p in (*before.periods, *after.periods))),
            entities,
            attributed(then, now, self.causes, alone),
            (refused_before, refused_after),
        )

    def _alone(self, cause: Cause, folder: Path, then: Snapshot) -> Differences | None:
        pack = self._variant(cause.all_names)
        if pack is None:
            self._step()
            return None
        try:
            return differences(then, self._evaluated(pack, folder)[1])
        except InvalidFacts:
            return None

    def _variant(self, names: frozenset[str]) -> Pack | None:
        """The old pack with the changes of some items; None when that is no pack."""
        if names not in self.variants:
            self.variants[names] = _variant(*self.pieces, names, self.old.shown)
        return self.variants[names]

    def _is_valid(self, names: frozenset[str]) -> bool:
        return self._variant(names) is not None

    def _evaluated(self, pack: Pack, folder: Path) -> tuple[Evaluation, Snapshot, tuple[Diagnostic, ...]]:
        db = Database()
        fact_set, problems = read_fact_set(folder, pack, db.con)
        errors = tuple(d for d in problems if d.severity is Severity.ERROR)
        if fact_set is None:
            raise InvalidFacts(errors)
        evaluation = evaluate(pack, fact_set, db, Parameters())
        found = snapshot(evaluation, self.families)
        self._step()
        return evaluation, found, errors

    def _step(self) -> None:
        self.done += 1
        self.progress("diff", self.done, self.steps)


def _variant(old: Sequence[Piece], new: Sequence[Piece], names: Collection[str], shown: str) -> Pack | None:
    pack = assemble(documents_of(with_changes(old, new, names)), shown)
    return None if has_errors(_checked(pack, ())) else pack


def _refuse_what_neither_accepts(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> None:
    known = {(d.code, d.span) for d in before}
    both = tuple(d for d in after if (d.code, d.span) in known)
    if both:
        raise InvalidFacts(both)


def families(*packs: Pack) -> dict[str, What]:
    """Which indicators are totals, and which tell a place among peers, in any of the packs; others are findings."""
    measures = [(i.header.id, i.measure) for pack in packs for i in pack.indicators]
    places = {id_: What.PLACE for id_, measure in measures if isinstance(measure, PeersMeasure)}
    return places | {id_: What.TOTAL for id_, measure in measures if isinstance(measure, AggregateMeasure)}


def snapshot(evaluation: Evaluation, families: Mapping[str, What]) -> Snapshot:
    """Everything that is compared of the results."""
    db = evaluation.db
    sums = {(t.entity, t.period, t.indicator): t for t in totals(db)}
    found: dict[Row, Fields] = {}
    for f in findings(db):
        told = sums.get((f.entity, f.period, f.indicator))
        fields: dict[str, object] = {
            "status": f.status,
            "reason": f.reason,
            "value": f.value,
            "outcome": f.outcome,
            "points": f.points,
        }
        if told:
            names = ("assessed", "applicable", "lower", "upper", "maximum")
            fields |= {name: getattr(told, name) for name in names}
        found[Row(families.get(f.indicator, What.FINDING), f.entity, f.period, f.indicator)] = fields
    for d in evaluation.directions:
        found[Row(What.DIRECTION, d.entity, d.period, d.direction)] = {"conclusion": d.outcome_title}
    for r in evaluation.recommendations:
        found[Row(What.RECOMMENDATION, r.entity, r.period, r.id)] = {
            "text": r.text,
            "due": r.due,
            "verb": r.verb,
            "recipient": r.recipient_name,
            "members": r.members,
        }
    for q in evaluation.requests:
        found[Row(What.REQUEST, q.entity, q.period, f"{q.key}/{q.kind}")] = {
            "text": q.text,
            "due": q.due,
            "priority": q.priority,
            "sources": q.sources,
        }
    return found
