"""Decision tables whose every row is reached and whose rows take every case; over the pack as it stands on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.checks.cases import Cases, cases_of
from engine.checks.rows import is_dependence, is_of_bands, written_at
from engine.diagnostics import judgements as codes
from engine.diagnostics.core import Diagnostic
from engine.pack.model import Indicator, Judgement, Matching, Pack, Rung, TableMeasure


def ladders(pack: Pack) -> Iterator[Diagnostic]:
    """Rows that no case reaches, cases that no row takes, and cases that two take where only one may."""
    for indicator in pack.indicators:
        judge = indicator.judge
        if judge is None or not judge.rungs:
            continue
        cases = cases_of(pack, indicator, judge, [rung.tests for rung in judge.rungs])
        if cases is None:
            continue
        if judge.matching is Matching.SINGLE:
            yield from _shared(indicator, judge, cases)
        else:
            yield from _unreached(pack, indicator, judge, cases)
        if not is_of_bands(pack, indicator) and (case := cases.untaken()) is not None:
            place = written_at(pack, indicator, "ladder", "grid", "variants")
            yield Diagnostic(codes.UNTAKEN_CASE, place, {"id": indicator.header.id, "case": case})


def _unreached(pack: Pack, indicator: Indicator, judge: Judgement, cases: Cases) -> Iterator[Diagnostic]:
    """Bands under dependences are told of as other bands are."""
    for n, rung in enumerate(judge.rungs):
        if not cases.is_reached(n) and not (is_of_bands(pack, indicator) and not is_dependence(rung)):
            params = {"id": indicator.header.id, "number": n + 1}
            yield Diagnostic(codes.UNREACHED_ROW, rung.span, params)


def _shared(indicator: Indicator, judge: Judgement, cases: Cases) -> Iterator[Diagnostic]:
    for (i, first), (j, second) in combinations(enumerate(judge.rungs), 2):
        if _result(first) != _result(second) and (case := cases.shared(i, j)) is not None:
            params = {"id": indicator.header.id, "case": case, "first": first.span}
            yield Diagnostic(codes.SHARED_CASE, second.span, params, (first.span,))


def _result(rung: Rung) -> tuple[object, ...]:
    return rung.outcome, rung.status, rung.points


def variants(pack: Pack) -> Iterator[Diagnostic]:
    """Variants that are for no entity left over by those before, and entities that no variant is for."""
    for indicator in pack.indicators:
        judge = indicator.judge
        if judge is None or not judge.variants:
            continue
        cases = cases_of(pack, indicator, judge, [variant.tests for variant in judge.variants])
        if cases is None:
            continue
        for n, variant in enumerate(judge.variants):
            if not cases.is_reached(n):
                yield Diagnostic(codes.UNREACHED_VARIANT, variant.span, {"id": indicator.header.id, "number": n + 1})
        if (case := cases.untaken()) is not None:
            place = written_at(pack, indicator, "variants")
            yield Diagnostic(codes.NO_VARIANT, place, {"id": indicator.header.id, "case": case})


def missing(pack: Pack) -> Iterator[Diagnostic]:
    """A table that measures nothing and has no rows either."""
    for indicator in pack.indicators:
        if isinstance(indicator.measure, TableMeasure) and (indicator.judge is None or not indicator.judge.rungs):
            place = pack.places.value(indicator.header.span, "measure")
            yield Diagnostic(codes.TABLE_WITHOUT_ROWS, place, {"id": indicator.header.id})
