"""The order of calculation of an indicator, in words and as a formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.diagnostics.core import Text
from engine.pack.model import (
    AggregateMeasure,
    AtZero,
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    FactOperand,
    FormulaMeasure,
    Indicator,
    Operand,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Rollup,
    Rounding,
    TableMeasure,
    ValueMeasure,
    Window,
)
from engine.report.docs import measure_phrases as phrases
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Formula,
    Inline,
    Item,
    Para,
    Run,
    Style,
    capital,
    joined,
    put,
    sentence,
)
from engine.report.docs.formulas import formula, functions, name
from engine.report.docs.names import Names
from engine.report.docs.operands import Operands
from engine.report.docs.peers import peers
from engine.report.docs.totals import total
from engine.statuses import Status

_PATTERN = {
    ChangeAs.DIFFERENCE: "{present} − {base}",
    ChangeAs.POINTS: "{present} − {base}",
    ChangeAs.PERCENT: "100 × ({present} − {base}) ÷ {base}",
    ChangeAs.MEAN_RATE: "100 × ({present} − {base}) ÷ {base}",
    ChangeAs.GROWTH_RATE: "100 × {present} ÷ {base}",
    ChangeAs.COMPOUND_RATE: "100 × (({present} ÷ {base}) ^ (1 ÷ n) − 1)",
}
_DIVIDED = (ChangeAs.PERCENT, ChangeAs.GROWTH_RATE, ChangeAs.COMPOUND_RATE)
_MEAN_RATE = Text("100 × (later − earlier) ÷ earlier", "100 × (последующее − предыдущее) ÷ предыдущее")
_N = Text("how many periods lie between the two", "число периодов между этими значениями")


class Measures:
    """Puts measures into words."""

    def __init__(self, names: Names) -> None:
        self.names, self.lang, self.operands = names, names.lang, Operands(names)

    def told(self, indicator: Indicator) -> Iterator[Block]:
        yield from self._measure(indicator)
        if indicator.rounding is not None:
            yield self._rounded(phrases.VALUE_ROUNDED, indicator.rounding)
        if indicator.rollup is not None:
            yield from self._rollup(indicator.rollup)
        if indicator.display is not None:
            yield self._rounded(phrases.DISPLAYED, indicator.display)

    def _measure(self, indicator: Indicator) -> Iterator[Block]:
        match indicator.measure:
            case ValueMeasure(of=operand):
                yield Para(sentence(self._say(phrases.TAKEN, x=self.operands.told(operand))))
            case PresenceMeasure() as presence:
                yield from self._presence(presence)
            case CountMeasure() as count:
                yield Para(self._say(phrases.COUNT_OF))
                yield self._facts(count.of)
                yield self._not_found(count.not_found_is_absent)
            case RatioMeasure() as ratio:
                yield from self._ratio(ratio)
            case ChangeMeasure() as change:
                yield from self._change(change)
            case FormulaMeasure() as written:
                yield Para(self._say(phrases.BY_FORMULA))
                yield from self.formula(written.expression, written.where)
                if written.division_by_zero is not None:
                    yield self._at_zero(phrases.FORMULA_ZERO, written.division_by_zero)
            case PeersMeasure() as place:
                yield from peers(place, self.operands)
            case AggregateMeasure() as aggregate:
                yield from total(aggregate, self.operands)
            case TableMeasure():
                yield Para(self._say(phrases.TABLE))

    def formula(self, text: str, where: Sequence[tuple[str, Operand]]) -> Iterator[Block]:
        """A formula of the pack, its names and its functions explained."""
        yield Formula(formula(text, self.lang))
        named = [Item(self.named(n, self.operands.told(operand))) for n, operand in where]
        if found := (*named, *functions(text, self.lang)):
            yield from self._where(found)

    def named(self, written: str, told: Inline) -> Inline:
        return (Run(name(written, self.lang), Style.CODE), Run(" – "), *told)

    def _where(self, entries: Sequence[Item]) -> Iterator[Block]:
        yield Para(self._say(phrases.WHERE))
        yield Bullets(tuple(entries))

    def _presence(self, presence: PresenceMeasure) -> Iterator[Block]:
        if len(presence.of) == 1:
            fact = self.operands.told(presence.of[0], present=True)
            yield Para(sentence(self._say(phrases.IS_PRESENT, x=fact)))
        else:
            text = phrases.ALL_OF if presence.need in (None, len(presence.of)) else phrases.SOME_OF
            yield Para(self._say(phrases.ANY_OF if presence.need == 1 else text, n=str(presence.need)))
            yield self._facts(presence.of)
        yield self._not_found(presence.not_found_is_absent)

    def _facts(self, facts: Sequence[FactOperand]) -> Block:
        return Bullets(tuple(Item(self.operands.told(fact, present=True)) for fact in facts))

    def _not_found(self, is_absent: bool) -> Block:
        return Para(self._say(phrases.NOT_FOUND_IS_ABSENT if is_absent else phrases.NOT_FOUND_IS_NO_DATA))

    def _ratio(self, ratio: RatioMeasure) -> Iterator[Block]:
        numerator, denominator = name("numerator", self.lang), name("denominator", self.lang)
        scale = f"{ratio.scale} × " if ratio.scale != 1 else ""
        yield Para(self._say(phrases.BY_FORMULA))
        yield Formula(f"{scale}{numerator} ÷ {denominator}")
        parts = (("numerator", ratio.numerator), ("denominator", ratio.denominator))
        yield from self._where([Item(self.named(n, self.operands.told(operand))) for n, operand in parts])
        yield self._at_zero(phrases.RATIO_ZERO, ratio.denominator_zero)

    def _change(self, change: ChangeMeasure) -> Iterator[Block]:
        if change.shown_as is ChangeAs.MEAN_RATE:
            yield Para(self._say(phrases.MEAN_RATE))
            yield Formula(_MEAN_RATE.fill(self.lang, {}))
            yield Para(self._say(phrases.MEAN_RATE_NONE))
            assert isinstance(change.base.at, Window)
            parts = (self.operands.what(change.of), self.operands.window(change.base.at))
            yield Para(sentence(capital(joined(parts))))
        else:
            yield from self._compared(change)
        if change.shown_as is ChangeAs.POINTS:
            yield Para(self._say(phrases.CHANGE_POINTS))
        if change.shown_as in _DIVIDED:
            yield from self._divided(change)
        if change.dead_zone is not None:
            yield Para(self._say(phrases.DEAD_ZONE, x=self.names.number(change.dead_zone)))

    def _compared(self, change: ChangeMeasure) -> Iterator[Block]:
        own = {key: name(key, self.lang) for key in ("present", "base")}
        yield Para(self._say(phrases.BY_FORMULA))
        yield Formula(_PATTERN[change.shown_as].format(**own))
        told = [
            Item(self.named("present", self.operands.told(change.of))),
            Item(self.named("base", self.operands.same(change.of, change.base))),
        ]
        if change.shown_as is ChangeAs.COMPOUND_RATE:
            told.append(Item(self.named("n", self._say(_N))))
        yield from self._where(told)

    def _divided(self, change: ChangeMeasure) -> Iterator[Block]:
        yield self._at_zero(phrases.BASE_ZERO, change.base_zero)
        if change.negative_base:
            yield Para(self._say(phrases.BASE_NEGATIVE))
        else:
            yield Para(self._say(phrases.BASE_NEGATIVE_NONE))

    def _at_zero(self, where: Text, at_zero: AtZero) -> Block:
        match at_zero:
            case None:
                result = self._say(phrases.NOT_COMPUTED)
            case Status.NOT_ASSESSED:
                result = self._say(phrases.NOT_ASSESSED)
            case number:
                result = self._say(phrases.VALUE_IS, x=self.names.number(number))
        return Para(self._say(where, result=result))

    def _rollup(self, rollup: Rollup) -> Iterator[Block]:
        yield Para(self._say(phrases.ROLLUP))
        if rollup.minimum_coverage:
            yield Para(self._say(phrases.ROLLUP_NEEDED, x=self.names.number(rollup.minimum_coverage)))

    def _rounded(self, text: Text, rounding: Rounding) -> Block:
        return Para(self._say(text, how=self.operands.rounding(rounding)))

    def _say(self, text: Text, **params: Inline | str) -> Inline:
        return put(text, self.lang, **params)
