"""The shipped pack on the only facts there are for 2020, compared whole with what the document proves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import engine
from engine.result import Results

ROOT = Path(__file__).parents[3]
EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
TOTALS = ("1.points", "2.points", "total")


@pytest.fixture(scope="module")
def results() -> Results:
    pack = engine.load_pack(ROOT / "rules" / "chelyabinsk-methodical-work")
    return engine.evaluate(pack, ROOT / "inputs" / "chelyabinsk-2020").results


def _whole(number: Decimal | None) -> int | None:
    assert number is None or number == int(number)
    return None if number is None else int(number)


def _made(results: Results) -> dict[str, object]:
    """The results in the shape of the expectation."""
    assert {f.entity for f in results.findings} == {"chelyabinsk"}
    return {
        "set": results.fact_set,
        "label": results.label,
        "periods": [p.id for p in results.periods],
        "as_of": [d.isoformat() for d in results.as_of],
        "findings": {
            f.indicator: [f.status, f.reason, f.outcome, _whole(f.points), _whole(f.lower), _whole(f.upper)]
            for f in results.findings
            if f.indicator not in TOTALS
        },
        "totals": {
            t.indicator: [
                _whole(t.value),
                t.assessed,
                t.applicable,
                *map(_whole, (t.lower, t.upper, t.maximum, t.nominal)),
            ]
            for t in results.totals
        },
        "requests": _requests(results),
        "recommendations": [
            [r.rule.split("@")[0], r.recipient, str(r.verb), str(r.purpose)] for r in results.recommendations
        ],
        "directions": {d.direction: [d.outcome, list(d.missing)] for d in results.directions},
        "conflicts": list(results.conflicts),
        "rejected": list(results.rejected),
        "notes": {
            kind: sorted({note.subject for note in results.notes if note.kind == kind}) for kind in EXPECTED["notes"]
        },
    }


def _requests(results: Results) -> list[list[object]]:
    """By indicator, then in the order of the fact dictionary, the earlier period first."""
    order = [fact.key for fact in results.pack.facts]
    asked = sorted(results.requests, key=lambda r: (r.indicators, order.index(r.key), r.period))
    return [[r.key, r.period, str(r.kind), str(r.priority), list(r.indicators), list(r.sources)] for r in asked]


def test_the_protocol_alone(results: Results) -> None:
    assert _made(results) == EXPECTED


def test_the_restored_cell_of_2_7_is_marked(results: Results) -> None:
    (found,) = [f for f in results.findings if f.indicator == "2.7"]
    assert "restored_reading" in found.marks


def test_nothing_is_called_illustrative(results: Results) -> None:
    assert {"illustrative"} & {mark for f in results.findings for mark in f.marks} == set()


def test_open_sources_are_looked_at_before_anyone_is_asked(results: Results) -> None:
    is_open = {s.header.id: s.open for s in results.pack.sources}
    for request in results.requests:
        openness = [is_open[source] for source in request.sources]
        assert openness == sorted(openness, reverse=True)
        assert openness[0]
