"""Operands that are the same for all entities: constants, and numbers that the period alone decides."""

from __future__ import annotations

from decimal import Decimal

from engine.decimals import snap
from engine.pack.model import Path, PeriodTake, Trajectory
from engine.plan.program import Program
from engine.plan.tables import Rows
from engine.plan.uses import ConstantUse, PeriodUse


def numbers(program: Program) -> Rows:
    """Operands that are the same for all entities."""
    for active in program.active:
        for slot, use in enumerate(active.compiled.uses):
            at = (program.numbers[active.compiled], slot, active.period)
            match use:
                case ConstantUse(value):
                    yield (*at, value)
                case PeriodUse():
                    yield (*at, of_period(program, active.period, use))


def of_period(program: Program, p: int, use: PeriodUse) -> Decimal | None:
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
