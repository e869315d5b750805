"""The parameter tables of the plan: what the pack says, as rows of small integers and decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.expression import Formula
from engine.pack.model import How, Lag
from engine.plan.compile import LAGS, Compiled, ConstantUse, FactUse, FindingUse, Program

Cell = int | Decimal | str | bool | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be made: columns as (name, SQL type), and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def parameter_tables(program: Program) -> tuple[Table, ...]:
    """Every parameter table, in an order that depends on the pack alone."""
    numbers = {c: n for n, c in enumerate(program.compiled)}
    items = {item: n for n, item in enumerate(program.items)}
    return (
        _periods(program),
        _deadlines(program),
        _active(program, numbers),
        _indicators(program, numbers, items),
        _applies(program, numbers),
        *_questions(program),
        *_uses(program, numbers, items),
        _bands(program, numbers),
        _members(program, numbers, items),
    )


def formulas(program: Program) -> tuple[tuple[Formula | str, tuple[str, ...]], ...]:
    """The distinct formulas with the names of their operands; `indicator.formula` is a place in this list."""
    return tuple(dict.fromkeys((c.formula, _names(c)) for c in program.compiled if c.formula is not None))


def _names(compiled: Compiled) -> tuple[str, ...]:
    """The author's names matter only to a formula of the author's."""
    return compiled.names if isinstance(compiled.formula, Formula) else ()


def _table(name: str, columns: str, rows: Iterable[Sequence[Cell]]) -> Table:
    pairs = tuple((c.split(" ", 1)[0], c.split(" ", 1)[1]) for c in columns.split(", "))
    return Table(name, pairs, tuple(tuple(r) for r in rows))


def _periods(program: Program) -> Table:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for p in range(len(program.pack.periods)):
            yield p, LAGS.index(Lag.CURRENT), p
            before = program.previous(p)
            if before is not None:
                yield p, LAGS.index(Lag.PREVIOUS), before

    return _table("period_ref", "p SMALLINT, lag TINYINT, src SMALLINT", rows())


def _deadlines(program: Program) -> Table:
    rows = ((n, p.submit_by.isoformat() if p.submit_by else None) for n, p in enumerate(program.pack.periods))
    return _table("period", "p SMALLINT, submit_by DATE", rows)


def _active(program: Program, numbers: dict[Compiled, int]) -> Table:
    rows = ((a.period, numbers[a.compiled], a.reported) for a in program.active)
    return _table("active", "p SMALLINT, ind SMALLINT, reported BOOLEAN", rows)


def _indicators(program: Program, numbers: dict[Compiled, int], items: dict[str, int]) -> Table:
    known = formulas(program)

    def row(c: Compiled) -> tuple[Cell, ...]:
        now = sum(1 for u in c.uses if not isinstance(u, FactUse | FindingUse) or u.lag is Lag.CURRENT)
        formula = known.index((c.formula, _names(c))) if c.formula is not None else None
        stage = next(n for n, stage in enumerate(program.stages) if c in stage)
        return (
            *(numbers[c], items[c.item], stage, int(c.shape), formula, len(c.uses), now, c.need),
            *(bool(c.steps), c.least, c.most, c.rollup),
        )

    columns = (
        "ind SMALLINT, item SMALLINT, stage SMALLINT, shape TINYINT, formula SMALLINT, n_uses SMALLINT, "
        "n_now SMALLINT, need SMALLINT, judged BOOLEAN, least DECIMAL(38,9), most DECIMAL(38,9), rollup DECIMAL(38,9)"
    )
    return _table("indicator", columns, (row(c) for c in program.compiled))


def _applies(program: Program, numbers: dict[Compiled, int]) -> Table:
    """For every assessed kind of entity at a level where the indicator is measured: whether it applies."""

    def rows() -> Iterator[tuple[Cell, ...]]:
        for c in program.compiled:
            for n, kind in enumerate(program.pack.kinds):
                if kind.assessed and kind.level in c.levels:
                    yield numbers[c], n, kind.id in c.kinds

    return _table("applies", "ind SMALLINT, kind SMALLINT, applies BOOLEAN", rows())


def _questions(program: Program) -> tuple[Table, ...]:
    keys = {f.key: n for n, f in enumerate(program.pack.facts)}
    sources = {s: n for n, s in enumerate(program.sources)}
    order = program.pack.passport.resolution.source_order
    questions = program.questions
    return (
        _table(
            "question",
            "kid SMALLINT, k SMALLINT, any_source BOOLEAN",
            ((n, keys[q.key], not q.sources) for n, q in enumerate(questions)),
        ),
        _table(
            "listed",
            "kid SMALLINT, src SMALLINT, ask SMALLINT",
            ((n, sources[s], place) for n, q in enumerate(questions) for place, s in enumerate(q.sources)),
        ),
        _table(
            "source_rank",
            "src SMALLINT, pref SMALLINT",
            ((n, order.index(s) if s in order else len(order)) for s, n in sources.items()),
        ),
    )


def _uses(program: Program, numbers: dict[Compiled, int], items: dict[str, int]) -> tuple[Table, ...]:
    questions = {q: n for n, q in enumerate(program.questions)}
    facts: list[tuple[Cell, ...]] = []
    findings: list[tuple[Cell, ...]] = []
    constants: list[tuple[Cell, ...]] = []
    for c in program.compiled:
        for slot, use in enumerate(c.uses):
            where = (numbers[c], slot)
            match use:
                case FactUse(question, lag, absent, not_found, as_presence):
                    facts.append((*where, questions[question], LAGS.index(lag), absent, not_found, as_presence))
                case FindingUse(item, lag):
                    findings.append((*where, items[item], LAGS.index(lag)))
                case ConstantUse(value):
                    constants.append((*where, value))
    return (
        _table(
            "use_fact",
            "ind SMALLINT, slot SMALLINT, kid SMALLINT, lag TINYINT, absent DECIMAL(38,9), not_found DECIMAL(38,9), "
            "as_presence BOOLEAN",
            facts,
        ),
        _table("use_finding", "ind SMALLINT, slot SMALLINT, item SMALLINT, lag TINYINT", findings),
        _table("use_constant", "ind SMALLINT, slot SMALLINT, value DECIMAL(38,9)", constants),
    )


def _bands(program: Program, numbers: dict[Compiled, int]) -> Table:
    outcomes = {o: n for n, o in enumerate(program.outcomes)}
    rows = (
        (numbers[c], n, s.low, s.low_closed, s.high, s.high_closed, outcomes[s.outcome], s.points, s.meets)
        for c in program.compiled
        for n, s in enumerate(c.steps)
    )
    columns = (
        "ind SMALLINT, ord SMALLINT, low DECIMAL(38,9), low_closed BOOLEAN, high DECIMAL(38,9), high_closed BOOLEAN, "
        "outcome SMALLINT, points DECIMAL(38,9), meets BOOLEAN"
    )
    return _table("band", columns, rows)


def _members(program: Program, numbers: dict[Compiled, int], items: dict[str, int]) -> Table:
    levels = {level.id: n for n, level in enumerate(program.pack.levels)}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for c in program.compiled:
            if c.total is None:
                continue
            across = levels[c.total.across] if c.total.across else None
            for m in c.total.members:
                yield (
                    *(numbers[c], items[m.item], m.weight, m.weight == 1, across, tuple(How).index(c.total.how)),
                    *(c.total.points, c.total.minimum_coverage),
                )

    columns = (
        "ind SMALLINT, item SMALLINT, weight DECIMAL(38,9), plain BOOLEAN, across SMALLINT, how TINYINT, "
        "by_points BOOLEAN, coverage DECIMAL(38,9)"
    )
    return _table("member", columns, rows())
