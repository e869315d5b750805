"""The sheets that have a row per result: which columns they have and what stands in them."""

from __future__ import annotations

from decimal import Decimal

from engine.diagnostics.core import Lang
from engine.report import shown
from engine.report.letters import asking_order
from engine.report.names import Names
from engine.report.phrases import phrase
from engine.report.sheets import Displayed, Field, SheetCell
from engine.report.words import NOTE_KIND, PRIORITY, PURPOSE, REASON, REQUEST_KIND, STATUS, say
from engine.result import (
    ConflictResult,
    DirectionResult,
    Finding,
    Note,
    RecommendationResult,
    RejectedResult,
    RequestResult,
    Total,
)

_IN_ONE_CELL = 10
"""Facts or members named in one cell; of the others, the number is told."""


def some(items: tuple[str, ...], more: str, lang: Lang, separator: str) -> str:
    told = separator.join(items[:_IN_ONE_CELL])
    rest = len(items) - _IN_ONE_CELL
    return f"{told} {phrase(more, lang, count=rest)}" if rest > 0 else told


def _displayed(value: Decimal | None, rule: str, names: Names) -> SheetCell:
    """A value as its indicator says that it is shown."""
    indicator = names.rules.get(rule)
    if value is None or indicator is None or indicator.display is None:
        return value
    return Displayed(shown.displayed(value, indicator), indicator.display.digits)


FINDINGS: tuple[Field[Finding], ...] = (
    Field("entity", 26, lambda f, names: names.entity(f.entity)),
    Field("level", 16, lambda f, names: names.level_of(f.entity)),
    Field("period", 12, lambda f, names: names.period(f.period)),
    Field("number", 12, lambda f, names: f.indicator),
    Field("indicator", 46, lambda f, names: names.title(f.rule, f.indicator)),
    Field("status", 17, lambda f, names: say(STATUS, f.status, names.lang)),
    Field("reason", 24, lambda f, names: say(REASON, f.reason, names.lang) if f.reason else None),
    Field("outcome", 20, lambda f, names: names.outcome(f.outcome)),
    Field("value", 12, lambda f, names: _displayed(f.value, f.rule, names)),
    Field("unit", 9, lambda f, names: names.unit(f.unit)),
    Field("points", 9, lambda f, names: f.points),
    Field("lower", 10, lambda f, names: f.lower),
    Field("upper", 10, lambda f, names: f.upper),
    Field("marks", 22, lambda f, names: shown.marks(f.marks, names.lang)),
    Field("rule", 16, lambda f, names: f.rule),
    Field("facts", 18, lambda f, names: some(tuple(str(n) for n in f.facts), "more_facts", names.lang, ", ")),
)

TOTALS: tuple[Field[Total], ...] = (
    Field("entity", 34, lambda t, names: names.entity(t.entity)),
    Field("level", 18, lambda t, names: names.level_of(t.entity)),
    Field("period", 14, lambda t, names: names.period(t.period)),
    Field("number", 14, lambda t, names: t.indicator),
    Field("total", 60, lambda t, names: names.title(t.rule, t.indicator)),
    Field("value", 14, lambda t, names: _displayed(t.value, t.rule, names)),
    Field("assessed", 12, lambda t, names: t.assessed),
    Field("applicable", 12, lambda t, names: t.applicable),
    Field("lower", 11, lambda t, names: _displayed(t.lower, t.rule, names)),
    Field("upper", 11, lambda t, names: _displayed(t.upper, t.rule, names)),
    Field("maximum", 13, lambda t, names: t.maximum),
    Field("nominal", 14, lambda t, names: t.nominal),
    Field("marks", 26, lambda t, names: shown.marks(t.marks, names.lang)),
    Field("rule", 22, lambda t, names: t.rule),
)

RECOMMENDATIONS: tuple[Field[RecommendationResult], ...] = (
    Field("recipient", 32, lambda r, names: r.recipient_name),
    Field("text", 70, lambda r, names: shown.letter(r, names)),
    Field("due", 12, lambda r, names: r.due),
    Field("indicator", 12, lambda r, names: r.indicator),
    Field("entity", 22, lambda r, names: names.entity(r.entity)),
    Field("period", 12, lambda r, names: names.period(r.period)),
    Field("purpose", 16, lambda r, names: say(PURPOSE, r.purpose, names.lang)),
    Field("members", 30, lambda r, names: some(tuple(map(names.entity, r.members)), "more_members", names.lang, "; ")),
    Field("marks", 18, lambda r, names: shown.marks(r.marks, names.lang)),
    Field("rule", 16, lambda r, names: r.rule),
    Field("id", 28, lambda r, names: r.id),
)

DIRECTIONS: tuple[Field[DirectionResult], ...] = (
    Field("entity", 34, lambda d, names: names.entity(d.entity)),
    Field("period", 14, lambda d, names: names.period(d.period)),
    Field("direction", 60, lambda d, names: d.title),
    Field("conclusion", 50, lambda d, names: d.outcome_title),
    Field("missing", 24, lambda d, names: ", ".join(d.missing)),
    Field("marks", 22, lambda d, names: shown.marks(d.marks, names.lang)),
    Field("rule", 28, lambda d, names: d.rule),
)

REQUESTS: tuple[Field[RequestResult], ...] = (
    Field("entity", 22, lambda r, names: names.entity(r.entity)),
    Field("period", 12, lambda r, names: names.period(r.period)),
    Field("fact", 36, lambda r, names: r.title),
    Field("unit", 9, lambda r, names: names.unit(r.unit)),
    Field("kind", 20, lambda r, names: say(REQUEST_KIND, r.kind, names.lang)),
    Field("priority", 12, lambda r, names: say(PRIORITY, r.priority, names.lang)),
    Field("indicators", 12, lambda r, names: ", ".join(r.indicators)),
    Field("asking_order", 36, asking_order),
    Field("due", 12, lambda r, names: r.due),
    Field("text", 60, lambda r, names: r.text),
    Field("marks", 18, lambda r, names: shown.marks(r.marks, names.lang)),
    Field("rule", 18, lambda r, names: r.rule),
    Field("id", 28, lambda r, names: r.id),
)

CONFLICTS: tuple[Field[ConflictResult], ...] = (
    Field("entity", 30, lambda c, names: names.entity(c.entity)),
    Field("period", 14, lambda c, names: names.period(c.period)),
    Field("fact", 44, lambda c, names: names.key(c.key)),
    Field("decisive", 10, lambda c, names: shown.yes_no(c.decisive, names.lang)),
    Field("value", 16, lambda c, names: shown.fact_value(c.value, c.key, names)),
    Field("source", 34, lambda c, names: names.source(c.source)),
    Field("address", 28, lambda c, names: c.address),
    Field("rival_value", 16, lambda c, names: shown.fact_value(c.rival_value, c.key, names)),
    Field("rival_source", 34, lambda c, names: names.source(c.rival_source)),
    Field("rival_address", 28, lambda c, names: c.rival_address),
    Field("marks", 22, lambda c, names: shown.marks(c.marks, names.lang)),
)

REJECTED: tuple[Field[RejectedResult], ...] = (
    Field("address", 34, lambda r, names: r.address),
    Field("code", 8, lambda r, names: r.code),
    Field("message", 70, lambda r, names: r.message_ru if names.lang is Lang.RU else r.message_en),
    Field("row", 70, lambda r, names: r.row),
)

NOTES: tuple[Field[Note], ...] = (
    Field("note_kind", 32, lambda n, names: say(NOTE_KIND, n.kind, names.lang)),
    Field("subject", 30, shown.subject),
    Field("text", 110, shown.note),
)
