"""The table of indicators as the methodology's own document has it: one block per highest entity and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from engine.pack.model import Indicator, Role
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.result import Finding, Results, Total


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator; `restored` are the cells that are empty in the document.

    `finding` is None for a parent that is not measured here and only heads its supporting indicators.
    """

    number: str
    title: str
    role: Role
    target: str
    sources: str
    restored: frozenset[str]
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Block:
    """The indicators of the document, those the engine derives from them, and the totals with their findings."""

    entity: str
    period: str
    lines: tuple[Line, ...]
    derived: tuple[Line, ...]
    totals: tuple[tuple[Total, Finding | None], ...]


def highest(results: Results) -> tuple[str, ...]:
    """The entities that have findings while none above them has, in the order of the register."""
    assessed = frozenset(f.entity for f in results.findings)
    parents = {e.id: e.parent for e in results.entities}
    return tuple(e.id for e in results.entities if e.id in assessed and not _below_any(e.id, parents, assessed))


def _below_any(entity: str, parents: Mapping[str, str | None], assessed: frozenset[str]) -> bool:
    above = parents.get(entity)
    while above is not None:
        if above in assessed:
            return True
        above = parents.get(above)
    return False


def blocks(results: Results, names: Names) -> tuple[Block, ...]:
    """By period, then by entity; an entity without findings in a period has no block there."""
    tops = highest(results)
    findings, totals = _by_place(results.findings, tops), _by_place(results.totals, tops)
    places = [(entity, period.id) for period in results.periods for entity in tops]
    return tuple(_block(place, findings[place], totals.get(place, []), names) for place in places if place in findings)


Placed = TypeVar("Placed", Finding, Total)


def _by_place(results: Iterable[Placed], entities: Iterable[str]) -> dict[tuple[str, str], list[Placed]]:
    wanted = frozenset(entities)
    found: dict[tuple[str, str], list[Placed]] = {}
    for result in results:
        if result.entity in wanted:
            found.setdefault((result.entity, result.period), []).append(result)
    return found


def _block(place: tuple[str, str], findings: list[Finding], totals: list[Total], names: Names) -> Block:
    lines = [_line(f, names) for f in findings]
    summed = {t.indicator for t in totals}
    finding_of = {f.indicator: f for f in findings}
    return Block(
        *place,
        lines=tuple(_with_parents((line for line in lines if line.role is not Role.DERIVED), names)),
        derived=tuple(line for line in lines if line.role is Role.DERIVED and line.number not in summed),
        totals=tuple((t, finding_of.get(t.indicator)) for t in totals),
    )


def _line(finding: Finding, names: Names) -> Line:
    indicator = names.rules.get(finding.rule)
    if indicator is None:
        return Line(finding.indicator, finding.indicator, Role.SUPPORTING, "", "", frozenset(), finding)
    return _of_indicator(indicator, finding, names)


def _of_indicator(indicator: Indicator, finding: Finding | None, names: Names) -> Line:
    return Line(
        number=indicator.header.id,
        title=indicator.title,
        role=indicator.role,
        target=_target(indicator, names),
        sources=indicator.sources_text or "; ".join(names.source(s) for s in indicator.sources),
        restored=frozenset(r.cell for r in indicator.readings if r.restored),
        finding=finding,
    )


def _target(indicator: Indicator, names: Names) -> str:
    if indicator.target is None:
        return ""
    return indicator.target.text or phrase("not_set", names.lang)


def _with_parents(lines: Iterable[Line], names: Names) -> Iterator[Line]:
    """The lines, with a heading line before the first child of a parent that has no line of its own."""
    lines = tuple(lines)
    headed = {line.number for line in lines}
    for line in lines:
        indicator = names.indicators.get(line.number)
        parent = names.indicators.get(indicator.parent) if indicator and indicator.parent else None
        if parent is not None and parent.header.id not in headed:
            headed.add(parent.header.id)
            yield _of_indicator(parent, None, names)
        yield line
