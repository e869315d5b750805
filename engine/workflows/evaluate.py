"""Evaluate a fact set under a pack: a list of passes, each from what the ones before it made.

load pack → read facts → choose periods → compile → resolve, measure, judge, total (SQL) → infer → address and ask
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from engine.backend.duckdb import Database
from engine.facts.entities import Entity
from engine.facts.read import FactSet
from engine.inference.addressing import Directory
from engine.inference.ask import prepare_requests, requests
from engine.inference.conclude import conclusions
from engine.inference.conditions import RuleSet, rule_sets
from engine.inference.firing import Fired, fire
from engine.inference.infer import Method
from engine.inference.recommend import Findings, Recommender
from engine.inference.wording import Wording
from engine.pack.model import Pack, Period
from engine.plan.naming import (
    FACTS_VIEW,
    FINDINGS_VIEW,
    TOTALS_VIEW,
    fact_tables,
    facts_view,
    findings_view,
    name_tables,
)
from engine.plan.program import Program
from engine.plan.run import evaluation, resolution, tables
from engine.result import (
    DirectionResult,
    EntityResult,
    Profile,
    RecommendationResult,
    RequestResult,
    Results,
)
from engine.workflows.collect import conflicts, facts, findings, rejected, totals
from engine.workflows.notes import notes

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are behind and how many there are."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a result depends on beside pack and facts. `periods` empty: those the fact set names, or has facts for.

    `entity` keeps only that entity and what is below it in the outputs. `reevaluate`: where an indicator is compared
    with its own earlier values, older facts are evaluated under the rules of the later period.
    """

    periods: tuple[str, ...] = ()
    as_of: date | None = None
    profile: Profile = Profile.INTERNAL
    entity: str | None = None
    reevaluate: bool = False


@dataclass(frozen=True)
class Evaluation:
    """A finished evaluation: the database with every step's table, and what was inferred from it."""

    pack: Pack
    fact_set: FactSet
    parameters: Parameters
    program: Program
    db: Database
    directory: Directory
    rule_sets: Mapping[tuple[int, str], RuleSet] = field(repr=False)
    fired: tuple[Fired, ...] = field(repr=False)
    directions: tuple[DirectionResult, ...]
    recommendations: tuple[RecommendationResult, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(self.pack.periods[p] for p in self.program.requested)

    @cached_property
    def requests(self) -> tuple[RequestResult, ...]:
        return tuple(requests(self.db))

    @cached_property
    def small_results(self) -> Results:
        """Everything but entities, findings, totals, requests and facts, of which there may be very many."""
        keep, fact_set = self.kept, self.fact_set
        return Results(
            pack=self.pack,
            fact_set=fact_set.id,
            fact_set_title=fact_set.title,
            label=fact_set.label,
            profile=self.parameters.profile,
            periods=self.periods,
            as_of=tuple(as_of(p, self.parameters) for p in self.periods),
            entities=(),
            findings=(),
            totals=(),
            directions=tuple(d for d in self.directions if keep(d.entity)),
            recommendations=tuple(r for r in self.recommendations if keep(r.entity)),
            requests=(),
            conflicts=tuple(c for c in conflicts(self.db, fact_set) if keep(c.entity)),
            facts=(),
            rejected=rejected(self.db, fact_set),
            notes=tuple(notes(self.program, self.db, self.recommendations)),
        )

    @cached_property
    def results(self) -> Results:
        """Everything as values, in its final order."""
        keep = self.kept
        return replace(
            self.small_results,
            entities=tuple(_entity(e) for e in self.fact_set.register if keep(e.id)),
            requests=tuple(r for r in self.requests if keep(r.entity)),
            findings=tuple(f for f in findings(self.db) if keep(f.entity)),
            totals=tuple(t for t in totals(self.db) if keep(t.entity)),
            facts=tuple(f for f in facts(self.db) if keep(f.entity)),
        )

    @cached_property
    def kept(self) -> Callable[[str], bool]:
        """Whether an entity belongs in the outputs."""
        chosen = self.parameters.entity
        if chosen is None:
            return lambda _: True
        place = self.directory.place[chosen]
        below = frozenset({chosen, *(self.directory.entities[e].id for e in self.directory.below(place))})
        return lambda entity: entity in below


def _entity(entity: Entity) -> EntityResult:
    return EntityResult(entity.id, entity.name.name, entity.level, entity.kind, entity.parent)


def as_of(period: Period, parameters: Parameters) -> date:
    """The date a period's results speak from: the one asked for, else the last day of the period."""
    return parameters.as_of or period.end


def evaluate(
    pack: Pack,
    fact_set: FactSet,
    db: Database,
    parameters: Parameters,
    *,
    method: Method | None = None,
    progress: Progress = lambda *_: None,
) -> Evaluation:
    """Evaluate facts that were read into `db` under a pack that was loaded without errors."""
    program = Program(pack, _periods(pack, fact_set, parameters), reevaluate=parameters.reevaluate)
    directory = Directory(fact_set.register)
    compute(program, fact_set, db, progress, public=parameters.profile is Profile.PUBLIC)
    sets = rule_sets(program)
    fired = tuple(fire(db, program, sets, method))
    wordings = {p: Wording(pack, pack.periods[p], as_of(pack.periods[p], parameters)) for p in program.requested}
    looked_up = Findings(db, program)
    letters: list[RecommendationResult] = []
    for p in program.requested:
        recommender = Recommender(program, p, directory, looked_up, wordings[p], fact_set.label)
        letters.extend(recommender.letters(f for f in fired if f.period == p))
    prepare_requests(db, program, fact_set.register, wordings, fact_set.label)
    return Evaluation(
        pack=pack,
        fact_set=fact_set,
        parameters=parameters,
        program=program,
        db=db,
        directory=directory,
        rule_sets=sets,
        fired=fired,
        directions=tuple(conclusions(db, program, directory, fired, fact_set.label)),
        recommendations=tuple(letters),
    )


def compute(program: Program, fact_set: FactSet, db: Database, progress: Progress, *, public: bool = False) -> None:
    """Run the plan: afterwards `db` holds findings and totals, in numbers and (view `findings`) in words."""
    made = list(tables(program, lambda: db.rows("SELECT kind, parent FROM entity ORDER BY e")))
    for table in (*made, *name_tables(program), *fact_tables(program, [f.name for f in fact_set.files])):
        db.create(table)
    # Everything that is told is sorted by what it says; the order of rows in between means nothing.
    db.run("SET preserve_insertion_order = false")
    for statement in resolution(program):
        db.run(statement)
    edges = next(t for t in made if t.name == "edge")
    steps = list(evaluation(program, edges, contested=db.count("rival") > 0))
    for n, statement in enumerate(steps):
        progress("evaluate", n, len(steps))
        db.run(statement)
    label = fact_set.label
    for view in (
        findings_view(label=label),
        FINDINGS_VIEW,
        TOTALS_VIEW,
        facts_view(label=label, public=public),
        FACTS_VIEW,
    ):
        db.run(view)
    progress("evaluate", len(steps), len(steps))


def _periods(pack: Pack, fact_set: FactSet, parameters: Parameters) -> tuple[Period, ...]:
    wanted: Sequence[str] | Iterable[str] = parameters.periods or fact_set.periods
    chosen = frozenset(wanted)
    return tuple(p for p in pack.periods if p.id in chosen)
