"""Inputs of judgements and the tests of them: each of something there is; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.checks.band_limits import are_known, constants_of, interval_of, is_reversed
from engine.checks.formulas import formulas_in, names_used
from engine.checks.inputs import KIND, LEVEL, Input, Inputs, Names, given_names, inputs_of
from engine.checks.rows import VALUE
from engine.checks.says import explanations
from engine.decimals import plain_text
from engine.diagnostics import judgements as codes
from engine.diagnostics import pack as pack_codes
from engine.diagnostics.core import Diagnostic, Span
from engine.diagnostics.pack import near
from engine.pack.model import FormulaMeasure, Indicator, IndicatorOperand, Judgement, Pack, Test
from engine.pack.operands import DEPENDENCE
from engine.pack.template import parse_template


def names(pack: Pack) -> Iterator[Diagnostic]:
    """Inputs called like something that a judgement knows already."""
    for indicator in pack.indicators:
        judge = indicator.judge
        if judge is None or not (judge.inputs or judge.rungs or judge.variants or judge.scale):
            continue
        given = given_names(indicator)
        inputs = pack.places.value(indicator.header.span, "judge", "inputs")
        for name, _ in judge.inputs:
            if name in given or name == VALUE:
                yield Diagnostic(codes.INPUT_NAME_TAKEN, pack.places.key(inputs, name), _taken(name, given))
        where = pack.places.value(indicator.header.span, "measure", "where")
        for name, _ in indicator.measure.where if isinstance(indicator.measure, FormulaMeasure) else ():
            if name in (VALUE, KIND, LEVEL):
                yield Diagnostic(codes.INPUT_NAME_TAKEN, pack.places.key(where, name), _taken(name, given))


def _taken(name: str, given: tuple[str, ...]) -> dict[str, str]:
    return {"name": name, "known": ", ".join(dict.fromkeys((*given, VALUE)))}


def unused(pack: Pack) -> Iterator[Diagnostic]:
    """Inputs that nothing looks at."""
    for indicator in pack.indicators:
        judge = indicator.judge
        if judge is None:
            continue
        used = _used(judge)
        inputs = pack.places.value(indicator.header.span, "judge", "inputs")
        for name, _ in judge.inputs:
            if name not in used and not name.startswith(DEPENDENCE):
                yield Diagnostic(codes.INPUT_UNUSED, pack.places.key(inputs, name), {"name": name})


def _used(judge: Judgement) -> frozenset[str]:
    tested = {test.input for tests in _rows(judge) for test in tests}
    told = {p.name for text, _ in explanations(judge) for p in parse_template(text)[0].placeholders}
    return frozenset(tested | told).union(*(names_used(written.expression) for written in formulas_in(judge)))


def _rows(judge: Judgement) -> Iterator[tuple[Test, ...]]:
    yield from (variant.tests for variant in judge.variants)
    yield from (rung.tests for rung in judge.rungs)


def tests(pack: Pack) -> Iterator[Diagnostic]:
    """Tests of inputs there are, of a number by limits and of a name by names that it can be."""
    for indicator in pack.indicators:
        judge = indicator.judge
        if judge is None or not (judge.rungs or judge.variants):
            continue
        tested = _Tested(pack, indicator, inputs_of(pack, indicator, judge))
        for variant in judge.variants:
            yield from tested.tests(variant.tests, pack.places.value(variant.span, "for"))
        for rung in judge.rungs:
            yield from tested.tests(rung.tests, pack.places.value(rung.span, "when"))


@dataclass(frozen=True, slots=True)
class _Tested:
    pack: Pack
    indicator: Indicator
    inputs: Inputs

    def tests(self, tests: tuple[Test, ...], written: Span) -> Iterator[Diagnostic]:
        own = [test for test in tests if not test.input.startswith(DEPENDENCE)]
        for test in tests:
            found = self.inputs.get(test.input)
            if found is None:
                yield self._unknown(test, self._named_at(test, written, own.index(test)))
            else:
                yield from self._test(test, found)

    def _named_at(self, test: Test, written: Span, n: int) -> Span:
        """Where a row names the input of its `n`-th test; a grid names those of its rows and columns once for all."""
        place = self.pack.places.key(written, test.input)
        if place != written:
            return place
        grid = self.pack.places.value(self.indicator.header.span, "judge", "grid")
        named = self.pack.places.value(grid, "rows" if n == 0 else "columns")
        return test.span if named == grid else named

    def _unknown(self, test: Test, place: Span) -> Diagnostic:
        known = [name for name in self.inputs if not name.startswith(DEPENDENCE)]
        params = {"name": test.input, "known": ", ".join(known), **near(test.input, known)}
        return Diagnostic(codes.UNKNOWN_INPUT, place, params)

    def _test(self, test: Test, found: Input) -> Iterator[Diagnostic]:
        match found:
            case Names(names=None):
                return
            case Names(names=names) if not test.names:
                params = {"input": test.input, "known": ", ".join(names or ())}
                yield Diagnostic(codes.LIMITS_OF_NAME, test.span, params)
            case Names(names=names):
                yield from self._names(test, found, names or ())
            case _ if test.names:
                yield Diagnostic(codes.NAMES_OF_NUMBER, test.span, {"input": test.input})
            case _:
                yield from self._limits(test)

    def _names(self, test: Test, found: Names, possible: tuple[str, ...]) -> Iterator[Diagnostic]:
        operand = found.operand
        for n, name in enumerate(test.names):
            if name in possible:
                continue
            params = {"known": ", ".join(possible) or "–", **near(name, possible)}
            place = self._place(test, n)
            if isinstance(operand, IndicatorOperand) and operand.take == "outcome":
                of_indicator = {"id": operand.indicator, "outcome": name, **params}
                yield Diagnostic(pack_codes.IMPOSSIBLE_OUTCOME, place, of_indicator)
            else:
                yield Diagnostic(codes.IMPOSSIBLE_NAME, place, {"input": test.input, "name": name, **params})

    def _place(self, test: Test, n: int) -> Span:
        """The name in a list of them, under `not` or alone."""
        listed = self.pack.places.value(test.span, "not")
        return self.pack.places.value(listed, n)

    def _limits(self, test: Test) -> Iterator[Diagnostic]:
        constants = constants_of(self.pack)
        if not are_known((test,), constants):
            return
        interval = interval_of(test, constants)
        if is_reversed(interval) and interval.low is not None and interval.high is not None:
            params = {"input": test.input, "low": plain_text(interval.low), "high": plain_text(interval.high)}
            yield Diagnostic(codes.REVERSED_TEST, test.span, params)
