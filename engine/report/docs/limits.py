"""Limits and conditions of judgements in words that leave no doubt: «не менее 50 и менее 70»."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from engine.diagnostics.core import Text
from engine.pack.model import (
    Band,
    FactOperand,
    FactTake,
    FindingTake,
    Indicator,
    IndicatorOperand,
    InputFormula,
    Limit,
    Operand,
    PeriodOperand,
    PeriodTake,
    PresenceMeasure,
    Test,
)
from engine.pack.operands import DEPENDENCE
from engine.report.docs import words
from engine.report.docs.blocks import Inline, Run, Style, plain, put
from engine.report.docs.formulas import name
from engine.report.docs.names import Names
from engine.report.explain_words import NAME, STATE_OF_FACT
from engine.report.words import FACT_STATE, STATUS, say

_IS = Text("{input}: {x}", "{input} – {x}")
_IS_NOT = Text("{input}: not {x}", "{input} – не {x}")
_OUTCOME_OF = Text("outcome of indicator {x}", "исход показателя {x}")
_TIMES = Text("{input}: {x}", "{input}: {x}")

Given = Mapping[str, Operand | InputFormula]


@dataclass(frozen=True)
class Limits:
    """Words for the limits of one indicator's judgement; `inputs` are those it names."""

    names: Names
    indicator: Indicator
    inputs: Given

    @classmethod
    def of(cls, names: Names, indicator: Indicator) -> Limits:
        return cls(names, indicator, dict(indicator.judge.inputs) if indicator.judge is not None else {})

    def band(self, band: Band) -> Inline:
        return self._range(band.low, band.high, self._presence("value"), is_day=False)

    def test(self, test: Test) -> Inline:
        about = self.input(test.input)
        if test.names:
            titles = self.names.either(self.titled(test.input, n) for n in test.names)
            return put(_IS_NOT if test.negated else _IS, self.names.lang, input=about, x=titles)
        told = self._range(test.low, test.high, self._presence(test.input), is_day=self._is_day(test.input))
        return put(_TIMES, self.names.lang, input=about, x=told)

    def input(self, written: str) -> Inline:
        """What is tested, by its name."""
        if written.startswith(DEPENDENCE):
            other = self.names.indicator(written.removeprefix(DEPENDENCE))
            return put(_OUTCOME_OF, self.names.lang, x=other)
        if written in NAME:
            return plain(name(written, self.names.lang))
        return (Run(written, Style.CODE),)

    def titled(self, written: str, value: str) -> Inline:
        """The title of an outcome, a status, a state of a fact, a kind or a level."""
        lang, names = self.names.lang, self.names
        match self.inputs.get(written):
            case FactOperand(take=FactTake.STATE):
                return names.quoted(say(FACT_STATE if value in FACT_STATE else STATE_OF_FACT, value, lang))
            case IndicatorOperand(take=FindingTake.STATUS):
                return names.quoted(say(STATUS, value, lang))
            case _ if written == "kind":
                return names.quoted(names.kind(value))
            case _ if written == "level":
                return names.quoted(names.level(value))
            case _:
                return names.outcome(value)

    def _presence(self, written: str) -> tuple[str, str] | None:
        """The words for 1 and 0, where they stand for yes and no."""
        measure = self.indicator.measure
        if written == "value" and isinstance(measure, PresenceMeasure):
            return ("present", "absent") if len(measure.of) == 1 else ("fulfilled", "not_fulfilled")
        match self.inputs.get(written):
            case FactOperand(take=FactTake.PRESENCE):
                return "present", "absent"
            case FactOperand(take=FactTake.HAS) | IndicatorOperand(take=FindingTake.IS):
                return "yes", "no"
            case _:
                return None

    def _is_day(self, written: str) -> bool:
        match self.inputs.get(written):
            case FactOperand(take=FactTake.DATE):
                return True
            case PeriodOperand(take=take):
                return take in (PeriodTake.FIRST_DAY, PeriodTake.LAST_DAY)
            case _:
                return False

    def _range(self, low: Limit | None, high: Limit | None, yes_no: tuple[str, str] | None, *, is_day: bool) -> Inline:
        if low is not None and low == high:
            if yes_no is not None and low.value in (0, 1):
                return plain(words.say(yes_no[0 if low.value else 1], self.names.lang))
            return self._limit("on" if is_day else "equals", low, is_day=is_day)
        ends = []
        if low is not None:
            key = ("from" if low.closed else "after") if is_day else ("at_least" if low.closed else "above")
            ends.append(self._limit(key, low, is_day=is_day))
        if high is not None:
            key = ("until" if high.closed else "before") if is_day else ("at_most" if high.closed else "below")
            ends.append(self._limit(key, high, is_day=is_day))
        if not ends:
            return plain(say(words.LIMIT, "any", self.names.lang))
        told = ends[0]
        for end in ends[1:]:
            told = (*told, Run(say(words.LIMIT, "and", self.names.lang)), *end)
        return told

    def _limit(self, key: str, limit: Limit, *, is_day: bool) -> Inline:
        if limit.constant is not None:
            value = self.names.constant(limit.constant)
        else:
            assert limit.value is not None
            value = plain(self._day(limit.value) if is_day else self.names.number(limit.value))
        return put(words.LIMIT[key], self.names.lang, x=value)

    def _day(self, value: Decimal) -> str:
        whole = int(value)
        is_one = value == whole and date.min.toordinal() <= whole <= date.max.toordinal()
        return self.names.day(date.fromordinal(whole)) if is_one else self.names.number(value)
