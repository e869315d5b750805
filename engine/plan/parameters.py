"""The parameter tables of the plan: what the pack says, as rows of small integers and decimals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.pack.model import (
    Among,
    Assumed,
    CarryForward,
    FactTake,
    FindingTake,
    Gap,
    How,
    MeanOf,
    PeerAs,
    Rounding,
    Ties,
)
from engine.plan.calculation import Calculation, Written
from engine.plan.codes import STATUS_CODE, Slot
from engine.plan.compile import Compiled
from engine.plan.decision import bands, columns_of_inputs, inputs_at
from engine.plan.inputs import FormulaInput
from engine.plan.periods import numbers
from engine.plan.program import Program
from engine.plan.tables import Cell, Rows, Table, table
from engine.plan.uses import (
    FactUse,
    FindingUse,
    PeerUse,
    carried_from,
    is_past,
)
from engine.statuses import Status


def parameter_tables(program: Program) -> tuple[Table, ...]:
    """Every parameter table, in an order that depends on the pack alone."""
    return (
        table("period", "p SMALLINT, submit_by DATE", _deadlines(program)),
        table("period_ref", "p SMALLINT, ref SMALLINT, src SMALLINT, pos SMALLINT, dist SMALLINT", _refs(program)),
        table("active", "p SMALLINT, ind SMALLINT, reported BOOLEAN", _active(program)),
        _indicators(program),
        table("applies", "ind SMALLINT, kind SMALLINT, applies BOOLEAN", _applies(program)),
        *_questions(program),
        *_fact_uses(program),
        *_finding_uses(program),
        table("use_number", "ind SMALLINT, slot SMALLINT, p SMALLINT, value DECIMAL(38,9)", numbers(program)),
        _peer_uses(program),
        table("nowhere", "ind SMALLINT, slot SMALLINT, p SMALLINT, told SMALLINT", _nowhere(program)),
        _imputations(program),
        table("rounded_use", "ind SMALLINT, slot SMALLINT, way SMALLINT", _rounded_uses(program)),
        bands(program),
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
    taken = frozenset(_values_taken(program))

    def row(c: Compiled) -> tuple[Cell, ...]:
        past = "".join(str(int(is_past(use))) for use in c.uses)  # a figure for each slot, however many there are
        now = sum(1 for use in c.uses[: c.required] if not is_past(use))
        looked_at = (placed[j][c.inputs[j][1]] if j < len(c.inputs) else None for j in range(width))
        return (
            *(program.numbers[c], items[c.item], program.stage_of[c], int(c.shape)),
            *(known[c.calculation] if c.calculation is not None else None, len(c.uses), c.required, now, past, c.need),
            *(bool(c.steps), c.single, min(c.points, default=None), max(c.points, default=None), c.rollup),
            *((scaled[c.scale.formula], c.scale.least, c.scale.most) if c.scale else (None, None, None)),
            *(c in taken, *looked_at),
        )

    columns = (
        "ind SMALLINT, item SMALLINT, stage SMALLINT, shape TINYINT, formula SMALLINT, n_uses SMALLINT, "
        "required SMALLINT, n_now SMALLINT, past VARCHAR, need SMALLINT, judged BOOLEAN, single BOOLEAN, "
        "least DECIMAL(38,9), most DECIMAL(38,9), rollup DECIMAL(38,9), scale SMALLINT, scale_least DECIMAL(38,9), "
        "scale_most DECIMAL(38,9), value_taken BOOLEAN"
    ) + "".join(f", input{j} SMALLINT" for j in range(width))
    return table("indicator", columns, map(row, program.compiled))


def _values_taken(program: Program) -> Iterator[Compiled]:
    """The indicators whose values others take, and not only outcomes or points."""
    for c in program.compiled:
        for use in c.uses:
            match use:
                case FindingUse(item=item, take=FindingTake.VALUE):
                    yield program.needed(c, item)
                case PeerUse(measure=measure) if measure.of.take is FindingTake.VALUE:
                    yield program.needed(c, measure.of.indicator)
        if c.total is not None:
            by_value = not c.total.points and c.total.how not in (How.COUNT_MEETING, How.SHARE_MEETING)
            members = [m.item for m in c.total.members] if by_value else []
            for item in (*members, *([c.total.weight_by] if c.total.weight_by else [])):
                yield program.needed(c, item)


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
        table(
            "question",
            "kid SMALLINT, k SMALLINT, any_source BOOLEAN",
            ((n, keys[q.key], not q.sources) for n, q in enumerate(questions)),
        ),
        table(
            "listed",
            "kid SMALLINT, src SMALLINT, ask SMALLINT",
            ((n, sources[s], place) for n, q in enumerate(questions) for place, s in enumerate(q.sources)),
        ),
        table(
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
        table("use_fact", columns + FOLDS, uses),
        table("use_text", "ind SMALLINT, slot SMALLINT, text VARCHAR, value DECIMAL(38,9)", numbers),
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
        table("use_finding", f"ind SMALLINT, slot SMALLINT, past BOOLEAN, take TINYINT, {FOLDS}", uses),
        table("use_outcome", "ind SMALLINT, slot SMALLINT, outcome SMALLINT", named),
        table("link", carried, _links(program)),
        table(
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
            now = program.needed(active.compiled, use.item)
            carried = carried_from(use)
            for is_carried, ref in ((False, use.series.at), *(((True, carried),) if carried else ())):
                for pos, place in enumerate(program.places(active.period, ref)):
                    if program.other_version(active.period, place.period, now) is None:
                        at = (program.numbers[active.compiled], slot, active.period, place.period)
                        yield (*at, pos, place.distance, program.numbers[now], is_carried)


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
    return table("use_peers", columns, rows())


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


def _imputations(program: Program) -> Table:
    refs = {ref: n for n, ref in enumerate(program.refs)}

    def rows() -> Rows:
        for _, at, use in _slots(program):
            if not isinstance(use, FactUse | FindingUse):
                continue
            match use.missing:
                case CarryForward():
                    carried = carried_from(use)
                    yield (*at, refs[carried] if carried is not None else None, None, None)
                case MeanOf(among):
                    yield (*at, None, tuple(Among).index(among), None)
                case Assumed(value):
                    yield (*at, None, None, value)

    columns = "ind SMALLINT, slot SMALLINT, ref SMALLINT, among TINYINT, value DECIMAL(38,9)"
    return table("imputation", columns, rows())


def _rounded_uses(program: Program) -> Rows:
    ways = {r: n for n, r in enumerate(roundings(program))}
    for _, at, use in _slots(program):
        if isinstance(use, FactUse | FindingUse) and use.rounding is not None:
            yield (*at, ways[use.rounding])


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
    return table("totalled", columns, rows())


def _members(program: Program) -> Table:
    outcomes = {o: n for n, o in enumerate(program.outcomes)}

    def meeting(member: Compiled, counted: tuple[str, ...]) -> tuple[bool, ...]:
        """For each outcome of the member, whether it would count as meeting."""
        return tuple((s.outcome in counted if counted else s.meets) for s in member.steps if s.outcome is not None)

    def rows() -> Rows:
        for c in program.compiled:
            for m in c.total.members if c.total else ():
                used = program.needed(c, m.item)
                named = c.total.outcomes if c.total else ()
                counted = "|".join(str(outcomes[o]) for o in named) if named else None
                head = (program.numbers[c], program.numbers[used], m.weight, m.weight == 1)
                meets = meeting(used, named)
                yield (*head, counted, any(meets), bool(meets) and all(meets))

    columns = (
        "ind SMALLINT, used SMALLINT, weight DECIMAL(38,9), plain BOOLEAN, counted VARCHAR, may_meet BOOLEAN, "
        "must_meet BOOLEAN"
    )
    return table("member", columns, rows())
