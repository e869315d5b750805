"""Fired rules → addressed recommendations with their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.backend.duckdb import Database
from engine.decimals import snap
from engine.inference.addressing import Directory, Recipient
from engine.inference.conditions import State, matching
from engine.inference.firing import Fired
from engine.inference.wording import Value, Wording, display, named, render, show_date
from engine.pack.conditions import about_of, tests_in
from engine.pack.model import (
    ChangeAs,
    ChangeMeasure,
    CountMeasure,
    Direction,
    DirectionTest,
    FactType,
    Indicator,
    RatioMeasure,
    Recommendation,
    Rounding,
)
from engine.plan.codes import SCORED
from engine.plan.program import Program
from engine.result import RecommendationResult
from engine.statuses import Mark

Key = tuple[int, int, str]
"""Of one finding: entity, period, indicator."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a text may say of one finding; `members` are the ids in the set fact it counted."""

    reason: int
    outcome: str | None
    value: Decimal | None
    points: Decimal | None
    present: Decimal | None
    previous: Decimal | None
    members: str | None
    marks: str | None


class Findings:
    """Findings looked up by entity, period and indicator, read from the database a period and indicator at a time."""

    def __init__(self, db: Database, program: Program) -> None:
        self.db = db
        self.items = {item: n for n, item in enumerate(program.items)}
        self._known: dict[tuple[int, str], dict[int, Measured]] = {}

    def of(self, period: int, item: str) -> Mapping[int, Measured]:
        if (period, item) not in self._known:
            rows = self.db.rows(_MEASURED, (period, self.items[item]))
            self._known[period, item] = {row[0]: Measured(*row[1:]) for row in rows}
        return self._known[period, item]

    def state(self, entity: int, period: int, item: str) -> State | None:
        found = self.of(period, item).get(entity)
        return (found.reason, found.outcome if found.reason == SCORED else None) if found else None


_MEASURED = """
SELECT f.e, g.reason, f.outcome, f.value, f.points, f.s0, f.s1, a.text, f.marks
FROM findings f
JOIN finding g ON g.e = f.e AND g.p = f.p AND g.ind = f.ind
LEFT JOIN fact a ON a.fid = f.facts[1]
WHERE f.p = ? AND f.item = ?
"""


class Recommender:
    """Turns what fired in one period into letters."""

    def __init__(
        self,
        program: Program,
        period: int,
        directory: Directory,
        findings: Findings,
        wording: Wording,
        label: str | None,
    ) -> None:
        self.program, self.period = program, period
        self.marks = (str(Mark.ILLUSTRATIVE),) if label == Mark.ILLUSTRATIVE else ()
        self.directory, self.findings, self.wording = directory, findings, wording
        snapshot = program.pack.at(program.pack.periods[period].end)
        self.indicators = {i.header.id: i for i in snapshot.indicators}
        self.directions = {d.header.id: d for d in snapshot.directions}
        self.addressees = {a.id: a for a in snapshot.addressees}
        self.vocabularies = {f.key: f.vocabulary for f in snapshot.facts if f.type is FactType.SET}
        self.compiled = program.snapshot(period)

    def letters(self, fired: Iterable[Fired]) -> Iterator[RecommendationResult]:
        for one in fired:
            if isinstance(one.origin, Recommendation):
                recipients = self.directory.recipients(
                    self.addressees[one.origin.to], one.entity, self._spared(one.origin, one.entity)
                )
                for recipient in recipients:
                    yield self._letter(one.origin, one.entity, recipient)

    def _spared(self, recommendation: Recommendation, subject: int) -> Callable[[int], bool]:
        """Whether an entity's own finding, or that of the nearest entity above it below the subject, spares it."""
        test = recommendation.unless
        if test is None:
            return lambda _: False
        states = matching(test, self.compiled[test.indicator])

        def spared(entity: int) -> bool:
            here: int | None = entity
            while here is not None and here != subject:
                state = self.findings.state(here, self.period, test.indicator)
                if state is not None:
                    return state in states
                here = self.directory.parent(here)
            return False

        return spared

    def _letter(self, rule: Recommendation, subject: int, recipient: Recipient) -> RecommendationResult:
        entities = self.directory.entities
        due = self.wording.due(rule.due)
        item = about_of(rule)
        measured = self.findings.of(self.period, item).get(subject) if item else None
        to = entities[recipient.entity] if recipient.entity is not None else None
        name = to.name if to else recipient.addressee.name
        period = self.program.pack.periods[self.period].id
        values = self._values(rule, subject, recipient, item, measured)
        target = to.id if to else recipient.addressee.id
        return RecommendationResult(
            id=f"{rule.header.id}/{period}/{entities[subject].id}/{target}",
            entity=entities[subject].id,
            period=period,
            rule=rule.header.rule,
            purpose=rule.purpose,
            indicator=item,
            group=recipient.addressee.group,
            addressee=recipient.addressee.id,
            recipient=to.id if to else None,
            recipient_name=name.name,
            recipient_dative=name.get("dat") or name.name,
            members=tuple(entities[m].id for m in recipient.members),
            verb=recipient.verb,
            due=due,
            text=render(rule.text, values, self.wording.lang),
            marks=tuple(measured.marks.split(";")) if measured and measured.marks else self.marks,
        )

    def _values(
        self, rule: Recommendation, subject: int, recipient: Recipient, item: str | None, measured: Measured | None
    ) -> dict[str, Value]:
        values = dict(self.wording.common) | self.wording.entity("entity", self.directory.entities[subject])
        if recipient.entity is not None:
            values |= self.wording.entity("addressee", self.directory.entities[recipient.entity])
        else:
            values |= named("addressee", recipient.addressee.name)
        due = self.wording.due(rule.due)
        if due:
            values["due"] = show_date(due, self.wording.lang)
        direction = self._direction(rule)
        if direction:
            values["direction.title"] = direction.title
        if item:
            values |= self._about(self.indicators[item], measured)
        return values

    def _direction(self, rule: Recommendation) -> Direction | None:
        return next((self.directions[t.direction] for t in tests_in(rule.when) if isinstance(t, DirectionTest)), None)

    def _about(self, indicator: Indicator, measured: Measured | None) -> dict[str, Value]:
        values: dict[str, Value] = {"indicator.number": indicator.header.id, "indicator.title": indicator.title}
        most = max(self.compiled[indicator.header.id].points, default=None)
        if most is not None:
            values["max_points"] = most
        if measured is None:
            return values
        if measured.points is not None:
            values["points"] = measured.points
        if measured.value is not None:
            values["value"] = values["measured"] = display(measured.value, indicator.display)
        match indicator.measure:
            case ChangeMeasure(shown_as=shown_as):
                values |= _change(measured, indicator.display if shown_as in _DIFFERENCES else None)
            case RatioMeasure() if measured.present is not None and measured.previous is not None:
                values |= {"numerator": measured.present, "denominator": measured.previous}
            case CountMeasure(of=(only,)) if only.key in self.vocabularies:
                values |= _members(self.vocabularies[only.key], measured.members)
            case _:
                pass
        return values


_DIFFERENCES = (ChangeAs.DIFFERENCE, ChangeAs.POINTS)
"""Changes in the unit of what changes; a rate is shown by its own digits, and they are not those of the numbers."""


def _change(measured: Measured, way: Rounding | None) -> dict[str, Value]:
    """Present and previous value, and the size of the change; its direction is for the words of the text to say."""
    now, before = measured.present, measured.previous
    if now is None or before is None:
        return {}
    percent = snap(abs(float(100 * (now - before)) / float(before))) if before else None
    shown = percent.quantize(Decimal("0.1")) if percent is not None else None
    sizes: dict[str, Value] = {"change_percent": shown} if shown is not None else {}
    numbers = {"value": now, "previous_value": before, "change": abs(now - before)}
    return {**{name: display(number, way) for name, number in numbers.items()}, **sizes}


def _members(vocabulary: tuple[tuple[str, str], ...], members: str | None) -> dict[str, Value]:
    reached = set((members or "").split("|"))
    return {
        "reached": ", ".join(title for member, title in vocabulary if member in reached),
        "unreached": ", ".join(title for member, title in vocabulary if member not in reached),
    }
