"""The plan as a list of statements, in the order they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from engine.pack.model import FactTake
from engine.plan import aggregate, measure, operands, peers, resolve, rollup, series
from engine.plan.parameters import parameter_tables
from engine.plan.program import Program
from engine.plan.rollup import Place, rollup_edges
from engine.plan.tables import Table
from engine.plan.uses import FactUse, FindingUse, PeerUse, Use


def tables(program: Program, entities: Callable[[], Sequence[Place]]) -> Iterator[Table]:
    """Parameter tables, and the trees over which facts and findings are summed."""
    yield from parameter_tables(program)
    yield rollup_edges(program, entities() if any(c.rollup is not None for c in program.compiled) else ())
    yield across(program)


def across(program: Program) -> Table:
    """The levels that totals look across."""
    levels = {level.id: n for n, level in enumerate(program.pack.levels)}
    wanted = sorted({levels[c.total.across] for c in program.compiled if c.total and c.total.across})
    return Table("across", (("level", "SMALLINT"),), tuple((n,) for n in wanted))


# Every entity below another one at the levels that totals look across.
BELOW = """
CREATE TEMP TABLE below AS
WITH RECURSIVE up(e, below, level) AS (
  SELECT n.parent, n.e, n.level FROM entity n JOIN across a ON a.level = n.level WHERE n.parent IS NOT NULL
  UNION ALL
  SELECT n.parent, u.below, u.level FROM up u JOIN entity n ON n.e = u.e WHERE n.parent IS NOT NULL
)
SELECT e, below, level FROM up
"""


def resolution(program: Program) -> Iterator[str]:
    """Which fact counts for each question, and its rivals."""
    ties_first = program.pack.passport.resolution.ties_first
    yield from (resolve.ASK, resolve.SUPERSEDED, resolve.STANDING, resolve.CANDIDATE)
    yield from (resolve.tied(ties_first=ties_first), resolve.PLACED, resolve.WINNER)
    yield resolve.rivals(ties_first=ties_first)


def evaluation(program: Program, edges: Table, *, contested: bool) -> Iterator[str]:
    """Stage by stage: operands, roll-ups, variants (where facts are `contested`), totals, findings."""
    yield BELOW
    yield from (operands.TARGET, operands.OPERAND, measure.FINDING, operands.CONTESTED, rollup.ROLLED, aggregate.TOTAL)
    if any(_reads_texts(u) for c in program.compiled for u in c.uses):
        yield operands.TEXT_VALUE
    depths = sorted({int(str(row[3])) for row in edges.rows}, reverse=True)
    for stage, compiled in enumerate(program.stages):
        yield from _operands(program, stage)
        if contested:
            yield operands.contested(stage)
        if any(c.rollup is not None for c in compiled):
            for depth in depths:
                yield from (rollup.needed(stage, depth), rollup.DISPLACED, rollup.roll_up())
            yield rollup.mark_rolled(stage)
        yield from _rounded(program, stage)
        if contested:
            yield operands.variants(program, stage)
            yield from _rounded(program, stage)
        if any(c.total for c in compiled):
            yield aggregate.totals(program, stage)
        yield measure.findings(program, stage, contested=contested)


def _reads_texts(use: Use) -> bool:
    """Whether some statement that reads the operand looks texts up."""
    if isinstance(use, FactUse):
        return not use.plain or use.series.fold is not None or use.missing is not None
    return isinstance(use, FindingUse) and use.missing is not None


def _operands(program: Program, stage: int) -> Iterator[str]:
    """Only what the indicators of the stage need: reading nothing costs time, too."""
    uses = [u for c in program.stages[stage] for u in c.uses]
    facts = [u for u in uses if isinstance(u, FactUse)]
    found = [u for u in uses if isinstance(u, FindingUse)]
    if any(u.plain and u.series.fold is None for u in facts):
        yield operands.plain_facts(stage)
    if any(not u.plain and u.series.fold is None for u in facts):
        yield operands.told_facts(stage)
    if any(u.series.fold is not None for u in facts):
        yield series.fact_windows(stage)
    if any(u.series.fold is None for u in found):
        yield operands.finding_operands(stage)
    if any(u.series.fold is not None for u in found):
        yield series.finding_windows(stage)
    if any(isinstance(u, PeerUse) for u in uses):
        yield peers.peer_operands(stage)
    yield operands.other_operands(stage)
    if any(u.take is FactTake.STATE for u in facts):
        yield operands.silent_facts(stage)
    if any(u.missing is not None for u in uses if isinstance(u, FactUse | FindingUse)):
        yield from _rounded(program, stage)
        yield from (series.impute(stage), series.FORGET_LACKING, series.TAKE_MADE)


def _rounded(program: Program, stage: int) -> Iterator[str]:
    uses = (u for c in program.stages[stage] for u in c.uses)
    if any(isinstance(u, FactUse | FindingUse) and u.rounding is not None for u in uses):
        yield operands.round_operands(program, stage)
