"""What a number is read from, at which periods, and what becomes of it before it is used; in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from engine.diagnostics.core import Text
from engine.pack.model import (
    Assumed,
    At,
    CarryForward,
    ConstantOperand,
    FactOperand,
    FactTake,
    FactType,
    FindingTake,
    Fold,
    Imputation,
    IndicatorOperand,
    MeanOf,
    Operand,
    Path,
    PeriodOperand,
    PeriodTake,
    Rounding,
    Series,
    Trajectory,
    Window,
)
from engine.report.docs import operand_phrases as phrases
from engine.report.docs.blocks import Inline, Run, joined, put
from engine.report.docs.counted import counted
from engine.report.docs.names import Names


class Operands:
    """Puts operands into words."""

    def __init__(self, names: Names) -> None:
        self.names, self.lang = names, names.lang

    def told(self, operand: Operand, *, present: bool = False) -> Inline:
        """All of an operand. `present`: the fact is only asked for its presence."""
        what = self.names.fact(operand.key) if _is_plain(operand) and present else self.what(operand)
        if not isinstance(operand, FactOperand | IndicatorOperand):
            return what
        read = joined([what, self.when(operand.series)])
        return joined([read, *self.remarks(operand)], "; ")

    def same(self, operand: FactOperand | IndicatorOperand, series: Series) -> Inline:
        """What has just been told, at other periods."""
        return joined([self._say(phrases.THE_SAME), self.when(series)])

    def what(self, operand: Operand) -> Inline:
        match operand:
            case FactOperand():
                return self._fact(operand)
            case IndicatorOperand():
                return self._indicator(operand)
            case ConstantOperand(constant=constant):
                return self._say(phrases.CONSTANT, x=self.names.constant(constant))
            case PeriodOperand():
                return self._period(operand)

    def when(self, series: Series) -> Inline:
        """At which period, or over which periods and how they become one number."""
        if isinstance(series.at, At):
            return self._at(series.at)
        assert series.fold is not None
        window = self.window(series.at)
        if series.fold in _COUNTED_BY_PERIODS:
            told = self._say(phrases.FOLD[series.fold], window=window)
        else:
            told = (*self._say(phrases.FOLD[series.fold]), Run(" "), *window)
        remarks = []
        if series.at_least > 1:
            remarks.append(self._say(phrases.AT_LEAST, n=counted("value", series.at_least, self.lang)))
        if not series.gaps:
            remarks.append(self._say(phrases.NO_GAPS))
        return joined([told, *remarks], "; ")

    def _at(self, at: At) -> Inline:
        if at.period is not None:
            return self._say(phrases.AT_PERIOD, x=self.names.period(at.period))
        if at.back == 0:
            return self._say(phrases.NOW)
        if at.back == 1:
            return self._say(phrases.PREVIOUS)
        return self._say(phrases.BACK, n=counted("period", at.back, self.lang))

    def window(self, window: Window) -> Inline:
        last = "until_previous" if window.until else "until_now"
        if window.since is not None:
            return self._say(phrases.SINCE[last], x=self.names.period(window.since))
        assert window.last is not None
        return self._say(phrases.LAST[last], n=counted("last_period", window.last, self.lang))

    def remarks(self, operand: FactOperand | IndicatorOperand) -> Iterator[Inline]:
        if isinstance(operand, FactOperand) and operand.evidence:
            yield self._say(phrases.EVIDENCE)
        if operand.missing is not None:
            yield self._missing(operand.missing)
        if operand.rounding is not None:
            yield self._say(phrases.ROUNDED, how=self.rounding(operand.rounding))

    def rounding(self, rounding: Rounding) -> Inline:
        mode = self._say(phrases.MODE[rounding.mode])
        if rounding.digits == 0:
            return self._say(phrases.TO_WHOLE, mode=mode)
        return self._say(phrases.TO_PLACES, n=counted("place", rounding.digits, self.lang), mode=mode)

    def _missing(self, missing: Imputation) -> Inline:
        match missing:
            case CarryForward(max_age=age):
                return self._say(phrases.CARRIED, n=counted("earlier_period", age, self.lang))
            case MeanOf(among=among):
                return self._say(phrases.MEAN_OF, among=self._say(phrases.AMONG[among]))
            case Assumed(value=value):
                return self._say(phrases.ASSUMED, x=self.names.number(value))

    def _fact(self, fact: FactOperand) -> Inline:
        key = self.names.facts.get(fact.key)
        title = self.names.fact(fact.key)
        kind = key.type if key else FactType.NUMBER
        members = dict(key.vocabulary) if key else {}
        match fact.take:
            case FactTake.HAS:
                told = self.names.either(self.names.quoted(members.get(m, m)) for m in fact.members)
                return self._say(phrases.HAS, fact=title, members=told)
            case FactTake.MAP:
                pairs = (f"{members.get(text, text)} – {self.names.number(value)}" for text, value in fact.numbers)
                return self._say(phrases.MAP, fact=title, numbers="; ".join(pairs))
            case FactTake.VALUE:
                return self._say(phrases.VALUE_OF[kind], fact=title)
            case FactTake.DATE:
                return self._say(phrases.DATE_ITSELF if kind is FactType.DATE else phrases.DATE_OF_EVIDENCE, fact=title)
            case FactTake.PRESENCE:
                return self._say(phrases.PRESENCE, fact=title)
            case FactTake.STATE:
                return self._say(phrases.STATE, fact=title)

    def _indicator(self, operand: IndicatorOperand) -> Inline:
        titled = self.names.indicator_titled(operand.indicator)
        if operand.take is FindingTake.IS:
            outcomes = self.names.either(map(self.names.outcome, operand.outcomes))
            return self._say(phrases.IS, indicator=titled, outcomes=outcomes)
        return self._say(phrases.OF_INDICATOR[operand.take], indicator=titled)

    def _period(self, operand: PeriodOperand) -> Inline:
        match operand.take:
            case PeriodTake.FIRST_DAY:
                return self._say(phrases.FIRST_DAY)
            case PeriodTake.LAST_DAY:
                return self._say(phrases.LAST_DAY)
            case PeriodTake.PERIODS_SINCE:
                return self._say(phrases.PERIODS_SINCE, x=self.names.period(operand.since or ""))
            case PeriodTake.TRAJECTORY:
                assert operand.trajectory is not None
                return self._trajectory(operand.trajectory)

    def _trajectory(self, trajectory: Trajectory) -> Inline:
        points = joined(
            (
                joined([self.names.period(period), self.names.number(value)], " – ")
                for period, value in trajectory.points
            ),
            "; ",
        )
        path = {None: phrases.PATH_NONE, Path.LINEAR: phrases.PATH_LINEAR, Path.COMPOUND: phrases.PATH_COMPOUND}
        return self._say(phrases.TRAJECTORY, points=points, path=self._say(path[trajectory.path]))

    def _say(self, text: Text, **params: Inline | str) -> Inline:
        return put(text, self.lang, **params)


_COUNTED_BY_PERIODS = (Fold.COUNT, Fold.SPAN, Fold.AGE, Fold.RUN)


def _is_plain(operand: Operand) -> TypeGuard[FactOperand]:
    return isinstance(operand, FactOperand) and operand.take is FactTake.VALUE
