"""The order of judgement of an indicator: which outcome and points which values have, as tables in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.diagnostics.core import Text
from engine.pack.model import (
    Band,
    ChangeMeasure,
    FormulaMeasure,
    Indicator,
    InputFormula,
    Judgement,
    Matching,
    PeersMeasure,
    PresenceMeasure,
    RatioMeasure,
    Rung,
    Scale,
    Test,
)
from engine.pack.operands import DEPENDENCE
from engine.pack.template import parse_template
from engine.report.docs import words
from engine.report.docs.blocks import (
    Block,
    Bullets,
    Cell,
    Formula,
    Grid,
    Inline,
    Item,
    Para,
    Run,
    Style,
    cell,
    joined,
    plain,
    put,
)
from engine.report.docs.formulas import formula, functions, name
from engine.report.docs.limits import Limits
from engine.report.docs.measures import Measures
from engine.report.docs.names import Names
from engine.report.words import STATUS
from engine.report.words import say as said
from engine.statuses import Status

_NO_JUDGEMENT = Text(
    "The indicator has a value only; no outcome and no points are given to it.",
    "Устанавливается только значение; исхода и баллов у показателя нет.",
)
_INPUTS = Text("The judgement looks at:", "Для оценки используются:")
_FIRST = Text(
    "The rows are gone through from the top; the first whose conditions all hold decides. Where a condition of the row "
    "whose turn it is cannot be decided, since nothing is known of what it tests, the indicator is not scored.",
    "Строки рассматриваются сверху вниз; решает первая, все условия которой выполнены. Если очередь дошла до строки, "
    "условие которой нельзя проверить из-за отсутствия сведений, показатель остаётся неоценённым.",
)
_SINGLE = Text(
    "All rows are looked at, and exactly one must hold; where several do that lead to different results, the indicator "
    "is not scored.",
    "Рассматриваются все строки; подойти должна ровно одна. Если подошли несколько с разными результатами, показатель "
    "остаётся неоценённым.",
)
_NO_VALUE = Text(
    "Where the value cannot be computed, conditions on it do not hold.",
    "Если значение не вычисляется, условия, относящиеся к нему, считаются невыполненными.",
)
_VARIANTS = Text(
    "The first variant whose conditions all hold is taken.",
    "Применяется первый вариант, все условия которого выполнены.",
)
_VARIANT = Text("Variant {n}: {conditions}", "Вариант {n}: {conditions}")
_CROSSED = Text(
    "The result stands where the row of {rows} and the column of {columns} cross.",
    "Результат стоит на пересечении строки ({rows}) и столбца ({columns}).",
)
_OTHERWISE = Text("otherwise", "во всех остальных случаях")
_STATUS = Text("{x} (no outcome)", "{x} (без исхода)")
_CELL = Text("{outcome}; points: {points}", "{outcome}; баллы: {points}")
_SCALE = Text("The points are reckoned by the formula:", "Баллы вычисляются по формуле:")
_SCALE_ELSE = Text(
    "Where a row gives no points of its own, they are reckoned by the formula:",
    "Если строка не задаёт баллов, они вычисляются по формуле:",
)
_BETWEEN = Text("They are at least {least} and at most {most}.", "Баллов не менее {least} и не более {most}.")
_BY_FORMULA = Text("by formula", "по формуле")


class Judgements:
    """Puts judgements into words."""

    def __init__(self, names: Names) -> None:
        self.names, self.lang, self.measures = names, names.lang, Measures(names)

    def told(self, indicator: Indicator) -> Iterator[Block]:
        judge = indicator.judge
        if judge is None:
            yield Para(put(_NO_JUDGEMENT, self.lang))
            return
        limits = Limits.of(self.names, indicator)
        yield from self._inputs(judge)
        if judge.bands:
            yield self._bands(judge.bands, judge, limits)
        elif judge.variants:
            yield from self._variants(judge, limits)
        elif judge.rungs and (crossing := _crossing(judge.rungs)) is not None:
            yield from self._crossed(crossing, limits)
        elif judge.rungs:
            yield Para(put(_FIRST if judge.matching is Matching.FIRST else _SINGLE, self.lang))
            if _may_lack_value(indicator, judge.rungs):
                yield Para(put(_NO_VALUE, self.lang))
            yield self._rungs(judge, limits)
        if judge.scale is not None:
            yield from self._scale(judge.scale, only=not (judge.bands or judge.variants or judge.rungs))

    def _inputs(self, judge: Judgement) -> Iterator[Block]:
        entries: list[Item] = []
        for written, given in judge.inputs:
            if written.startswith(DEPENDENCE):
                continue
            if isinstance(given, InputFormula):
                below = functions(given.expression, self.lang)
                entries.append(
                    Item((Run(written, Style.CODE), Run(" = "), *_code(formula(given.expression, self.lang))), below)
                )
            else:
                entries.append(Item(self.measures.named(written, self.measures.operands.told(given))))
        if entries:
            yield Para(put(_INPUTS, self.lang))
            yield Bullets(tuple(entries))

    def _bands(self, bands: Sequence[Band], judge: Judgement, limits: Limits) -> Block:
        first = "presence" if isinstance(limits.indicator.measure, PresenceMeasure) else "value"
        return self._grid(
            (first,), [(cell(limits.band(band)),) for band in bands], bands, scaled=judge.scale is not None
        )

    def _variants(self, judge: Judgement, limits: Limits) -> Iterator[Block]:
        yield Para(put(_VARIANTS, self.lang))
        for n, variant in enumerate(judge.variants, 1):
            conditions = joined(map(limits.test, variant.tests), "; ") or put(_OTHERWISE, self.lang)
            yield Para((*put(_VARIANT, self.lang, n=str(n), conditions=conditions), Run(":")))
            yield self._bands(variant.bands, judge, limits)

    def _rungs(self, judge: Judgement, limits: Limits) -> Block:
        before = [
            (cell(str(n), right=True), self._conditions(rung.tests, limits)) for n, rung in enumerate(judge.rungs, 1)
        ]
        return self._grid(("n", "conditions"), before, judge.rungs, scaled=judge.scale is not None)

    def _conditions(self, tests: Sequence[Test], limits: Limits) -> Cell:
        if not tests:
            return cell(put(_OTHERWISE, self.lang))
        last = len(tests) - 1
        lines = (limits.test(test) + ((Run(";"),) if n < last else ()) for n, test in enumerate(tests))
        return cell(*lines)

    def _grid(
        self, before: Sequence[str], cells: Sequence[tuple[Cell, ...]], rows: Sequence[Band | Rung], *, scaled: bool
    ) -> Block:
        """A table of rows with what each leads to; columns in which nothing would stand are left out."""
        points = scaled or any(row.points is not None for row in rows)
        meets = any(row.meets for row in rows)
        says = any(row.says is not None for row in rows)
        by_status = any(isinstance(row, Rung) and row.status is not None for row in rows)
        columns = [*before, "result" if by_status else "outcome"]
        columns += [name for name, on in (("points", points), ("target", meets), ("says", says)) if on]
        made = []
        for leading, row in zip(cells, rows, strict=True):
            ends = [cell(self._result(row))]
            if points:
                ends.append(self._points(row, scaled=scaled))
            if meets:
                ends.append(cell(words.say("met" if row.meets else "none", self.lang)))
            if says:
                ends.append(cell(slots(row.says, self.names) if row.says is not None else ""))
            made.append((*leading, *ends))
        return Grid(tuple(words.column(name, self.lang) for name in columns), tuple(made))

    def _result(self, row: Band | Rung) -> Inline:
        if isinstance(row, Rung) and row.status is not None:
            return self._status(row.status)
        return plain(self.names.outcome_title(row.outcome or ""))

    def _status(self, status: Status) -> Inline:
        return put(_STATUS, self.lang, x=said(STATUS, status, self.lang))

    def _points(self, row: Band | Rung, *, scaled: bool) -> Cell:
        if row.points is not None:
            return cell(self.names.number(row.points), right=True)
        by_formula = scaled and not (isinstance(row, Rung) and row.status is not None)
        return cell(put(_BY_FORMULA, self.lang) if by_formula else words.say("none", self.lang), right=True)

    def _crossed(self, rungs: dict[tuple[str, str], Rung], limits: Limits) -> Iterator[Block]:
        """A grid of two inputs as it was written."""
        down, across = next(iter(rungs.values())).tests
        told = {"rows": limits.input(down.input), "columns": limits.input(across.input)}
        yield Para(put(_CROSSED, self.lang, **told))
        columns = tuple(dict.fromkeys(column for _, column in rungs))
        corner = f"{_plain_input(limits, down)} \\ {_plain_input(limits, across)}"
        heads = tuple(_plain_name(limits, across, column) for column in columns)
        made = []
        for row in dict.fromkeys(row for row, _ in rungs):
            cells = (self._crossing(rungs[row, column]) for column in columns)
            made.append((cell(_plain_name(limits, down, row)), *cells))
        yield Grid((corner, *heads), tuple(made), head=True)

    def _crossing(self, rung: Rung) -> Cell:
        result = self._result(rung)
        if rung.points is not None:
            result = put(_CELL, self.lang, outcome=result, points=self.names.number(rung.points))
        says = slots(rung.says, self.names) if rung.says is not None else ()
        return cell(result, says)

    def _scale(self, scale: Scale, *, only: bool) -> Iterator[Block]:
        yield Para(put(_SCALE if only else _SCALE_ELSE, self.lang))
        yield Formula(formula(scale.expression, self.lang))
        if found := functions(scale.expression, self.lang):
            yield Bullets(found)
        ends = {"least": self.names.number(scale.least), "most": self.names.number(scale.most)}
        yield Para(put(_BETWEEN, self.lang, **ends))


def _may_lack_value(indicator: Indicator, rungs: Sequence[Rung]) -> bool:
    """Whether rows look at a value that may not be computable."""
    looked_at = any(test.input == "value" for rung in rungs for test in rung.tests)
    return looked_at and isinstance(indicator.measure, RatioMeasure | ChangeMeasure | FormulaMeasure | PeersMeasure)


def _code(text: str) -> Inline:
    return (Run(text, Style.CODE),)


def _crossing(rungs: Sequence[Rung]) -> dict[tuple[str, str], Rung] | None:
    """The cells of a grid by row and column; None when the rungs are no whole grid."""
    if not all(len(rung.tests) == 2 and all(len(t.names) == 1 and not t.negated for t in rung.tests) for rung in rungs):
        return None
    if len({tuple(t.input for t in rung.tests) for rung in rungs}) != 1:
        return None
    found = {(rung.tests[0].names[0], rung.tests[1].names[0]): rung for rung in rungs}
    rows, columns = {row for row, _ in found}, {column for _, column in found}
    is_whole = len(found) == len(rungs) == len(rows) * len(columns)
    return found if is_whole and len(rows) > 1 and len(columns) > 1 else None


def _plain_input(limits: Limits, test: Test) -> str:
    return "".join(run.text for run in limits.input(test.input))


def _plain_name(limits: Limits, test: Test, value: str) -> str:
    return "".join(run.text for run in limits.titled(test.input, value)[1:-1])


def slots(text: str, names: Names) -> Inline:
    """What a row says, its placeholders set apart."""
    runs = []
    for part in parse_template(text)[0].parts:
        if isinstance(part, str):
            runs.append(Run(part))
        else:
            told = name(part.path, names.lang)
            word = f" {part.arguments[-1].strip()}" if part.format else ""
            runs.append(Run(f"{told}{word}", Style.SLOT))
    return tuple(runs)
