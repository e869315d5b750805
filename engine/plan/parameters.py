"""The parameter tables of the plan: what the pack says, as rows of small integers and decimals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product

from engine.decimals import snap
from engine.pack.model import (
    Among,
    Assumed,
    CarryForward,
    FactTake,
    FindingTake,
    Gap,
    How,
    MeanOf,
    Path,
    PeerAs,
    PeriodTake,
    Rounding,
    Ties,
    Trajectory,
    Window,
)
from engine.plan.calculation import Calculation, Written
from engine.plan.codes import FACT_STATES, STATUS_CODE, Slot
from engine.plan.compile import Compiled, Condition, Step
from engine.plan.inputs import EntityInput, FormulaInput, Input, SlotInput
from engine.plan.program import Program
from engine.plan.uses import (
    ConstantUse,
    FactUse,
    FindingUse,
    PeerUse,
    PeriodUse,
    carried_from,
    is_past,
)
from engine.statuses import Status

Cell = int | Decimal | str | bool | date | None
Rows = Iterator[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be made: columns as (name, SQL type), and its rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def parameter_tables(program: Program) -> tuple[Table, ...]:
    """Every parameter table, in an order that depends on the pack alone."""
    return (
        _table("period", "p SMALLINT, submit_by DATE", _deadlines(program)),
        _table("period_ref", "p SMALLINT, ref SMALLINT, src SMALLINT, pos SMALLINT, dist SMALLINT", _refs(program)),
        _table("active", "p SMALLINT, ind SMALLINT, reported BOOLEAN", _active(program)),
        _indicators(program),
        _table("applies", "ind SMALLINT, kind SMALLINT, applies BOOLEAN", _applies(program)),
        *_questions(program),
        *_fact_uses(program),
        *_finding_uses(program),
        _table("use_number", "ind SMALLINT, slot SMALLINT, p SMALLINT, value DECIMAL(38,9)", _numbers(program)),
        _peer_uses(program),
        _table("nowhere", "ind SMALLINT, slot SMALLINT, p SMALLINT, told SMALLINT", _nowhere(program)),
        _imputations(program),
        _table("rounded_use", "ind SMALLINT, slot SMALLINT, way SMALLINT", _rounded_uses(program)),
        _bands(program),
        _totals(program),
        _members(program),
    )


def calculations(program: Program) -> tuple[Calculation | Written, ...]:
    """The distinct calculations; `indicator.formula` is a place in this list."""
    return tuple(dict.fromkeys(c.calculation for c in program.compiled if c.calculation is not None))


def scales(program: Program) -> tuple[FormulaInput, ...]:
    """The distinct formulas of points; `indicator.scale` is a place in this list."""
    return tuple(dict.fromkeys(c.scale.formula for c in program.compiled if c.scale is not None))


def roundings(program: Program) -> tuple[Rounding, ...]:
    """The distinct roundings of operands and totals."""
    of_uses = (u.rounding for c in program.compiled for u in c.uses if isinstance(u, FactUse | FindingUse))
    of_totals = (c.total.rounding for c in program.compiled if c.total)
    return tuple(dict.fromkeys(r for r in (*of_uses, *of_totals) if r is not None))


def inputs_at(program: Program, column: int) -> tuple[Input, ...]:
    """The distinct inputs that stand in one column of the decision tables."""
    found = (c.inputs[column][1] for c in program.compiled if len(c.inputs) > column)
    return tuple(dict.fromkeys(found))


def columns_of_inputs(compiled: Iterable[Compiled]) -> int:
    return max((len(c.inputs) for c in compiled), default=0)


def _table(name: str, columns: str, rows: Iterable[Sequence[Cell]]) -> Table:
    pairs = tuple((c.split(" ", 1)[0], c.split(" ", 1)[1]) for c in columns.split(", "))
    return Table(name, pairs, tuple(tuple(r) for r in rows))


def _refs(program: Program) -> Rows:
    for p in sorted({a.period for a in program.active}):
        for number, ref in enumerate(program.refs):
            for pos, place in enumerate(program.places(p, ref)):
                yield p, number, place.period, pos, place.distance


def _deadlines(program: Program) -> Rows:
    return ((n, p.submit_by.isoformat() if p.submit_by else None) for n, p in enumerate(program.pack.periods))


def _active(program: Program) -> Rows:
    return ((a.period, program.numbers[a.compiled], a.reported) for a in program.active)


def _indicators(program: Program) -> Table:
    items = {item: n for n, item in enumerate(program.items)}
    known = {c: n for n, c in enumerate(calculations(program))}
    scaled = {f: n for n, f in enumerate(scales(program))}
    width = columns_of_inputs(program.compiled)
    placed = [{given: n for n, given in enumerate(inputs_at(program, j))} for j in range(width)]

    def row(c: Compiled) -> tuple[Cell, ...]:
        past = sum(1 << slot for slot, use in enumerate(c.uses) if is_past(use))
        now = sum(1 for use in c.uses[: c.required] if not is_past(use))
        looked_at = (placed[j][c.inputs[j][1]] if j < len(c.inputs) else None for j in range(width))
        return (
            *(program.numbers[c], items[c.item], program.stage_of[c], int(c.shape)),
            *(known[c.calculation] if c.calculation is not None else None, len(c.uses), c.required, now, past, c.need),
            *(bool(c.steps), c.single, min(c.points, default=None), max(c.points, default=None), c.rollup),
            *((scaled[c.scale.formula], c.scale.least, c.scale.most) if c.scale else (None, None, None)),
            *looked_at,
        )

    columns = (
        "ind SMALLINT, item SMALLINT, stage SMALLINT, shape TINYINT, formula SMALLINT, n_uses SMALLINT, "
        "required SMALLINT, n_now SMALLINT, past HUGEINT, need SMALLINT, judged BOOLEAN, single BOOLEAN, "
        "least DECIMAL(38,9), most DECIMAL(38,9), rollup DECIMAL(38,9), scale SMALLINT, scale_least DECIMAL(38,9), "
        "scale_most DECIMAL(38,9)"
    ) + "".join(f", input{j} SMALLINT" for j in range(width))
    return _table("indicator", columns, map(row, program.compiled))


def _applies(program: Program) -> Rows:
    """For every assessed kind of entity at a level where the indicator is measured: whether it applies."""
    for c in program.compiled:
        for n, kind in enumerate(program.pack.kinds):
            if kind.assessed and kind.level in c.levels:
                yield program.numbers[c], n, kind.id in c.kinds


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


def _slots(program: Program) -> Iterator[tuple[Compiled, tuple[int, int], object]]:
    """Every use, with the numbers of its indicator and of its slot."""
    for c in program.compiled:
        for slot, use in enumerate(c.uses):
            yield c, (program.numbers[c], slot), use


FACT_TAKES, FINDING_TAKES = tuple(FactTake), tuple(FindingTake)
FOLDS = "fold VARCHAR, at_least SMALLINT, gaps BOOLEAN"


def _fact_uses(program: Program) -> tuple[Table, ...]:
    questions = {q: n for n, q in enumerate(program.questions)}
    refs = {ref: n for n, ref in enumerate(program.refs)}
    dates = {f.key for f in program.pack.facts if f.type == "date"}
    uses: list[tuple[Cell, ...]] = []
    numbers: list[tuple[Cell, ...]] = []
    for _, at, use in _slots(program):
        if not isinstance(use, FactUse):
            continue
        series = use.series
        uses.append(
            (
                *(*at, questions[use.question], refs[series.at], is_past(use), use.absent, use.not_found),
                *(FACT_TAKES.index(use.take), use.take is FactTake.PRESENCE, use.plain, use.evidence),
                *(use.question.key in dates, str(series.fold) if series.fold else None, series.at_least, series.gaps),
            )
        )
        numbers.extend((*at, member, Decimal(1)) for member in use.members)
        numbers.extend((*at, text, value) for text, value in use.numbers)
    columns = (
        "ind SMALLINT, slot SMALLINT, kid SMALLINT, ref SMALLINT, past BOOLEAN, absent DECIMAL(38,9), "
        "not_found DECIMAL(38,9), take TINYINT, as_presence BOOLEAN, plain BOOLEAN, evidence BOOLEAN, is_date BOOLEAN, "
    )
    return (
        _table("use_fact", columns + FOLDS, uses),
        _table("use_text", "ind SMALLINT, slot SMALLINT, text VARCHAR, value DECIMAL(38,9)", numbers),
    )


def _finding_uses(program: Program) -> tuple[Table, ...]:
    outcomes = {o: n for n, o in enumerate(program.outcomes)}
    uses: list[tuple[Cell, ...]] = []
    named: list[tuple[Cell, ...]] = []
    for _, at, use in _slots(program):
        if isinstance(use, FindingUse):
            series = use.series
            fold = str(series.fold) if series.fold else None
            take = FINDING_TAKES.index(use.take)
            uses.append((*at, is_past(use), take, fold, series.at_least, series.gaps))
            named.extend((*at, outcomes[o]) for o in use.outcomes)
    links = "ind SMALLINT, slot SMALLINT, p SMALLINT, src SMALLINT, pos SMALLINT, dist SMALLINT, used SMALLINT"
    carried = links + ", carried BOOLEAN"
    return (
        _table("use_finding", f"ind SMALLINT, slot SMALLINT, past BOOLEAN, take TINYINT, {FOLDS}", uses),
        _table("use_outcome", "ind SMALLINT, slot SMALLINT, outcome SMALLINT", named),
        _table("link", carried, _links(program)),
        _table(
            "broken",
            "ind SMALLINT, slot SMALLINT, p SMALLINT",
            sorted((program.numbers[c], slot, p) for p, c, slot in program.broken),
        ),
    )


def _links(program: Program) -> Rows:
    """Which compiled indicator each operand reads at each period; `carried`: only where it knows nothing itself."""
    for active in program.active:
        for slot, use in enumerate(active.compiled.uses):
            if not isinstance(use, FindingUse) or (active.period, active.compiled, slot) in program.broken:
                continue
            used = program.numbers[program.needed(active.compiled, use.item)]
            carried = carried_from(use)
            for is_carried, ref in ((False, use.series.at), *(((True, carried),) if carried else ())):
                for pos, place in enumerate(program.places(active.period, ref)):
                    at = (program.numbers[active.compiled], slot, active.period, place.period)
                    yield (*at, pos, place.distance, used, is_carried)


def _numbers(program: Program) -> Rows:
    """Operands that are the same for all entities."""
    for active in program.active:
        for slot, use in enumerate(active.compiled.uses):
            at = (program.numbers[active.compiled], slot, active.period)
            match use:
                case ConstantUse(value):
                    yield (*at, value)
                case PeriodUse(take):
                    number = _of_period(program, active.period, use)
                    if number is not None or take is not PeriodTake.PERIODS_SINCE:
                        yield (*at, number)


def _of_period(program: Program, p: int, use: PeriodUse) -> Decimal | None:
    period = program.pack.periods[p]
    match use.take:
        case PeriodTake.FIRST_DAY:
            return Decimal(period.start.toordinal())
        case PeriodTake.LAST_DAY:
            return Decimal(period.end.toordinal())
        case PeriodTake.PERIODS_SINCE:
            assert use.since is not None
            return _distance(program, p, use.since)
        case PeriodTake.TRAJECTORY:
            assert use.trajectory is not None
            return on_trajectory(program, p, use.trajectory)


def _distance(program: Program, p: int, since: str) -> Decimal | None:
    """How many periods `p` lies after `since`; None where they are not of one length."""
    steps = {period.id: n for n, period in enumerate(program.pack.series(program.pack.periods[p]))}
    return Decimal(steps[program.pack.periods[p].id] - steps[since]) if since in steps else None


def on_trajectory(program: Program, p: int, trajectory: Trajectory) -> Decimal | None:
    """The number written for the period, or the one on the path between the nearest two that are written."""
    series = program.pack.series(program.pack.periods[p])
    steps = {period.id: n for n, period in enumerate(series)}
    known = sorted((steps[name], value) for name, value in trajectory.points if name in steps)
    here = steps[program.pack.periods[p].id]
    for at, value in known:
        if at == here:
            return value
    before = [k for k in known if k[0] < here]
    after = [k for k in known if k[0] > here]
    if trajectory.path is None or not before or not after:
        return None
    return _between(before[-1], after[0], here, trajectory.path)


def _between(low: tuple[int, Decimal], high: tuple[int, Decimal], here: int, path: Path) -> Decimal | None:
    steps, of = here - low[0], high[0] - low[0]
    if path is Path.LINEAR:
        on_the_way = snap(float(high[1] - low[1]) * steps / of)
        return None if on_the_way is None else low[1] + on_the_way
    if low[1] <= 0 or high[1] <= 0:
        return None
    return snap(float(low[1]) * (float(high[1]) / float(low[1])) ** (steps / of))


def _peer_uses(program: Program) -> Table:
    def rows() -> Rows:
        outcomes = {o: n for n, o in enumerate(program.outcomes)}
        for c, at, use in _slots(program):
            if not isinstance(use, PeerUse):
                continue
            m = use.measure
            same = program.numbers[program.needed(c, m.same_outcome)] if m.same_outcome else None
            left = program.numbers[program.needed(c, m.left_out[0])] if m.left_out else None
            gone = "|".join(str(outcomes[o]) for o in m.left_out[1]) if m.left_out else None
            yield (
                *(*at, program.numbers[program.needed(c, m.of.indicator)], m.of.take is FindingTake.POINTS),
                *(tuple(Among).index(m.among), same, left, gone, tuple(PeerAs).index(m.shown_as)),
                *(-1 if m.lower_is_better else 1, tuple(Ties).index(m.ties), m.zones, m.scale, m.sample, m.all_equal),
            )

    columns = (
        "ind SMALLINT, slot SMALLINT, used SMALLINT, by_points BOOLEAN, among TINYINT, same SMALLINT, "
        "left_out SMALLINT, gone VARCHAR, shown TINYINT, sign TINYINT, ties TINYINT, zones SMALLINT, "
        "scale DECIMAL(38,9), sample BOOLEAN, all_equal DECIMAL(38,9)"
    )
    return _table("use_peers", columns, rows())


def _nowhere(program: Program) -> Rows:
    """Operands that look outside the calendar; `told`: the answer of those that say what is known."""
    for active in program.active:
        for slot, use in enumerate(active.compiled.uses):
            at = (program.numbers[active.compiled], slot, active.period)
            match use:
                case FactUse(series=series) if not program.places(active.period, series.at):
                    yield (*at, int(Slot.NOT_APPLICABLE) if use.take is FactTake.STATE else None)
                case FindingUse(series=series) if not program.places(active.period, series.at):
                    yield (*at, STATUS_CODE[Status.NOT_APPLICABLE] if use.take is FindingTake.STATUS else None)
                case PeriodUse(PeriodTake.PERIODS_SINCE) if _of_period(program, active.period, use) is None:
                    yield (*at, None)


def _imputations(program: Program) -> Table:
    refs = {ref: n for n, ref in enumerate(program.refs)}

    def rows() -> Rows:
        for _, at, use in _slots(program):
            if not isinstance(use, FactUse | FindingUse):
                continue
            match use.missing:
                case CarryForward():
                    carried = carried_from(use)
                    yield (*at, refs[carried] if isinstance(carried, Window) else None, None, None)
                case MeanOf(among):
                    yield (*at, None, tuple(Among).index(among), None)
                case Assumed(value):
                    yield (*at, None, None, value)

    columns = "ind SMALLINT, slot SMALLINT, ref SMALLINT, among TINYINT, value DECIMAL(38,9)"
    return _table("imputation", columns, rows())


def _rounded_uses(program: Program) -> Rows:
    ways = {r: n for n, r in enumerate(roundings(program))}
    for _, at, use in _slots(program):
        if isinstance(use, FactUse | FindingUse) and use.rounding is not None:
            yield (*at, ways[use.rounding])


def _bands(program: Program) -> Table:
    """The rows of the decision tables. A test by names is a row for each name; rows of one step share its number."""
    outcomes = {o: n for n, o in enumerate(program.outcomes)}
    width = max(columns_of_inputs(program.compiled), 1)

    def rows() -> Rows:
        for c in program.compiled:
            says = {key: n for n, key in enumerate(dict.fromkeys(_said(s) for s in c.steps))}
            for n, step in enumerate(c.steps):
                outcome = outcomes[step.outcome] if step.outcome is not None else None
                head = (program.numbers[c], n, says[_said(step)], outcome, step.reason, step.points, step.meets)
                yield from ((*head, *cells) for cells in _spread(program, c, step, width))

    columns = (
        "ind SMALLINT, ord SMALLINT, same SMALLINT, outcome SMALLINT, given TINYINT, points DECIMAL(38,9), "
        "meets BOOLEAN"
    ) + "".join(
        f", asked{j} SMALLINT, low{j} DECIMAL(38,9), low_closed{j} BOOLEAN, high{j} DECIMAL(38,9), "
        f"high_closed{j} BOOLEAN"
        for j in range(width)
    )
    return _table("band", columns, rows())


def _said(step: Step) -> tuple[str | None, int, Decimal | None]:
    """What a step comes to: steps that come to the same do not contradict each other."""
    return step.outcome, step.reason, step.points


Limits = tuple[Decimal | None, bool, Decimal | None, bool]


def _spread(program: Program, c: Compiled, step: Step, width: int) -> Rows:
    choices: list[list[tuple[int, int, Limits]]] = [
        [(condition.column, place, limits) for limits in _limits(program, c, condition)]
        for place, condition in enumerate(step.conditions)
    ]
    for chosen in product(*choices):
        by_column = _meet(chosen)
        yield tuple(cell for j in range(width) for cell in by_column.get(j, (None, None, False, None, False)))


def _meet(chosen: Iterable[tuple[int, int, Limits]]) -> dict[int, tuple[Cell, ...]]:
    """Conditions by their column. Two on one column hold together: the narrower of both ends is taken."""
    met: dict[int, tuple[int, Limits]] = {}
    for column, place, limits in chosen:
        if column in met:
            first, other = met[column]
            met[column] = first, _narrower(other, limits)
        else:
            met[column] = place, limits
    return {column: (place, *limits) for column, (place, limits) in met.items()}


def _narrower(a: Limits, b: Limits) -> Limits:
    low, low_closed = max(
        ((v, not closed) for v, closed, *_ in (a, b) if v is not None), default=(None, True), key=lambda x: x
    )
    ends = ((v, closed) for _, _, v, closed in (a, b) if v is not None)
    high, high_closed = min(ends, default=(None, False))
    return low, not low_closed, high, high_closed


def _limits(program: Program, c: Compiled, condition: Condition) -> list[Limits]:
    if not condition.names and not condition.negated:
        return [(condition.low, condition.low_closed, condition.high, condition.high_closed)]
    codes = _codes(program, c, c.inputs[condition.column][1])
    wanted = [n for name, n in codes.items() if (name in condition.names) != condition.negated]
    return [(Decimal(n), True, Decimal(n), True) for n in wanted]


def _codes(program: Program, c: Compiled, given: Input) -> Mapping[str, int]:
    """The numbers that the names of an input stand for."""
    match given:
        case EntityInput("kind"):
            return {kind.id: n for n, kind in enumerate(program.pack.kinds)}
        case EntityInput():
            return {level.id: n for n, level in enumerate(program.pack.levels)}
        case SlotInput(slot):
            use = c.uses[slot]
            if isinstance(use, FactUse):
                return FACT_STATES
            if isinstance(use, FindingUse) and use.take is FindingTake.STATUS:
                return {str(status): n for status, n in STATUS_CODE.items()}
    return {outcome: n for n, outcome in enumerate(program.outcomes)}


_HOWS, _GAPS = tuple(How), tuple(Gap)


def _totals(program: Program) -> Table:
    levels = {level.id: n for n, level in enumerate(program.pack.levels)}
    ways = {r: n for n, r in enumerate(roundings(program))}

    def rows() -> Rows:
        for c in program.compiled:
            t = c.total
            if t is None:
                continue
            coefficient = program.numbers[program.needed(c, t.coefficient[0])] if t.coefficient else None
            weight = program.numbers[program.needed(c, t.weight_by)] if t.weight_by else None
            yield (
                *(program.numbers[c], _HOWS.index(t.how), t.points, levels[t.across] if t.across else None),
                *(t.minimum_coverage, _GAPS.index(t.unknown), _GAPS.index(t.not_applicable), bool(t.outcomes)),
                *(weight, coefficient, t.coefficient is not None and t.coefficient[1], t.cap),
                ways[t.rounding] if t.rounding else None,
            )

    columns = (
        "ind SMALLINT, how TINYINT, by_points BOOLEAN, across SMALLINT, coverage DECIMAL(38,9), unknown TINYINT, "
        "inapplicable TINYINT, by_outcome BOOLEAN, weight_ind SMALLINT, coefficient SMALLINT, "
        "coefficient_points BOOLEAN, cap DECIMAL(38,9), way SMALLINT"
    )
    return _table("totalled", columns, rows())


def _members(program: Program) -> Table:
    outcomes = {o: n for n, o in enumerate(program.outcomes)}

    def may_meet(member: Compiled, counted: tuple[str, ...]) -> bool:
        """Whether some outcome of the member would count as meeting."""
        return any((s.outcome in counted if counted else s.meets) for s in member.steps if s.outcome is not None)

    def rows() -> Rows:
        for c in program.compiled:
            for m in c.total.members if c.total else ():
                used = program.needed(c, m.item)
                named = c.total.outcomes if c.total else ()
                counted = "|".join(str(outcomes[o]) for o in named) if named else None
                head = (program.numbers[c], program.numbers[used], m.weight, m.weight == 1)
                yield (*head, counted, may_meet(used, named))

    columns = "ind SMALLINT, used SMALLINT, weight DECIMAL(38,9), plain BOOLEAN, counted VARCHAR, may_meet BOOLEAN"
    return _table("member", columns, rows())
