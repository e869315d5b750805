"""The plan as a list of statements, in the order they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from engine.plan import aggregate, measure, resolve, rollup
from engine.plan.compile import Program
from engine.plan.parameters import Table, parameter_tables
from engine.plan.rollup import Place, rollup_edges


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
    yield from (resolve.ASK, resolve.SUPERSEDED, resolve.STANDING, resolve.CANDIDATE, resolve.WINNER)
    yield resolve.rivals(ties_first=program.pack.passport.resolution.ties_first)


def evaluation(program: Program, edges: Table, *, contested: bool) -> Iterator[str]:
    """Stage by stage: operands, roll-ups, variants (where facts are `contested`), findings, totals."""
    yield BELOW
    yield from (measure.TARGET, measure.OPERAND, measure.FINDING, measure.CONTESTED, rollup.ROLLED, aggregate.TOTAL)
    depths = sorted({int(str(row[3])) for row in edges.rows}, reverse=True)
    for stage, compiled in enumerate(program.stages):
        yield measure.fact_operands(stage)
        yield measure.finding_operands(stage)
        yield measure.constant_operands(stage)
        if contested:
            yield measure.contested(stage)
        if any(c.rollup is not None for c in compiled):
            for depth in depths:
                yield from (rollup.needed(stage, depth), rollup.DISPLACED, rollup.roll_up())
            yield rollup.mark_rolled(stage)
        if contested:
            yield measure.variants(stage)
        yield measure.findings(program, stage, contested=contested)
        if any(c.total for c in compiled):
            yield aggregate.totals(stage)
            yield aggregate.total_findings(stage)
